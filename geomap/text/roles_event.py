"""Which event a place hangs on, and whether that happened, is ahead or was called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause

if TYPE_CHECKING:
    from geomap.model import Trigger
    from geomap.text.roles_site import Decision, Site

_NOT_YET = frozenset(("planned", "proposed", "refused", "hypothetical"))
_STOPS = frozenset((";", ":", "–", "—"))
_NEXT = 25
_POSSIBLE = frozenset(("would", "could", "may", "might", "will"))
EXPECTED = frozenset(("expected", "planned", "scheduled", "due", "proposed"))
_REACH = 10


def hangs_on_event(site: Site) -> bool:
    """Whether a trigger or a verb of happening is in reach."""
    return trigger_of(site) is not None or bool(roles_clause.of_sentence(site))


def if_event(site: Site, reason: str) -> Decision | None:
    """Event-location where an event or a verb is in reach, proposed-location where it is ahead."""
    if roles_clause.has_only(site):
        return None
    if trigger_of(site) is not None:
        return happened(site, reason)
    verb = roles_clause.of_sentence(site)
    if verb == "expected":
        return "proposed-location", f"{reason}; not yet"
    return ("event-location", f"{reason}; a verb") if verb else None


def happened(site: Site, reason: str) -> Decision:
    """Event-location, or proposed-location where its trigger has not happened."""
    trigger = trigger_of(site)
    if trigger is not None and (trigger.status in _NOT_YET or _is_called_off(site, trigger)):
        return "proposed-location", f"{reason}; {trigger.exact} is {trigger.status}"
    ahead = _ahead(site, trigger) if trigger else _forecast(site)
    if ahead:
        return "proposed-location", f"{reason}; after '{ahead}'"
    return "event-location", reason if trigger is None else f"{reason}; {trigger.exact}"


def _is_called_off(site: Site, trigger: Trigger) -> bool:
    """Whether it is, or is followed by, a refusal: "a meeting in Kelm was denied"."""
    refusing = site.cues["refusing"]
    at = site.unit_at(trigger.start)
    if at < site.unit and roles_clause.is_put_off(site, at):
        return True
    if trigger.lemma in refusing:
        start = site.mention.start
        return trigger.clause[0] <= start < trigger.clause[1] or 0 < start - trigger.end < _NEXT
    return trigger.type == "CONSULT" and any(
        other.lemma in refusing and 0 < other.start - site.mention.end < 60
        for other in site.triggers
    )


def _ahead(site: Site, trigger: Trigger) -> str | None:
    """What says that an event is still ahead: its own word, or a modal after it."""
    word = trigger.exact.lower()
    if site.governor.word == "to" and _is_offered(site):
        return "to"
    return word if word in EXPECTED else _modal_between(site, trigger)


def _is_offered(site: Site) -> bool:
    """Whether the way there is only offered or planned: "offered to fly them to Kelm"."""
    row, at, cues = site.row, site.governor.at, site.cues
    for k in range(max(2, at - _REACH), at):
        if row.word(k) in cues["motion"] and row.word(k - 1) == "to":
            return any(row.word(n) in cues["forecast"] for n in range(max(0, k - 4), k - 1))
    return False


def _modal_between(site: Site, trigger: Trigger) -> str | None:
    """A modal of another verb between the event and the place: "heard it might be in Kelm"."""
    row = site.row
    between = range(site.unit_at(trigger.end), site.governor.at)
    return next((row.low[k] for k in between if row.form[k] in _POSSIBLE), None)


def trigger_of(site: Site) -> Trigger | None:
    """The event the place hangs on: in its clause the nearest before it, else after it.

    Where its clause has none, the nearest in the sentence. Words of saying are no events here.
    """
    start, saying = site.mention.start, site.cues["saying"]
    fronted = site.governor.at <= 1
    still = site.cues["stative"]
    events = [
        t
        for t in site.triggers
        if (fronted or t.lemma not in saying) and t.exact.lower() not in still
    ]
    same = [t for t in events if t.clause[0] <= start < t.clause[1]]
    near = same or [t for t in events if not _is_cut_off(site, t)]
    before = [t for t in near if t.start < start]
    if before:
        return before[-1]
    reported = near and roles_clause.is_reported_of(site, near[0])
    if not near or (not same and roles_clause.has_verb_before(site) and not reported):
        return None  # "he said in Kelm that he would resign"
    return near[0]


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
    if any(roles_clause.is_put_off(site, k) for k in range(max(0, first - _REACH), first)):
        return "off"
    low = site.row.low[max(0, first - _REACH) : first]
    return next((word for word in reversed(low) if word in site.cues["forecast"]), None)


def is_event(site: Site, k: int) -> bool:
    """Whether the unit at `k` is the noun of an event: "casualties in Kelm"."""
    row = site.row
    if k < 0 or row.mention[k] >= 0:
        return False
    if roles_clause.is_verb(row.low[k]) and not row.low[k].endswith("ing"):
        return False
    return any(t.start <= row.start[k] < t.end for t in site.triggers)
