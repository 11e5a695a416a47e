"""The outlines that geomap ships, for under the events: countries, districts, towns, lines.

Countries and districts come from Natural Earth (public domain), towns from the gazetteer
(GeoNames, CC BY 4.0). Areas and lines with a validity are drawn dashed and only in their time;
they are never drawn as countries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geomap import edtf
from geomap._resources import gazetteer_folder
from geomap.gazetteer.files import read
from geomap.gazetteer.rows import Rows
from geomap.model import Place

_TOWN_RANK = {"PPLC": 1, "PPLA": 2, "PPLA2": 3}
_WATER = {"SEA", "OCN", "LK", "RSV", "GULF"}
_ZOOM = {1: 5, 2: 7.5, 3: 8.5, "SEA": 4, "OCN": 2, "GULF": 6, "LK": 8.5, "RSV": 9}
_BASE = {"name": None, "kind": "", "rank": 9, "zoom": 0.0, "at": None, "valid_from": None}
_BASE |= {"valid_until": None}
Row = dict[str, Any]


def shipped(folder: Path | None = None) -> gpd.GeoDataFrame:
    """The base map of a gazetteer folder; by default of the one that geomap ships.

    Returns
    -------
    name, kind (country, district, river, area, line, town, water), rank (1 is drawn first), the
    zoom from which a name is drawn and the point it stands at, valid_from, valid_until; EPSG:4326.

    Examples
    --------
    >>> sorted(shipped()["kind"].unique())[-2:]
    ['town', 'water']
    """
    folder = folder or gazetteer_folder()
    rows = Rows()
    read(folder, rows)
    found = [*_shapes(folder, rows.places), *_points(rows.places)]
    found.sort(key=lambda row: (row["kind"], row["rank"], row["name"] or ""))
    return gpd.GeoDataFrame(found, geometry="geometry", crs=4326)


def _shapes(folder: Path, places: Mapping[str, Place]) -> Iterator[Row]:
    """The drawn outlines, and of the shapes those that were in force for a time."""
    for of, geometry in _features(folder / "basemap" / "outlines.geojson"):
        if geometry.geom_type != "Point":
            place, country = places.get(of["place_id"]), of["kind"] == "country"
            name = place.title if place and country else None
            kind = "district" if of["kind"] == "province" else of["kind"]
            at = _label_point(geometry) if country else None
            yield _BASE | {"name": name, "kind": kind, "rank": 0, "at": at, "geometry": geometry}
    for path in sorted((folder / "shapes").glob("*.geojson")):
        for of, geometry in _features(path):
            if of.get("valid") and of.get("approximate"):
                low, high = edtf.bounds(of["valid"])
                yield _BASE | {
                    "kind": "line" if "Line" in geometry.geom_type else "area",
                    "valid_from": low and low.isoformat(),
                    "valid_until": high and high.isoformat(),
                    "geometry": geometry,
                }


def _features(path: Path) -> Iterator[tuple[Mapping[str, Any], BaseGeometry]]:
    if path.is_file():
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            yield feature["properties"], shape(feature["geometry"])


def _label_point(geometry: BaseGeometry) -> list[float]:
    """A point well inside the largest part, where a country's name has most room."""
    largest: Any = max(shapely.get_parts(geometry), key=shapely.area)
    circle = shapely.maximum_inscribed_circle(largest.simplify(0.05), tolerance=0.2)
    return [round(value, 3) for value in circle.coords[0]]


def _points(places: Mapping[str, Place]) -> Iterator[Row]:
    for place in places.values():
        town, water = _TOWN_RANK.get(place.fcode), place.fcode in _WATER
        if place.lon is None or place.lat is None or not (town or water):
            continue
        rank = town or 4
        yield _BASE | {
            "name": place.title,
            "kind": "town" if town else "water",
            "rank": rank,
            "zoom": _ZOOM[place.fcode if water else rank],
            "at": [place.lon, place.lat],
            "geometry": Point(place.lon, place.lat),
        }
