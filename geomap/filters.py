"""One filter for all: in Python, on the command line, and what the page's filter is checked with.

`matches` is the whole of what a filter means, on one event record; `select` applies it to a
table. Facets are joined with "and", the values of one facet with "or".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geomap import edtf, table
from geomap.model import Parent, Place

if TYPE_CHECKING:
    import geopandas as gpd

_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss"})
"""Letters that have no decomposition but are typed without their mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What events to keep; an empty facet keeps all.

    Dates are EDTF and count from their first day (`since`) or to their last (`until`).
    """

    since: str | None = None
    until: str | None = None
    certainly: bool = False
    """Not only possibly in that time: `a/b` overlaps it, any other date lies inside it."""
    undated: bool = False
    """Keep undated events in a window of time. Without a window they are always kept."""
    places: frozenset[str] = frozenset()
    """Place ids: events there, in places inside them, and at groups with such a member."""
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees; west > east crosses the 180th meridian."""
    polygon: shapely.Geometry | None = None
    """Longitude, latitude; its edge counts."""
    types: frozenset[str] = frozenset()
    """PLOVER types; ``none`` for events without one."""
    statuses: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    """Names, compared by `fold`."""
    sources: frozenset[str] = frozenset()
    """Outlets of the tellings, compared by `fold`."""
    precisions: frozenset[str] = frozenset()
    """Values of date_precision."""
    where: int | None = None
    """The greatest where_precision to keep: 3 is a district or better."""
    text: str | None = None
    """Words that must all stand in the event's words, compared by `fold`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTree:
    """What lies in what, and what is part of which group."""

    parents: Mapping[str, tuple[Parent, ...]] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def inside(self, place_id: str, at: edtf.Bounds = (None, None)) -> frozenset[str]:
        """A place, everything it lay in at some day of `at`, and the groups any of them is in.

        Examples
        --------
        >>> tree = PlaceTree(
        ...     parents={"lachin": (Parent(id="az"),)}, members={"seven": ("lachin",)})
        >>> sorted(tree.inside("lachin"))
        ['az', 'lachin', 'seven']
        """
        todo, done = [place_id], set[str]()
        while todo:
            one = todo.pop()
            if one in done:
                continue
            done.add(one)
            todo += [
                up.id for up in self.parents.get(one, ()) if overlap(edtf.bounds(up.valid), at)
            ]
            todo += [group for group, members in self.members.items() if one in members]
        return frozenset(done)

    def within(self, place_id: str, at: edtf.Bounds = (None, None)) -> frozenset[str]:
        """As `inside`, and for a group everything that one of its members is inside.

        Examples
        --------
        >>> tree = PlaceTree(members={"seven": ("lachin", "zangilan")})
        >>> sorted(tree.within("seven"))
        ['lachin', 'seven', 'zangilan']
        """
        around = set(self.inside(place_id, at))
        for member in self.members.get(place_id, ()):
            around |= self.within(member, at) if member not in around else set()
        return frozenset(around)


def place_tree(places: Mapping[str, Place]) -> PlaceTree:
    """The tree of a gazetteer's places."""
    return PlaceTree(
        parents={place.id: place.parents for place in places.values()},
        members={place.id: place.members for place in places.values() if place.members},
    )


def matches(
    record: Mapping[str, Any],
    point: tuple[float, float] | None,
    chosen: Filter,
    tree: PlaceTree,
) -> bool:
    """Whether an event is kept: the meaning of every facet in one place.

    Parameters
    ----------
    record
        The event record, as in events.geojson.
    point
        Its longitude and latitude, if it has a place.
    """
    return (
        _in_time(record, chosen)
        and _in_area(point, chosen)
        and _among(record["type"] or "none", chosen.types)
        and _among(record["status"], chosen.statuses)
        and _among(record["date_precision"], chosen.precisions)
        and (chosen.where is None or 0 < (record["where_precision"] or 0) <= chosen.where)
        and _named(record["actors"], chosen.actors)
        and _named((told["source"] for told in record["evidence"]), chosen.sources)
        and _says(record, chosen.text)
        and _placed(record, chosen.places, tree)
    )


def select(
    events: gpd.GeoDataFrame, chosen: Filter, tree: PlaceTree | None = None
) -> gpd.GeoDataFrame:
    """The events of a table that a filter keeps, in their order.

    Parameters
    ----------
    tree
        Needed for a filter on places: `place_tree(gazetteer.places)`.

    Examples
    --------
    >>> len(select(table.from_events([]), Filter(since="2020")))
    0
    """
    return events[np.array(mask(events, chosen, tree or PlaceTree()), dtype=bool)]


