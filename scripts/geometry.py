"""TopoJSON in, polygons, areas and GeoJSON out: what the shape scripts share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

GEOD = Geod(ellps="WGS84")
DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class Shape:
    place_id: str
    geometry: BaseGeometry
    source: str
    valid: str | None = None
    how: str | None = None
    published_km2: float | None = None
    reason: str | None = None
    basis: str | None = None
    """Why it is drawn as a border: recognised, agreed or de-facto; None is not."""

    def feature(self) -> dict[str, Any]:
        area = round(km2(self.geometry), 1) if "Polygon" in self.geometry.geom_type else None
        properties = {
            "place_id": self.place_id,
            "valid": self.valid,
            "basis": self.basis,
            "approximate": True if self.how else None,
            "area_km2": area,
            "published_km2": self.published_km2,
            "reason": self.reason,
            "how": self.how,
            "source": self.source,
        }
        kept = {key: value for key, value in properties.items() if value is not None}
        geometry = rounded(self.geometry)
        return {"type": "Feature", "properties": kept, "geometry": geometry}


def topology(path: Path, layer: str) -> Iterator[tuple[str, str, BaseGeometry]]:
    """The id, the name and the polygon of each geometry of a TopoJSON layer."""
    topo = json.loads(path.read_bytes())
    arcs = [list(absolute(arc, topo["transform"])) for arc in topo["arcs"]]
    for row in topo["objects"][layer]["geometries"]:
        polygons = {"Polygon": [row.get("arcs")], "MultiPolygon": row.get("arcs")}
        parts = [polygon(rings, arcs) for rings in polygons.get(row["type"], [])]
        yield row.get("id", ""), row["properties"]["name"], unary_union(parts)


def absolute(arc: list[list[int]], how: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    x = y = 0
    (scale_x, scale_y), (left, bottom) = how["scale"], how["translate"]
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale_x + left, y * scale_y + bottom


def line_of(indexes: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Arcs laid end to end; a negative index runs backwards."""
    points: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def polygon(rings: list[list[int]], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    closed = [line_of(ring, arcs) for ring in rings]
    if len(closed[0]) < 4:
        return Polygon()
    return _cut_at_antimeridian([ring for ring in closed if len(ring) > 3])


def _cut_at_antimeridian(rings: list[list[tuple[float, float]]]) -> BaseGeometry:
    """A ring that jumps from 180 to -180 is unrolled, cut at 180 and put back."""
    if not any(abs(a[0] - b[0]) > 180 for a, b in zip(rings[0], rings[0][1:], strict=False)):
        return shapely.make_valid(Polygon(rings[0], rings[1:]))
    unrolled = Polygon([(x + 360 if x < 0 else x, y) for x, y in rings[0]])
    whole = shapely.make_valid(unrolled)
    west = shapely.transform(whole & box(180, -90, 540, 90), lambda points: points - (360, 0))
    return unary_union([whole & box(-180, -90, 180, 90), west])


def joined(shapes: Any) -> BaseGeometry:
    return unary_union([shape.buffer(0) for shape in shapes])


def largest(shape: BaseGeometry) -> BaseGeometry:
    return max(parts_of(shape), key=lambda part: part.area)


def parts_of(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons and lines of a shape, however deep."""
    if shape.geom_type in ("Polygon", "LineString"):
        return [shape]
    return [part for inner in getattr(shape, "geoms", ()) for part in parts_of(inner)]


def km2(shape: BaseGeometry) -> float:
    return abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6


def rounded(shape: BaseGeometry, digits: int = DIGITS) -> dict[str, Any]:
    """GeoJSON on a grid of 10 m, valid there, rings right-handed (RFC 7946)."""
    snapped = shapely.set_precision(shape, 10**-digits)
    if "Polygon" in snapped.geom_type or snapped.geom_type == "GeometryCollection":
        polygons = [part for part in parts_of(snapped) if part.area > 1e-7]
        snapped = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
        snapped = shapely.orient_polygons(snapped)
    found = mapping(snapped)
    return {"type": found["type"], "coordinates": _short(found["coordinates"], digits)}


def _short(value: Any, digits: int) -> Any:
    if isinstance(value, float | int):
        return round(value, digits)
    return [_short(part, digits) for part in value]
