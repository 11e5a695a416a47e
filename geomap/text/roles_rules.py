"""The rules that give a place word its role, in the order in which they are tried.

Names inside names first, then people and titles, then governments. What is left can be where
something happened: that is `geomap.text.roles_where`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause, roles_party, roles_relative, roles_where

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.text.roles_site import Decision, Site

_BE = frozenset(("is", "was", "are", "were", "has", "have", "had"))
_HAVE = frozenset(("has", "have", "had"))
_STATES = frozenset(("located", "situated", "based"))
_LYING = frozenset(("lies", "lie", "lay", "borders", "stretches"))
_BORDERS = frozenset(("border", "frontier", "boundary"))
_GUARDS = frozenset(("guard", "guards", "guardsmen", "police", "troops", "service"))
_AUXILIARY = frozenset(
    ("has", "have", "had", "can", "could", "may", "might", "will", "would", "does", "did", "do")
)
_DETERMINERS = frozenset(
    ("that", "this", "these", "those", "the", "a", "an", "it", "them", "him", "its", "their")
)
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


_DATELINE: Decision = ("background", "dateline")


def decide(site: Site) -> Decision:
    """The role of the mention at `site`, with the rule that decided."""
    return ruled(site) or roles_where.weighed(site)


def ruled(site: Site) -> Decision | None:
    """The role by the rules that see no event: names, people, governments; or None."""
    for rule in RULES:
        decision = rule(site)
        if decision is not None:
            return decision
    return None


def _inside_known_name(site: Site) -> Decision | None:
    if site.mention.within:
        return "name-part", f"part of {site.mention.within}"
    return None


def _named_thing(site: Site) -> Decision | None:
    """Part of a name by what follows: "Kelm war", "Kelm Times"."""
    word = site.after()
    if site.mention.kind == "nominal":
        return None
    if word in site.cues["named-thing"] and not (word == "front" and site.is_locative):
        return "name-part", f"named by '{word}'"
    k = site.unit + 1
    if site.row.is_capital(k) and word in site.cues["name-head-after"] - site.cues["plain"]:
        return "name-part", f"named by '{word}'"
    if _is_facility(site, k):
        return "name-part", "begins the name of a building"
    if site.row.is_capital(k) and site.row.word(k + 1) in site.cues["named-thing"]:
        return "name-part", f"named by '{site.row.word(k + 1)}'"
    return None


def _is_facility(site: Site, k: int) -> bool:
    """Whether another's name goes on to a building: "Kelm Adde International Airport"."""
    row, plain = site.row, site.cues["plain"]
    if not row.is_capital(k) or row.low[k] in plain:
        return False
    ends = (n for n in range(k + 1, k + 4) if row.is_capital(n) and row.low[n] in plain)
    return any(all(row.is_capital(between) for between in range(k, end)) for end in ends)


def _before_people(site: Site) -> Decision | None:
    """An adjective of people: "Kelm Norvians", "Kelm spokesman"."""
    after = site.unit + 1
    if site.row.is_mention(after) and site.row.mention[after] in site.demonyms:
        return "demonym", "before a people"
    if site.after() in site.cues["institution"] and not site.is_locative:
        return "metonym", f"power with '{site.after()}'"
    free = not site.is_locative or site.governor.word == "of"
    if site.after() in site.cues["titled"] and free:
        return "demonym", f"before '{site.after()}'"
    return None


def _adjective(site: Site) -> Decision | None:
    """A state as the adjective of a common noun: "a Norvia proposal"."""
    word = site.after()
    if not site.governs or not word.isalpha() or site.row.is_capital(site.unit + 1):
        return None
    closed = word in site.cues["acts"] or word in site.cues["within-name"]
    if word.endswith("s") and site.after(2) in _DETERMINERS:
        return None  # "Norvia ties that to a condition"
    if closed or word.endswith("ly") or roles_clause.is_other(word) or site.is_locative:
        return None
    return "demonym", f"adjective of '{word}'"


def _after_title(site: Site) -> Decision | None:
    if site.governor.word == "of" and site.head in site.cues["title"]:
        return "demonym", f"title '{site.head} of'"
    return None


