"""``geomap annotate``: everything that was read in each report, one line of JSON a report."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import options, summary

if TYPE_CHECKING:
    from geomap.model import Reading, Timex


@click.command()
@options.reading_options
@click.option(
    "--out",
    metavar="FILE.jsonl",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where to write, one line a report.",
)
@click.pass_context
def annotate(ctx: click.Context, out: Path) -> None:
    """Write what was read in each report of CORPUS (a folder or a file; default corpus).

    One line of JSON a report: toponyms with their role and place, time expressions with their
    value, triggers with their status, and the events told, each with its span.
    """
    from geomap import pipeline
    from geomap._atomic import check_folder, replacing

    asked = options.reports(ctx)
    check_folder(out.parent)
    found = options.read_corpus(asked)
    gazetteer = options.load_gazetteer(asked.gazetteers)
    with replacing(out) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        for document in found.documents:
            line = annotation(pipeline.read(document, gazetteer))
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    click.echo(f"wrote {out}: {summary.count(len(found.documents), 'report')}")
    options.exit_strictly(ctx, asked, found)


def annotation(reading: Reading) -> dict[str, Any]:
    """Everything that was read in a report, as plain values.

    Examples
    --------
    >>> from geomap.model import Document, Reading
    >>> annotation(Reading(document=Document(id="a", text="b"), toponyms=(), timexes=(),
    ...     triggers=(), mentions=()))["document"]
    'a'
    """
    from geomap.record import from_mention
    from geomap.text import timex

    return {
        "document": reading.document.id,
        "published": reading.document.published,
        "toponyms": [_plain(toponym) for toponym in reading.toponyms],
        "timexes": [_timex(t) for t in reading.timexes if timex.says_time(t)],
        "triggers": [_plain(trigger) for trigger in reading.triggers],
        "events": [from_mention(mention) for mention in reading.mentions],
    }


def _timex(found: Timex) -> dict[str, Any]:
    record = _plain(found)
    record["earliest"] = found.earliest and found.earliest.isoformat()
    record["latest"] = found.latest and found.latest.isoformat()
    return {
        name: value for name, value in record.items() if not name.startswith(("begin_", "end_"))
    }


def _plain(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
