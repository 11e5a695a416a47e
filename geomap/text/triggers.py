"""Triggers: the words that evoke an event, with PLOVER type and status.

The words and the frames that keep idioms out are in geomap/lexicon/en/triggers.toml; what is said
of the event is `geomap.text.factuality`; offers meet their refusals in `geomap.text.discourse`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from geomap.model import Trigger
from geomap.text import (
    _lexicon,
    clauses,
    discourse,
    factuality,
    factuality_nouns,
    plain_verbs,
    tokens,
)
from geomap.text.factuality import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Timex
    from geomap.text.clauses import Clause
    from geomap.text.sentences import Sentence
    from geomap.text.tokens import Token

_VERB = frozenset({"vb", "vbz", "vbd", "vbn", "vbg", "ved"})
_LONGEST = 4000  # characters
_FINITE = frozenset({"be", "have", "do", "modal", "vbz", "vbd", "vb", "ved"})
_NOUN = frozenset({"noun", "propn", "vbg"})
_FILLER = frozenset({"det", "adj", "num", "propn", "noun", "poss", "adv", "pron"})
# what can be turned down; an attack that did not happen is simply no event
_REFUSABLE = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"}
)
_STOP = frozenset({",", ";", ":", ".", "sub", "rel", "if", "to", '"'})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """One way to name an event: a verb or a noun, of one word or several."""

    lemma: str
    pos: Literal["verb", "noun"]
    rest: tuple[str, ...]
    """The words after the first."""
    type: str | None
    object: frozenset[str]
    not_object: frozenset[str]
    not_before: frozenset[str]
    not_after: tuple[str, ...]
    project: bool = False
    """A thing done over years: named without a verb that says so, it may be a plan yet."""
    lower: bool = False
    """It is written with a small letter: the march, not March."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A lexeme at tokens ``first..last`` of a sentence."""

    first: int
    last: int
    lexeme: Lexeme
    lemma: str | None = None
    """Of a plain verb, which has no lexeme of its own."""


