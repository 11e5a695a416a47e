// The time filter: a histogram with two thumbs, each a slider for keyboard and screen reader.

import { edges, fittingUnit } from "./bins.js";
import { createChart } from "./chart.js";
import { iso, nextUnit, OPEN_END, OPEN_START, unitStart } from "./days.js";
import { setAttr, setText } from "./dom.js";
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
  const chart = createChart(canvas);
  let width = 1;
  let height = 1;

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
    onChange(brush.from ?? OPEN_START, brush.until ?? OPEN_END);
  }

  /** The thumbs and the typed dates. */
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
    chart(brush, { from, until, width, height });
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
    width = Math.max(area.clientWidth, 1);
    height = area.clientHeight;
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
