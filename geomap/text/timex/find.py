"""All time expressions of a text, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.model import Timex
from geomap.text.timex import calendar, chronology, grammar, parse, resolve, stated, tense, tokens
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from geomap.model import Basis, Match, NamedEvent
    from geomap.text.sentences import Sentence
    from geomap.text.timex.chronology import Decision
    from geomap.text.timex.resolve import Meaning
    from geomap.text.timex.stated import Stated


def find(
    text: str,
    sentences: Sequence[Sentence],
    *,
    published: str | None,
    events: Sequence[tuple[Match, NamedEvent]] = (),
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

    Examples
    --------
    >>> from geomap.text import sentences
    >>> text = "Talks began on 3 May 1994. Two days later they ended."
    >>> [t.edtf for t in find(text, sentences.split(text), published=None)]
    ['1994-05-03', '1994-05-05']
    """
    rules = grammar.load()
    coded = tokens.tokenize(text, rules.codes)
    said = [
        _Said(stated, sentence, number, low, high)
        for number, sentence, low, high in _pieces(coded, sentences)
        for stated in _read(coded, low, high, rules)
    ]
    said = _borrow_years(said, coded, rules)
    found = _timexes(said, coded, rules, published)
    named = [_named(match, event) for match, event in events]
    if not named:
        return tuple(found)
    return tuple(sorted([*named, *_outside(found, named)], key=lambda timex: timex.start))


def _named(match: Match, event: NamedEvent) -> Timex:
    """A named event as a time expression: it lasts as long as the gazetteer says."""
    begun = edtf.four_bounds(event.edtf)
    return Timex(
        start=match.start,
        end=match.end,
        exact=match.exact,
        type="DATE",
        value=event.edtf,
        edtf=event.edtf,
        begin_earliest=begun[0],
        begin_latest=begun[1],
        end_earliest=begun[2],
        end_latest=begun[3],
        anchor="event",
        rule="event",
    )


def _outside(found: Iterable[Timex], named: Sequence[Timex]) -> Iterator[Timex]:
    """The expressions that are no part of an event's name, as the year in "the 2020 war" is."""
    edges = sorted((timex.start, timex.end) for timex in named)
    starts = [start for start, _ in edges]
    for timex in found:
        at = bisect_right(starts, timex.end - 1) - 1
        if at < 0 or edges[at][1] <= timex.start:
            yield timex


@dataclass(frozen=True, slots=True)
class _Said:
    """An expression and the sentence it stands in."""

    stated: Stated
    sentence: Sentence
    number: int
    low: int
    """The sentence's tokens, half open."""
    high: int


def _pieces(
    coded: tokens.Tokens, sentences: Sequence[Sentence]
) -> Iterator[tuple[int, Sentence, int, int]]:
    for number, sentence in enumerate(sentences):
        if sentence.kind != "leftover":
            yield number, sentence, coded.index(sentence.start), coded.index(sentence.end - 1) + 1


def _read(coded: tokens.Tokens, low: int, high: int, rules: grammar.Grammar) -> Iterator[Stated]:
    codes = coded.codes[low:high]
    at = 0
    while start := rules.starter.search(codes, at):
        at = start.start()
        match = rules.rules.match(codes, at)
        if match is None or match.lastgroup is None:
            at += 1
            continue
        before, after = codes[max(0, at - NEARBY) : at], codes[match.end() : match.end() + NEARBY]
        found = stated.Found(match.lastgroup, low + at, match[0], coded, rules, before, after)
        read = parse.READERS[match.lastgroup](found)
        yield from read
        at = match.end() if read else at + 1


def _borrow_years(said: list[_Said], coded: tokens.Tokens, rules: grammar.Grammar) -> list[_Said]:
    """In "August and September 1914" the first month has the year of the second."""
    links = {rules.codes[word] for word in ("and", "or", "to", "until", "till", "through")}
    links |= set(",-–—")
    for index in range(len(said) - 2, -1, -1):
        here, following = said[index].stated, said[index + 1].stated
        between = coded.codes[here.last : following.first]
        if not (here.point and following.point and len(between) <= 2):
            continue
        if here.point.year is not None or here.which or following.point.year is None:
            continue
        if said[index].number != said[index + 1].number or not set(between) <= links:
            continue
        late = calendar.first_month(here.point) > calendar.first_month(following.point)
        point = replace(here.point, year=following.point.year - late)
        if calendar.is_possible(point) and following.point.month:
            said[index] = replace(said[index], stated=replace(here, point=point))
    return said


