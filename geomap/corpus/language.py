"""Which reports are in a language that geomap has a lexicon for.

A text is taken for a language by the share of its words that are that language's function
words. A declared language is believed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from geomap import _resources
from geomap.model import Document

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_FEW = 20
"""Below so many words their share says nothing; then only the script is looked at."""
_ENOUGH = 0.12  # a digest in telegram style has no more
_SHORT = 80
"""A sentence or two of news are dense with names; below so many words less is enough."""
_ENOUGH_SHORT = 0.03


def unknown_language(document: Document) -> str | None:
    """Why a report is not read, or None when it is in a language geomap knows.

    Examples
    --------
    >>> unknown_language(Document(id="a", text="...", language="hy"))
    "is in 'hy', and geomap has no lexicon for it: skipped"
    >>> unknown_language(Document(id="a", text="The bridge was opened."))
    """
    if document.language:
        primary = re.split("[-_]", document.language)[0].lower()
        if primary in ("en", "eng", "english"):
            return None
        return f"is in {document.language!r}, and geomap has no lexicon for it: skipped"
    text = document.text[document.body_start :][:_SAMPLE]
    share = english_share(text)
    short = len(text.split(maxsplit=_SHORT)) < _SHORT
    if share >= (_ENOUGH_SHORT if short else _ENOUGH):
        return None
    return (
        f"does not look like English (function words: {share:.0%}): skipped; "
        "if it is English, say so in a .md or .jsonl file with `language: en`"
    )


def english_share(text: str) -> float:
    """The share of English function words; for a few words that of Latin letters.

    Examples
    --------
    >>> english_share("The delegations met on the border for an hour, and then they left it. " * 3)
    0.5
    """
    words = _WORD.findall(text)
    if len(words) < _FEW:
        return sum(word[0] < "\u0250" for word in words) / len(words) if words else 1.0
    known = _function_words()
    return sum(word.lower() in known for word in words) / len(words)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(tomllib.loads(_resources.lexicon("en", "function_words"))["words"])
