"""A document laid out for linking: each sentence with what was found in it, and frames."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from geomap.model import Status, Timex, Toponym, Trigger
from geomap.text import _lexicon
from geomap.text.clauses import Clause
from geomap.text.sentences import Sentence


class Spanned(Protocol):
    """Anything that lies in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


_S = TypeVar("_S", bound=Spanned)

LONGEST = 4000
"""Code points of a passage."""
PINNED = ("event-location", "proposed-location")
"""Roles of the place words that an event can be pinned at."""
AHEAD: tuple[Status, ...] = ("planned", "proposed", "hypothetical")
"""What has not happened yet, as far as the report says."""


class Passage(NamedTuple):
    """A sentence with the toponyms, time expressions and triggers that lie in it."""

    number: int
    sentence: Sentence
    toponyms: tuple[Toponym, ...]
    timexes: tuple[Timex, ...]
    triggers: tuple[Trigger, ...]
    clauses: tuple[Clause, ...] = ()

    def only_says_where(self, text: str, at: int) -> bool:
        """Whether the clause at `at` says no more of an event than that it took place.

        "The talks, which were held in X"; a clause with a verb of its own ("..., but he
        refused to hand X over") says something else.
        """
        clause = self.clause_at(at)
        if clause is None or clause.verb is None or clause.kind == "participle":
            return True
        verbs, with_noun = _taking_place()
        follows = text[clause.verb[1] : clause.verb[1] + 12].split()[:1]
        return clause.lemma in verbs or [with_noun.get(clause.lemma)] == follows

    def describes_noun(self, text: str, at: int, main: Trigger) -> bool:
        """Whether `at` lies in a participle clause on some noun: not on what the verb tells.

        "Handed over under the deal signed on 9 May"; with a noun it does: "talks held in X".
        """
        clause = self.clause_at(at)
        if clause is None or clause.verb is None or clause.kind not in ("participle", "main"):
            return False
        bare = clause.verb[0] == clause.start and text[clause.start - 2] not in ",;:"
        adverbial = text[slice(*clause.verb)].endswith("ing")
        return "/verb" in main.rule and main.end < clause.start and bare and not adverbial

    def clause_at(self, at: int) -> Clause | None:
        """The clause that the code point `at` lies in, if the clauses are known."""
        for clause in self.clauses:
            if clause.start <= at < clause.end:
                return clause
        return None


class Frame(NamedTuple):
    """The triggers of one clause that share a status: the words for one happening.

    A tuple, as `Passage`: a report has dozens.
    """

    triggers: tuple[Trigger, ...]
    main: Trigger
    """The one its places and dates hang on; it gives type and label."""
    places: tuple[Toponym, ...] = ()
    place_rule: str = ""
    timex: Timex | None = None
    """Its date, where that is known with the place."""
    around: tuple[Toponym, ...] = ()
    """Places of its clause that only say where its own lies."""

    @property
    def status(self) -> Status:
        """What the clause says of it."""
        return self.main.status

    @property
    def clause(self) -> tuple[int, int]:
        """Span of the clause."""
        return self.main.clause


def passages(
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    timexes: Sequence[Timex],
    triggers: Sequence[Trigger],
    clauses: Mapping[int, tuple[Clause, ...]],
) -> tuple[Passage, ...]:
    """Every sentence with what lies in it, in the order of the text.

    A sentence longer than any sentence can be is cut where a clause begins, so that work
    on a passage stays bounded.
    """
    parts = [
        (n, piece) for n, s in enumerate(sentences) for piece in _pieces(s, clauses.get(n, ()))
    ]
    pieces = [piece for _, piece in parts]
    columns = zip(
        parts,
        _inside(toponyms, pieces),
        _inside(timexes, pieces),
        _inside(triggers, pieces),
        strict=True,
    )
    return tuple(
        Passage(
            number=n,
            sentence=piece,
            toponyms=p,
            timexes=t,
            triggers=w,
            clauses=_within(clauses.get(n, ()), piece),
        )
        for (n, piece), p, t, w in columns
    )


def _pieces(sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Sentence]:
    low = sentence.start
    if sentence.end - low > LONGEST:
        for clause in clauses:
            if clause.start - low > LONGEST:
                yield sentence._replace(start=low, end=clause.start)
                low = clause.start
    yield sentence if low == sentence.start else sentence._replace(start=low)


def _within(clauses: tuple[Clause, ...], piece: Sentence) -> tuple[Clause, ...]:
    if not clauses or (piece.start <= clauses[0].start and clauses[-1].start < piece.end):
        return clauses
    starts = [c.start for c in clauses]
    return clauses[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]


def frames(triggers: Iterable[Trigger]) -> list[Frame]:
    """Triggers grouped by clause, status and speaker; the first of each group leads it.

    What only says when the rest was ("following the offensive") is a happening of its own.
    """
    groups: dict[tuple[tuple[int, int], Status, str | None, bool], list[Trigger]] = {}
    for trigger in triggers:
        given = ": given" in trigger.rule
        key = (trigger.clause, trigger.status, trigger.speaker, given)
        groups.setdefault(key, []).append(trigger)
    return [Frame(triggers=tuple(group), main=_leader(group)) for group in groups.values()]


def one_place_each(frame: Frame) -> list[Frame]:
    """A frame for each of its places: each may have a date of its own beside it."""
    if len(frame.places) < 2:
        return [frame]
    return [frame._replace(places=(place,)) for place in frame.places]


def unplaced(frame: Frame) -> Frame:
    """The frame without a place."""
    return frame._replace(places=(), place_rule="")


def _leader(group: list[Trigger]) -> Trigger:
    typed = [t for t in group if t.type is not None]
    return (typed or group)[0]


def _inside(items: Sequence[_S], sentences: Sequence[Sentence]) -> list[tuple[_S, ...]]:
    """For each sentence the spans that begin in it."""
    ordered = sorted(items, key=attrgetter("start", "end"))
    starts = [i.start for i in ordered]
    return [
        tuple(ordered[bisect_left(starts, s.start) : bisect_left(starts, s.end)]) for s in sentences
    ]


@cache
def _taking_place() -> tuple[frozenset[str], dict[str, str]]:
    """Verbs that only say that something took place, and those that do so with a noun."""
    rows = _lexicon.read("linking")
    verbs = frozenset(verb for row in rows["takes_place"] for verb in row["verbs"])
    return verbs, {row["verb"]: row["next"] for row in rows["takes_place_with"]}
