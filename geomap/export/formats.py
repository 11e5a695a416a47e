"""The formats: their endings, and what each keeps. docs/exports.md has the same table at length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geomap._atomic import replacing
from geomap.errors import ExportError
from geomap.export import citations, csv_, geojson, kml, linked_places, ogr, parquet, project

if TYPE_CHECKING:
    import geopandas as gpd

Write = Callable[["gpd.GeoDataFrame", Path, "gpd.GeoDataFrame | None"], None]
"""Writes events, and for some formats their places, to a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write events."""

    ending: str
    name: str
    write: Write
    read: Callable[[Path], gpd.GeoDataFrame] | None = None
    """Gives the same events again; None for formats that lose something."""
    places: bool = False
    """Whether it holds the places of the events too."""
    loses: str = ""
    """What is not kept, in a line; empty for a format without loss."""


def _alone(write: Callable[[gpd.GeoDataFrame, Path], None]) -> Write:
    """A format of one file that holds events and no places."""

    def whole(events: gpd.GeoDataFrame, path: Path, _places: gpd.GeoDataFrame | None) -> None:
        with replacing(path) as beside:
            write(events, beside)

    return whole


FORMATS = (
    Format(ending=".geojson", name="GeoJSON", write=_alone(geojson.write), read=geojson.read),
    Format(
        ending=".geojsonl",
        name="newline-delimited GeoJSON",
        write=_alone(geojson.write_lines),
        read=geojson.read_lines,
    ),
    Format(
        ending=".gpkg",
        name="GeoPackage",
        write=ogr.write_geopackage,
        places=True,
        read=ogr.read_geopackage,
    ),
    Format(
        ending=".fgb",
        name="FlatGeobuf",
        write=_alone(ogr.write_flatgeobuf),
        read=ogr.read_flatgeobuf,
    ),
    Format(ending=".parquet", name="GeoParquet", write=_alone(parquet.write), read=parquet.read),
    Format(
        ending=".kml",
        name="KML",
        write=_alone(kml.write),
        loses="all tellings but the first, and conflicts",
    ),
    Format(
        ending=".csv",
        name="CSV",
        write=_alone(csv_.write),
        loses="all tellings but the first, conflicts, and types of columns",
    ),
    Format(
        ending=".lpf.json",
        name="Linked Places",
        write=_alone(linked_places.write),
        loses="all tellings but the first sentence, conflicts, actors and how precise the place is",
    ),
    Format(
        ending=".txt",
        name="text",
        write=_alone(citations.write),
        loses="anything but the words, dates, places, status and reports",
    ),
    Format(ending=".qgz", name="QGIS project", write=project.write, places=True),
)


def of(path: Path) -> Format:
    """The format that a file's ending names.

    Raises
    ------
    ExportError
        If there is none.

    Examples
    --------
    >>> of(Path("maps/Events.GPKG")).name
    'GeoPackage'
    """
    for one in FORMATS:
        if path.name.lower().endswith(one.ending):
            return one
    known = ", ".join(one.ending for one in FORMATS)
    raise ExportError(f"{path}: no format has this ending; there are {known}")
