"""Which year the dates without one belong to: the cheapest way through all dates of a text.

A story mostly moves forward, in small steps; it starts anew at a heading; and now and then it
mentions a date in passing. A report also speaks of dates around its own. Each of these has a
price, and the years are chosen that make the whole text cheapest (Viterbi's algorithm), so that
dates that follow count as much as those before. Prices are in months of a story that runs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from geomap.text.timex import calendar
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from datetime import date

    from geomap.text.timex.tense import Tense


Aside = Literal["never", "always", "maybe", "until", "noun"]
"""Never for headings, always for the second date of a range, and what makes it likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A date of the text, in order."""

    point: Point
    """Without a year where none is stated."""
    sentence: int
    paragraph: int
    is_heading: bool = False
    aside: Aside = "never"
    """Whether it may be mentioned in passing only."""
    tense: Tense = "unknown"
    looks_back: bool = False
    """Whether its words tell of what was before: a past perfect, "before that"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided for a date."""

    point: Point
    """With its year, unless nothing in the text or its date tells it."""
    is_own: bool = False
    """Whether the year comes from the report's own date."""
    moves: bool = True
    """Whether the story goes on from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """The story at some step, on one of the ways through."""

    cost: float
    at: Step | None
    point: Point | None
    is_own: bool
    decision: Decision | None = None
    parent: _Node | None = None


BEAM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What the ways of telling cost."""

    month_on: float = 0.3
    most_on: float = 4.5
    back: float = 1.4
    month_back: float = 0.4
    most_back: float = 6
    year: float = 0.1
    year_on: float = 1.2
    year_back: float = 1.2
    sentence: float = 0.4
    """Counting from another sentence, in a report of its own days."""
    paragraph: float = 0.1
    bare: float = 3
    """Counting from a year without a month, there."""
    future: float = 1.2
    """Counting from a date after the report's own, there."""
    ahead: float = 4
    """Counting back from a date that follows."""
    own: float = 0.8
    far: float = 18
    """Counting from the report's own date, in a report of times long past."""
    flashback: float = 2
    """Going on where the words look back."""
    aside_year: float = 2.5
    aside_month: float = 7
    aside_until: float = 2
    """What is off where the words say until or since, or where a noun follows."""
    aside_noun: float = 0.8


PRICES = Prices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """From when a report tells, and of when."""

    published: Point | None = None
    """The report's date."""
    latest: Point | None = None
    """The latest date of an undated report: it speaks at or after it."""
    pastness: float = 1
    """0 for a report that tells of its own days, 1 for one of times long past."""


def decide(steps: Sequence[Step], scene: Scene) -> list[Decision]:
    """A year for each date, and which of them the story goes on from.

    Examples
    --------
    >>> dates = [Point(1944, 11), Point(None, 1), Point(1945, 2)]
    >>> steps = [Step(point=point, sentence=0, paragraph=0) for point in dates]
    >>> [d.point.year for d in decide(steps, Scene())]
    [1944, 1945, 1945]
    """
    beam = [_Node(cost=0, at=None, point=None, is_own=True)]
    following = _following(steps)
    for index, step in enumerate(steps):
        ways = (
            way
            for node in beam
            for way in (
                _stated(node, step)
                if step.point.year is not None
                else _unstated(node, step, following[index], scene)
            )
        )
        beam = _best(ways)
    return _trace(min(beam, key=lambda node: node.cost))


def _best(ways: Iterable[_Node]) -> list[_Node]:
    """The cheapest way to each state of the story, and of these the cheapest few."""
    states: dict[tuple[Point | None, bool], _Node] = {}
    for way in ways:
        state = way.point, way.is_own
        if state not in states or way.cost < states[state].cost:
            states[state] = way
    return sorted(states.values(), key=lambda node: node.cost)[:BEAM]


def _trace(node: _Node) -> list[Decision]:
    decisions = []
    while node.decision is not None and node.parent is not None:
        decisions.append(node.decision)
        node = node.parent
    return decisions[::-1]


def _following(steps: Sequence[Step]) -> list[Step | None]:
    """For each date the next one with its year."""
    found: list[Step | None] = []
    after: Step | None = None
    for step in reversed(steps):
        found.append(after)
        if step.point.year is not None and step.point.digits == 4:
            after = step
    return found[::-1]


def _stated(node: _Node, step: Step) -> Iterable[_Node]:
    """A date with its year: the story moves there, or passes it by."""
    if step.point.digits == 4 and step.aside != "always":
        price = 0 if step.is_heading or node.is_own else way(node.point, step.point)
        yield _move(node, step, step.point, price)
    if step.aside != "never" or step.point.digits < 4:
        decision = Decision(point=step.point, moves=False)
        yield replace(node, cost=node.cost + _aside(step), decision=decision, parent=node)


def _aside(step: Step) -> float:
    if step.aside in ("always", "never"):
        return 0
    price = PRICES.aside_year if step.point.month is None else PRICES.aside_month
    off = {"until": PRICES.aside_until, "noun": PRICES.aside_noun}.get(step.aside, 0)
    return max(0, price - off)


