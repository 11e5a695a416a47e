"""Place words in a text: names the gazetteer knows, demonyms, place-like names it does not
know, and nominals that point back at a place ("these territories", "the Azerbaijani capital").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from geomap.text import cues as cues_
from geomap.text import nominals, shapes, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.model import Match, Place, Sense
    from geomap.text.sentences import Sentence

_WORD = re.compile(r"\w+")
_PLACES = ("place", "demonym", "government")
_PROSE = 20_000
"""The longest line, in code points, that is looked through for names no gazetteer knows."""
_APPOSED = re.compile(r"((?:[Tt]he )?.+?) capital$")
_REGION_OF = re.compile(r" (?:region|area|province|territory|state) of (?:the )?")
_WORLD = 7
"""UCDP precision of what is wider than a state: the Caucasus, the Middle East."""
_NAMED = re.compile(r",? (?:city )?(?:of )?[^\W\da-z]")
MentionKind = Literal["name", "nominal", "demonym", "unknown"]


class Scanner(Protocol):
    """What is asked of a gazetteer here."""

    @property
    def places(self) -> Mapping[str, Place]:
        """The places by id."""

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """The gazetteer's strings in the text, leftmost and longest."""


class Mention(NamedTuple):
    """A span that names, or points at, a place or its people. A tuple: a report has hundreds."""

    start: int
    end: int
    exact: str
    kind: MentionKind
    senses: tuple[Sense, ...] = ()
    """What the gazetteer says it can mean; a nominal has those of what it points at."""
    within: str = ""
    """The longer name it is part of: OSCE Minsk Group."""
    doubtful: bool = False
    """An unknown name that may as well be no place: it is one if something happened there."""
    town: bool = False
    """Whether it can be a town or village."""
    holds_next: bool = False
    """Whether it is the larger place in "the Norvia region of Kelm"."""
    antecedent: tuple[int, int] | None = None
    """For a nominal the span it points back at."""


def find(
    text: str,
    sentences: Sequence[Sentence],
    gazetteer: Scanner,
    *,
    matches: Iterable[Match] | None = None,
) -> tuple[Mention, ...]:
    """The place words of `text` in order, without overlap, a page's leftovers included.

    Parameters
    ----------
    text
        The document's text.
    sentences
        Its sentences, in order.
    gazetteer
        Anything with ``places`` and ``scan``.
    matches
        What its scan has found, where that is known already.
    """
    if not sentences:
        return ()
    if matches is None:
        matches = gazetteer.scan(text, sentences[0].start)
    known = _known(text, matches, gazetteer)
    found: list[Mention] = []
    position = 0
    for sentence in sentences:
        inside = []
        while position < len(known) and known[position].start < sentence.end:
            if known[position].start >= sentence.start:
                inside.append(known[position])
            position += 1
        found += _with_unknown(text, sentence, inside)
    return _with_nominals(text, sentences, found, gazetteer)


def _with_unknown(text: str, sentence: Sentence, inside: list[Mention]) -> list[Mention]:
    """The place words of a sentence with those that only their neighbours show to be some."""
    if sentence.end - sentence.start > _PROSE:
        return inside
    words = cues_.load()
    new = [
        Mention(start=low, end=high, exact=text[low:high], kind="unknown")
        for low, high in shapes.runs(text, sentence.start, sentence.end, inside, words)
    ]
    if not new:
        return inside
    merged = sorted([*inside, *new], key=lambda mention: mention.start)
    made = surroundings.row(text, sentence.start, sentence.end, list(enumerate(merged)))
    people = {n for n, mention in enumerate(merged) if mention.kind == "demonym"}
    known = {n for n, mention in enumerate(merged) if mention.kind == "name"}
    kept = {n: mention for n, mention in enumerate(merged) if mention.kind != "unknown"}
    for unit, n in enumerate(made.mention):
        if n >= 0 and n not in kept:
            governor = surroundings.governor(made, unit, cues=words, demonyms=people)
            listed = made.mention[shapes.list_head(unit, governor)]
            if made.word(unit + 1) == "in":
                listed = -1  # "in Kelm and Ann Lee in Dorn"
            if shapes.is_place(made, unit, governor, words):
                kept[n] = merged[n]
            elif shapes.may_be_place(made, unit, governor, words) or listed in kept:
                kept[n] = merged[n]._replace(
                    doubtful=not shapes.is_held(made, unit, governor, known)
                )
    return [kept[n] for n in sorted(kept)]


