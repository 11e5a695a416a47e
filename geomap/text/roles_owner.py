"""Place words that own what follows, or are joined to it: "Norvia's army", "Kelm-based"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause, roles_event

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_THERE = frozenset(("in", "at", "near", "inside", "outside", "on"))
_OWNING = 5
_HOMES = frozenset(("based", "born", "bound", "area", "raised"))
_BY = frozenset(
    ("backed", "led", "brokered", "controlled", "occupied", "held", "run", "sponsored", "mediated")
)
_VISITS = frozenset(("visit", "trip", "visits", "stopover"))


def possessor(site: Site) -> Decision | None:
    """What a place is before a possessive: "Norvia's minister", "Norvia's demands"."""
    first = 2 if site.after() in site.cues["place-noun"] else 1
    if site.after(first) not in POSSESSIVE or site.mention.kind == "nominal":
        return None
    if _owns_person(site, site.unit + first + 1):
        return "demonym", "possessive of a person"
    if site.governor.word in _THERE and _owns_building(site, site.unit + first + 1):
        return None
    return _owner(site, (site.after(first + 1), site.after(first + 2)))


def _owner(site: Site, owned: tuple[str, str]) -> Decision | None:
    """What a place is by the next words after its possessive."""
    for word in owned:
        if word == "territorial":
            return "background", "its land"
        if word in site.cues["possessed"]:
            return "metonym", f"possesses '{word}'"
        if word in site.cues["place-noun"] or not word:
            return None
    return ("metonym", "what a government has or does") if site.governs else None


def _owns_building(site: Site, k: int) -> bool:
    """Whether what follows is a place in it: "at Norvia's oldest museum"."""
    for n in range(k, min(k + _OWNING, len(site.row.low))):
        word = site.row.word(n)
        if word in site.cues["modifier"]:
            continue
        if word in site.cues["place-noun"] and word not in site.cues["possessed"]:
            return True
        other = roles_clause.is_other(word) and not roles_clause.is_past(word)
        if other or not word.isalpha():
            return False
    return False


def _owns_person(site: Site, k: int) -> bool:
    """Whether a title or a full name follows: "Norvia's foreign minister"."""
    if any(site.row.word(n) in site.cues["officer"] for n in (k, k + 1, k + 2)):
        return True
    title = site.cues["name-head-after"]
    return (
        site.row.is_capital(k) and site.row.is_capital(k + 1) and site.row.low[k + 1] not in title
    )


def compound(site: Site) -> Decision | None:
    """Before a hyphen: "a Kelm-based group", "Norvia-backed rebels"."""
    if site.after() != "-":
        return None
    if site.after(2) in _HOMES:
        return "background", f"'-{site.after(2)}'"
    return ("metonym", f"'-{site.after(2)}'") if site.after(2) in _BY else None


def visited(site: Site) -> Decision | None:
    """A town before the visit to it: "the agenda of his Kelm visit"."""
    if site.mention.town and site.after() in _VISITS and not site.is_locative:
        return roles_event.happened(site, f"the '{site.after()}' there")
    if site.mention.town and site.after() in _VISITS and site.governor.word in ("of", "on", "to"):
        return roles_event.happened(site, f"the '{site.after()}' there")
    return None
