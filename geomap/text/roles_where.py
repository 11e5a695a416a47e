"""Whether something happened at a place word, or is to happen, or neither.

A place is where something happened when it hangs on an event: "the shelling of Kelm", "met in
Kelm", "captured Kelm". The event is the trigger it depends on; its status tells what happened
from what was only planned. The finest place of a chain is the one: in "Kelm, Norvia" only Kelm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Trigger
    from geomap.text.roles_site import Decision, Site

_NOT_YET = frozenset(("planned", "proposed", "refused", "hypothetical"))
_INTENDED = frozenset(("to", "will", "would", "could", "may", "might", "should", "must"))
_STOPS = frozenset((";", ":", "–", "—"))
_REACH = 10


def contained(site: Site) -> Decision | None:
    """The larger place beside a smaller one: "Kelm, Norvia", "Kelm in Norvia"."""
    governor = site.governor
    if governor.link == "within":
        return "background", "holds the place before it"
    at = governor.at - 1
    if site.row.word(at) in site.cues["place-noun"]:
        at -= 1
    before = site.settled.get(at)
    if governor.word in ("in", "of") and before and before[0] not in ("metonym", "demonym"):
        return "background", "holds the place before it"
    if _holds_next(site):
        return "background", "holds the place after it"
    return None


def _holds_next(site: Site) -> bool:
    """A finer place follows: "Norvia's Kelm district", "the Norvia town of Kelm"."""
    k = site.unit + 1
    if site.row.word(k) in ("'s", "’s"):
        k += 1
    elif site.row.word(k) not in site.cues["place-noun"]:
        return False
    for _ in range(4):
        word = site.row.word(k)
        if word in site.cues["place-noun"] or word in site.cues["modifier"] or word in ("of", ","):
            k += 1
    return site.row.is_mention(k) and site.row.mention[k] not in site.demonyms


def where(site: Site) -> Decision | None:
    """Where something happens: after a locative preposition or as what is struck or reached."""
    word = site.governor.word
    if word in site.cues["reached"]:
        return _reached(site)
    if site.head in site.cues["taken"] and word in ("of", "on", "over", "to", "against", "from"):
        return happened(site, f"'{site.head} {word}'")
    if word == "of":
        return None
    if site.is_locative or site.mention.exact == "there":
        return _if_event(site, f"'{word}'")
    if site.mention.kind == "nominal" or (site.is_subject and not site.governs):
        return _undergoes(site)
    return None


def _reached(site: Site) -> Decision:
    """Object of a verb; a verb that is no event of its own may be meant only."""
    at, word = site.governor.at, site.governor.word
    own = any(t.start <= site.row.start[at] < t.end for t in site.triggers)
    if not own and site.row.word(at - 1) in _INTENDED:
        return "proposed-location", f"object of '{site.row.word(at - 1)} {word}'"
    return happened(site, f"object of '{word}'")


def _undergoes(site: Site) -> Decision | None:
    """The subject of what happens to it: "Kelm was shelled", "these areas were returned"."""
    start = site.mention.start
    for trigger in site.triggers:
        if start < trigger.start and trigger.clause[0] <= start < trigger.clause[1]:
            if site.mention.kind == "unknown" or site.after() == ",":
                return None
            return happened(site, "what the event is about")
    return None


def _if_event(site: Site, reason: str) -> Decision | None:
    return happened(site, reason) if _trigger(site) is not None else None


def happened(site: Site, reason: str) -> Decision:
    """Event-location, or proposed-location where its trigger has not happened."""
    trigger = _trigger(site)
    if trigger is not None and trigger.status in _NOT_YET:
        return "proposed-location", f"{reason}; {trigger.exact} is {trigger.status}"
    ahead = None if trigger else _forecast(site)
    if ahead:
        return "proposed-location", f"{reason}; after '{ahead}'"
    return "event-location", reason if trigger is None else f"{reason}; {trigger.exact}"


def _trigger(site: Site) -> Trigger | None:
    """The event the place hangs on: in its clause the nearest before it, else after it.

    Where its clause has none, the nearest in the sentence. Words of saying are no events here.
    """
    start, saying = site.mention.start, site.cues["saying"]
    fronted = site.governor.at <= 1
    events = [t for t in site.triggers if fronted or t.lemma not in saying]
    same = [t for t in events if t.clause[0] <= start < t.clause[1]]
    same = same or [t for t in events if not _is_cut_off(site, t)]
    before = [t for t in same if t.start < start]
    if before:
        return before[-1]
    return same[0] if same else None


def _is_cut_off(site: Site, trigger: Trigger) -> bool:
    """Whether a strong stop stands between the place and the trigger."""
    low, high = sorted((site.mention.start, trigger.start))
    return any(
        mark in _STOPS and low <= start < high
        for mark, start in zip(site.row.low, site.row.start, strict=True)
    )


def _forecast(site: Site) -> str | None:
    """The nearest word before it, in reach, that says nothing has happened yet."""
    first = site.governor.first
    low = site.row.low[max(0, first - _REACH) : first]
    return next((word for word in reversed(low) if word in site.cues["forecast"]), None)
