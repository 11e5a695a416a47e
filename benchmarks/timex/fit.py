"""Fit the prices of `geomap.text.timex.chronology` to texts with TIMEX3.

    python -m benchmarks.timex.fit TEXTS.jsonl GOLD.jsonl [TEXTS.jsonl GOLD.jsonl ...]

A coordinate search over a coarse grid, which is all that so few numbers bear: it prints how many of
the years that the words do not state come out right, and the prices that get there. The shipped
ones were fitted on twelve war narratives of WikiWars (2009, CC BY-SA) and the news of MEANTIME
(CC BY), together with reports of the corpus; four narratives were kept out.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields, replace
from pathlib import Path

from benchmarks.timex.__main__ import Claim, Text, timex3
from geomap.text import sentences
from geomap.text.timex import anchoring, chronology, find, grammar, said, tokens

FACTORS = (0.5, 0.75, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The dates of one text, and the right years of those that state none."""

    steps: list[chronology.Step]
    scene: chronology.Scene
    years: list[int | None]


def case(text: Text, gold: list[Claim]) -> Case:
    rules = grammar.load()
    coded = tokens.tokenize(text.text, rules.code)
    read = said.read(coded, sentences.split(text.text), rules, ())
    published = find._published(text.published)
    tenses = [anchoring._tense(one, coded, rules) for one in read]
    indices = [i for i, one in enumerate(read) if anchoring._is_dated(one)]
    steps = [anchoring._step(i, read, tenses[i], coded, rules) for i in indices]
    scene = chronology.Scene(
        published=published,
        latest=anchoring._latest(steps) if published is None else None,
        pastness=anchoring._pastness(read, published),
    )
    years = [_year(step, read[i], coded, gold) for i, step in zip(indices, steps, strict=True)]
    return Case(steps=steps, scene=scene, years=years)


def _year(
    step: chronology.Step, one: said.Said, coded: tokens.Tokens, gold: list[Claim]
) -> int | None:
    if step.point.year is not None:
        return None
    start, end = coded.start(one.stated.first), coded.ends[one.stated.last]
    values = [claim.value for claim in gold if claim.start < end and start < claim.end]
    return next((int(value[:4]) for value in values if value[:4].isdigit()), None)


def right(cases: list[Case], prices: chronology.Prices) -> int:
    chronology.PRICES = prices
    count = 0
    for one in cases:
        made = chronology.decide(one.steps, one.scene)
        count += sum(
            year is not None and decision.point.year == year
            for decision, year in zip(made, one.years, strict=True)
        )
    return count


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("files", nargs="+", type=Path)
    files = options.parse_args().files
    cases = []
    for texts, gold in zip(files[::2], files[1::2], strict=True):
        read, wanted = timex3(texts, gold)
        cases += [case(text, wanted[text.id]) for text in read if text.id in wanted]
    total = sum(year is not None for one in cases for year in one.years)
    best = chronology.Prices()
    most = right(cases, best)
    print(f"{most} of {total} with the prices as they are")
    for _ in range(2):
        for field in fields(best):
            for factor in FACTORS:
                tried = replace(best, **{field.name: round(getattr(best, field.name) * factor, 2)})
                if (count := right(cases, tried)) > most:
                    most, best = count, tried
                    print(f"{most} of {total}: {field.name} {getattr(best, field.name)}")
    print(best)


if __name__ == "__main__":
    main()
