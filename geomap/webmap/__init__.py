"""The map of events: one element for a folium map, and one file that opens offline.

`EventMap` puts a time filter, facets, a list and the sentences behind every event on any
`folium.Map`; `offline_map` makes a map that asks nothing of the network; `write_page` does
both and writes the file, the same bytes for the same events.
"""

from __future__ import annotations

from geomap.webmap.element import EventMap, offline_map
from geomap.webmap.html import save, write_page

__all__ = ["EventMap", "offline_map", "save", "write_page"]
