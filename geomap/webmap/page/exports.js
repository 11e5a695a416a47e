// The selection as files, the same as `geomap export` writes for the same filter: see
// geomap/export/. The event record of docs/events.md, row by row, in the order of the table.

import { iso, OPEN_END, OPEN_START } from "./days.js";
import { factsOf } from "./facts.js";

const COLUMNS = [
  "id", "label", "type", "status", "edtf", "start_date", "end_date", "time_start", "time_end", "date_precision", "date_basis",
  "date_text", "place_id", "place_name", "place_text", "where_precision", "radius_km", "country", "actors", "n_documents",
  "n_sources", "evidence", "conflicts",
]; // prettier-ignore
const REAL = new Set(["radius_km", "lon", "lat"]);
/** The columns that a file of plain cells holds. */
export const FLAT = COLUMNS.filter((name) => !["time_start", "time_end", "evidence", "conflicts"].includes(name));

/** The shown rows in the order that the table had before the page sorted it. */
export function rowsInOrder({ filter, data }) {
  const rows = filter.shown();
  return data.order ? rows.sort((a, b) => data.order[a] - data.order[b]) : rows;
}

/** The event records of rows, with lon and lat beside them. */
export async function recordsOf(app, rows) {
  const { data, texts } = app;
  const documents = await app.documents();
  const found = [];
  for (const row of rows) {
    const text = await texts.row(row);
    const one = factsOf(app, row);
    const first = one.earliest === OPEN_START ? null : iso(one.earliest);
    const last = one.latest === OPEN_END ? null : iso(one.latest);
    const record = {
      id: text.id, label: text.label, type: one.type, status: one.status, edtf: text.edtf, start_date: first, end_date: last,
      time_start: first && `${first}T00:00:00Z`, time_end: last && `${last}T23:59:59Z`, date_precision: one.precision,
      date_basis: one.basis, date_text: text.date_text, place_id: data.spots.given[one.spot],
      place_name: one.place, place_text: text.place_text, where_precision: one.where, radius_km: data.spots.radius_km[one.spot],
      country: one.country, actors: one.actors, n_documents: data.n_documents[row], n_sources: data.n_sources[row],
      evidence: (text.evidence ?? []).map(([at, told]) => ({ ...reportOf(documents[at]), ...told })), conflicts: text.conflicts ?? [],
      ...text.extra,
    }; // prettier-ignore
    found.push({ record, lon: data.spots.lon[one.spot], lat: data.spots.lat[one.spot] });
  }
  return found;
}

function reportOf([document, title, source, published, url]) {
  return { document, title, source, published, url };
}

/** GeoJSON (RFC 7946); events without a place have a null geometry. */
export function toGeoJson(found) {
  const features = found.map(({ record, lon, lat }) => {
    const geometry = lon === null ? null : { type: "Point", coordinates: [lon, lat] };
    return JSON.stringify({ type: "Feature", geometry, properties: record });
  });
  const placed = found.filter(({ lon }) => lon !== null);
  const head = { type: "FeatureCollection", name: "events", ...(placed.length && { bbox: edges(placed) }) };
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${features.join(",\n")}\n]}\n`;
}

function edges(placed) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lon, lat } of placed) {
    [box[0], box[1]] = [Math.min(box[0], lon), Math.min(box[1], lat)];
    [box[2], box[3]] = [Math.max(box[2], lon), Math.max(box[3], lat)];
  }
  return box;
}

const FIRST = ["document", "title", "source", "published", "url", "exact"];

/** CSV (RFC 4180): one row an event, the first telling's words; what is no column comes last. */
export function toCsv(found) {
  const lines = [[...FLAT, "lon", "lat", ...FIRST, ...extraOf(found)].map(cell).join(",")];
  for (const { record, lon, lat } of found) {
    const told = record.evidence[0] ?? {};
    const row = { ...record, actors: record.actors.join("; "), lon, lat };
    const own = [...FLAT, "lon", "lat"].map((name) => plain(name, row[name]));
    lines.push([...own, ...FIRST.map((name) => told[name]), ...extraOf(found).map((name) => record[name])].map(cell).join(","));
  }
  // Excel needs the mark to see letters beyond ASCII
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** Columns that the event record does not know. */
function extraOf([first]) {
  return first ? Object.keys(first.record).filter((name) => !COLUMNS.includes(name)) : [];
}

/** A value as Python writes it: 60.0 and 1e-05 where a column holds real numbers. */
export function plain(name, value) {
  return REAL.has(name) && typeof value === "number" ? new Real(value) : value;
}

class Real {
  constructor(value) {
    this.value = value;
  }

  toString() {
    const [digits, exponent] = this.value.toExponential().split("e").map((part, k) => (k ? Number(part) : part));
    if (this.value && exponent < -4) return `${digits}e-${String(-exponent).padStart(2, "0")}`;
    return Number.isInteger(this.value) ? `${this.value}.0` : String(this.value);
  }
}

function cell(value) {
  if (value === null || value === undefined) return "";
  let text = typeof value === "object" && !(value instanceof Real) ? JSON.stringify(value) : String(value);
  // a spreadsheet would run what begins like a formula
  if (typeof value === "string" && /^[ '"]*[=+\-@\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that can be cited: each event with its date and place, then every telling's words. */
export function toCitation(found) {
  const parts = found.map(({ record }) => {
    const facts = [record.edtf ?? "undated", record.place_name ?? "without a place", record.status];
    const head = `${record.label}. ${facts.filter(Boolean).join("; ")}.`;
    return [head, ...record.evidence.map(cited)].join("\n");
  });
  return parts.map((part) => `${part}\n`).join("\n") || "No events.\n";
}

function cited(told) {
  const from = [told.title ?? told.document, told.source, told.published, told.url].filter(Boolean).join(", ");
  const speaker = told.speaker ? `(says ${told.speaker}) ` : "";
  return `  “${told.exact ?? ""}” ${speaker}${from}.`;
}
