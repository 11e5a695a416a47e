"""Every entry of the English lexicon shows what it catches and what it leaves alone."""

import re

import pytest

from geomap.text import _lexicon, sentences, timex, tokens, triggers

MARK = re.compile(r"\[([^\]]+)\]")


def marked(example):
    """The sentence without its brackets, and the span they held."""
    mark = MARK.search(example)
    assert mark, f"no [brackets] in {example!r}"
    text = example[: mark.start()] + mark.group(1) + example[mark.end() :]
    return text, mark.start(), mark.end() - 2


def rows(name, *tables):
    return [
        pytest.param(row, id=f"{name}.{table}.{n}")
        for table in tables
        for n, row in enumerate(_lexicon.read(name)[table])
    ]


def read(text):
    return triggers.find(text, sentences.split(text))


def test_examples_are_there():
    for name, tables in {
        "words": ["class"],
        "verbs": ["inflection"],
        "triggers": ["entry"],
        "cues": list(_lexicon.read("cues")),
    }.items():
        for table in tables:
            for row in _lexicon.read(name)[table]:
                assert row["examples"], row
                assert row["counterexamples"], row


@pytest.mark.parametrize("row", rows("words", "class"))
def test_word_class(row):
    def tag(example):
        text, start, end = marked(example)
        return next(
            t.tag for t in tokens.tokenize(text, 0, len(text)) if (t.start, t.end) == (start, end)
        )

    assert [tag(e) for e in row["examples"]] == [row["tag"]] * len(row["examples"])
    assert row["tag"] not in [tag(e) for e in row["counterexamples"]]


@pytest.mark.parametrize("row", rows("verbs", "inflection"))
def test_inflection(row):
    forms = {form for form, _ in _lexicon.inflect(row["base"], _lexicon.irregular_verbs())}
    assert set(row["examples"]) <= forms
    assert not set(row["counterexamples"]) & forms


@pytest.mark.parametrize("row", rows("triggers", "entry"))
def test_trigger_entry(row):
    names = {*row.get("verbs", ()), *row.get("nouns", ())}
    for example in row["examples"]:
        text, start, end = marked(example)
        found = [t for t in read(text) if (t.start, t.end) == (start, end)]
        assert [(t.lemma in names, t.type) for t in found] == [(True, row.get("type"))], example
    for example in row["counterexamples"]:
        text, start, end = marked(example)
        found = [t.lemma for t in read(text) if t.start < end and start < t.end]
        assert not names & set(found), example


@pytest.mark.parametrize("row", rows("triggers", "entry"))
def test_no_word_of_an_entry_is_dead(row):
    """Each verb is found in its past form, each noun as a subject."""
    thing = f"the {row['object'][0]}" if "object" in row else ""
    kind = f"of the {row['of'][0]}" if "of" in row else ""
    for verb in row.get("verbs", ()):
        first, *rest = verb.split()
        forms = _lexicon.inflect(first, _lexicon.irregular_verbs())
        past = next(form for form, name in forms if name == "past")
        text = " ".join(["The rebels", past, *rest, thing, "on Friday."])
        assert any(verb in t.lemma for t in read(text)), text
    for noun in row.get("nouns", ()):
        text = f"The {noun} {kind} began on Friday."
        assert any(noun in t.lemma for t in read(text)), text


def status_at(example):
    text, start, end = marked(example)
    return [t.status for t in read(text) if t.start <= start and end <= t.end]


@pytest.mark.parametrize("row", rows("cues", "governor", "modifier", "modal"))
def test_status_cue(row):
    for example in row["examples"]:
        assert status_at(example) == [row["status"]], example
    for example in row["counterexamples"]:
        assert row["status"] not in status_at(example), example


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("support", "hypothetical planned"),
        ("happens", "hypothetical planned"),
        ("ending", "occurred"),
        ("given", "occurred"),
        ("ordinal", "occurred"),
        ("later", "occurred"),
        ("pointer", "refused"),
        ("answer", "refused"),
        ("hearsay", "alleged"),
        ("order", "proposed"),
        ("attempt", "hypothetical"),
        ("saying", "planned"),
        ("proof", "hypothetical"),
        ("looming", "hypothetical"),
        ("attending", "occurred"),
        ("preventing", "occurred"),
        ("lapsing", "refused"),
        ("staging", "occurred"),
    ],
)
def test_context_cue(table, expected):
    for row in _lexicon.read("cues")[table]:
        for example in row["examples"]:
            assert set(status_at(example)) <= set(expected.split()), example
        for example in row["counterexamples"]:
            assert not set(status_at(example)) & set(expected.split()), example


@pytest.mark.parametrize(
    "table", ["habit", "instead", "instead_of_doing", "background", "memory", "keeping", "naming"]
)
def test_cue_of_what_is_no_event(table):
    for row in _lexicon.read("cues")[table]:
        assert [status_at(e) for e in row["examples"]] == [[]] * len(row["examples"])
        assert [status_at(e) for e in row["counterexamples"]] == [["occurred"]] * len(
            row["counterexamples"]
        )


def in_its_words(example):
    """Whether what stands in (parentheses) lies within the words that tell of the event."""
    aside = example.index("(")
    text, start, _ = marked(example.replace("(", "").replace(")", ""))
    [trigger] = [t for t in read(text) if t.start == start]
    low, high = trigger.clause
    return low <= aside and aside - 2 * (aside > start) < high


@pytest.mark.parametrize("table", ["aside", "comment"])
def test_cue_that_sets_a_noun_aside(table):
    for row in _lexicon.read("cues")[table]:
        assert not any(map(in_its_words, row["examples"]))
        assert all(map(in_its_words, row["counterexamples"]))


def test_speech_cue():
    for row in _lexicon.read("cues")["speech"]:
        for example in row["examples"]:
            text, start, _ = marked(example)
            assert [t.speaker for t in read(text) if t.start == start] == ["mayor"], example
        for example in row["counterexamples"]:
            text, start, _ = marked(example)
            assert [t.speaker for t in read(text) if t.start == start] == [None], example


def plainly_told(example):
    text, start, end = marked(example)
    split = sentences.split(text)
    dates = timex.find(text, split, published="2011-06-01")
    found = triggers.find(text, split, timexes=dates)
    return [t.plain for t in found if t.start <= start and end <= t.end]


@pytest.mark.parametrize("row", rows("plain_verbs", "state", "mind", "standing"))
def test_plain_verb_that_tells_nothing(row):
    for example in row["examples"]:
        assert plainly_told(example) == [], example
    for example in row["counterexamples"]:
        assert plainly_told(example) == [True], example


@pytest.mark.parametrize("row", rows("plain_verbs", "audience", "journey"))
def test_plain_verb_that_tells_more(row):
    assert [plainly_told(e) for e in row["examples"]] == [[True]] * len(row["examples"])
    assert [plainly_told(e) for e in row["counterexamples"]] == [[]] * len(row["counterexamples"])
