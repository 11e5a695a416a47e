// The list and the timeline: the same rows, as many in the page as fit on the screen.

import { paced } from "./change.js";
import { setAttr } from "./dom.js";

const PACE = 90;
const MOST = 8_000_000; // browsers cannot scroll through more pixels than some 16 million

/**
 * A listbox over row numbers. `fill(element, row)` writes one row; `load(row)` resolves when its
 * words are in memory; `choose(row)` hears of a click or Enter.
 */
export function createRows(box, { id: name, height, fill, load, choose }) {
  const state = { rows: new Uint32Array(0), next: null, active: -1, chosen: -1 };
  const inner = document.createElement("div");
  inner.setAttribute("role", "presentation");
  box.replaceChildren(inner);
  const pool = new Map();
  const id = `${name}-row`;

  let room = 0;
  const total = () => state.rows.length * height;
  const scale = () => Math.max(1, (total() - room) / Math.max(1, Math.min(total(), MOST) - room));

  /** The rows as they are now: they are made when they are looked at. */
  function current() {
    if (!state.next) return state.rows;
    state.rows = state.next();
    state.next = null;
    state.active = state.chosen < 0 ? -1 : state.rows.indexOf(state.chosen);
    return state.rows;
  }

  /** Which rows are in sight: from the first to before the last, and the pixels above. */
  function sight() {
    current();
    room = box.clientHeight;
    const scrolled = box.scrollTop;
    const top = scrolled * scale();
    return { scrolled, top, first: Math.max(0, Math.floor(top / height) - 2), last: Math.min(state.rows.length, Math.ceil((top + room) / height) + 2) };
  }

  function render(refill = false) {
    const { scrolled, top, first, last } = sight();
    const tall = `${Math.min(total(), MOST)}px`;
    if (inner.style.height !== tall) inner.style.height = tall;
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
      element.style.transform = `translateY(${at * height - top + scrolled}px)`;
      setAttr(element, "aria-setsize", state.rows.length);
      setAttr(element, "aria-selected", state.rows[at] === state.chosen);
      element.classList.toggle("gm-at", at === state.active);
    }
    const here = pool.get(state.active);
    if (here) setAttr(box, "aria-activedescendant", here.id);
    else box.removeAttribute("aria-activedescendant");
  }

  let stale = false;
  let turn = 0;
  const soon = paced(async (now) => {
    const mine = (turn += 1);
    if (!now) {
      // words first: rows that are written twice are laid out twice
      const { first, last } = sight();
      await Promise.all(Array.from(state.rows.subarray(first, last), load));
    }
    if (mine !== turn) return;
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
    else if (top + height > now + room) box.scrollTop = (top + height - room) / scale();
  }

  box.addEventListener("scroll", () => render(), { passive: true });
  box.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(box.clientHeight / height) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    current();
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
    /** Other rows, those that `next` makes; while the time is brushed they are written later. */
    set(next, { refill = false, brushing = false, hidden = false } = {}) {
      state.next = next;
      stale ||= refill;
      if (!hidden) soon(!brushing);
    },
    choose(row, { scroll = true } = {}) {
      state.chosen = row;
      const at = row < 0 ? -1 : current().indexOf(row);
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
    rows: current,
  };
}
