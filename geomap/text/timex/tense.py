"""Which way a time expression points, by the verbs near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geomap.text.timex import lexicon

if TYPE_CHECKING:
    from geomap.text.timex.grammar import Grammar

Tense = Literal["past", "future", "past-future", "unknown"]

REACH = 24
_GROUP = 3
_STOPS = frozenset(";:")


def hint(before: str, after: str, grammar: Grammar, *, participles: bool = True) -> Tense:
    """The tense of the verb nearest to an expression, given the codes before and after it.

    A future seen from the past ("was to be held on") is told apart from a future: what was to
    happen may have been due before or after the report. Without `participles` a word in -ed
    does not count as a past tense.
    """
    left, right = (_nearest(c, grammar, participles) for c in (before[::-1], after))
    found = [pair for pair in (left, right) if pair[1] != "unknown"]
    return min(found)[1] if found else "unknown"


def _nearest(codes: str, grammar: Grammar, participles: bool) -> tuple[int, Tense]:
    """How far off the nearest verb is, and its tense with its auxiliaries."""
    verbs = grammar.values["VERB"]
    for distance, code in enumerate(codes):
        if code in _STOPS:
            break
        if code in verbs or (participles and code == lexicon.PARTICIPLE):
            beside = codes[max(0, distance - _GROUP) : distance + _GROUP + 1]
            return distance, _group(beside, grammar)
    return REACH, "unknown"


def _group(codes: str, grammar: Grammar) -> Tense:
    """The tense of a verb and the words beside it."""
    verbs = grammar.values["VERB"]
    said = {verbs[code] for code in codes if code in verbs}
    to = grammar.codes["to"] in codes
    past = "was" in said
    if "would" in said or (past and to and "be" not in said):
        return "past-future"
    if "will" in said or (to and said & {"be", "is", "set"}):
        return "past-future" if past else "future"
    return "unknown" if said & {"be", "is"} and not said & {"was", "did"} else "past"
