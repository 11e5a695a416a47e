// Events on the map, by place: dots, rings and areas with exact counts, gathered where they crowd.

import { trace, visible } from "./outlines.js";

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
  return { at, areas: layerAreas, withArea, extent, total, gathered: new Map(), glyphs: [], countries: new Map(), wide, n: spots.n, names: spots.place_name, precision: spots.where_precision, radius: spots.radius_km };
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

/** Groups of spots nearer than `reach` pixels at a zoom; each stands where most events are. */
function gather(model, scale, zoom, reach = 26) {
  const key = Math.round(zoom * 4);
  if (model.gathered.has(key)) return model.gathered.get(key);
  const groups = [];
  const grid = new Map();
  const order = [...model.total.keys()].filter((s) => s && model.at[s]).sort((a, b) => model.total[b] - model.total[a] || a - b);
  for (const s of order) {
    const [x, y] = [model.at[s].x * scale, model.at[s].y * scale];
    const wide = model.precision[s] >= COUNTRY;
    const found = nearest(grid, x, y, reach, wide);
    if (found) found.spots.push(s);
    else {
      const group = { x, y, at: model.at[s], spots: [s], wide };
      groups.push(group);
      const cell = `${Math.floor(x / reach)} ${Math.floor(y / reach)}`;
      if (!grid.has(cell)) grid.set(cell, []);
      grid.get(cell).push(group);
    }
  }
  model.gathered.set(key, groups);
  return groups;
}

function nearest(grid, x, y, reach, wide) {
  let best = null;
  let distance = reach * reach;
  const [cx, cy] = [Math.floor(x / reach), Math.floor(y / reach)];
  for (let i = cx - 1; i <= cx + 1; i += 1) {
    for (let j = cy - 1; j <= cy + 1; j += 1) {
      for (const group of grid.get(`${i} ${j}`) ?? []) {
        const d = (group.x - x) ** 2 + (group.y - y) ** 2;
        if (d < distance && group.wide === wide) [best, distance] = [group, d];
      }
    }
  }
  return best;
}

/** How many events a spot shows. */
export function shownAt(counts, s) {
  return counts[s * 3] + counts[s * 3 + 1] + counts[s * 3 + 2];
}

/** Draw what the counts show. Leaves in `model.glyphs` what stands where, for clicks. */
export function drawSpots(pen, view, model, counts, { colour, chosen, km }) {
  drawAreas(pen, view, model, counts, { colour, chosen });
  model.glyphs = standing(gather(model, view.scale, view.zoom), view, model, counts);
  for (const one of model.glyphs) {
    if (one.spots.length === 1) drawNear(pen, one, model, { colour, km, view });
    glyph(pen, one.x, one.y, one.own, one.sums, { colour, chosen: one.spots.includes(chosen), badge: one.badge });
  }
  if (view.zoom >= 5) drawNames(pen, model, view, colour);
}

