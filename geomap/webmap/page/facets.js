// The facets: every value with the number of events it shows under all the other filters.

import { button, el, words } from "./dom.js";
import { NONE } from "./state.js";

const FEW = 7;

/**
 * Fill `box` with the facets. `facets` is a list of {name, values: [{value, label, count,
 * depth}]}; `toggle(name, value)` hears of a choice.
 */
export function showFacets(box, facets, { say, chosen, toggle, open, more, view }) {
  const kept = document.activeElement?.dataset?.key;
  const parts = [];
  for (const { name, values, tree } of facets) {
    if (!values.length) continue;
    const group = el("fieldset", "gm-facet", el("legend", "", say(`facet_${name}`)));
    group.dataset.facet = name;
    const sorted = tree ? values : values.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label));
    const all = open.has(name);
    const shown = sorted.filter((one, k) => all || sorted.length <= FEW + 2 || k < FEW || chosen[name].has(one.value));
    for (const one of shown) group.append(value(name, one, { say, chosen, toggle }));
    if (sorted.length > FEW + 2) {
      const left = sorted.length - shown.length;
      if (all || left) group.append(button("gm-more", all ? say("fewer") : say("more", { n: left }), () => more(name)));
    }
    parts.push(group);
  }
  if (view) parts.unshift(el("p", "gm-within", within(view, say)));
  box.replaceChildren(...parts);
  if (kept) box.querySelector(`[data-key="${CSS.escape(kept)}"]`)?.focus();
}

function within({ checked, count, set }, say) {
  const input = el("input");
  input.type = "checkbox";
  input.checked = checked;
  input.dataset.key = "view";
  input.addEventListener("change", () => set(input.checked));
  return el("label", "gm-value", input, el("span", "", say("view_only")), el("b", "", checked ? say.number(count) : ""));
}

function value(name, { value: key, label, count, depth = 0 }, { say, chosen, toggle }) {
  const input = el("input");
  input.type = "checkbox";
  input.checked = chosen[name].has(key);
  input.dataset.key = `${name} ${key}`;
  input.addEventListener("change", () => toggle(name, key));
  const row = el("label", count ? "gm-value" : "gm-value gm-zero", input, words("span", "", label), el("b", "", say.number(count)));
  row.style.setProperty("--depth", depth);
  return row;
}

/** The values of a coded facet with their counts. */
export function codedValues(data, name, counts, say) {
  const words_ = data.dictionaries[name];
  const prefix = { type: "type", status: "status", date_precision: "precision" }[name];
  const values = words_.map((word, k) => ({
    value: word,
    label: prefix ? say.value(prefix, word) : word,
    count: counts[name][name === "actor" || name === "source" ? k : k + 1],
  }));
  if (prefix && data[name].includes(0)) values.push({ value: NONE, label: say("none_value"), count: counts[name][0] });
  return prefix && values.length < 2 ? [] : values;
}

/** The places that events are in as a tree, each with the events it would show. */
export function placeValues({ places, zones, spots }, counts) {
  const sums = new Map();
  for (const [zone, list] of zones.places.entries()) for (const k of list) sums.set(k, (sums.get(k) ?? 0) + counts.zones[zone]);
  const children = new Map();
  const hang = (k, up) => children.set(up, (children.get(up) ?? new Set()).add(k));
  for (const k of sums.keys()) {
    const parent = places.parents[k].map(({ up }) => up).find((up) => sums.has(up)) ?? -1;
    hang(k, parent);
  }
  const used = new Set(spots.place);
  const values = [];
  const less = (a, b) => sums.get(b) - sums.get(a) || (places.rows[a].name < places.rows[b].name ? -1 : 1);
  const walk = (k, depth, seen) => {
    if (seen.has(k)) return;
    const below = [...(children.get(k) ?? [])].sort(less);
    // a step with nothing of its own and one way on says nothing
    const plain = !used.has(k) && below.length === 1;
    if (!plain) values.push({ value: places.rows[k].place_id, label: places.rows[k].name ?? places.rows[k].place_id, count: sums.get(k), depth });
    for (const child of below) walk(child, depth + (plain ? 0 : 1), new Set(seen).add(k));
  };
  for (const k of [...(children.get(-1) ?? [])].sort(less)) walk(k, 0, new Set());
  return values;
}
