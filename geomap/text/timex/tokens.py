"""A text as tokens and as a string of their codes, one character a token."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from geomap.text.timex import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Marks of writing direction and other invisible characters count as space.
_SPACE = "\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_TOKEN = re.compile(
    r" ?+[a-zA-Z]++(?!\w)"  # nearly all tokens, on a short way
    rf"|[{_SPACE}]*+(?:\d++(?=(?:[AaPp][Mm]|hrs)\b)|\d{{4}}(?=[A-Z]{{2}})|[^\W_]++|[^{_SPACE}]|\Z)"
)
_LEADING = re.compile(rf"[{_SPACE}]*")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, each with the space before it."""

    words: Sequence[str]
    ends: Sequence[int]
    """Where each token ends in the text; `ends[0]` is 0, the end of token 0 `ends[1]`."""
    codes: str

    def word(self, index: int) -> str:
        """A token without the space before it."""
        word = self.words[index].lstrip()
        if word[:1].isalnum():
            return word
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


def tokenize(text: str, code: Callable[[str], str]) -> Tokens:
    """All tokens of a text: words, numbers and single signs; the last one is empty.

    Parameters
    ----------
    text
        Any text.
    code
        Gives each token, with the space before it, a code of one character.

    Examples
    --------
    >>> tokenize("On 24 May 1994.", lambda raw: raw.strip()[:1]).codes
    'O2M1.'
    """
    words = _TOKEN.findall(text)
    ends = list(accumulate(map(len, words), initial=0))
    return Tokens(words, ends, "".join(map(code, words)))


def coder(codes: Mapping[str, str]) -> Callable[[str], str]:
    """The function that gives a token its code, with a memory for the words of a language.

    Examples
    --------
    >>> [coder({"May": "M"})(raw) for raw in (" May", " 24", "houses")]
    ['M', 'd', 's']
    """

    @lru_cache(maxsize=_MEMORY)
    def code(raw: str) -> str:
        word = raw[_LEADING.match(raw).end() :]  # type: ignore[union-attr]
        return codes.get(word) or (lexicon.shape(word) if word else lexicon.LOWER)

    return code


_MEMORY = 1 << 15
