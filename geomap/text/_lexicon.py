"""The language's word lists, read once from geomap/lexicon/en and compiled into plain tables."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from geomap import _resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Form = Literal["base", "s", "past", "participle", "ing"]

_VOWELS = frozenset("aeiou")
# a final consonant that English doubles although the word has two syllables
_DOUBLING = re.compile(r"(?:mit|pel|cur|fer|trol|gret|nap|net|quip|rol|cel|vel|bel|nal|ter)$")
_SIBILANT = ("s", "x", "z", "ch", "sh")


@cache
def read(name: str) -> Mapping[str, Any]:
    """One lexicon file of English, parsed once: several tables are made of the same file."""
    return tomllib.loads(_resources.lexicon("en", name))


def third_person(base: str) -> str:
    """The -s form of a verb, also the plural of a noun.

    Examples
    --------
    >>> third_person("occupy"), third_person("clash"), third_person("visit")
    ('occupies', 'clashes', 'visits')
    """
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(_SIBILANT):
        return base + "es"
    return base + ("es" if base.endswith("o") and base[-2:-1] not in _VOWELS else "s")


def _stems(base: str) -> tuple[str, ...]:
    """What -ed and -ing are put on, with the final consonant doubled where English does so."""
    closed = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS
    short = closed and base[-3] not in _VOWELS and sum(c in _VOWELS for c in base) == 1
    if short:
        return (base + base[-1],)
    if closed and _DOUBLING.search(base):
        return (base, base + base[-1])
    return (base,)


def inflect(base: str, irregular: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, Form]]:
    """Every form of a verb with its name; `irregular` has past and participle of some.

    Examples
    --------
    >>> sorted({form for form, _ in inflect("seize", {})})
    ['seize', 'seized', 'seizes', 'seizing']
    """
    yield base, "base"
    yield third_person(base), "s"
    for stem in _stems(base):
        silent = stem.endswith("e") and not stem.endswith(("ee", "oe", "ye"))
        yield (_lying(stem) if silent else stem) + "ing", "ing"
    if base in irregular:
        past, participle = irregular[base]
        for form in past.split("/"):
            yield form, "past"
        for form in participle.split("/"):
            yield form, "participle"
        return
    for stem in _stems(base):
        for form in _weak_past(stem):
            yield form, "past"
            yield form, "participle"


def _lying(stem: str) -> str:
    return stem[:-2] + "y" if stem.endswith("ie") else stem[:-1]


def _weak_past(stem: str) -> tuple[str, ...]:
    if stem.endswith("e"):
        return (stem + "d",)
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return (stem[:-1] + "ied",)
    return (stem + "ed",)


@cache
def irregular_verbs() -> dict[str, tuple[str, str]]:
    """Past and participle of each irregular verb; alternatives are joined by a slash."""
    rows = (row.split() for row in read("verbs")["irregular"])
    return {base: (past, participle) for base, past, participle in rows}


@cache
def word_tags() -> dict[str, str]:
    """Tag of each closed-class word and of each form of a known verb.

    Verb tags: vb and vbz present, vbd past, vbn participle, ved either, vbg -ing;
    nv and nvs are bare and -s forms that are as often nouns, vx is bare, past or participle (hit).
    """
    verbs = read("verbs")
    events = [noun for entry in read("triggers")["entry"] for noun in entry.get("nouns", ())]
    ambiguous = frozenset([*verbs["noun"].split(), *events])
    tags: dict[str, str] = {}
    for base in _known_verbs():
        for word, form in inflect(base, irregular_verbs()):
            _add_verb_form(tags, word, form, ambiguous=base in ambiguous)
    for noun in events:
        tags.setdefault(noun, "noun")
        tags.setdefault(third_person(noun), "noun")
    for entry in read("words")["class"]:
        tags.update(dict.fromkeys(entry["words"], entry["tag"]))
    return tags


def _add_verb_form(tags: dict[str, str], word: str, form: Form, *, ambiguous: bool) -> None:
    tag = {"base": "vb", "s": "vbz", "past": "vbd", "participle": "vbn", "ing": "vbg"}[form]
    if ambiguous and form in ("base", "s"):
        tag = "nv" if form == "base" else "nvs"
    known = tags.get(word)
    if known in (None, tag) or (known == "vb" and tag in ("vbz", "vbg")):
        tags[word] = tag
    elif {known, tag} <= {"vbd", "vbn", "ved"}:
        tags[word] = "ved"
    elif {known, tag} & {"vb", "nv", "vx"} and {known, tag} & {"vbd", "vbn", "ved", "vx"}:
        tags[word] = "vx"


@cache
def _known_verbs() -> tuple[str, ...]:
    named = read("triggers")["entry"] + read("cues")["governor"] + read("cues")["speech"]
    heads = [verb.split()[0] for row in named for verb in row.get("verbs", ())]
    return tuple(dict.fromkeys([*read("verbs")["regular"].split(), *irregular_verbs(), *heads]))


@cache
def verb_bases() -> dict[str, str]:
    """Base of each form of each known verb."""
    bases: dict[str, str] = {}
    for base in _known_verbs():
        for word, _ in inflect(base, irregular_verbs()):
            bases.setdefault(word, base)
    return bases


@cache
def speech_verbs() -> frozenset[str]:
    """Base forms of the verbs of saying."""
    return frozenset(verb for row in read("cues")["speech"] for verb in row["verbs"])
