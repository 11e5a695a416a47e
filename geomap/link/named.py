"""Named events of the gazetteer: "the Harbour War, which began on 3 May" has a known place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.link.scene import Frame
from geomap.model import Match, NamedEvent, Timex, Toponym

Named = Sequence[tuple[Match, NamedEvent]]

_ABOUT = re.compile(r"[\s,–—(]*(?:(?:which|that|had|has|was|were|first|officially)\b\s*)*")
_PHASES = frozenset(
    ["begin", "start", "break out", "break", "erupt", "end", "last", "cease", "resume", "conclude"]
)


def place_by_name(text: str, frame: Frame, named: Named, timexes: Sequence[Timex]) -> Frame:
    """`frame` at the place of a named event whose beginning or end it tells.

    Only a clause with a date of its own tells it: "the defeat in the war" merely names it.
    """
    low, high = frame.clause
    dated = any(low <= t.start < high and t.edtf for t in timexes)
    if frame.places or not dated or frame.main.lemma not in _PHASES:
        return frame
    for match, event in named:
        if event.place_id and _about(text, match, frame):
            return replace(
                frame, places=(_toponym(match, event.place_id),), place_rule="named event"
            )
    return frame


def _about(text: str, match: Match, frame: Frame) -> bool:
    gap = frame.main.start - match.end
    return 0 < gap <= 40 and _ABOUT.fullmatch(text, match.end, frame.main.start) is not None


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
