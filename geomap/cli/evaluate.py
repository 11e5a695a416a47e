"""``geomap evaluate``: how far what was read is what a careful reader found."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import options


@click.command()
@options.reading_options
@click.option(
    "--gold",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder of gold files, one a report; docs/annotation.md tells the format.",
)
@click.pass_context
def evaluate(ctx: click.Context, gold: Path) -> None:
    """Measure what is read in CORPUS (a folder or a file; default corpus) against gold.

    Prints place words, roles, time expressions, events and stories, each as a share. For the
    public benchmark: geomap evaluate --gold benchmarks/reading/gold
    """
    from geomap import evaluate as measure
    from geomap import pipeline
    from geomap.merge import merge

    asked = options.reports(ctx)
    wanted = measure.read_gold(gold)
    found = options.read_corpus(asked)
    gazetteer = options.load_gazetteer(asked.gazetteers)
    readings = [pipeline.read(document, gazetteer) for document in found.documents]
    events = merge((m for reading in readings for m in reading.mentions), gazetteer)
    for score in measure.evaluate(wanted, readings, events):
        click.echo(f"{score.name:32}{score.right:6} of {score.of:<6}{100 * score.share:6.1f}%")
    options.exit_strictly(ctx, asked, found)
