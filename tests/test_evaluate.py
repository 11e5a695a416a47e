"""`geomap evaluate`, and the accuracy gate on the public benchmark."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.reading import gate
from geomap import evaluate, gazetteer, pipeline
from geomap.cli import main
from geomap.errors import CorpusError
from geomap.merge import merge
from geomap.model import Document

TEXT = "The ministers of Armenia and Azerbaijan met in Moscow on 7 December 2020."


def gold_row(**changed):
    meeting = {
        "id": "e1",
        "label": "Ministers meet",
        "status": "occurred",
        "required": True,
        "edtf": "2020-12-07",
        "accept_dates": [],
        "place_id": "ru-moscow",
        "accept_places": [],
        "cluster": "meeting",
        "start": 0,
        "end": len(TEXT),
        "exact": TEXT,
    }
    at = TEXT.index
    row = {
        "document": "a",
        "sha256": sha256(TEXT.encode()).hexdigest(),
        "published": "2020-12-08",
        "toponyms": [
            {
                "start": at("Moscow"),
                "end": at("Moscow") + 6,
                "exact": "Moscow",
                "role": "event-location",
                "place_id": "ru-moscow",
            }
        ],
        "timexes": [
            {
                "start": at("7 Dec"),
                "end": len(TEXT) - 1,
                "exact": "7 December 2020",
                "type": "DATE",
                "value": "2020-12-07",
                "edtf": "2020-12-07",
            }
        ],
        "events": [meeting],
    }
    return row | changed


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold_row()))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT)
    return tmp_path


@pytest.fixture(scope="module")
def reading():
    document = Document(id="a", text=TEXT, published="2020-12-08")
    return pipeline.read(document, gazetteer.load())


def scores(folder, reading, events=None):
    gold = evaluate.read_gold(folder / "gold")
    merged = merge(reading.mentions) if events is None else events
    return {score.name: score for score in evaluate.evaluate(gold, [reading], merged)}


def test_what_is_read_as_the_gold_says_scores_full_marks(folder, reading):
    found = scores(folder, reading)
    for name in ("place words found", "value right", "required events found"):
        assert found[name].share == 1.0, name
    assert found["pins where nothing happened"].share == 0.0
    assert found["years invented or wrong"].right == 0


def test_a_pin_somewhere_else_is_counted(folder, reading):
    wrong = [replace(mention, place_id="am-yerevan") for mention in reading.mentions]
    found = scores(folder, replace(reading, mentions=tuple(wrong)))
    assert found["required events found"].right == 0
    assert found["pins where nothing happened"].share == 1.0


def test_a_status_that_differs_is_no_match(folder, reading):
    wrong = [replace(mention, status="planned") for mention in reading.mentions]
    found = scores(folder, replace(reading, mentions=tuple(wrong)))
    assert found["required events found"].right == 0
    assert found["pins where nothing happened"].of == 0


def test_a_story_told_in_two_reports_should_be_one_event(folder, reading):
    (folder / "gold" / "b.json").write_text(json.dumps(gold_row(document="b")))
    gold = evaluate.read_gold(folder / "gold")
    document = replace(reading.document, id="b")
    retold = tuple(replace(m, document="b") for m in reading.mentions)
    readings = [reading, replace(reading, document=document, mentions=retold)]
    together = merge((*reading.mentions, *retold))
    apart = [*merge(reading.mentions), *merge(retold)]
    apart[1] = replace(apart[1], id="another")
    for events, right in ((together, 1), (apart, 0)):
        found = {s.name: s for s in evaluate.evaluate(gold, readings, events)}
        assert (found["stories joined"].right, found["stories joined"].of) == (right, 1)


@pytest.mark.parametrize(
    ("said", "right", "expected"),
    [
        ("2016-10-14", "2016-10-14", True),
        ("2016-10-14", "2016", True),
        ("2016", "2016-10-14", False),
        ("../2016-10-13", "../2016-10-15", True),
        ("../2016-10-15", "2016-10-14/..", False),
        ("XXXX-11-09", "2020-11-09", False),
    ],
)
def test_a_date_may_not_say_more_than_the_right_one_allows(said, right, expected):
    assert evaluate.within(said, right) is expected


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"sha256": "0" * 64}, "not the one that was annotated"),
        ({"document": "z"}, "not in the corpus"),
    ],
)
def test_gold_of_another_text_is_refused(folder, reading, changed, message):
    (folder / "gold" / "a.json").write_text(json.dumps(gold_row(**changed)))
    with pytest.raises(CorpusError, match=message):
        scores(folder, reading)


@pytest.mark.parametrize("text", ["{", "{}", '{"document": 1}'])
def test_a_file_that_is_no_gold_is_named(folder, text):
    (folder / "gold" / "a.json").write_text(text)
    with pytest.raises(CorpusError, match=r"a\.json: not a gold file"):
        evaluate.read_gold(folder / "gold")


def test_a_folder_without_gold_is_named(folder):
    with pytest.raises(CorpusError, match="no gold files"):
        evaluate.read_gold(folder / "reports")


def test_the_command_prints_every_score(folder):
    done = CliRunner().invoke(
        main, ["evaluate", str(folder / "reports"), "--gold", str(folder / "gold")]
    )
    assert done.exit_code == 0, done.output
    assert "place words found" in done.stdout
    assert "stories joined" in done.stdout


def test_accuracy_on_the_public_benchmark_does_not_fall():
    floors = json.loads(Path(gate.FLOORS).read_text(encoding="utf-8"))
    assert gate.complaints(gate.measure(), floors) == []


def test_the_gate_complains_of_what_fell_and_of_nothing_else():
    score = evaluate.Score(name="value right", right=70, of=100)
    ceiling = evaluate.Score(name="pins where nothing happened", right=9, of=100)
    assert gate.worse(score, 75.0)
    assert not gate.worse(score, 65.0)
    assert gate.worse(ceiling, 5.0)
    assert not gate.worse(ceiling, 20.0)
    assert (gate.better(score, 75.0), gate.better(score, None)) == (75.0, 70.0)
    assert gate.better(ceiling, 5.0) == 5.0
