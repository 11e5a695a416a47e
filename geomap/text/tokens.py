"""Words with a coarse tag: closed classes by list, verbs by inflection, the rest by ending.

A tagger for scope, not for grammar: it has to tell verbs from nouns well enough to see which
verb group governs an event word. Punctuation is its own tag.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geomap.text import _lexicon

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:[-\u2010\u2011\u2013'’][^\W_]+)*|[^\w\s*]")
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
_PUNCTUATION = dict.fromkeys('"“”„«»‘', '"') | dict.fromkeys("–—―", "-") | {"…": "."}
_NOUN_LEFT = frozenset(
    {"det", "adj", "prep", "num", "poss", "vb", "vbz", "ved", "vbd", "vbn", "vbg"}
)
_VERB_LEFT = frozenset({"to", "modal", "pron", "do"})
_NOUNISH = frozenset({"noun", "propn", "nouns"})
_FINITE = frozenset({"vb", "vbz", "vbd", "ved", "be", "have", "do", "modal"})
_BREAKS = frozenset({",", ".", ";", '"', "conj", "sub", "if", "adv", ""})
_AFTER = frozenset({"prep", "to", "det", "num", "propn", "adv", "pron"})
_OPENERS = frozenset({"det", "pron", "propn", "num", "poss"})
_ADJECTIVE = re.compile(
    r"(?:al|ous|ive|ible|able|ful|less|ic|ary|ish|ese|ian|ern|ant|ent|ior|[a-z]-[a-z]+)$"
)


CLOSED = frozenset(
    {"det", "prep", "conj", "sub", "if", "rel", "pron", "be", "have", "do", "neg", "to", "adv"}
)


class Token(NamedTuple):
    """A word or a punctuation mark. A tuple: a report has hundreds."""

    start: int
    end: int
    text: str
    lower: str
    tag: str


def tokenize(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of ``text[start:end]`` with their tags; spans count from the text's beginning.

    Examples
    --------
    >>> text = "They attacked the post."
    >>> [(t.text, t.tag) for t in tokenize(text, 0, len(text))]
    [('They', 'pron'), ('attacked', 'ved'), ('the', 'det'), ('post', 'noun'), ('.', '.')]
    """
    spans = _spans(text, start, end)
    words = [text[a:b] for a, b in spans]
    titled = sum(w[0].isupper() for w in words) * 2 > len(words)
    lowers = [w.lower() for w in words]
    tags = [
        _tag(w, lower, titled or i == 0)
        for i, (w, lower) in enumerate(zip(words, lowers, strict=True))
    ]
    _disambiguate(tags, lowers)
    return tuple(
        Token(a, b, w, lower, tag)
        for (a, b), w, lower, tag in zip(spans, words, lowers, tags, strict=True)
    )


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for match in _WORD.finditer(text, start, end):
        low, high = match.span()
        word = match.group()
        if ("'" in word or "’" in word) and (cut := _CONTRACTION.search(word)) and cut.start():
            spans.append((low, low + cut.start()))
            low += cut.start()
        spans.append((low, high))
    return spans


def _tag(word: str, lower: str, first: bool) -> str:
    known = _lexicon.word_tags().get(lower)
    if known is not None:
        capital = word[0].isupper() and not first
        return "propn" if capital and known not in CLOSED else known
    head = word[0]
    if not head.isalnum():
        return "poss" if lower in ("'s", "’s") else _PUNCTUATION.get(head, head)
    if lower in ("'s", "’s"):
        return "poss"
    if head.isdigit():
        return "num"
    if head.isupper() and not first:
        return "propn"
    return _guess(lower)


def _guess(lower: str) -> str:
    if lower.endswith("ly"):
        return "adv"
    if lower.endswith("ing") and len(lower) > 5:
        return "vbg"
    if lower.endswith("ed") and len(lower) > 4 and not lower.endswith("eed"):
        return "ved"
    if _ADJECTIVE.search(lower):
        return "adj"
    return "noun"


def _disambiguate(tags: list[str], lowers: list[str]) -> None:
    """Settle the words that are verb or noun by what stands on either side."""
    last = len(tags) - 1
    for i, tag in enumerate(tags):
        left = tags[i - 1] if i else ""
        right = tags[i + 1] if i < last else ""
        if tag == "vx":
            tags[i] = _bare_or_past(left, before=tags[i - 2] if i > 1 else "")
        elif tag in ("nv", "nvs"):
            plural = left == "noun" and lowers[i - 1].endswith("s")
            around = (tags[i - 2] if i > 1 else "", left, right)
            tags[i] = _noun_or_verb(tag, *around, plural=plural)
        elif tag == "vb" and left in ("det", "adj", "poss"):
            tags[i] = "noun"
        elif tag == "vbg" and left in ("det", "poss", "adj", "num"):
            tags[i] = "noun" if right not in _NOUNISH else "adj"
        elif (
            tag in ("ved", "vbn")
            and left in ("det", "poss", "prep", "num", "")
            and right in ("noun", "propn", "nv", "nvs", "adj")
        ):
            tags[i] = "adj"
        elif tag == "poss" and left in ("pron", "rel"):
            tags[i] = "be"  # he's, who's
        elif lowers[i] == "that" and left in ("prep", "", "conj") and right in _NOUNISH:
            tags[i] = "det"

    if len(tags) > 4 and not any(tag in _FINITE for tag in tags):
        _find_verb(tags, lowers)


def _find_verb(tags: list[str], lowers: list[str]) -> None:
    """No verb so far: a word in -s between a noun and what can follow a verb is the verb."""
    for i in range(1, len(tags) - 1):
        word = lowers[i]
        if tags[i] != "noun" or not word.endswith("s") or word.endswith(("ss", "us", "is")):
            continue
        if tags[i - 1] in (*_NOUNISH, ")") and tags[i + 1] in _AFTER:
            tags[i] = "vbz"
            return


def _bare_or_past(left: str, *, before: str) -> str:
    """Come, hit, put: the same word bare, past and participle."""
    if left in ("adv", "neg"):
        left = before
    if left in ("to", "modal", "do"):
        return "vb"
    if left in ("have", "be"):
        return "vbn"
    return "noun" if left in ("det", "adj", "poss") else "ved"


def _noun_or_verb(tag: str, before: str, left: str, right: str, *, plural: bool) -> str:
    verb = "vb" if tag == "nv" else "vbz"
    if tag == "nvs" and left in ("to", "modal", "do"):
        return "noun"
    asked = left in ("adv", "neg") and before in ("modal", "pron", "to", "do")
    if left in _VERB_LEFT or asked:
        return verb
    if left in _NOUN_LEFT:
        return "noun"
    return verb if _has_subject(tag, left, right, plural=plural) else "noun"


def _has_subject(tag: str, left: str, right: str, *, plural: bool) -> bool:
    """A noun before it and what can follow a verb after it."""
    if left in _NOUNISH:
        if right in _OPENERS or (tag == "nvs" and right in ("adj", "rel", "to")):
            return True
        return tag == "nv" and plural and right in _BREAKS  # "if the rebels attack, ..."
    return left in ("rel", "adv") and right in (*_OPENERS, "prep", "adj")
