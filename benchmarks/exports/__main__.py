"""How long each format takes to write, side by side with plain geopandas: one run, one table.

    python -m benchmarks.exports [--events 100000]

The events have a sentence of 150 characters each. Plain geopandas writes the same columns with the
tellings as JSON text (made beforehand), because it cannot write lists of dicts. `ratio` is the time
beside its GeoJSON. Times are the best of three.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from geomap import export, table
from geomap.export import text
from geomap.model import Event, EventMention, Mark

STATUS = ("occurred", "planned", "proposed", "refused", "alleged")
WORDS = ("the", "two", "sides", "met", "near", "bridge", "river", "agreed", "exchange", "prisoners")
OURS = (".geojson", ".geojsonl", ".gpkg", ".fgb", ".parquet", ".kml", ".csv", ".lpf.json", ".qgz")
PLAIN = {"GeoJSON": ".geojson", "GPKG": ".gpkg", "FlatGeobuf": ".fgb"}


def events(number):
    dice = random.Random(1)
    return [_event(index, dice) for index in range(number)]


def _event(index, dice):
    day = date(1988, 1, 1) + timedelta(dice.randrange(13_000))
    exact = " ".join(dice.choices(WORDS, k=40))[:150]
    shared = {
        "label": exact[:60],
        "type": dice.choice((None, "CONSULT", "ASSAULT")),
        "status": dice.choice(STATUS),
        "edtf": dice.choice((str(day), str(day)[:7], f"{day}/..", None, str(day))),
        "date_basis": "explicit",
        "date_text": "Monday",
        "place_id": f"place-{dice.randrange(2000)}",
        "place_name": "A town",
        "place_text": "the town",
        "lon": round(44 + dice.random() * 6, 6),
        "lat": round(38 + dice.random() * 4, 6),
        "where_precision": dice.randrange(1, 7),
        "radius_km": 5.0,
        "country": "AZ",
        "actors": ("Armenia", "Azerbaijan")[: dice.randrange(3)],
    }
    told = EventMention(
        **shared,
        document=f"reports/{index // 8}",
        title="A title",
        source="Outlet",
        published=str(day),
        url=None,
        start=100,
        end=100 + len(exact),
        exact=exact,
        marks=(Mark(kind="place", start=110, end=118), Mark(kind="trigger", start=130, end=133)),
        speaker=None,
        trigger="meet",
        rule="locative",
    )
    return Event(
        **shared, id=f"e{index:08}", n_documents=1, n_sources=1, evidence=(told,), conflicts=()
    )


def timed(work):
    """The best of three, in seconds of this process' own time and of the clock."""
    best = None
    for _ in range(3):
        clock, own = time.perf_counter(), time.process_time()
        work()
        took = (time.process_time() - own, time.perf_counter() - clock)
        best = min(best, took) if best else took
    return best


def plain(made, path, driver):
    flat = made.copy()
    flat["evidence"] = list(text.column(made["evidence"]))
    flat["conflicts"] = "[]"
    flat["actors"] = ["; ".join(names) for names in made["actors"]]
    for name in ("type", "status", "date_precision", "date_basis"):
        flat[name] = flat[name].astype("str")
    path.unlink(missing_ok=True)
    start = time.perf_counter(), time.process_time()
    flat.to_file(path, driver=driver)
    return time.process_time() - start[1], time.perf_counter() - start[0]


def main(number):
    folder = Path(tempfile.mkdtemp())
    made = table.from_events(events(number))
    rows = []
    for driver, ending in PLAIN.items():
        path = folder / f"plain{ending}"
        rows.append(
            (f"geopandas {driver}", *min(plain(made, path, driver) for _ in range(3)), path)
        )
    for ending in OURS:
        path = folder / f"ours{ending}"
        rows.append((ending, *timed(lambda path=path: export.write(made, path)), path))
    base = rows[0][1]
    print(f"{number:,} events\n\n| writes | CPU s | clock s | ratio | MB |\n|---|---|---|---|---|")
    for name, own, clock, path in rows:
        size = path.stat().st_size / 1e6
        print(f"| {name} | {own:.2f} | {clock:.2f} | {own / base:.2f} | {size:.0f} |")
    print(f"\npeak memory, all formats: {peak():.0f} MB")


def peak():
    """The most memory this process has held, in MB (Linux; getrusage counts the parent's too)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def memory(number):
    """The peak memory of each format, in a process of its own that holds the table too."""
    print("\n| format | peak MB |\n|---|---|")
    for ending in OURS:
        code = (
            "import sys; from benchmarks.exports import __main__ as b; from pathlib import Path\n"
            "made = b.table.from_events(b.events(int(sys.argv[1])))\n"
            "b.export.write(made, Path(sys.argv[2])); print(b.peak())"
        )
        path = Path(tempfile.mkdtemp()) / f"events{ending}"
        words = [sys.executable, "-c", code, str(number), str(path)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        print(f"| {ending} | {float(done.stdout):.0f} |")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=100_000)
    chosen = options.parse_args()
    main(chosen.events)
    memory(chosen.events)
