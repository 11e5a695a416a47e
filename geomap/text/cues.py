"""The cue words for roles, read once from the lexicon."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping

from geomap._resources import lexicon

Cues = Mapping[str, frozenset[str]]
"""Sets of lower-case words by the id of their entry in roles.toml."""


@functools.cache
def load(language: str = "en") -> Cues:
    """The cues of one language.

    Examples
    --------
    >>> "president" in load()["title"]
    True
    """
    entries = tomllib.loads(lexicon(language, "roles"))["cue"]
    sets = {entry["id"]: frozenset(entry["words"]) for entry in entries}
    sets["beside-left"] = _joined(sets, "locative", "modifier", "place-noun", "reached", "joiner")
    sets["within-name"] = _joined(sets, "modifier", "place-noun")
    sets["no-surname"] = _joined(sets, "title", "not-a-name", "place-noun")
    sets["name-end"] = sets["name-head-after"] - sets["plain"]
    sets["putting"] = _joined(sets, "reached", "held", "naming", "locative")
    sets["people"] = _joined(sets, "titled", "seat", "partners")
    sets["officer"] = sets["title"] - {"head", "heads", "national", "delegation", "delegations"}
    sets["upon"] = _joined(sets, "taken", "upheaval", "motion")
    sets["beside-right"] = _joined(sets, "place-noun", "undergoing")
    return sets


def _joined(sets: dict[str, frozenset[str]], *names: str) -> frozenset[str]:
    return frozenset().union(*(sets[name] for name in names))
