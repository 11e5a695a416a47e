"""Words, clauses and what a clause's verb group says."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text import clauses, sentences, tokens


def split(text):
    return clauses.split(text, sentences.split(text)[0])


@pytest.mark.parametrize(
    "marked",
    [
        "Oslo offered talks,| but they refused| to come.",
        "The war, which began in May,| ended| after the army had seized the port.",
        "She said| rebels attacked the post.",
        "He told the agency| that a meeting could take place in Riga.",
        "The proposal to hold talks| came late.",
        "Talks held in Riga ended.",
        "There were envoys posted in Riga.",
        "An attempt to take the hill| failed.",
        "The men who left Riga| died.",
        "Drones hit a depot,| killing two guards.",
        "If they attack,| we will stay.",
        "They never signed an accord or treaty| to end the war.",
        "They want| to stay| and to help.",
    ],
)
def test_where_clauses_begin(marked):
    text = marked.replace("|", "")
    assert [text[c.start : c.end] for c in split(text)] == [p.strip() for p in marked.split("|")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They had not attacked.", {"lemma": "attack", "perfect": True, "negated": True}),
        ("The town was being shelled.", {"lemma": "shell", "passive": True, "tense": "past"}),
        ("They are meeting.", {"lemma": "meet", "progressive": True, "tense": "present"}),
        ("They will meet.", {"lemma": "meet", "tense": "future", "modal": "will"}),
        ("They couldn't come.", {"lemma": "come", "modal": "could", "negated": True}),
        ("No shots were fired.", {"lemma": "fire", "negated": True}),
        ("Not only did they come.", {"lemma": "come", "negated": False}),
        ("Officer No. 2 was shot.", {"lemma": "shoot", "negated": False}),
        ("They hit the bridge.", {"lemma": "hit", "tense": "past"}),
        ("Guards come at dawn.", {"lemma": "come", "tense": "present"}),
        ("It has not yet rained.", {"lemma": "rain", "negated": True}),
    ],
)
def test_what_a_verb_group_says(text, expected):
    clause = split(text)[-1]
    assert {name: getattr(clause, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The war that began in May ended.", ["relative", "main"]),
        ("She said that it ended.", ["main", "complement"]),
        ("If it ends, we go.", ["condition", "main"]),
        ("They went to see it.", ["main", "infinitive"]),
        ("They left, taking it all.", ["main", "participle"]),
        ("When it ended they left.", ["adverbial", "main"]),
    ],
)
def test_kinds(text, kinds):
    assert [c.kind for c in split(text)] == kinds


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The attack failed.", "det noun ved ."),
        ("Rebels attack the post.", "noun vb det noun ."),
        ("They attack it.", "pron vb pron ."),
        ("Oslo plans a visit.", "noun vbz det noun ."),
        ("The occupied town fell.", "det adj noun vbd ."),
        ("It didn’t end.", "pron do neg vb ."),
        ("Kars’s army left.", "noun poss noun ved ."),
        ("He's gone.", "pron be vbn ."),
        ("US forces attacked Dorn.", "propn noun ved propn ."),
        ("They freed wounded men.", "pron ved adj noun ."),
        ("Shelling hit the hospital.", "noun ved det noun ."),
        ("About 2,000 of 3.5 million left.", "prep num prep num num ved ."),
    ],
)
def test_tags(text, tags):
    assert [t.tag for t in tokens.tokenize(text, 0, len(text))] == tags.split()


@given(st.text(alphabet="aAto n't’s.,;“”-0 \n\u202e\x00", max_size=200))
@settings(deadline=None, max_examples=200)
def test_tokens_are_ordered_and_hold_their_text(text):
    end = 0
    for token in tokens.tokenize(text, 0, len(text)):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.lists(st.sampled_from(
    ["he", "said", "that", "rebels", "attacked", "to", "be", ",", "which", "not", "“", "”", "the"]
), min_size=1, max_size=40))  # fmt: skip
@settings(deadline=None, max_examples=200)
def test_clauses_cover_the_sentence(words):
    text = " ".join(words)
    sentence = sentences.Sentence(start=0, end=len(text), kind="prose", paragraph=0)
    parts = clauses.split(text, sentence)
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(a.words[1] == b.words[0] for a, b in itertools.pairwise(parts))
