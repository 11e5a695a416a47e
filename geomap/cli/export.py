"""``geomap export``: events that were built become another file, filtered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli import filtering, options

if TYPE_CHECKING:
    import geopandas as gpd


@click.command()
@click.argument("events", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; its ending names the format.",
)
@filtering.filter_options
@options.gazetteer_option
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _param, asked: _print_schema(ctx) if asked else None,
    help="Print the columns and exit.",
)
@click.pass_context
def export(ctx: click.Context, events: Path, to: Path) -> None:
    """Write EVENTS, a file that geomap wrote, in another format.

    The ending of FILE names the format: .geojson, .geojsonl, .gpkg, .fgb, .parquet, .kml, .csv,
    .lpf.json, .txt (to cite) or .qgz (a QGIS project with its data beside it). The filter is the
    same as that of `geomap build` and of the page.
    """
    from geomap import export as formats

    _check_target(to)
    folders = options.kept(ctx, "gazetteers")
    chosen, tree = filtering.asked(ctx, lambda: options.load_gazetteer(folders))
    some, words = filtering.apply(formats.read(events), chosen, tree)
    places = _places(some, folders) if formats.of(to).places else None
    written = formats.write(some, to, places=places)
    click.echo(f"wrote {to}: {words}")
    if written.loses:
        click.echo(f"{written.name} does not keep {written.loses}", err=True)


def _check_target(to: Path) -> None:
    """Say what is wrong with FILE before anything is read."""
    from geomap._atomic import check_folder
    from geomap.errors import ExportError
    from geomap.export import of

    try:
        of(to)
    except ExportError as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    check_folder(to.parent)


def _places(some: gpd.GeoDataFrame, folders: Sequence[Path]) -> gpd.GeoDataFrame:
    from geomap import table

    return table.places(table.to_events(some), options.load_gazetteer(folders))


def _print_schema(ctx: click.Context) -> None:
    from geomap.record import COLUMNS

    for column in COLUMNS:
        click.echo(f"{column.name:<16}{column.kind:<9}{column.meaning}")
        if column.values:
            click.echo(f"{'':25}{', '.join(column.values)}")
    ctx.exit()
