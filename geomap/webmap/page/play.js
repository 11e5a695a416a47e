// Playing through time: the window moves, or grows, or goes step by step.

import { nextUnit, unitStart } from "./days.js";

/** The window one step on, or null at the end. */
export function stepped({ from, until }, domain, unit, mode) {
  if (until >= domain[1]) return null;
  if (mode === "cumulative") return { from, until: Math.min(domain[1], nextUnit(until + 1, unit) - 1) };
  if (mode === "step") {
    const start = until + 1;
    return { from: start, until: Math.min(domain[1], nextUnit(start, unit) - 1) };
  }
  const end = Math.min(domain[1], nextUnit(until + 1, unit) - 1);
  const start = Math.min(nextUnit(from, unit), end);
  return { from: start, until: end };
}

/** Where playing starts from a window that shows everything. */
export function opening(domain, unit, mode) {
  const from = mode === "cumulative" ? domain[0] : unitStart(domain[0], unit);
  const until = nextUnit(domain[0], unit, mode === "moving" ? 3 : 1) - 1;
  return { from: Math.max(from, domain[0]), until: Math.min(until, domain[1]) };
}

/** A player that calls `show(window)`; `still` tells whether motion is unwelcome. */
export function createPlayer({ ends, domain, options, show, onStop, still }) {
  let timer = null;
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    onStop();
  };
  const tick = () => {
    const { unit, mode, speed } = options();
    const [from, until] = ends();
    const next = stepped({ from, until }, domain, unit, mode);
    if (!next) return stop();
    show(next);
    // a still page changes seldom and at once; a moving one about as fast as its reader asks
    timer = setTimeout(tick, (still() ? 1500 : 450) / Number(speed));
    return undefined;
  };
  return {
    playing: () => timer !== null,
    toggle() {
      if (timer !== null) return stop();
      const { unit, mode } = options();
      const [from, until] = ends();
      if (until >= domain[1]) show(from <= domain[0] || mode !== "cumulative" ? opening(domain, unit, mode) : { from, until: Math.min(domain[1], nextUnit(from, unit) - 1) });
      timer = setTimeout(tick, 300);
      return undefined;
    },
    stop: () => timer !== null && stop(),
  };
}
