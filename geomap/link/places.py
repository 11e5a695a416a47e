"""Which place a frame happened at: the place words of its clause, then of its sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.link.scene import Frame, Passage
from geomap.model import Toponym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Gazetteer

_PINNED = ("event-location", "proposed-location")
_JOINT = re.compile(
    r"[\s,;/&(]*(?:(?:and|or|as well as|also|both)\b)?[\s,]*(?:(?:in|at|near|the)\b\s*)*"
)
_UNREAL = ("planned", "proposed", "refused", "hypothetical", "alleged")
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
        chosen = _governor(run, frames)
        if chosen is None:
            offered += _as_offer(run, frames)
            continue
        frame, rule = chosen
        held = placed[id(frame)]
        if not held.places or rule == held.place_rule:
            both = _innermost((*held.places, *run), gazetteer)
            placed[id(frame)] = replace(held, places=both, place_rule=rule)
    return [*placed.values(), *offered]


def _as_offer(run: _Run, frames: Sequence[Frame]) -> list[Frame]:
    """A proposed place in a sentence where all the rest happened: an offer of its own."""
    if not frames:
        return []
    near = min(frames, key=lambda f: _distance(f, run[0].start))
    main = replace(near.main, status="proposed", rule="the place is a proposed one")
    return [Frame(triggers=(main,), main=main, places=run, place_rule="proposed place")]


def runs(text: str, toponyms: Sequence[Toponym]) -> list[_Run]:
    """The place words that say where something happens, coordinated ones together."""
    found: list[list[Toponym]] = []
    for toponym in toponyms:
        if toponym.role not in _PINNED:
            continue
        last = found[-1][-1] if found else None
        if last and last.role == toponym.role and _joined(text, last.end, toponym.start):
            found[-1].append(toponym)
        else:
            found.append([toponym])
    return [tuple(run) for run in found]


def _joined(text: str, start: int, end: int) -> bool:
    return end - start <= 24 and _JOINT.fullmatch(text, start, end) is not None


def _governor(run: _Run, frames: Sequence[Frame]) -> tuple[Frame, str] | None:
    at, proposed = run[0].start, run[0].role == "proposed-location"
    fitting = [f for f in frames if not proposed or f.status in _UNREAL]
    near = [f for f in fitting if f.clause[0] <= at < f.clause[1]]
    for frames_, rule in ((near, "place in the clause"), (fitting, "place in the sentence")):
        if frames_:
            return min(frames_, key=lambda f: _distance(f, at)), rule
    return None


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
