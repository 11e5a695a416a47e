"""The point of the calendar that words name."""

from __future__ import annotations

from geomap.text.timex import lexicon
from geomap.text.timex.calendar import Point
from geomap.text.timex.stated import DIGITS, Found

DAYS = lexicon.DAY + lexicon.ZERO + lexicon.NTH


def day_number(word: str) -> int:
    """The number of a day as written: 24, 24th."""
    return int(word.rstrip("stndrhSTNDRH"))


def _era(found: Found) -> int:
    """-1 before Christ, 1 after, 0 not said."""
    era = found.get("ERA")
    if era is not None:
        return int(era)
    if found.has("b") and found.has("c"):
        return -1
    return 0


def _year(found: Found) -> int | None:
    era = _era(found)
    digits = "dyi" if era else "y"
    numbers = [found.word(i) for i, code in enumerate(found.codes) if code in digits]
    if not numbers:
        return None
    return 1 - int(numbers[-1]) if era < 0 else int(numbers[-1])


def _numeric(found: Found) -> Point | None:
    """`2020-12-08`, `08.12.2020`, `12/8/20`; None where it is none of them."""
    signs = [(i, c) for i, c in enumerate(found.codes) if c in "/.-" or c in DIGITS]
    text = "".join(c for _, c in signs)
    if len(text) != 5 or text[1] not in "/.-" or text[3] not in "/.-":
        return None
    numbers = [int(found.word(signs[i][0])) for i in (0, 2, 4)]
    if text[0] == lexicon.YEAR:
        return Point(*numbers)
    day, month, year = numbers
    year = year if year > 99 else year + (1900 if year > 68 else 2000)
    if month > 12 >= day:
        day, month = month, day
    return Point(year, month, day)


def calendar_point(found: Found) -> Point | None:
    """The year, month and day of a match, as far as they are said."""
    numeric = _numeric(found)
    if numeric is not None:
        return numeric if numeric.month is not None and 1 <= numeric.month <= 12 else None
    decade = max(found.codes.find(lexicon.DECADE), found.codes.find(lexicon.OLD_DECADE))
    if decade >= 0 or found.get("NINETIES"):
        return _decade(found, decade)
    if found.has("century") or found.has("centuries"):
        return _century(found)
    year = _year(found)
    if found.get("HOLIDAY"):
        return _holiday(found, year)
    return _in_year(found, year)


def _in_year(found: Found, year: int | None) -> Point:
    if found.has("quarter"):
        number = _ordinal(found)
        return Point(year, 32 + (number if number > 0 else 4))
    month = found.get("MONTH") or found.get("HOMONYM") or found.get("SEASON")
    if month is None and found.has("half") and year is not None:
        return Point(year, 40 if found.part() == "START" else 41)
    if month is None:
        return Point(year)
    codes = found.codes
    at = next((i for i, c in enumerate(codes) if c in DAYS), -1)
    if at < 0 and found.where("SEASON") < 0 and 0 <= found.where("ORDINAL") < found.where_month():
        return Point(year, int(month), max(0, int(found.get("ORDINAL") or 0)))
    day = day_number(found.word(at)) if at >= 0 and not (_era(found) and codes[at] == "d") else None
    return Point(year, int(month), day)


def _holiday(found: Found, year: int | None) -> Point:
    month, day = map(int, str(found.get("HOLIDAY")).split("-"))
    return Point(year, month, day - 1 if found.has("eve") else day)


def _ordinal(found: Found) -> int:
    at = found.codes.find(lexicon.NTH)
    return day_number(found.word(at)) if at >= 0 else int(found.get("ORDINAL") or 0)


def _decade(found: Found, at: int) -> Point:
    """`the 1990s`, `the 90s` (of the last century unless the text says otherwise)."""
    number = int(found.word(at)[:-1]) if at >= 0 else int(found.get("NINETIES") or 0)
    if _era(found) < 0:
        return Point(-1 - number // 10, digits=3)
    return Point((number if number > 99 else 1900 + number) // 10, digits=3)


def _century(found: Found) -> Point:
    number = _ordinal(found)
    return Point(-number if _era(found) < 0 else number - 1, digits=2)


def is_named(found: Found) -> bool:
    """Whether a month is named."""
    return found.where("MONTH") >= 0 or found.where("HOMONYM") >= 0
