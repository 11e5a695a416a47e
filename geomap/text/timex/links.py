"""What the words between expressions add: "from May to June", "after November 10"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.errors import DateError

if TYPE_CHECKING:
    from geomap.text.timex.anchors import Meaning
    from geomap.text.timex.grammar import Grammar
    from geomap.text.timex.said import Said
    from geomap.text.timex.tokens import Tokens

_DATES = ("point", "which_point", "weekday", "deictic", "which_unit", "which_part", "part_of_point")
_BOUNDING = ("point", "which_point", "weekday", "which_unit")


def link(
    said: Sequence[Said], meanings: Sequence[Meaning], coded: Tokens, grammar: Grammar
) -> list[Meaning]:
    """The meanings, where both ends of a range mean the whole of it.

    TIMEX3 has two expressions in "from May to June"; each keeps its own value, and both have
    the interval as their EDTF.
    """
    linked = list(meanings)
    index = 0
    while index < len(said):
        if index + 1 < len(said) and _is_range(said[index], said[index + 1], coded):
            whole = _interval(linked[index].edtf, linked[index + 1].edtf)
            if whole:
                linked[index] = linked[index]._replace(edtf=whole)
                linked[index + 1] = linked[index + 1]._replace(edtf=whole)
                index += 2
                continue
        linked[index] = _bounded(said[index], linked[index], coded, grammar)
        index += 1
    return linked


def _is_range(first: Said, second: Said, coded: Tokens) -> bool:
    if first.number != second.number:
        return False
    if first.stated.kind not in _DATES or second.stated.kind not in _DATES:
        return False
    count = second.stated.first - first.stated.last
    if not 1 <= count <= 2:
        return False
    joint = coded.word(first.stated.last).lower()
    if joint in "-–—‐‑‒" or joint in ("to", "until", "till", "through"):
        return count == 1 or coded.word(second.stated.first - 1) == "the"
    return joint == "and" and first.word_before(coded) == "between" and count == 1


def _interval(first: str | None, last: str | None) -> str | None:
    """The EDTF interval from one date to another, or None where there is none."""
    if not first or not last or "[" in first + last:
        return None
    whole = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
    try:
        edtf.bounds(whole)
    except DateError:
        return None
    return whole if ".." not in whole and "XXXX" not in whole else None


def _bounded(one: Said, meaning: Meaning, coded: Tokens, grammar: Grammar) -> Meaning:
    """`after`, `since`, `before`, `until` leave one end open."""
    if meaning.edtf is None or one.stated.kind not in _BOUNDING or meaning.edtf[0] == "[":
        return meaning
    before = one.word_before(coded)
    side = _side(one, before, coded, grammar)
    if not side or ".." in meaning.edtf:
        return meaning
    if side[1] not in ("AFTER", "BEFORE") and not side[2]:
        return meaning._replace(mod=meaning.mod or side[1])
    first, last = meaning.edtf.partition("/")[0], meaning.edtf.rpartition("/")[2]
    return meaning._replace(
        edtf=f"{first}/.." if side[0] == "a" else f"../{last}", mod=meaning.mod or side[1]
    )


def _side(one: Said, before: str, coded: Tokens, grammar: Grammar) -> tuple[str, str, bool] | None:
    """Which end an expression bounds, its TIMEX3 mod, and whether the words say so in full.

    "since 1994" and "by Friday" bound an event, not the date they name.
    """
    words = grammar.contexts
    second, third = one.word_before(coded, 2), one.word_before(coded, 3)
    full = second == "or" and third in ("on", "in", "at")
    if before in words["AFTER"]:
        return "a", "ON_OR_AFTER" if full or before == "since" else "AFTER", full
    if before in words["BEFORE"]:
        return "b", "BEFORE" if before == "before" and not full else "ON_OR_BEFORE", full
    if before == "than" and second in ("later", "earlier"):
        return ("b", "ON_OR_BEFORE", True) if second == "later" else ("a", "ON_OR_AFTER", True)
    return None
