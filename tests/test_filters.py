from datetime import date, timedelta

import pytest
import shapely
from events import event, events, mention
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import edtf, filters, table
from geomap.filters import Filter, PlaceTree, fold, select, undated_left_out
from geomap.model import Parent

TREE = PlaceTree(
    parents={
        "lachin-town": (Parent(id="lachin"),),
        "lachin": (Parent(id="az", valid="1991/.."), Parent(id="ussr", valid="1922/1991")),
        "zangilan": (Parent(id="az"),),
        "shusha": (Parent(id="az"),),
    },
    members={"seven": ("lachin", "zangilan")},
)


def kept(chosen, *some):
    return [one.id for one in table.to_events(select(table.from_events(some), chosen, TREE))]


def dated(*values):
    return [event(id=value or "undated", edtf=value) for value in values]


DATED = dated(
    "2020-09-26",
    "2020-09-27",
    "2020-11-10",
    "2020-11-11",
    "2020-09",
    "2020",
    "2019",
    "2020-09-01/2020-09-27",
    "2020-11-10/..",
    "../2020-09-26",
    "[2020-09-26..2020-09-28]",
    "[2020-09-28..2020-09-29]",
    "[..2020-10-01]",
    "XXXX-10-01",
    None,
)


def test_possibly_is_that_the_bounds_touch_the_window():
    assert kept(Filter(since="2020-09-27", until="2020-11-10"), *DATED) == [
        "2020-09-27",
        "2020-11-10",
        "2020-09",
        "2020",
        "2020-09-01/2020-09-27",
        "2020-11-10/..",
        "[2020-09-26..2020-09-28]",
        "[2020-09-28..2020-09-29]",
        "[..2020-10-01]",
    ]


def test_certainly_is_overlap_for_what_lasts_and_inside_for_the_rest():
    assert kept(Filter(since="2020-09-27", until="2020-11-10", certainly=True), *DATED) == [
        "2020-09-27",
        "2020-11-10",
        "2020-09-01/2020-09-27",
        "2020-11-10/..",
        "[2020-09-28..2020-09-29]",
    ]


def test_the_last_day_of_until_counts():
    assert kept(Filter(since="2020", until="2020"), *dated("2020-12-31", "2021-01-01")) == [
        "2020-12-31"
    ]


def test_an_open_window_has_one_end():
    assert kept(Filter(until="1999"), *dated("199X", "2000", "[..2020-12-10]")) == [
        "199X",
        "[..2020-12-10]",
    ]
    assert kept(Filter(until="1999", certainly=True), *dated("199X", "[..2020-12-10]")) == ["199X"]


def test_undated_events_are_left_out_of_a_window_and_counted():
    made = table.from_events(DATED)
    assert undated_left_out(made, Filter(since="2020")) == 2
    assert undated_left_out(made, Filter()) == 0
    assert undated_left_out(made, Filter(since="2020", statuses=frozenset({"refused"}))) == 0
    assert kept(Filter(since="2021", undated=True), *DATED) == [
        "2020-11-10/..",
        "XXXX-10-01",
        "undated",
    ]
    assert len(kept(Filter(), *DATED)) == len(DATED)


DAYS = st.integers(0, 40).map(lambda n: date(2020, 9, 1) + timedelta(n))


@settings(deadline=None, max_examples=60)
@given(days=st.lists(DAYS, min_size=2, max_size=2).map(sorted), window=st.tuples(DAYS, DAYS),
       shape=st.sampled_from(["{}/{}", "[{}..{}]"]), certainly=st.booleans())  # fmt: skip
def test_windows_agree_with_counting_days(days, window, shape, certainly):
    first, last = days
    low, high = sorted(window)
    chosen = Filter(since=str(low), until=str(high), certainly=certainly)
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    touch = [low <= day <= high for day in every]
    expected = all(touch) if certainly and shape[0] == "[" else any(touch)
    assert bool(kept(chosen, event(edtf=shape.format(first, last)))) is expected


