"""The label of a place at a date: policy in docs/gazetteer.md."""

from __future__ import annotations

from typing import Literal

from geomap import edtf
from geomap.gazetteer.when import in_force
from geomap.model import Name, Place

Worldview = Literal["as-attested", "de-jure", "de-facto"]
_ORDER = ("official", "official_defacto", "soviet", "endonym", "exonym", "historical")


def label(place: Place, *, at: str | None, worldview: Worldview) -> str:
    """The names in the place's title that were in use, else the name that was.

    Worldview de-jure takes the state's official name alone, de-facto the one of whoever held
    the place; as-attested pairs them.
    """
    if at is None and worldview == "as-attested":
        return place.title
    parts = [part for part in place.title.split(" / ") if _in_use(place, part, at)]
    if len(parts) > 1 and worldview != "as-attested":
        parts = [_one_side(place, parts, at, worldview)]
    if parts:
        return " / ".join(parts)
    return _named_then(place, at) or place.title


def _in_use(place: Place, part: str, at: str | None) -> bool:
    """A title that is none of the names is a description, and holds at all dates."""
    used = [name.valid for name in place.names if name.name == part]
    return not used or any(in_force(valid, at) for valid in used)


def _one_side(place: Place, parts: list[str], at: str | None, worldview: Worldview) -> str:
    sides = ("official",) if worldview == "de-jure" else ("official_defacto",)
    for part in parts:
        for name in place.names:
            if name.name == part and name.kind in sides and in_force(name.valid, at):
                return part
    return parts[0] if worldview == "de-jure" else _held(place, parts)


def _held(place: Place, parts: list[str]) -> str:
    """Without a de-facto name in force, the official name is what is used there."""
    official = [name.name for name in place.names if name.kind == "official"]
    return next((part for part in parts if part in official), parts[0])


def _named_then(place: Place, at: str | None) -> str | None:
    dated = [
        name
        for name in place.names
        if name.lang == "en" and name.valid and name.kind in _ORDER and in_force(name.valid, at)
    ]
    return min(dated, key=_rank).name if dated else None


def _rank(name: Name) -> tuple[int, int]:
    first, _ = edtf.bounds(name.valid)
    return _ORDER.index(name.kind), -(first.toordinal() if first else 0)
