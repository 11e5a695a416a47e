"""What a time expression means here: counted from the report's date or from the story told.

A year is never made up. It comes from the words, from a date stated nearby (narrative, heading),
or from the report's own date; without any of them it stays XXXX.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.text.timex import calendar
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.model import Basis
    from geomap.text.timex.chronology import Decision
    from geomap.text.timex.stated import Kind, Stated
    from geomap.text.timex.tense import Tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What can be counted from at one place in the text."""

    published: Point | None
    """The report's date, as precise as it is."""
    story: Point | None
    """The latest point told of before, or None."""
    day: Point | None = None
    """The latest day told of."""
    published_basis: Basis = "document-date"
    """`quotation` where it is the speaker's date."""
    basis: Basis = "narrative"
    """Where the story's point was stated."""
    decision: Decision | None = None
    """What the chronology of the text says of a date without a year."""
    is_own_time: bool = True
    """Whether the report tells of its own time rather than of times long past."""
    tense: Tense = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """TIMEX3 value, EDTF, and the point the story has now come to."""

    value: str | None
    edtf: str | None = None
    anchor: Basis = "none"
    point: Point | None = None
    type: str | None = None
    mod: str | None = None


def resolve(stated: Stated, anchors: Anchors) -> Meaning:
    """What an expression means, given its anchors."""
    return _BY_KIND[stated.kind](stated, anchors)


def _today(anchors: Anchors) -> date | None:
    return calendar.as_date(anchors.published) if anchors.published else None


def _base(stated: Stated, anchors: Anchors) -> tuple[Point | None, Basis]:
    """The point that `last`, `next`, `that`, `later` count from."""
    story, published = anchors.story, anchors.published
    told = (story, anchors.basis) if story else (None, "none")
    own: tuple[Point | None, Basis] = (
        (published, anchors.published_basis) if published else (None, "none")
    )
    days = stated.unit == "D" or stated.kind == "which_part"
    by_story = stated.which in _BY_STORY or (days and stated.which == "next")
    if by_story:
        forward = stated.which == "story" and stated.direction > 0
        lone = forward or (stated.unit == "D" and stated.direction >= 0)
        return told if story or lone else own  # type: ignore[return-value]
    if story and not anchors.is_own_time:
        return told  # type: ignore[return-value]
    return own


WINTER = 24
_BY_STORY = frozenset({"that", "same", "the", "story", "previous", "following", "preceding"})


# --- points of the calendar -----------------------------------------------------------------


def _point(stated: Stated, anchors: Anchors) -> Meaning:
    point, anchor = stated.point, "explicit"
    if point is None:
        return Meaning(value=None)
    if stated.other is not None:
        point = _nearer(point, stated.other, _today(anchors))
    if stated.which and point.year is None:
        base, anchor = _base(stated, anchors)
        if base and base.year is not None:
            point = replace(point, year=base.year + stated.direction)
    elif point.year is None:
        point, anchor = _decided(point, anchors)
        if point.month == WINTER and point.year is not None:
            return _winter(point, stated, anchor)
    return _meaning(point, stated, anchor)  # type: ignore[arg-type]


def _winter(point: Point, stated: Stated, anchor: str) -> Meaning:
    """A winter without its year: TIMEX3 corpora name it by its January, EDTF by its December."""
    found = _meaning(point, stated, anchor)  # type: ignore[arg-type]
    named = replace(point, year=(point.year or 0) + 1)
    return replace(found, value=calendar.value(named) + stated.time)


def _nearer(first: Point, second: Point, today: date | None) -> Point:
    """The reading of 7/8/07 that is nearer to the report's date; day first without a date."""
    days = [calendar.as_date(point) for point in (first, second)]
    if today is None or days[0] is None or days[1] is None:
        return first
    return first if abs(days[0] - today) <= abs(days[1] - today) else second


def _meaning(point: Point, stated: Stated, anchor: Basis) -> Meaning:
    edtf = calendar.edtf(point)
    if stated.mod and point.year is not None:
        edtf = calendar.part(point, stated.mod) or edtf
    if stated.mod == "APPROX" and edtf and "/" not in edtf:
        edtf += "~"
    value = calendar.value(point)
    if stated.time and point.day is None and point.month is not None and point.month < 13:
        value += "-XX"
    return Meaning(
        value=value + stated.time,
        edtf=edtf,
        anchor="none" if point.year is None else anchor,
        point=point if point.year is not None else None,
        mod=stated.mod,
    )


def _decided(point: Point, anchors: Anchors) -> tuple[Point, Basis]:
    """A point with the year that the text's chronology gives it."""
    decision = anchors.decision
    if decision is None or decision.point.year is None:
        return point, "none"
    own = decision.is_own and anchors.published is not None
    return decision.point, "document-date" if own else anchors.basis


