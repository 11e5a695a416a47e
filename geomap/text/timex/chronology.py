"""Which year the dates without one belong to: the cheapest way through all dates of a text.

A story mostly moves forward, in small steps; it starts anew at a heading; and now and then it
mentions a date in passing. A report also speaks of dates around its own. Each of these has a
price, and the years are chosen that make the whole text cheapest (Viterbi's algorithm), so that
dates that follow count as much as those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.text.timex import calendar
from geomap.text.timex.calendar import Point

if TYPE_CHECKING:
    from datetime import date

    from geomap.text.timex.tense import Tense


Aside = Literal["never", "always", "name", "maybe", "until", "noun"]
"""Never for headings; always for the second date of a range and in the name of an event; and
what makes it likely."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What the ways of telling cost (fitted with benchmarks/timex/fit.py)."""

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
    stay: float = 0.3
    """The share of that where the date before counts from there too."""
    flashback: float = 2
    """Going on where the words look back."""
    aside_year: float = 2.5
    aside_month: float = 7
    aside_until: float = 2
    """What is off where the words say until or since, or where a noun follows."""
    aside_noun: float = 0.8


PRICES = Prices()
BEAM = 6
_AHEAD = ("future", "past-future")
"""What was due: the story that follows lies before it."""
MIXED = 0.7
"""Below this pastness a report tells of its own days too, however far back it reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """From when a report tells, and of when."""

    published: Point | None = None
    """The report's date."""
    latest: Point | None = None
    """The latest date of an undated report: it speaks at or after it."""
    topic: Point | None = None
    """The year an undated report is about: the story comes back to it, and goes on from there."""
    is_news: bool = False
    """Whether an undated report tells of its own days: a bare year elsewhere dates none of them."""
    pastness: float = 1
    """0 for a report that tells of its own days, 1 for one of times long past."""


class _Node(NamedTuple):
    """The story at some step, on one of the ways through."""

    cost: float
    month: int
    """Months since the year 0 of where the story is; a year counts as its January."""
    is_bare: bool
    """Whether it is a year without a month."""
    is_own: bool
    """Whether it is where the report's own date put it, or nowhere yet."""
    at: int
    """The step that put it there."""
    parent: _Node | None
    year: int | None
    """The year decided for this step's date."""


def decide(steps: Sequence[Step], scene: Scene) -> list[Decision]:
    """A year for each date without one.

    Examples
    --------
    >>> dates = [Point(1944, 11), Point(None, 1), Point(1945, 2)]
    >>> steps = [Step(point=point, sentence=0, paragraph=0) for point in dates]
    >>> [d.point.year for d in decide(steps, Scene())]
    [1944, 1945, 1945]
    """
    if all(step.point.year is not None for step in steps):
        return [Decision(point=step.point) for step in steps]
    beam = [_Node(0, 0, False, True, -1, None, None)]
    following = _following(steps)
    for index, step in enumerate(steps):
        if step.point.year is not None:
            ways = _stated(beam, index, steps)
        else:
            ways = _unstated(beam, index, following[index], steps, scene)
        beam = _best(ways)
    return _trace(min(beam, key=_cost), steps)


def _best(ways: Iterator[_Node]) -> list[_Node]:
    """The cheapest way to each state of the story, and of these the cheapest few."""
    states: dict[tuple[int, bool, bool], _Node] = {}
    for node in ways:
        state = node[1:4]
        known = states.get(state)
        if known is None or node[0] < known[0]:
            states[state] = node
    if len(states) <= BEAM:
        return list(states.values())
    return sorted(states.values(), key=_cost)[:BEAM]


def _cost(node: _Node) -> float:
    return node[0]


def _trace(node: _Node, steps: Sequence[Step]) -> list[Decision]:
    decisions = []
    for step in reversed(steps):
        point = step.point
        if point.year is None and node.year is not None:
            point = point._replace(year=node.year)
        decisions.append(Decision(point=point, is_own=node.is_own))
        if node.parent is not None:
            node = node.parent
    return decisions[::-1]


def _following(steps: Sequence[Step]) -> list[int]:
    """For each date the next one with its year, or -1."""
    found: list[int] = []
    after = -1
    for index in range(len(steps) - 1, -1, -1):
        found.append(after)
        step = steps[index]
        if step.point.year is not None and step.point.digits == 4 and step.aside != "name":
            after = index
    return found[::-1]


def _stated(beam: Sequence[_Node], index: int, steps: Sequence[Step]) -> Iterator[_Node]:
    """A date with its year: the story moves there, or passes it by."""
    step, point = steps[index], steps[index].point
    is_bare, month = point.month is None, _months(point)
    moves, stays = point.digits == 4 and step.aside not in ("always", "name"), step.aside != "never"
    for node in beam:
        if moves:
            free = step.is_heading or node.is_own
            price = 0 if free else way(month - node.month, node.is_bare, is_bare)
            yield _Node(node.cost + price, month, is_bare, False, index, node, None)
        if stays or not moves:
            cost = node.cost + _aside(step)
            yield _Node(cost, node.month, node.is_bare, node.is_own, node.at, node, None)


