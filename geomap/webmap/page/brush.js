// The time filter: a histogram with two thumbs, each a slider for keyboard and screen reader.

import { edges, fittingUnit } from "./bins.js";
import { setAttr, setText } from "./dom.js";
import { civil, iso, nextUnit, OPEN_END, OPEN_START, unitStart } from "./days.js";
import { bounds, inWords } from "./edtf.js";

const COARSER = { day: "month", week: "month", month: "year", year: "decade", decade: "century", century: "century" };

/**
 * A brush over `domain` (first and last day). `onChange(from, until)` hears of every move; an end
 * that stands at the edge of the domain is open.
 */
export function createBrush(root, domain, { say, colour }, onChange) {
  const area = root.querySelector(".gm-brush");
  const canvas = area.querySelector("canvas");
  const body = area.querySelector(".gm-body");
  const thumbs = [...area.querySelectorAll(".gm-thumb")];
  const inputs = [root.querySelector(".gm-from input"), root.querySelector(".gm-until input")];
  const brush = { view: [...domain], unit: "auto", from: null, until: null, bars: null, mark: null, say, colour };
  let width = 1;

  brush.step = () => (brush.unit === "auto" ? fittingUnit(...brush.view) : brush.unit);
  brush.cuts = () => edges(brush.view[0], brush.view[1], widened(brush));
  const xOf = (day) => ((day - brush.view[0]) / (brush.view[1] + 1 - brush.view[0])) * width;
  const dayAt = (x) => Math.floor(brush.view[0] + (x / width) * (brush.view[1] + 1 - brush.view[0]));
  const ends = () => [brush.from ?? domain[0], brush.until ?? domain[1]];

  function set(from, until) {
    const low = clamp(Math.min(from, until), domain);
    const high = clamp(Math.max(from, until), domain);
    brush.from = low <= domain[0] ? null : low;
    brush.until = high >= domain[1] ? null : high;
    place();
    onChange(brush.from ?? OPEN_START, brush.until ?? OPEN_END);
  }

  /** The thumbs and the typed dates; the bars are painted with the next frame. */
  function place() {
    const [from, until] = ends();
    const [a, b] = [clamp(xOf(from), [0, width]), clamp(xOf(until + 1), [0, width])];
    body.style.transform = `translateX(${a}px)`;
    body.style.width = `${Math.max(b - a, 1)}px`;
    for (const [k, thumb] of thumbs.entries()) {
      const day = k ? until : from;
      thumb.style.transform = `translateX(${k ? b : a}px)`;
      thumb.classList.toggle("gm-outside", day < brush.view[0] || day > brush.view[1]);
      setAttr(thumb, "aria-valuemin", k ? from : domain[0]);
      setAttr(thumb, "aria-valuemax", k ? domain[1] : until);
      setAttr(thumb, "aria-valuenow", day);
      setAttr(thumb, "aria-valuetext", brush.say.date(day));
      if (document.activeElement !== inputs[k] && inputs[k].value !== iso(day)) inputs[k].value = iso(day);
    }
  }

  function show() {
    const [from, until] = ends();
    place();
    paint(canvas, brush, { xOf, from, until, width, height: area.clientHeight });
  }

  const snap = (k, day) => {
    const unit = brush.step();
    const start = unitStart(day, unit);
    const next = nextUnit(day, unit);
    const near = day - start < next - day ? start : next;
    return k ? near - 1 : near;
  };

  for (const [k, thumb] of thumbs.entries()) {
    drag(thumb, area, (x) => {
      const [from, until] = ends();
      const day = snap(k, dayAt(x));
      if (k) set(from, Math.max(day, from));
      else set(Math.min(day, until), until);
    });
    thumb.addEventListener("keydown", (event) => {
      const [from, until] = ends();
      const next = keyed(event, k ? until : from, k, brush.step(), [k ? from : domain[0], k ? domain[1] : until]);
      if (next === null) return;
      event.preventDefault();
      if (k) set(from, next);
      else set(next, until);
    });
  }
  dragBody(body, area, { ends, dayAt, set, snap, domain });
  drawNew(canvas, area, { dayAt, set, snap });
  for (const [k, input] of inputs.entries()) {
    const typed = () => {
      const days = bounds(input.value);
      says(input, days || !input.value.trim() ? "" : wrong(input.value, brush.say));
      if (!input.value.trim()) set(...(k ? [ends()[0], domain[1]] : [domain[0], ends()[1]]));
      if (!days) return;
      const [from, until] = ends();
      input.value = iso(clamp(days[k], domain));
      if (k) set(Math.min(from, days[1]), days[1]);
      else set(days[0], Math.max(until, days[0]));
    };
    input.addEventListener("change", typed);
    input.addEventListener("keydown", (event) => event.key === "Enter" && typed());
    input.addEventListener("blur", show);
  }

  brush.set = set;
  brush.ends = ends;
  brush.domain = domain;
  brush.show = show;
  brush.resize = () => {
    width = Math.max(canvas.parentElement.clientWidth, 1);
    show();
  };
  brush.zoom = (factor, at = (ends()[0] + ends()[1]) / 2) => {
    const span = Math.max(14, Math.round((brush.view[1] - brush.view[0]) * factor));
    const share = (at - brush.view[0]) / (brush.view[1] - brush.view[0]);
    const low = Math.round(at - span * Math.min(1, Math.max(0, share)));
    brush.view = [Math.max(domain[0], low), Math.min(domain[1], Math.max(domain[0], low) + span)];
  };
  area.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && Math.abs(event.deltaY) < Math.abs(event.deltaX)) return;
    event.preventDefault();
    brush.zoom(event.deltaY > 0 ? 1.25 : 0.8, dayAt(event.clientX - area.getBoundingClientRect().left));
    brush.onZoom?.();
  }, { passive: false });
  return brush;
}

