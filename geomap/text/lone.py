"""A report of one sentence: at which of its names its event happened, by fitted weights.

A note of a single sentence has no heading, dateline or neighbour that a rule could lean on, and
tells one event. Which word that is, and how likely it happened at each name, are two logistic
regressions over the words of the sentence and the roles that the rules gave. Notes without a word
of the kind of events they were fitted on are left to the rules. The weights are made by
scripts/fit_lone_sentences.py, which says from what.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from geomap._resources import lexicon
from geomap.text import cues as cues_
from geomap.text import lone_features, shapes, surroundings
from geomap.text.toponyms import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Trigger
    from geomap.text.lone_features import Feature, Scene
    from geomap.text.roles import Decision
    from geomap.text.sentences import Sentence

Table = Mapping[str, Mapping[str, float]]
"""Weights by the kind of feature, then by its value."""

_LONGEST = 1_000
"""Code points: a longer line is no note."""
_AT_HOME = 0.35
"""The chance from which a word shows that the note tells an event of the kind fitted on."""
_NEVER = 0.2
"""In notes of other kinds the rules stand, unless a place is less likely than this."""
_LIKELY = 0.5
"""The chance from which it happened there; lower finds more places, and more that are none."""
_NOT_YET = frozenset(("planned", "proposed", "refused", "hypothetical"))
_MOST_EVENTS = 8
_COUNTS = 0.08
"""A reading of what the event is that is less likely than this is left out."""


class Weights(NamedTuple):
    """Two fitted models: which word is the event, which name is its place."""

    words: frozenset[str]
    """Words seen as events."""
    events: Table
    places: Table


@functools.cache
def load(language: str = "en") -> Weights:
    """The shipped weights of one language.

    Examples
    --------
    >>> load().places["gov"]["in"] > load().places["gov"]["from"]
    True
    """
    fitted = json.loads(lexicon(language, "lone-sentences", suffix=".json"))
    return Weights(
        words=frozenset(fitted["words"]), events=fitted["events"], places=fitted["places"]
    )


def is_lone(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether the report is a note of one sentence.

    Examples
    --------
    >>> from geomap.text import sentences
    >>> note = "Two people were killed in Kelm."
    >>> is_lone(note, sentences.split(note))
    True
    """
    return len(sentences) == 1 and len(text) <= _LONGEST


def weigh(
    text: str,
    mentions: Sequence[Mention],
    decided: Sequence[Decision],
    triggers: Sequence[Trigger],
    *,
    weights: Weights | None = None,
) -> tuple[tuple[Mention, ...], tuple[Decision, ...]]:
    """The place words of a note, with names that only an event there shows to be some.

    Parameters
    ----------
    text
        The text of a lone sentence.
    mentions
        Its place words, from `toponyms.find`.
    decided
        Their roles by the rules, from `roles.assign`.
    triggers
        Its event triggers: what has happened is at no place that is only proposed.
    weights
        Others than the shipped ones.
    """
    weights = weights or load()
    scene = stage(text, mentions, decided)
    events = likely_events(scene, weights)
    if not events:
        return tuple(mentions), tuple(decided)
    known = events[0][2] >= _AT_HOME
    over = _is_over(scene.row.start[events[0][1]], triggers)
    chances = _chances(scene, [event[:2] for event in events], weights)
    settled = [
        (mention, _settle(decision, chances.get(n), over=over, known=known))
        for n, (mention, decision) in enumerate(zip(scene.mentions, scene.decided, strict=True))
    ]
    kept = [pair for pair in settled if pair[1][0] in lone_features.PLACED or not pair[0].doubtful]
    return tuple(mention for mention, _ in kept), tuple(decision for _, decision in kept)


def _chances(
    scene: Scene, events: Sequence[tuple[float, int]], weights: Weights
) -> dict[int, float]:
    """The chance of each mention; names in a list share that of the likeliest."""
    chances = {
        n: _logistic(_score(lone_features.of_place(scene, unit, events), weights.places))
        for n, unit in lone_features.places(scene)
    }
    lists: dict[int, list[int]] = {}
    for n, first in lone_features.listed(scene):
        lists.setdefault(first, [first]).append(n)
    for together in lists.values():
        best = max(chances[n] for n in together)
        chances.update(dict.fromkeys(together, best))
    return chances


def _is_over(event: int, triggers: Sequence[Trigger]) -> bool:
    """Whether the event that begins at a code point is told as one that happened."""
    statuses = [t.status for t in triggers if t.start <= event < t.end]
    return bool(statuses) and statuses[0] not in _NOT_YET


def stage(text: str, mentions: Sequence[Mention], decided: Sequence[Decision]) -> Scene:
    """The note as a row of units, with every capitalised name in it as a guess."""
    merged = sorted(
        [*zip(mentions, decided, strict=True), *_guesses(text, mentions)],
        key=lambda pair: pair[0].start,
    )
    row = surroundings.row(text, 0, len(text), [(n, pair[0]) for n, pair in enumerate(merged)])
    return lone_features.scene(row, [pair[0] for pair in merged], [pair[1] for pair in merged])


def _guesses(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Decision]]:
    for low, high in shapes.names(text, 0, len(text), mentions, cues_.load()):
        guess = Mention(start=low, end=high, exact=text[low:high], kind="unknown", doubtful=True)
        yield guess, ("background", lone_features.GUESS)


def likely_events(scene: Scene, weights: Weights) -> list[tuple[float, int, float]]:
    """What the event may be: its share of the chance, its unit, and the chance by itself."""
    scored = sorted(
        (
            (_score(lone_features.of_event(scene, unit), weights.events), unit)
            for unit in lone_features.words(scene, weights.words)
        ),
        reverse=True,
    )[:_MOST_EVENTS]
    if not scored:
        return []
    whole = sum(math.exp(score - scored[0][0]) for score, _ in scored)
    shares = [
        (math.exp(score - scored[0][0]) / whole, unit, _logistic(score)) for score, unit in scored
    ]
    return [event for event in shares if event[0] >= _COUNTS]


def _settle(decision: Decision, chance: float | None, *, over: bool, known: bool) -> Decision:
    if chance is None:
        return decision
    role, reason = decision
    placed = role in lone_features.PLACED
    if not known and (not placed or chance >= _NEVER):
        return decision
    reason = f"{reason}; chance {chance:.2f} in a note"
    if chance < _LIKELY:
        return "background" if placed else role, reason
    return role if role == "proposed-location" and not over else "event-location", reason


def _score(features: Iterable[Feature], table: Table) -> float:
    total = table["bias"][""]
    nothing: Mapping[str, float] = {}
    for kind, value, much in features:
        total += table.get(kind, nothing).get(value, 0.0) * much
    return total


def _logistic(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
