"""Which reader reads the matches of which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from geomap.text.timex import points, spans
from geomap.text.timex.stated import Found, Stated

READERS: Mapping[str, Callable[[Found], list[Stated]]] = MappingProxyType(
    {
        "phrase": spans.phrase,
        "listing_dm": points.listing,
        "listing_md": points.listing,
        "years": points.years,
        "old_years": points.old_years,
        "clock": points.clock,
        "offset_point": spans.offset_point,
        "point": points.point,
        "which_point": points.which_point,
        "deictic": points.deictic,
        "which_part": points.which_part,
        "weekday": points.weekday,
        "number_which": spans.number_which,
        "which_unit": spans.which_unit,
        "offset": spans.offset,
        "noon": points.noon,
        "day_of_month": points.day_of_month,
        "short_year": points.short_year,
        "part_of_point": spans.part_of_point,
        "day_after": spans.day_after,
        "part_unit": spans.part_unit,
        "every": spans.every,
        "age": spans.duration,
        "duration": spans.duration,
        "reference": spans.reference,
    }
)
"""A rule of the grammar, and what reads its matches."""
