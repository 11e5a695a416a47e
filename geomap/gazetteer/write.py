"""Gazetteer files as text: one name a line, sorted by id, so that a change is a small diff."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

PLACE_KEYS = (
    "id", "title", "kind", "fclass", "fcode", "country", "valid", "precision_km",
    "where_precision", "coord_status", "coord_source", "contested", "names", "parents", "members",
    "links", "note",
)  # fmt: skip
ROW_KEYS = ("id", "name", "title", "lang", "kind", "valid", "place_id", "edtf", "type",
            "scan", "users", "sources", "note")  # fmt: skip
_ONE_A_LINE = ("names", "parents")


def places(features: Iterable[Mapping[str, Any]]) -> str:
    """A GeoJSON file of places, points only.

    Parameters
    ----------
    features
        GeoJSON features with the properties of gazetteer/schema.json.

    Examples
    --------
    >>> row = {"type": "Feature", "geometry": None, "properties": {"id": "x", "names": []}}
    >>> print(places([row]))
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "x", "geometry": null, "properties": {
     "id": "x",
     "names": []
    }}
    ]}
    <BLANKLINE>
    """
    rows = sorted(features, key=lambda feature: str(feature["properties"]["id"]))
    body = ",\n".join(_feature(row["geometry"], row["properties"]) for row in rows)
    return f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'


def rows(key: str, items: Iterable[Mapping[str, Any]]) -> str:
    """A file of named events, not-places, demonyms or governments: ``{key: [row, ...]}``.

    Examples
    --------
    >>> print(rows("demonyms", [{"id": "x", "names": [{"name": "Xian"}]}]))
    {"demonyms": [
    {"id": "x", "names": [
     {"name": "Xian"}
    ]}
    ]}
    <BLANKLINE>
    """
    ordered = sorted(items, key=lambda item: str(item["id"]))
    body = ",\n".join(_row(item) for item in ordered)
    return f'{{"{key}": [\n{body}\n]}}\n'


def _feature(geometry: object, properties: Mapping[str, Any]) -> str:
    keys = _ordered(properties, PLACE_KEYS)
    lines = ",\n".join(f" {_dump(key)}: {_value(key, properties[key])}" for key in keys)
    head = f'{{"type": "Feature", "id": {_dump(properties["id"])}, "geometry": {_dump(geometry)}'
    return f'{head}, "properties": {{\n{lines}\n}}}}'


def _row(item: Mapping[str, Any]) -> str:
    fields = [f"{_dump(key)}: {_dump(value)}" for key, value in _ordered(item).items()
              if key != "names"]  # fmt: skip
    names = ",\n".join(f" {_dump(_ordered(name))}" for name in item["names"])
    return f'{{{", ".join(fields)}, "names": [\n{names}\n]}}'


def _value(key: str, value: Any) -> str:
    if key not in _ONE_A_LINE or not value:
        return _dump(value)
    return "[\n" + ",\n".join(f"  {_dump(_ordered(row))}" for row in value) + "\n ]"


def _ordered(row: Mapping[str, Any], keys: Sequence[str] = ROW_KEYS) -> dict[str, Any]:
    """Known keys in their order, then what is not known: the check says so, nothing is lost."""
    known = {key: row[key] for key in keys if key in row}
    return {**known, **row}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
