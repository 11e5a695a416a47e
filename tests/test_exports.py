import csv
import json
import shutil
import subprocess
import sys
import time
import zipfile
from importlib.resources import files
from xml.etree import ElementTree

import jsonschema
import pyogrio
import pytest
from events import event, events, mention
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_table import gazetteer, place

from geomap import export, table
from geomap.errors import ExportError, TableError
from geomap.export import formats, geojson, linked_places, project
from geomap.record import COLUMNS, TELLING

SCHEMA = json.loads((files("geomap.export") / "events.schema.json").read_text(encoding="utf-8"))
LOSSLESS = [one.ending for one in formats.FORMATS if one.read]
LOSSY = [one.ending for one in formats.FORMATS if one.loses]
MANY = st.lists(events(), unique_by=lambda e: e.id, max_size=6)
ODD = [
    event(id="placed"),
    event(id="undated", edtf=None, date_text=None),
    event(id="day of an unknown year", edtf="XXXX-11-09"),
    event(id="unplaced", lon=None, lat=None, place_id=None),
    event(id="neither", lon=None, lat=None, edtf=None),
    event(id="open", edtf="2020-11-10/.."),
    event(id="one of", edtf="[2020-11-09..2020-11-10]"),
    event(id="old", edtf="0988-03-01"),
    event(id="formula", label="=1+1", actors=("-Abc", "@x")),
    event(id="words", label='He said "no",\r\nand left </b>'),
    event(id="long", evidence=(mention(exact="y" * 10_000),)),
    event(id="letters", place_name="Ստեփանակերտ / Xankəndi"),
]  # fmt: skip


def written(folder, ending, some, places=None):
    path = folder / f"events{ending}"
    export.write(table.from_events(some), path, places=places)
    return path


def by_id(some):
    return sorted(some, key=lambda one: one.id)


@pytest.mark.parametrize("ending", LOSSLESS)
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(some=MANY)
def test_events_come_back_the_same(tmp_path_factory, ending, some):
    path = written(tmp_path_factory.mktemp("x"), ending, some)
    assert by_id(table.to_events(export.read(path))) == by_id(some)


@pytest.mark.parametrize("ending", [one.ending for one in formats.FORMATS])
def test_every_format_takes_odd_events_and_none(tmp_path, ending):
    for some in (ODD, []):
        path = written(tmp_path, ending, some)
        if ending in LOSSLESS:
            assert by_id(table.to_events(export.read(path))) == by_id(some)
        else:
            assert path.stat().st_size


@pytest.mark.parametrize("ending", LOSSY)
def test_lossy_formats_say_so_and_are_not_read_back(tmp_path, ending):
    path = written(tmp_path, ending, ODD)
    assert formats.of(path).loses
    with pytest.raises(ExportError, match="does not keep enough"):
        export.read(path)


@pytest.mark.parametrize("ending", [e for e in LOSSLESS if not e.startswith(".geojson")])
@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"not it"])
def test_other_bytes_with_the_right_ending_are_refused_in_a_line(tmp_path, ending, data):
    path = tmp_path / f"events{ending}"
    path.write_bytes(data)
    with pytest.raises((TableError, ExportError)) as error:
        export.read(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_of_other_columns_is_refused(tmp_path):
    made = table.from_events(ODD[:1])
    for ending, driver in ((".fgb", "FlatGeobuf"), (".gpkg", "GPKG")):
        path = tmp_path / f"events{ending}"
        pyogrio.write_dataframe(made[["id", "geometry"]], path, driver=driver, layer="events")
        with pytest.raises(TableError, match="columns"):
            export.read(path)


@settings(deadline=None, max_examples=12)
@given(some=MANY)
def test_geojson_keeps_its_schema(tmp_path_factory, some):
    path = written(tmp_path_factory.mktemp("x"), ".geojson", some)
    validate(json.loads(path.read_text(encoding="utf-8")))


def validate(collection):
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)


