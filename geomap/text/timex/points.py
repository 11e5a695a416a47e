"""Readers of what names a point of the calendar: dates, months, years, weekdays, days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.text.timex import calendar, lexicon
from geomap.text.timex.calendar import Point
from geomap.text.timex.stated import DIGITS, Found, Stated, recurring, time_suffix

if TYPE_CHECKING:
    from collections.abc import Callable


def listing(found: Found) -> list[Stated]:
    """`24, 25 Nov` and `March 5-9, 1918`: a point for each day."""
    month = int(found.get("MONTH") or found.get("HOMONYM") or 0)
    year = next((int(found.word(i)) for i, c in enumerate(found.codes) if c == lexicon.YEAR), None)
    if found.before[-1:] == lexicon.CAPITAL and found.codes[0] in _DAYS and "," in found.codes[1:3]:
        return []
    days = [i for i, c in enumerate(found.codes) if c in _DAYS]
    where = found.where_month()
    the = found.grammar.codes["the"]
    edges = [(i - (found.codes[i - 1 : i] == the), i + 1) for i in days]
    if where < days[0] or found.where("PARTDAY") >= 0:
        edges[0] = (0, days[0] + 1)
    edges[-1] = (edges[-1][0], len(found.codes))
    points = [Point(year, month, _day(found.word(i))) for i in days]
    if not all(calendar.is_possible(point) for point in points):
        return []
    partday = found.get("PARTDAY")
    listed = [
        Stated(rule=found.rule, kind="point", first=found.first + a, last=found.first + b, point=p)
        for (a, b), p in zip(edges, points, strict=True)
    ]
    if partday:
        listed[0] = replace(listed[0], type="TIME", time=time_suffix(partday))
    return listed


_DAYS = lexicon.DAY + lexicon.ZERO + lexicon.NTH


def _day(word: str) -> int:
    return int(word.rstrip("stndrhSTNDRH"))


def years(found: Found) -> list[Stated]:
    """`1915-17`: the second year is written short."""
    at = found.codes.index(lexicon.YEAR)
    year, short = int(found.word(at)), int(found.word(at + 2))
    if short <= year % 100 or not found.tokens.is_attached(found.first + at + 2):
        return point(found.cut(at + 1))
    first = Stated(
        rule=found.rule, kind="point", first=found.first, last=found.first + at + 1,
        point=Point(year), mod=found.part(),
    )  # fmt: skip
    second = replace(first, first=found.last - 1, last=found.last, mod=None)
    return [first, replace(second, point=Point(year - year % 100 + short))]


def old_years(found: Found) -> list[Stated]:
    """`499 to 493 BC`: the first of two years takes its era from the second."""
    said = Point(1 - int(found.word(len(found.codes) - 1)))
    return [
        Stated(
            rule=found.rule, kind="point", first=found.first, last=found.last, point=said,
            mod=found.part(),
        )
    ]  # fmt: skip


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
    at = next((i for i, c in enumerate(codes) if c in _DAYS), -1)
    if at < 0 and found.where("SEASON") < 0 and 0 <= found.where("ORDINAL") < found.where_month():
        return Point(year, int(month), max(0, int(found.get("ORDINAL") or 0)))
    day = _day(found.word(at)) if at >= 0 and not (_era(found) and codes[at] == "d") else None
    return Point(year, int(month), day)


def _holiday(found: Found, year: int | None) -> Point:
    month, day = map(int, str(found.get("HOLIDAY")).split("-"))
    return Point(year, month, day - 1 if found.has("eve") else day)


def _ordinal(found: Found) -> int:
    at = found.codes.find(lexicon.NTH)
    return _day(found.word(at)) if at >= 0 else int(found.get("ORDINAL") or 0)


def _decade(found: Found, at: int) -> Point:
    """`the 1990s`, `the 90s` (of the last century unless the text says otherwise)."""
    number = int(found.word(at)[:-1]) if at >= 0 else int(found.get("NINETIES") or 0)
    if _era(found) < 0:
        return Point(-1 - number // 10, digits=3)
    return Point((number if number > 99 else 1900 + number) // 10, digits=3)


def _century(found: Found) -> Point:
    number = _ordinal(found)
    return Point(-number if _era(found) < 0 else number - 1, digits=2)


def _is_year(found: Found) -> bool:
    """Whether a bare number of four digits is a year: by the words beside it."""
    first, words = found.first, found.grammar.contexts
    year, previous = int(found.word(len(found.codes) - 1)), found.previous()
    attached = found.tokens.is_attached(first) and found.before
    if attached and (previous in _GLUE or (previous == "," and found.before[-2:-1] in "di")):
        return False
    if previous in words["NUMBERED"] or found.next_code() in ("%", "°"):
        return False
    if _may_count(found) and not _is_year_of_noun(found, year, previous):
        return False
    if previous in words["BEFORE_YEAR"]:
        return 1000 <= year <= 2100
    return 1600 <= year <= 2100


def _may_count(found: Found) -> bool:
    """Whether a plural follows, which the number may count: "1500 armed men"."""
    first, second = found.next_code(), found.next_code(1)
    words = found.grammar.contexts["COUNTED"]
    if first == lexicon.PLURAL or found.tokens.word(found.last).lower() in words:
        return found.leads_noun()
    if first not in (lexicon.LOWER, lexicon.PARTICIPLE) or not second:
        return False
    return second == lexicon.PLURAL or found.tokens.word(found.last + 1).lower() in words


def _is_year_of_noun(found: Found, year: int, previous: str) -> bool:
    """Whether a number before a plural is a year all the same."""
    words = found.grammar.contexts
    if found.tokens.word(found.last).lower() in words["COUNTED"]:
        return False
    if previous in words["DETERMINER"]:
        return True
    if previous in words["IN_YEAR"]:
        return 1700 <= year <= 2100
    if lexicon.YEAR in found.before[-3:]:  # 1975-1976, 1991 and 1994
        return True
    return previous in words["BEFORE_YEAR"] and year % 50 != 0


_GLUE = frozenset("./\\_$€£#№+*=@&")


def _is_month(found: Found) -> bool:
    """Whether a lone month name is a month, and no verb, surname or given name."""
    if len(found.codes) > 1:
        return True
    follower = found.next_code()
    if found.get("HOMONYM") is not None:
        ranged = follower in ("-", "–") and found.grammar.values["MONTH"].get(found.after[1:2])
        return bool(ranged) or (found.follows("BEFORE_MONTH") and found.previous() != "the")
    if found.follows("BEFORE_MONTH") or follower != lexicon.CAPITAL:
        return True
    given = found.word(0).lower() in found.grammar.contexts["GIVEN_NAME"]
    return not given and found.before[-1:] not in ("", lexicon.CAPITAL)


def _is_season(found: Found) -> bool:
    """Whether the word is a season, and no verb, water or name."""
    written, bare, follower = (
        found.word(found.where("SEASON")),
        len(found.codes) == 1,
        found.next_code(),
    )
    word = written.lower()
    named = written[0].isupper()
    if named and (follower == lexicon.CAPITAL or (bare and found.before[-1:] == lexicon.CAPITAL)):
        return follower == lexicon.CAPITAL  # the Spring Offensive, but not the Prague Spring
    if found.is_word(follower, "of") and found.after[1:2] != lexicon.YEAR:
        return False
    if word == "spring" and found.follows("DETERMINER") and found.leads_noun():
        return True
    if word in ("summer", "autumn", "winter") or (word == "spring" and found.word(0)[0].isupper()):
        return True
    likely = not bare or found.follows("BEFORE_SEASON")
    return likely and follower not in (lexicon.LOWER, lexicon.PLURAL)


def point(found: Found) -> list[Stated]:
    """A point of the calendar, with the part of it and of the day."""
    if found.codes == lexicon.YEAR:
        return _bare_year(found)
    if found.where("ABOUT") == 0 and found.get("ABOUT") != "APPROX":
        return point(found.skip(1))
    said = calendar_point(found)
    if said is None or not calendar.is_possible(said):
        return []
    plain = _is_plain(found)
    if plain and not plain(found):
        return []
    partday = found.get("PARTDAY")
    other = None
    if found.codes[1:2] == "/" and said.month and said.day and said.day <= 12:
        other = replace(said, month=said.day, day=said.month)
    mod = None if partday or (said.month or 0) > 39 else found.part() or _approximate(found)
    return [
        Stated(
            rule=found.rule, kind="point", first=found.first + _articles(found), last=found.last,
            point=said, other=other, mod=mod, which=found.which() if found.has("year") else "",
            direction=found.direction(), time=time_suffix(partday),
            type="TIME" if partday else "DATE",
        )
    ]  # fmt: skip


def _bare_year(found: Found) -> list[Stated]:
    """The most frequent point of all, on a short way."""
    if not _is_year(found):
        return []
    year = Point(int(found.word(0)))
    return [Stated(rule=found.rule, kind="point", first=found.first, last=found.last, point=year)]


def _approximate(found: Found) -> str | None:
    return "APPROX" if found.get("ABOUT") == "APPROX" else None


def _articles(found: Found) -> int:
    """How many words to leave out: the article of "the Spring Offensive" is not the season's."""
    lone = len(found.codes) == 2 and found.where("SEASON") == 1 and found.has("the")
    return int(lone and found.leads_noun())


