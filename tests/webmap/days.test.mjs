import assert from "node:assert/strict";
import test from "node:test";
import { civil, dayOf, iso, nextUnit, parseDay, unitStart } from "../../geomap/webmap/page/days.js";

test("days agree with the calendar of the language, 1800 to 2100", () => {
  for (let day = dayOf(1800); day <= dayOf(2100, 12, 31); day += 1) {
    const date = new Date(day * 86400000);
    assert.deepEqual(civil(day), [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
  }
});

test("a year and a month reach from their first to their last day", () => {
  assert.deepEqual(parseDay("2020").map(iso), ["2020-01-01", "2020-12-31"]);
  assert.deepEqual(parseDay("2020-02").map(iso), ["2020-02-01", "2020-02-29"]);
  assert.deepEqual(parseDay(" 1900-02-28 ").map(iso), ["1900-02-28", "1900-02-28"]);
});

test("what is no date is refused", () => {
  for (const text of ["", "20", "2021-02-29", "2020-13", "2020-00-01", "yesterday", "2020-1-0"]) {
    assert.equal(parseDay(text), null, text);
  }
});

test("units begin where people say they begin", () => {
  const day = dayOf(2020, 11, 12);
  const starts = ["day", "week", "month", "year", "decade", "century"].map((unit) => iso(unitStart(day, unit)));
  assert.deepEqual(starts, ["2020-11-12", "2020-11-09", "2020-11-01", "2020-01-01", "2020-01-01", "2000-01-01"]);
  assert.equal(iso(nextUnit(dayOf(2019, 12, 31), "month")), "2020-01-01");
  assert.equal(iso(nextUnit(dayOf(1999, 5, 5), "month", -6)), "1998-11-01");
  assert.equal(iso(unitStart(dayOf(1899, 6, 1), "week")), "1899-05-29");
});
