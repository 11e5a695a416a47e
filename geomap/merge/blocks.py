"""Which tellings are compared at all: only those that could be one event by place and time.

A pair is worth comparing if one lies at the place of the other or around it, if both are of
one kind or of the same days, and if the times meet. Each telling is filed under what it shares;
nothing is compared with everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, combinations, product

from geomap.merge.features import AHEAD, Features

_MONTH, _YEAR = 45, 400
_SLIP = timedelta(days=2)
_SHORT = 3
Pair = tuple[int, int]
Key = tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """Tellings filed under one key, by whether they meet others at home or as guests.

    The first letter is the place (at it, or inside it), the second the time (as precise as
    the key, or more precise). Pairs of two guests meet under a finer key.
    """

    at_own: list[int] = field(default_factory=list)
    at_finer: list[int] = field(default_factory=list)
    in_own: list[int] = field(default_factory=list)
    in_finer: list[int] = field(default_factory=list)

    def pairs(self) -> Iterator[Pair]:
        return chain(
            combinations(self.at_own, 2),
            product(self.at_own, self.at_finer),
            product(self.at_own, self.in_own),
            product(self.at_own, self.in_finer),
            product(self.at_finer, self.in_own),
        )


def pairs(tellings: Iterable[Features]) -> set[Pair]:
    """Indices of tellings to compare, the smaller first."""
    by_kind: dict[Key, _Block] = defaultdict(_Block)
    by_day: dict[Key, list[int]] = defaultdict(list)
    by_actor: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index, telling in enumerate(tellings):
        _file_by_kind(by_kind, index, telling)
        for key in _days(telling):
            by_day[key].append(index)
        for key in _actors(telling):
            by_actor[key][_place(telling) is not None].append(index)
    found = chain(
        chain.from_iterable(block.pairs() for block in by_kind.values()),
        chain.from_iterable(combinations(block, 2) for block in by_day.values()),
        chain.from_iterable(
            chain(combinations(adrift, 2), product(adrift, placed))
            for adrift, placed in by_actor.values()
        ),
    )
    return {(a, b) if a < b else (b, a) for a, b in found if a != b}


def _place(telling: Features) -> str | None:
    return telling.mention.place_id or telling.mention.place_text


def _file_by_kind(blocks: dict[Key, _Block], index: int, telling: Features) -> None:
    place = _place(telling)
    if place is None:
        return
    own, finer = _times(telling)
    for kind, when in product(telling.kinds, own):
        blocks[place, kind, when].at_own.append(index)
        for around in telling.around:
            blocks[around, kind, when].in_own.append(index)
    for kind, when in product(telling.kinds, finer):
        blocks[place, kind, when].at_finer.append(index)
        for around in telling.around:
            blocks[around, kind, when].in_finer.append(index)


def _days(telling: Features) -> Iterator[Key]:
    """Place and day, for what may be one event whatever its kind; and copies."""
    place = _place(telling) or ""
    yield ("copy", telling.mention.exact, telling.mention.trigger)
    if place and telling.mention.status in AHEAD:
        yield ("ahead", place, telling.mention.document)
    if place:
        yield from (("day", place, day) for day in _short(telling))


def _actors(telling: Features) -> Iterator[Key]:
    yield from product(telling.actors, telling.kinds, _short(telling))


def _short(telling: Features) -> list[str]:
    """The days of a date of at most four; of a longer one the date itself."""
    if telling.first and telling.days is not None and telling.days <= _SHORT:
        return [str(telling.first + timedelta(n)) for n in range(telling.days + 1)]
    return [telling.mention.edtf] if telling.mention.edtf else []


def _times(telling: Features) -> tuple[list[str], list[str]]:
    """The time keys of a telling's own precision, and the wider ones it also lies in."""
    first, last, days = telling.first, telling.last, telling.days
    if first is None or last is None or days is None or days > _YEAR:
        return ["any"], []
    years = [str(year) for year in range(first.year, last.year + 1)]
    if days > _MONTH:
        return years, ["any"]
    touched = (first - _SLIP, first, first + (last - first) / 2, last, last + _SLIP)
    return sorted({f"{day.year}-{day.month}" for day in touched}), [*years, "any"]
