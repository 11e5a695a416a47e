// The outline base map: countries, districts, areas and lines in their time, water and towns, with
// a graticule. No network.

import { contains, trace, visible } from "./outlines.js";

/**
 * A drawing of the base map for `canvasLayer`; `again` says that only the borders in force can
 * have changed, or only those and the names. `inForce(feature)` hides what was not there,
 * `hidden(feature)` the name of a place that the events' own layer writes; names keep out of the
 * boxes of `around(view)`, `written` keeps where those of countries stand, and `badged` holds the
 * names of countries with a badge. `drawn.count` says how many outlines were in sight,
 * `drawn.borders` on what the dated ones rest, `drawn.names` which names stand.
 */
export function drawBasemap(features, colour, { inForce, hidden, around, written, badged, drawn, lonLat }) {
  const of = (...kinds) => features.filter((one) => kinds.includes(one.kind) && one.rings.length);
  const [land, water] = [of("country", "land"), of("lake", "river")];
  const [districts, dashed] = [of("district"), of("area", "line")];
  const named = features.filter((one) => one.name && one.kind in LOOKS);

  function under(pen, view) {
    pen.fillStyle = colour("--sea");
    pen.fillRect(0, 0, view.width, view.height);
    pen.lineJoin = "round";
    const seen = (list) => list.filter((one) => visible(one, view));
    // a line of the land's own colour closes the gaps between outlines of different detail
    for (const one of seen(land)) paint(pen, one, view, { fill: colour("--land"), line: colour("--land"), width: 4 });
    graticule(pen, view, { colour, lonLat });
    for (const one of seen(water)) paint(pen, one, view, { fill: one.closed && colour("--sea"), line: colour("--water"), width: 1 });
    if (view.zoom >= 6) for (const one of seen(districts)) paint(pen, one, view, { line: colour("--district"), width: 0.8 });
    for (const one of seen(land)) paint(pen, one, view, { line: colour("--border"), width: 1.1 });
    drawn.count = [...land, ...water, ...districts].filter((one) => visible(one, view)).length;
  }

  function borders(pen, view) {
    const shown = view.zoom >= 5 ? dashed.filter((one) => visible(one, view) && inForce(one)) : [];
    for (const one of shown) paint(pen, one, view, { line: colour("--contact"), width: 1.2, dash: one.basis === "recognised" ? [] : [5, 4] });
    drawn.borders = shown.map(({ basis }) => basis);
  }

  function over(pen, view) {
    written.clear();
    drawn.names = names(pen, named, view, { hidden, colour, taken: around(view), written, badged });
  }

  let kept = null;
  return (pen, view, again) => {
    if (!again) kept = null;
    else kept ??= { under: picture(view, under), over: picture(view, over) };
    if (again === "names") kept.over = picture(view, over);
    for (const part of [kept?.under ?? under, borders, kept?.over ?? over]) {
      if (typeof part === "function") part(pen, view);
      else pen.drawImage(part, 0, 0, view.width, view.height);
    }
  };
}

/** A part of the map as an image: while only borders change, the rest is not drawn anew. */
function picture({ dpr, ...view }, draw) {
  const pen = new OffscreenCanvas(Math.round(view.width * dpr), Math.round(view.height * dpr)).getContext("2d");
  pen.scale(dpr, dpr);
  draw(pen, view);
  return pen.canvas.transferToImageBitmap();
}

function paint(pen, one, view, { fill, line, width, dash = [] }) {
  trace(pen, one, view);
  if (fill) {
    pen.fillStyle = fill;
    pen.fill("evenodd");
  }
  if (!line) return;
  pen.strokeStyle = line;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
}

/** Meridians and parallels at a distance that suits the zoom. */
function graticule(pen, view, { colour, lonLat }) {
  const step = [30, 30, 20, 10, 10, 5, 5, 2, 1, 1, 0.5][Math.round(view.zoom)] ?? 0.25;
  pen.strokeStyle = colour("--graticule");
  pen.lineWidth = 0.6;
  pen.beginPath();
  for (let lon = -180; lon <= 180; lon += step) {
    const x = view.x(lonLat(lon, 0).x);
    if (x >= 0 && x <= view.width) (pen.moveTo(x, 0), pen.lineTo(x, view.height));
  }
  for (let lat = -80; lat <= 80; lat += step) {
    const y = view.y(lonLat(0, lat).y);
    if (y >= 0 && y <= view.height) (pen.moveTo(0, y), pen.lineTo(view.width, y));
  }
  pen.stroke();
}

