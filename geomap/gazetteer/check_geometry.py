"""Where places lie and whether their shapes hold: the part of the check that needs shapely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from shapely import prepare
from shapely.affinity import affine_transform
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geomap import edtf
from geomap.gazetteer import files
from geomap.gazetteer.boundaries import Basis
from geomap.model import Parent, Place

if TYPE_CHECKING:
    from geomap.gazetteer.lookup import Gazetteer

_DEGREE_KM = 111.32
# The district lines are good to 1 to 3 km, and corners are cut when they are simplified.
_LINES_KM = 6.0
_OUTLINES_KM = 20.0
# Islands that the outlines leave out lie no further from what they show.
_ISLANDS_KM = 220.0
_AREA = 0.1
Told = tuple[Literal["error", "note"], Path, int, str, str]


def outside_parents(
    places: Iterable[Place], gazetteer: Gazetteer
) -> Iterator[tuple[Place, Literal["error", "note"], str]]:
    """Say which points lie outside their parents' shapes of the time when they were parents.

    A point may be as far off as it says itself, and a line by its own error; the outlines of
    countries are coarse and leave small islands out, so that a point in the sea near them, or in
    a neighbour's outermost strip, is a note.
    """
    shapes: dict[tuple[str, str | None], BaseGeometry | None] = {}
    for place in places:
        for parent in _parents(place, gazetteer) if place.fclass in ("P", "S", "A") else ():
            key = (parent.id, _moment(parent, place))
            if key not in shapes:
                shapes[key] = _area(gazetteer, *key)
            away = _away(shapes[key], place)
            country = gazetteer.precision(parent.id) == 6
            if away > (_OUTLINES_KM if country else _LINES_KM) + (place.precision_km or 0):
                said = f"its point is {away:.0f} km outside its parent {parent.id}"
                within = _deep_in(place, gazetteer) if country else ""
                if country and away < _ISLANDS_KM and not within:
                    yield place, "note", f"{said}, whose outline is coarse"
                else:
                    yield place, "error", f"{said}, in {within}" if within else said


def _parents(place: Place, gazetteer: Gazetteer) -> tuple[Parent, ...]:
    """What it lay in, and the country it says it lies in."""
    country = (place.country or "").lower()
    known = country in gazetteer.places and country not in {parent.id for parent in place.parents}
    return (*place.parents, Parent(id=country)) if known else place.parents


def _deep_in(place: Place, gazetteer: Gazetteer) -> str:
    """The country in which a point lies further from the border than outlines are coarse."""
    point = Point(place.lon or 0.0, place.lat or 0.0)
    for country in gazetteer.places.values():
        outline = _area(gazetteer, country.id, None) if country.fcode == "PCLI" else None
        if outline is None or not outline.contains(point):
            continue
        return country.id if distance_km(outline.boundary, point) > _OUTLINES_KM else ""
    return ""


def _area(gazetteer: Gazetteer, place_id: str, at: str | None) -> BaseGeometry | None:
    footprint = gazetteer.footprint(place_id, at=at)
    if footprint is None or gazetteer.places[place_id].kind == "line":
        return None
    found = _shape(footprint)
    prepare(found)
    return found


def _away(area: BaseGeometry | None, place: Place) -> float:
    if area is None or place.lon is None or place.lat is None:
        return 0.0
    point = Point(place.lon, place.lat)
    return 0.0 if area.contains(point) else distance_km(area, point)


def distance_km(area: BaseGeometry, point: Point) -> float:
    """How far a point lies from a shape, 0 inside, also over the antimeridian.

    Good to some percent near the place.

    Examples
    --------
    >>> round(distance_km(Point(46.0, 40.0), Point(47.0, 40.0)))
    85
    >>> round(distance_km(Point(179.5, 0.0), Point(-179.5, 0.0)))
    111
    """
    # Degrees of longitude as long as those of latitude are at the point.
    shrink = cos(radians(point.y))
    flat = affine_transform(area, (shrink, 0, 0, 1, 0, 0))
    turns = (Point((point.x + turn) * shrink, point.y) for turn in (-360, 0, 360))
    return _DEGREE_KM * min(flat.distance(turned) for turned in turns)


def of_shapes(folder: Path, gazetteer: Gazetteer) -> Iterator[Told]:
    """What is wrong with the shapes of a folder."""
    for path in sorted((folder / "shapes").glob("*.geojson")):
        text = path.read_text(encoding="utf-8")
        for number, feature in enumerate(files.load_json(path)["features"]):
            place_id = str(feature.get("properties", {}).get("place_id", ""))
            line = _line(text, place_id, number)
            for level, message in _of_shape(feature, gazetteer):
                yield level, path, line, place_id, message


def _of_shape(
    feature: dict[str, Any], gazetteer: Gazetteer
) -> Iterator[tuple[Literal["error", "note"], str]]:
    properties = feature["properties"]
    if properties.get("place_id") not in gazetteer.places:
        yield "error", "is the shape of no place"
    edtf.bounds(properties.get("valid"))
    if properties.get("basis") not in (None, *get_args(Basis)):
        yield "error", f"basis {properties['basis']!r} is none of {', '.join(get_args(Basis))}"
    outline = _shape(feature["geometry"])
    if outline.is_empty or not outline.is_valid:
        yield "error", "its shape is not valid"
    elif not _right_handed(outline):
        yield "error", "its outer ring does not run anticlockwise (RFC 7946)"
    published, area = properties.get("published_km2"), properties.get("area_km2")
    if published and area and abs(area / published - 1) > _AREA:
        reason = properties.get("reason")
        said = f"{area:.0f} km2 where {published:.0f} are published"
        yield ("note", f"{said}: {reason}") if reason else ("error", f"{said}, and no reason")


def _right_handed(outline: BaseGeometry) -> bool:
    parts = getattr(outline, "geoms", [outline])
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return all(polygon.exterior.is_ccw for polygon in polygons)


def _shape(geometry: dict[str, Any]) -> BaseGeometry:
    found: BaseGeometry = shape(geometry)
    return found


def _line(text: str, place_id: str, number: int) -> int:
    """Our files hold a shape a line, after a first line; others are searched."""
    if text.count("\n") > number + 1 and place_id in text.split("\n")[number + 1]:
        return number + 2
    at = text.find(f'"{place_id}"')
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _moment(parent: Parent, place: Place) -> str | None:
    """A day on which it was the parent: the middle of the time, an end of it where open."""
    first, last = edtf.bounds(parent.valid or place.valid)
    middle = first + (last - first) / 2 if first and last else last or first
    return middle.isoformat() if middle else None
