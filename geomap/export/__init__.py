"""Tables of events as files, one module a format; a file is whole or not there.

geomap/export/
__init__.py        write, read: the format is the file's ending
formats.py         the list of formats, and what each cannot keep
geojson.py         .geojson and .geojsonl, written as text
ogr.py             .gpkg and .fgb, through GDAL
parquet.py         .parquet
kml.py csv_.py linked_places.py citations.py   lossy: .kml .csv .lpf.json .txt
project.py styles.py colours.py   a QGIS project and its symbols
text.py            JSON as text, quickly
events.schema.json the JSON Schema of events.geojson
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geomap._atomic import replacing
from geomap.errors import ExportError, TableError
from geomap.export import geojson
from geomap.export.formats import Format, of

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Format", "of", "read", "write", "write_places"]


def write(
    table: gpd.GeoDataFrame, path: Path | str, *, places: gpd.GeoDataFrame | None = None
) -> Format:
    """Write a table of events in the format that the ending of `path` names.

    The old file stays as it was until the new one is whole.

    Parameters
    ----------
    places
        The places of the events (`geomap.to_places`), for the formats that hold them too:
        GeoPackage and the QGIS project.

    Returns
    -------
    The format, which says in `loses` what the file does not keep.

    Raises
    ------
    ExportError
        If there is no format with that ending, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from geomap import table
    >>> path = Path(tempfile.mkdtemp()) / "events.geojson"
    >>> _ = write(table.from_events([]), path)
    >>> print(path.read_text())
    {"type":"FeatureCollection","name":"events","features":[
    ]}
    <BLANKLINE>
    """
    path = Path(path)
    chosen = of(path)
    chosen.write(table, path, places)
    return chosen


def write_places(table: gpd.GeoDataFrame, path: Path) -> None:
    """Write a table of places as GeoJSON."""
    with replacing(path) as beside:
        geojson.write_places(table, beside)


def read(path: Path | str) -> gpd.GeoDataFrame:
    """The table of events in a file that `write` wrote.

    Raises
    ------
    ExportError
        If the format cannot be read back, or the file cannot be read.
    TableError
        If it breaks the event record.
    """
    path = Path(path)
    chosen = of(path)
    if chosen.read is None:
        raise ExportError(f"{path}: {chosen.name} does not keep enough to be read back")
    try:
        return chosen.read(path)
    except TableError as error:
        text = str(error)
        raise TableError(text if text.startswith(str(path)) else f"{path}: {text}") from None
    except OSError as error:
        raise ExportError(f"{path}: cannot be read: {error.strerror or error}") from error
