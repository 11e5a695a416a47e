# ruff: noqa: E501 - a table reads better in lines
"""Made-up events, places and outlines for the tests of the map; no report tells of them."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry import Point, Polygon

from geomap import table

SPOTS = {
    "yerevan": ("Yerevan", 44.51, 40.18, 1, "AM"),
    "baku": ("Baku", 49.87, 40.41, 1, "AZ"),
    "khankendi": ("Khankendi / Stepanakert", 46.75, 39.82, 1, "AZ"),
    "lachin": ("Lachin / Berdzor", 46.55, 39.64, 1, "AZ"),
    "lachin-district": ("Lachin District", 46.45, 39.75, 3, "AZ"),
    "seven": ("the seven districts", 46.8, 39.5, 5, "AZ"),
    None: (None, None, None, None, None),
}
ROWS = [
    # id, label, type, status, edtf, first, last, precision, basis, place, text of date
    ("a1", "Convoy reaches Lachin", "AID", "occurred", "2022-12-12", "2022-12-12", "2022-12-12", "day", "explicit", "lachin", "12 December"),
    ("a2", "Talks on the road", "CONSULT", "occurred", "2022-12", "2022-12-01", "2022-12-31", "month", "explicit", "lachin", "in December"),
    ("a3", "Checkpoint planned", "AGREE", "planned", "2023-04-23/..", "2023-04-23", None, "open", "document-date", "lachin", None),
    ("a4", "Meeting in Baku called off", "CONSULT", "refused", "2016-10-14", "2016-10-14", "2016-10-14", "day", "explicit", "baku", "14 October"),
    ("a5", "Ministers meet in Yerevan", "CONSULT", "occurred", "2016-10-14", "2016-10-14", "2016-10-14", "day", "explicit", "yerevan", "14 October"),
    ("a6", "Shelling reported", "ASSAULT", "alleged", "2020-10-02", "2020-10-02", "2020-10-02", "day", "explicit", "khankendi", "2 October"),
    ("a7", "Fighting around the town", "ASSAULT", "occurred", "2020-09-27/2020-11-10", "2020-09-27", "2020-11-10", "interval", "event", "khankendi", "the 2020 war"),
    ("a8", "Withdrawal from the seven districts", "RETREAT", "proposed", "[2016-04-05..2016-10-14]", "2016-04-05", "2016-10-14", "interval", "document-date", "seven", None),
    ("a9", "District handed over", "RETREAT", "occurred", "2020-12-01", "2020-12-01", "2020-12-01", "day", "explicit", "lachin-district", "1 December"),
    ("b1", "Villages burned", "ASSAULT", "occurred", "199X", "1990-01-01", "1999-12-31", "decade", "explicit", "lachin-district", "in the 1990s"),
    ("b2", "A statement without a date", "ACCUSE", "occurred", "XXXX-11-09", None, None, "undated", "explicit", "yerevan", "November 9"),
    ("b3", "A call nobody placed", "REQUEST", "occurred", "1915-04-24", "1915-04-24", "1915-04-24", "day", "explicit", None, "24 April 1915"),
]  # fmt: skip


def events(label: str = "{}") -> gpd.GeoDataFrame:
    """Twelve events with everything the event record knows; `label` wraps their labels."""
    rows, points = [], []
    for id_, words, kind, status, edtf, first, last, precision, basis, place, text in ROWS:
        name, lon, lat, exact, country = SPOTS[place]
        sentence = f"It was said that {words.lower()}, {name or 'somewhere'}, {text or 'lately'}."
        telling = {
            "document": f"report-{id_}", "title": f"Report {id_}", "source": f"Outlet {id_[0]}",
            "published": "2023-01-01", "url": "https://example.org/r", "start": 100,
            "end": 100 + len(sentence), "exact": sentence, "edtf": edtf, "status": status,
            "place_id": place, "speaker": "a ministry" if status == "alleged" else None,
        }  # fmt: skip
        rows.append(
            {
                "id": id_, "label": label.replace("{}", words), "type": kind, "status": status,
                "edtf": edtf, "start_date": first, "end_date": last, "date_precision": precision,
                "date_basis": basis, "date_text": text, "place_id": place, "place_name": name,
                "place_text": name, "where_precision": exact, "radius_km": 2.0 if exact else None,
                "country": country, "actors": ["Side A"] if status == "refused" else ["Side B"],
                "n_documents": 1, "n_sources": 1, "evidence": [telling], "conflicts": [],
            }
        )  # fmt: skip
        points.append(Point(lon, lat) if lon else None)
    return gpd.GeoDataFrame(rows, geometry=points, crs=4326)


def places() -> gpd.GeoDataFrame:
    """Their places: two districts with outlines, their group, towns and countries."""
    west = Polygon([(46.2, 39.5), (46.7, 39.5), (46.6, 40.0), (46.2, 40.0)])
    south = Polygon([(46.7, 39.2), (47.2, 39.2), (47.2, 39.5), (46.7, 39.5)])
    rows = [
        ("lachin-district", "Lachin District", "place", "az", [], west),
        ("south-district", "South District", "place", "az", [], south),
        (
            "seven",
            "the seven districts",
            "group",
            "az",
            ["lachin-district", "south-district"],
            None,
        ),
        ("lachin", "Lachin / Berdzor", "place", "lachin-district", [], Point(46.55, 39.64)),
        ("khankendi", "Khankendi / Stepanakert", "place", "az", [], Point(46.75, 39.82)),
        ("baku", "Baku", "place", "az", [], Point(49.87, 40.41)),
        ("yerevan", "Yerevan", "place", "am", [], Point(44.51, 40.18)),
        ("az", "Azerbaijan", "place", None, [], Point(47.5, 40.3)),
        ("am", "Armenia", "place", None, [], Point(45.0, 40.2)),
    ]
    keys = ("place_id", "name", "kind", "parent", "members")
    table = [dict(zip(keys, row, strict=False)) for row in rows]
    for row in table:
        row["names"] = [{"name": row["name"].split(" / ")[-1], "lang": "en"}]
        row["valid_from"] = row["valid_until"] = None
    return gpd.GeoDataFrame(table, geometry=[row[5] for row in rows], crs=4326)


def outlines() -> gpd.GeoDataFrame:
    """Two rectangles that pass for countries, and a town."""
    west = Polygon([(43.5, 38.8), (46.2, 38.8), (46.2, 41.3), (43.5, 41.3)])
    east = Polygon([(46.2, 38.4), (50.4, 38.4), (50.4, 41.9), (46.2, 41.9)])
    return gpd.GeoDataFrame(
        {"name": ["Armenia", "Azerbaijan", "Ganja"], "kind": ["country", "country", "town"]},
        geometry=[west, east, Point(46.36, 40.68)],
        crs=4326,
    )


def record_table() -> gpd.GeoDataFrame:
    """The same events as a validated table of the event record."""
    frame = events()
    plain = frame.drop(columns="geometry").to_dict("records")
    for row in plain:
        row.update({name: None for name, value in row.items() if value != value})
        row["time_start"] = f"{row['start_date']}T00:00:00Z" if row["start_date"] else None
        row["time_end"] = f"{row['end_date']}T23:59:59Z" if row["end_date"] else None
    return table.validate(table.from_records(plain, list(frame.geometry)))
