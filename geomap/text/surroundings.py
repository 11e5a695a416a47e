"""The words around a place word: a sentence as a row of units, and what governs each name.

A unit is a word, a punctuation mark, or a whole place mention however many words it has. The
governor of a name is the word it hangs on: in "in the northern town of Kelm" that is "in".
Names in a list share the governor of the first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from geomap.text import roles_clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.text.cues import Cues

Link = Literal["", "list", "within", "alias"]

_GAP = re.compile(r"[\s*#\\~_]*+")
_UNIT = re.compile(
    r" ?+[a-zA-Z]++(?=[ ,])"  # nearly all words, on a short way
    r"|[\s*#\\~_]*+(?:['’]s\b|[^\W_]+(?:[-’'‘.](?!s\b)[^\W_]+)*|[^\w\s*#\\~]|\Z)"
)
"""A word, a possessive or a mark with what stands before it; the marks of Markdown are none."""
_JOINERS = frozenset((",", "and", "or", "nor", "&", "/", "both", "-", "–", "—"))
_ARTICLES = frozenset(("the", "a", "an"))
_LONGEST_LIST = 40
_NAMING = frozenset(("of", ",", ":", "called", "named"))
_QUOTES = frozenset("\"“”‘’«»'")
_HELD = frozenset(("controlled", "held", "occupied", "administered", "run", "ruled", "backed"))
_PARTICIPLES = ("-held", "-controlled", "-run", "-occupied", "-ruled")
_LISTING = _JOINERS - {","}
_FRACTIONS = frozenset(
    (
        "half",
        "one-third",
        "two-thirds",
        "one-fifth",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "much",
        "most",
    )
)
_ABOUT = frozenset(("about", "nearly", "almost", "over", "around", "roughly"))
_WHOLES = frozenset(("all", "most", "some", "rest", "whole", "much", "last", "several", "many"))
_WHOLES |= {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
_POSSESSIVE = frozenset(("'s", "’s"))
_BETWEEN = frozenset((",", ";", "of", "in", "(", ")"))
_COMPOUND = frozenset(("outside", "inside"))
_QUARTERS = frozenset(("north", "south", "east", "west"))
_FRONT = 5
_BE = frozenset(("was", "were", "is", "are", "has", "have", "had"))
_NEW_CLAUSE = [",", "and"]
"""Before a name and its verb these join clauses: "talks in Kelm, and Dorn declined"."""
_OTHERS = frozenset(("other", "others", "several", "elsewhere", "nearby", "surrounding"))


class Span(Protocol):
    """Whatever has a place in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence as parallel lists of units."""

    low: list[str]
    """The unit in lower case; mentions too."""
    form: list[str]
    start: list[int]
    mention: list[int]
    """Index of the mention this unit is, or -1."""

    def word(self, i: int) -> str:
        """The lower-case unit at `i`; "" past either end and where a place word stands."""
        return self.low[i] if 0 <= i < len(self.low) and self.mention[i] < 0 else ""

    def is_mention(self, i: int) -> bool:
        """Whether the unit at `i` is a place word."""
        return 0 <= i < len(self.low) and self.mention[i] >= 0

    def is_capital(self, i: int) -> bool:
        """Whether the unit at `i` is a capitalised word that is no place word."""
        return 0 <= i < len(self.low) and self.mention[i] < 0 and self.form[i][0].isupper()


def row(text: str, start: int, end: int, mentions: Sequence[tuple[int, Span]]) -> Row:
    """Cut `text[start:end]` into units; `mentions` are (index, span) inside it, in order.

    Examples
    --------
    >>> row("Talks in Baku ended.", 0, 20, []).low
    ['talks', 'in', 'baku', 'ended', '.']
    """
    low: list[str] = []
    form: list[str] = []
    begin: list[int] = []
    which: list[int] = []
    position = start
    for index, span in mentions:
        if span.start < position:
            continue
        _words(text, position, span.start, (low, form, begin))
        which += [-1] * (len(form) - len(which))
        name = text[span.start : span.end]
        low.append(name.lower())
        form.append(name)
        begin.append(span.start)
        which.append(index)
        position = span.end
    _words(text, position, end, (low, form, begin))
    which += [-1] * (len(form) - len(which))
    return Row(low=low, form=form, start=begin, mention=which)


def _words(
    text: str, start: int, end: int, columns: tuple[list[str], list[str], list[int]]
) -> None:
    """Add the units between two mentions to the columns of a row."""
    low, form, begin = columns
    position = start
    for raw in _UNIT.findall(text, start, end):
        position += len(raw)
        lower, word = _seen(raw)
        if word:
            low.append(lower)
            form.append(word)
            begin.append(position - len(word))


@functools.lru_cache(maxsize=1 << 15)
def _seen(raw: str) -> tuple[str, str]:
    """A unit without what stands before it, in lower case and as it is."""
    word = raw[_GAP.match(raw).end() :]  # type: ignore[union-attr]
    return word.lower(), word


class Governor(NamedTuple):
    """What a name hangs on. A tuple: a report has hundreds."""

    word: str
    """The governing word, usually a preposition or a verb; "" at the sentence's start."""
    at: int
    """Its index in the row, -1 where there is none."""
    noun: str = ""
    """The kind noun passed on the way: "town" in "the town of Kelm"."""
    link: Link = ""
    """How it was reached: directly, or through another name: "list", "within", "alias"."""
    first: int = -1
    """Unit of the name it was reached through."""


