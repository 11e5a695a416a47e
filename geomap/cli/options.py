"""Options that several commands share.

They are kept in the context, and a command asks for them together: `reports(ctx)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap import edtf
from geomap.errors import CorpusError, DateError

if TYPE_CHECKING:
    from geomap.corpus import Corpus
    from geomap.gazetteer import Gazetteer

Command = Callable[..., Any]


class EdtfDate(click.ParamType[str]):
    """A date as EDTF."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date, or a usage error that says what to write instead."""
        try:
            return edtf.parse(value)
        except DateError as error:
            meant = _as_edtf(value)
            self.fail(f"{error}; for this one write {meant}" if meant else str(error), param, ctx)


def _as_edtf(words: str) -> str | None:
    """What a date in words is as EDTF, when they are nothing but a date."""
    from geomap.text import sentences, timex

    whole = sentences.Sentence(start=0, end=len(words), kind="prose", paragraph=0)
    found = timex.find(words, (whole,), published=None)
    return found[0].edtf if len(found) == 1 and found[0].exact == words.strip() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """What the options of `reading_options` say."""

    path: Path
    text: str
    date: str
    id: str
    title: str
    encoding: str | None
    strict: bool
    gazetteers: tuple[Path, ...]


def keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Store an option's value in the context instead of giving it to the command."""
    ctx.meta[f"geomap.{param.name}"] = value


def kept(ctx: click.Context, name: str) -> Any:
    """The value of an option that `keep` stored."""
    return ctx.meta[f"geomap.{name}"]


stored = partial(click.option, expose_value=False, callback=keep)
"""An option whose value is kept in the context."""


def together(decorators: Sequence[Command]) -> Command:
    """One decorator of several options, listed in `--help` in this order."""
    return lambda command: reduce(lambda done, add: add(done), reversed(decorators), command)


gazetteer_option = together(
    [
        stored(
            "--gazetteer",
            "gazetteers",
            metavar="DIR",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            multiple=True,
            help="Add the places of a folder to the shipped gazetteer. May be repeated.",
        ),
        stored(
            "--no-shipped",
            is_flag=True,
            help="Leave the shipped gazetteer out: only the folders of --gazetteer.",
        ),
    ]
)

worldview_option = stored(
    "--worldview",
    type=click.Choice(["as-attested", "de-jure", "de-facto"]),
    default="as-attested",
    show_default=True,
    help="Whose names and borders are shown; docs/gazetteer.md tells the policy.",
)

reading_options = together(
    [
        click.argument(
            "path",
            expose_value=False,
            callback=keep,
            metavar="[CORPUS]",
            type=click.Path(exists=True, path_type=Path),
            default=Path("corpus"),
        ),
        gazetteer_option,
        worldview_option,
        stored(
            "--text",
            metavar="FIELD",
            default="text",
            show_default=True,
            help="The field of a .jsonl record that holds the report.",
        ),
        stored(
            "--date",
            metavar="FIELD",
            default="date",
            show_default=True,
            help="The field that holds its date.",
        ),
        stored(
            "--id",
            metavar="FIELD",
            default="id",
            show_default=True,
            help="The field that holds its id.",
        ),
        stored(
            "--title",
            metavar="FIELD",
            default="title",
            show_default=True,
            help="The field that holds its title.",
        ),
        stored(
            "--encoding",
            metavar="NAME",
            help="What files are in that are not UTF-8, for example cp1251.",
        ),
        stored(
            "--strict",
            is_flag=True,
            help="Exit with 1 if anything in the corpus could not be read as it should.",
        ),
    ]
)
"""CORPUS, and how to read it."""


def reports(ctx: click.Context) -> Reports:
    """What the command line says of the reports."""
    return Reports(
        path=kept(ctx, "path"),
        text=kept(ctx, "text"),
        date=kept(ctx, "date"),
        id=kept(ctx, "id"),
        title=kept(ctx, "title"),
        encoding=kept(ctx, "encoding"),
        strict=kept(ctx, "strict"),
        gazetteers=kept(ctx, "gazetteers"),
    )


def read_corpus(asked: Reports) -> Corpus:
    """The reports, with each problem said on stderr.

    Raises
    ------
    CorpusError
        If there is no report that can be read.
    """
    from geomap import corpus

    fields = corpus.Fields(text=asked.text, date=asked.date, id=asked.id, title=asked.title)
    found = corpus.read(asked.path, fields=fields, encoding=asked.encoding)
    for problem in found.problems:
        click.echo(one_line(str(problem)), err=True)
    if not found.documents:
        raise CorpusError(f"{asked.path}: there is no report here that can be read")
    return found


def load_gazetteer(folders: Sequence[Path]) -> Gazetteer:
    """The shipped gazetteer, unless it is left out, and what `folders` add to it."""
    from geomap import gazetteer

    ctx = click.get_current_context(silent=True)
    asked = ctx.meta if ctx else {}
    alone = asked.get("geomap.no_shipped", False)
    if alone and not folders:
        raise click.UsageError("--no-shipped wants a folder of your own: --gazetteer DIR")
    worldview: Any = asked.get("geomap.worldview", "as-attested")
    return gazetteer.load(*folders, worldview=worldview, shipped=not alone)


def one_line(text: str) -> str:
    """`text` without line ends or control characters, fit for a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def exit_strictly(ctx: click.Context, asked: Reports, found: Corpus) -> None:
    """With --strict, exit with 1 if the corpus has a flaw."""
    if asked.strict and found.problems:
        ctx.exit(1)
