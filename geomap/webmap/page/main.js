// One map of events: state in, one filter, and every view drawn from the same answer.

import { drawBasemap } from "./basemap.js";
import { histogram } from "./bins.js";
import { createBrush } from "./brush.js";
import { readData, spotsIn } from "./data.js";
import { OPEN_END, OPEN_START } from "./days.js";
import { button, el, sign, words } from "./dom.js";
import { codedValues, placeValues, showFacets } from "./facets.js";
import { createFilter, UNDATED } from "./filter.js";
import { canvasLayer, world } from "./layer.js";
import { contains, readOutlines } from "./outlines.js";
import { showEvent, showPlace } from "./panel.js";
import { createRows } from "./rows.js";
import { createSpots, drawSpots } from "./spots.js";
import { decode, encode, FACETS, initial } from "./state.js";
import { inflate, inflateJson, textStore } from "./unpack.js";
import { speaker, when } from "./words.js";

const KIND = ["full", "half", "hollow"];
const ROW = 62;

/** Put the events of the data element `id` on a Leaflet map. Resolves when it is ready. */
export async function mount(L, map, id, options) {
  const holder = document.getElementById(id);
  const block = (name) => holder.querySelector(`[data-block="${name}"]`).textContent.trim();
  const root = shell(map, options);
  const [columns, shapes] = await Promise.all([inflate(block("columns")), inflate(block("shapes"))]);
  const data = readData(columns);
  const texts = textStore([...holder.querySelectorAll('[data-block="text"]')].map((one) => () => one.textContent.trim()), data.chunk);
  let reports = null;
  const documents = () => (reports ??= inflateJson(block("documents")));
  const tables = JSON.parse(document.getElementById("geomap_strings").textContent);
  const app = { L, map, root, data, texts, documents, tables, options, outlines: readOutlines(shapes, world(L, map)) };
  start(app);
  (mount.ready ??= []).push(app);
  root.dataset.ready = "yes";
  return app;
}

/** The element's markup around the map's own element. */
function shell(map, { title }) {
  const holder = map.getContainer();
  const root = document.getElementById("geomap_shell").content.firstElementChild.cloneNode(true);
  for (const name of ["width", "height", "left", "top", "position"]) root.style[name] = getComputedStyle(holder)[name];
  root.style.width = root.style.height = "";
  holder.replaceWith(root);
  root.querySelector(".gm-stage").prepend(holder);
  root.querySelector(".gm-title").textContent = title;
  map.invalidateSize(false);
  return root;
}

function start(app) {
  app.$ = (selector) => app.root.querySelector(selector);
  app.state = decode(location.hash.slice(1));
  app.say = speaker(app.tables, app.state.lang || app.options.lang);
  app.filter = createFilter(app.data);
  app.domain = domainOf(app.data);
  app.colour = colours(app.root);
  translate(app);
  app.brush = createBrush(app.$(".gm-time"), app.domain, app.say, (from, until) => change(app, { from, until }, "time"));
  app.rows = createRows(app.$(".gm-scroll"), { height: ROW, fill: (box, row) => fillRow(app, box, row), choose: (row) => choose(app, row) });
  app.openFacets = new Set();
  app.dirty = new Set();
  layers(app);
  controls(app);
  applyAll(app);
  new ResizeObserver(() => {
    app.map.invalidateSize(false);
    app.brush.resize();
    app.rows.refill();
  }).observe(app.root);
  app.brush.resize();
  fit(app);
}

/** Colours of the style sheet by name, read once and again when the theme changes. */
function colours(root) {
  let known = {};
  const look = (name) => (known[name] ??= getComputedStyle(root).getPropertyValue(name).trim());
  look.forget = () => (known = {});
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look.forget);
  return look;
}

/** The first and the last day that any event names. */
export function domainOf({ n, earliest, latest }) {
  let [low, high] = [OPEN_END, OPEN_START];
  for (let i = 0; i < n; i += 1) {
    for (const day of [earliest[i], latest[i]]) {
      if (day === OPEN_START || day === OPEN_END) continue;
      if (day < low) low = day;
      if (day > high) high = day;
    }
  }
  return low > high ? [0, 365] : [low, Math.max(high, low + 1)];
}

