"""Places at which nothing happens: where something is, what holds another, what is a state.

"the situation in Kelm", "Kelm, Norvia", "the ambitions of Norvia", "a teacher in Kelm".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

_INSIDE = frozenset(("in", "inside", "within"))
_NO_PLACE = frozenset(("metonym", "demonym", "name-part"))
_LAND = frozenset(("territory", "territories", "area", "areas", "region", "border", "borders"))
_LANDS = frozenset(("districts", "regions", "territories", "areas", "lands", "provinces"))
_PARTS = frozenset(("north", "south", "east", "west", "centre", "center", "heart", "outskirts"))
_PARTS |= {"northeast", "northwest", "southeast", "southwest", "part"}
_SHORES = frozenset(("coast", "shore", "river", "side", "bank"))
_BESIDE = frozenset(("near", "around", "at", "outside"))
_WATERS = ("sea", "river", "lake", "gulf", "ocean", "plateau", "strait")


def quiet(site: Site) -> Decision | None:
    """Why nothing happens at the mention, where what stands around it says so."""
    return (
        _static(site)
        or _in_scope(site)
        or _beside(site)
        or _contained(site)
        or _of_government(site)
    )


def _static(site: Site) -> Decision | None:
    """Where something is, with nothing happening: "the situation in Kelm"."""
    word, head = site.governor.word, site.head
    still = head in site.cues["static"] or (word == "of" and head in site.cues["inhabited"])
    if not still or (word == "of" and _is_sovereign(site)):
        return None
    if word in _BESIDE and head in _LAND:
        return None  # "shells hit Norvian territory near Kelm"
    if word in site.cues["locative"] or word in ("as", "for"):
        return "background", f"'{head} {word}'"
    return None


def _is_sovereign(site: Site) -> bool:
    return site.governs and site.head not in site.cues["inhabited"]


def _of_government(site: Site) -> Decision | None:
    """Of a country, when no place is meant: "the ambitions of Norvia"."""
    if site.governor.word != "of" or not site.governs or site.governor.noun:
        return None
    if site.head in site.cues["taken"] or not site.head:
        return None
    return "metonym", f"'{site.head} of' a state"


def _in_scope(site: Site) -> Decision | None:
    """How far a comparison goes: "the worst fighting in the region since the 1990s"."""
    row, at = site.row, site.governor.at
    since = site.after() in ("since", "for") or row.word(site.past_list()) == "since"
    most = any(_is_most(row.word(k)) for k in range(max(0, at - 5), at))
    if since and most and not site.mention.town:
        return "background", "the scope of a comparison"
    return None


def _is_most(word: str) -> bool:
    return word in ("worst", "most", "first") or (word.endswith("est") and len(word) > 5)


def _beside(site: Site) -> Decision | None:
    """What lies around it is meant: "the districts around Kelm"."""
    word = site.governor.word
    if word in ("around", "surrounding") and site.head in _LANDS:
        return "background", f"'{site.head} {word}'"
    return None


def _contained(site: Site) -> Decision | None:
    """The larger place beside a smaller one: "Kelm, Norvia", "Kelm in Norvia"."""
    governor = site.governor
    region_of = not governor.word and bool(governor.noun) and governor.at in site.settled
    if governor.link == "within" or region_of:
        return "background", "holds the place before it"
    at = governor.at - 1
    if site.row.word(at) in site.cues["place-noun"]:
        at -= 1
    fallback = site.mention.town or site.governs
    if governor.word == "in" and site.row.mention[at] in site.unknown and fallback:
        return None  # the smaller one cannot be put on a map
    apposed = governor.word in _INSIDE and _in_apposition(site)
    if apposed or _is_around(site, at) or _is_part_apposed(site):
        return "background", "holds the place before it"
    return ("background", "holds the place after it") if site.holds_next else None


def _is_around(site: Site, at: int) -> bool:
    """Whether the place at `at` lies in it, or on its shore: "Kelm on the Dorn coast"."""
    before = site.settled.get(at)
    if site.governor.word != "on":
        placed = before is not None and before[0] not in _NO_PLACE
        return site.governor.word in ("in", "of", "near") and placed
    if site.after() in _SHORES and site.row.word(at) == ",":
        before = site.settled.get(at - 1)
    shore = site.after() in _SHORES or site.mention.exact.lower().endswith(_WATERS)
    return before is not None and shore


def _is_part_apposed(site: Site) -> bool:
    """Whether it is said in which part of it a place lies: "Kelm, in the east of Dorn"."""
    governor, row = site.governor, site.row
    part = governor.noun in _PARTS and governor.word == "in"
    return part and row.word(governor.at - 1) == "," and row.is_mention(governor.at - 2)


def _in_apposition(site: Site) -> bool:
    """Whether it holds what a place is said to be: "Kelm, a town in Norvia"."""
    row, at, nouns = site.row, site.governor.at - 1, site.cues["place-noun"]
    if row.word(at) not in nouns:
        return False
    while row.word(at) in site.cues["within-name"] or row.word(at) == "of":
        at -= 1
    return row.word(at) == "," and row.is_mention(at - 1)
