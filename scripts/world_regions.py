"""Make gazetteer/regions.tsv: first-order divisions of the countries that news names most.

    python scripts/world_regions.py PACKAGES

PACKAGES is as for compare_names.py. The list and the kinds are ISO 3166-2's, the English names
CLDR's, the points lie in Natural Earth's provinces of the same name; what is not found in all
three is left out. A division has its unit in its name ("Kirov Oblast"); the bare name is one too
where no other place, no word and no person has it. Divisions that the gazetteer has are passed
over.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from compare_names import ISO, PROVINCES, ROOT, SUBDIVISIONS, leaves, provinces, without_unit
from geometry import km2
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from world_cities import WORDS

from geomap.gazetteer import Gazetteer, fold, grow, lean, load

Row = dict[str, Any]
# The English word for a unit: by country and ISO's kind, or by country alone; "" is none.
UNITS = {
    "RU": {"Administrative region": "Oblast", "Administrative territory": "Krai", "Republic": ""},
    "SY": "Governorate", "IQ": "Governorate", "YE": "Governorate", "EG": "Governorate",
    "LB": "Governorate", "AF": "Province", "IR": "Province", "TR": "Province", "PK": "Province",
    "CD": "Province", "CN": {"Province": "Province"}, "JP": "Prefecture", "NG": "State",
    "SD": "State", "MM": {"Region": "Region", "State": "State"}, "ET": "Region", "SO": "Region",
    "ML": "Region", "NE": "Region",
    "SA": "Region", "BY": "Region", "KZ": "Region", "LY": "District", "CO": "Department",
    "IN": "", "MX": "", "BR": "", "CA": "", "AU": "", "DE": "",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("packages", type=Path)
    options = parser.parse_args()
    (ROOT / "regions.tsv").unlink(missing_ok=True)
    told = json.loads((Path(__file__).parent / "world-cities.json").read_bytes())
    words = (options.packages / WORDS).read_text(encoding="utf-8").split()
    gazetteer = load()
    taken = {fold.key(sense.name.name) for sense in gazetteer.senses()}
    taken |= {fold.key(name) for name in told["left out"]} | {w for w in words if w.islower()}
    found = [row for country in UNITS for row in divisions(country, options.packages, gazetteer)]
    spelled = Counter(fold.key(row["bare"]) for row in found)
    rows = [feature(row, taken, spelled) for row in found]
    rows = list({row["id"]: row for row in rows if row["properties"]["names"]}.values())
    text = lean.table(rows)
    (ROOT / "regions.tsv").write_text(text, encoding="utf-8")
    print(f"{len(rows)} regions, {len(text) // 1000} kB")


def divisions(country: str, packages: Path, gazetteer: Gazetteer) -> list[Row]:
    """A country's divisions with name, unit and polygon."""
    english = dict(leaves(json.loads((packages / SUBDIVISIONS).read_bytes())))
    listed = json.loads((packages / ISO).read_bytes())["3166-2"]
    countries = json.loads((packages / ISO.replace("-2.json", "-1.json")).read_bytes())["3166-1"]
    code = next(row["alpha_3"].lower() for row in countries if row["alpha_2"] == country)
    shapes = provinces(packages / PROVINCES.format(code))
    old = [
        Point(place.lon, place.lat)
        for place in gazetteer.places.values()
        if place.country == country and place.fclass in "AL" and place.where_precision is None
        if place.lon is not None and place.lat is not None and not place.fcode.startswith("PCL")
    ]
    found = []
    for row in listed:
        if not row["code"].startswith(f"{country}-") or "parent" in row:
            continue
        name = re.sub(r",.*", "", english.get(row["code"].replace("-", "").lower(), ""))
        keys = (fold.key(without_unit(one)) for one in (name, row["name"]))
        shape = next((shapes[key] for key in keys if key in shapes), None)
        if name and shape is not None and not any(shape.contains(point) for point in old):
            found.append({"bare": without_unit(name), "unit": unit(country, row["type"]),
                          "shape": shape, "country": country, "code": row["code"]})  # fmt: skip
    return [row for row in found if row["unit"] is not None]


def unit(country: str, kind: str) -> str | None:
    told = UNITS[country]
    return told if isinstance(told, str) else told.get(kind)


def feature(row: Row, taken: set[str], spelled: Counter[str]) -> Row:
    bare, shape = row["bare"], row["shape"]
    full = f"{bare} {row['unit']}".strip()
    key = fold.key(bare)
    free = key not in taken and len(key) > 3 and spelled[key] == 1 and not _all_words(key, taken)
    names = [full] if row["unit"] else []
    names += [bare] if free else []
    listed = [
        {"name": name, "lang": "en", "kind": "official" if name == names[0] else "press",
         "sources": ["cldr", "iso-3166-2"]}
        for name in dict.fromkeys(names) if fold.key(name) not in taken
    ]  # fmt: skip
    middle: BaseGeometry = shape.representative_point()
    properties = {
        "id": grow.place_id(full, row["country"]),
        "title": listed[0]["name"] if listed else full,
        "kind": "place",
        "fclass": "A",
        "fcode": "ADM1",
        "country": row["country"],
        "precision_km": max(10, round(km2(shape) ** 0.5 / 20) * 10),
        "coord_status": "derived-from-polygon",
        "names": listed,
        "parents": [{"id": row["country"].lower()}],
        "links": {"iso_3166_2": row["code"]},
    }
    point = {"type": "Point", "coordinates": [round(middle.x, 4), round(middle.y, 4)]}
    return {
        "type": "Feature",
        "id": properties["id"],
        "geometry": point,
        "properties": properties,
    }


def _all_words(key: str, taken: set[str]) -> bool:
    """Whether a name is made of words alone: "eastern", "central highlands"."""
    return all(word in taken for word in key.split())


if __name__ == "__main__":
    main()
