"""When a frame happened: the words of its clause, its sentence, its narrative, the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from geomap import edtf
from geomap.link.dating import OF_THE_WORD, UNDATED, Dating, Owners, Running
from geomap.link.lasting import going_on, lasting
from geomap.link.scene import AHEAD, PINNED, Frame, Passage
from geomap.model import Basis, Timex, Trigger
from geomap.text import factuality

_OPENER = re.compile(r"\s*(?P<word>after|following|since|before|until|prior to)\b", re.I)
_NEXT_TO = re.compile(
    r"(?:\s*\([^()]{1,30}\))?"
    r"(?:[\s,(]*(?:(?:on|in|at|of|during|from|since|the)\b\s*)*|\s(?:by|till|until)\s(?:the\s)?)",
    re.I,
)
_JUST_BEFORE = re.compile(r"\s*(?:(?:in|on|at|near|of|from|the)\b\s*)*", re.I)
_LEADING = re.compile(r"[,;]\s+(?:(?:on|in|at|by|since|from|until)\s+)?(?:the\s+)?$", re.I)
_THAT = re.compile(r"(?<!\band )\bthat\b", re.I)
_BACKGROUND = re.compile(
    r"\b(?:had|previously|formerly|once|earlier|in the past|long ago|historically|repeatedly"
    r"|for (?:years|decades|centuries)|over the years)\b",
)
_GOES_ON = ("relative", "participle", "infinitive")
_GIVEN = ": given"
"""In the rule of a trigger: it only says when the rest was."""
_SETTLED = ("refused", "alleged")
_LEAD = 2
"""The first paragraphs, which tell the news."""
_MOMENT = timedelta(days=2)


def date_frame(
    text: str,
    passage: Passage,
    frame: Frame,
    running: Running,
    published: str | None,
    *,
    owners: Owners,
) -> Dating:
    """The date of `frame`, from the nearest words that give one, else from the document.

    `owners` are those of the passage, from `geomap.link.owners`.
    """
    stated = _stated(text, passage, frame, published, owners) if owners or frame.timex else None
    return (
        (going_on(text, stated, frame, passage, published) if stated else None)
        or lasting(text, frame, passage, published)
        or _in_narrative(text, frame, running, passage)
        or _of_document(text, frame, published, passage)
    )


def _stated(
    text: str, passage: Passage, frame: Frame, published: str | None, owners: Owners
) -> Dating | None:
    """The date that the words of the sentence give."""
    main = frame.main
    owned = [t for t, owner in owners.items() if owner is main]
    inside = (t for t, owner in owners.items() if owner is None)
    free = [t for t in inside if not main.start < t.start < main.end]
    plain = [t for t in free if not _vague(t)]
    given = [(t, o) for t, o in owners.items() if o and o is not main and _GIVEN in o.rule]
    return (
        _first([frame.timex] if frame.timex else owned, OF_THE_WORD)
        or _beside_place(text, frame, plain)
        or _in_clause(frame, [t for t in plain if not _leads_on(text, t, passage)], passage)
        or _by_given(text, given)
        or _in_sentence(text, frame, _by_then(frame, plain, published), passage)
        or _in_clause(frame, free, passage)
    )


def _by_given(text: str, given: Sequence[tuple[Timex, Trigger]]) -> Dating | None:
    """The date of another event that the words say this one was after, or before."""
    for timex, trigger in given:
        opener = _OPENER.match(text, trigger.clause[0])
        if opener:
            return _relative(timex, opener["word"].lower())
    return None


def _by_then(frame: Frame, timexes: list[Timex], published: str | None) -> list[Timex]:
    """Dates of other clauses, without those that begin or go on after what has happened."""
    last = edtf.bounds(published)[1]
    if last is None or frame.status not in ("occurred", "ongoing"):
        return timexes
    return [t for t in timexes if (edtf.bounds(t.edtf)[1] or last) <= last]


def _first(timexes: Sequence[Timex], rule: str) -> Dating | None:
    return _of(timexes[0], rule) if timexes else None


def _vague(timex: Timex) -> bool:
    """Recently, in the past, soon: better than nothing, and no more."""
    return timex.value is None or timex.value.endswith("_REF")


def _of(timex: Timex, rule: str, *, value: str | None = None) -> Dating:
    basis: Basis = timex.anchor if timex.anchor != "none" else "explicit"
    return Dating(edtf=value or timex.edtf, basis=basis, timex=timex, rule=rule)


def _beside_place(text: str, frame: Frame, usable: Sequence[Timex]) -> Dating | None:
    """A date right next to the place: "held in X on 3 May"."""
    for toponym in frame.places:
        for timex in usable:
            gap, end = min(toponym.end, timex.end), max(toponym.start, timex.start)
            joint = _NEXT_TO if toponym.start < timex.start else _JUST_BEFORE
            if 0 <= end - gap <= 48 and joint.fullmatch(text, gap, end):
                return _of(timex, "date beside the place")
    return None


def _in_clause(frame: Frame, usable: list[Timex], passage: Passage) -> Dating | None:
    low, high = frame.clause
    inside = [t for t in usable if low <= t.start < high]
    free = [t for t in inside if not _taken(t, frame, passage)] or inside
    if not free:
        return None
    nearest = min(free, key=lambda t: _gap(t, frame.main))
    return _of(_finer(nearest, usable, passage), "date in the clause")


def _finer(timex: Timex, others: Sequence[Timex], passage: Passage) -> Timex:
    """The finer date where it lies in the coarse one: "that year, at the end of October"."""
    low, high = edtf.bounds(timex.edtf)
    if edtf.precision(timex.edtf) != "year" or low is None or high is None:
        return timex
    here = passage.clause_at(timex.start)
    for other in others:
        first, last = edtf.bounds(other.edtf)
        clause = passage.clause_at(other.start)
        goes_on = clause is here or (clause is not None and clause.kind in _GOES_ON)
        inside = first and last and low <= first and last <= high
        if other.start > timex.start and goes_on and inside and (first, last) != (low, high):
            return other
    return timex


def _taken(timex: Timex, frame: Frame, passage: Passage) -> bool:
    """Whether another trigger of the clause stands closer to the date."""
    others = [t for t in passage.triggers if t.clause == frame.clause and t not in frame.triggers]
    return any(_gap(timex, t) < _gap(timex, frame.main) for t in others)


def _gap(timex: Timex, trigger: Trigger) -> int:
    return max(timex.start - trigger.end, trigger.start - timex.end, 0)


def _in_sentence(text: str, frame: Frame, usable: list[Timex], passage: Passage) -> Dating | None:
    """A date of another clause: one that opens the sentence holds for all of it."""
    others = [t for t in usable if not frame.clause[0] <= t.start < frame.clause[1]]
    if frame.places:
        others = [t for t in others if not _elsewhere(text, t, frame, passage)]
    for timex in others:
        opener = _opener(text, timex, passage)
        if opener:
            return _relative(timex, opener)
    earlier = [t for t in others if t.end <= frame.main.start]
    if earlier:
        return _spread(text, frame, earlier[-1], passage)
    later = [t for t in others if _goes_on(text, t, frame, passage)]
    return _of(later[0], "date later in the sentence") if later else None


def _elsewhere(text: str, timex: Timex, frame: Frame, passage: Passage) -> bool:
    """Whether a date stands right after another place of an event: "in X in 2003, then in Y"."""
    own = {p.start for p in (*frame.places, *frame.around)}
    return any(
        t.role in PINNED
        and t.start not in own
        and t.end <= timex.start <= t.end + 8
        and _JUST_BEFORE.fullmatch(text, t.end, timex.start)
        for t in passage.toponyms
    )


def _goes_on(text: str, timex: Timex, frame: Frame, passage: Passage) -> bool:
    """Whether a later date still speaks of the frame: no other event word comes between."""
    main = frame.main
    between = [t for t in passage.triggers if main.end <= t.start < timex.start]
    return (
        main.end <= timex.start
        and all(t in frame.triggers or _completes(text, t, main, passage) for t in between)
        and not _leads_on(text, timex, passage)
        and not passage.describes_noun(text, timex.start, main)
        and (_belongs_before(timex, passage) or passage.only_says_where(text, timex.start))
    )


def _completes(text: str, trigger: Trigger, main: Trigger, passage: Passage) -> bool:
    """Whether a verb only says of the noun just before its clause that it came about.

    "The statement that both signed on 9 May".
    """
    clause = passage.clause_at(trigger.start)
    if clause is None or not trigger.plain or clause.kind not in ("relative", "participle"):
        return False
    return 0 <= clause.start - main.end <= 2 and passage.only_says_where(text, trigger.start)


def _belongs_before(timex: Timex, passage: Passage) -> bool:
    """Whether the date's clause only completes the one before it: "to seize X on that day"."""
    clause = passage.clause_at(timex.start)
    return clause is None or clause.kind in ("infinitive", "participle", "adverbial")


