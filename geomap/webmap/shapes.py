"""Outlines as packed integers: footprints of places and the base map, and the tree of places."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import get_coordinates, get_parts
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geomap import edtf
from geomap.webmap.pack import Array
from geomap.webmap.tellings import parsed

_GRID = 1e4
_EPOCH = date(1970, 1, 1).toordinal()
_PLACE = ("place_id", "name", "kind", "valid_from", "valid_until")
Feature = dict[str, object]


def tree(places: gpd.GeoDataFrame | None) -> list[Feature]:
    """The places as the page's filter needs them: id, name, names, parent, members, validity."""
    if places is None:
        return []
    rows = []
    for row in places.drop(columns="geometry").to_dict("records"):
        plain: Feature = {key: _plain(row.get(key)) for key in _PLACE}
        plain["parents"] = _parents(row)
        plain["members"] = _strings(row.get("members"))
        plain["names"] = _names(row.get("names"))
        rows.append(plain)
    return rows


def pack(
    places: gpd.GeoDataFrame | None, basemap: gpd.GeoDataFrame | None
) -> tuple[dict[str, object], dict[str, Array]]:
    """Footprints and outlines as one header and three arrays.

    Coordinates are ten-thousandths of a degree, each point of a ring as the difference to the
    one before; `parts` counts the points of each ring or line.
    """
    features: list[Feature] = []
    lines: list[NDArray[np.int64]] = []
    for feature, geometry in (*_footprints(places), *_outlines(basemap)):
        found = [one for one in _lines(geometry) if len(one) > 1]
        features.append({**feature, "parts": len(found), "closed": _closed(geometry)})
        lines.extend(found)
    steps = [np.diff(one, axis=0, prepend=0) for one in lines]
    joined = np.concatenate(steps) if steps else np.zeros((0, 2), dtype="int64")
    arrays: dict[str, Array] = {
        "parts": np.array([len(one) for one in lines], dtype="<u4"),
        "x": joined[:, 0].astype("<i4"),
        "y": joined[:, 1].astype("<i4"),
    }
    return {"features": features, "grid": _GRID}, arrays


def _footprints(places: gpd.GeoDataFrame | None) -> Iterator[tuple[Feature, BaseGeometry]]:
    if places is None:
        return
    for row, geometry in zip(places.to_dict("records"), places.geometry, strict=True):
        if geometry is not None and geometry.geom_type != "Point" and not geometry.is_empty:
            yield {"kind": "footprint", "place": row["place_id"]}, geometry


def _outlines(basemap: gpd.GeoDataFrame | None) -> Iterator[tuple[Feature, BaseGeometry]]:
    if basemap is None:
        return
    names = [n for n in basemap.columns if n != "geometry"]
    for row, geometry in zip(basemap[names].to_dict("records"), basemap.geometry, strict=True):
        feature = {str(key): _plain(value) for key, value in row.items()}
        if isinstance(geometry, Point):
            feature["at"] = [geometry.x, geometry.y]
        yield feature, geometry


def _lines(geometry: BaseGeometry) -> Iterator[NDArray[np.int64]]:
    for part in get_parts(geometry):
        rings = (part.exterior, *part.interiors) if isinstance(part, Polygon) else (part,)
        for ring in rings:
            whole = np.round(get_coordinates(ring) * _GRID).astype("int64")
            moved = np.any(np.diff(whole, axis=0) != 0, axis=1)
            yield whole[np.concatenate(([True], moved))]


def _closed(geometry: BaseGeometry) -> bool:
    return isinstance(geometry, Polygon | MultiPolygon)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | list | dict):
        return value
    if isinstance(value, float):
        return None if np.isnan(value) else value
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _parents(row: Mapping[Hashable, object]) -> list[list[object]]:
    """What a place has lain in, each with the first and last day; null is open."""
    found = parsed(row.get("parents"))
    if not found and _plain(row.get("parent")):
        return [[row["parent"], None, None]]
    return [[one["id"], *_day_numbers(one.get("valid"))] for one in found]


def _day_numbers(valid: object) -> list[int | None]:
    ends = edtf.bounds(str(valid) if valid else None)
    return [None if end is None else end.toordinal() - _EPOCH for end in ends]


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else [value]
    return [str(one) for one in value] if isinstance(value, Iterable) else []


def _names(value: object) -> list[list[str]]:
    """Names with their languages, whatever else the table tells of them."""
    return [[str(one.get("name")), str(one.get("lang") or "")] for one in parsed(value)]
