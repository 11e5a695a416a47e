// An area drawn on the map, as a filter: its corners as [longitude, latitude], and the drawing.

import { change } from "./change.js";
import { button, el } from "./dom.js";

const MOST = 500;
const DECIMALS = 5;

/** Corners for the address; `areaOf` reads them back. */
export function areaText(corners) {
  return corners.map((corner) => corner.join(",")).join(" ");
}

/** The corners that a text tells of, or null if it tells of no area. */
export function areaOf(text) {
  const corners = (text ?? "").split(" ").map((corner) => corner.split(",").map(Number));
  const fits = ([lon, lat, ...more]) => !more.length && Math.abs(lon) <= 360 && Math.abs(lat) <= 90;
  return corners.length >= 3 && corners.length <= MOST && corners.every(fits) ? corners : null;
}

/** The corners as a polygon in well-known text. */
export function wellKnown(corners) {
  return `POLYGON((${[...corners, corners[0]].map((corner) => corner.join(" ")).join(", ")}))`;
}

/** Whether a point lies in an area; its edge counts. */
export function holds(corners, lon, lat) {
  let inside = false;
  for (let k = 0, before = corners.length - 1; k < corners.length; before = k, k += 1) {
    const [ax, ay] = corners[before];
    const [bx, by] = corners[k];
    const side = (bx - ax) * (lat - ay) - (by - ay) * (lon - ax);
    const between = lon >= Math.min(ax, bx) && lon <= Math.max(ax, bx) && lat >= Math.min(ay, by) && lat <= Math.max(ay, by);
    if (side === 0 && between) return true;
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The corners of what the map shows. */
export function viewCorners(map) {
  const { _southWest: low, _northEast: high } = map.getBounds();
  return [[low.lng, low.lat], [high.lng, low.lat], [high.lng, high.lat], [low.lng, high.lat]].map(rounded); // prettier-ignore
}

function rounded([lon, lat]) {
  return [Number(lon.toFixed(DECIMALS)), Number(Math.max(-90, Math.min(90, lat)).toFixed(DECIMALS))];
}

/** Show the area that filters, and the one being drawn. */
export function showArea(app) {
  const { L, map, state } = app;
  app.areaShape?.remove();
  const corners = app.drawing ?? state.area;
  if (!corners?.length) return;
  const make = app.drawing ? L.polyline : L.polygon;
  // the first corner is seen, too: a line to itself has round ends
  const points = corners.length > 1 ? corners : [...corners, ...corners];
  app.areaShape = make(points.map(([lon, lat]) => [lat, lon]), { className: "gm-area", interactive: false, pane: "gm-area" }).addTo(map);
}

/** Prepare for drawing: clicks set corners; Enter, a double click or the button ends it, Escape leaves it. */
export function createArea(app) {
  const { map } = app;
  map.createPane("gm-area").style.zIndex = 440;
  map.on("click", ({ latlng }) => {
    if (!app.drawing || app.drawing.length >= MOST) return;
    const corner = rounded([latlng.lng, latlng.lat]);
    // a double click is two clicks in one place
    if (String(app.drawing.at(-1)) !== String(corner)) app.drawing.push(corner);
    showArea(app);
  });
  map.on("dblclick", () => app.drawing && endArea(app, true));
  app.root.addEventListener("keydown", (event) => {
    if (!app.drawing || !["Enter", "Escape"].includes(event.key) || event.target.matches("button")) return;
    event.preventDefault();
    endArea(app, event.key === "Enter");
  });
}

/** Begin to draw: on a phone the map comes to the front. */
export function drawArea(app) {
  const { say, map, root } = app;
  if (root.classList.contains("gm-narrow")) change(app, { tab: "map" }, "tab");
  app.drawing = [];
  map.doubleClickZoom.disable();
  const bar = el("p", "gm-drawing", el("span", "", say("area_how")), button("gm-button gm-strong", say("area_done"), () => endArea(app, true)), button("gm-button", say("area_cancel"), () => endArea(app, false)));
  bar.setAttribute("role", "status");
  app.$(".gm-stage").append(bar);
  showArea(app);
  map.getContainer().focus();
}

function endArea(app, keep) {
  const corners = app.drawing;
  app.drawing = null;
  app.$(".gm-drawing").remove();
  setTimeout(() => app.map.doubleClickZoom.enable(), 0);
  if (keep && corners.length >= 3) change(app, { area: corners }, "view");
  else showArea(app);
}
