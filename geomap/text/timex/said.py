"""What a text says of time, expression by expression, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from geomap.text.timex import calendar, parse
from geomap.text.timex.stated import Found, Stated

if TYPE_CHECKING:
    from geomap.text.sentences import Sentence
    from geomap.text.timex.grammar import Grammar
    from geomap.text.timex.tokens import Tokens

NEARBY = 24
"""How many tokens before and after a match its reader may look at."""


class Said(NamedTuple):
    """An expression and the sentence it stands in."""

    stated: Stated
    sentence: Sentence
    number: int
    """Counts the sentences of the text."""
    low: int
    """The sentence's tokens, half open."""
    high: int
    is_name: bool = False
    """Whether it is a part of a named event's name."""

    def word_before(self, coded: Tokens, back: int = 1) -> str:
        """A word before the expression in its sentence, in lower case."""
        at = self.stated.first - back
        return coded.word(at).lower() if at >= self.low else ""


def read(
    coded: Tokens, sentences: Sequence[Sentence], grammar: Grammar, names: Sequence[tuple[int, int]]
) -> list[Said]:
    """All expressions of a text; what a web page left behind is not read.

    Parameters
    ----------
    coded, sentences, grammar
        The text.
    names
        Spans of named events, in order: the year of "the treaty of 1921" is a part of a name.
    """
    said: list[Said] = []
    number, low, high = -1, 0, 0
    at, codes = 0, coded.codes
    while start := grammar.starter.search(codes, at):
        at = start.start()
        while at >= high and number + 1 < len(sentences):
            number += 1
            sentence = sentences[number]
            low, high = coded.index(sentence.start), coded.index(sentence.end - 1) + 1
        if at >= high:
            break
        if at < low or sentence.kind == "leftover":
            at = low if at < low else high
            continue
        found = _read(at, coded, low, high, grammar)
        said.extend(Said(stated, sentence, number, low, high) for stated in found)
        at = found[-1].last if found else at + 1
    _borrow_years(said, coded, grammar)
    return _with_names(said, coded, names) if names else said


def _with_names(
    said: Sequence[Said], coded: Tokens, names: Sequence[tuple[int, int]]
) -> list[Said]:
    starts = [start for start, _ in names]
    marked = []
    for one in said:
        start, end = coded.start(one.stated.first), coded.ends[one.stated.last]
        at = bisect_right(starts, end - 1) - 1
        marked.append(one._replace(is_name=at >= 0 and names[at][1] > start))
    return marked


def _read(at: int, coded: Tokens, low: int, high: int, grammar: Grammar) -> Sequence[Stated]:
    """What the first rule that fits at a token reads there."""
    codes = coded.codes
    for rule, pattern in grammar.rules.get(codes[at], ()):
        match = pattern.match(codes, at, high)
        if match is not None:
            end = match.end()
            before, after = codes[max(low, at - NEARBY) : at], codes[end : min(high, end + NEARBY)]
            return parse.READERS[rule](Found(rule, at, match[0], coded, grammar, before, after))
    return ()


def _borrow_years(said: list[Said], coded: Tokens, grammar: Grammar) -> None:
    """In "August and September 1914" the first month has the year of the second."""
    links = {grammar.codes[word] for word in ("and", "or", "to", "until", "till", "through")}
    links |= set(",-–—")
    for index in range(len(said) - 2, -1, -1):
        here, following = said[index].stated, said[index + 1].stated
        if not here.point or not following.point or here.point.year is not None or here.which:
            continue
        between = coded.codes[here.last : following.first]
        year = following.point.year
        if year is None or len(between) > 2 or not set(between) <= links:
            continue
        if said[index].number == said[index + 1].number and following.point.month:
            late = calendar.first_month(here.point) > calendar.first_month(following.point)
            point = here.point._replace(year=year - late)
            if calendar.is_possible(point):
                said[index] = said[index]._replace(stated=here._replace(point=point))
