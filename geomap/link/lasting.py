"""What goes on: since a day, for some days, until a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap import edtf
from geomap.link.dating import OF_THE_WORD, UNTIL, Dating

if TYPE_CHECKING:
    from geomap.link.scene import Frame, Passage

_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+)?$", re.I)
_FOR = re.compile(
    r"\bfor\s+(?:the (?:last|past)\s+|more than\s+|about\s+|almost\s+|nearly\s+)?$", re.I
)
_LENGTH = re.compile(r"P(?P<number>\d{1,2})(?P<unit>[DW])")


def going_on(
    text: str, dating: Dating, frame: Frame, passage: Passage, published: str | None
) -> Dating:
    """What has been going on since a day lasts from then to the report."""
    timex, clause = dating.timex, passage.clause_at(frame.main.start)
    if timex is None or clause is None or dating.edtf is None or dating.rule == OF_THE_WORD:
        return dating
    today = edtf.bounds(published)[1]
    if _UNTIL.search(text, max(0, timex.start - 12), timex.start):
        return _ending(dating, today)
    if not (clause.perfect or clause.tense == "present"):
        return dating
    low = edtf.bounds(dating.edtf)[0]
    if (
        low is None
        or dating.edtf is None
        or dating.edtf[0] in "[."
        or not _SINCE.search(text, max(0, timex.start - 12), timex.start)
    ):
        return dating
    if today is not None and today < low:
        return dating
    first = (dating.edtf or "").partition("/")[0]
    value, rule = f"{first}/{today or '..'}", f"{dating.rule}, and since"
    return dating._replace(edtf=value, rule=rule)


def _ending(dating: Dating, today: date | None) -> Dating:
    """What lasts until a day: from the report on if it is ahead, else from nobody says when."""
    last = (dating.edtf or "").rpartition("/")[2]
    high = edtf.bounds(last)[1] if last.strip(".[]") else None
    if high is None or "[" in (dating.edtf or ""):
        return dating
    ahead = today is not None and high > today
    value = f"{today}/{last}" if ahead else f"../{last}"
    return dating._replace(edtf=value, rule=f"{dating.rule}{UNTIL}")


def lasting(text: str, frame: Frame, passage: Passage, published: str | None) -> Dating | None:
    """What "has raged for two weeks" lasts from then to the report."""
    low, today = edtf.bounds(published)
    clause = passage.clause_at(frame.main.start)
    if today is None or low != today or clause is None or not clause.perfect:
        return None
    for timex in passage.timexes:
        length = _LENGTH.fullmatch(timex.value or "") if timex.type == "DURATION" else None
        inside = frame.clause[0] <= timex.start < frame.clause[1]
        if length and inside and _FOR.search(text, max(0, timex.start - 16), timex.start):
            days = int(length["number"]) * (7 if length["unit"] == "W" else 1)
            value = f"{today - timedelta(days)}/{today}"
            return Dating(edtf=value, basis="document-date", timex=timex, rule="how long it lasts")
    return None