def _after_name_head(site: Site) -> Decision | None:
    """Part of a name by what stands before: "Armed Forces of Norvia"."""
    k = site.governor.at - 1
    word = site.governor.word
    if word not in ("of", "in") or site.governor.noun or not site.row.is_capital(k):
        return None
    if word == "in":
        k -= 1  # "Cooperation in": the head of the name stands further left
    while site.row.is_capital(k) or site.row.word(k) in ("and", "of", "for", "the", "on"):
        if site.row.is_capital(k) and site.row.low[k] in site.cues["name-head-before"]:
            return "name-part", f"'{site.row.low[k]} {word}' in a name"
        k -= 1
    return None


def _alias_of_name(site: Site) -> Decision | None:
    if site.governor.link == "alias":
        decision = site.settled.get(site.governor.first)
        if decision is not None:
            return decision[0], f"other name of the one before: {decision[1]}"
    return None


def _possessor(site: Site) -> Decision | None:
    first = 2 if site.after() in site.cues["place-noun"] else 1
    if site.after(first) not in _POSSESSIVE or site.mention.kind == "nominal":
        return None
    if _owns_person(site, site.unit + first + 1):
        return "demonym", "possessive of a person"
    for step in (first + 1, first + 2):
        if site.after(step) in site.cues["possessed"]:
            return "metonym", f"possesses '{site.after(step)}'"
        if site.after(step) in site.cues["within-name"] or not site.after(step):
            return None
    return ("metonym", "what a government has or does") if site.governs else None


def _owns_person(site: Site, k: int) -> bool:
    """Whether a title or a full name follows: "Norvia's foreign minister"."""
    if any(site.row.word(n) in site.cues["officer"] for n in (k, k + 1, k + 2)):
        return True
    title = site.cues["name-head-after"]
    return (
        site.row.is_capital(k) and site.row.is_capital(k + 1) and site.row.low[k + 1] not in title
    )


def _person(site: Site) -> Decision | None:
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
    return word not in site.cues["no-surname"] and len(word) > 3 and not site.row.form[k].isupper()


def _paired(site: Site) -> Decision | None:
    """Two names as one adjective: "Kelm-Dorn negotiations"."""
    past = site.past_list()
    if site.row.word(past) in _BORDERS and site.row.word(past + 1) not in _GUARDS:
        return "background", "a border"
    dashed = any(site.row.word(k) in ("-", "–") for k in (site.unit - 1, site.unit + 1))
    if dashed and past > site.unit + 1 and site.row.word(past) in site.cues["partners"]:
        return "metonym", f"side of the '{site.row.word(past)}'"
    if dashed and site.row.word(site.unit + 1) in site.cues["partners"]:
        return "metonym", f"side of the '{site.after()}'"
    return None


def _listed(site: Site) -> Decision | None:
    """In a list: the same role as the name before."""
    if site.governor.link == "list":
        decision = site.settled.get(site.governor.first)
        if decision is not None and decision[1] == "dateline":
            return None
        if decision is not None and decision[0] not in ("name-part", "demonym"):
            return decision[0], f"listed with the name before: {decision[1]}"
    return None


def _host(site: Site) -> Decision | None:
    """What hosts, or what is lost: "Kelm hosted the talks", "with Kelm taken"."""
    verb = site.row.word(site.past_list())
    if site.is_locative or site.mention.kind == "nominal":
        return None
    if site.governor.word == "with" and not site.governs and roles_clause.is_past(verb):
        return roles_where.happened(site, f"with it '{verb}'")
    if verb not in site.cues["host"]:
        return None
    if verb == "hosts" and site.governor.word in ("when", "if", "until"):
        return "proposed-location", f"'{verb}' when the time comes"
    return roles_where.happened(site, f"'{verb}'")


