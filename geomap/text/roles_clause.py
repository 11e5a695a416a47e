"""The verb a place phrase hangs on, where no trigger of the lexicon does.

"Chirac was their host in Kelm" and "In Kelm not all have gone": any verb that is no mere state
makes something that happened there; "the mayor of the town is in Kelm" does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geomap.text import _lexicon

if TYPE_CHECKING:
    from geomap.text.roles_site import Site

Happening = Literal["happened", "expected", ""]

_VERBS = frozenset(("vb", "vbz", "vbd", "ved", "vbn", "vbg"))
_ENDS = frozenset((";", ":", "–", "—", ".", "?", "!", "("))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "'s", "’s"))
_REACH = 16


def is_verb(word: str) -> bool:
    """Whether a word looks like a finite verb or a participle."""
    if word.endswith("ed") and len(word) > 4:
        return True
    return _lexicon.word_tags().get(word) in _VERBS


def is_other(word: str) -> bool:
    """Whether a word is known to be anything but a noun or an adjective."""
    if is_verb(word):
        return True
    return _lexicon.word_tags().get(word, "noun") not in ("noun", "nouns", "adj")


def of_sentence(site: Site) -> Happening:
    """What the verb nearest to the place says: before it, or after it if the place comes first."""
    first = site.governor.first
    low, mention = site.row.low, site.row.mention
    if site.governor.at <= 2:
        after = range(site.unit + 1, min(site.unit + _REACH, len(low)))
        return _nearest(site, list(after))
    before = range(min(site.governor.at, first) - 1, max(-1, first - _REACH), -1)
    return _nearest(site, [k for k in before if mention[k] < 0])


def _nearest(site: Site, units: list[int]) -> Happening:
    stative = site.cues["stative"]
    for k in units:
        word = site.row.word(k)
        if word in _ENDS:
            return ""
        if word in stative:
            return _of_state(site, k)
        if is_verb(word) and not site.row.is_capital(k):
            return "expected" if _is_ahead(site, k) else "happened"
    return ""


def _of_state(site: Site, k: int) -> Happening:
    """After a form of "be" or "have": a participle makes it an event, "to" a plan."""
    for ahead in (k + 1, k + 2, k + 3):
        word = site.row.word(ahead)
        if word == "to" and site.row.low[k] in _BE:
            return "expected"
        if is_verb(word) and word not in site.cues["stative"]:
            return "expected" if _is_ahead(site, ahead) else "happened"
    return ""


def _is_ahead(site: Site, verb: int) -> bool:
    """Whether a modal, "to" or a word of planning stands before the verb, or is it."""
    words = [site.row.word(k) for k in range(max(0, verb - 3), verb + 1)]
    return any(word in site.cues["forecast"] for word in words) or "to" in words[:-1]


def ends_subject(site: Site) -> bool:
    """Whether the place ends a subject: "officials in Kelm said"."""
    past = site.past_list()
    word = site.row.word(past)
    return site.governor.at > 0 and bool(word) and (is_verb(word) or word in site.cues["acts"])
