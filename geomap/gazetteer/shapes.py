"""Footprints: polygons and lines with their own validity, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer.files import load_json
from geomap.gazetteer.when import in_force

Geometry = dict[str, Any]
Row = dict[str, Any]
"""A GeoJSON feature."""


class Shapes:
    """The shapes of some gazetteer folders.

    Parameters
    ----------
    folders
        Gazetteer folders; their shapes/*.geojson are read, later ones win.
    """

    __slots__ = ("_by_place", "_folders")

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._by_place: dict[str, list[Row]] | None = None

    def find(self, place_id: str, at: str | None) -> Geometry | None:
        """The shape in force at the date; the latest where there are several."""
        found = [
            shape
            for shape in self._read().get(place_id, ())
            if in_force(shape["properties"].get("valid"), at)
        ]
        return found[-1]["geometry"] if found else None

    def together(self, place_ids: tuple[str, ...], at: str | None) -> Geometry | None:
        """Several places' polygons as one MultiPolygon, or None."""
        parts: list[Any] = []
        for place_id in place_ids:
            shape = self.find(place_id, at)
            if shape is not None and "Polygon" in shape["type"]:
                own = shape["coordinates"]
                parts.extend(own if shape["type"] == "MultiPolygon" else [own])
        return {"type": "MultiPolygon", "coordinates": parts} if parts else None

    def rows(self) -> Iterator[Row]:
        """All shapes, as GeoJSON features."""
        for shapes in self._read().values():
            yield from shapes

    def _read(self) -> dict[str, list[Row]]:
        if self._by_place is None:
            found: dict[str, list[Row]] = {}
            for folder in self._folders:
                found.update(_read_folder(folder / "shapes"))
            self._by_place = found
        return self._by_place


def _read_folder(folder: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.geojson")):
        for feature in load_json(path)["features"]:
            try:
                found.setdefault(feature["properties"]["place_id"], []).append(feature)
            except (KeyError, TypeError):
                raise GazetteerError(f"{path}:1: a shape has no place_id") from None
    return found
