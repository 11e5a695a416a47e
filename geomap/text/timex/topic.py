"""Which year an undated text is about: that of its title, or of the event it first names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.text.sentences import Sentence
from geomap.text.timex import said, tokens
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from geomap.model import Match, NamedEvent
    from geomap.text.timex.grammar import Grammar
    from geomap.text.timex.said import Said


def year(
    title: str | None,
    expressions: Sequence[Said],
    events: Sequence[tuple[Match, NamedEvent]],
    grammar: Grammar,
) -> Point | None:
    """The only year in the title, else that of the events named in the first sentence.

    An article on a battle tells of its year, whatever it mentions of the centuries before. A date
    in the first sentence may be no more than where a longer story begins.
    """
    for years in (_in_title(title or "", grammar), _in_lead(expressions, events)):
        found = set(years)
        if found:
            return Point(found.pop()) if len(found) == 1 else None
    return None


def _in_title(title: str, grammar: Grammar) -> Iterator[int]:
    whole = Sentence(start=0, end=len(title), kind="heading", paragraph=0)
    coded = tokens.tokenize(title, grammar.code)
    yield from _stated(said.read(coded, [whole] if title.strip() else [], grammar, ()))


def _in_lead(
    expressions: Sequence[Said], events: Sequence[tuple[Match, NamedEvent]]
) -> Iterator[int]:
    prose = [one for one in expressions if one.sentence.kind == "prose"]
    if not prose or prose[0].number > _LEAD:
        return
    sentence = prose[0].sentence
    yield from _stated([one for one in prose if one.is_name and one.sentence is sentence])
    for match, event in events:
        if sentence.start <= match.start < sentence.end:
            low, high = edtf.bounds(event.edtf)
            yield from (day.year for day in (low, high) if day)


_LEAD = 2
"""How many sentences may go before: a heading, a line of names."""


def _stated(expressions: Sequence[Said]) -> Iterator[int]:
    for one in expressions:
        point = one.stated.point
        if point is not None and point.year is not None and point.digits == 4:
            yield point.year
