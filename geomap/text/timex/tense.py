"""Which way a time expression points, by the verbs near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geomap.text.timex import lexicon

if TYPE_CHECKING:
    from geomap.text.timex.grammar import Grammar

Tense = Literal["past", "future", "past-future", "unknown"]

_REACH = 24
_STOPS = frozenset(";:")


def hint(codes: str, first: int, last: int, grammar: Grammar) -> Tense:
    """The tense of the verb nearest to a span of a sentence's codes.

    A future seen from the past ("was to be held on") is told apart from a future: what was to
    happen may have been due before or after the report.
    """
    left = _nearest(codes[max(0, first - _REACH) : first][::-1], grammar)
    right = _nearest(codes[last : last + _REACH], grammar)
    found = [pair for pair in (left, right) if pair[1] != "unknown"]
    return min(found)[1] if found else "unknown"


def _nearest(codes: str, grammar: Grammar) -> tuple[int, Tense]:
    will, would, was, did = (grammar.values[name] for name in ("WILL", "WOULD", "WAS", "DID"))
    for distance, code in enumerate(codes):
        if code in _STOPS:
            break
        if code in would:
            return distance, "past-future"
        if code in will:
            beside = codes[max(0, distance - 3) : distance + 4]
            past = any(other in was for other in beside)
            return distance, "past-future" if past else "future"
        if code in was and grammar.codes["to"] in codes[max(0, distance - 1) : distance + 2]:
            return distance, "past-future"
        if code in was or code in did or code == lexicon.PARTICIPLE:
            nearby = codes[max(0, distance - 3) : distance + 4]
            ahead = [c for c in nearby if c in will]
            if ahead:
                return distance, "past-future" if any(c in was for c in nearby) else "future"
            return distance, "past"
    return _REACH, "unknown"
