import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from test_gazetteer import feature, folder_with

from geomap.cli import main
from geomap.gazetteer import schema, write
from geomap.gazetteer.check import check

SHIPPED = Path(__file__).parent.parent / "gazetteer"
RULES = json.loads((SHIPPED / "schema.json").read_bytes())


def errors(folder):
    found = check(folder, SHIPPED)
    return [finding for finding in found if finding.level == "error"]


def test_the_shipped_gazetteer_is_free_of_errors():
    answer = CliRunner().invoke(main, ["gazetteer", "check"])
    assert answer.exit_code == 0, answer.stdout
    assert answer.stdout.startswith("0 errors")


def name(spelled, kind="official", **more):
    return {"name": spelled, "lang": "en", "kind": kind, **more, "sources": ["curator"]}


def at(row, lon, lat):
    return {**row, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


OLD_AND_NEW = [name("Oldtown", "soviet", valid="1930/1995"), name("Newtown", valid="1991/..")]
TWO_AT_ONCE = [name("Oldtown", valid="1991/.."), name("Newtown", valid="2001/..")]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (feature("b", names=[name("B", colour="red")]), "is no key"),
        (feature("b", names=[{**name("B"), "sources": ["hearsay"]}]), "'hearsay'"),
        (feature("b", names=[{**name("B"), "sources": []}]), "sources: has fewer than 1"),
        (feature("b", names=[name("B", kind="slang")]), "'slang' is none of"),
        (feature("b", names=[]), "has fewer than 1"),
        (feature("b", names=[name("B", valid="1991/1990")]), "ends before it begins"),
        (feature("b", valid="1991-02-30"), "no day of the calendar|not a day of the calendar"),
        (feature("b", fclass="Q"), "'Q' is none of"),
        (feature("b", fcode="PPLZZ"), "GeoNames has no feature code P.PPLZZ"),
        (feature("b", fcode="ADM1"), "no feature code P.ADM1; ADM1 is of class A"),
        (feature("b", names=OLD_AND_NEW), "both official at once"),
        (feature("b", names=TWO_AT_ONCE), "both official at once"),
        (feature("b", names=[name("B"), name("B", "press")]), "'B' (en) is listed twice"),
        (feature("b", names=[{**name("Aghdam"), "lang": "hy"}]), "not usual for hy: write hy-Latn"),
        (feature("b", names=[{**name("Aghdam"), "lang": "ru-Cyrl"}]), "in Latn, not in Cyrl"),
        (feature("b", names=[{**name("Ագhdam"), "lang": "hy"}]), "mixes the letters"),
        (feature("b", names=[{**name("B"), "lang": "xx"}]), "has no language we know: 'xx'"),
        (feature("b", names=[{**name("B"), "lang": "EN"}]), "does not look like"),
        (feature("b", parents=[{"id": "am-syunik"}]), "outside its parent am-syunik"),
        (feature("b", parents=[{"id": "no-such"}]), "there is no place 'no-such'"),
        (feature("b", kind="group", members=["no-such"]), "there is no place 'no-such'"),
        (at(feature("b"), 44.8, 41.7), "km outside its parent az, in ge"),
        (at(feature("b", parents=[{"id": "az"}]), -100.0, 40.0), "outside its parent az, in us"),
        (at(feature("b", country="FJ"), -150.0, -17.0), "outside its parent fj"),
    ],
)
def test_a_broken_row_is_said_with_file_line_and_place(tmp_path, broken, says):
    rows = [feature("a"), broken]
    (tmp_path / "mine.geojson").write_text(write.places(rows), encoding="utf-8")
    found = errors(tmp_path)
    assert any(re.search(says, said) or says in said for said in (f.message for f in found)), found
    text = (tmp_path / "mine.geojson").read_text(encoding="utf-8").split("\n")
    first = next(number for number, line in enumerate(text, 1) if '"id": "b"' in line)
    for finding in found:
        assert finding.path == tmp_path / "mine.geojson"
        assert finding.row == "b"
        assert first <= finding.line <= len(text)


def test_a_finding_on_a_name_gives_the_line_of_the_name(tmp_path):
    folder = folder_with(tmp_path, feature("a"), feature("b", names=TWO_AT_ONCE))
    (finding,) = errors(folder)
    text = (folder / "places.geojson").read_text(encoding="utf-8").split("\n")
    assert "Oldtown" in text[finding.line - 1]


def test_a_row_is_found_where_it_stands_and_not_where_it_is_a_parent(tmp_path):
    rows = [feature("a", parents=[{"id": "b"}]), feature("b", fcode="NONE")]
    (finding,) = errors(folder_with(tmp_path, *rows))
    text = (tmp_path / "places.geojson").read_text(encoding="utf-8").split("\n")
    assert '"fcode": "NONE"' in text[finding.line - 1]


