// One map of events: one state, one filter, and every view drawn from the same answer.

import { createAddress } from "./address.js";
import { createArea, holds, showArea } from "./area.js";
import { histogram } from "./bins.js";
import { createBrush } from "./brush.js";
import { paced, touch } from "./change.js";
import { choose, chooseById, unchoose } from "./choose.js";
import { hasWindow } from "./command.js";
import { applyText, applyTheme, createControls, fillLists } from "./controls.js";
import { crowded, domainOf, readData, zonesIn } from "./data.js";
import { OPEN_END, OPEN_START } from "./days.js";
import { setAttr, setText } from "./dom.js";
import { fillBar, fillRow, wordOf } from "./facts.js";
import { createFilter } from "./filter.js";
import { world } from "./layer.js";
import { showLegend } from "./legend.js";
import { createLayers, fitMap, showLayers, seek } from "./mapside.js";
import { rename } from "./names.js";
import { createOrders, openLast } from "./orders.js";
import { readOutlines } from "./outlines.js";
import { createPrint } from "./print.js";
import { createRows } from "./rows.js";
import { showChips, showEmpty, showFilters, showPlaceHints } from "./sidebar.js";
import { fold } from "./search.js";
import { decode, encode, FACETS, initial, NONE } from "./state.js";
import { readPart } from "./told.js";
import { inflate, inflateJson, textStore } from "./unpack.js";
import { speaker } from "./words.js";

const HEIGHT = { list: 84, timeline: 46 };
const maps = [];

/** Put the events of the data element `id` on a Leaflet map. Resolves when it is ready. */
export async function mount(L, map, id) {
  const app = { L, map, id, dirty: new Set(), chosen: { row: -1, spot: -1 }, openFacets: new Set(), number: maps.length };
  maps.push(app);
  app.root = shell(map);
  const holder = document.getElementById(id);
  const block = (name) => holder.querySelector(`[data-block="${name}"]`).textContent.trim();
  app.options = JSON.parse(block("options"));
  const [columns, shapes] = await Promise.all([inflate(block("columns")), inflate(block("shapes"))]);
  app.data = readData(columns);
  const chunks = [...holder.querySelectorAll('[data-block="text"]')].map((one) => () => one.textContent.trim());
  const { spots, spot } = app.data;
  const read = (part, first) => readPart(part, { status: (row) => wordOf(app.data, "status", first + row), place: (row) => spots.given[spot[first + row]] });
  app.texts = textStore(chunks, app.data.chunk, { read });
  let reports = null;
  app.documents = () => (reports ??= inflateJson(block("documents")));
  app.tables = JSON.parse(document.getElementById("geomap_strings").textContent);
  app.outlines = readOutlines(shapes, world(L, map));
  start(app);
  app.root.geomap = app;
  app.root.dataset.ready = "yes";
  return app;
}

/** The element's markup around the map's own element. */
function shell(map) {
  const holder = map.getContainer();
  const root = document.getElementById("geomap_shell").content.firstElementChild.cloneNode(true);
  holder.replaceWith(root);
  root.querySelector(".gm-stage").prepend(holder);
  return root;
}

function start(app) {
  app.$ = (selector) => app.root.querySelector(selector);
  app.address = createAddress(app, { encode, onReturn: (state) => comeBack(app, state) });
  app.state = { ...initial(), ...decode(app.address.read()) };
  app.link = () => app.address.link();
  app.title = () => {
    const { title } = app.options;
    return (typeof title === "string" ? title : (title[app.say.lang] ?? title.en)) || app.say("events");
  };
  app.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  app.onFrame = (dirty) => frame(app, dirty);
  app.toggle = (name, value) => toggle(app, name, value);
  app.clear = (name) => clear(app, name);
  app.clearAll = () => clearAll(app);
  app.colour = colours(app);
  app.say = speaker(app.tables, app.state.lang || app.options.lang);
  app.filter = createFilter(app.data);
  app.totals = app.filter.copy();
  app.orders = createOrders(app.data);
  app.paceFilters = paced(() => showFilters(app), 90);
  app.paceChips = paced(() => (showChips(app), showPlaceHints(app)), 150);
  app.domain = domainOf(app.data);
  app.home = crowded(app.data, app.domain);
  app.brush = createBrush(app.$(".gm-time"), app.domain, app, (from, until) => {
    Object.assign(app.state, { from, until });
    touch(app, "time", "address");
  });
  app.rows = createRows(app.$(".gm-scroll"), { id: app.id, height: HEIGHT.list, fill: (box, row) => fill(app, box, row), load: (row) => app.texts.row(row), choose: (row) => choose(app, row) });
  applyTheme(app);
  widths(app);
  if (app.root.classList.contains("gm-narrow") && app.state.tab === "list" && !app.address.read().includes("tab=")) app.state.tab = "map";
  createLayers(app);
  createArea(app);
  createControls(app);
  apply(app);
  fitMap(app);
  showLayers(app);
  observe(app);
  app.fitted = app.shown = true;
  if (app.state.inView) touch(app, "view");
  setTimeout(app.filter.prepare, 400);
  chooseById(app, app.state.event);
}

