"""Factuality of event nouns: by their own phrase, what governs it, and the verb they go with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text.factuality import Parsed, Reading, governor, stands_instead, through, weaker
from geomap.text.status_cues import VERB_TAGS, base, cue_at, cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Status
    from geomap.text.tokens import Token

_PHRASE = frozenset(
    {"det", "adj", "num", "propn", "noun", "poss", "adv", "neg", "ved", "vbn", "vbg"}
)
_LINKS = frozenset(
    {"of", "for", "on", "about", "to", "into", "in", "with", "against", "from", "at", "over"}
)
_MARKS = frozenset({",", ";", ":", "conj"})
_VENUE = frozenset({"at", "during", "in", "on"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "some", "no", "further", "new", "more"})
_REACH = 9
_BEHIND = frozenset({"prep", "to", ",", "."})
_CHAIN = 3  # nouns joined by "of"
_PREDICATIVE = frozenset({"adv", "adj", "ved", "vbn", "prep"})
_DIRECTION = frozenset({"ahead", "on", "into", "about", "to", "under"})


def of_noun(parsed: Parsed, n: int, i: int) -> Reading:
    """What is said of the event that the noun at token `i`, in clause `n`, names."""
    words = parsed.words
    if parsed.readings[n].rule == "habit":
        return parsed.readings[n]
    left = phrase_start(words, i)
    own = _modified(words, left, i) or _modified_after(words, i)
    if own is not None and own.status == "refused":
        return own
    if left and words[left - 1].lower in cues().given and not _opens_clause(parsed, n, i, left):
        return own or Reading(status="occurred", rule=f"given {words[left - 1].lower}")
    if stands_instead(words, left) or _is_missed(words, left):
        return Reading(status="refused", rule="without", polarity="negated")
    clause = parsed.clauses[n]
    floor = clause.words[0] if i < clause.group[0] else 0  # a subject is governed in its clause
    reading = _by_governor(parsed, left, floor) or _by_predicate(parsed, n, i, left)
    if own is None:
        return reading
    return Reading(status=weaker(own.status, reading.status), rule=f"{own.rule} {reading.rule}")


def is_background(words: Sequence[Token], i: int, *, agreed: bool) -> bool:
    """Whether the noun at token `i` is only named: "the anniversary of", "under the deal".

    `agreed` is for nouns of agreement, which other things follow from.
    """
    left = phrase_start(words, i)
    before = tuple(w.lower for w in words[max(0, left - 2) : left])
    if len(before) == 2 and before[1] in ("of", "about", "on"):
        named = words[left - 2].text  # "the day of the attack", but "Victory Day", "Day of"
        if named in cues().memory or (before[0] in cues().memory and named.islower()):
            return True
    phrases = cues().background
    return agreed and (before in phrases or before[-1:] in phrases)


def link_before(words: Sequence[Token], i: int) -> Token | None:
    """The preposition that the phrase of the noun at token `i` hangs on, if any.

    Of "after the end of the war" it is "after".
    """
    at = i
    for _ in range(_CHAIN):
        left = phrase_start(words, at)
        link = words[left - 1] if left else None
        if link is None or link.tag not in ("prep", "sub", "to"):
            return None
        if link.lower != "of" or left < 2 or words[left - 2].tag != "noun":
            return link
        at = left - 2
    return None


def _opens_clause(parsed: Parsed, n: int, i: int, left: int) -> bool:
    """Whether "until" or "before" joins a clause whose subject the noun is."""
    clause = parsed.clauses[n]
    between = {w.tag for w in parsed.words[i + 1 : clause.group[0]]}
    ahead = clause.verb is not None and i < clause.group[0] and between.isdisjoint(_MARKS)
    return parsed.words[left - 1].tag == "sub" and ahead


def phrase_start(words: Sequence[Token], i: int) -> int:
    """The first token of the noun phrase that the noun at token `i` ends."""
    left = i
    while left and i - left < 7 and words[left - 1].tag in _PHRASE:
        left -= 1
        if words[left].tag in ("det", "neg"):
            break
        participle = words[left].tag in ("ved", "vbn", "vbg")
        if participle and not _is_attribute(words, left):
            return left + 1
    return left


def _is_attribute(words: Sequence[Token], i: int) -> bool:
    """A participle before a noun: "the postponed visit", but not "they postponed visits"."""
    known = words[i].lower in cues().modifiers
    return known and (i == 0 or words[i - 1].tag in ("det", "adj", "num", "poss", "prep", "conj"))


def _modified(words: Sequence[Token], left: int, i: int) -> Reading | None:
    found: Reading | None = None
    for word in words[left:i]:
        cue = cues().modifiers.get(word.lower)
        if word.lower == "no":
            return Reading(status="refused", rule="no", polarity="negated")
        if cue is not None and (found is None or weaker(cue, found.status) == cue):
            found = Reading(status=cue, rule=word.lower)
    return found


def _modified_after(words: Sequence[Token], i: int) -> Reading | None:
    """Talks scheduled for May: a participle behind the noun."""
    after = words[i + 1 : i + 3]
    if len(after) < 2 or after[0].tag not in ("ved", "vbn") or after[1].tag not in _BEHIND:
        return None
    cue = cues().modifiers.get(after[0].lower)
    return Reading(status=cue, rule=after[0].lower) if cue is not None else None


def _is_missed(words: Sequence[Token], left: int) -> bool:
    """They came close to a deal."""
    before = [w.lower for w in words[max(0, left - 3) : left]]
    return before[1:] == ["close", "to"] and before[0] in ("came", "come", "comes", "coming")


def _by_governor(parsed: Parsed, left: int, floor: int) -> Reading | None:
    """The governor of a noun phrase: "offered talks", "the proposal of a summit", "called for"."""
    words = parsed.words
    at = left - 1
    if at < 0:
        return None
    link = words[at].lower if words[at].tag in ("prep", "to") else ""
    if link:
        if link not in _LINKS:
            return _by_particle_verb(parsed, at - 1, link)
        at -= 1
    for k in range(at, max(floor - 1, at - _REACH), -1):
        cue = cue_at(words, k, cues().over_phrase)
        if cue is not None and _reaches(words, k, at, link, cue):
            return None if _is_complement(parsed, k, left) else governor(parsed, k, cue)
        if words[k].tag in VERB_TAGS or words[k].tag == "be":
            return _of_what_began(parsed, k) if link == "for" else None
        if words[k].tag not in (*_PHRASE, "pron", "prep", "to"):
            return None
    return None


def _by_particle_verb(parsed: Parsed, at: int, particle: str) -> Reading | None:
    """Called off the trip: the particle looks like a preposition of the noun."""
    if at < 0 or parsed.words[at].tag not in VERB_TAGS:
        return None
    cue = cues().over_phrase.get(f"{base(parsed.words[at])} {particle}")
    return governor(parsed, at, cue) if cue is not None else None


def _of_what_began(parsed: Parsed, k: int) -> Reading | None:
    """Preparations began for a summit: the subject governs past a verb that only says it is so."""
    clause = next((c for c in parsed.clauses if c.group[0] <= k <= c.group[1]), None)
    if clause is None or clause.lemma not in cues().happens or not clause.group[0]:
        return None
    subject = clause.group[0] - 1
    cue = cue_at(parsed.words, subject, cues().over_phrase)
    return governor(parsed, subject, cue) if cue is not None else None


def _reaches(words: Sequence[Token], k: int, at: int, link: str, cue: Status) -> bool:
    """Whether a cue governs past the words between: "invited them for talks", "accused X of"."""
    between = words[k + 1 : at + 1]
    if not between:
        return bool(link) or words[k].tag in VERB_TAGS or words[k].tag == "adj"
    if words[k].tag not in VERB_TAGS:  # "the offer by Oslo of talks"
        return between[0].lower in ("by", "of", "from") and all(w.tag != "noun" for w in between)
    if any(w.tag == "prep" for w in between[1:]) and link not in ("for", "to"):
        return False
    return link in ("", "for", "to") or (link == "of" and cue == "alleged")


def _is_complement(parsed: Parsed, at: int, left: int) -> bool:
    """A noun right after a passive verb says what the subject is: "is considered a battle"."""
    at_verb = parsed.words[at].tag in ("ved", "vbn")
    passive = any(w.tag == "be" for w in parsed.words[max(0, at - 2) : at])
    return at_verb and passive and left == at + 1


def _by_predicate(parsed: Parsed, n: int, i: int, left: int) -> Reading:
    """The verb the noun is subject or object of."""
    clause = parsed.clauses[n]
    definite = _is_definite(parsed.words, left, i)
    if clause.verb is None:
        return Reading(status="occurred", rule="verbless")
    before = parsed.words[left - 1] if left else None
    if before is not None and before.tag in ("prep", "to"):
        fronted = i < clause.group[0] and parsed.readings[n].status != "planned"
        link = "" if fronted and definite else before.lower
        return _in_phrase(parsed.readings[n], link, definite=definite)
    if i > clause.group[1]:
        return _as_object(parsed, n, left, definite=definite)
    return _as_subject(parsed, n, definite=definite)


def _is_definite(words: Sequence[Token], left: int, i: int) -> bool:
    """The, this, their, or a name in the phrase: somebody knows already which event it is."""
    if words[left].lower in _INDEFINITE:
        return False
    return words[left].tag == "det" or any(w.tag in ("poss", "propn") for w in words[left:i])


def _in_phrase(reading: Reading, preposition: str, *, definite: bool) -> Reading:
    """A noun after a preposition: a meeting's venue shares its fate, else it is given."""
    if reading.polarity == "negated":
        given = definite or preposition in _VENUE
        return Reading(status="occurred", rule="presupposed") if given else reading
    if preposition in _VENUE or not definite:
        return reading
    return Reading(status="occurred", rule="presupposed")


