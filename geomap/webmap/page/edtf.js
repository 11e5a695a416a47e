// Dates as EDTF, the part of it that geomap/edtf.py reads, and what dates in words are as EDTF.

import { dayOf, iso, nextUnit, OPEN_END, OPEN_START, parseDay } from "./days.js";

const ONE = /^(?:(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?|(\d{3})X|(\d\d)XX)([~?%]?)$/;
const BETWEEN = new Set(["the", "of", "in", "в", "г", "год", "года", "году"]);
const SLACK = { day: 2, month: 31, season: 31, year: 365, century: 3650 };

/** The first and the last day a date can touch, an open end where it has one; null if it is none. */
export function bounds(text) {
  const value = text.trim();
  const oneOf = /^\[(.+)\]$/.exec(value)?.[1];
  const [first, last] = oneOf ? ends(oneOf, /\.\./) : ends(value, /\//);
  const low = first ? single(first) : [OPEN_START];
  const high = last ? single(last) : [0, OPEN_END];
  if (!low || !high || !(first || last) || low[0] > high[1]) return null;
  return [low[0], high[1]];
}

/** Both ends of a date, "" for an open one. */
function ends(value, sign) {
  const at = value.search(sign);
  if (at < 0) return [value, value];
  return [value.slice(0, at), value.slice(at).replace(sign, "")].map((end) => (end === ".." ? "" : end));
}

function single(text) {
  const found = ONE.exec(text);
  if (!found || found[1] === "0000") return null;
  const [span, unit] = spanOf(found);
  const slack = ["~", "%"].includes(found[6]) ? SLACK[unit] : 0;
  return span && [span[0] - slack, span[1] + slack];
}

function spanOf([, year, month, day, decade, century]) {
  if (decade) return [[dayOf(Math.max(1, Number(`${decade}0`))), dayOf(Number(`${decade}9`), 12, 31)], "year"];
  if (century) return [[dayOf(Math.max(1, Number(`${century}00`))), dayOf(Number(`${century}99`), 12, 31)], "century"];
  if (!month || month === "XX") return [parseDay(year), "year"];
  if (Number(month) > 20) return [seasonOf(Number(year), Number(month)), "season"];
  return [parseDay([year, month, day].filter((part) => part && part !== "XX").join("-")), day && day !== "XX" ? "day" : "month"];
}

/** 21 to 24; winter is December to February of the next year. */
function seasonOf(year, number) {
  if (number > 24) return null;
  const first = number === 24 ? dayOf(year, 12) : dayOf(year, (number - 20) * 3);
  return [first, nextUnit(first, "month", 3) - 1];
}

/** "autumn 2020", "9 November 2020" or "1990s" as EDTF; null for what is no date in these words. */
export function inWords(text, { seasons, langs }) {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !BETWEEN.has(word));
  const years = words.filter((word) => /^\d{4}$/.test(word));
  const rest = words.filter((word) => !years.includes(word));
  if (!years.length && rest.length === 1 && /^\d{3}0s$/.test(rest[0])) return `${rest[0].slice(0, 3)}X`;
  if (years.length !== 1 || !rest.length || rest.length > 2) return null;
  const season = seasons.findIndex((stems) => stems.some((stem) => rest[0].startsWith(stem)));
  if (season >= 0 && rest.length === 1) return `${years[0]}-${season + 21}`;
  const day = rest.find((word) => /^\d{1,2}(?:st|nd|rd|th)?$/.test(word));
  const month = rest.map((word) => monthOf(word, langs)).find((number) => number > 0);
  if (!month || (rest.length === 2 && !day)) return null;
  const days = parseDay([years[0], month, ...(day ? [Number.parseInt(day, 10)] : [])].join("-"));
  return days && iso(days[0]).slice(0, day ? 10 : 7);
}

/** The number of a month in one of the languages, as far as its first three letters tell; or 0. */
function monthOf(word, langs) {
  for (const lang of langs) {
    const name = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone: "UTC" });
    for (let month = 1; month <= 12; month += 1) {
      const said = name.formatToParts(Date.UTC(2000, month - 1, 1)).find(({ type }) => type === "month").value.toLowerCase();
      if (word.length > 2 && (said.startsWith(word) || word.startsWith(said.slice(0, Math.max(3, said.length - 1))))) return month;
    }
  }
  return 0;
}