function translate(app) {
  const { root, say } = app;
  root.lang = say.lang;
  for (const one of root.querySelectorAll("[data-s]")) one.textContent = say(one.dataset.s);
  for (const one of root.querySelectorAll("[data-s-label]")) one.setAttribute("aria-label", say(one.dataset.sLabel));
  for (const one of root.querySelectorAll("[data-s-placeholder]")) one.placeholder = say(one.dataset.sPlaceholder);
  app.$(".gm-title").textContent = app.options.title;
}

function layers(app) {
  const { L, map, data, outlines, colour } = app;
  const project = world(L, map);
  app.spots = createSpots(data, outlines, project);
  for (const [name, z] of [["gm-base", 150], ["gm-spots", 450]]) {
    const pane = map.createPane(name);
    pane.style.zIndex = z;
    pane.style.pointerEvents = "none";
  }
  const draw = drawBasemap(outlines, colour, () => true);
  app.base = canvasLayer(L, (pen, view) => draw(pen, { ...view, lonLat: project }), { pane: "gm-base", attribution: "Natural Earth · GeoNames" });
  if (outlines.some((one) => one.kind === "country")) app.base.addTo(map);
  const km = (at, radius) => radius / (40075 * Math.cos(Math.atan(Math.sinh(Math.PI * (1 - at.y / 128)))) / 256);
  app.dots = canvasLayer(L, (pen, view) => drawSpots(pen, view, app.spots, app.filter.counts().spotShown, { colour, chosen: app.chosenSpot ?? -1, km }), { pane: "gm-spots" }).addTo(map);
  map.on("click", (event) => clicked(app, event));
  map.on("mousemove", (event) => hovered(app, event));
  map.on("moveend", () => app.state.inView && touch(app, "view"));
  map.getContainer().setAttribute("aria-label", app.say("map_label"));
  map.getContainer().setAttribute("role", "application");
}

/** Fit the map to the events, unless the address names a view. */
function fit(app) {
  const { data, map, L } = app;
  if (app.state.view) {
    const [lat, lon, zoom] = app.state.view.split(",").map(Number);
    if ([lat, lon, zoom].every(Number.isFinite)) map.setView([lat, lon], zoom, { animate: false });
    return;
  }
  const near = [];
  for (let s = 1; s < data.spots.n; s += 1) if (data.spots.lon[s] !== null && !(data.spots.where_precision[s] > 5)) near.push([data.spots.lat[s], data.spots.lon[s]]);
  if (near.length) map.fitBounds(L.latLngBounds(near), { padding: [40, 40], maxZoom: 9, animate: false });
}

function controls(app) {
  app.root.addEventListener("click", (event) => {
    const act = event.target.closest?.("[data-do]")?.dataset.do;
    if (act === "all-time") app.brush.set(...app.domain);
    if (act === "time-in") zoomTime(app, 0.5);
    if (act === "time-out") zoomTime(app, 2);
    const tab = event.target.closest?.("[role=tab]")?.dataset.tab;
    if (tab) change(app, { tab }, "tab");
  });
  app.brush.onZoom = () => touch(app, "bars");
  app.$(".gm-undated input").addEventListener("change", (event) => change(app, { undated: event.target.checked }, "time"));
}

function zoomTime(app, factor) {
  app.brush.zoom(factor);
  touch(app, "bars");
}

/** Change the state; what depends on it is made again in the next frame. */
function change(app, next, ...what) {
  Object.assign(app.state, next);
  touch(app, ...what, "address");
}

function touch(app, ...what) {
  for (const one of what) app.dirty.add(one);
  app.frame ??= requestAnimationFrame(() => frame(app));
}

function applyAll(app) {
  const { state, filter, data, brush } = app;
  brush.from = state.from === OPEN_START ? null : Math.max(state.from, app.domain[0]);
  brush.until = state.until === OPEN_END ? null : Math.min(state.until, app.domain[1]);
  for (const name of FACETS) applyFacet(app, name);
  filter.setTime(state);
  touch(app, "time", "bars", "facets", "tab");
}

function applyFacet(app, name) {
  const chosen = app.state.chosen[name];
  const { data, filter } = app;
  if (name === "place") {
    const codes = new Set([...chosen].map((id) => data.places.at.get(id)));
    filter.setSpots("place", chosen.size ? spotsIn(data, codes) : null);
    return;
  }
  const first = name === "actor" || name === "source" ? 0 : 1;
  filter.setFacet(name, new Set([...chosen].map((value) => (value === "" ? 0 : data.dictionaries[name].indexOf(value) + first))));
}

