"""What kind of happening a telling is of: by its PLOVER type, and by its own word."""

from __future__ import annotations

from functools import cache

from geomap.text import _lexicon

# a refusal is about the talk that it refuses
_CLASSES = {
    "AGREE": "talk",
    "CONSULT": "talk",
    "COOPERATE": "talk",
    "SUPPORT": "talk",
    "CONCEDE": "talk",
    "REQUEST": "talk",
    "REJECT": "talk",
    "AID": "aid",
    "RETREAT": "yield",
    "MOBILIZE": "move",
    "COERCE": "coerce",
    "ASSAULT": "force",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "ACCUSE": "accuse",
    "SANCTION": "sanction",
}

_FORCE = ("force", "control", "blow")


def kinds(type_: str | None, trigger: str) -> frozenset[str]:
    """The kinds that a telling is of, its own word among them.

    A battle may be the shelling or the capture of a town, but these two are not one.

    Examples
    --------
    >>> sorted(kinds("RETREAT", "hand over")), sorted(kinds(None, "rename"))
    (['control', 'hand over', 'yield'], ['rename'])
    """
    broad, group = _CLASSES.get(type_ or ""), _groups().get(trigger)
    if broad == "force":
        return frozenset((group, trigger) if group else (*_FORCE, trigger))
    return frozenset(kind for kind in (broad, group, trigger) if kind)


@cache
def _groups() -> dict[str, str]:
    """The group of each word that the lexicon puts in one."""
    rows = _lexicon.read("linking")["one_kind"]
    return {word: row["name"] for row in rows for word in row["words"]}
