"""Exchange with other gazetteers: Linked Places Format 1.1 and LP-TSV 0.5.

Linked Places keeps everything that a place has: what the format has no word for travels under
``geomap`` keys, which other readers pass over. LP-TSV is for spreadsheets and loses dates and
sources of the single names. https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from geomap import edtf
from geomap.errors import DateError, GazetteerError
from geomap.model import Name, Place

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
BASE = "urn:geomap:place:"
TSV_COLUMNS = (
    "id", "title", "title_source", "fclasses", "start", "end", "attestation_year", "ccodes",
    "matches", "variants", "types", "parent_name", "parent_id", "lon", "lat", "geo_source",
    "approximation", "description",
)  # fmt: skip
_PART_OF = "gvp:broaderPartitive"
_HAS_PART = "gvp:narrowerPartitive"
_PREFIXES = {"geonames": "gn", "wikidata": "wd"}
_OWN = ("kind", "fcode", "precision_km", "where_precision", "contested", "coord_status",
        "coord_source")  # fmt: skip
Row = dict[str, Any]


def to_lpf(places: Iterable[Place]) -> Row:
    """Places as a Linked Places FeatureCollection.

    Examples
    --------
    >>> from geomap.gazetteer import load
    >>> found = to_lpf([load().places["am-gyumri"]])
    >>> found["features"][0]["names"][0]["toponym"]
    'Gyumri'
    """
    features = [_to_feature(place) for place in places]
    return {"type": "FeatureCollection", "@context": CONTEXT, "features": features}


def from_lpf(value: Row, *, country: str | None = None) -> list[Row]:
    """Features of our own format from a Linked Places FeatureCollection.

    Parameters
    ----------
    value
        Parsed JSON.
    country
        ISO 3166-1 alpha-2 for places without a ccode.

    Raises
    ------
    GazetteerError
        If a feature lacks what the format requires.
    """
    found = []
    for number, feature in enumerate(value.get("features", ())):
        try:
            found.append(_from_feature(feature, country))
        except (KeyError, TypeError, IndexError) as error:
            raise GazetteerError(f"feature {number} is no Linked Place: {error} missing") from None
    return found


def to_tsv(places: Iterable[Place], *, attested: int) -> str:
    """Places as LP-TSV, tab-delimited and unquoted.

    Parameters
    ----------
    attested
        The year of this edition, for places without a first year of their own.
    """
    lines = ["\t".join(TSV_COLUMNS)]
    for place in places:
        row = _to_row(place, attested)
        lines.append("\t".join(_cell(row.get(column)) for column in TSV_COLUMNS))
    return "\n".join(lines) + "\n"


def from_tsv(text: str) -> list[Row]:
    """Features of our own format from LP-TSV or the same in CSV.

    Raises
    ------
    GazetteerError
        With the line, where id, title or a number is missing or wrong.
    """
    dialect = "excel-tab" if "\t" in text.partition("\n")[0] else "excel"
    reader = csv.DictReader(io.StringIO(text), dialect=dialect)
    found = []
    for row in reader:
        try:
            found.append(_from_row({key: value or "" for key, value in row.items() if key}))
        except (KeyError, ValueError) as error:
            raise GazetteerError(f"line {reader.line_num}: {error} is missing or wrong") from None
    return found


def when(valid: str | None) -> Row | None:
    """An EDTF date or interval as a Linked Places ``when``.

    The format wants a start, and takes a missing end for the end of the start: an open start is
    one not later than the end, an open end one not earlier than the start.

    Examples
    --------
    >>> when("1924/1991")
    {'timespans': [{'start': {'in': '1924'}, 'end': {'in': '1991'}}]}
    """
    if valid is None:
        return None
    if edtf.is_one_of(valid):
        first, _, last = valid[1:-1].partition("..")
        return {"timespans": [{"start": {"earliest": first, "latest": last}}]}
    if "/" not in valid:
        return {"timespans": [{"start": {"in": valid}}]}
    first, _, last = valid.partition("/")
    start = {"latest": last} if first in ("", "..") else {"in": first}
    end = {"earliest": first} if last in ("", "..") else {"in": last}
    return {"timespans": [{"start": start, "end": end}]}


def valid_of(value: Row | None) -> str | None:
    """The EDTF interval of a ``when``; the first timespan where there are several."""
    spans = (value or {}).get("timespans", ())
    if not spans:
        return None
    start, end = spans[0]["start"], spans[0].get("end")
    first = start.get("in") or start.get("earliest")
    if end is None:
        found = first if "in" in start else f"[{first}..{start['latest']}]"
    else:
        found = f"{first or '..'}/{end.get('in') or end.get('latest') or '..'}"
    try:
        return edtf.parse(found)
    except DateError as error:
        raise GazetteerError(f"a timespan cannot be read: {error}") from None


def _to_feature(place: Place) -> Row:
    own = {key: getattr(place, key) for key in _OWN if getattr(place, key) not in (None, False)}
    feature: Row = {
        "@id": BASE + place.id,
        "type": "Feature",
        "properties": {
            "title": place.title,
            "ccodes": [place.country] if place.country else [],
            "fclasses": [place.fclass],
            "geomap": own,
        },
        "when": when(place.valid),
        "names": [_to_name(name) for name in place.names],
        "types": [{"identifier": f"gn:{place.fclass}.{place.fcode}", "label": place.fcode}],
        "geometry": {"type": "GeometryCollection", "geometries": _points(place)},
        "links": [
            {"type": "closeMatch", "identifier": f"{_PREFIXES.get(kind, kind)}:{value}"}
            for kind, value in place.links
        ],
        "relations": list(_relations(place)),
        "descriptions": [{"value": place.note, "lang": "en"}] if place.note else None,
    }
    return {key: value for key, value in feature.items() if value is not None}


def _points(place: Place) -> list[Row]:
    if place.lon is None:
        return []
    return [{"type": "Point", "coordinates": [place.lon, place.lat]}]


def _relations(place: Place) -> Iterator[Row]:
    for parent in place.parents:
        row = {"relationType": _PART_OF, "relationTo": BASE + parent.id, "label": parent.id}
        yield row | ({"when": when(parent.valid)} if parent.valid else {})
    for member in place.members:
        yield {"relationType": _HAS_PART, "relationTo": BASE + member, "label": member}


def _to_name(name: Name) -> Row:
    row: Row = {
        "toponym": name.name,
        "lang": name.lang,
        "citations": [{"label": source} for source in name.sources],
        "when": when(name.valid),
        "geomap": {
            "kind": name.kind,
            **({"users": list(name.users)} if name.users else {}),
            **({} if name.scan else {"scan": False}),
            **({"note": name.note} if name.note else {}),
        },
    }
    return {key: value for key, value in row.items() if value is not None}


def _from_feature(feature: Row, country: str | None) -> Row:
    properties = feature["properties"]
    own = properties.get("geomap", {})
    relations = feature.get("relations", ())
    point = _first_point(feature.get("geometry") or {})
    row = {
        "id": _id(feature["@id"]),
        "title": properties["title"],
        "kind": "place",
        "fclass": next(iter(properties.get("fclasses", ())), "P"),
        "fcode": "PPL",
        "country": next(iter(properties.get("ccodes", ())), country),
        "valid": valid_of(feature.get("when")),
        **own,
        "names": [_from_name(name) for name in feature["names"]],
        "parents": [_from_relation(row) for row in relations if row["relationType"] == _PART_OF],
        "members": [_id(row["relationTo"]) for row in relations
                    if row["relationType"] == _HAS_PART],
        "links": dict(_from_link(link) for link in feature.get("links", ())),
        "note": next((row["value"] for row in feature.get("descriptions", ())), None),
    }  # fmt: skip
    return _feature(row, point)


def _feature(row: Row, point: list[float] | None) -> Row:
    empty: tuple[object, ...] = (None, [], {}, "")
    wanted = ("id", "title", "kind", "fclass", "fcode", "country", "names", "parents")
    kept = {key: value for key, value in row.items() if key in wanted or value not in empty}
    geometry = {"type": "Point", "coordinates": point} if point else None
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": kept}


def _first_point(geometry: Row) -> list[float] | None:
    for part in geometry.get("geometries", [geometry]):
        if isinstance(part, dict) and part.get("type") == "Point":
            return [float(value) for value in part["coordinates"]]
    return None


def _from_name(name: Row) -> Row:
    own = name.get("geomap", {})
    sources = [citation["label"] for citation in name.get("citations", ())]
    valid = valid_of(name.get("when"))
    return {
        "name": name["toponym"],
        "lang": name.get("lang", "und"),
        "kind": own.get("kind", "dataset"),
        **({"valid": valid} if valid else {}),
        **{key: own[key] for key in ("scan", "users", "note") if key in own},
        "sources": sources or ["linked-places"],
    }


def _from_relation(row: Row) -> Row:
    valid = valid_of(row.get("when"))
    return {"id": _id(row["relationTo"]), **({"valid": valid} if valid else {})}


def _from_link(link: Row) -> tuple[str, str]:
    prefix, _, value = str(link["identifier"]).partition(":")
    names = {short: long for long, short in _PREFIXES.items()}
    return names.get(prefix, prefix), value


def _id(uri: str) -> str:
    """A place id from a URI: our own, or its last part in our letters."""
    if uri.startswith(BASE):
        return uri.removeprefix(BASE)
    tail = uri.rstrip("/").rpartition("/")[2].rpartition(":")[2]
    return "-".join("".join(c if c.isalnum() else " " for c in tail.lower()).split()) or "place"


def _to_row(place: Place, attested: int) -> dict[str, object]:
    first, last = edtf.bounds(place.valid)
    names = [name for name in place.names if name.name != place.title]
    parent = place.parents[0].id if place.parents else None
    return {
        "id": place.id,
        "title": place.title,
        "title_source": "geomap gazetteer",
        "fclasses": place.fclass,
        "start": first.isoformat() if first else None,
        "end": last.isoformat() if last else None,
        "attestation_year": None if first else attested,
        "ccodes": place.country,
        "matches": ";".join(f"{_PREFIXES[kind]}:{value}" for kind, value in place.links
                            if kind in _PREFIXES),
        "variants": ";".join(f"{name.name.replace(';', ',')}@{name.lang}" for name in names),
        "types": place.fcode,
        "parent_name": parent,
        "parent_id": f"#{parent}" if parent else None,
        "lon": place.lon,
        "lat": place.lat,
        "geo_source": place.coord_source,
        "approximation": place.precision_km,
        "description": place.note,
    }  # fmt: skip


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _from_row(row: dict[str, str]) -> Row:
    parent = row.get("parent_id", "")
    valid = f"{row.get('start') or '..'}/{row.get('end') or '..'}"
    source = [row.get("title_source") or "lp-tsv"]
    names = [{"name": row["title"], "lang": "und", "kind": "dataset", "sources": source}]
    for variant in filter(None, row.get("variants", "").split(";")):
        name, _, lang = variant.strip().partition("@")
        names.append({"name": name, "lang": lang or "und", "kind": "dataset", "sources": source})
    lon, lat = row.get("lon", ""), row.get("lat", "")
    plain = {
        "id": _id(row["id"]),
        "title": row["title"],
        "kind": "place",
        "fclass": (row.get("fclasses") or "P").split(";")[0],
        "fcode": row.get("types") if row.get("types", "").isupper() else "PPL",
        "country": (row.get("ccodes") or "").split(";")[0] or None,
        "valid": None if valid == "../.." else valid,
        "precision_km": _number(row.get("approximation", "")),
        "names": list({(name["name"], name["lang"]): name for name in names}.values()),
        "parents": [{"id": parent[1:]}] if parent.startswith("#") else [],
        "links": dict(_from_link({"identifier": match}) for match in
                      filter(None, row.get("matches", "").split(";"))),
        "note": row.get("description"),
    }  # fmt: skip
    return _feature(plain, [float(lon), float(lat)] if lon and lat else None)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
