"""The accuracy gate: what the program scores on the public benchmark, against recorded floors.

    python -m benchmarks.reading.gate            prints the scores beside the floors
    python -m benchmarks.reading.gate --raise    records what became better

Floors only go up (and ceilings only down). A number that fell is a reason to look, not to lower
the floor; where gold itself was corrected, say so in the commit that changes floors.json by hand.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from geomap import corpus, evaluate, gazetteer, pipeline
from geomap.evaluate import Score
from geomap.merge import merge

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SLACK = 3.0  # points; a better rule may cost a little elsewhere
CEILINGS = {"years invented or wrong", "pins where nothing happened", "events that mix stories"}


def measure() -> tuple[Score, ...]:
    """Read the annotated reports and score what was read."""
    gold = evaluate.read_gold(HERE / "gold")
    wanted = {one.document for one in gold}
    documents = [d for d in corpus.read(HERE.parents[1] / "corpus").documents if d.id in wanted]
    places = gazetteer.load()
    readings = [pipeline.read(document, places) for document in documents]
    events = merge((m for reading in readings for m in reading.mentions), places)
    return evaluate.evaluate(gold, readings, events)


def fingerprint() -> str:
    """A hash of the gold; it holds the hashes of the reports."""
    whole = b"".join(path.read_bytes() for path in sorted((HERE / "gold").glob("*.json")))
    return sha256(whole).hexdigest()


def complaints(scores: tuple[Score, ...], floors: dict[str, Any]) -> list[str]:
    """What is worse than recorded; nothing if all is well."""
    if floors["gold"] != fingerprint():
        return ["the gold has changed since the floors were recorded: run the gate with --raise"]
    return [
        f"{score.name}: {percent(score)}, recorded {floors['scores'][score.name]}"
        for score in scores
        if worse(score, floors["scores"][score.name])
    ]


def percent(score: Score) -> float:
    return round(100 * score.share, 1)


def worse(score: Score, recorded: float) -> bool:
    """Whether a score is more than `SLACK` points on the wrong side of what is recorded."""
    gain = percent(score) - recorded
    return (-gain if score.name in CEILINGS else gain) < -SLACK


def better(score: Score, recorded: float | None) -> float:
    """What to record: the better of the two."""
    if recorded is None:
        return percent(score)
    return (min if score.name in CEILINGS else max)(percent(score), recorded)


def main(arguments: list[str]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = measure()
    for score in scores:
        recorded = floors["scores"].get(score.name)
        counts = f"{score.right:5} of {score.of:<5}"
        print(f"{score.name:32}{counts}{percent(score):6} recorded {recorded}")
    if "--raise" in arguments:
        kept = floors["scores"] if floors["gold"] == fingerprint() else {}
        best = {score.name: better(score, kept.get(score.name)) for score in scores}
        row = {"gold": fingerprint(), "scores": best}
        FLOORS.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
        return 0
    print(*complaints(scores, floors), sep="\n")
    return int(bool(complaints(scores, floors)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
