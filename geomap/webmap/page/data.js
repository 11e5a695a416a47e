// The columns of a page as the filter and the views want them: offsets, spots, the tree of places.

import { readBlock } from "./unpack.js";

const HAPPENED = new Set(["occurred", "ongoing"]);

/** What an unpacked block of columns says. */
export function readData(buffer) {
  const { header, arrays } = readBlock(buffer);
  const data = { ...header, ...arrays };
  data.actor_at = offsets(arrays.actor_n);
  data.source_at = offsets(arrays.source_n);
  data.spots = readSpots(header.spots);
  data.places = readPlaces(header.places, data.spots);
  data.spots.place = data.spots.place_id.map((id) => data.places.at.get(id) ?? -1);
  data.spotClass = statusClasses(arrays.status, header.dictionaries.status);
  return data;
}

/** 0: it happened. 1: it is alleged. 2: it did not, or not yet. Without a status: 0. */
export function classOf(status) {
  if (!status || HAPPENED.has(status)) return 0;
  return status === "alleged" ? 1 : 2;
}

function statusClasses(codes, words) {
  const classes = [0, ...words.map(classOf)];
  return Uint8Array.from(codes, (code) => classes[code]);
}

function offsets(lengths) {
  const at = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i += 1) at[i + 1] = at[i] + lengths[i];
  return at;
}

/** Spots with a first one, number 0, for events without a place. */
function readSpots(columns) {
  const spots = {};
  for (const [name, values] of Object.entries(columns)) spots[name] = [null, ...values];
  spots.n = spots.place_id.length;
  return spots;
}

/** Places by number: those of the table and those that only events name. */
function readPlaces(rows, spots) {
  const places = { rows: [...rows], at: new Map() };
  for (const [i, row] of rows.entries()) places.at.set(row.place_id, i);
  for (let s = 1; s < spots.n; s += 1) {
    // a table of somebody else's may have no ids: the name is one then
    const id = spots.place_id[s] ?? spots.place_name[s];
    spots.place_id[s] = id;
    if (id === null || places.at.has(id)) continue;
    places.at.set(id, places.rows.length);
    places.rows.push({ place_id: id, name: spots.place_name[s] ?? id, names: [], members: [], parent: null });
  }
  places.parent = places.rows.map((row) => places.at.get(row.parent) ?? -1);
  places.members = places.rows.map((row) => row.members.map((id) => places.at.get(id)).filter((k) => k !== undefined));
  return places;
}

/** The places above a place, nearest first. */
export function ancestors(places, place) {
  const above = [];
  for (let up = places.parent[place]; up >= 0 && !above.includes(up); up = places.parent[up]) above.push(up);
  return above;
}

/** For every spot whether it lies in one of the chosen places, or is a group that has one as a part. */
export function spotsIn(data, chosen) {
  const { places, spots } = data;
  const inside = (place) => chosen.has(place) || ancestors(places, place).some((up) => chosen.has(up));
  const allowed = new Uint8Array(spots.n);
  for (let s = 1; s < spots.n; s += 1) {
    const place = spots.place[s];
    if (place >= 0) allowed[s] = inside(place) || places.members[place].some(inside) ? 1 : 0;
  }
  return allowed;
}
