"""Dates as EDTF: the part of ISO 8601-2 that geomap writes and reads.

Level 1 of EDTF, dates only (year, month, day, seasons 21 to 24, decades 199X, centuries 19XX,
qualifiers ``~ ? %``, years before 1 AD as -0489,
intervals with open ends), with one-of sets ``[a..b]`` and unspecified
years ``XXXX-11-09`` from level 2. Source: Library of Congress, Extended Date/Time Format,
2019-02-04.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from geomap.errors import DateError
from geomap.model import Precision

Bounds = tuple[date | None, date | None]
FourBounds = tuple[date | None, date | None, date | None, date | None]

_ONE = re.compile(
    r"(?P<year>-?(?:\d{4}|\d{3}X|\d{2}XX)|XXXX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_SLACK = {"day": 2, "month": 31, "season": 31, "year": 365, "decade": 365, "century": 3650}


@lru_cache(maxsize=4096)
def bounds(value: str | None) -> Bounds:
    """The first and the last day that a date can touch.

    A qualifier ``~`` or ``%`` widens a day by 2 days, a month or season by 31, a year or
    decade by 365. Winter (24) is December to February of the next year.

    Returns
    -------
    Two dates; None where the end is open, unknown, or the value is None or has no year.

    Raises
    ------
    DateError
        If `value` is not in the part of EDTF that geomap reads.

    Examples
    --------
    >>> bounds("2016-23")
    (datetime.date(2016, 9, 1), datetime.date(2016, 11, 30))
    >>> bounds("../2020-12-10")
    (None, datetime.date(2020, 12, 10))
    >>> bounds("XXXX-11-09")
    (None, None)
    """
    if value is None:
        return None, None
    first, last = _ends(value)
    low = _single(first)[0] if first else None
    high = _single(last)[1] if last else None
    if low and high and low > high:
        raise DateError(f"{value!r} ends before it begins")
    return low, high


@lru_cache(maxsize=4096)
def four_bounds(value: str | None) -> FourBounds:
    """Between which days a date begins, and between which it ends.

    A plain date lasts from its first to its last day. An interval ``a/b`` begins at some time
    in `a` and ends at some time in `b`; of ``[a..b]`` only the outer bounds are known. A date
    with a qualifier begins and ends within the slack that `bounds` gives it.

    Returns
    -------
    Earliest and latest beginning, earliest and latest end; None where open or unknown.

    Raises
    ------
    DateError
        As `bounds`.

    Examples
    --------
    >>> [str(day) for day in four_bounds("1991/1994-05")]
    ['1991-01-01', '1991-12-31', '1994-05-01', '1994-05-31']
    """
    low, high = bounds(value)
    if value is None:
        return None, None, None, None
    if is_one_of(value):
        return low, high, low, high
    first, last = _ends(value)
    if first == last:
        plain = _single(first.rstrip("~%?"))
        if plain != (low, high) and plain[0] and plain[1] and low and high:
            return low, plain[0] + (plain[0] - low), plain[1] - (high - plain[1]), high
        return low, low, high, high
    return low, _single(first)[1] if first else None, _single(last)[0] if last else None, high


def precision(value: str | None) -> Precision:
    """How precise a date is, in the words of the event record.

    Examples
    --------
    >>> precision("199X"), precision("2020-11-09"), precision("2020-11-10/..")
    ('decade', 'day', 'open')
    """
    if value is None:
        return "undated"
    first, last = _ends(value)
    if first == last:
        return _unit(_match(first)) if first else "undated"
    return "interval" if first and last else "open"


def is_one_of(value: str | None) -> bool:
    """Whether a date is one moment or span somewhere between two (``[a..b]``).

    Examples
    --------
    >>> is_one_of("[2020-11-09..2020-11-10]"), is_one_of("2020-11-09/2020-11-10")
    (True, False)
    """
    return value is not None and value.startswith("[")


def parse(text: str) -> str:
    """`text` if it is EDTF as geomap reads it.

    Raises
    ------
    DateError
        With the reason, and for seasons in words with the EDTF to write instead.

    Examples
    --------
    >>> parse("2020-09")
    '2020-09'
    """
    bounds(text)
    return text


def _ends(value: str) -> tuple[str, str]:
    """The two ends of a date, each an EDTF date or an empty string for an open end."""
    text = value.strip()
    if text.startswith("[") and text.endswith("]"):
        first, dots, last = text[1:-1].partition("..")
        ends = (first, last) if dots else (text, text)
    elif "/" in text:
        first, _, last = text.partition("/")
        ends = (first.replace("..", ""), last.replace("..", ""))
    else:
        ends = (text, text)
    if ends == ("", ""):
        raise DateError(f"{value!r} is not a date: write YYYY, YYYY-MM, YYYY-MM-DD or a/b")
    return ends


def _match(text: str) -> re.Match[str]:
    found = _ONE.fullmatch(text)
    if found is None:
        raise DateError(f"{text!r} is not a date: write YYYY, YYYY-MM, YYYY-MM-DD or a/b")
    return found


def _unit(found: re.Match[str]) -> Precision:
    year, month, day = found["year"], found["month"], found["day"]
    if year == "XXXX":
        return "undated"
    if day and day != "XX":
        return "day"
    if month and month != "XX":
        return "season" if int(month) in _SEASONS else "month"
    return {0: "year", 1: "decade", 2: "century"}[year.count("X")]  # type: ignore[return-value]


def _single(text: str) -> Bounds:
    found = _match(text)
    unit = _unit(found)
    if unit == "undated" or text.startswith("-"):  # datetime.date begins with 1 AD
        return None, None
    try:
        low, high = _span(found, unit)
        if found["mark"] in ("~", "%"):
            slack = timedelta(_SLACK[unit])
            return low - slack, high + slack
    except (ValueError, OverflowError) as error:
        raise DateError(f"{text!r} is not a day of the calendar: {error}") from None
    return low, high


def _span(found: re.Match[str], unit: Precision) -> tuple[date, date]:
    if unit in ("year", "decade", "century"):
        year = found["year"]
        return date(max(1, int(year.replace("X", "0"))), 1, 1), date(
            int(year.replace("X", "9")), 12, 31
        )
    year, month = int(found["year"]), int(found["month"])
    if unit == "day":
        day = date(year, month, int(found["day"]))
        return day, day
    if unit == "season":
        first, last = _SEASONS[month]
        if month == 24:
            return date(year, 12, 1), date(year + 1, 3, 1) - timedelta(1)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if not 1 <= month <= 12:
        raise DateError(f"month {month:02} is neither 01 to 12 nor a season, 21 to 24")
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
