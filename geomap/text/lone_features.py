"""What the weights for a note of one sentence look at: words, marks and names, and their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geomap.text import cues as cues_
from geomap.text import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from geomap.text.roles import Decision
    from geomap.text.surroundings import Row
    from geomap.text.toponyms import Mention

Feature = tuple[str, str, float]
"""Its kind, its value, and how much of it there is."""

PLACED = ("event-location", "proposed-location")
GUESS = "a capitalised name"
"""The reason of a name that only its capitals show."""
LISTED = "listed with the name before"
_ENDINGS = ("ing", "ions", "ion", "ed", "es", "s")
_STEM = 3
_CLAUSES = "after when who which that as while where before because but if whose during since until"
_CLAUSE = frozenset(f'{_CLAUSES} and , against " “ said ;'.split())
_PATHS = "and by after when who which that as from of for while where said to with before"
_PASSED = frozenset(f'{_PATHS} , " ( ) ; :'.split())
_QUOTED = re.compile("[;:']")
_BE = frozenset(("was", "were", "been", "being", "is", "are"))
_FINITE = frozenset(("was", "were", "is", "are", "has", "had"))
_NAMES = frozenset("KSTUW")
_KNOWN = frozenset("KSTU")
_NEAR = 4


class Scene(NamedTuple):
    """A note with all that is looked at."""

    row: Row
    mentions: Sequence[Mention]
    decided: Sequence[Decision]
    kinds: Sequence[str]
    """One letter a mention: K a place known, S that is a state, T a town, U a place unknown, W a
    guess, D people, N a nominal."""
    seen: Sequence[str]
    """The units, names and numbers by their kind alone."""
    demonyms: frozenset[int]


def scene(row: Row, mentions: Sequence[Mention], decided: Sequence[Decision]) -> Scene:
    """The note as the features see it."""
    kinds = [_kind(m, d) for m, d in zip(mentions, decided, strict=True)]
    return Scene(
        row=row,
        mentions=mentions,
        decided=decided,
        kinds=kinds,
        seen=[_seen(row, k, kinds) for k in range(len(row.low))],
        demonyms=frozenset(n for n, kind in enumerate(kinds) if kind == "D"),
    )


def _kind(mention: Mention, decision: Decision) -> str:
    if mention.kind == "unknown":
        return "W" if decision[1] == GUESS else "U"
    if mention.kind == "name":
        return "K"
    return "D" if mention.kind == "demonym" else "N"


def _seen(row: Row, k: int, kinds: Sequence[str]) -> str:
    if row.mention[k] >= 0:
        return f"<{kinds[row.mention[k]]}>"
    word = row.low[k]
    if k and row.form[k][0].isupper():
        return "<Cap>"
    return "<num>" if word.isdigit() else word


def stem(word: str) -> str:
    """The word without an ending, roughly.

    Examples
    --------
    >>> stem("bombings"), stem("bombed")
    ('bombing', 'bomb')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def words(scene: Scene, events: AbstractSet[str]) -> Iterator[int]:
    """The units that may be the event of the note."""
    row = scene.row
    for k, word in enumerate(row.low):
        if row.mention[k] < 0:
            verbal = row.form[k][0].islower() and word.endswith(("ed", "ing"))
            if verbal or word in events:
                yield k