def _is_plain(found: Found) -> Callable[[Found], bool] | None:
    """The check that a match with little to go by has to pass."""
    codes = found.codes
    if codes[-1] == lexicon.YEAR and all(c not in _DAYS for c in codes) and not _named(found):
        return _is_year
    if found.where("SEASON") >= 0 and lexicon.YEAR not in codes and not found.has("year"):
        return _is_season
    if _named(found) and not any(c in DIGITS + lexicon.NTH for c in codes):
        return _is_month
    if found.get("NINETIES") and found.previous() in ("his", "her", "their"):
        return lambda _: False
    if found.has("quarter") and not (
        found.has("the") or found.has("year") or {"y", "-"} & {*codes}
    ):
        return lambda _: False
    return None


def _named(found: Found) -> bool:
    return found.where("MONTH") >= 0 or found.where("HOMONYM") >= 0


def which_point(found: Found) -> list[Stated]:
    """`last March`, `the following Monday`, `this summer`."""
    month = found.get("MONTH") or found.get("HOMONYM") or found.get("SEASON")
    weekday = found.get("WEEKDAY")
    base = Stated(
        rule=found.rule, kind="which_point", first=found.first, last=found.last, mod=found.part(),
        which=found.which(), direction=found.direction(), time=time_suffix(found.get("PARTDAY")),
        type="TIME" if found.get("PARTDAY") else "DATE",
    )  # fmt: skip
    if weekday:
        return [replace(base, kind="weekday", number=int(weekday))]
    return [replace(base, point=Point(None, int(month or 0)))]


