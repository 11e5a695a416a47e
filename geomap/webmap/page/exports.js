// The selection as files: the event record of docs/events.md, row by row, as the table had it.

import { iso, OPEN_END, OPEN_START } from "./days.js";
import { factsOf } from "./facts.js";
import { when } from "./words.js";

const COLUMNS = [
  "id", "label", "type", "status", "edtf", "start_date", "end_date", "time_start", "time_end", "date_precision", "date_basis",
  "date_text", "place_id", "place_name", "place_text", "where_precision", "radius_km", "country", "actors", "n_documents",
  "n_sources", "evidence", "conflicts",
]; // prettier-ignore

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
  return `{"type":"FeatureCollection","name":"events","features":[\n${features.join(",\n")}\n]}\n`;
}

const FIRST = ["document", "title", "source", "published", "url", "exact"];
const SHEET = COLUMNS.filter((name) => !["time_start", "time_end", "evidence", "conflicts"].includes(name));

/** CSV (RFC 4180) as `geomap export` writes it: one row an event, the first telling's words. */
export function toCsv(found) {
  const extra = [...new Set(found.flatMap(({ record }) => Object.keys(record)))].filter((name) => !COLUMNS.includes(name));
  const names = [...SHEET, ...extra];
  const lines = [[...names, "lon", "lat", ...FIRST].join(",")];
  for (const { record, lon, lat } of found) {
    const told = record.evidence[0] ?? {};
    const row = { ...record, actors: record.actors.join("; ") };
    lines.push([...names.map((name) => row[name]), lon, lat, ...FIRST.map((name) => told[name])].map(cell).join(","));
  }
  // Excel needs the mark to see letters beyond ASCII
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function cell(value) {
  if (value === null || value === undefined) return "";
  let text = typeof value === "object" ? JSON.stringify(value) : String(value);
  // a spreadsheet would run what begins like a formula
  if (typeof value === "string" && /^[ '"]*[=+\-@\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** KML 2.2 with time spans, for Google Earth. */
export function toKml(found, title) {
  const marks = found.map(({ record, lon, lat }) => {
    const span = [record.start_date && `<begin>${record.start_date}</begin>`, record.end_date && `<end>${record.end_date}</end>`].filter(Boolean).join("");
    const words = [record.place_name, record.status, ...(record.evidence ?? []).map((one) => `“${one.exact}” (${one.source ?? one.document})`)];
    return [
      `<Placemark id="e${xml(record.id)}"><name>${xml(record.label)}</name>`,
      `<description>${xml(words.filter(Boolean).join("\n"))}</description>`,
      span && `<TimeSpan>${span}</TimeSpan>`,
      lon === null ? "" : `<Point><coordinates>${lon},${lat}</coordinates></Point>`,
      "</Placemark>",
    ].join("");
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${xml(title)}</name>\n${marks.join("\n")}\n</Document></kml>\n`;
}

function xml(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // XML has no place for most control characters
  return String(text ?? "").replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>"]/g, (one) => entities[one]);
}

/** A text that can be cited: each event with its date, place, words and report. */
export async function toCitation(app, rows) {
  const documents = await app.documents();
  const parts = [];
  for (const row of rows) {
    const text = await app.texts.row(row);
    const one = { ...factsOf(app, row), edtf: text.edtf };
    const head = `${text.label}. ${[when(app.say, one), one.place ?? app.say("no_place"), one.status && app.say.value("status", one.status)].filter(Boolean).join("; ")}.`;
    const told = (text.evidence ?? []).map(([at, words]) => {
      const { document, title, source, published, url } = reportOf(documents[at]);
      return `  “${words.exact ?? ""}” ${[title ?? document, source, published, url].filter(Boolean).join(", ")}.`;
    });
    parts.push([head, ...told].join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}
