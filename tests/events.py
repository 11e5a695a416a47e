"""Events for tests: one by hand, and any by hypothesis."""

from hypothesis import strategies as st

from geomap.model import Conflict, Event, EventMention, Mark
from geomap.record import TYPES

TEXTS = st.one_of(
    st.sampled_from(
        [
            "Ստեփանակերտ",
            "Xankəndi, Ağdam",
            'He said "no",\r\n\tand left\\',
            "</script><b>&amp;`${x}`",
            "=1+1",
            "\u202eabc\u2028",
            "x" * 10_000,
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
)
MAYBE = st.none() | TEXTS
DATES = st.sampled_from(
    [
        None,
        "2020-11-09",
        "2020-11",
        "2016-23",
        "2020-24",
        "1905",
        "199X",
        "18XX",
        "XXXX-11-09",
        "0988-03",
        "2020-11-09/..",
        "../1994-05-12",
        "[2020-11-09..2020-11-10]",
        "[..2020-12-10]",
        "2020-09-27/2020-11-10",
        "2020-11-09~",
    ]
)
STATUS = st.sampled_from(
    ["occurred", "ongoing", "planned", "proposed", "refused", "hypothetical", "alleged"]
)
BASIS = st.sampled_from(
    ["explicit", "narrative", "heading", "document-date", "quotation", "event", "none"]
)
TYPE = st.none() | st.sampled_from(TYPES)
LON = st.integers(-180_000_000, 180_000_000).map(lambda n: n / 1_000_000)
LAT = st.integers(-90_000_000, 90_000_000).map(lambda n: n / 1_000_000)


def mention(**changes):
    """A telling, with `changes`."""
    values = {
        "document": "report",
        "title": None,
        "source": "Outlet",
        "published": "2020-12-10",
        "url": None,
        "start": 0,
        "end": 12,
        "exact": "They met in.",
        "marks": (Mark(kind="trigger", start=5, end=8),),
        "label": "A meeting",
        "type": "CONSULT",
        "status": "occurred",
        "edtf": "2020-11-09",
        "date_basis": "explicit",
        "date_text": "November 9",
        "place_id": "am-yerevan",
        "place_name": "Yerevan",
        "place_text": "Yerevan",
        "lon": 44.5,
        "lat": 40.2,
        "where_precision": 1,
        "radius_km": 5.0,
        "country": "AM",
        "actors": ("Armenia",),
        "speaker": None,
        "trigger": "meet",
        "rule": "locative",
    }
    return EventMention(**(values | changes))


CLASH = {
    "type": "ASSAULT",
    "edtf": "2031-05-03",
    "date_text": "3 May",
    "place_id": "dorn",
    "place_name": "Dorn",
    "place_text": "Dorn",
    "lon": 10.0,
    "lat": 50.0,
    "country": "XX",
    "trigger": "clash",
}
"""What a telling of a clash in the town of Dorn has, wherever it is told."""


def event(**changes):
    """An event of one telling, with `changes`."""
    values = {
        "id": "a",
        "label": "A meeting",
        "type": "CONSULT",
        "status": "occurred",
        "edtf": "2020-11-09",
        "date_basis": "explicit",
        "date_text": "November 9",
        "place_id": "am-yerevan",
        "place_name": "Yerevan",
        "place_text": "Yerevan",
        "lon": 44.5,
        "lat": 40.2,
        "where_precision": 1,
        "radius_km": 5.0,
        "country": "AM",
        "actors": ("Armenia",),
        "n_documents": 1,
        "n_sources": 1,
        "evidence": (mention(),),
        "conflicts": (),
    }
    return Event(**(values | changes))


@st.composite
def _told(draw):
    """What an event and a telling both say."""
    placed = draw(st.booleans())
    return {
        "label": draw(TEXTS),
        "type": draw(TYPE),
        "status": draw(STATUS),
        "edtf": draw(DATES),
        "date_basis": draw(BASIS),
        "date_text": draw(MAYBE),
        "place_id": draw(MAYBE),
        "place_name": draw(MAYBE),
        "place_text": draw(MAYBE),
        "lon": draw(LON) if placed else None,
        "lat": draw(LAT) if placed else None,
        "where_precision": draw(st.none() | st.integers(1, 7)),
        "radius_km": draw(st.none() | st.floats(0, 1000)),
        "country": draw(st.sampled_from([None, "AM", "AZ"])),
        "actors": tuple(draw(st.lists(TEXTS, max_size=3))),
    }


@st.composite
def mentions(draw):
    """Any telling."""
    exact = draw(TEXTS)
    start = draw(st.integers(0, 100))
    return mention(
        **draw(_told()),
        document=draw(TEXTS),
        title=draw(MAYBE),
        source=draw(MAYBE),
        published=draw(DATES),
        url=draw(MAYBE),
        start=start,
        end=start + len(exact),
        exact=exact,
        marks=tuple(
            Mark(kind="place", start=start, end=start) for _ in range(draw(st.integers(0, 2)))
        ),
        speaker=draw(MAYBE),
        trigger=draw(TEXTS),
        rule=draw(TEXTS),
    )


@st.composite
def events(draw):
    """Any event."""
    conflict = Conflict(field="edtf", values=("a", "b"), documents=(("x",), ("y", "z")))
    return event(
        id=draw(st.text(st.sampled_from("abcdef0123456789"), min_size=1, max_size=12)),
        **draw(_told()),
        n_documents=draw(st.integers(1, 9)),
        n_sources=draw(st.integers(1, 9)),
        evidence=tuple(draw(st.lists(mentions(), max_size=2))),
        conflicts=draw(st.sampled_from([(), (conflict,)])),
    )
