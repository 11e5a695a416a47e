"""How fast reports are read, stage by stage, on one core.

    python -m benchmarks.reading.speed [FOLDER] [--rounds N]

The reports are those of corpus/ unless a folder is given. Times are of the processor, the best of
some rounds, with gazetteer and lexicon loaded; `ms` is for a report of 2.4 kB, the usual length of
news. The last line has what 300 such reports a second would need beside what is reached.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from geomap import corpus, gazetteer, pipeline
from geomap.gazetteer import Gazetteer
from geomap.link import link
from geomap.model import Document
from geomap.resolve import resolve
from geomap.text import roles, sentences, timex, toponyms, triggers

ROOT = Path(__file__).parents[2]
REPORT = 2400
"""Bytes of a news report."""
FLOOR = 300
"""Reports a second."""


def stages(document: Document, places: Gazetteer) -> list[tuple[str, float]]:
    """What `pipeline.read` does, with the time at which each stage was done."""
    clock, text, at = time.process_time, document.text, document.published
    done = [("", clock())]
    split = sentences.split(text, start=document.body_start)
    done.append(("sentences", clock()))
    matches = tuple(places.scan(text, document.body_start))
    events = [
        (match, places.events[sense.id])
        for match in matches
        for sense in match.senses
        if sense.kind == "event"
    ]
    done.append(("scan", clock()))
    times = timex.find(text, split, published=at, events=events)
    done.append(("timex", clock()))
    names = toponyms.find(text, split, places, matches=matches)
    done.append(("toponyms", clock()))
    told = triggers.read(text, split, timexes=times, places=[n.start for n in names])
    done.append(("triggers", clock()))
    decided = roles.assign(text, split, names, told.triggers)
    done.append(("roles", clock()))
    found = resolve(text, names, decided, places, at=at)
    done.append(("resolve", clock()))
    clauses = told.clauses
    link(document, split, found, times, told.triggers, places, named=events, clauses=clauses)
    done.append(("link", clock()))
    return done


def one_round(documents: Sequence[Document], places: Gazetteer) -> Counter[str]:
    """Seconds of each stage over all documents, and of `pipeline.read` as a whole."""
    spent: Counter[str] = Counter()
    for document in documents:
        done = stages(document, places)
        for (_, before), (name, after) in pairwise(done):
            spent[name] += after - before
    start = time.process_time()
    for document in documents:
        pipeline.read(document, places)
    spent["read"] = time.process_time() - start
    return spent


def table(best: dict[str, float], size: int) -> list[str]:
    """A line a stage: milliseconds for a report, kB a second, share of the reading."""
    lines = [f"{'stage':14}{'ms':>8}{'kB/s':>9}{'share':>8}"]
    for name, seconds in best.items():
        speed = size / seconds / 1000
        share = seconds / best["read"]
        lines.append(f"{name:14}{1000 * seconds * REPORT / size:8.3f}{speed:9.0f}{share:8.0%}")
    reached = size / best["read"] / REPORT
    lines.append(f"{reached:.0f} reports a second; the floor is {FLOOR} ({reached / FLOOR:.2f})")
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--rounds", type=int, default=10)
    chosen = parser.parse_args()
    documents = corpus.read(chosen.folder).documents
    places = gazetteer.load()
    size = sum(len(document.text.encode()) for document in documents)
    one_round(documents, places)  # lexicon, automaton and memories
    rounds = [one_round(documents, places) for _ in range(chosen.rounds)]
    best = {name: min(spent[name] for spent in rounds) for name in rounds[0]}
    print(f"{len(documents)} reports, {size / 1000:.0f} kB, best of {chosen.rounds} rounds")
    print("\n".join(table(best, size)))


if __name__ == "__main__":
    main()
