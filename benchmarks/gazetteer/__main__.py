"""How fast the gazetteer loads, scans and imports.

    python -m benchmarks.gazetteer              load, first scan, scan, find
    python -m benchmarks.gazetteer --million    and a million made GeoNames rows into an index

Times are processor time of one core, the best of some runs; a plain Python loop beside them says
how fast the machine was while it measured.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from geomap import corpus, gazetteer
from geomap.gazetteer import geonames

CORPUS = Path(__file__).parents[2] / "corpus"
MEGABYTES = 4


def best(work: Callable[[], object], runs: int = 5) -> float:
    """The least processor time of some runs, in seconds."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def main() -> None:
    """Print the table."""
    places = gazetteer.load()
    once = "\n".join(document.text for document in corpus.read(CORPUS).documents)
    text = once * (MEGABYTES * 1_000_000 // len(once) + 1)
    size = len(text.encode()) / 1e6
    found = sum(1 for _ in places.scan(once))
    names = sum(len(place.names) for place in places.places.values())
    print(f"{len(places.places)} places, {names} names; a name every {len(once) // found} letters")
    row("a loop of 300,000 (the machine)", best(lambda: sum(i * i for i in range(300_000))))
    row("load", best(gazetteer.load), "bar: 50 ms")
    row("load and first scan", best(lambda: list(gazetteer.load().scan("Baku"))))
    scan = best(lambda: sum(1 for _ in places.scan(text)))
    print(f"{'scan, in MB/s':34}{size / scan:8.1f}       bar: 20")
    row("find", best(lambda: places.find("Stepanakert")))
    row("similar", best(lambda: places.similar("Stepanakret")))
    if "--million" in sys.argv:
        million()


def row(name: str, seconds: float, bar: str = "") -> None:
    """One line of the table."""
    print(f"{name:34}{seconds * 1000:8.1f} ms    {bar}")


def million() -> None:
    """Import a million made rows."""
    with tempfile.TemporaryDirectory() as folder:
        dump, index = Path(folder) / "made.txt", Path(folder) / "made.sqlite"
        made(dump, 1_000_000)
        wall, start = time.perf_counter(), time.process_time()
        geonames.build(index, dump)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        took = f"{time.process_time() - start:.0f} s processor, {time.perf_counter() - wall:.0f} s"
        print(f"a million rows: {took} wall (bar: 120), {peak:.0f} MB memory (bar: 500), ", end="")
        print(f"{index.stat().st_size / 1e6:.0f} MB file")
        row("near, in the index", best(lambda: geonames.near(index, 40.0, 46.0)))


def made(path: Path, rows: int) -> None:
    """A dump in GeoNames' format, of places that do not exist."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, rows + 1):
            name = "".join(chance.choice("bdgklmnrstvz") + chance.choice("aeiou") for _ in "1234")
            lat, lon = chance.uniform(-60, 70), chance.uniform(-180, 180)
            people = chance.randint(0, 9999)
            columns = (number, name, name, f"{name}a,{name}e" if number % 3 else "",
                       f"{lat:.5f}", f"{lon:.5f}", "P", "PPL", "AZ", "", "01", "", "", "", people,
                       "", 5, "Asia/Baku", "2020-01-01")  # fmt: skip
            file.write("\t".join(map(str, columns)) + "\n")


if __name__ == "__main__":
    main()
