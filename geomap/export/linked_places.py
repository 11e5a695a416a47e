"""Linked Places: GeoJSON-LD whose `when` holds time spans with earliest and latest days.

The form of https://github.com/LinkedPasts/linked-places-format, of which each event is a Feature.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import edtf, table
from geomap.export.text import compact

if TYPE_CHECKING:
    import geopandas as gpd

_CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events in the Linked Places form."""
    lines = [
        compact(_feature(record, point))
        for record, point in zip(table.records(events), table.points(events), strict=True)
    ]
    head = {"type": "FeatureCollection", "@context": _CONTEXT}
    with path.open("wb") as file:
        file.write(compact(head)[:-1] + b',"features":[\n')
        file.write(b",\n".join(lines))
        file.write(b"\n]}\n" if lines else b"]}\n")


def when(value: str | None) -> dict[str, Any] | None:
    """A date as the `when` of Linked Places; None for an undated event.

    Examples
    --------
    >>> when("2020-11-09")
    {'timespans': [{'start': {'in': '2020-11-09'}, 'end': {'in': '2020-11-09'}}]}
    >>> when("[2020-11-09..2020-11-10]")
    {'timespans': [{'start': {'earliest': '2020-11-09'}, 'end': {'latest': '2020-11-10'}}]}
    """
    first, last = edtf.bounds(value)
    if value is None or (first is None and last is None):
        return None
    if "/" in value:
        ends = [None if end in ("", "..") else end for end in value.split("/")]
        span = {"start": _end(ends[0]), "end": _end(ends[1])}
    elif first == last:
        span = {"start": _end(value), "end": _end(value)}
    else:
        span = {
            "start": {"earliest": first.isoformat()} if first else {},
            "end": {"latest": last.isoformat()} if last else {},
        }
    return {"timespans": [{name: said for name, said in span.items() if said}]}


def _end(value: str | None) -> dict[str, str]:
    first, last = edtf.bounds(value)
    if first and first == last:
        return {"in": first.isoformat()}
    known = {"earliest": first, "latest": last}
    return {name: day.isoformat() for name, day in known.items() if day}


def _feature(record: Mapping[str, Any], point: tuple[float, float] | None) -> dict[str, Any]:
    told = record["evidence"][:1]
    feature: dict[str, Any] = {
        "@id": f"urn:geomap:event:{record['id']}",
        "type": "Feature",
        "properties": {
            "title": record["label"],
            "ccodes": [record["country"]] if record["country"] else [],
            "status": record["status"],
            "edtf": record["edtf"],
            "place_id": record["place_id"],
        },
        "names": [{"toponym": record["place_name"]}] if record["place_name"] else [],
        "types": [{"identifier": f"plover:{record['type']}", "label": record["type"]}]
        if record["type"]
        else [],
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "descriptions": [{"value": one["exact"], "lang": "en", "@id": one["url"]} for one in told],
    }
    span = when(record["edtf"])
    return {**feature, "when": span} if span else feature
