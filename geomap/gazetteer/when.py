"""Whether something that was so for a time was so at a date."""

from __future__ import annotations

from functools import lru_cache

from geomap import edtf


@lru_cache(maxsize=4096)
def in_force(valid: str | None, at: str | None) -> bool:
    """Whether an interval and a date can touch; what is not limited always does.

    Parameters
    ----------
    valid, at
        EDTF, or None.

    Examples
    --------
    >>> in_force("1924/1991", "1988-12-07"), in_force("2020-10/..", "2016")
    (True, False)
    """
    first, last = edtf.bounds(valid)
    low, high = edtf.bounds(at)
    starts = first is None or high is None or first <= high
    ends = last is None or low is None or low <= last
    return starts and ends
