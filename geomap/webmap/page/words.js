// The words of the interface, from one table, and dates in words.

import { civil, OPEN_END, OPEN_START } from "./days.js";
import { LASTING, UNDATED } from "./filter.js";

/** A function from key and values to words in a language, English where it has none. */
export function speaker(table, lang) {
  const words = table[lang] ?? table.en;
  const plural = new Intl.PluralRules(lang);
  const say = (key, values = {}) => {
    const text = words[key] ?? table.en[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
  say.lang = lang;
  say.has = (key) => key in words || key in table.en;
  const numbers = new Intl.NumberFormat(lang);
  say.number = (n) => numbers.format(n);
  say.count = (key, n, values = {}) => {
    const form = words[`${key}_${plural.select(n)}`] ? plural.select(n) : "other";
    return say(`${key}_${form}`, { n: say.number(n), ...values });
  };
  /** A value of a facet in words: the table's, else the value itself. */
  say.value = (facet, value) => {
    if (value === null || value === undefined) return say("none_value");
    const key = `${facet}_${value}`;
    return say.has(key) ? say(key) : String(value);
  };
  say.date = dates(lang);
  return say;
}

/** A day, month or year as people write it in a language. */
function dates(lang) {
  const shapes = {
    day: { day: "numeric", month: "short", year: "numeric" },
    month: { month: "long", year: "numeric" },
    year: { year: "numeric" },
    short: { day: "numeric", month: "short" },
    "month-alone": { month: "short" },
  };
  const formats = {};
  return (day, shape = "day") => {
    formats[shape] ??= new Intl.DateTimeFormat(lang, { ...shapes[shape], timeZone: "UTC", calendar: "gregory" });
    const [year, month, date] = civil(day);
    const at = new Date(0);
    at.setUTCFullYear(year, month - 1, date);
    return formats[shape].format(at);
  };
}

/** When an event was, in words that claim no more than is known. */
export function when(say, { earliest, latest, flags, precision, edtf }) {
  if (flags & UNDATED) return edtf && edtf.startsWith("XXXX") ? unyeared(say, edtf) : say("no_date");
  const one = (day) => say.date(day);
  if (earliest === OPEN_START) return say(flags & LASTING ? "before" : "before", { b: one(latest) });
  if (latest === OPEN_END) return say(flags & LASTING ? "since" : "after", { a: one(earliest) });
  if (earliest === latest) return one(earliest);
  const [a, b] = [civil(earliest), civil(latest)];
  if (precision === "month" && a[0] === b[0] && a[1] === b[1]) return say.date(earliest, "month");
  if (precision === "year" && a[0] === b[0]) return say.date(earliest, "year");
  if (edtf && edtf.startsWith("[")) return say("between", { a: one(earliest), b: one(latest) });
  if (flags & LASTING) return say("lasting", { a: one(earliest), b: one(latest) });
  if (precision === "decade" || precision === "century") return `${a[0]}–${b[0]}`;
  return say("between", { a: one(earliest), b: one(latest) });
}

function unyeared(say, edtf) {
  const found = /^XXXX-(\d\d)(?:-(\d\d))?/.exec(edtf);
  if (!found) return say("no_date");
  const at = new Date(Date.UTC(2000, Number(found[1]) - 1, Number(found[2] ?? 1)));
  const shape = found[2] ? { day: "numeric", month: "long" } : { month: "long" };
  const words = new Intl.DateTimeFormat(say.lang, { ...shape, timeZone: "UTC" }).format(at);
  return `${words}, ${say("no_date")}`;
}
