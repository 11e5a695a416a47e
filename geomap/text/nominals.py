"""Words that point back at a place: "these territories", "the region", "the Norvian capital"."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Place, Sense
    from geomap.text.sentences import Sentence

_NAMED_NEXT = re.compile(r",? [^\W\da-z_]")
_APPOSED = frozenset(("city", "town", "village", "capital"))
_PLURAL = frozenset(("territories", "regions", "districts", "areas", "lands", "provinces"))
_SETTLED = frozenset(("city", "town", "village"))
_NAMED = frozenset(("corridor", "valley"))
_NOUN = re.compile(
    r"\b(?:territor(?:y|ies)|regions?|districts?|areas?|lands|provinces?|enclave|exclave|zone"
    r"|city|town|village|corridor|valley|capital|there)\b(?! (?:of|around|in) [A-Z])"
)
_POINTER = re.compile(
    r"(?<!\w)[Tt](?:he|his|hese|hat|hose) (?!the |his |her |their )(?:[\w-]+ ){0,2}$"
)
_VERB_BEFORE = re.compile(r"[a-z] $")
_ADVERB_AFTER = re.compile(r"[.,;”\"’')]| (?:on|in|by|since|and|for|at|last|this)\b")
_WINDOW = 40
_MOST = 64
"""How many place words back are looked at."""
_REACH = 6


class Pointed(Protocol):
    """A place word something can point back at."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last."""

    @property
    def kind(self) -> str:
        """Name, demonym or unknown."""

    @property
    def within(self) -> str:
        """The longer name it is part of."""

    @property
    def exact(self) -> str:
        """Its words."""

    @property
    def senses(self) -> tuple[Sense, ...]:
        """What it can mean."""


class Nominal(NamedTuple):
    """A nominal with what it points at."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    antecedent: tuple[int, int]


def find(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Pointed],
    places: Mapping[str, Place],
) -> Iterator[Nominal]:
    """The nominals of a text that have something to point at, a few sentences back at most."""
    starts = [mention.start for mention in mentions]
    opens = [sentence.start for sentence in sentences]
    for low, high in _pointing(text, opens[0] if opens else 0):
        number = bisect.bisect_right(opens, low) - 1
        before = bisect.bisect_left(starts, high)
        taken = before and mentions[before - 1].end > low
        noun = text[low:high].rpartition(" ")[2]
        if noun in _APPOSED and _NAMED_NEXT.match(text, high):
            continue  # "the capital Kelm"
        if taken or sentences[number].kind == "leftover":
            continue
        limit = low if noun == "there" else opens[number]
        floor = opens[max(0, number - (2 * _REACH if noun in _PLURAL else _REACH))]
        last = bisect.bisect_left(starts, limit)
        first = max(bisect.bisect_left(starts, floor), last - _MOST)
        pointed = _antecedent(noun, mentions[first:last], places)
        if pointed is not None:
            yield Nominal(
                start=low,
                end=high,
                senses=pointed.senses,
                antecedent=(pointed.start, pointed.end),
            )


def _pointing(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Spans of nouns with a determiner that points back, and of "there" after a verb."""
    for noun in _NOUN.finditer(text, start):
        floor = max(start, noun.start() - _WINDOW)
        if noun[0] == "there":
            after = _ADVERB_AFTER.match(text, noun.end())
            if after and _VERB_BEFORE.search(text, floor, noun.start()):
                yield noun.span()
            continue
        pointer = _POINTER.search(text, floor, noun.start())
        if pointer:
            yield pointer.start(), noun.end()


def _antecedent(noun: str, back: Sequence[Pointed], places: Mapping[str, Place]) -> Pointed | None:
    for mention in reversed(back):
        named = noun not in _NAMED or noun in mention.exact.lower()
        clear = mention.kind == "name" and not mention.within and named
        if clear and any(_fits(noun, sense, places) for sense in mention.senses):
            return mention
    return None


def _fits(noun: str, sense: Sense, places: Mapping[str, Place]) -> bool:
    place = places.get(sense.id) if sense.kind == "place" else None
    if place is None:
        return False
    state = place.fcode.startswith("PCL")
    if noun in _SETTLED:
        return place.fclass == "P"
    if noun == "capital":
        return place.fcode in ("PPLC", "PPLA")
    if noun in _NAMED or noun == "there":
        return not state
    if noun in _PLURAL:
        return place.kind == "group"
    return place.kind != "group" and place.fclass in "AL" and not state
