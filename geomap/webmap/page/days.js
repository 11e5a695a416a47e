// Days as whole numbers counted from 1970-01-01 in the proleptic Gregorian calendar. No Date and
// no time zone takes part, so 1800 and 2100 come out the same in every browser.
// Method: H. Hinnant, chrono-compatible low-level date algorithms (public domain).

export const OPEN_START = -(2 ** 31);
export const OPEN_END = 2 ** 31 - 1;

/** The day number of a year, month (1 to 12) and day. */
export function dayOf(year, month = 1, day = 1) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Year, month and day of a day number. */
export function civil(days) {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

/** 2020-11-09 */
export function iso(days) {
  const [year, month, day] = civil(days);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The first and last day of a typed date (YYYY, YYYY-MM or YYYY-MM-DD); null if it is none. */
export function parseDay(text) {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (found[2] && (month < 1 || month > 12)) return null;
  if (!found[2]) return [dayOf(year), dayOf(year, 12, 31)];
  if (!found[3]) return [dayOf(year, month), nextUnit(dayOf(year, month), "month") - 1];
  const days = dayOf(year, month, day);
  return civil(days)[2] === day && day > 0 ? [days, days] : null;
}

/** The first day of the day, week (from Monday), month, year, decade or century that `days` is in. */
export function unitStart(days, unit) {
  if (unit === "day") return days;
  if (unit === "week") return days - ((((days + 3) % 7) + 7) % 7);
  const [year, month] = civil(days);
  if (unit === "month") return dayOf(year, month);
  return dayOf(year - (((year % YEARS[unit]) + YEARS[unit]) % YEARS[unit]));
}

/** The first day of the next unit. */
export function nextUnit(days, unit, steps = 1) {
  const start = unitStart(days, unit);
  if (unit === "day") return start + steps;
  if (unit === "week") return start + 7 * steps;
  const [year, month] = civil(start);
  if (unit !== "month") return dayOf(year + steps * YEARS[unit]);
  const months = year * 12 + month - 1 + steps;
  return dayOf(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1);
}

const YEARS = { year: 1, decade: 10, century: 100 };
