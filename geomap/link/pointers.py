"""Places told before: "crowds gathered there", "rebels lost it in May", "VIENNA - They met"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geomap.link.scene import Frame, Passage
from geomap.model import Toponym
from geomap.text import _lexicon

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

_THERE = re.compile(
    r"(?<!\w)(?<!from )(?<!over )there(?!\w)"
    r"(?!['’]|\s+(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall"
    r"|should|seems?|seemed|remains?|remained|exists?|existed|comes?|came|goes|went|followed|arose)\b)",
    re.I,
)
_IT = re.compile(r"\s(?:back\s)?it\b")
_AFAR = re.compile(
    r"\b(?:(?:tele)?phone[ds]?|call(?:ed)?|video|online|letter|remote(?:ly)?)\b", re.I
)
_COUNTRY, _REACH, _OPENING, _LEAD = 6, 60, 12, 2
_TOLD = ("occurred", "ongoing", "planned")


def point_back(text: str, passage: Passage, frame: Frame, told: Sequence[Toponym]) -> Frame:
    """`frame` at the place that the sentence before told of, if its words point there.

    "There" after the verb does, or before all else; and "it" after a verb of taking or losing
    land, if only one place was told of.
    """
    main = frame.main
    if not told or frame.places or frame.status not in _TOLD:
        return frame
    at = _there(text, frame)
    if at is None and len(told) == 1 and main.lemma in _words("control"):
        found = _IT.match(text, main.end)
        at = found.start() if found else None
    if at is None or any(t.place_id and t.start < at for t in passage.toponyms if _is_place(t)):
        return frame
    reason = f"points back at {told[-1].exact!r}"
    place = replace(told[-1], role="event-location", reason=reason)
    return frame._replace(places=(place,), place_rule="place told of before")


def _there(text: str, frame: Frame) -> int | None:
    """Where "there" stands after the verb, or before all else in the clause."""
    low, high = frame.clause
    end = frame.main.end
    found = _THERE.search(text, end, min(high, end + _REACH)) or _THERE.search(
        text, low, min(low + _OPENING, end)
    )
    if found is None or (found.start() < end and text[low : found.start()].strip(' \n,"“')):
        return None
    return found.start()


def _is_place(toponym: Toponym) -> bool:
    return toponym.role in ("event-location", "proposed-location", "background")


def last_places(
    passage: Passage, frames: Iterable[Frame], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """The places that a sentence leaves the reader at: those of events, else those named in it."""
    pinned = [place for frame in frames for place in frame.places]
    if not pinned:
        pinned = [t for t in passage.toponyms if t.role == "background"]
    found = {
        t.place_id: t
        for t in sorted(pinned, key=_start)
        if t.place_id and gazetteer.precision(t.place_id) < _COUNTRY
    }
    return tuple(found.values())


def _start(toponym: Toponym) -> int:
    return toponym.start


def dateline_of(passage: Passage) -> Toponym | None:
    """The town a report begins with ("VIENNA, March 12 -"), if it is only one."""
    found = [t for t in passage.toponyms if t.reason.startswith("dateline")]
    return found[0] if len(found) == 1 and passage.sentence.paragraph <= _LEAD else None


def at_dateline(
    text: str, passage: Passage, frame: Frame, dateline: Toponym | None, gazetteer: Gazetteer
) -> Frame:
    """What came together, as the lead of a report tells, did so where the report was filed.

    Unless the sentence names another place, or a telephone.
    """
    if dateline is None or frame.places or frame.status not in ("occurred", "ongoing"):
        return frame
    gathers = frame.main.type == "PROTEST" or frame.main.lemma in _words("gathering")
    lead = passage.sentence.paragraph <= _LEAD and not _AFAR.search(text, *_span(passage))
    if (
        not gathers
        or not lead
        or any(_is_elsewhere(t, dateline, gazetteer) for t in passage.toponyms)
    ):
        return frame
    place = replace(dateline, role="event-location", reason="where the report was filed")
    return frame._replace(places=(place,), place_rule="dateline")


def _span(passage: Passage) -> tuple[int, int]:
    return passage.sentence.start, passage.sentence.end


def _is_elsewhere(toponym: Toponym, dateline: Toponym, gazetteer: Gazetteer) -> bool:
    if not _is_place(toponym) or toponym.place_id in (None, dateline.place_id):
        return False
    return gazetteer.precision(str(toponym.place_id)) < _COUNTRY


@cache
def _words(name: str) -> frozenset[str]:
    """The words of one kind of happening."""
    rows = _lexicon.read("linking")["one_kind"]
    return frozenset(word for row in rows if row["name"] == name for word in row["words"])