def of_event(scene: Scene, k: int) -> Iterator[Feature]:
    """What is seen of a word that may be the event."""
    word, before, after = scene.row.low[k], _at(scene, k - 1), _at(scene, k + 1)
    yield "w", word, 1.0
    yield "s", stem(word), 1.0
    yield "suf", word[-3:], 1.0
    yield "p", before, 1.0
    yield "q", after, 1.0
    yield "p2", _at(scene, k - 2), 1.0
    yield "ws+p", f"{stem(word)} {before}", 1.0
    yield "suf+p", f"{word[-2:]} {before}", 1.0
    yield "suf+q", f"{word[-2:]} {after}", 1.0
    yield "tenth", str(10 * k // len(scene.row.low)), 1.0


def places(scene: Scene) -> Iterator[tuple[int, int]]:
    """The mentions that can be where it happened, with their units."""
    for unit, n in enumerate(scene.row.mention):
        if n >= 0 and scene.kinds[n] != "D":
            yield n, unit


def listed(scene: Scene) -> Iterator[tuple[int, int]]:
    """The mentions that the rules read as listed, each with the first of its list."""
    first = before = -1
    for n, _ in places(scene):
        role, reason = scene.decided[n]
        if role not in PLACED:
            continue
        if before >= 0 and reason.startswith(LISTED):
            yield n, first
        else:
            first = n
        before = n


def of_place(scene: Scene, unit: int, events: Sequence[tuple[float, int]]) -> Iterator[Feature]:
    """What is seen of a name, and of the way to each word that may be the event."""
    governor = surroundings.governor(scene.row, unit, cues=cues_.load(), demonyms=scene.demonyms)
    gov, noun = governor.word, governor.noun
    kind = scene.kinds[scene.row.mention[unit]]
    yield from _around(scene, unit)
    yield from _shape(scene, unit)
    yield from _neighbours(scene, unit)
    head = _at(scene, governor.at - 1)
    yield "gov", gov, 1.0
    yield "noun", noun, 1.0
    yield "link", governor.link, 1.0
    yield "g+n", f"{gov} {noun}", 1.0
    yield "g+k", f"{gov} {kind}", 1.0
    yield "head", head, 1.0
    yield "h+g", f"{head} {gov}", 1.0
    if events:
        yield "top", scene.row.low[events[0][1]], 1.0
        yield "sure", "", events[0][0]
    for share, event in events:
        for name, value in _way(scene, unit, event, (gov, noun, governor.at)):
            yield name, value, share


def _at(scene: Scene, k: int) -> str:
    return scene.seen[k] if 0 <= k < len(scene.seen) else "<edge>"


def _around(scene: Scene, unit: int) -> Iterator[Feature]:
    p1, p2, n1, n2 = (_at(scene, unit + step) for step in (-1, -2, 1, 2))
    yield "p1", p1, 1.0
    yield "p2", p2, 1.0
    yield "p3", _at(scene, unit - 3), 1.0
    yield "n1", n1, 1.0
    yield "n2", n2, 1.0
    yield "n3", _at(scene, unit + 3), 1.0
    yield "p12", f"{p2} {p1}", 1.0
    yield "n12", f"{n1} {n2}", 1.0
    yield "p1n1", f"{p1} {n1}", 1.0


def _shape(scene: Scene, unit: int) -> Iterator[Feature]:
    row = scene.row
    n = row.mention[unit]
    mention, kind, parts = scene.mentions[n], scene.kinds[n], row.low[unit].split() or [""]
    yield "k", kind, 1.0
    if kind != "W":
        role, reason = scene.decided[n]
        yield "role", role, 1.0
        yield "rule", _QUOTED.split(reason, maxsplit=1)[0], 1.0
    yield "last", parts[-1], 1.0
    yield "first", parts[0], 1.0
    yield "suf", parts[-1][-3:], 1.0
    yield "words", str(min(4, len(parts))), 1.0
    if mention.exact.isupper():
        yield "upper", "", 1.0
    if mention.doubtful:
        yield "doubtful", "", 1.0
    known = [k for k, m in enumerate(row.mention) if m >= 0 and scene.kinds[m] in _KNOWN]
    yield "nth", str(min(5, sum(k < unit for k in known))), 1.0
    yield "left", str(min(5, sum(k > unit for k in known))), 1.0
    if unit == 0:
        yield "opens", "", 1.0


def _neighbours(scene: Scene, unit: int) -> Iterator[Feature]:
    """The names next to it, and what stands between."""
    kind, row = scene.kinds[scene.row.mention[unit]], scene.row
    names = [k for k, m in enumerate(row.mention) if m >= 0 and scene.kinds[m] in _NAMES]
    before, after = [k for k in names if k < unit], [k for k in names if k > unit]
    for side, k in (("P", before[-1] if before else -1), ("N", after[0] if after else -1)):
        if k < 0:
            yield side, "none", 1.0
            continue
        low, high = min(k, unit) + 1, max(k, unit)
        between = " ".join(scene.seen[low:high]) if high - low <= _NEAR else "far"
        yield side, f"{between} {scene.kinds[row.mention[k]]}{kind}", 1.0
        if high - low <= _NEAR + 2:
            yield side, f"{_at(scene, low)}..{_at(scene, high - 1)}", 1.0


def _way(
    scene: Scene, unit: int, event: int, governor: tuple[str, str, int]
) -> Iterator[tuple[str, str]]:
    """From the event to the name; R: the name stands behind it."""
    gov, noun, at = governor
    side = "R" if event < unit else "L"
    low, high = min(event, unit) + 1, max(event, unit)
    word, between = scene.row.low[event], scene.seen[low:high]
    root, after = stem(word), _at(scene, event + 1)
    before = _at(scene, event - 1)
    far = high - low if high - low < 6 else 6 + min(6, (high - low - 6) // 4)
    yield "e", side + word
    yield "es+g", f"{side}{root} {gov}"
    yield "e+k", f"{side}{root}{scene.kinds[scene.row.mention[unit]]}"
    yield "e+n", f"{side}{root} {noun}"
    yield "ep", side + before
    yield "en", side + after
    yield "epn", f"{side}{'be ' if before in _BE else ''}{after} {gov}"
    yield "d", f"{side}{far}"
    yield "d+g", f"{side}{far} {gov}"
    if side == "R":
        yield "heads", "yes" if event in (at, at - 1) else "no"
    yield from _counts(scene, (low, high), side, gov)
    for passed in set(between):
        yield "past", side + passed
        if passed in _PASSED:
            yield "past+g", f"{side}{passed} {gov}"


def _counts(scene: Scene, way: tuple[int, int], side: str, gov: str) -> Iterator[tuple[str, str]]:
    """How many commas, names and verbs lie on the way, and where clauses begin on it."""
    low, high = way
    row, between = scene.row, scene.seen[low:high]
    named = [k for k in range(low, high) if row.mention[k] >= 0]
    names = [k for k in named if scene.kinds[row.mention[k]] in _KNOWN]
    verbs = sum(w.endswith(("ed", "ing")) or w in _FINITE for w in row.low[low:high])
    yield "commas", f"{side}{min(4, between.count(','))}"
    yield "names", f"{side}{min(4, len(names))}"
    yield "names+g", f"{side}{min(4, len(names))}{gov}"
    yield "verbs", f"{side}{min(4, verbs)}"
    yield "same", f"{side}{min(3, sum(row.low[k - 1] == gov for k in names if k))}"
    parts = [word for word in between if word in _CLAUSE] or ["-"]
    yield "clause", side + parts[-1]
    yield "clause0", side + parts[0]
