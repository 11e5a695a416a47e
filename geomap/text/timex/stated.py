"""What a run of words states, before anything is counted from an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.text.timex import lexicon
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from geomap.model import TimexType
    from geomap.text.timex.grammar import Grammar
    from geomap.text.timex.tokens import Tokens

DIGITS = lexicon.DAY + lexicon.ZERO + lexicon.YEAR + lexicon.INTEGER

Kind = Literal[
    "point", "which_point", "weekday", "deictic", "which_unit", "which_part", "offset", "day_after",
    "number_which", "duration", "set", "reference", "phrase", "clock", "short_year",
    "part_of_point", "day_of_month",
]  # fmt: skip


class Stated(NamedTuple):
    """What the words say."""

    rule: str
    kind: Kind
    first: int
    """Token span, half open."""
    last: int
    type: TimexType = "DATE"
    point: Point | None = None
    other: Point | None = None
    """The other way to read 7/8/07."""
    number: float | None = None
    """How many units; None is not said."""
    unit: str = ""
    direction: int = 0
    which: str = ""
    """The word that picks: last, next, this, same, ..."""
    mod: str | None = None
    time: str = ""
    """TIMEX3 time suffix: TMO, T11:00."""
    value: str | None = None
    edtf: str | None = None


class Found(NamedTuple):
    """A match of the grammar, in the tokens of the text."""

    rule: str
    first: int
    codes: str
    tokens: Tokens
    grammar: Grammar
    before: str
    """Codes before it in the sentence."""
    after: str

    def get(self, name: str) -> lexicon.Value | None:
        """The meaning of the first word of a class."""
        meanings = self.grammar.values[name]
        for code in self.codes:
            if code in meanings:
                return meanings[code]
        return None

    def where(self, name: str) -> int:
        """Where the first word of a class stands, or -1."""
        meanings = self.grammar.values[name]
        return next((i for i, code in enumerate(self.codes) if code in meanings), -1)

    def where_month(self) -> int:
        """Where the name of a month stands, or -1."""
        return max(self.where("MONTH"), self.where("HOMONYM"))

    def word(self, index: int) -> str:
        """A word of the match, as written."""
        return self.tokens.word(self.first + index)

    def has(self, word: str) -> bool:
        """Whether a word of the grammar is in the match."""
        return self.grammar.codes[word] in self.codes

    def previous(self) -> str:
        """The word before, in lower case."""
        return self.tokens.word(self.first - 1).lower() if self.before else ""

    def follows(self, context: str) -> bool:
        """Whether the word before is in a list of the lexicon."""
        return self.previous() in self.grammar.contexts[context]

    def next_code(self, index: int = 0) -> str:
        """A code after it in the sentence, or nothing."""
        return self.after[index : index + 1]

    def leads_noun(self) -> bool:
        """Whether a noun seems to follow."""
        if self.next_code() not in (lexicon.CAPITAL, lexicon.LOWER, lexicon.PLURAL):
            return False
        return self.tokens.word(self.last).lower() not in self.grammar.contexts["FUNCTION"]

    def is_word(self, code: str, *words: str) -> bool:
        """Whether a code is one of some words of the grammar."""
        return bool(code) and any(self.grammar.codes.get(word) == code for word in words)

    def cut(self, length: int, rule: str = "point") -> Found:
        """The same match without the tokens after its first `length`."""
        after = self.codes[length:] + self.after
        codes = self.codes[:length]
        return Found(rule, self.first, codes, self.tokens, self.grammar, self.before, after)

    def skip(self, length: int) -> Found:
        """The same match without its first `length` tokens, as a point."""
        before = self.before + self.codes[:length]
        codes, first = self.codes[length:], self.first + length
        return Found("point", first, codes, self.tokens, self.grammar, before, self.after)

    @property
    def last(self) -> int:
        """The token after the last."""
        return self.first + len(self.codes)

    def part(self) -> str | None:
        """START, MID or END, where a word says so."""
        part = self.get("EARLY") or self.get("END") or self.get("LATER_IN")
        if part is None and self.has("half"):
            return "START" if self.get("ORDINAL") == 1 else "END"
        return str(part) if part else None

    def which(self) -> str:
        """The word that picks one of many: last, next, that, this."""
        for name in ("PAST", "NEXT", "THAT", "THIS"):
            at = self.where(name)
            if at >= 0:
                return self.word(at).lower()
        return ""

    def direction(self) -> int:
        """-1 for last and past, 1 for next and following, else 0."""
        return int(self.get("PAST") or self.get("NEXT") or 0)


def time_suffix(partday: lexicon.Value | None) -> str:
    """TIMEX3 suffix for a part of the day."""
    return f"T{partday}" if partday else ""


def recurring(found: Found, value: str) -> Stated:
    """A time that comes again and again."""
    return Stated(
        rule=found.rule, kind="set", first=found.first, last=found.last, type="SET", value=value
    )
