"""Linking inside one document: which words tell one happening, where and when it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.link.dates import date_frame
from geomap.link.dating import UNTIL, Dating, Owners, Running
from geomap.link.fitting import rank, stands_at
from geomap.link.named import Named, place_by_name
from geomap.link.owners import dates
from geomap.link.places import place
from geomap.link.pointers import at_dateline, dateline_of, last_places, point_back
from geomap.link.scene import AHEAD, Frame, Passage, frames, one_place_each, passages, unplaced
from geomap.link.telling import Linked, tell
from geomap.model import Document, EventMention, Match, NamedEvent, Timex, Toponym, Trigger
from geomap.text import factuality
from geomap.text.clauses import Clause
from geomap.text.sentences import Sentence

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["link"]

_WEEK = timedelta(days=7)
_REAL = ("occurred", "ongoing")
_STATED = ("narrative", "heading")
_PASSING = re.compile(r": (?:given|presupposed)")
_AROUND_A_DATE = 4
"""Code points that a sentence may have beside a date and still be nothing else."""


def link(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    timexes: Sequence[Timex],
    triggers: Sequence[Trigger],
    gazetteer: Gazetteer,
    *,
    named: Named = (),
    clauses: Mapping[int, tuple[Clause, ...]] | None = None,
) -> tuple[EventMention, ...]:
    """The happenings that a document tells, in the order of its text.

    Place and date come from the clause of the trigger, then from its sentence, then from
    what the narrative, the heading or the document gives; `rule` says which. One telling
    has one place: a list of places makes several tellings of the same words. A trigger
    without a place or without a date is kept.

    Parameters
    ----------
    named
        Where the text names events of the gazetteer; they lend their place to a clause
        that dates their beginning or end.
    clauses
        The clauses by the number of their sentence, where they are known already.

    Returns
    -------
    One telling for each sentence, place, date and status.
    """
    laid_out = passages(sentences, toponyms, timexes, triggers, clauses or {})
    linked = _linked(document, laid_out, gazetteer, named)
    return tuple(tell(document, one, gazetteer) for one in linked)


def _linked(
    document: Document, laid_out: Sequence[Passage], gazetteer: Gazetteer, named: Named
) -> Iterator[Linked]:
    text, running = document.text, Running()
    named = sorted(named, key=_start)
    starts = [match.start for match, _ in named]
    for passage in laid_out:
        if passage.sentence.kind == "leftover":
            continue
        if passage.sentence.kind == "heading":
            running = Running(heading=_heading_date(text, passage.timexes, document.published))
        placed = place(text, passage, frames(passage.triggers), gazetteer)
        low, high = (bisect_left(starts, at) for at in _span(passage))
        placed = [place_by_name(text, f, named[low:high], passage.timexes) for f in placed]
        placed = [point_back(text, passage, f, running.places) for f in placed]
        dateline = running.dateline or dateline_of(passage)
        running = running._replace(dateline=dateline)
        placed = [at_dateline(text, passage, f, dateline, gazetteer) for f in placed]
        owners = dates(text, passage) if placed else {}
        dated = [
            (f, _dating(document, passage, f, running, owners))
            for p in placed
            for f in one_place_each(p)
        ]
        dated = [_scheduled(f, d, passage, document.published) for f, d in dated]
        dated = [(f, d) for f, d in dated if _tells(text, f, d, gazetteer)]
        dated = [(f if _asserted(text, f, d, passage) else unplaced(f), d) for f, d in dated]
        yield from _consolidated(passage, dated)
        running = _onward(running, passage, _told(dated))
        running = running._replace(places=last_places(passage, placed, gazetteer))


def _start(named: tuple[Match, NamedEvent]) -> int:
    return named[0].start


def _span(passage: Passage) -> tuple[int, int]:
    return passage.sentence.start, passage.sentence.end


def _tells(text: str, frame: Frame, dating: Dating, gazetteer: Gazetteer) -> bool:
    """Whether there is an event at all.

    A verb outside the lexicon needs a place, and a date that the report states or a place
    that is clearly its own; a verb of saying place or date, else it only says whose words
    follow.
    """
    main, stated = frame.main, dating.timex is not None or dating.basis in _STATED
    if main.plain:
        own = (stands_at(text, p, frame, gazetteer) for p in frame.places)
        return bool(frame.places) and (stated or any(own))
    saying = main.type is None and main.lemma in factuality.cues().speech
    return bool(frame.places) or dating.timex is not None or not saying


def _asserted(text: str, frame: Frame, dating: Dating, passage: Passage) -> bool:
    """Whether a clause says enough for a pin: not a mere wish, condition or heading."""
    clause = passage.clause_at(frame.main.start)
    if clause is None or dating.timex is not None:
        return True
    if frame.status == "refused" and frame.main.type != "REJECT":
        return any(rank(text, place.start) == 0 for place in frame.places)
    if clause.verb is None:
        return dating.basis not in ("document-date", "none")
    if clause.kind not in ("condition", "infinitive"):
        return True
    return frame.status != "hypothetical" and (frame.status not in AHEAD or dating.edtf is not None)


def _scheduled(
    frame: Frame, dating: Dating, passage: Passage, published: str | None
) -> tuple[Frame, Dating]:
    """What is told as a fact of a day after the report.

    In the present tense it is planned ("they meet on Friday"); in the past tense the day of
    the week before is meant.
    """
    last = edtf.bounds(published)[1]
    first, end = edtf.bounds(dating.edtf) if dating.timex is not None else (None, None)
    if last is None or first is None or frame.status not in _REAL:
        return frame, dating
    if first <= last:
        goes_on = dating.rule.endswith(UNTIL) and end is not None and end > last
        main = replace(frame.main, status="ongoing") if goes_on else frame.main
        return frame._replace(main=main), dating
    clause = passage.clause_at(frame.main.start)
    if clause is not None and clause.tense == "past":
        near = edtf.precision(dating.edtf) == "day" and first - last <= _WEEK
        rule = f"{dating.rule}, the week before: past tense"
        return frame, dating._replace(edtf=str(first - _WEEK), rule=rule) if near else dating
    main = replace(frame.main, status="planned", rule=f"{frame.main.rule}; after the report")
    return frame._replace(main=main), dating


def _dating(
    document: Document, passage: Passage, frame: Frame, running: Running, owners: Owners
) -> Dating:
    text, published = document.text, document.published
    dating = date_frame(text, passage, frame, running, published, owners=owners)
    return _closed(dating, frame, published)


def _consolidated(passage: Passage, found: Sequence[tuple[Frame, Dating]]) -> Iterator[Linked]:
    """One telling for each place, date and status; what has no place joins what has."""
    seen: set[tuple[object, ...]] = set()
    for frame, dating in sorted(found, key=lambda pair: not pair[0].places):
        for toponym in frame.places[:1] or (None,):
            key = (dating.edtf, frame.status, toponym and (toponym.place_id or toponym.exact))
            anywhere = (dating.edtf, frame.status)
            if key in seen or (toponym is None and anywhere in seen):
                continue
            seen |= {key, anywhere}
            yield Linked(passage=passage, frame=frame, toponym=toponym, dating=dating)


def _closed(dating: Dating, frame: Frame, published: str | None) -> Dating:
    """What has happened by the report's date did not happen after it."""
    last = edtf.bounds(published)[1]
    if last is None or not dating.edtf or not dating.edtf.endswith("/.."):
        return dating
    first = edtf.bounds(dating.edtf)[0]
    if first is None or first > last or frame.status not in ("occurred", "refused", "alleged"):
        return dating
    return dating._replace(edtf=f"[{first}..{last}]", rule=dating.rule + ", by the report's date")


