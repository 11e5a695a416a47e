"""Names of places that no gazetteer knows, by how they are written and what stands beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from geomap.text.cues import Cues
    from geomap.text.surroundings import Governor, Row, Span

_ARTICLE = r"(?:(?:al|el|ad|an|ar|as|ash|at|ath|az|ed|er|es|ez)-)?"
_WORD = _ARTICLE + r"[^\W\d_a-zß-ÿ][^\W_]*(?:[-’'‘.](?!s\b)[^\W_]+)*"
_RUN = re.compile(rf"(?<![\w’'‘-]){_WORD}(?:[ \u00a0]{_WORD}){{0,7}}")
_PIECE = re.compile(_WORD)
_LEFT = re.compile(r"(?:([^\W_]+(?:-[^\W_]+)*)\s+|([,/(])\s*|(?<=[-–]))[\"“‘«]?$")
_RIGHT = re.compile(r"['’]?s?\s+([a-z]+)")
_HELD = frozenset(("stronghold", "bastion", "heartland", "hotbed", "base", "camp"))
_QUARTERS = frozenset(("west", "east", "north", "south"))
_WINDOW = 24
_SHORTEST = 3


def runs(
    text: str, start: int, end: int, known: Sequence[Span], cues: Cues
) -> Iterator[tuple[int, int]]:
    """Capitalised names in ``text[start:end]`` that a word beside them may make a place.

    Those that touch a known place word are none: they are part of its name.
    """
    position = 0
    for match in _RUN.finditer(text, start, end):
        while position < len(known) and known[position].end <= match.start():
            position += 1
        if position < len(known) and known[position].start < match.end():
            continue
        first = match.start()
        for begin, finish in _parts(match[0], cues["not-a-name"]):
            low, high = first + begin, first + finish
            if _may_be_place(text, max(start, low - _WINDOW), low, high, cues):
                yield low, high


def names(
    text: str, start: int, end: int, known: Sequence[Span], cues: Cues
) -> Iterator[tuple[int, int]]:
    """Every capitalised name in ``text[start:end]`` that no known place word touches."""
    for match in _RUN.finditer(text, start, end):
        for begin, finish in _parts(match[0], cues["not-a-name"]):
            low, high = match.start() + begin, match.start() + finish
            if high - low >= _SHORTEST and not any(
                span.start < high and low < span.end for span in known
            ):
                yield low, high


@lru_cache(maxsize=1 << 15)
def _parts(run: str, outside: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """The run without the words that belong to no name, such as "In" at a sentence's start."""
    found: list[tuple[int, int]] = []
    low = high = -1
    for piece in _PIECE.finditer(run):
        if piece[0].lower() in outside:
            if low >= 0:
                found.append((low, high))
            low = -1
        else:
            low = piece.start() if low < 0 else low
            high = piece.end()
    return (*found, (low, high)) if low >= 0 else tuple(found)


def _may_be_place(text: str, floor: int, low: int, high: int, cues: Cues) -> bool:
    name = text[low:high]
    last = name.rpartition(" ")[2].lower()
    if (
        len(name) < _SHORTEST
        or (name.isupper() and len(name) < 6)
        or last in cues["name-head-after"]
    ):
        return False
    right = _RIGHT.match(text, high)
    if right and right[1] in cues["beside-right"]:
        return True
    left = _LEFT.search(text, floor, low)
    return left is not None and (left[1] is None or left[1].lower() in cues["beside-left"])


def is_place(made: Row, unit: int, governor: Governor, cues: Cues) -> bool:
    """Whether its neighbours show the name at `unit` to be a place.

    A locative preposition before ("in Kelm") or a kind of place before or after ("the village
    of Kelm", "Kelm district").
    """
    if made.word(unit + 1) in cues["place-noun"]:
        held = made.word(unit + 1) in _HELD and made.word(unit + 2) == "of"
        return not (held and made.word(unit - 1) in ("a", "the"))  # "the Umbar stronghold of Kelm"
    if made.low[unit] in _QUARTERS:
        return False  # "in the West"
    return governor.word in cues["inside"] or bool(governor.noun)


def may_be_place(made: Row, unit: int, governor: Governor, cues: Cues) -> bool:
    """Whether they leave it open: "captured Kelm", "marched on Kelm", "Kelm was shelled"."""
    word = governor.word
    return (
        word in cues["reached"]
        or (word in cues["locative"] and word != "of")
        or (word == "of" and made.word(governor.at - 1) in cues["taken"])
        or made.word(unit + 1) in cues["undergoing"]
    )


def is_held(made: Row, unit: int, governor: Governor, known: AbstractSet[int]) -> bool:
    """Whether a known place holds what was taken: "control of Kelm, Dorn and Umbar in Norvia"."""
    if governor.word not in ("of", "over"):
        return False
    k = unit + 1
    while made.is_mention(k) or made.word(k) in ("and", ","):
        k += 1
    listed = k > unit + 1
    return (
        listed and made.word(k) == "in" and made.is_mention(k + 1) and made.mention[k + 1] in known
    )


def list_head(unit: int, governor: Governor) -> int:
    """The unit of the first name of the list that the name at `unit` is in; itself for none."""
    return governor.first if governor.link == "list" else unit
