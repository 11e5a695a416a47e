// Events on the map, by place: dots, rings and areas with exact counts, gathered where they crowd.

import { trace, visible } from "./outlines.js";
import { createStamps } from "./stamps.js";

const DISTRICT = 3;
const COUNTRY = 6;
const MOST_NAMES = 60;

/** Where everything is drawn: points of the plane, areas of spots, what gathers at which zoom. */
export function createSpots(data, outlines, project, layerAreas = areasOf(data, outlines)) {
  const { spots } = data;
  const at = spots.lon.map((lon, s) => (lon === null ? null : project(lon, spots.lat[s])));
  for (let s = 1; s < spots.n; s += 1) if (!at[s] && layerAreas[s].length) at[s] = middle(layerAreas[s]);
  const total = new Int32Array(spots.n);
  for (const s of data.spot) total[s] += 1;
  const wide = new Set(spots.place_name.filter((_, s) => spots.where_precision[s] >= COUNTRY));
  const withArea = [...layerAreas.keys()].filter((s) => layerAreas[s].length);
  const extent = layerAreas.map((areas) => areas.reduce((sum, one) => sum + one.size, 0));
  // the larger areas first, so that the smaller are drawn over them
  withArea.sort((a, b) => extent[b] - extent[a] || a - b);
  return { at, areas: layerAreas, withArea, extent, total, gathered: new Map(), glyphs: [], countries: new Map(), wide, n: spots.n, names: spots.place_name, named: spots, precision: spots.where_precision, radius: spots.radius_km };
}

/** The outlines that stand for a spot: its own footprint, or those of its members. */
function areasOf(data, outlines) {
  const byPlace = new Map(outlines.filter((one) => one.kind === "footprint").map((one) => [one.place, one]));
  const { spots, places } = data;
  return spots.place.map((place, s) => {
    // a country as a whole is a badge: its outline filled would claim far too much
    if (place < 0 || !(spots.where_precision[s] >= DISTRICT && spots.where_precision[s] < COUNTRY)) return [];
    const own = byPlace.get(places.rows[place].place_id);
    if (own) return [own];
    return places.members[place].map((k) => byPlace.get(places.rows[k].place_id)).filter(Boolean);
  });
}

function middle(areas) {
  const box = areas.reduce((a, { box: b }) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])], [Infinity, Infinity, -Infinity, -Infinity]);
  return { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
}

/** Groups of spots whose glyphs would hide one another at a zoom; each stands where most events are. */
function gather(model, scale, zoom) {
  const key = Math.round(zoom * 4);
  if (model.gathered.has(key)) return model.gathered.get(key);
  const groups = [];
  const grid = new Map();
  const order = [...model.total.keys()].filter((s) => s && model.at[s]).sort((a, b) => model.total[b] - model.total[a] || a - b);
  for (const s of order) {
    const one = { x: model.at[s].x * scale, y: model.at[s].y * scale, at: model.at[s], n: model.total[s], spots: [s], wide: model.precision[s] >= COUNTRY };
    const found = nearest(grid, one);
    if (found) {
      found.spots.push(s);
      found.n += one.n;
      continue;
    }
    groups.push(one);
    const cell = cellOf(Math.floor(one.x / CELL), Math.floor(one.y / CELL));
    if (!grid.has(cell)) grid.set(cell, []);
    grid.get(cell).push(one);
  }
  model.gathered.set(key, groups);
  return groups;
}

const NEAR = 26;
const CELL = 42;
const cellOf = (i, j) => i * 2 ** 26 + j;

/** The group that a spot belongs to: the nearest whose glyph its own would cover by a fifth. */
function nearest(grid, { x, y, n, wide }) {
  let best = null;
  let least = Infinity;
  const [cx, cy] = [Math.floor(x / CELL), Math.floor(y / CELL)];
  for (let i = cx - 1; i <= cx + 1; i += 1) {
    for (let j = cy - 1; j <= cy + 1; j += 1) {
      for (const group of grid.get(cellOf(i, j)) ?? []) {
        const d = Math.hypot(group.x - x, group.y - y);
        const reach = Math.max(NEAR, 0.8 * (sizeOf(group.n, wide) + sizeOf(n, wide)));
        if (d < reach && d < least && group.wide === wide) [best, least] = [group, d];
      }
    }
  }
  return best;
}

/** How large the glyph of some events is drawn. */
function sizeOf(n, wide) {
  return n <= 1 ? 6 : Math.min(9 + 2.6 * Math.log2(n), wide ? 13 : 26);
}

/** How many events a spot shows. */
export function shownAt(counts, s) {
  return counts[s * 3] + counts[s * 3 + 1] + counts[s * 3 + 2];
}

/** Draw what the counts show. Leaves in `model.glyphs` what stands where, for clicks. */
export function drawSpots(pen, view, model, counts, { colour, chosen, km }) {
  if (model.stamps?.look !== colour.look || model.stamps.dpr !== view.dpr) model.stamps = createStamps(colour, view.dpr);
  drawAreas(pen, view, model, counts, { colour, chosen });
  model.glyphs = standing(gather(model, view.scale, view.zoom), view, model, counts);
  for (const one of model.glyphs) if (one.spots.length === 1) drawNear(pen, one, model, { colour, km, view });
  // stamps go to whole pixels of the screen: that is sharp, and many times faster
  pen.setTransform(1, 0, 0, 1, 0, 0);
  for (const one of model.glyphs) model.stamps.glyph(one, one.spots.includes(chosen));
  if (view.zoom >= 5) putNames(model, view);
  model.stamps.paint(pen);
}

