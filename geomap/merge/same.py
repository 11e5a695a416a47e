"""Whether two tellings tell one event: dates and places first, then type, actors and words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from geomap.merge.features import AHEAD, REAL, Features

Nearness = Literal["same", "within", "unknown"]

_SLIP = timedelta(days=2)
"""How far apart two reports may date one event."""
_YEAR = 366
_OPEN = timedelta(days=_YEAR)
_SHORT = 3
_PROVINCE = 4
_SEASON = 92
_UNREAL = frozenset({*AHEAD, "refused"})


def contradict(a: Features, b: Features) -> bool:
    """Whether the two cannot be one event: other places, or times that lie apart."""
    apart = not (_overlap(a, b) or _slipped(a, b)) or _days_of_one_report(a, b)
    return apart or _where(a, b) is None or _at_odds(a, b)


def _days_of_one_report(a: Features, b: Features) -> bool:
    """Two days that one report tells in words: a chronicle, day by day."""
    if a.mention.document != b.mention.document or a.last == b.last:
        return False
    short = a.days is not None and b.days is not None and max(a.days, b.days) <= _SHORT
    return short and _is_stated(a) and _is_stated(b)


def _is_stated(telling: Features) -> bool:
    """Whether words of the report give the date, here or just before."""
    return telling.mention.date_text is not None or telling.mention.date_basis == "narrative"


def _at_odds(a: Features, b: Features) -> bool:
    """Whether the words tell two things: one that happened, and one that did not or not yet.

    In two reports a plan is carried out or dropped; a mere idea, without a date, is neither.
    """
    if _told_apart(a, b):
        return True
    if (a.mention.status in REAL) == (b.mention.status in REAL):
        return False
    if "alleged" in (a.mention.status, b.mention.status):
        return False
    undated = any(x.mention.status in AHEAD and x.first is None for x in (a, b))
    return undated or a.mention.document == b.mention.document


def _told_apart(a: Features, b: Features) -> bool:
    """Whether one sentence tells of a town and of its district; a region is only the setting."""
    one, other = a.mention, b.mention
    if one.start != other.start or one.document != other.document:
        return False
    return _where(a, b) == "within" and not _wide(a, b)


def likeness(a: Features, b: Features) -> float:
    """How much speaks for one event, 0 if too little; larger pairs are joined first.

    Two tellings of a day at a place need one thing in common: kind, actor or words. With
    a coarser date, a place around the other's or none at all they need more.
    """
    where = _where(a, b)
    if where is None or _at_odds(a, b) or _days_of_one_report(a, b):
        return 0.0
    if _copied(a, b) or _carried_out(a, b):
        return 10.0 if _copied(a, b) else 6.0
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
    people = len(a.people & b.people)
    if where == "same" and _same_days(a, b):
        close = a.days is not None and a.days <= _SHORT
        return kin or words >= 0.15 or (close and people > 0)
    if where == "unknown":
        met = people > 0 and (people > 1 or actors > 1 or words >= 0.2)
        return kin and _same_days(a, b) and (met or words >= 0.3)
    if where == "same" and kin and _one_plan(a, b):
        return True
    begun = where == "same" and _near(a.first, b.first)
    if not begun and (_long(a) or _long(b)):
        return kin and (people > 1 or words >= 0.3 or _one_prospect(a, b))
    again = a.mention.trigger == b.mention.trigger
    if where == "within" and (a.mention.document == b.mention.document or _wide(a, b)):
        return kin and (words >= 0.3 or (again and actors > 0))
    shared = actors > 0 if where == "same" else people > 0
    alike = shared or words >= 0.15 or again
    return kin and (alike or _one_report_one_season(a, b))


def _long(telling: Features) -> bool:
    """Whether the date is open, or a war's rather than that of a moment in it."""
    return telling.days is None or telling.days > _YEAR


def _wide(a: Features, b: Features) -> bool:
    """Whether the outer place is a province or more, where much happens in a day."""
    return max(a.mention.where_precision or 0, b.mention.where_precision or 0) >= _PROVINCE


def _near(one: date | None, other: date | None) -> bool:
    """Whether both are known, within a year: an open end reaches no farther."""
    return one is not None and other is not None and abs(one - other) <= _OPEN


def _carried_out(a: Features, b: Features) -> bool:
    """Whether one report plans for a day at a place what another tells of that day there."""
    if (a.mention.status in AHEAD) == (b.mention.status in AHEAD):
        return False
    day = a.days == b.days == 0 and a.first == b.first
    one_place = a.is_quiet and a.mention.place_id == b.mention.place_id
    return day and one_place and a.mention.document != b.mention.document


def _one_plan(a: Features, b: Features) -> bool:
    """Whether both tell of what did not happen, or not yet, at about the same time.

    A town sees many meetings, but few that come to nothing.
    """
    unreal = {a.mention.status, b.mention.status} <= _UNREAL
    return unreal and (_near(a.first, b.first) or _near(a.last, b.last))


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
    return bool(a.kinds & b.kinds) or _names(a, b) or _names(b, a) or _one_prospect(a, b)


def _names(a: Features, b: Features) -> bool:
    """Whether the sentence of one has the word of the other: "shells fell", "was shelled"."""
    return a.word in b.words


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
    both = len(a.words & b.words)
    return both / (len(a.words) + len(b.words) - both or 1)


def _copied(a: Features, b: Features) -> bool:
    return (
        a.mention.exact == b.mention.exact
        and a.mention.trigger == b.mention.trigger
        and a.mention.edtf == b.mention.edtf
        and a.mention.place_id == b.mention.place_id
    )
