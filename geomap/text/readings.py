"""What a sentence says of an event word, and a sentence read so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.model import Status
    from geomap.text.clauses import Clause
    from geomap.text.tokens import Token

# the weaker, the further from having happened: of two statuses the weaker counts
_WEAKNESS: Mapping[str, int] = {
    name: n
    for n, name in enumerate(
        ("occurred", "ongoing", "alleged", "planned", "proposed", "hypothetical", "refused")
    )
}
REAL = frozenset({"occurred", "ongoing", "alleged"})
"""What happened, as far as somebody says."""


class Reading(NamedTuple):
    """What a sentence says of one event word. A tuple: a report has hundreds."""

    status: Status
    rule: str
    polarity: Literal["told", "negated", "aim", "attempt"] = "told"
    """negated: it did not happen. aim: only what something is for, or cannot be. attempt: tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A sentence's words and clauses, and what is said of the event of each clause's verb."""

    words: Sequence[Token]
    clauses: Sequence[Clause]
    readings: Sequence[Reading]
    """One for each clause, in order; while they are made, those of the clauses before."""
    lowers: Sequence[str]
    """The words in lower case."""


def weaker(one: Status, other: Status) -> Status:
    """Of two statuses the one further from having happened.

    Examples
    --------
    >>> weaker("occurred", "planned")
    'planned'
    """
    return one if _WEAKNESS[one] >= _WEAKNESS[other] else other
