// KML 2.2, as geomap/export/kml.py writes it: a folder a status, a TimeSpan for the date, the
// sentence in the balloon.

import { FLAT, plain } from "./exports.js";

// geomap/export/colours.py
const COLOURS = {
  occurred: "#b2182b", ongoing: "#d95f02", planned: "#1f78b4", proposed: "#1b9e77",
  refused: "#525252", hypothetical: "#969696", alleged: "#8c6bb1",
}; // prettier-ignore
const HOLLOW = new Set(["planned", "proposed", "refused", "hypothetical"]);

/** The records as KML; `found` as from `recordsOf`. */
export function toKml(found) {
  const folders = new Map(Object.keys(COLOURS).map((status) => [status, []]));
  for (const one of found) {
    const status = one.record.status ?? "";
    if (!folders.has(status)) folders.set(status, []);
    folders.get(status).push(placemark(one));
  }
  const full = [...folders].filter(([, inside]) => inside.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>events</name>\n',
    ...Object.keys(COLOURS).map(style),
    ...full.map(([status, inside]) => `<Folder>\n<name>${xml(status)}</name>\n${inside.join("")}</Folder>\n`),
    "</Document>\n</kml>\n",
  ].join("");
}

/** The client's own pin; faint if nothing happened. A KML colour is alpha, blue, green, red. */
function style(status) {
  const [red, green, blue] = [1, 3, 5].map((at) => COLOURS[status].slice(at, at + 2));
  const [alpha, scale] = HOLLOW.has(status) ? ["66", "0.8"] : ["ff", "1"];
  return `<Style id="${status}"><IconStyle><color>${alpha}${blue}${green}${red}</color><scale>${scale}</scale></IconStyle></Style>\n`;
}

function placemark({ record, lon, lat }) {
  const name = HOLLOW.has(record.status) ? `(${record.status}) ${record.label}` : record.label;
  return [
    `<Placemark id="e${record.id.replace(/[^A-Za-z0-9.-]/gu, (one) => `_${one.codePointAt(0).toString(16)}_`)}">`,
    `<name>${xml(name)}</name>`,
    `<description>${xml(balloon(record))}</description>`,
    span(record),
    record.status in COLOURS ? `<styleUrl>#${record.status}</styleUrl>` : "",
    `<ExtendedData>${data(record).join("")}</ExtendedData>`,
    lon === null ? "" : `<Point><coordinates>${plain("lon", lon)},${plain("lat", lat)}</coordinates></Point>`,
    "</Placemark>\n",
  ].join("");
}

/** The first telling as HTML: escaped once for the balloon, and again for the file. */
function balloon(record) {
  const date = `${record.status}, ${record.edtf ?? "undated"} (${record.date_precision})`;
  const [told] = record.evidence;
  const lines = [date, record.place_name || "without a place", ...(told ? [told.exact, told.source || told.document] : [])];
  return lines.map((line) => escaped(String(line ?? ""))).join("<br/>");
}

function span({ start_date: first, end_date: last }) {
  const ends = `${first ? `<begin>${first}</begin>` : ""}${last ? `<end>${last}</end>` : ""}`;
  return ends && `<TimeSpan>${ends}</TimeSpan>`;
}

function data(record) {
  const names = FLAT.filter((name) => !["label", "actors"].includes(name) && record[name] !== null && record[name] !== undefined);
  const values = names.map((name) => [name, String(plain(name, record[name]))]);
  if (record.actors.length) values.push(["actors", record.actors.join("; ")]);
  return values.map(([name, value]) => `<Data name="${name}"><value>${xml(value)}</value></Data>`);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll(">", "&gt;").replaceAll("<", "&lt;");
}

/** Text for XML, which has no place for most control characters. */
function xml(text) {
  const legal = String(text ?? "").replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return escaped(legal).replaceAll('"', "&quot;").replaceAll("\r", "&#13;");
}