function fill(app, box, row) {
  (app.state.tab === "timeline" ? fillBar : fillRow)(app, box, row);
}

function observe(app) {
  const { root } = app;
  let size = [root.clientWidth, root.clientHeight].join();
  new ResizeObserver(() => {
    const now = [root.clientWidth, root.clientHeight].join();
    if (now === size) return;
    size = now;
    widths(app);
    app.map.invalidateSize(false);
    app.brush.resize();
    app.rows.refill();
  }).observe(root);
  app.brush.resize();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => touch(app, "theme"));
  createPrint(app);
}

/** A container cannot lay itself out by its own width; the class does it. */
function widths(app) {
  const narrow = app.root.clientWidth <= 760;
  app.root.classList.toggle("gm-narrow", narrow);
}

/** Colours of the style sheet by name, read once until the theme changes. */
function colours(app) {
  let known = new Map();
  const colour = (name) => {
    if (!known.has(name)) known.set(name, getComputedStyle(app.root).getPropertyValue(name).trim());
    return known.get(name);
  };
  colour.look = 0;
  colour.forget = () => {
    known = new Map();
    colour.look += 1;
  };
  return colour;
}

/** Bring the whole page to the state. */
function apply(app) {
  const { state, brush, domain } = app;
  translate(app);
  brush.from = state.from <= domain[0] ? null : Math.min(state.from, domain[1]);
  brush.until = state.until >= domain[1] ? null : Math.max(state.until, domain[0]);
  brush.view = state.tview ?? [...app.home];
  for (const name of FACETS) applyFacet(app, name);
  app.filter.setTime(state);
  applyView(app);
  applyText(app);
  touch(app, "time", "bars", "facets", "tab", "list");
}

/** The reader went back or forward. */
function comeBack(app, state) {
  const before = app.state;
  app.state = { ...initial(), ...state };
  app.say = speaker(app.tables, app.state.lang || app.options.lang);
  applyTheme(app);
  apply(app);
  touch(app, "theme");
  if (app.state.view && app.state.view !== before.view) fitMap(app);
  if (!app.state.event) unchoose(app);
  else if (app.state.event !== before.event) chooseById(app, app.state.event);
}

function translate(app) {
  const { root, say } = app;
  root.lang = say.lang;
  document.documentElement.lang = say.lang;
  for (const one of root.querySelectorAll("[data-s]")) one.textContent = say(one.dataset.s);
  for (const one of root.querySelectorAll("[data-s-label]")) {
    one.setAttribute("aria-label", say(one.dataset.sLabel));
    if (one.matches("button")) one.title = say(one.dataset.sLabel);
  }
  for (const one of root.querySelectorAll("[data-s-placeholder]")) one.placeholder = say(one.dataset.sPlaceholder);
  const title = app.$(".gm-title");
  title.textContent = app.title();
  title.title = title.textContent;
  root.setAttribute("aria-label", title.textContent);
  app.map.getContainer().setAttribute("aria-label", say("map_label"));
  app.brush.say = say;
  rename(app);
  showLegend(app.$(".gm-legend"), app);
  fillLists(app);
}

function applyFacet(app, name) {
  const { data, filter, state } = app;
  const chosen = state.chosen[name];
  if (name === "place") {
    const places = new Set([...chosen].map((id) => data.places.at.get(id)));
    filter.setZones(chosen.size ? zonesIn(data, places) : null);
    return;
  }
  const first = filter.facets.many.includes(name) ? 0 : 1;
  const words = data.dictionaries[name];
  const codes = new Set();
  for (const value of chosen) {
    // names are compared without case and marks, as the commands do
    const same = first ? (word) => word === value : (word) => fold(word) === fold(value);
    for (const [k, word] of words.entries()) if (same(word)) codes.add(k + first);
    if (first && value === NONE) codes.add(0);
    else if (!codes.size) codes.add(words.length + 1);
  }
  filter.setFacet(name, codes);
}

/** Let in what lies in the map's view and in the area drawn, when that is asked for. */
function applyView(app) {
  const { inView, area } = app.state;
  showArea(app);
  if (!inView && !area) return app.filter.setView(null);
  const bounds = app.map.getBounds();
  const { lon, lat, n } = app.data.spots;
  const allowed = new Uint8Array(n);
  for (let s = 1; s < n; s += 1) {
    const seen = lon[s] !== null && (!inView || bounds.contains([lat[s], lon[s]]));
    if (seen && (!area || holds(area, lon[s], lat[s]))) allowed[s] = 1;
  }
  return app.filter.setView(allowed);
}

