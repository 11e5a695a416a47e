from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely
from events import event, events, mention
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import edtf, table
from geomap.errors import TableError
from geomap.model import Name, Parent, Place
from geomap.record import COLUMNS

SETTINGS = settings(deadline=None, max_examples=30)


@SETTINGS
@given(st.lists(events(), unique_by=lambda e: e.id, max_size=5))
def test_events_go_into_a_table_and_come_back_the_same(some):
    assert table.to_events(table.from_events(some)) == some


@SETTINGS
@given(events())
def test_the_days_of_a_row_are_the_bounds_of_its_date(one):
    (record,) = table.records(table.from_events([one]))
    low, high = edtf.bounds(one.edtf)
    assert record["start_date"] == (low.isoformat() if low else None)
    assert record["end_date"] == (high.isoformat() if high else None)
    assert record["time_start"] == (f"{low}T00:00:00Z" if low else None)
    assert record["time_end"] == (f"{high}T23:59:59Z" if high else None)


def test_columns_have_types():
    made = table.from_events([event(), event(id="b", edtf="0999-01-01"), event(id="c", edtf=None)])
    assert made.crs.to_epsg() == 4326
    assert [*made.columns] == [*(column.name for column in COLUMNS), "geometry"]
    assert str(made["status"].dtype) == "category"
    assert str(made["start_date"].dtype) == "datetime64[s]"
    assert str(made["time_end"].dtype) == "datetime64[s, UTC]"
    assert made["start_date"].dt.year.tolist()[:2] == [2020, 999]
    assert made["where_precision"].dtype == "Int64"


def test_a_table_of_no_events_is_whole():
    made = table.from_events([])
    assert len(made) == 0
    assert made.crs.to_epsg() == 4326
    assert table.to_events(made) == []


def broken(**changes):
    made = table.from_events([event(), event(id="b")])
    for column, value in changes.items():
        made[column] = made[column].astype("object")
        made.loc[1, column] = value
    return made


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: broken(status="perhaps"), "row 1: status is 'perhaps'"),
        (lambda: broken(label=None), "row 1: label is missing"),
        (lambda: broken(id="a"), "two events have the id 'a'"),
        (lambda: broken(edtf="2021"), "row 1: edtf 2021 is 2021-01-01 to 2021-12-31"),
        (lambda: broken(edtf="autumn"), "row 1: 'autumn' is not a date"),
        (lambda: table.from_events([event()]).drop(columns="edtf"), "needs the columns edtf"),
        (lambda: table.from_events([event()]).to_crs("EPSG:3857"), "EPSG:4326"),
        (lambda: table.from_events([event(lon=400.0)]), "not longitude, latitude"),
        (lambda: table.from_events([event(), event()]), "two events have the id"),
        (lambda: table.from_events([event(edtf="then")]), "not EDTF"),
    ],
)
def test_a_table_that_breaks_the_record_is_refused(made, words):
    with pytest.raises(TableError, match=None) as error:
        table.validate(made())
    assert words in str(error.value)


def test_a_shape_that_is_no_point_is_refused():
    made = table.from_events([event()])
    made["geometry"] = gpd.GeoSeries([shapely.box(0, 0, 1, 1)], crs=table.CRS)
    with pytest.raises(TableError, match="row 0: the geometry is a Polygon"):
        table.validate(made)


def place(place_id, **changes):
    values = {
        "title": place_id.title(),
        "kind": "place",
        "fclass": "P",
        "fcode": "PPL",
        "lon": 46.0,
        "lat": 40.0,
        "names": (Name(name=place_id, lang="en", kind="press"),),
    }
    return Place(id=place_id, **(values | changes))


BOX = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


def gazetteer(*places):
    known = {one.id: one for one in places}
    return SimpleNamespace(
        places=known, footprint=lambda name, at=None: BOX if name == "district" else None
    )


def test_places_are_those_used_their_members_and_what_they_lay_in():
    known = gazetteer(
        place("country", fclass="A"),
        place("old-country", valid="1922/1991"),
        place(
            "district", parents=(Parent(id="country"), Parent(id="old-country", valid="../1991"))
        ),
        place("group", kind="group", members=("district",), lon=None, lat=None),
        place("unused"),
    )
    made = table.places([event(place_id="group", evidence=(mention(place_id="group"),))], known)
    assert made["place_id"].tolist() == ["country", "district", "group", "old-country"]
    rows = made.set_index("place_id")
    assert rows.loc["district", "parent"] == "country"
    assert rows.loc["district", "parents"][1] == {"id": "old-country", "valid": "../1991"}
    assert rows.loc["district"].geometry.geom_type == "Polygon"
    assert rows.loc["country"].geometry.geom_type == "Point"
    assert rows.loc["group"].geometry is None
    assert rows.loc["old-country", "valid_until"].year == 1991


def test_no_events_use_no_places():
    assert list(table.places([], gazetteer()).columns) == [*table.PLACE_COLUMNS, "geometry"]
