// What the columns say of one event, and the rows that show it.

import { partOf } from "./data.js";
import { OPEN_END, OPEN_START } from "./days.js";
import { el, setText, sign, words } from "./dom.js";
import { UNDATED, VAGUE } from "./filter.js";
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
    place: data.spots.place_name[spot], placeLabel: data.spots.label[spot], placeId: data.spots.place_id[spot], where: data.spots.where_precision[spot], spot,
    sources: data.n_sources[row], kind: data.spotClass[row],
    actors: Array.from(data.actor.subarray(data.actor_at[row], data.actor_at[row + 1]), (code) => data.dictionaries.actor[code]),
  }; // prettier-ignore
}

/** The days an event is known to touch, or null. */
export function knownDays({ earliest, latest, flags }) {
  if (flags & UNDATED) return null;
  return [earliest === OPEN_START ? latest : earliest, latest === OPEN_END ? earliest : latest];
}

/** One row of the list: sign, date, place and label. Rows are written again, not made again. */
export function fillRow(app, box, row) {
  const text = app.texts.now(row);
  const one = { ...factsOf(app, row), edtf: text?.edtf };
  const parts = partsOf(box, rowParts);
  parts.sign.className = `gm-sign gm-sign-${KIND[one.kind]}`;
  setText(parts.when, when(app.say, one));
  setText(parts.where, one.placeLabel ?? app.say("no_place"));
  setText(parts.label, text?.label.slice(0, LONG) ?? "…");
  const part = partWords(app, row);
  setText(parts.part, part ?? "");
  parts.part.hidden = part === null;
  setText(parts.status, one.status ? app.say.value("status", one.status) : "");
  if (!text) later(app, box, row, fillRow);
}

/** What a box is made of; a row of the list may become one of the timeline. */
function partsOf(box, make) {
  if (box.made !== make) [box.made, box.parts] = [make, make(box)];
  return box.parts;
}

/** What to say of an event at a group that is shown for one of the group's members; or null. */
export function partWords({ data, state, say }, row) {
  const part = partOf(data.places, data.spots.place[data.spot[row]], state.chosen.place);
  return part < 0 ? null : say("part_of", { place: data.places.rows[part].label });
}

function rowParts(box) {
  const parts = { sign: sign("full"), when: words("span", "gm-when"), where: words("span", "gm-where"), label: words("span", "gm-label"), part: words("span", "gm-part"), status: el("span", "gm-hide") };
  box.replaceChildren(el("span", "gm-row-top", parts.sign, parts.when, parts.where), el("span", "gm-line", parts.part, parts.label), parts.status);
  return parts;
}

/** One row of the timeline: label, and a bar over the days of the filter. */
export function fillBar(app, box, row) {
  const text = app.texts.now(row);
  const one = { ...factsOf(app, row), edtf: text?.edtf };
  const parts = partsOf(box, barParts);
  setText(parts.when, when(app.say, one));
  setText(parts.label, text?.label.slice(0, LONG) ?? "…");
  setText(parts.status, one.status ? app.say.value("status", one.status) : "");
  const days = knownDays(one);
  parts.bar.hidden = !days;
  parts.bar.className = `gm-span-bar gm-bar-${KIND[one.kind]}${one.flags & VAGUE ? " gm-vague" : ""}`;
  if (days) {
    const [from, until] = app.brush.ends();
    const share = (day) => Math.min(100, Math.max(0, ((day - from) / (until + 1 - from)) * 100));
    const [a, b] = [share(one.earliest === OPEN_START ? from : days[0]), share(one.latest === OPEN_END ? until + 1 : days[1] + 1)];
    parts.bar.style.left = `min(${a}%, 100% - 6px)`;
    parts.bar.style.width = `max(6px, ${b - a}%)`;
  }
  if (!text) later(app, box, row, fillBar);
}

function barParts(box) {
  const parts = { when: words("span", "gm-when"), label: words("span", "gm-label"), bar: el("span"), status: el("span", "gm-hide") };
  box.replaceChildren(el("span", "gm-row-top", parts.when, parts.label), el("span", "gm-track", parts.bar), parts.status);
  return parts;
}

// a label of a million letters is read in the panel
const LONG = 300;

function later(app, box, row, fill) {
  box.waits = row;
  app.texts.row(row).then(() => {
    if (box.waits === row && box.isConnected) fill(app, box, row);
  });
}
