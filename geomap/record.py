"""The event record: an Event as plain values, the properties of a Feature, and back.

Every format and the page say the same of an event because they all say this. `COLUMNS` is the
list of its columns; docs/events.md describes them at length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from geomap import edtf
from geomap.model import Basis, Conflict, Event, EventMention, Mark, Precision, Status

Record = dict[str, Any]
Kind = Literal["text", "date", "time", "integer", "number", "list", "json"]

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
DECIMALS = 6
"""Of coordinates in degrees: 0.1 m."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the event record."""

    name: str
    kind: Kind
    meaning: str
    values: tuple[str, ...] = ()
    """The words it can hold, where they are few."""
    required: bool = False
    """Whether it is never null."""


COLUMNS = (
    Column(name="id", kind="text", required=True, meaning="stable name of the event"),
    Column(name="label", kind="text", required=True, meaning="a short line in the report's words"),
    Column(name="type", kind="text", values=TYPES, meaning="PLOVER event type"),
    Column(
        name="status",
        kind="text",
        values=get_args(Status),
        required=True,
        meaning="whether it happened",
    ),
    Column(name="edtf", kind="text", meaning="the date, as EDTF"),
    Column(name="start_date", kind="date", meaning="the first day it can have been"),
    Column(name="end_date", kind="date", meaning="the last day it can have been"),
    Column(name="time_start", kind="time", meaning="00:00:00Z of start_date"),
    Column(name="time_end", kind="time", meaning="23:59:59Z of end_date"),
    Column(
        name="date_precision",
        kind="text",
        values=get_args(Precision),
        required=True,
        meaning="how precise the date is",
    ),
    Column(
        name="date_basis",
        kind="text",
        values=get_args(Basis),
        required=True,
        meaning="what the date rests on",
    ),
    Column(name="date_text", kind="text", meaning="the report's words for the date"),
    Column(name="place_id", kind="text", meaning="the place in the gazetteer and places.geojson"),
    Column(name="place_name", kind="text", meaning="the neutral label in force at that date"),
    Column(name="place_text", kind="text", meaning="the report's words for the place"),
    Column(name="where_precision", kind="integer", meaning="UCDP: 1 exact to 7 international"),
    Column(name="radius_km", kind="number", meaning="how far off the point can be"),
    Column(name="country", kind="text", meaning="ISO 3166-1 alpha-2"),
    Column(name="actors", kind="list", required=True, meaning="who took part, by name"),
    Column(name="n_documents", kind="integer", required=True, meaning="how many reports tell it"),
    Column(name="n_sources", kind="integer", required=True, meaning="those that copy no other"),
    Column(name="evidence", kind="json", required=True, meaning="the tellings, word for word"),
    Column(name="conflicts", kind="json", required=True, meaning="where the tellings differ"),
)

TELLING = (
    "document",
    "title",
    "source",
    "published",
    "url",
    "start",
    "end",
    "exact",
    "edtf",
    "status",
    "place_id",
    "speaker",
)
"""What every telling in `evidence` says of itself."""
_ALSO = ("marks", "trigger", "rule")
"""What a telling says besides, for the page and for `explain`."""
_SHARED = tuple(
    field.name for field in fields(EventMention) if field.name not in (*TELLING, *_ALSO)
)
"""What a telling says only where it differs from its event."""


def from_event(event: Event) -> Record:
    """The properties of an event, in the order of `COLUMNS`; coordinates are not among them.

    Examples
    --------
    >>> from geomap.model import Event
    >>> event = Event(id="a", label="A meeting", type=None, status="planned", edtf="2020-12",
    ...     date_basis="explicit", date_text=None, place_id=None, place_name=None,
    ...     place_text=None, lon=None, lat=None, where_precision=None, radius_km=None,
    ...     country=None, actors=(), n_documents=1, n_sources=1, evidence=(), conflicts=())
    >>> record = from_event(event)
    >>> record["start_date"], record["time_end"], record["date_precision"]
    ('2020-12-01', '2020-12-31T23:59:59Z', 'month')
    """
    low, high = edtf.bounds(event.edtf)
    made: Record = {
        "start_date": low.isoformat() if low else None,
        "end_date": high.isoformat() if high else None,
        "time_start": f"{low.isoformat()}T00:00:00Z" if low else None,
        "time_end": f"{high.isoformat()}T23:59:59Z" if high else None,
        "date_precision": edtf.precision(event.edtf),
        "actors": list(event.actors),
        "evidence": [_telling(mention, event) for mention in event.evidence],
        "conflicts": [_conflict(conflict) for conflict in event.conflicts],
    }
    return {
        column.name: made[column.name] if column.name in made else getattr(event, column.name)
        for column in COLUMNS
    }


def to_event(record: Mapping[str, Any], lon: float | None, lat: float | None) -> Event:
    """The event that a record was made of: the inverse of `from_event`."""
    plain = {
        field.name: record[field.name]
        for field in fields(Event)
        if field.name not in ("lon", "lat", "actors", "evidence", "conflicts")
    }
    bare = Event(
        **plain, lon=lon, lat=lat, actors=tuple(record["actors"]), evidence=(), conflicts=()
    )
    return Event(
        **plain,
        lon=lon,
        lat=lat,
        actors=bare.actors,
        evidence=tuple(_mention(telling, bare) for telling in record["evidence"]),
        conflicts=tuple(_to_conflict(conflict) for conflict in record["conflicts"]),
    )


def from_mention(mention: EventMention) -> Record:
    """A telling with everything it says, as `geomap annotate` writes it."""
    low, high = edtf.bounds(mention.edtf)
    record = {field.name: _plain(getattr(mention, field.name)) for field in fields(mention)}
    record["start_date"] = low.isoformat() if low else None
    record["end_date"] = high.isoformat() if high else None
    return record


def rounded(degrees: float | None) -> float | None:
    """A coordinate as files hold it."""
    return None if degrees is None else round(degrees, DECIMALS)


def _telling(mention: EventMention, event: Event) -> Record:
    told = {name: getattr(mention, name) for name in TELLING}
    told["marks"] = _plain(mention.marks)
    told["trigger"] = mention.trigger
    told["rule"] = mention.rule
    for name in _SHARED:
        value = getattr(mention, name)
        if value != getattr(event, name):
            told[name] = _plain(value)
    return told


def _mention(told: Mapping[str, Any], event: Event) -> EventMention:
    shared = {name: told.get(name, getattr(event, name)) for name in _SHARED}
    shared["actors"] = tuple(shared["actors"])
    return EventMention(
        **{name: told[name] for name in TELLING},
        **shared,
        marks=tuple(Mark(**mark) for mark in told.get("marks", ())),
        trigger=told.get("trigger", ""),
        rule=told.get("rule", ""),
    )


def _conflict(conflict: Conflict) -> Record:
    return {
        "field": conflict.field,
        "values": list(conflict.values),
        "documents": [list(names) for names in conflict.documents],
    }


def _to_conflict(record: Mapping[str, Any]) -> Conflict:
    return Conflict(
        field=record["field"],
        values=tuple(record["values"]),
        documents=tuple(tuple(names) for names in record["documents"]),
    )


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, Mark):
        return {"kind": value.kind, "start": value.start, "end": value.end}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value