def _leads_on(text: str, timex: Timex, passage: Passage) -> bool:
    """Whether a date after a comma opens what follows: "took the ridge, By May 3 the town"."""
    before = _LEADING.search(text, max(passage.sentence.start, timex.start - 12), timex.start)
    clause = passage.clause_at(timex.start)
    return (
        before is not None
        and clause is not None
        and clause.end < passage.sentence.end
        and (clause.end - timex.end <= 2)
    )


def _spread(text: str, frame: Frame, timex: Timex, passage: Passage) -> Dating:
    """A date before the clause holds for it, but a date of saying only bounds what is said."""
    low, high = edtf.bounds(timex.edtf)
    if not _is_said(text, frame, timex) or low is None or high is None:
        return _of(timex, "date earlier in the sentence")
    if frame.status in ("occurred", "ongoing") and not _goes_back(text, frame):
        value, rule = f"[{low - _MOMENT}..{high}]", "news of the moment"
    else:
        value, rule = _around(low, high, text, frame, passage)
    return _of(timex, f"said at that date; {rule}", value=value)


def _is_said(text: str, frame: Frame, timex: Timex) -> bool:
    that = _THAT.search(text, timex.end, frame.main.start)
    return that is not None or frame.main.speaker is not None


def _opener(text: str, timex: Timex, passage: Passage) -> str | None:
    """The conjunction of the clause that a date stands in."""
    for trigger in passage.triggers:
        low, high = trigger.clause
        if low <= timex.start < high:
            found = _OPENER.match(text, low)
            return found["word"].lower() if found else None
    return None


