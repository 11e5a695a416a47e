"""The commands: each reads its options and calls the package; see docs/cli.md.

A command imports what it needs when it runs, so that ``--help`` and the small commands do not
wait for geopandas.
"""

from __future__ import annotations

import click

from geomap.cli.annotate import annotate
from geomap.cli.build import build
from geomap.cli.evaluate import evaluate
from geomap.cli.explain import explain
from geomap.cli.export import export
from geomap.cli.gazetteer import gazetteer
from geomap.cli.geocode import geocode
from geomap.errors import GeomapError


class _Commands(click.Group):
    """A group that turns errors raised on purpose into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GeomapError as error:
            raise click.ClickException(" ".join(str(error).split())) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _param, asked: _print_version(ctx) if asked else None,
    help="Print the version and exit.",
)
def main() -> None:
    """Turn a folder of dated reports into a map that can be trusted.

    Exit codes: 0 done, 1 something could not be done (one line says what), 2 wrong usage.
    """


def _print_version(ctx: click.Context) -> None:
    from importlib import metadata

    try:
        version = metadata.version("geomap")
    except metadata.PackageNotFoundError:
        version = "(run from a folder, not installed)"
    click.echo(f"geomap {version}")
    ctx.exit()


main.add_command(build)
main.add_command(annotate)
main.add_command(evaluate)
main.add_command(explain)
main.add_command(export)
main.add_command(gazetteer)
main.add_command(geocode)
