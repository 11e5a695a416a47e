"""Which place a place word means: candidates scored by what the text says of them.

An answer is never silently wrong: where two places fit about as well, none is given and the
reason names both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geomap.gazetteer.when import in_force
from geomap.model import Toponym

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.model import Place, Role, Sense
    from geomap.text.toponyms import Mention

_AREA_NOUNS = frozenset(
    ("district", "districts", "region", "regions", "province", "raion", "rayon", "governorate")
)
_TOWN_NOUNS = frozenset(
    ("town", "city", "village", "settlement", "capital", "hamlet", "township", "port", "suburb")
)
_HANDED = ("hand", "return", "cede", "give", "gave", "surrender", "district", "region", "passed")
_RANKS = {"PCLI": 3.0, "PPLC": 3.0, "PPLA": 1.5, "PPLA2": 1.2, "PCLH": 1.2}
"""How much likelier a place is meant for what it is: a state, a capital, a seat."""
_NEAR_KM = 300.0
_FAR_DEGREES = 3.0
"""Of latitude, a little more than that."""
_NEAR_DEGREES = 2.6
"""Of latitude and longitude together, less than that wherever on Earth."""
_SAME_KM = 40.0
_SURE = 0.6
_PLACED: tuple[Role, ...] = ("event-location", "proposed-location")

Picked = tuple["Place | None", float, str]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What is known of a document while its place words are resolved."""

    text: str
    mentions: Sequence[Mention]
    candidates: list[list[Place]]
    sure: Mapping[str, Place]
    """Places named without doubt."""
    grouped: frozenset[str]
    """Members of the groups of places the text names."""
    gazetteer: Atlas
    at: str | None


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
    candidates = [_candidates(text, mention, gazetteer) for mention in mentions]
    _join_aliases(text, mentions, candidates)
    sure = {c[0].id: c[0] for c in candidates if len(c) == 1 and c[0].lon is not None}
    members = (place.members for c in candidates for place in c if place.kind == "group")
    reading = _Reading(
        text=text,
        mentions=mentions,
        candidates=candidates,
        sure=sure,
        grouped=frozenset(member for group in members for member in group),
        gazetteer=gazetteer,
        at=at,
    )
    picked = [_pick(reading, n) for n in range(len(mentions))]
    _contradict(roles, picked)
    _repeat(mentions, picked)
    names: dict[str, str] = {}
    return tuple(
        _toponym(mention, role, picked[n], _label(reading, picked[n][0], names))
        for n, (mention, role) in enumerate(zip(mentions, roles, strict=True))
        if not mention.doubtful or role[0] in _PLACED
    )


def _candidates(text: str, mention: Mention, gazetteer: Atlas) -> list[Place]:
    kinds: tuple[str, ...] = ("government", "demonym")
    if any(sense.kind == "place" for sense in mention.senses):
        kinds = ("place",)
    ids = dict.fromkeys(s.id for s in mention.senses if s.kind in kinds)
    known = gazetteer.places
    places = [known[i] for i in ids if i in known]
    if mention.kind == "nominal" and mention.exact.endswith("capital"):
        states = {place.country for place in places if place.fcode.startswith("PCL")}
        if states:
            return [p for p in known.values() if p.fcode == "PPLC" and p.country in states]
    if (
        len(places) == 1
        and places[0].fclass in "STH"
        and _kind_before(text, mention) in _TOWN_NOUNS
    ):
        return []  # "the suburb of Kelm" is not Kelm airport
    return places


def _join_aliases(text: str, mentions: Sequence[Mention], candidates: list[list[Place]]) -> None:
    """Two names of one place, "Kelm (Dorn)", mean what both can mean."""
    for n in range(len(mentions) - 1):
        between = text[mentions[n].end : mentions[n + 1].start]
        if between not in (" (", " / ", "/", ", or ", " or "):
            continue
        ids = {place.id for place in candidates[n + 1]}
        both = [place for place in candidates[n] if place.id in ids]
        if both:
            candidates[n] = candidates[n + 1] = both


def _pick(reading: _Reading, n: int) -> Picked:
    """The best candidate with its score and why, or none and why not."""
    places = reading.candidates[n]
    if len(places) < 2:
        return (places[0], 1.0, "") if places else (None, 0.0, "not in the gazetteer")
    scored = [_score(reading, n, place) for place in places]
    ranked = sorted(scored, key=lambda s: (-s.weight, s.place.id))
    best = ranked[0]
    rivals = [s for s in ranked if s is best or not _km(best.place, s.place) < _SAME_KM]
    share = best.weight / sum(s.weight for s in rivals)
    if share < _SURE:
        names = " or ".join(s.place.title for s in rivals[:3])
        return None, share, f"ambiguous: {names}"
    return best.place, share, best.why


def _contradict(roles: Sequence[tuple[Role, str]], picked: list[Picked]) -> None:
    """A place that lies in another country than the text says is not the one meant."""
    for n in range(len(picked) - 1):
        place, holder = picked[n][0], picked[n + 1][0]
        if place is None or holder is None or not holder.fcode.startswith("PCL"):
            continue
        holds = roles[n + 1][1].startswith("holds the place before")
        if holds and place.country and holder.country and place.country != holder.country:
            picked[n] = (None, 0.0, f"not in {holder.title}")


