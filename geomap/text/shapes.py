"""Names of places that no gazetteer knows, by how they are written and what stands beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.text import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from geomap.text.cues import Cues
    from geomap.text.surroundings import Row, Span

_ARTICLE = r"(?:(?:al|el|ad|an|ar|as|ash|at|ath|az|ed|er|es|ez)-)?"
_WORD = _ARTICLE + r"[^\W\d_a-zß-ÿ][^\W_]*(?:[-’'‘.](?!s\b)[^\W_]+)*"
_RUN = re.compile(rf"(?<![\w’'‘-]){_WORD}(?:[ \u00a0]{_WORD}){{0,7}}")
_PIECE = re.compile(_WORD)
_LEFT = re.compile(r"(?:([^\W_]+(?:-[^\W_]+)*)\s+|([,/(])\s*|(?<=[-–]))[\"“‘«]?$")
_RIGHT = re.compile(r"['’]?s?\s+([a-z]+)")
_WINDOW = 24


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
        for low, high in _parts(text, match, cues):
            if _may_be_place(text, max(start, low - _WINDOW), low, high, cues):
                yield low, high


def _parts(text: str, run: re.Match[str], cues: Cues) -> Iterator[tuple[int, int]]:
    """The run without the words that belong to no name, such as "In" at a sentence's start."""
    low = high = -1
    for piece in _PIECE.finditer(text, run.start(), run.end()):
        if piece[0].lower() in cues["not-a-name"]:
            if low >= 0:
                yield low, high
            low = -1
        else:
            low = piece.start() if low < 0 else low
            high = piece.end()
    if low >= 0:
        yield low, high


def _may_be_place(text: str, floor: int, low: int, high: int, cues: Cues) -> bool:
    name = text[low:high]
    last = name.rpartition(" ")[2].lower()
    if len(name) < 3 or (name.isupper() and len(name) < 6) or last in cues["name-head-after"]:
        return False
    right = _RIGHT.match(text, high)
    if right and right[1] in cues["beside-right"]:
        return True
    left = _LEFT.search(text, floor, low)
    return left is not None and (left[1] is None or left[1].lower() in cues["beside-left"])


def is_place(made: Row, unit: int, cues: Cues, demonyms: AbstractSet[int]) -> bool:
    """Whether its neighbours show the name at `unit` to be a place.

    A locative preposition before ("in Kelm") or a kind of place before or after ("the village
    of Kelm", "Kelm district").
    """
    if made.word(unit + 1) in cues["place-noun"]:
        return True
    governor = surroundings.governor(made, unit, cues=cues, demonyms=demonyms)
    return governor.word in cues["inside"] or bool(governor.noun)


def may_be_place(made: Row, unit: int, cues: Cues, demonyms: AbstractSet[int]) -> bool:
    """Whether they leave it open: "captured Kelm", "marched on Kelm", "Kelm was shelled"."""
    governor = surroundings.governor(made, unit, cues=cues, demonyms=demonyms)
    word = governor.word
    return (
        word in cues["reached"]
        or (word in cues["locative"] and word != "of")
        or made.word(unit + 1) in cues["undergoing"]
    )


def list_head(made: Row, unit: int, cues: Cues, demonyms: AbstractSet[int]) -> int:
    """The unit of the first name of the list that the name at `unit` is in; itself for none."""
    governor = surroundings.governor(made, unit, cues=cues, demonyms=demonyms)
    return governor.first if governor.link == "list" else unit
