"""What a time expression is counted from, and what it then means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geomap.text.timex import calendar
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from datetime import date

    from geomap.model import Basis
    from geomap.text.timex.chronology import Decision
    from geomap.text.timex.stated import Stated
    from geomap.text.timex.tense import Tense


class Anchors(NamedTuple):
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


class Meaning(NamedTuple):
    """TIMEX3 value, EDTF, and the point the story has now come to."""

    value: str | None
    edtf: str | None = None
    anchor: Basis = "none"
    point: Point | None = None
    mod: str | None = None


def today_of(anchors: Anchors) -> date | None:
    """The report's day, if its date is that precise."""
    return calendar.as_date(anchors.published) if anchors.published else None


def base_of(stated: Stated, anchors: Anchors) -> tuple[Point | None, Basis]:
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


_BY_STORY = frozenset({"that", "same", "the", "story", "previous", "following", "preceding"})


def point_meaning(point: Point, stated: Stated, anchor: Basis) -> Meaning:
    """What a point of the calendar means, with the part of it and the time of day."""
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


def decided(point: Point, anchors: Anchors) -> tuple[Point, Basis]:
    """A point with the year that the text's chronology gives it."""
    decision = anchors.decision
    if decision is None or decision.point.year is None:
        return point, "none"
    own = decision.is_own and anchors.published is not None
    return decision.point, "document-date" if own else anchors.basis


def day_meaning(day: date, stated: Stated, anchor: Basis) -> Meaning:
    """What a day of the calendar means, with its time."""
    return Meaning(
        value=day.isoformat() + stated.time,
        edtf=day.isoformat(),
        anchor=anchor,
        point=calendar.from_date(day),
        mod=stated.mod,
    )