def governor(made: Row, i: int, *, cues: Cues, demonyms: AbstractSet[int]) -> Governor:
    """What the mention at unit `i` hangs on; lists and brackets lead to their first name."""
    noun, first, j = "", i, i - 1
    link: Link = ""
    for _ in range(min(i, _LONGEST_LIST)):
        j, kind = _skip_modifiers(made, j, cues, demonyms)
        if first == i:
            noun = kind
        previous, how = _joined(made, j, cues)
        if previous < 0 or made.mention[previous] in demonyms:
            break
        link = link or how
        first, j = previous, previous - 1
    if made.word(j) == "of" and made.word(j - 1) in _COMPOUND:
        j -= 1  # "outside of Kelm"
    if made.word(j) == "as" and made.word(j - 1) == "far":
        return Governor(word="to", at=j - 2, noun=noun, link=link, first=first)  # "as far as"
    word = made.low[j] if j >= 0 and made.mention[j] < 0 else ""
    return Governor(word=word, at=j, noun=noun, link=link, first=first)


def _skip_modifiers(made: Row, j: int, cues: Cues, demonyms: AbstractSet[int]) -> tuple[int, str]:
    modifiers, nouns, noun = cues["modifier"], cues["place-noun"], ""
    while j >= 0:
        word = made.low[j]
        if made.mention[j] >= 0:
            if made.mention[j] not in demonyms:
                break
            j -= 1
        elif word in modifiers and not _is_done(made, j, nouns):
            j -= 1
        elif steps := _steps(made, j, noun):
            j -= steps
        elif word in _NAMING and made.word(j - 1) in nouns and _is_kind(made, j - 1, demonyms):
            noun = noun or made.low[j - 1]
            j -= 2
        elif word in nouns and not made.is_capital(j):
            noun = noun or word
            j -= 1
        elif j and made.word(j - 1) in _ARTICLES and (noun or made.form[j].islower()):
            j -= 1
        else:
            break
    return j, noun


def _is_done(made: Row, j: int, nouns: AbstractSet[str]) -> bool:
    """Whether a participle has an object: "occupied the town", not "the occupied town"."""
    if made.low[j] == "surrounding":
        return made.word(j - 1) in nouns
    return made.low[j].endswith("ed") and made.word(j + 1) in _ARTICLES


def _steps(made: Row, j: int, noun: str) -> int:
    """How many units at `j` say only how much, or whose, of the place is meant."""
    word = made.low[j]
    if word in _QUOTES or word.endswith(_PARTICIPLES) or (noun in _FRACTIONS and word in _ABOUT):
        return 1
    if made.word(j - 1) == "-" and word in _HELD and made.is_mention(j - 2):
        return 3  # "in Norvia-held Kelm"
    whose = noun and word in _POSSESSIVE  # "the region's capital of Kelm"
    return 2 if whose or (word == "of" and made.word(j - 1) in _WHOLES) else 0


