"""What is wrong with one row of a gazetteer file, whatever lies around it on the ground."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from geomap import edtf
from geomap.errors import DateError
from geomap.gazetteer import files, fold, tongues

Row = dict[str, Any]
Told = tuple[str, str]
"""What is wrong, and the words of the row (as JSON) beside which it stands."""
# Two names of one year both reach to its end or begin: that is no overlap.
_SLACK = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The tables that rows are held against."""

    sources: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    """GeoNames feature codes by class."""
    tongues: tongues.Tongues


def known(shipped: Path, folder: Path) -> Known:
    """The tables of the shipped gazetteer, with a folder's own sources."""
    codes = files.load_json(shipped / "feature-codes.json")
    return Known(
        sources=frozenset(_sources(shipped) | _sources(folder)),
        codes={fclass: frozenset(listed.split()) for fclass, listed in codes.items()},
        tongues=tongues.read(shipped),
    )


def _sources(folder: Path) -> set[str]:
    path = folder / "sources.json"
    return {row["id"] for row in files.load_json(path)["sources"]} if path.is_file() else set()


def wrong(row: Row, tables: Known) -> Iterator[Told]:
    """What is wrong with a row that keeps the schema."""
    if "fcode" in row:
        yield from _code(row, tables)
    for name in row["names"]:
        for source in name["sources"]:
            if source not in tables.sources:
                said = f"name {name['name']!r} has a source that sources.json lacks: {source!r}"
                yield said, name["name"]
        tongue = tongues.wrong(name["name"], name["lang"], tables.tongues)
        if tongue:
            yield f"name {name['name']!r} {tongue}", name["name"]
    broken = list(_dates(row))
    yield from broken
    if not broken:
        yield from _twice(row["names"])
        # A state has a short and a formal name, and both are official.
        if not row.get("fcode", "").startswith("PCL"):
            yield from _exclusive(row["names"])


def _code(row: Row, tables: Known) -> Iterator[Told]:
    fclass, fcode = row["fclass"], row["fcode"]
    codes = tables.codes.get(fclass)
    if codes is None:
        yield f"GeoNames has no feature class {fclass!r}", fclass
    elif fcode not in codes:
        fits = [other for other, listed in tables.codes.items() if fcode in listed]
        more = f"; {fcode} is of class {' or '.join(fits)}" if fits else ""
        yield f"GeoNames has no feature code {fclass}.{fcode}{more}", fcode


def _dates(row: Row) -> Iterator[Told]:
    values = [row.get("valid"), row.get("edtf"), *(name.get("valid") for name in row["names"])]
    values.extend(parent.get("valid") for parent in row.get("parents", ()))
    for value in values:
        try:
            edtf.bounds(value)
        except DateError as error:
            yield str(error), value


def _twice(names: list[Row]) -> Iterator[Told]:
    """The same string in one language means two things only at different times or to others."""
    for one, other in combinations(names, 2):
        same = one["name"] == other["name"] and one["lang"] == other["lang"]
        if same and _overlap(one, other) and one.get("users") == other.get("users"):
            yield f"{one['name']!r} ({one['lang']}) is listed twice for one time", one["name"]


def _exclusive(names: list[Row]) -> Iterator[Told]:
    """Official names of one language and user follow each other; they are not used at once."""
    series = defaultdict(list)
    for name in names:
        if name["kind"] in ("official", "soviet"):
            series[name["lang"], tuple(name.get("users", ()))].append(name)
    for group in series.values():
        for one, other in combinations(group, 2):
            if _overlap(one, other) and not _forms_of_one(one["name"], other["name"]):
                said = f"{one['name']!r} and {other['name']!r} are both official at once"
                yield f"{said}: limit them with valid, or give one another kind", one["name"]


def _forms_of_one(one: str, other: str) -> bool:
    """A short and a long form, an abbreviation, or two spellings."""
    if one.isupper() or other.isupper():
        return True
    first, second = (re.findall(r"\w+", fold.romanised(fold.key(name))) for name in (one, other))
    if "".join(first) == "".join(second):
        return True
    return set(first) <= set(second) or set(second) <= set(first)


def _overlap(one: Row, other: Row) -> bool:
    (first, last), (low, high) = edtf.bounds(one.get("valid")), edtf.bounds(other.get("valid"))
    begins = max((day for day in (first, low) if day), default=None)
    ends = min((day for day in (last, high) if day), default=None)
    return begins is None or ends is None or ends - begins > _SLACK
