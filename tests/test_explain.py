"""Explaining a reading: every word of the report is there, marked, safe, with its rule."""

from __future__ import annotations

import html
import re

from events import CLASH, mention

from geomap import explain
from geomap.model import Document, Mark, Reading, Timex, Toponym, Trigger

TEXT = "Aid came.\nOn 3 May clashes broke out in Dorn. Vell </script><b>`${x}`\u202e denied it.\n"


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def mark(kind, words):
    found = span(words)
    return Mark(kind=kind, start=found["start"], end=found["end"])


def reading(text=TEXT):
    told = mention(
        **CLASH,
        **span("On 3 May clashes broke out in Dorn."),
        document="d",
        source=None,
        published="2031-05-06",
        marks=(mark("trigger", "clashes"), mark("place", "Dorn"), mark("date", "3 May")),
        label="Clashes broke out in Dorn",
        date_basis="document-date",
        actors=(),
        rule="place in the clause",
    )
    return Reading(
        document=Document(id="d<1>", text=text, published="2031-05-06"),
        toponyms=(
            Toponym(**span("Dorn"), role="event-location", place_id="dorn", name="Dorn"),
            Toponym(**span("Vell"), role="metonym", place_id="vell", reason="it denied"),
        ),
        timexes=(Timex(**span("3 May"), type="DATE", value="2031-05-03", edtf="2031-05-03"),),
        triggers=(
            Trigger(
                **span("clashes"),
                lemma="clash",
                type="ASSAULT",
                status="occurred",
                clause=(10, 45),
                sentence=(10, 45),
            ),
        ),
        mentions=(told,),
    )


def test_the_lines_cover_the_text():
    lines = explain.account(reading()).lines
    assert "".join(TEXT[line.start : line.end] for line in lines) == TEXT


def test_the_terminal_says_the_event_its_rule_and_what_was_not_pinned():
    said = "\n".join(explain.lines(explain.account(reading())))
    assert "On <3 May>#1 {clashes}#1 broke out in [Dorn]#1." in said
    assert "because: place in the clause" in said
    assert "not pinned: Vell is metonym: it denied" in said


def test_no_control_character_of_a_report_reaches_the_terminal():
    said = "".join(explain.lines(explain.account(reading())))
    assert all(char.isprintable() for char in said)


def test_the_page_holds_the_whole_text_and_no_markup_of_the_report():
    page = explain.page(explain.account(reading()))
    assert "<script" not in page
    assert "</script>" not in page
    assert "http" not in page
    shown = html.unescape(re.sub(r"<sup>[\d, ]+</sup>|<[^>]+>", "", page.split("<main>")[1]))
    for words in ("Aid came.", "On 3 May clashes broke out in Dorn.", "Vell </script><b>`${x}`"):
        assert words in shown


def test_the_page_pairs_the_words_of_an_event_by_number():
    page = explain.page(explain.account(reading()))
    marked = re.findall(r'<mark class="([\w-]+)"[^>]*>([^<]+)<sup>1</sup>', page)
    assert marked == [("date", "3 May"), ("trigger", "clashes"), ("place", "Dorn")]


def test_a_report_that_tells_nothing_is_explained_too():
    empty = Reading(
        document=Document(id="e", text="A quiet day."),
        toponyms=(),
        timexes=(),
        triggers=(),
        mentions=(),
    )
    assert "A quiet day." in explain.page(explain.account(empty))
