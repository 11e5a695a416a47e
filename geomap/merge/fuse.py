"""One event from all its tellings: what they agree on, what is more precise, what differs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from geomap import edtf
from geomap.merge.copies import n_sources
from geomap.merge.features import key
from geomap.model import Conflict, Event, EventMention, Status

_FINAL: tuple[Status, ...] = ("refused", "occurred", "ongoing")
_OPEN: tuple[Status, ...] = ("alleged", "planned", "proposed", "hypothetical")
_WEAK = ("document-date", "none")
_UNPLACED = 9
_T = TypeVar("_T")


def fuse(tellings: Sequence[EventMention]) -> Event:
    """The event that `tellings` tell together, with all of them as its evidence.

    The place is the most precise one, the date the narrowest one or, where tellings
    differ, the one-of set over all; the status is the latest that settles the matter. The
    id is that of the first telling, so that later reports do not change it.
    """
    if len(tellings) == 1:
        return _alone(tellings[0])
    ordered = sorted(tellings, key=lambda t: t.published or "~")
    where = min(ordered, key=lambda t: (_precision(t), not t.place_text, -_stated(t)))
    when, value = _date(ordered)
    status = _status(ordered)
    best = min(ordered, key=lambda t: (t.status != status, *_as_label(t, where, when)))
    return Event(
        id=_id(ordered[0]),
        label=best.label,
        type=best.type or _most(t.type for t in ordered if t.type),
        status=status,
        edtf=value,
        date_basis=when.date_basis,
        date_text=when.date_text,
        place_id=where.place_id,
        place_name=where.place_name,
        place_text=where.place_text,
        lon=where.lon,
        lat=where.lat,
        where_precision=where.where_precision,
        radius_km=where.radius_km,
        country=where.country,
        actors=tuple(dict.fromkeys(name for t in ordered for name in t.actors)),
        n_documents=len({t.document for t in ordered}),
        n_sources=n_sources(ordered),
        evidence=tuple(ordered),
        conflicts=_conflicts(ordered),
    )


def _alone(telling: EventMention) -> Event:
    """The event of a single telling: what it says."""
    t = telling
    return Event(
        id=_id(t),
        label=t.label,
        type=t.type,
        status=t.status,
        edtf=t.edtf,
        date_basis=t.date_basis,
        date_text=t.date_text,
        place_id=t.place_id,
        place_name=t.place_name,
        place_text=t.place_text,
        lon=t.lon,
        lat=t.lat,
        where_precision=t.where_precision,
        radius_km=t.radius_km,
        country=t.country,
        actors=t.actors,
        n_documents=1,
        n_sources=1,
        evidence=(t,),
        conflicts=(),
    )


def _id(first: EventMention) -> str:
    """Sixteen hexadecimal digits from what the first telling says and where it says it."""
    parts = (first.document, first.exact, first.trigger, first.place_id or first.place_text or "",
             first.edtf or "", first.status)  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _most(values: object) -> str | None:
    counted = Counter(values)  # type: ignore[call-overload]
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _precision(telling: EventMention) -> int:
    return _UNPLACED if telling.place_id is None else telling.where_precision or _UNPLACED - 1


def _stated(telling: EventMention) -> bool:
    return telling.date_basis not in _WEAK


def _as_label(telling: EventMention, where: EventMention, when: EventMention) -> tuple[object, ...]:
    return (
        telling.place_id != where.place_id,
        telling.edtf != when.edtf,
        telling.label.startswith("…"),
        telling.label.endswith("…"),
        not 25 <= len(telling.label) <= 80,
        telling.published or "~",
        key(telling),
    )


def _date(tellings: Sequence[EventMention]) -> tuple[EventMention, str | None]:
    """The telling whose date is kept, and the event's date."""
    dated = [t for t in tellings if t.edtf]
    stated = [t for t in dated if _stated(t)] or dated
    if not stated:
        return tellings[0], None
    narrowest = min(stated, key=lambda t: (_days(t.edtf), key(t)))
    low, high = edtf.bounds(narrowest.edtf)
    apart = [t for t in stated if not _meet((low, high), edtf.bounds(t.edtf))]
    if not apart:
        return narrowest, narrowest.edtf
    ends = [d for t in (narrowest, *apart) for d in edtf.bounds(t.edtf) if d]
    return narrowest, f"[{min(ends)}..{max(ends)}]"


def _days(value: str | None) -> int:
    first, last = edtf.bounds(value)
    return (last - first).days if first and last else date.max.toordinal()


def _meet(a: edtf.Bounds, b: edtf.Bounds) -> bool:
    early = a[0] is None or b[1] is None or a[0] <= b[1]
    return early and (b[0] is None or a[1] is None or b[0] <= a[1])


def _status(tellings: Sequence[EventMention]) -> Status:
    """The latest telling that settles it; at the same date a refusal, then what happened."""
    for settled in (_FINAL, _OPEN):
        told = [t for t in tellings if t.status in settled]
        if told:
            last = max(t.published or "" for t in told)
            latest = [t.status for t in told if (t.published or "") == last]
            return min(latest, key=settled.index)
    return tellings[0].status


def _conflicts(tellings: Sequence[EventMention]) -> tuple[Conflict, ...]:
    found = (
        _conflict("edtf", [(t.edtf, t.document) for t in tellings if t.edtf and _stated(t)]),
        _conflict("status", [(t.status, t.document) for t in tellings if t.status in _FINAL[:2]]),
        _conflict("place_id", [(t.place_id, t.document) for t in _finest(tellings) if t.place_id]),
    )
    return tuple(c for c in found if c is not None)


def _finest(tellings: Sequence[EventMention]) -> list[EventMention]:
    """Tellings with the finest precision of place: coarser ones do not disagree."""
    best = min(map(_precision, tellings))
    return [t for t in tellings if _precision(t) == best]


def _conflict(field: str, told: Sequence[tuple[str | None, str]]) -> Conflict | None:
    by: dict[str, set[str]] = {}
    for value, document in told:
        if value:
            by.setdefault(value, set()).add(document)
    if field == "edtf":
        by = _disagreeing(by)
    if len(by) < 2:
        return None
    values = tuple(sorted(by))
    return Conflict(
        field=field, values=values, documents=tuple(tuple(sorted(by[v])) for v in values)
    )


def _disagreeing(by: dict[str, set[str]]) -> dict[str, set[str]]:
    """Dates that do not meet some other date; a vaguer date that meets it is no conflict."""
    bounds = {value: edtf.bounds(value) for value in by}
    return {
        value: documents
        for value, documents in by.items()
        if any(not _meet(bounds[value], bounds[other]) for other in by)
    }