def undated_left_out(
    events: gpd.GeoDataFrame, chosen: Filter, tree: PlaceTree | None = None
) -> int:
    """How many events a filter leaves out only because they have no date."""
    known = tree or PlaceTree()
    either = mask(events, replace(chosen, undated=True), known)
    return sum(either) - sum(mask(events, chosen, known))


def strangers(events: gpd.GeoDataFrame, chosen: Filter) -> Iterator[tuple[str, str, list[str]]]:
    """Values asked for that no event of the table has: facet, value, and those most like it.

    Examples
    --------
    >>> list(strangers(table.from_events([]), Filter(actors=frozenset({"Nobody"}))))
    [('actor', 'Nobody', [])]
    """
    told = (telling for evidence in events["evidence"] for telling in evidence)
    there: dict[str, tuple[frozenset[str], Iterator[str | None]]] = {
        "actor": (chosen.actors, (name for names in events["actors"] for name in names)),
        "source": (chosen.sources, (telling["source"] for telling in told)),
    }
    for facet, (asked, known) in there.items():
        folded = {fold(name): name for name in sorted(set(filter(None, known)))} if asked else {}
        for value in sorted(asked):
            if fold(value) not in folded:
                yield facet, value, [folded[one] for one in get_close_matches(fold(value), folded)]


def mask(events: gpd.GeoDataFrame, chosen: Filter, tree: PlaceTree) -> list[bool]:
    """For each event of a table whether a filter keeps it."""
    return [
        matches(record, point, chosen, tree)
        for record, point in zip(table.records(events), table.points(events), strict=True)
    ]


def overlap(one: edtf.Bounds, other: edtf.Bounds) -> bool:
    """Whether two spans of days share a day; None is open.

    Examples
    --------
    >>> overlap(edtf.bounds("2020-09"), edtf.bounds("2020-09-30/.."))
    True
    """
    (first, last), (low, high) = one, other
    starts = first is None or high is None or first <= high
    return starts and (last is None or low is None or last >= low)


def fold(text: str) -> str:
    """`text` without case and accents: equal for what is typed and what is written.

    Examples
    --------
    >>> fold("Xankəndi, ŞUŞA"), fold("Khojaly / Xocalı")
    ('xankendi, susa', 'khojaly / xocali')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


def _in_time(record: Mapping[str, Any], chosen: Filter) -> bool:
    if chosen.since is None and chosen.until is None:
        return True
    bounds = edtf.bounds(record["edtf"])
    if bounds == (None, None):
        return chosen.undated
    window = (
        edtf.bounds(chosen.since)[0] if chosen.since else None,
        edtf.bounds(chosen.until)[1] if chosen.until else None,
    )
    if not chosen.certainly or "/" in record["edtf"]:
        return overlap(bounds, window)
    (first, last), (low, high) = bounds, window
    begins = low is None or (first is not None and first >= low)
    return begins and (high is None or (last is not None and last <= high))


def _in_area(point: tuple[float, float] | None, chosen: Filter) -> bool:
    if chosen.bbox is None and chosen.polygon is None:
        return True
    if point is None:
        return False
    x, y = point
    if chosen.bbox is not None:
        west, south, east, north = chosen.bbox
        across = west <= x <= east if west <= east else x >= west or x <= east
        if not (across and south <= y <= north):
            return False
    return chosen.polygon is None or bool(shapely.intersects_xy(chosen.polygon, x, y))


def _among(value: str, wanted: frozenset[str]) -> bool:
    return not wanted or value in wanted


def _named(names: Iterable[str | None], wanted: frozenset[str]) -> bool:
    return not wanted or not {fold(name) for name in names if name}.isdisjoint(map(fold, wanted))


def _says(record: Mapping[str, Any], text: str | None) -> bool:
    if not text:
        return True
    whole = fold("\n".join(filter(None, _words(record))))
    return all(word in whole for word in fold(text).split())


def _words(record: Mapping[str, Any]) -> Iterator[str | None]:
    """The words of an event that a search looks in."""
    yield from (record["label"], record["place_name"], record["place_text"], *record["actors"])
    for told in record["evidence"]:
        yield from (told["exact"], told["title"], told["source"], told["speaker"])


def _placed(record: Mapping[str, Any], wanted: frozenset[str], tree: PlaceTree) -> bool:
    if not wanted:
        return True
    place_id = record["place_id"]
    if not place_id:
        return False
    return not wanted.isdisjoint(tree.within(place_id, edtf.bounds(record["edtf"])))
