"""The account of a report as one HTML page without scripts or links to elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from geomap import _resources
from geomap.explain.account import Account, Line, Span
from geomap.model import EventMention, Toponym


def page(account: Account) -> str:
    """A page with the text on the left and, beside each line, what was read in it.

    All that comes from the report is escaped. The numbers after marked words pair them with
    the events beside them.
    """
    document = account.reading.document
    body = "\n".join(
        _row(document.text, line) for line in account.lines if _speaks(document.text, line)
    )
    title = escape(document.title or document.id)
    return _resources.explain_asset("page.html").format(
        title=title,
        style=_resources.explain_asset("page.css"),
        document=escape(document.id),
        published=escape(document.published or "no date"),
        events=len(account.reading.mentions),
        body=body,
    )


def _speaks(text: str, line: Line) -> bool:
    return bool(text[line.start : line.end].strip())


def _row(text: str, line: Line) -> str:
    beside = "".join([*_events(line), *map(_unpinned, line.unpinned)])
    words = f'<p class="text" dir="auto">{_marked(text, line)}</p>'
    return f'<div class="row">{words}<ul>{beside}</ul></div>'


def _marked(text: str, line: Line) -> str:
    parts, at = [], line.start
    for span in line.spans:
        parts += [escape(text[at : span.start]), _mark(text, span)]
        at = span.end
    return "".join([*parts, escape(text[at : line.end])])


def _mark(text: str, span: Span) -> str:
    words, title = escape(text[span.start : span.end]), escape(span.title)
    numbers = f"<sup>{', '.join(map(str, span.events))}</sup>" if span.events else ""
    return f'<mark class="{span.kind}" title="{title}">{words}{numbers}</mark>'


def _events(line: Line) -> Iterator[str]:
    for number, mention in line.events:
        yield (
            f'<li class="event {mention.status}"><b>{number}</b> {escape(mention.label)}'
            f"<dl>{_facts(mention)}</dl></li>"
        )


def _facts(mention: EventMention) -> str:
    rows = (
        ("what", f"{mention.type or 'event'}, {mention.status}"),
        ("where", mention.place_name or mention.place_text or "no place"),
        ("when", f"{mention.edtf or 'no date'} ({mention.date_basis})"),
        ("who", ", ".join(mention.actors) or "nobody named"),
        ("because", mention.rule),
    )
    return "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows)


def _unpinned(toponym: Toponym) -> str:
    where = f" = {toponym.name}" if toponym.name and toponym.name != toponym.exact else ""
    words = escape(f"{toponym.exact}{where}: {toponym.role}, {toponym.reason}")
    return f'<li class="unpinned">not pinned: {words}</li>'
