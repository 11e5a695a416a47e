"""The account of a report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.explain.account import Account, Line, Span
from geomap.model import EventMention

_BRACKETS = {
    "place": ("[", "]"),
    "other-place": ("(", ")"),
    "date": ("<", ">"),
    "trigger": ("{", "}"),
}
_COLOURS = {"place": "32;1", "other-place": "2", "date": "34", "trigger": "31;1"}


def lines(account: Account, *, colour: bool = False) -> Iterator[str]:
    """The report line by line, with what was read in each line below it.

    Places of events stand in [], other places in (), dates in <>, event words in {}. With
    `colour` ANSI colours are used instead. Control characters of the report are not
    passed on.
    """
    document = account.reading.document
    yield _clean(f"{document.id}  {document.published or 'without a date'}")
    for line in account.lines:
        words = _marked(document.text, line, colour=colour)
        if not words.strip():
            continue
        yield ""
        yield words
        for number, mention in line.events:
            yield from _event(number, mention)
        for toponym in line.unpinned:
            where = f" = {toponym.name}" if toponym.name and toponym.name != toponym.exact else ""
            yield _clean(
                f"    not pinned: {toponym.exact}{where} is {toponym.role}: {toponym.reason}"
            )


def _event(number: int, mention: EventMention) -> Iterator[str]:
    where = mention.place_name or mention.place_text or "no place"
    when = mention.edtf or "no date"
    kind = mention.type or "event"
    yield _clean(f"    #{number} {kind}, {mention.status}: {mention.label}")
    yield _clean(f"       {where} · {when} ({mention.date_basis})")
    yield _clean(f"       because: {mention.rule}")


def _marked(text: str, line: Line, *, colour: bool) -> str:
    parts, at = [], line.start
    for span in line.spans:
        parts += [_clean(text[at : span.start]), _mark(text, span, colour=colour)]
        at = span.end
    return "".join([*parts, _clean(text[at : line.end])]).strip()


def _mark(text: str, span: Span, *, colour: bool) -> str:
    words = _clean(text[span.start : span.end])
    numbers = "".join(f"#{n}" for n in span.events)
    if colour:
        return f"\x1b[{_COLOURS[span.kind]}m{words}\x1b[0m{numbers}"
    left, right = _BRACKETS[span.kind]
    return f"{left}{words}{right}{numbers}"


def _clean(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
