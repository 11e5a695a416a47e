"""A new place in a curator's words: made into a row, and tried before it is written."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from geomap import edtf
from geomap.errors import GazetteerError
from geomap.gazetteer import check, files, grow, tongues
from geomap.gazetteer.lookup import Gazetteer

Row = dict[str, Any]
# Whose language is a country's own, for the kind of a name.
_OWN = {"AZ": "az", "AM": "hy", "GE": "ka", "RU": "ru", "TR": "tr", "IR": "fa", "UA": "uk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a curator says of a place, line by line."""

    name: str
    """``NAME``, ``NAME@LANGUAGE`` or ``NAME@LANGUAGE@VALID``; the language may be left empty."""
    point: tuple[float, float] | None
    """Latitude, longitude in degrees; None for a group."""
    fclass: str
    fcode: str
    country: str
    """ISO 3166-1 alpha-2."""
    parents: str = ""
    """Names or ids, apart by semicolons, each with its validity after an @."""
    others: str = ""
    """Other names, as `name`, apart by semicolons."""
    members: str = ""
    """Names or ids of a group's members, apart by semicolons."""
    valid: str = ""
    """EDTF: when the place itself was."""


def feature(draft: Draft, known: Gazetteer) -> Row:
    """The row of a new place.

    Parameters
    ----------
    draft
        What is said of it.
    known
        Where parents and members are looked up, and ids that are taken.

    Raises
    ------
    GazetteerError
        If a parent or member is not known, with names that look like it.
    DateError
        If a validity is no EDTF.
    """
    main = _name(draft.name, draft.country, first=None)
    if draft.members:  # nobody decrees what a group is called
        main["kind"] = "press"
    new = _free_id(known, main["name"], draft.country)
    names = [main, *(_name(part, draft.country, first=main) for part in _parts(draft.others))]
    properties = {
        "id": new,
        "title": main["name"],
        "kind": "group" if draft.members else "place",
        "fclass": draft.fclass,
        "fcode": draft.fcode,
        "country": draft.country,
        **({"valid": edtf.parse(draft.valid)} if draft.valid else {}),
        "names": names,
        "parents": _parents(draft, known),
    }
    if draft.members:
        properties["members"] = [_found(known, part).id for part in _parts(draft.members)]
    if draft.point is None:
        return {"type": "Feature", "id": new, "geometry": None, "properties": properties}
    lat, lon = draft.point
    properties |= {"precision_km": 3, "coord_status": "unverified", "coord_source": "curator"}
    point = {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}
    return {"type": "Feature", "id": new, "geometry": point, "properties": properties}


def trial(row: Row, path: Path, shipped: Path) -> list[check.Finding]:
    """What `gazetteer check` would say of a folder with this row in it; nothing is written there.

    Parameters
    ----------
    row
        What `feature` gives.
    path
        The file it is meant for.
    shipped
        The folder of the shipped gazetteer.
    """
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "trial"
        shutil.copytree(path.parent, copy)
        grow.add(copy / path.name, row)
        found = check.check(copy, shipped)
        return [replace(finding, path=path.parent / finding.path.name) for finding in found]


def code(words: str, shipped: Path) -> tuple[str, str]:
    """A GeoNames feature class and code, from ``PPL`` or ``P.PPL``.

    Raises
    ------
    GazetteerError
        If GeoNames has no such code, with codes that look like it.
    """
    codes = files.load_json(shipped / "feature-codes.json")
    asked, _, fcode = words.strip().upper().rpartition(".")
    for fclass, listed in codes.items():
        if fcode in listed.split() and asked in ("", fclass):
            return fclass, fcode
    known = [one for listed in codes.values() for one in listed.split()]
    near = ", ".join(get_close_matches(fcode, known, n=4))
    raise GazetteerError(
        f"GeoNames has no feature code {words!r}" + (f"; like it: {near}" * bool(near))
    )


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _name(words: str, country: str, *, first: Row | None) -> Row:
    name, _, more = (part.strip() for part in words.partition("@"))
    lang, _, valid = (part.strip() for part in more.partition("@"))
    if not name:
        raise GazetteerError(f"{words!r} has no name before the @")
    lang = lang or tongues.guess(name, country)
    dated = {"valid": edtf.parse(valid)} if valid else {}
    kind = _kind(lang, valid, country, first)
    return {"name": name, "lang": lang, "kind": kind, **dated, "sources": ["curator"]}


def _kind(lang: str, valid: str, country: str, first: Row | None) -> str:
    """The first name is the official one; what is over is historical."""
    if first is None:
        return "official"
    if valid and edtf.bounds(valid)[1] is not None:
        return "historical"
    if lang == first["lang"]:
        return "official" if valid else "romanization"
    return "official" if lang == _OWN.get(country) else "exonym"


def _parents(draft: Draft, known: Gazetteer) -> list[Row]:
    found = []
    for part in _parts(draft.parents) or [draft.country.lower()]:
        words, _, valid = (piece.strip() for piece in part.partition("@"))
        dated = {"valid": edtf.parse(valid)} if valid else {}
        found.append({"id": _found(known, words, area=True).id, **dated})
    return found


def _found(known: Gazetteer, words: str, *, area: bool = False) -> Any:
    """The place of that id or name; of several an area, where one is wanted."""
    if words in known.places:
        return known.places[words]
    found = [candidate.place for candidate in known.find(words)]
    if not found:
        near = ", ".join(known.similar(words))
        raise GazetteerError(f"no place is called {words!r}" + (f"; known: {near}" * bool(near)))
    areas = [place for place in found if place.fclass in ("A", "L")]
    return (areas or found)[0] if area else found[0]


def _free_id(known: Gazetteer, name: str, country: str) -> str:
    plain = grow.place_id(name, country)
    new, number = plain, 2
    while new in known.places:
        new, number = f"{plain}-{number}", number + 1
    return new
