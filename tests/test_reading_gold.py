"""The public benchmark: its form, and that it fits the reports it was made on."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.reading import mark
from geomap import corpus, edtf, gazetteer
from geomap.model import Role, Status, TimexType

ROOT = Path(__file__).parents[1]
GOLD = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "benchmarks" / "reading" / "gold").glob("*.json"))
}
TEXTS = {d.id: d.text for d in corpus.read(ROOT / "corpus").documents}
PLACES = gazetteer.load().places


def test_twenty_reports_or_more_are_annotated():
    assert len(GOLD) >= 20


def test_gold_is_what_the_notes_say():
    assert mark.stale() == []


@pytest.mark.parametrize("name", GOLD)
def test_gold_holds_for_the_report_as_it_is(name):
    assert GOLD[name]["document"] == name
    assert GOLD[name]["sha256"] == sha256(TEXTS[name].encode()).hexdigest()
    for row in GOLD[name]["toponyms"] + GOLD[name]["timexes"] + GOLD[name]["events"]:
        assert TEXTS[name][row["start"] : row["end"]] == row["exact"] != ""


@pytest.mark.parametrize("name", GOLD)
def test_words_of_the_schemes_are_known(name):
    assert {t["role"] for t in GOLD[name]["toponyms"]} <= set(get_args(Role))
    assert {t["type"] for t in GOLD[name]["timexes"]} <= set(get_args(TimexType))
    assert {e["status"] for e in GOLD[name]["events"]} <= set(get_args(Status))


@pytest.mark.parametrize("name", GOLD)
def test_dates_are_edtf(name):
    dates = [t["edtf"] for t in GOLD[name]["timexes"]]
    dates += [d for e in GOLD[name]["events"] for d in (e["edtf"], *e["accept_dates"])]
    for value in dates:
        if value is not None:
            edtf.bounds(value)


@pytest.mark.parametrize("name", GOLD)
def test_places_are_in_the_gazetteer(name):
    ids = {t["place_id"] for t in GOLD[name]["toponyms"]}
    ids |= {p for e in GOLD[name]["events"] for p in (e["place_id"], *e["accept_places"])}
    assert ids - {None} <= PLACES.keys()


@pytest.mark.parametrize("name", GOLD)
def test_required_events_have_a_place_of_their_own_and_differ(name):
    required = [e for e in GOLD[name]["events"] if e["required"]]
    assert all(e["place_id"] for e in required)
    assert len({(e["start"], e["place_id"], e["edtf"]) for e in required}) == len(required)


def test_a_story_has_one_status_of_happening():
    stories: dict[str, set[bool]] = {}
    for row in GOLD.values():
        for event in row["events"]:
            if event["cluster"]:
                over = event["status"] in ("occurred", "ongoing", "planned")
                stories.setdefault(event["cluster"], set()).add(over)
    assert {k for k, v in stories.items() if len(v) > 1} == set()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-11-09TEV", "2020-11-09"),
        ("2011-FA", "2011-23"),
        ("199", "199X"),
        ("P3D", None),
        ("PAST_REF", None),
        ("2020-W49", None),
    ],
)
def test_a_timex_value_gives_its_calendar_time(value, expected):
    assert mark.calendar(value) == expected


def test_notes_that_do_not_fit_the_report_are_refused():
    with pytest.raises(mark.NoteError, match="does not stand"):
        mark.toponyms("Talks in Baku", ["Yerevan L am-yerevan"], {})
    with pytest.raises(mark.NoteError, match="cannot read"):
        mark.timexes("On Friday", ["Friday"], {})
    assert mark.missed("Talks in Baku", [], {"Baku": "az-baku"}) == ["Talks in Baku"]
