"""The element itself, and a folium map that needs no network."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
from branca.element import Element, MacroElement
from folium.template import Template

from geomap._resources import webmap_asset
from geomap.webmap import assets, names, shapes
from geomap.webmap.columns import Columns, encode, prepare
from geomap.webmap.names import Atlas
from geomap.webmap.pack import block, deflate, dumps

_CHUNK = 512


class EventMap(MacroElement):
    """Events on a folium map: time filter, facets, list, and the words behind each event.

    Parameters
    ----------
    events
        A GeoDataFrame with the columns of the event record, or any table that has a start, an
        end and a label. Points are drawn as dots; rows without a geometry are only listed.
    places
        Footprints and parents, as in places.geojson: place_id, name, names, kind, parent,
        valid_from, valid_until, members and a geometry.
    columns
        The names of the start, the end and the label; by default start_date, end_date and
        label as in the event record, else start, end and label.
    title
        What stands above the list; one for all, or one for each language ("en", "ru").
    language
        The interface's first language: "en" or "ru".
    basemap
        Outlines to draw under the events, for maps without tiles: a GeoDataFrame with
        name and kind.
    online
        Offer tiles from OpenStreetMap and OpenTopoMap beside the outlines. Nothing is asked of
        them until a reader chooses one.

    gazetteer
        For names of contested places in other views and languages, and for what else the
        words of a place may mean.

    Raises
    ------
    TableError
        If a column is missing or a date is not an ISO date.

    Examples
    --------
    >>> events = pd.DataFrame({"start": ["2020-11-10"], "end": [None], "label": ["Truce"]})
    >>> m = folium.Map(tiles=None)
    >>> element = EventMap(events).add_to(m)
    >>> "geomap.mount" in m.get_root().render()
    True
    """

    def __init__(
        self,
        events: pd.DataFrame,
        places: gpd.GeoDataFrame | None = None,
        *,
        columns: tuple[str, str, str] | None = None,
        title: str | Mapping[str, str] | None = None,
        language: str = "en",
        basemap: gpd.GeoDataFrame | None = None,
        online: bool = False,
        gazetteer: Atlas | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventMap"
        self._template = Template(webmap_asset("page/mount.html"))
        dates = ("start_date", "end_date") if "start_date" in events else ("start", "end")
        start, end, label = columns or (*dates, "label")
        table = prepare(events, start=start, end=end, label=label)
        self.blocks = _blocks(encode(table), places, basemap, gazetteer)
        tiles = assets.online() if online else ()
        options = {"title": title or "", "lang": language, "online": tiles}
        self.geomap_options = dumps(options).replace("<", "\\u003c")
        self._bounds = _bounds(table)

    def _get_self_bounds(self) -> list[list[float | None]]:
        return self._bounds

    def render(self, **kwargs: Any) -> None:  # type: ignore[override] # as MacroElement's
        """Add the shared script, style and markup to the page once, and this map's data."""
        figure: Any = self.get_root()
        once = {
            "geomap_style": f"<style>{assets.style()}</style>",
            "geomap_script": f"<script>{assets.script()}</script>",
        }
        for name, text in once.items():
            figure.header.add_child(raw(text), name=name)
        shared = (
            f'<template id="geomap_shell">{assets.shell()}</template>'
            f'<script type="application/json" id="geomap_strings">{assets.strings()}</script>'
        )
        figure.html.add_child(raw(shared), name="geomap_shared")
        # not by a macro: branca would compile the whole data as a template, words and all
        own = Template(webmap_asset("page/element.html")).render(this=self)
        figure.html.add_child(raw(own), name=self.get_name())
        super().render(**kwargs)  # type: ignore[no-untyped-call]


def offline_map(
    location: tuple[float, float] = (40.0, 46.5), *, zoom: int = 7, max_zoom: int = 17
) -> folium.Map:
    """A folium map that asks nothing of the network: Leaflet is inside the page.

    Parameters
    ----------
    location
        Latitude and longitude of the centre, in degrees, as folium wants them.
    zoom, max_zoom
        Leaflet's zoom levels.

    Examples
    --------
    >>> "https://cdn" in offline_map().get_root().render()
    False
    """
    map_: Any = folium.Map(
        location=location, tiles=None, zoom_start=zoom, max_zoom=max_zoom, zoom_control=False
    )
    # on this map alone: folium's own way changes the lists of the class, for every later map
    map_.default_js = []
    map_.default_css = []
    map_._template = Template(webmap_asset("page/map.html"))
    map_.geomap_icons = _icons()
    header = map_.get_root().header
    header.add_child(raw(f"<style>{assets.leaflet_style()}</style>"), name="leaflet_style")
    header.add_child(raw(f"<script>{assets.leaflet_script()}</script>"), name="leaflet_script")
    offline: folium.Map = map_
    return offline


def raw(text: str) -> Element:
    """Text for a page as it is; branca would read it as a template."""
    element: Any = Element("{{ this.geomap_text }}")
    element.geomap_text = text
    made: Element = element
    return made


def _blocks(
    columns: Columns,
    places: gpd.GeoDataFrame | None,
    basemap: gpd.GeoDataFrame | None,
    gazetteer: Atlas | None,
) -> dict[str, object]:
    header = {**columns.header, "chunk": _CHUNK, "places": shapes.tree(places)}
    if gazetteer is not None:
        ids = [] if places is None else places["place_id"].tolist()
        header["names"] = names.of_events(columns, ids, gazetteer)
    n = len(columns.texts["id"])
    with ThreadPoolExecutor() as pool:  # deflate lets other threads run
        parts = (_part(columns, at, min(at + _CHUNK, n)) for at in range(0, n, _CHUNK))
        texts = list(pool.map(deflate, parts))
    return {
        "columns": block(header, columns.arrays),
        "shapes": block(*shapes.pack(places, basemap)),
        "documents": deflate(dumps(columns.tellings.reports).encode()),
        "texts": texts,
    }


def _part(columns: Columns, first: int, last: int) -> bytes:
    """The texts of some events as one JSON object of columns."""
    own = {name: values[first:last] for name, values in columns.texts.items()}
    return dumps({**own, "told": columns.tellings.part(first, last)}).encode()


def _bounds(table: pd.DataFrame) -> list[list[float | None]]:
    placed = table.loc[table["lon"].notna(), ["lat", "lon"]].astype(float)
    if placed.empty:
        return [[None, None], [None, None]]
    return [placed.min().tolist(), placed.max().tolist()]


def _icons() -> dict[str, str]:
    folder = Path(str(files("xstatic.pkg.leaflet"))) / "data" / "images"
    names = {
        "iconUrl": "marker-icon",
        "iconRetinaUrl": "marker-icon-2x",
        "shadowUrl": "marker-shadow",
    }
    pngs = {key: (folder / f"{name}.png").read_bytes() for key, name in names.items()}
    return {k: "data:image/png;base64," + base64.b64encode(v).decode() for k, v in pngs.items()}
