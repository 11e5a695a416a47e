"""The rules that give a place word its role, in the order in which they are tried.

Names inside names first, then people and titles, then governments. What is left can be where
something happened: that is `geomap.text.roles_where`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import (
    roles_clause,
    roles_event,
    roles_lines,
    roles_names,
    roles_owner,
    roles_party,
    roles_relative,
    roles_where,
)

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
_EVER = frozenset(("never", "still", "now", "also", "once", "long", "not", "then", "formerly"))
_PREDICATE = frozenset(
    ("a", "an", "part", "home", "former", "located", "situated", "under", "without", "one", "among")
)
_FIGHTS = frozenset(
    (
        "fighting",
        "fought",
        "clashes",
        "battle",
        "battles",
        "fight",
        "combat",
        "fights",
        "skirmishes",
        "hostilities",
    )
)
_THERE = frozenset(("in", "at", "near", "around", "outside"))
_PLACED = frozenset(("event-location", "proposed-location"))
_KINDS_OF_POWER = frozenset(
    ("separatist", "rebel", "regional", "local", "federal", "interim", "transitional", "military")
)


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


def _before_people(site: Site) -> Decision | None:
    """An adjective of people: "Kelm Norvians", "Kelm spokesman"."""
    after = site.unit + 1
    if site.row.is_mention(after) and site.row.mention[after] in site.demonyms:
        return "demonym", "before a people"
    step = 2 if site.after() in _KINDS_OF_POWER else 1
    if site.after() == "(" and site.row.is_mention(site.unit + 2) and site.after(3) == ")":
        step = 4  # "Norvia (Kelm) President"
    word = site.after(step)
    if word in site.cues["institution"] and not site.is_locative:
        return "metonym", f"power with '{word}'"
    free = not site.is_locative or site.governor.word == "of"
    if word in site.cues["titled"] and free:
        return "demonym", f"before '{word}'"
    return None


def _adjective(site: Site) -> Decision | None:
    """A state as the adjective of a common noun: "a Norvia proposal"."""
    word = site.after()
    if not site.governs or not word.isalpha() or site.row.is_capital(site.unit + 1):
        return None
    closed = word in site.cues["acts"] or word in site.cues["within-name"]
    if word in _LYING and site.row.is_mention(site.unit + 2):
        return "background", f"'{word}' the next"
    if word.endswith("s") and site.after(2) in _DETERMINERS:
        return None  # "Norvia ties that to a condition"
    located = site.is_locative and site.row.word(site.unit - 1) not in ("a", "an")
    if closed or word.endswith("ly") or roles_clause.is_other(word) or located:
        return None
    return "demonym", f"adjective of '{word}'"


def _after_title(site: Site) -> Decision | None:
    if site.governor.word == "of" and site.head in site.cues["title"]:
        if site.after() in site.cues["institution"]:
            return "metonym", f"power with '{site.after()}'"
        return "demonym", f"title '{site.head} of'"
    return None


def _alias_of_name(site: Site) -> Decision | None:
    if site.governor.link == "alias":
        decision = site.settled.get(site.governor.first)
        if decision is not None:
            return decision[0], f"other name of the one before: {decision[1]}"
    return None


def _paired(site: Site) -> Decision | None:
    """Two names as one adjective: "Kelm-Dorn negotiations"."""
    past = site.past_list()
    border = site.row.word(past) in _BORDERS and site.row.word(past + 1) not in _GUARDS
    first = site.settled.get(site.governor.first)
    if border and first and first[1].startswith("on their border"):
        return first
    if border and past > site.unit + 1 and _is_scene(site):
        return roles_event.happened(site, "on their border")
    if border:
        return "background", "a border"
    beside = (site.row.word(site.unit - 1), site.after())
    dashed = "-" in beside or "–" in beside
    if dashed and past > site.unit + 1 and site.row.word(past) in site.cues["partners"]:
        return "metonym", f"side of the '{site.row.word(past)}'"
    if dashed and site.row.word(site.unit + 1) in site.cues["partners"]:
        return "metonym", f"side of the '{site.after()}'"
    return None


def _repeated(site: Site) -> Decision | None:
    """The preposition said again: "the authorities in Kelm and in Dorn"."""
    row, at = site.row, site.governor.at
    if site.governor.word not in _THERE or row.word(at - 1) not in ("and", "or"):
        return None
    decision = site.settled.get(at - 2)
    if decision is None or decision[0] in ("demonym", "name-part") or "holds" in decision[1]:
        return None
    return decision[0], f"as the name before: {decision[1]}"


def _compared(site: Site) -> Decision | None:
    """Compared with a place before: "more victims in Kelm than in Dorn"."""
    if site.row.word(site.governor.at - 1) != "than" or not site.settled:
        return None
    role, reason = site.settled[max(site.settled)]
    return (role, f"as the name before: {reason}") if role in _PLACED else None


def _listed(site: Site) -> Decision | None:
    """In a list: the same role as the name before."""
    if site.governor.link == "list":
        decision = site.settled.get(site.governor.first)
        if decision is not None and decision[1] == "dateline":
            return None
        if decision is not None and decision[1].startswith("holds the place before"):
            decision = _held(site)
        if decision is not None and decision[0] not in ("name-part", "demonym"):
            return decision[0], f"listed with the name before: {decision[1]}"
    return None


def _host(site: Site) -> Decision | None:
    """What hosts, or what is lost: "Kelm hosted the talks", "with Kelm taken"."""
    verb = site.row.word(site.past_list())
    if site.is_locative or site.mention.kind == "nominal":
        return None
    if site.governor.word == "with" and not site.governs and roles_clause.is_past(verb):
        return roles_event.happened(site, f"with it '{verb}'")
    if verb not in site.cues["host"]:
        return None
    if verb == "hosts" and site.governor.word in ("when", "if", "until"):
        return "proposed-location", f"'{verb}' when the time comes"
    return roles_event.happened(site, f"'{verb}'")


def _subject(site: Site) -> Decision | None:
    """Subject of what only people do."""
    within = site.governor.link == "within"
    if (site.is_locative and not within) or site.mention.kind == "nominal":
        return None
    past = site.past_list()
    verb = site.row.word(past)
    if verb in roles_owner.POSSESSIVE or _is_struck(site, past):
        return None
    if site.governs and _is_defined(site, past):
        return "background", "said what it is"
    if verb.endswith("ly") and roles_clause.is_verb(site.row.word(past + 1)):
        verb = site.row.word(past + 1)
    acts = verb in site.cues["acts"] or (site.governs and roles_clause.is_verb(verb))
    acts = acts and verb not in _STATES and (site.governs or verb not in _AUXILIARY)
    if (site.governs or not site.governor.noun) and acts:
        return "metonym", f"subject of '{verb}'"
    opens = site.is_subject and not within and verb not in ("", ".", ":", ";", ")")
    if site.governs and opens and verb not in _LYING:
        return "metonym", "subject"
    return None


def _seat_of_state(site: Site) -> Decision | None:
    """A capital to which something is done: "Kelm was renamed", not "Kelm was invited"."""
    if not (site.governs and site.mention.town) or site.is_locative or not site.is_subject:
        return None
    k = site.past_list()
    verb = site.row.word(k + 1)
    passive = site.row.word(k) in ("was", "were") and roles_clause.is_past(verb)
    if passive and verb not in site.cues["addressed"]:
        return roles_event.happened(site, f"it was '{verb}'")
    return None


def _is_defined(site: Site, verb: int) -> bool:
    """Whether it is said what or where it is: "Norvia is a land-locked state"."""
    row = site.row
    if row.word(verb) in ("-", "–", "—") and site.unit == 0:
        return row.word(verb + 1) in ("a", "an", "the")
    if row.word(verb) not in ("is", "are", "was", "were"):
        return False
    k = verb + 1
    while row.word(k) in _EVER:
        k += 1
    return row.word(k) in _PREDICATE


def _is_struck(site: Site, verb: int) -> bool:
    """Whether the clause is passive and the event is force: "Kelm is being shelled"."""
    row = site.row
    if row.word(verb) == "," and site.mention.town:
        verb = roles_relative.past_others(site, verb)
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


def _is_scene(site: Site) -> bool:
    """Whether something happens at the border of two: "reached the Norvia-Sudmark border"."""
    word = site.governor.word
    at = word in ("along", "on", "at", "near") or word in site.cues["reached"]
    return at and roles_event.hangs_on_event(site)


def _held(site: Site) -> Decision | None:
    """The place that the first of the list holds: "in Kelm in Norvia and Dorn in Sudmark"."""
    earlier = [k for k in site.settled if k < site.governor.first]
    for k in sorted(earlier, reverse=True):
        if not site.settled[k][1].startswith("holds the place before"):
            return site.settled[k]
    return None


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


def _also_called(site: Site) -> Decision | None:
    """Another name: "also known as Kelm", "renamed to Kelm"."""
    other = roles_relative.other_name(site)
    if other is not None:
        return other
    if site.governor.word == "to" and site.head != "renamed":
        return None
    if site.governor.word in ("as", "to", "called", "named"):
        at = site.governor.at
        for k in range(max(0, at - 5), at + 1):
            if site.row.word(k) in site.cues["naming"]:
                return "background", f"only a name: '{site.row.word(k)}'"
    return None


def _topic(site: Site) -> Decision | None:
    """What is talked about: "a statement on Kelm"."""
    fought = site.governor.word == "over" or (site.mention.town and site.governor.word == "for")
    long = site.row.word(site.governor.at - 3) in ("decades", "years", "generations")
    fought = fought and site.head in _FIGHTS and not long and not site.holds_next
    if fought:
        return roles_event.happened(site, f"'{site.head} {site.governor.word}'")
    if site.governor.word in ("on", "over", "about", "for") and site.head in site.cues["topic"]:
        return "background", f"topic of a '{site.head}'"
    return None


RULES: tuple[Callable[[Site], Decision | None], ...] = (
    roles_names.inside,
    roles_names.embassy,
    roles_names.named,
    roles_names.begun,
    _alias_of_name,
    roles_lines.bracketed,
    roles_lines.credit,
    roles_lines.dateline,
    _also_called,
    _before_people,
    _after_title,
    roles_names.after_head,
    roles_owner.compound,
    roles_owner.visited,
    roles_owner.possessor,
    roles_names.person,
    _adjective,
    _paired,
    _listed,
    _repeated,
    _compared,
    roles_relative.gapped,
    roles_party.linked,
    _as_venue,
    _recognised,
    _topic,
    roles_party.partner,
    _host,
    roles_party.sided,
    _seat_of_state,
    _subject,
    roles_party.given,
)
