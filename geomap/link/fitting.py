"""Whether an event can be pinned at a place word, by the words before it and what is told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.link.scene import Frame
from geomap.model import Toponym, Trigger
from geomap.text import _lexicon, factuality

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

PLAIN_RANK = 1
"""Of a place without a preposition: "captured the town"."""
_COUNTRY = 6
_BEFORE = 40
_OPENING = 4
"""Words before a place that opens its clause: "In the town of"."""
_WORDS = re.compile(r"[\w’'\-]+")
_TALK = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE"})
_STATED = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN"})


def rank(text: str, start: int) -> int:
    """How well the words before a place word say that something happens there, 0 best.

    Examples
    --------
    >>> rank("A shell fell near the town of Dorn.", 30), rank("They fled from Dorn.", 15)
    (0, 3)
    """
    before, kinds = _prepositions()
    words = [w.lower() for w in _WORDS.findall(text, max(0, start - _BEFORE), start)]
    while words and words[-1] in ("the", "a", "an", "its", "their", "his"):
        words.pop()
    if len(words) > 1 and words[-1] == "of" and words[-2] in kinds:
        words = _without_kind(words[:-1], kinds)
    elif words and words[-1] in kinds:
        words = _without_kind(words, kinds)
    return before.get(words[-1], PLAIN_RANK) if words else PLAIN_RANK


def _without_kind(words: list[str], kinds: frozenset[str]) -> list[str]:
    while words and (words[-1] in kinds or words[-1] in ("the", "a", "an", "and")):
        words = words[:-1]
    return words


def fits(
    text: str,
    toponym: Toponym,
    main: Trigger,
    gazetteer: Gazetteer,
    *,
    first: Toponym | None = None,
) -> bool:
    """Whether `main` can have happened at `toponym`, the `first` of whose list may be another.

    Talk is not held where it is addressed to or where somebody comes from; a country as a
    whole needs an "in"; and a capital before a statement is the government that makes it.
    """
    place_rank = rank(text, (first or toponym).start)
    if toponym.place_id is None:
        return True
    place = gazetteer.places[toponym.place_id]
    seat = gazetteer.precision(place.id) >= _COUNTRY or place.fcode == "PPLC"
    journey = _is_journey(main) or _on_the_way(text, toponym.start)
    if place_rank >= 2 and main.type in _TALK and not journey:
        return place_rank == 2 and not seat
    if place_rank >= 2 and gazetteer.precision(place.id) >= _COUNTRY:
        return journey and place_rank == 2
    if main.type not in _STATED or main.status != "occurred":
        return True
    denied = main.lemma == "deny" and toponym.start >= main.end
    return not denied and not (seat and toponym.end <= main.start)


def stands_at(text: str, toponym: Toponym, frame: Frame, gazetteer: Gazetteer) -> bool:
    """Whether a place is clearly that of the verb: "lit fires in X", "In X, people lit fires".

    A place between subject and verb belongs to the subject ("the mayor in X"); offers,
    orders and refusals are no more at a place than what is said; a country is too wide.
    """
    main, place_id = frame.main, toponym.place_id
    if place_id is None or _governs(main.lemma):
        return False
    worst = 2 if main.lemma in _journeys() and main.end <= toponym.start else 0
    if rank(text, toponym.start) > worst:
        return False
    opens = len(_WORDS.findall(text, frame.clause[0], toponym.start)) <= _OPENING
    follows = main.end <= toponym.start
    return (follows or opens) and gazetteer.precision(place_id) < _COUNTRY


def _governs(lemma: str) -> bool:
    """Whether what the verb is about need not have happened: offering, ordering, refusing."""
    cues = factuality.cues()
    statuses = (cues.over_infinitive.get(lemma), cues.over_phrase.get(lemma))
    return any(status not in (None, "occurred") for status in statuses)


def _is_journey(main: Trigger) -> bool:
    return main.lemma in _journeys() or main.plain


def _on_the_way(text: str, start: int) -> bool:
    """Whether a journey leads to the place: "the visit of the Norwegian delegation to X"."""
    words = _WORDS.findall(text, max(0, start - _BEFORE), start)
    return any(word.lower() in _journeys() for word in words[-5:])


@cache
def _prepositions() -> tuple[dict[str, int], frozenset[str]]:
    rows = _lexicon.read("linking")
    ranks = {word: row["rank"] for row in rows["before_place"] for word in row["words"]}
    return ranks, frozenset(w for row in rows["kind_before_place"] for w in row["words"])


@cache
def _journeys() -> frozenset[str]:
    rows = _lexicon.read("linking")
    return frozenset(word for row in rows["journey"] for word in row["words"])
