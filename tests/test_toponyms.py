"""Place words: known, unknown, pointing back."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.model import Match, Name, Place, Sense
from geomap.text import sentences, toponyms


def place(key, title, fclass="P", fcode="PPL", kind="place"):
    return Place(
        id=key, title=title, kind=kind, fclass=fclass, fcode=fcode, lon=1.0, lat=2.0, names=()
    )


class Tiny:
    """A gazetteer of four strings."""

    places = {  # noqa: RUF012
        "kelm": place("kelm", "Kelm"),
        "dorn-valley": place("dorn-valley", "Dorn Valley", "L", "RGN"),
        "grp": place("grp", "The three districts", "L", "GRP", "group"),
    }
    strings = {  # noqa: RUF012
        "Kelm Group": ("not-place", "kelm-group"),
        "Kelm": ("place", "kelm"),
        "Dorn Valley": ("place", "dorn-valley"),
        "the three districts": ("place", "grp"),
        "Norvian": ("demonym", "norvia"),
    }

    def scan(self, text, start=0, end=None):
        pattern = "|".join(rf"\b{re.escape(s)}\b" for s in self.strings)
        for m in re.compile(pattern).finditer(text, start, len(text) if end is None else end):
            kind, key = self.strings[m[0]]
            sense = Sense(kind=kind, id=key, name=Name(name=m[0], lang="en", kind="x"))
            yield Match(start=m.start(), end=m.end(), exact=m[0], senses=(sense,))


def found(text):
    return [(m.exact, m.kind) for m in toponyms.find(text, sentences.split(text), Tiny())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks in Kelm ended.", [("Kelm", "name")]),
        ("The Norvian army left.", [("Norvian", "demonym")]),
        ("Two men died in Umbar on Monday.", [("Umbar", "unknown")]),
        ("A mine went off in the village of Old Umbar.", [("Old Umbar", "unknown")]),
        ("Shells fell on Umbar district.", [("Umbar", "unknown")]),
        ("They spoke in English.", []),
        ("They met in June.", []),
    ],
)
def test_names(text, expected):
    assert found(text) == expected


def test_a_name_inside_another_says_so():
    text = "The Kelm Group met."
    (mention,) = toponyms.find(text, sentences.split(text), Tiny())
    assert (mention.exact, mention.within) == ("Kelm", "Kelm Group")


@pytest.mark.parametrize(
    ("text", "pointing", "at"),
    [
        ("Snow fell on Dorn Valley. Roads to the region closed.", "the region", "Dorn Valley"),
        ("He lost the three districts. These areas burn.", "These areas", "the three districts"),
        ("Rain fell on Kelm. Many left the city.", "the city", "Kelm"),
    ],
)
def test_nominals_point_back(text, pointing, at):
    mention = next(
        m for m in toponyms.find(text, sentences.split(text), Tiny()) if m.kind == "nominal"
    )
    assert mention.exact == pointing
    assert text[slice(*mention.antecedent)] == at


def test_nominals_without_anything_to_point_at_are_none():
    assert found("Roads to the region closed.") == []


@given(st.text(alphabet="KelmDorn Valythgisc.,'’-\n(NU", max_size=80))
@settings(deadline=None, max_examples=200)
def test_spans_are_exact_ordered_and_apart(text):
    mentions = toponyms.find(text, sentences.split(text), Tiny())
    assert all(text[m.start : m.end] == m.exact for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_a_name_that_may_be_no_place_is_doubtful():
    text = "The rebels captured Umbar. Two men died in Umbar."
    first, second = toponyms.find(text, sentences.split(text), Tiny())
    assert (first.doubtful, second.doubtful) == (True, False)


def test_no_unknown_names_in_a_line_without_end():
    text = "in Umbar and Kelm, " * 2_000
    line = sentences.Sentence(start=0, end=len(text), kind="prose", paragraph=0)
    assert {m.kind for m in toponyms.find(text, (line,), Tiny())} == {"name"}
