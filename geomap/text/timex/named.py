"""Named events as time expressions: "the 2011 flood", "after the end of the war"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.model import Timex

if TYPE_CHECKING:
    from geomap.model import Match, NamedEvent
    from geomap.text.timex.grammar import Grammar

_WORD = re.compile(r"[^\W\d_]+")
_REACH = 40
NAME = "event"
"""The rule of an event's name that holds no word of time."""


def named(
    text: str, match: Match, event: NamedEvent, grammar: Grammar, dated: Sequence[int] = ()
) -> Timex:
    """A named event as a time expression: it lasts as long as the gazetteer says.

    "the end of" it is its last day, "after" it what follows; the anchor is the event. `dated`
    are the places of time words that stand in names: "the 2011 flood" says when it was, "the
    Great Flood" does not.
    """
    at = bisect_left(dated, match.start)
    worded = at < len(dated) and dated[at] < match.end
    before = _WORD.findall(text[max(0, match.start - _REACH) : match.start].lower())
    value, mod = _bounded(event.edtf, [word for word in before if word != "the"], grammar)
    bounds = edtf.four_bounds(value)
    return Timex(
        start=match.start,
        end=match.end,
        exact=match.exact,
        type="DATE",
        value=event.edtf,
        mod=mod,
        edtf=value,
        begin_earliest=bounds[0],
        begin_latest=bounds[1],
        end_earliest=bounds[2],
        end_latest=bounds[3],
        anchor="event",
        rule="dated event" if worded else NAME,
    )


def says_time(timex: Timex) -> bool:
    """Whether a time expression is one by its own words, not only by what the gazetteer knows.

    The name of an event dates what is told beside it; TIMEX3 lists it only if it says when.
    """
    return timex.rule != NAME


def _bounded(date: str, before: Sequence[str], grammar: Grammar) -> tuple[str, str | None]:
    """What is left of a date by the words before it."""
    part = _part(before, grammar)
    before = before[: len(before) - 2] if part else before
    first, last = date.partition("/")[0].strip("["), date.rpartition("/")[2].strip("]")
    side = before[-1] if before else ""
    if side in (*grammar.contexts["AFTER"], "following") and _is_closed(last):
        return f"{first if part == 'START' else last}/..", "AFTER"
    if side in grammar.contexts["BEFORE"] and _is_closed(first):
        return f"../{last if part == 'END' else first}", "BEFORE"
    edge = {"START": first, "END": last}.get(part or "", "")
    return (edge, part) if _is_closed(edge) else (date, None)


def _part(before: Sequence[str], grammar: Grammar) -> str | None:
    """START or END, where the words say "the end of" and the like."""
    if len(before) < 2 or before[-1] != "of":
        return None
    code = grammar.codes.get(before[-2], "")
    part = grammar.values["END"].get(code)
    return str(part) if part else None


def _is_closed(end: str) -> bool:
    return bool(end) and ".." not in end
