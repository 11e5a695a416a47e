"""Where somebody speaks from, or is written to: places at which nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

_POWERS = frozenset(("leaders", "leadership", "rulers", "government", "authorities", "regime"))
_PERSONS = frozenset(("nobody", "anybody", "everybody", "somebody", "people", "residents", "those"))
_SPOKEN_FOR = frozenset(("officials", "diplomats", "nobody", "anybody", "everybody"))
_HAVE = frozenset(("has", "have", "had"))
_SENT = frozenset(("sent", "send", "sends", "sending"))
_SPEECH = frozenset(
    ("said", "says", "accused", "accuses", "denied", "denies", "confirmed", "announced", "alleged")
)
_SOON = 6


def seat(site: Site) -> Decision | None:
    """Where somebody speaks from: "officials in Kelm denied", "in Norvia that was refused"."""
    if roles_clause.is_answered_from(site):
        refused = site.triggers and site.triggers[0].type == "REJECT"
        return "metonym" if refused else "background", "the seat of who speaks"
    if site.head in _POWERS and site.governs and not _is_met(site):
        return "metonym", f"seat of '{site.head}'"
    if not _is_office(site) or not roles_clause.ends_subject(site):
        return None
    if site.head in _PERSONS and site.row.word(site.past_list()) in _HAVE:
        return None  # "people in Kelm have died"
    if site.governs and site.head in _SPOKEN_FOR:
        return "metonym", f"seat of '{site.head}'"
    return "background", f"seat of '{site.head}'"


def _is_office(site: Site) -> bool:
    """Whether an office or its people stand before: "the ministry of defence in Kelm"."""
    at, seats = site.governor.at, site.cues["seat"]
    started = site.row.start[max(0, at - 1)]
    event = any(t.start <= started < t.end for t in site.triggers)
    says = site.row.word(site.past_list()) in _SPEECH and not event
    return (
        says
        or site.head in seats
        or (site.row.word(at - 2) == "of" and site.row.word(at - 3) in seats)
    )


def _is_met(site: Site) -> bool:
    """Whether somebody meets them there: "he met the leaders in Kelm"."""
    at = site.row.start[max(0, site.governor.at - _SOON)]
    return any(t.type == "CONSULT" and at <= t.start < site.mention.start for t in site.triggers)


def is_posted(site: Site) -> bool:
    """Whether papers, not people, are sent there: "sent their principles to Norvia"."""
    at = site.governor.at
    words = [site.row.word(k) for k in range(max(0, at - 6), at)]
    sent = next((k for k, word in enumerate(words) if word in _SENT), -1)
    people = site.cues["people"]
    rest = words[sent + 1 :]
    return sent >= 0 and not any(word in people or word.isdecimal() for word in rest)
