"""Time expressions: accuracy, invented years and speed beside dateparser, in one run.

    pip install dateparser
    python -m benchmarks.timex [--timex3 TEXTS.jsonl GOLD.jsonl]

Without files the texts are the corpus with the project's own gold (benchmarks/reading/gold). TEXTS
has a line a document {doc_id, dct, text}; GOLD a line a TIMEX3 {doc_id, start, end, value}, as the
public corpora WikiWars and MEANTIME can be written. `strict` is the same span, `relaxed` an
overlap, `value` relaxed with the same TIMEX3 value, all F1 in percent. `days` is the share of gold
days found with that day, which does dateparser justice. `invented` counts dates with a year in
sentences that say none and have no date to count from. kB/s are of processor time; `re` is a plain
regular expression of month names and years, the speed that Python sets.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from geomap import corpus, edtf
from geomap.errors import DateError
from geomap.text import sentences, timex

ROOT = Path(__file__).parents[2]
PLAIN = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|\d{4}|\d{1,2})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    id: str
    text: str
    published: str | None
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A time expression as a program or an annotator has it."""

    start: int
    end: int
    value: str
    year: bool = False
    """Whether it is said to be in a certain year."""


Reader = Callable[[Text], list[Claim]]


def geomap(text: Text) -> list[Claim]:
    split = sentences.split(text.text, start=text.start)
    found = timex.find(text.text, split, published=text.published)
    return [
        Claim(start=t.start, end=t.end, value=t.value or "", year=_has_year(t.edtf)) for t in found
    ]


def _has_year(value: str | None) -> bool:
    try:
        return any(edtf.bounds(value))
    except DateError:
        return False


def plain(text: Text) -> list[Claim]:
    found = PLAIN.finditer(text.text)
    return [Claim(start=m.start(), end=m.end(), value=m[0], year=False) for m in found]


def dateparser(text: Text) -> list[Claim]:
    from dateparser.search import search_dates  # noqa: PLC0415  a peer may be missing

    base = text.published if text.published and len(text.published) == 10 else None
    settings = {"RELATIVE_BASE": datetime.fromisoformat(base)} if base else {}
    claims, at = [], text.start
    for words, day in search_dates(text.text, languages=["en"], settings=settings) or ():
        start = text.text.find(words, at)
        if start >= 0:
            at = start + len(words)
            claims.append(Claim(start=start, end=at, value=day.date().isoformat(), year=True))
    return claims


def own() -> tuple[list[Text], dict[str, list[Claim]]]:
    """The corpus, and what its annotators found."""
    documents = {d.id: d for d in corpus.read(ROOT / "corpus").documents}
    texts, gold = [], {}
    for path in sorted((ROOT / "benchmarks" / "reading" / "gold").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        document = documents[row["document"]]
        texts.append(
            Text(
                id=document.id,
                text=document.text,
                published=document.published,
                start=document.body_start,
            )
        )
        gold[document.id] = [
            Claim(start=t["start"], end=t["end"], value=t["value"]) for t in row["timexes"]
        ]
    return texts, gold


def timex3(texts: Path, gold: Path) -> tuple[list[Text], dict[str, list[Claim]]]:
    found: dict[str, list[Claim]] = {}
    for row in _rows(gold):
        claim = Claim(start=row["start"], end=row["end"], value=row["value"] or "")
        found.setdefault(row["doc_id"], []).append(claim)
    read = [Text(id=r["doc_id"], text=r["text"], published=r["dct"]) for r in _rows(texts)]
    return read, found


def _rows(path: Path) -> Iterable[dict]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def score(said: dict[str, list[Claim]], gold: dict[str, list[Claim]]) -> list[float]:
    """Strict, relaxed and value F1, and the share of gold days found."""
    claimed, right = (sum(map(len, side.values())) for side in (said, gold))
    strict = relaxed = value = days = all_days = 0
    for id_, wanted in gold.items():
        spans = {(claim.start, claim.end) for claim in said[id_]}
        for want in wanted:
            over = [c for c in said[id_] if c.start < want.end and want.start < c.end]
            best = max(
                over, key=lambda c: min(c.end, want.end) - max(c.start, want.start), default=None
            )
            strict += (want.start, want.end) in spans
            relaxed += best is not None
            value += best is not None and best.value == want.value
            if re.fullmatch(r"\d{4}-\d\d-\d\d", want.value[:10]):
                all_days += 1
                days += any(c.value[:10] == want.value[:10] for c in over)
    counts = [200 * n / max(1, claimed + right) for n in (strict, relaxed, value)]
    return [*counts, 100 * days / max(1, all_days)]


def invented(reader: Reader, texts: Sequence[Text]) -> int:
    """Dates with a year, read in single sentences without one and without a date."""
    count = 0
    for text in texts:
        for sentence in sentences.split(text.text, start=text.start):
            words = text.text[sentence.start : sentence.end]
            if not re.search(r"\d{3}|\d0s|\d[/.]\d|['’]\d\d|centur|ties\b", words):
                alone = Text(id="", text=words, published=None)
                count += sum(claim.year for claim in reader(alone))
    return count


def row(name: str, reader: Reader, texts: Sequence[Text], gold: dict[str, list[Claim]]) -> str:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        said = {text.id: reader(text) for text in texts}
        best = min(best, time.process_time() - start)
        if best > 20:
            break
    kilobytes = sum(len(text.text) for text in texts) / 1000
    cells = [f"{cell:8.1f}" for cell in score(said, gold)]
    cells += [f"{invented(reader, texts):9}", f"{kilobytes / max(best, 1e-9):9.0f}"]
    return f"{name:12}" + " ".join(cells)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--timex3", nargs=2, type=Path, metavar=("TEXTS", "GOLD"))
    arguments = options.parse_args()
    texts, gold = timex3(*arguments.timex3) if arguments.timex3 else own()
    texts = [text for text in texts if text.id in gold]
    readers: dict[str, Reader] = {"geomap": geomap, "dateparser": dateparser, "re": plain}
    if importlib.util.find_spec("dateparser") is None:
        print("dateparser is not installed: pip install dateparser")
        del readers["dateparser"]
    print(f"{len(texts)} texts, {sum(map(len, gold.values()))} time expressions")
    print(f"{'':12}  strict  relaxed    value     days  invented      kB/s")
    for name, reader in readers.items():
        print(row(name, reader, texts, gold))


if __name__ == "__main__":
    main()
