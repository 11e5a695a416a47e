"""Place words inside other names: of organisations, agreements, media, buildings, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

_JOINT_WORK = frozenset(("cooperation", "co-operation"))


def embassy(site: Site) -> Decision | None:
    """Whose embassy it is: "the embassy of Norvia in Kelm"."""
    missions = ("embassy", "consulate")
    if site.governs and (site.governor.noun in missions or site.head in missions):
        return (
            ("name-part", "whose embassy it is") if site.row.word(site.unit - 1) == "of" else None
        )
    return None


def inside(site: Site) -> Decision | None:
    """Part of a name that is known: "OSCE Minsk Group"."""
    if site.mention.within:
        return "name-part", f"part of {site.mention.within}"
    return None


def named(site: Site) -> Decision | None:
    """Part of a name by what follows: "Kelm war", "Kelm Times"."""
    word = site.after()
    if site.mention.kind == "nominal":
        return None
    place = (word == "front" and site.is_locative) or (word == "settlement" and site.mention.town)
    if word in site.cues["named-thing"] and not place:
        return "name-part", f"named by '{word}'"
    k = site.unit + 1
    if site.row.is_capital(k) and word in site.cues["name-end"]:
        return "name-part", f"named by '{word}'"
    if site.row.is_capital(k) and site.row.word(k + 1) in site.cues["named-thing"]:
        return "name-part", f"named by '{site.row.word(k + 1)}'"
    return None


def begun(site: Site) -> Decision | None:
    """What a longer name begins with: "Norvia Defense Army", "Kelm Adde International Airport"."""
    k = site.unit + 1
    if site.row.is_mention(k) and site.row.low[k].rpartition(" ")[2] in site.cues["name-end"]:
        return "name-part", "begins the name of an office"
    if site.mention.kind == "name" and _is_office(site, k):
        return "name-part", "begins the name of an office"
    if site.mention.kind != "nominal" and _is_facility(site, k):
        return "name-part", "begins the name of a building"
    return None


def _is_office(site: Site, k: int) -> bool:
    """Whether it goes on to what is part of a state: "Norvia Defense Army"."""
    row, heads = site.row, site.cues["name-end"]
    if not row.is_capital(k) or site.is_locative or not site.governs:
        return False
    for n in (k + 1, k + 2):
        if not row.is_capital(n):
            return False
        if row.low[n] in heads:
            return True
    return False


def _is_facility(site: Site, k: int) -> bool:
    """Whether another's name goes on to a building: "Kelm Adde International Airport"."""
    row, plain = site.row, site.cues["plain"]
    if not row.is_capital(k) or row.low[k] in plain:
        return False
    ends = (n for n in range(k + 1, k + 4) if row.is_capital(n) and row.low[n] in plain)
    return any(all(row.is_capital(between) for between in range(k, end)) for end in ends)


def after_head(site: Site) -> Decision | None:
    """Part of a name by what stands before: "Armed Forces of Norvia"."""
    k = site.governor.at - 1
    word = site.governor.word
    if word not in ("of", "in") or site.governor.noun or not site.row.is_capital(k):
        return None
    if word == "in":
        if site.row.low[k] not in _JOINT_WORK:
            return None
        k -= 1  # the head of the name stands further left
    while site.row.is_capital(k) or site.row.word(k) in ("and", "of", "for", "the", "on"):
        if site.row.is_capital(k) and site.row.low[k] in site.cues["name-head-before"]:
            return "name-part", f"'{site.row.low[k]} {word}' in a name"
        k -= 1
    return None


def person(site: Site) -> Decision | None:
    """Part of a person's name: the surname follows and nothing puts anything there."""
    after = site.unit + 1
    if not site.row.is_capital(after) or site.row.low[after] in site.cues["name-head-after"]:
        return None
    given = any(sense.note == "given-name" for sense in site.mention.senses)
    free = not site.is_locative and site.governor.word not in site.cues["reached"]
    if site.mention.kind == "name" and (given or free) and _is_surname(site, after):
        return "name-part", f"name of a person: {site.row.form[after]}"
    return None


def _is_surname(site: Site, k: int) -> bool:
    word = site.row.low[k]
    start = site.row.start[k]
    if site.row.word(k + 1) in site.cues["title"]:
        return False  # "Norvia Special Envoy"
    told = any(t.start <= start < t.end for t in site.triggers)
    if told or word in site.cues["upheaval"] or roles_clause.may_be_verb(word):
        return False  # a heading: "Norvia Attacks Kelm"
    return word not in site.cues["no-surname"] and len(word) > 3 and not site.row.form[k].isupper()
