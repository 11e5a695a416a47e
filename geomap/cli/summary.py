"""What `geomap build` says of its work, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap import edtf

if TYPE_CHECKING:
    from geomap.corpus import Corpus
    from geomap.model import Event, Reading

_UNKNOWN_SHOWN = 10


def say_read(path: Path, found: Corpus) -> None:
    """How many reports were read, and how many were not."""
    undated = sum(document.published is None for document in found.documents)
    lost = sum(not problem.kept for problem in found.problems)
    mended = len(found.problems) - lost
    parts = [count(len(found.documents), "report")]
    parts += [f"{undated} of them without a date"] if undated else []
    parts += [f"{lost} not read, said above"] if lost else []
    parts += [f"{count(mended, 'flaw')} said above"] if mended else []
    _say("read", f"{path}: {'; '.join(parts)}")
    if found.skipped:
        kinds = ", ".join(f"{number} {kind}" for kind, number in found.skipped.items())
        _say("", f"files left alone: {kinds}")


def say_found(events: Sequence[Event], readings: Iterable[Reading]) -> None:
    """How many events were found in how many tellings, and what stayed open."""
    tellings = sum(len(event.evidence) for event in events)
    status = Counter(event.status for event in events)
    merged = sum(len(event.evidence) > 1 for event in events)
    _say("found", f"{count(tellings, 'telling')} of {count(len(events), 'event')}")
    if status:
        _say("", ", ".join(f"{number} {name}" for name, number in status.most_common()))
        _say("merged", f"{count(merged, 'event')} from more than one telling")
    undated = sum(edtf.bounds(event.edtf) == (None, None) for event in events)
    unplaced = sum(event.place_id is None for event in events)
    if undated or unplaced:
        _say("open", f"{undated} could not be dated, {unplaced} could not be placed")
        _say("", "the page lists them; `geomap annotate` says what was read and why")
    _say_unknown(readings)


def say_wrote(files: Iterable[tuple[Path, str]]) -> None:
    """Where the files are, and what each holds."""
    for index, (path, words) in enumerate(files):
        _say("" if index else "wrote", f"{path}: {words}")


def count(number: int, noun: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> count(1, "event"), count(2, "event")
    ('1 event', '2 events')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _say_unknown(readings: Iterable[Reading]) -> None:
    words = Counter(
        toponym.exact
        for reading in readings
        for toponym in reading.toponyms
        if toponym.place_id is None and toponym.role.endswith("-location")
    )
    if words:
        some = ", ".join(word for word, _ in words.most_common(_UNKNOWN_SHOWN))
        more = ", ..." if len(words) > _UNKNOWN_SHOWN else ""
        _say("unknown", f"{count(len(words), 'place name')} not in the gazetteer: {some}{more}")


def _say(topic: str, words: str) -> None:
    line = "".join(char if char.isprintable() else " " for char in words)
    click.echo(f"{topic:<9}{line}")
