"""A text as tokens and as a string of their codes, one character a token."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from geomap.text.timex import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Marks of writing direction and other invisible characters count as space.
_SPACE = "\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_TOKEN = re.compile(rf"[{_SPACE}]*+(?:[^\W_]+|[^{_SPACE}]|\Z)")
_LEADING = re.compile(rf"[{_SPACE}]*")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, each with the space before it."""

    words: Sequence[str]
    ends: Sequence[int]
    codes: str

    def word(self, index: int) -> str:
        """A token without the space before it."""
        word = self.words[index]
        return word[_LEADING.match(word).end() :]  # type: ignore[union-attr]

    def start(self, index: int) -> int:
        """Where a token begins in the text."""
        return self.ends[index + 1] - len(self.word(index))

    def is_attached(self, index: int) -> bool:
        """Whether a token follows the one before it without space."""
        return self.start(index) == self.ends[index]

    def index(self, offset: int) -> int:
        """The first token that ends after an offset."""
        return bisect_left(self.ends, offset + 1) - 1


def tokenize(text: str, codes: Mapping[str, str]) -> Tokens:
    """All tokens of a text: words, numbers and single signs.

    Examples
    --------
    >>> tokenize("On 24 May 1994.", {"May": "M"}).codes
    'CdMy.x'
    """
    words = _TOKEN.findall(text)  # the last one is empty
    table = {}
    for raw in set(words):
        word = raw[_LEADING.match(raw).end() :]  # type: ignore[union-attr]
        table[raw] = codes.get(word) or (lexicon.shape(word) if word else lexicon.LOWER)
    return Tokens(
        words, list(accumulate(map(len, words), initial=0)), "".join(map(table.__getitem__, words))
    )
