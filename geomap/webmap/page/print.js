// On paper: what is shown as a document, with the map, the chosen event in full and the events in
// words. The page takes that shape just before it is printed, because canvases cannot follow later.

import { applyTheme } from "./controls.js";
import { el, sign, words } from "./dom.js";
import { factsOf, KIND } from "./facts.js";
import { showLegend } from "./legend.js";
import { when } from "./words.js";

const MOST = 400;
const FEW = 4;

/** Take the shape of a document while the page is printed. */
export function createPrint(app) {
  let before = null;
  // printing cannot wait for texts to be unpacked; of a small map they are at hand by then
  const soon = globalThis.requestIdleCallback ?? setTimeout;
  if (app.texts.chunks <= FEW) soon(() => Array.from({ length: app.texts.chunks }, (_, at) => app.texts.load(at)));
  globalThis.addEventListener("beforeprint", () => {
    if (before) return;
    before = { centre: app.map.getCenter(), zoom: app.map.getZoom(), bounds: app.map.getBounds(), theme: app.state.theme, why: app.$(".gm-why")?.open };
    shape(app, "light", () => app.map.fitBounds(before.bounds, { animate: false }));
    copyCanvases(app);
    fillList(app);
    if (app.$(".gm-why")) app.$(".gm-why").open = true;
  });
  globalThis.addEventListener("afterprint", () => {
    if (!before) return;
    for (const copy of app.root.querySelectorAll(".gm-copy")) copy.remove();
    shape(app, before.theme, () => app.map.setView(before.centre, before.zoom, { animate: false }));
    if (app.$(".gm-why")) app.$(".gm-why").open = before.why;
    before = null;
  });
}

function shape(app, theme, look) {
  app.fitted = false;
  app.root.classList.toggle("gm-printing");
  app.state.theme = theme;
  applyTheme(app);
  app.map.invalidateSize(false);
  look();
  showLegend(app.$(".gm-legend"), app, { open: true });
  app.base.paint();
  app.dots.paint();
  app.brush.resize();
  app.fitted = true;
}

/** Browsers print a bitmap canvas as it was in the last frame; a copy is printed as it is now. */
function copyCanvases(app) {
  for (const old of app.root.querySelectorAll(".gm-copy")) old.remove();
  for (const layer of [app.base, app.dots]) {
    const canvas = layer._container;
    if (!canvas) continue;
    const { width, height, dpr } = layer.view();
    const copy = Object.assign(el("canvas", "gm-copy"), { width: Math.round(width * dpr), height: Math.round(height * dpr) });
    copy.style.cssText = canvas.style.cssText;
    copy.getContext("2d").drawImage(canvas, 0, 0);
    canvas.after(copy);
  }
}

/** The shown events in words, as far as their texts are at hand. */
function fillList(app) {
  const { say } = app;
  const rows = Array.from(app.rows.rows());
  const list = el("ol");
  for (const row of rows.slice(0, MOST)) {
    const text = app.texts.now(row);
    const one = { ...factsOf(app, row), edtf: text?.edtf };
    const facts = [when(say, one), one.placeLabel ?? say("no_place"), one.status && say.value("status", one.status)].filter(Boolean);
    list.append(el("li", "", sign(KIND[one.kind]), " ", words("span", "gm-muted", facts.join(" · ")), el("br"), words("span", "", text?.label ?? "")));
  }
  const more = rows.length > MOST ? [el("p", "", say("print_more", { n: say.number(rows.length - MOST) }))] : [];
  app.$(".gm-print").replaceChildren(el("h3", "", say("events")), list, ...more);
}
