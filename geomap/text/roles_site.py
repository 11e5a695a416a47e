"""A place word in its sentence, as the rules for roles see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geomap.text import roles_clause

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from geomap.model import Role, Trigger
    from geomap.text.cues import Cues
    from geomap.text.surroundings import Governor, Row
    from geomap.text.toponyms import Mention

    Decision = tuple[Role, str]

_LONGEST_LIST = 40
_BE = frozenset(("was", "were", "is", "are", "has", "have", "had"))
_QUALITIES = ("ic", "al", "held", "controlled", "occupied", "run", "led", "ous")
_QUARTERS = frozenset(("north", "south", "east", "west"))
_JOINING = frozenset(("and", "or", "nor"))
_LISTED = frozenset(("and", "or", "nor", "(", ")", "/", "-", "–"))
_ARTICLES = frozenset(("the", "a", "an", "this"))
_SIDES = frozenset(("and", "the", "between", "with", "official", ",", "/"))
_QUOTES = frozenset('"“”‘’«»')
_OPENERS = frozenset(("", ":", ";", ",", ".", "“", '"', "(", "–", "—", "‘", "…"))


class Site(NamedTuple):
    """A mention in its sentence. A tuple: the rules ask it hundreds of times a report."""

    row: Row
    unit: int
    """The mention's unit in the row."""
    mention: Mention
    governor: Governor
    demonyms: AbstractSet[int]
    """Which mentions of the sentence are demonyms."""
    unknown: AbstractSet[int]
    """Which are names that the gazetteer does not know."""
    triggers: Sequence[Trigger]
    """Those of the sentence."""
    event: int
    """The unit of the word that the sentence most likely is about, or -1."""
    settled: Mapping[int, Decision]
    """Roles already decided in this sentence, by unit."""
    cues: Cues
    head: str
    """The word the governing preposition hangs on; see `head_of`."""
    governs: bool
    """Whether the name also stands for a government."""
    is_locative: bool
    """Whether a preposition puts something there."""

    def after(self, steps: int = 1) -> str:
        """The lower-case word `steps` units on; "" for none or a place word."""
        return self.row.word(self.unit + steps)

    @property
    def is_subject(self) -> bool:
        """Whether it opens a clause: nothing governs it and a word follows that may be a verb."""
        word = self.governor.word
        if not word and self.governor.at >= 0 and self.governor.noun:
            return False  # "the Kelm region of Norvia"
        if self.governor.noun and word not in _OPENERS and word != "that":
            return word == "and" and self.row.word(self.past_list()) in _BE
        if word in _OPENERS or word in self.cues["clause-opener"] or word in self.cues["when"]:
            return True
        return word.isdecimal()

    @property
    def holds_next(self) -> bool:
        """Whether a finer place follows: "Norvia's Kelm district", "the Norvia town of Kelm"."""
        k, row = self.unit + 1, self.row
        if self.mention.holds_next:
            return True
        if row.word(k) in ("'s", "’s"):
            k += 1
        elif row.word(k) not in self.cues["settled"] or row.word(self.unit - 1) not in _ARTICLES:
            return False
        while _is_quality(row, k) or (row.is_mention(k) and row.mention[k] in self.demonyms):
            k += 2 if row.word(k + 1) == "-" else 1  # "Norvia's Umbar-held enclave of Kelm"
        for _ in range(4):
            word = row.word(k)
            apposed = word == "," and row.word(k - 1) == "capital"
            if apposed or word == "of" or word in self.cues["within-name"]:
                k += 1
        return row.is_mention(k) and row.mention[k] not in self.demonyms

    def past_list(self) -> int:
        """The unit after the list of names that the mention stands in."""
        low, mention = self.row.low, self.row.mention
        first, last = self.unit + 1, len(low)
        for k in range(first, first + _LONGEST_LIST):
            if k >= last:
                return k
            open_ = low[k] in _JOINING and roles_clause.is_verb(self.row.word(k + 1))
            if mention[k] < 0 and (low[k] not in _LISTED or open_):
                comma = low[k] == "," and k + 1 < last and mention[k + 1] >= 0
                if not comma:
                    return k
        return first + _LONGEST_LIST

    def unit_at(self, offset: int) -> int:
        """The unit that begins at or after a code point."""
        for k, start in enumerate(self.row.start):
            if start >= offset:
                return k
        return len(self.row.start)


def _is_quality(row: Row, k: int) -> bool:
    """Whether a word at `k` may describe the kind noun that follows within a few words."""
    word = row.word(k)
    return word.islower() and (word.endswith(_QUALITIES) or row.word(k + 1) == "-")


def head_of(row: Row, governor: Governor) -> str:
    """The word that a governing preposition hangs on, past the sides of it.

    "talks" in "talks in Kelm" and in "talks between Norvia and Sudmark in Kelm".
    """
    low, mention, at = row.low, row.mention, governor.at
    last = len(low) - 1
    for k in range(at - 1, max(-1, at - _LONGEST_LIST), -1):
        opens = low[k] == "from" and governor.word == "to"
        if mention[k] >= 0 or opens or low[k] in _QUOTES:
            continue
        if low[k] not in _SIDES or k == last or mention[k + 1] < 0:
            return low[k]
    return ""


def governs(mention: Mention) -> bool:
    """Whether a name also stands for a government."""
    if mention.kind == "nominal":
        return False
    return any(sense.kind == "government" for sense in mention.senses)


def is_locative(governor: Governor, cues: Cues) -> bool:
    """Whether a preposition puts something at a name."""
    north = governor.noun in _QUARTERS  # "explosions north of Kelm"
    return north or governor.word in cues["locative"]
