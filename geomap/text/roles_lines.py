"""Place words that belong to the making of a report: datelines, credits, names in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.text.roles_site import Decision, Site

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATELINE: Decision = ("background", "dateline")


def dateline(site: Site) -> Decision | None:
    """The place in capitals where a report was filed."""
    if site.unit < 5 and site.row.word(site.unit - 1) == "," and _DATELINE in site.settled.values():
        return _DATELINE
    if site.unit == 0 and _is_filed(site):
        return _DATELINE
    if 0 < site.unit < 5 and _is_filed_from(site):
        return _DATELINE
    opens = site.unit == 0 or (site.unit == 2 and site.row.low[1] == "/")
    name = site.mention.exact
    if opens and name.isupper() and len(name) > 3 and "." not in name:
        after = site.after()
        if after in (",", "(", "-", "–", "—", ":", "/") or site.row.is_capital(site.unit + 1):
            return _DATELINE
    return None


def _is_filed_from(site: Site) -> bool:
    """Whether a town in capitals, of the country named, opens the line: "KELM, Norvia (AP) -"."""
    row, last = site.row, site.unit - 1
    town = row.low[last] == "," and all(row.form[k].isupper() for k in range(last))
    return town and site.after() in ("(", "-", "–", "—")


def _is_filed(site: Site) -> bool:
    """Whether a date and the first word of the text follow: "Kelm, December 6 Over the past"."""
    row = site.row
    if site.after() != ",":
        return False
    month = [k for k in (2, 3) if site.after(k)[:3] in _MONTHS]
    day = [k for k in (2, 3) if site.after(k).isdecimal()]
    following = site.unit + 4
    dash = row.word(following) in ("-", "–", "—", "(", "/")
    return bool(month and day) and (dash or row.is_capital(following))


def bracketed(site: Site) -> Decision | None:
    """Alone in brackets: "the paper (Kelm)"."""
    if site.row.word(site.unit - 1) == "(" and site.after() == ")":
        return "background", "alone in brackets"
    return None


def credit(site: Site) -> Decision | None:
    """Who wrote the report and where they sat: "(Writing by Ann Lee in Kelm)"."""
    low = site.row.low
    if low[0] == "(" and len(low) > 1 and low[1] in site.cues["credit"] and "by" in low[:8]:
        return "background", "a credit line"
    return None
