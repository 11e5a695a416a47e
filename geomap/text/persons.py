"""Whether a name that no gazetteer holds is a person's, by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice

from geomap.text import _lexicon

_NEAR = 40
_OFTEN = 20
_BEFORE = re.compile(r"(\w+)\.?\s+$")
_AFTER = re.compile(r"(?P<has>['’]s\s+)?\s*(?P<word>\w+)")


def is_person(text: str, start: int, end: int) -> bool:
    """Whether the name at a span is a person's, as far as any of its neighbours in the text tell.

    Parameters
    ----------
    text
        The document's text.
    start, end
        The name's span, half-open, in code points.

    Examples
    --------
    >>> text = "Dravik left Kelmsk. It was Mr. Dravik's own idea."
    >>> is_person(text, 0, 6), is_person(text, 12, 18)
    (True, False)
    """
    name = re.compile(rf"\b{re.escape(text[start:end])}\b")
    again = islice(name.finditer(text), _OFTEN)
    return _told(text, start, end) or any(_told(text, *match.span()) for match in again)


def _told(text: str, start: int, end: int) -> bool:
    """Whether the words beside this mention tell."""
    cues = _cues()
    before = _BEFORE.search(text[max(0, start - _NEAR) : start])
    last = before[1].lower() if before else ""
    if last in cues["title"] or last in cues["given"]:
        return True
    first, *others = text[start:end].lower().split()
    if others and (first in cues["given"] or first.rstrip(".") in cues["title"]):
        return True
    after = _AFTER.match(text[end : end + _NEAR])
    if after is None:
        return False
    if after["has"]:
        return after["word"].lower() in cues["has"]
    return last not in cues["place"] and after["word"].lower() in cues["speaks"]


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    return {row["id"]: frozenset(row["words"]) for row in _lexicon.read("persons")["cue"]}
