// The histogram: how much of the events falls into each day, week, month, year or decade.

import { nextUnit, OPEN_END, OPEN_START, unitStart } from "./days.js";
import { UNDATED, VAGUE } from "./filter.js";

const UNITS = ["day", "week", "month", "year", "decade", "century"];

/** The finest unit that cuts a span of days into at most `most` parts. */
export function fittingUnit(from, until, most = 160) {
  const width = { day: 1, week: 7, month: 30.4, year: 365.25, decade: 3652.5, century: 36525 };
  return UNITS.find((unit) => (until - from + 1) / width[unit] <= most) ?? "century";
}

/** The first days of the units from `from` to after `until`: one more than there are bins. */
export function edges(from, until, unit) {
  const days = [unitStart(from, unit)];
  while (days.at(-1) <= until && days.length < 20000) days.push(nextUnit(days.at(-1), unit));
  return Int32Array.from(days);
}

/** A table from day to bin; days outside lie in none (-1 before, the number of bins after). */
export function binTable(cuts) {
  const first = cuts[0];
  const last = cuts.at(-1);
  const table = new Uint16Array(last - first);
  for (let bin = 0; bin + 1 < cuts.length; bin += 1) table.fill(bin, cuts[bin] - first, cuts[bin + 1] - first);
  return (day) => (day < first ? -1 : day >= last ? cuts.length - 1 : table[day - first]);
}

/**
 * Known and uncertain mass of the rows that `counts(row)` lets in, for each bin.
 * An event that lasts, or whose date is uncertain, is spread over its bins: its mass stays one.
 * Of an open end only the known day counts. `outside` counts events before and after the bins.
 */
export function histogram({ n, earliest, latest, flags }, cuts, counts) {
  const bins = cuts.length - 1;
  const binOf = binTable(cuts);
  const known = layer(bins);
  const vague = layer(bins);
  const outside = [0, 0];
  for (let i = 0; i < n; i += 1) {
    if (flags[i] & UNDATED || !counts(i)) continue;
    const open = earliest[i] === OPEN_START || latest[i] === OPEN_END;
    const low = earliest[i] === OPEN_START ? latest[i] : earliest[i];
    const high = latest[i] === OPEN_END ? low : latest[i];
    const a = binOf(low);
    const b = binOf(high);
    if (b < 0 || a >= bins) {
      outside[b < 0 ? 0 : 1] += 1;
      continue;
    }
    const mass = flags[i] & VAGUE && (open || low !== high) ? vague : known;
    if (a === b) mass.at[a] += 1;
    else spread(mass, cuts, bins, a, b, low, high);
  }
  return { known: settle(known, cuts, bins), vague: settle(vague, cuts, bins), bins, outside };
}

/** Mass by bin, and changes of the mass a day has, which `settle` adds up. */
function layer(bins) {
  return { at: new Float64Array(bins), change: new Float64Array(bins + 1) };
}

function spread(mass, cuts, bins, a, b, low, high) {
  const daily = 1 / (high - low + 1);
  if (a >= 0) mass.at[a] += (cuts[a + 1] - low) * daily;
  if (b < bins) mass.at[b] += (high + 1 - cuts[b]) * daily;
  mass.change[a + 1] += daily;
  mass.change[b] -= daily;
}

function settle({ at, change }, cuts, bins) {
  for (let bin = 0, daily = 0; bin < bins; bin += 1) {
    daily += change[bin];
    at[bin] += daily * (cuts[bin + 1] - cuts[bin]);
  }
  return at;
}
