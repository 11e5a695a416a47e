"""``geomap export``: events that were built become another file, filtered."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import filtering, options


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
@click.pass_context
def export(ctx: click.Context, events: Path, to: Path) -> None:
    """Write EVENTS, a file that geomap wrote, in another format.

    The filter is the same as that of `geomap build` and of the page.
    """
    from geomap import export as formats

    folders = options.kept(ctx, "gazetteers")
    chosen, tree = filtering.asked(ctx, lambda: options.load_gazetteer(folders))
    some, words = filtering.apply(formats.read(events), chosen, tree)
    formats.write(some, to)
    click.echo(f"wrote {to}: {words}")
