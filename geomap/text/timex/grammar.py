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

from geomap.text.timex import firsts, lexicon, rules, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The lexicon and the rules, compiled together."""

    codes: Mapping[str, str]
    """A word, and its code."""
    code: Callable[[str], str]
    """The code of any token."""
    starter: re.Pattern[str]
    """Where a time expression may begin."""
    rules: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    """For each code the rules that can begin with it, with their names, in their order."""
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
    phrases = {"".join(codes[word] for word in p.words): p for p in words.phrases}
    compiled = {"phrase": "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))}
    compiled |= {name: _compile(source, classes, codes) for name, source in sources.items()}
    return Grammar(
        codes=MappingProxyType(codes),
        code=tokens.coder(codes),
        starter=re.compile(_starter(classes, codes, phrases)),
        rules=MappingProxyType(_by_first(compiled)),
        values=words.values,
        contexts=words.contexts,
        phrases=phrases,
    )


def _by_first(
    compiled: Mapping[str, str],
) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, pattern in compiled.items():
        rule = name, re.compile(pattern)
        for code in firsts.firsts(pattern):
            found.setdefault(code, []).append(rule)
    return {code: tuple(ruled) for code, ruled in found.items()}


def _starter(
    classes: Mapping[str, str], codes: Mapping[str, str], phrases: Mapping[str, lexicon.Phrase]
) -> str:
    """A word that says time by itself, or one that leads up to such a word."""
    strong, counts, weak = (
        "".join(classes[name] for name in names)
        for names in (rules.STRONG, rules.COUNTS, rules.WEAK)
    )
    leading = weak + "".join(codes[word] for word in rules.LEADING)
    units = classes["UNIT"] + classes["UNITS"]
    ahead = strong + units + "".join(codes[word] for word in rules.ENDING) + ":"
    known = "".join({*codes.values()}) + lexicon.DAY + lexicon.YEAR + lexicon.INTEGER
    known += lexicon.ZERO + lexicon.NTH + lexicon.DECADE + lexicon.OLD_DECADE + "'’-"
    ways = [f"{phrase[0]}(?={re.escape(phrase[1:2])})" for phrase in phrases]
    ways += [
        f"[{strong}{classes['UNITS']}]",
        f"[{classes['UNIT']}](?=[-'’{classes['LATER']}{classes['AGO']}])",
        f"[{counts}](?=.{{0,6}}?[{ahead}])",
        f"[{leading}](?=[{known}])(?=.{{0,8}}?[{ahead}])",
        "[dz](?=[/.][dz])",
        "['’](?=[diz])",
        f"{codes['the']}(?=n)",
    ]
    return "|".join(ways)


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
