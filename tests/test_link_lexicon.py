"""The lexicon of linking: each entry with what it must and must not link."""

from __future__ import annotations

import re
import tomllib

import pytest

from geomap import _resources
from geomap.link import labels
from geomap.link.fitting import rank
from geomap.link.scene import Passage
from geomap.text import clauses
from geomap.text.sentences import split

ROWS = tomllib.loads(_resources.lexicon("en", "linking"))
ENTRIES = [*ROWS["takes_place"], *ROWS["takes_place_with"]]


def linked(marked):
    text = re.sub(r"[\[\]{}]", "", marked)
    place = re.sub(r"[{}]", "", marked).index("[")
    (sentence,) = split(text)
    parts = clauses.split(text, sentence)
    passage = Passage(
        number=0, sentence=sentence, toponyms=(), timexes=(), triggers=(), clauses=parts
    )
    return passage.only_says_where(text, place)


@pytest.mark.parametrize("marked", [e for row in ENTRIES for e in row["examples"]])
def test_an_example_is_linked(marked):
    assert linked(marked)


@pytest.mark.parametrize("marked", [e for row in ENTRIES for e in row["counterexamples"]])
def test_a_counterexample_is_not(marked):
    assert not linked(marked)


def rank_of(marked):
    return rank(marked.replace("[", "").replace("]", ""), marked.index("["))


@pytest.mark.parametrize("row", ROWS["before_place"], ids=lambda row: str(row["rank"]))
def test_words_before_a_place(row):
    assert {rank_of(e) for e in row["examples"]} == {row["rank"]}
    assert row["rank"] not in {rank_of(e) for e in row["counterexamples"]}


@pytest.mark.parametrize("row", ROWS["kind_before_place"])
def test_kinds_before_a_place(row):
    assert {rank_of(e) for e in row["examples"]} == {0}
    assert 0 not in {rank_of(e) for e in row["counterexamples"]}


def cut(words):
    return words[: labels._without_tail(words, 0, len(words))]


@pytest.mark.parametrize("row", ROWS["joint"])
def test_what_a_label_does_not_end_with(row):
    assert [cut(words) for words, _ in row["examples"]] == [left for _, left in row["examples"]]
    assert [cut(words) for words in row["counterexamples"]] == row["counterexamples"]
