"""Which files of a folder are reports, and what their documents are called."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from geomap.corpus.values import Problem


def walk(path: Path, endings: Sequence[str]) -> tuple[list[Path], Counter[str], list[Problem]]:
    """The files with one of `endings`, sorted; the count of the others; what is broken.

    Hidden files and folders are left alone. Links to folders are followed, each folder once.
    """
    found: list[Path] = []
    skipped: Counter[str] = Counter()
    problems: list[Problem] = []
    for file in [path] if path.is_file() else _files(path, problems):
        ending = file.suffix.lower()
        if not file.is_file():
            message = "is a broken link or not a file; remove it or mend the link"
            problems.append(Problem(where=str(file), message=message, kept=False))
        elif file.name.lower() == "readme.md" or ending not in endings:
            skipped["README.md" if ending == ".md" else ending or "no ending"] += 1
        else:
            found.append(file)
    return sorted(found, key=lambda file: file.relative_to(_root(path)).parts), skipped, problems


def ids(files: Sequence[Path], path: Path) -> list[str]:
    """For each file its path in the corpus without ending, or with it where two would be equal."""
    whole = [_clean(file.relative_to(_root(path)).as_posix()) for file in files]
    bare = [name.removesuffix(file.suffix) for name, file in zip(whole, files, strict=True)]
    count = Counter(bare)
    return [short if count[short] == 1 else name for name, short in zip(whole, bare, strict=True)]


def _root(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        message = f"this folder cannot be read: {error.strerror}"
        problems.append(Problem(where=str(error.filename), message=message, kept=False))

    seen: set[str] = set()
    for base, folders, names in os.walk(folder, followlinks=True, onerror=unreadable):
        here = os.path.realpath(base)
        if here in seen:
            folders.clear()
            continue
        seen.add(here)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base, name) for name in names if not name.startswith("."))


def _clean(name: str) -> str:
    """A file name that can be written as UTF-8, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