function frame(app, dirty) {
  const { filter, state } = app;
  if (dirty.has("words")) {
    app.say = speaker(app.tables, state.lang || app.options.lang);
    translate(app);
    for (const one of ["tab", "facets", "list", "bars", "theme"]) dirty.add(one);
    if (app.chosen.row >= 0) choose(app, app.chosen.row, { pan: false, focus: false });
  }
  if (dirty.has("theme")) applyTheme(app);
  if (dirty.has("text")) applyText(app);
  if (dirty.has("view")) applyView(app);
  if (dirty.has("view")) dirty.add("facets");
  if (dirty.has("time")) filter.setTime({ from: state.from, until: state.until, certainly: state.certainly, undated: state.undated });
  const changed = dirty.has("time") || dirty.has("facets");
  if (dirty.has("bars") || dirty.has("facets")) bars(app);
  if (dirty.has("bars") || dirty.has("time") || dirty.has("facets") || dirty.has("look") || dirty.has("theme")) app.brush.show();
  if (dirty.has("theme")) app.base.paint();
  if (dirty.has("time")) app.redraw();
  if (changed || dirty.has("look") || dirty.has("theme")) app.dots.paint();
  if (changed) app.settle();
  if (dirty.has("theme")) showLegend(app.$(".gm-legend"), app);
  if (changed || dirty.has("list") || dirty.has("tab")) list(app, dirty);
  if (dirty.has("address")) app.address.write();
}

function list(app, dirty) {
  const { state, filter, root, say, data } = app;
  const { shown, undated } = filter.counts();
  setText(app.$(".gm-count"), say.count("count", data.n, { shown: say.number(shown), n: say.number(data.n) }));
  setText(app.$(".gm-undated span"), say("undated", { n: say.number(undated) }));
  app.$(".gm-undated").hidden = !undated;
  keepUndated(app.$(".gm-undated input"), state);
  setAttr(root, "data-tab", state.tab);
  const shownTab = state.tab === "map" && !root.classList.contains("gm-narrow") ? "list" : state.tab;
  for (const tab of root.querySelectorAll("[role=tab]")) {
    const on = tab.dataset.tab === shownTab;
    setAttr(tab, "aria-selected", on);
    setAttr(tab, "tabindex", on ? 0 : -1);
  }
  app.$(".gm-facets").hidden = state.tab !== "facets";
  app.$(".gm-rows").hidden = state.tab === "facets";
  const brushing = dirty.has("time") && !dirty.has("facets") && !dirty.has("tab");
  if (state.tab === "facets") app.paceFilters(!brushing);
  else if (dirty.has("tab")) app.rows.size(HEIGHT[state.tab] ?? HEIGHT.list);
  // a bar of the timeline depends on the window too
  const refill = state.tab === "timeline" || dirty.has("words");
  app.rows.set(() => ordered(app), { refill, brushing, hidden: state.tab === "facets" });
  app.paceChips(!brushing);
  showEmpty(app);
}

/** The shown rows in the order asked for. */
function ordered({ filter, orders, state, data }) {
  const rows = filter.shown(orders(state.sort));
  return state.sort === "date" ? openLast(rows, data, state.from) : rows;
}

/** Without a time asked for undated events are always shown; with one only when they are kept. */
function keepUndated(box, state) {
  const free = !hasWindow(state);
  if (box.disabled !== free) box.disabled = free;
  if (box.checked !== (free || state.undated)) box.checked = free || state.undated;
}

function bars(app) {
  const { brush, filter, data } = app;
  brush.unit = app.state.unit;
  const cuts = brush.cuts();
  const key = `${cuts[0]} ${cuts.at(-1)} ${cuts.length}`;
  if (app.allKey !== key) {
    const all = histogram(data, cuts, () => true);
    app.all = all.known.map((mass, k) => mass + all.vague[k]);
    app.allKey = key;
  }
  const now = histogram(data, cuts, (i) => (filter.fail[i] | 1) === 1);
  brush.bars = { cuts, ...now, all: app.all };
  app.state.tview = brush.view[0] === app.home[0] && brush.view[1] === app.home[1] ? null : [...brush.view];
}

function toggle(app, name, value) {
  const chosen = app.state.chosen[name];
  if (!chosen.delete(value)) chosen.add(value);
  applyFacet(app, name);
  if (name === "place" && chosen.size) seek(app);
  touch(app, "facets", "address");
}

/** Take one filter away. */
function clear(app, name) {
  const { state } = app;
  if (name === "time") app.brush.set(...app.domain);
  else if (name === "certainly") state.certainly = false;
  else if (name === "undated") state.undated = false;
  else if (name === "view") state.inView = false;
  else if (name === "area") state.area = null;
  else if (name === "text") state.text = "";
  else state.chosen[name].clear();
  if (FACETS.includes(name)) applyFacet(app, name);
  fillLists(app);
  touch(app, "time", "view", "facets", "address", ...(name === "text" ? ["text"] : []));
}

function clearAll(app) {
  const { state } = app;
  Object.assign(state, { from: OPEN_START, until: OPEN_END, certainly: false, undated: false, text: "", inView: false, area: null });
  for (const name of FACETS) state.chosen[name].clear();
  apply(app);
  touch(app, "address");
}
