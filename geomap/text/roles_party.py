"""Sides and ends: who talks with whom, what is asked and given, what a road links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import roles_clause, roles_event

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

_ENDS = frozenset(("between", "with", "to", "from", "through", "via"))
_TIES = frozenset(("links", "connects", "joins", "linking", "connecting", "connect"))
_SIDES = frozenset(
    ("representatives", "representative", "government", "authorities", "leadership", "side")
)
_VISITORS = frozenset(("delegation", "troops", "envoys"))
_RETURNED = frozenset(("return", "returned", "returning", "back"))
_PASSIVE = frozenset(("was", "were", "be", "been", "being", "the", "its", "their", "is", "are"))
_PLACED_BY = frozenset(("during", "following", "regarding", "concerning", "according"))
_GIFTS = frozenset(("the", "a", "an", "its", "their", "all", "some", "these"))
_RULE = frozenset(("control", "rule", "administration", "occupation", "protection", "jurisdiction"))
_ARMING = frozenset(
    ("support", "supports", "supported", "supporting", "arming", "backs", "backing")
)
_RULING = frozenset(("led", "leads", "ruled", "rules", "governed", "governs", "ruling", "leading"))
_PARTED = frozenset(("independence", "secession", "secede", "seceded", "seceding"))
_WHOSE = frozenset(("its", "their", "his", "her", "'s", "’s"))
_BACK = frozenset(("back", "way", "get", "got", "over"))
_CALLED = frozenset(("called", "call", "calls", "calling", "relies", "relied", "depends"))
_OFFERED = frozenset(("offer", "offered", "offers", "offering"))
_NO_GIFT = frozenset(
    (".", ",", ";", "as", "or", "more", "once", "twice", "again", "instead", "for")
)
"""After the object of an offer these say that it is the object: nobody is offered it."""
_ASKED = ("ask", "request", "convey", "messag", "signal", "sought", "negotiat", "commun", "propos")
_BORDERS = frozenset(("border", "frontier", "boundary"))


def linked(site: Site) -> Decision | None:
    """Ends of a road or of a line: places, whatever governments they have."""
    word, head = site.governor.word, site.head
    linking = site.cues["linking"]
    if word in _TIES or (head in _TIES and word in ("with", "to")):
        return _tied(site)
    ends = word in _ENDS and (
        _near(site, linking) or head in linking or head in site.cues["leading"]
    )
    if not (ends or word in linking) or _is_of_forces(site):
        return None
    if any(site.row.word(k) == "en" for k in range(site.governor.at - 5, site.governor.at)):
        return "background", "on the way: 'en route'"
    if head in site.cues["leading"]:
        return "background", f"a way that '{head}'"
    if roles_event.hangs_on_event(site):
        return roles_event.happened(site, f"end of a '{head or word}'")
    return "background", f"end of a '{head or word}'"


def _is_of_forces(site: Site) -> bool:
    """Whether the name goes with who is armed or in power: "between Norvia police and"."""
    word = site.row.word(site.past_list())
    return word == "armed" or word in site.cues["institution"]


def _tied(site: Site) -> Decision:
    """What a road that is there, or is to be, links with another place."""
    at = site.governor.at
    words = [site.row.word(k) for k in range(max(0, at - 10), at)]
    if any(word in site.cues["forecast"] for word in words):
        return "proposed-location", "what is to be linked"
    return "background", "what is linked"


def _near(site: Site, words: frozenset[str]) -> bool:
    """Whether one of `words` stands in the few units before the governor, past one name."""
    at = site.governor.at
    return any(site.row.word(k) in words for k in range(max(0, at - 3), at))


def partner(site: Site) -> Decision | None:
    """A side of talks, a war, an agreement: "talks between", "representatives of"."""
    word, head = site.governor.word, site.head
    if site.mention.kind in ("nominal", "unknown") or site.governor.noun:
        return None
    if word in ("between", "with", "against", "of", "from", "by", "to", "on"):
        if head in site.cues["taken"] and not site.governs:
            return None
        side = site.governs or word not in ("of", "to") or head in _SIDES
        side = side and not (word == "to" and head in _VISITORS)
        if word in ("between", "with") and head in _BORDERS:
            return _at_border(site)
        if side and head in site.cues["partners"] and head not in site.cues["static"]:
            return "metonym", f"'{head} {word}'"
    armed = site.row.word(site.past_list()) in ("armed", "forces", "armies", "troops", "soldiers")
    if word in ("between", "with", "against", "behind") and (site.governs or armed):
        return "metonym", f"'{word}'"
    return None


def _at_border(site: Site) -> Decision:
    """On the border between two is where their clashes happen; else a border is no event."""
    at = site.governor.at
    scene = site.row.word(at - 3) in ("on", "along", "at", "near")
    if site.governor.word == "between" and scene and roles_event.is_event(site, at - 4):
        return roles_event.happened(site, "on their border")
    return "background", "a border"


def sided(site: Site) -> Decision | None:
    """A side, one of those named before, or a venue: what the governing word alone tells."""
    word = site.governor.word
    if site.governor.noun == "side" and site.governs:
        return "metonym", "the side of it"
    if site.mention.kind in ("nominal", "unknown") or site.governor.noun:
        return None
    if word == "including":
        return _included(site)
    if word in _OFFERED and site.after() in _NO_GIFT:
        return "proposed-location", f"'{word}' as a venue"
    return ("metonym", f"a power, '{word}'") if _is_power(site) else None


def _is_power(site: Site) -> bool:
    """Whether it rules, is armed or is asked: "under Norvia control", "asked through Norvia"."""
    word = site.governor.word
    rules = word == "under" and site.after() in _RULE
    armed = word in _ARMING and not site.mention.town
    return rules or armed or (word in ("through", "via") and site.governs and _is_asked(site))


def given(site: Site) -> Decision | None:
    """Object of what is done to governments, or side to which something is handed."""
    word = site.governor.word
    known = site.mention.kind not in ("nominal", "unknown")
    if not known or site.governor.noun or not site.governs:
        return None
    if word in _RULING:
        return "background", f"object of '{word}'"
    called = (word == "on" and site.head in _CALLED) or _is_object(site) or _is_apposed(site)
    if called or word in site.cues["given"]:
        return "metonym", f"object of '{word}'"
    if word == "from" and site.head in _PARTED:
        return "background", f"'{site.head} from'"
    if word in ("to", "from") and _is_handed(site):
        return "metonym", f"side that something is handed '{word}'"
    return None


def _included(site: Site) -> Decision | None:
    """One of those named before: "hit villages across Norvia, including Kelm"."""
    before = [site.settled[k] for k in sorted(site.settled) if k < site.governor.at]
    word = site.row.word(site.governor.at - 1)
    listed = word in ("", ",") or word in site.cues["place-noun"]
    if (
        before
        and listed
        and site.after() != "-"
        and before[-1][0] in ("event-location", "proposed-location")
    ):
        return before[-1][0], f"one of those before: {before[-1][1]}"
    if site.governs:
        return "metonym", "one of those before"
    return roles_event.if_event(site, "one of those") if listed else None


def _is_object(site: Site) -> bool:
    """Whether a verb has a government as its object: "to isolate Norvia"."""
    word, row, at = site.governor.word, site.row, site.governor.at
    capital = site.mention.town and site.after() != "to"  # what is done to a town is done there
    if not site.governs or capital or word in _PLACED_BY or word in site.cues["stative"]:
        return False
    if word in site.cues["putting"] or row.is_capital(at):
        return False
    bare = row.word(at - 1) in ("to", "not", "will", "would", "could", "may", "might", "can")
    return roles_clause.is_past(word) or word.endswith("ing") or bare


def _is_apposed(site: Site) -> bool:
    """Whether a noun says what the state is to another: "its close ally Norvia"."""
    word, row, at = site.governor.word, site.row, site.governor.at
    if not word.isalpha() or row.is_capital(at) or roles_clause.is_other(word):
        return False
    return any(row.word(k) in _WHOSE for k in range(max(0, at - 3), at))


def _is_asked(site: Site) -> bool:
    """Whether a message goes through it: "asked for a delay through Norvia"."""
    at = site.governor.at
    return any(site.row.word(k).startswith(_ASKED) for k in range(max(0, at - 6), at))


def _is_handed(site: Site) -> bool:
    """Whether something changes hands: not "he returned to Kelm" but "was returned to"."""
    at, row = site.governor.at, site.row
    reach = 12 if site.governor.word == "to" else 3
    for k in range(max(0, at - reach), at):
        between = (row.word(n) for n in range(k + 1, at))
        moves = (word in site.cues["motion"] and word not in _BACK for word in between)
        if row.word(k) in site.cues["handed"] and not any(moves):
            moved = row.word(k) in _RETURNED and k == at - 1 and site.after() not in _GIFTS
            if not moved or row.word(k - 1) in _PASSIVE:
                return True
    return False
