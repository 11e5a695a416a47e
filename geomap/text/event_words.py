"""Words that name events: geomap/lexicon/en/triggers.toml, compiled, and where they stand.

What is said of the events is not decided here; see `geomap.text.factuality`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.text import _lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.text.tokens import Token

_OPENING = frozenset({"with", "against", "by"})
_ARTICLES = frozenset({"the", "a", "an"})
_PARTICLES = frozenset(
    {"at", "by", "in", "into", "off", "of", "on", "out", "to", "up", "upon", "as", "via", "for"}
)
_VERB = frozenset({"vb", "vbz", "vbd", "vbn", "vbg", "ved"})
_NOUN = frozenset({"noun", "propn", "vbg"})
_FILLER = frozenset({"det", "adj", "num", "propn", "noun", "poss", "adv", "pron"})
_STOP = frozenset({",", ";", ":", ".", "sub", "rel", "if", "to", '"'})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """One way to name an event: a verb or a noun, of one word or several."""

    lemma: str
    pos: Literal["verb", "noun"]
    rest: tuple[frozenset[str], ...]
    """The words after the first, each with its plural."""
    type: str | None
    object: frozenset[str]
    not_object: frozenset[str]
    not_before: frozenset[str]
    not_after: tuple[tuple[str, ...], ...]
    of: frozenset[str] = frozenset()
    """For a noun: one of these must follow in its phrase."""
    project: bool = False
    """A thing done over years: named without a verb that says so, it may be a plan yet."""
    lower: bool = False
    """It is written with a small letter: the march, not March."""
    gerund: bool = False
    """The -ing form of a verb as a noun: "the retaking of"."""
    finite: bool = False
    """It counts as the verb of its clause alone: not "the troops stationed there"."""


class Found(NamedTuple):
    """A lexeme at tokens ``first..last`` of a sentence. A tuple: a report has hundreds."""

    first: int
    last: int
    lexeme: Lexeme
    lemma: str | None = None
    """Of a plain verb, which has no lexeme of its own."""


PLAIN = Lexeme(
    lemma="",
    pos="verb",
    rest=(),
    type=None,
    object=frozenset(),
    not_object=frozenset(),
    not_before=frozenset(),
    not_after=(),
    lower=False,
)


@cache
def lexemes() -> Mapping[str, tuple[Lexeme, ...]]:
    """Every lexeme by each form of its first word, the longest first."""
    table: dict[str, list[Lexeme]] = {}
    for row in _lexicon.read("triggers")["entry"]:
        for verb in row.get("verbs", ()):
            forms = {
                form for form, _ in _lexicon.inflect(verb.split()[0], _lexicon.irregular_verbs())
            }
            _file(table, forms, _lexeme(row, verb, "verb"))
            if " " not in verb and row.get("type") is not None and "object" not in row:
                ing = [f for f, form in _lexicon.inflect(verb, {}) if form == "ing"]
                gerund = replace(_lexeme(row, ing[-1], "noun"), gerund=True)
                _file(table, set(ing), gerund)
        for noun in row.get("nouns", ()):
            first, *rest = noun.split()
            forms = (
                {first}
                if noun.endswith("s") and not rest
                else {first, _lexicon.third_person(first)}
            )
            _file(table, forms, _lexeme(row, noun, "noun"))
    return {form: tuple(sorted(rows, key=lambda x: -len(x.rest))) for form, rows in table.items()}


def _file(table: dict[str, list[Lexeme]], forms: set[str], lexeme: Lexeme) -> None:
    for form in forms:
        table.setdefault(form, []).append(lexeme)


def _lexeme(row: Mapping[str, object], words: str, pos: Literal["verb", "noun"]) -> Lexeme:
    def listed(key: str) -> list[str]:
        value = row.get(key, [])
        return [str(v) for v in value] if isinstance(value, list) else []

    kind = row.get("type")
    return Lexeme(
        lemma=words,
        pos=pos,
        rest=tuple(frozenset((w, _lexicon.third_person(w))) for w in words.split()[1:]),
        type=str(kind) if kind is not None else None,
        object=frozenset(listed("object")),
        not_object=frozenset(listed("not_object")),
        not_before=frozenset(listed("not_before")),
        not_after=tuple(
            tuple(word for word in phrase.split() if word not in _ARTICLES)
            for phrase in listed("not_after")
        ),
        of=frozenset(listed("of")),
        project=row.get("project") is True,
        lower=row.get("case") == "lower",
        finite=row.get("finite") is True,
    )


def find(words: Sequence[Token]) -> list[Found]:
    """The event words of a sentence in order; the longest where several begin."""
    table = lexemes()
    found: list[Found] = []
    free = 0
    lowers = [word.lower for word in words]
    present = frozenset(lowers)
    for i in [i for i, lower in enumerate(lowers) if lower in table]:
        if i < free:
            continue
        # most phrases fail for want of their second word anywhere in the sentence
        choices = [x for x in table[lowers[i]] if not x.rest or not x.rest[0].isdisjoint(present)]
        match = _match_at(words, i, choices)
        if match is not None:
            found.append(match)
            free = match.last + 1
    return _without_twins(words, found)


def is_idiom(words: Sequence[Token], i: int) -> bool:
    """Whether only its object keeps the verb at token `i` from telling: "released a film"."""
    return any(
        lexeme.pos == "verb" and not lexeme.rest and lexeme.not_object & _direct_object(words, i)
        for lexeme in lexemes().get(words[i].lower, ())
    )


def _match_at(words: Sequence[Token], i: int, choices: Sequence[Lexeme]) -> Found | None:
    for lexeme in choices:
        tag = words[i].tag
        if lexeme.lower and not words[i].text.islower():
            continue
        if lexeme.pos == "verb" and (tag not in _VERB or _is_nominal(words, i, choices)):
            continue
        if lexeme.pos == "noun" and not _can_be_noun(words, i, tag, multi=bool(lexeme.rest)):
            continue
        last = _phrase_end(words, i, lexeme)
        if last is None and _has_passive_object(words, i, lexeme):
            return Found(first=i, last=i, lexeme=lexeme)
        if last is not None and lexeme.pos == "noun" and _is_part_of_name(words, i, last):
            continue
        if last is not None and _fits(words, i, last, lexeme):
            return Found(first=i, last=last, lexeme=lexeme)
    return None


def _is_part_of_name(words: Sequence[Token], first: int, last: int) -> bool:
    """A noun that only qualifies the next: "Security Treaty Organization", "evacuation order"."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None:
        return False
    if words[last].text[0].isupper() and first and after.tag == "propn":
        return True
    return after.tag == "noun" and after.text.islower() and after.lower not in lexemes()


