"""All time expressions of a text, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.errors import DateError
from geomap.model import Timex
from geomap.text.sentences import Sentence
from geomap.text.timex import anchoring, calendar, grammar, links, named, said, tokens, topic
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from geomap.model import Match, NamedEvent
    from geomap.text.timex.anchors import Meaning
    from geomap.text.timex.said import Said


def find(
    text: str,
    sentences: Sequence[Sentence],
    *,
    published: str | None,
    events: Sequence[tuple[Match, NamedEvent]] = (),
    title: str | None = None,
) -> tuple[Timex, ...]:
    """The time expressions of a text, each with what it means there.

    Parameters
    ----------
    text
        The document's text.
    sentences
        Its sentences, in order.
    published
        The document's date, EDTF; None leaves relative dates open.
    events
        Names of named events found in the text: they are time expressions too.
    title
        The document's title: the year in it is what an undated text is about.

    Examples
    --------
    >>> from geomap.text import sentences
    >>> text = "Talks began on 3 May 1994. Two days later they ended."
    >>> [t.edtf for t in find(text, sentences.split(text), published=None)]
    ['1994-05-03', '1994-05-05']
    """
    rules = grammar.load()
    coded = tokens.tokenize(text, rules.code)
    names = sorted((match.start, match.end) for match, _ in events)
    expressions = said.read(coded, sentences, rules, names)
    date = _published(published)
    about = None if date else topic.year(title, expressions, events, rules)
    meanings = list(anchoring.meanings(expressions, coded, rules, date, about))
    meanings = links.link(expressions, meanings, coded, rules)
    found = [
        _timex(one, text, coded, meaning)
        for one, meaning in zip(expressions, meanings, strict=True)
        if not one.is_name
    ]
    dated = [coded.start(one.stated.first) for one in expressions if one.is_name]
    found += [named.named(text, match, event, rules, dated) for match, event in events]
    return tuple(sorted(found, key=_start)) if events else tuple(found)


def normalize(words: str, *, published: str | None = None) -> Timex | None:
    """What one time expression means, said by itself.

    Parameters
    ----------
    words
        The expression, for example ``the early 90s``.
    published
        The date to count from, EDTF.

    Returns
    -------
    The longest expression in the words, or None where there is none.

    Examples
    --------
    >>> normalize("the early 90s").edtf
    '1990/1993~'
    >>> normalize("last weekend", published="2023-07-31").edtf
    '2023-07-29/2023-07-30'
    """
    whole = Sentence(start=0, end=len(words), kind="prose", paragraph=0)
    found = find(words, [whole] if words.strip() else [], published=published)
    return max(found, key=lambda timex: timex.end - timex.start, default=None)


def _start(timex: Timex) -> int:
    return timex.start


def _published(value: str | None) -> Point | None:
    """The document's date as a point, as precise as it is."""
    if value is None:
        return None
    low, high = edtf.bounds(value)
    if low is None or high is None or low.year != high.year:
        return None
    if low == high:
        return calendar.from_date(low)
    return Point(low.year, low.month) if low.month == high.month else Point(low.year)


def _bounds(value: str | None) -> tuple[str | None, edtf.FourBounds]:
    """A date with its bounds; nothing for the years that no calendar has."""
    try:
        return value, edtf.four_bounds(value)
    except DateError:
        return None, (None, None, None, None)


def _timex(one: Said, text: str, coded: tokens.Tokens, meaning: Meaning) -> Timex:
    stated, (value, bounds) = one.stated, _bounds(meaning.edtf)
    start, end = coded.start(stated.first), coded.ends[stated.last]
    return Timex(
        start=start,
        end=end,
        exact=text[start:end],
        type=stated.type,
        value=meaning.value,
        mod=meaning.mod,
        edtf=value,
        begin_earliest=bounds[0],
        begin_latest=bounds[1],
        end_earliest=bounds[2],
        end_latest=bounds[3],
        anchor=meaning.anchor if value else "none",
        rule=stated.rule,
    )