def _repeat(mentions: Sequence[Mention], picked: list[Picked]) -> None:
    """What stays ambiguous means what the same words mean elsewhere in the text."""
    known: dict[str, Picked] = {}
    for mention, pick in zip(mentions, picked, strict=True):
        if pick[0] is not None and pick[1] > known.get(mention.exact, pick)[1] - 1e-9:
            known[mention.exact] = pick
    for n, mention in enumerate(mentions):
        if picked[n][0] is None and mention.exact in known:
            place, score, _ = known[mention.exact]
            picked[n] = (place, score, "as elsewhere in the text")


def _score(reading: _Reading, n: int, place: Place) -> _Scored:
    mention = reading.mentions[n]
    weight, why = _RANKS.get(place.fcode, 1.0), []
    fits = _fits_kind(reading, n, place)
    if fits is not None:
        weight *= 6.0 if fits else 0.2
        why.append(f"{'fits' if fits else 'is not'} the kind the text names")
    elif place.fclass == "P":
        weight *= 2.0
    above = {parent.id for parent in reading.gazetteer.parents(place.id, at=reading.at)}
    if _next_place(reading, n) & above:
        weight *= 20.0
        why.append("lies in the place named after it")
    if above & reading.sure.keys():
        weight *= 3.0
        why.append("lies in a place the text names")
    near = sum(_is_near(place, other) for other in reading.sure.values())
    if near:
        weight *= 1.0 + min(near, 6) / 2
        why.append(f"near {near} other places of the text")
    if not _is_current(mention.senses, place, reading.at):
        weight *= 0.5
    elif _is_of_its_time(reading, n, place):
        weight *= 2.0
        why.append("so called at that time")
    return _Scored(place=place, weight=weight, why="; ".join(why))


def _is_current(senses: Sequence[Sense], place: Place, at: str | None) -> bool:
    """Whether the name used was in force for the place at the document's date."""
    return any(sense.id == place.id and in_force(sense.name.valid, at) for sense in senses)


def _is_of_its_time(reading: _Reading, n: int, place: Place) -> bool:
    """Whether for a time the name meant this rather than the region around it."""
    dated = any(s.id == place.id and s.name.valid for s in reading.mentions[n].senses)
    others = (other for other in reading.candidates[n] if other is not place)
    return dated and any(_km(place, other) < _SAME_KM for other in others)


def _fits_kind(reading: _Reading, n: int, place: Place) -> bool | None:
    """Whether it is of the kind that the words around ask for; None where they ask for none."""
    mention, text = reading.mentions[n], reading.text
    after = text[mention.end : mention.end + 14].lower().split()
    kind_after = after[0].strip(".,;:)") if after else ""
    for word in (kind_after, _kind_before(text, mention)):
        if word in _AREA_NOUNS:
            return place.fclass in "AL"
        if word in _TOWN_NOUNS:
            return place.fclass in "PS"
    if place.id in reading.grouped:
        before = text[max(0, mention.start - 90) : mention.start].rpartition(". ")[2]
        behind = text[mention.end : mention.end + 40].partition(". ")[0]
        return True if any(word in (before + behind).lower() for word in _HANDED) else None
    return None


def _kind_before(text: str, mention: Mention) -> str:
    """The kind in "the town of Kelm", or ""."""
    before = text[max(0, mention.start - 20) : mention.start].lower().split()
    return before[-2] if len(before) > 1 and before[-1] == "of" else ""


def _next_place(reading: _Reading, n: int) -> frozenset[str]:
    """Ids of the place named right after, as in "Kelm, Norvia" or "Kelm in Norvia"."""
    if n + 1 >= len(reading.mentions):
        return frozenset()
    here, there = reading.mentions[n], reading.mentions[n + 1]
    if reading.text[here.end : there.start].strip().lower() in (",", "in", "in the", ", in", "("):
        return frozenset(place.id for place in reading.candidates[n + 1])
    return frozenset()


def _is_near(one: Place, other: Place) -> bool:
    """Whether two places lie within 300 km; their degrees alone tell nearly always."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return False
    north, east = abs(one.lat - other.lat), abs(one.lon - other.lon)
    if north > _FAR_DEGREES:
        return False
    return north + east < _NEAR_DEGREES or _km(one, other) < _NEAR_KM


def _km(one: Place, other: Place) -> float:
    """Great-circle distance (haversine), infinite where a point is missing."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return math.inf
    rad = math.pi / 180
    a = math.sin((other.lat - one.lat) * rad / 2) ** 2
    b = math.cos(one.lat * rad) * math.cos(other.lat * rad)
    c = b * math.sin((other.lon - one.lon) * rad / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(a + c)))


def _label(reading: _Reading, place: Place | None, names: dict[str, str]) -> str | None:
    if place is None:
        return None
    if place.id not in names:
        names[place.id] = reading.gazetteer.label(place.id, at=reading.at)
    return names[place.id]


def _toponym(mention: Mention, role: tuple[Role, str], picked: Picked, name: str | None) -> Toponym:
    place, score, why = picked
    return Toponym(
        start=mention.start,
        end=mention.end,
        exact=mention.exact,
        role=role[0],
        place_id=place.id if place else None,
        name=name,
        lon=place.lon if place else None,
        lat=place.lat if place else None,
        score=round(score, 3),
        reason=f"{role[1]}; {why}" if why else role[1],
    )
