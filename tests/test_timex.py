"""Time expressions: what is found, what it says, and what it means."""

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import _resources, edtf
from geomap.model import Match, Name, NamedEvent, Sense
from geomap.text import sentences, timex

LEXICON = tomllib.loads(_resources.lexicon("en", "timex"))
ENTRIES = [entry for kind in ("class", "phrase", "context") for entry in LEXICON[kind]]


def read(text, published=None, events=(), title=None):
    split = sentences.split(text)
    return timex.find(text, split, published=published, events=events, title=title)


def label(entry):
    return entry.get("name") or entry["text"]


@pytest.mark.parametrize("entry", ENTRIES, ids=label)
def test_lexicon_examples(entry):
    for example in entry["examples"]:
        found = [(t.exact, t.value) for t in read(example["text"])]
        assert (example["exact"], example["value"]) in found


@pytest.mark.parametrize("entry", ENTRIES, ids=label)
def test_lexicon_counterexamples(entry):
    for text in entry["counterexamples"]:
        assert not [t.exact for t in read(text)]


def _rows(name):
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    rows = (line.replace("⍽", "\u00a0").split(" | ") for line in lines if not line.startswith("#"))
    return [tuple(None if cell == "-" else cell for cell in row) for row in rows]


@pytest.mark.parametrize(
    ("text", "published", "exact", "value", "date", "anchor"), _rows("timex_cases.txt")
)
def test_what_it_means(text, published, exact, value, date, anchor):
    found = {t.exact: (t.value, t.edtf, t.anchor) for t in read(text, published)}
    assert found[exact] == (value, date, anchor)


FLOOD = "2011-03-02/2011-04-10"


@pytest.mark.parametrize(
    ("before", "date", "mod"),
    [
        ("During ", FLOOD, None),
        ("After ", "2011-04-10/..", "AFTER"),
        ("Following the end of ", "2011-04-10/..", "AFTER"),
        ("Before ", "../2011-03-02", "BEFORE"),
        ("At the beginning of ", "2011-03-02", "START"),
    ],
)
def test_named_event_is_a_time_expression(before, date, mod):
    text = before + "the 2011 flood the mill was closed."
    name = Name(name="the 2011 flood", lang="en", kind="exonym")
    event = NamedEvent(id="flood", title="Flood", names=(name,), edtf=FLOOD)
    sense = Sense(kind="event", id="flood", name=name)
    span = len(before), len(before) + len("the 2011 flood")
    match = Match(start=span[0], end=span[1], exact=text[slice(*span)], senses=(sense,))
    (found,) = read(text, events=[(match, event)])
    assert (found.exact, found.edtf, found.mod) == ("the 2011 flood", date, mod)
    assert found.anchor == "event"


def test_a_named_event_dates_no_other_sentence():
    text = "The treaty of 1921 holds. It rained on May 9th."
    name = Name(name="treaty of 1921", lang="en", kind="exonym")
    event = NamedEvent(id="treaty", title="Treaty", names=(name,), edtf="1921-10-13")
    match = Match(start=4, end=18, exact=text[4:18], senses=())
    found = {t.exact: t.edtf for t in read(text, "2020-06-01", events=[(match, event)])}
    assert found == {"treaty of 1921": "1921-10-13", "May 9th": "2020-05-09"}


def test_the_name_of_an_event_is_listed_if_it_says_when():
    text = "The Great Flood came after the treaty of 1921. Four days later it rained in May 1922."
    match = [Match(start=a, end=b, exact=text[a:b], senses=()) for a, b in ((4, 15), (31, 45))]
    event = NamedEvent(id="any", title="Any", names=(), edtf="1921-10-13")
    found = read(text, events=[(one, event) for one in match])
    assert [(t.exact, timex.says_time(t)) for t in found if t.anchor == "event"] == [
        ("Great Flood", False),
        ("treaty of 1921", True),
    ]


def test_days_after_a_month_are_some_days_of_its_year():
    found = read("The mill burned in May 1922. Four days later it rained. It was dry days later.")
    assert [t.value for t in found] == ["1922-05", "1922-XX-XX", "FUTURE_REF"]


def test_days_before_the_report_are_its_own_in_a_text_of_many_years():
    text = (
        "On October 1st the mill burned. It had stood since the 1890s.\n\nA strike of 1994 closed"
        " it for good.\n\nOn September 28th the mayor spoke of a plot."
    )
    found = {t.exact: t.edtf for t in read(text, "2020-10-03")}
    assert (found["October 1st"], found["September 28th"]) == ("2020-10-01", "2020-09-28")


