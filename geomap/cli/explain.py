"""``geomap explain``: how one report was read, and which rule decided each event and place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Document


@click.command()
@options.reading_options
@click.option(
    "--report",
    metavar="ID",
    help="Which report, where CORPUS holds several: its id, or the end of it.",
)
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one HTML page instead.",
)
@click.pass_context
def explain(ctx: click.Context, report: str | None, html: Path | None) -> None:
    """Say how a report was read: its words with what they were taken for, and why.

    Under each sentence stand the events it tells, with place, date, status and the rule that
    decided, and each place word that was not pinned, with its reason.
    """
    from geomap import explain as account_of
    from geomap import pipeline
    from geomap._atomic import write_text

    asked = options.reports(ctx)
    document = _chosen(options.read_corpus(asked).documents, report)
    reading = pipeline.read(document, options.load_gazetteer(asked.gazetteers))
    account = account_of.account(reading)
    if html is not None:
        write_text(html, account_of.page(account))
        click.echo(f"wrote {html}")
        return
    for line in account_of.lines(account, colour=sys.stdout.isatty()):
        click.echo(line)


def _chosen(documents: Sequence[Document], report: str | None) -> Document:
    found = [d for d in documents if report is None or d.id == report or d.id.endswith(report)]
    exact = [d for d in found if d.id == report] or found
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise CorpusError(f"no report is called {report!r}; geomap annotate lists their ids")
    some = ", ".join(d.id for d in exact[:3])
    raise CorpusError(f"{len(exact)} reports here ({some}, ...): choose one with --report ID")
