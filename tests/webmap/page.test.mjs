import assert from "node:assert/strict";
import test from "node:test";
import { binTable, edges, fittingUnit, histogram } from "../../geomap/webmap/page/bins.js";
import { keyed } from "../../geomap/webmap/page/brush.js";
import { above, crowded, domainOf, partOf, within, zonesIn } from "../../geomap/webmap/page/data.js";
import { dayOf, iso, OPEN_END, OPEN_START } from "../../geomap/webmap/page/days.js";
import { safeLink } from "../../geomap/webmap/page/dom.js";
import { bounds, inWords } from "../../geomap/webmap/page/edtf.js";
import { commandOf } from "../../geomap/webmap/page/command.js";
import { toCsv, toGeoJson } from "../../geomap/webmap/page/exports.js";
import { LASTING, UNDATED, VAGUE } from "../../geomap/webmap/page/filter.js";
import { toKml } from "../../geomap/webmap/page/kml.js";
import { core } from "../../geomap/webmap/page/mapside.js";
import { readings, rename, viewOf } from "../../geomap/webmap/page/names.js";
import { createOrders, openLast } from "../../geomap/webmap/page/orders.js";
import { nextBusy, opening, stepped } from "../../geomap/webmap/page/play.js";
import { fold } from "../../geomap/webmap/page/search.js";
import { partsOf } from "../../geomap/webmap/page/stamps.js";
import { decode, encode, initial } from "../../geomap/webmap/page/state.js";
import { readPart } from "../../geomap/webmap/page/told.js";
import { speaker, when } from "../../geomap/webmap/page/words.js";

const D = dayOf;

test("the mass of every event in sight is one, wherever it is spread", () => {
  const rows = [
    [D(2000, 1, 5), D(2000, 1, 5), 0], [D(2000, 2, 1), D(2001, 3, 1), LASTING], [D(1999), D(2001), VAGUE],
    [OPEN_START, D(2000, 6, 1), VAGUE], [D(2000, 7, 1), OPEN_END, LASTING | VAGUE], [OPEN_START, OPEN_END, UNDATED],
  ]; // prettier-ignore
  const data = { n: rows.length, earliest: rows.map((r) => r[0]), latest: rows.map((r) => r[1]), flags: rows.map((r) => r[2]) };
  for (const unit of ["week", "month", "year", "decade"]) {
    const { known, vague } = histogram(data, edges(D(1998), D(2002), unit), () => true);
    assert.ok(Math.abs(known.reduce((a, b) => a + b) - 2) < 1e-9, unit);
    assert.ok(Math.abs(vague.reduce((a, b) => a + b) - 3) < 1e-9, unit);
  }
});

test("events outside the bars are counted, those across an edge are cut", () => {
  const data = { n: 3, earliest: [D(1990), D(1999, 12, 1), D(2010)], latest: [D(1990), D(2000, 1, 30), D(2010)], flags: [0, LASTING, 0] };
  const { known, outside } = histogram(data, edges(D(2000), D(2000, 12, 31), "month"), () => true);
  assert.deepEqual(outside, [1, 1]);
  assert.ok(known[0] > 0.4 && known[0] < 0.6);
});

test("bins know the days at their edges", () => {
  const cuts = edges(D(2020, 1, 15), D(2020, 3, 1), "month");
  assert.deepEqual([...cuts].map(iso), ["2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01"]);
  const of = binTable(cuts);
  assert.deepEqual([D(2019, 12, 31), D(2020), D(2020, 1, 31), D(2020, 2, 1), D(2020, 4, 1)].map(of), [-1, 0, 0, 1, 3]);
  assert.equal(fittingUnit(D(1988), D(2024), 160), "year");
  assert.equal(fittingUnit(D(2020), D(2020, 3, 1), 160), "day");
});

test("keys move a thumb by whole units and never past the other", () => {
  const span = [D(2000), D(2024, 12, 31)];
  const press = (key, day, last, unit, shiftKey = false) => iso(keyed({ key, shiftKey }, day, last, unit, span));
  assert.equal(press("ArrowRight", D(2020, 5, 9), 0, "month"), "2020-06-01");
  assert.equal(press("ArrowLeft", D(2020, 5, 9), 0, "month"), "2020-05-01");
  assert.equal(press("ArrowLeft", D(2020, 5, 31), 1, "month"), "2020-04-30");
  assert.equal(press("PageUp", D(2020, 5, 1), 0, "month"), "2021-01-01");
  assert.equal(press("ArrowRight", D(2024, 12, 1), 0, "year"), "2024-12-31");
  assert.equal(press("Home", D(2020), 0, "day"), "2000-01-01");
  assert.equal(keyed({ key: "a" }, 0, 0, "day", span), null);
});

