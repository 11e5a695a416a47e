// The buttons, boxes and lists around the map, and what they change.

import { change, touch } from "./change.js";
import { unchoose } from "./choose.js";
import { exportBox, shareBox } from "./dialogs.js";
import { el } from "./dom.js";
import { showLegend } from "./legend.js";
import { VIEWS, viewOf } from "./names.js";
import { createPlayer, nextBusy } from "./play.js";
import { search } from "./search.js";

const UNITS = ["auto", "day", "week", "month", "year"];
const ORDERS = ["date", "date_down", "place", "status", "type"];

/** Wire every control of the shell to the state. */
export function createControls(app) {
  app.player = createPlayer({
    ends: app.brush.ends, still: app.still, span: () => [app.brush.view[0], app.state.tview ? app.brush.view[1] : app.domain[1]],
    options: () => ({ unit: app.brush.step(), mode: app.state.mode, speed: app.state.speed, next: app.busy }),
    show: ({ from, until }) => app.brush.set(from, until), onStop: () => playing(app, false),
  }); // prettier-ignore
  const acts = {
    "all-time": () => app.brush.set(...app.domain),
    "time-in": () => zoom(app, 0.5),
    "time-out": () => zoom(app, 2),
    play: () => play(app),
    share: () => shareBox(app),
    export: () => exportBox(app),
    theme: () => change(app, { theme: dark(app) ? "light" : "dark" }, "theme"),
    "hint-off": () => hint(app, false),
    "clear-all": () => app.clearAll(),
    legend: () => legend(app),
  };
  app.root.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-do]");
    if (target && !target.closest(".gm-dialog")) acts[target.dataset.do]?.();
    const tab = event.target.closest?.("[role=tab]")?.dataset.tab;
    if (tab) change(app, { tab }, "tab", "list");
  });
  app.$(".gm-tabs").addEventListener("keydown", (event) => arrows(app, event));
  app.root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !app.$(".gm-panel").hidden && !app.$(".gm-dialog").open) unchoose(app);
  });
  app.brush.onZoom = () => touch(app, "bars", "address");
  on(app, ".gm-undated input", (input) => ({ undated: input.checked }), "time");
  on(app, ".gm-sure", (input) => ({ certainly: input.value === "certainly" }), "time");
  on(app, ".gm-unit", (input) => ({ unit: input.value }), "bars");
  on(app, ".gm-mode", (input) => ({ mode: input.value }));
  on(app, ".gm-speed", (input) => ({ speed: input.value }));
  on(app, ".gm-sort select", (input) => ({ sort: input.value }), "list");
  on(app, ".gm-worldview select", (input) => ({ worldview: input.value === app.data.names.worldview ? "" : input.value }), "words");
  on(app, ".gm-language select", (input) => ({ lang: input.value }), "words");
  const field = app.$(".gm-search input");
  let wait = null;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => change(app, { text: field.value.trim() }, "text"), 180);
  });
  fillLists(app);
  hint(app, firstTime());
}

function on(app, selector, read, ...what) {
  app.$(selector).addEventListener("change", (event) => change(app, read(event.target), ...what));
}

/** Fill the lists of choices in the language, and set every control to the state. */
export function fillLists(app) {
  const { say, state } = app;
  const fill = (selector, values, label, chosen) => {
    const options = values.map((value) => Object.assign(el("option", "", label(value)), { value, selected: value === chosen }));
    app.$(selector).replaceChildren(...options);
  };
  fill(".gm-unit", UNITS, (unit) => say(`unit_${unit}`), state.unit);
  fill(".gm-mode", ["moving", "cumulative", "step"], (mode) => say(`play_${mode}`), state.mode);
  fill(".gm-speed", ["0.5", "1", "2", "4"], (speed) => `${say.number(Number(speed))}×`, state.speed);
  fill(".gm-sort select", ORDERS, (order) => say(`sort_${order}`), state.sort);
  fill(".gm-worldview select", VIEWS, (view) => say(`worldview_${view}`), viewOf(app));
  app.$(".gm-worldview").hidden = !app.data.names;
  fill(".gm-language select", Object.keys(app.tables), (lang) => lang.toUpperCase(), say.lang);
  for (const radio of app.root.querySelectorAll(".gm-sure input")) {
    radio.name = `${app.id}-sure`;
    radio.checked = (radio.value === "certainly") === state.certainly;
  }
  const field = app.$(".gm-search input");
  if (field.value.trim() !== state.text) field.value = state.text;
  playing(app, app.player?.playing() ?? false);
}

/** Search the words of the state and tell the filter. */
export async function applyText(app) {
  const hits = await search(app, app.state.text);
  if (hits === undefined) return;
  app.filter.setText(hits);
  touch(app, "facets");
}

/** The theme of the state; without one that of the system. */
export function applyTheme(app) {
  app.root.dataset.theme = dark(app) ? "dark" : "light";
  app.$('[data-do="theme"]').setAttribute("aria-pressed", String(dark(app)));
  app.colour.forget();
}

function dark(app) {
  return app.state.theme ? app.state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function zoom(app, factor) {
  app.brush.zoom(factor);
  touch(app, "bars", "address");
}

function play(app) {
  playing(app, !app.player.playing());
  app.busy = nextBusy(app.data, (row) => (app.filter.fail[row] | 1) === 1);
  app.player.toggle();
}

function playing(app, yes) {
  const play = app.$(".gm-play");
  play.setAttribute("aria-pressed", String(yes));
  play.setAttribute("aria-label", app.say(yes ? "pause" : "play"));
  play.title = app.say(yes ? "pause" : "play");
  play.firstElementChild.textContent = yes ? "❚❚" : "▶";
}

function legend(app) {
  const closed = app.$(".gm-legend").classList.toggle("gm-closed");
  app.$(".gm-legend-head").setAttribute("aria-expanded", String(!closed));
  showLegend(app.$(".gm-legend"), app);
}

function arrows(app, event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const all = [...app.root.querySelectorAll("[role=tab]")];
  const next = all[(all.indexOf(document.activeElement) + by + all.length) % all.length];
  next.focus();
  change(app, { tab: next.dataset.tab }, "tab", "list");
}

const SEEN = "geomap-hint-seen";

/** Pages in a frame may have no storage; then the hint is shown each time. */
function firstTime() {
  try {
    return localStorage.getItem(SEEN) === null;
  } catch {
    return true;
  }
}

function hint(app, show) {
  app.$(".gm-hint").hidden = !show;
  if (show) return;
  try {
    localStorage.setItem(SEEN, "yes");
  } catch {
    // nothing is lost but a second hint
  }
}