def _which_point(stated: Stated, anchors: Anchors) -> Meaning:
    """`last March`, `the following spring`."""
    base, anchor = _base(stated, anchors)
    point = stated.point
    if base is None or base.year is None or point is None:
        return _meaning(point or Point(None), stated, "none")
    year = base.year
    if base.month is not None:
        ahead = calendar.first_month(point) - calendar.first_month(base)
        if stated.direction < 0 and ahead >= 0:
            year -= 1
        if stated.direction > 0 and ahead <= 0:
            year += 1
    elif stated.direction:
        year += stated.direction
    return _meaning(replace(point, year=year), stated, anchor)


def _part_of_point(stated: Stated, anchors: Anchors) -> Meaning:
    """`the last week of August`, `the first ten months of 1915`."""
    point, anchor = stated.point or Point(None), "explicit"
    if point.year is None:
        point, anchor = _decided(point, anchors)
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
        return _day(first, stated, anchor)  # type: ignore[arg-type]
    if number == 1 and unit == "W":
        value = calendar.week(calendar.later(first, 3))[0]
    return Meaning(value=value, edtf=f"{first}/{last}", anchor=anchor)  # type: ignore[arg-type]


# --- days --------------------------------------------------------------------------------


def _weekday(stated: Stated, anchors: Anchors) -> Meaning:
    number = int(stated.number or 1)
    base, anchor = _base(stated, anchors)
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
    elif anchors.tense not in ("future", "past-future") and ahead:
        ahead -= 7
    return _day(calendar.later(day, ahead), stated, anchor)


def _day(day: date, stated: Stated, anchor: Basis) -> Meaning:
    return Meaning(
        value=day.isoformat() + stated.time,
        edtf=day.isoformat(),
        anchor=anchor,
        point=calendar.from_date(day),
        mod=stated.mod,
    )


def _deictic(stated: Stated, anchors: Anchors) -> Meaning:
    today, number = _today(anchors), int(stated.number or 0)
    if today is None or not anchors.is_own_time:
        if number == 0 and not stated.time:
            return Meaning(value="PRESENT_REF")
        return Meaning(value=f"XXXX-XX-XX{stated.time}")
    return _day(calendar.later(today, number), stated, anchors.published_basis)


def _which_part(stated: Stated, anchors: Anchors) -> Meaning:
    """`last night`, `that morning`, `in the evening`."""
    base, anchor = _base(stated, anchors)
    day = calendar.as_date(base) if base else None
    if stated.time in ("T00:00", "T12:00") and not stated.which and anchors.story:
        day, anchor = calendar.as_date(anchors.story), anchors.basis
    elif not stated.which:
        day = None
    elif day is None and stated.which == "the" and anchors.is_own_time and anchors.day:
        day, anchor = calendar.as_date(anchors.day), anchors.basis
    if day is None:
        return Meaning(value=f"XXXX-XX-XX{stated.time}")
    return _day(calendar.later(day, stated.direction), stated, anchor)


def _clock(stated: Stated, anchors: Anchors) -> Meaning:
    if stated.point is not None:
        point, anchor = stated.point, "explicit"
        if point.year is None:
            point, anchor = _decided(point, anchors)
        return _meaning(point, stated, anchor)  # type: ignore[arg-type]
    if stated.number is not None:
        return _weekday(stated, anchors)
    day = calendar.as_date(anchors.story) if anchors.story else None
    if day is None:
        return Meaning(value=f"XXXX-XX-XX{stated.time}")
    return _day(day, stated, anchors.basis)


def _day_of_month(stated: Stated, anchors: Anchors) -> Meaning:
    """`the 20th`: of the month told of, or of the next one if that is nearer."""
    base, anchor = _base(replace(stated, which="the"), anchors)
    number = int(stated.number or 1)
    if base is None or base.year is None or base.month is None or base.month > 12:
        return Meaning(value=f"XXXX-XX-{number:02}")
    point = Point(base.year, base.month, number)
    if base.day is not None and base.day - number > 20:
        following = calendar.add(Point(base.year, base.month), 1, "Mo") or base
        point = replace(point, year=following.year, month=following.month)
    if not calendar.is_possible(point):
        return Meaning(value=f"XXXX-XX-{number:02}")
    return _meaning(point, stated, anchor)


def _short_year(stated: Stated, anchors: Anchors) -> Meaning:
    """`'89`: the century that brings it nearest to the story, or to the report's date."""
    number, anchor = int(stated.number or 0), anchors.basis
    base = anchors.story
    if base is None or base.year is None or base.year < 0 or base.digits < 4:
        base, anchor = anchors.published, "document-date"
    if base is None or base.year is None:
        return Meaning(value=f"XX{number:02}")
    century = (base.year + 49 - number) // 100
    return _meaning(Point(century * 100 + number), stated, anchor)


# --- counted and picked ----------------------------------------------------------------


def _offset(stated: Stated, anchors: Anchors) -> Meaning:
    """`two days later`, `five years ago`."""
    if stated.which == "point":
        return _from_point(stated, anchors)
    base, anchor = _base(stated, anchors)
    reference = "PAST_REF" if stated.direction < 0 else "FUTURE_REF"
    if base is None or base.year is None or (stated.number or 0) % 1:
        return Meaning(value=reference)
    if stated.number is None:
        return _vague(base, stated, anchor, reference)
    number, day = int(stated.number) * stated.direction, calendar.as_date(base)
    exact = calendar.shift(day, number, stated.unit) if day and stated.which == "today" else None
    if exact is not None:
        return _day(exact, stated, anchor)
    point = calendar.add(base, number, stated.unit)
    if point is None:
        return Meaning(value="XXXX-XX-XX" if stated.unit in "DWF" else reference)
    return _meaning(point, replace(stated, mod=None), anchor)


