import json
import os
import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from geomap import edtf, pipeline
from geomap.errors import GazetteerError
from geomap.gazetteer import lean, load, write
from geomap.gazetteer.scan import spellings
from geomap.model import Document

FOLDER = Path(__file__).parent.parent / "gazetteer"
PLACE_FILES = sorted(FOLDER.glob("*.geojson"))
TABLES = [FOLDER / f"{name}.json" for name in ("events", "demonyms", "governments", "not-places")]
SOURCES = {row["id"] for row in json.loads((FOLDER / "sources.json").read_bytes())["sources"]}
GAZETTEER = load()
ROWS = [
    pytest.param(feature, id=feature["id"])
    for path in PLACE_FILES
    for feature in json.loads(path.read_bytes())["features"]
]
LEAN_FILES = sorted(FOLDER.glob("*.tsv"))
ROWS += [
    pytest.param(feature, id=feature["id"])
    for path in LEAN_FILES
    for feature in lean.features(path.read_text(encoding="utf-8"), path)
]
VALIDATOR = Draft202012Validator(json.loads((FOLDER / "schema.json").read_bytes()))


def feature(place_id="x", **properties):
    given_properties = {
        "id": place_id,
        "title": "X",
        "kind": "place",
        "fclass": "P",
        "fcode": "PPL",
        "country": "AZ",
        "names": [{"name": "Xburg", "lang": "en", "kind": "official", "sources": ["curator"]}],
        "parents": [],
        **properties,
    }
    point = {"type": "Point", "coordinates": [46.0, 40.0]}
    return {"type": "Feature", "geometry": point, "properties": given_properties}


def folder_with(tmp_path, *features):
    (tmp_path / "places.geojson").write_text(write.places(features), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("row", ROWS)
def test_row(row):
    properties = row["properties"]
    assert row["id"] == properties["id"]
    for name in properties["names"]:
        assert set(name["sources"]) <= SOURCES
        assert name["name"] == name["name"].strip()
        edtf.bounds(name.get("valid"))
    spelled = [(n["name"], n["lang"], n["kind"], n.get("valid")) for n in properties["names"]]
    assert len(spelled) == len(set(spelled)), "the same name twice"
    title = GAZETTEER.label(row["id"])
    assert title == properties["title"]
    assert 1 <= GAZETTEER.precision(row["id"]) <= 7
    assert row["id"] not in {place.id for place in GAZETTEER.parents(row["id"])}, "its own parent"
    for name in properties["names"]:
        found = GAZETTEER.find(name["name"], at=name.get("valid"))
        assert row["id"] in {candidate.place.id for candidate in found}
        if name.get("scan", True):
            text = f"({name['name']})"
            exact = {m.exact: {s.id for s in m.senses} for m in GAZETTEER.scan(text)}
            assert row["id"] in exact.get(name["name"], ()), exact


@pytest.mark.parametrize("path", [*PLACE_FILES, *TABLES, FOLDER / "sources.json"], ids=str)
def test_files_keep_the_schema(path):
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(path.read_bytes()))] == []


@pytest.mark.parametrize("path", PLACE_FILES, ids=lambda path: path.name)
def test_place_files_are_as_the_formatter_writes_them(path):
    text = path.read_text(encoding="utf-8")
    assert write.places(json.loads(text)["features"]) == text