def _heading_date(text: str, timexes: Sequence[Timex], published: str | None) -> Timex | None:
    """The date a heading gives its section; one that holds the report's own date gives none.

    In a dated report "2019 harbour strike" is the name of a topic, not the section's time.
    """
    low, high = edtf.bounds(published)
    for timex in timexes:
        first, last = edtf.bounds(timex.edtf)
        if timex.type != "DATE" or first is None or last is None:
            continue
        if low is not None and text[timex.end : timex.end + 2].strip().isalpha():
            continue
        if low is None or high is None or last < low or high < first:
            return timex
    return None


def _onward(running: Running, passage: Passage, datings: Sequence[Dating]) -> Running:
    """The date that the narrative stands at after this sentence."""
    here = passage.sentence
    alone = [t for t in passage.timexes if t.edtf and not passage.triggers]
    if alone and here.end - here.start <= alone[0].end - alone[0].start + _AROUND_A_DATE:
        return running._replace(told=alone[0], paragraph=here.paragraph, heads=True)
    told = [
        d.timex
        for d in datings
        if d.timex
        # the day of a treaty that is only named is not where the narrative stands
        and d.timex.anchor != "event"
        and edtf.precision(d.timex.edtf) == "day"
    ]
    if not datings:
        told = [t for t in passage.timexes if _is_told(t, passage)]
        told = told if len({t.edtf for t in told}) == 1 else []
    if told:
        return running._replace(told=told[-1], paragraph=here.paragraph, heads=False)
    return running


def _told(dated: Sequence[tuple[Frame, Dating]]) -> list[Dating]:
    """The dates that a sentence tells of, without those of what it names in passing."""
    telling = [d for f, d in dated if not _PASSING.search(f.main.rule)]
    return telling or [d for _, d in dated]


def _is_told(timex: Timex, passage: Passage) -> bool:
    """Whether a sentence without an event sets the day: "It had begun on Tuesday"."""
    clause = passage.clause_at(timex.start)
    past = clause is not None and (clause.tense == "past" or clause.perfect)
    return past and timex.anchor != "event" and edtf.precision(timex.edtf) == "day"
