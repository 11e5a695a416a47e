// What the columns say of one event, and the rows that show it.

import { OPEN_END, OPEN_START } from "./days.js";
import { el, sign, words } from "./dom.js";
import { UNDATED } from "./filter.js";
import { when } from "./words.js";

export const KIND = ["full", "half", "hollow"];

/** The word of a coded column, or null. */
export function wordOf(data, name, row) {
  return data[name][row] ? data.dictionaries[name][data[name][row] - 1] : null;
}

/** The facts of a row that are in memory. */
export function factsOf({ data }, row) {
  const word = (name) => wordOf(data, name, row);
  const spot = data.spot[row];
  return {
    row, earliest: data.earliest[row], latest: data.latest[row], flags: data.flags[row],
    precision: word("date_precision"), basis: word("date_basis"), status: word("status"), type: word("type"), country: word("country"),
    place: data.spots.place_name[spot], placeId: data.spots.place_id[spot], where: data.spots.where_precision[spot], spot,
    sources: data.n_sources[row], kind: data.spotClass[row],
    actors: Array.from(data.actor.subarray(data.actor_at[row], data.actor_at[row + 1]), (code) => data.dictionaries.actor[code]),
  }; // prettier-ignore
}

/** The days an event is known to touch, or null. */
export function knownDays({ earliest, latest, flags }) {
  if (flags & UNDATED) return null;
  return [earliest === OPEN_START ? latest : earliest, latest === OPEN_END ? earliest : latest];
}

/** One row of the list: sign, date, place and label. */
export function fillRow(app, box, row) {
  const text = app.texts.now(row);
  const one = { ...factsOf(app, row), edtf: text?.edtf };
  const date = words("span", "gm-when", when(app.say, one));
  const top = el("span", "gm-row-top", sign(KIND[one.kind]), date, words("span", "gm-where", one.place ?? app.say("no_place")));
  const label = words("span", "gm-label", text?.label ?? "…");
  box.replaceChildren(top, label, status(app, one));
  if (!text) later(app, box, row, label);
}

/** One row of the timeline: label, and a bar over the days of the filter. */
export function fillBar(app, box, row) {
  const text = app.texts.now(row);
  const one = { ...factsOf(app, row), edtf: text?.edtf };
  const label = words("span", "gm-label", text?.label ?? "…");
  const track = el("span", "gm-track");
  const bar = el("span", `gm-span-bar gm-bar-${KIND[one.kind]}`);
  const [from, until] = app.brush.ends();
  const share = (day) => Math.min(100, Math.max(0, ((day - from) / (until + 1 - from)) * 100));
  const days = knownDays(one);
  if (days) {
    const [a, b] = [share(one.earliest === OPEN_START ? from : days[0]), share(one.latest === OPEN_END ? until + 1 : days[1] + 1)];
    bar.style.left = `${a}%`;
    bar.style.width = `max(6px, ${b - a}%)`;
    bar.classList.toggle("gm-vague", Boolean(one.flags & 4));
    track.append(bar);
  }
  box.replaceChildren(el("span", "gm-row-top", words("span", "gm-when", when(app.say, one)), label), track, status(app, one));
  if (!text) later(app, box, row, label);
}

function status(app, { status: word }) {
  return el("span", "gm-hide", word ? app.say.value("status", word) : "");
}

function later(app, box, row, label) {
  box.dataset.row = row;
  app.texts.row(row).then((text) => {
    if (box.dataset.row === String(row)) label.textContent = text.label;
  });
}
