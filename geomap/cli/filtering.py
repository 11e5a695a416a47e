"""The options of the one filter, the same for every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from geomap.cli.options import EdtfDate, kept, stored, together
from geomap.cli.summary import count
from geomap.model import Precision, Status
from geomap.record import TYPES

if TYPE_CHECKING:
    import geopandas as gpd
    import shapely

    from geomap.filters import Filter, PlaceTree
    from geomap.gazetteer import Gazetteer


class Area(click.ParamType["shapely.Geometry"]):
    """The polygons of a GeoJSON file, or one in well-known text, as the page's command has it."""

    name = "FILE|WKT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> shapely.Geometry:
        """The polygons as one geometry, or a usage error."""
        import shapely

        if isinstance(value, shapely.Geometry):
            return value
        words = value.lstrip().upper().startswith(("POLYGON", "MULTIPOLYGON"))
        try:
            text = value if words else Path(value).read_text(encoding="utf-8")
            shapes = shapely.from_wkt(text) if words else shapely.from_geojson(text)
        except OSError as error:
            self.fail(f"{value}: {error.strerror or error}", param, ctx)
        except (shapely.GEOSException, UnicodeDecodeError):
            what = "well-known text" if words else "GeoJSON"
            self.fail(f"{value[:80]} is not {what}", param, ctx)
        whole = shapely.union_all(shapely.get_parts(shapely.make_valid(shapes)))
        if shapely.get_dimensions(whole) != 2:
            self.fail(f"{value[:80]} holds no polygon", param, ctx)
        shapely.prepare(whole)
        return whole


class Box(click.ParamType[tuple[float, float, float, float]]):
    """Four numbers: west, south, east, north."""

    name = "W,S,E,N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float, float]:
        """The box, or a usage error."""
        try:
            west, south, east, north = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not four numbers: west,south,east,north", param, ctx)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            self.fail(f"{value!r} is not west,south,east,north in degrees", param, ctx)
        return west, south, east, north


filter_options = together(
    [
        stored(
            "--from",
            "since",
            type=EdtfDate(),
            help="Keep events that can have been on this day or later: EDTF, for example 2020-09.",
        ),
        stored(
            "--until",
            type=EdtfDate(),
            help="Keep events that can have been on its last day or earlier: 2020 is 2020-12-31.",
        ),
        stored(
            "--certainly",
            is_flag=True,
            help="Keep only events that were in that time, not those that may have been.",
        ),
        stored("--undated", is_flag=True, help="With dates asked for, keep undated events too."),
        stored(
            "--place",
            "names",
            metavar="NAME",
            multiple=True,
            help="Keep events in a place (name or id), in places inside it, at groups it is in.",
        ),
        stored("--bbox", type=Box(), help="Keep events in a box of longitudes and latitudes."),
        stored(
            "--polygon",
            type=Area(),
            help="Keep events in the polygons of a GeoJSON file, or in one POLYGON in WKT.",
        ),
        stored(
            "--type",
            "types",
            type=click.Choice([*TYPES, "none"], case_sensitive=False),
            metavar="TYPE",
            multiple=True,
            help="Keep a PLOVER event type, or none for events without one.",
        ),
        stored(
            "--status",
            "statuses",
            type=click.Choice(get_args(Status)),
            multiple=True,
            help="Keep a status.",
        ),
        stored("--actor", "actors", metavar="NAME", multiple=True, help="Keep events of an actor."),
        stored(
            "--source", "sources", metavar="NAME", multiple=True, help="Keep what an outlet told."
        ),
        stored(
            "--precision",
            "precisions",
            type=click.Choice(get_args(Precision)),
            multiple=True,
            help="Keep a precision of the date.",
        ),
        stored(
            "--where",
            type=click.IntRange(1, 7),
            help="Keep places at least so precise: 1 exact, 3 district, 6 country.",
        ),
        stored("--search", metavar="WORDS", help="Keep events whose words hold all of these."),
    ]
)
"""The options of the filter; `asked` makes a Filter of them."""


def asked(ctx: click.Context, gazetteer: Callable[[], Gazetteer]) -> tuple[Filter, PlaceTree]:
    """The filter on the command line, and the tree that its places are looked up in.

    The gazetteer is loaded only for a filter on places.
    """
    from geomap.filters import Filter, PlaceTree, place_tree

    names = kept(ctx, "names")
    known = gazetteer() if names else None
    chosen = Filter(
        since=kept(ctx, "since"),
        until=kept(ctx, "until"),
        certainly=kept(ctx, "certainly"),
        undated=kept(ctx, "undated"),
        places=_place_ids(names, known) if known else frozenset(),
        bbox=kept(ctx, "bbox"),
        polygon=kept(ctx, "polygon"),
        types=frozenset(kept(ctx, "types")),
        statuses=frozenset(kept(ctx, "statuses")),
        actors=frozenset(kept(ctx, "actors")),
        sources=frozenset(kept(ctx, "sources")),
        precisions=frozenset(kept(ctx, "precisions")),
        where=kept(ctx, "where"),
        text=kept(ctx, "search"),
    )
    return chosen, place_tree(known.places) if known else PlaceTree()


def apply(
    events: gpd.GeoDataFrame, chosen: Filter, tree: PlaceTree
) -> tuple[gpd.GeoDataFrame, str]:
    """The events that are kept, and how many of how many they are, in words."""
    from geomap import filters

    if chosen == filters.Filter():
        return events, count(len(events), "event")
    for facet, value, near in filters.strangers(events, chosen):
        like = f"; there is {', '.join(near)}" if near else ""
        click.echo(f"no event has the {facet} {value!r}{like}", err=True)
    some = filters.select(events, chosen, tree)
    undated = filters.undated_left_out(events, chosen, tree)
    words = f"{len(some):,} of {count(len(events), 'event')}"
    if undated:
        words += f"; {undated:,} undated left out, --undated keeps them"
    return some, words


def _place_ids(names: Sequence[str], gazetteer: Gazetteer) -> frozenset[str]:
    ids: set[str] = set()
    for name in names:
        found = {name} & set(gazetteer.places) or {c.place.id for c in gazetteer.find(name)}
        if not found:
            near = gazetteer.similar(name)
            like = f"; it knows {', '.join(near)}" if near else ""
            said = f"the gazetteer has no place called {name!r}{like}"
            raise click.BadParameter(said, param_hint="--place")
        ids |= found
    return frozenset(ids)
