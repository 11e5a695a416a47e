"""Every report of corpus/ is complete, dated, sourced and of the right length."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from geomap import edtf, gazetteer
from scripts import own_words

CORPUS = Path(__file__).parents[1] / "corpus"
PREFIX = re.compile(r" date (\d{4}(?:-\d\d(?:-\d\d)?)?) ")
FIELDS = {"title", "date", "source", "url", "language", "places", "facts"}


def markdown(path: Path) -> dict[str, Any]:
    front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    return {**yaml.safe_load(front), "text": body.strip()}


def plain(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found = PREFIX.match(text)
    return {"date": found[1], "text": text[found.end() :]} if found else {"text": text}


def reports() -> dict[str, dict[str, Any]]:
    found = {p.name: markdown(p) for p in sorted(CORPUS.glob("*.md")) if p.name != "README.md"}
    found |= {p.name: plain(p) for p in sorted(CORPUS.glob("*.txt"))}
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found[f"{path.name}#{json.loads(line)['id']}"] = json.loads(line)
    return found


REPORTS = reports()
WITH_FIELDS = {name: r for name, r in REPORTS.items() if not name.endswith(".txt")}
GAZETTEER = gazetteer.load()
DATED = {name: r for name, r in REPORTS.items() if r.get("date")}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_a_hundred_to_two_hundred_and_fifty_words(name):
    assert 100 <= len(REPORTS[name]["text"].split()) <= 250


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_front_matter_is_complete_and_knows_no_other_field(name):
    report = WITH_FIELDS[name]
    assert {"title", "source", "places", "facts"} <= report.keys()
    assert report.keys() <= FIELDS | {"text", "id"}
    assert report.get("language", "en") == "en"
    assert report.get("url", "https://").startswith(("https://", "http://"))


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_every_place_it_is_about_is_in_the_gazetteer_and_in_the_text(name):
    report = WITH_FIELDS[name]
    words = f"{report['title']} {report['text']}".casefold()
    for place in report["places"]:
        assert GAZETTEER.find(place)
        assert place.casefold() in words


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_every_fact_names_a_document_and_a_year(name):
    facts = WITH_FIELDS[name]["facts"]
    assert len(facts) >= 3
    for fact in facts:
        assert ":" in fact
    assert sum(bool(re.search(r"\b(19|20)\d\d\b", fact)) for fact in facts) >= 2


@pytest.mark.parametrize("name", [n for n in REPORTS if n.endswith(".txt")])
def test_a_plain_report_has_its_facts_in_the_readme(name):
    assert f"`{name}`" in (CORPUS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DATED)
def test_dates_are_edtf_between_1988_and_2024(name):
    first, last = edtf.bounds(str(DATED[name]["date"]))
    assert first is not None
    assert last is not None
    assert date(1988, 1, 1) <= first <= last <= date(2024, 12, 31)


@pytest.mark.parametrize("name", [n for n in DATED if re.match(r"\d{4}-", n) and "#" not in n])
def test_the_file_is_named_after_its_date(name):
    assert name.startswith(str(DATED[name]["date"]))


@pytest.mark.parametrize("name", DATED)
def test_a_report_does_not_know_the_future(name):
    _, last = edtf.bounds(str(DATED[name]["date"]))
    assert last is not None
    text = DATED[name]["text"]
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)]
    assert max(years, default=0) <= last.year + 1


def test_eight_words_in_a_row_are_noticed():
    theirs = set(own_words.runs("One two three, four five six seven eight nine."))
    assert own_words.shared("He said: one two three four five six seven eight!", theirs)
    assert not own_words.shared("one two three four five six seven and eight", theirs)
    assert own_words.body("---\ntitle: a\n---\ntext") == "text"