test("a state survives its address", () => {
  const state = initial();
  Object.assign(state, { from: D(1988, 2, 20), certainly: true, undated: true, text: "a&b=c#d é", sort: "place", inView: true, view: "40.1,46.2,7", tview: [D(1990), D(2000)] });
  state.chosen.place.add("az-lachin/x&y");
  state.chosen.actor.add("Ընկեր").add("+ plus");
  assert.deepEqual(decode(encode(state)), state);
  assert.equal(encode(initial()), "");
});

test("an address that makes no sense is read as far as it does", () => {
  for (const text of ["time=", "time=a/b&zoom=9", "zoom=2020/2010", "%%%", "time=2020", "place=&&&=&"]) assert.ok(decode(text).chosen);
  assert.equal(decode("time=2020-13-45/2021").from, OPEN_START);
});

test("playing ends at the end and opens at the beginning", () => {
  const domain = [D(2000, 3, 5), D(2003, 6, 1)];
  for (const mode of ["moving", "cumulative", "step"]) {
    let now = opening(domain, { unit: "year", mode });
    let steps = 0;
    for (; now; now = stepped(now, domain[1], { unit: "year", mode })) {
      assert.ok(now.from <= now.until && now.until <= domain[1], mode);
      assert.ok((steps += 1) < 50);
    }
  }
  const next = stepped({ from: D(2000), until: D(2000, 12, 31) }, D(2010), { unit: "year", mode: "step" });
  assert.deepEqual([iso(next.from), iso(next.until)], ["2001-01-01", "2001-12-31"]);
});

test("playing passes over time in which nothing happens", () => {
  const earliest = [D(1921, 5, 1), D(1988, 2, 20), D(1988, 4, 1), OPEN_START, D(2020, 9, 27), D(2021), OPEN_START];
  const latest = [D(1921, 5, 1), D(1988, 2, 22), D(1988, 4, 1), D(1990, 6, 1), D(2020, 11, 10), D(2030), OPEN_END];
  const flags = [0, LASTING, 0, VAGUE, LASTING, VAGUE, UNDATED];
  const busy = nextBusy({ n: 7, earliest, latest, flags }, (row) => row !== 2);
  assert.deepEqual([D(1900), D(1988, 2, 21), D(1988, 3, 1), D(2020, 12, 1), D(2022)].map((day) => iso(busy(day))), ["1921-05-01", "1988-02-21", "1990-06-01", "2021-01-01", "2030-01-01"]);
  assert.equal(busy(D(2031)), null);
  const played = (mode) => {
    const seen = [];
    const options = { unit: "month", mode, next: busy };
    for (let now = opening([D(1980), D(2021, 3, 1)], options); now; now = stepped(now, D(2021, 3, 1), options)) seen.push(now);
    return seen.map(({ from, until }) => `${from === OPEN_START ? ".." : iso(from)}/${iso(until)}`);
  };
  assert.deepEqual(played("step").slice(0, 4), ["1988-02-01/1988-02-29", "1990-06-01/1990-06-30", "2020-09-01/2020-09-30", "2020-10-01/2020-10-31"]);
  assert.deepEqual(played("cumulative").slice(0, 2), ["../1988-02-29", "../1990-06-30"]);
  assert.deepEqual(played("moving").slice(0, 3), ["1988-02-01/1988-04-30", "1990-04-01/1990-06-30", "1990-05-01/1990-07-31"]);
});