/** Boxes that names of the base map keep out of: where dots and their names can stand. */
export function obstacles(model, view, counts) {
  const glyphs = standing(gather(model, view.scale, view.zoom), view, model, counts).filter(({ wide }) => !wide);
  const boxes = glyphs.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  if (view.zoom >= 5 && model.stamps) for (const { box } of named(model, view, glyphs)) boxes.push(box);
  return boxes;
}

/** The glyphs to draw: where, how large, for which spots; badges of countries out of the way. */
function standing(groups, view, model, counts) {
  const found = [];
  for (const group of groups) {
    const [x, y] = [view.x(group.at.x), view.y(group.at.y)];
    if (x < -40 || y < -40 || x > view.width + 40 || y > view.height + 40) continue;
    const sums = [0, 0, 0];
    const spots = group.spots.filter((s) => shownAt(counts, s));
    for (const s of spots) for (let k = 0; k < 3; k += 1) sums[k] += counts[s * 3 + k];
    const n = sums[0] + sums[1] + sums[2];
    if (!n) continue;
    const own = sizeOf(n, group.wide);
    const badge = group.wide || (spots.length === 1 && model.areas[spots[0]].length > 0);
    found.push({ x, y, own, r: Math.max(own, 12), sums, spots, n, badge, wide: group.wide, at: group.at, name: model.names[spots[0]] });
  }
  const dots = found.filter((one) => !one.wide);
  for (const one of found) {
    if (!one.wide) continue;
    // a country's badge belongs under the country's name, wherever that is written
    const title = one.spots.length > 1 ? null : model.countries.get(one.name);
    if (title) [one.x, one.y, one.name] = [view.x(title.x), view.y(title.y) + 9 + one.own, null];
    stepAside(one, dots);
  }
  return dots.concat(found.filter((one) => one.wide));
}

/** Move a country's badge off the dot it would cover: it stands for no point anyway. */
function stepAside(badge, dots) {
  const covers = (x, y) => dots.find((one) => Math.hypot(one.x - x, one.y - y) < one.own + badge.own + 1);
  const first = covers(badge.x, badge.y);
  if (!first) return;
  for (let turn = 0; turn < 12; turn += 1) {
    const angle = -Math.PI / 2 + ((turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * Math.PI) / 6;
    const away = first.own + badge.own * 1.15 + 3;
    const [x, y] = [first.x + Math.cos(angle) * away, first.y + Math.sin(angle) * away];
    if (covers(x, y)) continue;
    [badge.x, badge.y] = [x, y];
    return;
  }
}

/** Names beside the glyphs, those of most events first, none over another or over a glyph. */
function putNames(model, view) {
  const { stamps } = model;
  for (const { box, text, rest } of named(model, view, model.glyphs)) {
    stamps.put(text, box[0] - 3, box[1] - 3);
    if (rest) stamps.put(rest, box[0] + text.width - 6, box[1] - 3);
  }
}

/** The names of glyphs that have room, and the boxes they take. */
function* named(model, view, glyphs) {
  const { stamps } = model;
  const taken = glyphs.map(({ x, y, own }) => [x - own, y - own, x + own, y + own]);
  for (const { x, y, own, name, spots } of glyphs.toSorted((a, b) => b.n - a.n).slice(0, MOST_NAMES)) {
    if (!name) continue;
    const more = spots.length < 2 ? 0 : new Set(spots.map((s) => model.names[s])).size - 1;
    const text = stamps.name(shorten(model.named.label[spots[0]] ?? name));
    const rest = more > 0 ? stamps.name(`+${more}`) : null;
    const width = text.width + (rest ? rest.width - 3 : 0) - 6;
    const box = [[x + own + 4, y - 8], [x - own - 4 - width, y - 8], [x - width / 2, y + own + 3], [x - width / 2, y - own - 19]]
      .map(([left, top]) => [left, top, left + width, top + 16])
      .find((one) => one[0] >= view.screen[0] && one[2] <= view.screen[2] && !taken.some((t) => one[0] < t[2] && one[2] > t[0] && one[1] < t[3] && one[3] > t[1]));
    if (!box) continue;
    taken.push(box);
    yield { box, text, rest };
  }
}

function shorten(name) {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}

function drawAreas(pen, view, model, counts, { colour, chosen }) {
  for (const s of model.withArea) {
    if (!shownAt(counts, s) && s !== chosen) continue;
    for (const area of model.areas[s]) {
      if (!visible(area, view)) continue;
      trace(pen, area, view);
      const happened = counts[s * 3] > 0;
      pen.fillStyle = colour(s === chosen ? "--area-chosen" : happened ? "--area" : "--area-hollow");
      // a river or a line of contact has no inside
      if (area.closed) pen.fill("evenodd");
      pen.strokeStyle = colour(s === chosen ? "--chosen" : "--event");
      pen.lineWidth = (s === chosen ? 2 : 1.2) * (area.closed ? 1 : 2);
      pen.setLineDash(happened || s === chosen ? [] : [4, 3]);
      pen.stroke();
      pen.setLineDash([]);
    }
  }
}

/** "Near" is a ring as wide as the point can be off. */
function drawNear(pen, { x, y, at, spots: [s] }, model, { colour, km, view }) {
  if (model.precision[s] !== 2 || !model.radius[s]) return;
  const r = km(at, model.radius[s]) * view.scale;
  if (r < 10) return;
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.fillStyle = colour("--area-hollow");
  pen.fill();
  pen.setLineDash([2, 3]);
  pen.strokeStyle = colour("--event");
  pen.lineWidth = 1;
  pen.stroke();
  pen.setLineDash([]);
}
