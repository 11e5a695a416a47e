"""Which dates of a sentence are usable, and which belong to one of its nouns."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.link.dating import Owners
    from geomap.link.scene import Passage
    from geomap.model import Timex, Trigger

_BESIDE = re.compile(r"(?:[ \-–—\xa0]+[\w’'\-]+){0,3}[ \-–—\xa0]+")
_DETERMINER = re.compile(r"(?:\b(?:the|an?|this|that|its|their|his|her)|[’']s)\s+$", re.I)
_PREPOSITION = re.compile(r"\b(?:on|in|by|at|since|of|from|until)\s+$", re.I)
_OF = re.compile(r"\sof\s(?:the\s)?")
_THE = re.compile(r"\bthe\s$", re.I)
_NAMED = re.compile(r"[ -][A-Z][a-z]+\b(?! (?:of|in|at)\b)")


def dates(text: str, passage: Passage) -> Owners:
    """The usable dates of a passage, each with the word it stands before, if any."""
    usable = [t for t in passage.timexes if t.edtf is not None and t.type in ("DATE", "TIME")]
    owners = {t: _owner(text, t, passage.triggers) for t in usable}
    return {t: owner for t, owner in owners.items() if owner or not _is_name(text, t)}


def _is_name(text: str, timex: Timex) -> bool:
    """Whether a date is a part of a name: "the March 23 Movement"."""
    led = _THE.search(text, max(0, timex.start - 5), timex.start)
    return led is not None and _NAMED.match(text, timex.end) is not None


def _owner(text: str, timex: Timex, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun that a date stands with: "the November 10 peace deal", "the deal of May 9"."""
    for trigger in triggers:
        if "/noun" in trigger.rule and _OF.fullmatch(text, trigger.end, timex.start):
            return trigger
    first = bisect_right(triggers, timex.end, key=lambda t: t.start)
    for trigger in itertools.takewhile(lambda t: t.start - timex.end <= 40, triggers[first:]):
        if "/verb" in trigger.rule:
            continue
        beside = trigger.start - timex.end == 1 and not _PREPOSITION.search(
            text, max(0, timex.start - 8), timex.start
        )
        led = _DETERMINER.search(text, max(0, timex.start - 8), timex.start)
        if beside or (led and _BESIDE.fullmatch(text, timex.end, trigger.start)):
            return trigger
    return None
