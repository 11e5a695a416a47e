"""Looking closely at a gazetteer folder: `geomap gazetteer check`.

Errors are what makes answers wrong; notes are what a curator should know. Each names the file,
the line and the place.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from geomap import edtf
from geomap.errors import DateError, GazetteerError
from geomap.gazetteer import check_geometry, files, fold, geonames, schema, write
from geomap.gazetteer.lookup import Gazetteer, load
from geomap.model import Candidate

_TABLES = ("events", "demonyms", "governments", "not-places")
# Two names of one year both reach to its end or begin: that is no overlap.
_SLACK = timedelta(days=366)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a row of a gazetteer."""

    level: Literal["error", "note"]
    path: Path
    line: int
    row: str
    """The id of the place, event or group; empty for a whole file."""
    message: str

    def __str__(self) -> str:
        row = f"{self.row}: " if self.row else ""
        return f"{self.path}:{self.line}: {self.level}: {row}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the gazetteer as it was read."""

    path: Path
    text: str
    part: str
    """The definition of schema.json it keeps."""
    value: Row
    rows: tuple[Row, ...]
    """Properties of places, or rows of a table."""

    def finding(self, level: Literal["error", "note"], row_id: str, message: str) -> Finding:
        """A finding about one of its rows, with the line where that row begins."""
        line = files.line_of(self.text, row_id) if row_id else 1
        return Finding(level=level, path=self.path, line=line, row=row_id, message=message)


def check(folder: Path, shipped: Path) -> list[Finding]:
    """Everything there is to say about a folder, errors first.

    Where a file breaks the format that is all: what lies where is looked at once it is right.

    Parameters
    ----------
    folder
        The gazetteer folder to look at; it may name places of the shipped one.
    shipped
        The folder that holds schema.json and the sources known everywhere.

    Raises
    ------
    GazetteerError
        If a file is no JSON at all.

    Examples
    --------
    >>> import tempfile
    >>> from geomap._resources import gazetteer_folder
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "events.json").write_text('{"events": []}')
    >>> [str(finding).removeprefix(str(folder)) for finding in check(folder, gazetteer_folder())]
    ['/events.json:1: error: is not as the formatter writes it: run with --fix']
    """
    read = [_read(path) for path in gazetteer_files(folder)]
    rules = files.load_json(shipped / "schema.json")
    sources = _sources(shipped) | _sources(folder)
    found = [finding for file in read for finding in _of_file(file, rules, sources)]
    found.extend(_double_ids(read))
    if not any(finding.row for finding in found):
        alone = folder.resolve() == shipped.resolve()
        gazetteer = load(shipped) if alone else load(shipped, folder)
        found.extend(_of_places(read, gazetteer))
        found.extend(_collisions(read, gazetteer))
        found.extend(
            Finding(level=level, path=path, line=line, row=row, message=message)
            for level, path, line, row, message in check_geometry.of_shapes(folder, gazetteer)
        )
    return sorted(found, key=lambda finding: (finding.level, str(finding.path), finding.line))


def against(folder: Path, index: Path, shipped: Path) -> list[Finding]:
    """Notes on points that a GeoNames index has elsewhere, by the GeoNames id of the place."""
    found = []
    places = load(shipped, folder).places
    for file in map(_read, gazetteer_files(folder)):
        if file.part == "places":
            own = [places[row["id"]] for row in file.rows]
            for place, entry, away in geonames.compare(index, own):
                message = f"GeoNames {entry.id} ({entry.name}) lies {away:.1f} km from its point"
                found.append(file.finding("note", place.id, message))
    return found


def gazetteer_files(folder: Path) -> list[Path]:
    """The files of a folder that hold places, events and other senses."""
    tables = [folder / f"{name}.json" for name in _TABLES]
    return [*sorted(folder.glob("*.geojson")), *(path for path in tables if path.is_file())]


def formatted(path: Path) -> str:
    """The text of a gazetteer file as the formatter writes it."""
    value = files.load_json(path)
    if path.suffix == ".geojson":
        return write.places(value["features"])
    return write.rows(path.stem, value[path.stem])


def _read(path: Path) -> File:
    value = files.load_json(path)
    part = "places" if path.suffix == ".geojson" else path.stem
    rows = value.get("features" if part == "places" else part) if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise GazetteerError(f"{path}:1: holds no list of {part}")
    plain = tuple(row.get("properties", row) for row in rows if isinstance(row, dict))
    text = path.read_text(encoding="utf-8")
    return File(path=path, text=text, part=part, value=value, rows=plain)


