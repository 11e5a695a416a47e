"""Finding every gazetteer string in a text, in one pass over it.

Aho-Corasick, leftmost and longest, over the folded text. A string matches with its own
capitals, or all in capitals as headlines write it; what the gazetteer writes in small letters
("the seven districts") may also begin with a capital or be titled.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from geomap.gazetteer import fold
from geomap.model import Match, Sense

# The words reports use for the unit that the gazetteer spells with a capital.
_UNITS = {
    "District": ("district", "region", "Region", "rayon", "raion", "province"),
    "Province": ("province", "region", "Region", "marz"),
    "Oblast": ("oblast", "region", "Region", "province"),
    "Governorate": ("governorate", "province", "Province", "region"),
    "Prefecture": ("prefecture",),
    "Krai": ("krai", "territory", "Territory", "region"),
    "River": ("river",),
    "Reservoir": ("reservoir",),
    "corridor": ("Corridor",),
    "Lake": ("lake",),
}


Reference = tuple[str, str, int]
"""A kind of sense, the id of its row, and which of the row's names it is."""


class Scanner:
    """An automaton over all strings of a gazetteer. Not changed after it is made.

    Parameters
    ----------
    strings
        Each string with one thing it may mean.
    resolve
        Makes the sense of a reference; asked for what was found only.
    """

    __slots__ = ("_automaton", "_by_pattern", "_meant", "_resolve", "_senses")

    def __init__(
        self, strings: Iterable[tuple[str, Reference]], resolve: Callable[[Reference], Sense]
    ) -> None:
        found: dict[str, dict[tuple[str, str], Reference]] = {}
        for name, reference in strings:
            for spelling in spellings(name):
                found.setdefault(spelling, {}).setdefault(reference[:2], reference)
        self._by_pattern = {spelling: index for index, spelling in enumerate(found)}
        self._meant = [tuple(by.values()) for by in found.values()]
        self._senses: list[tuple[Sense, ...] | None] = [None] * len(found)
        self._resolve = resolve
        self._automaton = AhoCorasick(
            list(found), matchkind=MatchKind.LeftmostLongest, store_patterns=False
        )

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """The strings found in ``text[start:end]``, in order, never overlapping."""
        end = len(text) if end is None else end
        # A word that the bounds cut in two is no word; the neighbours are looked at, too.
        folded, offsets = fold.text(text)
        if offsets is not None:
            start, end = _moved(offsets, start), _moved(offsets, end)
        part = folded if (start, end) == (0, len(folded)) else folded[start:end]
        free, made = start, self._senses
        for index, left, right in self._automaton.find_matches_as_indexes(part):
            if start:
                left, right = left + start, right + start  # noqa: PLW2901
            senses = made[index] or self._made(index)
            # Cheap first: nearly all matches stand free, and this loop is the cost of a scan.
            if folded[left - 1 : left].isalnum() or folded[right : right + 1].isalnum():
                left, right, senses = self._whole_words(folded, left, right, senses)  # noqa: PLW2901
            if senses and left >= free:
                free = right
                if offsets is not None:
                    left, right = offsets[left], offsets[right - 1] + 1  # noqa: PLW2901
                yield Match(start=left, end=right, exact=text[left:right], senses=senses)

    def _whole_words(
        self, folded: str, left: int, right: int, senses: tuple[Sense, ...]
    ) -> tuple[int, int, tuple[Sense, ...]]:
        """The match, or where it cuts a word the first and longest string of words within it."""
        if _is_edge(folded, left) and _is_edge(folded, right):
            return left, right, senses
        edges = [at for at in range(left, right + 1) if _is_edge(folded, at)]
        for first in edges:
            for last in reversed(edges):
                index = self._by_pattern.get(folded[first:last])
                if index is not None:
                    return first, last, self._senses[index] or self._made(index)
        return left, right, ()

    def _made(self, index: int) -> tuple[Sense, ...]:
        found = tuple(self._resolve(reference) for reference in self._meant[index])
        self._senses[index] = found
        return found


def spellings(name: str) -> list[str]:
    """The folded strings as which a name may stand in a text.

    Examples
    --------
    >>> spellings("Sana'a"), spellings("line of contact")[:2]
    (["Sana'a", "SANA'A", 'Sanaa', 'SANAA'], ['line of contact', 'LINE OF CONTACT'])
    """
    folded, _ = fold.text(name)
    found = [folded]
    base, _, unit = folded.rpartition(" ")
    found.extend(f"{base} {word}" for word in _UNITS.get(unit, ()))
    if len(folded) > 3:
        found.append(folded.upper())
    if folded[:1].islower():
        found.extend((folded[0].upper() + folded[1:], folded.title()))
    if "'" in folded:
        found.extend([spelling.replace("'", "") for spelling in found])
    return found


def other_units(key: str) -> list[str]:
    """A folded name with the unit that the gazetteer may spell it with.

    Examples
    --------
    >>> other_units("kirov region")[:3]
    ['kirov district', 'kirov province', 'kirov oblast']
    """
    base, _, word = key.rpartition(" ")
    lowered = {unit: {one.lower() for one in words} for unit, words in _UNITS.items()}
    return [f"{base} {unit.lower()}" for unit, words in lowered.items() if base and word in words]


def _moved(offsets: list[int], at: int) -> int:
    """Where an offset of the original lies in the stripped text."""
    return bisect_left(offsets, at)


def _is_edge(folded: str, at: int) -> bool:
    """Whether a word can begin or end there: not between two letters or digits."""
    return not (0 < at < len(folded) and folded[at - 1].isalnum() and folded[at].isalnum())
