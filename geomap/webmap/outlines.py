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
from geomap.gazetteer.files import Rows, read
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
    name, kind (country, district, area, line, town, water), rank (1 is drawn first), zoom from
    which a name is drawn, the point it stands at, valid_from and valid_until; EPSG:4326.

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
    for path in sorted((folder / "shapes").glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            of = feature["properties"]
            geometry = shape(feature["geometry"])
            place = places.get(of["place_id"])
            low, high = edtf.bounds(of.get("valid"))
            yield _BASE | {
                "name": place.title if place else None,
                "kind": _kind(geometry, place, of),
                "rank": 0,
                "at": _label_point(geometry) if _is_country(place) else None,
                "valid_from": low and low.isoformat(),
                "valid_until": high and high.isoformat(),
                "geometry": geometry,
            }


def _kind(geometry: BaseGeometry, place: Place | None, of: Mapping[str, Any]) -> str:
    if "Line" in geometry.geom_type:
        return "line"
    if _is_country(place):
        return "country"
    return "area" if of.get("approximate") else "district"


def _is_country(place: Place | None) -> bool:
    return place is not None and place.fcode.startswith("PCL") and place.fcode != "PCLH"


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
