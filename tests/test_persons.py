"""Every entry of the lexicon of persons: what it takes for one and what it leaves alone."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import pipeline
from geomap._resources import lexicon
from geomap.gazetteer import grow, load
from geomap.model import Document
from geomap.text.persons import is_person

CUES = tomllib.loads(lexicon("en", "persons"))["cue"]


def judged(marked):
    start, end = marked.index("["), marked.index("]") - 1
    return is_person(marked.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize("text", [text for cue in CUES for text in cue["examples"]])
def test_persons(text):
    assert judged(text)


@pytest.mark.parametrize("text", [text for cue in CUES for text in cue["counterexamples"]])
def test_no_persons(text):
    assert not judged(text)


def test_every_entry_has_both():
    assert all(cue["counterexamples"] for cue in CUES)
    assert all(cue["examples"] for cue in CUES if cue["id"] != "place")


@settings(deadline=None)
@given(st.text(max_size=40), st.integers(0, 40), st.integers(1, 40))
def test_any_text_is_judged(text, start, length):
    text += "x"
    start = min(start, len(text) - 1)
    if text[start : start + length].split():
        is_person(text, start, min(len(text), start + length))


def test_suggestions_leave_persons_out():
    text = (
        "Shells fell on the village of Kelmsk on Monday. Men of Mikhail Dravik fought near Rudna.\n"
        "In Dravik, said a soldier, they trust. In Tolvaj's view they fought in vain near Tolvaj."
    )
    gazetteer = load()
    reading = pipeline.read(Document(id="a", text=text, published="2001-05-05"), gazetteer)
    names = [row.name for row in grow.unknown([reading], gazetteer, is_person=is_person)]
    assert "Kelmsk" in names
    assert not {"Mikhail Dravik", "Dravik", "Tolvaj"} & set(names)
