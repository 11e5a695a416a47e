"""``geomap gazetteer``: for those who keep the places."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import options

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def gazetteer() -> None:
    """Check, grow and exchange the places; see docs/gazetteer.md."""


@gazetteer.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@click.option("--notes/--no-notes", default=False, help="Say what is no error, too.")
@click.option("--fix", is_flag=True, help="Write the files as the formatter does, first.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
@click.pass_context
def check(ctx: click.Context, folder: Path | None, notes: bool, fix: bool, as_json: bool) -> None:
    """Look closely at the gazetteer in DIR (default: the one that geomap ships).

    Schema, ids, sources, dates, points and their parents, shapes and areas, names that several
    places share, and the way the files are written. Each finding names file, line and place.
    Exit code 1 if there is an error.
    """
    from geomap import _resources
    from geomap.gazetteer import check as checks

    shipped = _resources.gazetteer_folder()
    chosen = folder or shipped
    if fix:
        _format(chosen)
    found = checks.check(chosen, shipped)
    errors = sum(finding.level == "error" for finding in found)
    shown = [finding for finding in found if notes or finding.level == "error"]
    if as_json:
        click.echo(checks.as_json(shown))
    else:
        for finding in shown:
            click.echo(options.one_line(str(finding)))
        click.echo(f"{errors} errors, {len(found) - errors} notes in {chosen}")
    if errors:
        ctx.exit(1)


def _format(folder: Path) -> None:
    from geomap._atomic import replacing
    from geomap.gazetteer import check as checks

    for path in checks.gazetteer_files(folder):
        with replacing(path) as beside:
            beside.write_text(checks.formatted(path), encoding="utf-8")