function frame(app) {
  const { dirty, filter, state } = app;
  app.frame = null;
  if (dirty.has("time")) filter.setTime({ from: state.from, until: state.until, certainly: state.certainly, undated: state.undated });
  if (dirty.has("bars") || dirty.has("facets")) bars(app);
  if (dirty.has("time") || dirty.has("facets")) {
    app.dots.paint();
    app.rows.set(filter.shown());
    counts(app);
  }
  if (dirty.has("tab") || dirty.has("facets") || dirty.has("time")) tabs(app);
  if (dirty.has("address")) history.replaceState(null, "", `#${encode(state)}`);
  dirty.clear();
}

function bars(app) {
  const { brush, filter, data } = app;
  const cuts = brush.cuts();
  const all = histogram(data, cuts, () => true);
  const now = histogram(data, cuts, (i) => (filter.fail[i] | 1) === 1);
  brush.bars = { cuts, ...now, all: all.known.map((mass, k) => mass + all.vague[k]) };
  brush.show();
}

function counts(app) {
  const { say, data } = app;
  const { shown, undated } = app.filter.counts();
  app.$(".gm-count").textContent = say.count("count", data.n, { shown: say.number(shown), n: say.number(data.n) });
  app.$(".gm-undated span").textContent = say("undated", { n: say.number(undated) });
  app.$(".gm-undated input").checked = app.state.undated;
}

