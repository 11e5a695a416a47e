"""Speakers: who says what a clause tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text.status_cues import cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.text.clauses import Clause
    from geomap.text.factuality import Parsed
    from geomap.text.tokens import Token


def speaker(parsed: Parsed, n: int) -> str | None:
    """Who says clause `n`: the subject of the nearest verb of saying, or after "according to"."""
    clauses, speech = parsed.clauses, cues().speech
    reach = 4 if clauses[n].quoted else 1
    for m in (*range(n - 1, max(-1, n - 5), -1), *range(n + 1, min(len(clauses), n + 1 + reach))):
        if clauses[m].lemma in speech:
            name = subject(parsed.words, clauses[m])
            if name is not None:
                return name
    return _according(parsed.words) if "according" in parsed.lowers else None


def subject(words: Sequence[Token], clause: Clause) -> str | None:
    """The names right before the verb group; those before an apposition; those after the verb."""
    low, first = clause.words[0], clause.group[0]
    if first > low and words[first - 1].tag == "conj":
        return None  # "reported this and announced": the subject is that of the verb before
    run = _names(words[low:first])
    return run or _names(words[clause.group[1] + 1 : clause.words[1]])


def _names(words: Sequence[Token]) -> str | None:
    """The first run of names and nouns among the words."""
    run: list[str] = []
    for word in words:
        if word.tag in ("propn", "noun", "adj") or (run and word.lower in ("of", "'s", "’s")):
            run.append(word.text)
        elif run and word.tag not in ("det",):
            break
    return " ".join(run).replace(" ’s", "’s").replace(" 's", "'s") or None


def _according(words: Sequence[Token]) -> str | None:
    for i, word in enumerate(words[:-2]):
        if word.lower == "according" and words[i + 1].lower == "to":
            return _names(words[i + 2 : i + 10])
    return None
