"""Names of places that no gazetteer knows, by how they are written and what stands beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.text import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from geomap.text.cues import Cues
    from geomap.text.surroundings import Row

_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|ath|az|ed|er|es|ez)-[^\W\d_a-z]")
_LOCATIVE = frozenset(
    ("in", "at", "near", "inside", "outside", "around", "throughout", "into", "towards", "toward")
)
_LONGEST = 6


def names(made: Row, cues: Cues, demonyms: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Spans of capitalised names that their neighbours show to be places.

    A locative preposition before ("in Kelm"), a kind of place before or after ("the village of
    Kelm", "Kelm district") or a place in the same list.
    """
    i = 0
    while i < len(made.low):
        last = _run(made, i, cues)
        if last < i:
            i += 1
            continue
        if _is_place(made, i, last, cues, demonyms):
            yield made.start[i], made.start[last] + len(made.form[last])
        i = last + 1


def _run(made: Row, i: int, cues: Cues) -> int:
    """The last unit of the capitalised run that begins at `i`, or `i` - 1 for none."""
    last = i - 1
    for k in range(i, min(i + _LONGEST, len(made.low))):
        if not _is_name_word(made, k, cues) or (k > i and not _adjacent(made, k)):
            break
        last = k
    return last


def _is_name_word(made: Row, k: int, cues: Cues) -> bool:
    form = made.form[k]
    if made.mention[k] >= 0 or made.low[k] in cues["not-a-name"]:
        return False
    return form[0].isupper() or bool(_ARTICLE.match(form))


def _adjacent(made: Row, k: int) -> bool:
    return made.start[k] == made.start[k - 1] + len(made.form[k - 1]) + 1


def _is_place(made: Row, i: int, last: int, cues: Cues, demonyms: AbstractSet[int]) -> bool:
    form = made.form[last]
    if len(form) < 3 or (form.isupper() and len(form) < 6) or made.is_mention(last + 1):
        return False
    if made.low[last] in cues["name-head-after"] or made.low[i] in cues["titled"]:
        return False
    if made.word(last + 1) in cues["place-noun"] and not made.is_capital(last + 1):
        return True
    governor = surroundings.governor(made, i, cues=cues, demonyms=demonyms)
    return governor.word in _LOCATIVE or bool(governor.noun) or bool(governor.link)