/** Say what is wrong with a typed date, or that nothing is. */
function says(input, words) {
  input.setCustomValidity(words);
  setAttr(input, "aria-invalid", words ? "true" : "false");
  const said = input.closest(".gm-time").querySelector(".gm-bad");
  said.hidden = !words;
  setText(said, words);
}

/** What to write instead of a date in words, as the commands say it. */
function wrong(text, say) {
  const seasons = say("season_words").split(" ").map((stems) => stems.split("|"));
  const meant = inWords(text, { seasons, langs: [say.lang, "en"] });
  return meant ? say("meant_date", { meant }) : say("bad_date");
}

/** The unit of the bars: what the reader chose, unless that makes more bars than pixels. */
function widened(brush) {
  const fit = fittingUnit(brush.view[0], brush.view[1], 600);
  const order = ["day", "week", "month", "year", "decade", "century"];
  return order[Math.max(order.indexOf(fit), order.indexOf(brush.step()))];
}

function clamp(value, [low, high]) {
  return Math.min(high, Math.max(low, value));
}

/** The day a key moves a thumb to, or null if it is not a slider's key. */
export function keyed(event, day, last, unit, [low, high]) {
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
  if (event.key === "Home") return low;
  if (event.key === "End") return high;
  const page = { PageDown: -1, PageUp: 1 }[event.key];
  if (!by && !page) return null;
  const size = page || event.shiftKey ? COARSER[unit] : unit;
  const steps = by ?? page;
  // an end names the last day of its unit, a beginning the first
  const at = last ? day + 1 : day;
  const aligned = unitStart(at, size) === at;
  const moved = steps < 0 && !aligned ? unitStart(at, size) : nextUnit(at, size, steps);
  return clamp(last ? moved - 1 : moved, [low, high]);
}

