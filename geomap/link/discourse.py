"""What later words of a report do to an offer or a plan: it was refused, it was not held."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geomap import _resources
from geomap.link.scene import Frame, Passage

_OPEN = ("planned", "proposed", "hypothetical")
_REACH = 3
"""Sentences after the offer in which its refusal is looked for."""
_LONGEST = 700
_WORD_AGAIN = 4


def refuse(text: str, laid_out: Sequence[Passage], number: int, frame: Frame) -> Frame:
    """`frame` as refused, if the words that follow it in its paragraph say so."""
    if frame.status not in _OPEN:
        return frame
    end = _reach(laid_out, number)
    found = refusal(text, frame.main.end, end) or _refused_again(text, frame, end)
    if not found:
        return frame
    status = replace(frame.main, status="refused", rule=f"refused later: {found!r}")
    return replace(frame, main=status)


def refusal(text: str, start: int, end: int) -> str | None:
    """The words between `start` and `end` that refuse what was offered before them.

    Examples
    --------
    >>> text = "They offered talks, but the rebels rejected this offer."
    >>> refusal(text, 12, len(text))
    'rejected this offer'
    """
    found = _patterns()[0].search(text, start, min(end, start + _LONGEST))
    return found.group() if found else None


def _refused_again(text: str, frame: Frame, end: int) -> str | None:
    """The offered thing's own word again: "refused to meet" after a meeting."""
    stems = {t.lemma[:_WORD_AGAIN].lower() for t in frame.triggers if len(t.lemma) >= _WORD_AGAIN}
    low = frame.main.end
    for found in _patterns()[1].finditer(text, low, min(end, low + _LONGEST)):
        if found["verb"][:_WORD_AGAIN].lower() in stems:
            return found.group()
    return None


def _reach(laid_out: Sequence[Passage], number: int) -> int:
    """Where the paragraph ends, or the third sentence from here."""
    here = laid_out[number].sentence
    after = laid_out[number : number + _REACH]
    return max(p.sentence.end for p in after if p.sentence.paragraph == here.paragraph)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = tomllib.loads(_resources.lexicon("en", "refusals"))
    nouns = "|".join(rows["nouns"])
    which = r"(?:the|this|that|these|those|such|its|their|his|her|both|all)"
    active = _either(rows["active"])
    what = rf"{which}(?:\s+\w+){{0,2}}?\s+(?:{nouns})\b"
    passive = _either(rows["passive"])
    return (
        re.compile(rf"\b(?:{active})\s+(?:{what}|it\b|them\b)|\b{what}\s+(?:{passive})\b", re.I),
        re.compile(r"\b(?:refus|declin)\w{2,3}\s+to\s+(?P<verb>\w+)", re.I),
    )


def _either(rows: Sequence[dict[str, list[str]]]) -> str:
    return "|".join(re.escape(verb) for row in rows for verb in row["verbs"])
