"""The way through: a document is read on its own, then all that was read is merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from geomap.gazetteer import Gazetteer
from geomap.link import link
from geomap.merge import merge
from geomap.model import Document, Event, Match, NamedEvent, Reading
from geomap.resolve import resolve
from geomap.text import lone, roles, sentences, timex, toponyms, triggers

ReadOne = Callable[[Document], Reading]


def read(document: Document, gazetteer: Gazetteer) -> Reading:
    """Everything that `document` says of places, times and happenings.

    A pure function of its arguments: the answer can be pickled, and documents can be read
    in any order and in any process.
    """
    text, published = document.text, document.published
    split = sentences.split(text, start=document.body_start)
    matches = tuple(gazetteer.scan(text, document.body_start))
    named = _named(matches, gazetteer)
    times = timex.find(text, split, published=published, events=named, title=document.title)
    names = toponyms.find(text, split, gazetteer, matches=matches)
    told = triggers.read(text, split, timexes=times, places=[n.start for n in names])
    decided = roles.assign(text, split, names, told.triggers)
    if lone.is_lone(text, split):
        names, decided = lone.weigh(text, names, decided, told.triggers)
    places = resolve(text, names, decided, gazetteer, at=published)
    return Reading(
        document=document,
        toponyms=places,
        timexes=times,
        triggers=told.triggers,
        mentions=link(
            document,
            split,
            places,
            times,
            told.triggers,
            gazetteer,
            named=named,
            clauses=told.clauses,
        ),
    )


def find_events(
    documents: Iterable[Document],
    gazetteer: Gazetteer,
    *,
    map: Callable[[ReadOne, Iterable[Document]], Iterable[Reading]] = map,  # noqa: A002  the seam's name
) -> list[Event]:
    """The events that `documents` tell, each with all its tellings, by date.

    Parameters
    ----------
    map
        Applies the reading to the documents: the builtin, or that of a process pool. The
        answer is the same.

    Examples
    --------
    >>> from geomap import gazetteer
    >>> report = Document(id="a", text="The ministers met in Vienna on 12 March 2019.")
    >>> events = find_events([report], gazetteer.load())
    >>> [(event.place_name, event.edtf, event.status) for event in events]
    [('Vienna', '2019-03-12', 'occurred')]
    """
    readings = map(partial(read, gazetteer=gazetteer), documents)
    return merge((m for reading in readings for m in reading.mentions), gazetteer)


def _named(matches: Iterable[Match], gazetteer: Gazetteer) -> tuple[tuple[Match, NamedEvent], ...]:
    """The named events that the document mentions, with their intervals."""
    return tuple(
        (match, gazetteer.events[sense.id])
        for match in matches
        for sense in match.senses
        if sense.kind == "event"
    )
