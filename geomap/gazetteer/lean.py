"""Many plain places as a table of tabs: one a line, for what a script makes of a data set.

Columns: id; names, apart by ``|``, the first the official one and the title; GeoNames feature
class and code; country; longitude, latitude; how far off that can be (km); how it was checked;
the sources of the names, apart by spaces; an identifier elsewhere (``geonames:498817``). The
names are English, and the place lies in its country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError

Row = dict[str, Any]
COLUMNS = ("id", "names", "fclass", "fcode", "country", "lon", "lat", "precision_km",
           "coord_status", "sources", "link")  # fmt: skip
_HEAD = "\t".join(COLUMNS)


def features(text: str, path: Path) -> list[Row]:
    """The rows of a table, as GeoJSON features in the format of the other files.

    Parameters
    ----------
    text
        The file's text.
    path
        For messages.

    Raises
    ------
    GazetteerError
        With file and line, where a line has not the columns.

    Examples
    --------
    >>> row = ("ru-kirov", "Kirov", "P", "PPLA", "RU", "49.66", "58.6", "5", "verified-1",
    ...        "geonames", "geonames:548408")
    >>> text = "".join(chr(9).join(line) + chr(10) for line in (COLUMNS, row))
    >>> features(text, Path("cities.tsv"))[0]["properties"]["title"]
    'Kirov'
    """
    head, *lines = text.rstrip("\n").split("\n")
    if head != _HEAD:
        raise GazetteerError(f"{path}:1: the columns are not {', '.join(COLUMNS)}")
    found = []
    for number, line in enumerate(lines, 2):
        try:
            found.append(_feature(_cells(line)))
        except ValueError as error:
            raise GazetteerError(f"{path}:{number}: {line.partition('	')[0]}: {error}") from None
    return found


def _cells(line: str) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} columns instead of {len(COLUMNS)}, a tab between each")
    return dict(zip(COLUMNS, cells, strict=True))


def _feature(row: Mapping[str, str]) -> Row:
    title, *others = row["names"].split("|")
    told, (kind, _, number) = row["sources"].split(), row["link"].partition(":")
    properties = {
        "id": row["id"],
        "title": title,
        "kind": "place",
        "fclass": row["fclass"],
        "fcode": row["fcode"],
        "country": row["country"],
        "precision_km": float(row["precision_km"]),
        "coord_status": row["coord_status"],
        "names": [
            {"name": title, "lang": "en", "kind": "official", "sources": told},
            *({"name": name, "lang": "en", "kind": "press", "sources": told} for name in others),
        ],
        "parents": [{"id": row["country"].lower()}],
        "links": {kind: number},
    }
    point = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Features as the text of a table, sorted by id; what has no column is not written."""
    lines = sorted(_line(row["geometry"]["coordinates"], row["properties"]) for row in rows)
    return "\n".join([_HEAD, *lines]) + "\n"


def _line(point: list[float], own: Mapping[str, Any]) -> str:
    ((kind, number),) = own["links"].items()
    columns = (
        own["id"],
        "|".join(name["name"] for name in own["names"]),
        own["fclass"],
        own["fcode"],
        own["country"],
        point[0],
        point[1],
        f"{own['precision_km']:g}",
        own["coord_status"],
        " ".join(own["names"][0]["sources"]),
        f"{kind}:{number}",
    )
    return "\t".join(map(str, columns))
