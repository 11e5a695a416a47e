// The histogram's picture: bars, pale outside the window, uncertain mass hatched; a calendar below.

import { edges } from "./bins.js";
import { civil } from "./days.js";

const FOOT = 20;

/**
 * A painter of the histogram on a canvas. The bars inside and outside the window are two pictures,
 * made again when the bars change; a step of the window only moves where they are cut.
 */
export function createChart(canvas) {
  let made = null;
  return (brush, { from, until, width, height }) => {
    const dpr = globalThis.devicePixelRatio || 1;
    const { bars, view, say, colour } = brush;
    if (!bars) return;
    const of = [bars, say, colour.look, view[0], view[1], dpr, width, height];
    if (!made || of.some((one, k) => one !== made.of[k])) {
      const picture = (inside) => draw(brush, { inside, dpr, width, height });
      made = { of, inside: picture(true), outside: picture(false) };
    }
    if (canvas.width !== made.inside.width || canvas.height !== made.inside.height) {
      canvas.width = made.inside.width;
      canvas.height = made.inside.height;
    }
    const xOf = places(view, width);
    const pen = canvas.getContext("2d");
    pen.resetTransform();
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const [a, b] = cutAt(bars.cuts, from, until).map((day) => clamp(Math.round(xOf(day) * dpr), 0, canvas.width));
    for (const [image, x, end] of [[made.outside, 0, a], [made.inside, a, b], [made.outside, b, canvas.width]]) {
      if (end > x) pen.drawImage(image, x, 0, end - x, canvas.height, x, 0, end - x, canvas.height);
    }
    pen.scale(dpr, dpr);
    if (brush.mark) marked(pen, brush.mark, { xOf, base: height - FOOT, width, colour });
  };
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

function places(view, width) {
  return (day) => ((day - view[0]) / (view[1] + 1 - view[0])) * width;
}

/** The days from where to where bars are touched by a window. */
function cutAt(cuts, from, until) {
  let a = 0;
  while (a < cuts.length - 1 && cuts[a + 1] <= from) a += 1;
  let b = a;
  while (b < cuts.length - 1 && cuts[b] <= until) b += 1;
  return [cuts[a], cuts[b]];
}

/** All bars as they look inside or outside the window. */
function draw(brush, { inside, dpr, width, height }) {
  const sheet = new OffscreenCanvas(Math.max(1, Math.round(width * dpr)), Math.max(1, Math.round(height * dpr)));
  const pen = sheet.getContext("2d");
  const { bars, colour, view } = brush;
  const xOf = places(view, width);
  const base = height - FOOT;
  pen.scale(dpr, dpr);
  axis(pen, brush, { xOf, width, base });
  const { cuts, known, vague, all } = bars;
  let top = 1e-9;
  for (let bin = 0; bin < all.length; bin += 1) top = Math.max(top, all[bin], known[bin] + vague[bin]);
  // the square root keeps a single event visible beside a day of hundreds
  const tall = (mass) => (mass <= 0 ? 0 : Math.max(2, Math.sqrt(mass / top) * (base - 6)));
  const ink = colour(inside ? "--bar" : "--bar-out");
  for (let bin = 0; bin < known.length; bin += 1) {
    // whole pixels of the screen: where the pictures are cut no bar is cut in two
    const x = Math.round(xOf(cuts[bin]) * dpr) / dpr;
    const w = Math.max(1, Math.round(xOf(cuts[bin + 1]) * dpr) / dpr - x - 0.6);
    const total = tall(known[bin] + vague[bin]);
    pen.fillStyle = colour("--bar-ghost");
    if (all[bin] > 0) pen.fillRect(x, base - tall(all[bin]), w, tall(all[bin]));
    if (!total) continue;
    const solid = (total * known[bin]) / (known[bin] + vague[bin]);
    pen.fillStyle = ink;
    pen.fillRect(x, base - solid, w, solid);
    pen.fillStyle = hatch(pen, ink, dpr);
    pen.fillRect(x, base - total, w, total - solid);
  }
  beyond(pen, brush, width);
  return sheet.transferToImageBitmap();
}

/** How many events lie before and after the days on show. */
function beyond(pen, { bars: { outside }, colour }, width) {
  pen.font = `600 11px ${colour("--sans")}`;
  pen.textBaseline = "top";
  pen.strokeStyle = colour("--panel");
  pen.lineWidth = 3;
  pen.fillStyle = colour("--muted");
  for (const [n, align, x, text] of [[outside[0], "left", 16, `◂ ${outside[0]}`], [outside[1], "right", width - 16, `${outside[1]} ▸`]]) {
    if (!n) continue;
    pen.textAlign = align;
    pen.strokeText(text, x, 4);
    pen.fillText(text, x, 4);
  }
}

const patterns = new Map();

function hatch(pen, colour, dpr) {
  const key = `${colour} ${dpr}`;
  if (!patterns.has(key)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 4;
    const ink = tile.getContext("2d");
    ink.strokeStyle = colour;
    ink.lineWidth = 1.2;
    for (const shift of [-4, 0, 4]) {
      ink.moveTo(shift, 4);
      ink.lineTo(shift + 4, 0);
    }
    ink.stroke();
    patterns.set(key, pen.createPattern(tile, "repeat"));
  }
  return patterns.get(key);
}

function marked(pen, [a, b], { xOf, base, width, colour }) {
  const inside = (x) => Math.min(width, Math.max(0, x));
  const [x, y] = [inside(xOf(a)), inside(xOf(b + 1))];
  pen.fillStyle = colour("--chosen");
  pen.fillRect(x - 1, base, Math.max(y - x, 3), 4);
  pen.fillRect(x - 1, 0, 1.5, base);
}

/** Years, months or days under the bars, as many as have room. */
function axis(pen, brush, { xOf, width, base }) {
  const { colour } = brush;
  pen.fillStyle = colour("--line-strong");
  pen.fillRect(0, base, width, 1);
  pen.font = `11px ${colour("--sans")}`;
  pen.textBaseline = "top";
  pen.textAlign = "left";
  for (const [day, text] of ticks(brush, Math.max(2, Math.floor(width / 62)))) {
    const x = xOf(day);
    if (x < 0 || x > width - 10) continue;
    pen.fillStyle = colour("--line-strong");
    pen.fillRect(x, base, 1, 5);
    pen.fillStyle = colour("--muted");
    if (x + 4 + pen.measureText(text).width < width) pen.fillText(text, x + 4, base + 6);
  }
}

const STEPS = [[1, "day"], [2, "day"], [1, "week"], [1, "month"], [3, "month"], [1, "year"], [2, "year"], [5, "year"], [1, "decade"], [2, "decade"], [5, "decade"], [1, "century"]]; // prettier-ignore

/** Days and their names for at most `most` ticks. */
function ticks({ view, say }, most) {
  for (const [step, unit] of STEPS) {
    const days = edges(view[0], view[1], unit);
    if (days.length / step > most && unit !== "century") continue;
    const shown = [...days].filter((day, k) => (step === 1 ? true : isRound(day, k, step, unit)));
    return shown.map((day) => [day, tickText(day, unit, say)]);
  }
  return [];
}

function isRound(day, k, step, unit) {
  const [year, month, date] = civil(day);
  if (unit === "year") return year % step === 0;
  if (unit === "decade") return (year / 10) % step === 0;
  return unit === "month" ? (month - 1) % step === 0 : (date - 1) % step === 0 && date < 31;
}

function tickText(day, unit, say) {
  const [year, month] = civil(day);
  if (unit === "day" || unit === "week") return say.date(day, "short");
  return unit === "month" && month > 1 ? say.date(day, "month-alone") : String(year);
}
