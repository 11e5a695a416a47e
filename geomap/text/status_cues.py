"""The words that say what became of an event: geomap/lexicon/en/cues.toml, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.text import _lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geomap.model import Status
    from geomap.text.tokens import Token

VERB_TAGS = frozenset({"vb", "vbz", "vbd", "vbn", "vbg", "ved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """cues.toml, compiled: statuses by the base form of the word that gives them."""

    over_infinitive: Mapping[str, Status]
    over_phrase: Mapping[str, Status]
    modifiers: Mapping[str, Status]
    modals: Mapping[str, Status]
    speech: frozenset[str]
    support: frozenset[str]
    happens: frozenset[str]
    ending: frozenset[str]
    hearsay: frozenset[str]
    attempt: frozenset[str]
    saying: frozenset[str]
    order: frozenset[str]
    ordinals: frozenset[str]
    answer: Mapping[str, Status]
    given: frozenset[str]
    later: frozenset[str]
    pointers: frozenset[str]
    phrasal: frozenset[str]
    """Verbs that with a particle give another status than alone: "call for"."""
    habit: frozenset[str]
    proof: frozenset[str]
    instead: frozenset[tuple[str, ...]]
    instead_of_doing: frozenset[tuple[str, ...]]
    background: frozenset[tuple[str, ...]]
    memory: frozenset[str]
    keeping: frozenset[str]
    aside: frozenset[str]
    staging: frozenset[str]
    looming: frozenset[str]
    naming: frozenset[str]
    attending: frozenset[str]
    preventing: frozenset[str]
    comment: frozenset[str]
    lapsing: frozenset[tuple[str, ...]]


@cache
def cues() -> Cues:
    """The compiled cues."""
    file = _lexicon.read("cues")

    def listed(table: str, key: str) -> frozenset[str]:
        return frozenset(word for row in file[table] for word in row[key])

    def phrases(table: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(words.split()) for words in listed(table, "phrases"))

    nouns = listed("pointer", "nouns")
    over_infinitive = _governors(row for row in file["governor"] if row.get("over") != "np")
    over_phrase = _governors(row for row in file["governor"] if row.get("over") != "inf")
    answer: dict[str, Status] = dict.fromkeys(listed("answer", "verbs"), "refused")
    return Cues(
        over_infinitive=over_infinitive,
        over_phrase=over_phrase,
        modifiers={w: row["status"] for row in file["modifier"] for w in row["words"]},
        modals={w: row["status"] for row in file["modal"] for w in row["words"]},
        speech=_lexicon.speech_verbs(),
        support=listed("support", "verbs"),
        happens=listed("happens", "verbs"),
        ending=listed("ending", "verbs"),
        hearsay=listed("hearsay", "verbs"),
        attempt=listed("attempt", "words"),
        saying=listed("saying", "nouns"),
        order=listed("order", "verbs"),
        ordinals=listed("ordinal", "words"),
        answer=answer,
        given=listed("given", "words"),
        later=listed("later", "words"),
        pointers=nouns | {_lexicon.third_person(n) for n in nouns},
        habit=listed("habit", "words"),
        proof=listed("proof", "nouns"),
        instead=phrases("instead"),
        instead_of_doing=phrases("instead_of_doing"),
        background=phrases("background"),
        memory=listed("memory", "nouns"),
        keeping=listed("keeping", "verbs"),
        aside=listed("aside", "words"),
        staging=listed("staging", "verbs"),
        looming=listed("looming", "verbs"),
        naming=listed("naming", "verbs"),
        attending=listed("attending", "verbs"),
        preventing=listed("preventing", "verbs"),
        comment=listed("comment", "verbs"),
        lapsing=phrases("lapsing"),
        phrasal=frozenset(
            key.partition(" ")[0] for key in (*over_infinitive, *over_phrase, *answer) if " " in key
        ),
    )


def _governors(rows: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, Status]:
    """By base form; nouns and adjectives after a ~, for "issue" is a cue as a noun only."""
    table: dict[str, Status] = {}
    for row in rows:
        nouns = [form for n in row.get("nouns", ()) for form in (n, _lexicon.third_person(n))]
        named = [f"~{word}" for word in (*nouns, *row.get("adjectives", ()))]
        for word in (*row.get("verbs", ()), *named):
            table[word] = row["status"]  # type: ignore[assignment]
    return table


def cue_at(words: Sequence[Token], i: int, table: Mapping[str, Status]) -> Status | None:
    """The status that token `i` gives to what it governs, particles ("call for") looked at."""
    word = words[i]
    if word.tag == "propn":
        return None  # the Central Powers
    if word.tag not in VERB_TAGS:
        if word.lower == "about" and (i + 1 == len(words) or words[i + 1].tag != "to"):
            return None  # "talks about", but "about to leave"
        placed = i and "in" in (words[i - 1].lower, words[i - 2].lower)  # "in the event of"
        return table.get(f"~{word.lower}") or (table.get(f"~in {word.lower}") if placed else None)
    if word.tag in ("ved", "vbn") and i and words[i - 1].tag in ("be", "adv"):
        adjective = table.get(f"~{word.lower}")  # "is prepared to"
        if adjective is not None:
            return adjective
    lemma = base(word)
    after = words[i + 1].lower if i + 1 < len(words) else ""
    found = table.get(lemma)
    if lemma in cues().phrasal:
        late = next((w.lower for w in words[i + 2 : i + 5] if w.lower in ("down", "off")), "")
        found = table.get(f"{lemma} {after}") or table.get(f"{lemma} {late}") or found
    return found or (table.get(f"~{word.lower}") if word.tag == "vbg" else None)  # unwilling


def base(word: Token) -> str:
    """The base form of a verb; any other word as it is."""
    if word.tag in VERB_TAGS:
        return _lexicon.verb_bases().get(word.lower, word.lower)
    return word.lower
