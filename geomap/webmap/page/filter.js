// The filter: for every event a mask of the facets it fails, and counts that follow from it.
// An event that fails nothing is shown. One that fails a single facet counts among that facet's
// own values, so that each value tells how many events it would show under all the others.

import { OPEN_END, OPEN_START } from "./days.js";

export const LASTING = 1;
export const UNDATED = 2;
export const VAGUE = 4;
export const BIT = {
  time: 1, type: 2, status: 4, date_precision: 8, actor: 16, source: 32, place: 64, text: 128, view: 256,
}; // prettier-ignore
const SINGLE = ["type", "status", "date_precision"];
const MANY = ["actor", "source"];

/** Whether an event passes a time window; see the date filter in docs/events.md. */
export function inTime(earliest, latest, flags, window) {
  const { from, until } = window;
  if (flags & UNDATED) return window.undated || (from === OPEN_START && until === OPEN_END);
  if (window.certainly && !(flags & LASTING)) return earliest >= from && latest <= until;
  return latest >= from && earliest <= until;
}

/** A filter over columns of codes, with counts that are kept up to date. */
export function createFilter(data) {
  const { n, earliest, latest, flags, spot, spotClass, zones } = data;
  const fail = new Uint16Array(n);
  let order = null;
  const inOrder = () => (order ??= { earliest: byDay(earliest), latest: byDay(latest) });
  let used = 0;
  const counts = emptyCounts(data);
  let window = { from: OPEN_START, until: OPEN_END, certainly: false, undated: false };
  let stale = true;

  function tally(i, sign) {
    const f = fail[i];
    if (f === 0) {
      counts.shown += sign;
      counts.spotShown[spot[i] * 3 + spotClass[i]] += sign;
    } else if (f & (f - 1)) return;
    const undated = flags[i] & UNDATED;
    if (undated && (f | 1) === 1) counts.undated += sign;
    if ((f | 64) === 64) counts.zones[zones.of[i]] += sign;
    if ((f | 2) === 2) counts.type[data.type[i]] += sign;
    if ((f | 4) === 4) counts.status[data.status[i]] += sign;
    if ((f | 8) === 8) counts.date_precision[data.date_precision[i]] += sign;
    if ((f | 16) === 16) many(counts.actor, data.actor_at, data.actor, i, sign);
    if ((f | 32) === 32) many(counts.source, data.source_at, data.source, i, sign);
    if ((f | 256) === 256) counts.inView += sign;
  }

  function recount() {
    counts.clear();
    for (let i = 0; i < n; i += 1) tally(i, 1);
    stale = false;
  }

  /**
   * Set one facet's bit for every row, `fails` null for none; the counts are made again when they
   * are next read.
   */
  function setBit(bit, fails) {
    if (!fails && !(used & bit)) return;
    used = fails ? used | bit : used & ~bit;
    const off = ~bit;
    for (let i = 0; i < n; i += 1) fail[i] = fails?.(i) ? fail[i] | bit : fail[i] & off;
    stale = true;
  }

  function setTime(next) {
    const before = window;
    window = next;
    const moved = rangesMoved(before, next);
    const open = next.from === OPEN_START && next.until === OPEN_END;
    const far = stale || open || before.certainly !== next.certainly || before.undated !== next.undated;
    if (far || spanOf(inOrder(), moved) > n / 2) {
      setBit(BIT.time, open ? null : (i) => !inTime(earliest[i], latest[i], flags[i], next));
      return;
    }
    used |= BIT.time;
    for (const [low, high] of moved) {
      for (const one of [inOrder().earliest, inOrder().latest]) {
        for (let at = one.first(low), end = one.first(high); at < end; at += 1) retime(one.rows[at]);
      }
    }
  }

  function retime(i) {
    const bit = inTime(earliest[i], latest[i], flags[i], window) ? 0 : 1;
    if ((fail[i] & 1) === bit) return;
    tally(i, -1);
    fail[i] ^= 1;
    tally(i, 1);
  }

  return {
    fail,
    setTime,
    /** Make now what the first move of the window needs. */
    prepare: inOrder,
    /** Chosen codes of a facet; an empty set chooses all. */
    setFacet(name, chosen) {
      const bit = BIT[name];
      if (!chosen.size) setBit(bit, null);
      else if (SINGLE.includes(name)) setBit(bit, (i) => !chosen.has(data[name][i]));
      else setBit(bit, (i) => !anyOf(chosen, data[`${name}_at`], data[name], i));
    },
    /** Which zones pass the place facet; null is all. */
    setZones(allowed) {
      setBit(BIT.place, allowed ? (i) => !allowed[zones.of[i]] : null);
    },
    /** Which spots lie in the map's view; null is all. */
    setView(allowed) {
      setBit(BIT.view, allowed ? (i) => !allowed[spot[i]] : null);
    },
    /** Which rows hold the words; null is all. */
    setText(hits) {
      setBit(BIT.text, hits ? (i) => !hits[i] : null);
    },
    counts() {
      if (stale) recount();
      return counts;
    },
    /** A copy of the counts of facets as they are now. */
    copy() {
      const { type, status, date_precision, actor, source, zones: inZones } = this.counts();
      return { type: type.slice(), status: status.slice(), date_precision: date_precision.slice(), actor: actor.slice(), source: source.slice(), zones: inZones.slice() };
    },
    /** The shown rows, in the order of `rows` or of the table. */
    shown(rows) {
      const found = new Uint32Array(this.counts().shown);
      let at = 0;
      for (let k = 0; k < n; k += 1) {
        const i = rows ? rows[k] : k;
        if (fail[i] === 0) found[at++] = i;
      }
      return found;
    },
    facets: { single: SINGLE, many: MANY },
  };
}

