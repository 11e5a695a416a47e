"""GeoParquet: days as date32, actors as lists, tellings as JSON text, points as WKB.

Needs pyarrow: ``pip install 'geomap[parquet]'``.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely

from geomap import table
from geomap.errors import ExportError, TableError
from geomap.export import text
from geomap.record import COLUMNS, Column

_NEEDED = "GeoParquet needs pyarrow: pip install 'geomap[parquet]'"


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as GeoParquet 1.0.

    Raises
    ------
    ExportError
        If pyarrow is not installed.
    """
    pa, parquet = _pyarrow()
    columns = {column.name: _array(column, events[column.name], pa) for column in COLUMNS}
    points: Any = np.asarray(events.geometry)
    columns["geometry"] = pa.array(shapely.to_wkb(points), type=pa.binary())
    made = pa.table(columns).replace_schema_metadata({"geo": text.compact(_described(points))})
    parquet.write_table(made, path, compression="zstd")


def read(path: Path) -> gpd.GeoDataFrame:
    """The table of events in a GeoParquet file that `write` wrote.

    Raises
    ------
    ExportError
        If pyarrow is not installed.
    TableError
        If it is not Parquet with the event record.
    """
    pa, parquet = _pyarrow()
    try:
        rows = parquet.read_table(path)
        parsed = {column.name: _values(column, rows[column.name]) for column in COLUMNS}
        points = shapely.from_wkb(rows["geometry"].to_numpy())
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise TableError(f"{path}: is not Parquet with events ({str(error)[:80]})") from None
    names = [column.name for column in COLUMNS]
    records = [dict(zip(names, row, strict=True)) for row in zip(*parsed.values(), strict=True)]
    return table.validate(table.from_records(records, list(points)))


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra that only this format needs
        from pyarrow import parquet  # noqa: PLC0415  # as above
    except ImportError:
        raise ExportError(_NEEDED) from None
    return pa, parquet


def _array(column: Column, series: pd.Series[Any], pa: Any) -> Any:
    if column.kind == "date":
        return pa.array(series.to_numpy("datetime64[D]"))
    if column.kind == "time":
        moments = series.dt.tz_localize(None).to_numpy("datetime64[ms]")
        return pa.array(moments).cast(pa.timestamp("ms", tz="UTC"))
    if column.kind == "list":
        return pa.array(series.tolist(), type=pa.list_(pa.string()))
    if column.kind == "json":
        return _json(series, pa)
    kinds = {"integer": pa.int32(), "number": pa.float64()}
    made = pa.array(series, from_pandas=True)
    return made.cast(kinds.get(column.kind, pa.string()))


def _json(series: pd.Series[Any], pa: Any) -> Any:
    """Values as JSON text, one after another in one buffer: a quarter of the time of a list."""
    letters = bytearray()
    ends = [0]
    for value in series:
        letters += text.compact(value)
        ends.append(len(letters))
    offsets = np.array(ends, dtype="int64")
    return pa.LargeStringArray.from_buffers(
        len(series), pa.py_buffer(offsets), pa.py_buffer(letters)
    )


def _values(column: Column, array: Any) -> list[Any]:
    if column.kind in ("date", "time"):
        moments = array.cast("timestamp[s]").to_pandas()
        return table.iso(moments, day=column.kind == "date")
    values: list[Any] = array.to_pylist()
    return [orjson.loads(value) for value in values] if column.kind == "json" else values


def _described(points: Any) -> dict[str, Any]:
    """The `geo` metadata of GeoParquet; without a crs it means longitude, latitude on WGS 84."""
    placed = points[~shapely.is_missing(points)]
    box = {"bbox": shapely.total_bounds(placed).tolist()} if len(placed) else {}
    column = {"encoding": "WKB", "geometry_types": ["Point"], **box}
    return {"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": column}}
