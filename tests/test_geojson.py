import json

import pytest
import shapely
from events import event, events, mention
from hypothesis import given, settings
from hypothesis import strategies as st
from test_table import gazetteer, place

from geomap import export, table
from geomap.errors import ExportError, TableError


@settings(deadline=None, max_examples=30)
@given(some=st.lists(events(), unique_by=lambda e: e.id, max_size=4))
def test_events_come_back_from_geojson_the_same(tmp_path_factory, some):
    path = tmp_path_factory.mktemp("x") / "events.geojson"
    export.write(table.from_events(some), path)
    assert table.to_events(export.read(path)) == some


def written(tmp_path, *some):
    path = tmp_path / "events.geojson"
    export.write(table.from_events(some), path)
    return path.read_text(encoding="utf-8")


def test_geojson_is_as_rfc_7946_has_it(tmp_path):
    text = written(tmp_path, event(), event(id="b", lon=None, lat=None))
    collection = json.loads(text)
    assert list(collection) == ["type", "name", "bbox", "features"]
    assert collection["bbox"] == [44.5, 40.2, 44.5, 40.2]
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [44.5, 40.2]}
    assert second["geometry"] is None
    assert first["properties"]["start_date"] == "2020-11-09"
    assert first["properties"]["time_end"] == "2020-11-09T23:59:59Z"
    assert first["properties"]["actors"] == ["Armenia"]
    assert first["properties"]["evidence"][0]["exact"] == "They met in."
    assert len(text.splitlines()) == 4, "one line a feature"


def test_what_a_telling_shares_with_its_event_is_not_said_twice(tmp_path):
    other = mention(place_id="az-baku", place_name="Baku")
    text = written(tmp_path, event(evidence=(mention(), other)))
    first, second = json.loads(text)["features"][0]["properties"]["evidence"]
    assert "place_name" not in first
    assert second["place_name"] == "Baku"
    assert second["place_id"] == "az-baku"


def test_the_same_events_give_the_same_bytes(tmp_path):
    assert written(tmp_path, event()) == written(tmp_path, event())


def test_coordinates_have_six_decimals(tmp_path):
    assert '"coordinates":[44.123457,-0.5]' in written(tmp_path, event(lon=44.1234567, lat=-0.5))
    assert '"coordinates":[0.0,0.0]' in written(tmp_path, event(lon=-1e-9, lat=0.0))


def test_no_events_make_a_valid_file(tmp_path):
    assert json.loads(written(tmp_path)) == {
        "type": "FeatureCollection",
        "name": "events",
        "features": [],
    }


def test_footprints_follow_the_right_hand_rule(tmp_path):
    path = tmp_path / "places.geojson"
    known = gazetteer(place("district", fclass="A"))
    export.write_places(table.places([event(place_id="district")], known), path)
    (feature,) = json.loads(path.read_text())["features"]
    assert shapely.geometry.shape(feature["geometry"]).exterior.is_ccw
    assert feature["properties"]["lon"] == 46
    assert feature["properties"]["names"][0]["name"] == "district"
    assert feature["properties"]["valid_from"] is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"features": [{}]}',
        '{"features": [{"geometry": null, "properties": {}}]}',
        '{"features": [{"geometry": {"coordinates": []}, "properties": {}}]}',
        '{"features": 3}',
        "\0",
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path, text):
    path = tmp_path / "events.geojson"
    path.write_text(text)
    with pytest.raises(TableError) as error:
        export.read(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_written_or_read(tmp_path):
    made = table.from_events([])
    with pytest.raises(ExportError, match="no format"):
        export.write(made, tmp_path / "events.doc")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written"):
        export.write(made, tmp_path / "file" / "events.geojson")
    with pytest.raises(ExportError, match="cannot be read"):
        export.read(tmp_path / "none.geojson")


def test_a_failure_in_the_middle_leaves_the_old_file_whole(tmp_path):
    text = written(tmp_path, event())
    path = tmp_path / "events.geojson"
    with pytest.raises(AttributeError):
        export.write(table.from_events([event()]).drop(columns="geometry"), path)
    assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["events.geojson"]