def _is_nominal(words: Sequence[Token], i: int, choices: Sequence[Lexeme] = ()) -> bool:
    """An -ing form that begins a noun phrase of its own: "fighting broke out", "shelling of"."""
    if words[i].tag != "vbg":
        return False
    right = words[i + 1] if i + 1 < len(words) else None
    left = words[i - 1].tag if i else ""
    if left in ("be", "adv"):
        return False
    if left in ("ved", "vbd", "vbz") and right is not None and right.tag == "prep":
        return True  # "arranged meeting with"
    if left == "prep" and right is not None and right.tag == "prep":  # "reports of shelling in"
        return any(x.pos == "noun" and not x.rest for x in choices)
    return right is None or right.lower == "of" or right.tag in ("be", "modal", "have", "vbd", ".")


def _can_be_noun(words: Sequence[Token], i: int, tag: str, *, multi: bool) -> bool:
    if tag == "vbg":
        return (
            _is_nominal(words, i)
            or multi
            or (i > 0 and words[i - 1].tag in ("adj", "noun", "propn", "prep", "num"))
        )
    return tag in _NOUN or (multi and tag == "adj")


def _phrase_end(words: Sequence[Token], i: int, lexeme: Lexeme) -> int | None:
    at = i
    for forms in lexeme.rest:
        gap = 0 if lexeme.pos == "noun" else _gap(words, at, forms)
        at = _next_part(words, at, forms, gap)
        if at < 0:
            return None
    return at


def _has_passive_object(words: Sequence[Token], i: int, lexeme: Lexeme) -> bool:
    """Whether the object of a verb phrase is its subject: "sanctions have been imposed"."""
    if lexeme.pos != "verb" or len(lexeme.rest) != 1 or words[i].tag not in ("ved", "vbn", "vbd"):
        return False
    if not any(w.tag == "be" for w in words[max(0, i - 3) : i]):
        return False
    return not lexeme.rest[0].isdisjoint(_left_of(words, i) - _PARTICLES)


def _gap(words: Sequence[Token], at: int, forms: frozenset[str]) -> int:
    """How many words may stand before a part: "took full control", but only "blew itself up"."""
    if forms.isdisjoint(_PARTICLES):
        return 3
    return 1 if at + 1 < len(words) and words[at + 1].tag == "pron" else 0


def _next_part(words: Sequence[Token], at: int, forms: frozenset[str], gap: int) -> int:
    """The token that is the next part of a phrase, or -1."""
    for j in range(at + 1, min(at + gap + 2, len(words))):
        if words[j].lower in forms:
            return j
        if words[j].tag not in _FILLER:
            break
    return -1