def _move(node: _Node, step: Step, point: Point, price: float, *, is_own: bool = False) -> _Node:
    decision = Decision(point=point, is_own=is_own)
    return _Node(
        cost=node.cost + price, at=step, point=point, is_own=is_own, decision=decision, parent=node
    )


def _unstated(node: _Node, step: Step, following: Step | None, scene: Scene) -> Iterable[_Node]:
    """A date without its year: in the story, before the next stated date, or about now."""
    found = [*_after(node, step, scene), *_before(node, step, following, scene)]
    yield from found
    now = scene.published or scene.latest
    if now is not None and now.year is not None:
        point = about(step.point, now, step.tense if scene.published else "unknown")
        price = PRICES.own + PRICES.far * scene.pastness * scene.pastness
        yield _move(node, step, point, price, is_own=True)
    elif not found:
        yield _move(node, step, step.point, 0, is_own=True)


def _after(node: _Node, step: Step, scene: Scene) -> Iterable[_Node]:
    """The story goes on from where it is."""
    if node.point is None or node.at is None or node.is_own:
        return
    price = _gap(node.at, step, scene.pastness)
    if scene.published is not None and _is_after(node.point, scene.published):
        price += PRICES.future * (1 - scene.pastness)
    for point in _candidates(step.point, node.point):
        back = PRICES.flashback if step.looks_back and not _is_after(node.point, point) else 0
        yield _move(node, step, point, price + back + way(node.point, point))


def _before(node: _Node, step: Step, following: Step | None, scene: Scene) -> Iterable[_Node]:
    """The story leads up to the next date with its year."""
    if following is None:
        return
    price = PRICES.ahead + _gap(step, following, scene.pastness) * 2
    for point in _candidates(step.point, following.point):
        yield _move(node, step, point, price + (0 if node.is_own else way(node.point, point)))


def _candidates(point: Point, near: Point) -> Iterable[Point]:
    """A point in the years about another."""
    year = near.year or 0
    dated = (replace(point, year=y) for y in (year - 1, year, year + 1))
    return [candidate for candidate in dated if calendar.is_possible(candidate)]


def _is_after(point: Point, now: Point) -> bool:
    return (point.year or 0, calendar.first_month(point)) > (
        now.year or 0,
        calendar.first_month(now),
    )


def _gap(first: Step, second: Step, pastness: float) -> float:
    """The price of counting from a date some way off."""
    if first.sentence == second.sentence:
        return 0
    paragraphs = 0 if first.is_heading else min(4, second.paragraph - first.paragraph)
    bare = PRICES.bare if first.point.month is None and not first.is_heading else 0
    return (PRICES.sentence + PRICES.paragraph * paragraphs + bare) * (1 - pastness)


def way(first: Point | None, second: Point) -> float:
    """The price of going on from one point to another.

    Examples
    --------
    >>> way(Point(1944, 11), Point(1945, 1)) < way(Point(1944, 11), Point(1944, 1))
    True
    """
    if first is None or first.year is None or second.year is None:
        return 0
    if first.month is None or second.month is None:
        return _years_on(second.year - first.year)
    months = (second.year - first.year) * 12 + calendar.first_month(second)
    months -= calendar.first_month(first)
    if months >= 0:
        return min(PRICES.most_on, PRICES.month_on * months)
    return min(PRICES.most_back, PRICES.back - PRICES.month_back * months)


def _years_on(years: int) -> float:
    if years >= 0:
        return min(PRICES.most_on, PRICES.year + PRICES.year_on * years)
    return min(PRICES.most_back, PRICES.back - PRICES.year_back * years)


def about(point: Point, now: Point, tense: Tense) -> Point:
    """The year nearest to the report's date that the tense allows.

    Examples
    --------
    >>> about(Point(None, 8, 1), Point(2023, 7, 31), "future").year
    2023
    >>> about(Point(None, 8, 1), Point(2023, 7, 31), "past").year
    2022
    """
    year, today = now.year or 0, calendar.span(now)
    spans = []
    for candidate in (replace(point, year=y) for y in (year - 1, year, year + 1)):
        span = calendar.span(candidate) if calendar.is_possible(candidate) else None
        if span and today:
            spans.append((_price(_distance(span, today), tense), candidate))
    best = min(spans, key=lambda pair: pair[0], default=None)
    return best[1] if best else point


def _distance(span: tuple[date, date], today: tuple[date, date]) -> int:
    """Days from one span to another: negative before, 0 where they touch."""
    if span[1] < today[0]:
        return (span[1] - today[0]).days
    return max(0, (span[0] - today[1]).days)


def _price(days: int, tense: Tense) -> float:
    if tense == "past":
        return -days if days <= 0 else 1000 + days
    if tense == "future":
        return days if days >= 0 else 1000 - days
    if tense == "past-future":
        return days / 2 if days >= 0 else -days
    return days * 2.5 if days > 0 else -days
