"""The role of every place word: where it happened, where it may, or no place of an event at all.

Rules are tried in order and the first that speaks decides; its name is kept as the reason.
Names inside names first, then people and titles, then governments, and only what is left can be
where something happened.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from geomap.text import cues as cues_
from geomap.text import roles_rules, roles_site, roles_weights, surroundings
from geomap.text.roles_site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Role, Trigger
    from geomap.text.sentences import Sentence
    from geomap.text.surroundings import Governor, Row
    from geomap.text.toponyms import Mention

Decision = tuple["Role", str]

_WINDOW = 600
"""How far around place words a sentence is looked at; few are longer."""
_MOST = 64
_POSSESSIVE = ("'s", "’s")


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
    for index, mention in enumerate(mentions):
        if mention.kind == "demonym":
            decided[index] = _people(mention)
    for sentence, index, site in sites(text, sentences, mentions, triggers):
        decision = site.settled[site.unit]
        decided[index] = _unread(decision) if sentence.kind == "leftover" else decision
    return tuple(
        decided.get(n, ("background", "outside any sentence")) for n in range(len(mentions))
    )


def sites(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
) -> Iterator[tuple[Sentence, int, Site]]:
    """Each mention but demonyms as the rules see it, with sentence and index; its role settled."""
    starts = [trigger.start for trigger in triggers]
    for sentence, inside in _by_sentence(sentences, mentions):
        low = max(sentence.start, inside[0][1].start - _WINDOW)
        high = min(sentence.end, inside[-1][1].end + _WINDOW)
        near = triggers[bisect.bisect_left(starts, low) : bisect.bisect_left(starts, high)]
        made = surroundings.row(text, low, high, inside)
        for index, site in _in_sentence(made, mentions, near):
            yield sentence, index, site


def _people(mention: Mention) -> Decision:
    return (
        "demonym",
        f"part of {mention.within}" if mention.within else "people, or their adjective",
    )


def _unread(decision: Decision) -> Decision:
    """In a page's leftovers nothing happens."""
    if decision[0] in ("event-location", "proposed-location"):
        return "background", "a leftover of the page"
    return decision


def _by_sentence(
    sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> Iterator[tuple[Sentence, list[tuple[int, Mention]]]]:
    """The mentions of each sentence; of a line without end, a stretch at a time."""
    position = 0
    for sentence in sentences:
        inside: list[tuple[int, Mention]] = []
        while position < len(mentions) and mentions[position].start < sentence.end:
            mention = mentions[position]
            far = inside and mention.start - inside[-1][1].end > _WINDOW
            if far or len(inside) == _MOST:
                yield sentence, inside
                inside = []
            if mention.start >= sentence.start:
                inside.append((position, mention))
            position += 1
        if any(mention.kind != "demonym" for _, mention in inside):
            yield sentence, inside


def _in_sentence(
    made: Row, mentions: Sequence[Mention], triggers: Sequence[Trigger]
) -> Iterator[tuple[int, Site]]:
    words = cues_.load()
    present = [m for m in made.mention if m >= 0]
    demonyms = frozenset(m for m in present if mentions[m].kind == "demonym")
    unknown = frozenset(m for m in present if mentions[m].kind == "unknown")
    event = roles_weights.main_word(made)
    settled: dict[int, Decision] = {}
    governors: dict[int, Governor] = {}
    for unit, index in enumerate(made.mention):
        if index < 0:
            continue
        if index in demonyms:
            settled[unit] = _people(mentions[index])
            continue
        mention = mentions[index]
        governor = surroundings.governor(made, unit, cues=words, demonyms=demonyms)
        holder = governor.at - (governor.word in _POSSESSIVE)
        if holder in settled and settled[holder][1] == "holds the place after it":
            governor = governors[holder]._replace(noun=governor.noun)
        governors[unit] = governor
        site = Site(
            row=made,
            unit=unit,
            mention=mention,
            governor=governor,
            demonyms=demonyms,
            unknown=unknown,
            triggers=triggers,
            event=event,
            settled=settled,
            cues=words,
            head=roles_site.head_of(made, governor),
            governs=roles_site.governs(mention),
            is_locative=roles_site.is_locative(governor, words),
        )
        settled[unit] = roles_rules.decide(site)
        yield index, site
