"""The rows of gazetteer files: looked at when they are read, made into values when asked for.

A run needs a few dozen of the places, and making all of them would cost more than reading them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar

from geomap import edtf
from geomap.errors import DateError, GazetteerError
from geomap.model import Name, NamedEvent, Parent, Place, Sense, SenseKind

Row = dict[str, Any]
V = TypeVar("V")
_KINDS = ("place", "group", "line")
_NAME = frozenset(field.name for field in fields(Name))
_NAME_NEEDS = frozenset(("name", "lang", "kind", "sources"))
_PLACE = frozenset(field.name for field in fields(Place)) - {"lon", "lat"}
_PLACE_NEEDS = frozenset(("id", "title", "kind", "fclass", "fcode", "names"))
_EVENT_NEEDS = frozenset(("id", "title", "edtf", "names"))


class Lazy(Mapping[str, V], Generic[V]):
    """Rows by id, each made into its value the first time it is asked for."""

    __slots__ = ("_made", "_make", "raw")

    def __init__(self, make: Callable[[Row], V]) -> None:
        self.raw: dict[str, Row] = {}
        self._make = make
        self._made: dict[str, V] = {}

    def add(self, found: dict[str, Row]) -> None:
        """Take rows in; those with a known id replace it."""
        self.raw.update(found)
        for row_id in self._made.keys() & found.keys():
            del self._made[row_id]

    def __getitem__(self, row_id: str) -> V:
        value = self._made.get(row_id)
        if value is None:
            value = self._made[row_id] = self._make(self.raw[row_id])
        return value

    def __contains__(self, row_id: object) -> bool:
        return row_id in self.raw

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)


def sound_place(feature: Row) -> None:
    """Refuse a feature that `place` could not make into a place.

    Raises
    ------
    GazetteerError, KeyError, TypeError
        With what is missing or wrong.
    """
    row = feature["properties"]
    _keys(row, _PLACE_NEEDS, _PLACE)
    if row["kind"] not in _KINDS:
        raise GazetteerError(f"kind {row['kind']!r} is none of {', '.join(_KINDS)}")
    _point(feature["geometry"])
    sound_names(row)
    _date(row.get("valid"))
    for parent in row.get("parents", ()):
        if not isinstance(parent["id"], str):
            raise GazetteerError(f"a parent is named by its id, not {parent['id']!r}")
        _date(parent.get("valid"))


def sound_event(row: Row) -> None:
    """Refuse a row that `event` could not make into a named event."""
    _keys(row, _EVENT_NEEDS)
    edtf.parse(row["edtf"])
    sound_names(row)


def sound_names(row: Row) -> None:
    """Refuse names that could not be made into values."""
    for name in row["names"]:
        if not name.keys() <= _NAME or not name.keys() >= _NAME_NEEDS:
            _keys(name, _NAME_NEEDS, _NAME)
        if "valid" in name:
            _date(name["valid"])


def _keys(row: Row, needed: frozenset[str], known: frozenset[str] | None = None) -> None:
    for key in needed - row.keys():
        raise GazetteerError(f"{key!r} is missing")
    for key in row.keys() - known if known else ():
        raise GazetteerError(f"{key!r} is no key of the format")


def place(feature: Row) -> Place:
    """A feature of a places file as a place."""
    row = dict(feature["properties"])
    row["lon"], row["lat"] = _point(feature["geometry"])
    row["names"] = names(row)
    row["parents"] = tuple(
        Parent(id=parent["id"], valid=parent.get("valid")) for parent in row.get("parents", ())
    )
    row["members"] = tuple(row.get("members", ()))
    row["links"] = tuple((key, str(value)) for key, value in row.get("links", {}).items())
    return Place(**row)


def event(row: Row) -> NamedEvent:
    """A row of events.json as a named event."""
    return NamedEvent(
        id=row["id"],
        title=row["title"],
        names=names(row),
        edtf=row["edtf"],
        place_id=row.get("place_id"),
        type=row.get("type"),
    )


def senses(kind: SenseKind, row: Row) -> tuple[Sense, ...]:
    """The names of a row of another table, as what they can mean."""
    note = row["kind"] if kind == "not-place" else ""
    return tuple(Sense(kind=kind, id=row["id"], name=name, note=note) for name in names(row))


def names(row: Row) -> tuple[Name, ...]:
    """The names of a row."""
    return tuple([_name(name) for name in row["names"]])


@dataclass(slots=True, kw_only=True)
class Rows:
    """What was read from one or several folders; later rows replace earlier ones by id."""

    places: Lazy[Place] = field(default_factory=lambda: Lazy(place))
    events: Lazy[NamedEvent] = field(default_factory=lambda: Lazy(event))
    senses: dict[str, Lazy[tuple[Sense, ...]]] = field(
        default_factory=lambda: {
            "demonym": Lazy(partial(senses, "demonym")),
            "government": Lazy(partial(senses, "government")),
            "not-place": Lazy(partial(senses, "not-place")),
        }
    )


def _name(row: Row) -> Name:
    lists = {"sources": tuple(row["sources"]), "users": tuple(row.get("users", ()))}
    return Name(**{**row, **lists})


def _point(geometry: Row | None) -> tuple[float, float] | tuple[None, None]:
    if geometry is None:
        return None, None
    lon, lat = geometry["coordinates"]
    if geometry["type"] != "Point" or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise GazetteerError(f"geometry is no point in degrees, longitude first: {lon}, {lat}")
    return lon, lat


@lru_cache(maxsize=4096)
def _date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return edtf.parse(value)
    except DateError as error:
        raise GazetteerError(str(error)) from None