PLACED = [
    event(id=name, place_id=name)
    for name in ("lachin-town", "lachin", "zangilan", "seven", "shusha", "az")
]


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("lachin", ["lachin-town", "lachin", "seven"]),
        ("lachin-town", ["lachin-town"]),
        ("seven", ["lachin-town", "lachin", "zangilan", "seven"]),
        ("az", ["lachin-town", "lachin", "zangilan", "seven", "shusha", "az"]),
        ("ussr", []),
    ],
)
def test_a_place_holds_what_lies_in_it_and_finds_groups_it_is_part_of(place, names):
    assert kept(Filter(places=frozenset({place})), *PLACED) == names


def test_what_a_place_lies_in_depends_on_the_date():
    then = event(id="then", place_id="lachin-town", edtf="1988")
    undated = event(id="undated", place_id="lachin-town", edtf=None)
    assert kept(Filter(places=frozenset({"ussr"})), then, undated) == ["then", "undated"]
    assert kept(Filter(places=frozenset({"az"})), then, undated) == ["undated"]


def test_groups_in_a_circle_end():
    tree = PlaceTree(members={"a": ("b",), "b": ("c",), "c": ("a",)})
    assert tree.within("a") == {"a", "b", "c"}


def test_areas():
    some = [
        event(id="in", lon=46.0, lat=40.0),
        event(id="edge", lon=47.0, lat=40.0),
        event(id="out", lon=48.0, lat=40.0),
        event(id="far", lon=-179.0, lat=40.0),
        event(id="none", lon=None, lat=None),
    ]
    assert kept(Filter(bbox=(45, 39, 47, 41)), *some) == ["in", "edge"]
    assert kept(Filter(bbox=(47.5, 39, -170, 41)), *some) == ["out", "far"]
    assert kept(Filter(polygon=shapely.box(45, 39, 47, 41)), *some) == ["in", "edge"]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Filter(types=frozenset({"AID"})), ["b"]),
        (Filter(types=frozenset({"none"})), ["c"]),
        (Filter(statuses=frozenset({"refused", "planned"})), ["b", "c"]),
        (Filter(actors=frozenset({"ABUBƏKR"})), ["b"]),
        (Filter(sources=frozenset({"outlet"})), ["a", "c"]),
        (Filter(precisions=frozenset({"day"})), ["a", "b"]),
        (Filter(where=3), ["a", "b"]),
        (Filter(text="MET they"), ["a", "c"]),
        (Filter(text="xankendi"), ["b"]),
        (Filter(text="they xankendi"), []),
        (Filter(text="  "), ["a", "b", "c"]),
        (Filter(text="met", statuses=frozenset({"planned"})), ["c"]),
    ],
)
def test_other_facets(chosen, ids):
    some = (
        event(id="a"),
        event(id="b", type="AID", status="refused", actors=("Abubəkr",), evidence=(),
              place_name="Xankəndi / Ստեփանակերտ", where_precision=3),
        event(id="c", type=None, status="planned", edtf="2020", where_precision=None),
    )  # fmt: skip
    assert kept(chosen, *some) == ids


def test_a_search_looks_in_the_evidence():
    told = mention(exact="Die Straße ist offen.", speaker="A. Karapetyan")
    assert kept(Filter(text="strasse karapetyan"), event(evidence=(told,))) == ["a"]


@settings(deadline=None, max_examples=30)
@given(some=st.lists(events(), unique_by=lambda e: e.id, max_size=4))
def test_an_empty_filter_keeps_all_and_a_filter_twice_is_once(some):
    made = table.from_events(some)
    assert table.to_events(select(made, Filter())) == some
    chosen = Filter(since="1990", until="2020-11-09", statuses=frozenset({"occurred", "alleged"}))
    once = select(made, chosen)
    assert table.to_events(select(once, chosen)) == table.to_events(once)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Xankəndi", "XANKENDI"), ("Şuşa", "susa"), ("İstanbul", "istanbul"), ("ﬁne", "FINE")],
)
def test_names_fold_to_what_is_typed(written, typed):
    assert fold(written) == fold(typed)


def test_bounds_of_a_filter_are_checked_where_it_is_used():
    with pytest.raises(ValueError, match="not a date"):
        kept(Filter(since="autumn 2020"), event())
    assert filters.overlap(edtf.bounds("2020"), (None, None))
