"""The words of time: `geomap/lexicon/en/timex.toml` as a table from words to codes.

Every word the grammar knows has a code of one character, so that a sentence becomes a short
string and a grammar rule an ordinary regular expression over it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geomap import _resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.model import TimexType

Value = int | str

_FIRST_CODE = 0xE000  # a private-use plane: no text character means anything in a code string

# What words in the table mean by their shape alone: the codes are letters of this module.
LOWER, CAPITAL, PLURAL, PARTICIPLE = "x", "C", "s", "e"
DAY, YEAR, INTEGER, ZERO, NTH, DECADE, OLD_DECADE = "d", "y", "i", "z", "n", "t", "o"
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "DAY": DAY,
        "YEAR": YEAR,
        "INTEGER": DAY + INTEGER + YEAR,
        "TWO": DAY + ZERO + INTEGER,
        "ZERO": ZERO,
        "NTH": NTH,
        "DECADE": DECADE,
        "OLD_DECADE": OLD_DECADE,
        "OTHER": LOWER + PLURAL + PARTICIPLE,
        "CAPITAL": CAPITAL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A fixed expression, with what it says."""

    words: tuple[str, ...]
    type: TimexType
    value: str
    edtf: str | None
    mod: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The lexicon, compiled."""

    codes: Mapping[str, str]
    """A word as it may be written, and its code."""
    classes: Mapping[str, str]
    """A class name, and the codes of its words."""
    values: Mapping[str, Mapping[str, Value]]
    """A class name, and what each code in it means."""
    phrases: tuple[Phrase, ...]
    contexts: Mapping[str, frozenset[str]]
    """Words that stand beside a time expression, in lower case, by the name of their list."""


def _spellings(word: str, case: str) -> tuple[str, ...]:
    if case == "upper":
        return (word,)
    if case == "title":
        return (word, word.upper())
    return (word, word.capitalize(), word.upper())


@cache
def load() -> Lexicon:
    """The English lexicon, read once.

    Examples
    --------
    >>> words = load()
    >>> words.values["MONTH"][words.codes["August"]]
    8
    """
    data = tomllib.loads(_resources.lexicon("en", "timex"))
    codes: dict[str, str] = {}
    values: dict[str, dict[str, Value]] = {}
    for entry in data["class"]:
        meanings = values.setdefault(entry["name"], {})
        for word, meaning in entry["words"].items():
            meanings[_code(codes, word, entry.get("case", "any"))] = meaning
    phrases = tuple(_phrase(entry) for entry in data["phrase"])
    values["VERB"] = {
        _code(codes, word, "any"): kind for kind, words in data["verbs"].items() for word in words
    }
    for word in sorted({word for phrase in phrases for word in phrase.words}):
        _code(codes, word, "any")
    return Lexicon(
        codes=MappingProxyType(codes),
        classes={name: "".join(meanings) for name, meanings in values.items()},
        values=values,
        phrases=phrases,
        contexts={entry["name"]: frozenset(entry["words"]) for entry in data["context"]},
    )


def add_words(codes: dict[str, str], words: Iterable[str]) -> None:
    """Give a code to each of the grammar's own function words that has none yet."""
    for word in words:
        _code(codes, word, "any")


def _code(codes: dict[str, str], word: str, case: str) -> str:
    code = codes.get(word) or chr(_FIRST_CODE + len(set(codes.values())))
    for spelling in _spellings(word, case):
        codes.setdefault(spelling, code)
    return code


def _phrase(entry: Mapping[str, Any]) -> Phrase:
    return Phrase(
        words=tuple(entry["text"].split()),
        type=entry["type"],
        value=entry["value"],
        edtf=entry.get("edtf"),
        mod=entry.get("mod"),
    )


def shape(word: str) -> str:
    """The code of a word the lexicon does not know, by its looks.

    Examples
    --------
    >>> [shape(word) for word in ("1992", "24th", "31", "1990s", "Baku", "houses")]
    ['y', 'n', 'd', 't', 'C', 's']
    """
    first = word[0]
    if "0" <= first <= "9":
        return _number(word)
    if not first.isalpha():
        return first if len(word) == 1 else LOWER
    if first.isupper():
        return CAPITAL
    if word.endswith("ed"):
        return PARTICIPLE
    return PLURAL if word.endswith("s") else LOWER


def _number(word: str) -> str:
    if word.isascii() and word.isdigit():
        return _plain_number(word)
    digits = word.rstrip("stndrhSTNDRH")
    suffix = word[len(digits) :].lower()
    if not digits.isascii() or not digits.isdigit():
        return LOWER
    if len(digits) <= 2 and suffix in _SUFFIXES:
        return NTH
    if suffix != "s" or digits[-1] != "0" or len(digits) > 4:
        return LOWER
    return OLD_DECADE if len(digits) == 3 else DECADE


def _plain_number(word: str) -> str:
    if word[0] == "0":
        return ZERO if len(word) <= 2 else LOWER
    if len(word) <= 2:
        return DAY if int(word) <= 31 else INTEGER
    if len(word) == 4 and word < "2200":
        return YEAR
    return INTEGER if len(word) <= 6 else LOWER


_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
