// The state's filter as the options of `geomap export`: the same events, from the command line.

import { wellKnown } from "./area.js";
import { iso, OPEN_END, OPEN_START } from "./days.js";

const OPTIONS = { type: "type", status: "status", date_precision: "precision", actor: "actor", source: "source", place: "place" };

/** The words of the command that writes what is shown; `bounds` is the view, where that filters. */
export function commandOf(state, bounds) {
  const words = ["geomap", "export", "events.geojson", "--to", "selection.geojson"];
  if (state.from !== OPEN_START) words.push("--from", iso(state.from));
  if (state.until !== OPEN_END) words.push("--until", iso(state.until));
  if (state.certainly) words.push("--certainly");
  if (state.undated && hasWindow(state)) words.push("--undated");
  for (const [name, option] of Object.entries(OPTIONS)) {
    for (const value of [...state.chosen[name]].sort()) words.push(`--${option}`, value);
  }
  if (state.text) words.push("--search", state.text);
  if (state.inView && bounds) words.push(`--bbox=${bounds.map((edge, k) => clamp(edge, k % 2 ? 90 : 180)).join(",")}`);
  if (state.area) words.push("--polygon", wellKnown(state.area));
  return words.map(quoted);
}

/** Whether a time is asked for at all. */
export function hasWindow({ from, until }) {
  return from !== OPEN_START || until !== OPEN_END;
}

function clamp(edge, most) {
  return Math.min(most, Math.max(-most, edge));
}

/** A word for a shell; signs that a terminal acts upon are left out. */
function quoted(word) {
  const plain = String(word).replace(/\p{Cc}/gu, "");
  return /^[\w.,=@%+:/-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", String.raw`'\''`)}'`;
}
