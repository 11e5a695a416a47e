"""Time expressions: where they stand, what they say (TIMEX3) and what they mean (EDTF)."""

from geomap.text.timex.find import find, normalize
from geomap.text.timex.named import says_time

__all__ = ["find", "normalize", "says_time"]