def _as_object(parsed: Parsed, n: int, left: int, *, definite: bool) -> Reading:
    lemma, verb = parsed.clauses[n].lemma, parsed.clauses[n].group[1]
    reading = parsed.readings[n]
    cue = cue_at(parsed.words, verb, cues().over_phrase)
    if cue is not None and _is_joined(parsed.words, left):
        return governor(parsed, verb, cue)
    if lemma == "be":
        aim = _aim_before(parsed, n)
        if aim is not None:
            return aim
    if definite and reading.polarity == "negated" and lemma in cues().attending:
        return Reading(status="occurred", rule="presupposed")
    if lemma in cues().ending or (definite and lemma not in cues().support):
        return Reading(status="occurred", rule="presupposed")
    return reading


def _aim_before(parsed: Parsed, n: int) -> Reading | None:
    """The aim of the march is the capture of the fort: a subject that says it is ahead."""
    clause = parsed.clauses[n]
    for i in range(clause.words[0], clause.group[0]):
        cue = cues().over_infinitive.get(f"~{parsed.words[i].lower}")
        if cue in ("planned", "proposed", "hypothetical"):
            return Reading(status=cue, rule=f"{parsed.words[i].lower} is")
        if parsed.words[i].tag in ("noun", "prep"):
            return None
    return None


