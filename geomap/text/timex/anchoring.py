"""From what is said to what is meant: each expression with its anchor, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geomap.text.timex import calendar, chronology, resolve, tense
from geomap.text.timex.anchors import Anchors, Meaning
from geomap.text.timex.calendar import Point
from geomap.text.timex.chronology import Decision, Step

if TYPE_CHECKING:
    from geomap.model import Basis
    from geomap.text.timex.grammar import Grammar
    from geomap.text.timex.said import Said
    from geomap.text.timex.tokens import Tokens

_DATED = ("point", "clock", "part_of_point")
_RELATIVE = ("deictic", "weekday", "which_part", "which_unit", "clock")
_ON_TOPIC = 0.1
"""The pastness of a text on one year: that year is its own time."""
_WEEKS = 31
_RARE = 4
"""A history has more dates than this for each `today` or `Friday`."""
_QUOTED = 400
"""How many tokens back a quotation mark is looked for."""
_TENSED = (*_DATED, "weekday", "day_after", "day_of_month")
_TIMELESS = ("duration", "set")
_PAST, _MIXED = 0.9, 0.5
"""From this pastness on, a text's `today` and `last year` are not the report's."""


def meanings(
    said: Sequence[Said],
    coded: Tokens,
    grammar: Grammar,
    published: Point | None,
    topic: Point | None = None,
) -> Iterator[Meaning]:
    """What each expression means.

    `topic` is the year that a text without a date is about, if that is known.
    """
    pastness = _pastness(said, published)
    tenses = [_tense(one, coded, grammar) for one in said]
    decisions = _decisions(said, tenses, coded, grammar, published, topic)
    story: Point | None = None
    day: Point | None = None
    basis: Basis = "narrative"
    for index, one in enumerate(said):
        if one.stated.kind in _TIMELESS:
            yield Meaning(value=one.stated.value, mod=one.stated.mod)
            continue
        anchors = Anchors(
            published=published,
            story=story,
            day=day,
            basis=basis,
            is_own_time=pastness < _PAST and not _is_elsewhen(story, published, pastness),
            tense=tenses[index],
            decision=decisions[index],
        )
        if one.stated.kind in _RELATIVE:
            anchors = _there(index, said, decisions, coded, anchors)
        meaning = resolve.resolve(one.stated, anchors)
        yield meaning
        if meaning.point is not None and meaning.point.digits == 4 and not one.is_name:
            basis = "heading" if one.sentence.kind == "heading" else "narrative"
            story = meaning.point
            day = story if story.day is not None else day


def _there(
    index: int,
    said: Sequence[Said],
    decisions: Sequence[Decision | None],
    coded: Tokens,
    anchors: Anchors,
) -> Anchors:
    """The anchors of an hour with its day after it, or of what a quoted speaker says."""
    if said[index].stated.kind == "clock":
        following = _day_after(index, said, decisions)
        return anchors._replace(story=following) if following else anchors
    if _is_quoted(said[index], coded):
        return _speaking(index, said, decisions, coded, anchors)
    return anchors


def _is_elsewhen(story: Point | None, published: Point | None, pastness: float) -> bool:
    """Whether a text of other times is just telling of one of them."""
    if story is None or story.year is None or published is None or published.year is None:
        return False
    return pastness > _MIXED and story.year < published.year - 1


def _day_after(
    index: int, said: Sequence[Said], decisions: Sequence[Decision | None]
) -> Point | None:
    """The day that follows an hour in its sentence: "at 5:30 on 20 March"."""
    if index + 1 >= len(said) or said[index + 1].number != said[index].number:
        return None
    decision = decisions[index + 1]
    near = said[index + 1].stated.first - said[index].stated.last <= 4
    return decision.point if near and decision and decision.point.day else None


def _is_quoted(one: Said, coded: Tokens) -> bool:
    """Whether an expression stands between quotation marks."""
    before = coded.codes[max(one.low, one.stated.first - _QUOTED) : one.stated.first]
    if "“" in before or "«" in before:
        return before.rfind("“") > before.rfind("”") or before.rfind("«") > before.rfind("»")
    return before.count('"') % 2 == 1


def _speaking(
    index: int,
    said: Sequence[Said],
    decisions: Sequence[Decision | None],
    coded: Tokens,
    anchors: Anchors,
) -> Anchors:
    """In a quotation the speaker's day counts, if the sentence tells it outside of it."""
    first = max(0, index - 4)
    nearby = zip(said[first : index + 5], decisions[first : index + 5], strict=True)
    for other, decision in nearby:
        if other.number != said[index].number or decision is None or _is_quoted(other, coded):
            continue
        if calendar.as_date(decision.point) is not None:
            return anchors._replace(
                published=decision.point, published_basis="quotation", is_own_time=True
            )
    return anchors


def _tense(one: Said, coded: Tokens, grammar: Grammar) -> tense.Tense:
    stated = one.stated
    if not (stated.kind in _TENSED or stated.unit == "WE"):
        return "unknown"
    first, last = stated.first, stated.last
    before = coded.codes[max(one.low, first - tense.REACH) : first]
    after = coded.codes[last : min(one.high, last + tense.REACH)]
    if one.word_before(coded) == "for":  # "elections for 9 February", announced or held
        found = tense.hint(before, after, grammar)
        return "past-future" if found == "past" else found
    if one.word_before(coded) not in _UNTIL:
        return tense.hint(before, after, grammar)
    found = tense.hint(before, after, grammar, participles=False)
    return "future" if found == "unknown" else found


