"""Plain verbs: in a sentence with a date any verb may tell an event, the lexicon's or not.

"They sat together in Riga on Friday" has no word that names an event. What such a verb tells
is kept only where linking finds it a place (`Trigger.plain`).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from geomap.text import _lexicon, factuality

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geomap.model import Timex
    from geomap.text.clauses import Clause
    from geomap.text.sentences import Sentence

_KINDS = frozenset({"main", "relative", "complement", "adverbial"})
_MODALS = (None, "will", "shall", "'ll", "’ll")
_UNITS = ("DATE", "TIME")


@cache
def silent_verbs() -> frozenset[str]:
    """Base forms of the verbs that tell no event: of being, thinking and saying."""
    file = _lexicon.read("plain_verbs")
    listed = {verb for table in ("state", "mind") for row in file[table] for verb in row["verbs"]}
    before_many = {verb for row in file["audience"] for verb in row["verbs"]}
    return frozenset(listed) | (factuality.cues().speech - before_many)


def clauses(parts: Sequence[Clause], taken: Collection[int]) -> Iterator[int]:
    """Which of `parts` may tell by a plain verb; those in `taken` have an event word."""
    for number, part in enumerate(parts):
        finite = part.kind in _KINDS and part.tense != "none" and part.modal in _MODALS
        told = part.verb is not None and (finite or part.kind == "infinitive")
        free = number not in taken and not part.negated and not _only_describes(part)
        if told and free and _is_verb(part.lemma) and not _is_silent(part.lemma):
            yield number


def _only_describes(part: Clause) -> bool:
    """The simple present of a relative clause ("the road that brings oil") or of standing."""
    if part.progressive and part.tense == "past":
        return part.kind in ("relative", "adverbial")  # "whom they were taking to Dorn"
    if part.tense != "present" or part.perfect or part.progressive:
        return False
    return part.kind == "relative" or part.lemma in _standing()


@cache
def _standing() -> frozenset[str]:
    """Base forms of the verbs that in the present tense say where something is."""
    rows = _lexicon.read("plain_verbs")["standing"]
    return frozenset(verb for row in rows for verb in row["verbs"])


@cache
def journeys() -> frozenset[str]:
    """Base forms of the verbs of coming and going, which offers and refusals are about."""
    rows = _lexicon.read("plain_verbs")["journey"]
    return frozenset(verb for row in rows for verb in row["verbs"])


def _is_verb(lemma: str) -> bool:
    """Whether it is a known verb, or looks like the past of one."""
    return lemma in _lexicon.verb_bases() or (lemma.endswith("ed") and lemma.isalpha())


def _is_silent(lemma: str) -> bool:
    """Whether the verb tells nothing; of a verb without a known base the ending goes first."""
    bases = (
        lemma,
        lemma.removesuffix("s"),
        lemma.removesuffix("d"),
        lemma.removesuffix("ed"),
        lemma[:-3] if lemma.endswith("ed") else lemma,  # overlapped
    )
    return not silent_verbs().isdisjoint(bases)


def dated(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> frozenset[int]:
    """Numbers of the sentences that hold a date, and of those that a lone date comes before."""
    starts = [s.start for s in sentences]
    found: set[int] = set()
    for timex in timexes:
        if timex.type not in _UNITS or timex.edtf is None or (timex.value or "").endswith("_REF"):
            continue
        number = bisect_left(starts, timex.start + 1) - 1
        if number >= 0:
            found |= _reach(sentences, number, timex)
    return frozenset(found)


def placed(sentences: Sequence[Sentence], places: Sequence[int]) -> frozenset[int]:
    """Numbers of the sentences that hold a place word, given where place words begin."""
    starts = [s.start for s in sentences]
    return frozenset(bisect_left(starts, at + 1) - 1 for at in places) - {-1}


def _reach(sentences: Sequence[Sentence], number: int, timex: Timex) -> set[int]:
    """A sentence that is nothing but a date heads the rest of its paragraph."""
    here = sentences[number]
    if here.end - here.start > timex.end - timex.start + 4:
        return {number}
    after = range(number, min(number + 8, len(sentences)))
    return {n for n in after if sentences[n].paragraph == here.paragraph}
