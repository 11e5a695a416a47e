"""What a time expression means here: counted from the report's date or from the story told.

A year is never made up. It comes from the words, from a date stated nearby (narrative, heading),
or from the report's own date; without any of them it stays XXXX.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.text.timex import calendar, relative
from geomap.text.timex.anchors import (
    Anchors,
    Meaning,
    base_of,
    day_meaning,
    decided,
    point_meaning,
    today_of,
)
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.text.timex.stated import Kind, Stated


def resolve(stated: Stated, anchors: Anchors) -> Meaning:
    """What an expression means, given its anchors."""
    return _BY_KIND[stated.kind](stated, anchors)


# --- points of the calendar -----------------------------------------------------------------


WINTER = 24


def _point(stated: Stated, anchors: Anchors) -> Meaning:
    point, anchor = stated.point, "explicit"
    if point is None:
        return Meaning(value=None)
    if stated.other is not None:
        point = _nearer(point, stated.other, today_of(anchors))
    if stated.which and point.year is None:
        base, anchor = base_of(stated, anchors)
        if base and base.year is not None:
            point = point._replace(year=base.year + stated.direction)
    elif point.year is None:
        point, anchor = decided(point, anchors)
        if point.month == WINTER and point.year is not None:
            return _winter(point, stated, anchor)
    return point_meaning(point, stated, anchor)  # type: ignore[arg-type]


def _winter(point: Point, stated: Stated, anchor: str) -> Meaning:
    """A winter without its year: TIMEX3 corpora name it by its January, EDTF by its December."""
    found = point_meaning(point, stated, anchor)  # type: ignore[arg-type]
    named = point._replace(year=(point.year or 0) + 1)
    return found._replace(value=calendar.value(named) + stated.time)


def _nearer(first: Point, second: Point, today: date | None) -> Point:
    """The reading of 7/8/07 that is nearer to the report's date; day first without a date."""
    days = [calendar.as_date(point) for point in (first, second)]
    if today is None or days[0] is None or days[1] is None:
        return first
    return first if abs(days[0] - today) <= abs(days[1] - today) else second


def _which_point(stated: Stated, anchors: Anchors) -> Meaning:
    """`last March`, `the following spring`."""
    base, anchor = base_of(stated, anchors)
    point = stated.point
    if base is None or base.year is None or point is None:
        return point_meaning(point or Point(None), stated, "none")
    year = base.year
    if base.month is not None:
        ahead = calendar.first_month(point) - calendar.first_month(base)
        if stated.direction < 0 and ahead >= 0:
            year -= 1
        if stated.direction > 0 and ahead <= 0:
            year += 1
    elif stated.direction:
        year += stated.direction
    return point_meaning(point._replace(year=year), stated, anchor)


def _part_of_point(stated: Stated, anchors: Anchors) -> Meaning:
    """`the last week of August`, `the first two years of the 1930s`."""
    point, anchor = stated.point or Point(None), "explicit"
    if point.year is None:
        point, anchor = decided(point, anchors)
    number, unit, which = int(stated.number or 1), stated.unit, stated.direction
    value = calendar.period(number, unit)
    whole = calendar.span(point)
    if whole is None:
        return Meaning(value=value)
    if which < 0:
        first, last = calendar.shift(calendar.later(whole[1], 1), -number, unit), whole[1]
    else:
        first = calendar.shift(whole[0], (which - 1) * number, unit)
        last = calendar.later(calendar.shift(whole[0], which * number, unit) or whole[1], -1)
    if first is None or not whole[0] <= first <= last <= whole[1]:
        return Meaning(value=value)
    if number == 1 and unit == "D":
        return day_meaning(first, stated, anchor)  # type: ignore[arg-type]
    if number == 1 and unit == "W":
        value = calendar.week(calendar.later(first, 3))[0]
    return Meaning(value=value, edtf=f"{first}/{last}", anchor=anchor)  # type: ignore[arg-type]


# --- days --------------------------------------------------------------------------------


_NEAR = 3
"""Days ahead to which a plan of the past reaches ("was due on Friday"), else it has passed."""


def _weekday(stated: Stated, anchors: Anchors) -> Meaning:
    number = int(stated.number or 1)
    base, anchor = base_of(stated, anchors)
    day = calendar.as_date(base) if base else None
    if day is None:
        return Meaning(value=f"XXXX-WXX-{number}{stated.time}")
    ahead = (number - day.isoweekday()) % 7
    if stated.direction > 0:
        ahead = ahead or 7
    elif stated.direction < 0:
        ahead = ahead - 7
    elif stated.which == "this":
        ahead = number - day.isoweekday()
    elif anchors.tense != "future" and ahead > (_NEAR if anchors.tense == "past-future" else 0):
        ahead -= 7
    return day_meaning(calendar.later(day, ahead), stated, anchor)


