"""The rules that give a place word its role, in the order in which they are tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from geomap.model import Role, Trigger
    from geomap.text.cues import Cues
    from geomap.text.surroundings import Governor, Row
    from geomap.text.toponyms import Mention

    Decision = tuple[Role, str]

_NOT_YET = frozenset(("planned", "proposed", "refused", "hypothetical"))
_LISTED = frozenset(("and", "or", "(", ")", "/"))
_REACH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A mention in its sentence, as the rules see it."""

    row: Row
    unit: int
    """The mention's unit in the row."""
    mention: Mention
    mentions: Sequence[Mention]
    """All mentions of the document; the row points into them."""
    governor: Governor
    demonyms: AbstractSet[int]
    """Which mentions of the sentence are demonyms."""
    triggers: Sequence[Trigger]
    """Those of the sentence."""
    settled: Mapping[int, Decision]
    """Roles already decided in this sentence, by unit."""
    cues: Cues

    def after(self, steps: int = 1) -> str:
        """The lower-case word `steps` units on; "" for none or a place word."""
        return self.row.word(self.unit + steps)

    def before(self, steps: int = 1) -> str:
        """The lower-case word `steps` units back; "" for none or a place word."""
        return self.row.word(self.unit - steps)


def decide(site: Site) -> Decision:
    """The role of the mention at `site`, with the rule that decided."""
    for rule in RULES:
        decision = rule(site)
        if decision is not None:
            return decision
    return "background", "no cue"


def _inside_known_name(site: Site) -> Decision | None:
    if site.mention.within:
        return "name-part", f"part of {site.mention.within}"
    return None


def _demonym(site: Site) -> Decision | None:
    if site.mention.kind == "demonym":
        return "demonym", "a people or their adjective"
    return None


def _before_people(site: Site) -> Decision | None:
    """Place word as an adjective of people: "Karabakh Armenians", "Kremlin chief"."""
    after = site.unit + 1
    if site.row.is_mention(after) and site.row.mention[after] in site.demonyms:
        return "demonym", "before a people"
    if site.after() in site.cues["titled"] and not _is_locative(site):
        return "demonym", f"before '{site.after()}'"
    return None


def _after_title(site: Site) -> Decision | None:
    governor = site.governor
    if governor.word == "of" and site.row.word(governor.at - 1) in site.cues["title"]:
        return "demonym", f"title '{site.row.word(governor.at - 1)} of'"
    return None


def _named_thing(site: Site) -> Decision | None:
    """Part of a name by what follows: "Kelm war", "Kelm Times"."""
    word = site.after()
    if word in site.cues["named-thing"] and not (word == "front" and _is_locative(site)):
        return "name-part", f"named by '{word}'"
    if site.row.is_capital(site.unit + 1) and word in site.cues["name-head-after"]:
        return "name-part", f"named by '{word}'"
    return None


def _after_name_head(site: Site) -> Decision | None:
    at = site.governor.at
    if site.governor.word == "of" and site.row.is_capital(at - 1):
        head = site.row.word(at - 1)
        if head in site.cues["name-head-before"]:
            return "name-part", f"'{head} of' a name"
    return None


def _possessor(site: Site) -> Decision | None:
    if site.after() not in ("'s", "’s", "'", "’"):
        return None
    for step in (2, 3):
        if site.after(step) in site.cues["possessed"]:
            return "metonym", f"possesses '{site.after(step)}'"
    return None


def _partner(site: Site) -> Decision | None:
    governor = site.governor
    head = site.row.word(governor.at - 1)
    if governor.word in ("between", "with", "against", "of", "on", "from", "by", "and"):
        if head in site.cues["partners"] and not governor.noun:
            return "metonym", f"'{head} {governor.word}'"
        if governor.word in ("between", "with", "against") and not governor.noun:
            return "metonym", f"'{governor.word}'"
    return None


def _subject(site: Site) -> Decision | None:
    """Subject of what only people do; a place after a preposition is no subject."""
    if _is_locative(site) or site.governor.noun:
        return None
    k = _past_list(site)
    if site.row.word(k) in site.cues["acts"]:
        return "metonym", f"subject of '{site.row.word(k)}'"
    return None


def _past_list(site: Site) -> int:
    """The unit after the list of names the mention stands in."""
    k = site.unit + 1
    row = site.row
    while row.is_mention(k) or row.word(k) in _LISTED or _comma_before_name(row, k):
        k += 1
    return k


def _comma_before_name(row: Row, k: int) -> bool:
    return row.word(k) == "," and row.is_mention(k + 1)


def _given(site: Site) -> Decision | None:
    governor = site.governor
    if governor.noun or governor.word not in site.cues["given"]:
        return None
    return "metonym", f"object of '{governor.word}'"


def _static(site: Site) -> Decision | None:
    """Where something is, with nothing happening: "the situation in Kelm"."""
    governor = site.governor
    head = site.row.word(governor.at - 1)
    if governor.word in ("in", "of", "over", "on", "around", "as") and head in site.cues["static"]:
        return "background", f"'{head} {governor.word}'"
    return None


def _contained(site: Site) -> Decision | None:
    """The larger place after a smaller one: "Kelm, Norvia", "Kelm in Norvia"."""
    governor = site.governor
    if governor.link == "within":
        return "background", "holds the place before it"
    if governor.word in ("in", "of") and site.row.is_mention(governor.at - 1):
        return "background", "holds the place before it"
    return None


def _listed(site: Site) -> Decision | None:
    """In a list or in brackets after another name: the same role as that."""
    if site.governor.link in ("list", "alias"):
        decision = site.settled.get(site.governor.first)
        if decision is not None and decision[0] not in ("name-part",):
            return decision[0], f"listed with the name before: {decision[1]}"
    return None


def _where(site: Site) -> Decision | None:
    """Where something happens: after a locative preposition or a verb that takes a place."""
    governor = site.governor
    if governor.word in site.cues["reached"]:
        return _happened(site, f"object of '{governor.word}'")
    if _is_locative(site) or governor.noun or site.mention.exact == "there":
        return _happened(site, f"'{governor.word}'" if governor.word else "kind of place before it")
    return None


def _happened(site: Site, reason: str) -> Decision:
    trigger = _governing_trigger(site)
    if trigger is not None and trigger.status in _NOT_YET:
        return "proposed-location", f"{reason}; {trigger.exact} is {trigger.status}"
    ahead = None if trigger else _forecast(site)
    if ahead:
        return "proposed-location", f"{reason}; after '{ahead}'"
    return "event-location", reason


def _governing_trigger(site: Site) -> Trigger | None:
    """The trigger the place hangs on: the nearest before it in its clause, else after it."""
    start = site.mention.start
    same = [t for t in site.triggers if t.clause[0] <= start < t.clause[1]] or site.triggers
    before = [t for t in same if t.start < start]
    if before:
        return before[-1]
    return same[0] if same else None


def _forecast(site: Site) -> str | None:
    """The nearest word before it, in reach, that says nothing has happened yet."""
    low = site.row.low[max(0, site.governor.first - _REACH) : site.governor.first]
    return next((word for word in reversed(low) if word in site.cues["forecast"]), None)


def _is_locative(site: Site) -> bool:
    return site.governor.word in site.cues["locative"]


RULES: tuple[Callable[[Site], Decision | None], ...] = (
    _inside_known_name,
    _demonym,
    _named_thing,
    _before_people,
    _after_title,
    _after_name_head,
    _possessor,
    _listed,
    _partner,
    _subject,
    _given,
    _static,
    _contained,
    _where,
)
