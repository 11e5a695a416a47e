// The tellings of a block of text, put together again from their columns.

export const REPORT = ["document", "title", "source", "published", "url"];

/** For every row its tellings: [number of the report, what the telling says]. */
export function tellingsOf({ told, edtf }, { status, place }) {
  const next = Object.fromEntries(Object.keys(told.columns).map((key) => [key, 0]));
  let at = 0;
  return told.n.map((n, row) => {
    const event = { edtf: edtf[row], status: status(row), place_id: place(row) };
    const rows = [];
    for (let k = 0; k < n; k += 1, at += 1) {
      const one = {};
      for (const key of told.shapes[told.shape[at] ?? 0]) one[key] = told.columns[key][next[key]++];
      rows.push([told.report[at], whole(one, event)]);
    }
    return rows;
  });
}

/** Labels, those cut from the first telling's words put back. */
export function labelsOf({ label, evidence }) {
  return label.map((one, row) => (Array.isArray(one) ? Array.from(evidence[row][0][1].exact).slice(one[0], one[0] + one[1]).join("") : one));
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
