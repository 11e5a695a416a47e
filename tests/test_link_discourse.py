"""Each entry of the lexicon of refusals, with what it must and must not find."""

from __future__ import annotations

import tomllib

import pytest

from geomap import _resources
from geomap.link.discourse import refusal

ROWS = tomllib.loads(_resources.lexicon("en", "refusals"))
ENTRIES = [*ROWS["active"], *ROWS["passive"]]


@pytest.mark.parametrize("text", [e for row in ENTRIES for e in row["examples"]])
def test_an_example_is_a_refusal(text):
    assert refusal(text, 0, len(text))


@pytest.mark.parametrize("text", [e for row in ENTRIES for e in row["counterexamples"]])
def test_a_counterexample_is_none(text):
    assert refusal(text, 0, len(text)) is None
