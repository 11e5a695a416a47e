"""Files as other people's programs read them, and the table in geopandas' own viewer."""

import json

import pytest
from events import event
from test_exports import ODD, written
from test_table import gazetteer, place

from geomap import export, filters, table

WINDOW = filters.Filter(since="2020-09-27", until="2020-11-10")
EDGES = [
    event(id="eve", edtf="2020-09-26"),
    event(id="first", edtf="2020-09-27"),
    event(id="last", edtf="2020-11-10"),
    event(id="morrow", edtf="2020-11-11"),
    event(id="over", edtf="2020-01/2021-01"),
    event(id="since", edtf="2020-11-10/.."),
    event(id="until", edtf="../2020-09-26"),
    event(id="never", edtf=None),
]


def test_duckdb_reads_parquet_and_finds_what_the_filter_finds(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    pytest.importorskip("pyarrow", reason="GeoParquet needs pyarrow")
    path = written(tmp_path, ".parquet", EDGES)
    asked = (
        "select id from read_parquet($path) where coalesce(start_date, end_date) is not null "
        "and coalesce(start_date, date '0001-01-01') <= date '2020-11-10' "
        "and coalesce(end_date, date '9999-12-31') >= date '2020-09-27'"
    )
    with duckdb.connect() as base:
        found = {row[0] for row in base.execute(asked, {"path": str(path)}).fetchall()}
        kinds = base.execute(
            "select typeof(start_date), typeof(actors), json_valid(evidence) "
            "from read_parquet($path)",
            {"path": str(path)},
        ).fetchall()
    kept = filters.select(table.from_events(EDGES), WINDOW)
    assert found == set(kept["id"]) == {"first", "last", "over", "since"}
    assert set(kinds) == {("DATE", "VARCHAR[]", True)}


def test_kml_keeps_the_schema_of_the_ogc(tmp_path):
    validator = pytest.importorskip("fastkml.validator", reason="fastkml is not installed")
    assert validator.validate(file_to_validate=written(tmp_path, ".kml", ODD))
    broken = tmp_path / "broken.kml"
    broken.write_text('<kml xmlns="http://www.opengis.net/kml/2.2"><Placemarks/></kml>')
    with pytest.raises(AssertionError):
        validator.validate(file_to_validate=broken)


def test_geojson_passes_an_independent_validator(tmp_path):
    model = pytest.importorskip("geojson_pydantic", reason="geojson-pydantic is not installed")
    rules = pytest.importorskip("geojson_validator", reason="geojson-validator is not installed")
    events = written(tmp_path, ".geojson", ODD)
    known = gazetteer(place("am-yerevan"), place("district"))
    export.write_places(
        table.places([*ODD, event(id="district", place_id="district")], known),
        tmp_path / "places.geojson",
    )
    for path in (events, tmp_path / "places.geojson"):
        text = path.read_text(encoding="utf-8")
        model.FeatureCollection.model_validate_json(text)
        whole = json.loads(text)
        assert rules.validate_structure(whole) == {}
        whole["features"] = [one for one in whole["features"] if one["geometry"]]
        said = rules.validate_geometries(whole)
        assert (said["invalid"], said["problematic"]) == ({}, {})


def test_explore_just_works():
    pytest.importorskip("mapclassify", reason="explore needs geomap[explore]")
    pytest.importorskip("matplotlib", reason="explore needs geomap[explore]")
    shown = table.from_events(ODD).explore(column="status")
    assert "A meeting" in shown.get_root().render()


def test_kml_ids_are_names_and_stay_apart(tmp_path):
    validator = pytest.importorskip("fastkml.validator", reason="fastkml is not installed")
    odd = [event(id=name) for name in ("a b", "a_b", "a/b", "Ş", "a_20_b", "1")]
    assert validator.validate(file_to_validate=written(tmp_path, ".kml", odd))