@pytest.mark.parametrize("path", LEAN_FILES, ids=lambda path: path.name)
def test_tables_of_tabs_are_as_the_formatter_writes_them(path):
    text = path.read_text(encoding="utf-8")
    found = lean.features(text, path)
    assert lean.table(found) == text
    value = {"type": "FeatureCollection", "features": found}
    assert [error.message for error in VALIDATOR.iter_errors(value)] == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x-a\tA", r"my\.tsv:3: x-a: "),
        ("x-a\tA\tP\tPPL\tAZ\teast\t40\t5\tverified-1\tgeonames\tgeonames:1", r"my\.tsv:3: x-a: "),
        ("x-a\tA\tP\tPPL\tAZ\t460\t40\t5\tverified-1\tgeonames\tgeonames:1", r"my\.tsv:3: x-a: "),
        ("x-b\tA\tP\tPPL\tAZ\t46\t40\t5\tverified-1\tgeonames\tgeonames:1", "not unique"),
    ],
)
def test_a_wrong_line_of_a_table_is_said(tmp_path, line, says):
    good = "x-b\tB\tP\tPPL\tAZ\t46.0\t40.0\t5\tverified-1\tgeonames\tgeonames:1"
    path = tmp_path / "my.tsv"
    path.write_text("\n".join(["\t".join(lean.COLUMNS), good, line, ""]), encoding="utf-8")
    with pytest.raises(GazetteerError, match=says):
        load(tmp_path)
    path.write_text("\n".join(["\t".join(lean.COLUMNS), good, ""]), encoding="utf-8")
    assert load(tmp_path).find("B")[0].place.id == "x-b"
    path.write_text("name\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"my\.tsv:1: the columns are not id"):
        load(tmp_path)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_tables_are_as_the_formatter_writes_them(path):
    text = path.read_text(encoding="utf-8")
    assert write.rows(path.stem, json.loads(text)[path.stem]) == text


@pytest.mark.parametrize(
    "names",
    [
        ("Khankendi", "Stepanakert", "Xankəndi", "Khankandi", "Ստեփանակերտ", "Степанакерт"),
        ("Shusha", "Shushi", "Şuşa"),
        ("Aghdara", "Martakert", "Mardakert", "Ağdərə"),
        ("Lachin", "Berdzor"),
        ("Kalbajar", "Karvachar", "Kelbajar"),
        ("Khojavend", "Martuni"),
        ("Yerevan", "Erevan", "Երևան"),
        ("Kyiv", "Kiev"),
        ("Gyumri", "Leninakan"),
        ("Sukhumi", "Sokhumi"),
    ],
)
def test_every_name_of_a_place_means_that_place(names):
    ids = [{c.place.id for c in GAZETTEER.find(name)} for name in names]
    assert len(set.intersection(*ids)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a roast turkey with georgia peaches",
        "the vank and the berd",
        "let us tell them",
        "Nagornoe-Karabakhskaya",
        "Lachinov and xBaku",
    ],
)
def test_what_is_no_name_does_not_match(text):
    assert [match.exact for match in GAZETTEER.scan(text)] == []


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("SHELLING OF STEPANAKERT RESUMES", "STEPANAKERT"),
        ("in Nagorno‑Karabakh\u2019s north", "Nagorno‑Karabakh"),
        ("in Nagorno\nKarabakh", "Nagorno\nKarabakh"),
        ("to Nagorno\xa0Karabakh", "Nagorno\xa0Karabakh"),
        ("at Şusha", "Şusha"),
        ("at L’Aquila", "L’Aquila"),
        ("Seven districts were", "Seven districts"),
        ("the Lachin district,", "Lachin district"),
        ("Bak\u0301u", "Bak\u0301u"),
        ("the Nagorno-Karabakh Republicans", "Nagorno-Karabakh"),
        ("OSCE Minsk Group talks", "OSCE Minsk Group"),
    ],
)
def test_spellings_of_one_name(text, exact):
    assert exact in [match.exact for match in GAZETTEER.scan(text)]


def test_a_renamed_town_has_the_label_of_the_day():
    assert GAZETTEER.label("am-gyumri", at="1988-12-07") == "Leninakan"
    assert GAZETTEER.label("am-gyumri", at="2001") == "Gyumri"
    assert GAZETTEER.label("az-lachin-town", at="2000") == "Lachin / Berdzor"
    assert GAZETTEER.label("az-lachin-town", at="2023") == "Lachin"


def test_worldviews_choose_a_side_of_a_paired_label():
    label = GAZETTEER.label
    assert label("az-lachin-town", at="2000", worldview="de-jure") == "Lachin"
    assert label("az-lachin-town", at="2000", worldview="de-facto") == "Berdzor"
    assert label("az-khankendi", at="2010", worldview="de-facto") == "Stepanakert"
    assert label("az-khankendi", at="2010", worldview="de-jure") == "Khankendi"
    assert label("az-khankendi", at="2024", worldview="de-facto") == "Khankendi"


def test_a_gazetteer_keeps_its_worldview_when_it_is_pickled():
    jure = load(worldview="de-jure")
    again = pickle.loads(pickle.dumps(jure))
    assert again.label("az-lachin-town", at="2000") == "Lachin"
    assert again.label("az-lachin-town", at="2000", worldview="as-attested") == "Lachin / Berdzor"


def test_a_process_reads_a_gazetteer_it_is_sent_again_and_again_once(tmp_path):
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature()]}))
    sent = pickle.dumps(load(tmp_path, shipped=False))
    first = pickle.loads(sent)
    assert pickle.loads(sent) is first
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature("y")]}))
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000))
    assert list(pickle.loads(pickle.dumps(load(tmp_path, shipped=False))).places) == ["y"]


