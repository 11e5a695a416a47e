"""What two tellings are compared by, worked out once for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.merge.kinds import kinds
from geomap.model import EventMention
from geomap.text import _lexicon

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

AHEAD = ("planned", "proposed", "hypothetical")
REAL = ("occurred", "ongoing")
Key = tuple[str, int, int, str, str, str, str]

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_DISTRICT, _COUNTRY = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A telling with its bounds, the places around it, its words and its actors."""

    mention: EventMention
    key: Key
    first: date | None
    last: date | None
    days: int | None
    """How many days the date can be off; None is without bounds."""
    around: frozenset[str]
    """The places it lies in, countries left out, and the groups it is a member of."""
    is_quiet: bool
    """Whether its place is a town or district, and no capital, where much happens in a day."""
    kinds: frozenset[str]
    """What kind of happening it is; see `geomap.merge.kinds`."""
    words: frozenset[str]
    word: str
    """Its own word, cut as `words` are; nothing if that is too short."""
    actors: frozenset[str]
    people: frozenset[str]
    """Those of them that are neither governments nor their forces."""


def features(
    mention: EventMention, gazetteer: Gazetteer | None, states: frozenset[str] = frozenset()
) -> Features:
    """The features of one telling.

    `states` are the names of places: governments, who have a part in nearly everything.
    """
    first, last = edtf.bounds(mention.edtf)
    return Features(
        mention=mention,
        key=key(mention),
        first=first,
        last=last,
        days=None if first is None or last is None else (last - first).days,
        around=_around(mention, gazetteer),
        is_quiet=_is_quiet(mention, gazetteer),
        kinds=kinds(mention.type, mention.trigger),
        words=_stems(mention.exact) - _stems(f"{mention.place_text} {mention.date_text}"),
        word=next(iter(_stems(mention.trigger.partition(" ")[0])), ""),
        actors=frozenset(_actor(name) for name in mention.actors),
        people=frozenset(
            _actor(name) for name in mention.actors if name not in states and not _is_side(name)
        ),
    )


def _is_quiet(mention: EventMention, gazetteer: Gazetteer | None) -> bool:
    if gazetteer is None or mention.place_id is None:
        return False
    capital = gazetteer.places[mention.place_id].fcode == "PPLC"
    return (mention.where_precision or _COUNTRY) <= _DISTRICT and not capital


def _actor(name: str) -> str:
    """A person by the surname, whatever first name or title goes before; others by all words."""
    last = name.rsplit(maxsplit=1)[-1]
    is_person = last[0].isupper() and last.lower() not in _bodies()
    return (last if is_person else name).lower()


def _is_side(name: str) -> bool:
    """Whether a name is that of a side: "Northern forces", "the Armed Forces"."""
    last = name.rsplit(maxsplit=1)[-1]
    return last.islower() or last.lower() in _SIDES


_SIDES = ("army", "authorities", "forces", "government", "military", "troops")


@cache
def _bodies() -> frozenset[str]:
    rows = _lexicon.read("linking")["body"]
    return frozenset(word for row in rows for word in row["words"])


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.lower()[:_STEM] for w in _WORD.findall(text))


def key(mention: EventMention) -> Key:
    """What tells one telling from another: where it stands, and what of it is told."""
    return (
        mention.document,
        mention.start,
        min((m.start for m in mention.marks if m.kind == "trigger"), default=mention.start),
        mention.place_id or mention.place_text or "",
        mention.trigger,
        mention.edtf or "",
        mention.status,
    )


def _around(mention: EventMention, gazetteer: Gazetteer | None) -> frozenset[str]:
    if gazetteer is None or mention.place_id is None:
        return frozenset()
    parents = gazetteer.parents(mention.place_id)
    return frozenset(p.id for p in parents if not p.fcode.startswith("PCL"))
