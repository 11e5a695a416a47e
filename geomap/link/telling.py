"""From a frame with place and date to the telling that is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geomap import edtf
from geomap.link.actors import actors
from geomap.link.dating import Dating
from geomap.link.labels import label
from geomap.link.scene import Frame, Passage
from geomap.model import Document, EventMention, Mark, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


class Linked(NamedTuple):
    """A frame with the one place and the date it was linked to."""

    passage: Passage
    frame: Frame
    toponym: Toponym | None
    dating: Dating


def tell(document: Document, linked: Linked, gazetteer: Gazetteer) -> EventMention:
    """The telling of `linked`, with its sentence and the words that decided."""
    frame, dating, sentence = linked.frame, linked.dating, linked.passage.sentence
    toponym = linked.toponym
    place = gazetteer.places.get(toponym.place_id) if toponym and toponym.place_id else None
    first, last = edtf.bounds(dating.edtf)
    at = str(first or last) if first or last else document.published
    name = gazetteer.label(place.id, at=at) if place else None
    return EventMention(
        document=document.id,
        title=document.title,
        source=document.source,
        published=document.published,
        url=document.url,
        start=sentence.start,
        end=sentence.end,
        exact=document.text[sentence.start : sentence.end],
        marks=_marks(linked),
        label=label(document.text, linked.passage, frame),
        type=frame.main.type,
        status=frame.status,
        edtf=dating.edtf,
        date_basis=dating.basis,
        date_text=dating.timex.exact if dating.timex else None,
        place_id=place.id if place else None,
        place_name=name,
        place_text=toponym.exact if toponym else None,
        lon=place.lon if place else None,
        lat=place.lat if place else None,
        where_precision=gazetteer.precision(place.id) if place else None,
        radius_km=place.precision_km if place else None,
        country=place.country if place else None,
        actors=actors(document.text, linked.passage, frame, gazetteer),
        speaker=frame.main.speaker,
        trigger=frame.main.lemma,
        rule=_rule(linked),
    )


def _marks(linked: Linked) -> tuple[Mark, ...]:
    trigger, timex, toponym = linked.frame.main, linked.dating.timex, linked.toponym
    found = [Mark(kind="trigger", start=trigger.start, end=trigger.end)]
    if toponym:
        found.append(Mark(kind="place", start=toponym.start, end=toponym.end))
    if timex:
        found.append(Mark(kind="date", start=timex.start, end=timex.end))
    sentence = linked.passage.sentence
    return tuple(m for m in found if sentence.start <= m.start < sentence.end)


def _rule(linked: Linked) -> str:
    frame, toponym = linked.frame, linked.toponym
    where = f"{frame.place_rule} ({toponym.reason})" if toponym else "no place in reach"
    return f"{where}; {linked.dating.rule}; {frame.main.rule}"
