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
CLI, EVENTS, EXPORTS = (
    (DOCS / f"{name}.md").read_text("utf-8") for name in ("cli", "events", "exports")
)
OWN = ("build", "annotate", "export")


def section(text, heading):
    """What stands under a heading, up to the next of its level or above."""
    level = heading.split(" ")[0]
    after = f"\n{text}".split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(level)}}} ", after)[0]


@pytest.mark.parametrize("name", OWN)
def test_commands_and_their_options_are_documented(name):
    command = main.commands[name]
    assert f"## geomap {name}" in CLI
    assert f"geomap {name}" in section(CLI, "# Commands")
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert f"`{option}" in CLI, option


def test_no_option_is_documented_that_there_is_not():
    known = {
        option
        for command in main.commands.values()
        for parameter in command.params
        for option in parameter.opts
    } | {"--help", "--version"}
    assert set(re.findall(r"--[a-z][a-z-]*", CLI)) <= known


def test_choices_are_documented():
    for name in OWN:
        for parameter in main.commands[name].params:
            if isinstance(parameter.type, click.Choice):
                for word in parameter.type.choices:
                    assert f"`{word}`" in EVENTS + CLI, word


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
    (row,) = [line for line in EXPORTS.splitlines() if line.startswith(f"| `{one.ending}`")]
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
