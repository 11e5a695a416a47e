"""GeoJSON (RFC 7946): one Feature a line, longitude before latitude, 6 decimals, no crs member.

Written as text: that is faster than any driver and the same to the byte each time. Events without
a place have a null geometry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import shapely

from geomap import table
from geomap.errors import TableError
from geomap.export.text import compact
from geomap.record import DECIMALS

if TYPE_CHECKING:
    import geopandas as gpd


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as one FeatureCollection."""
    _write_collection("events", features(events), events, path)


def write_lines(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as newline-delimited GeoJSON: a Feature a line and nothing else."""
    with path.open("wb") as file:
        file.writelines(feature + b"\n" for feature in features(events))


def features(events: gpd.GeoDataFrame) -> Iterator[bytes]:
    """Each event as the JSON of a Feature."""
    shapes = (_point(point) for point in table.points(events))
    return map(_feature, shapes, table.records(events))


def write_places(places: gpd.GeoDataFrame, path: Path) -> None:
    """Write places as one FeatureCollection; rings follow the right-hand rule."""
    columns = {name: _plain(name, places[name]) for name in table.PLACE_COLUMNS}
    records = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    _write_collection("places", map(_feature, _shapes(places), records), places, path)


def read(path: Path) -> gpd.GeoDataFrame:
    """The table of events in a GeoJSON file.

    Raises
    ------
    TableError
        If it is not GeoJSON with the event record.
    """
    try:
        collection = orjson.loads(path.read_bytes())
        found = [_parsed(feature) for feature in collection["features"]]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise TableError(f"{path}: is not GeoJSON with events ({str(error)[:80]})") from None
    return from_features(found, str(path))


def read_lines(path: Path) -> gpd.GeoDataFrame:
    """The table of events in newline-delimited GeoJSON.

    Raises
    ------
    TableError
        With the first line that is not a Feature with the event record.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(_parsed(orjson.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
            raise TableError(f"{path}:{number}: is not a Feature ({str(error)[:80]})") from None
    return from_features(found, str(path))


def from_features(
    found: Sequence[tuple[dict[str, Any], shapely.Point | None]], where: str
) -> gpd.GeoDataFrame:
    """The validated table of parsed features; errors name `where` they are from."""
    try:
        made = table.from_records([record for record, _ in found], [point for _, point in found])
        return table.validate(made)
    except (TableError, ValueError, TypeError) as error:
        raise TableError(f"{where}: {error}") from None


def _parsed(feature: Any) -> tuple[dict[str, Any], shapely.Point | None]:
    geometry = feature["geometry"]
    return feature["properties"], geometry and shapely.Point(*geometry["coordinates"][:2])


def _write_collection(
    name: str, lines: Iterable[bytes], shapes: gpd.GeoDataFrame, path: Path
) -> None:
    placed: Any = np.asarray(shapes.geometry.dropna())
    edges = [_number(edge) for edge in shapely.total_bounds(placed).tolist()] if len(placed) else []
    head = {"type": "FeatureCollection", "name": name} | ({"bbox": edges} if edges else {})
    with path.open("wb") as file:
        file.write(compact(head)[:-1] + b',"features":[\n')
        for number, line in enumerate(lines):
            file.write(b",\n" + line if number else line)
        file.write(b"\n]}\n" if len(shapes) else b"]}\n")


def _feature(geometry: object, record: Mapping[str, Any]) -> bytes:
    return compact({"type": "Feature", "geometry": geometry, "properties": record})


def _plain(name: str, series: Any) -> list[Any]:
    if name.startswith("valid_"):
        return table.iso(series, day=True)
    values: list[Any] = series.astype("object").mask(series.isna(), None).tolist()
    return values


def _point(point: tuple[float, float] | None) -> dict[str, Any] | None:
    return point and {"type": "Point", "coordinates": [_number(point[0]), _number(point[1])]}


def _shapes(places: gpd.GeoDataFrame) -> list[Any]:
    oriented: Any = shapely.orient_polygons(places.geometry.to_numpy(), exterior_cw=False)
    return [None if shape is None else _geometry(shape) for shape in oriented]


def _geometry(shape: Any) -> dict[str, Any]:
    mapping = shapely.geometry.mapping(shape)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float | int):
        return _number(coordinates)
    return [_rounded(part) for part in coordinates]


def _number(degrees: float) -> float:
    """A coordinate to 6 decimals; adding zero makes of -0.0 what everybody else writes."""
    return round(degrees, DECIMALS) + 0.0
