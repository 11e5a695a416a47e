"""Words that point back at a place: "these territories", "the region", "the Norvian capital"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Place, Sense
    from geomap.text.sentences import Sentence

_PLURAL = "territories|regions|districts|areas|lands|provinces"
_SINGULAR = "region|area|enclave|exclave|territory|zone|province|district"
_SETTLED = "city|town|village"
_NAMED = "corridor|valley"
_POINTER = re.compile(
    r"\b[Tt](?:he|his|hese|hat|hose) (?!the |his |her |their )(?:[\w-]+ ){0,2}?"
    rf"(?P<noun>{_PLURAL}|{_SINGULAR}|{_SETTLED}|{_NAMED}|capital)\b"
    r"(?! (?:of|around|in) [A-Z])"
)
_THERE = re.compile(r"(?<=[a-z] )there(?=[.,;”\"’')]| (?:on|in|by|since|and|for|at|last|this)\b)")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
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
    taken = [(mention.start, mention.end) for mention in mentions]
    for number, sentence in enumerate(sentences):
        if sentence.kind == "leftover":
            continue
        for match in _matches(text, sentence):
            if any(low < match.end() and match.start() < high for low, high in taken):
                continue
            limit = match.start() if match[0] == "there" else sentence.start
            floor = sentences[max(0, number - _reach(match))].start
            back = [m for m in mentions if floor <= m.start < limit and not m.within]
            pointed = _antecedent(match, back, places)
            if pointed is not None:
                yield Nominal(
                    start=match.start(),
                    end=match.end(),
                    senses=pointed.senses,
                    antecedent=(pointed.start, pointed.end),
                )


def _matches(text: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    yield from _POINTER.finditer(text, sentence.start, sentence.end)
    yield from _THERE.finditer(text, sentence.start, sentence.end)


def _antecedent(
    match: re.Match[str], back: Sequence[Pointed], places: Mapping[str, Place]
) -> Pointed | None:
    noun = match.groupdict().get("noun") or "there"
    for mention in reversed(back):
        if mention.kind != "name" or (noun in _NAMED and noun not in mention.exact.lower()):
            continue
        if any(_fits(noun, s, places) for s in mention.senses):
            return mention
    return None


def _reach(match: re.Match[str]) -> int:
    """How many sentences back a nominal points: a group is remembered longer."""
    return 2 * _REACH if match.groupdict().get("noun") in _PLURAL.split("|") else _REACH


def _fits(noun: str, sense: Sense, places: Mapping[str, Place]) -> bool:
    place = places.get(sense.id) if sense.kind == "place" else None
    if place is None:
        return False
    if noun in _PLURAL.split("|"):
        return place.kind == "group"
    if noun in _SETTLED.split("|"):
        return place.fclass == "P"
    if noun == "capital":
        return place.fcode in ("PPLC", "PPLA")
    if noun == "there" or noun in _NAMED.split("|"):
        return True
    return place.kind != "group" and place.fclass in "AL" and not place.fcode.startswith("PCL")
