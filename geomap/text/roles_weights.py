"""How likely something happened at a place word, by weights fitted on news sentences.

A logistic regression over what stands around the name: what governs it, the words beside it,
the nearest triggers, and the way to the word that most likely is the sentence's event. The
weights are made by scripts/fit_event_places.py, which says what they were fitted on.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap._resources import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Trigger
    from geomap.text.roles_site import Site
    from geomap.text.surroundings import Row

_AT_HOME = 0.3
"""The share from which an event word shows that a sentence is of the kind fitted on."""
_FAR = 12
_OFFICE = frozenset(
    ("police", "officials", "official", "authorities", "government", "military", "army")
)
_DISTANCE = frozenset(("km", "kilometers", "kilometres", "miles", "mi", "kms"))
_QUARTERS = frozenset(
    ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A fitted model."""

    bias: float
    words: dict[str, float]
    """How often a word, where it occurs, is the event a sentence is about."""
    weights: dict[str, float]


@functools.cache
def load(language: str = "en") -> Weights:
    """The shipped weights of one language.

    Examples
    --------
    >>> load().weights["gov=in"] > 0
    True
    """
    fitted = json.loads(lexicon(language, "event-places", suffix=".json"))
    return Weights(bias=fitted["bias"], words=fitted["words"], weights=fitted["weights"])


def chance(site: Site) -> float | None:
    """The probability that an event happened, or is to happen, at the mention.

    None where the sentence has no word of the kind of events the weights were fitted on.
    """
    model = load()
    if site.event < 0 or model.words[site.row.low[site.event]] < _AT_HOME:
        return None
    weights = model.weights
    total = model.bias
    for feature in features(site):
        total += weights.get(feature, 0.0)
    return 1.0 / (1.0 + math.exp(-total))


def features(site: Site) -> list[str]:
    """What is seen of a mention, as names of features that hold."""
    return [*_beside(site), *_shape(site), *_triggers(site), *_way(site)]


def _beside(site: Site) -> tuple[str, ...]:
    governor, row, unit = site.governor, site.row, site.unit
    word, head = governor.word, site.head
    return (
        f"gov={word}",
        f"head={head}",
        f"head+gov={head} {word}",
        f"noun={governor.noun}",
        f"link={governor.link}",
        f"next={_seen(row, unit + 1)}",
        f"next2={_seen(row, unit + 2)}",
        f"before={_seen(row, unit - 1)}",
        f"before2={_seen(row, unit - 2)}",
    )


def _seen(row: Row, k: int) -> str:
    if not 0 <= k < len(row.low):
        return "<edge>"
    if row.mention[k] >= 0:
        return "<place>"
    return row.low[k] if row.form[k][0].islower() or not row.form[k][0].isalpha() else "<name>"


def _shape(site: Site) -> Iterator[str]:
    mention, row, unit = site.mention, site.row, site.unit
    yield f"kind={mention.kind}{site.governs:d}"
    yield f"words={min(4, mention.exact.count(' '))}"
    names = [k for k, which in enumerate(row.mention) if which >= 0]
    place = names.index(unit)
    yield f"nth={min(4, place)}"
    yield f"left={min(4, len(names) - place - 1)}"
    if unit == 0:
        yield "first"
    if site.holds_next:
        yield "holds-next"
    if site.governor.noun in _QUARTERS:
        yield "quarter"
    if not _DISTANCE.isdisjoint(row.low[max(0, site.governor.at - 6) : unit]):
        yield "distance"
    if not _OFFICE.isdisjoint(row.low[unit + 1 : unit + 3]):
        yield "office"


def _triggers(site: Site) -> tuple[str, ...]:
    start = site.mention.start
    before = after = None
    for trigger in site.triggers:
        if trigger.start < start:
            before = trigger
        elif after is None:
            after = trigger
    return (*_one_trigger(site, "prior", before), *_one_trigger(site, "later", after))


def _one_trigger(site: Site, name: str, trigger: Trigger | None) -> tuple[str, ...]:
    if trigger is None:
        return (f"{name}=none",)
    inside = trigger.clause[0] <= site.mention.start < trigger.clause[1]
    return (
        f"{name}={trigger.lemma}",
        f"{name}-here={inside:d} {site.governor.word}",
        f"{name}-status={trigger.status}",
    )


def _way(site: Site) -> list[str]:
    """From the word that the sentence most likely is about to the mention."""
    row, unit, event = site.row, site.unit, site.event
    if event < 0:
        return ["event=none"]
    side = "right" if event < unit else "left"
    low, high = (event, unit) if event < unit else (unit, event)
    between = row.low[low + 1 : high]
    word, gov, far = row.low[event], site.governor.word, min(_FAR, high - low)
    names = high - low - 1 - row.mention[low + 1 : high].count(-1)
    return [
        f"event={side} {word}",
        f"event+gov={word} {gov}",
        f"far={side} {far}",
        f"far+gov={side} {far} {gov}",
        f"commas={side} {between.count(',')}",
        f"names={side} {min(4, names)}",
        *[f"past={side} {passed}" for passed in dict.fromkeys(between)],
    ]


def main_word(row: Row) -> int:
    """The unit of the word that is most often the event where it occurs, or -1."""
    words = load().words
    best, at = 0.0, -1
    for k in [k for k, word in enumerate(row.low) if word in words]:
        share = words[row.low[k]]
        if share > best and row.mention[k] < 0:
            best, at = share, k
    return at
