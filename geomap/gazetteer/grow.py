"""Growing a gazetteer: a new folder, a new place, and names that the reports use and it lacks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geomap._atomic import replacing
from geomap.errors import GazetteerError
from geomap.gazetteer import files, fold, write
from geomap.gazetteer.lookup import Gazetteer
from geomap.model import Reading

_SOURCES = """{"sources": [
{"id": "curator", "title": "Curators' own knowledge", "licence": "CC BY 4.0"}
]}
"""
_TABLES = ("events", "demonyms", "governments", "not-places")
_MOST_SENTENCES = 5
_NO_PLACE = ("name-part", "demonym")


@dataclass(slots=True, kw_only=True)
class Unknown:
    """A place-like name that the gazetteer lacks, with where it was read."""

    name: str
    count: int = 0
    sentences: list[tuple[str, str]] = field(default_factory=list)
    """Document and sentence, the first few."""


def start(folder: Path) -> list[Path]:
    """Make a gazetteer folder with empty files, to add to.

    Raises
    ------
    GazetteerError
        If there are gazetteer files in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.geojson")):
        raise GazetteerError(f"{folder} already holds a gazetteer")
    texts = {"places.geojson": write.places([]), "sources.json": _SOURCES}
    texts |= {f"{table}.json": write.rows(table, []) for table in _TABLES}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def add(path: Path, feature: dict[str, Any]) -> int:
    """Write a place into a file, sorted and formatted, and give the line where it stands.

    Raises
    ------
    GazetteerError
        If the id is taken.
    """
    value = files.load_json(path) if path.is_file() else {"features": []}
    place_id = feature["properties"]["id"]
    if place_id in {row["properties"]["id"] for row in value["features"]}:
        raise GazetteerError(f"{path} already has a place {place_id!r}")
    text = write.places([*value["features"], feature])
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")
    return files.line_of(text, place_id)


def name_sources(folder: Path, used: Iterable[str]) -> list[str]:
    """Write down sources that a folder's names use and its sources.json lacks, to be filled in."""
    path = folder / "sources.json"
    rows = files.load_json(path)["sources"] if path.is_file() else []
    known = {row["id"] for row in rows}
    new = sorted(set(used) - known)
    rows.extend({"id": source, "title": source, "licence": "to be said"} for source in new)
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f'{{"sources": [\n{body}\n]}}\n', encoding="utf-8")
    return new


def place_id(name: str, country: str | None) -> str:
    """An id for a new place: country and name in plain letters.

    Examples
    --------
    >>> place_id("Göygöl gölü", "AZ")
    'az-goygol-golu'
    """
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold.key(name)).split()
    return "-".join([*([country.lower()] if country else []), *words])


def unknown(
    readings: Iterable[Reading],
    gazetteer: Gazetteer,
    *,
    is_person: Callable[[str, int, int], bool] = lambda *_: False,
) -> list[Unknown]:
    """The place-like names that were read and are in no gazetteer, the most frequent first.

    Parts of other names (OSCE Minsk Group) and names that could be several places are not.

    Parameters
    ----------
    readings
        What was read.
    gazetteer
        What is known.
    is_person
        Says of a text and a span whether it names a person; one that does so anywhere is left
        out, and so is its surname.
    """
    found: dict[str, Unknown] = {}
    persons: set[str] = set()
    for reading in readings:
        text = reading.document.text
        for toponym in reading.toponyms:
            named = toponym.place_id is not None or toponym.role in _NO_PLACE
            if named or gazetteer.find(toponym.exact):
                continue
            key = fold.key(toponym.exact)
            if is_person(text, toponym.start, toponym.end):
                persons |= {key, key.rpartition(" ")[2]}
                continue
            row = found.setdefault(key, Unknown(name=toponym.exact))
            row.count += 1
            if len(row.sentences) < _MOST_SENTENCES:
                around = _sentence(text, toponym.start, toponym.end)
                row.sentences.append((reading.document.id, around))
    kept = [row for key, row in found.items() if key not in persons]
    return sorted(kept, key=lambda row: (-row.count, row.name))


def candidates(answers: dict[str, list[dict[str, Any]]]) -> str:
    """What a service said of unknown names, as a gazetteer file for a person to look through.

    Parameters
    ----------
    answers
        By name: rows with lat, lon, label, service and attribution.
    """
    ids: dict[str, int] = defaultdict(int)
    features = []
    for name, rows in answers.items():
        for row in rows:
            new = place_id(name, None) or "place"
            ids[new] += 1
            features.append(_candidate(f"{new}-{ids[new]}", name, row))
    return write.places(features)


def _candidate(new: str, name: str, row: dict[str, Any]) -> dict[str, Any]:
    spelled = {"name": name, "lang": "en", "kind": "press", "sources": [row["service"]]}
    properties = {
        "id": new,
        "title": name,
        "kind": "place",
        "fclass": "P",
        "fcode": "PPL",
        "country": None,
        "coord_status": "unverified",
        "coord_source": f"{row['service']}: {row['attribution']}",
        "names": [spelled],
        "parents": [],
        "note": f"candidate, to be accepted by a person: {row['label']}",
    }
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "id": new, "geometry": point, "properties": properties}


def _sentence(text: str, start: int, end: int) -> str:
    """The line around a span, cut to what a terminal shows."""
    left = max(text.rfind("\n", 0, start) + 1, start - 80)
    right = text.find("\n", end)
    right = min(len(text) if right < 0 else right, end + 80)
    return " ".join(text[left:right].split())


def as_json(found: Iterable[Unknown]) -> str:
    """Unknown names as a JSON list, for programs."""
    rows = [{"name": row.name, "count": row.count,
             "sentences": [{"document": document, "text": text} for document, text in
                           row.sentences]} for row in found]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1)