def test_rows_without_an_id_or_written_otherwise_have_their_line(tmp_path):
    nameless = feature("b")
    del nameless["properties"]["id"]
    value = {"type": "FeatureCollection", "features": [feature("a") | {"id": "a"}, nameless]}
    text = json.dumps(value, indent=1)
    (tmp_path / "x.geojson").write_text(text, encoding="utf-8")
    found = errors(tmp_path)
    assert {finding.row for finding in found} == {"row 2"}
    second = [n for n, line in enumerate(text.split("\n"), 1) if line == "  {"][1]
    assert {finding.line for finding in found} == {second}


def test_the_antimeridian_is_no_wall(tmp_path):
    near = at(feature("b", country="FJ", parents=[{"id": "fj"}]), -179.7, -16.9)
    found = errors(folder_with(tmp_path, feature("a"), near))
    assert found == []
    far = at(feature("b", country="FJ", parents=[{"id": "fj"}]), -170.0, -17.0)
    (said,) = [finding.message for finding in errors(folder_with(tmp_path, feature("a"), far))]
    away = int(re.search(r"is (\d+) km", said)[1])
    assert 850 < away < 1100  # the Lau islands reach to 178 W


def test_a_table_row_is_held_against_the_same_rules(tmp_path):
    row = {"id": "nowhere", "names": [{**name("Xian", "demonym"), "lang": "hy"}]}
    (tmp_path / "demonyms.json").write_text(write.rows("demonyms", [row]), encoding="utf-8")
    assert [finding.message for finding in errors(tmp_path)] == [
        "name 'Xian' is written in Latn, which is not usual for hy: write hy-Latn"
    ]
    row["names"][0]["lang"] = "en"
    (tmp_path / "demonyms.json").write_text(write.rows("demonyms", [row]), encoding="utf-8")
    (finding,) = errors(tmp_path)
    assert (finding.message, finding.line) == ("there is no place 'nowhere'", 2)


def test_a_year_in_which_a_town_was_renamed_is_no_overlap(tmp_path):
    names = [name("Old", "soviet", valid="1924/1991"), name("New", valid="1991/..")]
    assert errors(folder_with(tmp_path, feature("a", names=names))) == []


def test_fix_writes_the_files_as_the_formatter_does(tmp_path):
    (tmp_path / "x.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [{**feature("a"), "id": "a"}]}),
        encoding="utf-8",
    )
    before = CliRunner().invoke(main, ["gazetteer", "check", str(tmp_path)])
    assert before.exit_code == 1
    assert "formatter" in before.stdout
    after = CliRunner().invoke(main, ["gazetteer", "check", str(tmp_path), "--fix"])
    assert after.exit_code == 0, after.stdout


def test_an_id_in_two_files_and_then_a_bad_shape(tmp_path):
    for number in "12":
        (tmp_path / f"{number}.geojson").write_text(write.places([feature("a")]), encoding="utf-8")
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    ring = [[46, 40], [47, 41], [47, 40], [46, 41], [46, 40]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    shape = {"type": "Feature", "properties": {"place_id": "a"}, "geometry": polygon}
    (shapes / "s.geojson").write_text(json.dumps({"features": [shape]}), encoding="utf-8")
    (said,) = [finding.message for finding in errors(tmp_path)]
    assert "also in" in said
    (tmp_path / "2.geojson").unlink()
    assert [finding.message for finding in errors(tmp_path)] == ["its shape is not valid"]


def test_collisions_are_notes_that_say_what_decides(tmp_path):
    shutil.copy(SHIPPED / "armenia.geojson", tmp_path)
    found = check(tmp_path, SHIPPED)
    notes = [finding.message for finding in found if finding.level == "note"]
    assert any("'Armavir' is also" in message and "ru-armavir" in message for message in notes)


BROKEN = [
    feature("a") | {"id": 1},
    feature("a", title=""),
    feature("a", precision_km=0),
    feature("a", members=[]),
    feature("a", links={"x": 1}),
    feature("a", contested=False),
    {**feature("a"), "id": "a", "geometry": {"type": "Point", "coordinates": [200, 0]}},
    {**feature("a"), "id": "a"},
]


@pytest.mark.parametrize("row", BROKEN)
def test_the_validator_agrees_with_jsonschema(row):
    value = {"type": "FeatureCollection", "features": [row]}
    rule = {"$ref": "#/$defs/places", "$defs": RULES["$defs"]}
    theirs = Draft202012Validator(rule).is_valid(value)
    assert (list(schema.problems(value, RULES, "places")) == []) is theirs


def test_an_unknown_word_of_the_schema_is_refused():
    with pytest.raises(NotImplementedError, match="contains"):
        list(schema.problems([], {"$defs": {"x": {"contains": {}}}}, "x"))
