"""Merging tellings into events: laws for any order, and what must and must not be one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from events import CLASH, mention
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import _resources, gazetteer, pipeline
from geomap.merge import merge
from geomap.merge.features import features
from geomap.merge.kinds import kinds
from geomap.model import Document, EventMention, Mark

WORDS = tomllib.loads(_resources.lexicon("en", "linking"))

SOME = mention(
    **CLASH,
    document="a",
    source="Harbour Post",
    published="2031-05-04",
    end=60,
    exact="Miners and police clashed in Dorn on 3 May, officials said.",
    marks=(Mark(kind="trigger", start=18, end=25),),
    label="Miners and police clashed in Dorn",
    actors=("Miners Union",),
    rule="",
)


def telling(**changes: object) -> EventMention:
    return replace(SOME, **changes)  # type: ignore[arg-type]


CASES = (Path(__file__).parent / "merge_cases.txt").read_text(encoding="utf-8").splitlines()
TALK = {"type": "CONSULT", "trigger": "meet", "actors": ("Ada Lind", "Otto Bek")}

tellings = st.lists(
    st.builds(
        telling,
        document=st.sampled_from(["a", "b", "c"]),
        start=st.integers(0, 5),
        published=st.sampled_from([None, "2031-05-04", "2031-06-01"]),
        edtf=st.sampled_from(
            [None, "2031-05-03", "2031-05-04", "2031-05", "2031", "../2031-05-04", "203X"]
        ),
        place_id=st.sampled_from([None, "dorn", "vell"]),
        status=st.sampled_from(["occurred", "refused", "planned"]),
        type=st.sampled_from(["ASSAULT", "CONSULT", None]),
        actors=st.sampled_from([(), ("Ada Lind",), ("Ada Lind", "Otto Bek")]),
        exact=st.sampled_from(["Crowds gathered before the mill.", "Talks about wages began."]),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(tellings, st.randoms())
def test_the_order_does_not_matter(mentions, random):
    shuffled = random.sample(mentions, len(mentions))
    assert merge(shuffled) == merge(mentions)


@settings(deadline=None, max_examples=60)
@given(tellings)
def test_merging_twice_changes_nothing(mentions):
    once = merge(mentions)
    assert merge([m for event in once for m in event.evidence]) == once


@settings(deadline=None, max_examples=60)
@given(tellings)
def test_every_telling_is_evidence_of_one_event_and_ids_are_distinct(mentions):
    events = merge(mentions)
    kept = [m for event in events for m in event.evidence]
    assert len(kept) == len(set(kept))
    assert set(kept) == set(mentions)
    assert len({event.id for event in events}) == len(events)


@settings(deadline=None, max_examples=40)
@given(tellings)
def test_a_report_on_something_else_changes_no_event(mentions):
    other = telling(
        document="z",
        place_id="far",
        edtf="1950-01-01",
        actors=("Nemo Nobody",),
        exact="A ferry sank off Far.",
        trigger="sink",
    )
    before = merge(mentions)
    assert [e for e in merge([*mentions, other]) if e.place_id != "far"] == before


def test_two_reports_of_one_day_at_one_place_are_one_event():
    (event,) = merge([telling(), telling(document="b", source="Valley Radio", exact="Dorn: riot.")])
    assert (event.n_documents, event.n_sources) == (2, 2)


def test_copies_of_one_text_are_one_source():
    (event,) = merge([telling(), telling(document="b", source="Valley Radio")])
    assert (event.n_documents, event.n_sources) == (2, 1)


def test_places_apart_are_events_apart():
    assert len(merge([telling(), telling(document="b", place_id="vell", place_text="Vell")])) == 2


def test_days_apart_are_events_apart():
    assert len(merge([telling(), telling(document="b", edtf="2031-05-20")])) == 2


def test_a_more_precise_telling_refines_the_date():
    coarse = telling(document="b", edtf="2031-22", **TALK)
    fine = telling(edtf="2031-06-14", **TALK)
    (event,) = merge([coarse, fine])
    assert event.edtf == "2031-06-14"
    assert event.conflicts == ()


def test_reports_that_differ_by_a_day_make_a_one_of_set_and_a_conflict():
    (event,) = merge([telling(**TALK), telling(document="b", edtf="2031-05-04", **TALK)])
    assert event.edtf == "[2031-05-03..2031-05-04]"
    (conflict,) = event.conflicts
    assert conflict.field == "edtf"
    assert conflict.documents == (("a",), ("b",))


def test_a_later_report_that_a_meeting_was_refused_decides():
    plan = telling(status="planned", **TALK)
    refusal = telling(document="b", published="2031-05-09", status="refused", **TALK)
    (event,) = merge([plan, refusal])
    assert event.status == "refused"
    assert [t.status for t in event.evidence] == ["planned", "refused"]


def test_a_telling_without_a_place_joins_one_with_the_same_people_on_the_same_day():
    placeless = dict.fromkeys(["place_id", "place_name", "place_text", "lon", "lat"])
    (event,) = merge([telling(**TALK), telling(document="b", **TALK, **placeless)])
    assert event.place_id == "dorn"


def test_a_later_report_keeps_the_id():
    (alone,) = merge([telling()])
    (both,) = merge([telling(), telling(document="b", published="2031-07-01", edtf="2031-05")])
    assert both.id == alone.id
    assert both.n_documents == 2


def test_what_one_report_plans_and_what_it_tells_are_two_events():
    plan = telling(start=90, status="planned", edtf="2031-05-03/..", **TALK)
    assert len(merge([telling(**TALK), plan])) == 2


def test_kinds_apart_in_one_year_are_events_apart():
    war = telling(edtf="2031", exact="War raged in Dorn all year.")
    guard = telling(
        edtf="2031", exact="Guards were posted in Dorn.", type="MOBILIZE", trigger="post", start=80
    )
    assert len(merge([war, guard])) == 2


def test_an_open_end_meets_only_what_begins_within_a_year():
    back = telling(type="RETREAT", trigger="return", edtf="2031-05-03/..")
    near = telling(document="b", type="RETREAT", trigger="get", edtf="[2031-04-01..2031-06-09]")
    other = "Farms were handed back."
    far = telling(document="b", type="RETREAT", trigger="get", edtf="2034-05-03/..", exact=other)
    assert len(merge([back, near])) == 1
    assert len(merge([back, far])) == 2


def test_what_one_report_tells_and_what_failed_are_two_events():
    failed = telling(start=90, status="refused", **TALK)
    assert len(merge([telling(**TALK), failed])) == 2


def test_a_war_is_not_each_battle_in_it():
    war = telling(edtf="2030/2034", exact="The war of these years reached Dorn.", trigger="war")
    battle = telling(document="b", exact="Police fired at a crowd.", actors=())
    assert len(merge([war, battle])) == 2


def test_the_word_forces_is_no_common_actor():
    north = telling(actors=("Northern forces",), type=None, trigger="parade", exact="A parade.")
    south = telling(
        document="b", actors=("Southern forces",), type=None, exact="Mass.", trigger="m"
    )
    assert len(merge([north, south])) == 2


@pytest.mark.parametrize("row", WORDS["one_kind"], ids=lambda row: str(row["name"]))
def test_words_of_one_kind(row):
    assert all(kinds(None, a) & kinds(None, b) for a, b in row["examples"])
    assert not any(kinds(None, a) & kinds(None, b) for a, b in row["counterexamples"])


def actors_of(name):
    return features(telling(actors=(name,)), None).actors


@pytest.mark.parametrize("row", WORDS["body"])
def test_people_go_by_their_last_name_and_bodies_by_all_of_it(row):
    assert all(actors_of(a) == actors_of(b) for a, b in row["examples"])
    assert not any(actors_of(a) == actors_of(b) for a, b in row["counterexamples"])


@pytest.fixture(scope="module")
def places():
    return gazetteer.load()


@pytest.mark.parametrize("case", [c for c in CASES if not c.startswith("#")])
def test_two_reports(case, places):
    relation, day, one, other_day, other = case.split(" | ")
    reports = [
        Document(id="a", text=one, published=day),
        Document(id="b", text=other, published=other_day),
    ]
    events = pipeline.find_events(reports, places)
    assert any(event.n_documents == 2 for event in events) == (relation == "same")


def test_a_chronicle_tells_each_day_for_itself():
    first = telling(edtf="[2031-05-01..2031-05-03]", date_text="3 May")
    later = telling(edtf="[2031-05-03..2031-05-05]", date_text="5 May", start=90)
    assert len(merge([first, later])) == 2


def test_an_event_is_labelled_by_a_telling_of_its_status():
    plan = telling(status="planned", label="Police will march on Dorn tomorrow, it is said", **TALK)
    done = telling(document="b", published="2031-05-09", label="It was as planned", **TALK)
    (event,) = merge([plan, done])
    assert (event.status, event.label) == ("occurred", "It was as planned")
