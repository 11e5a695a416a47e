// The map itself: the base map and the spots as canvases, and what the pointer finds there.

import { drawBasemap } from "./basemap.js";
import { touch } from "./change.js";
import { chooseSpots } from "./choose.js";
import { OPEN_END, OPEN_START, parseDay } from "./days.js";
import { button, el, words } from "./dom.js";
import { canvasLayer, world } from "./layer.js";
import { viewOf } from "./names.js";
import { contains } from "./outlines.js";
import { createSpots, drawSpots, obstacles, shownAt } from "./spots.js";

const EQUATOR_KM = 40075;
const SETTLED = 350;

/** Put the layers on the map and listen to it. */
export function createLayers(app) {
  const { L, map, data, outlines, colour } = app;
  const project = world(L, map);
  // the first frame draws: until then the view still changes
  const ready = () => app.shown;
  app.spots = createSpots(data, outlines, project);
  for (const [name, z] of [["gm-base", 150], ["gm-spots", 450]]) {
    const pane = map.getPane(name) ?? map.createPane(name);
    pane.style.zIndex = z;
    pane.style.pointerEvents = "none";
  }
  app.drawn = { count: 0 };
  const counts = () => app.filter.counts().spotShown;
  const draw = drawBasemap(outlines, colour, { inForce: (one) => inForce(app, one), hidden: eventsAt(app.spots, counts), around: (view) => obstacles(app.spots, view, counts()), written: app.spots.countries, badged: app.spots.wide, drawn: app.drawn, lonLat: project });
  app.base = canvasLayer(L, draw, { pane: "gm-base", opaque: true, ready, attribution: "Natural Earth · GeoNames" });
  const dated = outlines.filter((one) => one.valid_from || one.valid_until);
  let before = null;
  /** Draw the base map again if other lines are in force than when it was drawn. */
  app.redraw = () => {
    const now = dated.filter((one) => inForce(app, one));
    if (!before || now.length !== before.length || now.some((one, k) => one !== before[k])) app.base.paint(before && "borders");
    before = now;
  };
  let wait = null;
  /** Once the filter has come to rest, names of the base map make room for other events. */
  app.settle = () => {
    clearTimeout(wait);
    wait = setTimeout(() => app.base.paint("names"), SETTLED);
  };
  const paint = (pen, view) => drawSpots(pen, view, app.spots, app.filter.counts().spotShown, { colour, chosen: app.chosen.spot, km: kilometres });
  app.dots = canvasLayer(L, paint, { pane: "gm-spots", ready });
  listen(app);
  showAll(app);
}

/** Show the layers, when the map shows what it shall. */
export function showLayers(app) {
  if (app.outlines.some((one) => one.kind === "country")) app.base.addTo(app.map);
  app.dots.addTo(app.map);
  online(app);
}

/** Kilometres as a length of the plane at zoom 0, at the latitude of a point. */
function kilometres(at, km) {
  return (km * 256) / (EQUATOR_KM * Math.cos(Math.atan(Math.sinh(Math.PI * (1 - at.y / 128)))));
}

const NEAR = 0.05;

/** Places of the base map where events are shown: their names belong to the layer of the events. */
function eventsAt({ at }, counts) {
  const cells = new Map();
  const cell = (x, y) => `${Math.floor(x / NEAR)} ${Math.floor(y / NEAR)}`;
  for (const [s, p] of at.entries()) {
    if (!p) continue;
    const key = cell(p.x, p.y);
    cells.set(key, [...(cells.get(key) ?? []), s]);
  }
  const around = ({ x, y }) => [-NEAR, 0, NEAR].flatMap((dx) => [-NEAR, 0, NEAR].flatMap((dy) => cells.get(cell(x + dx, y + dy)) ?? []));
  const near = (s, point) => Math.abs(at[s].x - point.x) + Math.abs(at[s].y - point.y) < NEAR;
  return ({ kind, point }) => kind !== "country" && around(point).some((s) => near(s, point) && shownAt(counts(), s));
}

/** Whether an outline is drawn: in force on the last day of the chosen time, in the chosen view. */
export function inForce(app, { valid_from: from, valid_until: until, basis }) {
  if (basis === "de-facto" && viewOf(app) === "de-jure") return false;
  const day = app.brush.ends()[1];
  return dayOf(from, 0, OPEN_START) <= day && dayOf(until, 1, OPEN_END) >= day;
}

const known = new Map();

/** The first (0) or last (1) day of a date; each is read once. */
function dayOf(text, end, open) {
  if (!text) return open;
  const key = `${end} ${text}`;
  if (!known.has(key)) known.set(key, parseDay(text.slice(0, 10))?.[end] ?? open);
  return known.get(key);
}

function listen(app) {
  const { map } = app;
  map.on("click", (event) => {
    if (app.drawing) return;
    const spots = under(app, event);
    if (spots.length) chooseSpots(app, spots);
  });
  map.on("mousemove", (event) => hovered(app, event));
  map.on("mouseout", () => (app.$(".gm-tip").hidden = true));
  map.on("moveend", () => {
    if (!app.fitted) return;
    const centre = map.getCenter();
    app.state.view = [centre.lat.toFixed(3), centre.lng.toFixed(3), map.getZoom()].join(",");
    touch(app, "address");
    if (app.state.inView) touch(app, "view");
  });
  const box = map.getContainer();
  box.setAttribute("role", "application");
  map.attributionControl?.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
}

