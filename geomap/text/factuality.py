"""Factuality: whether an event word tells of something that happened.

Each trigger gets the weakest status that anything governing it gives: the words of its noun
phrase, the verb group it belongs to, and what that depends on, up to reported speech, which
hands on no status but a speaker. Then offers are matched with the refusals that follow them.
The scheme is FactBank's (certainty and polarity by source) cut down to seven statuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.text import _lexicon
from geomap.text.clauses import Clause

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.model import Status
    from geomap.text.tokens import Token

# the weaker, the further from having happened: of two statuses the weaker counts
_WEAKNESS: Mapping[str, int] = {
    "occurred": 0,
    "ongoing": 1,
    "alleged": 2,
    "planned": 3,
    "proposed": 4,
    "hypothetical": 5,
    "refused": 6,
}
_PHRASE = frozenset(
    {"det", "adj", "num", "propn", "noun", "poss", "adv", "neg", "ved", "vbn", "vbg"}
)
_LINKS = frozenset(
    {"of", "for", "on", "about", "to", "into", "in", "with", "against", "from", "at"}
)
_MODAL: Mapping[str, Status] = {
    "can": "hypothetical",
    "could": "hypothetical",
    "may": "hypothetical",
    "might": "hypothetical",
    "should": "proposed",
    "must": "proposed",
    "ought": "proposed",
    "would": "hypothetical",
    "'d": "hypothetical",
    "’d": "hypothetical",
    "will": "planned",
    "shall": "planned",
    "'ll": "planned",
    "’ll": "planned",
    "cannot": "refused",
}
_LATER = frozenset({"later", "eventually", "subsequently", "finally", "ultimately"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence says of one trigger. `status` None: it says that it did not happen."""

    status: Status | None
    rule: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """cues.toml, compiled."""

    governs_infinitive: Mapping[str, Status]
    governs_phrase: Mapping[str, Status]
    modifies: Mapping[str, Status]
    speech: frozenset[str]
    support: frozenset[str]
    given: frozenset[str]
    pointers: frozenset[str]


@cache
def cues() -> Cues:
    """The compiled cues: governors by lemma, modifiers by word."""
    file = _lexicon.read("cues")
    infinitive: dict[str, Status] = {}
    phrase: dict[str, Status] = {}
    for row in file["governor"]:
        over = row.get("over", "both")
        words = [w.split()[0] for w in row.get("verbs", [])] + row.get("adjectives", [])
        words += [form for n in row.get("nouns", []) for form in (n, _lexicon.third_person(n))]
        if over != "np":
            infinitive.update(dict.fromkeys(words, row["status"]))
        if over != "inf":
            phrase.update(dict.fromkeys(words, row["status"]))
    return Cues(
        governs_infinitive=infinitive,
        governs_phrase=phrase,
        modifies={w: row["status"] for row in file["modifier"] for w in row["words"]},
        speech=frozenset(v for row in file["speech"] for v in row["verbs"]),
        support=frozenset(v for row in file["support"] for v in row["verbs"]),
        given=frozenset(w for row in file["given"] for w in row["words"]),
        pointers=frozenset(
            form
            for row in file["pointer"]
            for n in row["nouns"]
            for form in (n, _lexicon.third_person(n))
        ),
    )


def weaker(one: Status, other: Status) -> Status:
    """Of two statuses the one further from having happened."""
    return one if _WEAKNESS[one] >= _WEAKNESS[other] else other


def of_verb(words: Sequence[Token], clauses: Sequence[Clause], n: int) -> Reading:
    """What is said of the event of the main verb of clause `n`."""
    clause = clauses[n]
    status, rule = _mood(words, clause)
    if clause.kind in ("infinitive", "participle"):
        outer, why = _governed(words, clauses, n)
        status, rule = weaker(status, outer), f"{rule} {why}".strip()
    if clause.negated:
        return Reading(status=_negated(status), rule=f"{rule} negated".strip())
    return Reading(status=status, rule=rule or "stated")


def _negated(status: Status | None) -> Status | None:
    """The status of the contrary: what did not happen is no event, what will not is refused."""
    return None if status in ("occurred", "ongoing", "alleged", None) else "refused"


