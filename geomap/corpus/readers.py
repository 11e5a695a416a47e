"""One reader for each kind of report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from geomap import edtf
from geomap.corpus.decode import decode, mended
from geomap.corpus.values import Fields, Problem
from geomap.errors import CorpusError, DateError
from geomap.model import Document

Found = tuple[list[Document], list[Problem]]
Reader = Callable[[Path, str, Fields, "str | None"], Found]

_HEADER = re.compile(
    r"\ufeff?[ \t]*date[ \t]+(?P<date>[\dX]{4}[\dX~?%/.\-]*)(?:[ \t]|(?=[\r\n])|$)"
)
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_ENCODING = re.compile(rb"^encoding:[ \t]*[\"']?([\w.\-]+)", re.MULTILINE)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d[:\d.]*(?:Z|[+-]\d\d:?\d\d)?")
_MATTER_LIMIT = 65_536


def text_file(path: Path, name: str, _fields: Fields, encoding: str | None) -> Found:
    """A .txt file: all of it is the text; a prefix `` date YYYY[-MM[-DD]] `` dates it."""
    problems: list[Problem] = []
    text = _text(path, encoding, problems)
    if text is None:
        return [], problems
    header = _HEADER.match(text)
    start = header.end() if header else len(text) - len(text.removeprefix("\ufeff"))
    published = _date(header["date"], str(path), problems) if header else None
    return [Document(id=name, text=text, body_start=start, published=published)], problems


def markdown_file(path: Path, name: str, _fields: Fields, encoding: str | None) -> Found:
    """A .md file: its body is the text, what stands between ``---`` lines above says the rest."""
    problems: list[Problem] = []
    text = _text(path, encoding, problems)
    if text is None:
        return [], problems
    try:
        matter, body = _front_matter(text)
    except CorpusError as error:
        problems.append(Problem(where=str(path), message=str(error), kept=True))
        matter, body = {}, _split_matter(text)[1]
    if not body.strip():
        message = "has front matter and nothing after it"
        return [], [*problems, Problem(where=str(path), message=message, kept=False)]
    return [_from_fields(name, body, matter, Fields(), (str(path), problems))], problems


def records_file(path: Path, name: str, fields: Fields, encoding: str | None) -> Found:
    """A .jsonl file: one report a line; `fields` names the fields it is in."""
    documents: list[Document] = []
    problems: list[Problem] = []
    text = _text(path, encoding, problems)
    for number, line in enumerate((text or "").removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = _record(line, fields)
        except CorpusError as error:
            problems.append(Problem(where=where, message=str(error), kept=False))
            continue
        own = _id(record.get(fields.id)) or f"{name}/{number}"
        body = mended(str(record[fields.text]))
        documents.append(_from_fields(own, body, record, fields, (where, problems)))
    return documents, problems


READERS: Mapping[str, Reader] = {
    ".txt": text_file,
    ".md": markdown_file,
    ".jsonl": records_file,
}


def _text(path: Path, encoding: str | None, problems: list[Problem]) -> str | None:
    """The file's text, or None when it has none or cannot be decoded, which is then said."""
    try:
        data = path.read_bytes()
        declared = _ENCODING.search(data[:_MATTER_LIMIT]) if data.startswith(b"---") else None
        raw = decode(data, declared[1].decode("ascii", "replace") if declared else encoding)
    except CorpusError as error:
        problems.append(Problem(where=str(path), message=str(error), kept=False))
        return None
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        problems.append(Problem(where=str(path), message=message, kept=False))
        return None
    if not raw.strip("\ufeff \t\r\n"):
        problems.append(Problem(where=str(path), message="is empty", kept=False))
        return None
    text = mended(raw)
    if text != raw:
        message = f"{raw.count(chr(0))} NUL characters are read as U+FFFD"
        problems.append(Problem(where=str(path), message=message, kept=True))
    return text


def _split_matter(text: str) -> tuple[str, str]:
    """The front matter without its fences, and the body."""
    head = text.removeprefix("\ufeff")
    opening = _FENCE.match(head)
    closing = _FENCE.search(head, opening.end() + 1) if opening else None
    if opening is None or closing is None:
        return "", head
    return head[opening.end() : closing.start()], head[closing.end() + 1 :]


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    matter, body = _split_matter(text)
    if len(matter) > _MATTER_LIMIT:
        raise CorpusError(f"front matter of more than {_MATTER_LIMIT} characters is not read")
    try:
        # Every scalar stays a string: 2020-13-45 is then a wrong date and not a crash, `no` is
        # Norwegian and not False.
        fields = yaml.load(matter, Loader=yaml.BaseLoader) or {}  # noqa: S506  # builds no objects
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = " ".join(str(getattr(error, "problem", None) or "nested too deep").split())
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        raise CorpusError(
            f"front matter is not YAML{line} ({reason[:80]}); read without title and date"
        ) from None
    if not isinstance(fields, dict):
        raise CorpusError("front matter is not `name: value` lines; read without title and date")
    return fields, body


def _record(line: str, fields: Fields) -> dict[str, object]:
    try:
        record = json.loads(line)
    except RecursionError:
        raise CorpusError("is nested too deep to be a report") from None
    except ValueError as error:
        raise CorpusError(f"is not JSON ({str(error)[:80]})") from None
    if not isinstance(record, dict):
        raise CorpusError("is not a JSON object with a report's fields")
    text = record.get(fields.text)
    if not isinstance(text, str) or not text.strip():
        raise CorpusError(f"has no text in a field {fields.text!r}; name the field with --text")
    return record


def _from_fields(
    name: str,
    text: str,
    record: Mapping[str, object],
    fields: Fields,
    say: tuple[str, list[Problem]],
) -> Document:
    def word(key: str) -> str | None:
        return _word(record.get(key))

    date = word(fields.date)
    return Document(
        id=name,
        text=text,
        published=_date(date, *say) if date else None,
        title=word(fields.title),
        source=word("source"),
        url=word("url"),
        language=word("language"),
    )


def _word(value: object) -> str | None:
    """A field's value as a line of text; a list of words is joined."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_word, _flat(value)))) or None
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(mended(str(value)).split()) or None


def _id(value: object) -> str | None:
    """A record's id to the letter, blanks at its ends too: others know it by no other name."""
    return mended(value) if isinstance(value, str) and value.strip() else _word(value)


def _flat(values: list[object]) -> Iterator[object]:
    return (value for value in values if not isinstance(value, list))


def _date(text: str, where: str, problems: list[Problem]) -> str | None:
    moment = _MOMENT.fullmatch(text)
    value = moment[1] if moment else text
    try:
        return edtf.parse(value)
    except DateError as error:
        message = f"{str(error)[:120]}; read as a report without a date"
        problems.append(Problem(where=where, message=message, kept=True))
        return None
