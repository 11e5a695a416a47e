"""What reading a corpus gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geomap.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The names of a record's fields in a .jsonl file."""

    text: str = "text"
    date: str = "date"
    id: str = "id"
    title: str = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read, or was read only after mending."""

    where: str
    """The file, with the line or the record's id where there is one."""
    message: str
    kept: bool
    """Whether the report was read all the same."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The reports that were read, and what was not."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    skipped: Mapping[str, int]
    """How many files of other kinds there are, by their ending, or name for README.md."""
