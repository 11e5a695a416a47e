"""Words that point back at a place: "crowds gathered there", "rebels lost it in May"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geomap import _resources
from geomap.link.scene import Frame, Passage
from geomap.model import Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

_THERE = re.compile(
    r"(?<!\w)(?<!from )(?<!over )there(?!\w)"
    r"(?!['’]|\s+(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall"
    r"|should|seems?|seemed|remains?|remained|exists?|existed|comes?|came|goes|went|followed|arose)\b)",
    re.I,
)
_IT = re.compile(r"\s(?:back\s)?it\b")
_COUNTRY, _REACH = 6, 60
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
    if at is None and len(told) == 1 and main.lemma in _changing_hands():
        found = _IT.match(text, main.end)
        at = found.start() if found else None
    if at is None or any(t.place_id and t.start < at for t in passage.toponyms if _is_place(t)):
        return frame
    reason = f"points back at {told[-1].exact!r}"
    place = replace(told[-1], role="event-location", reason=reason)
    return frame._replace(places=(place,), place_rule="place told of before")


def _there(text: str, frame: Frame) -> int | None:
    low, high = frame.clause
    for found in _THERE.finditer(text, low, min(high, frame.main.end + _REACH)):
        if found.start() >= frame.main.end or not text[low : found.start()].strip(' \n,"“'):
            return found.start()
    return None


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


@cache
def _changing_hands() -> frozenset[str]:
    rows = tomllib.loads(_resources.lexicon("en", "linking"))["one_kind"]
    return frozenset(word for row in rows if row["name"] == "control" for word in row["words"])
