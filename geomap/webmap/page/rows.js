// The list and the timeline: the same rows, as many in the page as fit on the screen.

import { paced } from "./change.js";
import { setAttr } from "./dom.js";

const PACE = 90;
const MOST = 8_000_000; // browsers cannot scroll through more pixels than some 16 million

/**
 * A listbox over row numbers. `fill(element, row)` writes one row; `choose(row)` hears of a click
 * or Enter.
 */
export function createRows(box, { id: name, height, fill, choose }) {
  const state = { rows: new Uint32Array(0), active: -1, chosen: -1 };
  const inner = document.createElement("div");
  inner.setAttribute("role", "presentation");
  box.replaceChildren(inner);
  const pool = new Map();
  const id = `${name}-row`;

  const total = () => state.rows.length * height;
  const scale = () => Math.max(1, (total() - box.clientHeight) / Math.max(1, Math.min(total(), MOST) - box.clientHeight));

  function render(refill = false) {
    inner.style.height = `${Math.min(total(), MOST)}px`;
    const top = box.scrollTop * scale();
    const first = Math.max(0, Math.floor(top / height) - 2);
    const last = Math.min(state.rows.length, Math.ceil((top + box.clientHeight) / height) + 2);
    for (const [at, element] of pool) {
      if (at < first || at >= last) {
        element.remove();
        pool.delete(at);
      }
    }
    let before = null;
    for (let at = first; at < last; at += 1) {
      let element = pool.get(at);
      if (!element) {
        element = option(at);
        pool.set(at, element);
        inner.insertBefore(element, before ? before.nextSibling : inner.firstChild);
      }
      if (refill || element.row !== state.rows[at]) {
        element.row = state.rows[at];
        fill(element, element.row);
      }
      before = element;
      element.style.transform = `translateY(${at * height - top + box.scrollTop}px)`;
      setAttr(element, "aria-setsize", state.rows.length);
      setAttr(element, "aria-selected", state.rows[at] === state.chosen);
      element.classList.toggle("gm-at", at === state.active);
    }
    const here = pool.get(state.active);
    if (here) setAttr(box, "aria-activedescendant", here.id);
    else box.removeAttribute("aria-activedescendant");
  }

  let stale = false;
  const soon = paced(() => {
    render(stale);
    stale = false;
  }, PACE);

  function option(at) {
    const element = document.createElement("div");
    element.className = "gm-row";
    element.setAttribute("role", "option");
    element.id = `${id}-${at}`;
    element.setAttribute("aria-posinset", at + 1);
    element.addEventListener("click", () => {
      state.active = at;
      choose(element.row);
    });
    return element;
  }

  function reveal(at) {
    const top = at * height;
    const now = box.scrollTop * scale();
    if (top < now) box.scrollTop = top / scale();
    else if (top + height > now + box.clientHeight) box.scrollTop = (top + height - box.clientHeight) / scale();
  }

  box.addEventListener("scroll", () => render(), { passive: true });
  box.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(box.clientHeight / height) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      if (state.active >= 0) choose(state.rows[state.active]);
    } else if (by === undefined) return;
    else {
      state.active = Math.max(0, Math.min(state.rows.length - 1, state.active + by));
      reveal(state.active);
      render();
    }
    event.preventDefault();
  });

  return {
    /** Other rows; while the time is brushed they may be written a little later. */
    set(rows, { refill = false, brushing = false } = {}) {
      state.rows = rows;
      state.active = state.chosen < 0 ? -1 : rows.indexOf(state.chosen);
      stale ||= refill;
      soon(!brushing);
    },
    choose(row, { scroll = true } = {}) {
      state.chosen = row;
      const at = row < 0 ? -1 : state.rows.indexOf(row);
      if (at >= 0) state.active = at;
      if (at >= 0 && scroll) reveal(at);
      render();
    },
    refill: () => render(true),
    size: (next) => {
      height = next;
      for (const element of pool.values()) element.remove();
      pool.clear();
      render(true);
    },
    rows: () => state.rows,
  };
}
