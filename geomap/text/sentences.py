"""Sentences: where they begin and end, which are headings and which a web page left behind.

Leftovers (credits, appeals, buttons, repeated headlines, feed marks) are told by their shape, not
by their wording: brackets round a whole line, an order to the reader, a line that says again what
a heading said, no finite verb where prose would have one.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.text import _lexicon, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SentenceKind = Literal["prose", "heading", "leftover"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# The look back keeps a run of stops from being tried again from each of its characters; it comes
# after the first stop, for then the search skips to stops.
_END = re.compile(
    r"[.!?…](?<![.!?…].)[.!?…]*+[\"”’»)\]*_]*+"
    r"(?:(?=\s++[\"“‘«„(\[*_¿¡]*+[^\W\d_a-zß-öø-ÿ])|(?=\s++[\"“‘«„(\[]*+\d)|(?=[A-Z][a-z]))"
)
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*+$")
_NEXT_WORD = re.compile(r"\s*+[\"“‘«„(\[*_]*+([^\W_]++)")
_MARKER = re.compile(r"\s*+(?:#{1,6}\s++|>\s++|[*•·–-]\s++|\d{1,3}\\?[.)]\s++|[*_]{2}(?=\S))*+")
_YEARS = re.compile(r"(?:1\d|20)\d\d(?:\s?[-–]\s?(?:\d{4}|\d\d))?")  # the heading of a timeline
_MEMORY = 40  # headings
_SHORT = 160  # characters: longer lines are prose, whatever they look like
_WRAPPED = range(50, 101)
_LONGEST = 2_000
_TERMINAL = re.compile(r"[.!?…:;,][\"”’»)\]*_]*$")
_WEB = re.compile(
    r"https?://|www\.|\S@\S+\.|<[^<>\s]{1,80}\.\w{2,5}>|©|\s[|»›→]|^\s*[|»›→]|\?>|\.(?:jpe?g|png|webm|svg|gif|ogv|ogg|mp[34])\b"
)
_LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?: \S")
_READER = frozenset({"you", "your", "yours", "us", "our", "please"})
_BARE = frozenset({"vb", "nv", "vx"})
_FINITE = frozenset({"vbz", "vbd", "be", "have", "do", "modal", "ved", "vb"})
_IMPERATIVE_RIGHT = frozenset({"det", "prep", "to", "pron", "adv", "propn", "noun", "adj", "vb"})


class Sentence(NamedTuple):
    """A sentence, or a line that is none: a heading, or a leftover of a web page."""

    start: int
    end: int
    kind: SentenceKind
    paragraph: int
    """Counts the paragraphs of the document from 0."""
    quoted: bool = False
    """It begins inside a quotation that an earlier sentence opened."""


def split(text: str, *, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences of `text` from `start` on, in order, without overlap.

    Examples
    --------
    >>> text = "Talks were held in Baku. Nobody came."
    >>> [text[s.start:s.end] for s in split(text)]
    ['Talks were held in Baku.', 'Nobody came.']
    """
    lines = _paragraphs(text, start)
    kinds = _kinds(text, lines)
    found: list[Sentence] = []
    for number, ((low, high), kind) in enumerate(zip(lines, kinds, strict=True)):
        pieces = _pieces(text, low, high) if kind == "prose" else [(low, high)]
        spans = [part for piece in pieces for part in _parts(text, *piece)]
        for first, last in spans:
            own = "leftover" if kind == "prose" and _is_credit(text, first, last) else kind
            found.append(Sentence(start=first, end=last, kind=own, paragraph=number))
    return tuple(_with_quotations(text, found))


def _with_quotations(text: str, found: Sequence[Sentence]) -> Iterator[Sentence]:
    """Mark the sentences that begin inside curly quotation marks opened before them."""
    depth = paragraph = 0
    for sentence in found:
        if sentence.paragraph != paragraph and text[sentence.start] == "“":
            depth = 0  # a quotation over several paragraphs opens anew with each
        paragraph = sentence.paragraph
        inside = depth > 0 and sentence.kind == "prose"
        yield sentence._replace(quoted=True) if inside else sentence
        opened = text.count("“", sentence.start, sentence.end)
        depth = max(0, depth + opened - text.count("”", sentence.start, sentence.end))


