"""Turn a folder of dated reports into a map that can be trusted.

Examples
--------
>>> import geomap
>>> geomap.to_geodataframe([]).crs.to_string()
'EPSG:4326'

The names are imported when they are first used, so that ``import geomap`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.corpus import read as read_corpus
    from geomap.errors import GeomapError
    from geomap.export import read as read_events
    from geomap.export import write as write_events
    from geomap.gazetteer import load as load_gazetteer
    from geomap.pipeline import find_events
    from geomap.table import from_events as to_geodataframe
    from geomap.table import places as to_places
    from geomap.table import to_events
    from geomap.webmap import EventMap, offline_map

__all__ = [
    "EventMap",
    "GeomapError",
    "find_events",
    "load_gazetteer",
    "offline_map",
    "read_corpus",
    "read_events",
    "to_events",
    "to_geodataframe",
    "to_places",
    "write_events",
]

_HOMES = {
    "EventMap": ("webmap", "EventMap"),
    "GeomapError": ("errors", "GeomapError"),
    "find_events": ("pipeline", "find_events"),
    "load_gazetteer": ("gazetteer", "load"),
    "offline_map": ("webmap", "offline_map"),
    "read_corpus": ("corpus", "read"),
    "read_events": ("export", "read"),
    "to_events": ("table", "to_events"),
    "to_geodataframe": ("table", "from_events"),
    "to_places": ("table", "places"),
    "write_events": ("export", "write"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), own)


def __dir__() -> list[str]:
    return __all__
