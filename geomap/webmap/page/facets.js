// The facets: every value with the number of events it shows under all the other filters.

import { button, el, words } from "./dom.js";
import { NONE } from "./state.js";

const FEW = 7;

/**
 * Fill `box` with the facets. `facets` is a list of {name, tree, values: [{value, label, count,
 * depth}]}; `toggle(name, value)` hears of a choice. Rows are made anew only when `key` changes:
 * while the time is brushed, only the numbers do.
 */
export function showFacets(box, facets, { key, ...options }) {
  if (box.dataset.key !== key) build(box, facets, options);
  box.dataset.key = key;
  const { say, chosen, view } = options;
  for (const { name, values } of facets) {
    for (const { value: one, count } of values) {
      const row = box.counts.get(`${name} ${one}`);
      if (!row) continue;
      if (row.shown !== count) row.number.textContent = say.number(count);
      row.shown = count;
      row.label.classList.toggle("gm-zero", !count);
      row.input.checked = chosen[name].has(one);
    }
  }
  const { input, number } = box.counts.get("view");
  input.checked = view.checked;
  number.textContent = view.checked ? say.number(view.count) : "";
}

function build(box, facets, { say, chosen, toggle, open, more, view }) {
  const kept = document.activeElement?.dataset?.key;
  box.counts = new Map();
  const parts = [el("p", "gm-within", within(box, view, say), button("gm-more", say("area_draw"), view.draw), " · ", button("gm-more", say("area_keep"), view.keep))];
  for (const { name, values, tree } of facets) {
    if (!values.length) continue;
    const group = el("fieldset", "gm-facet", el("legend", "", say(`facet_${name}`)));
    group.dataset.facet = name;
    const sorted = tree ? values : values.toSorted((a, b) => b.total - a.total || a.label.localeCompare(b.label));
    const all = open.has(name) || sorted.length <= FEW + 2;
    const shown = sorted.filter((one, k) => all || k < FEW || chosen[name].has(one.value));
    for (const one of shown) group.append(value(box, name, one, toggle));
    if (sorted.length > FEW + 2) {
      const left = sorted.length - shown.length;
      if (all || left) group.append(button("gm-more", all ? say("fewer") : say("more", { n: left }), () => more(name)));
    }
    parts.push(group);
  }
  box.replaceChildren(...parts);
  if (kept) box.querySelector(`[data-key="${CSS.escape(kept)}"]`)?.focus();
}

function within(box, { set }, say) {
  const input = checkbox("view", () => set(input.checked));
  const number = el("b");
  box.counts.set("view", { input, number });
  return el("label", "gm-value", input, el("span", "", say("view_only")), number);
}

function value(box, name, { value: key, label, depth = 0 }, toggle) {
  const input = checkbox(`${name} ${key}`, () => toggle(name, key));
  const number = el("b");
  const row = el("label", "gm-value", input, words("span", "", label), number);
  row.style.setProperty("--depth", depth);
  row.title = label.slice(0, 200);
  box.counts.set(`${name} ${key}`, { input, number, label: row, shown: null });
  return row;
}

function checkbox(key, act) {
  const input = el("input");
  input.type = "checkbox";
  input.dataset.key = key;
  input.addEventListener("change", act);
  return input;
}

/** The values of a coded facet: what they show now, and of all events. */
export function codedValues(data, name, counts, totals, say) {
  const dictionary = data.dictionaries[name];
  const prefix = { type: "type", status: "status", date_precision: "precision" }[name];
  const first = prefix ? 1 : 0;
  const values = dictionary.map((word, k) => ({
    value: word, label: prefix ? say.value(prefix, word) : word, count: counts[name][k + first], total: totals[name][k + first],
  })); // prettier-ignore
  if (prefix && totals[name][0]) values.push({ value: NONE, label: say("none_value"), count: counts[name][0], total: totals[name][0] });
  return prefix && values.length < 2 ? [] : values;
}

/** The places that events are in as a tree: what they show now; ordered by all events. */
export function placeValues({ places, zones, spots }, counts, totals) {
  const [sums, all] = [sumsOf(zones, counts), sumsOf(zones, totals)];
  const children = new Map();
  const hang = (k, up) => children.set(up, (children.get(up) ?? new Set()).add(k));
  for (const k of all.keys()) hang(k, places.parents[k].map(({ up }) => up).find((up) => all.has(up)) ?? -1);
  const used = new Set(spots.place);
  const values = [];
  const less = (a, b) => all.get(b) - all.get(a) || (places.rows[a].name < places.rows[b].name ? -1 : 1);
  const walk = (k, depth, seen) => {
    if (seen.has(k)) return;
    const below = [...(children.get(k) ?? [])].sort(less);
    // a step with nothing of its own and one way on says nothing
    const plain = !used.has(k) && below.length === 1;
    if (!plain) values.push({ value: places.rows[k].place_id, label: places.rows[k].label ?? places.rows[k].name ?? places.rows[k].place_id, count: sums.get(k) ?? 0, depth });
    for (const child of below) walk(child, depth + (plain ? 0 : 1), new Set(seen).add(k));
  };
  for (const k of [...(children.get(-1) ?? [])].sort(less)) walk(k, 0, new Set());
  return values;
}

/** For every place the events of its zones. */
export function sumsOf(zones, counts) {
  const sums = new Map();
  for (const [zone, list] of zones.places.entries()) for (const k of list) sums.set(k, (sums.get(k) ?? 0) + counts.zones[zone]);
  return sums;
}
