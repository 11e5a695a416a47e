"""The outlines under the events: countries, districts, waters, towns, and borders of a time.

Countries, districts and waters come from Natural Earth (public domain), towns from the gazetteer
(GeoNames, CC BY 4.0). What was agreed or held de facto is dashed, drawn only in its time, and
never as a country: docs/gazetteer.md has the policy.
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
from geomap.gazetteer import Boundary, Gazetteer, load
from geomap.model import Place
from geomap.webmap import names

_TOWN_RANK = {"PPLC": 1, "PPLA": 2, "PPLA2": 3}
_WATER = {"SEA", "OCN", "LK", "RSV", "GULF", "STM"}
_PEAKS = {"MT", "PK", "HLL", "MTS"}
_ZOOM = {1: 5, 2: 7.5, 3: 8.5}
_WATER_ZOOM = {"SEA": 4, "OCN": 2, "GULF": 6, "LK": 8, "RSV": 9, "STM": 9}
_PEAK_ZOOM = {"MTS": 8, "MT": 8.5, "PK": 8.5, "HLL": 10}
_BASE = {"name": None, "kind": "", "rank": 9, "zoom": 0.0, "at": None, "valid_from": None}
_BASE |= {"valid_until": None, "basis": None, "labels": None}
Row = dict[str, Any]


def shipped(gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """The base map that geomap ships, with the borders, towns and waters of a gazetteer.

    Returns
    -------
    name, kind (country, district, river, lake, area, line, town, water, peak), rank (1 is drawn
    first), the zoom from which a name is drawn and the point it stands at, valid_from,
    valid_until, the basis of an area or line, and labels, the name in other views and languages;
    EPSG:4326.

    Examples
    --------
    >>> sorted(shipped()["kind"].unique())[-2:]
    ['town', 'water']
    """
    known = gazetteer or load()
    found = [*_shapes(known), *map(_border, _borders(known)), *_points(known)]
    found.sort(key=lambda row: (row["kind"], row["rank"], row["name"] or ""))
    return gpd.GeoDataFrame(found, geometry="geometry", crs=4326)


def _shapes(known: Gazetteer) -> Iterator[Row]:
    """The drawn outlines; what lies far apart is drawn apart."""
    for of, geometry in _features(gazetteer_folder() / "basemap" / "outlines.geojson"):
        kind = "district" if of["kind"] == "province" else of["kind"]
        if kind == "country":
            yield _country(known.places.get(of["place_id"]), geometry, known)
        elif geometry.geom_type != "Point":
            for part in shapely.get_parts(geometry) if kind in ("river", "lake") else [geometry]:
                yield _BASE | {"kind": kind, "rank": 0, "geometry": part}


def _country(place: Place | None, geometry: BaseGeometry, known: Gazetteer) -> Row:
    return _BASE | {
        "name": place and place.title,
        "kind": "country",
        "rank": 0,
        "at": _label_point(geometry),
        "labels": place and names.of_place(place, known),
        "geometry": geometry,
    }


def _features(path: Path) -> Iterator[tuple[Mapping[str, Any], BaseGeometry]]:
    if path.is_file():
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            yield feature["properties"], shape(feature["geometry"])


def _borders(known: Gazetteer) -> Iterator[Boundary]:
    """The areas and lines of every view, each with its basis; the page chooses among them."""
    for one in known.boundaries(worldview="as-attested"):
        if one.kind != "country" and one.valid:
            yield one


def _border(one: Boundary) -> Row:
    low, high = edtf.bounds(one.valid)
    return _BASE | {
        "kind": one.kind,
        "basis": one.basis,
        "valid_from": low and low.isoformat(),
        "valid_until": high and high.isoformat(),
        "geometry": shape(one.geometry),
    }


def _label_point(geometry: BaseGeometry) -> list[float]:
    """A point well inside the largest part, where a country's name has most room."""
    largest: Any = max(shapely.get_parts(geometry), key=shapely.area)
    circle = shapely.maximum_inscribed_circle(largest.simplify(0.05), tolerance=0.2)
    return [round(value, 3) for value in circle.coords[0]]


def _points(known: Gazetteer) -> Iterator[Row]:
    for place in known.places.values():
        kind = _kind(place)
        if place.lon is None or place.lat is None or kind is None:
            continue
        rank = _TOWN_RANK.get(place.fcode, 4)
        zoom = {**_WATER_ZOOM, **_PEAK_ZOOM}.get(place.fcode) or _ZOOM[rank]
        yield _BASE | {
            "name": place.title,
            "kind": kind,
            "rank": rank,
            "zoom": zoom,
            "at": [place.lon, place.lat],
            "labels": names.of_place(place, known),
            "geometry": Point(place.lon, place.lat),
        }


def _kind(place: Place) -> str | None:
    kinds = ((_TOWN_RANK, "town"), (_WATER, "water"), (_PEAKS, "peak"))
    return next((kind for codes, kind in kinds if place.fcode in codes), None)
