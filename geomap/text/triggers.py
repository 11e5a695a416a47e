"""Triggers: the words that evoke an event, with PLOVER type and status.

The words and the frames that keep idioms out are in geomap/lexicon/en/triggers.toml; what is said
of the event is `geomap.text.factuality`; offers meet their refusals in `geomap.text.discourse`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model import Trigger
from geomap.text import (
    clauses,
    discourse,
    event_words,
    factuality,
    factuality_nouns,
    plain_verbs,
    speakers,
    status_cues,
    tokens,
)
from geomap.text.event_words import Found
from geomap.text.factuality import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Status, Timex
    from geomap.text.clauses import Clause
    from geomap.text.sentences import Sentence
    from geomap.text.tokens import Token

_SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT"})
_LONGEST = 4000  # characters
_BESIDE = 8  # characters
_SUBJECTLESS = frozenset({"sub", "prep", "det", "poss"})
_PARTING = frozenset({",", ";", ":", "-", '"', "conj", "sub", "if", "rel", "pron"})
_FINITE = frozenset({"be", "have", "do", "modal", "vbz", "vbd", "vb", "ved"})


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

    `published`, the document's date, is accepted and not needed: tense decides. With the time
    expressions of the text, sentences with a date are read for plain verbs too.

    Examples
    --------
    >>> from geomap.text.sentences import split
    >>> text = "Rebels shelled the port. Talks could take place in Riga."
    >>> [(t.exact, t.type, t.status) for t in find(text, split(text))]
    [('shelled', 'ASSAULT', 'occurred'), ('Talks', 'CONSULT', 'hypothetical')]
    """
    del published
    return read(text, sentences, timexes=timexes).triggers


def read(
    text: str,
    sentences: Sequence[Sentence],
    *,
    timexes: Sequence[Timex] = (),
    places: Sequence[int] = (),
) -> Told:
    """As `find`, with the clauses, which whoever links the triggers needs again."""
    drafts: list[discourse.Draft] = []
    days = sorted(t.start for t in timexes if t.type == "DATE" and t.edtf is not None)
    dated = plain_verbs.dated(sentences, timexes) | plain_verbs.placed(sentences, places)
    for number, sentence in enumerate(sentences):
        if sentence.kind == "leftover":
            continue
        for start, end in _windows(text, sentence):
            words = tokens.tokenize(text, start, end)
            if sentence.kind == "heading" and not any(w.tag in _FINITE for w in words[1:]):
                continue  # a heading names a topic; the text below it tells
            inside = days[bisect_left(days, start) : bisect_left(days, end)]
            draft = _read(text, number, sentence, words, plain=number in dated, days=inside)
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
    text: str,
    number: int,
    sentence: Sentence,
    words: Sequence[Token],
    *,
    plain: bool,
    days: Sequence[int],
) -> discourse.Draft | None:
    found = [f for f in event_words.find(words) if not _only_named(words, f, days)]
    if not words or not (found or plain or discourse.mentions_refusal(words)):
        return None
    parsed = factuality.parse(words, clauses.split(text, sentence, words=words))
    if plain:
        found = sorted([*found, *_plain(parsed, found)], key=lambda f: f.first)
    made = (_draft(text, parsed, f, sentence) for f in found)
    told = tuple(t for t in made if t is not None)
    return discourse.Draft(number=number, parsed=parsed, triggers=told)


def _only_named(words: Sequence[Token], found: Found, days: Sequence[int]) -> bool:
    """A noun that is told of only by the way, and without a date of its own beside it."""
    lexeme = found.lexeme
    if lexeme.pos != "noun":
        return False
    agreed = lexeme.type in ("AGREE", "RETREAT")
    if not factuality_nouns.is_background(words, found.first, agreed=agreed):
        return False
    low, high = words[max(0, found.first - 6)].start, words[found.last].end + _BESIDE
    return not any(low <= day <= high for day in days)


