"""Linking words of one report: place and date by clause, sentence, narrative, document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest

from geomap.link import link
from geomap.model import Document, Match, NamedEvent, Parent, Place, Timex, Toponym, Trigger
from geomap.text.sentences import Sentence


def a_place(name, *, fcode="PPL", parent=None):
    return Place(
        id=name.lower(),
        title=name,
        kind="place",
        fclass=fcode[0],
        fcode=fcode,
        lon=10.0,
        lat=50.0,
        names=(),
        parents=(Parent(id=parent),) if parent else (),
        country="XX",
    )


@dataclass
class Atlas:
    """As much of a gazetteer as linking asks for."""

    places: dict = field(
        default_factory=lambda: {
            p.id: p
            for p in (
                a_place("Dorn", parent="westmark"),
                a_place("Vell", parent="westmark"),
                a_place("Westmark", fcode="ADM1"),
                a_place("Ostland", fcode="PCLI"),
            )
        }
    )

    def label(self, place_id, *, at=None):
        return self.places[place_id].title

    def parents(self, place_id, *, at=None):
        return tuple(self.places[p.id] for p in self.places[place_id].parents)

    def precision(self, place_id):
        return 6 if self.places[place_id].fcode == "PCLI" else 1


class Reading:
    """A report whose words are given, by text, instead of being found."""

    def __init__(self, text, *, published="2031-05-06"):
        self.document = Document(id="d", text=text, published=published)
        self.sentences, self.toponyms, self.timexes, self.triggers = [], [], [], []
        paragraph, start = 0, 0
        for found in re.finditer(r"[^.\n]+(?:\.|$)", text, re.M):
            paragraph += "\n" in text[start : found.start()]
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            kind = "heading" if text[start] == "#" else "prose"
            sentence = Sentence(start=start, end=found.end(), kind=kind, paragraph=paragraph)
            self.sentences.append(sentence)

    def span(self, words):
        start = self.document.text.index(words)
        return {"start": start, "end": start + len(words), "exact": words}

    def place(self, words, role="event-location"):
        span = self.span(words)
        self.toponyms.append(Toponym(**span, role=role, place_id=words.lower(), reason="given"))
        return self

    def date(self, words, edtf, anchor="explicit"):
        self.timexes.append(
            Timex(**self.span(words), type="DATE", value=edtf, edtf=edtf, anchor=anchor)
        )
        return self

    def trigger(self, words, kind="ASSAULT", status="occurred", clause=None, speaker=None):
        span = self.span(words)
        around = next(s for s in self.sentences if s.start <= span["start"] < s.end)
        within = self.span(clause) if clause else {"start": around.start, "end": around.end}
        self.triggers.append(
            Trigger(
                **span,
                lemma=words,
                type=kind,
                status=status,
                clause=(within["start"], within["end"]),
                sentence=(around.start, around.end),
                speaker=speaker,
                rule="given",
            )
        )
        return self

    def events(self, **options):
        return link(
            self.document,
            self.sentences,
            self.toponyms,
            self.timexes,
            self.triggers,
            Atlas(),
            **options,
        )


def test_place_and_date_of_the_clause():
    (event,) = (
        Reading("On 3 May clashes broke out in Dorn.")
        .date("3 May", "2031-05-03", anchor="document-date")
        .trigger("clashes")
        .place("Dorn")
        .events()
    )
    assert (event.place_id, event.edtf, event.date_basis) == ("dorn", "2031-05-03", "document-date")
    assert event.exact == "On 3 May clashes broke out in Dorn."
    assert {m.kind for m in event.marks} == {"place", "date", "trigger"}
    assert "clause" in event.rule


def test_a_list_of_places_makes_events_that_share_their_evidence():
    events = Reading("Shells fell on Dorn and Vell.").trigger("fell").place("Dorn").place("Vell")
    found = events.events()
    assert [e.place_id for e in found] == ["dorn", "vell"]
    assert len({e.exact for e in found}) == 1


def test_a_place_with_the_region_it_lies_in_is_one_place():
    (event,) = (
        Reading("A bridge fell in Dorn, Westmark.")
        .trigger("fell")
        .place("Dorn")
        .place("Westmark")
        .events()
    )
    assert event.place_id == "dorn"


@pytest.mark.parametrize("role", ["metonym", "demonym", "name-part", "background"])
def test_only_a_place_where_something_happens_is_one(role):
    (event,) = Reading("Dorn refused.").trigger("refused").place("Dorn", role).events()
    assert event.place_id is None


def test_a_proposed_place_never_goes_to_what_happened():
    text = "Ada Lind met envoys and suggested a summit in Vell."
    events = (
        Reading(text)
        .trigger("met", "CONSULT", clause="Ada Lind met envoys")
        .trigger("summit", "CONSULT", "proposed", clause="and suggested a summit in Vell.")
        .place("Vell", "proposed-location")
        .events()
    )
    assert {(e.trigger, e.place_id) for e in events} == {("met", None), ("summit", "vell")}


def test_a_date_told_just_before_holds_in_the_paragraph_only():
    text = "On 3 May troops entered Dorn. They burned the mill.\nThe press was free."
    found = (
        Reading(text, published=None)
        .date("3 May", "2031-05-03")
        .trigger("entered")
        .place("Dorn")
        .trigger("burned")
        .trigger("free")
        .events()
    )
    assert [(e.edtf, e.date_basis) for e in found] == [
        ("2031-05-03", "explicit"),
        ("2031-05-03", "narrative"),
        (None, "none"),
    ]


def test_a_date_in_a_heading_holds_for_its_section():
    text = "# May 2031\nTroops entered Dorn."
    (event,) = (
        Reading(text, published=None)
        .date("May 2031", "2031-05")
        .trigger("entered")
        .place("Dorn")
        .events()
    )
    assert (event.edtf, event.date_basis) == ("2031-05", "heading")


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        ("occurred", "Troops entered Dorn.", "[2031-05-04..2031-05-06]"),
        ("occurred", "Troops had entered Dorn.", "../2031-05-06"),
        ("refused", "Troops entered Dorn.", "../2031-05-06"),
        ("planned", "Troops entered Dorn.", "2031-05-06/.."),
        ("hypothetical", "Troops entered Dorn.", "2031-05-06/.."),
    ],
)
def test_without_words_the_report_bounds_the_date(status, text, expected):
    (event,) = Reading(text).trigger("entered", status=status).place("Dorn").events()
    assert (event.edtf, event.date_basis) == (expected, "document-date")


def test_a_report_without_a_date_invents_none():
    (event,) = Reading("Troops entered Dorn.", published=None).trigger("entered").events()
    assert (event.edtf, event.date_basis) == (None, "none")


def test_an_unknown_year_stays_unknown():
    (event,) = (
        Reading("Troops entered Dorn on 3 May.", published=None)
        .date("3 May", "XXXX-05-03", anchor="none")
        .trigger("entered")
        .events()
    )
    assert event.edtf == "XXXX-05-03"


def test_after_a_dated_end_the_rest_lies_between_it_and_the_report():
    text = "Families returned to Dorn after the siege ended on 1 April."
    found = (
        Reading(text)
        .trigger("returned", None, clause="Families returned to Dorn")
        .trigger("ended", None, clause="after the siege ended on 1 April.")
        .date("1 April", "2031-04-01")
        .place("Dorn")
        .events()
    )
    assert {e.trigger: e.edtf for e in found}["returned"] == "[2031-04-01..2031-05-06]"


def test_a_date_right_before_a_word_belongs_to_that_word():
    text = "Envoys met in Dorn over the April 1 truce."
    found = (
        Reading(text)
        .trigger("met", "CONSULT", clause="Envoys met in Dorn")
        .trigger("truce", "AGREE", clause="over the April 1 truce.")
        .date("April 1", "2031-04-01")
        .place("Dorn")
        .events()
    )
    assert {e.trigger: e.edtf for e in found}["truce"] == "2031-04-01"


def test_a_named_event_lends_its_place_to_its_dated_beginning():
    reading = Reading("The Mill War, which began on 3 May, goes on.")
    reading.date("3 May", "2031-05-03").trigger("began", None)
    reading.triggers[0] = replace(reading.triggers[0], lemma="begin")
    war = NamedEvent(id="war", title="Mill War", names=(), edtf="2031", place_id="westmark")
    match = Match(**reading.span("Mill War"), senses=())
    (event,) = reading.events(named=[(match, war)])
    assert (event.place_id, event.edtf) == ("westmark", "2031-05-03")


def test_the_people_and_the_forces_are_the_actors():
    text = "President Ada Lind received Otto Bek in Dorn."
    (event,) = Reading(text).trigger("received", "CONSULT").place("Dorn").events()
    assert event.actors == ("Ada Lind", "Otto Bek")


def test_labels_are_short_and_keep_the_words():
    long = "Troops entered Dorn" + " and went on through one street after another" * 4 + "."
    (event,) = Reading(long).trigger("entered").place("Dorn").events()
    assert len(event.label) <= 90
    assert event.label.startswith("Troops entered Dorn")
    assert event.label.endswith("…")


def test_runs_of_marks_and_joints_are_labelled_at_once():
    text = "Troops entered Dorn" + " - and" * 5000 + " went on."
    (event,) = Reading(text).trigger("entered").place("Dorn").events()
    assert event.label.startswith("Troops entered Dorn")


def test_a_town_near_which_a_place_lies_is_no_place_of_the_event():
    text = "They met in Dorn, near Vell."
    (event,) = Reading(text).trigger("met", "CONSULT").place("Dorn").place("Vell").events()
    assert event.place_id == "dorn"


@pytest.mark.parametrize("status", ["occurred", "ongoing"])
def test_a_fact_of_a_day_after_the_report_is_planned(status):
    (event,) = (
        Reading("They meet in Dorn on 9 May.")
        .date("9 May", "2031-05-09")
        .trigger("meet", "CONSULT", status)
        .place("Dorn")
        .events()
    )
    assert (event.status, event.edtf) == ("planned", "2031-05-09")


def test_each_place_of_a_list_has_the_date_beside_it():
    events = (
        Reading("Shells fell on Dorn on 1 May and on Vell on 3 May.")
        .date("1 May", "2031-05-01")
        .date("3 May", "2031-05-03")
        .trigger("fell")
        .place("Dorn")
        .place("Vell")
        .events()
    )
    assert {e.place_id: e.edtf for e in events} == {"dorn": "2031-05-01", "vell": "2031-05-03"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor apologised to Ostland.", "CONCEDE"),
        ("An agreement with Ostland was signed.", "AGREE"),
        ("Refugees came through Ostland.", "RETREAT"),
    ],
)
def test_a_country_that_is_addressed_or_crossed_is_no_place_of_the_event(text, kind):
    word = text.split()[2] if kind != "AGREE" else "agreement"
    (event,) = Reading(text).trigger(word, kind).place("Ostland").events()
    assert event.place_id is None


def test_a_relative_clause_speaks_of_the_place_before_it():
    text = "They want Dorn, which the rebels captured on 3 May."
    (event,) = (
        Reading(text)
        .place("Dorn", "background")
        .date("3 May", "2031-05-03")
        .trigger("captured", clause="which the rebels captured on 3 May.")
        .events()
    )
    assert (event.place_id, event.edtf) == ("dorn", "2031-05-03")
