# ruff: noqa: E501 - columns of made-up values
"""Made-up events for the benchmark: as many as asked for, the same at every run."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "AID",
    "RETREAT",
    "ACCUSE",
    "PROTEST",
    "MOBILIZE",
    "ASSAULT",
]
STATUSES = ["occurred", "ongoing", "planned", "refused", "alleged"]
SYLLABLES = [
    "ka",
    "ra",
    "bo",
    "li",
    "ne",
    "ta",
    "mu",
    "shi",
    "ve",
    "do",
    "per",
    "la",
    "gan",
    "so",
    "ri",
    "az",
    "te",
    "kel",
    "um",
    "ho",
]


def events(n: int, n_places: int = 3000, seed: int = 1) -> gpd.GeoDataFrame:
    """`n` events at `n_places` places, 1988 to 2024, each with a sentence of about 150 letters."""
    dice = np.random.default_rng(seed)
    words = np.array(
        [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "r", "sh", "t")]
    )
    place = (dice.beta(0.6, 3.0, n) * n_places).astype(int)
    lon, lat = dice.normal(46.5, 2.0, n_places).round(4), dice.normal(40.0, 1.2, n_places).round(4)
    names = np.array([" ".join(w).title() for w in dice.choice(words, (n_places, 2))])
    start = np.datetime64("1988-02-20") + dice.integers(0, 13300, n)
    long = np.where(dice.random(n) < 0.25, dice.integers(1, 60, n), 0)
    sentences = sentences_of(dice, words, n, names[place])
    documents = np.char.add("report-", (np.arange(n) // 6).astype(str))
    frame = pd.DataFrame(
        {
            "id": [f"{k:x}" for k in dice.permutation(n) + 16**6],
            "label": [text[:48] for text in sentences],
            "type": dice.choice(TYPES, n),
            "status": dice.choice(STATUSES, n, p=[0.7, 0.08, 0.08, 0.07, 0.07]),
            "start_date": start.astype("datetime64[s]"),
            "end_date": (start + long).astype("datetime64[s]"),
            "date_precision": np.where(long > 0, "interval", "day"),
            "date_basis": dice.choice(["explicit", "narrative", "document-date"], n),
            "place_id": np.char.add("p", place.astype(str)),
            "place_name": names[place],
            "where_precision": dice.choice([1, 1, 1, 2], n),
            "radius_km": 2.0,
            "country": dice.choice(["AM", "AZ", "GE"], n),
            "actors": [[one] for one in dice.choice(names[:40], n)],
            "n_documents": 1,
            "n_sources": 1,
        }
    )
    iso = frame["start_date"].dt.strftime("%Y-%m-%d").tolist()
    ends = frame["end_date"].dt.strftime("%Y-%m-%d").tolist()
    frame["edtf"] = [a if a == b else f"{a}/{b}" for a, b in zip(iso, ends, strict=True)]
    outlets = dice.choice([f"Outlet {k}" for k in range(30)], n // 6 + 1)
    frame["evidence"] = [
        [
            {
                "document": document, "title": None, "source": outlets[k // 6], "published": day,
                "url": None, "start": 40, "end": 40 + len(text), "exact": text, "edtf": date,
                "status": status, "place_id": spot, "speaker": None,
                "marks": [{"kind": "trigger", "start": 52, "end": 58}],
            }
        ]
        for k, (document, day, text, date, status, spot) in enumerate(
            zip(documents, iso, sentences, frame["edtf"], frame["status"], frame["place_id"], strict=True)
        )
    ]  # fmt: skip
    frame["conflicts"] = [[] for _ in range(n)]
    points = gpd.points_from_xy(lon[place], lat[place])
    return gpd.GeoDataFrame(frame, geometry=points, crs=4326)


def sentences_of(
    dice: np.random.Generator, words: np.ndarray, n: int, names: np.ndarray
) -> list[str]:
    """Sentences whose words come as often as words do (Zipf), so that they press as texts do."""
    rank = np.minimum(dice.zipf(1.3, (n, 21)) - 1, len(words) - 1)
    return [f"In {name} {' '.join(row)}." for name, row in zip(names, words[rank], strict=True)]