def _mood(words: Sequence[Token], clause: Clause) -> tuple[Status, str]:
    """What tense, modal verb, condition and adverbs say of a clause, its polarity apart."""
    low, high = clause.words
    status: Status = "occurred"
    rule = ""
    if clause.modal is not None and not _future_in_past(words, clause):
        status, rule = _MODAL.get(clause.modal, "hypothetical"), clause.modal
    elif clause.progressive and clause.tense == "present":
        status, rule = "ongoing", "progressive"
    if clause.kind == "condition" or words[high - 1].lower == "?":
        status, rule = weaker(status, "hypothetical"), f"{rule} condition".strip()
    first, last = clause.group
    for i in range(max(low, first - 2), min(high, last + 3)):
        cue = cues().modifies.get(words[i].lower)
        if cue is not None and (words[i].tag == "adv" or words[i].lower in ("perhaps", "maybe")):
            status, rule = weaker(status, cue), f"{rule} {words[i].lower}".strip()
    return status, rule


def _future_in_past(words: Sequence[Token], clause: Clause) -> bool:
    first, last = clause.group
    return clause.modal == "would" and any(words[i].lower in _LATER for i in range(first, last))


def _governed(words: Sequence[Token], clauses: Sequence[Clause], n: int) -> tuple[Status, str]:
    """What the word that an infinitive or participle depends on makes of it."""
    clause = clauses[n]
    start = clause.group[0]
    table = cues().governs_infinitive if clause.kind == "infinitive" else cues().governs_phrase
    outer = clauses[n - 1] if n else None
    floor = outer.group[1] if outer is not None else 0
    for i in range(start - 1, max(floor, start - 9) - 1, -1):
        word = words[i]
        if word.tag in (";", ":", "rel") or (word.tag == "," and clause.kind == "infinitive"):
            break
        cue = table.get(base(word))
        if cue is not None:
            if outer is not None and i == floor:
                above = of_verb(words, clauses, n - 1)
                return _through(cue, above), f"{word.lower} {above.rule}"
            return cue, word.lower
    if outer is None:
        return "hypothetical", "no governor"
    above = of_verb(words, clauses, n - 1)
    if clause.kind == "participle":
        return above.status or "hypothetical", above.rule
    if outer.lemma == "be" or words[floor].tag == "be":
        return weaker("planned", above.status or "refused"), "was to"
    return "hypothetical", "purpose"


def _through(cue: Status, above: Reading) -> Status:
    """A governor whose own clause is not real gives no more than that clause."""
    if above.status is None:  # "did not refuse", "never managed"
        return "hypothetical" if cue == "refused" else "refused"
    if cue == "occurred":
        return above.status
    return (
        weaker(cue, above.status) if above.status not in ("occurred", "ongoing", "alleged") else cue
    )


def base(word: Token) -> str:
    """The base form of a verb; any other word as it is."""
    if word.tag in ("vb", "vbz", "vbd", "vbn", "vbg", "ved"):
        return _lexicon.verb_bases().get(word.lower, word.lower)
    return word.lower


def of_noun(words: Sequence[Token], clauses: Sequence[Clause], n: int, i: int) -> Reading:
    """What is said of the event that the noun at token `i` names, in clause `n`."""
    left = _phrase_start(words, i)
    own = _modified(words, left, i)
    if own is not None and own[0] == "refused":
        return Reading(status="refused", rule=own[1])
    before = words[left - 1] if left else None
    if before is not None and before.lower in cues().given:
        return Reading(
            status=own[0] if own else "occurred", rule=own[1] if own else f"given {before.lower}"
        )
    reading = _by_governor(words, clauses, left)
    if reading is None:
        reading = _by_predicate(words, clauses, n, i, left)
    if own is None:
        return reading
    if reading.status is None:
        return Reading(status="refused", rule=f"{own[1]} {reading.rule}")
    return Reading(status=weaker(own[0], reading.status), rule=f"{own[1]} {reading.rule}")


def _phrase_start(words: Sequence[Token], i: int) -> int:
    left = i
    while left and i - left < 7 and words[left - 1].tag in _PHRASE:
        left -= 1
        if words[left].tag in ("det", "neg"):
            break
        if words[left].tag in ("ved", "vbn", "vbg") and words[left].lower not in cues().modifies:
            return left + 1
    return left


def _modified(words: Sequence[Token], left: int, i: int) -> tuple[Status, str] | None:
    found: tuple[Status, str] | None = None
    for word in words[left:i]:
        cue = cues().modifies.get(word.lower)
        if cue is not None and (found is None or weaker(cue, found[0]) == cue):
            found = cue, word.lower
    return found


