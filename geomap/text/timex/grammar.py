"""The grammar: which runs of words are a time expression, as regular expressions over codes.

Where a time expression may begin, the rules of `geomap.text.timex.rules` are tried in their
order; the first that fits names its reader in `geomap.text.timex.parse`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.text.timex import lexicon, rules

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The lexicon and the rules, compiled together."""

    codes: Mapping[str, str]
    starter: re.Pattern[str]
    """Where a time expression may begin."""
    rules: re.Pattern[str]
    """All rules; the group that matched names the rule."""
    values: Mapping[str, Mapping[str, lexicon.Value]]
    contexts: Mapping[str, frozenset[str]]
    phrases: Mapping[str, lexicon.Phrase]
    """By the codes of their words."""


@cache
def load() -> Grammar:
    """The grammar for English, compiled once.

    Examples
    --------
    >>> sorted(load().values)[:3]
    ['ABOUT', 'AGO', 'DAYTIME']
    """
    words = lexicon.load()
    codes = dict(words.codes)
    sources = {name: _expand(source) for name, source in rules.RULES}
    literals = {w for source in sources.values() for w in re.findall(r"\b[a-z]+\b", source)}
    lexicon.add_words(codes, sorted(literals))
    classes = {**words.classes, **lexicon.SHAPES}
    compiled = {name: _compile(source, classes, codes) for name, source in sources.items()}
    phrases = {"".join(codes[word] for word in p.words): p for p in words.phrases}
    longest = sorted(map(re.escape, phrases), key=len, reverse=True)
    whole = "|".join(
        [f"(?P<phrase>{'|'.join(longest)})"]
        + [f"(?P<{name}>{pattern})" for name, pattern in compiled.items()]
    )
    return Grammar(
        codes=MappingProxyType(codes),
        starter=re.compile(_starter(classes, codes, phrases)),
        rules=re.compile(whole),
        values=words.values,
        contexts=words.contexts,
        phrases=phrases,
    )


def _starter(
    classes: Mapping[str, str], codes: Mapping[str, str], phrases: Mapping[str, lexicon.Phrase]
) -> str:
    """A word that says time by itself, or one that leads up to such a word."""
    strong = "".join(classes[name] for name in rules.STRONG)
    weak = "".join(classes[name] for name in rules.WEAK)
    leading = "".join(codes[word] for word in rules.LEADING)
    first = "".join({phrase[0] for phrase in phrases})
    ahead = strong + "".join(codes[word] for word in rules.ENDING) + ":"
    lone = f"[dz](?=[/.][dz])|{codes['the']}(?=n)"
    return f"[{strong}{first}]|[{weak}{leading}](?=.{{0,8}}?[{ahead}])|{lone}"


def _expand(source: str) -> str:
    while any(name in source for name in rules.PIECES):
        for name, piece in rules.PIECES.items():
            source = source.replace(name, f"(?:{piece})")
    return source


_WORD = re.compile(r"[A-Z_]{2,}|[a-z]+|\s+|.")


def _compile(source: str, classes: Mapping[str, str], codes: Mapping[str, str]) -> str:
    parts = []
    for match in _WORD.finditer(source):
        word = match[0]
        if word.isspace():
            continue
        if word in classes:
            parts.append(f"[{classes[word]}]")
        elif word in rules.PUNCTUATION:
            parts.append(rules.PUNCTUATION[word])
        elif word[0].isalpha():
            parts.append(codes[word.lower()])
        else:
            parts.append(word)
    return "".join(parts)
