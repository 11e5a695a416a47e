"""Which borders are drawn under each worldview, and when."""

import json

import pytest
from shapely.geometry import shape
from test_gazetteer import FOLDER, feature, folder_with

from geomap.errors import GazetteerError
from geomap.gazetteer import load
from geomap.gazetteer.check import check

GAZETTEER = load()


def drawn(at, worldview):
    return {(b.place_id, b.basis) for b in GAZETTEER.boundaries(at=at, worldview=worldview)}


@pytest.mark.parametrize(
    ("at", "held"),
    [
        ("1985", set()),
        ("2016", {"artsakh", "line-of-contact"}),
        ("2021-06", {"artsakh", "line-of-contact"}),
        ("2024", set()),
    ],
)
def test_areas_held_de_facto_have_their_time(at, held):
    region = {"artsakh", "line-of-contact"}
    for worldview in ("as-attested", "de-facto"):
        assert {i for i, basis in drawn(at, worldview) if basis == "de-facto"} & region == held
    assert not any(basis == "de-facto" for _, basis in drawn(at, "de-jure"))


def test_every_worldview_draws_the_recognised_countries_and_what_was_agreed():
    for worldview in ("as-attested", "de-jure", "de-facto"):
        then = drawn("2021-06", worldview)
        assert {("az", "recognised"), ("am", "recognised"), ("ge", "recognised")} <= then
        assert ("russian-peacekeeping-zone", "agreed") in then
        assert ("nkao", "recognised") in drawn("1985", worldview)
        assert ("nkao", "recognised") not in then


def test_without_a_worldview_the_gazetteers_own_decides():
    jure = load(worldview="de-jure")
    assert jure.worldview == "de-jure"
    assert {b.basis for b in jure.boundaries()} == {"recognised", "agreed"}
    assert jure.boundaries() == GAZETTEER.boundaries(worldview="de-jure")


def test_only_recognised_states_are_countries_and_only_their_borders_are_solid():
    for boundary in GAZETTEER.boundaries():
        assert boundary.dashed is (boundary.basis != "recognised")
        assert boundary.kind != "country" or boundary.basis == "recognised"
        assert (boundary.kind == "line") is ("Line" in boundary.geometry["type"])
    assert {b.kind for b in GAZETTEER.boundaries() if b.place_id == "artsakh"} == {"area"}


def test_the_road_through_lachin_moved():
    before, after = (
        shape(GAZETTEER.footprint("lachin-corridor", at=at)) for at in ("2021", "2023-05")
    )
    town = shape({"type": "Point", "coordinates": [46.55, 39.64]})
    assert before.contains(town)
    assert not after.contains(town)
    assert GAZETTEER.footprint("lachin-corridor", at="1990") is None


def test_a_folder_of_ones_own_adds_boundaries(tmp_path):
    folder = folder_with(tmp_path, feature("my-zone", fclass="A", fcode="ZN"))
    (folder / "shapes").mkdir()
    ring = [[46.0, 40.0], [46.1, 40.0], [46.1, 40.1], [46.0, 40.0]]
    row = {
        "type": "Feature",
        "properties": {"place_id": "my-zone", "basis": "de-facto", "valid": "2001/2002"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = folder / "shapes" / "mine.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [row]}), "utf-8")
    mine = load(FOLDER, folder)
    assert "my-zone" in {b.place_id for b in mine.boundaries(at="2001-05")}
    assert "my-zone" not in {b.place_id for b in mine.boundaries(at="2003")}
    assert "my-zone" not in {b.place_id for b in mine.boundaries(at="2001", worldview="de-jure")}
    row["properties"]["basis"] = "rumour"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [row]}), "utf-8")
    with pytest.raises(GazetteerError, match="my-zone: basis 'rumour'"):
        load(FOLDER, folder).boundaries()
    assert [f.message for f in check(folder, FOLDER) if f.level == "error"] == [
        "basis 'rumour' is none of recognised, agreed, de-facto"
    ]
