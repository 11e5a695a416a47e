"""Which place a frame happened at: the place words of its clause, then of its sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.link.fitting import PLAIN_RANK, fits, rank
from geomap.link.scene import PINNED, Frame, Passage
from geomap.model import Toponym, Trigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Gazetteer

_JOINT = re.compile(
    r"[\s,;/&(]*(?:(?:and|or|as well as|also|both)\b)?[\s,]*(?:(?:in|at|near|the)\b\s*)*"
)
_REFERENCE = re.compile(
    r"\s*,\s*(?:near|close to|not far from|outside|(?:north|south|east|west) of)\s+(?:the\s+)?",
    re.I,
)
"""Between a place and one that only says where it lies: "in Dorn, near Vell"."""
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
_TAKING = ("ASSAULT", "RETREAT", "COERCE")
_REAL = ("occurred", "ongoing")
_RELATIVE = re.compile(r"[\s,]*(?:that|which)\b", re.I)
_OF_IT = re.compile(
    r"(?:\s+(?:of|in|around|near)\s+[\w\-’' ]{1,30}|,\s+(?:an?|the)\s[\w\-’', ]{1,45})?[\s,]*"
)
_ABOUT = 60
"""Code points between a place and the relative clause on it."""
_UNREAL = ("planned", "proposed", "refused", "hypothetical", "alleged")
_DATED = 12
"""Code points between a place and its date."""
_GIVEN, _LISTED = ": given", "listed with the name before"
_LYING = 48
_LIES_IN = re.compile(
    r"(?: (?:village|town|settlement|city|community|hamlet|municipality|base|outpost))?"
    r"(?:, (?:in )?| of | in | \()(?:(?:the|nearby|neighbouring|\w{2,20}['’]s) ){0,2}"
)
_DISTRICT, _COUNTRY = 3, 6
_OWN = re.compile(r" (?:of|in|at|near|on|against|around) (?:the )?")
_Run = tuple[Toponym, ...]


def place(
    text: str, passage: Passage, frames: Sequence[Frame], gazetteer: Gazetteer
) -> list[Frame]:
    """`frames` with their places; those for which the sentence has none stay without.

    Each run of place words ("in Martakert, Hadrut and Martuni") goes to one frame: the
    nearest trigger before it in its clause, else the nearest after it, else the same over
    the sentence. A proposed place never goes to something that happened.
    """
    placed = {id(frame): frame for frame in frames}
    offered: list[Frame] = []
    for run in runs(text, passage.toponyms):
        chosen = _governor(text, passage, run, frames)
        if chosen is None:
            offered += _as_offer(text, run, frames, gazetteer)
            continue
        frame, rule = chosen
        held = placed[id(frame)]
        main = held.main if held.places else _nearest(frame, run[0].start)
        known = _in_known(text, _between(text, run, gazetteer), passage, gazetteer)
        here = tuple(t for t in known if fits(text, t, main, gazetteer, first=run[0]))
        if here and _tells_more(text, held, here):
            offered.append(_of_its_own(frame, here, rule))
        elif here and (not held.places or rule == held.place_rule):
            gapped = _is_gapped(held.places, here, passage)
            kept = (*held.places, *here) if gapped else _better(text, held.places, here)
            both = _innermost(kept, gazetteer)
            main = _turned_down(main, run)
            gone = tuple(t for t in (*held.around, *held.places, *here) if t not in both)
            placed[id(frame)] = held._replace(main=main, places=both, place_rule=rule, around=gone)
    found = [*placed.values(), *offered]
    return [frame if frame.places else _of_antecedent(text, passage, frame) for frame in found]


def _in_known(text: str, run: _Run, passage: Passage, gazetteer: Gazetteer) -> _Run:
    """Places that the gazetteer lacks are pinned at the district that the words put them in.

    In "the villages of U and V in Westmark" both lie there.
    """
    unknown = [t for t in run if t.place_id is None]
    if not unknown:
        return run
    around = _region(text, unknown[-1], passage, gazetteer)
    regions = {t: _region(text, t, passage, gazetteer) or around for t in unknown}
    return tuple(_lying(t, regions.get(t)) for t in run)


def _lying(toponym: Toponym, region: Toponym | None) -> Toponym:
    if toponym.place_id is not None or region is None:
        return toponym
    reason = f"{toponym.reason}; as it lies in {region.exact!r}"
    return replace(toponym, place_id=region.place_id, reason=reason)


def _region(text: str, toponym: Toponym, passage: Passage, gazetteer: Gazetteer) -> Toponym | None:
    """The district, province or country that the words after a place put it in."""
    found = [
        (gazetteer.precision(t.place_id), t.start, t)
        for t in passage.toponyms
        if t.place_id is not None
        and toponym.end < t.start <= toponym.end + _LYING
        and _LIES_IN.fullmatch(text, toponym.end, t.start)
    ]
    return min((row for row in found if _DISTRICT <= row[0] <= _COUNTRY), default=(0, 0, None))[2]


def _tells_more(text: str, held: Frame, here: _Run) -> bool:
    """Whether a second event word has a place of its own: "after the capture of Vell"."""
    own = _nearest(held, here[0].start)
    apart = held.places and own != held.main and own.type is not None and "/noun" in own.rule
    return bool(apart) and _OWN.fullmatch(text, own.end, here[0].start) is not None


def _of_its_own(frame: Frame, here: _Run, rule: str) -> Frame:
    main = _nearest(frame, here[0].start)
    return Frame(triggers=(main,), main=main, places=here, place_rule=rule)


def _of_antecedent(text: str, passage: Passage, frame: Frame) -> Frame:
    """The place that a relative clause speaks of: "the town that the rebels captured"."""
    low, main = frame.clause[0], frame.main
    if main.type not in _TAKING or not _RELATIVE.match(text, low) or main.status not in _REAL:
        return frame
    for toponym in passage.toponyms:
        named = toponym.place_id is not None and toponym.role in ("background", "event-location")
        if named and 0 <= low - toponym.end <= _ABOUT and _OF_IT.fullmatch(text, toponym.end, low):
            return frame._replace(places=(toponym,), place_rule="what the relative clause is about")
    return frame


def _better(text: str, held: _Run, new: _Run) -> _Run:
    """Of two places in a clause the one where it is said to happen; both where both are."""
    if not held:
        return new
    if new[0].reason.startswith(_LISTED):
        return (*held, *new)
    ranks = rank(text, held[0].start), rank(text, new[0].start)
    if max(ranks) <= PLAIN_RANK:
        return (*held, *new)
    return new if ranks[1] < ranks[0] else held


def _is_gapped(held: _Run, new: _Run, passage: Passage) -> bool:
    """Whether each of two places has a date after it: "in Dorn by May 3 and in Vell by May 9"."""
    if not held or held[-1].role != new[0].role or held[-1].end > new[0].start:
        return False
    ends = held[-1].end, new[-1].end
    starts = [t.start for t in passage.timexes if t.edtf is not None]
    first = any(ends[0] <= s < new[0].start for s in starts)
    return first and any(ends[1] <= s <= ends[1] + _DATED for s in starts)


def _as_offer(text: str, run: _Run, frames: Sequence[Frame], gazetteer: Gazetteer) -> list[Frame]:
    """A proposed place in a sentence where all the rest happened: an offer of its own."""
    if run[0].role != "proposed-location" or any(f.status in _UNREAL for f in frames):
        return []
    here = [f for f in frames if f.clause[0] <= run[0].start < f.clause[1]]
    near = min(here, key=lambda f: _distance(f, run[0].start), default=None)
    if near is None or near.main.plain or not fits(text, run[0], near.main, gazetteer):
        return []
    main = replace(near.main, status="proposed", rule="the place is a proposed one")
    return [Frame(triggers=(main,), main=main, places=run, place_rule="proposed place")]


def runs(text: str, toponyms: Sequence[Toponym]) -> list[_Run]:
    """The place words that say where something happens, coordinated ones together."""
    found: list[list[Toponym]] = []
    before: Toponym | None = None
    for toponym in toponyms:
        if toponym.role not in PINNED:
            continue
        if before is not None and _REFERENCE.fullmatch(text, before.end, toponym.start):
            continue
        before = toponym
        last = found[-1][-1] if found else None
        if last and last.role == toponym.role and _joined(text, last.end, toponym.start):
            found[-1].append(toponym)
        else:
            found.append([toponym])
    return [tuple(run) for run in found]


def _joined(text: str, start: int, end: int) -> bool:
    return end - start <= 24 and _JOINT.fullmatch(text, start, end) is not None


def _governor(
    text: str, passage: Passage, run: _Run, frames: Sequence[Frame]
) -> tuple[Frame, str] | None:
    at, proposed = run[0].start, run[0].role == "proposed-location"
    fitting = [
        f
        for f in frames
        if not proposed
        or f.status in _UNREAL
        or f.main.type == "REJECT"
        or _is_aimed_at(at, f, passage)
    ]
    near = [
        f
        for f in fitting
        if f.clause[0] <= at < f.clause[1]
        or _is_subject(at, f, passage)
        or _is_said_of(at, f, passage)
    ]
    near = [f for f in near if _is_own_of_given(text, at, f)] or near
    if near:
        return min(near, key=lambda f: _distance(f, at)), "place in the clause"
    if fitting and passage.only_says_where(text, at):
        frame = min(fitting, key=lambda f: _distance(f, at))
        if not passage.describes_noun(text, at, frame.main):
            return frame, "place in the sentence"
    return None


def _is_aimed_at(at: int, frame: Frame, passage: Passage) -> bool:
    """Whether a place is what an attack aims at: "launched an offensive to capture Dorn"."""
    clause = passage.clause_at(at)
    aim = clause is not None and clause.kind == "infinitive" and frame.main.end <= clause.start
    return aim and frame.main.type == "ASSAULT" and frame.clause[0] <= at < frame.clause[1]


def _is_own_of_given(text: str, at: int, frame: Frame) -> bool:
    """Whether a place stands by a word that only says when ("after the shelling of Dorn, ...")."""
    main = frame.main
    if _GIVEN not in main.rule:
        return True
    return main.end <= at <= main.end + _LYING and "," not in text[main.end : at]


def _is_said_of(at: int, frame: Frame, passage: Passage) -> bool:
    """Whether a place lies in words that only describe an event: "agreements reached in Dorn"."""
    clause = passage.clause_at(at)
    if clause is None or clause.verb is None or clause.verb[0] != clause.start:
        return False
    last = frame.triggers[-1]
    follows = 0 < clause.start - last.end <= 1 and "/noun" in last.rule
    others = (t for t in passage.triggers if clause.start <= t.start < clause.end)
    return follows and all(t.plain or _GIVEN in t.rule for t in others)


def _is_subject(at: int, frame: Frame, passage: Passage) -> bool:
    """Whether a place is what an infinitive tells of: "the town is to be returned by May"."""
    here, clause = passage.clause_at(at), passage.clause_at(frame.clause[0])
    if here is None or clause is None or clause.kind != "infinitive" or here.lemma != "be":
        return False
    return here.end <= clause.start <= here.end + 1


def _between(text: str, run: _Run, gazetteer: Gazetteer) -> _Run:
    """What lies between two places is one thing: it is pinned at the more exact end."""
    if len(run) != 2 or not _BETWEEN.search(text, max(0, run[0].start - 16), run[0].start):
        return run
    return (min(run, key=lambda t: gazetteer.precision(t.place_id) if t.place_id else 9),)


def _turned_down(main: Trigger, run: _Run) -> Trigger:
    """What is turned down, at a place named after the verb or planned for it, did not happen."""
    if main.type != "REJECT" or main.status != "occurred":
        return main
    if run[0].start < main.end and run[0].role != "proposed-location":
        return main
    return replace(main, status="refused", rule=f"{main.rule}; what it turns down")


def _nearest(frame: Frame, at: int) -> Trigger:
    return min(frame.triggers, key=lambda t: (t.end > at, abs(t.start - at)))


def _distance(frame: Frame, at: int) -> tuple[int, int]:
    """Triggers before the place come first, then those after it; near before far."""
    before = [at - t.end for t in frame.triggers if t.end <= at]
    after = [t.start - at for t in frame.triggers if t.end > at]
    return (0, min(before)) if before else (1, min(after))


def _innermost(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Each place once, without those that only say where another one lies."""
    once = {t.place_id or t.exact: t for t in reversed(toponyms)}
    around = {
        p.id for key, t in once.items() if t.place_id for p in gazetteer.parents(key) if p.id != key
    }
    return tuple(sorted((t for k, t in once.items() if k not in around), key=lambda t: t.start))
