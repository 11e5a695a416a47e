"""Events as a GeoDataFrame, and back without loss; the places they use as another.

This is the one crossing from frozen values to tables, with the one validator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap import edtf
from geomap.errors import DateError, TableError
from geomap.model import Event, Place
from geomap.record import COLUMNS, DECIMALS, Column, Record, from_event, rounded, to_event

CRS = "EPSG:4326"


class Gazetteer(Protocol):
    """What a table of places asks of a gazetteer."""

    @property
    def places(self) -> Mapping[str, Place]:
        """All places by id."""
        ...

    def footprint(self, place_id: str, *, at: str | None = None) -> dict[str, Any] | None:
        """A place's polygon or line as GeoJSON, in force at a date."""
        ...


def from_events(events: Iterable[Event]) -> gpd.GeoDataFrame:
    """The events as a table in EPSG:4326 with one row each and the columns of docs/events.md.

    Dates are dates, words from a short list are categories, `evidence` and `conflicts` are lists
    of dicts; the geometry is a Point or None. Coordinates are kept to 6 decimals (0.1 m).

    Raises
    ------
    TableError
        If two events share an id, or one breaks the event record.

    Examples
    --------
    >>> from_events([]).crs.to_string(), len(from_events([]))
    ('EPSG:4326', 0)
    """
    listed = list(events)
    try:
        records = [from_event(event) for event in listed]
    except DateError as error:
        raise TableError(f"an event has a date that is not EDTF: {error}") from error
    places = [(event.lon, event.lat) for event in listed]
    return validate(from_records(records, [_point(lon, lat) for lon, lat in places]))


def from_records(
    records: Sequence[Mapping[str, Any]], geometry: Sequence[shapely.Point | None]
) -> gpd.GeoDataFrame:
    """The table of event records as they stand in files."""
    columns = {
        column.name: _series(column, [record.get(column.name) for record in records])
        for column in COLUMNS
    }
    return gpd.GeoDataFrame(columns, geometry=np.array(geometry, dtype=object), crs=CRS)


def records(table: gpd.GeoDataFrame) -> Iterator[Record]:
    """The rows as event records, with plain values and None for what is missing."""
    plain = [_plain(column, table[column.name]) for column in COLUMNS]
    names = [column.name for column in COLUMNS]
    return (dict(zip(names, row, strict=True)) for row in zip(*plain, strict=True))


def points(table: gpd.GeoDataFrame) -> list[tuple[float, float] | None]:
    """Longitude and latitude of each row, or None for an event without a place."""
    shapes: Any = np.asarray(table.geometry)
    xs, ys = shapely.get_x(shapes).tolist(), shapely.get_y(shapes).tolist()
    return [None if np.isnan(x) else (x, y) for x, y in zip(xs, ys, strict=True)]


def to_events(table: gpd.GeoDataFrame) -> list[Event]:
    """The events of a table: the inverse of `from_events`.

    Raises
    ------
    TableError
        If the table breaks the event record.

    Examples
    --------
    >>> to_events(from_events([]))
    []
    """
    validate(table)
    return [
        to_event(record, *(point or (None, None)))
        for record, point in zip(records(table), points(table), strict=True)
    ]


