"""Reading a gazetteer folder; what is wrong with it is said with file and line.

Only what the rest of the program relies on is checked here, because every run pays for it.
`geomap gazetteer check` looks closely.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer import lean
from geomap.gazetteer import rows as kinds
from geomap.gazetteer.rows import Row, Rows


def read(folder: Path, rows: Rows, *, sound: bool = False) -> None:
    """Add a folder's files to `rows`.

    Parameters
    ----------
    folder
        The gazetteer folder.
    rows
        Where they go.
    sound
        Whether its places are known to be as they should, so that they need not be looked at.

    Raises
    ------
    GazetteerError
        If the folder holds no gazetteer, or a file breaks the format.
    """
    places = sorted(folder.glob("*.geojson"))
    others = [path for path in map(folder.joinpath, _TABLES) if path.is_file()]
    lines = sorted(folder.glob("*.tsv"))
    if not places and not others and not lines:
        raise GazetteerError(f"{folder} holds no gazetteer: no .geojson and none of {_TABLES}")
    for path in places:
        rows.places.add(_trusted(path) if sound else _each(path, "features", kinds.sound_place))
    for path in lines:
        rows.places.add(_lean(path, sound=sound))
    for path in others:
        _read_table(path, rows)


def check_references(rows: Rows, folders: Sequence[Path]) -> None:
    """Refuse parents, members and senses that name a place nobody wrote down.

    Raises
    ------
    GazetteerError
        With the file and line of the row that does.
    """
    known = rows.places.raw
    for place_id, feature in known.items():
        row = feature["properties"]
        others = [parent["id"] for parent in row.get("parents", ())]
        for other in (*others, *row.get("members", ())):
            if other not in known:
                raise _dangling(folders, "*.geojson", place_id, f"names {other!r}")
    for kind, table in rows.senses.items():
        for row_id in table.raw if kind != "not-place" else ():
            if row_id not in known:
                raise _dangling(folders, f"{kind}s.json", row_id, f"stands for {row_id!r}")
    for event_id, row in rows.events.raw.items():
        if row.get("place_id") is not None and row["place_id"] not in known:
            raise _dangling(folders, "events.json", event_id, f"names {row['place_id']!r}")


def _dangling(folders: Sequence[Path], files: str, row_id: str, what: str) -> GazetteerError:
    """The error for a row that names a place which is in no file; the last folder wins."""
    where = ""
    for path in (path for folder in folders for path in sorted(folder.glob(files))):
        text = path.read_text(encoding="utf-8")
        if f'"id": {json.dumps(row_id, ensure_ascii=False)}' in text:
            where = f"{path}:{line_of(text, row_id)}: "
    return GazetteerError(f"{where}{row_id}: {what}, a place that is in no file")


_GAP = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
_TABLES = ("events.json", "demonyms.json", "governments.json", "not-places.json")


def _read_table(path: Path, rows: Rows) -> None:
    if path.name == "events.json":
        rows.events.add(_each(path, "events", kinds.sound_event))
    else:
        kind = path.stem.removesuffix("s")
        rows.senses[kind].add(_each(path, path.stem, kinds.sound_names))


def line_of(text: str, row_id: object) -> int:
    """The line (1-based) where a row with that id begins, or 1."""
    wanted = f'"id": {json.dumps(row_id, ensure_ascii=False)}'
    # A row begins with it; as a parent it stands alone in braces.
    for before in ('"type": "Feature", ', "\n{", "\n ", ""):
        at = text.find(before + wanted)
        if at >= 0:
            return text.count("\n", 0, at + len(before)) + 1
    return 1


def row_lines(text: str, key: str) -> list[int]:
    r"""The line (1-based) where each row of a file's list begins, however it is written.

    Parameters
    ----------
    text
        A JSON object with a list of rows under `key`.

    Examples
    --------
    >>> row_lines('{"events": [\n{"id": "a"},\n\n{"id": "b"}]}', "events")
    [2, 4]
    """
    lines, line, seen = [], 1, 0
    start = re.search(rf'"{re.escape(key)}"\s*:\s*\[', text)
    at = _GAP.match(text, start.end()).end() if start else len(text)  # type: ignore[union-attr]
    while at < len(text) and text[at] != "]":
        line, seen = line + text.count("\n", seen, at), at
        lines.append(line)
        _, end = _DECODER.raw_decode(text, at)
        at = _GAP.match(text, end).end()  # type: ignore[union-attr]
    return lines


def load_json(path: Path) -> Any:
    """A JSON file's value.

    Raises
    ------
    GazetteerError
        With file and line, if it is not UTF-8 or not JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8: {error}") from None
    except json.JSONDecodeError as error:
        raise GazetteerError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None


def _trusted(path: Path) -> dict[str, Row]:
    """The places of a file that the tests of geomap have looked at, every one."""
    return {row["id"]: row for row in load_json(path)["features"]}


def _lean(path: Path, *, sound: bool) -> dict[str, Row]:
    """The places of a table of tabs."""
    found: dict[str, Row] = {}
    for number, row in enumerate(lean.features(path.read_text(encoding="utf-8"), path), 2):
        try:
            if row["id"] in found:
                raise GazetteerError("the id is not unique")
            if not sound:
                kinds.sound_place(row)
        except GazetteerError as error:
            raise GazetteerError(f"{path}:{number}: {row['id']}: {error}") from None
        found[row["id"]] = row
    return found


def _each(path: Path, key: str, check: Callable[[Row], None]) -> dict[str, Row]:
    """The rows of a file by id, each looked at."""
    value = load_json(path)
    if not isinstance(value, dict) or not isinstance(value.get(key), list):
        raise GazetteerError(f'{path}:1: expected an object with a list "{key}"')
    found: dict[str, Row] = {}
    for number, row in enumerate(value[key]):
        properties = row.get("properties", row) if isinstance(row, dict) else {}
        row_id = properties.get("id")
        try:
            if not isinstance(row_id, str) or row_id in found:
                raise GazetteerError(f"id {row_id!r} is missing or not unique")
            check(row)
            found[row_id] = row
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            line = row_lines(path.read_text(encoding="utf-8"), key)[number]
            raise GazetteerError(f"{path}:{line}: {row_id}: {_reason(error)}") from None
    return found


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
