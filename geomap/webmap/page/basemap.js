// The outline base map: countries, districts, water and towns, with a graticule. No network.

import { trace, visible } from "./outlines.js";

const FILLED = new Set(["country", "land"]);

/** A drawing of the base map for `canvasLayer`. `validAt(feature)` hides what did not exist. */
export function drawBasemap(features, colour, validAt) {
  const land = features.filter((one) => FILLED.has(one.kind) && one.closed);
  const water = features.filter((one) => one.kind === "lake" || one.kind === "river");
  const lines = features.filter((one) => !FILLED.has(one.kind) && one.rings.length && !water.includes(one) && one.kind !== "footprint");
  const named = features.filter((one) => one.name && (one.kind === "country" || one.point));
  return (pen, view) => {
    pen.fillStyle = colour("--sea");
    pen.fillRect(0, 0, view.width, view.height);
    graticule(pen, view, colour);
    pen.lineJoin = "round";
    for (const one of land) if (visible(one, view)) fillLand(pen, one, view, colour);
    for (const one of water) if (visible(one, view)) drawWater(pen, one, view, colour);
    for (const one of lines) if (visible(one, view) && validAt(one)) drawLine(pen, one, view, colour);
    pen.setLineDash([]);
    pen.strokeStyle = colour("--border");
    pen.lineWidth = 1.1;
    for (const one of land) {
      if (!visible(one, view)) continue;
      trace(pen, one, view);
      pen.stroke();
    }
    names(pen, named.filter(validAt), view, colour);
  };
}

function fillLand(pen, one, view, colour) {
  trace(pen, one, view);
  pen.fillStyle = colour("--land");
  pen.fill("evenodd");
}

function drawWater(pen, one, view, colour) {
  trace(pen, one, view);
  pen.fillStyle = colour("--sea");
  pen.strokeStyle = colour("--water");
  pen.lineWidth = 1;
  if (one.closed) pen.fill("evenodd");
  pen.stroke();
}

function drawLine(pen, one, view, colour) {
  const dashed = one.kind === "line" || one.dashed;
  if (one.kind === "district" && view.zoom < 6.5) return;
  trace(pen, one, view);
  pen.strokeStyle = colour(dashed ? "--contact" : "--district");
  pen.lineWidth = dashed ? 1.4 : 0.8;
  pen.setLineDash(dashed ? [5, 4] : []);
  pen.stroke();
}

/** Meridians and parallels at a distance that suits the zoom. */
function graticule(pen, view, colour) {
  const step = [30, 30, 20, 10, 10, 5, 5, 2, 1, 1, 0.5][Math.round(view.zoom)] ?? 0.25;
  if (!view.lonLat) return;
  pen.strokeStyle = colour("--graticule");
  pen.lineWidth = 0.6;
  pen.beginPath();
  for (let lon = -180; lon <= 180; lon += step) {
    const x = view.x(view.lonLat(lon, 0).x);
    if (x >= 0 && x <= view.width) (pen.moveTo(x, 0), pen.lineTo(x, view.height));
  }
  for (let lat = -80; lat <= 80; lat += step) {
    const y = view.y(view.lonLat(0, lat).y);
    if (y >= 0 && y <= view.height) (pen.moveTo(0, y), pen.lineTo(view.width, y));
  }
  pen.stroke();
}

/** Names of countries and towns, the greater first, none over another. */
function names(pen, features, view, colour) {
  const taken = [];
  const sorted = features.toSorted((a, b) => (b.kind === "country") - (a.kind === "country") || (a.rank ?? 9) - (b.rank ?? 9) || b.size - a.size);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const one of sorted) {
    if (one.kind !== "country" && view.zoom < (one.zoom ?? 7)) continue;
    const country = one.kind === "country";
    const at = one.point ?? { x: (one.box[0] + one.box[2]) / 2, y: (one.box[1] + one.box[3]) / 2 };
    const [x, y] = [view.x(at.x), view.y(at.y)];
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const text = country ? one.name.toUpperCase() : one.name;
    pen.font = `${country ? "600 11px" : "11px"} ${colour("--sans")}`;
    pen.letterSpacing = country ? "0.12em" : "0";
    const w = pen.measureText(text).width;
    if (country && w > (one.box[2] - one.box[0]) * view.scale * 1.1) continue;
    const top = country ? y : y - 11;
    const box = [x - w / 2 - 6, top - 8, x + w / 2 + 6, y + 8];
    if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) continue;
    taken.push(box);
    pen.strokeStyle = colour("--land");
    pen.lineWidth = 3;
    pen.strokeText(text, x, top);
    pen.fillStyle = colour(country ? "--country-name" : "--town-name");
    pen.fillText(text, x, top);
    if (!country) (pen.beginPath(), pen.arc(x, y, 1.8, 0, 7), pen.fill());
  }
  pen.letterSpacing = "0";
}
