"""Points of the calendar as a report states them, and the arithmetic on them.

A point has a year (astronomical: 0 is 1 BC, None is not stated), a month (1 to 12, a season 21
to 24, a quarter 33 to 36, a half 40 or 41) and a day. What is missing makes it
coarse, never a guess.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_NO_MONTHS = frozenset({*SEASONS, 33, 34, 35, 36, 40, 41})
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class Point(NamedTuple):
    """A day, month, season, quarter or year."""

    year: int | None
    month: int | None = None
    day: int | None = None
    digits: int = 4
    """How many digits of the year are stated: 3 is a decade, 2 a century; -1, -2, ... are then
    the first, second, ... before Christ."""


def from_date(day: date) -> Point:
    """The point of one day."""
    return Point(day.year, day.month, day.day)


def as_date(point: Point) -> date | None:
    """The day, or None where the point is coarser, impossible or outside the calendar."""
    if point.day is None or point.year is None or point.month is None:
        return None
    try:
        return date(point.year, point.month, point.day)
    except ValueError:
        return None


def is_possible(point: Point) -> bool:
    """Whether the calendar has such a day in some year, or in that year.

    Examples
    --------
    >>> is_possible(Point(1990, 2, 29)), is_possible(Point(None, 2, 29))
    (False, True)
    """
    month = point.month
    if point.day is None or month is None:
        return month is None or 1 <= month <= 12 or month in _NO_MONTHS
    if month > 12:
        return False
    year = point.year if point.year is not None and point.year > 0 else 2000
    return 1 <= point.day <= monthrange(min(year, 9999), month)[1]


def value(point: Point) -> str:
    """TIMEX3 value.

    Examples
    --------
    >>> [value(point) for point in (Point(2016, 23), Point(-489), Point(199, digits=3))]
    ['2016-FA', 'BC0490', '199']
    """
    text = _year_value(point)
    month = point.month
    if month is None:
        return text
    if month > 30:
        return f"{text}-H{month - 39}" if month > 39 else f"{text}-Q{month - 32}"
    text += f"-{SEASONS[month]}" if month > 20 else f"-{month:02}"
    return text if point.day is None else f"{text}-{point.day:02}"


def _year_value(point: Point) -> str:
    year = point.year
    if year is None:
        return "XXXX"
    if point.digits < 4:
        return f"BC{-1 - year:0{point.digits}}" if year < 0 else f"{year:0{point.digits}}"
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def edtf(point: Point) -> str | None:
    """EDTF, with quarters written as intervals; None where it has none.

    Examples
    --------
    >>> edtf(Point(2016, 23)), edtf(Point(-489)), edtf(Point(None, 11, 9)), edtf(Point(2006, 36))
    ('2016-23', '-0489', 'XXXX-11-09', '2006-10/2006-12')
    """
    year, month = point.year, point.month
    if year is None:
        return None if month is None or month > 20 else value(point)
    if point.digits < 4:
        scale = 10 ** (4 - point.digits)
        if year < 0:  # 489 to 480 BC are the years -0488 to -0479
            first = (-1 - year) * scale
            return f"-{first + scale - 2:04}/-{max(0, first - 1):04}"
        return f"{year:0{point.digits}}" + "X" * (4 - point.digits)
    text = f"{year:04}" if year >= 0 else f"-{-year:04}"
    if month is None:
        return text
    if month > 30:
        first, last = _months(month)
        return f"{text}-{first:02}/{text}-{last:02}"
    text += f"-{month:02}"
    return text if point.day is None else f"{text}-{point.day:02}"


def span(point: Point) -> tuple[date, date] | None:
    """The first and the last day, or None where the year is not stated or before 1 AD."""
    year, month = point.year, point.month
    if year is None or year < 1 or year > 9998:
        return None
    if point.digits < 4:
        scale = 10 ** (4 - point.digits)
        return date(max(1, year * scale), 1, 1), date(min(9999, year * scale + scale - 1), 12, 31)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if point.day is not None:
        day = as_date(point)
        return (day, day) if day else None
    first, last = _months(month)
    over = last > 12
    last_year, last_month = (year + 1, last - 12) if over else (year, last)
    end = monthrange(last_year, last_month)[1]
    return date(year, first, 1), date(last_year, last_month, end)


def _months(month: int) -> tuple[int, int]:
    if month > 39:
        return (month - 39) * 6 - 5, (month - 39) * 6
    if month > 30:
        return (month - 32) * 3 - 2, (month - 32) * 3
    return _SEASON_MONTHS.get(month, (month, month))


def first_month(point: Point) -> int:
    """The month a point begins with; 1 for a year."""
    return _months(point.month)[0] if point.month else 1


def add(point: Point, number: int, unit: str) -> Point | None:
    """The point `number` units on, no finer than the unit, or None where it is not known.

    Examples
    --------
    >>> add(Point(1915, 5, 23), 15, "Mo")
    Point(year=1916, month=8, day=None, digits=4)
    >>> add(Point(1945), 2, "D")
    """
    if point.year is None or abs(number) > 100_000:
        return None
    if point.digits < 4:
        same = unit == ("CE", "DE")[point.digits - 2]
        return Point(point.year + number, digits=point.digits) if same else None
    days = _DAYS.get(unit)
    if days:
        day = as_date(point)
        return from_date(later(day, number * days)) if day else None
    return _add_coarse(point, point.year, number, unit)


_DAYS = {"D": 1, "W": 7, "F": 14}


def _add_coarse(point: Point, year: int, number: int, unit: str) -> Point | None:
    found = None
    if unit == "Mo" and point.month is not None and point.month <= 12:
        months = year * 12 + point.month - 1 + number
        found = Point(months // 12, months % 12 + 1)
    elif unit == "Y":
        found = Point(year + number)
    elif unit == "DE":
        found = Point(coarse(year, 10) + number, digits=3)
    elif unit == "CE":
        found = Point(coarse(year, 100) + number, digits=2)
    return _checked(found) if found else None


def coarse(year: int, scale: int) -> int:
    """The decade or century of a year, as `Point` counts them.

    Examples
    --------
    >>> coarse(1994, 10), coarse(1 - 489, 10)
    (199, -49)
    """
    return year // scale if year > 0 else -1 - (1 - year) // scale


def _checked(point: Point) -> Point | None:
    return point if point.year is not None and abs(point.year) < 9999 else None


def later(day: date, days: int) -> date:
    """The day so many days on; the day itself at the ends of the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return day