def _sources(folder: Path) -> set[str]:
    path = folder / "sources.json"
    return {row["id"] for row in files.load_json(path)["sources"]} if path.is_file() else set()


def _of_file(file: File, rules: Row, sources: set[str]) -> Iterator[Finding]:
    broken = list(schema.problems(file.value, rules, file.part))
    for at, message in broken:
        number = at[1] if len(at) > 1 and isinstance(at[1], int) else None
        row = file.rows[number] if number is not None and number < len(file.rows) else {}
        where = ".".join(str(part) for part in at[2:] if part != "properties")
        yield file.finding("error", str(row.get("id", "")), f"{where}: {message}".lstrip(": "))
    if broken:
        return
    for row in file.rows:
        for message in (*_unsourced(row, sources), *_dates(row)):
            yield file.finding("error", row["id"], message)
    if file.text != formatted(file.path):
        yield file.finding("error", "", "is not as the formatter writes it: run with --fix")


def _unsourced(row: Row, sources: set[str]) -> Iterator[str]:
    for name in row["names"]:
        for source in name["sources"]:
            if source not in sources:
                yield f"name {name['name']!r} has a source that sources.json lacks: {source!r}"


def _dates(row: Row) -> Iterator[str]:
    values = [row.get("valid"), row.get("edtf"), *(name.get("valid") for name in row["names"])]
    values.extend(parent.get("valid") for parent in row.get("parents", ()))
    broken = False
    for value in values:
        try:
            edtf.bounds(value)
        except DateError as error:
            broken = True
            yield str(error)
    if not broken:
        yield from _exclusive(row["names"])


def _exclusive(names: list[Row]) -> Iterator[str]:
    """Official names of one language and user follow each other; they are not used at once."""
    series = defaultdict(list)
    for name in names:
        if name["kind"] in ("official", "soviet") and name.get("valid"):
            series[name["lang"], tuple(name.get("users", ()))].append(name)
    for group in series.values():
        for number, one in enumerate(group):
            for other in group[number + 1 :]:
                if one["kind"] != other["kind"] and _overlap(one["valid"], other["valid"]):
                    yield f"{one['name']!r} and {other['name']!r} are both official at once"


def _overlap(one: str, other: str) -> bool:
    (first, last), (low, high) = edtf.bounds(one), edtf.bounds(other)
    begins = max((day for day in (first, low) if day), default=None)
    ends = min((day for day in (last, high) if day), default=None)
    return begins is None or ends is None or ends - begins > _SLACK


def _double_ids(read: list[File]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Path] = {}
    for file in read:
        for row in file.rows:
            key = (file.part, str(row.get("id")))
            if key in seen:
                yield file.finding("error", key[1], f"the id is also in {seen[key]}")
            seen[key] = file.path


def _of_places(read: Iterable[File], gazetteer: Gazetteer) -> Iterator[Finding]:
    for file in read:
        if file.part != "places":
            continue
        places = [gazetteer.places[row["id"]] for row in file.rows]
        for place, level, message in check_geometry.outside_parents(places, gazetteer):
            yield file.finding(level, place.id, message)
        for place in places:
            if place.coord_status == "unverified":
                yield file.finding("note", place.id, "its point is in no data set we have")


def _collisions(read: Iterable[File], gazetteer: Gazetteer) -> Iterator[Finding]:
    """Names that several places share, and which one is meant when nothing else is said."""
    home = {row.get("id"): file for file in read for row in file.rows if file.part == "places"}
    shared: dict[str, str] = {}
    for place in gazetteer.places.values():
        for name in place.names:
            shared.setdefault(fold.key(name.name), name.name)
    for spelling in shared.values():
        found = gazetteer.find(spelling)
        first = home.get(found[0].place.id)
        if len(found) > 1 and first is not None:
            others = ", ".join(candidate.place.id for candidate in found[1:])
            message = f"{spelling!r} is also {others}; {_decides(found)}"
            yield first.finding("note", found[0].place.id, message)


def _decides(found: tuple[Candidate, ...]) -> str:
    """What tells places of one name apart."""
    first, second = found[:2]
    around = {parent.id for parent in first.place.parents}
    if second.place.id in around:
        return "the place itself, unless the text says district or the like"
    if first.score > second.score:
        return f"without context {first.place.id}, by its rank ({first.score} to {second.score})"
    return "the context alone decides"


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON list, for programs."""
    rows = [
        {"level": f.level, "file": str(f.path), "line": f.line, "id": f.row, "message": f.message}
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
