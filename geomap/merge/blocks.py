"""Which tellings are compared at all: those that share a place or an actor, and a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from geomap.merge.features import Features

_MONTH, _YEAR = 45, 400
Pair = tuple[int, int]


def pairs(tellings: Sequence[Features]) -> set[Pair]:
    """Indices of tellings to compare, the smaller first.

    A telling is filed under its months, its years or "any time", by how precise it is, and
    meets those of the same precision and all that are more precise.
    """
    owners: dict[tuple[str, str], list[int]] = defaultdict(list)
    guests: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        own, wider = _times(telling)
        for subject in _subjects(telling):
            for when in own:
                owners[subject, when].append(index)
            for when in wider:
                guests[subject, when].append(index)
    return {
        (min(a, b), max(a, b))
        for block, inside in owners.items()
        for a, b in _within(inside, guests.get(block, ()))
    }


def _within(owners: Sequence[int], guests: Iterable[int]) -> Iterator[Pair]:
    for number, one in enumerate(owners):
        for other in owners[number + 1 :]:
            yield one, other
    for guest in guests:
        for one in owners:
            yield one, guest


def _subjects(telling: Features) -> Iterator[str]:
    mention = telling.mention
    yield from (f"actor:{actor}" for actor in telling.actors)
    if mention.place_id is not None:
        yield from {mention.place_id, *telling.around}
    else:
        yield f"text:{mention.place_text or mention.exact}"


def _times(telling: Features) -> tuple[list[str], list[str]]:
    """The buckets of a telling's own precision, and the wider ones it also lies in."""
    first, last, days = telling.first, telling.last, telling.days
    if first is None or last is None or days is None or days > _YEAR:
        return ["any"], []
    years = [str(year) for year in range(first.year, last.year + 1)]
    if days > _MONTH:
        return years, ["any"]
    months = {f"{day.year}-{day.month}" for day in (first, first + (last - first) / 2, last)}
    return sorted(months), [*years, "any"]