def _paragraphs(text: str, start: int) -> list[tuple[int, int]]:
    """Trimmed lines, without the marks of headings and lists; wrapped lines joined again."""
    spans: list[tuple[int, int]] = []
    last_raw = -1
    for match in _LINE.finditer(text, start):
        low, high = _trim(text, match.start(), match.end())
        if low == high:
            continue
        body = _body_start(text, low, high)
        if (
            spans
            and body == low
            and _continues(text, spans[-1], (low, high), gap=text[last_raw : match.start()])
        ):
            spans[-1] = (spans[-1][0], high)
        elif body < high:
            spans.append((body, _without_closing(text, body, high)))
        last_raw = match.end()
    return spans


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def _body_start(text: str, low: int, high: int) -> int:
    match = _MARKER.match(text, low, high)
    return match.end() if match else low


def _without_closing(text: str, low: int, high: int) -> int:
    """Leave off what closes a bold heading, and the hashes some close headings with."""
    while high > low + 1 and text[high - 1] in "*#_ ":
        high -= 1
    return high


def _continues(text: str, above: tuple[int, int], line: tuple[int, int], *, gap: str) -> bool:
    """Whether a line break was put in only because the line was full."""
    if gap.count("\n") > 1 or len(gap) > 3:
        return False
    last = text.rfind("\n", above[0], above[1]) + 1 or above[0]
    if above[1] - last not in _WRAPPED or _TERMINAL.search(text, max(last, above[1] - 6), above[1]):
        return False
    return text[line[0]].islower() or text[line[0]].isdigit() or line[1] - line[0] in _WRAPPED


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for match in _END.finditer(text, start, end):
        if _is_boundary(text, match, low):
            yield _trim(text, low, match.end())
            low = match.end()
    first, last = _trim(text, low, end)
    if first < last:
        yield first, last


