"""Whether words that look like a date are one: by the words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text.timex import dates, lexicon
from geomap.text.timex.stated import DIGITS, Found

if TYPE_CHECKING:
    from collections.abc import Callable


def is_year(found: Found) -> bool:
    """Whether a bare number of four digits is a year: by the words beside it."""
    first, words = found.first, found.grammar.contexts
    year, previous = int(found.word(len(found.codes) - 1)), found.previous()
    attached = found.tokens.is_attached(first) and found.before
    if attached and (previous in _GLUE or (previous == "," and found.before[-2:-1] in "di")):
        return False
    if previous in words["NUMBERED"] or found.next_code() in ("%", "°"):
        return False
    if _may_count(found) and not _is_year_of_noun(found, year, previous):
        return False
    if previous in words["BEFORE_YEAR"]:
        return 1000 <= year <= 2100
    return 1600 <= year <= 2100


def _may_count(found: Found) -> bool:
    """Whether a plural follows, which the number may count: "1500 armed men"."""
    first, second = found.next_code(), found.next_code(1)
    words = found.grammar.contexts["COUNTED"]
    if first == lexicon.PLURAL or found.tokens.word(found.last).lower() in words:
        return found.leads_noun()
    if first not in (lexicon.LOWER, lexicon.PARTICIPLE) or not second:
        return False
    return second == lexicon.PLURAL or found.tokens.word(found.last + 1).lower() in words


def _is_year_of_noun(found: Found, year: int, previous: str) -> bool:
    """Whether a number before a plural is a year all the same."""
    words = found.grammar.contexts
    if found.tokens.word(found.last).lower() in words["COUNTED"]:
        return False
    if previous in words["DETERMINER"]:
        return True
    if previous in words["IN_YEAR"]:
        return 1700 <= year <= 2100
    if lexicon.YEAR in found.before[-3:]:  # 1975-1976, 1991 and 1994
        return True
    return previous in words["BEFORE_YEAR"] and year % 50 != 0


_GLUE = frozenset("./\\_$€£#№+*=@&")


def _is_month(found: Found) -> bool:
    """Whether a lone month name is a month, and no verb, surname or given name."""
    if len(found.codes) > 1:
        return True
    follower = found.next_code()
    if found.get("HOMONYM") is not None:
        ranged = follower in ("-", "–") and found.grammar.values["MONTH"].get(found.after[1:2])
        return bool(ranged) or (found.follows("BEFORE_MONTH") and found.previous() != "the")
    if found.follows("BEFORE_MONTH") or follower != lexicon.CAPITAL:
        return True
    given = found.word(0).lower() in found.grammar.contexts["GIVEN_NAME"]
    return not given and found.before[-1:] not in ("", lexicon.CAPITAL)


def _is_season(found: Found) -> bool:
    """Whether the word is a season, and no verb, water or name."""
    written, bare, follower = (
        found.word(found.where("SEASON")),
        len(found.codes) == 1,
        found.next_code(),
    )
    word = written.lower()
    named = written[0].isupper()
    if named and (follower == lexicon.CAPITAL or (bare and found.before[-1:] == lexicon.CAPITAL)):
        return follower == lexicon.CAPITAL  # the Spring Offensive, but not the Prague Spring
    if found.is_word(follower, "of") and found.after[1:2] != lexicon.YEAR:
        return False
    if word == "spring" and found.follows("DETERMINER") and found.leads_noun():
        return True
    if word in ("summer", "autumn", "winter") or (word == "spring" and found.word(0)[0].isupper()):
        return True
    likely = not bare or found.follows("BEFORE_SEASON")
    return likely and follower not in (lexicon.LOWER, lexicon.PLURAL)


def check(found: Found) -> Callable[[Found], bool] | None:
    """The check that a match with little to go by has to pass."""
    codes = found.codes
    if (
        codes[-1] == lexicon.YEAR
        and all(c not in dates.DAYS for c in codes)
        and not dates.is_named(found)
    ):
        return is_year
    if found.where("SEASON") >= 0 and lexicon.YEAR not in codes and not found.has("year"):
        return _is_season
    if dates.is_named(found) and not any(c in DIGITS + lexicon.NTH for c in codes):
        return _is_month
    if found.get("NINETIES") and found.previous() in ("his", "her", "their"):
        return lambda _: False
    if found.has("quarter") and not (
        found.has("the") or found.has("year") or {"y", "-"} & {*codes}
    ):
        return lambda _: False
    return None


def counts_noun(found: Found) -> bool:
    """Whether an ordinal counts a noun: "the 5th Division", "the 5th to the 7th century"."""
    links = {found.grammar.codes[word] for word in ("and", "to", "or", "the")}
    after = found.after.lstrip("".join(links) + ",-–" + lexicon.NTH)
    skipped = len(found.after) - len(after)
    if not skipped:
        return found.leads_noun()
    named = found.tokens.word(found.last + skipped).lower() if after else ""
    listed = lexicon.NTH in found.after[:skipped]
    if listed and named in ("century", "centuries"):
        return True
    words = found.grammar.contexts["FUNCTION"]
    noun = after[:1] in (lexicon.CAPITAL, lexicon.LOWER, lexicon.PLURAL) and named not in words
    return listed and noun
