"""Turn an annotator's notes into gold: find the offsets, check every span, write JSON.

    python -m benchmarks.reading.mark            writes gold/*.json from notes/*.txt
    python -m benchmarks.reading.mark --check    exit 1 if gold/ is not what the notes say

The notes list what stands in a report in the order in which it stands there. They are made by
reading, never with the program that is measured. docs/annotation.md tells the format of both.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from geomap import corpus
from geomap.model import Document

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "corpus"
ROLES = {
    "L": "event-location",
    "P": "proposed-location",
    "M": "metonym",
    "D": "demonym",
    "N": "name-part",
    "B": "background",
}
WEIGHTS = {"required": True, "optional": False}
TOPONYM = re.compile(r"(?P<exact>.+?) (?P<role>[LPMDNB])(?: (?P<place>\S+))?")
TIMEX = re.compile(
    r"(?P<exact>.+?) = (?P<type>DATE|TIME|DURATION|SET) (?P<value>\S+)(?: (?P<edtf>\S+))?"
)
CALENDAR = re.compile(r"(\d{4}|\d{3}X|\d\dXX|XXXX)(-\d\d){0,2}")
SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}

Row = dict[str, Any]
Names = dict[str, str]


class NoteError(ValueError):
    """A line of the notes that does not fit the report or the format."""


def optional(word: str) -> str | None:
    """A word of the notes, where a dash stands for none."""
    return None if word == "-" else word


def names() -> Names:
    """Place id of each surface form of notes/names.lst; a dash where no gazetteer has it."""
    lines = (HERE / "notes" / "names.lst").read_text(encoding="utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines)  # type: ignore[arg-type]


def sections(notes: str) -> dict[str, list[str]]:
    """The entries of [toponyms], [timexes] and [events]; the first two allow several a line."""
    found: dict[str, list[str]] = {"toponyms": [], "timexes": [], "events": []}
    key = ""
    for line in notes.splitlines():
        if line.startswith("["):
            key = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            found[key] += [line] if key == "events" else line.split("; ")
    return found


def position(text: str, exact: str, start: int) -> int:
    """Where `exact` begins as a word of its own, from `start` on."""
    found = re.compile(rf"(?<![\w-]){re.escape(exact)}(?!\w)").search(text, start)
    if found is None:
        raise NoteError(f"{exact!r} does not stand after {text[max(0, start - 40) : start]!r}")
    return found.start()


def toponyms(text: str, entries: list[str], known: Names) -> list[Row]:
    """Place words with role and place; one may lie inside the one before it."""
    marked, at = [], 0
    for entry in entries:
        found = fields(TOPONYM, entry)
        start = position(text, found["exact"], at)
        place = found["place"] or known.get(found["exact"])
        if place is None:
            raise NoteError(f"{found['exact']!r} is not in names.lst and has no place id")
        row = span(text, start, start + len(found["exact"]))
        marked.append(row | {"role": ROLES[found["role"]], "place_id": optional(place)})
        at = start + 1
    return marked


def timexes(text: str, entries: list[str], _: Names) -> list[Row]:
    """Time expressions with TIMEX3 type and value and the calendar time they denote."""
    marked, at = [], 0
    for entry in entries:
        found = fields(TIMEX, entry)
        start = position(text, found["exact"], at)
        at = start + len(found["exact"])
        edtf = optional(found["edtf"]) if found["edtf"] else calendar(found["value"])
        kind = {"type": found["type"], "value": found["value"]}
        marked.append(span(text, start, at) | kind | {"edtf": edtf})
    return marked


def events(text: str, entries: list[str], _: Names) -> list[Row]:
    """Events; the first date and place are the answer, the others are as right."""
    marked = []
    for number, entry in enumerate(entries, 1):
        label, date, place, status, weight, story, words = (x.strip() for x in entry.split("|"))
        first, _, last = words.partition(" ... ")
        start = position(text, first, 0)
        tail = position(text, last, start) + len(last) if last else start + len(first)
        dates, places = ([optional(x) for x in s.split(" or ")] for s in (date, place))
        marked.append(
            {"id": f"e{number}", "label": label, "status": status, "required": WEIGHTS[weight]}
            | {"edtf": dates[0], "accept_dates": dates[1:]}
            | {"place_id": places[0], "accept_places": places[1:], "cluster": optional(story)}
            | span(text, start, tail)
        )
    return marked


def fields(pattern: re.Pattern[str], entry: str) -> dict[str, str]:
    found = pattern.fullmatch(entry.strip())
    if found is None:
        raise NoteError(f"cannot read {entry!r}")
    return found.groupdict()


def span(text: str, start: int, end: int) -> Row:
    return {"start": start, "end": end, "exact": text[start:end]}


def calendar(value: str) -> str | None:
    """The EDTF of a TIMEX3 value that names a part of the calendar, else None."""
    day = value.partition("T")[0]
    year, _, season = day.partition("-")
    if season in SEASONS:
        return f"{year}-{SEASONS[season]}"
    if re.fullmatch(r"\d{3}", day):
        return day + "X"
    return day if CALENDAR.fullmatch(day) else None


def missed(text: str, marked: list[Row], known: Names) -> list[str]:
    """Words of names.lst that stand in the text and that no toponym covers."""
    pattern = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    return [
        text[max(0, m.start() - 20) : m.end() + 20]
        for m in re.finditer(rf"(?<![\w-])(?:{pattern})(?!\w)", text)
        if not any(row["start"] < m.end() and m.start() < row["end"] for row in marked)
    ]


def gold(document: Document, notes: str, known: Names) -> Row:
    """What stands in a report, by the notes.

    Raises
    ------
    NoteError
        If the notes name words that are not there, or leave out a known place word.
    """
    entries = sections(notes)
    readers: dict[str, Callable[[str, list[str], Names], list[Row]]] = {
        "toponyms": toponyms,
        "timexes": timexes,
        "events": events,
    }
    row: Row = {
        "document": document.id,
        "sha256": sha256(document.text.encode()).hexdigest(),
        "published": document.published,
    }
    row |= {key: read(document.text, entries[key], known) for key, read in readers.items()}
    for words in missed(document.text, row["toponyms"], known):
        raise NoteError(f"not annotated: {words!r}")
    return row


def files() -> dict[Path, str]:
    """Every gold file with the text it should have."""
    documents = {d.id: d for d in corpus.read(REPORTS).documents}
    known, made = names(), {}
    for path in sorted((HERE / "notes").glob("*.txt")):
        try:
            row = gold(documents[path.stem], path.read_text(encoding="utf-8"), known)
        except NoteError as error:
            raise NoteError(f"{path.name}: {error}") from None
        made[HERE / "gold" / f"{path.stem}.json"] = layout(row)
    return made


def layout(row: Row) -> str:
    """JSON with one span a line, so that changes are easy to read."""
    head = ("document", "sha256", "published")
    lines = ["{", *(f" {json.dumps(key)}: {json.dumps(row[key])}," for key in head)]
    for key in ("toponyms", "timexes", "events"):
        rows = ",\n".join(f"  {json.dumps(r, ensure_ascii=False)}" for r in row[key])
        lines.append(f" {json.dumps(key)}: [\n{rows}\n ]{'' if key == 'events' else ','}")
    return "\n".join([*lines, "}", ""])


def stale() -> list[Path]:
    """Gold files that are not what the notes say."""
    made = files()
    kept = set((HERE / "gold").glob("*.json")) - set(made)
    changed = [p for p, t in made.items() if not p.exists() or p.read_text(encoding="utf-8") != t]
    return sorted([*kept, *changed])


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        print(*stale(), sep="\n")
        return int(bool(stale()))
    for path, text in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