def week(day: date) -> tuple[str, date, date]:
    """The TIMEX3 value, Monday and Sunday of a day's week."""
    monday = day - timedelta(day.weekday()) if day.toordinal() > 7 else day
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}", monday, later(monday, 6)


_SMALL = frozenset("SMH")


def period(number: float | None, unit: str) -> str:
    """TIMEX3 value of a duration.

    Examples
    --------
    >>> period(2, "Mo"), period(None, "W"), period(2.5, "Y"), period(3, "H"), period(2, "F")
    ('P2M', 'PXW', 'P2.5Y', 'PT3H', 'P4W')
    """
    if unit == "F":
        number, unit = (2 * number if number else None), "W"
    many = "X" if number is None else f"{number:g}" if number < 1e15 else "X"
    return f"P{'T' if unit in _SMALL else ''}{many}{'M' if unit == 'Mo' else unit}"


def shift(day: date, number: int, unit: str) -> date | None:
    """The day `number` units on: the same day of another month or year.

    Examples
    --------
    >>> shift(date(2020, 12, 8), -1, "Mo"), shift(date(2024, 2, 29), 1, "Y")
    (datetime.date(2020, 11, 8), datetime.date(2025, 2, 28))
    """
    days = {"D": 1, "W": 7, "F": 14, "WE": 7}.get(unit)
    if days:
        return later(day, max(-(10**6), min(10**6, number * days)))
    months = {"Mo": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if not months:
        return None
    total = day.year * 12 + day.month - 1 + number * months
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= 9999:
        return None
    last = span(Point(year, month))
    return date(year, month, min(day.day, last[1].day)) if last else None


def part(point: Point, mod: str) -> str | None:
    """EDTF of the beginning, middle or end of a point; None where it is a day.

    Examples
    --------
    >>> part(Point(199, digits=3), "START"), part(Point(1993), "MID"), part(Point(1941, 9), "END")
    ('1990/1993~', '1993-05~/1993-08~', '1941-09-21~/1941-09-30')
    """
    year = point.year
    if year is None or year < 0 or point.day is not None or mod not in ("START", "MID", "END"):
        return None
    which = ("START", "MID", "END").index(mod)
    if point.digits < 4:
        return _part_of_decade(year, which) if point.digits == 3 else _part_of_century(year, which)
    if point.month is None:
        first, last = (("01", "04~"), ("05~", "08~"), ("09~", "12"))[which]
        return f"{year:04}-{first}/{year:04}-{last}"
    whole = span(point)
    if whole is None or point.month > 12:
        return None
    month = f"{year:04}-{point.month:02}"
    return (f"{month}-01/{month}-10~", f"{month}-11~/{month}-20~", f"{month}-21~/{whole[1]}")[which]


def _part_of_decade(year: int, which: int) -> str:
    first = f"{max(1, year * 10):04}"  # there is no year 0000
    return (f"{first}/{year:03}3~", f"{year:03}4~/{year:03}6~", f"{year:03}7~/{year:03}9")[which]


def _part_of_century(year: int, which: int) -> str:
    first = f"{max(1, year * 100):04}"  # there is no year 0000
    return (f"{first}/{year:02}35~", f"{year:02}35~/{year:02}65~", f"{year:02}65~/{year:02}99")[
        which
    ]