def _relative(timex: Timex, opener: str) -> Dating:
    """What "after it ended in May" says of the rest; after a year, that year still holds."""
    low, high = edtf.bounds(timex.edtf)
    rule = f"{opener!r} with a date in the same sentence"
    if edtf.precision(timex.edtf) in ("year", "decade", "century") or low is None or high is None:
        return _of(timex, rule)
    if opener in ("before", "until", "prior to"):
        return _of(timex, rule, value=f"../{high}")
    return _of(timex, rule, value=f"{low}/..")


def _in_narrative(text: str, frame: Frame, running: Running, passage: Passage) -> Dating | None:
    """The date told last in this paragraph, else the one in the section's heading."""
    told = running.told if running.paragraph == passage.sentence.paragraph else None
    if told is not None and running.heads:
        return _from_then(told, frame)
    if frame.status in AHEAD or _goes_back(text, frame):
        return None
    if told is not None:
        return Dating(edtf=told.edtf, basis="narrative", rule="date told just before")
    if running.heading is not None:
        return Dating(edtf=running.heading.edtf, basis="heading", rule="date of the heading")
    return None


def _from_then(told: Timex, frame: Frame) -> Dating:
    """The date that a chronology gives an entry; what is ahead lies after it."""
    low = edtf.bounds(told.edtf)[0]
    value = f"{low}/.." if low and frame.status in AHEAD else told.edtf
    return Dating(edtf=value, basis="narrative", rule="date at the head of the paragraph")


def _goes_back(text: str, frame: Frame) -> bool:
    """Whether the clause leaves the narrative's time; "had" in reported speech does not."""
    back = _background(text, frame)
    if back != "had":
        return bool(back)
    low = frame.clause[0]
    return frame.main.speaker is None and not _THAT.search(text, max(0, low - 6), low + 6)


def _background(text: str, frame: Frame) -> str:
    """The words of the clause that tell of earlier times, or nothing."""
    low, high = frame.clause
    found = _BACKGROUND.search(text[low:high].lower())  # a search without case is twice as slow
    return found.group() if found else ""


def _of_document(text: str, frame: Frame, published: str | None, passage: Passage) -> Dating:
    low, high = edtf.bounds(published)
    if low is None or high is None:
        return UNDATED
    value, rule = _around(low, high, text, frame, passage)
    return Dating(edtf=value, basis="document-date", rule=rule)


def _around(low: date, high: date, text: str, frame: Frame, passage: Passage) -> tuple[str, str]:
    """What a report or a statement of a day says of the time of what it tells."""
    if frame.status in AHEAD and not _offered(frame, passage):
        return f"{low}/..", "no date: not before it was told"
    clause = passage.clause_at(frame.main.start)
    now = clause is not None and clause.tense == "present" and not clause.perfect
    now = now or _opens_now(passage)
    lead = now or passage.sentence.paragraph <= _LEAD
    if frame.status not in _SETTLED and lead and not _background(text, frame):
        return f"[{low - _MOMENT}..{high}]", "no date: news of the moment"
    return f"../{high}", "no date: before it was told"


def _opens_now(passage: Passage) -> bool:
    """Whether a sentence opens with an event in the present tense, as headlines and digests do."""
    if not passage.clauses or not passage.triggers:
        return False
    first, event = passage.clauses[0], passage.triggers[0]
    told = not event.plain and first.start <= event.start < first.end
    return told and first.tense == "present" and not first.perfect


def _offered(frame: Frame, passage: Passage) -> bool:
    """Whether the offer itself is told as past: "they proposed a summit"."""
    offers = factuality.cues().over_infinitive
    return any(
        c.tense == "past" and c.start <= frame.main.start and offers.get(c.lemma) == "proposed"
        for c in passage.clauses
    )
