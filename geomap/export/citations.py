"""Plain text to cite: each event with its date, place and status, then every telling's words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import table

if TYPE_CHECKING:
    import geopandas as gpd


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\n".join(map(_event, table.records(events))) or "No events.\n")


def _event(record: Mapping[str, Any]) -> str:
    when, where = record["edtf"] or "undated", record["place_name"] or "without a place"
    lines = [f"{record['label']}. {when}; {where}; {record['status']}."]
    lines += [_telling(told) for told in record["evidence"]]
    return "".join(f"{line}\n" for line in lines)


def _telling(told: Mapping[str, Any]) -> str:
    report = (told["title"] or told["document"], told["source"], told["published"], told["url"])
    speaker = f"(says {told['speaker']}) " if told["speaker"] else ""
    return f"  “{told['exact']}” {speaker}{', '.join(filter(None, report))}."
