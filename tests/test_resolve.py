"""Which place: kinds, parents, neighbours, and honest silence."""

from dataclasses import replace

import pytest

from geomap import resolve
from geomap.model import Name, Place, Sense
from geomap.text.toponyms import Mention


def place(key, fclass="P", lon=0.0, lat=0.0, country="NO", fcode="PPL"):
    return Place(
        id=key,
        title=key,
        kind="place",
        fclass=fclass,
        fcode=fcode,
        lon=lon,
        lat=lat,
        names=(),
        country=country,
    )


class Tiny:
    """Two towns Dorn far apart, a town and a district Kelm, two countries and a capital."""

    places = {  # noqa: RUF012
        p.id: p
        for p in (
            place("dorn-north", lon=10, lat=60),
            place("dorn-south", lon=20, lat=30, country="SU"),
            place("kelm", lon=11, lat=60),
            place("kelm-district", "A", lon=11.1, lat=60.1, fcode="ADM2"),
            place("norvia", "A", lon=10, lat=61, fcode="PCLI"),
            place("sudmark", "A", lon=21, lat=31, fcode="PCLI", country="SU"),
            place("oss", lon=10.5, lat=61, fcode="PPLC"),
            place("wing-airport", "S", lon=10.5, lat=61, fcode="AIRP"),
            replace(place("grp", "L", fcode="GRP"), kind="group", members=("kelm-district",)),
        )
    }

    def label(self, place_id, *, at=None):
        return place_id.title()

    def parents(self, place_id, *, at=None):
        above = {"dorn-north": "norvia", "dorn-south": "sudmark"}.get(place_id)
        return (self.places[above],) if above else ()


SENSES = {
    "Dorn": ("dorn-north", "dorn-south"),
    "Kelm": ("kelm", "kelm-district"),
    "North Dorn": ("dorn-north",),
    "Wing": ("wing-airport",),
    "the two districts": ("grp",),
    "Norvia": ("norvia",),
    "Sudmark": ("sudmark",),
    "the Norvian capital": ("norvia",),
}


def resolved(text, *names):
    mentions, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        kind = "nominal" if name.startswith("the") else "name"
        senses = tuple(
            Sense(kind="place", id=i, name=Name(name=name, lang="en", kind="x"))
            for i in SENSES.get(name, ())
        )
        mentions.append(Mention(start=start, end=position, exact=name, kind=kind, senses=senses))
    roles = [("event-location", "test")] * len(mentions)
    return resolve.resolve(text, mentions, roles, Tiny(), at=None)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("in Dorn, Norvia", ("Dorn", "Norvia"), "dorn-north"),
        ("in Dorn, Sudmark", ("Dorn", "Sudmark"), "dorn-south"),
        ("in Dorn in Sudmark", ("Dorn", "Sudmark"), "dorn-south"),
        ("in the town of Kelm", ("Kelm",), "kelm"),
        ("in Kelm district", ("Kelm",), "kelm-district"),
        ("in Kelm", ("Kelm",), "kelm"),
        ("in Umbar", ("Umbar",), None),
        ("in the Norvian capital", ("the Norvian capital",), "oss"),
    ],
)
def test_the_place(text, names, expected):
    assert resolved(text, *names)[0].place_id == expected


@pytest.mark.parametrize(("at", "expected"), [("1905", "karst"), ("1931-05", "high-karst")])
def test_of_a_region_and_its_heart_the_one_so_called_at_that_time_is_meant(at, expected):
    regions = {
        p.id: p
        for p in (
            place("karst", "L", lon=10, lat=60, fcode="RGN"),
            place("high-karst", "L", lon=10.1, lat=60, fcode="RGN"),
        )
    }
    gazetteer = Tiny()
    gazetteer.places = regions
    name = Name(name="Karst", lang="en", kind="x")
    senses = (
        Sense(kind="place", id="karst", name=name),
        Sense(kind="place", id="high-karst", name=replace(name, valid="1923/..")),
    )
    mention = Mention(start=3, end=8, exact="Karst", kind="name", senses=senses)
    roles = [("event-location", "test")]
    (toponym,) = resolve.resolve("in Karst", [mention], roles, gazetteer, at=at)
    assert toponym.place_id == expected


def test_two_places_that_fit_alike_give_none_and_say_so():
    (toponym,) = resolved("in Dorn", "Dorn")
    assert toponym.place_id is None
    assert toponym.lon is None
    assert "dorn-north" in toponym.reason
    assert "dorn-south" in toponym.reason


def test_other_places_of_the_text_decide():
    first, _ = resolved("in Dorn. Later in Sudmark", "Dorn", "Sudmark")
    assert first.place_id == "dorn-south"


@pytest.mark.parametrize("text", ["in Dorn (North Dorn)", "in North Dorn / Dorn"])
def test_two_names_of_one_place_are_one_place(text):
    names = ("Dorn", "North Dorn") if text.startswith("in Dorn") else ("North Dorn", "Dorn")
    assert {t.place_id for t in resolved(text, *names)} == {"dorn-north"}


def test_the_same_word_means_the_same_again():
    *_, again = resolved("in Dorn, Norvia. Again Dorn", "Dorn", "Norvia", "Dorn")
    assert again.place_id == "dorn-north"


def test_a_suburb_is_not_the_airport_of_that_name():
    assert resolved("in the suburb of Wing", "Wing")[0].place_id is None
    assert resolved("at Wing", "Wing")[0].place_id == "wing-airport"


def test_a_district_of_a_named_group_is_what_is_handed_over():
    text = "the two districts were lost; Kelm was handed over. Later in Kelm"
    _, given, town = resolved(text, "the two districts", "Kelm", "Kelm")
    assert (given.place_id, town.place_id) == ("kelm-district", "kelm")


def test_a_place_in_another_country_than_the_text_says_is_not_meant():
    text = "in Dorn, Sudmark"
    mentions = []
    for name, key in (("Dorn", "dorn-north"), ("Sudmark", "sudmark")):
        sense = Sense(kind="place", id=key, name=Name(name=name, lang="en", kind="x"))
        start = text.index(name)
        mentions.append(
            Mention(start=start, end=start + len(name), exact=name, kind="name", senses=(sense,))
        )
    roles = [("event-location", "test"), ("background", "holds the place before it")]
    first, _ = resolve.resolve(text, mentions, roles, Tiny(), at=None)
    assert first.place_id is None
