"""The tellings of events as columns: what repeats is said once, and presses well.

A telling says again what its event says of date, status and place, and where its sentence ends
follows from where it starts. Such values become 0; the page's told.js puts them back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

REPORT = ("document", "title", "source", "published", "url")
"""What tellings of one report share."""
_SAME = ("edtf", "status", "place_id")
_ABSENT = object()
Telling = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """All tellings of a table, one after another."""

    at: list[int]
    """Where each event's tellings begin; one more than there are events."""
    reports: list[tuple[Any, ...]]
    """The distinct reports, as the values of `REPORT`."""
    report: list[int]
    """For each telling its report."""
    shapes: list[tuple[str, ...]]
    """The distinct sets of keys."""
    shape: list[int]
    columns: dict[str, list[Any]]
    """For each key the value of every telling, or a mark for none."""

    def sources(self) -> tuple[list[int], list[Any]]:
        """For each event with a telling from it, the event's row and the source, once each."""
        words = sorted({str(one[2]) for one in self.reports if one[2]})
        code = {word: at for at, word in enumerate(words)}
        of_report = np.array([code[str(one[2])] if one[2] else -1 for one in self.reports], "int64")
        rows = np.repeat(np.arange(len(self.at) - 1), np.diff(self.at))
        told = of_report[np.asarray(self.report, "int64")]
        width = len(words) + 1
        pairs = np.unique(rows[told >= 0] * width + told[told >= 0])
        return (pairs // width).tolist(), [words[at] for at in (pairs % width).tolist()]

    def part(self, first: int, last: int) -> dict[str, object]:
        """The tellings of the events from `first` to before `last`, for one block of text."""
        low, high = self.at[first], self.at[last]
        columns = {key: values[low:high] for key, values in self.columns.items()}
        return {
            "n": np.diff(self.at[first : last + 1]).tolist(),
            "report": self.report[low:high],
            "shapes": self.shapes,
            "shape": self.shape[low:high] if len(self.shapes) > 1 else [],
            "columns": {k: [v for v in one if v is not _ABSENT] for k, one in columns.items()},
        }


def gather(table: pd.DataFrame) -> Tellings:
    """The tellings of a prepared table."""
    rows = [parsed(value) for value in table["evidence"]]
    flat = list(chain.from_iterable(rows))
    lengths = [len(row) for row in rows]
    layouts, layout = numbered(list(map(tuple, flat)))
    shapes, of_layout = numbered([tuple(k for k in one if k not in REPORT) for one in layouts])
    whole = all(set(REPORT) <= set(one) for one in layouts)
    reports, report = numbered(list(map(itemgetter(*REPORT) if whole else _report, flat)))
    names = dict.fromkeys(chain.from_iterable(shapes))
    alike = len(layouts) == 1
    columns = {
        name: list(map(itemgetter(name), flat))
        if alike
        else [one.get(name, _ABSENT) for one in flat]
        for name in names
    }
    shape = [of_layout[at] for at in layout]
    owners = np.repeat(np.arange(len(rows)), lengths)
    _say_once(columns, table, owners)
    at = [0, *accumulate(lengths)]
    return Tellings(
        at=at, reports=reports, report=report, shapes=shapes, shape=shape, columns=columns
    )


def _report(telling: Telling) -> tuple[Any, ...]:
    return tuple(map(telling.get, REPORT))


def cut_labels(labels: Sequence[str], tellings: Tellings) -> list[object]:
    """Labels that are a piece of the first telling's words as (start, length) in them."""
    words = tellings.columns.get("exact", [])
    firsts = [words[at] if at < end else None for at, end in pairwise(tellings.at)]
    return [_cut(label, exact) for label, exact in zip(labels, firsts, strict=True)]


def _cut(label: str, exact: Any) -> object:
    at = exact.find(label) if isinstance(exact, str) and isinstance(label, str) else -1
    return label if at < 0 else (at, len(label))


def numbered(values: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """The distinct values in order of appearance, and for each value its number.

    Examples
    --------
    >>> numbered(["b", "a", "b"])
    (['b', 'a'], [0, 1, 0])
    """
    seen: dict[Any, int] = {}
    numbers = [seen.setdefault(value, len(seen)) for value in values]
    return list(seen), numbers


def parsed(value: object) -> list[dict[str, Any]]:
    """A list of records, also when a file format turned it into JSON text."""
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else []
    return list(value) if isinstance(value, list | tuple | np.ndarray) else []


def _say_once(columns: dict[str, list[Any]], table: pd.DataFrame, owners: Any) -> None:
    for name in _SAME:
        if name in columns:
            of_event = table[name].astype(object).where(table[name].notna(), None)
            own = of_event.to_numpy()[owners].tolist()
            told = columns[name]
            columns[name] = [0 if a == b else a for a, b in zip(told, own, strict=True)]
    if {"start", "end", "exact"} <= set(columns):
        spans = zip(columns["start"], columns["end"], columns["exact"], strict=True)
        columns["end"] = [_end(*span) for span in spans]
    if {"start", "marks"} <= set(columns):
        pairs = zip(columns["marks"], columns["start"], strict=True)
        columns["marks"] = [_marks(marks, start) for marks, start in pairs]


def _end(start: Any, end: Any, exact: Any) -> Any:
    whole = isinstance(start, int) and isinstance(exact, str)
    return 0 if whole and end == start + len(exact) else end


def _marks(marks: Any, start: Any) -> Any:
    """Marks as [kind, start, end] counted from the sentence's start."""
    if not isinstance(start, int) or not isinstance(marks, list):
        return marks
    # tuples: a list for each would keep the collector of garbage busy
    return tuple([(one["kind"], one["start"] - start, one["end"] - start) for one in marks])
