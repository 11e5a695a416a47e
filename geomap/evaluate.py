"""How far what was read is what a careful reader found: counts against gold.

The gold format, and how gold is made, are told in docs/annotation.md.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any, Protocol, TypeVar

from geomap import edtf
from geomap.errors import CorpusError
from geomap.model import Event, EventMention, Reading, Role, Status, TimexType

HAPPENED = frozenset({"occurred", "ongoing", "alleged"})


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=_Span)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """A place word as an annotator read it."""

    start: int
    end: int
    exact: str
    role: Role
    place_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTimex:
    """A time expression as an annotator read it."""

    start: int
    end: int
    exact: str
    type: TimexType
    value: str
    edtf: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event as an annotator read it, with the dates and places that are as right."""

    id: str
    label: str
    status: Status
    required: bool
    edtf: str | None
    accept_dates: tuple[str | None, ...]
    place_id: str | None
    accept_places: tuple[str | None, ...]
    cluster: str | None
    """The story it is a telling of, in this report and in others."""
    start: int
    end: int
    exact: str

    @property
    def places(self) -> frozenset[str | None]:
        """Every place id that is right."""
        return frozenset((self.place_id, *self.accept_places))

    @property
    def dates(self) -> tuple[str | None, ...]:
        """Every date that is right, the best first."""
        return (self.edtf, *self.accept_dates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What one report says."""

    document: str
    sha256: str
    toponyms: tuple[GoldToponym, ...]
    timexes: tuple[GoldTimex, ...]
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A share: `right` of `of`, and what it is a share of."""

    name: str
    right: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of 0 is 0."""
        return self.right / self.of if self.of else 0.0


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """The gold files of a folder, by document.

    Raises
    ------
    CorpusError
        If there is none, or one is not in the format of docs/annotation.md.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise CorpusError(f"{folder}: there are no gold files (*.json) here")
    return tuple(_gold(path) for path in paths)


def evaluate(
    gold: Sequence[Gold], readings: Iterable[Reading], events: Iterable[Event]
) -> tuple[Score, ...]:
    """Count what of `gold` was read.

    Parameters
    ----------
    gold
        From `read_gold`.
    readings
        Of the same documents; others are left out.
    events
        What was merged from all readings, for the stories told more than once.

    Raises
    ------
    CorpusError
        If a document of the gold was not read, or has another text.
    """
    read = {reading.document.id: reading for reading in readings}
    pairs = [(one, _reading(one, read)) for one in gold]
    return (
        *_toponyms(pairs),
        *_timexes(pairs),
        *_events(pairs),
        *_stories(gold, list(events)),
    )


def matches(mention: EventMention, event: GoldEvent) -> bool:
    """Whether a telling has an event's place, date and status."""
    return (
        mention.place_id in event.places
        and mention.status == event.status
        and any(within(mention.edtf, right) for right in event.dates)
    )


def within(said: str | None, right: str | None) -> bool:
    """Whether a date says nothing that the right one does not: equal, or inside its bounds.

    Examples
    --------
    >>> within("2020-11-09", "[2020-11-09..2020-11-10]"), within("2020-11", "2020-11-09")
    (True, False)
    >>> within(None, None), within(None, "2020"), within("2020", None)
    (True, False, False)
    """
    if said == right:
        return True
    if said is None or right is None:
        return False
    (first, last), (low, high) = edtf.bounds(said), edtf.bounds(right)
    if (first, last) == (None, None) or (low, high) == (None, None):
        return False
    return (low or date.min) <= (first or date.min) and (last or date.max) <= (high or date.max)


def _gold(path: Path) -> Gold:
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return Gold(
            document=row["document"],
            sha256=row["sha256"],
            toponyms=tuple(GoldToponym(**one) for one in row["toponyms"]),
            timexes=tuple(GoldTimex(**one) for one in row["timexes"]),
            events=tuple(GoldEvent(**_tuples(one)) for one in row["events"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(
            f"{path}: not a gold file as docs/annotation.md has it: {error}"
        ) from None


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}


def _reading(gold: Gold, read: Mapping[str, Reading]) -> Reading:
    reading = read.get(gold.document)
    if reading is None:
        raise CorpusError(f"{gold.document}: this report of the gold is not in the corpus")
    if sha256(reading.document.text.encode()).hexdigest() != gold.sha256:
        raise CorpusError(f"{gold.document}: the report is not the one that was annotated")
    return reading


_Pairs = Sequence[tuple[Gold, Reading]]


def _at(span: _Span, found: Iterable[_Found]) -> _Found | None:
    """The first of `found` that shares a character with `span`."""
    return next((one for one in found if one.start < span.end and span.start < one.end), None)


def _toponyms(pairs: _Pairs) -> Iterable[Score]:
    asked = [(g, _at(g, reading.toponyms)) for gold, reading in pairs for g in gold.toponyms]
    found = [(g, said) for g, said in asked if said is not None]
    known = [(g, said) for g, said in found if g.place_id is not None]
    there = [said for _, reading in pairs for said in reading.toponyms if _is_location(said)]
    right = [g for g, said in found if g.role == said.role == "event-location"]
    yield Score(name="place words found", right=len(found), of=len(asked))
    same = sum(g.role == said.role for g, said in found)
    yield Score(name="role right among the found", right=same, of=len(found))
    yield Score(name="event-location precision", right=len(right), of=len(there))
    yield Score(
        name="event-location recall", right=len(right), of=sum(_is_location(g) for g, _ in asked)
    )
    same = sum(g.place_id == said.place_id for g, said in known)
    yield Score(name="place right among the found", right=same, of=len(known))


def _is_location(toponym: Any) -> bool:
    return bool(toponym.role == "event-location")


def _timexes(pairs: _Pairs) -> Iterable[Score]:
    asked = [(g, _at(g, reading.timexes)) for gold, reading in pairs for g in gold.timexes]
    found = [(g, said) for g, said in asked if said is not None]
    extent = sum((g.start, g.end) == (said.start, said.end) for g, said in found)
    yield Score(name="time expressions found", right=len(found), of=len(asked))
    yield Score(name="extent right", right=extent, of=len(asked))
    value = sum(g.value == said.value for g, said in found)
    yield Score(name="value right", right=value, of=len(asked))
    wrong = sum(_wrong_year(g.edtf, said.edtf) for g, said in found)
    yield Score(name="years invented or wrong", right=wrong, of=len(asked))


def _wrong_year(right: str | None, said: str | None) -> bool:
    """Whether a date lies wholly outside the years of the right one, or should have none."""
    low, high = edtf.bounds(said)
    first, last = edtf.bounds(right)
    if low is None and high is None:
        return False
    if first is None and last is None:
        return right is not None
    years = range((first or date.min).year, (last or date.max).year + 1)
    return not any(day.year in years for day in (low, high) if day)


def _events(pairs: _Pairs) -> Iterable[Score]:
    required = [(g, r) for gold, r in pairs for g in gold.events if g.required]
    found = sum(any(matches(m, g) for m in r.mentions) for g, r in required)
    pins = [(m, gold) for gold, r in pairs for m in r.mentions if m.place_id is not None]
    right = sum(any(matches(m, g) for g in gold.events) for m, gold in pins)
    happened = [(m, gold) for m, gold in pins if m.status in HAPPENED]
    nowhere = sum(not _happens_there(m, gold) for m, gold in happened)
    yield Score(name="required events found", right=found, of=len(required))
    yield Score(name="pins right", right=right, of=len(pins))
    yield Score(name="pins where nothing happened", right=nowhere, of=len(happened))


def _happens_there(mention: EventMention, gold: Gold) -> bool:
    return any(mention.place_id in g.places and g.status in HAPPENED for g in gold.events)


def _stories(gold: Sequence[Gold], events: Sequence[Event]) -> Iterable[Score]:
    """Tellings of one story in two reports that are one event, and events that mix stories."""
    merged = _merged(gold, events)
    pairs = [
        (a, b)
        for tellings in merged.values()
        for (one, a), (two, b) in combinations(tellings, 2)
        if one != two and a and b
    ]
    stories = defaultdict(set)
    for story, tellings in merged.items():
        for _, ids in tellings:
            for each in ids:
                stories[each].add(story)
    mixing = sum(len(told) > 1 for told in stories.values())
    yield Score(name="stories joined", right=sum(bool(a & b) for a, b in pairs), of=len(pairs))
    yield Score(name="events that mix stories", right=mixing, of=len(stories))


def _merged(
    gold: Sequence[Gold], events: Sequence[Event]
) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """For each story its tellings: the document, and the events that hold it."""
    told: dict[str, list[tuple[EventMention, str]]] = defaultdict(list)
    for event in events:
        for mention in event.evidence:
            told[mention.document].append((mention, event.id))
    merged: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for one in gold:
        for g in one.events:
            if g.cluster:
                ids = frozenset(i for m, i in told[one.document] if matches(m, g))
                merged[g.cluster].append((one.document, ids))
    return merged