def test_the_schema_lists_the_columns_and_refuses_what_is_wrong(tmp_path):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    listed = SCHEMA["$defs"]["event"]
    assert list(listed["properties"]) == [column.name for column in COLUMNS]
    for column in COLUMNS:
        own = listed["properties"][column.name]
        assert own["description"] == column.meaning
        if column.values:
            assert own["enum"] == [*column.values, *([] if column.required else [None])]
    assert SCHEMA["$defs"]["telling"]["required"] == list(TELLING)
    good = json.loads(written(tmp_path, ".geojson", ODD[:1]).read_text())
    for name, wrong in (("status", "perhaps"), ("start_date", "2020-11"), ("evidence", "x")):
        bad = json.loads(json.dumps(good))
        bad["features"][0]["properties"][name] = wrong
        with pytest.raises(jsonschema.ValidationError):
            validate(bad)


def test_lines_are_features(tmp_path):
    lines = written(tmp_path, ".geojsonl", ODD).read_text(encoding="utf-8").split("\n")
    assert lines[-1] == ""
    assert [json.loads(line)["type"] for line in lines[:-1]] == ["Feature"] * len(ODD)


def test_a_broken_line_is_named(tmp_path):
    path = written(tmp_path, ".geojsonl", ODD[:2])
    path.write_text(path.read_text() + "{\n")
    with pytest.raises(TableError, match=r"events.geojsonl:3: "):
        export.read(path)


def test_geopackage_has_its_layers(tmp_path):
    known = gazetteer(place("am-yerevan"), place("district"))
    some = [*ODD, event(id="district", place_id="district")]
    made = table.from_events(some)
    path = written(tmp_path, ".gpkg", some, table.places(some, known))
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {
        "events": "Point",
        "undated": "Point",
        "unplaced": None,
        "tellings": None,
        "places": "Unknown",
        "layer_styles": None,
    }
    count = {name: pyogrio.read_info(path, layer=name)["features"] for name in layers}
    assert count["events"] + count["undated"] + count["unplaced"] == len(made)
    assert (count["undated"], count["unplaced"], count["places"]) == (2, 2, 2)
    assert count["tellings"] == sum(map(len, made["evidence"]))
    style = pyogrio.read_dataframe(path, layer="layer_styles")
    assert set(style["f_table_name"]) == {"events", "undated"}
    for markup in style["styleQML"]:
        ElementTree.fromstring(markup)


def test_typed_columns_are_typed_for_gdal(tmp_path):
    for ending in (".gpkg", ".geojson", ".geojsonl", ".fgb"):
        read = pyogrio.read_info(written(tmp_path, ending, ODD), layer=0)
        kinds = dict(zip(read["fields"], read["ogr_types"], strict=True))
        day = "OFTDateTime" if ending == ".fgb" else "OFTDate"
        assert (kinds["start_date"], kinds["time_end"]) == (day, "OFTDateTime")
        assert kinds["n_documents"] == "OFTInteger"


def test_flatgeobuf_has_an_index_where_all_have_a_place(tmp_path):
    box = (44, 40, 45, 41)
    path = written(tmp_path, ".fgb", [event(), event(id="b", lon=10.0)])
    assert len(pyogrio.read_dataframe(path, bbox=box)) == 1
    assert len(export.read(written(tmp_path, ".fgb", ODD))) == len(ODD)


def test_geoparquet_describes_itself(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="GeoParquet needs pyarrow")
    path = written(tmp_path, ".parquet", ODD)
    schema = parquet.read_schema(path)
    described = json.loads(schema.metadata[b"geo"])
    assert described["columns"]["geometry"]["encoding"] == "WKB"
    assert described["columns"]["geometry"]["bbox"] == [44.5, 40.2, 44.5, 40.2]
    assert str(schema.field("start_date").type) == "date32[day]"
    assert str(schema.field("actors").type) == "list<element: string>"