def test_what_was_due_lies_after_the_story():
    text = (
        "The mayor said the vote would be in February 2025.\n\nThe council 2 Aug set the rules."
        " Guards 7 Aug closed the mill. The court 16 Aug called a vote for 9 Feb 2025."
        "\n\nOn 20 Aug it was open."
    )
    found = {t.exact: t.edtf for t in read(text)}
    assert [found[d] for d in ("2 Aug", "16 Aug", "20 Aug")] == [
        "2024-08-02",
        "2024-08-16",
        "2024-08-20",
    ]


def test_undated_news_take_no_year_from_a_war_of_long_ago():
    text = (
        "The guns fell silent on Friday. The fighting that began on 27 September is the worst since"
        " a war in 1994. On Thursday shells hit the mill."
    )
    assert {t.exact: t.edtf for t in read(text)}["27 September"] == "XXXX-09-27"


def test_an_undated_article_is_about_the_year_of_its_title():
    text = (
        "The mill stands in the old town. The first one was burnt in 1920, and a second one was"
        " lost in 1992.\n\nThe siege of the mill began on 27 September. On 4 November it fell.\n\n"
        "Since 12 December it is a museum, and on 9 January it was opened to the public."
    )
    days = ("27 September", "4 November", "12 December", "9 January")
    found = {t.exact: t.edtf for t in read(text, title="Siege of the mill (2011)")}
    assert [found[d] for d in days] == ["2011-09-27", "2011-11-04", "2011-12-12", "2012-01-09"]


def test_or_of_the_event_it_first_names():
    text = (
        "The siege of the mill was part of the 2011 war.\n\nA first mill was burnt in 1920.\n\n"
        "The siege began on 27 September."
    )
    at = text.index("2011 war")
    match = Match(start=at, end=at + 8, exact="2011 war", senses=())
    war = NamedEvent(id="war", title="War", names=(), edtf="2011-03/2011-12")
    assert read(text, events=[(match, war)])[-1].edtf == "2011-09-27"
    assert read("The siege of the mill began on 27 September.")[0].edtf == "XXXX-09-27"


def test_a_heading_holds_for_its_section():
    text = (
        "1992\n\nThe road was cut in May. In June it was open.\n\n1993\n\nIn May it was cut again."
    )
    found = [t.edtf for t in read(text, "2020-06-01") if t.exact in ("May", "June")]
    assert found == ["1992-05", "1992-06", "1993-05"]


def test_four_bounds():
    (found,) = read("It lasted the early 90s.")
    bounds = (found.begin_earliest, found.begin_latest, found.end_earliest, found.end_latest)
    assert [str(day) for day in bounds] == ["1990-01-01", "1990-12-31", "1992-01-02", "1994-12-31"]


DATES = [
    "2020-12-08",
    "2020-12",
    "2020",
    "1950-02-28",
    "../2020",
    "199X",
    "0001-01-01",
    "9999-12-31",
]
ANY_DATE = st.sampled_from([None, *DATES])
SIGNS = [
    "-",
    ",",
    ".",
    "'",
    ":",
    "/",
    '"',
    "\u00a0",
    "\n",
    "1",
    "12",
    "30",
    "31",
    "99",
    "05",
    "1992",
]
ODD = ["99999999999", "0000", "499", "1990s", "470s", "22nd", "b.c.", "a.m.", "Baku", "men", "x"]
KNOWN = [word for entry in LEXICON["class"] for word in entry["words"]]
WORDS = st.sampled_from(
    [*SIGNS, *ODD, *KNOWN, *[w for verbs in LEXICON["verbs"].values() for w in verbs]]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)), ANY_DATE)
def test_laws(text, published):
    for found in read(text, published):
        assert text[found.start : found.end] == found.exact
        assert found.exact == found.exact.strip() != ""
        assert (found.begin_earliest, found.end_latest) == edtf.bounds(found.edtf)
        bounds = [found.begin_earliest, found.begin_latest, found.end_earliest, found.end_latest]
        assert edtf.four_bounds(found.edtf) == tuple(bounds)
        known = [(a, b) for a, b in itertools.combinations(bounds, 2) if a and b]
        assert all(a <= b for a, b in known if (a, b) != (bounds[1], bounds[2]))


DENSE = [
    "1992 ",
    "the last ",
    "two days ",
    "1,",
    "5-",
    "early ",
    "on the night of 12-",
    "'9",
    "May ",
]
EMPTY = ["a ", "the ", "word ", "\u200b", " ", "x", "\x00", "</script>", "a 1 ", "about more than "]


def expressions_in(line, size):
    text = line * (size // len(line))
    found = timex.find(text, sentences.split(text), published="2020-12-08")
    assert all(text[t.start : t.end] == t.exact for t in found)
    return len(found)


@pytest.mark.parametrize("line", DENSE)
def test_long_lines_full_of_time(line):
    expressions_in(line, 15_000)


@pytest.mark.parametrize("line", EMPTY)
def test_a_line_of_a_megabyte(line):
    assert expressions_in(line, 1_000_000) == 0
