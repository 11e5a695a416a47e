// The facets: every value with the number of events it shows under all the other filters.

import { button, el, words } from "./dom.js";

const FEW = 7;

/**
 * Fill `box` with the facets. `facets` is a list of {name, values: [{value, label, count,
 * depth}]}; `toggle(name, value)` hears of a choice.
 */
export function showFacets(box, facets, { say, chosen, toggle, open, more }) {
  const kept = document.activeElement?.closest?.("[data-facet]")?.querySelector?.(":focus")?.dataset?.key;
  const parts = [];
  for (const { name, values, tree } of facets) {
    if (!values.length) continue;
    const group = el("fieldset", "gm-facet", el("legend", "", say(`facet_${name}`)));
    group.dataset.facet = name;
    const sorted = tree ? values : values.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label));
    const all = open.has(name);
    const shown = sorted.filter((one, k) => all || k < FEW || chosen[name].has(one.value));
    for (const one of shown) group.append(value(name, one, { say, chosen, toggle }));
    if (sorted.length > FEW) {
      const left = sorted.length - shown.length;
      if (all || left) group.append(button("gm-more", all ? say("fewer") : say("more", { n: left }), () => more(name)));
    }
    parts.push(group);
  }
  box.replaceChildren(...parts);
  if (kept) box.querySelector(`[data-key="${CSS.escape(kept)}"]`)?.focus();
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
  if (prefix && data[name].includes(0)) values.push({ value: "", label: say("none_value"), count: counts[name][0] });
  return prefix && values.length < 2 ? [] : values;
}

/** The places as a tree, each with the events of its parts and of groups it is part of. */
export function placeValues(data, counts) {
  const { places, spots } = data;
  const own = new Int32Array(places.rows.length);
  for (let s = 1; s < spots.n; s += 1) if (spots.place[s] >= 0) own[spots.place[s]] += counts.spotOther[s];
  const used = new Set(spots.place.filter((k) => k >= 0));
  const children = new Map();
  for (const k of used) {
    for (let at = k, up = places.parent[k]; ; at = up, up = places.parent[up]) {
      const list = children.get(up) ?? new Set();
      children.set(up, list.add(at));
      if (up < 0) break;
    }
  }
  const sums = new Map();
  const sum = (k) => {
    if (!sums.has(k)) {
      sums.set(k, 0);
      let n = own[k];
      for (const child of children.get(k) ?? []) n += sum(child);
      sums.set(k, n);
    }
    return sums.get(k);
  };
  const values = [];
  const walk = (k, depth) => {
    const row = places.rows[k];
    values.push({ value: row.place_id, label: row.name ?? row.place_id, count: sum(k), depth });
    const below = [...(children.get(k) ?? [])].sort((a, b) => sum(b) - sum(a) || (places.rows[a].name < places.rows[b].name ? -1 : 1));
    for (const child of below) if (depth < 8) walk(child, depth + 1);
  };
  for (const k of [...(children.get(-1) ?? [])].sort((a, b) => sum(b) - sum(a) || a - b)) walk(k, 0);
  return values;
}