def _by_governor(words: Sequence[Token], clauses: Sequence[Clause], left: int) -> Reading | None:
    """The governor of a noun phrase: "offered talks", "the proposal of a summit", "called for"."""
    at = left - 1
    if at >= 0 and words[at].tag in ("prep", "to") and words[at].lower in _LINKS:
        at -= 1
    elif at >= 0 and words[at].tag not in (
        "vb",
        "vbz",
        "vbd",
        "vbn",
        "vbg",
        "ved",
        "noun",
        "propn",
    ):
        return None
    # "offered the rebels talks", "invited them for talks": the verb stands before its other object
    steps = 0
    while at >= 0 and steps < 9:
        cue = cues().governs_phrase.get(base(words[at]))
        if cue is not None:
            return _governor_reading(words, clauses, at, cue)
        if words[at].tag not in (*_PHRASE, "pron", "prep") or words[at].tag in (
            "vbd",
            "vbn",
            "vbg",
            "ved",
        ):
            return None
        at -= 1
        steps += 1
    return None


def _governor_reading(
    words: Sequence[Token], clauses: Sequence[Clause], at: int, cue: Status
) -> Reading:
    rule = words[at].lower
    for m, clause in enumerate(clauses):
        if clause.group[0] <= at <= clause.group[1]:
            above = of_verb(words, clauses, m)
            return Reading(status=_through(cue, above), rule=f"{rule} {above.rule}")
    return Reading(status=cue, rule=rule)


def _by_predicate(
    words: Sequence[Token], clauses: Sequence[Clause], n: int, i: int, left: int
) -> Reading:
    """The verb the noun is subject or object of, where that verb says that it takes place."""
    clause = clauses[n]
    if clause.verb is None:
        return Reading(status="occurred", rule="verbless")
    if i > clause.group[1]:
        return _with_predicate(
            words,
            clauses,
            n,
            definite=words[left].lower in ("the", "this", "these", "that", "their", "his"),
        )
    m = n
    while (
        m + 1 < len(clauses)
        and clauses[m].kind in ("relative", "participle")
        and clauses[m].lemma not in cues().support
    ):
        m += 1
    # "was supposed to be held", "is expected to begin": the infinitive tells
    if (
        m + 1 < len(clauses)
        and clauses[m + 1].kind == "infinitive"
        and clauses[m + 1].lemma in cues().support
    ):
        m += 1
    return _with_predicate(
        words, clauses, m, definite=words[left].tag == "det" and words[left].lower != "a"
    )


def _with_predicate(
    words: Sequence[Token], clauses: Sequence[Clause], m: int, *, definite: bool
) -> Reading:
    reading = of_verb(words, clauses, m)
    lemma = clauses[m].lemma
    if lemma in cues().support or not definite:
        if reading.status is None:
            return Reading(status="refused", rule=reading.rule)
        if lemma in ("cancel", "postpone", "fail", "collapse") and reading.status == "occurred":
            return Reading(status=cues().governs_phrase.get(lemma, "occurred"), rule=lemma)
        if lemma in ("plan", "schedule", "arrange", "organise", "organize", "prepare"):
            return Reading(status=weaker("planned", reading.status), rule=lemma)
        return reading
    return Reading(status="occurred", rule="presupposed")


def speaker(words: Sequence[Token], clauses: Sequence[Clause], n: int) -> str | None:
    """Who says clause `n`: the subject of the nearest verb of saying, or after "according to"."""
    for m, clause in enumerate(clauses):
        if m != n and clause.lemma in cues().speech and (m < n or clauses[n].quoted or m == n + 1):
            name = _subject(words, clause)
            if name is not None:
                return name
    return _according(words)


def _subject(words: Sequence[Token], clause: Clause) -> str | None:
    low, first = clause.words[0], clause.group[0]
    names = [w for w in words[low:first] if w.tag in ("propn", "noun", "pron")]
    if not names:
        names = [w for w in words[clause.group[1] + 1 : clause.words[1]] if w.tag == "propn"][:4]
    if not names:
        return None
    return " ".join(w.text for w in names[-3:])


def _according(words: Sequence[Token]) -> str | None:
    for i, word in enumerate(words[:-2]):
        if word.lower == "according" and words[i + 1].lower == "to":
            names = []
            for later in words[i + 2 : i + 9]:
                if later.tag not in _PHRASE:
                    break
                if later.tag in ("propn", "noun"):
                    names.append(later.text)
            return " ".join(names) or None
    return None
