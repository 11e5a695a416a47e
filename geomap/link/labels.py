"""A line for an event, cut from the report's own words so that it reads on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geomap.link.scene import Frame, Passage
from geomap.text import _lexicon

LONGEST = 90
_ROOM = LONGEST - 1
"""Without the ellipsis."""
_SPEAKER = 36
"""Code points that a speaker may have to be named before what is said."""
_PHRASE = 45
"""Code points before a relative clause in which the phrase it belongs to begins."""
_SHORT = 36
"""Fewer code points say too little, if there is more to say."""
_LEAD = re.compile(
    r"(?:[\s,;:–—\-\"“”«»‘’'*_#(\[>]|(?:and|but|however|meanwhile|also|then|moreover"
    r"|in addition(?=,)|at the same time(?=,)|yet|still|so|or|nor|for|that)\b)++",
    re.I,
)
_TAIL = ",;:–—-\"“”«»‘’'*_(["
_WORD = re.compile(r"\w[\w’'\-]*")
_PAUSE = re.compile(r"[,;:.!?)][\"”’»]?(?=\s|$)|\s[–—]\s")
_ENDED = re.compile(r"[\s*_]*(?:[.!?,;:)\]\"”’»]|[–—]|\Z)")
_MARKERS = "*_\\"
_MARKUP = re.compile(r"\*\*|__|\\(?=\W)|(?<!\w)_|_(?!\w)")
_PARTING = ",;:–—"
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|his|her|these|those|some|several|many)\s", re.I)
_CONTINUED = ("infinitive", "participle", "relative")
_DEPENDENT = (*_CONTINUED, "complement")


def label(text: str, passage: Passage, frame: Frame) -> str:
    """The clauses that tell it, with their subject, at most 90 code points.

    Short sentences stand whole. Of a long one the label begins where the clause with the subject
    does, or, where the event's word stands too late for that, with a later clause that has a
    subject of its own, after the name of whoever says it. It ends where the sentence pauses.
    """
    sentence = passage.sentence
    low, high = _without_lead(text, sentence.start, sentence.end)
    if high - low <= LONGEST:
        return _line(text, low, high, sentence.end)
    first = max(low, _first(text, passage, frame))
    starts = (max(first, s) for s in _starts(text, passage, frame, first))
    start = next((s for s in starts if _holds(text, s, frame)), first)
    start = _without_lead(text, start, high)[0]
    near = [p.end for p in frame.places if frame.main.end <= p.end <= start + _ROOM]
    need = min(max([frame.main.end, *near]), start + _ROOM)
    words = _line(text, start, _end(text, passage, start, need, high), sentence.end)
    speaker = frame.main.speaker or ""
    named = f"{_clean(speaker)}: {words}"
    begins = text[first : first + _SPEAKER].removeprefix("The ").startswith(speaker)
    is_said = speaker[:1].isupper() and start > first and begins and not words.startswith(speaker)
    return named if is_said and len(named) <= LONGEST else words


def _line(text: str, low: int, high: int, end: int) -> str:
    words = _clean(text[low:high]).removesuffix(".")
    if len(words) > LONGEST:  # one word, or lost spaces
        words = words[:_ROOM]
    told = words if _ENDED.match(text, high, end) else f"{words[:_ROOM]}…"
    return told[:1].upper() + told[1:]


def _first(text: str, passage: Passage, frame: Frame) -> int:
    """Where the clause begins that has the subject of what is told, places included."""
    near = [p.start for p in frame.places if passage.sentence.start <= p.start < frame.main.start]
    return _with_subject(text, passage, min([frame.clause[0], *near]))


def _starts(text: str, passage: Passage, frame: Frame, first: int) -> Iterator[int]:
    """Where the label may begin, the best first: at clauses with a subject, then at a phrase."""
    yield first
    for number, clause in enumerate(passage.clauses):
        if not first < clause.start <= frame.main.start:
            continue
        said = frame.main.speaker is not None and text.startswith("that ", clause.start)
        if said or not _lacks_subject(text, passage, number, _CONTINUED):
            yield clause.start
    for clause in reversed(passage.clauses):
        if clause.start <= frame.main.start < clause.end and clause.kind == "relative":
            low = max(first, clause.start - _PHRASE)
            yield from (m.start() for m in [*_DETERMINER.finditer(text, low, clause.start)][-1:])


def _holds(text: str, start: int, frame: Frame) -> bool:
    """Whether there is room from here to the event's word, outside of any quotation's tail."""
    words = text[start : frame.main.start]
    opened = min(words.count("“"), 1) - words.count("”") < 0 or words.count('"') % 2
    return frame.main.end - start <= _ROOM and not opened


def _end(text: str, passage: Passage, start: int, need: int, high: int) -> int:
    """The last place to stop at that there is room for: a pause, the end of a clause, a word."""
    limit = start + _ROOM
    if high <= limit + 1:
        return high
    least = max(need, start + _SHORT)
    stops = [m.start() for m in _PAUSE.finditer(text, least, limit)]
    stops = stops or [c.end for c in passage.clauses if least <= c.end <= limit]
    stop = stops[-1] if stops else text.rfind(" ", start, limit)
    return _without_tail(text, start, stop if stop > start else limit)


def _with_subject(text: str, passage: Passage, at: int) -> int:
    """Where the clause begins that holds the subject of what is told at `at`."""
    number = next((n for n, c in enumerate(passage.clauses) if c.start <= at < c.end), None)
    if number is None:
        return at
    while number > 0 and _lacks_subject(text, passage, number):
        number -= 1
    return passage.clauses[number].start


def _lacks_subject(
    text: str, passage: Passage, number: int, dependent: tuple[str, ...] = _DEPENDENT
) -> bool:
    """Whether a clause only goes on with the one before, or begins inside a phrase of it."""
    clause = passage.clauses[number]
    if clause.kind in dependent or clause.verb is None:
        return True
    first = _without_lead(text, clause.start, clause.end)[0]
    begins = clause.start <= passage.sentence.start
    parted = begins or clause.kind == "complement"
    parted = parted or any(mark in _PARTING for mark in text[clause.start - 2 : first])
    return not parted or first >= clause.verb[0]


def _without_lead(text: str, low: int, high: int) -> tuple[int, int]:
    """A span without the marks and joints before it and the space after it."""
    found = _LEAD.match(text, low, high)
    low = min(found.end(), high) if found else low
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def _without_tail(text: str, low: int, high: int) -> int:
    """An end without the marks and joints that a cut leaves."""
    while True:
        floor = max(low, high - LONGEST)
        while high > floor and (text[high - 1] in _TAIL or text[high - 1].isspace()):
            high -= 1
        words = list(_WORD.finditer(text, max(low, high - LONGEST), high))
        last = words[-1] if words and words[-1].end() == high else None
        if last is None or last.group().lower() not in _joints() or last.start() <= low:
            return high
        high = last.start()


def _clean(words: str) -> str:
    """One line, without markup."""
    if any(mark in words for mark in _MARKERS):
        words = _MARKUP.sub("", words)
    return " ".join(words.split())


@cache
def _joints() -> frozenset[str]:
    """Words that a label does not end with."""
    rows = _lexicon.read("linking")["joint"]
    return frozenset(word for row in rows for word in row["words"])