KML = "{http://www.opengis.net/kml/2.2}"
ORDER = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point"]


def test_kml_has_time_and_order(tmp_path):
    root = ElementTree.parse(written(tmp_path, ".kml", ODD)).getroot()
    marks = {mark.find(f"{KML}name").text: mark for mark in root.iter(f"{KML}Placemark")}
    assert len(list(root.iter(f"{KML}Placemark"))) == len(ODD)
    for mark in root.iter(f"{KML}Placemark"):
        names = [part.tag.removeprefix(KML) for part in mark]
        assert names == [name for name in ORDER if name in names]
    span = marks["=1+1"].find(f"{KML}TimeSpan")
    assert [part.text for part in span] == ["2020-11-09", "2020-11-09"]
    assert 'He said "no",\r\nand left </b>' in marks
    ids = [mark.get("id") for mark in root.iter(f"{KML}Placemark")]
    assert len(set(ids)) == len(ids)
    assert {mark.find(f"{KML}styleUrl").text[1:] for mark in marks.values()} <= {
        style.get("id") for style in root.iter(f"{KML}Style")
    }


@settings(deadline=None, max_examples=12)
@given(some=MANY)
def test_kml_is_well_formed_whatever_the_words(tmp_path_factory, some):
    ElementTree.parse(written(tmp_path_factory.mktemp("x"), ".kml", some))


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(tmp_path):
    path = written(tmp_path, ".csv", ODD)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") > len(ODD)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert len(rows) == len(ODD)
    assert rows["formula"]["label"] == "'=1+1"
    assert rows["formula"]["actors"] == "'-Abc; @x"
    assert rows["words"]["label"] == 'He said "no",\r\nand left </b>'
    assert (rows["placed"]["lon"], rows["unplaced"]["lon"]) == ("44.5", "")


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t=", "\r@", " =", "'=", '"='])
def test_no_cell_begins_as_a_formula(tmp_path, lead):
    path = written(tmp_path, ".csv", [event(label=f"{lead}1")])
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["label"] == f"'{lead}1"


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2020", {"start": {"earliest": "2020-01-01"}, "end": {"latest": "2020-12-31"}}),
        (
            "2020-09/2020-11-10",
            {
                "start": {"earliest": "2020-09-01", "latest": "2020-09-30"},
                "end": {"in": "2020-11-10"},
            },
        ),
        ("2020-11-10/..", {"start": {"in": "2020-11-10"}}),
        ("[..2020-12-10]", {"end": {"latest": "2020-12-10"}}),
    ],
)
def test_dates_as_linked_places_has_them(value, span):
    assert linked_places.when(value) == {"timespans": [span]}


def test_linked_places_is_geojson(tmp_path):
    collection = json.loads(written(tmp_path, ".lpf.json", ODD).read_text(encoding="utf-8"))
    features = {one["@id"].rsplit(":")[-1]: one for one in collection["features"]}
    assert "when" not in features["undated"]
    assert features["unplaced"]["geometry"] is None
    assert features["placed"]["when"]["timespans"][0]["start"] == {"in": "2020-11-09"}


def test_a_project_names_its_data_time_and_layers(tmp_path):
    known = gazetteer(place("am-yerevan"))
    path = written(tmp_path, ".qgz", ODD, table.places(ODD, known))
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("events.qgs"))
    layers = {one.find("layername").text: one for one in root.iter("maplayer")}
    assert list(layers) == ["events", "undated", "unplaced", "tellings", "footprints"]
    for one in layers.values():
        assert one.find("datasource").text.startswith("./events.data.gpkg|layername=")
    assert project.data_path(path).exists()
    time_ = layers["events"].find("temporal")
    assert (time_.get("enabled"), time_.get("startField"), time_.get("endField")) == (
        "1",
        "time_start",
        "time_end",
    )
    assert layers["undated"].find("temporal") is None
    span = root.find("ProjectTimeSettings/TemporalRange")
    assert [end.text for end in span] == ["0988-03-01T00:00:00Z", "2020-11-10T23:59:59Z"]
    categories = [one.get("value") for one in layers["events"].iter("category")]
    assert set(categories) == set(next(c.values for c in COLUMNS if c.name == "status"))


