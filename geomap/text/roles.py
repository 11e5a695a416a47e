"""The role of every place word: where it happened, where it may, or no place of an event at all.

Rules are tried in order and the first that speaks decides; its name is kept as the reason.
Names inside names first, then people and titles, then governments, and only what is left can be
where something happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import cues as cues_
from geomap.text import roles_rules, surroundings
from geomap.text.roles_site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Role, Trigger
    from geomap.text.sentences import Sentence
    from geomap.text.surroundings import Row
    from geomap.text.toponyms import Mention

Decision = tuple["Role", str]


def assign(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
) -> tuple[Decision, ...]:
    """The role of each mention with the reason, in the order of `mentions`.

    Parameters
    ----------
    text
        The document's text.
    sentences
        Its sentences, in order.
    mentions
        Its place words, in order, from `toponyms.find`.
    triggers
        Its event triggers; their status tells what happened from what was planned.
    """
    decided: dict[int, Decision] = {}
    first_trigger = 0
    for sentence, inside in _by_sentence(sentences, mentions):
        while first_trigger < len(triggers) and triggers[first_trigger].start < sentence.start:
            first_trigger += 1
        last_trigger = first_trigger
        while last_trigger < len(triggers) and triggers[last_trigger].start < sentence.end:
            last_trigger += 1
        made = surroundings.row(text, sentence.start, sentence.end, inside)
        roles = _in_sentence(made, mentions, triggers[first_trigger:last_trigger])
        decided.update(_unread(roles) if sentence.kind == "leftover" else roles)
    return tuple(
        decided.get(n, ("background", "outside any sentence")) for n in range(len(mentions))
    )


def _unread(roles: Iterator[tuple[int, Decision]]) -> Iterator[tuple[int, Decision]]:
    """In a page's leftovers nothing happens."""
    for index, (role, reason) in roles:
        if role in ("event-location", "proposed-location"):
            yield index, ("background", "a leftover of the page")
        else:
            yield index, (role, reason)


def _by_sentence(
    sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> Iterator[tuple[Sentence, list[tuple[int, Mention]]]]:
    position = 0
    for sentence in sentences:
        inside = []
        while position < len(mentions) and mentions[position].start < sentence.end:
            if mentions[position].start >= sentence.start:
                inside.append((position, mentions[position]))
            position += 1
        if inside:
            yield sentence, inside


def _in_sentence(
    made: Row, mentions: Sequence[Mention], triggers: Sequence[Trigger]
) -> Iterator[tuple[int, Decision]]:
    words = cues_.load()
    present = [m for m in made.mention if m >= 0]
    demonyms = frozenset(m for m in present if mentions[m].kind == "demonym")
    settled: dict[int, Decision] = {}
    for unit, index in enumerate(made.mention):
        if index < 0:
            continue
        site = Site(
            row=made,
            unit=unit,
            mention=mentions[index],
            governor=surroundings.governor(made, unit, cues=words, demonyms=demonyms),
            demonyms=demonyms,
            triggers=triggers,
            settled=settled,
            cues=words,
        )
        settled[unit] = roles_rules.decide(site)
        yield index, settled[unit]
