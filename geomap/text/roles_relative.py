"""What is said of a place after it is named: relative clauses, appositions, other names.

"Kelm, where they met", "Dorn, a town of 900 people, was shelled", "Kelm, which others call Dorn".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause

if TYPE_CHECKING:
    from geomap.text.roles_clause import Happening
    from geomap.text.roles_site import Decision, Site

_RELATIVE = frozenset(("where", "which", "that"))
_ARTICLES = frozenset(("a", "an", "the", "one"))
_STOPS = frozenset((",", ";", ":", ".", "(", "–", "—"))
_BE = frozenset(("was", "were", "been"))
_LOST = frozenset(("fell", "burned", "burnt", "surrendered", "suffered", "witnessed", "saw"))
_KEPT = frozenset(("surrounded", "controlled", "held", "secured", "defended", "hold", "control"))
_NAMING = frozenset(("known", "called", "call", "calls", "aka"))
_JOINTS = frozenset((",", "(", "which", "known", "called", "also", "now", "formerly", "aka"))
_NAMED = frozenset(("call", "calls", "called", "as", "aka"))
_WHEN = frozenset(("by", "on", "in"))
_LONGEST = 14
_OTHERS = 16
_NAMED_WITHIN = 8


def of_relative(site: Site) -> Happening:
    """What a relative clause after the place says happened to it, or in it."""
    k = _relative(site)
    if k < 0:
        return ""
    if site.row.word(k) == "where":
        return roles_clause.of_clause(site, k + 1)
    return "happened" if _is_struck(site, k + 1) else ""


def _relative(site: Site) -> int:
    """The unit of the relative word that follows the place or its apposition, or -1."""
    row, k = site.row, site.past_list()
    k += row.word(k) in site.cues["place-noun"]
    k += row.word(k) == ","
    if row.word(k) in ("where", "which"):
        return k
    if row.word(k) not in _ARTICLES:
        return -1
    for n in range(k, min(k + _LONGEST, len(row.low))):
        if _stops(site, n):
            return -1
        if row.word(n) in _RELATIVE:
            return -1 if row.is_mention(n - 1) else n
    return -1


def _stops(site: Site, k: int) -> bool:
    """Whether a stop stands at `k` that is not inside a number."""
    return site.row.word(k) in _STOPS and not site.row.word(k + 1).isdecimal()


def _is_struck(site: Site, k: int) -> bool:
    """Whether "fell" or "was captured" stands at `k`: not "was surrounded by hills"."""
    row = site.row
    if row.word(k) in _LOST:
        return True
    if row.word(k) not in _BE:
        return False
    words = [row.word(n) for n in (k + 1, k + 2)]
    return any(word in site.cues["reached"] and word not in _KEPT for word in words)


def past_apposition(site: Site, k: int) -> int:
    """The unit after ", a town of 900 people," where that stands at `k`; else `k`."""
    row = site.row
    if row.word(k) != "," or row.word(k + 1) not in _ARTICLES:
        return k
    ends = (n for n in range(k + 2, min(k + _LONGEST, len(row.low))) if _stops(site, n))
    end = next(ends, k)
    return end + 1 if row.word(end) == "," else k


def past_others(site: Site, k: int) -> int:
    """The unit after what is named with it: "Kelm, the capital, and the villages around were"."""
    for n in range(k, min(k + _OTHERS, len(site.row.low))):
        if site.row.word(n) in ("was", "were"):
            return n
        word = site.row.word(n)
        verb = roles_clause.is_verb(word) and word not in site.cues["modifier"]
        if verb or word in (";", ":", "."):
            return k
    return k


def other_name(site: Site) -> Decision | None:
    """The role of the name before, where this is only what others call it."""
    row = site.row
    if row.low[site.unit - 1] not in _NAMED:
        return None
    for k in range(site.unit - 1, max(-1, site.unit - _NAMED_WITHIN), -1):
        if row.is_mention(k) and row.mention[k] not in site.demonyms | site.unknown:
            between = row.low[k + 1 : site.unit]
            named = not _NAMING.isdisjoint(between)
            opens = between[1:2] if between[:1] in ([","], ["("]) else between[:1]
            named = named and opens[0] in _JOINTS
            decision = site.settled.get(k)
            if named and decision is not None:
                return decision[0], f"other name of the one before: {decision[1]}"
            return None
    return None


def gapped(site: Site) -> Decision | None:
    """The role of the subject before: "Kelm fell on 3 May and Dorn by the end of June"."""
    row = site.row
    if site.governor.word not in ("and", ",", ";") or site.after() not in _WHEN:
        return None
    dated = row.word(site.unit + 2) in site.cues["when"] or row.word(site.unit + 2).isdecimal()
    for k in sorted(site.settled, reverse=True):
        role, reason = site.settled[k]
        if dated and reason.startswith(("what the event is about", "a verb of it")):
            return role, f"as the name before: {reason}"
    return None
