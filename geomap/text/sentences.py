"""Sentences: where they begin and end, which are headings and which a web page left behind."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Literal

SentenceKind = Literal["prose", "heading", "leftover"]

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-ZÀ-ÞĀ-Ž0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|No|vs|U\.S|e\.g|i\.e))\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or a line that is none: a heading, or a leftover of a web page."""

    start: int
    end: int
    kind: SentenceKind
    paragraph: int
    """Counts the paragraphs of the document from 0."""


def split(text: str, *, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences of `text` from `start` on, in order, without overlap.

    Examples
    --------
    >>> text = "Talks were held in Baku. Nobody came."
    >>> [text[s.start:s.end] for s in split(text)]
    ['Talks were held in Baku.', 'Nobody came.']
    """
    found: list[Sentence] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text, start)):
        for low, high in _pieces(text, paragraph.start(), paragraph.end()):
            found.append(Sentence(start=low, end=high, kind="prose", paragraph=number))
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [
        m.end()
        for m in _END.finditer(text, start, end)
        if not _ABBREVIATION.search(text, max(start, m.end() - 6), m.end())
    ]
    edges = [start, *cuts, end]
    spans = []
    for low, high in itertools.pairwise(edges):
        piece = text[low:high]
        trimmed = piece.strip()
        if trimmed:
            first = low + len(piece) - len(piece.lstrip())
            spans.append((first, first + len(trimmed)))
    return spans