function many(counts, at, codes, i, sign) {
  for (let k = at[i]; k < at[i + 1]; k += 1) counts[codes[k]] += sign;
}

function anyOf(chosen, at, codes, i) {
  for (let k = at[i]; k < at[i + 1]; k += 1) if (chosen.has(codes[k])) return true;
  return false;
}

function emptyCounts(data) {
  const counts = { shown: 0, undated: 0, inView: 0 };
  for (const name of [...SINGLE, ...MANY]) {
    counts[name] = new Int32Array(data.dictionaries[name].length + 1);
  }
  counts.zones = new Int32Array(data.zones.places.length);
  counts.spotShown = new Int32Array(data.spots.n * 3);
  counts.clear = () => {
    for (const value of Object.values(counts)) if (value.fill) value.fill(0);
    counts.shown = counts.undated = counts.inView = 0;
  };
  return counts;
}

/** Rows in the order of a day column (counting sort), with a search for the first at or after. */
export function byDay(days) {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < days.length; i += 1) {
    const day = days[i];
    if (day === OPEN_START || day === OPEN_END) continue;
    if (day < low) low = day;
    if (day > high) high = day;
  }
  const width = high >= low ? high - low + 1 : 0;
  // one slot for open beginnings below, one for open ends above
  const starts = new Uint32Array(width + 3);
  const slot = (day) => (day < low || !width ? 0 : day > high ? width + 1 : day - low + 1);
  for (let i = 0; i < days.length; i += 1) starts[(days[i] === OPEN_END ? width + 1 : slot(days[i])) + 1] += 1;
  for (let k = 1; k < starts.length; k += 1) starts[k] += starts[k - 1];
  const next = starts.slice();
  const rows = new Uint32Array(days.length);
  for (let i = 0; i < days.length; i += 1) {
    rows[next[days[i] === OPEN_END ? width + 1 : slot(days[i])]++] = i;
  }
  return { rows, first: (day) => (day === OPEN_START ? 0 : starts[day > OPEN_END ? width + 2 : slot(day)]) };
}

/** The days, half-open, between the old and the new ends of a window. */
function rangesMoved(before, next) {
  const moved = [];
  for (const end of ["from", "until"]) {
    const [low, high] = [Math.min(before[end], next[end]), Math.max(before[end], next[end])];
    if (low !== high) moved.push([low, high + 1]);
  }
  return moved;
}

function spanOf(order, moved) {
  let rows = 0;
  for (const [low, high] of moved) {
    rows += order.earliest.first(high) - order.earliest.first(low);
    rows += order.latest.first(high) - order.latest.first(low);
  }
  return rows;
}