function drag(handle, area, move) {
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const on = (one) => move(one.clientX - area.getBoundingClientRect().left);
    const off = () => {
      handle.removeEventListener("pointermove", on);
      handle.removeEventListener("pointerup", off);
      handle.removeEventListener("pointercancel", off);
    };
    handle.addEventListener("pointermove", on);
    handle.addEventListener("pointerup", off);
    handle.addEventListener("pointercancel", off);
  });
}

function dragBody(body, area, { ends, dayAt, set, snap, domain }) {
  let start = null;
  body.addEventListener("pointerdown", (event) => {
    start = { day: dayAt(event.clientX - area.getBoundingClientRect().left), ends: ends() };
  });
  drag(body, area, (x) => {
    const span = start.ends[1] - start.ends[0];
    const from = snap(0, start.ends[0] + dayAt(x) - start.day);
    const low = clamp(from, [domain[0], domain[1] - span]);
    set(low, low + span);
  });
}

/** A new window drawn on the empty part of the histogram. */
function drawNew(canvas, area, { dayAt, set, snap }) {
  let first = null;
  canvas.addEventListener("pointerdown", (event) => {
    first = dayAt(event.clientX - area.getBoundingClientRect().left);
  });
  drag(canvas, area, (x) => {
    const [a, b] = [first, dayAt(x)].sort((p, q) => p - q);
    set(snap(0, a), Math.max(snap(1, b), snap(0, a)));
  });
}

/** The bars, the part outside the window pale, uncertain mass hatched; and the calendar below. */
function paint(canvas, brush, { xOf, from, until, width, height }) {
  const dpr = globalThis.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * dpr) || canvas.height !== Math.round(height * dpr)) {
    canvas.width = Math.round(width * dpr);
    canvas.height = Math.round(height * dpr);
  }
  const pen = canvas.getContext("2d");
  const { colour } = brush;
  pen.setTransform(dpr, 0, 0, dpr, 0, 0);
  pen.clearRect(0, 0, width, height);
  const base = height - 20;
  axis(pen, brush, { xOf, width, base, colour });
  if (!brush.bars) return;
  const { cuts, known, vague, all } = brush.bars;
  let top = 1e-9;
  for (let bin = 0; bin < all.length; bin += 1) top = Math.max(top, all[bin], known[bin] + vague[bin]);
  // the square root keeps a single event visible beside a day of hundreds
  const tall = (mass) => (mass <= 0 ? 0 : Math.max(2, Math.sqrt(mass / top) * (base - 6)));
  for (let bin = 0; bin < known.length; bin += 1) {
    const x = xOf(cuts[bin]);
    const w = Math.max(1, xOf(cuts[bin + 1]) - x - 0.6);
    const total = tall(known[bin] + vague[bin]);
    const inside = cuts[bin + 1] > from && cuts[bin] <= until;
    pen.fillStyle = colour("--bar-ghost");
    if (all[bin] > 0) pen.fillRect(x, base - tall(all[bin]), w, tall(all[bin]));
    if (!total) continue;
    const solid = (total * known[bin]) / (known[bin] + vague[bin]);
    pen.fillStyle = colour(inside ? "--bar" : "--bar-out");
    pen.fillRect(x, base - solid, w, solid);
    pen.fillStyle = hatch(pen, colour(inside ? "--bar" : "--bar-out"), dpr);
    pen.fillRect(x, base - total, w, total - solid);
  }
  beyond(pen, brush, { width, colour });
  if (brush.mark) marked(pen, brush.mark, { xOf, base, width, colour });
}

/** How many events lie before and after the days on show. */
function beyond(pen, { bars: { outside } }, { width, colour }) {
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
  const [x, y] = [clamp(xOf(a), [0, width]), clamp(xOf(b + 1), [0, width])];
  pen.fillStyle = colour("--chosen");
  pen.fillRect(x - 1, base, Math.max(y - x, 3), 4);
  pen.fillRect(x - 1, 0, 1.5, base);
}

/** Years, months or days under the bars, as many as have room. */
function axis(pen, brush, { xOf, width, base, colour }) {
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
