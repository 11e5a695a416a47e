"""Words with a coarse tag: closed classes by list, verbs by inflection, the rest by ending.

A tagger for scope, not for grammar: it has to tell verbs from nouns well enough to see which
verb group governs an event word. Punctuation is its own tag.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import accumulate, compress
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from geomap.text import _lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

# with what stands before a word: then their lengths tell where they begin
_GAP = re.compile(r"[\s*_]*+")
_WORD = re.compile(
    r" ?+[a-zA-Z]++(?=[ .,])"  # nearly all words, on a short way
    r"|[\s*_]*+(?:\d+(?:[.,:]\d+)+|[^\W_]+(?:[-\u2010\u2011\u2013'’][^\W_]+)*|[^\w\s*]|\Z)"
)
_MEMORY = 1 << 15
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
_PUNCTUATION = dict.fromkeys('"“”„«»‘', '"') | dict.fromkeys("–—―", "-") | {"…": "."}
_QUOTES = frozenset('"“„«')
_NOUN_LEFT = frozenset(
    {"det", "adj", "prep", "num", "poss", "vb", "vbz", "ved", "vbd", "vbn", "vbg"}
)
_NOMINAL_LEFT = frozenset({"det", "adj", "poss"})
_SUBJECT_LEFT = frozenset({"", "rel", "sub", "conj", ",", '"', "propn", "if"})
_PAST_DIFFERS = frozenset({"come", "become", "run", "overcome", "overrun"})
_PLURAL = ("s", "men", "people", "police", "children")
_ACRONYMS = frozenset({"US", "WHO", "IT"})  # in small letters they are pronouns
_VERBAL = frozenset({"vb", "vbz", "ved", "vbd", "vbn", "vbg"})
_VERB_LEFT = frozenset({"to", "modal", "pron", "do"})
_NOUNISH = frozenset({"noun", "propn", "nouns"})
_OPEN = frozenset({"vx", "nv", "nvs", "vb", "vbz", "vbg", "ved", "vbn", "poss", "rel", "modal"})
_AFTER_NOUN = frozenset({"prep", "to", "conj", ",", ".", ""})
_ATTRIBUTE_LEFT = frozenset({"det", "poss", "prep", "num", ""})
_ATTRIBUTE_RIGHT = frozenset({"noun", "propn", "nv", "nvs", "adj"})
_ADVERB_RIGHT = _ATTRIBUTE_RIGHT | {"num"}
_FINITE = frozenset({"vb", "vbz", "vbd", "ved", "be", "have", "do", "modal"})
_BREAKS = frozenset({",", ".", ";", '"', "conj", "sub", "if", "adv", ""})
_AFTER = frozenset({"prep", "to", "det", "num", "propn", "adv", "pron"})
_OPENERS = frozenset({"det", "pron", "propn", "num", "poss"})
_ADJECTIVE = re.compile(r"(?:al|ous|ive|ible|able|ful|less|ic|ish|ese|ian|ern|ior|[a-z]-[a-z]+)$")


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
    raw = _WORD.findall(text, start, end)
    raw.pop()  # the end itself, which keeps a run of marks there from being tried from each
    if raw and _GAP.fullmatch(raw[-1]):
        raw.pop()
    if text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0:
        _split_contractions(raw)
    if not raw:
        return ()
    words, lowers, plain, capital = zip(*map(_seen, raw), strict=True)
    ends = list(accumulate(map(len, raw), initial=start))[1:]
    starts = map(sub, ends, map(len, words))
    tags = _tags(lowers, plain, capital)
    _disambiguate(tags, lowers)
    # a named tuple's own constructor is a Python function: a third of the time of tokenizing
    make = partial(tuple.__new__, Token)
    return tuple(map(make, zip(starts, ends, words, lowers, tags, strict=True)))


@lru_cache(maxsize=_MEMORY)
def _seen(raw: str) -> tuple[str, str, str, bool]:
    """A word without what stands before it, in lower case, its tag by itself, if a capital."""
    word = raw[_GAP.match(raw).end() :]  # type: ignore[union-attr]
    lower = word.lower()
    known = "propn" if word in _ACRONYMS else _table().get(lower)
    return word, lower, known or _unlisted(lower), word[0].isupper()


def _split_contractions(raw: list[str]) -> None:
    for i in range(len(raw) - 1, -1, -1):
        if "'" in raw[i] or "’" in raw[i]:
            raw[i : i + 1] = _parts(raw[i])


@lru_cache(maxsize=_MEMORY)
def _parts(raw: str) -> tuple[str, ...]:
    """A word, or its stem and the contraction after it: "did" and "n't", "Kars" and "'s"."""
    cut = _CONTRACTION.search(raw, max(0, len(raw) - 3))
    if cut is None or _GAP.fullmatch(raw, 0, cut.start()):
        return (raw,)
    return raw[: cut.start()], cut.group()


def _tags(lowers: Sequence[str], plain: Sequence[str], capital: Sequence[bool]) -> list[str]:
    """The tag of each word; a capital within the sentence makes a name."""
    table, tags = _table(), list(plain)
    capitals = list(compress(range(len(tags)), capital))
    if len(capitals) * 2 > len(tags):
        return tags  # a title
    for i in capitals:
        known = lowers[i] in table and (tags[i] in CLOSED or lowers[i - 1] in _QUOTES)
        if i and not known:
            tags[i] = "propn"
    return tags


@cache
def _table() -> dict[str, str]:
    """The tag of every known word and mark."""
    return {**_lexicon.word_tags(), **_PUNCTUATION, "'s": "poss", "’s": "poss"}


def _unlisted(lower: str) -> str:
    head = lower[0]
    if not head.isalnum():
        return head
    return "num" if head.isdigit() else _guess(lower)


def _guess(lower: str) -> str:
    if lower.endswith("ly"):
        return "adv"
    if lower.endswith("ing") and len(lower) > 5 and "-" not in lower:
        return "vbg"
    if lower.endswith("ed") and len(lower) > 4 and not lower.endswith("eed"):
        return "ved"
    if _ADJECTIVE.search(lower):
        return "adj"
    return "noun"


def _disambiguate(tags: list[str], lowers: Sequence[str]) -> None:
    """Settle the words that are verb or noun by what stands on either side."""
    last = len(tags) - 1
    for i in [i for i, tag in enumerate(tags) if tag in _OPEN]:
        tag = tags[i]
        left = tags[i - 1] if i else ""
        right = tags[i + 1] if i < last else ""
        if tag == "vx":
            asked = lowers[i] == "let" and right == "pron" and left in ("", "conj", ",", '"')
            before = tags[i - 2] if i > 1 else ""
            tags[i] = "vb" if asked else _bare_or_past(left, before=before)
            if tags[i] == "ved" and lowers[i] in _PAST_DIFFERS:
                tags[i] = "vb"
        elif tag in ("nv", "nvs"):
            plural = left == "noun" and lowers[i - 1].endswith(_PLURAL)
            around = (tags[i - 2] if i > 1 else "", left, right)
            tags[i] = _noun_or_verb(tag, *around, plural=plural)
        elif lowers[i] == "that":
            if left in ("prep", "", "conj") and right in _NOUNISH:
                tags[i] = "det"
        else:
            before = tags[i - 2] if left == "adv" and i > 1 and right in _ADVERB_RIGHT else left
            tags[i] = _by_neighbours(tag, before, right)
    if "to" in tags or "modal" in tags:
        _find_bare_verbs(tags)
    if len(tags) > 4 and tags[-1] == "." and _FINITE.isdisjoint(tags):
        _find_verb(tags, lowers)


def _find_bare_verbs(tags: list[str]) -> None:
    """An unknown word after a modal verb, or between "to" and what follows a verb, is a verb."""
    for i in [i for i, tag in enumerate(tags[:-2]) if tag in ("to", "modal")]:
        infinitive = tags[i] == "to" and tags[i + 2] in ("det", "pron", "poss")
        if tags[i + 1] == "noun" and (infinitive or tags[i] == "modal"):
            tags[i + 1] = "vb"


def _by_neighbours(tag: str, left: str, right: str) -> str:
    """A participle or bare verb form where only a noun or an adjective can stand."""
    if left in _NOMINAL_LEFT and (
        tag in ("vb", "vbz") or (tag == "modal" and right in _AFTER_NOUN)
    ):
        return "noun"  # "the democratic will of"
    if tag == "vbg":
        return _gerund(left, right)
    # "evacuating injured men"
    described = left in _ATTRIBUTE_LEFT or (left in _VERBAL and right != "propn")
    counted = right == "num" and left in _NOMINAL_LEFT  # "the captured two towns"
    if tag in ("ved", "vbn") and ((described and right in _ATTRIBUTE_RIGHT) or counted):
        return "adj"
    if tag == "poss" and left in ("pron", "rel"):
        return "be"  # he's, who's
    return tag


def _gerund(left: str, right: str) -> str:
    """An -ing form: a verb, unless it has an article or is what a verb after it speaks of."""
    if left in _NOMINAL_LEFT or left == "num":
        return "adj" if right in _NOUNISH else "noun"
    subject = left in _SUBJECT_LEFT and right in ("ved", "vbd", "vbz", "vx")
    return "noun" if subject else "vbg"  # "said that shelling hit the town"


def _find_verb(tags: list[str], lowers: Sequence[str]) -> None:
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
    said_that = left == "rel" and before in _VERBAL  # "says that attacks on"
    if left in _NOUN_LEFT or said_that:
        return "noun"
    return verb if _has_subject(tag, left, right, plural=plural) else "noun"


def _has_subject(tag: str, left: str, right: str, *, plural: bool) -> bool:
    """A noun before it and what can follow a verb after it."""
    if left in _NOUNISH:
        if right in _OPENERS or (tag == "nvs" and right in ("adj", "rel", "to")):
            return True
        return tag == "nv" and plural and right in _BREAKS  # "if the rebels attack, ..."
    return left in ("rel", "adv") and right in (*_OPENERS, "prep", "adj")
