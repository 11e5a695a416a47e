"""Clauses: which verb group says what, in which tense and mood, and who says it.

One clause for each verb group. A clause is as long as the words that belong to no other verb:
good enough to give negation, modality and reported speech their scope.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.text import _lexicon, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.text.sentences import Sentence
    from geomap.text.tokens import Token

Tense = Literal["past", "present", "future", "none"]
Kind = Literal[
    "main", "complement", "relative", "adverbial", "condition", "infinitive", "participle"
]

_AUXILIARY = frozenset({"modal", "be", "have", "do"})
_BETWEEN = frozenset({"adv", "neg"})
_FINITE = frozenset({"vb", "vbz", "vbd", "ved"})
_VERB = _FINITE | {"vbn", "vbg"}
_DESCRIBED = frozenset({"noun", "propn", "num"})
_LINKED = frozenset({"rel", "sub", "if"})
_PARTING = frozenset({",", ";", ":", "-", '"', "conj", "sub", "if", "rel", "pron"})
_MARKS = ('"', "conj", ",")
_MARKS_AROUND_A_NAME = ("conj", ",", '"')  # both quotation marks stand within
_SUBJECT = frozenset({"noun", "propn", "adj"})
_PHRASE = 5  # words
_PREDICATES = _AUXILIARY | _FINITE
_NOUNS = frozenset({"noun", "propn"})
_OPENING = frozenset({"conj", "adv", '"', ",", ":", "-"})
_CAUSED = frozenset({"him", "them", "us", "me"})
_STARTS = _AUXILIARY | _VERB | {"to"}
_STRONG = frozenset({"rel", "sub", "if", ";", ":", "-"})
_BREAKS = _STRONG | {",", "conj", '"'}
_KINDS: dict[str, Kind] = {"rel": "relative", "sub": "adverbial", "if": "condition"}
_PRESENT = frozenset(
    {"is", "are", "am", "has", "have", "does", "do", "be"}
    | {"'re", "’re", "'m", "’m", "'s", "’s", "'ve", "’ve"}
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_PARTICIPLES = frozenset({"being", "having"})


class Clause(NamedTuple):
    """One verb group with the words that go with it; spans in code points of the text.

    A tuple, as `Token`: a report has hundreds.
    """

    start: int
    end: int
    kind: Kind
    verb: tuple[int, int] | None
    """Span of the main verb, without auxiliaries; None in a clause without a verb."""
    lemma: str
    """Base form of the main verb, or ``be`` and ``have`` where there is no other."""
    tense: Tense
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    modal: str | None = None
    negated: bool = False
    imperative: bool = False
    quoted: bool = False
    """It stands in quotation marks that open in this sentence."""
    speaker: str | None = None
    """Who says it, where it is reported speech."""
    words: tuple[int, int] = (0, 0)
    """First and last+1 of its tokens."""
    group: tuple[int, int] = (0, 0)
    """First and last of the tokens of its verb group."""


def split(
    text: str, sentence: Sentence, *, words: Sequence[Token] | None = None
) -> tuple[Clause, ...]:
    """The clauses of one sentence, in order, together covering it.

    Examples
    --------
    >>> from geomap.text.sentences import split as sentences
    >>> text = "Baku offered talks, but they refused to come."
    >>> [text[c.start:c.end] for c in split(text, sentences(text)[0])]
    ['Baku offered talks,', 'but they refused', 'to come.']
    """
    if words is None:
        words = tokens.tokenize(text, sentence.start, sentence.end)
    if not words:
        return ()
    tags = [w.tag for w in words]
    groups = _without_postmodifiers(tags, _verb_groups(tags))
    if not groups:
        return (_verbless(words),)
    cuts = [0, *(_cut(words, tags, a, b) for a, b in itertools.pairwise(groups)), len(words)]
    quoted = _quoted(words) if '"' in tags else ()
    found = [
        _clause(words, tags, group, span, quoted=bool(quoted) and quoted[group[1]])
        for group, span in zip(groups, itertools.pairwise(cuts), strict=True)
    ]
    return tuple(found)


def _verbless(words: Sequence[Token]) -> Clause:
    return Clause(
        start=words[0].start,
        end=words[-1].end,
        kind="main",
        verb=None,
        lemma="",
        tense="none",
        words=(0, len(words)),
    )


def _verb_groups(tags: Sequence[str]) -> list[tuple[int, int]]:
    """First and last token of each verb group, auxiliaries and adverbs between them included."""
    groups: list[tuple[int, int]] = []
    free = 0
    for i in [i for i, tag in enumerate(tags) if tag in _STARTS]:
        last = _group_end(tags, i) if i >= free else None
        if last is not None:
            groups.append((i, last))
            free = last + 1
    return _without_reduced(tags, groups)


def _group_end(tags: Sequence[str], i: int) -> int | None:
    tag = tags[i]
    if tag in _AUXILIARY:
        return _after_auxiliaries(tags, i)
    if tag == "to":
        j = _skip(tags, i + 1, _BETWEEN)
        if j < len(tags) and tags[j] in ("vb", "nv", "be", "have", "do"):
            return _after_auxiliaries(tags, j)
        return None
    return i if tag in _VERB else None


def _skip(tags: Sequence[str], i: int, over: frozenset[str]) -> int:
    while i < len(tags) and tags[i] in over:
        i += 1
    return i


def _after_auxiliaries(tags: Sequence[str], i: int) -> int:
    """The main verb after the auxiliaries that begin at `i`; the last auxiliary where none is."""
    last = i
    while i < len(tags):
        if tags[i] in _AUXILIARY:
            last = i
        elif tags[i] in _VERB:
            return i
        elif tags[i] not in _BETWEEN:
            break
        i += 1
    return last


def _without_reduced(tags: Sequence[str], groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop bare -ed forms that only describe the noun before them: "talks held in Baku ended"."""
    heads = [first for first, _ in groups[1:]]
    pairs = itertools.zip_longest(groups, heads)
    return [group for group, after in pairs if not _is_reduced(tags, group, after)]


