"""With which characters a match of a regular expression can begin.

Only what the compiled grammar uses: characters, classes, groups, look-ahead, ``|``, ``?`` and
``+``.
"""

from __future__ import annotations

import re

_PART = re.compile(r"\(\?[:=!]|\[[^\]]*\]|\\.|.")


def firsts(pattern: str) -> frozenset[str]:
    r"""The characters that a match can begin with.

    Examples
    --------
    >>> sorted(firsts("a?(?:b|[cd]e)"))
    ['a', 'b', 'c', 'd']
    """
    found, _, _ = _alternatives(_PART.findall(pattern), 0)
    return frozenset(found)


def _alternatives(parts: list[str], at: int) -> tuple[set[str], bool, int]:
    """The first characters of what is separated by bars, whether it can be empty, and its end."""
    found: set[str] = set()
    empty, can_be_empty = True, False
    while at < len(parts) and parts[at] != ")":
        if parts[at] == "|":
            can_be_empty = can_be_empty or empty
            empty, at = True, at + 1
            continue
        chars, optional, at = _one(parts, at)
        if empty:
            found |= chars
            empty = optional
    return found, can_be_empty or empty, at


def _one(parts: list[str], at: int) -> tuple[set[str], bool, int]:
    """The first characters of one part with what repeats it."""
    part = parts[at]
    if part.startswith("(?"):
        chars, empty, end = _alternatives(parts, at + 1)
        at = end + 1
        if part != "(?:":
            return set(), True, at
    else:
        chars, empty, at = set(part.strip("[]")) if len(part) > 1 else {part}, False, at + 1
    if at < len(parts) and parts[at] in "?+":
        empty = empty or parts[at] == "?"
        at += 1
    return chars, empty, at
