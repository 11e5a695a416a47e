// The tellings of a block of text, put together again from their columns.

export const REPORT = ["document", "title", "source", "published", "url"];

/**
 * A block of text by row: `row(at)` puts one together when somebody wants to read it. `status(at)`
 * and `place(at)` tell what the columns know of the event.
 */
export function readPart(part, facts) {
  const { told } = part;
  const names = Object.keys(part).filter((name) => name !== "told");
  const starts = sums(told.n);
  const places = placesOf(told);
  const evidence = (row) => {
    const event = { edtf: part.edtf[row], status: facts.status(row), place_id: facts.place(row) };
    return Array.from({ length: told.n[row] }, (_, k) => {
      const at = starts[row] + k;
      const one = {};
      for (const key of told.shapes[told.shape[at] ?? 0]) one[key] = told.columns[key][places ? places[key][at] : at];
      return [told.report[at], whole(one, event)];
    });
  };
  return {
    id: part.id,
    length: told.n.length,
    row(at) {
      const row = { evidence: evidence(at) };
      for (const name of names) row[name] = part[name][at];
      if (Array.isArray(row.label)) row.label = cut(row.evidence[0][1].exact, row.label);
      return row;
    },
  };
}

function sums(lengths) {
  const at = [0];
  for (const n of lengths) at.push(at.at(-1) + n);
  return at;
}

/** Where in its column each telling's value lies; null if every telling has every key. */
function placesOf({ shapes, shape, columns, report }) {
  if (shapes.length < 2) return null;
  const places = {};
  for (const key of Object.keys(columns)) {
    places[key] = new Uint32Array(report.length);
    let next = 0;
    for (let at = 0; at < report.length; at += 1) places[key][at] = shapes[shape[at]].includes(key) ? next++ : 0;
  }
  return places;
}

/** A label that was cut from the first telling's words: where it starts, how many code points. */
function cut(words, [start, length]) {
  return Array.from(words).slice(start, start + length).join("");
}

/** What was left out because it follows from the rest. */
function whole(one, event) {
  for (const key of ["edtf", "status", "place_id"]) if (one[key] === 0) one[key] = event[key];
  if (one.end === 0 && typeof one.exact === "string") one.end = one.start + Array.from(one.exact).length;
  if (one.marks && typeof one.start === "number") {
    one.marks = one.marks.map(([kind, start, end]) => ({ kind, start: start + one.start, end: end + one.start }));
  }
  return one;
}
