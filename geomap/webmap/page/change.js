// Changes of the state. What depends on a change is made again once, before the next frame.

/** Change the state and name what depends on it: time, facets, bars, tab, list, look, address. */
export function change(app, next, ...what) {
  Object.assign(app.state, next);
  touch(app, ...what, "address");
}

/**
 * Name what is to be made again. It is made at once, so that the next frame only has to show it;
 * what changes a second time before that frame waits for it.
 */
export function touch(app, ...what) {
  for (const one of what) app.dirty.add(one);
  if (app.frame) return;
  app.frame = true;
  queueMicrotask(() => make(app));
}

function make(app) {
  const dirty = new Set(app.dirty);
  app.dirty.clear();
  requestAnimationFrame(() => {
    app.frame = false;
    if (!app.dirty.size) return;
    app.frame = true;
    make(app);
  });
  app.onFrame(dirty);
}

/**
 * `act(now)` at most once in `gap` milliseconds, and once more at the end. While a thumb is dragged the
 * map, the bars and the count follow every frame; text that nobody can read so fast need not.
 */
export function paced(act, gap) {
  let last = -Infinity;
  let timer = null;
  const run = (now) => {
    clearTimeout(timer);
    timer = null;
    last = performance.now();
    act(now);
  };
  const paces = (now = false) => {
    const wait = last + gap - performance.now();
    if (now || wait <= 0) run(now);
    else timer ??= setTimeout(() => run(false), wait);
  };
  return paces;
}
