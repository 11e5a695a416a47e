"""A line for an event, cut from the report's own words."""

from __future__ import annotations

import re

from geomap.link.scene import Frame, Passage

LONGEST = 90
_LEAD = re.compile(
    r"(?:[\s,;:–—\-\"“”«»‘’'*_#(]+|(?:and|but|however|meanwhile|also|then|that|which|while"
    r"|where|moreover|in addition|at the same time|according to [^,]{1,60},)\b)+",
    re.I,
)
_TAIL = re.compile(r"[\s,;:–—\-\"“”«»‘’'*_(]+$")
_SPACE = re.compile(r"\s+")
_BOUNDARY = re.compile(r"[,;:–—]\s|\s(?:which|who|where|while|after|before|as|when|because)\s")


def label(text: str, passage: Passage, frame: Frame) -> str:
    """The clause that tells it, from its first own word, at most 90 characters.

    The span takes in the place where it lies outside the clause. What is too long is cut
    at the ends, keeping the trigger; a cut is shown as an ellipsis.
    """
    low, high = _span(passage, frame)
    found = _LEAD.match(text, low, high)
    low = min(found.end(), frame.main.start) if found else low
    words = _TAIL.sub("", _SPACE.sub(" ", text[low:high]))
    if len(words) > LONGEST:
        words = _shorten(text, low, high, frame)
    return words[:1].upper() + words[1:]


def _span(passage: Passage, frame: Frame) -> tuple[int, int]:
    low, high = frame.clause
    near = [p for p in frame.places if passage.sentence.start <= p.start < passage.sentence.end]
    if near:
        low, high = min(low, near[0].start), max(high, near[-1].end)
    return max(low, passage.sentence.start), min(high, passage.sentence.end)


def _shorten(text: str, low: int, high: int, frame: Frame) -> str:
    """The words around the trigger: forward from the last boundary before it."""
    start = low
    if frame.main.end - low > LONGEST - 20:
        cuts = [m.end() for m in _BOUNDARY.finditer(text, low, frame.main.start)]
        start = next((c for c in cuts if frame.main.end - c <= LONGEST - 20), frame.main.start)
    words = _SPACE.sub(" ", text[start : min(high, start + 4 * LONGEST)]).strip()
    if len(words) > LONGEST:
        words = words[: LONGEST - 1].rsplit(" ", 1)[0]
        words = _TAIL.sub("", words) + "…"
    return words if start == low else "…" + words[: LONGEST - 1]
