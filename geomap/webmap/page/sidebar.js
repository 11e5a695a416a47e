// Beside the map: the filters in use as chips, the facets, and what an empty list says.

import { drawArea, viewCorners } from "./area.js";
import { change, touch } from "./change.js";
import { hasWindow } from "./command.js";
import { OPEN_END, OPEN_START } from "./days.js";
import { button, el, words } from "./dom.js";
import { codedValues, placeValues, showFacets, sumsOf } from "./facets.js";
import { fold } from "./search.js";
import { FACETS, NONE } from "./state.js";

const NAMES = ["place", "type", "status", "actor", "source", "date_precision"];
const PREFIX = { type: "type", status: "status", date_precision: "precision" };

/** The filters in use: [name, words for it, how to take it away]. */
export function inUse(app) {
  const { state, say, data } = app;
  const found = [];
  if (hasWindow(state)) {
    const [a, b] = [state.from !== OPEN_START && say.date(state.from), state.until !== OPEN_END && say.date(state.until)];
    found.push(["time", a && b ? `${a} – ${b}` : a ? say("since", { a }) : say("to_end", { b }), () => app.clear("time")]);
  }
  if (state.certainly) found.push(["certainly", say("certainly"), () => app.clear("certainly")]);
  if (state.undated && hasWindow(state)) found.push(["undated", say("with_undated"), () => app.clear("undated")]);
  if (state.text) found.push(["text", `“${state.text}”`, () => app.clear("text")]);
  if (state.inView) found.push(["view", say("view_only"), () => app.clear("view")]);
  if (state.area) found.push(["area", say("area_only"), () => app.clear("area")]);
  for (const name of FACETS) {
    for (const value of state.chosen[name]) {
      const place = name === "place" && labelOf(data, value);
      found.push([name, place || (PREFIX[name] ? say.value(PREFIX[name], value === NONE ? null : value) : value), () => app.toggle(name, value)]);
    }
  }
  return found;
}

function labelOf({ places }, id) {
  const row = places.rows[places.at.get(id)];
  return row?.label ?? row?.name;
}

/** One chip for every filter in use. */
export function showChips(app) {
  const { say } = app;
  const used = inUse(app);
  const key = [say.lang, ...used.map(([name, text]) => `${name} ${text}`)].join("|");
  if (app.chipsKey === key) return;
  app.chipsKey = key;
  const chips = used.map(([, text, away]) => {
    const chip = button("gm-chip", "", away);
    chip.append(words("span", "", text), el("span", "gm-x", "×"));
    chip.setAttribute("aria-label", say("clear_one", { name: text }));
    return chip;
  });
  if (used.length > 1) chips.push(button("gm-chip gm-chip-all", say("clear_all"), app.clearAll));
  app.$(".gm-chips").replaceChildren(...chips);
  app.$(".gm-chips").hidden = !used.length;
  const facets = used.filter(([name]) => FACETS.includes(name) || name === "view").length;
  app.$(".gm-active-count").textContent = facets || "";
}

const MOST_HINTS = 3;

/** Words that are searched for and name a place: the place itself is offered as a filter. */
export function showPlaceHints(app) {
  const { say, state } = app;
  const box = app.$(".gm-hints");
  const found = state.text ? placesNamed(app, fold(state.text)) : [];
  box.hidden = !found.length;
  const buttons = found.map((k) => {
    const row = app.data.places.rows[k];
    const act = () => (change(app, { text: "" }, "text"), fillSearch(app), app.toggle("place", row.place_id));
    const chip = button("gm-chip", "", act);
    chip.append(words("span", "", row.label ?? row.name));
    return chip;
  });
  box.replaceChildren(el("span", "", say("only_in")), ...buttons);
}

function fillSearch(app) {
  app.$(".gm-search input").value = "";
}

/** Places with events, one of whose names begins with the words; those of most events first. */
function placesNamed({ data, state, totals }, query) {
  const all = sumsOf(data.zones, totals);
  const found = [...all].filter(([k, n]) => {
    const { place_id: id, name, label, names } = data.places.rows[k];
    return n && !state.chosen.place.has(id) && [name, label, ...names.map(([one]) => one)].some((one) => one && begins(fold(one), query));
  });
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_HINTS).map(([k]) => k);
}

function begins(name, query) {
  return name.startsWith(query) || name.includes(` ${query}`);
}

/** An empty list says why, and what to do. */
export function showEmpty(app) {
  const { say, data } = app;
  const box = app.$(".gm-empty");
  box.hidden = app.filter.counts().shown > 0;
  app.$(".gm-scroll").hidden = !box.hidden;
  if (box.hidden) return;
  if (!data.n) {
    box.replaceChildren(el("b", "", say("empty_corpus")), el("p", "", say("empty_corpus_todo")));
    return;
  }
  const ways = inUse(app).map(([, text, away]) => button("gm-button", `× ${text}`, away));
  box.replaceChildren(el("b", "", say("empty_filtered")), el("p", "", say("empty_filtered_todo")), el("p", "gm-actions", ...ways, button("gm-button gm-strong", say("clear_all"), app.clearAll)));
}

/** The facets with their counts. */
export function showFilters(app) {
  const { data, filter, say, state, openFacets } = app;
  const now = filter.counts();
  const places = app.placeList ??= placeValues(data, now, app.totals);
  const counted = sumsOf(data.zones, now);
  for (const one of places) one.count = counted.get(data.places.at.get(one.value)) ?? 0;
  const list = NAMES.map((name) => (name === "place" ? { name, values: places, tree: true } : { name, values: codedValues(data, name, now, app.totals, say) }));
  const view = {
    checked: state.inView, count: now.inView, set: (inView) => change(app, { inView }, "view"),
    draw: () => drawArea(app), keep: () => change(app, { area: viewCorners(app.map) }, "view"),
  }; // prettier-ignore
  const hidden = FACETS.map((name) => [...state.chosen[name]].sort().join());
  showFacets(app.$(".gm-facets"), list, {
    key: [say.lang, state.worldview, ...openFacets, ...hidden].join("|"),
    say, chosen: state.chosen, open: openFacets, toggle: app.toggle, view,
    more: (name) => {
      if (!openFacets.delete(name)) openFacets.add(name);
      touch(app, "tab");
    },
  }); // prettier-ignore
}
