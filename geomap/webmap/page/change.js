// Changes of the state. What depends on a change is made again in the next frame, once.

/** Change the state and name what depends on it: time, facets, bars, tab, list, look, address. */
export function change(app, next, ...what) {
  Object.assign(app.state, next);
  touch(app, ...what, "address");
}

/** Name what is to be made again. */
export function touch(app, ...what) {
  for (const one of what) app.dirty.add(one);
  app.frame ??= requestAnimationFrame(() => {
    app.frame = null;
    const dirty = new Set(app.dirty);
    app.dirty.clear();
    app.onFrame(dirty);
  });
}

/**
 * `act` at most once in `gap` milliseconds, and once more at the end. While a thumb is dragged the
 * map, the bars and the count follow every frame; text that nobody can read so fast need not.
 */
export function paced(act, gap) {
  let last = -Infinity;
  let timer = null;
  const run = () => {
    clearTimeout(timer);
    timer = null;
    last = performance.now();
    act();
  };
  const paces = (now = false) => {
    const wait = last + gap - performance.now();
    if (now || wait <= 0) run();
    else timer ??= setTimeout(run, wait);
  };
  return paces;
}
