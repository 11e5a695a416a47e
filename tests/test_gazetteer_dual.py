"""Two names of one place, however they are written beside each other, are one place."""

from collections import defaultdict

import pytest
from test_gazetteer import FOLDER

from geomap import pipeline
from geomap.gazetteer import fold, load
from geomap.gazetteer.check import check
from geomap.model import Document

GAZETTEER = load()
FORMS = ("{0} / {1}", "{0} ({1})", "{1} ({0})", "{1}/{0}")
TITLES = [
    pytest.param(place, id=place.id)
    for place in GAZETTEER.places.values()
    if " / " in place.title and place.fclass in "PSA"
]


def said_of(name):
    """What is read of a place where something happens."""
    text = f"Shells fell on {name} on 3 May 2016."
    reading = pipeline.read(Document(id="a", text=text, published="2016-05-05"), GAZETTEER)
    return [t.place_id for t in reading.toponyms], [m.place_id for m in reading.mentions]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", TITLES)
def test_both_names_of_a_title_join(place, form):
    toponyms, mentions = said_of(form.format(*place.title.split(" / ")))
    assert set(toponyms) == {place.id}
    assert mentions == [place.id]


CONTESTED = [
    pytest.param(place, id=place.id)
    for place in GAZETTEER.places.values()
    if place.contested and place.kind == "place" and place.fclass in "PS"
]


@pytest.mark.parametrize("place", CONTESTED)
def test_the_other_spellings_join_the_first(place):
    spelled = [n.name for n in place.names if n.scan and n.lang in ("en", "az", "hy-Latn")]
    first, *others = [name for name in dict.fromkeys(spelled) if name[0].isupper()]
    for other in others:
        if fold.key(other) != fold.key(first):
            toponyms, _ = said_of(f"{first} ({other})")
            assert set(toponyms) == {place.id}, other


def test_no_name_of_several_places_collides_silently():
    meant = defaultdict(set)
    for place in GAZETTEER.places.values():
        for name in place.names:
            meant[fold.key(name.name)].add(place.id)
    shared = {key: ids for key, ids in meant.items() if len(ids) > 1}
    assert len(shared) > 100
    for key, ids in shared.items():
        assert ids <= {candidate.place.id for candidate in GAZETTEER.find(key)}
    notes = [finding.message for finding in check(FOLDER, FOLDER) if "is also" in finding.message]
    said = {fold.key(note.split("' is also")[0].split('" is also')[0][1:]) for note in notes}
    assert shared.keys() <= said
