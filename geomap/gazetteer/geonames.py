"""GeoNames dumps as an SQLite index: every place of a country or of the world, by name and near.

The curated places answer first; this is for those who need the rest. Files as GeoNames gives
them (allCountries.txt, XX.txt, alternateNamesV2.txt), CC BY 4.0, geonames.org.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from math import cos, hypot, radians
from pathlib import Path

from geomap.errors import GazetteerError
from geomap.gazetteer import fold
from geomap.model import Place

ATTRIBUTION = "GeoNames, CC BY 4.0, https://www.geonames.org/"
_BATCH = 20_000
_DEGREE_KM = 111.32
_FAST = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-150000;"
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, fclass TEXT, fcode TEXT,
                    country TEXT, admin1 TEXT, population INTEGER, lat REAL, lon REAL);
CREATE TABLE name (key TEXT NOT NULL, name TEXT NOT NULL, lang TEXT, place INTEGER NOT NULL);
CREATE VIRTUAL TABLE area USING rtree (id, west, east, south, north);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
"""
_FIND = """
SELECT id, name, fclass, fcode, country, admin1, population, lat, lon FROM place
WHERE id IN (SELECT place FROM name WHERE key = ?)
ORDER BY population DESC, fclass = 'P' DESC, id LIMIT ?
"""
_BY_ID = """
SELECT id, name, fclass, fcode, country, admin1, population, lat, lon FROM place WHERE id = ?
"""
_WITHIN = """
SELECT place.id, name, fclass, fcode, country, admin1, population, lat, lon
FROM area JOIN place ON place.id = area.id
WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?
ORDER BY population DESC, place.id LIMIT ?
"""
# Codes in the language column that are no language: postcodes, airports, links.
_NO_LANGUAGE = frozenset(("post", "iata", "icao", "faac", "link", "wkdt", "unlc", "phon", "piny",
                          "abbr"))  # fmt: skip
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of a GeoNames dump."""

    id: int
    name: str
    fclass: str
    fcode: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float


def build(
    index: Path, dump: Path, *, names: Path | None = None, progress: Progress = lambda _: None
) -> int:
    """Make an index from a dump, and give the number of its places.

    Parameters
    ----------
    index
        The SQLite file to make; it must not be there yet.
    dump
        allCountries.txt or the like: tab-delimited, 19 columns.
    names
        alternateNamesV2.txt; without it the dump's own list of other names is used.
    progress
        Called with the number of lines read so far.

    Raises
    ------
    GazetteerError
        With file and line, where a line is not as GeoNames writes them.
    """
    with closing(sqlite3.connect(index)) as store:
        # The file is new and made again if the machine stops, so nothing need be safe on disk.
        store.executescript(_FAST + _SCHEMA)
        count = _places(store, dump, own_names=names is None, progress=progress)
        if names is not None:
            _other_names(store, names, progress)
        store.execute("CREATE INDEX name_key ON name (key)")
        store.execute("INSERT INTO about VALUES ('attribution', ?)", (ATTRIBUTION,))
        store.commit()
    return count


def find(index: Path, name: str, *, limit: int = 10) -> list[Entry]:
    """The places of that name, folded as in the curated gazetteer, most people first."""
    return _ask(index, _FIND, (fold.key(name), limit))


def within(
    index: Path, west: float, south: float, east: float, north: float, *, limit: int = 1000
) -> list[Entry]:
    """The places in a box (degrees), most people first."""
    return _ask(index, _WITHIN, (west, east, south, north, limit))


def near(index: Path, lat: float, lon: float, *, km: float = 25, limit: int = 10) -> list[Entry]:
    """The places around a point (degrees), nearest first, in a square of twice `km`."""
    up = km / _DEGREE_KM
    side = up / max(0.01, cos(radians(lat)))
    found = within(index, lon - side, lat - up, lon + side, lat + up, limit=100_000)
    shrink = cos(radians(lat))
    found.sort(key=lambda e: (e.lat - lat) ** 2 + ((e.lon - lon) * shrink) ** 2)
    return found[:limit]


def compare(index: Path, places: Iterable[Place]) -> Iterator[tuple[Place, Entry, float]]:
    """Places that GeoNames has elsewhere than we do: by GeoNames id, with the distance in km.

    Parameters
    ----------
    places
        Those without a GeoNames id or a point, or not in the index, are passed over.
    """
    for place in places:
        number = dict(place.links).get("geonames", "")
        if place.lon is None or place.lat is None or not number.isdigit():
            continue
        for entry in _ask(index, _BY_ID, (int(number),)):
            shrink = cos(radians(place.lat))
            away = hypot((place.lon - entry.lon) * shrink, place.lat - entry.lat) * _DEGREE_KM
            if away > max(1.0, place.precision_km or 0):
                yield place, entry, away


def _ask(index: Path, query: str, values: tuple[object, ...]) -> list[Entry]:
    if not index.is_file():
        raise GazetteerError(f"{index}: there is no such index; make it with gazetteer import")
    try:
        with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True)) as store:
            rows = store.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{index} is no index of places: {error}") from None
    return [_entry(row) for row in rows]


def _entry(row: tuple[int, str, str, str, str, str, int, float, float]) -> Entry:
    place, name, fclass, fcode, country, admin1, population, lat, lon = row
    return Entry(id=place, name=name, fclass=fclass, fcode=fcode, country=country, admin1=admin1,
                 population=population, lat=lat, lon=lon)  # fmt: skip


def _places(store: sqlite3.Connection, dump: Path, *, own_names: bool, progress: Progress) -> int:
    count = 0
    lines = _lines(dump, 19)
    while batch := list(islice(lines, _BATCH)):
        rows, areas = [], []
        names: list[tuple[str, str, None, int]] = []
        for number, line in batch:
            place, lat, lon, population = _numbers(dump, number, line)
            rows.append((place, line[1], line[6], line[7], line[8], line[10], population, lat, lon))
            areas.append((place, lon, lon, lat, lat))
            spelled = {line[1], line[2]}
            if own_names:
                spelled.update(line[3].split(","))
            names.extend((fold.key(name), name, None, place) for name in spelled if name)
        store.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?)", rows)
        store.executemany("INSERT OR REPLACE INTO area VALUES (?,?,?,?,?)", areas)
        store.executemany("INSERT INTO name VALUES (?,?,?,?)", names)
        count += len(batch)
        progress(batch[-1][0])
    return count


def _numbers(path: Path, number: int, line: list[str]) -> tuple[int, float, float, int]:
    try:
        return int(line[0]), float(line[4]), float(line[5]), int(line[14] or 0)
    except ValueError as error:
        raise GazetteerError(f"{path}:{number}: {error}") from None


def _other_names(store: sqlite3.Connection, path: Path, progress: Progress) -> None:
    known = {row[0] for row in store.execute("SELECT id FROM place")}
    lines = _lines(path, 4)
    while batch := list(islice(lines, _BATCH)):
        rows = [
            (fold.key(line[3]), line[3], line[2] or None, int(line[1]))
            for _, line in batch
            if line[1].isdigit() and int(line[1]) in known and line[2] not in _NO_LANGUAGE
        ]
        store.executemany("INSERT INTO name VALUES (?,?,?,?)", rows)
        progress(batch[-1][0])


def _lines(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines, split at tabs; GeoNames quotes nothing."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        try:
            for line in rows:
                if len(line) < columns:
                    told = f"{len(line)} columns where GeoNames has {columns}"
                    raise GazetteerError(f"{path}:{rows.line_num}: {told}")
                yield rows.line_num, line
        except (csv.Error, UnicodeDecodeError) as error:
            raise GazetteerError(f"{path}:{rows.line_num + 1}: {error}") from None
