// Choosing an event, anywhere: list, timeline, map and panel follow.

import { touch } from "./change.js";
import { above } from "./data.js";
import { factsOf, fillRow, knownDays, partWords } from "./facts.js";
import { readings } from "./names.js";
import { showEvent, showPlace } from "./panel.js";

/** Choose a row and open it. */
export async function choose(app, row, { pan = true, focus = true } = {}) {
  app.wanted = row;
  const [text, documents] = await Promise.all([app.texts.row(row), app.documents()]);
  if (app.wanted !== row) return;
  const one = factsOf(app, row);
  const { data, say } = app;
  const event = {
    ...one, label: text.label, edtf: text.edtf, givenPlace: data.spots.given[one.spot], dateText: text.date_text, placeText: text.place_text,
    evidence: (text.evidence ?? []).map(([report, told]) => ({ ...told, report: documents[report] ?? [] })), conflicts: text.conflicts,
  }; // prettier-ignore
  const place = data.places.rows[data.spots.place[one.spot]];
  const panel = app.$(".gm-panel");
  showEvent(panel, event, {
    say, place, above: aboveOf(app, one), part: partWords(app, row), readings: readings(app, text.place_text, one.placeId),
    back: app.here && app.here.rows.includes(row) ? () => here(app, app.here.spots, app.here.title, app.here.rows) : null,
    close: () => unchoose(app),
    toMap: app.spots.at[one.spot] ? () => toMap(app, one.spot) : null,
    onlyHere: one.placeId ? () => app.toggle("place", one.placeId) : null,
  }); // prettier-ignore
  open(app, panel, focus);
  app.chosen = { row, spot: one.spot };
  app.state.event = text.id;
  app.rows.choose(row);
  app.brush.mark = knownDays(one);
  if (pan) keepInView(app, one.spot);
  touch(app, "look", "address");
}

/** The names of what an event's place lay in at its time. */
function aboveOf({ data }, { spot, earliest, latest }) {
  const place = data.spots.place[spot];
  return place < 0 ? [] : above(data.places, place, earliest, latest).map((k) => data.places.rows[k].label);
}

/** Choose the event a link names. */
export async function chooseById(app, id) {
  for (let chunk = 0; id && chunk < app.texts.chunks; chunk += 1) {
    const at = (await app.texts.load(chunk)).id.indexOf(id);
    if (at >= 0) {
      await choose(app, chunk * app.texts.size + at, { pan: !app.state.view, focus: false });
      return;
    }
  }
}

/** Close the panel. */
export function unchoose(app) {
  app.wanted = -1;
  const panel = app.$(".gm-panel");
  const held = panel.contains(document.activeElement);
  panel.hidden = true;
  app.root.classList.remove("gm-open");
  app.chosen = { row: -1, spot: -1 };
  app.here = null;
  app.state.event = "";
  app.brush.mark = null;
  app.rows.choose(-1);
  if (held) app.$(".gm-scroll").focus({ preventScroll: true });
  touch(app, "look", "address");
}

/** Show the events of some spots; a single one is opened at once. */
export function chooseSpots(app, spots) {
  const { data, say } = app;
  const wanted = new Set(spots);
  const rows = Array.from(app.rows.rows()).filter((row) => wanted.has(data.spot[row]));
  const names = [...new Set(spots.map((s) => data.spots.label[s]))];
  app.here = null;
  if (rows.length === 1) choose(app, rows[0], { pan: false });
  else here(app, spots, names.length > 1 ? say("cluster_near", { name: names[0], n: names.length - 1 }) : names[0], rows);
}

function here(app, spots, title, rows) {
  app.here = { spots, title, rows };
  const panel = app.$(".gm-panel");
  showPlace(panel, {
    title, rows, say: app.say, fill: (box, row) => fillRow(app, box, row),
    choose: (row) => choose(app, row, { pan: false }), close: () => unchoose(app),
  }); // prettier-ignore
  open(app, panel, true);
  app.chosen = { row: -1, spot: spots[0] };
  touch(app, "look");
}

function open(app, panel, focus) {
  panel.hidden = false;
  panel.scrollTop = 0;
  app.root.classList.add("gm-open");
  if (focus) panel.focus({ preventScroll: true });
}

function latLngOf(app, spot) {
  const at = app.spots.at[spot];
  return at && app.map.options.crs.pointToLatLng(app.L.point(at.x, at.y), 0);
}

function keepInView(app, spot) {
  const at = latLngOf(app, spot);
  if (!at) return;
  const panel = app.$(".gm-panel").getBoundingClientRect();
  const size = app.map.getSize();
  const over = panel.width < size.x ? panel.width : 0;
  const point = app.map.latLngToContainerPoint(at);
  const seen = point.x > 30 && point.y > 30 && point.x < size.x - over - 30 && point.y < size.y - 30;
  if (!seen) app.map.panBy([point.x - (size.x - over) / 2, point.y - size.y / 2], { animate: !app.still() });
}

function toMap(app, spot) {
  const at = latLngOf(app, spot);
  if (at) app.map.setView(at, Math.max(app.map.getZoom(), 9), { animate: !app.still() });
}