test("dates are read as the commands read them", () => {
  const said = (text) => bounds(text)?.map((day) => (day === OPEN_START || day === OPEN_END ? ".." : iso(day))).join(" ");
  for (const [text, days] of [
    ["2020", "2020-01-01 2020-12-31"], ["2020-02", "2020-02-01 2020-02-29"], ["2020-23", "2020-09-01 2020-11-30"], ["2020-24", "2020-12-01 2021-02-28"],
    ["199X", "1990-01-01 1999-12-31"], ["19XX", "1900-01-01 1999-12-31"], ["2020-11-09~", "2020-11-07 2020-11-11"], ["../2020", ".. 2020-12-31"],
    ["2020-10/..", "2020-10-01 .."], ["[2020-11-09..2020-11-10]", "2020-11-09 2020-11-10"], ["2020-XX", "2020-01-01 2020-12-31"], [" 2020 ", "2020-01-01 2020-12-31"],
  ]) assert.equal(said(text), days, text); // prettier-ignore
  for (const bad of ["", "..", "/", "2020-13", "2020-02-30", "2020-25", "0000", "2021/2020", "autumn 2020", "XXXX-11-09", "20201"]) assert.equal(bounds(bad), null, bad);
});

test("a date in words is answered with the EDTF to write", () => {
  const of = (text, langs = ["en"]) => inWords(text, { seasons: [["spring"], ["summer"], ["autumn", "fall", "осен"], ["winter"]], langs });
  assert.deepEqual(["autumn 2020", "Fall 2020", "the autumn of 2020", "9 November 2020", "November 9th, 2020", "nov 2020", "1990s"].map((text) => of(text)), ["2020-23", "2020-23", "2020-23", "2020-11-09", "2020-11-09", "2020-11", "199X"]);
  assert.equal(of("осень 2020", ["ru"]), "2020-23");
  assert.equal(of("9 ноября 2020", ["ru"]), "2020-11-09");
  assert.equal(of("ноябрь 2020", ["ru"]), "2020-11");
  for (const none of ["last spring", "2020 2021", "31 February 2020", "hello 2020", ""]) assert.equal(of(none), null, none);
});

test("tellings and labels come back as they were", () => {
  const told = {
    n: [1, 0, 2], report: [0, 1, 0], shapes: [["start", "end", "exact", "status", "marks"], ["exact", "edtf"]], shape: [0, 1, 0],
    columns: { start: [10, 5], end: [0, 9], exact: ["añ𝄞b", "x", "yz"], status: [0, "alleged"], marks: [[["place", 1, 3]], null], edtf: [0] },
  }; // prettier-ignore
  const part = readPart({ id: ["a", "b", "c"], told, edtf: ["2020", null, "2021"], label: [[1, 2], "as it is", "two"] }, { status: () => "occurred", place: () => "p" });
  const rows = [0, 1, 2].map(part.row);
  assert.deepEqual(rows[0].evidence, [[0, { start: 10, end: 14, exact: "añ𝄞b", status: "occurred", marks: [{ kind: "place", start: 11, end: 13 }] }]]);
  assert.deepEqual(rows[1].evidence, []);
  assert.deepEqual(rows[2].evidence[0], [1, { exact: "x", edtf: "2021" }]);
  assert.deepEqual(rows[2].evidence[1][1].marks, null);
  assert.deepEqual(rows.map((row) => row.label), ["ñ𝄞", "as it is", "two"]);
  assert.deepEqual([rows[1].id, rows[2].edtf, part.length], ["b", "2021", 3]);
});

test("the parts of a glyph keep every kind, and those that are alone fill it", () => {
  assert.deepEqual(partsOf([5000, 1, 0]), [16, 1, 0]);
  assert.deepEqual(partsOf([700, 0, 0]), [1, 0, 0]);
  assert.deepEqual(partsOf([3, 2, 1]), [3, 2, 1]);
  assert.deepEqual(partsOf([0, 50, 50]), [0, 8, 8]);
});

test("a place counts for what it lay in on that day, and for groups", () => {
  // 0 district in 1 old region until day 10, in 2 new region from day 11; 3 group of 0
  const places = {
    parents: [[{ up: 1, from: OPEN_START, until: 10 }, { up: 2, from: 11, until: OPEN_END }], [], [], []],
    members: [[], [], [], [0]], groups: [[3], [], [], []],
  }; // prettier-ignore
  assert.deepEqual([...within(places, 0, 5, 6)].sort(), [0, 1, 3]);
  assert.deepEqual([...within(places, 0, 10, 11)].sort(), [0, 1, 2, 3]);
  assert.deepEqual([...within(places, 3, 20, 20)].sort(), [0, 2, 3]);
  assert.deepEqual([...zonesIn({ zones: { places: [[], [0, 1], [2]] } }, new Set([1]))], [0, 1, 0]);
});

