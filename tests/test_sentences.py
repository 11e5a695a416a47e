"""Boundaries, kinds and the laws of `geomap.text.sentences`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text import _lexicon, sentences


def pieces(text):
    return [text[s.start : s.end] for s in sentences.split(text)]


def kinds(text):
    return [(s.kind, text[s.start : s.end]) for s in sentences.split(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "They met Mr. Orban in St. Louis.| He left at 5 p.m. Friday.",
        "The envoy of J. K. Ferro came.| Nobody met him!| Why?",
        "“We will go.| We will not stay,” he said.| Then he left.",
        "The talks (the first since Jan. 2) ended.| All left.",
        "Shelling went on...| The town was empty.",
        "The army left the town.|The rest stayed.",
        "It rose by 3.5 per cent.| 40 houses burned.",
        "He fought in World War I.| The pension came late.",
        "It happened in the U.S. Senate.",
        "See node.Js for that.",
        "The army left Riga .|The rest stayed.",
    ],
)
def test_boundaries(marked):
    text = marked.replace("|", "")
    assert pieces(text) == [p.strip() for p in marked.split("|")]


@pytest.mark.parametrize("row", _lexicon.read("sentences")["abbreviation"], ids=["title", "either"])
def test_abbreviations(row):
    for example in row["examples"]:
        assert pieces(example.replace("|", "")) == [p.strip() for p in example.split("|")]
    for example in row["counterexamples"]:
        assert pieces(example.replace("|", "")) != [p.strip() for p in example.split("|")]


PROSE = "The envoys arrived in Riga on Monday. They left on Tuesday."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("## Timeline", "heading"),
        ("**What comes next**", "heading"),
        ("The road to Mardin", "heading"),
        ("“We will never give up the hill”", "heading"),
        ("* Siege of the northern port", "heading"),
        ("* Rebels shell the northern port, killing two", "prose"),
        ("He came back:", "prose"),
        ("Last month rebels captured two towns near the border.", "prose"),
        ("Own goals lost them the match.", "prose"),
        ("(Photo: Jane Doe / Agency)", "leftover"),
        ("(Reporting by Jane Doe in Riga; Editing by John Roe)", "leftover"),
        ("[Archive picture]", "leftover"),
        ("Click here to enlarge the picture", "leftover"),
        ("Subscribe to our newsletter", "leftover"),
        ("Please support our work with a donation!", "leftover"),
        ("Support us if you like what you read", "leftover"),
        ("Image: Archive of the museum", "leftover"),
        ("By Jane Doe and John Roe", "leftover"),
        ("© 2021 Example Media", "leftover"),
        ("Home | World | Sport", "leftover"),
        ("https://example.org/story", "leftover"),
        ("feed item-12", "leftover"),
        ("* * *", "leftover"),
    ],
)
def test_kind_by_shape(line, kind):
    found = sentences.split(f"{PROSE}\n\n{line}\n\n{PROSE}")
    assert found[2].kind == kind
    assert {s.kind for s in (*found[:2], *found[3:])} == {"prose"}


def test_a_heading_that_comes_again_is_a_leftover():
    title = "Envoys Meet in Riga: Hopes for a Truce"
    text = f"{title}\n\nShare it\n\n{title}\n\nEnvoys meet in Riga\n\n{PROSE}\n\nShare it"
    assert [k for k, _ in kinds(text)] == [
        "heading", "leftover", "leftover", "leftover", "prose", "prose", "leftover",
    ]  # fmt: skip


def test_a_heading_may_say_words_of_an_earlier_one():
    text = f"The long siege of Riga port\n\n{PROSE}\n\nSiege of Riga\n\n{PROSE}"
    assert [k for k, _ in kinds(text)].count("heading") == 2
    text = f"## Riga\n\n### Aftermath\n\n{PROSE}\n\n## Dorn\n\n### Aftermath\n\n{PROSE}"
    assert [k for k, _ in kinds(text)].count("heading") == 4


def test_an_abbreviation_ends_no_heading():
    text = f"{PROSE}\n\n* 2020 U.S. House of Lords election in Dorn\n\n{PROSE}"
    assert kinds(text)[2][0] == "heading"


def test_marks_of_headings_and_lists_lie_outside_the_span():
    assert pieces("### **Aftermath**\n\n* Envoys met. They left.\n1. Nobody came.") == [
        "Aftermath", "Envoys met.", "They left.", "Nobody came.",
    ]  # fmt: skip


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The envoys of both sides met on Monday in a hotel at the edge of\n"
        "the city and spoke for three hours about the exchange of bodies.\n"
        "Nothing was signed."
    )
    assert pieces(text) == [text[:130].rstrip(), "Nothing was signed."]


def test_a_quotation_over_sentences_is_marked():
    text = "“They came. They left. Nobody stayed,” she said. It rained."
    assert [s.quoted for s in sentences.split(text)] == [False, True, True, False]


def test_split_begins_where_it_is_told():
    text = " date 2020-01-02 Envoys met. They left."
    assert pieces(text)[0].startswith("date")
    assert [text[s.start : s.end] for s in sentences.split(text, start=17)][:1] == ["Envoys met."]


@given(
    st.text(alphabet=st.sampled_from(list("aB.!? \n\n\"“”()[]#*-_:0'’…\u202e\x00>|")), max_size=300)
)
@settings(deadline=None, max_examples=300)
def test_spans_are_ordered_disjoint_and_inside(text):
    end = 0
    for s in sentences.split(text):
        assert end <= s.start < s.end <= len(text)
        assert not text[s.start].isspace()
        assert not text[s.end - 1].isspace()
        end = s.end


@pytest.mark.parametrize(
    "unit", [".", ". ", "(", "“", "a.", "A. ", "! (", "#", "* ", "…", "__", "a\n", "Kars\n"]
)
def test_a_hostile_line_ends(unit):
    line = unit * 20_000
    assert all(0 <= s.start < s.end <= len(line) for s in sentences.split(line))


def test_a_sentence_of_no_human_length_is_cut_at_blanks():
    text = "They met in Dorn on 3 May and " * 1000
    spans = sentences.split(text)
    assert max(s.end - s.start for s in spans) <= 2000
    assert all(text[s.start] not in " " and text[s.end - 1] not in " " for s in spans)
    assert "".join(text[s.start : s.end] for s in spans).replace(" ", "") == text.replace(" ", "")
    assert len(sentences.split("x" * 10_000)) <= 6
