"""Which borders are drawn, when, and in whose view: policy in docs/gazetteer.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from geomap.errors import GazetteerError
from geomap.gazetteer.labels import Worldview
from geomap.gazetteer.shapes import Row, Shapes
from geomap.gazetteer.when import in_force

Basis = Literal["recognised", "agreed", "de-facto"]
_DRAWN: dict[Worldview, tuple[Basis, ...]] = {
    "as-attested": ("recognised", "agreed", "de-facto"),
    "de-jure": ("recognised", "agreed"),
    "de-facto": ("recognised", "agreed", "de-facto"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A country, area or line whose edge is drawn."""

    place_id: str
    kind: Literal["country", "area", "line"]
    basis: Basis
    """recognised: by the states of the United Nations; agreed: by the parties, for a time;
    de-facto: as it was held, whatever anybody recognised."""
    valid: str | None
    """EDTF interval in which it is drawn; None is always."""
    geometry: dict[str, Any]
    """GeoJSON, EPSG:4326."""

    @property
    def dashed(self) -> bool:
        """Whether it is drawn dashed: all that is no recognised border."""
        return self.basis != "recognised"


def drawn(
    shapes: Shapes, states: frozenset[str], *, at: str | None, worldview: Worldview
) -> Iterator[Boundary]:
    """The boundaries of some shapes in a view; `Gazetteer.boundaries` is the way in.

    Parameters
    ----------
    shapes
        Those whose property `basis` says that their edges are drawn.
    states
        Ids of the places that are countries.
    at
        EDTF date; None gives those of all times, each with its own `valid`.
    worldview
        Whose borders.

    Raises
    ------
    GazetteerError
        If a shape's basis is none of recognised, agreed, de-facto.
    """
    for row in shapes.rows():
        properties = row["properties"]
        basis, valid = properties.get("basis"), properties.get("valid")
        if basis is None:
            continue
        if basis not in get_args(Basis):
            said = f"basis {basis!r} is none of {', '.join(get_args(Basis))}"
            raise GazetteerError(f"the shape of {properties['place_id']}: {said}")
        if basis in _DRAWN[worldview] and in_force(valid, at):
            yield Boundary(
                place_id=properties["place_id"],
                kind=_kind(row, states),
                basis=basis,
                valid=valid,
                geometry=row["geometry"],
            )


def _kind(row: Row, states: frozenset[str]) -> Literal["country", "area", "line"]:
    if "Line" in row["geometry"]["type"]:
        return "line"
    own = row["properties"]
    return "country" if own["basis"] == "recognised" and own["place_id"] in states else "area"
