"""The verb a place phrase hangs on, where no trigger of the lexicon does.

"Chirac was their host in Kelm" and "In Kelm not all have gone": any verb that is no mere state
makes something that happened there; "the mayor of the town is in Kelm" does not.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal

from geomap.text import _lexicon, roles_relative

if TYPE_CHECKING:
    from geomap.model import Trigger
    from geomap.text.roles_site import Site

Happening = Literal["happened", "expected", ""]

_VERBS = frozenset(("vb", "vbz", "vbd", "ved", "vbn", "vbg"))
_ENDS = frozenset((";", ":", "–", "—", ".", "?", "!", "("))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "'s", "’s"))
_PAST = frozenset(("was", "were", "has", "have", "had"))
_WISHES = frozenset(("hopes", "hope", "wants", "want"))
_NO_PAST = frozenset(
    ("hundred", "indeed", "speed", "creed", "breed", "greed", "sacred", "naked", "wicked", "exceed")
)
_MODALS = frozenset(("will", "would", "could", "may", "might", "should", "must", "shall"))
_DENIALS = frozenset(("no", "not", "never", "nobody", "nothing", "none", "neither"))
_PUT = frozenset(("put", "puts", "putting", "called", "calls", "calling"))
_CUT = frozenset(("in", "under", "of", "at", "on", "from", "with", "a", "an", "the"))
_SAID = frozenset(("said", "stated", "claimed", "argued", "believed", "thought", "says", "believe"))
_TELLING = frozenset(("told", "said", "says", "added", "announced", "stated", "claimed"))
_SAYING = frozenset(
    ("said", "says", "reported", "reports", "claimed", "stated", "confirmed", "announced", "added")
)
_OWNED = frozenset(("has", "have", "had", "keeps", "owns", "maintains"))
_TOLD = 7
_REACH = 16


def _is_weak_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 and word not in _NO_PAST


def is_verb(word: str) -> bool:
    """Whether a word looks like a finite verb or a participle."""
    if _is_weak_past(word):
        return True
    return _lexicon.word_tags().get(word) in _VERBS or word in _irregular()


def may_be_verb(word: str) -> bool:
    """Whether a word is a verb at least sometimes: "attacks"."""
    return is_verb(word) or _lexicon.word_tags().get(word) in ("nv", "nvs")


@functools.cache
def _irregular() -> frozenset[str]:
    return frozenset(form for forms in _lexicon.irregular_verbs().values() for form in forms)


def is_past(word: str) -> bool:
    """Whether a word looks like a past tense or a past participle."""
    if _is_weak_past(word):
        return True
    return word in _irregular() and word not in _BE


def is_other(word: str) -> bool:
    """Whether a word is known to be anything but a noun or an adjective."""
    if is_verb(word):
        return True
    return _lexicon.word_tags().get(word, "noun") not in ("noun", "adj")


def of_sentence(site: Site) -> Happening:
    """What the verb nearest to the place says: before it, or after it if none stands before."""
    found = _nearest(site, _before(site))
    if found is not None:
        return found
    after = range(site.unit + 1, min(site.unit + _REACH, len(site.row.low)))
    found = _nearest(site, list(after))
    if found is None and _lexicon.word_tags().get(site.head) in ("nv", "nvs"):
        return "happened"  # "the minister lands in Kelm"
    return found or ""


def of_clause(site: Site, first: int) -> Happening:
    """What the first verb from the unit `first` on says."""
    return _nearest(site, list(range(first, min(first + _REACH, len(site.row.low))))) or ""


def has_verb_before(site: Site) -> bool:
    """Whether a verb stands before the place in its part of the sentence."""
    return _nearest(site, _before(site)) is not None


def _before(site: Site) -> list[int]:
    first, at = site.governor.first, site.governor.at
    back = range(min(at, first) - 1, max(-1, first - _REACH), -1)
    return [k for k in back if site.row.mention[k] < 0]


def of_subject(site: Site) -> Happening:
    """What the verb group right after the place says happens to it, or that it does."""
    k = site.past_list()
    k += site.row.word(k) in site.cues["place-noun"]
    k += bool(site.governor.noun) and site.row.word(k) == ","  # "the third village, Kelm, was"
    k = roles_relative.past_apposition(site, k)
    if site.row.word(k) == "and":
        k = roles_relative.past_others(site, k)
    word = site.row.word(k)
    if word in _MODALS:
        return "expected"
    if _is_under(site, k):
        return "happened"
    if word in site.cues["stative"]:
        planned = site.row.word(k + 1) == "to"
        return _of_state(site, k) if word in _PAST or planned else ""
    return "happened" if is_verb(word) else ""


def _nearest(site: Site, units: list[int]) -> Happening | None:
    """What the first verb among the units says; None where there is no verb."""
    stative = site.cues["stative"]
    for k in units:
        word = site.row.word(k)
        if word in _ENDS:
            return None
        if word in stative:
            return _of_state(site, k)
        if (is_verb(word) or _is_of_who(site, k)) and not site.row.is_capital(k):
            if is_denied(site, k):
                return ""
            return "expected" if _is_ahead(site, k) or is_put_off(site, k) else "happened"
    return None


def _of_state(site: Site, k: int) -> Happening:
    """After a form of "be" or "have": a participle makes it an event, "to" a plan."""
    if site.row.word(k - 1) in _MODALS or _is_meant(site, k):
        return "expected"
    for ahead in (k + 1, k + 2, k + 3):
        word = site.row.word(ahead)
        if word in _CUT:
            return ""  # "was under the control of"
        if word == "to" and (site.row.low[k] in _BE or site.row.low[k] in _WISHES):
            return "expected"
        event = (is_verb(word) or _is_going_on(site, ahead)) and word not in site.cues["stative"]
        if word in site.cues["reached"] or event:
            return "expected" if _is_ahead(site, ahead) else "happened"
    return ""


def _is_of_who(site: Site, k: int) -> bool:
    """Whether a word that may be a noun is a verb here: "men who drive a truck"."""
    before = site.row.word(k - 1)
    return before in ("who", "they", "we", "which") and may_be_verb(site.row.word(k))


def _is_under(site: Site, k: int) -> bool:
    """Whether a place "has been under" some act of force."""
    row = site.row
    at = next((n for n in (k + 1, k + 2) if row.word(n) == "under"), -1)
    if at < 0 or row.word(k) not in site.cues["stative"]:
        return False
    end = row.start[min(at + 4, len(row.start) - 1)]
    return any(t.type == "ASSAULT" and row.start[at] < t.start <= end for t in site.triggers)


def is_reported_of(site: Site, trigger: Trigger) -> bool:
    """Whether a place stands in the subject of what is said: "said that men in Kelm had died"."""
    if trigger.start < site.mention.start:
        return False
    before = [k for k in _before(site) if is_verb(site.row.word(k))]
    if not before or site.row.word(before[0]) not in _SAYING:
        return False
    end = site.unit_at(trigger.start)
    verbs = range(site.unit + 1, end)
    auxiliary = any(site.row.word(k) in _PAST | _BE for k in verbs)
    return auxiliary and all(not is_verb(site.row.word(k)) for k in verbs if k < end - 3)


def has_only(site: Site) -> bool:
    """Whether somebody only has something, or speaks, there: "has a base in Kelm"."""
    for k in _before(site):
        word = site.row.word(k)
        if word in _ENDS:
            return False
        if is_verb(word) or word in site.cues["stative"]:
            start = site.row.start[k]
            told = any(_is_own(site, t, start) for t in site.triggers)
            if is_denied(site, k) and not told:
                return True
            told = told or any(is_reported_of(site, t) for t in site.triggers)
            office = [site.row.word(n) for n in range(k + 1, site.governor.at)]
            if word in _BE and not site.cues["title"].isdisjoint(office):
                return not told
            return (word in _OWNED or word in _TELLING) and not told
    return False


def _is_own(site: Site, trigger: Trigger, verb: int) -> bool:
    """Whether an event stands between a verb and the place, or in the place's own clause."""
    here = site.mention.start
    low, high = trigger.clause
    return verb < trigger.start < here or (verb < low <= here < high)


