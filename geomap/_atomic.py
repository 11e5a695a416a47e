"""Files that are either the old one or the whole new one, never something between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import ExportError, GeomapError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to; it takes the place of `path` once it is whole.

    Raises
    ------
    ExportError
        If the file or its folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "new" / "a.txt"
    >>> with replacing(target) as beside:
    ...     _ = beside.write_text("whole")
    >>> target.read_text(), [file.name for file in target.parent.iterdir()]
    ('whole', ['a.txt'])
    """
    target = path.resolve()
    beside = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(target)
    except GeomapError:
        raise
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if target.parent.is_dir():
            beside.unlink(missing_ok=True)


def check_folder(path: Path) -> None:
    """Make sure that files can be written in a folder, which need not be there yet.

    Raises
    ------
    ExportError
        If something that is no folder is in the way, or the folder is not ours to write in.

    Examples
    --------
    >>> check_folder(Path("maps/of/tomorrow"))
    """
    there = next(one for one in (path.absolute(), *path.absolute().parents) if one.exists())
    if not there.is_dir():
        raise ExportError(f"{path}: cannot be a folder: {there} is a file")
    if not os.access(there, os.W_OK | os.X_OK):
        raise ExportError(f"{path}: cannot be written: {there} is not yours to write in")


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with its line ends as they are."""
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="")
