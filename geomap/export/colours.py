"""How a status is drawn outside the page: its colour, and whether it is hollow."""

from __future__ import annotations

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "occurred": "#b2182b",
    "ongoing": "#d95f02",
    "alleged": "#8c6bb1",
    "planned": "#1f78b4",
    "proposed": "#1b9e77",
    "refused": "#525252",
    "hypothetical": "#969696",
}
HOLLOW = frozenset({"planned", "proposed", "refused", "hypothetical"})
"""Statuses of what did not happen."""
