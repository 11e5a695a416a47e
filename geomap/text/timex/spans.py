"""Readers of what counts or picks: durations, offsets, units, sets, references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text.timex import calendar, lexicon
from geomap.text.timex.calendar import Point
from geomap.text.timex.dates import calendar_point
from geomap.text.timex.stated import DIGITS, Found, Kind, Stated, recurring, time_suffix

if TYPE_CHECKING:
    pass


def _unit(found: Found) -> str:
    return str(found.get("UNITS") or found.get("UNIT") or "")


def _number(found: Found) -> float | None:
    """How many units the words count; None for `several`, `a few` and none at all."""
    codes = found.codes
    dot = codes.find(".")
    if 0 < dot < len(codes) - 1 and codes[dot - 1] in DIGITS and codes[dot + 1] in DIGITS:
        return float(f"{found.word(dot - 1)}.{found.word(dot + 1)}")
    digits = [i for i, c in enumerate(codes) if c in DIGITS]
    number: float = int(found.word(digits[-1])) if digits else _spelt(found)
    if found.has("half"):
        number = number + 0.5 if found.has("and") else 0.5
    if number:
        return number
    if found.where("SOME") >= 0 or found.has("few") or found.has("couple"):
        return None
    return 1 if found.has("a") or found.has("an") or found.has("another") else None


def _spelt(found: Found) -> int:
    """The number that words spell: twenty-five, two hundred."""
    ones, hundreds = found.grammar.values["NUMBER"], found.grammar.values["HUNDRED"]
    total = 0
    for code in found.codes:
        if code in hundreds:
            total = max(total, 1) * int(hundreds[code])
        elif code in ones:
            number = int(ones[code])
            total = total + number if total % 10 == 0 and total >= 20 > number else number
    return total


def offset(found: Found) -> list[Stated]:
    """`two days later`, `five years ago`, `weeks earlier`."""
    ago = found.get("AGO") is not None
    direction = -1 if ago else int(found.get("LATER") or 1)
    word = found.word(len(found.codes) - 1).lower()
    if word in ("before", "after", "prior", "on") and _goes_on(found):
        return duration(found.cut(len(found.codes) - 1, "duration"))
    which = "today" if word == "today" else "speech" if ago or word in ("now", "time") else "story"
    return [
        Stated(
            rule=found.rule, kind="offset", first=found.first, last=found.last, unit=_unit(found),
            number=_number(found), direction=direction, which=which, mod=_about(found),
        )
    ]  # fmt: skip


def _goes_on(found: Found) -> bool:
    """Whether `before` or `after` has something to follow it: then it is no adverb."""
    follower = found.next_code()
    if found.grammar.values["VERB"].get(follower) in ("did", "was"):
        return False
    return follower not in ("", ",", ".", ";", ")", ":") and not found.is_word(follower, "and")


def _about(found: Found) -> str | None:
    about = found.get("ABOUT")
    if about:
        return str(about)
    if found.has("more") or (found.has("least") and found.has("at")):
        return "MORE_THAN" if found.has("more") else "EQUAL_OR_MORE"
    return "LESS_THAN" if found.has("less") else None


def day_after(found: Found) -> list[Stated]:
    """`the day after`, `the night before`, of what the text just told or of what follows."""
    word = found.word(len(found.codes) - 1).lower()
    direction = -1 if word in ("before", "earlier") else 1
    unit = str(found.get("UNIT") or "D")
    return [
        Stated(
            rule=found.rule, kind="day_after", first=found.first, last=found.last, unit=unit,
            number=1, direction=direction, which="event" if _goes_on(found) else "story",
            time=time_suffix(found.get("PARTDAY")), type="TIME" if found.get("PARTDAY") else "DATE",
        )
    ]  # fmt: skip


def which_unit(found: Found) -> list[Stated]:
    """Read `this week`, `the previous year`, `later that month`, `the end of last year`."""
    mod = found.part()
    which, unit = found.which(), _unit(found)
    if unit == "S":
        return []
    if which == "past" or (which == "last" and found.has("the") and found.follows("DURING")):
        return [
            Stated(
                rule=found.rule, kind="number_which", first=found.first, last=found.last,
                type="DURATION", number=1, unit=unit, direction=-1, which=which,
            )
        ]  # fmt: skip
    return [
        Stated(
            rule=found.rule, kind="which_unit", first=found.first, last=found.last, unit=unit,
            which=which, direction=found.direction(), mod=mod,
            number=_rest(found) if which == "this" else None,
        )
    ]  # fmt: skip


def _rest(found: Found) -> int | None:
    """1 for "later this month", what is left of it, -1 for "earlier", what is over."""
    first = found.word(0).lower()
    return {"later": 1, "earlier": -1}.get(first)


def part_unit(found: Found) -> list[Stated]:
    """`the end of the month`, `later in the year`, `month's end`: of the one just told of."""
    if found.where("UNIT") < 0 or _unit(found) not in ("D", "W", "WE", "Mo", "Y", "DE", "CE"):
        return []
    mod = found.part() or ("END" if found.has("later") else None)
    return [
        Stated(
            rule=found.rule, kind="which_unit", first=found.first, last=found.last,
            unit=_unit(found), which="the", mod=mod,
        )
    ]  # fmt: skip


def number_which(found: Found) -> list[Stated]:
    """`the past two weeks`, `the next six months`, `the first three years`, `these ten days`."""
    return [
        Stated(
            rule=found.rule, kind="number_which", first=found.first, last=found.last,
            type="DURATION", number=_number(found), unit=_unit(found),
            direction=found.direction(), which=found.which(), mod=_about(found),
        )
    ]  # fmt: skip


def every(found: Found) -> list[Stated]:
    """Read `every week`, `weekly`, `twice a day`."""
    often = found.get("OFTEN")
    if often is not None and found.word(0)[0].isupper() and found.next_code() == lexicon.CAPITAL:
        return []
    if often is not None:
        return [recurring(found, str(often))]
    weekday = found.get("WEEKDAY")
    if weekday is not None:
        return [recurring(found, f"XXXX-WXX-{weekday}")]
    month = found.get("MONTH") or found.get("SEASON")
    if month is not None:
        return [recurring(found, calendar.value(Point(None, int(month))))]
    part = found.get("PARTDAY")
    if part is not None:
        return [recurring(found, f"XXXX-XX-XXT{part}")]
    return [recurring(found, calendar.period(_number(found) or 1, _unit(found)))]


def duration(found: Found) -> list[Stated]:
    """Read `three years`, `a few weeks`, `ten-day`, `decades`."""
    unit, codes = _unit(found), found.codes
    units = found.grammar.values["UNITS"]
    if len(codes) == 1:
        before = found.follows("BEFORE_UNITS") or found.is_word(found.next_code(), "of")
        if codes not in units or not before:
            return []
    one = found.where("UNIT") >= 0
    if (unit == "S" and one) or (unit == "M" and one and found.where("NUMBER") < 0):
        return []
    if unit == "Q" and not any(code in "xse" for code in codes):  # three quarters of the town
        return []
    return [
        Stated(
            rule=found.rule, kind="duration", first=found.first + _articles(found),
            last=found.last, type="DURATION", number=_number(found), unit=unit, mod=_about(found),
            value=calendar.period(_number(found), unit),
        )
    ]  # fmt: skip


def _articles(found: Found) -> int:
    """How many words to leave out: "the Seven Years' War" is not of the seven years."""
    codes, grammar = found.codes, found.grammar
    if found.has("long") and "-" in codes and codes[0] in (grammar.codes["a"], grammar.codes["an"]):
        return int(codes[1] not in grammar.values["NUMBER"] and codes[1] not in DIGITS)
    named = found.where("UNIT") >= 0 or found.next_code() == lexicon.CAPITAL
    return int(codes[0] == grammar.codes["the"] and named and not found.has("period"))


def part_of_point(found: Found) -> list[Stated]:
    """`the last week of August`, `the first two years of the 1930s`."""
    at = max(found.codes.find(found.grammar.codes[word]) for word in ("of", "in"))
    count, point = found.cut(at), calendar_point(found.skip(at + 1))
    number = _number(count) or 1
    if point is None or number % 1 or not calendar.is_possible(point) or _unit(count) in "SMH":
        return []
    one = found.where("UNIT") >= 0
    return [
        Stated(
            rule=found.rule, kind="part_of_point", first=found.first, last=found.last,
            type="DATE" if one else "DURATION", number=number, unit=_unit(count),
            direction=int(found.get("ORDINAL") or 1), point=point,
        )
    ]  # fmt: skip


def offset_point(found: Found) -> list[Stated]:
    """`two days after 5 May 1990`: counted from the point that the words name."""
    at = max(
        found.codes.find(found.grammar.codes[w])
        for w in ("after", "before", "from", "to", "following")
    )
    count = found.cut(at)
    rest = found.skip(at)
    return [
        Stated(
            rule=found.rule, kind="offset", first=found.first, last=found.last,
            unit=_unit(count), number=_number(count) or (1 if count.has("the") else None),
            direction=-1 if found.has("before") or found.has("prior") else 1,
            which="point", point=calendar_point(rest), mod=_about(count),
        )
    ]  # fmt: skip


def reference(found: Found) -> list[Stated]:
    """Read `now`, `recently`, `the future`."""
    value = found.get("REFERENCE")
    if value is None:
        if found.has("the") and found.leads_noun():
            return []
        named = {"past": "PAST_REF", "future": "FUTURE_REF"}
        value = next((v for w, v in named.items() if found.has(w)), "PRESENT_REF")
    return [
        Stated(
            rule=found.rule, kind="reference", first=found.first, last=found.last, value=str(value)
        )
    ]


def phrase(found: Found) -> list[Stated]:
    """Read a fixed expression of the lexicon."""
    phrase = found.grammar.phrases[found.codes]
    kind: Kind = "set" if phrase.type == "SET" else "phrase"
    return [
        Stated(
            rule=found.rule, kind=kind, first=found.first, last=found.last, type=phrase.type,
            value=phrase.value, edtf=phrase.edtf, mod=phrase.mod,
        )
    ]  # fmt: skip
