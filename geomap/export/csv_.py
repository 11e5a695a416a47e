"""CSV as RFC 4180 has it, for spreadsheets: one row an event, the first telling's words.

UTF-8 with a byte-order mark, which Excel needs to see Armenian and Azerbaijani letters. Text that
a spreadsheet would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import table
from geomap.record import COLUMNS

if TYPE_CHECKING:
    import geopandas as gpd

FIRST = ("document", "title", "source", "published", "url", "exact")
"""What is kept of the first telling."""
NAMES = (
    *(column.name for column in COLUMNS if column.kind not in ("json", "time")),
    "lon",
    "lat",
    *FIRST,
)
_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(NAMES)
        rows.writerows(
            _row(record, point)
            for record, point in zip(table.records(events), table.points(events), strict=True)
        )


def _row(record: Mapping[str, Any], point: tuple[float, float] | None) -> list[object]:
    lon, lat = point or (None, None)
    told = record["evidence"][0] if record["evidence"] else dict.fromkeys(FIRST)
    whole = {**record, "lon": lon, "lat": lat, **{name: told[name] for name in FIRST}}
    whole["actors"] = "; ".join(record["actors"])
    return [_cell(whole[name]) for name in NAMES]


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # a quote or a space before the sign does not stop a spreadsheet
    return f"'{value}" if value.lstrip(" '\"").startswith(_LEADS) else value
