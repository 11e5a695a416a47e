"""The whole way on reports written for it: what a reader would pin, and what not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geomap import gazetteer, pipeline
from geomap.model import Document


@pytest.fixture(scope="module")
def places():
    return gazetteer.load()


def report(text, *, name="r", published="2019-03-14", source=None):
    return Document(id=name, text=text, published=published, source=source)


TALKS = "The foreign ministers met in Vienna on 12 March 2019 and agreed to restore a hotline."


def test_a_meeting_is_pinned_where_and_when_it_was(places):
    events = pipeline.find_events([report(TALKS)], places)
    pinned = [e for e in events if e.place_id]
    assert [(e.place_name, e.edtf, e.status) for e in pinned] == [
        ("Vienna", "2019-03-12", "occurred")
    ]


def test_a_government_named_by_its_capital_is_no_place_of_an_event(places):
    events = pipeline.find_events([report("Moscow rejected the proposal on Tuesday.")], places)
    assert [e for e in events if e.place_id] == []


def test_two_reports_of_one_meeting_are_one_event(places):
    again = "Talks of the two foreign ministers were held in Vienna on 12 March."
    events = pipeline.find_events(
        [
            report(TALKS, name="a", source="Daily"),
            report(again, name="b", source="Weekly", published="2019-03-20"),
        ],
        places,
    )
    (event,) = [e for e in events if e.place_id]
    assert (event.n_documents, event.n_sources) == (2, 2)


def test_every_telling_is_verbatim_with_its_rule(places):
    text = f"{TALKS} A bus was burnt in Tbilisi the day before."
    for event in pipeline.find_events([report(text)], places):
        for told in event.evidence:
            assert text[told.start : told.end] == told.exact
            assert told.rule
            for mark in told.marks:
                assert told.start <= mark.start < mark.end <= told.end


def test_threads_give_the_same_events(places):
    documents = [report(TALKS, name=str(n), published=f"2019-03-{13 + n}") for n in range(6)]
    with ThreadPoolExecutor(3) as pool:
        parallel = pipeline.find_events(documents, places, map=pool.map)
    assert parallel == pipeline.find_events(documents, places)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "`</script>\u202e",
        "a" * 100_000,
        "(" * 20_000,
        "Baku " * 400,
        "they met in Vienna on 3 May and " * 800,
        "\n" * 50_000,
    ],
)
def test_hostile_text_is_read(places, text):
    pipeline.find_events([report(text)], places)


def test_the_day_of_a_treaty_that_is_only_named_dates_no_later_sentence(places):
    text = (
        "The text recalls the Treaty of Kars of 1921 and speaks of a railway. "
        "In the valley a school is under construction."
    )
    told = [m for m in pipeline.read(report(text), places).mentions if "school" in m.exact]
    assert told
    assert all("1921" not in (m.edtf or "") for m in told)


CASES = (Path(__file__).parent / "telling_cases.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", [c for c in CASES if not c.startswith("#")])
def test_where_and_when_it_is_told(places, case):
    published, text, words, place, date, status = case.replace("⏎", "\n").split(" | ")
    read = pipeline.read(report(text, published=None if published == "-" else published), places)
    told = [
        (m.place_name or "-", m.edtf or "-", m.status)
        for m in read.mentions
        if any(words in text[k.start : k.end] for k in m.marks if k.kind == "trigger")
    ]
    wanted = zip(place.split(" & "), date.split(" & "), strict=True)
    assert told == [(*both, status) for both in wanted]


LABELS = (Path(__file__).parent / "label_cases.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", [c for c in LABELS if not c.startswith("#")])
def test_a_label_reads_on_its_own(places, case):
    text, word, label = case.split(" | ")
    told = pipeline.read(report(text), places).mentions
    named = {m.label for m in told for k in m.marks if text[k.start : k.end] == word}
    assert named == {label}