/** Boxes that names of the base map keep out of: where dots and their names can stand. */
export function obstacles(model, view) {
  const groups = gather(model, view.scale, view.zoom).filter((group) => !group.wide);
  return groups.map(({ at, spots }) => {
    const [x, y] = [view.x(at.x), view.y(at.y)];
    const name = view.zoom < 5 ? 0 : Math.min(shorten(model.names[spots[0]] ?? "").length, 30) * 6.5;
    return [x - 12, y - 12, x + 12 + name, y + 12];
  });
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
    const own = n === 1 ? 6 : Math.min(9 + 2.6 * Math.log2(n), group.wide ? 13 : 26);
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
function drawNames(pen, model, view, colour) {
  const taken = model.glyphs.map(({ x, y, own }) => [x - own, y - own, x + own, y + own]);
  for (const { x, y, own, name, spots } of model.glyphs.toSorted((a, b) => b.n - a.n).slice(0, MOST_NAMES)) {
    if (!name) continue;
    const more = spots.length < 2 ? 0 : new Set(spots.map((s) => model.names[s])).size - 1;
    const text = more > 0 ? `${shorten(name)} +${more}` : shorten(name);
    const label = labelOf(text, colour, view.dpr);
    const { width } = label;
    const box = [[x + own + 4, y - 8], [x - own - 4 - width, y - 8], [x - width / 2, y + own + 3], [x - width / 2, y - own - 19]]
      .map(([left, top]) => [left, top, left + width, top + 16])
      .find((one) => one[0] >= view.screen[0] && one[2] <= view.screen[2] && !taken.some((t) => one[0] < t[2] && one[2] > t[0] && one[1] < t[3] && one[3] > t[1]));
    if (!box) continue;
    taken.push(box);
    pen.drawImage(label.image, box[0] - 3, box[1] - 3, label.image.width / view.dpr, label.image.height / view.dpr);
  }
}

const labels = new Map();

/** A name with its halo as an image: to stroke sixty names anew at each step is most of a frame. */
function labelOf(text, colour, dpr) {
  const key = `${dpr} ${colour("--ink")} ${text}`;
  if (!labels.has(key)) {
    if (labels.size > 2000) labels.clear();
    const image = document.createElement("canvas");
    const pen = image.getContext("2d");
    const font = `500 12px ${colour("--sans")}`;
    pen.font = font;
    const width = Math.ceil(pen.measureText(text).width);
    image.width = (width + 6) * dpr;
    image.height = 22 * dpr;
    pen.scale(dpr, dpr);
    pen.font = font;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = colour("--halo");
    pen.strokeText(text, 3, 11);
    pen.fillStyle = colour("--ink");
    pen.fillText(text, 3, 11);
    labels.set(key, { image, width });
  }
  return labels.get(key);
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

/** A disc whose parts tell: full for what happened, half-toned for alleged, empty for the rest. */
export function glyph(pen, x, y, r, [yes, maybe, no], { colour, chosen = false, badge = false }) {
  const n = yes + maybe + no;
  shape(pen, x, y, r + 2, badge);
  pen.fillStyle = colour("--halo");
  pen.fill();
  shape(pen, x, y, r, badge);
  pen.fillStyle = colour(yes === n ? "--event" : "--hollow");
  pen.fill();
  if (yes < n && no < n) parts(pen, x, y, r, { yes, maybe, n, badge, colour });
  shape(pen, x, y, r - 0.5, badge);
  pen.strokeStyle = colour(chosen ? "--chosen" : "--event");
  pen.lineWidth = chosen ? 3.5 : 2;
  pen.stroke();
  if (n > 1) number(pen, x, y, n, { onFull: yes / n > 0.5, mixed: yes < n && no < n, colour });
}

/** The parts of a disc that holds more than one kind, clockwise from the top. */
function parts(pen, x, y, r, { yes, maybe, n, badge, colour }) {
  const reach = badge ? r * 1.6 : r;
  if (badge) {
    // clipping is slow: discs do without
    pen.save();
    shape(pen, x, y, r, true);
    pen.clip();
  }
  const start = -Math.PI / 2;
  const turn = (2 * Math.PI) / n;
  if (maybe === n) wedge(pen, x, y, reach, Math.PI / 2, Math.PI, colour("--event"));
  else {
    wedge(pen, x, y, reach, start, yes * turn, colour("--event"));
    wedge(pen, x, y, reach, start + yes * turn, maybe * turn, colour("--event-half"));
  }
  if (badge) pen.restore();
}

function shape(pen, x, y, r, badge) {
  pen.beginPath();
  if (badge) pen.roundRect(x - r * 1.1, y - r * 0.9, r * 2.2, r * 1.8, 3);
  else pen.arc(x, y, r, 0, 2 * Math.PI);
}

function wedge(pen, x, y, r, start, angle, fill) {
  if (angle <= 0) return;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.arc(x, y, r, start, start + angle);
  pen.fillStyle = fill;
  pen.fill();
}

function number(pen, x, y, n, { onFull, mixed, colour }) {
  const text = n > 9999 ? `${Math.round(n / 1000)}k` : String(n);
  pen.font = `600 ${text.length > 3 ? 11 : 12}px ${colour("--sans")}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  if (mixed) {
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = colour(onFull ? "--event" : "--hollow");
    pen.strokeText(text, x, y + 0.5);
  }
  pen.fillStyle = colour(onFull ? "--on-event" : "--event-ink");
  pen.fillText(text, x, y + 0.5);
}