test("orders keep every row once, what has no value last", () => {
  const data = { n: 4, flags: [0, 0, 0, UNDATED], spot: [2, 0, 1, 2], status: [2, 1, 0, 1], type: [0, 0, 0, 0], spots: { place_name: [null, "B", "A"] } };
  const order = createOrders(data);
  assert.equal(order("date"), null);
  assert.deepEqual([...order("date_down")], [2, 1, 0, 3]);
  assert.deepEqual([...order("place")], [0, 3, 2, 1]);
  assert.deepEqual([...order("status")], [1, 3, 0, 2]);
});

test("the first view leaves a lone far event out, and keeps two halves together", () => {
  const many = Array.from({ length: 20 }, (_, k) => [40 + (k % 4) * 0.1, 46 + (k % 5) * 0.1, 3]);
  assert.ok(core([...many, [38.9, -77, 2]]).every(([, lon]) => lon > 0));
  assert.equal(core([[40, 46, 10], [41, 50, 10]]).length, 2); // prettier-ignore
});

test("the time axis opens on the crowd", () => {
  const days = [D(1915), ...Array.from({ length: 99 * 2 }, (_, k) => D(1988) + k * 60)];
  const data = { n: days.length, earliest: days, latest: days, flags: days.map(() => 0) };
  assert.ok(crowded(data, domainOf(data))[0] > D(1985));
});

const RECORD = { id: "1", label: '=HYPERLINK("x"),\n"q"', status: "occurred", start_date: "2020-01-01", end_date: null, actors: ["A", "B"], evidence: [], conflicts: [], place_name: "<b>&\u0000" };

test("files for others are well formed and run nothing", () => {
  const found = [{ record: RECORD, lon: null, lat: null }, { record: { ...RECORD, label: "plain" }, lon: 1.5, lat: 2 }];
  assert.equal(JSON.parse(toGeoJson(found)).features[0].geometry, null);
  const csv = toCsv(found);
  assert.ok(csv.startsWith("\ufeffid,label,"));
  assert.ok(csv.includes(`"'=HYPERLINK(""x""),\n""q"""`));
  const kml = toKml(found);
  assert.ok(kml.includes("&lt;b&gt;&amp;") && !kml.includes("\u0000") && kml.includes("<coordinates>1.5,2.0</coordinates>"));
  assert.ok(kml.includes("<TimeSpan><begin>2020-01-01</begin></TimeSpan>"));
});

test("the command of a view is one that a shell reads as it was meant", () => {
  const state = { ...initial(), from: D(2020), text: "a b", undated: true };
  state.chosen.actor = new Set(["O'Hara; rm -rf /", "x\n\u001b[2J"]);
  assert.equal(commandOf(state).join(" "), String.raw`geomap export events.geojson --to selection.geojson --from 2020-01-01 --undated --actor 'O'\''Hara; rm -rf /' --actor 'x[2J' --search 'a b'`);
  state.inView = true;
  assert.equal(commandOf(state, [-190, 38.5, 47, 41]).at(-1), "--bbox=-180,38.5,47,41");
});

test("an event at a group is part of what was asked for, one in a place is not", () => {
  // 0 town in 1 district, which is a member of 2 a group in 3 a country
  const places = {
    parents: [[{ up: 1, from: OPEN_START, until: OPEN_END }], [{ up: 3, from: 0, until: OPEN_END }], [{ up: 3, from: OPEN_START, until: OPEN_END }], []],
    members: [[], [], [1], []], groups: [[], [2], [], []], at: new Map([["town", 0], ["district", 1], ["group", 2], ["country", 3]]),
  }; // prettier-ignore
  assert.equal(partOf(places, 2, new Set(["district"])), 1);
  for (const [place, id] of [[2, "group"], [2, "country"], [0, "group"], [0, "district"], [-1, "district"]]) assert.equal(partOf(places, place, new Set([id])), -1);
  assert.deepEqual(above(places, 0, 5, 6), [1, 3]);
  assert.deepEqual(above(places, 0, -9, -8), [1]);
});

