"""Named events of the gazetteer: "the Harbour War, which began on 3 May" has a known place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.link.scene import Frame
from geomap.model import Match, NamedEvent, Timex, Toponym

Named = Sequence[tuple[Match, NamedEvent]]

_ABOUT = re.compile(
    r"[\s,–—(]*(?:(?:which|that|had|has|was|were|first|officially)\b\s*)*"
    r"(?:began|begun|started|broke out|broken out|erupted|ended|lasted|ceased|resumed|concluded)\b",
    re.I,
)


def place_by_name(text: str, frame: Frame, named: Named, timexes: Sequence[Timex]) -> Frame:
    """`frame` at the place of a named event whose beginning or end it tells.

    Only a clause with a date of its own tells it: "the defeat in the war" merely names it.
    """
    if frame.places or not timexes:
        return frame
    for match, event in named:
        phase = _ABOUT.match(text, match.end) if event.place_id else None
        if phase and event.place_id and _about(frame, match, phase.end()):
            where = _toponym(match, event.place_id)
            dated = _dated(text, phase.end(), timexes)
            if dated:
                return frame._replace(
                    places=(where,), place_rule="place of a named event", timex=dated
                )
    return frame


def _about(frame: Frame, match: Match, end: int) -> bool:
    """Whether the frame's word is the event's name, or the verb after it."""
    return match.start <= frame.main.start < end


def _dated(text: str, start: int, timexes: Sequence[Timex]) -> Timex | None:
    """The date right after the verb: "began on 3 May"."""
    return next(
        (
            t
            for t in timexes
            if t.edtf and start < t.start <= start + 12 and "," not in text[start : t.start]
        ),
        None,
    )


def _toponym(match: Match, place_id: str) -> Toponym:
    return Toponym(
        start=match.start,
        end=match.end,
        exact=match.exact,
        role="event-location",
        place_id=place_id,
        score=1.0,
        reason=f"the gazetteer says where {match.exact!r} was",
    )
