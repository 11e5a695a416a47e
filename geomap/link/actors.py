"""Who took part: names around the trigger, and the governments behind metonyms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.link.scene import Frame, Passage
from geomap.model import Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

MOST = 6
# possessive, and only from the start of a word: linear on any text; the capital comes before the
# look back at what is before it, for then the search skips to capitals
_NAME = re.compile(
    r"[A-ZÀ-ÞĀ-ŽƏ](?<![\w’'\-].)[\w’'\-]*+"
    r"(?:[ \xa0](?:(?:al|bin|de|van|von|of the)[ \xa0])?[A-ZÀ-ÞĀ-ŽƏ][\w’'\-]*+){1,5}"
)
_FORCES = re.compile(
    r"[ \xa0](?:military|armed )?(?:forces|troops|army|soldiers|authorities|government|side|units"
    r"|police|protesters|opposition|militants|rebels|separatists|servicemen|leadership)\b"
)
_TITLES = re.compile(
    r"^(?:(?:The|A|An|Prime|Foreign|Defen[cs]e|Interior|Deputy|Vice|Acting|Former|Ex|Minister|President|Secretary"
    r"|State|General|Colonel|Mr|Mrs|Ms|Dr|Sir|Chairman|Speaker|Premier|Chancellor|King|Queen|Pope|US|U\.S)\b[.’'\-]?\s*)+"
)


def actors(text: str, passage: Passage, frame: Frame, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Names in the clause of `frame`, else in its sentence, in the order of the text."""
    low, high = frame.clause
    found = _within(text, passage, low, high, gazetteer)
    if not found:
        found = _within(text, passage, passage.sentence.start, passage.sentence.end, gazetteer)
    return tuple(dict.fromkeys(name for _, name in sorted(found)))[:MOST]


def _within(
    text: str, passage: Passage, low: int, high: int, gazetteer: Gazetteer
) -> list[tuple[int, str]]:
    inside = [t for t in passage.toponyms if low <= t.start < high]
    found = [(t.start, name) for t in inside if (name := _of_toponym(text, t, gazetteer))]
    taken = [(t.start, t.end) for t in inside]
    taken += [(t.start, t.end) for t in passage.timexes]
    for match in _NAME.finditer(text, low, high):
        name = _person(text, match.start(), match.end(), taken)
        if name:
            found.append((match.start(), name))
    return found


def _of_toponym(text: str, toponym: Toponym, gazetteer: Gazetteer) -> str | None:
    if toponym.role == "metonym" and toponym.place_id:
        return gazetteer.label(toponym.place_id)
    if toponym.role == "demonym":
        behind = _FORCES.match(text, toponym.end)
        return text[toponym.start : behind.end()] if behind else None
    return None


def _person(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> str | None:
    """The name without the place words and titles before it."""
    for low, high in taken:
        if low < end and start < high:
            if low - start > end - high:
                end = low
            else:
                start = high
    words = _TITLES.sub("", text[start:end].strip(" \xa0-’'"))
    return words if len(words.split()) >= 2 else None