/** Tiles of others as a choice; nothing is asked of them before somebody chooses. */
function online(app) {
  const { L, map, options, say } = app;
  if (!options.online?.length) return;
  const bases = { [say("outline")]: app.base };
  for (const { name, host, path, attribution, max } of options.online) {
    bases[`${name} (${say("online")})`] = L.tileLayer(host + path, { attribution, maxNativeZoom: max, maxZoom: map.getMaxZoom() });
  }
  L.control.layers(bases, {}, { position: "topright" }).addTo(map);
}

/** The spots drawn at a point: the nearest glyph's, else those of the areas under it. */
function under(app, { layerPoint, latlng }) {
  const view = app.dots.view();
  const [x, y] = [layerPoint.x - view.min.x, layerPoint.y - view.min.y];
  let best = null;
  let least = Infinity;
  for (const one of app.spots.glyphs) {
    const distance = Math.hypot(one.x - x, one.y - y);
    if (distance <= one.r + 4 && distance < least) [best, least] = [one, distance];
  }
  if (best) return best.spots;
  const p = world(app.L, app.map)(latlng.lng, latlng.lat);
  const counts = app.filter.counts().spotShown;
  const found = app.spots.withArea.filter((s) => shownAt(counts, s) && app.spots.areas[s].some((area) => contains(area, p.x, p.y)));
  return found.sort((a, b) => app.spots.extent[a] - app.spots.extent[b]).slice(0, 1);
}

function hovered(app, event) {
  const spots = under(app, event);
  const tip = app.$(".gm-tip");
  app.map.getContainer().style.cursor = spots.length ? "pointer" : "";
  tip.hidden = !spots.length;
  if (!spots.length) return;
  const counts = app.filter.counts().spotShown;
  const n = spots.reduce((sum, s) => sum + shownAt(counts, s), 0);
  const names = [...new Set(spots.map((s) => app.data.spots.label[s] ?? ""))];
  const more = names.length > 3 ? ` +${names.length - 3}` : "";
  tip.replaceChildren(words("b", "", names.slice(0, 3).join(", ") + more), el("span", "", app.say.count("events", n)));
  const left = event.containerPoint.x > app.map.getSize().x - 220;
  tip.style.transform = `translate(${event.containerPoint.x}px, ${event.containerPoint.y}px) translate(${left ? "calc(-100% - 12px)" : "14px"}, 12px)`;
}

/** Fit the map to where most of the events are, unless the address names a view. */
export function fitMap(app) {
  const { map, state } = app;
  map.invalidateSize(false);
  const [lat, lon, zoom] = state.view.split(",").map(Number);
  if (state.view && [lat, lon, zoom].every(Number.isFinite)) map.setView([lat, lon], zoom, { animate: false });
  else {
    const counts = app.filter.counts().spotShown;
    const shown = core(weighed(app.data, (s) => shownAt(counts, s)));
    fitTo(app, shown.length ? shown : core(weighed(app.data)), false);
  }
}

function fitTo({ L, map }, points, animate) {
  if (points.length) map.fitBounds(L.latLngBounds(points.map(([lat, lon]) => [lat, lon])), { padding: [36, 36], maxZoom: 9, animate });
}

/** Bring the shown events into view where none of them is. */
export function seek(app) {
  const counts = app.filter.counts().spotShown;
  const points = weighed(app.data, (s) => shownAt(counts, s));
  const bounds = app.map.getBounds();
  if (!app.state.inView && !points.some(([lat, lon]) => bounds.contains([lat, lon]))) fitTo(app, points, !app.still());
}

/** A button that shows every event that passes the filters, however far. */
function showAll(app) {
  const { L, map } = app;
  const Control = L.Control.extend({
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const act = button("gm-fit", "⤢", () => {
        const counts = app.filter.counts().spotShown;
        fitTo(app, weighed(app.data, (s) => shownAt(counts, s)), !app.still());
      });
      act.dataset.sLabel = "fit_all";
      bar.append(act);
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    },
  });
  new Control({ position: "topright" }).addTo(map);
}

/** Latitude, longitude and number of events of the spots; the world as a whole lies nowhere. */
function weighed({ spots, spot }, shown) {
  const numbers = new Int32Array(spots.n);
  for (const s of spot) numbers[s] += 1;
  const points = [];
  for (let s = 1; s < spots.n; s += 1) {
    const weight = shown ? shown(s) : numbers[s];
    if (spots.lon[s] !== null && weight && !(spots.where_precision[s] > 6)) points.push([spots.lat[s], spots.lon[s], weight]);
  }
  return points;
}

// what a map twice as wide must show more, in shares of all events, to be worth it
const WORTH = 0.12;

/** The points without the outermost: one summit overseas must not make a world map of a region. */
export function core(points) {
  const all = points.reduce((sum, one) => sum + one[2], 0);
  const centre = [median(points, 0, all), median(points, 1, all)];
  const narrow = Math.cos((centre[0] * Math.PI) / 180);
  const near = points.map((one) => [Math.max(Math.abs(one[0] - centre[0]), Math.abs(one[1] - centre[1]) * narrow), one]);
  near.sort((a, b) => a[0] - b[0]);
  let weight = 0;
  let best = -Infinity;
  let reach = 0;
  for (const [distance, one] of near) {
    weight += one[2];
    const worth = weight / all - WORTH * Math.log2(Math.max(distance, 0.5));
    if (worth > best) [best, reach] = [worth, distance];
  }
  return near.filter(([distance]) => distance <= reach).map(([, one]) => one);
}

function median(points, k, all) {
  let weight = 0;
  for (const one of points.toSorted((a, b) => a[k] - b[k])) {
    weight += one[2];
    if (weight * 2 >= all) return one[k];
  }
  return 0;
}
