"""Bytes to text: UTF-8, then what is declared, else a message that says what to do."""

from __future__ import annotations

import codecs

from geomap.errors import CorpusError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONE = dict.fromkeys(range(55296, 57344), 65533) | {0: 0xFFFD}


def decode(data: bytes, declared: str | None) -> str:
    """The text of a file, each character where it lies in it.

    A UTF-8 byte-order mark stays, as U+FEFF, so that offsets are those of the file.

    Raises
    ------
    CorpusError
        If the bytes are not text in UTF-8 nor in the declared encoding.

    Examples
    --------
    >>> decode("Şuşa".encode("cp1254"), "cp1254")
    'Şuşa'
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and data.count(0) > len(data) // 100:
        raise CorpusError("holds NUL bytes: not text, or UTF-16 without a mark; save it as UTF-8")
    try:
        return data.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        return _declared(data, declared, error)


def mended(text: str) -> str:
    """`text` with U+FFFD for each NUL and half surrogate, which no format could hold.

    Examples
    --------
    >>> mended("a" + chr(0) + "b")
    'a\ufffdb'
    """
    return text.translate(_LONE) if not _sound(text) else text


def _sound(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _declared(data: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    where = f"byte {error.start} is not {error.encoding.upper()}"
    if declared is None:
        raise CorpusError(f"{where}; save it as UTF-8, or say --encoding NAME")
    try:
        return data.decode(declared)
    except LookupError:
        raise CorpusError(f"{where}, and there is no encoding called {declared!r}") from None
    except UnicodeError:
        raise CorpusError(f"{where}, nor is the file {declared}; save it as UTF-8") from None
