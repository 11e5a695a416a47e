"""What tense, modal verb, conditions and adverbs say of the event of a clause's verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text.readings import REAL, Parsed, Reading, weaker
from geomap.text.status_cues import cues

if TYPE_CHECKING:
    from geomap.model import Status

_PRESUPPOSING = frozenset({"why", "how", "when", "where"})  # "Why do they fight?": they do
_UNTIL = frozenset({"once", "until", "till", "when"})
_UNTIL_THEN = _UNTIL | {"before", "after", "whenever"}
_AHEAD = frozenset({"would", "should", "must", "may", "might", "could"})


def mood(parsed: Parsed, n: int) -> Reading:
    """What tense, modal verb and adverbs say of a clause, its polarity apart."""
    clause, words = parsed.clauses[n], parsed.words
    low, high = clause.words
    first, last = clause.group
    status, rule = _tensed(parsed, n)
    if _is_habit(parsed, n):
        return Reading(status=status, rule="habit", polarity="aim")
    depends = _depending(parsed, n)
    if depends:
        status, rule = weaker(status, "hypothetical"), f"{rule} {depends}".strip()
    asked = parsed.lowers[high - 1] == "?" or parsed.lowers[-1] == "?"
    if asked and parsed.lowers[0] not in _PRESUPPOSING:
        status, rule = weaker(status, "hypothetical"), f"{rule} question".strip()
    modifiers = cues().modifiers
    for word in words[max(low, first - 2) : min(high, last + 3)]:
        cue = modifiers.get(word.lower) if word.tag == "adv" else None
        if cue is not None:
            status, rule = weaker(status, cue), f"{rule} {word.lower}".strip()
    return Reading(status=status, rule=rule)


def _tensed(parsed: Parsed, n: int) -> tuple[Status, str]:
    """What tense and modal verb say."""
    clause = parsed.clauses[n]
    if clause.modal is not None:
        return _modal(parsed, n, clause.modal), clause.modal
    if clause.imperative:
        return "proposed", "imperative"
    if clause.kind == "adverbial" and clause.tense == "present" and _awaited(parsed, n):
        return "planned", "awaited"
    if clause.kind == "adverbial" and clause.tense == "past" and _awaited_then(parsed, n):
        return "hypothetical", "awaited then"
    ongoing = clause.progressive and clause.tense == "present"
    return ("ongoing", "progressive") if ongoing else ("occurred", "")


def _awaited(parsed: Parsed, n: int) -> bool:
    """Will leave when the war ends: the present of a side clause whose main clause is ahead."""
    clause = parsed.clauses[n]
    if clause.perfect:  # "comes into force once it has been ratified"
        return parsed.words[clause.words[0]].lower in _UNTIL
    if _before(parsed, n) in ("planned", "proposed"):
        return parsed.words[clause.words[0]].lower in _UNTIL  # "vowed to fight until they leave"
    near = parsed.clauses[max(0, n - 1) : n + 2]
    return any(c.tense == "future" or c.modal in _AHEAD for c in near)


def _awaited_then(parsed: Parsed, n: int) -> bool:
    """Would come once they left: the same, told by somebody in the past."""
    opening = parsed.words[parsed.clauses[n].words[0]].lower
    above = _before(parsed, n)
    if above is None or opening not in _UNTIL_THEN:
        return False
    return parsed.clauses[n - 1].modal == "would" and above not in REAL


def _before(parsed: Parsed, n: int) -> Status | None:
    """The status of the clause before, where it has been read: moods are also asked ahead."""
    return parsed.readings[n - 1].status if 0 < n <= len(parsed.readings) else None


def _depending(parsed: Parsed, n: int) -> str:
    """The word that makes the clause depend on another, or nothing."""
    if parsed.clauses[n].tense == "future":
        return "if" if _has_condition(parsed, n) else ""
    return "had, in front" if _is_inverted(parsed, n) else ""


def _has_condition(parsed: Parsed, n: int) -> bool:
    """Whether a condition stands beside the clause: "will attack if the talks fail"."""
    words, clauses = parsed.words, parsed.clauses
    beside = [*clauses[n + 1 : n + 2], *(clauses[n - 1 : n] if n else ())]
    opening = (c.words[0] for c in beside if c.kind == "condition")
    return any(
        words[i].lower in ("if", "unless") and (not i or words[i - 1].lower != "even")
        for i in opening
    )


def _is_inverted(parsed: Parsed, n: int) -> bool:
    """Had they attacked, the war would be over: the auxiliary before its subject."""
    words, clauses = parsed.words, parsed.clauses
    m = max(n - 1, 0)
    at = clauses[m].group[0]
    opens = at == clauses[m].words[0] and (at == 0 or words[at - 1].tag in (",", '"', "conj"))
    if not opens or words[-1].lower == "?":
        return False
    if words[at].lower == "should":
        return True
    would = any(c.modal == "would" for c in clauses)
    return words[at].lower == "had" and clauses[m].lemma == "have" and would


def _is_habit(parsed: Parsed, n: int) -> bool:
    """What happens again and again, in the present tense: "every spring floods close the road"."""
    clause = parsed.clauses[n]
    if clause.tense != "present" or clause.perfect or clause.progressive or clause.modal:
        return False
    return not cues().habit.isdisjoint(parsed.lowers[clause.words[0] : clause.words[1]])


def _modal(parsed: Parsed, n: int, modal: str) -> Status:
    clause, words = parsed.clauses[n], parsed.words
    status = cues().modals.get(modal, "hypothetical")
    if modal not in ("would", "'d", "’d"):
        return status
    beyond = min(clause.group[1] + 2, clause.words[1])
    told = cues().later | cues().habit  # "would later fall", "would often raid"
    if any(w.lower in told for w in words[clause.group[0] : beyond]):
        return "occurred"  # the narrator looks ahead: "would later fall"
    if any(w.tag == "if" for w in words) or clause.perfect or n == 0:
        return status
    before = parsed.clauses[n - 1]
    opening = clause.words[0]
    noun = opening > 0 and words[opening - 1].lower in cues().saying  # "a statement that he"
    planned = cues().over_infinitive.get(before.lemma) == "planned"
    said = before.tense == "past" and (planned or before.lemma in cues().speech)
    return "planned" if said or noun else status
