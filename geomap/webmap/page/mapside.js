// The map itself: the base map and the spots as canvases, and what the pointer finds there.

import { drawBasemap } from "./basemap.js";
import { touch } from "./change.js";
import { chooseSpots } from "./choose.js";
import { OPEN_END, OPEN_START, parseDay } from "./days.js";
import { el, words } from "./dom.js";
import { canvasLayer, world } from "./layer.js";
import { contains } from "./outlines.js";
import { createSpots, drawSpots, shownAt } from "./spots.js";

const EQUATOR_KM = 40075;

/** Put the layers on the map and listen to it. */
export function createLayers(app) {
  const { L, map, data, outlines, colour } = app;
  const project = world(L, map);
  app.spots = createSpots(data, outlines, project);
  for (const [name, z] of [["gm-base", 150], ["gm-spots", 450]]) {
    const pane = map.getPane(name) ?? map.createPane(name);
    pane.style.zIndex = z;
    pane.style.pointerEvents = "none";
  }
  const draw = drawBasemap(outlines, colour, { inForce: (one) => inForce(app, one), hidden: townsOf(app.spots) });
  app.base = canvasLayer(L, (pen, view) => draw(pen, { ...view, lonLat: project }), { pane: "gm-base", attribution: "Natural Earth · GeoNames" });
  app.changing = outlines.some((one) => one.valid_from || one.valid_until);
  if (outlines.some((one) => one.kind === "country")) app.base.addTo(map);
  const paint = (pen, view) => drawSpots(pen, view, app.spots, app.filter.counts().spotShown, { colour, chosen: app.chosen.spot, km: kilometres });
  app.dots = canvasLayer(L, paint, { pane: "gm-spots" }).addTo(map);
  listen(app);
  online(app);
}

/** Kilometres as a length of the plane at zoom 0, at the latitude of a point. */
function kilometres(at, km) {
  return (km * 256) / (EQUATOR_KM * Math.cos(Math.atan(Math.sinh(Math.PI * (1 - at.y / 128)))));
}

/** Towns where events are: their names belong to the layer of the events. */
function townsOf({ at }) {
  const spots = at.filter(Boolean);
  const near = (one) => spots.some((p) => Math.abs(p.x - one.point.x) + Math.abs(p.y - one.point.y) < 0.05);
  const names = new Map();
  return (one) => {
    if (one.kind !== "town") return false;
    if (!names.has(one)) names.set(one, near(one));
    return names.get(one);
  };
}

/** Whether an outline was in force on the last day of the chosen time. */
export function inForce({ brush }, { valid_from: from, valid_until: until }) {
  const day = brush.ends()[1];
  const first = from ? parseDay(from.slice(0, 10))?.[0] : OPEN_START;
  const last = until ? parseDay(until.slice(0, 10))?.[1] : OPEN_END;
  return (first ?? OPEN_START) <= day && (last ?? OPEN_END) >= day;
}

function listen(app) {
  const { map } = app;
  map.on("click", (event) => {
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
  for (const { name, url, attribution, max } of options.online) {
    bases[name] = L.tileLayer(url, { attribution, maxNativeZoom: max, maxZoom: map.getMaxZoom() });
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
  const names = [...new Set(spots.map((s) => app.data.spots.place_name[s] ?? ""))];
  const more = names.length > 3 ? ` +${names.length - 3}` : "";
  tip.replaceChildren(words("b", "", names.slice(0, 3).join(", ") + more), el("span", "", app.say.count("events", n)));
  const left = event.containerPoint.x > app.map.getSize().x - 220;
  tip.style.transform = `translate(${event.containerPoint.x}px, ${event.containerPoint.y}px) translate(${left ? "calc(-100% - 12px)" : "14px"}, 12px)`;
}

/** Fit the map to the events, unless the address names a view. */
export function fitMap(app) {
  const { data, map, L, state } = app;
  map.invalidateSize(false);
  const [lat, lon, zoom] = state.view.split(",").map(Number);
  if (state.view && [lat, lon, zoom].every(Number.isFinite)) {
    map.setView([lat, lon], zoom, { animate: false });
    return;
  }
  const near = [];
  for (let s = 1; s < data.spots.n; s += 1) {
    // a country's or the world's middle says nothing of where to look
    if (data.spots.lon[s] !== null && !(data.spots.where_precision[s] > 5)) near.push([data.spots.lat[s], data.spots.lon[s]]);
  }
  if (near.length) map.fitBounds(L.latLngBounds(central(near)), { padding: [36, 36], maxZoom: 9, animate: false });
}

/** The points without the outermost: one summit overseas must not make the map a world map. */
function central(points) {
  if (points.length < 8) return points;
  const cut = (k) => {
    const sorted = points.map((p) => p[k]).sort((a, b) => a - b);
    const [q1, q3] = [sorted[Math.floor(sorted.length / 4)], sorted[Math.floor((sorted.length * 3) / 4)]];
    const reach = Math.max(2, (q3 - q1) * 2.5);
    return [q1 - reach, q3 + reach];
  };
  const [lats, lons] = [cut(0), cut(1)];
  return points.filter(([lat, lon]) => lat >= lats[0] && lat <= lats[1] && lon >= lons[0] && lon <= lons[1]);
}
