// Playing through time: the window moves, or grows, or goes step by step, past what is empty.

import { OPEN_END, OPEN_START, nextUnit, unitStart } from "./days.js";
import { UNDATED } from "./filter.js";

const LONG = 800; // days: what lasts longer, or is less certain, keeps no time from being empty

/**
 * A function from a day to the first day, at or after it, on which one of the rows happens that
 * `counts(row)` lets in; null when there is none.
 */
export function nextBusy({ n, earliest, latest, flags }, counts) {
  const spans = [];
  for (let i = 0; i < n; i += 1) {
    if (flags[i] & UNDATED || !counts(i)) continue;
    const [low, high] = [earliest[i] === OPEN_START ? latest[i] : earliest[i], latest[i] === OPEN_END ? earliest[i] : latest[i]];
    if (high - low < LONG) spans.push([low, high]);
    else spans.push([low, low], [high, high]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const merged = [];
  for (const [low, high] of spans) {
    const last = merged.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return (day) => {
    let [low, high] = [0, merged.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (merged[mid][1] < day) low = mid + 1;
      else high = mid;
    }
    return low < merged.length ? Math.max(day, merged[low][0]) : null;
  };
}

/** The window one step on, or null at the end; `next` as from `nextBusy`. */
export function stepped({ from, until }, end, { unit, mode, next = (day) => day }) {
  const ahead = next(until + 1);
  if (until >= end || ahead === null || ahead > end) return null;
  const stop = (day) => Math.min(end, nextUnit(day, unit) - 1);
  if (mode === "cumulative") return { from, until: stop(ahead) };
  if (mode === "step") return { from: Math.max(until + 1, unitStart(ahead, unit)), until: stop(ahead) };
  const moved = { from: Math.min(nextUnit(from, unit), stop(until + 1)), until: stop(until + 1) };
  if (next(moved.from) <= moved.until) return moved;
  return { from: nextUnit(ahead, unit, 1 - width({ from, until }, unit)), until: stop(ahead) };
}

/** How many units a window spans. */
function width({ from, until }, unit) {
  let units = 1;
  while (nextUnit(from, unit, units) <= until) units += 1;
  return units;
}

/** Where playing starts in a span of days: with its first event. */
export function opening([first, end], { unit, mode, next = (day) => day }) {
  const day = Math.min(next(first) ?? first, end);
  const until = Math.min(end, nextUnit(day, unit, mode === "moving" ? 3 : 1) - 1);
  return { from: mode === "cumulative" ? OPEN_START : Math.max(unitStart(day, unit), first), until };
}

/**
 * A player that calls `show(window)`. `span()` is the time to play, `options()` says how; `still`
 * tells whether motion is unwelcome.
 */
export function createPlayer({ ends, span, options, show, onStop, still }) {
  let timer = null;
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    onStop();
  };
  const step = () => {
    const [from, until] = ends();
    return stepped({ from, until }, span()[1], options());
  };
  const tick = () => {
    const next = step();
    if (!next) return stop();
    show(next);
    // a still page changes seldom and at once; a moving one about as fast as its reader asks
    timer = setTimeout(tick, (still() ? 1500 : 450) / Number(options().speed));
    return undefined;
  };
  return {
    playing: () => timer !== null,
    toggle() {
      if (timer !== null) return stop();
      // at its end, or where nothing is left to come, it begins again
      if (!step()) show(opening(span(), options()));
      timer = setTimeout(tick, 300);
      return undefined;
    },
    stop: () => timer !== null && stop(),
  };
}