def _plain(parsed: Parsed, found: Sequence[Found]) -> Iterator[Found]:
    """The verbs outside the lexicon that may tell something, in clauses without an event word."""
    taken = {_clause_of(parsed.clauses, f.first) for f in found if not _by_the_way(parsed, f)}
    for n in plain_verbs.clauses(parsed.clauses, taken):
        first, at = parsed.clauses[n].group
        if first and parsed.words[first - 1].tag in _SUBJECTLESS:
            continue  # "after varied experiences"
        low, high = parsed.clauses[n].words
        often = not status_cues.cues().habit.isdisjoint(parsed.lowers[low:high])
        if often or event_words.is_idiom(parsed.words, at) or _is_postmodifier(parsed, n):
            continue
        finite = parsed.clauses[n].kind != "infinitive"
        named = finite and any(f.first < at for f in found)
        if named and parsed.clauses[n].lemma in status_cues.cues().happens:
            continue  # "the talk, which took place in Riga": one event, not two
        yield Found(first=at, last=at, lexeme=event_words.PLAIN, lemma=parsed.clauses[n].lemma)


def _is_postmodifier(parsed: Parsed, n: int) -> bool:
    """Whether the only verb of a clause describes a noun of the one before: "men posted there"."""
    clauses, words = parsed.clauses, parsed.words
    first, last = clauses[n].group
    if not n or first != last or words[first].tag not in ("ved", "vbn"):
        return False
    outer = clauses[n - 1]
    between = {w.tag for w in words[outer.group[1] + 1 : first]}
    told = outer.kind not in ("main", "complement") or outer.lemma in status_cues.cues().speech
    described = words[first - 1].tag in ("noun", "propn", "num")
    return described and not told and between.isdisjoint(_PARTING)


def _by_the_way(parsed: Parsed, found: Found) -> bool:
    """A noun that only says when the clause's own event was: "after the announcement"."""
    if found.lexeme.pos != "noun" or not found.first:
        return False
    link = factuality_nouns.link_before(parsed.words, found.first)
    if link is None:
        return False
    cues, clause = status_cues.cues(), parsed.clauses[_clause_of(parsed.clauses, found.first)]
    ahead = found.last < clause.group[0]
    return link.lower in cues.given or (ahead and link.lower in cues.aside)


def _draft(text: str, parsed: Parsed, found: Found, sentence: Sentence) -> Trigger | None:
    words, lexeme = parsed.words, found.lexeme
    n = _clause_of(parsed.clauses, found.first)
    clause = parsed.clauses[n]
    reading = _reading(parsed, n, found)
    if lexeme.finite and (not _in_group(clause, found.first) or _is_postmodifier(parsed, n)):
        return None
    if lexeme.pos == "noun" and _is_a_name(parsed, clause, found.first):
        return None
    if lexeme.lemma in status_cues.cues().speech and _says_more(parsed, n, found):
        return None
    if reading.polarity == "aim" and lexeme.type == "PROTEST":
        reading = factuality.Reading(status="occurred", rule="came together to")
    if lexeme is event_words.PLAIN and not _is_plainly_told(clause, reading):
        return None
    denied = reading.polarity == "negated" and lexeme.type not in discourse.REFUSABLE
    if denied or reading.polarity == "aim":
        return None
    status = reading.status
    if status == "refused" and reading.polarity == "told" and lexeme.type in _SPOKEN:
        status = "occurred"  # "rejects the accusation": it was made
    if reading.polarity == "attempt" and lexeme.type != "ASSAULT":
        status = factuality.weaker(status, "hypothetical")
    if lexeme.project and lexeme.pos == "noun" and reading.rule == "presupposed":
        status = factuality.weaker(status, "proposed")
    start, end = words[found.first].start, words[found.last].end
    told_of = _is_commented(clause, found)
    low = factuality_nouns.phrase_start(words, found.first) if told_of else clause.words[0]
    said_by = speakers.speaker(parsed, n)
    return Trigger(
        start=start,
        end=end,
        exact=text[start:end],
        lemma=found.lemma or lexeme.lemma,
        type=lexeme.type,
        status=status,
        clause=(words[low].start, _reach(parsed, clause, found)),
        sentence=(sentence.start, sentence.end),
        speaker=speakers.subject(words, clause) or said_by if told_of else said_by,
        rule=f"{found.lemma or lexeme.lemma}/{lexeme.pos}: {reading.rule}",
        plain=found.lemma is not None,
    )


def _is_commented(clause: Clause, found: Found) -> bool:
    """On Friday he condemned the attack: the day is that of the words, not of the attack."""
    if found.lexeme.pos != "noun" or clause.verb is None or found.first <= clause.group[1]:
        return False
    return clause.lemma in status_cues.cues().comment


