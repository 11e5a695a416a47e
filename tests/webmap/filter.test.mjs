import assert from "node:assert/strict";
import test from "node:test";
import { OPEN_END, OPEN_START } from "../../geomap/webmap/page/days.js";
import { byDay, createFilter, inTime, LASTING, UNDATED, VAGUE } from "../../geomap/webmap/page/filter.js";

/** A small linear congruential generator: the same events at every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function someData(seed, n = 300) {
  const next = random(seed);
  const data = {
    n, earliest: new Int32Array(n), latest: new Int32Array(n), flags: new Uint8Array(n), spot: new Uint8Array(n),
    spotClass: new Uint8Array(n), type: new Uint8Array(n), status: new Uint8Array(n), date_precision: new Uint8Array(n),
    actor_at: new Uint32Array(n + 1), source_at: new Uint32Array(n + 1), actor: [], source: [], spots: { n: 6 }, zones: { of: null, places: Array(6) },
    dictionaries: { type: ["A", "B"], status: ["x", "y", "z"], date_precision: ["day"], actor: ["p", "q", "r"], source: ["s", "t"] },
  }; // prettier-ignore
  data.zones.of = data.spot;
  for (let i = 0; i < n; i += 1) {
    const start = next(200) - 100;
    const kind = next(10);
    data.earliest[i] = kind < 2 ? OPEN_START : start;
    data.latest[i] = kind === 0 || kind === 2 ? OPEN_END : start + next(30);
    data.flags[i] = kind === 0 ? UNDATED : (kind % 2 ? LASTING : 0) | (kind > 6 ? VAGUE : 0);
    data.spot[i] = next(6);
    data.spotClass[i] = next(3);
    data.type[i] = next(3);
    data.status[i] = next(4);
    data.date_precision[i] = next(2);
    for (const [name, values] of [["actor", 3], ["source", 2]]) {
      for (let k = 0; k < values; k += 1) if (next(2)) data[name].push(k);
      data[`${name}_at`][i + 1] = data[name].length;
    }
  }
  return data;
}

/** What the filter must answer, said as plainly as it can be. */
function plainly(data, state, without = "") {
  const rows = [];
  for (let i = 0; i < data.n; i += 1) {
    const has = (name) => data[name].slice(data[`${name}_at`][i], data[`${name}_at`][i + 1]);
    const pass = {
      time: inTime(data.earliest[i], data.latest[i], data.flags[i], state.window),
      type: !state.type.size || state.type.has(data.type[i]),
      status: !state.status.size || state.status.has(data.status[i]),
      actor: !state.actor.size || has("actor").some((one) => state.actor.has(one)),
      source: !state.source.size || has("source").some((one) => state.source.has(one)),
      place: !state.spots || state.spots[data.spot[i]] === 1,
    };
    if (Object.entries(pass).every(([name, yes]) => yes || name === without)) rows.push(i);
  }
  return rows;
}

const subset = (next, n) => new Set([...Array(n).keys()].filter(() => next(3) === 0));
const end = (next, open) => (next(5) === 0 ? open : next(240) - 120);

test("the filter and its counts agree with a plain one, over random states", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const data = someData(seed);
    const filter = createFilter(data);
    const next = random(seed * 7919);
    const state = { window: null, type: new Set(), status: new Set(), actor: new Set(), source: new Set(), spots: null };
    for (let step = 0; step < 25; step += 1) {
      if (next(4) === 0) filter.setFacet("type", (state.type = subset(next, 3)));
      if (next(4) === 0) filter.setFacet("status", (state.status = subset(next, 4)));
      if (next(4) === 0) filter.setFacet("actor", (state.actor = subset(next, 3)));
      if (next(4) === 0) filter.setFacet("source", (state.source = subset(next, 2)));
      if (next(5) === 0) filter.setZones((state.spots = next(2) ? Uint8Array.from({ length: 6 }, () => next(2)) : null));
      const ends = [end(next, OPEN_START), end(next, OPEN_END)];
      const [from, until] = ends[0] > ends[1] ? [ends[1], ends[0]] : ends;
      filter.setTime((state.window = { from, until, certainly: next(4) === 0, undated: next(5) !== 0 }));
      const rows = plainly(data, state);
      const counts = filter.counts();
      assert.deepEqual([...filter.shown()], rows);
      assert.equal(counts.shown, rows.length);
      for (const name of ["type", "status"]) {
        const expected = new Int32Array(counts[name].length);
        for (const i of plainly(data, state, name)) expected[data[name][i]] += 1;
        assert.deepEqual(counts[name], expected, `${name}, seed ${seed}`);
      }
      const actors = new Int32Array(counts.actor.length);
      for (const i of plainly(data, state, "actor")) for (let k = data.actor_at[i]; k < data.actor_at[i + 1]; k += 1) actors[data.actor[k]] += 1;
      assert.deepEqual(counts.actor, actors);
      const spots = new Int32Array(18);
      for (const i of rows) spots[data.spot[i] * 3 + data.spotClass[i]] += 1;
      assert.deepEqual(counts.spotShown, spots);
      assert.equal(counts.undated, plainly(data, state, "time").filter((i) => data.flags[i] & UNDATED).length);
    }
  }
});

test("possibly is overlap, certainly is inside unless the event lasts", () => {
  const window = (from, until, certainly = false) => ({ from, until, certainly, undated: false });
  assert.equal(inTime(0, 10, 0, window(10, 20)), true);
  assert.equal(inTime(0, 10, 0, window(10, 20, true)), false);
  assert.equal(inTime(0, 10, LASTING, window(10, 20, true)), true);
  assert.equal(inTime(OPEN_START, 10, 0, window(OPEN_START, 20, true)), true);
  assert.equal(inTime(OPEN_START, 10, 0, window(-500, 20, true)), false);
  assert.equal(inTime(OPEN_START, OPEN_END, UNDATED, window(OPEN_START, 20)), false);
  assert.equal(inTime(OPEN_START, OPEN_END, UNDATED, window(OPEN_START, OPEN_END)), true);
});

test("rows by day: every row once, in order, and the first at or after a day", () => {
  const days = Int32Array.from([5, OPEN_START, 3, OPEN_END, 5, -7]);
  const order = byDay(days);
  assert.deepEqual([...order.rows], [1, 5, 2, 0, 4, 3]);
  assert.equal(order.first(5), 3);
  assert.equal(order.first(OPEN_END + 1), 6);
});
