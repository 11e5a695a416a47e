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
    left = _nearest(before[::-1], grammar, participles, -1)
    right = _nearest(after, grammar, participles, 1)
    found = [pair for pair in (left, right) if pair[1] != "unknown"]
    return min(found)[1] if found else "unknown"


def _nearest(codes: str, grammar: Grammar, participles: bool, step: int) -> tuple[int, Tense]:
    """How far off the nearest verb is, and its tense with its auxiliaries."""
    verbs = grammar.values["VERB"]
    for distance, code in enumerate(codes):
        if code in _STOPS:
            break
        if code in verbs or (participles and code == lexicon.PARTICIPLE):
            beside = codes[max(0, distance - _GROUP) : distance + _GROUP + 1]
            return distance, _group(beside[::step], code, grammar)
    return REACH, "unknown"


def _group(codes: str, verb: str, grammar: Grammar) -> Tense:
    """The tense of a verb and the words beside it, in the order of the text."""
    verbs, to = grammar.values["VERB"], grammar.codes["to"]
    kinds = [str(verbs.get(code) or _OTHER.get(code, "")) for code in codes]
    said = set(kinds)
    past = "was" in said
    pairs = {
        (kind, "to" if code == to else after)
        for kind, code, after in zip(kinds, codes[1:], kinds[1:], strict=False)
    }
    told = str(verbs.get(verb) or _OTHER.get(verb, "")) == "did"  # "presented plans to"
    goes_on = bool(pairs & _AHEAD and not told) or to + grammar.codes["be"] in codes
    if "would" in said or ("was", "to") in pairs or (past and ("set", "to") in pairs):
        return "past-future"
    if ("may", "have") in pairs:
        return "past"
    if said & {"will", "may"} or goes_on:
        return "past-future" if past else "future"
    passive = bool(pairs & _PASSIVE) or (said & {"be", "is"} and not said & {"was", "did"})
    return "unknown" if passive and not past else "past"


_OTHER = {lexicon.PARTICIPLE: "did"}
_AHEAD = {("is", "to"), ("set", "to")}
_PASSIVE = {("is", "did"), ("be", "did")}
