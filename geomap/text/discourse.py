"""What a later sentence does to an offer: refused proposals, ignored invitations.

An offer and its refusal are told apart: "Talks were offered in X. They turned the offer down."
A refusal that points back ("this proposal") takes the last open offer before it; a refusal that
names the act ("refused to meet") takes the open offers of that kind just before it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geomap.text import _lexicon, status_cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Trigger
    from geomap.text.clauses import Clause
    from geomap.text.factuality import Parsed
    from geomap.text.tokens import Token

_OPEN = frozenset({"planned", "proposed", "hypothetical"})
_REACH = 3  # sentences
_SUBJECT = 12  # words before a verb among which its subject is looked for
_DUE = "was to"  # the rule of what was due, as seen from later
_BACK = 2  # sentences between an offer and what points back at it
# what can be turned down; an attack that did not happen is simply no event
REFUSABLE = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"}
)
_ANAPHORS = frozenset(
    {"this", "these", "that", "those", "the", "it", "them", "such", "his", "her", "their"}
)


class Draft(NamedTuple):
    """One sentence with its triggers as read by itself."""

    number: int
    """Which sentence of the document."""
    parsed: Parsed
    triggers: tuple[Trigger, ...]


class Refusal(NamedTuple):
    """A refusing verb group: where it stands and what it says no to."""

    number: int
    start: int
    types: frozenset[str]
    """PLOVER types of the acts it names."""
    points_back: bool


def mentions_refusal(words: Sequence[Token]) -> bool:
    """Whether a sentence has a word of refusal at all: a cheap test before clauses are cut."""
    return not _refusing().isdisjoint([word.lower for word in words])


@cache
def _refusing() -> frozenset[str]:
    """Every form of the first word of a verb of refusal."""
    irregular = _lexicon.irregular_verbs()
    bases = {verb.split()[0] for verb in status_cues.cues().answer}
    return frozenset(form for b in bases for form, _ in _lexicon.inflect(b, irregular))


def settle(drafts: Sequence[Draft]) -> tuple[Trigger, ...]:
    """All triggers, the refused offers among them marked as refused."""
    told: dict[int, list[Trigger]] = defaultdict(list)
    for draft in drafts:
        told[draft.number].extend(draft.triggers)
    for draft in drafts:
        for refusal in _refusals(draft):
            _answer(refusal, told)
        for trigger in draft.triggers:
            _missed(trigger, draft.number, told)
    return tuple(t for number in sorted(told) for t in told[number])


def _answer(refusal: Refusal, told: dict[int, list[Trigger]]) -> None:
    """Mark the open offers before the refusal that it speaks of."""
    latest = refusal.number
    near = [n for n in range(latest, latest - _REACH - 1, -1) if n in told]
    offers = [n for n in near[: _BACK + 1] if any(_is_offer(t, refusal) for t in told[n])]
    if refusal.points_back and offers and latest - offers[0] <= _BACK:
        _mark(told[offers[0]], [_is_offer(t, refusal) for t in told[offers[0]]])
        return
    for number in near:
        open_ = [_is_open(t, refusal) and t.type in refusal.types for t in told[number]]
        _mark(told[number], open_)


def _missed(trigger: Trigger, number: int, told: dict[int, list[Trigger]]) -> None:
    """They were to meet. They never met: what was due just before did not happen."""
    if not (trigger.status == "refused" and trigger.rule.endswith(": negated")):
        return
    for n in range(number - 1, number - _BACK - 1, -1):
        if n in told:
            due = [_DUE in t.rule and t.type == trigger.type is not None for t in told[n]]
            _mark(told[n], due)


def _mark(triggers: list[Trigger], refused: Sequence[bool]) -> None:
    for i, old in enumerate(triggers):
        if refused[i]:
            triggers[i] = replace(old, status="refused", rule=f"{old.rule}; refused later")


def _is_open(trigger: Trigger, refusal: Refusal) -> bool:
    return trigger.status in _OPEN and trigger.start < refusal.start


def _is_offer(trigger: Trigger, refusal: Refusal) -> bool:
    """What "this offer" can mean: something proposed, or a plan that two sides must agree on."""
    agreed_on = trigger.status == "planned" and trigger.type in REFUSABLE
    due = trigger.status == "planned" and _DUE in trigger.rule
    return trigger.start < refusal.start and (trigger.status == "proposed" or agreed_on or due)


def _refusals(draft: Draft) -> Iterator[Refusal]:
    parsed = draft.parsed
    for n, clause in enumerate(parsed.clauses):
        if clause.verb is None or clause.tense == "none" or not _says_no(parsed, n):
            continue
        start = clause.verb[0]
        end = parsed.clauses[min(n + 1, len(parsed.clauses) - 1)].end
        # "refused to meet" speaks of the meeting before; "refused a visit" of that visit
        verbs = (t for t in draft.triggers if "/verb: " in t.rule)
        named = (t.type for t in verbs if start < t.start < end)
        yield Refusal(
            number=draft.number,
            start=start,
            types=frozenset(kind for kind in named if kind in REFUSABLE),
            points_back=_points_back(parsed, clause),
        )


def _says_no(parsed: Parsed, n: int) -> bool:
    """A verb of refusal, or "it did not come about"."""
    clause = parsed.clauses[n]
    verb = clause.group[1]
    refusing = parsed.lowers[verb] in _refusing()
    if refusing and status_cues.cue_at(parsed.words, verb, status_cues.cues().answer) is not None:
        return parsed.readings[n].status == "occurred"
    told = clause.tense == "past" and clause.modal is None
    unheld = clause.negated and (told or clause.tense == "future")  # "will not take place"
    return unheld and clause.lemma in status_cues.cues().happens and _subject_points(parsed, clause)


def _points_back(parsed: Parsed, clause: Clause) -> bool:
    """Whether what is refused was named before: "this offer", "it", or nothing at all."""
    after = parsed.words[clause.group[1] + 1 : clause.group[1] + 5]
    lowers = [w.lower for w in after if w.lower not in ("down", "off", "out")]
    pointers = status_cues.cues().pointers
    if any(a in _ANAPHORS and b in pointers for a, b in itertools.pairwise(lowers)):
        return True
    if clause.passive or clause.negated:
        return _subject_points(parsed, clause)
    return not lowers or lowers[0] in (".", ",", ";", "it", "this", "that", "them")


def _subject_points(parsed: Parsed, clause: Clause) -> bool:
    """An offer, or "it", as the subject: "a proposal to meet was turned down"."""
    first = clause.group[0]
    subject = {w.lower for w in parsed.words[max(0, first - _SUBJECT) : first]}
    return not subject.isdisjoint(status_cues.cues().pointers)