def clock(found: Found) -> list[Stated]:
    """`3:00 a.m.`, `19:00`, `12:00 UTC Monday`."""
    first = found.codes[0]
    hour = int(found.word(0)) if first in DIGITS else int(found.get("NUMBER") or 0)
    minute = int(found.word(2)) if found.codes[1:2] in (":", ".") else 0
    if hour > 24 or minute > 59:
        return []
    if (found.has("pm") or found.has("p")) and hour < 12:
        hour += 12
    elif (found.has("am") or found.has("a")) and hour == 12:
        hour = 0
    zone = "Z" if found.has("utc") or found.has("gmt") else ""
    at = 3 if found.codes[1:2] in (":", ".") else 1
    rest = found.skip(at)
    point = calendar_point(rest) if _named(rest) or lexicon.YEAR in rest.codes else None
    weekday = found.get("WEEKDAY") if point is None else None
    return [
        Stated(
            rule=found.rule, kind="clock", first=found.first, last=found.last, type="TIME",
            point=point, number=int(weekday) if weekday else None,
            time=f"T{hour:02}:{minute:02}{zone}",
        )
    ]  # fmt: skip


def deictic(found: Found) -> list[Stated]:
    """`today`, `yesterday evening`, `tonight`, `the day after tomorrow`."""
    number = int(found.get("DEICTIC") or 0)
    if found.has("day"):
        number *= 2
    time = time_suffix(found.get("TONIGHT") or found.get("PARTDAY"))
    return [
        Stated(
            rule=found.rule, kind="deictic", first=found.first, last=found.last, number=number,
            time=time, type="TIME" if time else "DATE", mod=found.part() if not time else None,
        )
    ]  # fmt: skip


def weekday(found: Found) -> list[Stated]:
    """Read `Monday`, `Monday morning`, `Mondays`."""
    time = time_suffix(found.get("PARTDAY"))
    if found.word(found.where("WEEKDAY")).lower().endswith("s"):
        value = f"XXXX-WXX-{found.get('WEEKDAY')}"
        return [recurring(found, value)]
    return [
        Stated(
            rule=found.rule, kind="weekday", first=found.first, last=found.last,
            number=int(found.get("WEEKDAY") or 0), time=time, type="TIME" if time else "DATE",
        )
    ]  # fmt: skip


def which_part(found: Found) -> list[Stated]:
    """`last night`, `that morning`, `in the evening`, `at night`."""
    part = found.get("PARTDAY") or found.get("DAYTIME")
    bare = len(found.codes) == 1 and found.where("PARTDAY") == 0
    if bare and not found.follows("BEFORE_PARTDAY"):
        return []
    which = found.which() or ("the" if found.has("the") else "")
    return [
        Stated(
            rule=found.rule, kind="which_part", first=found.first, last=found.last, type="TIME",
            which=which, direction=found.direction(), time=time_suffix(part),
        )
    ]  # fmt: skip


def short_year(found: Found) -> list[Stated]:
    """`'89`, of a century that the text has to tell."""
    if not found.tokens.is_attached(found.first + 1):
        return []
    if found.before and found.tokens.is_attached(found.first) and found.before[-1] not in "-([":
        return []
    return [
        Stated(
            rule=found.rule, kind="short_year", first=found.first, last=found.last,
            number=int(found.word(1)),
        )
    ]  # fmt: skip


def noon(found: Found) -> list[Stated]:
    """`noon on Tuesday`, `Tuesday at noon`."""
    at = found.where("PARTDAY")
    rest = found.skip(2) if at == 0 else found.cut(at - 1)
    weekday = rest.get("WEEKDAY") if not _named(rest) else None
    said = None if weekday else calendar_point(rest)
    return [
        Stated(
            rule=found.rule, kind="clock", first=found.first, last=found.last, type="TIME",
            point=said, number=int(weekday) if weekday else None,
            time=time_suffix(found.get("PARTDAY")),
        )
    ]  # fmt: skip


def day_of_month(found: Found) -> list[Stated]:
    """`the 20th`, of the month that the text tells of."""
    if found.leads_noun() or _day(found.word(1)) > 31:
        return []
    return [
        Stated(
            rule=found.rule, kind="day_of_month", first=found.first, last=found.last,
            number=_day(found.word(1)),
        )
    ]  # fmt: skip
