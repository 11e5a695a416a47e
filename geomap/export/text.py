"""JSON as compact text, quickly: tellings all have the same keys, which need not be asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring as quoted
from typing import Any

from geomap.record import TELLING

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_FIXED = "{" + ",".join(f'"{name}":%s' for name in TELLING)
_KNOWN = frozenset(TELLING)


def evidence(tellings: Iterable[Mapping[str, Any]]) -> str:
    """The tellings of one event as JSON text: the same as `compact`, at a third of its time.

    Examples
    --------
    >>> told = dict.fromkeys(TELLING) | {"exact": "a", "marks": []}
    >>> evidence([told]) == compact([told])
    True
    """
    return f"[{','.join([_telling(told) for told in tellings])}]"


def column(name: str, values: Iterable[Any]) -> list[str]:
    """Each of a column's lists as JSON text."""
    if name == "evidence":
        return [evidence(value) for value in values]
    return [strings(value) if name == "actors" else compact(value) for value in values]


def compact(value: object) -> str:
    """Any plain value as JSON text."""
    return "[]" if value == [] else _encode(value)


def strings(values: Iterable[str]) -> str:
    """A list of strings as JSON text.

    Examples
    --------
    >>> strings(["a", "b"])
    '["a","b"]'
    """
    return f"[{','.join(map(quoted, values))}]"


def scalar(value: object) -> str:
    """A string, a number or None as JSON text."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return quoted(value)
    # what json does with them, without its generators
    kind = value.__class__
    return repr(value) if kind is int else compact(value)


def _telling(told: Mapping[str, Any]) -> str:
    try:
        fixed = _FIXED % tuple([scalar(told[name]) for name in TELLING])
    except KeyError:
        return compact(told)
    rest = [
        f',"{name}":{_marks(value) if name == "marks" else scalar(value)}'
        for name, value in told.items()
        if name not in _KNOWN
    ]
    return f"{fixed}{''.join(rest)}}}"


def _marks(marks: Sequence[Mapping[str, Any]]) -> str:
    parts = [
        f'{{"kind":{quoted(mark["kind"])},"start":{mark["start"]},"end":{mark["end"]}}}'
        for mark in marks
    ]
    return f"[{','.join(parts)}]"