def test_a_project_is_the_same_to_the_byte(tmp_path):
    first = written(tmp_path, ".qgz", ODD).read_bytes()
    time.sleep(0.01)
    assert written(tmp_path, ".qgz", ODD).read_bytes() == first


WRITE_FOR_EVER = """
import sys
sys.path[:0] = ["tests", "."]
from pathlib import Path
from events import event
from geomap import export, table
made = table.from_events([event(id=str(n)) for n in range(3000)])
print("ready", flush=True)
while True:
    export.write(made, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("ending", [".geojson", ".gpkg"])
def test_killed_in_the_middle_the_old_file_is_whole(tmp_path, ending):
    path = written(tmp_path, ending, ODD)
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, str(path)], stdout=subprocess.PIPE
    )
    process.stdout.readline()
    while process.poll() is None and not list(
        tmp_path.glob(".*")
    ):  # a file beside the old one: writing has begun
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert len(export.read(path)) in (len(ODD), 3000)


def gdal(*words):
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} of GDAL is not installed (apt-get install gdal-bin)")
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.gdal
@pytest.mark.parametrize("ending", [".geojson", ".geojsonl", ".gpkg", ".fgb"])
def test_gdal_sees_types_and_counts(tmp_path, ending):
    path = written(tmp_path, ending, ODD)
    said = gdal("ogrinfo", "-ro", "-al", "-so", path)
    assert "Warning" not in said
    day = "DateTime" if ending == ".fgb" else "Date"
    assert f"start_date: {day} (0.0)" in said
    assert "time_end: DateTime (0.0)" in said
    counts = [int(line.split(":")[1]) for line in said.splitlines() if "Feature Count" in line]
    assert sum(counts[:3]) == len(ODD) if ending == ".gpkg" else counts == [len(ODD)]


@pytest.mark.gdal
def test_gdal_turns_geojson_into_a_geopackage_with_its_dates(tmp_path):
    path = written(tmp_path, ".geojson", ODD)
    gdal("ogr2ogr", tmp_path / "other.gpkg", path)
    query = "SELECT count(*) AS n FROM events WHERE start_date <= '2020-11-09'"
    assert "n (Integer) = 8" in gdal("ogrinfo", "-ro", "-sql", query, tmp_path / "other.gpkg")


def test_formats_have_distinct_endings_and_geojson_is_read_first():
    endings = [one.ending for one in formats.FORMATS]
    assert len(set(endings)) == len(endings)
    assert formats.FORMATS[0].read is geojson.read


def test_paths_may_be_text(tmp_path):
    path = str(tmp_path / "events.geojson")
    export.write(table.from_events([]), path)
    assert len(export.read(path)) == 0


def test_kml_needs_no_network_and_says_what_did_not_happen(tmp_path):
    path = tmp_path / "events.kml"
    offered = event(id="offered", status="refused", label="Talks in the valley")
    export.write(table.from_events([offered]), path)
    text = path.read_text("utf-8")
    assert "<name>(refused) Talks in the valley</name>" in text
    assert "href" not in text


def test_text_to_cite_has_every_telling_with_its_report(tmp_path):
    text = written(tmp_path, ".txt", ODD).read_bytes().decode()
    for one in ODD:
        head = f"{one.label}. {one.edtf or 'undated'}; {one.place_name or 'without a place'}"
        assert f"{head}; {one.status}.\n" in text
        for told in one.evidence:
            assert f"“{told.exact}” " in text
            assert told.speaker is None or f"(says {told.speaker}) " in text
            assert (told.title or told.document) in text
    assert written(tmp_path, ".txt", []).read_text("utf-8") == "No events.\n"
