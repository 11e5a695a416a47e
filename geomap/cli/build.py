"""``geomap build``: a folder of reports becomes a map and the files behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap._atomic import check_folder
from geomap.cli import filtering, options, summary

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.gazetteer import Gazetteer
    from geomap.model import Event


@click.command()
@options.reading_options
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("maps"),
    show_default=True,
    help="The folder for index.html, events.geojson and places.geojson.",
)
@filtering.filter_options
@click.pass_context
def build(ctx: click.Context, out: Path) -> None:
    """Make a map of CORPUS, a folder of reports or one file (default corpus).

    Writes index.html, which opens from disk with the network off, events.geojson and
    places.geojson, and says what was read, found and written, and what could not be placed
    or dated.
    """
    from geomap import merge, pipeline

    asked = options.reports(ctx)
    check_folder(out)
    found = options.read_corpus(asked)
    summary.say_read(asked.path, found)
    gazetteer = options.load_gazetteer(asked.gazetteers)
    readings = [pipeline.read(document, gazetteer) for document in found.documents]
    events = merge.merge([told for reading in readings for told in reading.mentions], gazetteer)
    summary.say_found(events)
    summary.say_open(readings, gazetteer)
    kept, words = _filtered(ctx, events, gazetteer)
    summary.say_wrote(_write(kept, words, gazetteer, out))
    options.exit_strictly(ctx, asked, found)


def _filtered(
    ctx: click.Context, events: Sequence[Event], gazetteer: Gazetteer
) -> tuple[gpd.GeoDataFrame, str]:
    from geomap import table

    chosen, tree = filtering.asked(ctx, lambda: gazetteer)
    return filtering.apply(table.from_events(events), chosen, tree)


def _write(
    happened: gpd.GeoDataFrame, words: str, gazetteer: Gazetteer, out: Path
) -> list[tuple[Path, str]]:
    """Write the three files, and say of each what it holds."""
    from geomap import export, table
    from geomap.webmap.html import write_page

    places = table.places(table.to_events(happened), gazetteer)
    export.write(happened, out / "events.geojson")
    export.write_places(places, out / "places.geojson")
    write_page(happened, places, out / "index.html", gazetteer=gazetteer)
    return [
        (out / "events.geojson", words),
        (out / "places.geojson", summary.count(len(places), "place")),
        (out / "index.html", "the map: open it in a browser"),
    ]