def _is_a_name(parsed: Parsed, clause: Clause, noun: int) -> bool:
    """The noun tells how something is called: a title in quotation marks, "called the long war"."""
    words = parsed.words
    capital = noun > 0 and words[noun].text[0].isupper()
    if capital and any(w.tag == '"' for w in words[max(0, noun - 4) : noun]):
        return any(w.tag == '"' for w in words[noun + 1 : noun + 7])
    return clause.passive and clause.group[1] < noun and clause.lemma in status_cues.cues().naming


def _is_plainly_told(clause: Clause, reading: factuality.Reading) -> bool:
    """Whether a verb outside the lexicon tells of what happened, or is due by its own words."""
    if reading.polarity != "told":
        return False
    due = reading.status == "planned" and (clause.tense == "future" or reading.rule[:6] == "was to")
    if clause.kind == "infinitive" and clause.lemma not in plain_verbs.journeys():
        return due
    if clause.kind == "infinitive" and reading.status in ("refused", "proposed", "planned"):
        return True  # "refused to go to Dorn"
    return due or reading.status in ("occurred", "ongoing")


def _reach(parsed: Parsed, clause: Clause, found: Found) -> int:
    """Where the words end that tell of the event: those of its clause.

    A noun that only hangs on the subject ("anger over the killing rose in Riga") has its own
    phrase alone: what comes after the verb is not said of it.
    """
    first = clause.group[0]
    if found.lexeme.type == "ASSAULT" and _is_followed_by_its_aim(parsed, clause):
        return parsed.clauses[parsed.clauses.index(clause) + 1].end
    if found.lexeme.pos != "noun" or clause.verb is None or found.last >= first:
        return clause.end
    link = factuality_nouns.link_before(parsed.words, found.first)
    if link is None or link.lower not in status_cues.cues().aside:
        return clause.end
    between = parsed.words[found.last + 1 : first]
    comma = next((w for w in between if w.tag == ","), parsed.words[first])
    return comma.start


def _is_followed_by_its_aim(parsed: Parsed, clause: Clause) -> bool:
    """Launched an offensive to capture the hill: the offensive is there, the capture not told."""
    n = _clause_of(parsed.clauses, clause.words[0]) + 1
    if n >= len(parsed.clauses) or parsed.readings[n].polarity != "aim":
        return False
    verb = parsed.words[parsed.clauses[n].group[1]].lower
    aims = event_words.lexemes().get(verb, ())
    return any(x.pos == "verb" and x.type == "ASSAULT" for x in aims)


def _says_more(parsed: Parsed, n: int, found: Found) -> bool:
    """A verb of saying with a clause of its own: the event is what is said."""
    if found.lexeme.pos == "noun":
        return False
    clauses = parsed.clauses
    if clauses[n].kind == "participle" or not _in_group(clauses[n], found.first):
        return True
    after = clauses[n + 1] if n + 1 < len(clauses) else None
    if after is not None and after.kind in ("complement", "infinitive"):
        return True
    following = parsed.words[found.last + 1 : found.last + 2]
    return any(w.lower == "that" for w in following)  # "announces that those who live there will"


def _in_group(clause: Clause, token: int) -> bool:
    return clause.verb is not None and clause.group[0] <= token <= clause.group[1]


def _reading(parsed: Parsed, n: int, found: Found) -> factuality.Reading:
    clause = parsed.clauses[n]
    if found.lexeme.pos == "noun":
        return factuality_nouns.of_noun(parsed, n, found.first)
    if _in_group(clause, found.first):
        return parsed.readings[n]
    before = parsed.words[found.first - 1].tag if found.first else ""
    if before == "neg":  # "areas not occupied"
        return factuality.Reading(status="refused", rule="reduced", polarity="negated")
    status: Status = "hypothetical" if before == "if" else "occurred"  # "if ratified"
    return factuality.Reading(status=status, rule="reduced")


def _clause_of(parts: Sequence[Clause], token: int) -> int:
    """The number of the clause that a token lies in; clauses follow each other without a gap."""
    return bisect_right(parts, token, key=lambda clause: clause.words[0]) - 1