def _is_joined(words: Sequence[Token], left: int) -> bool:
    """A second object: "called off the talks and a visit", "..., and with it a visit"."""
    before = words[max(0, left - 3) : left]
    with_it = [w.tag for w in before] == ["conj", "prep", "pron"]
    return with_it or (bool(before) and before[-1].tag == "conj")


def _as_subject(parsed: Parsed, n: int, *, definite: bool) -> Reading:
    m = _predicate(parsed, n)
    clause = parsed.clauses[m]
    reading = parsed.readings[m]
    if clause.lemma in cues().looming:
        return Reading(status="hypothetical", rule=clause.lemma)
    after = parsed.lowers[clause.group[1] + 1 : clause.group[1] + 3]
    if not cues().lapsing.isdisjoint({(clause.lemma, *after[:1]), (clause.lemma, *after)}):
        return Reading(status="refused", rule=f"{clause.lemma} {' '.join(after)}")
    cue = cue_at(parsed.words, clause.group[1], cues().over_phrase)
    aimed = parsed.words[clause.group[1] + 1 : clause.group[1] + 2]
    if any(w.lower == "at" for w in aimed):
        cue = None  # "the march was aimed at": there was a march
    if clause.lemma == "consider" and any(w.tag not in ("prep", ".", ",", "adv") for w in aimed):
        cue = None  # "the battle is considered a draw": there was a battle
    if (clause.passive or _is_telegraphic(parsed, m)) and cue is not None:
        return through(cue, reading, clause.lemma)
    if _takes_place(parsed, m):
        fate = _predicative(parsed, m)
        return reading if fate is None else through(fate, reading, clause.lemma)
    if definite or reading.polarity == "negated" or clause.lemma in cues().ending:
        return Reading(status="occurred", rule="presupposed")
    return reading


def _is_telegraphic(parsed: Parsed, m: int) -> bool:
    """Elections scheduled for May: a passive without its auxiliary."""
    first, last = parsed.clauses[m].group
    after = parsed.words[last + 1 : last + 2]
    bare = first == last and parsed.words[last].tag in ("ved", "vbn")
    return bare and any(w.tag in ("prep", "to") for w in after)


def _predicate(parsed: Parsed, n: int) -> int:
    """The clause that tells of the subject of clause `n`, past side clauses."""
    clauses = parsed.clauses
    m = n
    while (
        m + 1 < len(clauses)
        and clauses[m].kind in ("relative", "participle")
        and not _takes_place(parsed, m)
    ):
        m += 1
    # "was supposed to be held", "is expected to begin": the infinitive tells
    after = clauses[m + 1] if m + 1 < len(clauses) else None
    if after is not None and after.kind == "infinitive" and _takes_place(parsed, m + 1):
        between = {w.tag for w in parsed.words[clauses[m].group[1] + 1 : after.group[0]]}
        m += between <= _PREDICATIVE  # but not "it obliges both sides to hold"
    return m


def _takes_place(parsed: Parsed, m: int) -> bool:
    clause = parsed.clauses[m]
    if clause.lemma in ("go", "come"):
        after = parsed.words[clause.group[1] + 1 : clause.group[1] + 2]
        return any(w.lower in _DIRECTION for w in after)
    if not clause.passive:
        return clause.lemma in cues().happens
    return clause.lemma in cues().support


def _predicative(parsed: Parsed, m: int) -> Status | None:
    """Be with an adjective that decides: "is possible", "is unlikely", "was due in May"."""
    clause = parsed.clauses[m]
    if clause.lemma != "be":
        return None
    for word in parsed.words[clause.group[1] + 1 : clause.group[1] + 3]:
        cue = cues().modifiers.get(word.lower) or cues().over_infinitive.get(f"~{word.lower}")
        if cue is not None and word.tag in ("adj", "ved", "prep", "adv", "vbg"):
            return cue
    return None
