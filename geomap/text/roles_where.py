"""Whether something happened at a place word, or is to happen, or neither.

A place is where something happened when it hangs on an event: "the shelling of Kelm", "met in
Kelm", "captured Kelm". The event is the trigger it depends on; its status tells what happened
from what was only planned. The finest place of a chain is the one: in "Kelm, Norvia" only Kelm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import (
    roles_clause,
    roles_event,
    roles_relative,
    roles_seat,
    roles_static,
    roles_weights,
)

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

_INTENDED = frozenset(("to", "will", "would", "could", "may", "might", "should", "must"))
_FORCE = ("ASSAULT", "MOBILIZE")
_AIMED = frozenset(("of", "on", "over", "to", "against", "from", "for"))
_INVITED = frozenset(("invitation", "invited", "invite", "invites", "visit", "linked", "linking"))
_PERFECT = frozenset(("has", "have", "had"))
_NOT = "not '"
_NEARBY = 4
_BREAKS = frozenset((",", "who", "which", "that", ";", "and", "as"))
_KEEPING = frozenset(("control", "controls", "hold", "holds"))
_FALLING = frozenset(
    (
        "fell",
        "fall",
        "falls",
        "rained",
        "raining",
        "falling",
        "landing",
        "firing",
        "landed",
        "land",
        "dropped",
        "fire",
        "fired",
    )
)
_BOUND = frozenset(("left", "leave", "leaves", "leaving", "bound", "departed", "headed", "heading"))
_LEFT = (
    "withdr",
    "retreat",
    "fled",
    "flee",
    "expel",
    "evacuat",
    "depart",
    "driv",
    "deport",
    "fire",
    "travel",
)
_LED = ("direct", "coordinat", "broadcast", "oversee", "oversaw", "supervis", "command", "launch")
_FLOWN = (
    "fl",
    "down",
    "sk",
    "airspace",
    "plane",
    "jet",
    "patrol",
    "air",
    "bomb",
    "shot",
    "drop",
    "fog",
    "smok",
)
_GUESTS = frozenset(("host", "hosts", "guest", "guests"))
_PAST = frozenset(("after", "since", "following", "during"))
_SOON = 6
_LIKELY = (0.7, 0.4)
"""The chance from which a place is one of an event against the rules: known, unknown names."""
_UNLIKELY = (0.25, 0.4)
"""The chance under which it is none, against the rules."""


def weighed(site: Site) -> Decision:
    """Event-location, proposed-location or background; what rules say, if the weights agree."""
    decision = roles_static.quiet(site) or _around(site)
    role, reason = decision or ("background", "nothing happens there")
    if role == "metonym" or site.mention.kind == "nominal" or reason.startswith(_NOT):
        return role, reason
    chance = roles_weights.chance(site)
    unknown = site.mention.kind == "unknown"
    if chance is None:
        return ("background", "may be no place") if site.mention.doubtful else (role, reason)
    if role == "background":
        if chance < _LIKELY[unknown] or reason.startswith("holds"):
            return role, reason
        return roles_event.happened(site, f"'{site.governor.word}', chance {chance:.2f}")
    invited = role == "proposed-location" and site.governor.word == "to"
    sure = invited or _is_direct(site) or (not unknown and _is_near(site))
    if chance < _UNLIKELY[unknown] and not sure:
        return "background", f"{reason}; chance {chance:.2f}"
    return role, f"{reason}; chance {chance:.2f}"


def _around(site: Site) -> Decision | None:
    """What stands before it, or else what a clause behind it says."""
    decision = _where(site)
    if decision is None or decision[0] == "background":
        return _told(site) or decision
    return decision


def _told(site: Site) -> Decision | None:
    """What is said of it behind it: "Kelm, where they met", "Kelm, which was shelled"."""
    if site.governor.link == "within":
        return None
    said = roles_relative.of_relative(site)
    if not said:
        return None
    return "event-location" if said == "happened" else "proposed-location", "a clause about it"


def _is_hit_next(site: Site) -> bool:
    """Whether the place ends the subject of a passive: "a house in Kelm was shelled"."""
    past, row = site.past_list(), site.row
    if row.word(past) not in ("was", "were") or past + 1 >= len(row.start):
        return False
    low, high = row.start[past], row.start[min(past + 3, len(row.start) - 1)]
    return any(low < t.start <= high for t in site.triggers)


def _is_near(site: Site) -> bool:
    """Whether nothing but a few words stands between the event and the place."""
    trigger = roles_event.trigger_of(site)
    if trigger is None or trigger.start > site.mention.start:
        return False
    between = site.row.low[site.unit_at(trigger.end) : site.governor.at]
    return len(between) <= _NEARBY and _BREAKS.isdisjoint(between)


def _is_direct(site: Site) -> bool:
    """Whether the place itself is what is struck, taken or reached: that needs no weighing."""
    event = roles_event.is_event(site, site.governor.at - 1) or _is_hit_next(site)
    if event or site.head in site.cues["taken"]:
        return True
    known = site.mention.kind != "unknown"
    return known and (site.governor.word in site.cues["reached"] or not site.is_locative)


def _where(site: Site) -> Decision | None:
    """Where something happens: after a locative preposition or as what is struck or reached."""
    if site.mention.exact == "there":
        return roles_event.happened(site, "there") if _follows_event(site) else None
    decision = _struck(site)
    if decision is not None:
        return decision
    if site.governor.word == "of":
        return _locals(site)
    if site.is_locative:
        word = site.governor.word
        return _by_head(site, word) or _located(site, word)
    suffers = not site.governs or site.mention.town
    if site.mention.kind == "nominal" or (site.is_subject and suffers):
        return _undergoes(site) or _named_after(site)
    return _named_after(site)


def _locals(site: Site) -> Decision | None:
    """What happens to the people of a place: "residents of Kelm were evacuated"."""
    struck = site.head in site.cues["locals"] and roles_clause.of_subject(site) == "happened"
    return roles_event.happened(site, f"'{site.head} of'") if struck else None


def _struck(site: Site) -> Decision | None:
    """What is shelled, taken, visited: object of a verb or of an event noun."""
    word = site.governor.word
    if word in site.cues["reached"]:
        return _reached(site)
    if site.head in site.cues["taken"] and word in _AIMED:
        return roles_event.happened(site, f"'{site.head} {word}'")
    part = bool(site.governor.noun)  # "the streets of Norvia" are no government
    if (site.governs and not part) or site.mention.kind == "unknown":
        return None
    at = site.row.start[max(0, site.governor.at)]
    if any(t.start <= at < t.end and t.type in _FORCE for t in site.triggers):
        return roles_event.happened(site, f"object of '{word}'")
    free = word not in site.cues["stative"] and word not in site.cues["held"]
    free = free and (not site.governs or site.governor.noun != "capital")
    done = free and roles_clause.is_past(word)
    if done and site.governor.noun and not _is_adjective(site):
        return roles_event.happened(site, f"object of '{word}'")
    return None


def _is_adjective(site: Site) -> bool:
    """Whether the participle only tells which: "the deserted villages of Kelm"."""
    row, at = site.row, site.governor.at
    tight = row.word(at + 1) == site.governor.noun
    which = any(row.word(k) in ("the", "these", "its", "their") for k in (at - 1, at - 2))
    return tight and (which or row.word(at - 1).endswith("ly"))


def _named_after(site: Site) -> Decision | None:
    """Named at the end: "four were taken: Kelm, Dorn and Umbar", "left for Kelm"."""
    word, at = site.governor.word, site.governor.at
    if word == "for" and any(site.row.word(at - k) in _BOUND for k in (1, 2, 3)):
        return roles_event.if_event(site, "bound 'for'")
    if word == ":" and site.row.word(site.past_list()) in ("", ".", ";"):
        return roles_event.if_event(site, "named after the event")
    return None


def _by_head(site: Site, word: str) -> Decision | None:
    """What the noun before tells by itself: "after the round in Kelm", "guests in Kelm"."""
    if word == "in" and site.head in site.cues["taken"] and _is_over(site):
        return "event-location", f"past '{site.head} in'"
    noun = site.head in _GUESTS or site.head in site.cues["upheaval"]
    if noun and word in ("in", "at", "near", "across", "into", "on"):
        return roles_event.happened(site, f"'{site.head} {word}'")
    if site.head in roles_event.EXPECTED:
        return "proposed-location", f"'{site.head} {word}'"
    return None


def _located(site: Site, word: str) -> Decision | None:
    if word == "to" and site.governs and roles_seat.is_posted(site):
        return "metonym", "sent 'to'"
    if word == "on" and not site.governor.noun and not _is_upon(site):
        return "background", "only 'on'"
    if word in ("to", "from", "over") and not _is_moved(site, word):
        if word == "to" and site.governs and roles_event.trigger_of(site) is not None:
            return "metonym", "addressed with 'to'"
        return "background", f"only '{word}'"
    return roles_seat.seat(site) or roles_event.if_event(site, f"'{word}'")


def _is_over(site: Site) -> bool:
    """Whether the event it hangs on is only told as past: "after the round in Kelm"."""
    at = site.governor.at
    return any(site.row.word(k) in _PAST for k in (at - 3, at - 2))


def _is_upon(site: Site) -> bool:
    """Whether force or feet come "on" a place: not "a summit focused on Kelm"."""
    at, known = site.governor.at, site.cues["upon"]
    if site.after() in site.cues["place-noun"]:
        return True  # "on a Kelm street"
    words = [site.row.word(k) for k in (at - 1, at - 2)]
    if any(word in known or word in _FALLING for word in words):
        return True
    low = site.row.start[max(0, at - 3)]
    forces = [t for t in site.triggers if t.type in _FORCE and t.end > low]
    return any(t.start < site.mention.start for t in forces)


def _is_moved(site: Site, word: str) -> bool:
    """Whether something goes to it, withdraws from it, or flies over it."""
    at = site.governor.at
    words = [site.row.word(k) for k in range(max(0, at - 9), at)]
    if word == "from" and words[-1:] in (["out"], ["off"]) and words[-2][:3] == "set":
        return words[-3:-2] not in (["that"], ["who"], ["which"])
    if word == "to" and words[-2:-1] == ["it"]:
        return False  # "when it comes to Kelm"
    if word == "to":
        return any(w in site.cues["motion"] or w in _INVITED for w in words)
    wanted = _LEFT + _LED if word == "from" else _FLOWN
    return any(w.startswith(wanted) for w in words[-6:])


def _follows_event(site: Site) -> bool:
    """Whether "there" ends a verb phrase: "was held there", not "officials there"."""
    word = site.row.word(site.unit - 1)
    start = site.row.start[site.unit - 1]
    if word in site.cues["stative"]:
        return False
    return word.endswith(("ed", "place")) or any(t.start <= start < t.end for t in site.triggers)


def _reached(site: Site) -> Decision:
    """Object of a verb; a verb that is no event of its own may be meant only."""
    at, word = site.governor.at, site.governor.word
    own = any(t.start <= site.row.start[at] < t.end for t in site.triggers)
    if not own and site.row.word(at - 1) in _INTENDED:
        return "proposed-location", f"object of '{site.row.word(at - 1)} {word}'"
    if word in _KEEPING and not own:
        return "background", f"in the hands of who '{word}' it"
    if not own and roles_clause.is_denied(site, at):
        return "background", f"{_NOT}{word}'"
    if not own and site.row.word(at - 1) in _PERFECT and roles_clause.is_past(word):
        return "event-location", f"object of '{word}'"
    return roles_event.happened(site, f"object of '{word}'")


def _undergoes(site: Site) -> Decision | None:
    """The subject of what happens to it: "Kelm was shelled", "these areas were returned"."""
    start = site.mention.start
    reach = site.row.start[min(site.past_list() + _SOON, len(site.row.start) - 1)]
    for trigger in site.triggers:
        if start < trigger.start <= reach and trigger.clause[0] <= start < trigger.clause[1]:
            if site.mention.kind == "unknown" or site.after() == ",":
                return None
            return roles_event.happened(site, "what the event is about")
    verb = roles_clause.of_subject(site)
    if verb and site.mention.kind != "unknown":
        return "event-location" if verb == "happened" else "proposed-location", "a verb of it"
    return None
