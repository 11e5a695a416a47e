"""Columns and texts as compact, compressed blocks that a page can carry.

A block of columns is a JSON header, its length in the first four bytes, and after it the
arrays, each at a multiple of eight bytes, little-endian. Integers are stored byte by byte
in planes (all lowest bytes first): that is what deflate likes best.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_LEVEL = 5  # a twentieth larger than at 6, in half the time
Array = NDArray[np.generic]
_TYPES = {"u1": "u1", "u2": "u2", "u4": "u4", "i4": "i4", "f8": "f8"}


def smallest(codes: NDArray[np.integer]) -> Array:
    """Non-negative integers in the narrowest unsigned type that holds them.

    Examples
    --------
    >>> smallest(np.array([0, 300])).dtype.str
    '<u2'
    """
    top = int(codes.max()) if len(codes) else 0
    return codes.astype("<u1" if top < 1 << 8 else "<u2" if top < 1 << 16 else "<u4")


def block(header: Mapping[str, object], arrays: Mapping[str, Array]) -> str:
    """One block of columns, compressed, in base64.

    Parameters
    ----------
    header
        What describes the arrays; anything that JSON holds.
    arrays
        One-dimensional arrays of unsigned integers, 32-bit integers or doubles.

    Examples
    --------
    >>> len(block({"n": 2}, {"code": np.array([1, 2], dtype="u1")})) > 20
    True
    """
    index, parts, offset = [], [], 0
    for name, array in arrays.items():
        kind = array.dtype.str[1:]
        raw = _planes(array)
        index.append({"name": name, "type": _TYPES[kind], "length": len(array), "at": offset})
        padding = -len(raw) % 8
        parts.append(raw + bytes(padding))
        offset += len(raw) + padding
    head = dumps({**header, "arrays": index}).encode()
    head += b" " * (-(len(head) + 4) % 8)
    return deflate(len(head).to_bytes(4, "little") + head + b"".join(parts))


def deflate(raw: bytes) -> str:
    """`raw` as deflate without a header, in base64: what DecompressionStream unpacks."""
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return base64.b64encode(press.compress(raw) + press.flush()).decode("ascii")


def dumps(value: object) -> str:
    """Compact JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _planes(array: Array) -> bytes:
    raw = np.ascontiguousarray(array)
    if raw.dtype.itemsize == 1 or not len(raw):
        return raw.tobytes()
    return raw.view("u1").reshape(len(raw), raw.dtype.itemsize).T.tobytes()