def _timexes(
    said: Sequence[_Said], coded: tokens.Tokens, rules: grammar.Grammar, published: str | None
) -> Iterator[Timex]:
    date = _published(published)
    pastness = _pastness(said, date)
    decisions = _decisions(said, coded, rules, date, pastness)
    told = resolve.Anchors(published=date, story=None, is_own_time=pastness < PAST, tense="unknown")
    for one, decision in zip(said, decisions, strict=True):
        anchors = replace(told, decision=decision, tense=_tense(one, coded, rules))
        meaning = resolve.resolve(one.stated, anchors)
        yield _timex(one, coded, meaning)
        if meaning.point is not None and meaning.point.digits == 4:
            basis: Basis = "heading" if one.sentence.kind == "heading" else "narrative"
            told = replace(told, story=meaning.point, basis=basis)


PAST = 0.9
NEARBY = 24
DATED = ("point", "clock", "part_of_point")


def _decisions(
    said: Sequence[_Said],
    coded: tokens.Tokens,
    rules: grammar.Grammar,
    published: Point | None,
    pastness: float,
) -> list[Decision | None]:
    """For each expression that names a point of the calendar, its year."""
    steps = {
        index: _step(one, said[index - 1] if index else None, coded, rules)
        for index, one in enumerate(said)
        if one.stated.kind in DATED and one.stated.point and not one.stated.which
    }
    latest = _latest(said) if published is None else None
    made = chronology.decide(
        list(steps.values()), published=published, latest=latest, pastness=pastness
    )
    decisions: list[Decision | None] = [None] * len(said)
    for index, decision in zip(steps, made, strict=True):
        decisions[index] = decision
    return decisions


def _step(
    one: _Said, before: _Said | None, coded: tokens.Tokens, rules: grammar.Grammar
) -> chronology.Step:
    point = one.stated.point or Point(None)
    return chronology.Step(
        point=point,
        sentence=one.number,
        paragraph=one.sentence.paragraph,
        is_heading=one.sentence.kind == "heading",
        aside=_aside(one, before, coded) if point.year is not None else "never",
        tense=_tense(one, coded, rules),
    )


def _aside(one: _Said, before: _Said | None, coded: tokens.Tokens) -> chronology.Aside:
    """Whether a date with its year may be mentioned in passing only."""
    stated = one.stated
    if before is not None and before.number == one.number and before.stated.point:
        between = coded.codes[before.stated.last : stated.first]
        if len(between) == 1 and (between in "-–—" or coded.word(stated.first - 1) == "to"):
            return "always"
    if one.sentence.kind == "heading":
        return "never"
    previous = coded.word(stated.first - 1).lower() if stated.first > one.low else ""
    if previous in ("until", "till", "("):
        return "until"
    return "noun" if coded.codes[stated.last : stated.last + 1] in ("x", "s", "C") else "maybe"


def _tense(one: _Said, coded: tokens.Tokens, rules: grammar.Grammar) -> tense.Tense:
    stated = one.stated
    if stated.kind not in (*DATED, "weekday") or (
        stated.point is not None and stated.point.year is not None
    ):
        return "unknown"
    first, last = stated.first, stated.last
    before = coded.codes[max(one.low, first - tense.REACH) : first]
    after = coded.codes[last : min(one.high, last + tense.REACH)]
    return tense.hint(before, after, rules)


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


def _pastness(said: Sequence[_Said], published: Point | None) -> float:
    """How far a text tells of times long past: by the years it states and by its deictics."""
    if published is None or published.year is None:
        return 0.5
    years = [s.stated.point.year for s in said if s.stated.point]
    stated = [year for year in years if year is not None]
    near = sum(abs(year - published.year) <= 1 for year in stated)
    near += sum(one.stated.kind in ("deictic", "weekday") for one in said)
    far = len(stated) - near
    return max(0, far) / (max(0, far) + 2 * near + 1)


def _latest(said: Sequence[_Said]) -> Point | None:
    """The latest day or month stated with its year: an undated report speaks at or after it."""
    points = [s.stated.point for s in said if s.stated.point and s.stated.point.year is not None]
    points = [point for point in points if point.digits == 4]
    fine = [point for point in points if point.month is not None] or points
    return max(
        fine,
        key=lambda p: (p.year or 0, calendar.first_month(p), p.day or 0),
        default=None,
    )


def _timex(one: _Said, coded: tokens.Tokens, meaning: Meaning) -> Timex:
    stated = one.stated
    start, end = coded.start(stated.first), coded.ends[stated.last]
    bounds = edtf.four_bounds(meaning.edtf)
    return Timex(
        start=start,
        end=end,
        exact="".join(coded.words[stated.first : stated.last])[-(end - start) :],
        type=stated.type,
        value=meaning.value,
        mod=meaning.mod,
        edtf=meaning.edtf,
        begin_earliest=bounds[0],
        begin_latest=bounds[1],
        end_earliest=bounds[2],
        end_latest=bounds[3],
        anchor=meaning.anchor,
        rule=stated.rule,
    )
