"""Every command, option, column, format and error that a user meets is in the documentation."""

import re
from pathlib import Path

import click
import pytest

from geomap.cli import main
from geomap.export import formats
from geomap.record import COLUMNS, TELLING
from geomap.table import PLACE_COLUMNS

DOCS = Path(__file__).parents[1] / "docs"
CLI, EVENTS, EXPORTS, GAZETTEER = (
    (DOCS / f"{name}.md").read_text("utf-8") for name in ("cli", "events", "exports", "gazetteer")
)


def commands(group=main, above="geomap"):
    """Every command by the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")
        else:
            yield f"{above} {name}", command


COMMANDS = dict(commands())


def section(text, heading):
    """What stands under a heading, up to the next of its level or above."""
    level = heading.split(" ")[0]
    after = f"\n{text}".split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(level)}}} ", after)[0]


@pytest.mark.parametrize("words", COMMANDS)
def test_commands_and_their_options_are_documented(words):
    top = " ".join(words.split()[:2])
    own = section(CLI, f"## {top}")
    shared = section(CLI, "## Reading reports") + section(CLI, "## The filter")
    assert words == top or f"`{words.split()[-1]} " in own
    assert f"    {top} " in section(CLI, "# Commands").split("\n\n`geomap")[0]
    for parameter in COMMANDS[words].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("--"):
                assert re.search(rf"{option}\b", own + shared), option
        if isinstance(parameter.type, click.Choice):
            for word in parameter.type.choices:
                assert re.search(rf"\b{word}\b", own + shared + EVENTS + GAZETTEER), word


def test_no_option_is_documented_that_there_is_not():
    known = {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert set(re.findall(r"--[a-z][a-z-]*", CLI)) <= known | {"--help", "--version"}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_columns_are_documented(column):
    whole = section(EVENTS, "## Columns").split("\n### ")[0]
    rows = [line for line in whole.splitlines() if line.startswith("| `")]
    (row,) = [line for line in rows if f"`{column.name}`" in line.split("|")[1]]
    kind = {"json": "JSON"}.get(column.kind, column.kind)
    assert row.split("|")[2].strip() == kind
    for word in column.values:
        assert f"`{word}`" in section(EVENTS, "## Columns"), word


def test_tellings_and_places_are_documented():
    for name in TELLING:
        assert f"`{name}`" in section(EVENTS, "### Evidence"), name
    for name in PLACE_COLUMNS:
        assert f"`{name}`" in section(EVENTS, "## places.geojson"), name


@pytest.mark.parametrize("one", formats.FORMATS, ids=lambda one: one.ending)
def test_formats_are_documented_with_what_they_lose(one):
    listed = EXPORTS.split("\n## ")[0].splitlines()
    (row,) = [line for line in listed if line.startswith(f"| `{one.ending}`")]
    assert one.loses in row
    assert f"`{one.ending}`" in section(CLI, "## geomap export")


def test_what_the_reader_of_reports_says_is_documented():
    said = " ".join(section(CLI, "### What cannot be read").split())
    readers = "".join(
        file.read_text("utf-8") for file in (DOCS.parent / "geomap/corpus").glob("*.py")
    )
    for words in (
        "holds NUL bytes: not text",
        "is empty",
        "has front matter and nothing after it",
        "is a broken link or not a file",
        "this folder cannot be read",
        "is not JSON",
        "is not a JSON object",
        "front matter is not YAML",
        "NUL characters are read as U+FFFD",
        "this id is taken",
        "does not look like English",
    ):
        assert words in said, words
        assert words in readers, words


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target
