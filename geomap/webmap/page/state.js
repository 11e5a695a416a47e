// The state of a map as a fragment of its address, and back.

import { areaOf, areaText } from "./area.js";
import { iso, OPEN_END, OPEN_START, parseDay } from "./days.js";
import { bounds } from "./edtf.js";

/** The value of a facet for events that have none. */
export const NONE = "none";
export const FACETS = ["type", "status", "date_precision", "actor", "source", "place"];
const SHORT = { type: "type", status: "status", date_precision: "precision", actor: "actor", source: "source", place: "place" };
const PLAIN = ["text", "unit", "mode", "speed", "sort", "tab", "lang", "theme", "worldview", "event", "view"];

/** The state a map opens with. */
export function initial() {
  return {
    from: OPEN_START, until: OPEN_END, certainly: false, undated: false, text: "", inView: false, area: null,
    chosen: Object.fromEntries(FACETS.map((name) => [name, new Set()])),
    unit: "auto", mode: "moving", speed: "1", sort: "date", tab: "list", lang: "", theme: "", worldview: "", event: "", view: "", tview: null,
  }; // prettier-ignore
}

/** A fragment, without the #; what is as at the beginning is left out. */
export function encode(state) {
  const parts = new URLSearchParams();
  const plain = initial();
  if (state.from !== OPEN_START || state.until !== OPEN_END) {
    const end = (day, open) => (day === open ? ".." : iso(day));
    parts.set("time", `${end(state.from, OPEN_START)}/${end(state.until, OPEN_END)}`);
  }
  if (state.certainly) parts.set("match", "certainly");
  if (state.undated) parts.set("undated", "yes");
  for (const name of FACETS) for (const value of [...state.chosen[name]].sort()) parts.append(SHORT[name], value);
  if (state.inView) parts.set("within", "view");
  if (state.area) parts.set("area", areaText(state.area));
  for (const name of PLAIN) if (state[name] !== plain[name]) parts.set(name, state[name]);
  if (state.tview) parts.set("zoom", state.tview.map(iso).join("/"));
  return parts.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
}

/** The state a fragment tells of; what it does not tell is as at the beginning. */
export function decode(fragment) {
  const parts = new URLSearchParams(fragment);
  const state = initial();
  const [from, until] = (parts.get("time") ?? "../..").split("/");
  state.from = bounds(from ?? "")?.[0] ?? OPEN_START;
  state.until = bounds(until ?? "")?.[1] ?? OPEN_END;
  state.certainly = parts.get("match") === "certainly";
  state.undated = parts.get("undated") === "yes";
  state.inView = parts.get("within") === "view";
  state.area = areaOf(parts.get("area"));
  for (const name of FACETS) state.chosen[name] = new Set(parts.getAll(SHORT[name]));
  for (const name of PLAIN) state[name] = parts.get(name) ?? state[name];
  const zoom = (parts.get("zoom") ?? "").split("/").map((end) => parseDay(end)?.[0]);
  if (zoom.length === 2 && zoom.every(Number.isFinite) && zoom[0] < zoom[1]) state.tview = zoom;
  return state;
}