const LOOKS = {
  country: { font: "600 11px", spacing: "0.12em", ink: "--country-name", halo: "--land" },
  town: { font: "11px", spacing: "0px", ink: "--town-name", halo: "--land" },
  peak: { font: "italic 11px", spacing: "0px", ink: "--town-name", halo: "--land" },
  water: { font: "italic 11.5px", spacing: "0.04em", ink: "--water-name", halo: "--sea" },
};

/** Names of countries, towns and waters, the greater first, none over another. */
function names(pen, features, view, { hidden, colour, taken, written, badged }) {
  const put = [];
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const one of features.toSorted((a, b) => (a.rank ?? 9) - (b.rank ?? 9) || b.size - a.size)) {
    const look = LOOKS[one.kind];
    const at = one.kind === "country" ? countryPoint(one, view) : view.zoom >= (one.zoom ?? 7) && one.point;
    if (!at) continue;
    const [x, y] = [view.x(at.x), view.y(at.y)];
    if (x < 0 || y < 0 || x > view.width || y > view.height || hidden(one)) continue;
    const name = one.label ?? one.name;
    const text = { country: name.toUpperCase(), peak: `▲ ${name}` }[one.kind] ?? name;
    pen.font = `${look.font} ${colour("--sans")}`;
    pen.letterSpacing = look.spacing;
    const half = pen.measureText(text).width / 2;
    if (one.kind === "country" && half * 2 > (one.box[2] - one.box[0]) * view.scale * 1.15) continue;
    // room for the badge that stands under the name
    const foot = badged.has(one.name) ? 36 : 8;
    const shifts = one.kind === "town" ? [-11, 12] : [0, -24, 24, -48, 48];
    const free = (top) => !taken.some((t) => x - half - 5 < t[2] && x + half + 5 > t[0] && top - 8 < t[3] && top + foot > t[1]);
    const shift = shifts.find((down) => free(y + down));
    if (shift === undefined) continue;
    const top = y + shift;
    taken.push([x - half - 5, top - 8, x + half + 5, top + 8]);
    put.push(name);
    if (one.kind === "country") written.set(one.name, { x: at.x, y: at.y + shift / view.scale });
    pen.strokeStyle = colour(look.halo);
    pen.lineWidth = 3;
    pen.strokeText(text, x, top);
    pen.fillStyle = colour(look.ink);
    pen.fillText(text, x, top);
    if (one.kind === "town") {
      pen.beginPath();
      pen.arc(x, y, 1.8, 0, 7);
      pen.fill();
    }
  }
  pen.letterSpacing = "0px";
  return put;
}

/** Where a country's name stands: its own point, or the middle of what can be seen of it. */
function countryPoint(one, view) {
  if (!visible(one, view)) return null;
  const [left, top, right, bottom] = view.bounds;
  const own = one.point;
  const inner = (p) => p.x > left + (right - left) * 0.2 && p.x < right - (right - left) * 0.2 && p.y > top + (bottom - top) * 0.2 && p.y < bottom - (bottom - top) * 0.2;
  if (!own || inner(own)) return own;
  let [sx, sy, n] = [0, 0, 0];
  const found = [];
  for (let i = 1; i < 12; i += 1) {
    for (let j = 1; j < 10; j += 1) {
      const p = { x: left + ((right - left) * (i + 1)) / 14, y: top + ((bottom - top) * (j + 1)) / 12 };
      if (!inner(p) || !contains(one, p.x, p.y)) continue;
      found.push(p);
      [sx, sy, n] = [sx + p.x, sy + p.y, n + 1];
    }
  }
  const off = (p) => (p.x - sx / n) ** 2 + (p.y - sy / n) ** 2;
  return n > 2 ? found.reduce((best, p) => (off(p) < off(best) ? p : best)) : null;
}
