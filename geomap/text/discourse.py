"""What a later sentence does to an offer: refused proposals, ignored invitations.

An offer and its refusal are told apart: "Talks were offered in X. They turned the offer down."
A refusal that points back ("this proposal") takes the last open offer before it; a refusal that
names the act ("refused to meet") takes the open offers of that kind just before it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.text import factuality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Trigger
    from geomap.text.factuality import Parsed
    from geomap.text.tokens import Token

_OPEN = frozenset({"planned", "proposed", "hypothetical"})
_REACH = 3  # sentences
_BACK = 2  # sentences between an offer and what points back at it
_ANAPHORS = frozenset(
    {"this", "these", "that", "those", "the", "it", "them", "such", "his", "her", "their"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One sentence with its triggers as read by itself."""

    number: int
    """Which sentence of the document."""
    parsed: Parsed
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A refusing verb group: where it stands and what it says no to."""

    number: int
    start: int
    types: frozenset[str]
    """PLOVER types of the acts it names."""
    points_back: bool


def mentions_refusal(words: Sequence[Token]) -> bool:
    """Whether a sentence has a word of refusal at all: a cheap test before clauses are cut."""
    table = factuality.cues().over_infinitive
    return any(
        factuality.cue_at(words, i, table) == "refused"
        for i, word in enumerate(words)
        if word.tag in factuality.VERB_TAGS
    )


def settle(drafts: Sequence[Draft]) -> tuple[Trigger, ...]:
    """All triggers, the refused offers among them marked as refused."""
    triggers = {t.start: (d.number, t) for d in drafts for t in d.triggers}
    for draft in drafts:
        for refusal in _refusals(draft):
            for start in _refused_by(refusal, list(triggers.values())):
                number, old = triggers[start]
                new = replace(old, status="refused", rule=f"{old.rule}; refused later")
                triggers[start] = (number, new)
    return tuple(t for _, t in sorted(triggers.values(), key=lambda pair: pair[1].start))


def _refusals(draft: Draft) -> list[Refusal]:
    found = []
    for n, clause in enumerate(draft.parsed.clauses):
        last = clause.group[1]
        cue = factuality.cue_at(draft.parsed.words, last, factuality.cues().over_infinitive)
        real = clause.verb is not None and clause.tense == "past" and not clause.negated
        if cue != "refused" or not real or clause.verb is None:
            continue
        following = draft.parsed.words[clause.group[1] + 1 : clause.group[1] + 5]
        start = clause.verb[0]
        end = draft.parsed.clauses[min(n + 1, len(draft.parsed.clauses) - 1)].end
        types = frozenset(t.type for t in draft.triggers if start < t.start < end and t.type)
        found.append(
            Refusal(
                number=draft.number, start=start, types=types, points_back=_points_back(following)
            )
        )
    return found


def _points_back(words: Sequence[Token]) -> bool:
    lowers = [w.lower for w in words]
    return any(
        a in _ANAPHORS and (b in factuality.cues().pointers) for a, b in itertools.pairwise(lowers)
    ) or (bool(lowers) and lowers[0] in ("it", "this", "that", "them"))


def _refused_by(refusal: Refusal, triggers: Sequence[tuple[int, Trigger]]) -> list[int]:
    open_before = [
        (number, t)
        for number, t in triggers
        if t.status in _OPEN and t.start < refusal.start and refusal.number - number <= _REACH
    ]
    if refusal.points_back and open_before:
        last = max(number for number, _ in open_before)
        if refusal.number - last <= _BACK:
            return [t.start for number, t in open_before if number == last]
    return [t.start for _, t in open_before if t.type is not None and t.type in refusal.types]
