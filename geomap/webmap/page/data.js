// The columns of a page as the filter and the views want them: offsets, spots, the tree of places.

import { OPEN_END, OPEN_START } from "./days.js";
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
  data.zones = readZones(data);
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
  const found = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) found[i] = classes[codes[i]];
  return found;
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
  spots.given = [...spots.place_id];
  spots.label = spots.place_name;
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
    places.rows.push({ place_id: id, name: spots.place_name[s] ?? id, names: [], members: [], parents: [] });
  }
  const known = (id) => places.at.get(id);
  places.parents = places.rows.map((row) =>
    row.parents.map(([id, from, until]) => ({ up: known(id), from: from ?? OPEN_START, until: until ?? OPEN_END })).filter(({ up }) => up !== undefined));
  places.members = places.rows.map((row) => row.members.map(known).filter((k) => k !== undefined));
  places.groups = places.rows.map(() => []);
  for (const [group, members] of places.members.entries()) for (const k of members) places.groups[k].push(group);
  return places;
}

/** A place, all it lay in at some day from `first` to `last`, and the groups any of them is in. */
function inside(places, place, first, last, done = new Set()) {
  const todo = [place];
  while (todo.length) {
    const one = todo.pop();
    if (done.has(one)) continue;
    done.add(one);
    for (const { up, from, until } of places.parents[one]) if (from <= last && until >= first) todo.push(up);
    todo.push(...places.groups[one]);
  }
  return done;
}

/** As `inside`, and for a group everything that its members are inside: see geomap/filters.py. */
export function within(places, place, first = OPEN_START, last = OPEN_END) {
  const around = inside(places, place, first, last);
  for (const member of places.members[place]) {
    if (!around.has(member)) for (const one of within(places, member, first, last)) around.add(one);
  }
  return around;
}

/** The chosen place for which an event at a group is shown: one of its members, not all of it. */
export function partOf(places, place, chosen) {
  if (place < 0 || !chosen.size || !places.members[place].length) return -1;
  const own = inside(places, place, OPEN_START, OPEN_END);
  const found = [...chosen].map((id) => places.at.get(id)).filter((k) => k !== undefined);
  if (found.some((k) => own.has(k))) return -1;
  const around = within(places, place);
  return found.find((k) => around.has(k)) ?? -1;
}

/** What a place lay in from a day to a day, nearest first. */
export function above(places, place, first, last) {
  const chain = [];
  for (let up = place; up !== undefined && chain.length < 9; ) {
    up = places.parents[up].find((one) => one.from <= last && one.until >= first)?.up;
    if (up !== undefined && !chain.includes(up)) chain.push(up);
  }
  return chain;
}

/**
 * For each event a zone, and for each zone the places it counts for. Events at one place share a
 * zone, unless what the place lay in changed between their dates. Zone 0 is nowhere.
 */
function readZones({ n, spot, earliest, latest, spots, places }) {
  const zones = { of: new Uint32Array(n), places: [[]] };
  const made = new Map();
  const dated = new Map();
  const changes = (place) => {
    if (!dated.has(place)) {
      const all = within(places, place);
      dated.set(place, [...all].some((k) => places.parents[k].some((p) => p.from !== OPEN_START || p.until !== OPEN_END)));
    }
    return dated.get(place);
  };
  const steady = new Int32Array(places.rows.length);
  for (let i = 0; i < n; i += 1) {
    const place = spots.place[spot[i]];
    if (place < 0) continue;
    if (steady[place]) {
      zones.of[i] = steady[place];
      continue;
    }
    const key = changes(place) ? `${place} ${earliest[i]} ${latest[i]}` : place;
    if (!made.has(key)) {
      made.set(key, zones.places.length);
      zones.places.push([...within(places, place, earliest[i], latest[i])]);
    }
    zones.of[i] = made.get(key);
    if (key === place) steady[place] = zones.of[i];
  }
  return zones;
}

/** For every zone whether it counts for one of the chosen places. */
export function zonesIn({ zones }, chosen) {
  return Uint8Array.from(zones.places, (list) => (list.some((place) => chosen.has(place)) ? 1 : 0));
}

/** The days most events are in, if a few far ones would squeeze them; else the whole domain. */
export function crowded({ n, earliest, latest, flags }, [low, high]) {
  const days = [];
  for (let i = 0; i < n; i += Math.ceil(n / 5000)) {
    if (flags[i] & 2) continue;
    if (earliest[i] !== OPEN_START) days.push(earliest[i]);
    if (latest[i] !== OPEN_END) days.push(latest[i]);
  }
  days.sort((a, b) => a - b);
  if (days.length < 20) return [low, high];
  const [a, b] = [days[Math.floor(days.length * 0.01)], days[Math.ceil(days.length * 0.99) - 1]];
  const room = Math.round((b - a) * 0.03) + 1;
  return b - a < (high - low) * 0.7 ? [Math.max(low, a - room), Math.min(high, b + room)] : [low, high];
}

/** The first and the last day that any event names. */
export function domainOf({ n, earliest, latest }) {
  let [low, high] = [OPEN_END, OPEN_START];
  for (let i = 0; i < n; i += 1) {
    for (const day of [earliest[i], latest[i]]) {
      if (day === OPEN_START || day === OPEN_END) continue;
      if (day < low) low = day;
      if (day > high) high = day;
    }
  }
  return low > high ? [0, 365] : [low, Math.max(high, low + 1)];
}