def _from_point(stated: Stated, anchors: Anchors) -> Meaning:
    """`two days after 5 May 1990`."""
    point, anchor = stated.point or Point(None), "explicit"
    if point.year is None:
        point, anchor = _decided(point, anchors)
    if stated.number is None or stated.number % 1:
        return Meaning(value="XXXX-XX-XX")
    found = calendar.add(point, int(stated.number) * stated.direction, stated.unit)
    if found is None:
        return Meaning(value="XXXX-XX-XX")
    return _meaning(found, replace(stated, mod=None), anchor)  # type: ignore[arg-type]


_VAGUE = MappingProxyType({"D": (1, 9), "W": (7, 42), "Mo": (30, 270), "Y": (365, 3300)})


def _vague(base: Point, stated: Stated, anchor: Basis, value: str) -> Meaning:
    """`a few days later`: some time between, written as one of them."""
    near, far = _VAGUE.get(stated.unit, (0, 0))
    day = calendar.as_date(base)
    if day is None or not far:
        return Meaning(value=value)
    ends = sorted(
        [calendar.later(day, near * stated.direction), calendar.later(day, far * stated.direction)]
    )
    return Meaning(value=value, edtf=f"[{ends[0]}..{ends[1]}]", anchor=anchor)


def _day_after(stated: Stated, anchors: Anchors) -> Meaning:
    if stated.which == "event":
        published = calendar.edtf(anchors.published) if anchors.published else None
        over = published and anchors.is_own_time and anchors.tense != "future"
        return Meaning(
            value="XXXX-XX-XX" + stated.time,
            edtf=f"../{published}" if over else None,
            anchor=anchors.published_basis if over else "none",
        )
    return _offset(stated, anchors)


def _which_unit(stated: Stated, anchors: Anchors) -> Meaning:
    """Resolve `this week`, `last month`, `that year`, `the same day`."""
    base, anchor = _base(stated, anchors)
    unit, step = stated.unit, stated.direction
    if base is None or base.year is None:
        return Meaning(value=_unknown(unit))
    if unit in ("W", "WE"):
        return _week(base, stated, anchor)
    point = calendar.add(_as_coarse(base, unit), step, unit)
    if point is None and step == 0:
        return Meaning(value=_unknown(unit))
    if point is None:
        return Meaning(value=_unknown(unit))
    return _meaning(point, stated, anchor)


def _as_coarse(point: Point, unit: str) -> Point:
    """A point no finer than a unit."""
    if unit == "Y":
        return Point(point.year) if point.digits == 4 else point
    return point


def _unknown(unit: str) -> str:
    """TIMEX3 value of `this week` and the like, when nothing tells which."""
    return {"Y": "XXXX", "Mo": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE"}.get(
        unit, "XXXX-XX-XX"
    )


def _week(base: Point, stated: Stated, anchor: Basis) -> Meaning:
    day = calendar.as_date(base)
    if day is None:
        return Meaning(value=_unknown(stated.unit))
    if stated.unit == "WE":
        return _weekend(day, stated, anchor)
    value, monday, sunday = calendar.week(calendar.later(day, 7 * stated.direction))
    return Meaning(value=value, edtf=f"{monday}/{sunday}", anchor=anchor, mod=stated.mod)


def _weekend(day: date, stated: Stated, anchor: Basis) -> Meaning:
    value, monday, sunday = calendar.week(calendar.later(day, 7 * stated.direction))
    return Meaning(
        value=f"{value}-WE",
        edtf=f"{calendar.later(monday, 5)}/{sunday}",
        anchor=anchor,
        mod=stated.mod,
    )


def _number_which(stated: Stated, anchors: Anchors) -> Meaning:
    """`the past two weeks`: a duration that ends or begins at the anchor."""
    value = calendar.period(stated.number, stated.unit)
    if stated.number is None and anchors.is_own_time:
        stated = replace(stated, which="")
    base, anchor = _base(stated, anchors)
    day = calendar.as_date(base) if base else None
    if day is None or not stated.direction or (stated.number or 1) % 1:
        return Meaning(value=value, mod=stated.mod)
    if stated.number is None:
        return replace(_vague(base or Point(None), stated, anchor, value), mod=stated.mod)
    other = calendar.shift(day, int(stated.number) * stated.direction, stated.unit)
    if other is None:
        return Meaning(value=value, mod=stated.mod)
    first, last = sorted([day, other])
    return Meaning(value=value, edtf=f"{first}/{last}", anchor=anchor, mod=stated.mod)


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
        "which_unit": _which_unit,
        "which_part": _which_part,
        "offset": _offset,
        "day_after": _day_after,
        "number_which": _number_which,
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