_UNTIL = frozenset({"until", "till", "by"})


def _decisions(
    said: Sequence[Said],
    tenses: Sequence[tense.Tense],
    coded: Tokens,
    grammar: Grammar,
    published: Point | None,
    topic: Point | None,
) -> list[Decision | None]:
    """For each expression that names a point of the calendar, its year."""
    indices = [index for index, one in enumerate(said) if _is_dated(one)]
    steps = [_step(index, said, tenses[index], coded, grammar) for index in indices]
    decisions: list[Decision | None] = [None] * len(said)
    latest = _latest(steps) if published is None and topic is None else None
    pastness = _pastness(said, published) if topic is None else _ON_TOPIC
    scene = chronology.Scene(
        published=published,
        latest=latest,
        topic=topic,
        pastness=pastness,
        is_news=published is None and topic is None and _is_news(said),
    )
    made = chronology.decide(steps, scene)
    for index, decision in zip(indices, made, strict=True):
        decisions[index] = decision
    return decisions


def _is_dated(one: Said) -> bool:
    """Whether an expression names a point of the calendar, with its year or without."""
    stated = one.stated
    return stated.kind in _DATED and stated.point is not None and not stated.which


def _step(
    index: int, said: Sequence[Said], verbs: tense.Tense, coded: Tokens, grammar: Grammar
) -> Step:
    one = said[index]
    return Step(
        point=one.stated.point or Point(None),
        sentence=one.number,
        paragraph=one.sentence.paragraph,
        is_heading=one.sentence.kind == "heading",
        aside=_aside(index, said, coded),
        tense=verbs,
        looks_back=_looks_back(one, coded, grammar),
    )


def _looks_back(one: Said, coded: Tokens, grammar: Grammar) -> bool:
    """Whether the clause tells of what was before: a past perfect, "before that"."""
    if one.stated.point is None or one.stated.point.year is not None:
        return False
    codes, first, last = coded.codes, one.stated.first, one.stated.last
    near = codes[max(one.low, first - _CLAUSE) : min(one.high, last + _CLAUSE)]
    before, that = grammar.codes["before"], grammar.codes["that"]
    return grammar.codes["had"] in near or before + that in near


_CLAUSE = 8


def _aside(index: int, said: Sequence[Said], coded: Tokens) -> chronology.Aside:
    """Whether a date with its year may be mentioned in passing only."""
    one = said[index]
    if one.is_name:
        return "name"
    if index and _is_second(said[index - 1], one, coded):
        return "always"
    if one.sentence.kind == "heading" or _is_taken_up(index, said):
        return "never"
    if one.word_before(coded) in ("until", "till", "since", "("):
        return "until"
    return (
        "noun" if coded.codes[one.stated.last : one.stated.last + 1] in ("x", "s", "C") else "maybe"
    )


def _is_second(before: Said, one: Said, coded: Tokens) -> bool:
    """Whether it ends a range that the expression before begins."""
    if before.number != one.number or before.stated.point is None:
        return False
    between = coded.codes[before.stated.last : one.stated.first]
    return len(between) == 1 and (between in "-–—" or one.word_before(coded) == "to")


def _is_taken_up(index: int, said: Sequence[Said]) -> bool:
    """Whether the next expression is "that year" or the like."""
    if index + 1 >= len(said):
        return False
    following = said[index + 1].stated
    return following.kind == "which_unit" and following.which in ("that", "same")


def _pastness(said: Sequence[Said], published: Point | None) -> float:
    """How far a text tells of times long past: by the years it states and by its deictics."""
    if published is None or published.year is None:
        return 0.5
    years = [one.stated.point.year for one in said if one.stated.point and not one.is_name]
    stated = [year for year in years if year is not None]
    near = sum(abs(year - published.year) <= 1 for year in stated) + _fresh(said, published)
    deictic = sum(one.stated.kind in ("deictic", "weekday") for one in said)
    far = len(stated) - near
    return far / (far + 2 * (near + deictic) + 1)


def _fresh(said: Sequence[Said], published: Point) -> int:
    """How many days without a year lie in the weeks before the report, if they are its days.

    A history has such days, too, but no more of them than the calendar brings about.
    """
    today = calendar.as_date(published)
    points = [one.stated.point for one in said if one.stated.point and _is_dated(one)]
    days = [p for p in points if p.year is None and p.day is not None]
    if today is None or not days:
        return 0
    spans = [calendar.as_date(chronology.about(day, published, "past")) for day in days]
    fresh = sum(span is not None and (today - span).days <= _WEEKS for span in spans)
    return fresh if 2 * fresh >= len(days) else 0


def _is_news(said: Sequence[Said]) -> bool:
    """Whether a text speaks of its own days, by words that only then mean a day."""
    own = sum(one.stated.kind in ("deictic", "weekday") for one in said)
    return own * _RARE > sum(_is_dated(one) for one in said)


def _latest(steps: Sequence[Step]) -> Point | None:
    """The latest day or month stated with its year: an undated report speaks at or after it."""
    points = [s.point for s in steps if s.point.year is not None and s.point.digits == 4]
    fine = [point for point in points if point.month is not None] or points
    return max(fine, key=lambda p: (p.year or 0, calendar.first_month(p), p.day or 0), default=None)