def validate(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The table itself, if it keeps the event record.

    Raises
    ------
    TableError
        With the first row and column that break it.
    """
    missing = [column.name for column in COLUMNS if column.name not in table.columns]
    if missing:
        raise TableError(f"a table of events needs the columns {', '.join(missing)}")
    if table.crs is None or not table.crs.equals(CRS):
        raise TableError(f"a table of events is in {CRS}, this one in {table.crs}")
    for column in COLUMNS:
        _validate_column(column, table)
    twice = table["id"][table["id"].duplicated()]
    if len(twice):
        raise TableError(f"two events have the id {twice.iloc[0]!r}")
    _validate_points(table)
    _validate_dates(table)
    return table


def places(events: Iterable[Event], gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """The places that events use, their members and all they lie in, sorted by id.

    The geometry is the place's footprint where the gazetteer has one, else its point.
    """
    used = {place_id for event in events for place_id in _place_ids(event)}
    chosen = [gazetteer.places[place_id] for place_id in sorted(_closure(used, gazetteer.places))]
    shapes = [gazetteer.footprint(place.id) for place in chosen]
    geometry = [
        shapely.geometry.shape(shape) if shape else _point(place.lon, place.lat)
        for place, shape in zip(chosen, shapes, strict=True)
    ]
    rows = [_place_record(place) for place in chosen]
    columns = {name: [row[name] for row in rows] for name in PLACE_COLUMNS}
    table = gpd.GeoDataFrame(columns, geometry=np.array(geometry, dtype=object), crs=CRS)
    for name in ("valid_from", "valid_until"):
        table[name] = _dates(columns[name])
    return table


def iso(series: pd.Series[Any], *, day: bool) -> list[str | None]:
    """Dates as YYYY-MM-DD, or moments as RFC 3339 in UTC; None where there is none."""
    moments: Any = series.to_numpy(dtype="datetime64[s]")
    texts = np.datetime_as_string(moments, unit="D" if day else "s").tolist()
    end = "" if day else "Z"
    gaps = np.isnat(moments).tolist()
    return [None if gap else text + end for text, gap in zip(texts, gaps, strict=True)]


PLACE_COLUMNS: Mapping[str, str] = {
    "place_id": "the place's id in the gazetteer",
    "name": "the neutral label, both names where it is contested",
    "names": "what it was called: name, lang, kind, valid (EDTF), users",
    "kind": "place, group or line",
    "fclass": "GeoNames feature class",
    "fcode": "GeoNames feature code",
    "parent": "the id of what it lies in, the latest where that changed",
    "parents": "all it has lain in: id, valid (EDTF)",
    "members": "the ids of a group's members",
    "valid_from": "the first day it existed, null when not limited",
    "valid_until": "the last day it existed, null when not limited",
    "country": "ISO 3166-1 alpha-2",
    "contested": "whether its name or belonging is contested",
    "precision_km": "how far off the point can be",
    "lon": "longitude of its point, degrees",
    "lat": "latitude of its point, degrees",
}


def _place_record(place: Place) -> Record:
    low, high = edtf.bounds(place.valid)
    return {
        "place_id": place.id,
        "name": place.title,
        "names": [
            {"name": n.name, "lang": n.lang, "kind": n.kind, "valid": n.valid, "users": [*n.users]}
            for n in place.names
        ],
        "kind": place.kind,
        "fclass": place.fclass,
        "fcode": place.fcode,
        "parent": _latest_parent(place),
        "parents": [{"id": parent.id, "valid": parent.valid} for parent in place.parents],
        "members": list(place.members),
        "valid_from": low.isoformat() if low else None,
        "valid_until": high.isoformat() if high else None,
        "country": place.country,
        "contested": place.contested,
        "precision_km": place.precision_km,
        "lon": rounded(place.lon),
        "lat": rounded(place.lat),
    }


def _latest_parent(place: Place) -> str | None:
    def end(index: int) -> tuple[bool, str, int]:
        last = edtf.bounds(place.parents[index].valid)[1]
        # The first of equals is the gazetteer's own preference.
        return (last is None, last.isoformat() if last else "", -index)

    order = range(len(place.parents))
    return place.parents[max(order, key=end)].id if place.parents else None


def _place_ids(event: Event) -> Iterator[str]:
    told = (mention.place_id for mention in event.evidence)
    return (place_id for place_id in chain([event.place_id], told) if place_id)


def _closure(used: Iterable[str], known: Mapping[str, Place]) -> set[str]:
    """`used` with the members of groups, and everything any of them has ever lain in."""
    open_ids = list(used)
    closed: set[str] = set()
    while open_ids:
        place_id = open_ids.pop()
        if place_id in closed or place_id not in known:
            continue
        closed.add(place_id)
        open_ids += known[place_id].members
        open_ids += [parent.id for parent in known[place_id].parents]
    return closed


def _point(lon: float | None, lat: float | None) -> shapely.Point | None:
    if lon is None or lat is None:
        return None
    return shapely.Point(round(lon, DECIMALS), round(lat, DECIMALS))


def _dates(values: Sequence[str | None]) -> pd.Series[Any]:
    return pd.Series(np.array([value or "NaT" for value in values], dtype="datetime64[s]"))


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    if column.kind == "date":
        return _dates(values)
    if column.kind == "time":
        moments = _dates([value and value.removesuffix("Z") for value in values])
        return pd.Series(moments.dt.tz_localize("UTC"))
    if column.values:
        return pd.Series(pd.Categorical(values, categories=list(column.values)))
    if column.kind == "integer":
        return pd.Series(values, dtype="int64" if column.required else "Int64")
    if column.kind == "number":
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="str" if column.kind == "text" else "object")


def _plain(column: Column, series: pd.Series[Any]) -> list[Any]:
    """A column's values as JSON has them."""
    if column.kind in ("date", "time"):
        return iso(series, day=column.kind == "date")
    if column.kind in ("list", "json"):
        return [list(value) for value in series]
    values = series.astype("object")
    return [
        None if missing else value for value, missing in zip(values, series.isna(), strict=True)
    ]


def _validate_column(column: Column, table: gpd.GeoDataFrame) -> None:
    series = table[column.name]
    if column.required and series.isna().any():
        raise TableError(f"row {int(np.argmax(series.isna()))}: {column.name} is missing")
    if column.values:
        strange = ~(series.isna() | series.isin(column.values))
        if strange.any():
            row = int(np.argmax(strange))
            known = ", ".join(column.values)
            raise TableError(f"row {row}: {column.name} is {series.iloc[row]!r}, not of {known}")


def _validate_points(table: gpd.GeoDataFrame) -> None:
    shapes = table.geometry
    strange = shapes.notna() & (shapes.geom_type != "Point")
    if strange.any():
        row = int(np.argmax(strange))
        raise TableError(f"row {row}: the geometry is a {shapes.geom_type.iloc[row]}, not a Point")
    off = shapes.notna() & ~((shapes.x.abs() <= 180) & (shapes.y.abs() <= 90))
    if off.any():
        row = int(np.argmax(off))
        raise TableError(f"row {row}: {shapes.iloc[row]} is not longitude, latitude in degrees")


def _validate_dates(table: gpd.GeoDataFrame) -> None:
    """The days agree with the EDTF they were made of."""
    known: dict[str, tuple[str | None, str | None]] = {}
    days = [_plain(column, table[column.name]) for column in COLUMNS if column.kind == "date"]
    dates = _plain(COLUMNS[4], table["edtf"])
    for row, (value, *said) in enumerate(zip(dates, *days, strict=True)):
        if value not in known:
            try:
                low, high = edtf.bounds(value)
            except DateError as error:
                raise TableError(f"row {row}: {error}") from None
            known[value] = (low and low.isoformat(), high and high.isoformat())  # type: ignore[assignment]
        if known[value] != tuple(said):
            first, last = known[value]
            raise TableError(
                f"row {row}: edtf {value} is {first} to {last}, not {said[0]} to {said[1]}"
            )
