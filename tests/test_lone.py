"""A report of one sentence: fitted weights say where its event happened."""

from __future__ import annotations

import pytest

from geomap import gazetteer, pipeline
from geomap.model import Document
from geomap.text import lone, lone_features, roles, sentences, toponyms

NOTES = """
Two policemen were killed when gunmen attacked a checkpoint near [Kelm], officials said.
A car bomb exploded in [Dorn], the capital of Norvia, wounding nine people on Friday.
Thousands of students protested in [Kelm] against the visit of President Ann Lee to Norvia.
Troops captured the villages of [Kelm] and [Dorn] from the rebels on Monday.
Rebels detonated a bomb in the [Umbar Market] area of Kelm.
A guard was shot dead at the gate of the [Dorn Hospital] on Friday.
Rebels killed three villagers near [Kelm], [Dorn] and [Umbar] on Sunday.
Nine shepherds died and others were hurt in the attack.
The rebels killed in the raid came from Norvia, Ann Lee said.
"""


@pytest.fixture(scope="module")
def places():
    return gazetteer.load()


def read(text, places):
    return pipeline.read(Document(id="note", text=text), places)


def at(reading):
    return [t.exact for t in reading.toponyms if t.role == "event-location"]


@pytest.mark.parametrize("note", NOTES.strip().splitlines())
def test_where_a_note_happened(places, note):
    text = note.replace("[", "").replace("]", "")
    wanted = [part.split("]")[0] for part in note.split("[")[1:]]
    assert at(read(text, places)) == wanted


def test_a_name_is_where_it_happened_or_no_place_word(places):
    """A capitalised name that nothing shows to be a place is none unless the event is there."""
    text = "Ann Lee was shot dead by gunmen in Kelm."
    assert [t.exact for t in read(text, places).toponyms] == ["Kelm"]


def test_what_is_only_planned_stays_proposed(places):
    reading = read("The navy will patrol the coast near Kelm next month.", places)
    assert {t.role for t in reading.toponyms} <= {"proposed-location", "background"}


def test_offsets_are_those_of_the_text(places):
    text = "Gunmen attacked a convoy in the Kelm district of Dorn, killing four soldiers."
    for toponym in read(text, places).toponyms:
        assert text[toponym.start : toponym.end] == toponym.exact


def test_a_note_of_another_kind_is_left_to_the_rules(places):
    text = "The ministers met in Vienna on 12 March 2019."
    (toponym,) = read(text, places).toponyms
    assert toponym.role == "event-location"
    assert "note" not in toponym.reason


def test_only_one_short_sentence_is_a_note():
    two = "Gunmen attacked a convoy near Kelm. Four soldiers were killed."
    long = "Gunmen attacked a convoy near Kelm " + "again and " * 200 + "again."
    assert not lone.is_lone(two, sentences.split(two))
    assert not lone.is_lone(long, sentences.split(long))
    assert not lone.is_lone("", sentences.split(""))


@pytest.mark.parametrize(
    "text", ["Killed.", "killed \u202ein Kelm\u202c", "<b>killed</b> in \x00Kelm"]
)
def test_odd_notes_are_read(places, text):
    assert all(text[t.start : t.end] == t.exact for t in read(text, places).toponyms)


def test_every_weight_has_a_feature_that_is_computed(places):
    """Weights of a kind that no feature has would be dead: fitting and reading have drifted."""
    seen: set[str] = set()
    for note in NOTES.strip().splitlines():
        text = note.replace("[", "").replace("]", "")
        split = sentences.split(text)
        mentions = toponyms.find(text, split, places)
        scene = lone.stage(text, mentions, roles.assign(text, split, mentions, ()))
        seen |= {f[0] for k in range(len(scene.row.low)) for f in lone_features.of_event(scene, k)}
        events = [(0.5, k) for k in (0, len(scene.row.low) - 2)]
        for _, unit in lone_features.places(scene):
            seen |= {f[0] for f in lone_features.of_place(scene, unit, events)}
    weights = lone.load()
    fitted = set(weights.events) | set(weights.places)
    assert fitted <= seen | {"bias", "upper", "opens", "doubtful"}
