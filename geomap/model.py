"""The values that travel through geomap: frozen, slotted, compared by content.

Spans are half-open and count code points of the document's text. Longitude comes before
latitude (EPSG:4326, degrees). Dates are EDTF strings; see `geomap.edtf`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Role = Literal[
    "event-location", "proposed-location", "metonym", "demonym", "name-part", "background"
]
Status = Literal["occurred", "ongoing", "planned", "proposed", "refused", "hypothetical", "alleged"]
Basis = Literal["explicit", "narrative", "heading", "document-date", "quotation", "event", "none"]
Precision = Literal[
    "day", "interval", "month", "season", "year", "decade", "century", "open", "undated"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report. `text` is the decoded text that offsets count in, header included."""

    id: str
    text: str
    body_start: int = 0
    """Where the report's own words begin: after the date prefix of a .txt file."""
    published: str | None = None
    """The document's date, EDTF with its own precision, or None."""
    title: str | None = None
    source: str | None = None
    """The outlet."""
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression, as TIMEX3 and as EDTF, with the bounds of its beginning and end."""

    start: int
    end: int
    exact: str
    type: TimexType
    value: str | None
    """TIMEX3 value, for example 2020-11-09, 2016-FA, P2D, PAST_REF."""
    mod: str | None = None
    """TIMEX3 mod, for example START, MID, END, APPROX, BEFORE, AFTER."""
    edtf: str | None = None
    """The calendar time it denotes; None for durations, sets and what stays unresolved."""
    begin_earliest: date | None = None
    begin_latest: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None
    anchor: Basis = "none"
    """What the value was counted from."""
    rule: str = ""

    @property
    def earliest(self) -> date | None:
        """The first day it can touch; None is open or unknown."""
        return self.begin_earliest

    @property
    def latest(self) -> date | None:
        """The last day it can touch; None is open or unknown."""
        return self.end_latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word that evokes an event, with what its clause says of it."""

    start: int
    end: int
    exact: str
    lemma: str
    type: str | None
    """PLOVER event type, or None for an event outside that scheme."""
    status: Status
    clause: tuple[int, int]
    """Span of the clause it stands in."""
    sentence: tuple[int, int]
    speaker: str | None = None
    """Who says so, when the clause is reported speech."""
    rule: str = ""
    """The lexicon entry and the factuality rule that decided, for `explain`."""
    plain: bool = False
    """A verb outside the lexicon: it tells an event only together with a place and a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place word with its role, and the place it was resolved to (or None)."""

    start: int
    end: int
    exact: str
    role: Role
    place_id: str | None
    name: str | None = None
    """The neutral label in force at the document's date."""
    lon: float | None = None
    lat: float | None = None
    score: float = 0.0
    reason: str = ""
    """The rule that decided role and place, for `explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A part of a telling's sentence that carries one of its facts."""

    kind: Literal["place", "date", "trigger"]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One telling of an event in one document."""

    document: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    start: int
    """Span of the sentence that tells it; `exact` is its verbatim text."""
    end: int
    exact: str
    marks: tuple[Mark, ...]
    label: str
    type: str | None
    status: Status
    edtf: str | None
    date_basis: Basis
    date_text: str | None
    place_id: str | None
    place_name: str | None
    place_text: str | None
    lon: float | None
    lat: float | None
    where_precision: int | None
    """UCDP: 1 exact, 2 near, 3 district, 4 province, 5 region or line, 6 country, 7 world."""
    radius_km: float | None
    country: str | None
    actors: tuple[str, ...]
    speaker: str | None
    trigger: str
    """The trigger's lemma, for merging."""
    rule: str
    """How place, date and status were decided, for `explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field in which the tellings of one event differ."""

    field: str
    values: tuple[str, ...]
    documents: tuple[tuple[str, ...], ...]
    """For each value the documents that hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with all its tellings: one row of events.geojson (see docs/events.md)."""

    id: str
    label: str
    type: str | None
    status: Status
    edtf: str | None
    date_basis: Basis
    date_text: str | None
    place_id: str | None
    place_name: str | None
    place_text: str | None
    lon: float | None
    lat: float | None
    where_precision: int | None
    radius_km: float | None
    country: str | None
    actors: tuple[str, ...]
    n_documents: int
    n_sources: int
    evidence: tuple[EventMention, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read in one document."""

    document: Document
    toponyms: tuple[Toponym, ...]
    timexes: tuple[Timex, ...]
    triggers: tuple[Trigger, ...]
    mentions: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a place was called, by whom and when."""

    name: str
    lang: str
    """BCP 47, with a script subtag where the script is not the usual one (hy-Latn)."""
    kind: str
    """official, official_defacto, endonym, exonym, historical, soviet, romanization, press, ..."""
    valid: str | None = None
    """EDTF interval in which it was in use; None is not limited."""
    users: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    scan: bool = True
    """Whether it is looked for in texts; False for what is common word first ("the States")."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """What a place lies in, during an interval."""

    id: str
    valid: str | None = None


PlaceKind = Literal["place", "group", "line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry. Groups and lines are places too."""

    id: str
    title: str
    """The neutral label, both names where it is contested: Khankendi / Stepanakert."""
    kind: PlaceKind
    fclass: str
    """GeoNames feature class: A P L H S T."""
    fcode: str
    lon: float | None
    lat: float | None
    names: tuple[Name, ...]
    parents: tuple[Parent, ...] = ()
    members: tuple[str, ...] = ()
    """Place ids of a group's members."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    precision_km: float | None = None
    """How far off the point can be."""
    valid: str | None = None
    """EDTF interval in which the place itself existed; None is not limited."""
    contested: bool = False
    links: tuple[tuple[str, str], ...] = ()
    """Identifiers elsewhere: ("geonames", "147625")."""
    note: str | None = None
    where_precision: int | None = None
    """UCDP precision where the feature code alone would mislead."""
    coord_status: str | None = None
    """How well the point is checked: verified-2, verified-1, derived-from-polygon, ..."""
    coord_source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvent:
    """A named event with its interval: "the 2020 war", "the Bishkek Protocol"."""

    id: str
    title: str
    names: tuple[Name, ...]
    edtf: str
    place_id: str | None = None
    type: str | None = None


SenseKind = Literal["place", "demonym", "government", "not-place", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One thing a string of the gazetteer can mean."""

    kind: SenseKind
    id: str
    """Place id (place, demonym, government), named-event id, or not-place id."""
    name: Name
    note: str = ""
    """For not-places their kind: organisation, agreement, process, club, media, given-name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A gazetteer string found in a text, with everything it can mean."""

    start: int
    end: int
    exact: str
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An answer of `Gazetteer.find`: a place, the name that matched and how well."""

    place: Place
    name: Name
    score: float
    in_force: bool
    """Whether that name was in use at the date asked for."""
