"""What linking knows of time: a frame's date, and where the narrative stands."""

from __future__ import annotations

from typing import NamedTuple

from geomap.model import Basis, Timex, Toponym, Trigger

UNTIL = ", and until"
"""At the end of a rule: what it tells lasts until that day."""
OF_THE_WORD = "date of the word"
"""The rule of a date that belongs to a noun."""
Owners = dict[Timex, Trigger | None]


class Dating(NamedTuple):
    """A date with its basis, the words it came from and the rule that chose them."""

    edtf: str | None
    basis: Basis
    timex: Timex | None = None
    rule: str = ""


UNDATED = Dating(edtf=None, basis="none", rule="no date in reach")


class Running(NamedTuple):
    """What the narrative has said so far: the section's date, the last date and place told."""

    heading: Timex | None = None
    told: Timex | None = None
    paragraph: int = -1
    """Where `told` was told."""
    heads: bool = False
    """Whether `told` stands alone before the paragraph: "3 May. Crowds gather ..."."""
    places: tuple[Toponym, ...] = ()
    """Those that the sentence before told of."""
    dateline: Toponym | None = None
    """Where the report was filed."""