def _is_reduced(tags: Sequence[str], group: tuple[int, int], after: int | None) -> bool:
    first, last = group
    if after is None:
        return False
    if first != last or tags[first] != "ved" or tags[after] not in _PREDICATES:
        return False
    left = tags[max(0, first - 2) : first]
    if left[-1:] == [","]:  # "the session, announced for Monday, was put off"
        between = tags[first + 1 : after - 1]
        return left[0] in _NOUNS and tags[after - 1] == "," and _BREAKS.isdisjoint(between)
    plain = tags[first + 1] in ("prep", "adv", "to") and _BREAKS.isdisjoint(tags[first + 1 : after])
    return left[-1:] != [] and left[-1] in _NOUNS and plain


def _without_postmodifiers(
    tags: Sequence[str], groups: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Drop a bare -ed form after what there is: "there were men posted in Dorn"."""
    kept: list[tuple[int, int]] = []
    for group in groups:
        if not kept or not _is_postmodifier(tags, kept, group):
            kept.append(group)
    return kept


def _is_postmodifier(
    tags: Sequence[str],
    kept: Sequence[tuple[int, int]],
    group: tuple[int, int],
) -> bool:
    first, last = group
    if first != last or tags[first] not in ("ved", "vbn") or tags[first - 1] not in _DESCRIBED:
        return False
    low, high = kept[-1]
    if tags[low] == "to":
        return False  # "a wish to be mayor failed"
    before = tags[kept[-2][1] + 1 if len(kept) > 1 else 0 : low]
    if not _LINKED.isdisjoint(before) or not _PARTING.isdisjoint(tags[high + 1 : first]):
        return False  # "men who left Dorn died": a verb is still to come
    return tags[high] in ("be", "have")  # any other verb has a happening of its own


def _cut(
    words: Sequence[Token], tags: Sequence[str], left: tuple[int, int], right: tuple[int, int]
) -> int:
    """The token where the clause of `right` begins: the strongest mark between the two groups."""
    low, high = left[1] + 1, right[0]
    between = tags[low:high]
    if not _BREAKS.isdisjoint(between):
        for i, tag in enumerate(between, low):
            # but not at "two days before, ..."
            if tag in _STRONG and (tag != "sub" or tags[i + 1] not in (",", ".", ";")):
                return i
        if tags[high] == "to" and between[-1] not in ("conj", ",", '"'):
            return high  # "signed an accord or treaty to end the war"
        for mark in _MARKS if between.count('"') % 2 else _MARKS_AROUND_A_NAME:
            if mark in between:
                at = high - 1 - between[::-1].index(mark)
                return at + (mark == ",")  # the comma stays with the clause before
    if tags[high] in ("to", "vbg", "vbn") or words[high].lower in _PARTICIPLES:
        return high
    # "he said Kars fell": what follows a verb of saying is said; else it is the verb's object
    return low if _lemma(words[left[1]]) in _lexicon.speech_verbs() else high


def _clause(
    words: Sequence[Token],
    tags: Sequence[str],
    group: tuple[int, int],
    span: tuple[int, int],
    *,
    quoted: bool,
) -> Clause:
    parts, before = words[group[0] : group[1] + 1], tags[group[0] : group[1]]
    main = parts[-1]
    first = parts[0].tag
    if parts[0].lower in _PARTICIPLES:
        first = "vbg"  # "fear being attacked", "having been pushed back"
    modal = parts[before.index("modal")].lower if "modal" in before else None
    modal = main.lower if modal is None and main.tag == "modal" else modal
    participle = main.tag in ("ved", "vbn")
    return Clause(
        start=words[span[0]].start,
        end=words[span[1] - 1].end,
        kind=_kind(words, tags, first, span[0], group[0]),
        verb=(main.start, main.end),
        lemma=_lemma(main),
        tense=_tense(parts, first, modal),
        passive=participle and "be" in before,
        perfect="have" in before,
        progressive=main.tag == "vbg" and "be" in before,
        modal=modal,
        negated="neg" in tags and _is_negated(words, tags, group, span[0]),
        imperative=_is_imperative(words, group, span[0]),
        quoted=quoted,
        words=span,
        group=group,
    )


def _is_imperative(words: Sequence[Token], group: tuple[int, int], low: int) -> bool:
    """A bare verb where a sentence or a quotation begins: "Withdraw your troops!", "let him go"."""
    verb = words[group[0]]
    if verb.tag != "vb" or group[0] != group[1]:
        return False
    if verb.lower == "let":
        return low == group[0] or words[group[0] - 1].tag in _OPENING
    begins = low == 0 or words[low - 1].tag == '"'
    return begins and all(w.tag in ('"', "adv") for w in words[low : group[0]])


def _is_negated(
    words: Sequence[Token], tags: Sequence[str], group: tuple[int, int], low: int
) -> bool:
    """Not, never or no: in the verb group, right after it, or at the front of the clause."""
    front = range(low, min(group[0], low + 4))
    subject = group[0] - 1  # "without them no agreement was reached"
    while subject > low and tags[subject] in _SUBJECT and group[0] - subject < _PHRASE:
        subject -= 1
    places = (*front, *range(max(0, subject), min(group[1] + 2, len(words))))
    return any(tags[i] == "neg" and _denies(words, i) for i in places)


def _denies(words: Sequence[Token], i: int) -> bool:
    """But "not only", "no doubt" and "No. 2" deny nothing."""
    after = words[i + 1].lower if i + 1 < len(words) else ""
    if i + 1 < len(words) and words[i + 1].tag == "num" and words[i].lower in ("hardly", "barely"):
        return False
    if after in ("fewer", "less", "more") and words[i + 2 : i + 3] and words[i + 2].lower == "than":
        return False  # "no fewer than ten"
    return after not in ("only", "just", "merely", "doubt", "longer", ".")


def _lemma(main: Token) -> str:
    if main.tag == "be":
        return "be"
    if main.tag == "have":
        return "have"
    return _lexicon.verb_bases().get(main.lower, main.lower)


def _tense(parts: Sequence[Token], first: str, modal: str | None) -> Tense:
    if modal is not None:
        return "future" if modal in _FUTURE else "present"
    if first in ("to", "vbg", "vbn"):
        return "none"
    if parts[0].lower in _PRESENT:
        return "present"
    return "present" if first in ("vb", "vbz") else "past"


def _kind(words: Sequence[Token], tags: Sequence[str], first: str, low: int, high: int) -> Kind:
    if first == "to":
        return "infinitive"
    if first in ("vbg", "vbn"):
        return "participle"
    return _finite_kind(words, tags, low, high)


def _finite_kind(words: Sequence[Token], tags: Sequence[str], low: int, high: int) -> Kind:
    """By the word that links the clause: the last relative, else a conjunction at its front."""
    opening = tags[low:high]
    if "rel" in opening:
        relative = high - 1 - opening[::-1].index("rel")
        return _that(words, relative) if words[relative].lower == "that" else "relative"
    for tag in opening[:3]:
        if tag in _KINDS:
            return _KINDS[tag]
    if "if" in opening:
        return "condition"
    bare = tags[high] == "vb" and high and words[high - 1].lower in _CAUSED
    return "infinitive" if bare else "main"  # "let him go", "made them leave"


def _that(words: Sequence[Token], i: int) -> Kind:
    """That after a verb or a name ("told Turan that") opens what is said."""
    said = i == 0 or words[i - 1].tag in _VERB or words[i - 1].tag in ("propn", "pron", "adj")
    return "complement" if said else "relative"


def _quoted(words: Sequence[Token]) -> list[bool]:
    """Whether each word stands in quotation marks that open in this sentence."""
    inside, flags = False, []
    for word in words:
        if word.text in "“„«":
            inside = True
        elif word.text in "”»":
            inside = False
        elif word.text == '"':
            inside = not inside
        flags.append(inside)
    return flags
