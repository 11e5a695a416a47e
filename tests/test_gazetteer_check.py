import json
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


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (feature("b", names=[name("B", colour="red")]), "is no key"),
        (feature("b", names=[{**name("B"), "sources": ["hearsay"]}]), "'hearsay'"),
        (feature("b", names=[name("B", kind="slang")]), "'slang' is none of"),
        (feature("b", fclass="Q"), "'Q' is none of"),
        (feature("b", names=[]), "has fewer than 1"),
        (
            feature(
                "b",
                names=[
                    name("Oldtown", "soviet", valid="1930/1995"),
                    name("Newtown", valid="1991/.."),
                ],
            ),
            "both official at once",
        ),
        (feature("b", parents=[{"id": "am-syunik"}]), "outside its parent am-syunik"),
    ],
)
def test_a_broken_row_is_said_with_file_line_and_place(tmp_path, broken, says):
    rows = [feature("a"), broken]
    (tmp_path / "mine.geojson").write_text(write.places(rows), encoding="utf-8")
    found = errors(tmp_path)
    assert any(says in finding.message for finding in found), found
    assert {str(finding).split(": ")[0] for finding in found if finding.row == "b"} == {
        f"{tmp_path / 'mine.geojson'}:14"
    }


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