def _deictic(stated: Stated, anchors: Anchors) -> Meaning:
    today, number = today_of(anchors), int(stated.number or 0)
    if today is None or not anchors.is_own_time:
        if number == 0 and not stated.time:
            return Meaning(value="PRESENT_REF")
        return Meaning(value=f"XXXX-XX-XX{stated.time}")
    return day_meaning(calendar.later(today, number), stated, anchors.published_basis)


def _which_part(stated: Stated, anchors: Anchors) -> Meaning:
    """`last night`, `that morning`, `in the evening`."""
    base, anchor = base_of(stated, anchors)
    day = calendar.as_date(base) if base else None
    if stated.time in ("T00:00", "T12:00") and not stated.which and anchors.story:
        day, anchor = calendar.as_date(anchors.story), anchors.basis
    elif not stated.which:
        day = None
    elif day is None and stated.which == "the" and anchors.is_own_time and anchors.day:
        day, anchor = calendar.as_date(anchors.day), anchors.basis
    if day is None:
        return Meaning(value=f"XXXX-XX-XX{stated.time}")
    return day_meaning(calendar.later(day, stated.direction), stated, anchor)


def _clock(stated: Stated, anchors: Anchors) -> Meaning:
    if stated.point is not None:
        point, anchor = stated.point, "explicit"
        if point.year is None:
            point, anchor = decided(point, anchors)
        return point_meaning(point, stated, anchor)  # type: ignore[arg-type]
    if stated.number is not None:
        return _weekday(stated, anchors)
    day = calendar.as_date(anchors.story) if anchors.story else None
    if day is None:
        return Meaning(value=f"XXXX-XX-XX{stated.time}")
    return day_meaning(day, stated, anchors.basis)


def _day_of_month(stated: Stated, anchors: Anchors) -> Meaning:
    """`the 20th`: of the month told of, or of the one beside it if that is nearer."""
    base, anchor = base_of(stated._replace(which="the"), anchors)
    number = int(stated.number or 1)
    unknown = Meaning(value=f"XXXX-XX-{number:02}")
    if base is None or base.year is None or base.month is None or base.month > 12:
        return unknown
    ahead = number - (base.day or number)
    told = anchor != "document-date"
    step = 1 if ahead < -20 and (told or anchors.tense == "future") else 0
    if not told and ahead > 0 and anchors.tense in ("past", "unknown"):
        step = -1
    month = calendar.add(Point(base.year, base.month), step, "Mo")
    point = month._replace(day=number) if month else None
    if point is None or not calendar.is_possible(point):
        return unknown
    return point_meaning(point, stated, anchor)


def _short_year(stated: Stated, anchors: Anchors) -> Meaning:
    """`'89`: the century that brings it nearest to the story, or to the report's date."""
    number, anchor = int(stated.number or 0), anchors.basis
    base = anchors.story
    if base is None or base.year is None or base.year < 0 or base.digits < 4:
        base, anchor = anchors.published, "document-date"
    if base is None or base.year is None:
        return Meaning(value=f"XX{number:02}")
    century = (base.year + 49 - number) // 100
    return point_meaning(Point(century * 100 + number), stated, anchor)


# --- without a calendar ------------------------------------------------------------------


def _as_said(stated: Stated, _: Anchors) -> Meaning:
    return Meaning(value=stated.value, mod=stated.mod)


def _reference(stated: Stated, anchors: Anchors) -> Meaning:
    """`now`, `recently`: the report's own time, if that is what it tells of."""
    published = calendar.edtf(anchors.published) if anchors.published else None
    if published is None or "/" in published or not anchors.is_own_time:
        return Meaning(value=stated.value)
    edtf = {"PRESENT_REF": published, "PAST_REF": f"../{published}"}.get(stated.value or "")
    return Meaning(value=stated.value, edtf=edtf, anchor="document-date" if edtf else "none")


def _phrase(stated: Stated, anchors: Anchors) -> Meaning:
    published = calendar.edtf(anchors.published) if anchors.published else None
    if published is None or "/" in published or stated.edtf is None:
        return Meaning(value=stated.value, mod=stated.mod)
    edtf = stated.edtf.replace("D", published)
    return Meaning(value=stated.value, edtf=edtf, anchor="document-date", mod=stated.mod)


_BY_KIND: Mapping[Kind, Callable[[Stated, Anchors], Meaning]] = MappingProxyType(
    {
        "point": _point,
        "which_point": _which_point,
        "weekday": _weekday,
        "deictic": _deictic,
        "which_unit": relative.which_unit,
        "which_part": _which_part,
        "offset": relative.offset,
        "day_after": relative.day_after,
        "number_which": relative.number_which,
        "duration": _as_said,
        "set": _as_said,
        "reference": _reference,
        "phrase": _phrase,
        "clock": _clock,
        "short_year": _short_year,
        "day_of_month": _day_of_month,
        "part_of_point": _part_of_point,
    }
)
