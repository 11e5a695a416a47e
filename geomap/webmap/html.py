"""Pages on disk: whole, the same bytes each time, and closed to what they did not bring."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
from branca.element import Element
from jinja2 import Template

from geomap._atomic import write_text
from geomap._resources import webmap_asset
from geomap.gazetteer import Gazetteer
from geomap.webmap import assets, outlines
from geomap.webmap.element import EventMap, offline_map
from geomap.webmap.tellings import parsed

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_POLICY_HERE = "<!--content-security-policy-->"


def write_page(
    events: pd.DataFrame,
    places: gpd.GeoDataFrame | None,
    path: Path,
    *,
    title: str = "",
    language: str = "en",
    basemap: gpd.GeoDataFrame | None = None,
    gazetteer: Gazetteer | None = None,
) -> None:
    """Write one page that shows the events and opens from disk without a network.

    Parameters
    ----------
    events
        The table of events (`geomap.to_geodataframe`).
    places
        Their places with footprints and parents, or None.
    path
        The file; it is replaced only when the page is complete.
    title
        The page's title; by default how many reports tell of which years.
    language
        The interface's first language.
    basemap
        Outlines under the events: name, kind, geometry. By default those that geomap ships.
    gazetteer
        Its borders are drawn, in the view it was loaded with; the page offers the others, and
        what else the words of a place may mean. By default the shipped one, for its borders.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    titles = dict.fromkeys(assets.languages(), title) if title else _titles(events)
    title = titles.get(language, titles["en"])
    map_ = offline_map()
    under = outlines.shipped(gazetteer) if basemap is None else basemap
    options: Any = {"title": titles, "language": language, "basemap": under, "online": True}
    EventMap(events, places, gazetteer=gazetteer, **options).add_to(map_)
    save(map_, path, title=title, language=language)


def title_of(events: pd.DataFrame, language: str = "en") -> str:
    """A title from the events themselves: how many reports tell, and of which years.

    Examples
    --------
    >>> title_of(pd.DataFrame({"evidence": [[{"document": "a"}]], "start_date": ["1988-02-20"]}))
    'What 1 reports tell, 1988'
    """
    return _titles(events)[language]


def _titles(events: pd.DataFrame) -> dict[str, str]:
    """The title in every language of the interface."""
    reports = len(
        {one.get("document") for row in events.get("evidence", []) for one in parsed(row)}
    )
    days = events["start_date"].dropna().astype(str) if "start_date" in events else pd.Series()
    found = sorted(days.str[:4]) if len(days) else []
    words = json.loads(assets.strings())
    if not reports or not found:
        return {one: str(table["events"]) for one, table in words.items()}
    # one early date that a report recalls does not make a century of the title
    first, last = found[len(found) // 100], found[-1 - len(found) // 100]
    years = first if first == last else f"{first}–{last}"
    return {
        one: str(table["title_auto"]).format(n=reports, years=years) for one, table in words.items()
    }


def save(map_: folium.Map, path: Path, *, title: str, language: str = "en") -> None:
    """Write any folium map with stable ids, a language, a title and, if it can, a policy.

    A map that brings everything with it (`offline_map`) gets a content security policy that
    names its scripts by their hash. A map with folium's own links keeps them and gets none.
    The file is written beside its place and moved there when it is complete.
    """
    figure: Any = map_.get_root()
    figure.title, figure.geomap_language = title, language
    figure._template = Template(webmap_asset("page/page.html"))
    name_in_order(figure)
    page: str = figure.render()
    closed = not map_.default_js
    page = page.replace(_POLICY_HERE, policy(page) if closed else "", 1)
    write_text(path, page)


def policy(page: str) -> str:
    """The content security policy of a page: its own scripts and no others.

    Examples
    --------
    >>> "default-src 'none'" in policy("<script>1</script>")
    True
    """
    digests = (hashlib.sha256(code.encode()).digest() for code in _SCRIPT.findall(page))
    hashes = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    # the tiles a reader may choose, and no other host
    hosts = " ".join(str(one["host"]) for one in assets.online())
    rules = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        f"img-src data: blob: {hosts}; base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def name_in_order(root: Element) -> None:
    """Number the elements of a page in tree order, where folium gave them random names."""
    numbers = itertools.count(1)

    def visit(element: Element) -> None:
        for name, child in list(element._children.items()):
            if child._id in name:
                del element._children[name]
                number = str(next(numbers))
                element._children[name.replace(child._id, number)] = child
                child._id = number
            visit(child)

    visit(root)