def _known(text: str, matches: Iterable[Match], gazetteer: Scanner) -> list[Mention]:
    found: list[Mention] = []
    for match in matches:
        senses = match.senses
        kinds = {sense.kind for sense in senses}
        if not kinds.isdisjoint(_PLACES):
            found.append(_mention(text, match, senses, gazetteer.places))
        elif kinds:
            inner = _inner(text, match, senses, gazetteer)
            found += (_as_told(m, gazetteer) for m in inner) if _is_told(match) else inner
    for n in range(len(found) - 1):
        between = text[found[n].end : found[n + 1].start]
        if _REGION_OF.fullmatch(between) and _lies_in(found[n + 1], found[n], gazetteer.places):
            found[n] = found[n]._replace(holds_next=True)
    return found


def _lies_in(inner: Mention, outer: Mention, places: Mapping[str, Place]) -> bool:
    """Whether something the one can mean lies in something the other can mean."""
    wanted = {sense.id for sense in outer.senses}
    if any(places[i].where_precision == _WORLD for i in wanted if i in places):
        return not any(
            places[s.id].where_precision == _WORLD for s in inner.senses if s.id in places
        )
    seen = [sense.id for sense in inner.senses if sense.id in places]
    for place_id in seen:
        seen += [p.id for p in places[place_id].parents if p.id in places and p.id not in seen]
    return not wanted.isdisjoint(seen) and wanted.isdisjoint(s.id for s in inner.senses)


def _mention(
    text: str, match: Match, senses: tuple[Sense, ...], places: Mapping[str, Place]
) -> Mention:
    people = None
    if match.exact.endswith(" capital") and _NAMED.match(text, match.end):
        people = _APPOSED.match(match.exact)
    end = match.start + people.end(1) if people else match.end
    kind: MentionKind = "name"
    if people or all(sense.kind == "demonym" for sense in senses):
        kind = "demonym"
    exact = text[match.start : end]
    town = any(s.kind == "place" and s.id in places and places[s.id].fclass == "P" for s in senses)
    return Mention(start=match.start, end=end, exact=exact, kind=kind, senses=senses, town=town)


def _inner(
    text: str, match: Match, senses: tuple[Sense, ...], gazetteer: Scanner
) -> Iterator[Mention]:
    """The place words inside a name that is none: Minsk in "OSCE Minsk Group"."""
    words = [(w.start(), w.end()) for w in _WORD.finditer(text, match.start, match.end)]
    for low, _ in words:
        for _, high in reversed(words):
            if low < high < match.end or match.start < low < high:
                inner = next(iter(gazetteer.scan(text[low:high])), None)
                if inner and _fills(inner, high - low) and _is_place(inner, "place", "demonym"):
                    yield Mention(
                        start=low,
                        end=high,
                        exact=text[low:high],
                        kind="name" if _is_place(inner, "place") else "demonym",
                        senses=senses,
                        within=match.exact,
                    )
                    return


def _is_told(match: Match) -> bool:
    """Whether an event is told rather than named: "the blockade of Kelm"."""
    named = any(sense.kind != "event" for sense in match.senses)
    return not named and match.exact[0].islower() and " of " in match.exact


def _as_told(mention: Mention, gazetteer: Scanner) -> Mention:
    """The place word of an event that is told, as it is anywhere else."""
    inner = next(iter(gazetteer.scan(mention.exact)))
    alone = _mention(mention.exact, inner, inner.senses, gazetteer.places)
    return alone._replace(start=mention.start, end=mention.end)


def _fills(match: Match, length: int) -> bool:
    return match.start == 0 and match.end == length


def _is_place(match: Match, *kinds: str) -> bool:
    return any(sense.kind in kinds for sense in match.senses)


def _with_nominals(
    text: str, sentences: Sequence[Sentence], found: list[Mention], gazetteer: Scanner
) -> tuple[Mention, ...]:
    pointing = [
        Mention(
            start=nominal.start,
            end=nominal.end,
            exact=text[nominal.start : nominal.end],
            kind="nominal",
            senses=nominal.senses,
            antecedent=nominal.antecedent,
        )
        for nominal in nominals.find(text, sentences, found, gazetteer.places)
    ]
    return tuple(sorted([*found, *pointing], key=lambda mention: mention.start))
