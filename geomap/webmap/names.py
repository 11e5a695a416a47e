"""What places are called in another view or language, and what else their words may mean.

Only what differs from the table itself is carried to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Protocol, get_args

import numpy as np

from geomap.gazetteer.labels import Worldview
from geomap.model import Candidate, Name, Place
from geomap.webmap import assets
from geomap.webmap.columns import Columns

VIEWS: tuple[Worldview, ...] = get_args(Worldview)
_MOST = 6
_ALIKE = 0.5
_ARTICLES = ("the ", "The ")
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip


class Atlas(Protocol):
    """What is asked of a gazetteer here."""

    @property
    def places(self) -> Mapping[str, Place]:
        """All places by id."""
        ...

    @property
    def worldview(self) -> Worldview:
        """Whose names label contested places."""
        ...

    def label(
        self, place_id: str, *, at: str | None = None, worldview: Worldview | None = None
    ) -> str:
        """The label in force at a date."""
        ...

    def find(self, name: str, *, at: str | None = None) -> Sequence[Candidate]:
        """The places that a name may mean, best first."""
        ...


def of_events(columns: Columns, ids: Iterable[str], gazetteer: Atlas) -> dict[str, object]:
    """For the page's header: views, words of languages, and other readings.

    Parameters
    ----------
    ids
        The places of the page's tree.
    """
    spots: Any = columns.header["spots"]
    used = [one for one in spots["place_id"] if one]
    known = [one for one in dict.fromkeys([*ids, *used]) if one in gazetteer.places]
    labels: dict[str, set[str]] = {one: {gazetteer.places[one].title} for one in known}
    for one, name in zip(spots["place_id"], spots["place_name"], strict=True):
        if one in labels and isinstance(name, str):
            labels[one].add(name)
    views = {}
    for view in VIEWS:
        views[view] = _view(columns, known, gazetteer, view)
        for one, name in views[view]["places"].items():
            labels[one].add(name)
    parts = {
        one: sorted({p for name in names for p in _parts(name)}) for one, names in labels.items()
    }
    return {
        "worldview": gazetteer.worldview,
        "views": views,
        "words": {lang: _spoken(parts, gazetteer, lang) for lang in languages()},
        "readings": dict(_readings(columns, gazetteer)),
    }


def languages() -> list[str]:
    """The languages of the interface beside English."""
    return [one for one in assets.languages() if one != "en"]


def of_place(place: Place, gazetteer: Atlas) -> dict[str, str]:
    """What a place of the base map is called in each view, and in each language."""
    contested = VIEWS if " / " in place.title else ()
    found: dict[str, str] = {one: gazetteer.label(place.id, worldview=one) for one in contested}
    found |= {
        lang: " / ".join(
            dict.fromkeys(word(place, part, lang) or part for part in _parts(place.title))
        )
        for lang in languages()
    }
    return {key: name for key, name in found.items() if name != place.title}


def word(place: Place, part: str, lang: str) -> str | None:
    """A place's name in a language that says what `part`, one of its labels, says.

    Where the place has several, the one that sounds most like it; a name that does not sound
    alike counts only if it is in use, and the place's only one in English.

    Examples
    --------
    >>> place = Place(id="a", title="Old Mill", kind="place", fclass="P", fcode="PPL", lon=0, lat=0,
    ...     names=(Name(name="Олд Милл", lang="ru", kind="exonym"),))
    >>> word(place, "Old Mill", "ru"), word(place, "Old Mill", "hy")
    ('Олд Милл', None)
    """
    names = [name for name in place.names if name.lang == lang]
    best = max(names, key=lambda name: _alike(name.name, part), default=None)
    if best and _alike(best.name, part) >= _ALIKE:
        return best.name
    now = () if " / " in place.title else filter(_in_use, names)
    return next((name.name for name in now), None)


def _in_use(name: Name) -> bool:
    return name.kind not in ("soviet", "historical") and (name.valid or "..").endswith("..")


def _alike(name: str, part: str) -> float:
    """How much the beginning of a name sounds like another's."""
    plain = part.lower().split()[0].replace("gh", "g")
    other = name.lower().translate(_LATIN)[: len(plain) + 1]
    return SequenceMatcher(None, plain, other, autojunk=False).ratio()


def _parts(label: str) -> list[str]:
    return label.split(" / ")


def _view(
    columns: Columns, known: Sequence[str], gazetteer: Atlas, view: Worldview
) -> dict[str, Any]:
    """The labels of spots, by number, and of places that a view writes otherwise."""
    spots: Any = columns.header["spots"]
    drawn: Any = columns.arrays["spot"]
    first = dict(zip(*np.unique(drawn, return_index=True), strict=True))
    named = {}
    for number, (one, name) in enumerate(
        zip(spots["place_id"], spots["place_name"], strict=True), 1
    ):
        if one in gazetteer.places:
            label = gazetteer.label(one, at=_moment(columns, first[number]), worldview=view)
            if label != name and view != gazetteer.worldview:
                named[number] = label
    titles = {one: gazetteer.label(one, worldview=view) for one in known}
    changed = {one: name for one, name in titles.items() if name != gazetteer.places[one].title}
    return {"spots": named, "places": changed}


def _moment(columns: Columns, row: int) -> str | None:
    """The date an event's place is labelled at: its own, else that of its first report."""
    told = columns.tellings
    published = (
        told.reports[told.report[told.at[row]]][3] if told.at[row] < told.at[row + 1] else None
    )
    date = columns.texts["edtf"][row] or published
    return str(date) if date else None


def _spoken(parts: Mapping[str, Sequence[str]], gazetteer: Atlas, lang: str) -> dict[str, Any]:
    found = {
        one: {part: said for part in own if (said := word(gazetteer.places[one], part, lang))}
        for one, own in parts.items()
    }
    return {one: words for one, words in found.items() if words}


def _readings(columns: Columns, gazetteer: Atlas) -> Iterator[tuple[str, list[list[str | None]]]]:
    """For the words of events the places they may mean, where there is more than one."""
    for text in sorted({text for text in columns.texts["place_text"] if text}):
        names = [text, *(text[len(a) :] for a in _ARTICLES if text.startswith(a))]
        found = {c.place.id: c.place for name in names for c in gazetteer.find(name)}
        if len(found) > 1:
            places = list(found.values())[:_MOST]
            yield text, [[place.id, place.title, place.country] for place in places]
