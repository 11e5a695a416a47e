"""What is said of each sentence: its words with their marks, its events, its other places."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from geomap.model import EventMention, Reading, Toponym

Kind = Literal["place", "other-place", "date", "trigger"]
_T = TypeVar("_T")
_ORDER: tuple[Kind, ...] = ("trigger", "place", "date", "other-place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the report with what they were read as."""

    start: int
    end: int
    kind: Kind
    title: str
    """Value, place or status, and the rule."""
    events: tuple[int, ...] = ()
    """Numbers of the events that rest on these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of the report: a sentence that tells something, or the text between."""

    start: int
    end: int
    spans: tuple[Span, ...]
    events: tuple[tuple[int, EventMention], ...]
    """Numbered through the report, from 1."""
    unpinned: tuple[Toponym, ...]
    """Place words that no event was pinned at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A report in stretches that together cover its text."""

    reading: Reading
    lines: tuple[Line, ...]


def account(reading: Reading) -> Account:
    """The account of one reading: every character in one line, every span in its line."""
    numbered = list(enumerate(reading.mentions, start=1))
    edges = _edges(reading)
    spans = _by_line(edges, _apart(_spans(reading, numbered)), lambda s: s.start)
    places = _by_line(edges, reading.toponyms, lambda t: t.start)
    told = _by_line(edges, numbered, lambda pair: pair[1].start)
    found = []
    for start, end in itertools.pairwise(edges):
        inside = spans.get(start, [])
        pinned = {s.start for s in inside if s.kind == "place"}
        others = tuple(t for t in places.get(start, []) if t.start not in pinned)
        events = tuple(told.get(start, []))
        line = Line(start=start, end=end, spans=tuple(inside), events=events, unpinned=others)
        found.append(line)
    return Account(reading=reading, lines=tuple(found))


def _by_line(
    edges: Sequence[int], values: Iterable[_T], start: Callable[[_T], int]
) -> dict[int, list[_T]]:
    """The values that begin in each line, by where the line begins."""
    found: dict[int, list[_T]] = defaultdict(list)
    for value in values:
        found[edges[bisect_right(edges, start(value)) - 1]].append(value)
    return found


def _edges(reading: Reading) -> list[int]:
    """Where lines begin and end: at the sentences that tell something, and at line ends."""
    text = reading.document.text
    edges = {0, len(text)}
    for mention in reading.mentions:
        edges |= {mention.start, mention.end}
    edges |= {n + 1 for n, char in enumerate(text) if char == "\n"}
    inside = _interiors(reading.mentions)
    return sorted(e for e in edges if e not in inside)


def _interiors(mentions: Sequence[EventMention]) -> set[int]:
    return {n for start, end in {(m.start, m.end) for m in mentions} for n in range(start + 1, end)}


def _spans(reading: Reading, numbered: Sequence[tuple[int, EventMention]]) -> list[Span]:
    uses: dict[int, list[int]] = defaultdict(list)
    for number, mention in numbered:
        for mark in mention.marks:
            uses[mark.start].append(number)
    return [
        *(_of_toponym(t, uses) for t in reading.toponyms),
        *(
            Span(start=t.start, end=t.end, kind="date", events=tuple(uses.get(t.start, ())),
                 title=f"{t.edtf or t.value or 'unresolved'} ({t.anchor}; {t.rule})")
            for t in reading.timexes
        ),
        *(
            Span(start=t.start, end=t.end, kind="trigger", events=tuple(uses.get(t.start, ())),
                 title=f"{t.type or 'event'}, {t.status} ({t.rule})")
            for t in reading.triggers
        ),
    ]  # fmt: skip


def _of_toponym(toponym: Toponym, uses: dict[int, list[int]]) -> Span:
    numbers = tuple(uses.get(toponym.start, ()))
    where = toponym.name or toponym.place_id or "not in the gazetteer"
    return Span(
        start=toponym.start,
        end=toponym.end,
        kind="place" if numbers else "other-place",
        title=f"{toponym.role}: {where} ({toponym.reason})",
        events=numbers,
    )


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order without overlap; of two that meet the one that an event rests on wins."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, _rank(s))):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
        elif _rank(span) < _rank(kept[-1]):
            kept[-1] = span
    return kept


def _rank(span: Span) -> tuple[bool, int]:
    return not span.events, _ORDER.index(span.kind)
