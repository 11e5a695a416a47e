"""Whether two tellings tell one event: dates and places first, then type, actors and words."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from geomap.merge.features import AHEAD, REAL, Features

Nearness = Literal["same", "within", "unknown"]

_SLIP = timedelta(days=2)
"""How far apart two reports may date one event."""
_OPEN = timedelta(days=366)
_SHORT = 3
_SEASON = 92
_NEXT = 400
"""Code points within which a report still speaks of the same thing."""


def contradict(a: Features, b: Features) -> bool:
    """Whether the two cannot be one event: other places, or times that lie apart."""
    apart = not (_overlap(a, b) or _slipped(a, b))
    return apart or _where(a, b) is None or _at_odds(a, b)


def _at_odds(a: Features, b: Features) -> bool:
    """One report that tells what happened and what is ahead tells of two things."""
    statuses = {a.mention.status in AHEAD, b.mention.status in AHEAD}
    real = a.mention.status in REAL or b.mention.status in REAL
    return a.mention.document == b.mention.document and len(statuses) == 2 and real


def likeness(a: Features, b: Features) -> float:
    """How much speaks for one event, 0 if too little; larger pairs are joined first.

    Two tellings of a day at a place need one thing in common: kind, actor or words. With
    a coarser date, a place around the other's or none at all they need more.
    """
    where = _where(a, b)
    if where is None or _at_odds(a, b):
        return 0.0
    if _copied(a, b):
        return 10.0
    kin = _kin(a, b)
    if not kin and not (where == "same" and _same_days(a, b)):
        return 0.0
    words, actors = _shared_words(a, b), len(a.actors & b.actors)
    if not _overlap(a, b):
        told_twice = a.mention.document != b.mention.document
        enough = told_twice and where == "same" and kin and (words >= 0.25 or actors > 1)
        return 1.0 + words if enough and _slipped(a, b) else 0.0
    if not _enough(a, b, where, kin=kin, words=words, actors=actors):
        return 0.0
    return 2.0 + 2 * (where == "same") + 2 * _same_days(a, b) + kin + words + 0.2 * min(actors, 3)


def _enough(
    a: Features, b: Features, where: Nearness, *, kin: bool, words: float, actors: int
) -> bool:
    if where == "same" and _same_days(a, b):
        close = a.days is not None and a.days <= _SHORT
        return kin or words >= 0.15 or (close and (actors > 0 or _next_to(a, b)))
    if where == "unknown":
        return kin and _same_days(a, b) and (actors > 1 or (actors > 0 and words >= 0.2))
    begun = where == "same" and _begun_near(a, b)
    if not begun and (a.days is None or b.days is None):
        return kin and (actors > 1 or words >= 0.3 or _one_prospect(a, b))
    alike = actors > 0 or words >= 0.15 or a.mention.trigger == b.mention.trigger
    return kin and (alike or _one_report_one_season(a, b))


def _begun_near(a: Features, b: Features) -> bool:
    """Whether both have a beginning, within a year: an open end reaches no farther."""
    return a.first is not None and b.first is not None and abs(a.first - b.first) <= _OPEN


def _one_report_one_season(a: Features, b: Features) -> bool:
    """A report that first names a season or month, then the day, at one place."""
    if a.days is None or b.days is None or a.mention.place_id != b.mention.place_id:
        return False
    return a.mention.document == b.mention.document and max(a.days, b.days) <= _SEASON


def _where(a: Features, b: Features) -> Nearness | None:
    here, there = a.mention.place_id, b.mention.place_id
    if here is None or there is None:
        named = a.mention.place_text, b.mention.place_text
        if None not in named:
            return "same" if named[0] == named[1] and here == there else None
        return "unknown"
    if here == there:
        return "same"
    return "within" if here in b.around or there in a.around else None


def _kin(a: Features, b: Features) -> bool:
    if a.kind is None or b.kind is None:
        return a.mention.trigger == b.mention.trigger or _one_prospect(a, b)
    return a.kind == b.kind


def _one_prospect(a: Features, b: Features) -> bool:
    """What one report says, in other words, is ahead at one place."""
    one = a.mention.document == b.mention.document and a.mention.status == b.mention.status
    return one and a.mention.status in AHEAD and bool(a.words & b.words)


def _overlap(a: Features, b: Features) -> bool:
    early = a.first is None or b.last is None or a.first <= b.last
    return early and (b.first is None or a.last is None or b.first <= a.last)


def _slipped(a: Features, b: Features) -> bool:
    if a.days is None or b.days is None or max(a.days, b.days) > _SHORT:
        return False
    assert a.first and b.first  # noqa: PT018  days says both are there
    return abs(a.first - b.first) <= _SLIP


def _same_days(a: Features, b: Features) -> bool:
    """Whether both say the same, or both are short and meet."""
    if a.mention.edtf is not None and a.mention.edtf == b.mention.edtf:
        return True
    return a.days is not None and b.days is not None and max(a.days, b.days) <= _SHORT


def _shared_words(a: Features, b: Features) -> float:
    return len(a.words & b.words) / (len(a.words | b.words) or 1)


def _next_to(a: Features, b: Features) -> bool:
    return (
        a.mention.document == b.mention.document
        and abs(a.mention.start - b.mention.start) <= _NEXT
        and a.mention.status == b.mention.status
    )


def _copied(a: Features, b: Features) -> bool:
    return (
        a.mention.exact == b.mention.exact
        and a.mention.trigger == b.mention.trigger
        and a.mention.edtf == b.mention.edtf
        and a.mention.place_id == b.mention.place_id
    )
