"""How many independent sources tell an event: outlets, without copies of one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from urllib.parse import urlsplit

from geomap.merge.groups import Groups
from geomap.model import EventMention

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_COPIED = 0.6


def n_sources(tellings: Sequence[EventMention]) -> int:
    """How many outlets tell it independently.

    Tellings of one outlet (or, where none is named, of one host or one report) count once,
    and so do tellings whose sentences are near-copies: word shingles, Jaccard at least 0.6
    (Broder, 1997, "On the resemblance and containment of documents").
    """
    outlets = sorted({_outlet(t) for t in tellings})
    number = {outlet: index for index, outlet in enumerate(outlets)}
    groups = Groups(len(outlets))
    shingled = {(number[_outlet(t)], _shingles(t.exact)) for t in tellings}
    for (one, mine), (other, theirs) in combinations(shingled, 2):
        if one != other and _resemblance(mine, theirs) >= _COPIED:
            groups.join(one, other)
    return len({groups.root(index) for index in range(len(outlets))})


def _outlet(telling: EventMention) -> str:
    host = urlsplit(telling.url).hostname if telling.url else None
    return (telling.source or host or telling.document).casefold()


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))
    )


def _resemblance(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    return len(a & b) / len(a | b)