def _parts(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A sentence of no human length, cut at blanks: later steps look at all of one at once."""
    while high - low > _LONGEST:
        blank = max(text.rfind(mark, low + 1, low + _LONGEST) for mark in " \t,;")
        cut = blank + 1 if blank > low else low + _LONGEST
        yield _trim(text, low, cut)
        low = _trim(text, cut, high)[0]
    if low < high:
        yield low, high


def _is_boundary(text: str, match: re.Match[str], low: int) -> bool:
    """Whether the stop ends a sentence, or an abbreviation or an initial."""
    at = match.start()
    recent = text[max(low, at - 80) : at]
    if recent.rfind("(") > recent.rfind(")") and ")" in text[at : at + 40]:
        return False
    if match.group()[0] != ".":
        return True
    word = _WORD_BEFORE.search(text, max(0, at - 12), at)
    if match.end() == at + 1 and text[at + 1 : at + 2].isalpha():
        # "the war.The" lost its space; "U.S" and "node.Js" did not
        if word is None:  # "left the town .The": the blank stands on the wrong side
            return text[at - 1 : at].isspace()
        return word.group().islower() and len(word.group()) > 2
    kind = _abbreviations().get(word.group().lower()) if word else None
    if word is not None and len(word.group()) == 1 and word.group().isupper():
        kind = kind or "either"
    if kind is None:
        return True
    return kind == "either" and _begins_sentence(text, match.end())


def _begins_sentence(text: str, at: int) -> bool:
    """A capital on a word that has none of its own: The, He, But."""
    match = _NEXT_WORD.match(text, at)
    return (
        match is not None
        and match.group(1).lower() in _lexicon.word_tags()
        and len(match.group(1)) > 1
    )


@cache
def _abbreviations() -> Mapping[str, str]:
    return {
        w: row["kind"] for row in _lexicon.read("sentences")["abbreviation"] for w in row["words"]
    }


def _kinds(text: str, lines: Sequence[tuple[int, int]]) -> list[SentenceKind]:
    """The kind of each line, by its own shape and by what other lines say."""
    folded = [_fold(text[a:b]) if b - a <= _SHORT else () for a, b in lines]
    last = {words: n for n, words in enumerate(folded)}
    shapes = [_shape(text, low, high, alone=len(lines) == 1) for low, high in lines]
    kinds: list[SentenceKind] = []
    said: set[frozenset[str]] = set()
    recent: deque[frozenset[str]] = deque(maxlen=_MEMORY)
    for n, kind in enumerate(shapes):
        words = frozenset(folded[n])
        if kind == "prose":
            recent.clear()  # below the text a heading may repeat words of the headline
        elif kind == "heading":
            returns = n and len(folded[n]) <= 4 and last[folded[n]] > n
            again = words in said or returns or _is_echo(words, recent)
            said.add(words)
            recent.append(words)
            # a headline in parts, a few words that come back: a button
            left = again and not _is_marked(text, lines[n][0])
            kinds.append("leftover" if left else "heading")
            continue
        kinds.append(kind)
    return kinds


def _is_marked(text: str, low: int) -> bool:
    """Whether a line is written as a heading: "## Aftermath"."""
    return text[max(0, low - 12) : low].rstrip(" *_").endswith("#")


def _is_echo(words: frozenset[str], recent: Iterable[frozenset[str]]) -> bool:
    """Whether an earlier heading has all the words: a headline told again in parts."""
    return len(words) > 2 and any(words <= other for other in recent)


def _fold(line: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", line.lower()))


def _shape(text: str, low: int, high: int, *, alone: bool) -> SentenceKind:
    """What one line looks like by itself."""
    if high - low > _SHORT:
        return "leftover" if _is_credit(text, low, high) else "prose"
    marked = text[max(0, low - 2) : low] in ("# ", "**", "__") or text[max(0, low - 1) : low] == "#"
    words = tokens.tokenize(text, low, high)
    years = _YEARS.fullmatch(text, low, high) is not None
    if not words or (not years and _looks_left(text, low, high, words)):
        return "leftover"
    ended = _is_ended(text, low, high)
    if years or (marked and len(words) < 20):
        return "heading"
    if ended or alone:
        return "prose"
    listed = text[max(0, low - 2) : low].strip() in ("*", "-", "•", "·", "–") if low else False
    if listed:
        return "prose" if any(w.tag in _FINITE for w in words[1:]) else "heading"
    return "heading" if len(words) <= 18 else "prose"


def _is_ended(text: str, low: int, high: int) -> bool:
    """Whether a line ends as a sentence does, or has one within."""
    if _TERMINAL.search(text, max(low, high - 4), high) is not None:
        return True
    return any(_is_boundary(text, match, low) for match in _END.finditer(text, low, high))


def _looks_left(text: str, low: int, high: int, words: Sequence[tokens.Token]) -> bool:
    if _is_credit(text, low, high) or not any(w.text[0].isalpha() for w in words):
        return True
    finite = any(w.tag in _FINITE for w in words[1:])
    if _WEB.search(text, low, high) and not finite:
        return True
    if _is_order(words):
        return True
    if finite or _is_ended(text, low, high):
        return False
    if low and len(words) <= 12 and (_LABEL.match(text, low, high) or _is_byline(words)):
        return True
    # a mark of the feed: a few small letters with a number, nothing a heading would be
    return len(words) <= 4 and words[0].text.islower() and text[high - 1].isdigit()


def _is_credit(text: str, low: int, high: int) -> bool:
    """A whole line or sentence in brackets without a verb: "(Photo: ...)", "(Editing by ...)"."""
    if (
        high - low > 2 * _SHORT
        or text[low] not in "(["
        or not text[low:high].rstrip(".").endswith((")", "]"))
    ):
        return False
    words = tokens.tokenize(text, low + 1, high - 1)
    return not any(w.tag in ("be", "have", "do", "modal", "vbz", "vbd") for w in words)


def _is_order(words: Sequence[tokens.Token]) -> bool:
    """An order to the reader, outside quotation marks: "Click here", "Please support our work!"."""
    first = words[0]
    if len(words) > 25 or first.tag == '"':
        return False
    if first.lower == "please":
        return True
    kind = _lexicon.word_tags().get(first.lower, "")
    bare = _lexicon.verb_bases().get(first.lower) == first.lower and kind in _BARE
    if not bare or not first.text[0].isupper():
        return False
    if kind == "nv":  # "Fight for Kars" is a heading, "Support us" not
        return any(w.lower in _READER for w in words)
    if any(w.tag in ("vbz", "vbd", "ved", "be", "have", "modal") for w in words):
        return any(w.lower in _READER for w in words)
    return len(words) > 1 and words[1].tag in _IMPERATIVE_RIGHT


def _is_byline(words: Sequence[tokens.Token]) -> bool:
    """By, and nothing but names."""
    return words[0].lower == "by" and all(
        w.tag in ("propn", "conj", ",", ".") or w.text[0].isupper() for w in words[1:]
    )
