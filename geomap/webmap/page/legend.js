// The legend: only what this map has.

import { el } from "./dom.js";
import { createStamps } from "./stamps.js";

/** Fill the legend, if it is open, with what the data holds. */
export function showLegend(box, { data, say, colour, spots, outlines }, { open = !box.classList.contains("gm-closed") } = {}) {
  if (!open) return;
  const classes = new Set(data.spotClass);
  const lines = [];
  const disc = (sums, own, badge = false) => sample((pen, dpr) => {
    pen.resetTransform();
    const stamps = createStamps(colour, dpr);
    stamps.glyph({ x: 16, y: 11, own, sums, badge, n: sums[0] + sums[1] + sums[2] }, false);
    stamps.paint(pen);
  });
  if (classes.has(0)) lines.push([disc([1, 0, 0], 6), say(data.dictionaries.status.length ? "legend_dot" : "legend_event")]);
  if (classes.has(1)) lines.push([disc([0, 1, 0], 6), say("legend_half")]);
  if (classes.has(2)) lines.push([disc([0, 0, 1], 6), say("legend_hollow")]);
  if (data.n > 1) lines.push([disc(classes.size > 1 ? [2, 0, 1] : [3, 0, 0], 10), say("legend_many")]);
  if (spots.withArea.length) lines.push([sample((pen) => area(pen, colour)), say("legend_area")]);
  if (spots.precision.some((one) => one >= 6)) lines.push([disc([1, 0, 0], 7, true), say("legend_country")]);
  if (spots.precision.some((one, s) => one === 2 && spots.radius[s])) lines.push([sample((pen) => near(pen, colour)), say("legend_near")]);
  if (outlines.some((one) => one.basis && one.basis !== "recognised")) lines.push([sample((pen) => dashes(pen, colour)), say("legend_border")]);
  if (data.n > 1) lines.push([sample((pen) => bars(pen, colour)), say("legend_time")]);
  box.querySelector(".gm-legend-body").replaceChildren(...lines.map(([image, text]) => el("p", "", image, el("span", "", text))));
}

function dashes(pen, colour) {
  pen.beginPath();
  pen.moveTo(3, 15);
  pen.lineTo(12, 8);
  pen.lineTo(29, 12);
  pen.setLineDash([5, 4]);
  pen.strokeStyle = colour("--contact");
  pen.lineWidth = 1.4;
  pen.stroke();
}

/** Known days, uncertain ones, and those outside the chosen time. */
function bars(pen, colour) {
  pen.fillStyle = colour("--bar");
  pen.fillRect(3, 5, 7, 14);
  pen.strokeStyle = colour("--bar");
  for (let y = 1; y < 22; y += 4) {
    pen.moveTo(12, y + 4);
    pen.lineTo(19, y);
  }
  pen.save();
  pen.rect(12, 5, 7, 14);
  pen.clip();
  pen.stroke();
  pen.restore();
  pen.fillStyle = colour("--bar-out");
  pen.fillRect(21, 5, 7, 14);
}

function sample(draw) {
  const canvas = el("canvas");
  const dpr = Math.min(globalThis.devicePixelRatio || 1, 2);
  canvas.width = 32 * dpr;
  canvas.height = 22 * dpr;
  canvas.setAttribute("aria-hidden", "true");
  const pen = canvas.getContext("2d");
  pen.scale(dpr, dpr);
  draw(pen, dpr);
  return canvas;
}

function area(pen, colour) {
  pen.beginPath();
  pen.roundRect(4, 3, 24, 16, 3);
  pen.fillStyle = colour("--area");
  pen.fill();
  pen.strokeStyle = colour("--event");
  pen.stroke();
}

function near(pen, colour) {
  pen.beginPath();
  pen.arc(16, 11, 9, 0, 7);
  pen.fillStyle = colour("--area-hollow");
  pen.fill();
  pen.setLineDash([2, 3]);
  pen.strokeStyle = colour("--event");
  pen.stroke();
}
