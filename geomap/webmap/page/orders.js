// Orders of the list: rows are kept by date; the others are made when first asked for.

import { OPEN_END, OPEN_START } from "./days.js";
import { UNDATED } from "./filter.js";

/** A function from the name of an order to all rows in it; null is the order of the table. */
export function createOrders(data) {
  const made = new Map([["date", null]]);
  const orders = {
    date_down: () => downward(data),
    place: () => byRank(data, createRanks(data.spots.place_name), (row) => data.spot[row]),
    status: () => byRank(data, null, (row) => data.status[row]),
    type: () => byRank(data, null, (row) => data.type[row]),
  };
  return (name) => {
    if (!made.has(name)) made.set(name, orders[name]?.() ?? null);
    return made.get(name);
  };
}

/** Latest first; the undated stay last. */
function downward({ n, flags }) {
  let dated = n;
  while (dated > 0 && flags[dated - 1] & 2) dated -= 1;
  return Uint32Array.from({ length: n }, (_, k) => (k < dated ? dated - 1 - k : k));
}

/** Stable counting sort by a code, or by its rank; what has none comes last. */
function byRank({ n }, ranks, codeOf) {
  let most = 0;
  const keys = new Uint32Array(n);
  for (let row = 0; row < n; row += 1) {
    keys[row] = ranks ? ranks[codeOf(row)] : codeOf(row);
    if (keys[row] > most) most = keys[row];
  }
  const starts = new Uint32Array(most + 3);
  const slot = (key) => (key === 0 ? most + 1 : key);
  for (const key of keys) starts[slot(key) + 1] += 1;
  for (let k = 1; k < starts.length; k += 1) starts[k] += starts[k - 1];
  const rows = new Uint32Array(n);
  for (let row = 0; row < n; row += 1) rows[starts[slot(keys[row])]++] = row;
  return rows;
}

/** For each word its rank, equal words sharing one; 0 for none. */
function createRanks(words) {
  const sorted = [...new Set(words.filter((word) => word !== null))].sort((a, b) => (a < b ? -1 : 1));
  const rank = new Map(sorted.map((word, k) => [word, k + 1]));
  return words.map((word) => rank.get(word) ?? 0);
}

/** Rows by date; what began before the time asked for and may never have ended comes last. */
export function openLast(rows, { earliest, latest, flags }, from) {
  if (from === OPEN_START) return rows;
  const open = (row) => latest[row] === OPEN_END && earliest[row] < from && !(flags[row] & UNDATED);
  const last = rows.filter(open);
  if (!last.length) return rows;
  const found = new Uint32Array(rows.length);
  let at = 0;
  for (const row of rows) if (!open(row)) found[at++] = row;
  found.set(last, at);
  return found;
}