def is_put_off(site: Site, verb: int) -> bool:
    """Whether what follows is put off, or called off."""
    return site.row.word(verb) in _PUT and site.row.word(verb + 1) == "off"


def _is_going_on(site: Site, k: int) -> bool:
    """Whether a participle follows "be": "has been directing"."""
    word = site.row.word(k)
    known = _lexicon.word_tags().get(word, "noun") == "noun"
    return word.endswith("ing") and site.row.word(k - 1) in _BE and known


def _is_meant(site: Site, verb: int) -> bool:
    """Whether it is what somebody "was to" do."""
    return site.row.word(verb - 1) == "to" and site.row.word(verb - 2) in _BE


def is_denied(site: Site, verb: int) -> bool:
    """Whether a "not" or a "nobody" stands before the verb."""
    return any(site.row.word(k) in _DENIALS for k in range(max(0, verb - 4), verb))


def _is_ahead(site: Site, verb: int) -> bool:
    """Whether a modal, "to" or a word of planning stands before the verb, or is it."""
    row = site.row
    words = [row.word(k) for k in range(max(0, verb - 3), verb + 1) if not row.is_capital(k)]
    return any(word in site.cues["forecast"] for word in words) or "to" in words[:-1]


def ends_subject(site: Site) -> bool:
    """Whether the place ends the subject of a speech act: "officials in Kelm denied"."""
    return site.governor.at > 0 and site.row.word(site.past_list()) in site.cues["acts"]


def is_answered_from(site: Site) -> bool:
    """Whether a clause opens with a capital from which somebody speaks or refuses.

    "In Norvia the opposition demands ..." and "In Norvia that was refused".
    """
    if site.governor.at > 0 or site.governor.word != "in" or not site.governs:
        return False
    soon = range(site.unit + 1, min(site.unit + 5, len(site.row.low)))
    if any(site.row.word(k) in site.cues["seat"] for k in soon):
        return True
    told = range(site.unit + 1, site.unit + _TOLD)
    if not site.mention.town and any(site.row.word(k) in _SAID for k in told):
        return True
    reach = site.row.start[soon[-1]] if soon else 0
    return any(t.type in ("REJECT", "ACCUSE") and t.start <= reach for t in site.triggers)
