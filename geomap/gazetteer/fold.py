"""Folding: what may differ between a name and its spelling in a text, without moving offsets.

Every fold maps one character to one, so an offset in the folded text is an offset in the
original. Letter case stays for scanning ("turkey" is no country) and goes for look-up.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

_QUOTES = dict.fromkeys(map(ord, "’‘ʼʻ`´′‛ʹ＇"), "'")
_HYPHENS = dict.fromkeys(map(ord, "-‐‑‒–−­"), " ")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
# Letters that decompose to nothing simpler but are written plain in English reports.
_LETTERS = str.maketrans("əǝƏƎıİøØłŁđĐðÐŋŊħĦ", "aaAAiIoOlLdDdDnNhH")
_LATIN = chain(range(0xC0, 0x250), range(0x1E00, 0x1F00))
_MARKS = re.compile("[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    latin = {}
    for code in _LATIN:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            latin[code] = base
    spaces = dict.fromkeys(range(0x2000, 0x200B), " ")
    return {**latin, **_LETTERS, **_QUOTES, **_HYPHENS, **_SPACES, **spaces}  # type: ignore[dict-item]


def text(original: str) -> str:
    """The text with accents, quotes, hyphens and spaces folded; as long as the original.

    Examples
    --------
    >>> text("Nagorno‑Karabakh, Ağdərə’s")
    "Nagorno Karabakh, Agdara's"
    """
    if original.isascii():
        return original.translate(_ascii())
    return original.translate(_table())


@lru_cache(maxsize=1)
def _ascii() -> dict[int, str]:
    return {code: new for code, new in _table().items() if code < 128}


def stripped(original: str) -> tuple[str, list[int] | None]:
    r"""The text without combining and invisible marks, with the old offset of each new one.

    None instead of the offsets where nothing was taken out, as is nearly always so.

    Examples
    --------
    >>> stripped("Bakú"), stripped("Baku\u0301!")
    (('Bakú', None), ('Baku!', [0, 1, 2, 3, 5, 6]))
    """
    if original.isascii() or not _MARKS.search(original):
        return original, None
    offsets: list[int] = []
    last = 0
    for mark in _MARKS.finditer(original):
        offsets.extend(range(last, mark.start()))
        last = mark.end()
    offsets.extend(range(last, len(original) + 1))
    return _MARKS.sub("", original), offsets


def key(name: str) -> str:
    """The form under which a name is looked up: folded, lower case, no apostrophes or dots.

    Examples
    --------
    >>> key("Sot’k’") == key("SOTK"), key("U.S."), key("the  Hague ")
    (True, 'us', 'the hague')
    """
    plain = text(stripped(name)[0]).lower().replace("'", "").replace(".", "")
    return " ".join(plain.split())
