import json
from pathlib import Path

import pytest
from pyproj import Geod
from shapely.geometry import Point, shape

from geomap import edtf
from geomap.gazetteer import load

FOLDER = Path(__file__).parent.parent / "gazetteer" / "shapes"
GAZETTEER = load()
SHAPES = [
    pytest.param(feature, id=f"{path.stem}-{feature['properties']['place_id']}-{number}")
    for path in sorted(FOLDER.glob("*.geojson"))
    for number, feature in enumerate(json.loads(path.read_bytes())["features"])
]
WITH_AREA = [param for param in SHAPES if "published_km2" in param.values[0]["properties"]]


@pytest.mark.parametrize("feature", SHAPES)
def test_shape(feature):
    geometry = shape(feature["geometry"])
    properties = feature["properties"]
    assert geometry.is_valid
    assert not geometry.is_empty
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type == "Polygon":
            assert part.exterior.is_ccw, "RFC 7946: outer rings anticlockwise"
            assert not any(ring.is_ccw for ring in part.interiors)
    assert properties["place_id"] in GAZETTEER.places
    edtf.bounds(properties.get("valid"))
    west, south, east, north = geometry.bounds
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


@pytest.mark.parametrize("feature", WITH_AREA)
def test_area_is_within_a_tenth_of_the_published_one_or_the_reason_is_given(feature):
    area = abs(Geod(ellps="WGS84").geometry_area_perimeter(shape(feature["geometry"]))[0]) / 1e6
    properties = feature["properties"]
    assert area == pytest.approx(properties["area_km2"], rel=0.005)
    if abs(area / properties["published_km2"] - 1) > 0.1:
        assert properties["reason"]
    else:
        assert "reason" not in properties


def test_footprints_follow_the_date():
    def area(at):
        footprint = shape(GAZETTEER.footprint("artsakh", at=at))
        return footprint.area

    assert area("2016") > 3 * area("2021-05-01")
    assert GAZETTEER.footprint("az-aghdara-district", at="2016") is None
    assert GAZETTEER.footprint("line-of-contact", at="2016")["type"] == "LineString"


def test_a_group_is_its_members_together():
    seven = shape(GAZETTEER.footprint("seven-districts"))
    members = [shape(GAZETTEER.footprint(m.id)) for m in GAZETTEER.members("seven-districts")]
    assert len(members) == 7
    assert seven.area == pytest.approx(sum(member.area for member in members))
    assert not seven.contains(Point(46.752, 39.815)), "Khankendi / Stepanakert is not in them"


def test_lachin_is_not_lankaran():
    lachin = shape(GAZETTEER.footprint("az-lachin-district"))
    assert lachin.contains(Point(46.32, 39.73))


def test_all_is_small():
    sizes = [path.stat().st_size for path in FOLDER.parent.rglob("*") if path.is_file()]
    assert sum(sizes) < 3_000_000