_PLAIN = Lexeme(
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
        rest=tuple(words.split()[1:]),
        type=str(kind) if kind is not None else None,
        object=frozenset(listed("object")),
        not_object=frozenset(listed("not_object")),
        not_before=frozenset(listed("not_before")),
        not_after=tuple(listed("not_after")),
        project=row.get("project") is True,
        lower=row.get("case") == "lower",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The triggers of a text, and the clauses of the sentences that they stand in."""

    triggers: tuple[Trigger, ...]
    clauses: Mapping[int, tuple[Clause, ...]]
    """By the number of the sentence."""


def find(
    text: str,
    sentences: Sequence[Sentence],
    *,
    published: str | None = None,
    timexes: Sequence[Timex] = (),
) -> tuple[Trigger, ...]:
    """The event words of a text in order, with type, status and speaker.

    `published` is the document's date; without it nothing counts as present news. With the
    time expressions of the text, sentences with a date are read for plain verbs too.

    Examples
    --------
    >>> from geomap.text.sentences import split
    >>> text = "Rebels shelled the port. Talks could take place in Riga."
    >>> [(t.exact, t.type, t.status) for t in find(text, split(text))]
    [('shelled', 'ASSAULT', 'occurred'), ('Talks', 'CONSULT', 'hypothetical')]
    """
    del published  # tense alone decides so far
    return read(text, sentences, timexes=timexes).triggers


def read(text: str, sentences: Sequence[Sentence], *, timexes: Sequence[Timex] = ()) -> Told:
    """As `find`, with the clauses, which whoever links the triggers needs again."""
    drafts: list[discourse.Draft] = []
    dated = plain_verbs.dated(sentences, timexes)
    for number, sentence in enumerate(sentences):
        if sentence.kind == "leftover":
            continue
        for start, end in _windows(text, sentence):
            words = tokens.tokenize(text, start, end)
            if sentence.kind == "heading" and not any(w.tag in _FINITE for w in words[1:]):
                continue  # a heading names a topic; the text below it tells
            draft = _read(text, number, sentence, words, plain=number in dated)
            if draft is not None:
                drafts.append(draft)
    parts: dict[int, tuple[Clause, ...]] = {}
    for draft in drafts:
        parts[draft.number] = (*parts.get(draft.number, ()), *draft.parsed.clauses)
    return Told(triggers=discourse.settle(drafts), clauses=parts)


def _windows(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The sentence itself, or parts of it where it is longer than any sentence can be."""
    low = sentence.start
    while sentence.end - low > _LONGEST:
        space = text.rfind(" ", low + _LONGEST // 2, low + _LONGEST)
        cut = space if space > 0 else low + _LONGEST
        yield low, cut
        low = cut
    yield low, sentence.end


def _read(
    text: str, number: int, sentence: Sentence, words: Sequence[Token], *, plain: bool
) -> discourse.Draft | None:
    found = _without_twins(words, list(_matches(words, lexemes())))
    if not words or not (found or plain or discourse.mentions_refusal(words)):
        return None
    parsed = factuality.parse(words, clauses.split(text, sentence, words=words))
    if plain:
        found = sorted([*found, *_plain(parsed, found)], key=lambda f: f.first)
    made = (_draft(text, parsed, f, sentence) for f in found)
    told = tuple(t for t in made if t is not None)
    return discourse.Draft(number=number, parsed=parsed, triggers=told)


def _plain(parsed: Parsed, found: Sequence[Found]) -> Iterator[Found]:
    """The verbs outside the lexicon that may tell something, in clauses without an event word."""
    taken = {_clause_of(parsed.clauses, f.first) for f in found}
    for n in plain_verbs.clauses(parsed.clauses, taken):
        if found and parsed.clauses[n].lemma in factuality.cues().happens:
            continue  # "the talk, which took place in Riga": one event, not two
        at = parsed.clauses[n].group[1]
        yield Found(first=at, last=at, lexeme=_PLAIN, lemma=parsed.clauses[n].lemma)


def _matches(words: Sequence[Token], table: Mapping[str, tuple[Lexeme, ...]]) -> Iterator[Found]:
    i = 0
    while i < len(words):
        found = _match_at(words, i, table.get(words[i].lower, ()))
        if found is None:
            i += 1
        else:
            yield found
            i = found.last + 1


def _match_at(words: Sequence[Token], i: int, choices: Sequence[Lexeme]) -> Found | None:
    for lexeme in choices:
        tag = words[i].tag
        if lexeme.lower and not words[i].text.islower():
            continue
        if lexeme.pos == "verb" and (tag not in _VERB or _is_nominal(words, i)):
            continue
        if lexeme.pos == "noun" and not _can_be_noun(words, i, tag, multi=bool(lexeme.rest)):
            continue
        last = _phrase_end(words, i, lexeme)
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


def _is_nominal(words: Sequence[Token], i: int) -> bool:
    """An -ing form that begins a noun phrase of its own: "fighting broke out", "shelling of"."""
    if words[i].tag != "vbg":
        return False
    right = words[i + 1] if i + 1 < len(words) else None
    left = words[i - 1].tag if i else ""
    if left in ("be", "adv"):
        return False
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
    for part in lexeme.rest:
        gap = 0 if lexeme.pos == "noun" or (len(part) < 4 and part not in ("aid", "war")) else 3
        step = next((k for k in range(1, gap + 2) if _is_part(words, at, k, part)), None)
        if step is None:
            return None
        at += step
    return at


def _is_part(words: Sequence[Token], at: int, step: int, part: str) -> bool:
    j = at + step
    if j >= len(words) or any(words[k].tag not in _FILLER for k in range(at + 1, j)):
        return False
    return words[j].lower in (part, _lexicon.third_person(part))


def _fits(words: Sequence[Token], first: int, last: int, lexeme: Lexeme) -> bool:
    if lexeme.pos == "noun":
        before = {w.lower for w in words[max(0, first - 2) : first] if w.tag not in (",", "prep")}
        near = words[first - 1].lower if first else ""
        if near in lexeme.not_before or before & lexeme.not_before:
            return False
    if lexeme.not_after and _follows(words, last, lexeme.not_after):
        return False
    return lexeme.pos == "noun" or _has_object(words, first, last, lexeme)


def _has_object(words: Sequence[Token], first: int, last: int, lexeme: Lexeme) -> bool:
    """Whether what the verb is done to suits the entry."""
    passive = any(w.tag == "be" for w in words[max(0, first - 3) : first])
    subject = {w.lower for w in words[max(0, first - 10) : first]} if passive else set()
    if lexeme.not_object & ({*_right_of(words, last)[:6]} | subject):
        return False
    if not lexeme.object:
        return True
    if "Name" in lexeme.object and any(w.tag == "propn" for w in words[last + 1 : last + 4]):
        return True
    return bool(lexeme.object & (set(_right_of(words, first)) | subject))


def _follows(words: Sequence[Token], last: int, phrases: Sequence[str]) -> bool:
    ahead = [w.lower for w in words[last + 1 : last + 6] if w.lower not in ("the", "a", "an")]
    for phrase in phrases:
        parts = [p for p in phrase.split() if p != "the"]
        if ahead[: len(parts)] == parts:
            return True
    return False


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


def _draft(text: str, parsed: Parsed, found: Found, sentence: Sentence) -> Trigger | None:
    words, lexeme = parsed.words, found.lexeme
    n = _clause_of(parsed.clauses, found.first)
    clause = parsed.clauses[n]
    reading = _reading(parsed, n, found)
    if lexeme.lemma in factuality.cues().speech and _says_more(parsed, n, found):
        return None
    denied = reading.polarity == "negated" and lexeme.type not in _REFUSABLE
    if denied or reading.polarity == "aim":
        return None
    status = reading.status
    if reading.polarity == "attempt" and lexeme.type != "ASSAULT":
        status = factuality.weaker(status, "hypothetical")
    if lexeme.project and lexeme.pos == "noun" and reading.rule == "presupposed":
        status = factuality.weaker(status, "proposed")
    start, end = words[found.first].start, words[found.last].end
    return Trigger(
        start=start,
        end=end,
        exact=text[start:end],
        lemma=found.lemma or lexeme.lemma,
        type=lexeme.type,
        status=status,
        clause=(clause.start, clause.end),
        sentence=(sentence.start, sentence.end),
        speaker=factuality.speaker(parsed, n),
        rule=f"{found.lemma or lexeme.lemma}/{lexeme.pos}: {reading.rule}",
        plain=found.lemma is not None,
    )


def _says_more(parsed: Parsed, n: int, found: Found) -> bool:
    """A verb of saying with a clause of its own: the event is what is said."""
    if found.lexeme.pos == "noun":
        return False
    clauses = parsed.clauses
    if clauses[n].kind == "participle" or not _in_group(clauses[n], found.first):
        return True
    after = clauses[n + 1] if n + 1 < len(clauses) else None
    return after is not None and after.kind in ("complement", "infinitive")


def _in_group(clause: Clause, token: int) -> bool:
    return clause.verb is not None and clause.group[0] <= token <= clause.group[1]


def _reading(parsed: Parsed, n: int, found: Found) -> factuality.Reading:
    clause = parsed.clauses[n]
    if found.lexeme.pos == "noun":
        return factuality_nouns.of_noun(parsed, n, found.first)
    if _in_group(clause, found.first):
        return parsed.readings[n]
    return factuality.Reading(status="occurred", rule="reduced")


def _clause_of(parts: Sequence[Clause], token: int) -> int:
    return next(
        (n for n, c in enumerate(parts) if c.words[0] <= token < c.words[1]), len(parts) - 1
    )
