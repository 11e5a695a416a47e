"""Readers of what names a point of the calendar: dates, months, years, weekdays, days."""

from __future__ import annotations

from geomap.text.timex import calendar, dates, lexicon, plausible
from geomap.text.timex.calendar import Point
from geomap.text.timex.stated import DIGITS, Found, Stated, recurring, time_suffix


def listing(found: Found) -> list[Stated]:
    """`24, 25 Nov` and `March 5-9, 1918`: a point for each day."""
    month = int(found.get("MONTH") or found.get("HOMONYM") or 0)
    year = next((int(found.word(i)) for i, c in enumerate(found.codes) if c == lexicon.YEAR), None)
    if (
        found.before[-1:] == lexicon.CAPITAL
        and found.codes[0] in dates.DAYS
        and "," in found.codes[1:3]
    ):
        return []
    days = [i for i, c in enumerate(found.codes) if c in dates.DAYS]
    where = found.where_month()
    the = found.grammar.codes["the"]
    edges = [(i - (found.codes[i - 1 : i] == the), i + 1) for i in days]
    if where < days[0] or found.where("PARTDAY") >= 0:
        edges[0] = (0, days[0] + 1)
    edges[-1] = (edges[-1][0], len(found.codes))
    points = [Point(year, month, dates.day_number(found.word(i))) for i in days]
    if not all(calendar.is_possible(point) for point in points):
        return []
    partday = found.get("PARTDAY")
    listed = [
        Stated(rule=found.rule, kind="point", first=found.first + a, last=found.first + b, point=p)
        for (a, b), p in zip(edges, points, strict=True)
    ]
    if partday:
        listed[0] = listed[0]._replace(type="TIME", time=time_suffix(partday))
    return listed


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
    second = first._replace(first=found.last - 1, last=found.last, mod=None)
    return [first, second._replace(point=Point(year - year % 100 + short))]


def old_years(found: Found) -> list[Stated]:
    """`499 to 493 BC`: the first of two years takes its era from the second."""
    said = Point(1 - int(found.word(len(found.codes) - 1)))
    return [
        Stated(
            rule=found.rule, kind="point", first=found.first, last=found.last, point=said,
            mod=found.part(),
        )
    ]  # fmt: skip


def point(found: Found) -> list[Stated]:
    """A point of the calendar, with the part of it and of the day."""
    if found.codes == lexicon.YEAR:
        return _bare_year(found)
    if found.where("ABOUT") == 0 and found.get("ABOUT") != "APPROX":
        return point(found.skip(1))
    said = dates.calendar_point(found)
    if said is None or not calendar.is_possible(said):
        return []
    plain = plausible.check(found)
    if plain and not plain(found):
        return []
    partday = found.get("PARTDAY")
    other = None
    if found.codes[1:2] == "/" and said.month and said.day and said.day <= 12:
        other = said._replace(month=said.day, day=said.month)
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
    if not plausible.is_year(found):
        return []
    year = Point(int(found.word(0)))
    return [Stated(rule=found.rule, kind="point", first=found.first, last=found.last, point=year)]


def _approximate(found: Found) -> str | None:
    return "APPROX" if found.get("ABOUT") == "APPROX" else None


def _articles(found: Found) -> int:
    """How many words to leave out: the article of "the Spring Offensive" is not the season's."""
    lone = len(found.codes) == 2 and found.where("SEASON") == 1 and found.has("the")
    return int(lone and found.leads_noun())


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
        return [base._replace(kind="weekday", number=int(weekday))]
    return [base._replace(point=Point(None, int(month or 0)))]


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
    point = (
        dates.calendar_point(rest) if dates.is_named(rest) or lexicon.YEAR in rest.codes else None
    )
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
    weekday = rest.get("WEEKDAY") if not dates.is_named(rest) else None
    said = None if weekday else dates.calendar_point(rest)
    return [
        Stated(
            rule=found.rule, kind="clock", first=found.first, last=found.last, type="TIME",
            point=said, number=int(weekday) if weekday else None,
            time=time_suffix(found.get("PARTDAY")),
        )
    ]  # fmt: skip


def day_of_month(found: Found) -> list[Stated]:
    """`the 20th`, of the month that the text tells of."""
    if plausible.counts_noun(found) or dates.day_number(found.word(1)) > 31:
        return []
    return [
        Stated(
            rule=found.rule, kind="day_of_month", first=found.first, last=found.last,
            number=dates.day_number(found.word(1)),
        )
    ]  # fmt: skip
