"""Reports: a folder, a file or records become documents, and what cannot be read is said.

geomap/corpus/
__init__.py    read: from a path to a Corpus
walk.py        which files there are, and the ids of their documents
decode.py      bytes to text
readers.py     one function a kind of file: .txt, .md, .jsonl
language.py    which reports are in a language that geomap has a lexicon for
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from geomap.corpus.language import unknown_language
from geomap.corpus.readers import READERS
from geomap.corpus.values import Corpus, Fields, Problem
from geomap.corpus.walk import ids, walk
from geomap.errors import CorpusError
from geomap.model import Document

__all__ = ["Corpus", "Fields", "Problem", "read"]


def read(path: Path | str, *, fields: Fields | None = None, encoding: str | None = None) -> Corpus:
    """The reports of a folder (with its folders) or of one file, in the order of their paths.

    Parameters
    ----------
    path
        A folder, or a .txt, .md or .jsonl file.
    fields
        The names of a record's fields in .jsonl.
    encoding
        What to decode files with that are not UTF-8.

    Returns
    -------
    The documents, one problem for each thing that could not be read or had to be mended, and
    how many files of other kinds there were.

    Raises
    ------
    CorpusError
        If there is nothing at `path`, or it is a file of another kind.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text(" date 2020-12-10 The bridge was opened.")
    >>> [(d.id, d.published, d.text[d.body_start :]) for d in read(folder).documents]
    [('a', '2020-12-10', 'The bridge was opened.')]
    """
    path = Path(path)
    if not path.exists():
        raise CorpusError(f"{path}: there is no such file or folder")
    if path.is_file() and path.suffix.lower() not in READERS:
        raise CorpusError(f"{path}: geomap reads {', '.join(READERS)} and folders of them")
    found, skipped, problems = walk(path, tuple(READERS))
    documents: list[tuple[str, Document]] = []
    for file, name in zip(found, ids(found, path), strict=True):
        read_one = READERS[file.suffix.lower()]
        some, trouble = read_one(file, name, fields or Fields(), encoding)
        single = file.suffix.lower() != ".jsonl"
        documents += [(str(file) if single else f"{file} ({one.id})", one) for one in some]
        problems += trouble
    return _settle(documents, problems, skipped)


def _settle(
    documents: list[tuple[str, Document]], problems: list[Problem], skipped: Counter[str]
) -> Corpus:
    """Give each document an id of its own and leave out the languages without a lexicon."""
    kept: list[Document] = []
    taken: Counter[str] = Counter()
    for where, document in documents:
        reason = unknown_language(document)
        if reason:
            problems.append(Problem(where=where, message=reason, kept=False))
            continue
        name = _own_id(document.id, taken)
        if name != document.id:
            message = f"this id is taken; the report is called {name!r}"
            problems.append(Problem(where=where, message=message, kept=True))
        kept.append(_renamed(document, name))
    return Corpus(
        documents=tuple(kept), problems=tuple(problems), skipped=dict(sorted(skipped.items()))
    )


def _own_id(wanted: str, taken: Counter[str]) -> str:
    name = wanted
    while name in taken:
        taken[wanted] += 1
        name = f"{wanted}#{taken[wanted]}"
    taken[name] += 1
    return name


def _renamed(document: Document, name: str) -> Document:
    return document if document.id == name else replace(document, id=name)
