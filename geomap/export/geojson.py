"""GeoJSON (RFC 7946): one Feature a line, longitude before latitude, 6 decimals, no crs member.

Written as text, column by column: that is faster than any driver and the same to the byte each
time. Events without a place have a null geometry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geomap import table
from geomap.errors import TableError
from geomap.export.text import column, compact, scalar
from geomap.record import COLUMNS, DECIMALS

if TYPE_CHECKING:
    import geopandas as gpd


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as one FeatureCollection."""
    _write_collection("events", features(events), events, path)


def write_lines(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as newline-delimited GeoJSON: a Feature a line and nothing else."""
    lines = features(events)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="")


def features(events: gpd.GeoDataFrame) -> list[str]:
    """Each event as the text of a Feature."""
    columns = [_fragments(one.name, one.kind, events[one.name]) for one in COLUMNS]
    return _join(columns, _points(events))


def write_places(places: gpd.GeoDataFrame, path: Path) -> None:
    """Write places as one FeatureCollection; rings follow the right-hand rule."""
    columns = []
    for name in table.PLACE_COLUMNS:
        kind = "date" if name.startswith("valid_") else "json"
        columns.append(_fragments(name, kind, places[name]))
    _write_collection("places", _join(columns, _shapes(places)), places, path)


def read(path: Path) -> gpd.GeoDataFrame:
    """The table of events in a GeoJSON file.

    Raises
    ------
    TableError
        If it is not GeoJSON with the event record.
    """
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
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
            found.append(_parsed(json.loads(line)))
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
    name: str, lines: Sequence[str], shapes: gpd.GeoDataFrame, path: Path
) -> None:
    placed: Any = np.asarray(shapes.geometry.dropna())
    edges = ",".join(map(_number, shapely.total_bounds(placed))) if len(placed) else ""
    box = f'"bbox":[{edges}],' if edges else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f'{{"type":"FeatureCollection","name":"{name}",{box}"features":[\n')
        file.write(",\n".join(lines))
        file.write("\n]}\n" if lines else "]}\n")


def _join(columns: Sequence[Iterable[str]], geometry: Iterable[str]) -> list[str]:
    return [
        f'{{"type":"Feature","geometry":{shape},"properties":{{{",".join(row)}}}}}'
        for shape, row in zip(geometry, zip(*columns, strict=True), strict=True)
    ]


def _fragments(name: str, kind: str, series: Any) -> list[str]:
    """`"name":value` for each row of a column."""
    key = f'"{name}":'
    if kind in ("date", "time"):
        texts = table.iso(series, day=kind == "date")
        return [f'{key}"{text}"' if text else f"{key}null" for text in texts]
    if series.dtype == object:
        return [key + written for written in column(name, series)]
    values = series.astype("object").mask(series.isna(), None).tolist()
    # most columns say the same few things again and again
    written_once = {value: key + scalar(value) for value in set(values)}
    return [written_once[value] for value in values]


def _points(events: gpd.GeoDataFrame) -> list[str]:
    return [
        f'{{"type":"Point","coordinates":[{_number(point[0])},{_number(point[1])}]}}'
        if point
        else "null"
        for point in table.points(events)
    ]


def _shapes(places: gpd.GeoDataFrame) -> list[str]:
    oriented: Any = shapely.orient_polygons(places.geometry.to_numpy(), exterior_cw=False)
    return ["null" if shape is None else compact(_geometry(shape)) for shape in oriented]


def _geometry(shape: Any) -> dict[str, Any]:
    mapping = shapely.geometry.mapping(shape)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float | int):
        return json.loads(_number(coordinates))
    return [_rounded(part) for part in coordinates]


def _number(value: float) -> str:
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