def _is_kind(made: Row, k: int, demonyms: AbstractSet[int]) -> bool:
    """Whether a noun says the kind of what follows: not that of "Kelm village", and no name."""
    if made.word(k) in _QUARTERS and made.word(k + 1) == ",":
        return False  # "in the south, Kelm fell"
    named = made.is_mention(k - 1) and made.mention[k - 1] not in demonyms
    if named and made.word(k - 2) not in _ARTICLES:
        return False
    return k == 0 or made.form[k].islower()


def _joined(made: Row, j: int, cues: Cues) -> tuple[int, Link]:
    """The name before `j` that shares its governor with the one after `j`, or -1."""
    if j < 0 or made.mention[j] >= 0:
        return -1, ""
    if made.low[j] == "(" and made.is_mention(j - 1):
        return j - 1, "alias"
    k = j
    while k >= 0 and made.mention[k] < 0 and (made.low[k] in _JOINERS or _is_as_well(made, k)):
        k -= 1
    if k == j or k < 0:
        return -1, ""
    name = _name_ending(made, k, cues)
    if name < 0:
        return -1, ""
    joint = made.low[k + 1 : j + 1]
    clause = joint == _NEW_CLAUSE or (joint == [","] and made.word(j + 1) in _ARTICLES)
    if clause and _begins_clause(made, name, j):
        return -1, ""
    listed = any(x in _LISTING or x == "well" for x in joint) or _list_goes_on(made, j + 1, cues)
    return name, "list" if listed else "within"


def _begins_clause(made: Row, name: int, j: int) -> bool:
    """Whether the name after `j` is a subject and no third of a list."""
    third = name > 1 and made.word(name - 1) == "," and made.is_mention(name - 2)
    if third or (made.word(j) == "," and not _is_fronted(made, name)):
        return False
    k = j + 1
    while k < len(made.low) and not made.is_mention(k):
        k += 1
    while made.is_mention(k) or made.word(k) in _JOINERS - {","}:
        k += 1
    return made.word(k) in _BE or roles_clause.is_verb(made.word(k))


def _is_fronted(made: Row, name: int) -> bool:
    """Whether a name ends a phrase that opens its sentence: "According to Kelm, the ..."."""
    return name < _FRONT and all(made.mention[k] < 0 for k in range(name))


def _is_as_well(made: Row, k: int) -> bool:
    """Whether the unit is part of "as well as" or "and also"."""
    word = made.low[k]
    if word == "also":
        return made.word(k - 1) == "and"
    around = [made.word(n) for n in range(k - 2, k + 3)]
    return word in ("as", "well") and any(
        around[n : n + 3] == ["as", "well", "as"] for n in range(3)
    )


def _name_ending(made: Row, k: int, cues: Cues) -> int:
    """The name that ends at `k`, a kind noun or a bracket after it included; -1 for none."""
    if made.mention[k] >= 0:
        return k if made.low[k] != "there" else -1
    if made.low[k] in cues["place-noun"] and made.is_mention(k - 1):
        return k - 1
    if made.low[k] == ")" and made.is_mention(k - 1) and made.is_mention(k - 3):
        return k - 3
    return -1


def _list_goes_on(made: Row, i: int, cues: Cues) -> bool:
    """Whether an "and" with a further name follows the name at or after `i`."""
    for k in range(i, min(i + 24, len(made.low) - 1)):
        word = made.low[k]
        if made.mention[k] < 0 and word in ("and", "or", "&"):
            named = any(made.mention[n] >= 0 for n in range(k + 1, min(k + 6, len(made.low))))
            return named or made.word(k + 1) in _OTHERS  # "and other towns"
        known = made.mention[k] >= 0 or word in _BETWEEN or word in cues["modifier"]
        if not known and word not in cues["place-noun"]:
            return False
    return False