def _fits(words: Sequence[Token], first: int, last: int, lexeme: Lexeme) -> bool:
    if lexeme.pos == "noun" and lexeme.not_before:
        before = {w.lower for w in words[max(0, first - 2) : first] if w.tag not in (",", "prep")}
        near = words[first - 1].lower if first else ""
        if near in lexeme.not_before or before & lexeme.not_before:
            return False
        if "Name" in lexeme.not_before and first and words[first - 1].tag == "propn":
            return False
    if lexeme.not_after and _follows(words, last, lexeme.not_after):
        return False
    if lexeme.gerund:
        return last + 1 < len(words) and words[last + 1].lower == "of"
    if lexeme.pos == "noun":
        return not lexeme.of or bool(lexeme.of & set(_right_of(words, last)))
    asks = lexeme.object or lexeme.not_object
    return not asks or _has_object(words, first, last, lexeme)


def _has_object(words: Sequence[Token], first: int, last: int, lexeme: Lexeme) -> bool:
    """Whether what the verb is done to suits the entry."""
    reduced = last + 1 < len(words) and words[last + 1].lower == "by"
    passive = reduced or any(w.tag == "be" for w in words[max(0, first - 3) : first])
    direct = _direct_object(words, last)
    if passive:
        subject, head = _left_of(words, first), _head_left_of(words, first)
    else:
        subject = head = set() if direct else _antecedent(words, first)
    if lexeme.not_object & (direct | head):
        return False
    if not lexeme.object:
        return True
    if "Name" in lexeme.object and any(w.tag == "propn" for w in words[last + 1 : last + 4]):
        return True
    return bool(lexeme.object & (set(_right_of(words, first)) | subject))


def _head_left_of(words: Sequence[Token], first: int) -> set[str]:
    """The noun nearest before a passive verb: of "film maker Roe was shot" the name."""
    left = reversed(words[max(0, first - 10) : first])
    head = next((w for w in left if w.tag in ("noun", "propn")), None)
    return {head.lower} if head is not None and head.tag == "noun" else set()


def _direct_object(words: Sequence[Token], last: int) -> set[str]:
    """The words as far as the next preposition; "with" and "against" may open the object."""
    found = set()
    opened = False
    for n, word in enumerate(words[last + 1 : last + 7]):
        if word.tag in _STOP or (word.tag == "prep" and (n or word.lower not in _OPENING)):
            break
        opened = opened or word.tag == "prep"
        if not opened or word.tag not in ("det", "poss"):  # "protested against his visit"
            found.add(word.lower)
    return found


def _antecedent(words: Sequence[Token], first: int) -> set[str]:
    """What a relative clause is about where it is the object: "the districts that they lost"."""
    low = max(0, first - 5)
    at = next((i for i in range(first - 2, low - 1, -1) if words[i].tag == "rel"), None)
    if at is None or words[at].lower not in ("that", "which"):
        return set()
    return {w.lower for w in words[max(0, at - 6) : at]}


def _left_of(words: Sequence[Token], first: int) -> set[str]:
    """The words of the subject before a passive verb."""
    found: set[str] = set()
    low = max(0, first - 10)
    for i in range(first - 1, low - 1, -1):
        # "the road to Dorn was closed": here "to" leads to a place
        if words[i].tag in _STOP and (words[i].tag != "to" or words[i + 1].tag in _VERB):
            break
        found.add(words[i].lower)
    return found


def _follows(words: Sequence[Token], last: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    ahead = tuple(w.lower for w in words[last + 1 : last + 6] if w.lower not in _ARTICLES)
    return any(ahead[: len(phrase)] == phrase for phrase in phrases)


def _right_of(words: Sequence[Token], last: int) -> list[str]:
    """The words of the phrase after token `last`, as far as the next boundary."""
    found = []
    for word in words[last + 1 : last + 11]:
        if word.tag in _STOP:
            break
        found.append(word.lower)
    return found


def _without_twins(words: Sequence[Token], found: list[Found]) -> list[Found]:
    """One event, not two: "met for talks", "the signing of the agreement" name it once."""
    kept: list[Found] = []
    for this in found:
        before = kept[-1] if kept else None
        if before is not None and before.lexeme.type == this.lexeme.type is not None:
            between = words[before.last + 1 : this.first]
            linked = between and all(w.tag in ("det", "prep", "adj", "num") for w in between)
            if linked and between[0].lower in ("for", "of"):
                continue
        kept.append(this)
    return kept
