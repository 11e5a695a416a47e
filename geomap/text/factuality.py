"""Factuality: whether an event word tells of something that happened.

Each trigger gets the weakest status that anything governing it gives: the words of its noun
phrase, the verb group it belongs to, and what that depends on, up to reported speech, which
hands on no status but a speaker. Then offers are matched with the refusals that follow them.
The scheme is FactBank's (certainty and polarity by source) cut down to seven statuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text.moods import mood
from geomap.text.readings import REAL, Parsed, Reading, weaker
from geomap.text.status_cues import VERB_TAGS, base, cue_at, cues

__all__ = ["Parsed", "Reading", "cues", "governor", "parse", "stands_instead", "through", "weaker"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Status
    from geomap.text.clauses import Clause
    from geomap.text.tokens import Token

_REACH = 9  # words between a governor and what it governs
_ADJUNCT = frozenset({",", "after", "since", "before", "while", "when"})
_OF_NOUN = frozenset({"det", "adj", "num", "poss", "propn", "noun", "neg"})


def parse(words: Sequence[Token], clauses: Sequence[Clause]) -> Parsed:
    """Read the clauses of a sentence from left to right, each in the light of those before."""
    readings: list[Reading] = []
    lowers = [word.lower for word in words]
    parsed = Parsed(words=words, clauses=clauses, readings=readings, lowers=lowers)
    for n in range(len(clauses)):
        readings.append(_read(parsed, n))  # noqa: PERF401, it reads those before it
    return parsed


def _read(parsed: Parsed, n: int) -> Reading:
    clause = parsed.clauses[n]
    if n and _goes_on(parsed, n):
        return parsed.readings[n - 1]
    own = mood(parsed, n)
    if clause.kind in ("infinitive", "participle"):
        own = _under(own, _governed(parsed, n))
    elif clause.kind in ("complement", "main", "relative"):
        own = _complement(parsed, n, own)
    if clause.kind == "condition":
        status = weaker("hypothetical", own.status)
        return Reading(status=status, rule=f"condition {own.rule}".strip())
    if clause.modal == "cannot" or (clause.modal == "can" and clause.negated):
        return Reading(status="refused", rule="cannot", polarity="aim")
    if clause.negated:
        return Reading(status="refused", rule=f"{own.rule} negated".strip(), polarity="negated")
    return own if own.rule else Reading(own.status, "stated", own.polarity)


def _goes_on(parsed: Parsed, n: int) -> bool:
    """A verb joined to the one before, whose auxiliary it shares: "will meet and discuss"."""
    words, clause, before = parsed.words, parsed.clauses[n], parsed.clauses[n - 1]
    first, last = clause.group
    if first != last or not first or words[first - 1].tag not in ("conj", "adv", ","):
        return False
    if words[clause.words[0]].tag != "conj" or first - clause.words[0] > 2 or clause.negated:
        return False
    bare = words[first].tag == "vb" or words[first].lower == clause.lemma  # "would ... and cut"
    if bare:
        return before.modal is not None or before.kind == "infinitive"
    passive = words[first].tag in ("ved", "vbn") and before.passive
    return passive and (before.modal is not None or before.kind == "infinitive")


def _under(own: Reading, outer: Reading) -> Reading:
    """A reading within another: the weaker status counts."""
    return Reading(
        status=weaker(own.status, outer.status),
        rule=f"{own.rule} {outer.rule}".strip(),
        polarity=outer.polarity,
    )


def _complement(parsed: Parsed, n: int, own: Reading) -> Reading:
    """A that-clause under a word of wish, demand, doubt or denial."""
    words, clause = parsed.words, parsed.clauses[n]
    opening = clause.words[0]
    named = _that_noun(words, clause) if "that" in parsed.lowers else None
    if named is not None:
        return _under(own, named)
    if not n:
        return own
    outer = parsed.clauses[n - 1]
    direct = outer.words[1] == opening and outer.group[1] >= opening - 4
    joined = words[opening].tag == "conj" or clause.kind == "relative"
    if joined or not direct:
        return own
    if outer.passive:  # "it is rumoured that"
        unsure = outer.lemma in cues().hearsay and clause.kind == "complement"
        return _under(own, Reading(status="alleged", rule=outer.lemma)) if unsure else own
    return _said(own, clause, outer, denied=parsed.readings[n - 1].polarity == "negated")


def _that_noun(words: Sequence[Token], clause: Clause) -> Reading | None:
    """A noun or adjective before "that": "unlikely that", "fears that", "in the event that"."""
    low = max(clause.words[0], clause.group[0] - _REACH, 1)
    for i in range(low, clause.group[0]):
        if words[i].lower == "that" and words[i - 1].tag not in VERB_TAGS:
            cue = cue_at(words, i - 1, cues().over_infinitive)
            if words[i - 1].lower in cues().proof and i > 1 and words[i - 2].lower == "no":
                return Reading(status="hypothetical", rule=f"no {words[i - 1].lower}")
            if cue is not None:
                return Reading(status=cue, rule=words[i - 1].lower)
    return None


def _said(own: Reading, clause: Clause, outer: Clause, *, denied: bool) -> Reading:
    """What the verb of the clause before makes of what it says, wishes or doubts."""
    cue = cues().over_infinitive.get(outer.lemma)
    speech = outer.lemma in cues().speech
    bare = clause.kind == "main" and not speech
    if cue is None or cue in ("occurred", "refused") or bare:
        return own
    if speech and clause.tense == "past" and cue != "alleged":
        return own  # "suggested that rebels had come": said to be so, not proposed
    if denied:  # "did not deny that"
        return own if cue == "alleged" else _under(own, Reading(status="hypothetical", rule="not"))
    return _under(own, Reading(status=cue, rule=outer.lemma))


def _governed(parsed: Parsed, n: int) -> Reading:
    """What the word that an infinitive or participle depends on makes of it."""
    words, clause = parsed.words, parsed.clauses[n]
    infinitive = clause.kind == "infinitive"
    if not infinitive and stands_instead(words, clause.group[0], of_verb=True):
        return Reading(status="refused", rule="without", polarity="negated")
    if not infinitive and _is_kept_from(parsed, n):
        return Reading(status="refused", rule="kept from", polarity="negated")
    if not infinitive and _before_participle(words, clause.group[0]) in _ADJUNCT:
        return _ungoverned(parsed, n)  # ", killing two": whatever happened in the main clause
    table = cues().over_infinitive if infinitive else cues().over_phrase
    outer = parsed.clauses[n - 1] if n else None
    floor = outer.group[1] if outer is not None else 0
    start = clause.group[0]
    for i in range(start - 1, max(floor, start - _REACH) - 1, -1):
        if words[i].tag in (";", ":", "rel") or (words[i].tag == "," and infinitive):
            break
        cue = cue_at(words, i, table)
        if cue is None and words[i].tag == "noun":
            cue = cue_at(words, i, cues().over_infinitive)  # "with the aim of seizing"
        if cue is not None and not (words[i].lower == "order" and words[i - 1].lower == "in"):
            return governor(parsed, i, cue)
    return _ungoverned(parsed, n)


def stands_instead(words: Sequence[Token], at: int, *, of_verb: bool = False) -> bool:
    """Whether what begins at token `at` is said to be missing: "without", "rather than"."""
    before = tuple(w.lower for w in words[max(0, at - 2) : at])
    tables = [cues().instead, cues().instead_of_doing] if of_verb else [cues().instead]
    return any(before in phrases or before[-1:] in phrases for phrases in tables)


def _is_kept_from(parsed: Parsed, n: int) -> bool:
    """Blocked from entering, stopped the convoy from leaving."""
    outer = parsed.clauses[n - 1] if n else None
    at = parsed.clauses[n].group[0] - 1
    away = outer is not None and parsed.words[at].lower == "from" and at - outer.group[1] < _REACH
    return away and outer is not None and outer.lemma in cues().keeping


def _before_participle(words: Sequence[Token], start: int) -> str:
    """The comma or conjunction before a participle, adverbs ("thus") left out."""
    at = start - 1
    while at > 0 and words[at].tag == "adv":
        at -= 1
    return words[at].lower if at >= 0 else ""


def _ungoverned(parsed: Parsed, n: int) -> Reading:
    """An infinitive or participle without a word that decides: it goes with its main clause."""
    clause = parsed.clauses[n]
    above = parsed.readings[n - 1] if n else None
    if clause.kind == "participle":
        return _finite_before(parsed, n) or _main_mood(parsed, n)
    before = {w.lower for w in parsed.words[max(0, clause.group[0] - 4) : clause.group[0]]}
    if before & cues().ordinals:
        return Reading(status="occurred", rule="the first to")
    if above is not None and before:
        direct = _direct_infinitive(parsed, n, above)
        if direct is not None:
            return direct
        if above.status not in REAL:
            return above
    if _is_headline(parsed, n):
        return Reading(status="planned", rule="headline")
    return Reading(status="hypothetical", rule="purpose", polarity="aim")


def _is_headline(parsed: Parsed, n: int) -> bool:
    """Oslo to reopen the bridge: a subject, an infinitive, and no other verb that tells."""
    at = parsed.clauses[n].group[0]
    subject = at > 0 and parsed.words[at - 1].tag in ("noun", "propn")
    return subject and all(c.tense == "none" for c in parsed.clauses)


def _direct_infinitive(parsed: Parsed, n: int, above: Reading) -> Reading | None:
    """An infinitive that is no purpose: "claimed to have shot", "was to meet", "the first to"."""
    outer = parsed.clauses[n - 1]
    word = parsed.words[parsed.clauses[n].group[0] - 1]
    if outer.lemma in cues().order and not parsed.clauses[n].perfect:
        return _under(Reading(status="proposed", rule=outer.lemma), above)
    claimed = parsed.clauses[n].perfect or word.end == outer.end
    if not claimed and word.tag != "be":
        return None
    if outer.lemma in cues().speech or outer.lemma in cues().hearsay:
        unsure = outer.passive and outer.lemma in cues().hearsay
        return _under(Reading(status="alleged" if unsure else "occurred", rule=outer.lemma), above)
    if word.tag == "be":
        missed = parsed.clauses[n].perfect  # "were to have met"
        return _under(Reading(status="refused" if missed else "planned", rule="was to"), above)
    return None


def _finite_before(parsed: Parsed, n: int) -> Reading | None:
    """The reading of the finite clause before; of the clause before where no comma parts them."""
    link = _before_participle(parsed.words, parsed.clauses[n].group[0])
    if link in ("after", "since"):
        return Reading(status="occurred", rule=link)  # "after seizing the fort"
    if link == ",":
        for m in range(n - 1, max(-1, n - 6), -1):
            if parsed.clauses[m].tense != "none":
                return parsed.readings[m]
    return parsed.readings[n - 1] if n else None


def _main_mood(parsed: Parsed, n: int) -> Reading:
    """For a participle that opens the sentence: the mood of the first finite clause."""
    for m in range(n + 1, min(len(parsed.clauses), n + 5)):
        if parsed.clauses[m].kind not in ("participle", "infinitive"):
            return mood(parsed, m)
    return Reading(status="occurred", rule="participle")


def governor(parsed: Parsed, at: int, cue: Status) -> Reading:
    """What the cue word at token `at` gives, with what its own clause makes of it."""
    rule = parsed.words[at].lower
    nearest = range(len(parsed.readings) - 1, -1, -1)
    m = next((m for m in nearest if parsed.clauses[m].group[0] <= at), None)
    m = m if m is not None and _in_group(parsed.clauses[m], at) else None
    if m is None:
        return _of_governing_noun(
            parsed, at, Reading(status=_adjective(parsed, at, cue), rule=rule)
        )
    staged = parsed.clauses[m].tense == "past" and not parsed.clauses[m].progressive
    if staged and base(parsed.words[at]) in cues().staging:
        cue = "occurred"  # "arranged a meeting"
    above = parsed.readings[m]
    kept = above.polarity == "negated" or above.status == "refused"
    if kept and base(parsed.words[at]) in cues().preventing:
        return Reading(status="occurred", rule=f"not {rule}")  # "failed to prevent"
    found = through(cue, above, rule)
    tried = base(parsed.words[at]) in cues().attempt and found.polarity == "told"
    return found._replace(polarity="attempt") if tried else found


def _of_governing_noun(parsed: Parsed, at: int, own: Reading) -> Reading:
    """What becomes of a plan or an attempt itself: "foiled an attempt to", "no plans to"."""
    words = parsed.words
    left = at
    while left and words[left - 1].tag in _OF_NOUN:
        left -= 1
    if any(w.lower == "no" for w in words[left:at]):
        return Reading(status="refused", rule=f"no {own.rule}", polarity="negated")
    m = next((m for m, c in enumerate(parsed.clauses) if c.verb and c.group[1] == left - 1), None)
    outer = cue_at(words, left - 1, cues().over_phrase) if m is not None else None
    rule = f"{words[left - 1].lower} {own.rule}" if outer is not None else f"{own.rule}, its fate"
    if outer is None:
        outer = _accusing(parsed, left) or _fate(parsed, at)
    if words[at].lower in cues().attempt and outer is None:
        return own._replace(polarity="attempt")
    if outer is None or outer == "occurred":
        return own
    return own._replace(status=weaker(outer, own.status), rule=rule)


def _accusing(parsed: Parsed, left: int) -> Status | None:
    """Accused them of plans to attack, warned of attempts to leave."""
    words = parsed.words
    if left < 2 or words[left - 1].lower not in ("of", "about", "against"):
        return None
    for k in range(left - 2, max(-1, left - _REACH), -1):
        if words[k].tag in VERB_TAGS:
            cue = cue_at(words, k, cues().over_phrase)
            return cue if cue in ("alleged", "hypothetical", "refused") else None
    return None


def _fate(parsed: Parsed, at: int) -> Status | None:
    """What the predicate says of the noun at token `at`: "a plan to meet was dropped"."""
    ahead = (c for c in parsed.clauses if c.group[0] > at and c.tense != "none")
    clause = next(ahead, None)
    if clause is None or not clause.passive or clause.kind != "main":
        return None
    cue = cue_at(parsed.words, clause.group[1], cues().over_phrase)
    return cue if cue in ("refused", "hypothetical") else None


def _in_group(clause: Clause, at: int) -> bool:
    return clause.verb is not None and clause.group[0] <= at <= clause.group[1]


def _adjective(parsed: Parsed, at: int, cue: Status) -> Status:
    """Able: "was able to" did it, "is able to" might."""
    if parsed.words[at].lower != "able":
        return cue
    past = at and parsed.words[at - 1].lower in ("was", "were", "been")
    return "occurred" if past else cue


def through(cue: Status, above: Reading, rule: str) -> Reading:
    """A governor whose own clause is not real gives no more than that clause."""
    rule = f"{rule} {above.rule}"
    if above.polarity == "negated":  # "did not refuse", "never managed"
        if cue == "refused":
            return Reading(status="hypothetical", rule=rule)
        return Reading(status="refused", rule=rule, polarity="negated")
    if cue == "occurred":
        return above._replace(rule=rule)
    status = cue if above.status in REAL else weaker(cue, above.status)
    return Reading(status=status, rule=rule)