def _aside(step: Step) -> float:
    if step.aside in ("always", "name", "never"):
        return 0
    price = PRICES.aside_year if step.point.month is None else PRICES.aside_month
    off = {"until": PRICES.aside_until, "noun": PRICES.aside_noun}.get(step.aside, 0)
    return max(0, price - off)


def _months(point: Point) -> int:
    return (point.year or 0) * 12 + calendar.first_month(point) - 1


def _unstated(
    beam: Sequence[_Node], index: int, following: int, steps: Sequence[Step], scene: Scene
) -> Iterator[_Node]:
    """A date without its year: in the story, before the next stated date, or about now."""
    step, now = steps[index], scene.published or scene.topic or scene.latest
    if scene.is_news and now is not None and now.month is None:
        now, following = None, -1
    month = calendar.first_month(step.point) - 1
    own, switch = None, 0.0
    if now is not None and now.year is not None:
        own = about(step.point, now, step.tense if scene.published else "unknown").year
        switch = PRICES.own + PRICES.far * scene.pastness * scene.pastness
    stay = PRICES.own + PRICES.stay * (switch - PRICES.own)
    ahead = _gap(step, steps[following], scene.pastness) * 2 + PRICES.ahead
    for node in beam:
        years = list(_after(node, step, month, steps, scene))
        if following >= 0:
            near = steps[following].point.year or 0
            for year in _possible(step.point, near):
                jump = 0 if node.is_own else way(year * 12 + month - node.month, node.is_bare)
                years.append((year, ahead + jump))
        goes_on = node.is_own and scene.topic is not None
        for year, cost in years:
            yield _Node(node.cost + cost, year * 12 + month, False, goes_on, index, node, year)
        if own is not None:
            price = stay if node.is_own and node.at >= 0 else switch
            yield _Node(node.cost + price, own * 12 + month, False, True, index, node, own)
        elif not years:
            yield _Node(node.cost, month, False, True, index, node, None)


def _is_at_hand(month: int, scene: Scene) -> bool:
    """Whether a month of the year is the report's own or next to it, in a report of its own days.

    Then a year without a month, named in another sentence, is no reason to look elsewhere.
    """
    if scene.published is None or scene.pastness >= MIXED:
        return False
    months = (month - calendar.first_month(scene.published) + 1) % 12
    return months in (0, 1, 11)


def _after(
    node: _Node, step: Step, month: int, steps: Sequence[Step], scene: Scene
) -> Iterator[tuple[int, float]]:
    """The years in which the story goes on from where it is, with their prices."""
    if node.at < 0 or (node.is_own and scene.topic is None):
        return
    start = steps[node.at]
    apart = start.sentence != step.sentence and not start.is_heading
    if scene.is_news and node.is_bare and apart:
        return
    price = _gap(start, step, scene.pastness)
    ahead = start.tense in _AHEAD and step.tense not in _AHEAD
    if scene.published is not None:
        if node.month > _months(scene.published):
            price += PRICES.future * (1 - scene.pastness)
        if node.is_bare and price and _is_at_hand(month, scene) and not steps[node.at].is_heading:
            price += 2 * PRICES.far * scene.pastness * scene.pastness
    for year in _possible(step.point, node.month // 12):
        months = year * 12 + month - node.month
        back = PRICES.flashback if step.looks_back and months >= 0 else 0
        yield year, price + back + way(-months if ahead else months, node.is_bare)


def _possible(point: Point, near: int) -> tuple[int, ...]:
    """The years about another one that have such a day."""
    years = (near - 1, near, near + 1)
    if point.day != 29 or point.month != 2:
        return years
    return tuple(year for year in years if calendar.is_possible(point._replace(year=year)))


def _gap(first: Step, second: Step, pastness: float) -> float:
    """The price of counting from a date some way off."""
    if first.sentence == second.sentence:
        return 0
    paragraphs = 0 if first.is_heading else min(4, second.paragraph - first.paragraph)
    bare = PRICES.bare if first.point.month is None and not first.is_heading else 0
    return (PRICES.sentence + PRICES.paragraph * paragraphs + bare) * (1 - pastness)


def way(months: int, from_year: bool = False, to_year: bool = False) -> float:
    """The price of going on by some months, from or to a year without a month.

    Examples
    --------
    >>> way(2) < way(-10)
    True
    """
    if from_year or to_year:
        years = months // 12 if from_year else -(-months // 12)
        if years >= 0:
            return min(PRICES.most_on, PRICES.year + PRICES.year_on * years)
        return min(PRICES.most_back, PRICES.back - PRICES.year_back * years)
    if months >= 0:
        return min(PRICES.most_on, PRICES.month_on * months)
    return min(PRICES.most_back, PRICES.back - PRICES.month_back * months)


def about(point: Point, now: Point, tense: Tense) -> Point:
    """The year nearest to the report's date that the tense allows.

    Examples
    --------
    >>> about(Point(None, 8, 1), Point(2023, 7, 31), "future").year
    2023
    >>> about(Point(None, 8, 1), Point(2023, 7, 31), "past").year
    2022
    """
    today = calendar.span(now)
    spans = []
    for year in _possible(point, now.year or 0):
        candidate = Point(year, point.month, point.day, point.digits)
        span = calendar.span(candidate)
        if span and today:
            spans.append((_price(_distance(span, today), tense), year, candidate))
    return min(spans)[2] if spans else point


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
