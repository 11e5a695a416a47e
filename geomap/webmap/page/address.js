// The address: every map's state in the fragment, back and forward, and where a frame has none.

import { decode } from "./state.js";

const BETWEEN = "&~&";
const SETTLED = 400;

/** Reads and writes one map's part of the fragment; several maps stand one after another. */
export function createAddress(app, { encode, onReturn }) {
  let written = location.hash.slice(1);
  let wait = null;
  const parts = () => location.hash.slice(1).split(BETWEEN);
  const whole = () => {
    const all = parts();
    while (all.length <= app.number) all.push("");
    all[app.number] = encode(app.state);
    return all.join(BETWEEN).replace(/(&~&)+$/, "");
  };

  function put() {
    const next = whole();
    if (next === location.hash.slice(1)) return;
    written = next;
    try {
      history.pushState(null, "", `#${next}`);
    } catch {
      // a frame without an address of its own (a notebook): the box with the link stands in
      app.noHistory = true;
    }
  }

  globalThis.addEventListener("popstate", () => {
    if (location.hash.slice(1) === written) return;
    written = location.hash.slice(1);
    clearTimeout(wait);
    onReturn(decode(parts()[app.number] ?? ""));
  });

  return {
    read: () => parts()[app.number] ?? "",
    /** Write when the reader has come to rest: a drag is one step back, not hundreds. */
    write() {
      clearTimeout(wait);
      wait = setTimeout(put, SETTLED);
    },
    link() {
      const page = location.href.startsWith("about:") ? "" : location.href.split("#")[0];
      return `${page}#${whole()}`;
    },
  };
}
