"""A line for an event, cut from the report's own words so that it reads on its own."""

from __future__ import annotations

import re

from geomap.link.scene import Frame, Passage

LONGEST = 90
_HEAD = 40
"""Code points of the subject that are kept where the middle goes."""
_LEAD = re.compile(
    r"(?:[\s,;:–—\-\"“”«»‘’'*_#(\[]|(?:and|but|however|meanwhile|also|then|moreover"
    r"|in addition,|at the same time,|according to [^,]{1,60},|yet|still|so|or|nor|for)\b)++",
    re.I,
)
_MARKS = " ,;:–—-\"“”«»‘’'*_(["
_JOINTS = frozenset(["and", "but", "or", "the", "a", "an", "of", "in", "to", "that"])
_WORD_ON = re.compile(r"\s*\w")
_PAUSE = re.compile(r"[,;:.!?](?=\s|$)|\s[–—]\s")
_MARKERS = "*_\\"
_MARKUP = re.compile(r"\*\*|__|\\(?=\W)|(?<!\w)_|_(?!\w)")
_PARTING = ",;:–—"
_DEPENDENT = ("infinitive", "participle", "complement", "relative")


def label(text: str, passage: Passage, frame: Frame) -> str:
    """The clauses that tell it, with their subject, at most 90 code points.

    Short sentences stand whole. Of a long one the label begins with the clause that has the
    subject and ends with the clause of trigger and place; if that is still too long, its end
    or, where the trigger stands late, its middle gives way to an ellipsis between words.
    """
    sentence = passage.sentence
    whole = _clean(text, sentence.start, sentence.end)
    if len(whole) <= LONGEST:
        return _capital(whole)
    low, high = _span(text, passage, frame)
    words = _clean(text, low, high)
    if len(words) < LONGEST:
        goes_on = _WORD_ON.match(text, high, sentence.end)
        return _capital(words + "…" if goes_on else words)
    return _capital(_elided(text, low, high, frame.main.start))


def _span(text: str, passage: Passage, frame: Frame) -> tuple[int, int]:
    """From the clause with the subject to the end of the clause, place included."""
    low, high = frame.clause
    near = [p for p in frame.places if passage.sentence.start <= p.start < passage.sentence.end]
    if near:
        low, high = min(low, near[0].start), max(high, near[-1].end)
    low = max(_with_subject(text, passage, low), passage.sentence.start)
    return low, _rounded(text, low, min(high, passage.sentence.end), passage.sentence.end)


def _rounded(text: str, low: int, high: int, end: int) -> int:
    """A little further, to where the sentence pauses, if that is near."""
    found = _PAUSE.search(text, max(low, high - 1), min(end, low + LONGEST + 10))
    return found.start() if found else high


def _with_subject(text: str, passage: Passage, at: int) -> int:
    """Where the clause begins that holds the subject of what is told at `at`."""
    number = next((n for n, c in enumerate(passage.clauses) if c.start <= at < c.end), None)
    if number is None:
        return at
    while number > 0 and _lacks_subject(text, passage, number):
        number -= 1
    return passage.clauses[number].start


def _lacks_subject(text: str, passage: Passage, number: int) -> bool:
    """Whether a clause only goes on with the one before, or begins inside a phrase of it."""
    clause = passage.clauses[number]
    if clause.kind in _DEPENDENT or clause.verb is None:
        return True
    found = _LEAD.match(text, clause.start, clause.end)
    first = found.end() if found else clause.start
    begins = clause.start <= passage.sentence.start
    parted = begins or any(mark in _PARTING for mark in text[clause.start - 2 : first])
    return not parted or first >= clause.verb[0]


def _clean(text: str, low: int, high: int) -> str:
    """The words without lead, markup and trailing joints; line ends become spaces."""
    high = min(high, low + 5 * LONGEST)
    found = _LEAD.match(text, low, high)
    low = found.end() if found else low
    words = text[low:high]
    if any(mark in words for mark in _MARKERS):
        words = _MARKUP.sub("", words)
    return _trimmed(" ".join(words.split()))


def _trimmed(words: str) -> str:
    """Without the marks and joints that a cut leaves at the end."""
    while True:
        words = words.rstrip(_MARKS)
        head, _, last = words.rpartition(" ")
        if last.lower() not in _JOINTS or not head:
            return words
        words = head


def _elided(text: str, low: int, high: int, trigger: int) -> str:
    """The words of a long span, cut between words around the trigger."""
    head = _clean(text, low, high)
    if trigger - low <= LONGEST - 30:
        return _cut(head, LONGEST)
    subject = _cut(head, _HEAD)
    return f"{subject} {_cut(_clean(text, trigger, high), LONGEST - len(subject) - 1)}"


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    return _trimmed(words[: longest - 1].rsplit(" ", 1)[0]) + "…"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
