"""JSON as compact UTF-8, made by orjson: letters as they are, keys in the order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson


def compact(value: object) -> bytes:
    """Any plain value as JSON.

    Examples
    --------
    >>> compact({"name": "Şuşa", "km": 2.0}).decode()
    '{"name":"Şuşa","km":2.0}'
    """
    return orjson.dumps(value)


def column(values: Iterable[Any]) -> Iterator[str]:
    """Each of a column's values as JSON text.

    Examples
    --------
    >>> list(column([[], ["a", "b"]]))
    ['[]', '["a","b"]']
    """
    return (orjson.dumps(value).decode() for value in values)
