"""Which place a place word means: candidates scored by what the text says of them.

An answer is never silently wrong: where two places fit about as well, none is given and the
reason names both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geomap.model import Toponym

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.model import Place, Role
    from geomap.text.toponyms import Mention

_AREA_NOUNS = ("district", "region", "province", "raion", "rayon", "governorate", "oblast", "state")
_TOWN_NOUNS = ("town", "city", "village", "settlement", "capital", "hamlet", "township", "port")
_NEAR_KM = 300.0
_SAME_KM = 40.0
_SURE = 0.6
_PLACED: tuple[Role, ...] = ("event-location", "proposed-location")


class Atlas(Protocol):
    """What is asked of a gazetteer here."""

    @property
    def places(self) -> Mapping[str, Place]:
        """The places by id."""

    def label(self, place_id: str, *, at: str | None = None) -> str:
        """The neutral label in force."""

    def parents(self, place_id: str, *, at: str | None = None) -> tuple[Place, ...]:
        """What it lies in, nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    place: Place
    weight: float
    why: str


def resolve(
    text: str,
    mentions: Sequence[Mention],
    roles: Sequence[tuple[Role, str]],
    gazetteer: Atlas,
    *,
    at: str | None,
) -> tuple[Toponym, ...]:
    """A toponym for each mention: its role, and its place where that is clear.

    Doubtful names at which nothing happens are left out: they may be no places at all.

    Parameters
    ----------
    text
        The document's text.
    mentions
        From `toponyms.find`.
    roles
        One role and reason for each, from `roles.assign`.
    gazetteer
        Anything with ``places``, ``label`` and ``parents``.
    at
        The document's date (EDTF), for names and parents in force; None is any.
    """
    candidates = [_candidates(mention, gazetteer) for mention in mentions]
    sure = {c[0].id: c[0] for c in candidates if len(c) == 1 and c[0].lon is not None}
    found: list[Toponym] = []
    for n, mention in enumerate(mentions):
        role, reason = roles[n]
        if mention.doubtful and role not in _PLACED:
            continue
        if len(candidates[n]) < 2:
            picked = _only(candidates[n])
        else:
            following = _next_place(text, mentions, candidates, n)
            picked = _pick(
                [
                    _score(text, mention, place, sure, following, gazetteer)
                    for place in candidates[n]
                ]
            )
        found.append(_toponym(mention, role, reason, picked, gazetteer, at))
    return tuple(found)


def _candidates(mention: Mention, gazetteer: Atlas) -> list[Place]:
    kinds = (
        ("place",) if any(s.kind == "place" for s in mention.senses) else ("government", "demonym")
    )
    ids = dict.fromkeys(s.id for s in mention.senses if s.kind in kinds)
    places = [gazetteer.places[i] for i in ids if i in gazetteer.places]
    if mention.kind == "nominal" and mention.exact.endswith("capital"):
        countries = {place.country for place in places}
        return [
            p for p in gazetteer.places.values() if p.fcode == "PPLC" and p.country in countries
        ]
    return places


def _next_place(
    text: str, mentions: Sequence[Mention], candidates: Sequence[list[Place]], n: int
) -> frozenset[str]:
    """Ids of the place named right after, as in "Kelm, Norvia" or "Kelm in Norvia"."""
    if n + 1 >= len(mentions):
        return frozenset()
    between = text[mentions[n].end : mentions[n + 1].start].strip().lower()
    if between in (",", "in", "in the", ", in", "("):
        return frozenset(place.id for place in candidates[n + 1])
    return frozenset()


def _score(
    text: str,
    mention: Mention,
    place: Place,
    sure: Mapping[str, Place],
    following: frozenset[str],
    gazetteer: Atlas,
) -> _Scored:
    weight, why = 1.0, []
    cue = _class_cue(text, mention)
    if cue:
        fits = place.fclass in cue
        weight *= 6.0 if fits else 0.2
        why.append(f"{'fits' if fits else 'is not'} the kind the text names")
    elif place.fclass == "P":
        weight *= 2.0
    above = {parent.id for parent in gazetteer.parents(place.id)}
    if following & above:
        weight *= 20.0
        why.append("lies in the place named after it")
    if above & sure.keys():
        weight *= 3.0
        why.append("lies in a place the text names")
    near = sum(_km(place, other) < _NEAR_KM for other in sure.values() if other.id != place.id)
    if near:
        weight *= 1.0 + min(near, 6) / 2
        why.append(f"near {near} other places of the text")
    return _Scored(place=place, weight=weight, why="; ".join(why))


def _class_cue(text: str, mention: Mention) -> str:
    """The feature classes the words around it ask for: "A" for a district, "P" for a town."""
    after = text[mention.end : mention.end + 14].lower().split()
    before = text[max(0, mention.start - 20) : mention.start].lower().split()
    noun = before[-2] if len(before) > 1 and before[-1] == "of" else ""
    for word in (after[0].strip(".,;:)") if after else "", noun):
        if word in _AREA_NOUNS:
            return "AL"
        if word in _TOWN_NOUNS:
            return "PS"
    return ""


def _km(one: Place, other: Place) -> float:
    """Great-circle distance (haversine), infinite where a point is missing."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return math.inf
    rad = math.pi / 180
    a = math.sin((other.lat - one.lat) * rad / 2) ** 2
    b = math.cos(one.lat * rad) * math.cos(other.lat * rad)
    c = b * math.sin((other.lon - one.lon) * rad / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(a + c)))


def _only(places: Sequence[Place]) -> tuple[Place | None, float, str]:
    return (places[0], 1.0, "") if places else (None, 0.0, "not in the gazetteer")


def _pick(scored: Sequence[_Scored]) -> tuple[Place | None, float, str]:
    """The best candidate with its score and why, or none and why not."""
    ranked = sorted(scored, key=lambda s: (-s.weight, s.place.id))
    best = ranked[0]
    rivals = [s for s in ranked if s is best or not _km(best.place, s.place) < _SAME_KM]
    share = best.weight / sum(s.weight for s in rivals)
    if share < _SURE:
        names = " or ".join(s.place.title for s in rivals[:3])
        return None, share, f"ambiguous: {names}"
    return best.place, share, best.why


def _toponym(
    mention: Mention,
    role: Role,
    reason: str,
    picked: tuple[Place | None, float, str],
    gazetteer: Atlas,
    at: str | None,
) -> Toponym:
    place, score, why = picked
    return Toponym(
        start=mention.start,
        end=mention.end,
        exact=mention.exact,
        role=role,
        place_id=place.id if place else None,
        name=gazetteer.label(place.id, at=at) if place else None,
        lon=place.lon if place else None,
        lat=place.lat if place else None,
        score=round(score, 3),
        reason=f"{reason}; {why}" if why else reason,
    )