test("names follow the view and the language, and fall back", () => {
  const app = {
    state: { worldview: "" }, say: { lang: "en" },
    data: {
      spots: { place_name: [null, "Ost / West", "Elsewhere"], place_id: [null, "p", "q"] },
      places: { rows: [{ place_id: "p", name: "Ost / West" }, { place_id: "q", name: "Elsewhere" }] },
      names: {
        worldview: "as-attested", words: { ru: { p: { Ost: "Ост", West: "Вест" } } },
        views: { "as-attested": { spots: {}, places: {} }, "de-jure": { spots: { 1: "Ost" }, places: { p: "Ost" } } },
        readings: { Ost: [["p", "Ost / West", "AZ"], ["o", "Ost (river)", "AM"]] },
      },
    },
    outlines: [{ name: "Ost / West", labels: { "de-jure": "Ost", ru: "Ост / Вест" } }, { name: "Far" }],
  }; // prettier-ignore
  const names = (worldview, lang) => {
    Object.assign(app, { state: { worldview }, say: { lang } });
    rename(app);
    return [app.data.spots.label.join(), app.data.places.rows[0].label, app.outlines[0].label].join(" | ");
  };
  assert.equal(names("", "en"), ",Ost / West,Elsewhere | Ost / West | Ost / West");
  assert.equal(names("de-jure", "en"), ",Ost,Elsewhere | Ost | Ost");
  assert.equal(names("de-jure", "ru"), ",Ост,Elsewhere | Ост | Ост");
  assert.equal(names("", "ru"), ",Ост / Вест,Elsewhere | Ост / Вест | Ост / Вест");
  assert.equal(viewOf({ state: { worldview: "nonsense" }, data: app.data }), "as-attested");
  assert.deepEqual(readings(app, "Ost", "p"), [["o", "Ost (river)", "AM"]]);
  assert.deepEqual(readings({ data: {} }, "Ost", "p"), []);
});

test("what is open since before the time asked for comes last", () => {
  const data = { earliest: [D(1990), D(1991), D(2020), D(2021)], latest: [OPEN_END, D(2022), OPEN_END, D(2021)], flags: [0, 0, 0, 0] };
  const rows = Uint32Array.of(0, 1, 2, 3);
  assert.deepEqual([...openLast(rows, data, D(2000))], [1, 2, 3, 0]);
  assert.equal(openLast(rows, data, OPEN_START), rows);
  assert.equal(openLast(rows, data, D(1980)), rows);
});

test("links lead to pages, not to scripts", () => {
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "", null, "//", "file:///etc/passwd"]) assert.equal(safeLink(bad), null);
  assert.equal(safeLink("https://example.org/a b"), "https://example.org/a%20b");
});

test("letters are folded as the commands fold them", () => {
  assert.equal(fold("Xankəndi, ŞUŞA"), "xankendi, susa");
  assert.equal(fold("Khojaly / Xocalı"), "khojaly / xocali");
});

test("dates in words claim no more than is known", () => {
  const table = { en: { no_date: "no date known", before: "{b} or before", since: "from {a} on", after: "{a} or later", between: "between {a} and {b}", lasting: "{a} to {b}" } };
  const say = speaker(table, "en");
  const said = (earliest, latest, flags, precision, edtf) => when(say, { earliest, latest, flags, precision, edtf });
  assert.equal(said(D(1850, 1, 2), D(1850, 1, 2), 0, "day", "1850-01-02"), "Jan 2, 1850");
  assert.equal(said(D(2020, 9), D(2020, 9, 30), VAGUE, "month", "2020-09"), "September 2020");
  assert.equal(said(OPEN_START, D(1988, 3, 10), LASTING | VAGUE, "open", "../1988-03-10"), "Mar 10, 1988 or before");
  assert.equal(said(D(2023, 4, 23), OPEN_END, LASTING | VAGUE, "open", "2023-04-23/.."), "from Apr 23, 2023 on");
  assert.equal(said(D(2016, 4, 5), D(2016, 10, 14), VAGUE, "interval", "[2016-04-05..2016-10-14]"), "between Apr 5, 2016 and Oct 14, 2016");
  assert.equal(said(OPEN_START, OPEN_END, UNDATED, "undated", "XXXX-11-09"), "November 9, no date known");
});