def _subject(site: Site) -> Decision | None:
    """Subject of what only people do."""
    within = site.governor.link == "within"
    if (site.is_locative and not within) or site.mention.kind == "nominal":
        return None
    past = site.past_list()
    verb = site.row.word(past)
    if verb in _POSSESSIVE or _is_struck(site, past):
        return None
    acts = verb in site.cues["acts"] or (site.governs and roles_clause.is_verb(verb))
    acts = acts and verb not in _STATES and (site.governs or verb not in _AUXILIARY)
    if (site.governs or not site.governor.noun) and acts:
        return "metonym", f"subject of '{verb}'"
    opens = site.is_subject and verb not in ("", ".", ":", ";", ")")
    if site.governs and opens and verb not in _LYING:
        return "metonym", "subject"
    return None


def _is_struck(site: Site, verb: int) -> bool:
    """Whether the clause is passive and the event is force: "Kelm is being shelled"."""
    row = site.row
    if row.word(verb) not in _BE:
        return False
    if row.word(verb) in _HAVE and row.word(verb + 1) != "been":
        return False  # "has taken the town", "had a treaty annulled"
    reach = row.start[min(verb + 4, len(row.start) - 1)]
    return any(
        trigger.type in ("ASSAULT", "MOBILIZE")
        and row.start[verb] < trigger.start < reach
        and roles_clause.is_past(trigger.exact.lower())
        for trigger in site.triggers
    )


def _as_venue(site: Site) -> Decision | None:
    """Named as a place to meet: "they proposed Kelm as a venue"."""
    if site.after() == "as" and site.after(3) in site.cues["venue"]:
        return "proposed-location", f"as a '{site.after(3)}'"
    return None


def _recognised(site: Site) -> Decision | None:
    """What is held to be part of something: "recognise Kelm as part of Norvia"."""
    if site.after() == "as" and site.governor.word in site.cues["held"]:
        return "background", f"'{site.governor.word} ... as'"
    return None


def _dateline(site: Site) -> Decision | None:
    """The place in capitals where a report was filed."""
    if site.unit < 5 and site.row.word(site.unit - 1) == "," and _DATELINE in site.settled.values():
        return _DATELINE
    opens = site.unit == 0 or (site.unit == 2 and site.row.low[1] == "/")
    name = site.mention.exact
    if opens and name.isupper() and len(name) > 3 and "." not in name:
        after = site.after()
        if after in (",", "(", "-", "–", "—", ":", "/") or site.row.is_capital(site.unit + 1):
            return _DATELINE
    return None


def _bracketed(site: Site) -> Decision | None:
    if site.row.word(site.unit - 1) == "(" and site.after() == ")":
        return "background", "alone in brackets"
    return None


def _credit(site: Site) -> Decision | None:
    """Who wrote the report and where they sat: "(Writing by Ann Lee in Kelm)"."""
    low = site.row.low
    if low[0] == "(" and len(low) > 1 and low[1] in site.cues["credit"] and "by" in low[:8]:
        return "background", "a credit line"
    return None


def _also_called(site: Site) -> Decision | None:
    """Another name: "also known as Kelm", "renamed to Kelm"."""
    other = roles_relative.other_name(site)
    if other is not None:
        return other
    if site.governor.word in ("as", "to", "called", "named"):
        at = site.governor.at
        for k in range(max(0, at - 5), at + 1):
            if site.row.word(k) in site.cues["naming"]:
                return "background", f"only a name: '{site.row.word(k)}'"
    return None


def _topic(site: Site) -> Decision | None:
    """What is talked about: "a statement on Kelm"."""
    if site.governor.word in ("on", "over", "about", "for") and site.head in site.cues["topic"]:
        return "background", f"topic of a '{site.head}'"
    return None


RULES: tuple[Callable[[Site], Decision | None], ...] = (
    _inside_known_name,
    _named_thing,
    _alias_of_name,
    _bracketed,
    _credit,
    _dateline,
    _also_called,
    _before_people,
    _after_title,
    _after_name_head,
    _possessor,
    _person,
    _adjective,
    _paired,
    _listed,
    roles_relative.gapped,
    roles_party.linked,
    _as_venue,
    _recognised,
    _topic,
    roles_party.partner,
    _host,
    _subject,
    roles_party.given,
)