function tabs(app) {
  const { state, root, say, data, filter } = app;
  root.dataset.tab = state.tab;
  for (const tab of root.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", String(tab.dataset.tab === state.tab));
  const facets = state.tab === "facets";
  app.$(".gm-facets").hidden = !facets;
  app.$(".gm-rows").hidden = facets;
  if (!facets) return;
  const now = filter.counts();
  const list = ["place", "type", "status", "actor", "source", "date_precision"].map((name) =>
    name === "place" ? { name, values: placeValues(data, now), tree: true } : { name, values: codedValues(data, name, now, say) });
  showFacets(app.$(".gm-facets"), list, {
    say, chosen: state.chosen, open: app.openFacets,
    toggle: (name, value) => toggle(app, name, value),
    more: (name) => (app.openFacets.has(name) ? app.openFacets.delete(name) : app.openFacets.add(name), touch(app, "tab")),
  }); // prettier-ignore
}

function toggle(app, name, value) {
  const chosen = app.state.chosen[name];
  if (!chosen.delete(value)) chosen.add(value);
  applyFacet(app, name);
  touch(app, "facets", "address");
}

/** The facts of a row that are in memory. */
function facts({ data }, row) {
  const word = (name) => (data[name][row] ? data.dictionaries[name][data[name][row] - 1] : null);
  const spot = data.spot[row];
  return {
    earliest: data.earliest[row], latest: data.latest[row], flags: data.flags[row],
    precision: word("date_precision"), basis: word("date_basis"), status: word("status"), type: word("type"),
    place: data.spots.place_name[spot], placeId: data.spots.place_id[spot], where: data.spots.where_precision[spot],
    spot, placed: spot > 0, sources: data.n_sources[row], kind: data.spotClass[row],
    actors: Array.from(data.actor.subarray(data.actor_at[row], data.actor_at[row + 1]), (code) => data.dictionaries.actor[code]),
  }; // prettier-ignore
}

function fillRow(app, box, row) {
  const text = app.texts.now(row);
  const one = { ...facts(app, row), edtf: text?.edtf };
  const { say } = app;
  const top = el("span", "gm-row-top", sign(KIND[one.kind]), words("span", "gm-when", when(say, one)), words("span", "gm-where", one.place ?? say("no_place")));
  const label = words("span", "gm-label", text?.label ?? "…");
  box.replaceChildren(top, label);
  if (text) return;
  app.texts.row(row).then((now) => {
    label.textContent = now.label;
  });
}

async function choose(app, row, { pan = true } = {}) {
  const text = await app.texts.row(row);
  const documents = await app.documents();
  const one = facts(app, row);
  const { data, say } = app;
  const event = { ...one, label: text.label, edtf: text.edtf, dateText: text.date_text, placeText: text.place_text, evidence: text.evidence ?? [], conflicts: text.conflicts };
  const place = data.places.rows[data.spots.place[one.spot]];
  const panel = app.$(".gm-panel");
  showEvent(panel, event, {
    say, documents, place: one.place, names: (place?.names ?? []).map((name) => name[0]),
    close: () => unchoose(app),
    toMap: () => toMap(app, one.spot),
    onlyHere: () => toggle(app, "place", one.placeId),
  }); // prettier-ignore
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  app.chosenSpot = one.spot;
  app.state.event = text.id;
  app.rows.choose(row);
  app.brush.mark = one.flags & UNDATED ? null : [one.earliest === OPEN_START ? one.latest : one.earliest, one.latest === OPEN_END ? one.earliest : one.latest];
  app.brush.show();
  app.dots.paint();
  if (pan && one.placed) keepInView(app, one.spot);
  touch(app, "address");
}

function unchoose(app) {
  app.$(".gm-panel").hidden = true;
  app.chosenSpot = -1;
  app.state.event = "";
  app.brush.mark = null;
  app.rows.choose(-1);
  app.brush.show();
  app.dots.paint();
  app.$(".gm-scroll").focus({ preventScroll: true });
  touch(app, "address");
}

function latLngOf(app, spot) {
  const at = app.spots.at[spot];
  return at && app.map.options.crs.pointToLatLng(app.L.point(at.x, at.y), 0);
}

function keepInView(app, spot) {
  const at = latLngOf(app, spot);
  if (at && !app.map.getBounds().pad(-0.15).contains(at)) app.map.panTo(at);
}

function toMap(app, spot) {
  const at = latLngOf(app, spot);
  if (at) app.map.setView(at, Math.max(app.map.getZoom(), 9));
}

/** What is drawn at a point of the map: the nearest glyph, else the area under it. */
function under(app, { layerPoint, latlng }) {
  const view = app.dots.view();
  const [x, y] = [layerPoint.x - view.min.x, layerPoint.y - view.min.y];
  const near = app.spots.glyphs.map((g) => ({ ...g, d: Math.hypot(g.x - x, g.y - y) })).filter((g) => g.d <= g.r + 4);
  if (near.length) return near.sort((a, b) => a.d - b.d)[0].spots;
  const p = world(app.L, app.map)(latlng.lng, latlng.lat);
  const shown = app.filter.counts().spotShown;
  const areas = [];
  for (let s = 1; s < app.spots.n; s += 1) {
    const n = shown[s * 3] + shown[s * 3 + 1] + shown[s * 3 + 2];
    if (n && app.spots.areas[s].some((area) => contains(area, p.x, p.y))) areas.push(s);
  }
  return areas;
}

function clicked(app, event) {
  const spots = under(app, event);
  if (!spots.length) return;
  const rows = [...app.rows.rows()].filter((row) => spots.includes(app.data.spot[row]));
  if (rows.length === 1) choose(app, rows[0], { pan: false });
  else here(app, spots, rows);
}

function here(app, spots, rows) {
  const { data, say } = app;
  const names = [...new Set(spots.map((s) => data.spots.place_name[s]))];
  const title = names.length > 1 ? say("cluster_near", { name: names[0], n: names.length - 1 }) : names[0];
  const panel = app.$(".gm-panel");
  showPlace(panel, { title, rows, say, fill: (box, row) => fillRow(app, box, row), choose: (row) => choose(app, row, { pan: false }), close: () => unchoose(app) });
  panel.hidden = false;
  app.chosenSpot = spots[0];
  app.dots.paint();
  panel.focus({ preventScroll: true });
}

function hovered(app, event) {
  const spots = under(app, event);
  const tip = app.$(".gm-tip");
  app.map.getContainer().style.cursor = spots.length ? "pointer" : "";
  tip.hidden = !spots.length;
  if (!spots.length) return;
  const shown = app.filter.counts().spotShown;
  const n = spots.reduce((sum, s) => sum + shown[s * 3] + shown[s * 3 + 1] + shown[s * 3 + 2], 0);
  const names = [...new Set(spots.map((s) => app.data.spots.place_name[s]))];
  tip.replaceChildren(words("b", "", names.slice(0, 4).join(", ")), el("span", "", ` ${app.say.count("events", n)}`));
  tip.style.transform = `translate(${event.containerPoint.x + 14}px, ${event.containerPoint.y + 14}px)`;
}

export const forTests = { initial, button };
