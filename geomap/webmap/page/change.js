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
