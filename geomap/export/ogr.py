"""GeoPackage and FlatGeobuf, written through GDAL with dates as dates.

Columns go to GDAL as arrays, because a table of Python dates would become text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyogrio
import shapely

from geomap import table
from geomap._atomic import replacing
from geomap.errors import TableError
from geomap.export import styles, text
from geomap.record import COLUMNS, TELLING, Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

_UTC = 100
"""GDAL's flag for a moment in UTC."""
_GEOMETRY = "geom"
_TELLING_NUMBERS = ("start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Columns for GDAL: one array and one mask of gaps each."""

    fields: list[str]
    data: list[NDArray[Any]]
    gaps: list[NDArray[np.bool_] | None]
    moments: tuple[str, ...] = ()
    """The fields that are moments in UTC."""
    geometry: NDArray[Any] | None = None
    options: Mapping[str, str] = field(default_factory=dict)


def write_flatgeobuf(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as FlatGeobuf; the spatial index needs a place for each of them."""
    indexed = "NO" if events.geometry.isna().any() else "YES"
    layer = _events(events, options={"SPATIAL_INDEX": indexed})
    _write(layer, path, "events", driver="FlatGeobuf")


def read_flatgeobuf(path: Path) -> gpd.GeoDataFrame:
    """The table of events in a FlatGeobuf file."""
    return table.validate(_layer(path))


def write_geopackage(
    events: gpd.GeoDataFrame, path: Path, places: gpd.GeoDataFrame | None = None
) -> None:
    """Write events as a GeoPackage with the layers of docs/exports.md and a default style."""
    placed = np.asarray(events.geometry.notna())
    dated = np.asarray(events["start_date"].notna() | events["end_date"].notna())
    with replacing(path) as beside:
        for name, rows in (("events", placed & dated), ("undated", placed & ~dated)):
            _write(_events(events[rows]), beside, name, driver="GPKG")
        _write(_events(events[~placed], spatial=False), beside, "unplaced", driver="GPKG")
        _write(_tellings(events), beside, "tellings", driver="GPKG")
        if places is not None:
            _write(_places(places), beside, "places", driver="GPKG", shape="Unknown")
        _store_styles(beside, ("events", "undated"))


def _places(places: gpd.GeoDataFrame) -> Layer:
    names = list(table.PLACE_COLUMNS)
    columns = [_place_column(name, places[name]) for name in names]
    return Layer(
        fields=names,
        data=[data for data, _ in columns],
        gaps=[gaps for _, gaps in columns],
        geometry=np.asarray(shapely.to_wkb(np.asarray(places.geometry))),
    )


def read_geopackage(path: Path) -> gpd.GeoDataFrame:
    """The table of events in a GeoPackage: its three layers of events, by date and id."""
    layers = [_layer(path, name) for name in ("events", "undated", "unplaced")]
    rows = [
        (record, point)
        for layer in layers
        for record, point in zip(table.records(layer), table.points(layer), strict=True)
    ]
    rows.sort(key=lambda row: ((row[0]["edtf"] or "~").strip("[."), row[0]["id"]))
    found = [record for record, _ in rows]
    points = [point and shapely.Point(point) for _, point in rows]
    return table.validate(table.from_records(found, points))


def _events(
    events: gpd.GeoDataFrame, *, spatial: bool = True, options: Mapping[str, str] | None = None
) -> Layer:
    columns = [_column(column, events[column.name]) for column in COLUMNS]
    return Layer(
        fields=[column.name for column in COLUMNS],
        data=[data for data, _ in columns],
        gaps=[gaps for _, gaps in columns],
        moments=tuple(column.name for column in COLUMNS if column.kind == "time"),
        geometry=np.asarray(shapely.to_wkb(np.asarray(events.geometry))) if spatial else None,
        options=options or {},
    )


def _column(column: Column, series: pd.Series[Any]) -> tuple[NDArray[Any], NDArray[Any] | None]:
    if column.kind == "date":
        return series.to_numpy("datetime64[D]"), None
    if column.kind == "time":
        return series.dt.tz_localize(None).to_numpy("datetime64[ms]"), None
    if column.kind in ("list", "json"):
        return np.array(list(text.column(series)), dtype=object), None
    gaps = np.asarray(series.isna())
    if column.kind == "integer":
        return series.fillna(0).to_numpy("int32"), gaps
    if column.kind == "number":
        return series.to_numpy("float64"), gaps
    values = series.astype("object").to_numpy(copy=True)
    values[gaps] = None
    return values, None


def _place_column(name: str, series: pd.Series[Any]) -> tuple[NDArray[Any], NDArray[Any] | None]:
    if name.startswith("valid_"):
        return series.to_numpy("datetime64[D]"), None
    if name in ("names", "parents", "members"):
        return np.array(list(text.column(series)), dtype=object), None
    if name == "contested":
        return series.to_numpy("bool"), None
    if name in ("precision_km", "lon", "lat"):
        return series.to_numpy("float64", na_value=np.nan), np.asarray(series.isna())
    values = series.astype("object").to_numpy(copy=True)
    values[np.asarray(series.isna())] = None
    return values, None


def _tellings(events: gpd.GeoDataFrame) -> Layer:
    """One row a telling, joined with its event on `event_id`."""
    told = [
        (event_id, telling)
        for event_id, evidence in zip(events["id"], events["evidence"], strict=True)
        for telling in evidence
    ]
    data = [np.array([event_id for event_id, _ in told], dtype=object)]
    data += [
        np.array(
            [telling[name] for _, telling in told],
            dtype="int32" if name in _TELLING_NUMBERS else object,
        )
        for name in TELLING
    ]
    fields = ["event_id", *TELLING]
    return Layer(fields=fields, data=data, gaps=[None] * len(fields))


def _write(layer: Layer, path: Path, name: str, *, driver: str, shape: str = "Point") -> None:
    spatial = layer.geometry is not None
    common: dict[str, Any] = {
        "layer": name,
        "driver": driver,
        "geometry_type": shape if spatial else None,
        "crs": table.CRS if spatial else None,
        "encoding": "UTF-8",
        "append": path.exists(),
        # 1.2 is read without a warning by every GDAL still in use
        "dataset_options": {"VERSION": "1.2"} if driver == "GPKG" else None,
        "layer_options": dict(layer.options),
    }
    arrow = _arrow(layer)
    if arrow is not None:
        named = _GEOMETRY if spatial else None
        pyogrio.raw.write_arrow(arrow, path, geometry_name=named, **common)
        return
    pyogrio.raw.write(
        path,
        geometry=layer.geometry,
        field_data=layer.data,
        fields=np.array(layer.fields),
        field_mask=layer.gaps,
        gdal_tz_offsets={
            moment: np.full(len(layer.data[0]), _UTC, dtype="int8") for moment in layer.moments
        },
        **common,
    )


def _arrow(layer: Layer) -> Any:
    """The layer as an Arrow table, which GDAL takes three times as fast; None without pyarrow."""
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra: without it the columns go one by one
    except ImportError:
        return None
    columns = {
        name: pa.array(data, mask=gaps, from_pandas=True)
        for name, data, gaps in zip(layer.fields, layer.data, layer.gaps, strict=True)
    }
    for name in layer.moments:
        columns[name] = columns[name].cast(pa.timestamp("ms", tz="UTC"))
    for name, column in columns.items():
        if pa.types.is_null(column.type):
            columns[name] = column.cast(pa.string())
    if layer.geometry is not None:
        columns[_GEOMETRY] = pa.array(layer.geometry, type=pa.binary())
    return pa.table(columns)


def _layer(path: Path, name: str | None = None) -> gpd.GeoDataFrame:
    """The table of events in a layer, by default the first."""
    try:
        return _table(pyogrio.read_dataframe(path, layer=name))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise TableError(f"{path}: {str(error).split(';')[0][:120]}") from None
    except (ValueError, TypeError) as error:
        raise TableError(f"{path}: is not a layer of events ({str(error)[:120]})") from None


def _table(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """A table of events from what GDAL read."""
    missing = [column.name for column in COLUMNS if column.name not in rows.columns]
    if missing:
        raise TableError(f"a file of events needs the columns {', '.join(missing)}")
    parsed = {column.name: _parse(column, rows[column.name]) for column in COLUMNS}
    names = [column.name for column in COLUMNS]
    records = [dict(zip(names, row, strict=True)) for row in zip(*parsed.values(), strict=True)]
    points = list(rows["geometry"]) if "geometry" in rows else [None] * len(rows)
    return table.from_records(records, points)


def _parse(column: Column, series: pd.Series[Any]) -> list[Any]:
    if column.kind in ("date", "time"):
        moments = pd.to_datetime(series, utc=True).dt.tz_localize(None).dt.as_unit("s")
        return table.iso(moments, day=column.kind == "date")
    if column.kind in ("list", "json"):
        return [orjson.loads(value) if isinstance(value, str) else list(value) for value in series]
    values = series.astype("object")
    return [None if gap else value for value, gap in zip(values, series.isna(), strict=True)]


def _store_styles(path: Path, layers: Sequence[str]) -> None:
    """Store each layer's QGIS style as its default, in the table QGIS looks in."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(styles.LAYER_STYLES)
        base.execute(styles.LIST_STYLES)
        base.executemany(
            styles.STORE_STYLE,
            [(name, "geom", name, styles.layer_style()) for name in layers],
        )
