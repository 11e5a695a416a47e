"""What counts or picks: "two days later", "last week", "the past two years"."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.text.timex import calendar
from geomap.text.timex.anchors import Anchors, Meaning, base_of, day_meaning, decided, point_meaning
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from geomap.model import Basis
    from geomap.text.timex.stated import Stated
    from geomap.text.timex.tense import Tense


def offset(stated: Stated, anchors: Anchors) -> Meaning:
    """`two days later`, `five years ago`."""
    if stated.which == "point":
        return _from_point(stated, anchors)
    base, anchor = base_of(stated, anchors)
    reference = "PAST_REF" if stated.direction < 0 else "FUTURE_REF"
    if base is None or base.year is None or (stated.number or 0) % 1:
        return Meaning(value=reference)
    if stated.number is None:
        return _vague(base, stated, anchor, reference)
    number, day = int(stated.number) * stated.direction, calendar.as_date(base)
    exact = calendar.shift(day, number, stated.unit) if day and stated.which == "today" else None
    if exact is not None:
        return day_meaning(exact, stated, anchor)
    point = calendar.add(base, number, stated.unit)
    if point is None:
        year = _year_of(base) if stated.unit in "DWF" else ""
        return Meaning(value=f"{year}-XX-XX" if year else reference)
    return point_meaning(point, stated._replace(mod=None), anchor)


def _year_of(base: Point) -> str:
    """The year that days are counted in, where the day they are counted from is not known."""
    return calendar.value(Point(base.year)) if base.year and base.digits == 4 else "XXXX"


def _from_point(stated: Stated, anchors: Anchors) -> Meaning:
    """`two days after 5 May 1990`."""
    point, anchor = stated.point or Point(None), "explicit"
    if point.year is None:
        point, anchor = decided(point, anchors)
    if stated.number is None or stated.number % 1:
        return Meaning(value="XXXX-XX-XX")
    found = calendar.add(point, int(stated.number) * stated.direction, stated.unit)
    if found is None:
        return Meaning(value="XXXX-XX-XX")
    return point_meaning(found, stated._replace(mod=None), anchor)  # type: ignore[arg-type]


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


def day_after(stated: Stated, anchors: Anchors) -> Meaning:
    """Resolve `the day after`, of what was told or of an event that follows."""
    if stated.which == "event":
        published = calendar.edtf(anchors.published) if anchors.published else None
        over = published and anchors.is_own_time and anchors.tense != "future"
        return Meaning(
            value="XXXX-XX-XX" + stated.time,
            edtf=f"../{published}" if over else None,
            anchor=anchors.published_basis if over else "none",
        )
    return offset(stated, anchors)


def which_unit(stated: Stated, anchors: Anchors) -> Meaning:
    """Resolve `this week`, `last month`, `that year`, `the same day`."""
    base, anchor = base_of(stated, anchors)
    unit, step = stated.unit, stated.direction
    if base is None or base.year is None:
        return Meaning(value=_unknown(unit))
    if unit in ("W", "WE"):
        return _cut(_week(base, stated, anchor, anchors.tense), base, stated)
    point = calendar.add(_as_coarse(base, unit), step, unit)
    if point is None:
        return Meaning(value=_unknown(unit))
    return _cut(point_meaning(point, stated, anchor), base, stated)


def _cut(meaning: Meaning, base: Point, stated: Stated) -> Meaning:
    """`later this week` is what is left of it, `earlier this week` what is over."""
    day = calendar.as_date(base)
    if day is None or not stated.number or meaning.edtf is None:
        return meaning
    whole = edtf.bounds(_whole(meaning, base, stated))
    edge = whole[1] if stated.number > 0 else whole[0]
    first, last = sorted([day, edge or day])
    return meaning._replace(edtf=f"{first}/{last}")


def _whole(meaning: Meaning, base: Point, stated: Stated) -> str | None:
    """The unit without the part of it that later and earlier name."""
    if stated.unit in ("W", "WE"):
        return meaning.edtf
    return calendar.edtf(Point(base.year, base.month if stated.unit == "Mo" else None))


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


def _week(base: Point, stated: Stated, anchor: Basis, tense: Tense) -> Meaning:
    day = calendar.as_date(base)
    if day is None:
        return Meaning(value=_unknown(stated.unit))
    if stated.unit == "WE":
        return _weekend(day, stated, anchor, tense)
    value, monday, sunday = calendar.week(calendar.later(day, 7 * stated.direction))
    return Meaning(value=value, edtf=f"{monday}/{sunday}", anchor=anchor, mod=stated.mod)


_SATURDAY = 6


def _weekend(day: date, stated: Stated, anchor: Basis, tense: Tense) -> Meaning:
    step = stated.direction
    if stated.which == "the" and tense == "past" and day.isoweekday() < _SATURDAY:
        step = -1
    value, monday, sunday = calendar.week(calendar.later(day, 7 * step))
    return Meaning(
        value=f"{value}-WE",
        edtf=f"{calendar.later(monday, 5)}/{sunday}",
        anchor=anchor,
        mod=stated.mod,
    )


def number_which(stated: Stated, anchors: Anchors) -> Meaning:
    """`the past two weeks`: a duration that ends or begins at the anchor."""
    value = calendar.period(stated.number, stated.unit)
    if stated.number is None and anchors.is_own_time:
        stated = stated._replace(which="")
    base, anchor = base_of(stated, anchors)
    day = calendar.as_date(base) if base else None
    if day is None or not stated.direction or (stated.number or 1) % 1:
        return Meaning(value=value, mod=stated.mod)
    if stated.number is None:
        return _vague(base or Point(None), stated, anchor, value)._replace(mod=stated.mod)
    other = calendar.shift(day, int(stated.number) * stated.direction, stated.unit)
    if other is None:
        return Meaning(value=value, mod=stated.mod)
    first, last = sorted([day, other])
    return Meaning(value=value, edtf=f"{first}/{last}", anchor=anchor, mod=stated.mod)
