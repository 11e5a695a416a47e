"""Merging: tellings of one happening, within a report and across reports, become an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.merge.blocks import pairs
from geomap.merge.features import Features, features, key
from geomap.merge.fuse import fuse
from geomap.merge.groups import Groups
from geomap.merge.same import contradict, likeness
from geomap.model import Event, EventMention

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["merge"]


def merge(mentions: Iterable[EventMention], gazetteer: Gazetteer | None = None) -> list[Event]:
    """The events that `mentions` tell, by date; each mention is in exactly one of them.

    Pairs are joined greedily, the most alike first, and never two groups of which one
    telling contradicts another (Ng and Cardie, 2002, best-first clustering). The answer is
    the same for any order of the mentions, and merging an answer's evidence gives it again.
    """
    distinct = sorted(set(mentions), key=_all_of_it)
    states = frozenset(place.title for place in gazetteer.places.values()) if gazetteer else ()
    tellings = [features(mention, gazetteer, frozenset(states)) for mention in distinct]
    groups = Groups(len(tellings))
    for _, a, b in _ranked(tellings):
        _join(groups, tellings, a, b)
    roots = sorted({groups.root(index) for index in range(len(tellings))})
    events = [fuse([distinct[i] for i in sorted(groups.members[root])]) for root in roots]
    return _with_own_ids(sorted(events, key=_by_date))


def _all_of_it(mention: EventMention) -> tuple[object, ...]:
    """An order of tellings in which no two that differ are equal, whatever the order given."""
    m = mention
    return key(m), m.exact, m.type or "", m.actors, m.published or "", m.label, m.rule


def _ranked(tellings: Sequence[Features]) -> list[tuple[float, int, int]]:
    scored = ((likeness(tellings[a], tellings[b]), a, b) for a, b in pairs(tellings))
    return sorted((-score, a, b) for score, a, b in scored if score > 0)


def _join(groups: Groups, tellings: Sequence[Features], a: int, b: int) -> None:
    one, other = groups.root(a), groups.root(b)
    if one == other:
        return
    for left in groups.members[one]:
        for right in groups.members[other]:
            if contradict(tellings[left], tellings[right]):
                return
    groups.join(one, other)


def _with_own_ids(events: Sequence[Event]) -> list[Event]:
    """A report that says the same twice can begin two events; the second is numbered."""
    seen: Counter[str] = Counter()
    found = []
    for event in events:
        seen[event.id] += 1
        again = seen[event.id]
        found.append(event if again == 1 else replace(event, id=f"{event.id}-{again}"))
    return found


def _by_date(event: Event) -> tuple[str, str]:
    return (event.edtf or "~").strip("[./"), event.id
