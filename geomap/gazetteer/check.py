"""Looking closely at a gazetteer folder: `geomap gazetteer check`.

Errors are what makes answers wrong; notes are what a curator should know. Each names the file,
the line and the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from geomap.errors import GazetteerError
from geomap.gazetteer import check_geometry, check_rows, files, fold, geonames, lean, schema, write
from geomap.gazetteer.lookup import Gazetteer, load
from geomap.model import Candidate

_TABLES = ("events", "demonyms", "governments", "not-places")
Row = dict[str, Any]
Level = Literal["error", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a row of a gazetteer."""

    level: Level
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
    lines: tuple[int, ...]
    """Where each row begins."""

    def finding(self, level: Level, number: int, message: str, near: str = "") -> Finding:
        """A finding about one of its rows, with the line of the row or of the words `near`."""
        line, row_id = self.lines[number], str(self.rows[number].get("id") or f"row {number + 1}")
        if near:
            last = self.lines[number + 1] if number + 1 < len(self.lines) else None
            own = self.text.split("\n")[line - 1 : last and last - 1]
            wanted = json.dumps(near, ensure_ascii=False)
            line += next((n for n, words in enumerate(own) if wanted in words), 0)
        return Finding(level=level, path=self.path, line=line, row=row_id, message=message)

    def whole(self, message: str) -> Finding:
        """An error about the file."""
        return Finding(level="error", path=self.path, line=1, row="", message=message)


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
    tables = check_rows.known(shipped, folder)
    found = [finding for file in read for finding in _of_file(file, rules, tables)]
    found.extend(_double_ids(read))
    if not any(finding.row for finding in found):
        found.extend(_dangling(read, shipped))
    if not any(finding.row for finding in found):
        alone = folder.resolve() == shipped.resolve()
        gazetteer = load(*((shipped,) if alone else (shipped, folder)), shipped=False)
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
    places = load(shipped, folder, shipped=False).places
    for file in map(_read, gazetteer_files(folder)):
        if file.part == "places":
            numbers = {row["id"]: number for number, row in enumerate(file.rows)}
            for place, entry, away in geonames.compare(index, map(places.__getitem__, numbers)):
                message = f"GeoNames {entry.id} ({entry.name}) lies {away:.1f} km from its point"
                found.append(file.finding("note", numbers[place.id], message))
    return found


def gazetteer_files(folder: Path) -> list[Path]:
    """The files of a folder that hold places, events and other senses."""
    tables = [folder / f"{name}.json" for name in _TABLES]
    places = [*sorted(folder.glob("*.geojson")), *sorted(folder.glob("*.tsv"))]
    return [*places, *(path for path in tables if path.is_file())]


def formatted(path: Path) -> str:
    """The text of a gazetteer file as the formatter writes it."""
    if path.suffix == ".tsv":
        return lean.table(lean.features(path.read_text(encoding="utf-8"), path))
    value = files.load_json(path)
    if path.suffix == ".geojson":
        return write.places(value["features"])
    return write.rows(path.stem, value[path.stem])


def _read(path: Path) -> File:
    if path.suffix == ".tsv":
        return _read_lean(path)
    value = files.load_json(path)
    part = "places" if path.suffix == ".geojson" else path.stem
    rows = value.get("features" if part == "places" else part) if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise GazetteerError(f"{path}:1: holds no list of {part}")
    plain = tuple(row.get("properties", row) if isinstance(row, dict) else {} for row in rows)
    text = path.read_text(encoding="utf-8")
    lines = files.row_lines(text, "features" if part == "places" else part)
    return File(path=path, text=text, part=part, value=value, rows=plain, lines=tuple(lines))


def _read_lean(path: Path) -> File:
    text = path.read_text(encoding="utf-8")
    found = lean.features(text, path)
    return File(
        path=path,
        text=text,
        part="places",
        value={"type": "FeatureCollection", "features": found},
        rows=tuple(row["properties"] for row in found),
        lines=tuple(range(2, len(found) + 2)),
    )


def _of_file(file: File, rules: Row, tables: check_rows.Known) -> Iterator[Finding]:
    broken = list(schema.problems(file.value, rules, file.part))
    for at, message in broken:
        where = ".".join(str(part) for part in at[2:] if part != "properties")
        said = f"{where}: {message}".lstrip(": ")
        number = at[1] if len(at) > 1 and isinstance(at[1], int) else None
        yield file.whole(said) if number is None else file.finding("error", number, said)
    if broken:
        return
    for number, row in enumerate(file.rows):
        for message, near in check_rows.wrong(row, tables):
            yield file.finding("error", number, message, near)
    if file.text != formatted(file.path):
        yield file.whole("is not as the formatter writes it: run with --fix")


def _double_ids(read: list[File]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Path] = {}
    for file in read:
        for number, row in enumerate(file.rows):
            key = (file.part, str(row.get("id")))
            if key in seen:
                yield file.finding("error", number, f"the id is also in {seen[key]}")
            seen[key] = file.path


def _dangling(read: list[File], shipped: Path) -> Iterator[Finding]:
    """Rows that name a place which nobody wrote down."""
    known = {row["id"] for file in read if file.part == "places" for row in file.rows}
    for path in sorted(shipped.glob("*.geojson")):
        known |= {feature["id"] for feature in files.load_json(path)["features"]}
    for file in read:
        for number, row in enumerate(file.rows):
            named = [*(parent["id"] for parent in row.get("parents", ())), *row.get("members", ())]
            named.extend([row["place_id"]] if "place_id" in row else [])
            named.extend([row["id"]] if file.part in ("demonyms", "governments") else [])
            for other in named:
                if other not in known:
                    yield file.finding("error", number, f"there is no place {other!r}", other)


def _of_places(read: Iterable[File], gazetteer: Gazetteer) -> Iterator[Finding]:
    for file in read:
        if file.part != "places":
            continue
        numbers = {row["id"]: number for number, row in enumerate(file.rows)}
        places = [gazetteer.places[place_id] for place_id in numbers]
        for place, level, message in check_geometry.outside_parents(places, gazetteer):
            yield file.finding(level, numbers[place.id], message)
        for place in places:
            if place.coord_status == "unverified":
                yield file.finding("note", numbers[place.id], "its point is in no data set we have")


def _collisions(read: Iterable[File], gazetteer: Gazetteer) -> Iterator[Finding]:
    """Names that several places share, and which one is meant when nothing else is said."""
    home = {
        row["id"]: (file, number)
        for file in read
        if file.part == "places"
        for number, row in enumerate(file.rows)
    }
    seen: set[str] = set()
    for place_id in home:
        for name in gazetteer.places[place_id].names:
            key = fold.key(name.name)
            found = gazetteer.find(name.name) if key not in seen else ()
            seen.add(key)
            if len(found) > 1:
                # Said of the likeliest of them, if that is in this folder.
                own = found[0].place.id if found[0].place.id in home else place_id
                others = ", ".join(one.place.id for one in found if one.place.id != own)
                message = f"{name.name!r} is also {others}; {_decides(found)}"
                file, number = home[own]
                yield file.finding("note", number, message, name.name)


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
