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
    from geomap.gazetteer import Gazetteer
    from geomap.model import Event, Reading

_SHOWN = 10


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


def say_found(events: Sequence[Event]) -> None:
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
        _say("", "the page lists them; `geomap explain` says what was read and why")


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


def say_open(readings: Iterable[Reading], gazetteer: Gazetteer) -> None:
    """The names where something happened that are no place of the gazetteer, or several."""
    from geomap.text.persons import is_person

    words = Counter(
        toponym.exact
        for reading in readings
        for toponym in reading.toponyms
        if toponym.place_id is None
        and toponym.role.endswith("-location")
        and not is_person(reading.document.text, toponym.start, toponym.end)
    )
    several = [word for word, _ in words.most_common() if gazetteer.find(word)]
    unknown = [word for word, _ in words.most_common() if word not in several]
    _say_some("unknown", unknown, "not in the gazetteer")
    if unknown:
        _say("", "`geomap gazetteer suggest` lists them with their sentences")
    _say_some("doubtful", several, "that can be several places")


def _say_some(topic: str, words: Sequence[str], why: str) -> None:
    if words:
        more = ", ..." if len(words) > _SHOWN else ""
        some = ", ".join(words[:_SHOWN])
        _say(topic, f"{count(len(words), 'place name')} {why}: {some}{more}")


def _say(topic: str, words: str) -> None:
    line = "".join(char if char.isprintable() else " " for char in words)
    click.echo(f"{topic:<9}{line}")