def test_parents_change_with_the_date():
    then = [place.id for place in GAZETTEER.parents("az-khankendi", at="1985")]
    assert then[:2] == ["nkao", "nagorno-karabakh"]
    assert "nkao" not in [place.id for place in GAZETTEER.parents("az-khankendi", at="2010")]


def test_namesakes_are_all_found_the_likeliest_first():
    assert [c.place.id for c in GAZETTEER.find("Georgia")][:2] == ["ge", "us-georgia-us-state"]
    assert GAZETTEER.find("Martuni")[0].place.id == "az-khojavend"
    assert {c.place.id for c in GAZETTEER.find("granada")} >= {"es-granada", "ni-granada"}


def test_a_division_is_found_by_another_word_for_its_unit():
    assert GAZETTEER.find("Kirov region")[0].place.id == "ru-kirov-oblast"
    assert GAZETTEER.find("Lachin rayon")[0].place.id == "az-lachin-district"
    assert GAZETTEER.find("Nowhere region") == ()


def test_a_name_out_of_use_is_marked():
    (found,) = GAZETTEER.find("Leninakan", at="2016-10-14")
    assert not found.in_force
    assert GAZETTEER.find("Atlantis") == ()


def test_later_folder_adds_and_overrides(tmp_path):
    mine = folder_with(tmp_path, feature("my-village"), feature("az-baku", title="Bakou"))
    both = load(FOLDER, mine)
    assert both.label("my-village") == "X"
    assert both.label("az-baku") == "Bakou"
    assert "am-yerevan" in both.places


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (feature("b", names=[{"name": "B", "lang": "en", "kind": "x"}]), "'sources' is missing"),
        (feature("b", valid="yesterday"), "not a date"),
        (feature("b", kind="town"), "kind 'town'"),
        (feature("b", parents=[{"id": "nowhere"}]), "nowhere"),
    ],
)
def test_errors_name_the_row(tmp_path, broken, says):
    folder = folder_with(tmp_path, feature("a"), broken)
    with pytest.raises(GazetteerError, match="b") as caught:
        load(folder)
    assert says in str(caught.value)


def test_errors_name_file_and_line(tmp_path):
    folder = folder_with(tmp_path, feature("a"), feature("b", valid="0"))
    with pytest.raises(GazetteerError, match=r"places\.geojson:14: b: '0'"):
        load(folder)
    (tmp_path / "places.geojson").write_text('{"type":\n 1,,}', encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"places\.geojson:2: not JSON"):
        load(folder)
    with pytest.raises(GazetteerError, match="holds no gazetteer"):
        load(tmp_path / "nowhere")


NAMES = sorted(
    {name.name for place in GAZETTEER.places.values() for name in place.names if name.scan}
)
PIECES = st.sampled_from([*NAMES, " ", "’s ", "-", "\u0301", "\u200f", "x", "\n", "\x00", "Ⅷ"])


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=12).map("".join), st.integers(0, 40), st.integers(0, 80))
def test_spans_are_exact_ordered_and_apart(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    free = start
    for match in GAZETTEER.scan(text, start, end):
        assert text[match.start : match.end] == match.exact
        assert free <= match.start < match.end <= end
        free = match.end


@given(st.text(max_size=30))
def test_spellings_never_move_offsets(name):
    assert all(isinstance(spelling, str) for spelling in spellings(name))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Mines exploded in the occupied territories around Karabakh, said Baku.",
            "seven-districts",
        ),
        ("Israeli troops killed two people in the occupied territories.", "ps-west-bank"),
    ],
)
def test_a_phrase_said_of_two_conflicts_follows_the_text(text, place):
    reading = pipeline.read(Document(id="a", text=text, published="1995-05-05"), GAZETTEER)
    found = {t.exact: t.place_id for t in reading.toponyms}
    assert found["occupied territories"] == place


REPORTS = sorted((FOLDER.parent / "corpus").glob("[12]*.md"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_place_a_report_is_about_is_known(path):
    front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1] or "{}") or {}
    unknown = [name for name in front.get("places", ()) if not GAZETTEER.find(name)]
    assert unknown == []


def test_a_parent_that_is_nowhere_is_said_with_file_and_line(tmp_path):
    lost = feature("b", parents=[{"id": "no-such-place"}])
    folder = folder_with(tmp_path, feature("a"), lost)
    with pytest.raises(GazetteerError, match=r"places\.geojson:\d+: b: names 'no-such-place'"):
        load(folder)
