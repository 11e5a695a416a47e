"""Tables of events as files, one module a format; a file is whole or not there.

geomap/export/
__init__.py   write, read: the format is the file's ending
geojson.py    .geojson and .geojsonl, written as text
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from geomap._atomic import replacing
from geomap.errors import ExportError
from geomap.export import geojson

if TYPE_CHECKING:
    import geopandas as gpd

Format = TypeVar("Format")

__all__ = ["read", "write", "write_places"]

_WRITERS: Mapping[str, Callable[[gpd.GeoDataFrame, Path], None]] = {
    ".geojson": geojson.write,
}
_READERS: Mapping[str, Callable[[Path], gpd.GeoDataFrame]] = {
    ".geojson": geojson.read,
}


def write(table: gpd.GeoDataFrame, path: Path) -> None:
    """Write a table of events in the format that the ending of `path` names.

    The old file stays as it was until the new one is whole.

    Raises
    ------
    ExportError
        If there is no format with that ending, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from geomap import table
    >>> path = Path(tempfile.mkdtemp()) / "events.geojson"
    >>> write(table.from_events([]), path)
    >>> print(path.read_text())
    {"type":"FeatureCollection","name":"events","features":[
    ]}
    <BLANKLINE>
    """
    writer = _of(path, _WRITERS)
    with replacing(path) as beside:
        writer(table, beside)


def write_places(table: gpd.GeoDataFrame, path: Path) -> None:
    """Write a table of places as GeoJSON."""
    with replacing(path) as beside:
        geojson.write_places(table, beside)


def read(path: Path) -> gpd.GeoDataFrame:
    """The table of events in a file that `write` wrote.

    Raises
    ------
    ExportError
        If the file is of another kind, or cannot be read.
    TableError
        If it breaks the event record.
    """
    reader = _of(path, _READERS)
    try:
        return reader(path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be read: {error.strerror or error}") from error


def _of(path: Path, formats: Mapping[str, Format]) -> Format:
    try:
        return formats[path.suffix.lower()]
    except KeyError:
        known = ", ".join(formats)
        raise ExportError(f"{path}: no format has this ending; there are {known}") from None
