"""Reading a gazetteer folder; what is wrong with it is said with file and line.

Only what the rest of the program relies on is checked here, because every run pays for it.
`geomap gazetteer check` looks closely.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from geomap import edtf
from geomap.errors import DateError, GazetteerError
from geomap.model import Name, NamedEvent, Parent, Place, Sense

_KINDS = ("place", "group", "line")
_T = TypeVar("_T")
Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Rows:
    """What was read from one or several folders; later rows replace earlier ones by id."""

    places: dict[str, Place] = field(default_factory=dict)
    events: dict[str, NamedEvent] = field(default_factory=dict)
    senses: dict[tuple[str, str], tuple[Sense, ...]] = field(default_factory=dict)
    """Demonyms, governments and not-places by (kind, id)."""


def read(folder: Path, rows: Rows) -> None:
    """Add a folder's files to `rows`.

    Raises
    ------
    GazetteerError
        If the folder holds no gazetteer, or a file breaks the format.
    """
    places = sorted(folder.glob("*.geojson"))
    others = [path for path in map(folder.joinpath, _TABLES) if path.is_file()]
    if not places and not others:
        raise GazetteerError(f"{folder} holds no gazetteer: no .geojson and none of {_TABLES}")
    for path in places:
        found = _each(path, "features", _place)
        rows.places.update({place.id: place for place in found})
    for path in others:
        _read_table(path, rows)


def check_references(rows: Rows) -> None:
    """Refuse parents, members and senses that name a place nobody wrote down."""
    for place in rows.places.values():
        for other in (*(parent.id for parent in place.parents), *place.members):
            if other not in rows.places:
                raise GazetteerError(f"place {place.id!r} names {other!r}, which is in no file")
    for kind, row_id in rows.senses:
        if kind != "not-place" and row_id not in rows.places:
            raise GazetteerError(f"{kind} {row_id!r} stands for no place of the gazetteer")
    for event in rows.events.values():
        if event.place_id is not None and event.place_id not in rows.places:
            raise GazetteerError(f"event {event.id!r} names {event.place_id!r}, in no file")


_TABLES = ("events.json", "demonyms.json", "governments.json", "not-places.json")


def _read_table(path: Path, rows: Rows) -> None:
    if path.name == "events.json":
        found = _each(path, "events", _event)
        rows.events.update({event.id: event for event in found})
        return
    key = path.stem
    kind = key.removesuffix("s")
    for row_id, senses in _each(path, key, lambda row: (row["id"], _senses(kind, row))):
        rows.senses[kind, row_id] = senses


def line_of(text: str, row_id: object) -> int:
    """The line (1-based) where a row with that id begins, or 1."""
    at = text.find(f'"id": {json.dumps(row_id, ensure_ascii=False)}')
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def load_json(path: Path) -> Any:
    """A JSON file's value.

    Raises
    ------
    GazetteerError
        With file and line, if it is not UTF-8 or not JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8: {error}") from None
    except json.JSONDecodeError as error:
        raise GazetteerError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None


def _each(path: Path, key: str, convert: Callable[[Row], _T]) -> list[_T]:
    value = load_json(path)
    if not isinstance(value, dict) or not isinstance(value.get(key), list):
        raise GazetteerError(f'{path}:1: expected an object with a list "{key}"')
    found = []
    seen: set[object] = set()
    for row in value[key]:
        properties = row.get("properties", row) if isinstance(row, dict) else {}
        row_id = properties.get("id")
        try:
            if not isinstance(row_id, str) or row_id in seen:
                raise GazetteerError(f"id {row_id!r} is missing or not unique")
            seen.add(row_id)
            found.append(convert(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            line = line_of(path.read_text(encoding="utf-8"), row_id)
            raise GazetteerError(f"{path}:{line}: {row_id}: {_reason(error)}") from None
    return found


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _place(feature: Row) -> Place:
    # The file's keys are the fields: a key too many or too few is the constructor's own error.
    row = feature["properties"]
    if row.get("kind") not in _KINDS:
        raise GazetteerError(f"kind {row.get('kind')!r} is none of {', '.join(_KINDS)}")
    row["lon"], row["lat"] = _point(feature["geometry"])
    row["names"] = _names(row)
    row["parents"] = tuple(_parent(parent) for parent in row.get("parents", ()))
    row["members"] = tuple(row.get("members", ()))
    row["links"] = tuple((key, str(value)) for key, value in row.get("links", {}).items())
    row["valid"] = _date(row.get("valid"))
    return Place(**row)


def _parent(row: Row) -> Parent:
    return Parent(id=row["id"], valid=_date(row.get("valid")))


def _point(geometry: Row | None) -> tuple[float, float] | tuple[None, None]:
    if geometry is None:
        return None, None
    lon, lat = geometry["coordinates"]
    if geometry["type"] != "Point" or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise GazetteerError(f"geometry is no point in degrees, longitude first: {lon}, {lat}")
    return lon, lat


def _names(row: Row) -> tuple[Name, ...]:
    return tuple([_name(name) for name in row["names"]])


def _name(row: dict[str, Any]) -> Name:
    row["sources"] = tuple(row["sources"])
    if "users" in row:
        row["users"] = tuple(row["users"])
    if "valid" in row:
        _date(row["valid"])
    return Name(**row)


def _event(row: Row) -> NamedEvent:
    return NamedEvent(
        id=row["id"],
        title=row["title"],
        names=_names(row),
        edtf=edtf.parse(row["edtf"]),
        place_id=row.get("place_id"),
        type=row.get("type"),
    )


def _senses(kind: str, row: Row) -> tuple[Sense, ...]:
    note = row["kind"] if kind == "not-place" else ""
    names: Iterable[Name] = _names(row)
    return tuple(Sense(kind=kind, id=row["id"], name=name, note=note) for name in names)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return edtf.parse(value)
    except DateError as error:
        raise GazetteerError(str(error)) from None
