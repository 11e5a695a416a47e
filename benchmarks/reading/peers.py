"""Reading beside peers on the public benchmark: place words and dates, accuracy and speed.

    pip install dateparser geotext flashgeotext
    python -m benchmarks.reading.peers

A peer that is not installed is said and left out. Peers that only look names up claim every place
they find; `event-location` is the share of what is claimed where, by the gold, something happens.
HeidelTime needs Java and a tagger and is not run here.
"""

from __future__ import annotations

import importlib.util
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from geomap import corpus, evaluate, gazetteer, pipeline
from geomap.evaluate import Gold
from geomap.model import Document
from geomap.text import sentences, timex

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A span that a program takes for a place or a date, with the day it gives to a date."""

    start: int
    end: int
    day: str | None = None
    pinned: bool = True


Reader = Callable[[Document], Iterable[Claim]]


@cache
def places() -> gazetteer.Gazetteer:
    return gazetteer.load()


def geomap_places(document: Document) -> Iterable[Claim]:
    for toponym in pipeline.read(document, places()).toponyms:
        pinned = toponym.role == "event-location"
        yield Claim(start=toponym.start, end=toponym.end, pinned=pinned)


def geomap_dates(document: Document) -> Iterable[Claim]:
    split = sentences.split(document.text, start=document.body_start)
    for found in timex.find(document.text, split, published=document.published):
        yield Claim(start=found.start, end=found.end, day=(found.value or "")[:10])


def flashgeotext(document: Document) -> Iterable[Claim]:
    found = _flashgeotext().extract(input_text=document.text, span_info=True)
    for kind in found.values():
        for name in kind.values():
            for start, end in name["span_info"]:
                yield Claim(start=start, end=end)


@cache
def _flashgeotext() -> Any:
    from flashgeotext.geotext import GeoText  # noqa: PLC0415  a peer may be missing

    return GeoText()


def geotext(document: Document) -> Iterable[Claim]:
    from geotext import GeoText  # noqa: PLC0415  a peer may be missing

    found = GeoText(document.text)
    for name in {*found.cities, *found.countries, *found.nationalities}:
        for match in re.finditer(rf"\b{re.escape(name)}\b", document.text):
            yield Claim(start=match.start(), end=match.end())


def dateparser(document: Document) -> Iterable[Claim]:
    from dateparser.search import search_dates  # noqa: PLC0415  a peer may be missing

    base = datetime.fromisoformat(document.published or "2024-12-31")
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    at = 0
    for words, day in search_dates(document.text, languages=["en"], settings=settings) or ():
        at = document.text.index(words, at)
        yield Claim(start=at, end=at + len(words), day=day.date().isoformat())
        at += len(words)


PLACES: dict[str, Reader] = {
    "geomap": geomap_places,
    "flashgeotext": flashgeotext,
    "geotext": geotext,
}
DATES: dict[str, Reader] = {"geomap": geomap_dates, "dateparser": dateparser}


def overlapping(claim: Any, spans: Iterable[Any]) -> Any:
    return next((s for s in spans if claim.start < s.end and s.start < claim.end), None)


def timed(reader: Reader, documents: Sequence[Document]) -> tuple[list[list[Claim]], float]:
    """The claims for each document, and kilobytes a second of processor time, warmed up."""
    list(reader(documents[0]))
    began = time.process_time()
    claims = [list(reader(document)) for document in documents]
    size = sum(len(document.text.encode()) for document in documents) / 1000
    return claims, size / (time.process_time() - began)


def place_row(gold: Sequence[Gold], claims: Sequence[Sequence[Claim]]) -> str:
    words = [(t, c) for g, c in zip(gold, claims, strict=True) for t in g.toponyms]
    found = sum(overlapping(t, c) is not None for t, c in words)
    pins = [(x, g) for g, c in zip(gold, claims, strict=True) for x in c if x.pinned]
    hits = [overlapping(x, g.toponyms) for x, g in pins]
    right = sum(t is not None and t.role == "event-location" for t in hits)
    return f"{share(found, len(words))}{share(right, len(pins))}"


def date_row(gold: Sequence[Gold], claims: Sequence[Sequence[Claim]]) -> str:
    """Time expressions found; of those that name a day, the day right; claims that are none."""
    asked = [(t, overlapping(t, c)) for g, c in zip(gold, claims, strict=True) for t in g.timexes]
    days = [(t, x) for t, x in asked if re.match(r"\d{4}-\d\d-\d\d", t.value)]
    right = sum(x is not None and x.day == t.value[:10] for t, x in days)
    said = [(x, g) for g, c in zip(gold, claims, strict=True) for x in c]
    false = sum(overlapping(x, g.timexes) is None for x, g in said)
    found = sum(x is not None for _, x in asked)
    return f"{share(found, len(asked))}{share(right, len(days))}{share(false, len(said))}"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole if whole else 0:12.1f}%"


def table(
    title: str, readers: dict[str, Reader], row: Callable[..., str], gold: Sequence[Gold]
) -> None:
    documents = {d.id: d for d in corpus.read(HERE.parents[1] / "corpus").documents}
    texts = [documents[one.document] for one in gold]
    print(title)
    for name, reader in readers.items():
        if name != "geomap" and importlib.util.find_spec(name) is None:
            print(f"  {name:14} not installed")
            continue
        claims, speed = timed(reader, texts)
        print(f"  {name:14}{row(gold, claims)}{speed:10.0f} kB/s")


def main() -> None:
    gold = evaluate.read_gold(HERE / "gold")
    dated = [g for g in gold if re.match(r"\d{4}-", g.document.removeprefix("digest-"))]
    table("places             found   pins right", PLACES, place_row, gold)
    table(
        "dates in dated reports\n                   found    day right  no date",
        DATES,
        date_row,
        dated,
    )


if __name__ == "__main__":
    main()
