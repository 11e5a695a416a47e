"""A QGIS project, written without QGIS: styled layers with the time switched on and set.

The project is a zip with one XML file; its data is a GeoPackage beside it, because QGIS reads no
layers from inside a project. Time is the moments `time_start` and `time_end`: with bare days QGIS
loses events at the edges of its range, and with GeoJSON those that are open on one side.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import geopandas as gpd
import numpy as np
import shapely

from geomap._atomic import replacing
from geomap.export import ogr, styles

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of what is inside the zip, so that the same events give the same bytes."""
_WGS84 = (
    "<spatialrefsys><proj4>+proj=longlat +datum=WGS84 +no_defs</proj4><srsid>3452</srsid>"
    "<srid>4326</srid><authid>EPSG:4326</authid><description>WGS 84</description>"
    "<projectionacronym>longlat</projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym>"
    "<geographicflag>true</geographicflag></spatialrefsys>"
)
_PROPERTIES = (
    '<properties><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled>'
    "</SpatialRefSys></properties>\n"
)
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_STEPS = ((100, "d"), (3_700, "mon"))
"""Up to so many days the time controller goes by this unit; beyond them by years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """A layer of the project, topmost first."""

    name: str
    source: str
    geometry: str
    markup: str

    @property
    def id(self) -> str:
        """QGIS makes an id of its own where this one has ten characters or less."""
        return f"geomap_layer_{self.name}"


def data_path(path: Path) -> Path:
    """The GeoPackage that a project's layers are in.

    Examples
    --------
    >>> data_path(Path("maps/war.qgz")).as_posix()
    'maps/war.data.gpkg'
    """
    return path.with_name(f"{path.stem}.data.gpkg")


def write(events: gpd.GeoDataFrame, path: Path, places: gpd.GeoDataFrame | None) -> None:
    """Write a project and, before it, the GeoPackage with its data."""
    data = data_path(path)
    ogr.write_geopackage(events, data, places)
    with replacing(path) as beside, zipfile.ZipFile(beside, "w") as archive:
        member = zipfile.ZipInfo(f"{path.stem}.qgs", date_time=_EPOCH)
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, _project(events, data.name, with_places=places is not None))


def _project(events: gpd.GeoDataFrame, data: str, *, with_places: bool) -> str:
    layers = _layers(data, with_places=with_places)
    tree = "".join(_tree_node(layer) for layer in layers)
    order = "".join(f'<layer id="{layer.id}"/>' for layer in layers)
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis projectname="geomap" version="3.22.0">\n<homePath path=""/>\n<title>geomap</title>\n'
        f"<projectCrs>{_WGS84}</projectCrs>\n<layer-tree-group>\n{tree}</layer-tree-group>\n"
        f"{_canvas(events)}<projectlayers>\n{''.join(map(_map_layer, layers))}</projectlayers>\n"
        f"<layerorder>{order}</layerorder>\n{_PROPERTIES}{_relation()}{_time(events)}</qgis>\n"
    )


def _layers(data: str, *, with_places: bool) -> list[_Layer]:
    source = f"./{data}|layername="
    above = [
        _Layer(
            name="events",
            source=f"{source}events",
            geometry="Point",
            markup=styles.event_markup(),
        ),
        _Layer(
            name="undated",
            source=f"{source}undated",
            geometry="Point",
            markup=styles.event_markup(timed=False),
        ),
        _Layer(name="unplaced", source=f"{source}unplaced", geometry="No geometry", markup=""),
        _Layer(name="tellings", source=f"{source}tellings", geometry="No geometry", markup=""),
    ]
    footprints = _Layer(
        name="footprints",
        source=f"{source}places|geometrytype=Polygon",
        geometry="Polygon",
        markup=styles.area_markup(),
    )
    return [*above, footprints] if with_places else above


def _tree_node(layer: _Layer) -> str:
    return (
        f'<layer-tree-layer id="{layer.id}" name="{layer.name}" providerKey="ogr" '
        f'source={quoteattr(layer.source)} checked="Qt::Checked" expanded="0"/>\n'
    )


def _map_layer(layer: _Layer) -> str:
    crs = f"<srs>{_WGS84}</srs>" if layer.geometry != "No geometry" else ""
    return (
        f'<maplayer type="vector" geometry="{layer.geometry}">\n<id>{layer.id}</id>\n'
        f"<datasource>{escape(layer.source)}</datasource>\n<layername>{layer.name}</layername>\n"
        f'{crs}<provider encoding="UTF-8">ogr</provider>\n{layer.markup}</maplayer>\n'
    )


def _relation() -> str:
    """The tellings of an event, in its form."""
    return (
        '<relations><relation id="tellings_of_event" name="tellings" strength="Association" '
        'referencingLayer="geomap_layer_tellings" referencedLayer="geomap_layer_events">'
        '<fieldRef referencingField="event_id" referencedField="id"/></relation></relations>\n'
    )


def _canvas(events: gpd.GeoDataFrame) -> str:
    """The part of the world to open at: the events with a tenth of their width around them."""
    placed: Any = np.asarray(events.geometry.dropna())
    west, south, east, north = shapely.total_bounds(placed) if len(placed) else _WORLD
    margin = max(east - west, north - south, 0.1) / 10
    return (
        '<mapcanvas name="theMapCanvas" annotationsVisible="1"><units>degrees</units><extent>'
        f"<xmin>{west - margin:.6f}</xmin><ymin>{south - margin:.6f}</ymin>"
        f"<xmax>{east + margin:.6f}</xmax><ymax>{north + margin:.6f}</ymax></extent>"
        f"<rotation>0</rotation><destinationsrs>{_WGS84}</destinationsrs></mapcanvas>\n"
    )


def _time(events: gpd.GeoDataFrame) -> str:
    """The time controller's range: from the first known day to the last."""
    days: Any = np.concatenate(
        [events[name].dropna().to_numpy("datetime64[D]") for name in ("start_date", "end_date")]
    )
    if not len(days):
        return ""
    length = int((days.max() - days.min()).astype(int))
    unit = next((unit for most, unit in _STEPS if length <= most), "y")
    return (
        f'<ProjectTimeSettings timeStep="1" timeStepUnit="{unit}" frameRate="1" '
        f'cumulativeTemporalRange="0">\n<TemporalRange><start>{days.min()}T00:00:00Z</start>'
        f"<end>{days.max()}T23:59:59Z</end></TemporalRange>\n</ProjectTimeSettings>\n"
    )
