"""Looking places up by name, id and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geomap._resources import gazetteer_folder
from geomap.errors import GazetteerError
from geomap.gazetteer import files, fold, rows
from geomap.gazetteer.boundaries import Boundary, drawn
from geomap.gazetteer.labels import Worldview, label
from geomap.gazetteer.scan import Reference, Scanner, other_units
from geomap.gazetteer.shapes import Shapes
from geomap.gazetteer.when import in_force
from geomap.model import Candidate, Match, Name, NamedEvent, Place, Sense

_KIND_WEIGHT = {"romanization": 0.95, "soviet": 0.9, "historical": 0.85, "press": 0.8,
                "dataset": 0.7}  # fmt: skip
_CODE_WEIGHT = {"PCLI": 1.0, "PPLC": 0.99, "PPLA": 0.95, "ADM1": 0.93, "RGN": 0.93, "PPLA2": 0.9,
                "PPL": 0.88}  # fmt: skip
_CODE_PRECISION = {"ADM1": 4, "ADM1H": 4, "ADM2": 3, "ADM2H": 3, "ADM3": 3, "PCLI": 6, "PCLH": 6,
                   "PCLD": 6, "PCLS": 6, "TERR": 6, "CONT": 7, "MT": 2, "LK": 2, "RSV": 2,
                   "PASS": 2, "STM": 5, "MTS": 5}  # fmt: skip
_CLASS_PRECISION: Mapping[str, int] = {"P": 1, "S": 1, "A": 4, "H": 5, "T": 2, "L": 5}
_OUT_OF_FORCE = 0.5
_REMEMBERED = 4096
"""Labels and parents that are remembered, each."""
# A state's name stands for its government, too; other names that do are in governments.json.
_STATES = frozenset(("PCLI", "PCLH", "PCLD", "PCLS"))


def load(*folders: Path, worldview: Worldview = "as-attested", shipped: bool = True) -> Gazetteer:
    """The gazetteer that geomap ships, with what one or several folders of your own add to it.

    Parameters
    ----------
    *folders
        Folders in the format of docs/gazetteer.md; a place replaces one with the same id in the
        folders before it, names and all.
    worldview
        Whose names label contested places and whose borders are drawn, unless
        `Gazetteer.label` and `Gazetteer.boundaries` are told otherwise.
    shipped
        False leaves the shipped gazetteer out, so that `folders` are all there is.

    Raises
    ------
    GazetteerError
        With file and line, where a file breaks the format; or if there is no folder at all.

    Examples
    --------
    >>> gazetteer = load()
    >>> [candidate.place.id for candidate in gazetteer.find("Stepanakert")]
    ['az-khankendi']
    """
    own = gazetteer_folder()
    first = (own,) if shipped and own not in folders else ()
    chosen = (*first, *folders)
    if not chosen:
        raise GazetteerError("without the shipped gazetteer there must be a folder of your own")
    read = rows.Rows()
    for folder in chosen:
        # The tests visit every shipped row; here it would cost a third of the time.
        files.read(folder, read, sound=folder == own)
    if chosen != (own,):
        files.check_references(read, chosen)
    return Gazetteer(read, chosen, worldview)


class Gazetteer:
    """Places, named events and what else a string of a text can mean.

    Not changed after it is loaded; made with `load`. Pickled as its folders: a process that it
    is sent to with every report reads them once.
    """

    __slots__ = (
        "_by_key",
        "_children",
        "_folders",
        "_label",
        "_parents",
        "_rows",
        "_scanner",
        "_shapes",
        "_worldview",
    )

    def __init__(
        self,
        read: rows.Rows,
        folders: tuple[Path, ...] = (),
        worldview: Worldview = "as-attested",
    ) -> None:
        self._rows = read
        self._worldview: Worldview = worldview
        self._folders = folders
        self._shapes = Shapes(folders)
        self._scanner: Scanner | None = None
        self._label = lru_cache(_REMEMBERED)(self._labelled)
        self._parents = lru_cache(_REMEMBERED)(self._found_parents)
        self._by_key: dict[str, list[tuple[str, int]]] = {}
        self._children: dict[str, list[tuple[str, str | None]]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _loaded_once, (self._folders, self._worldview, _changed(self._folders))

    @property
    def places(self) -> Mapping[str, Place]:
        """All places by id."""
        return MappingProxyType(self._rows.places)

    @property
    def events(self) -> Mapping[str, NamedEvent]:
        """All named events by id."""
        return MappingProxyType(self._rows.events)

    @property
    def worldview(self) -> Worldview:
        """Whose names label contested places, and whose borders are drawn."""
        return self._worldview

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where it was loaded from."""
        return self._folders

    def senses(self) -> Iterator[Sense]:
        """Everything that a string of the gazetteer can mean."""
        for _, reference in self._strings():
            yield self._sense(reference)

    def _strings(self) -> Iterator[tuple[str, Reference]]:
        """What to look for in texts."""
        for place_id, feature in self._rows.places.raw.items():
            row = feature["properties"]
            kinds = ("place", "government") if row["fcode"] in _STATES else ("place",)
            for number, name in enumerate(row["names"]):
                if name.get("scan", True):
                    for kind in kinds:
                        yield name["name"], (kind, place_id, number)
        tables = {"event": self._rows.events.raw}
        tables |= {f"{kind}s": table.raw for kind, table in self._rows.senses.items()}
        for kind, table in tables.items():
            for row_id, row in table.items():
                for number, name in enumerate(row["names"]):
                    if name.get("scan", True):
                        yield name["name"], (kind, row_id, number)

    def _sense(self, reference: Reference) -> Sense:
        kind, row_id, number = reference
        if kind == "event":
            return Sense(kind="event", id=row_id, name=self.events[row_id].names[number])
        if kind.endswith("s"):
            return self._rows.senses[kind.removesuffix("s")][row_id][number]
        name = self.places[row_id].names[number]
        return Sense(kind="place" if kind == "place" else "government", id=row_id, name=name)

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every gazetteer string in ``text[start:end]``, in order, never overlapping.

        Whole words, the longest at each place; accents, quotes, hyphens and line ends fold,
        letter case does not, save for headlines in capitals.

        Returns
        -------
        Matches with half-open spans in code points of `text`.

        Examples
        --------
        >>> [(m.exact, m.senses[0].id) for m in load().scan("From NAGORNO‑KARABAKH to Xankəndi.")]
        [('NAGORNO‑KARABAKH', 'nagorno-karabakh'), ('Xankəndi', 'az-khankendi')]
        """
        if self._scanner is None:
            self._scanner = Scanner(self._strings(), self._sense)
        return self._scanner.scan(text, start, end)

    def find(self, name: str, *, at: str | None = None) -> tuple[Candidate, ...]:
        """The places of that name, best first; nothing is guessed.

        Parameters
        ----------
        name
            In any case, with or without its accents, hyphens and apostrophes.
        at
            EDTF; a name that nobody used then is still found, and marked as not in force.

        Examples
        --------
        >>> [(c.place.id, c.in_force) for c in load().find("leninakan", at="2001")]
        [('am-gyumri', False)]
        """
        best: dict[str, Candidate] = {}
        wanted = fold.key(name)
        index = self._index()
        ways = (wanted, fold.romanised(wanted), *other_units(wanted))
        same = next((index[way] for way in ways if way in index), [])
        for place_id, number in same:
            place = self._rows.places[place_id]
            used = place.names[number]
            valid = in_force(used.valid, at) and in_force(place.valid, at)
            score = _score(place, used) * (1 if valid else _OUT_OF_FORCE)
            if place.id not in best or score > best[place.id].score:
                best[place.id] = Candidate(
                    place=place, name=used, score=round(score, 3), in_force=valid
                )
        return tuple(sorted(best.values(), key=lambda found: (-found.score, found.place.id)))

    def similar(self, name: str, *, limit: int = 5) -> tuple[str, ...]:
        """Names that look like one the gazetteer does not know, to suggest, never to take.

        Examples
        --------
        >>> load().similar("Stepanakret", limit=1)
        ('Stepanakert',)
        """
        index = self._index()
        keys = get_close_matches(fold.key(name), index, n=3 * limit, cutoff=0.78)
        firsts = (index[key][0] for key in keys)
        found = dict.fromkeys(self.places[place].names[number].name for place, number in firsts)
        return tuple(found)[:limit]

    def label(
        self, place_id: str, *, at: str | None = None, worldview: Worldview | None = None
    ) -> str:
        """The neutral label in force at that date, both names where it is contested.

        Examples
        --------
        >>> load().label("az-khankendi", at="2020"), load().label("az-khankendi", at="1985")
        ('Khankendi / Stepanakert', 'Stepanakert')
        """
        return self._label(place_id, at, worldview or self._worldview)

    def _labelled(self, place_id: str, at: str | None, worldview: Worldview) -> str:
        return label(self._place(place_id), at=at, worldview=worldview)

    def parents(self, place_id: str, *, at: str | None = None) -> tuple[Place, ...]:
        """What the place lay in at that date, nearest first; without a date, ever.

        Examples
        --------
        >>> [place.id for place in load().parents("az-lachin-town", at="2010")][:2]
        ['az-lachin-district', 'az-kalbajar-lachin-er']
        """
        return self._parents(place_id, at)

    def _found_parents(self, place_id: str, at: str | None) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        queue = [self._place(place_id)]
        for place in queue:
            for parent in place.parents:
                if parent.id not in found and in_force(parent.valid, at):
                    found[parent.id] = self._place(parent.id)
                    queue.append(found[parent.id])
        return tuple(found.values())

    def members(self, place_id: str, *, at: str | None = None) -> tuple[Place, ...]:
        """A group's members, or the places that lay directly in a place at that date.

        Examples
        --------
        >>> len(load().members("seven-districts"))
        7
        """
        place = self._place(place_id)
        if place.members:
            return tuple(self._place(member) for member in place.members)
        lying = self._by_parent().get(place_id, ())
        inside = {child for child, valid in lying if in_force(valid, at)}
        return tuple(self._place(child) for child in sorted(inside))

    def footprint(self, place_id: str, *, at: str | None = None) -> dict[str, Any] | None:
        """The place's polygon or line at that date, as a GeoJSON geometry (EPSG:4326).

        A group without a shape of its own has its members' together. Shapes are read the first
        time one is asked for.
        """
        place = self._place(place_id)
        own = self._shapes.find(place_id, at)
        if own is not None or not place.members:
            return own
        return self._shapes.together(place.members, at)

    def boundaries(
        self, *, at: str | None = None, worldview: Worldview | None = None
    ) -> tuple[Boundary, ...]:
        """The countries, areas and lines whose edges are drawn, in a view and at a date.

        Parameters
        ----------
        at
            EDTF; None gives those of all times, each with its own `valid`.
        worldview
            As `load`, which see, unless told otherwise.

        Examples
        --------
        >>> then = load().boundaries(at="2016", worldview="as-attested")
        >>> [b.place_id for b in then if b.basis == "de-facto" and b.kind == "line"]
        ['line-of-contact']
        >>> any(b.basis == "de-facto" for b in load().boundaries(worldview="de-jure"))
        False
        """
        raw = self._rows.places.raw.items()
        states = frozenset(i for i, row in raw if row["properties"]["fcode"] in _STATES)
        view = worldview or self._worldview
        return tuple(drawn(self._shapes, states, at=at, worldview=view))

    def precision(self, place_id: str) -> int:
        """How precisely the place says where: UCDP where_precision, 1 exact to 7 world.

        Examples
        --------
        >>> [load().precision(i) for i in ("az-lachin-town", "az-lachin-district", "am")]
        [1, 3, 6]
        """
        place = self._place(place_id)
        if place.where_precision is not None:
            return place.where_precision
        if place.kind != "place":
            return 5
        return _CODE_PRECISION.get(place.fcode, _CLASS_PRECISION.get(place.fclass, 5))

    def _place(self, place_id: str) -> Place:
        try:
            return self._rows.places[place_id]
        except KeyError:
            raise GazetteerError(f"the gazetteer has no place {place_id!r}") from None

    def _by_parent(self) -> dict[str, list[tuple[str, str | None]]]:
        """What lay directly in a place, with the time it did."""
        if not self._children:
            for place_id, feature in self._rows.places.raw.items():
                for parent in feature["properties"].get("parents", ()):
                    child = (place_id, parent.get("valid"))
                    self._children.setdefault(parent["id"], []).append(child)
        return self._children

    def _index(self) -> dict[str, list[tuple[str, int]]]:
        """Place id and number of the name, by folded name."""
        if not self._by_key:
            for place_id, feature in self._rows.places.raw.items():
                for number, name in enumerate(feature["properties"]["names"]):
                    key = fold.key(name["name"])
                    for way in {key, fold.romanised(key)}:
                        self._by_key.setdefault(way, []).append((place_id, number))
        return self._by_key


@lru_cache(maxsize=2)
def _loaded_once(folders: tuple[Path, ...], worldview: Worldview, changed: int) -> Gazetteer:
    """A gazetteer that was sent to this process; `changed` tells it from one of older files."""
    del changed
    return load(*folders, worldview=worldview, shipped=False)


def _changed(folders: tuple[Path, ...]) -> int:
    """When the files of the folders last changed, in nanoseconds."""
    paths = (path for folder in folders for path in (folder, *folder.iterdir()))
    return max((path.stat().st_mtime_ns for path in paths), default=0)


def _score(place: Place, name: Name) -> float:
    """How likely the name means the place, without any context."""
    code = _CODE_WEIGHT.get(place.fcode, 0.85)
    return code * _KIND_WEIGHT.get(name.kind, 1.0)
