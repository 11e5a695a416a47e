"""KML 2.2: a folder a status, a TimeSpan for the date, the sentence in the balloon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from xml.sax.saxutils import escape

from geomap import table
from geomap.export.colours import COLOURS, HOLLOW
from geomap.model import Status
from geomap.record import COLUMNS, rounded

if TYPE_CHECKING:
    import geopandas as gpd

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_NAME = re.compile(r"[^A-Za-z0-9.-]")
"""What an XML name cannot hold, and the sign that stands for it there."""
_DATA = tuple(
    column.name
    for column in COLUMNS
    if column.kind not in ("json", "time") and column.name not in ("label", "actors")
)


def write(events: gpd.GeoDataFrame, path: Path) -> None:
    """Write events as KML."""
    placemarks: dict[str, list[str]] = {status: [] for status in get_args(Status)}
    for record, point in zip(table.records(events), table.points(events), strict=True):
        placemarks[record["status"]].append(_placemark(record, point))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n')
        file.write("<name>events</name>\n")
        file.writelines(_style(status) for status in placemarks)
        for status, inside in placemarks.items():
            if inside:
                file.write(f"<Folder>\n<name>{status}</name>\n")
                file.writelines(inside)
                file.write("</Folder>\n")
        file.write("</Document>\n</kml>\n")


def _style(status: str) -> str:
    """The client's own pin, so that the file needs no network; faint if nothing happened.

    A KML colour is alpha, blue, green, red.
    """
    red, green, blue = (COLOURS[status][at : at + 2] for at in (1, 3, 5))
    alpha, scale = ("66", "0.8") if status in HOLLOW else ("ff", "1")
    return (
        f'<Style id="{status}"><IconStyle><color>{alpha}{blue}{green}{red}</color>'
        f"<scale>{scale}</scale></IconStyle></Style>\n"
    )


def _name(record: Mapping[str, Any]) -> str:
    """The label, with the status before it where a pin alone would say that it happened."""
    status = record["status"]
    return f"({status}) {record['label']}" if status in HOLLOW else str(record["label"])


def _placemark(record: Mapping[str, Any], point: tuple[float, float] | None) -> str:
    parts = [
        f'<Placemark id="e{_NO_NAME.sub(_coded, record["id"])}">',
        f"<name>{_xml(_name(record))}</name>",
        f"<description>{_xml(_balloon(record))}</description>",
        _span(record["start_date"], record["end_date"]),
        f"<styleUrl>#{record['status']}</styleUrl>",
        f"<ExtendedData>{''.join(_data(record))}</ExtendedData>",
    ]
    if point:
        x, y = (rounded(value) for value in point)
        parts.append(f"<Point><coordinates>{x},{y}</coordinates></Point>")
    return "".join([*parts, "</Placemark>\n"])


def _coded(found: re.Match[str]) -> str:
    return f"_{ord(found[0]):x}_"


def _balloon(record: Mapping[str, Any]) -> str:
    """The first telling as HTML: escaped once for the balloon, and again for the file."""
    lines = [escape(_date_words(record)), escape(record["place_name"] or "without a place")]
    for told in record["evidence"][:1]:
        lines += [escape(told["exact"]), escape(told["source"] or told["document"])]
    return "<br/>".join(lines)


def _date_words(record: Mapping[str, Any]) -> str:
    return f"{record['status']}, {record['edtf'] or 'undated'} ({record['date_precision']})"


def _span(first: str | None, last: str | None) -> str:
    begin = f"<begin>{first}</begin>" if first else ""
    end = f"<end>{last}</end>" if last else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>" if first or last else ""


def _data(record: Mapping[str, Any]) -> Iterator[str]:
    for name in _DATA:
        if record[name] is not None:
            yield f'<Data name="{name}"><value>{_xml(str(record[name]))}</value></Data>'
    if record["actors"]:
        yield f'<Data name="actors"><value>{_xml("; ".join(record["actors"]))}</value></Data>'


def _xml(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), {'"': "&quot;", "\r": "&#13;"})
