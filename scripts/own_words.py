"""Check that corpus/ shares no eight words in a row with other people's texts.

    python scripts/own_words.py FOLDER [FOLDER ...]

Reads every .txt, .md, .json and .jsonl below the folders given and prints what the reports of
corpus/ have in common with them. Exit code 1 if anything is shared.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 8
CORPUS = Path(__file__).parents[1] / "corpus"
KINDS = {".txt", ".md", ".json", ".jsonl"}


def runs(text: str) -> Iterator[str]:
    """Every eight words that stand in a row, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def read(path: Path) -> str:
    """The text of a file; the escapes of JSON count as spaces."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return re.sub(r"\\n|\\u[0-9a-f]{4}", " ", text)


def body(text: str) -> str:
    """The text without its front matter."""
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") else text


def shared(ours: str, theirs: set[str]) -> list[str]:
    """The runs of `ours` that are among `theirs`."""
    return [run for run in runs(ours) if run in theirs]


def main(folders: list[str]) -> int:
    files = [p for f in folders for p in Path(f).rglob("*") if p.suffix in KINDS and p.is_file()]
    theirs = {run for path in files for run in runs(read(path))}
    found = [
        f"{path.name}: {run}"
        for path in sorted(CORPUS.iterdir())
        if path.name != "README.md"
        for run in shared(body(read(path)), theirs)
    ]
    print(*found, f"{len(found)} shared runs, {len(files)} other files", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
