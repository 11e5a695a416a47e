import json

import geopandas as gpd
import pytest
from click.testing import CliRunner
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point
from shapely.geometry import Point as ShapelyPoint

from geomap.cli import main
from geomap.gazetteer import load
from geomap.gazetteer.geocoder import GazetteerGeocoder

GAZETTEER = load()
CODER = GazetteerGeocoder(GAZETTEER)


def run(*words):
    return CliRunner().invoke(main, list(words))


def test_it_is_a_geopy_geocoder():
    assert isinstance(CODER, Geocoder)
    found = CODER.geocode("Shushi")
    assert isinstance(found, Location)
    assert found.raw["label"] == "Shusha / Shushi"
    assert (found.latitude, found.longitude) == (found.raw["lat"], found.raw["lon"])
    assert found.address.startswith("Shusha / Shushi, ")


def test_exactly_one_is_one_or_a_list_or_none():
    several = CODER.geocode("Martuni", exactly_one=False)
    assert [place.raw["place_id"] for place in several] == ["az-khojavend", "am-martuni"]
    assert len(CODER.geocode("Martuni", exactly_one=False, limit=1)) == 1
    assert CODER.geocode("Atlantis") is None
    assert CODER.geocode("Atlantis", exactly_one=False) is None
    assert CODER.geocode("") is None


def test_errors_are_geopys():
    with pytest.raises(GeocoderQueryError):
        CODER.geocode({"city": "Baku"})
    with pytest.raises(ValueError, match="Point"):
        CODER.reverse("nowhere near")


def test_a_date_and_a_worldview_choose_the_label():
    assert CODER.geocode("Khankendi", at="1985").raw["label"] == "Stepanakert"
    assert CODER.geocode("Khankendi", at="1985").raw["in_force"] is False
    jure = GazetteerGeocoder(GAZETTEER, at="2000", worldview="de-jure")
    facto = GazetteerGeocoder(GAZETTEER, at="2000", worldview="de-facto")
    assert jure.geocode("Berdzor").raw["label"] == "Lachin"
    assert facto.geocode("Lachin").raw["label"] == "Berdzor"


@pytest.mark.parametrize("query", [(39.6, 46.75), "39.6, 46.75", Point(39.6, 46.75)])
def test_reverse_takes_what_geopy_takes(query):
    near = CODER.reverse(query, exactly_one=False)
    away = [place.raw["distance_km"] for place in near]
    assert away == sorted(away)
    assert CODER.reverse(query).raw == near[0].raw


def test_reverse_at_sea_is_none():
    assert CODER.reverse((0.0, -30.0)) is None


def test_geopandas_uses_it():
    table = gpd.tools.geocode(
        ["Goris", "Atlantis"], provider=GazetteerGeocoder, gazetteer=GAZETTEER
    )
    assert table.crs == "EPSG:4326"
    assert table["address"].iloc[0].startswith("Goris, ")
    assert table.geometry.iloc[0].distance(ShapelyPoint(46.34, 39.51)) < 0.05
    assert table.geometry.iloc[1].is_empty
    back = gpd.tools.reverse_geocode(
        table.geometry[:1], provider=GazetteerGeocoder, gazetteer=GAZETTEER
    )
    assert back["address"].iloc[0].startswith("Goris")


def test_command_prints_a_json_list_best_first():
    answer = run("geocode", "Aghdam", "--json")
    assert answer.exit_code == 0
    rows = json.loads(answer.stdout)
    assert {"lat", "lon", "place_id", "name", "label", "score"} <= rows[0].keys()
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert rows[0]["place_id"] == "az-aghdam-town"


def test_command_suggests_and_fails_where_nothing_is_found():
    answer = run("geocode", "Stepanakret", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout) == []
    assert "Stepanakert" in answer.stderr


def test_command_says_that_a_name_was_not_in_use():
    assert "Leninakan was not in use then" in run("geocode", "Leninakan", "--at", "2016").stdout
    assert run("geocode", "x", "--at", "yesterday").exit_code == 2


def test_command_reverses():
    assert "az-lachin-town" in run("geocode", "--reverse", "39.64, 46.55").stdout
    assert run("geocode", "--reverse", "somewhere").exit_code == 1


def test_an_address_without_a_date_does_not_mix_the_times():
    assert "Soviet Union" not in CODER.geocode("Shusha").address
    assert "Soviet Union" in CODER.geocode("Shusha", at="1985").address
