"""From a table of events to columns of codes: what the page filters, and what it reads later.

Days are whole numbers counted from 1970-01-01, negative before it; an open or unknown end is
the smallest or the greatest 32-bit integer. No clock and no time zone is involved anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap.errors import TableError
from geomap.webmap.pack import Array, smallest
from geomap.webmap.tellings import Tellings, cut_labels, gather, parsed

OPEN_START, OPEN_END = -(2**31), 2**31 - 1
LASTING, UNDATED, VAGUE = 1, 2, 4
_CODED = ("type", "status", "date_precision", "date_basis", "country")
_SPOT = ["place_id", "place_name", "lon", "lat", "where_precision", "radius_km"]
_MADE = frozenset({"earliest", "latest", "undated", "_row"})
_UNCERTAIN = {"month", "season", "year", "decade", "century", "open"}
_TEXTS = ("id", "label", "edtf", "date_text", "place_text")
_KNOWN = frozenset(
    (*_CODED, *_SPOT, *_TEXTS, "start_date", "end_date", "time_start", "time_end", "actors",
     "n_documents", "n_sources", "evidence", "conflicts", "geometry")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Events as codes (`arrays`), what the codes mean (`header`), and the words (`texts`)."""

    header: dict[str, object]
    arrays: dict[str, Array]
    texts: dict[str, list[Any]]
    """What is only read, one value an event, in the order of the arrays."""
    tellings: Tellings


def prepare(events: pd.DataFrame, *, start: str, end: str, label: str) -> pd.DataFrame:
    """The events with every column of the event record, sorted by date and id.

    Parameters
    ----------
    events
        Any table with a `start`, an `end` and a `label` column; a GeoDataFrame's points
        become lon and lat (EPSG:4326).

    Raises
    ------
    TableError
        If a named column is missing or a date cannot be read.
    """
    missing = [name for name in (start, end, label) if name not in events.columns]
    if missing:
        raise TableError(f"the table has no column {missing[0]!r}; it has {list(events.columns)}")
    table = pd.DataFrame(events.drop(columns="geometry", errors="ignore")).reset_index(drop=True)
    table["label"] = table[label]
    table["lon"], table["lat"] = _points(events)
    table["earliest"] = _days(table[start], start).fillna(OPEN_START).astype("int64")
    table["latest"] = _days(table[end], end).fillna(OPEN_END).astype("int64")
    for name in _KNOWN - set(table.columns) - {"geometry"}:
        table[name] = None
    if "id" not in events.columns:
        table["id"] = [f"e{row + 1}" for row in range(len(table))]
    unknown = (table["earliest"] == OPEN_START) & (table["latest"] == OPEN_END)
    table["undated"] = unknown
    table["_at"] = table["earliest"].where(table["earliest"] > OPEN_START, table["latest"])
    table["_key"] = table["id"].astype(str)
    table = table.sort_values(["undated", "_at", "latest", "_key"], kind="stable")
    return table.drop(columns=["_at", "_key"]).reset_index(names="_row")


def encode(table: pd.DataFrame) -> Columns:
    """Codes, dictionaries and texts of a prepared table."""
    header: dict[str, object] = {"n": len(table)}
    arrays: dict[str, Array] = {
        "earliest": table["earliest"].to_numpy("<i4"),
        "latest": table["latest"].to_numpy("<i4"),
        "flags": _flags(table),
    }
    dictionaries: dict[str, list[object]] = {}
    for name in _CODED:
        arrays[name], dictionaries[name] = codes(table[name])
    arrays["spot"], header["spots"] = _spots(table)
    tellings = gather(table)
    rows, sources = tellings.sources()
    many = {"source": (rows, sources), "actor": _actors(table["actors"])}
    for name, (owners, words) in many.items():
        arrays[f"{name}_n"], arrays[name], dictionaries[name] = many_codes(
            owners, words, len(table)
        )
    order = table["_row"].to_numpy("int64")
    if np.any(np.diff(order) < 0):  # exports keep the order of the table
        arrays["order"] = smallest(order)
    for name in ("n_documents", "n_sources"):
        arrays[name] = smallest(pd.to_numeric(table[name]).fillna(0).to_numpy("int64"))
    header["dictionaries"] = dictionaries
    texts = {name: _plain(table[name]) for name in _TEXTS}
    texts["label"] = cut_labels(texts["label"], tellings)
    texts["conflicts"] = [parsed(value) for value in table["conflicts"]]
    extra = _extra(table)
    if extra:
        texts["extra"] = extra
    return Columns(header=header, arrays=arrays, texts=texts, tellings=tellings)


def codes(values: pd.Series) -> tuple[Array, list[object]]:
    """A column as codes: 0 for nothing, then the values in alphabetical order.

    Examples
    --------
    >>> codes(pd.Series(["b", None, "a"]))[0].tolist()
    [2, 0, 1]
    """
    found, names = pd.factorize(values.astype(object), sort=False)
    order = np.argsort(np.array([str(name) for name in names], dtype=object), kind="stable")
    rank = np.empty(len(order) + 1, dtype="int64")
    rank[order] = np.arange(1, len(order) + 1)
    rank[-1] = 0  # factorize gives -1 where there is nothing
    return smallest(rank[found]), [names[at] for at in order]


def many_codes(
    owners: Sequence[int], words: Sequence[str], n: int
) -> tuple[Array, Array, list[object]]:
    """Words of `n` rows as lengths, codes one after another, and what the codes mean.

    Examples
    --------
    >>> lengths, flat, words = many_codes([0, 0, 2], ["b", "a", "a"], 3)
    >>> lengths.tolist(), flat.tolist(), words
    ([2, 0, 1], [1, 0, 0], ['a', 'b'])
    """
    known = sorted(set(words))
    place = {word: at for at, word in enumerate(known)}
    flat = np.fromiter((place[word] for word in words), "int64", len(words))
    lengths = np.bincount(np.asarray(owners, dtype="int64"), minlength=n)
    return smallest(lengths), smallest(flat), list(known)


def _points(events: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if "geometry" not in events.columns:
        nothing = np.full(len(events), np.nan)
        return nothing, nothing
    geometry = events.geometry
    if geometry.crs is not None and geometry.crs.to_epsg() != 4326:
        geometry = geometry.to_crs(4326)
    points = geometry.where(geometry.isna() | (geometry.geom_type == "Point"), None)
    points = points.fillna(geometry.representative_point())
    return points.x.to_numpy(), points.y.to_numpy()


def _days(values: pd.Series, name: str) -> pd.Series:
    """Days since 1970-01-01; times lose their hour, in their own zone."""
    if pd.api.types.is_datetime64_dtype(values):
        whole = values.to_numpy("datetime64[D]").astype("int64")
        return pd.Series(whole, index=values.index).where(values.notna())
    try:
        text = pd.Series([_iso(value) for value in values], dtype=object, index=values.index)
        days = text.dropna().to_numpy("datetime64[D]").astype("int64")
    except ValueError as error:
        raise TableError(f"column {name!r} holds what is not an ISO date: {error}") from None
    return pd.Series(days, index=text.dropna().index).reindex(values.index)


def _iso(value: object) -> str | None:
    if value is None or value is pd.NaT or value != value or value == "":  # noqa: PLR0124 - NaN
        return None
    return str(value)[:10]


def _flags(table: pd.DataFrame) -> Array:
    edtf = table["edtf"].astype("string").fillna("")
    lasting = edtf.str.contains("/", regex=False)
    if table["edtf"].isna().all():
        lasting = (table["earliest"] != table["latest"]) & ~table["undated"]
    vague = table["date_precision"].isin(_UNCERTAIN) | edtf.str.contains(r"[\[~?%]", regex=True)
    open_end = (table["earliest"] == OPEN_START) | (table["latest"] == OPEN_END)
    flags = lasting * LASTING + table["undated"] * UNDATED + (vague | open_end) * VAGUE
    return flags.to_numpy("u1")


def _spots(table: pd.DataFrame) -> tuple[Array, dict[str, list[object]]]:
    """Where events are drawn: a place, its point and how exact it is; 0 has no place."""
    placed = table["lon"].notna() | table["place_id"].notna()
    keys = table.loc[placed, _SPOT]
    group = keys.groupby(_SPOT, dropna=False, sort=True)
    spot = np.zeros(len(table), dtype="int64")
    spot[placed.to_numpy()] = group.ngroup().to_numpy() + 1
    first = keys.assign(_spot=spot[placed.to_numpy()]).drop_duplicates("_spot")
    first = first.sort_values("_spot").drop(columns="_spot")
    plain = first.astype(object).where(first.notna(), None)
    return smallest(spot), {name: plain[name].tolist() for name in _SPOT}


def _actors(values: pd.Series) -> tuple[list[int], list[str]]:
    rows = [value if isinstance(value, list) else _listed(value) for value in values]
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows]).tolist()
    return owners, [str(one) for row in rows for one in row]


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else [value]
    return [str(one) for one in value] if isinstance(value, Iterable) else []


def _plain(values: pd.Series) -> list[Any]:
    return values.astype(object).where(values.notna(), None).tolist()


def _extra(table: pd.DataFrame) -> list[dict[str, object]]:
    """What the table holds beside the event record, for the panel and the exports."""
    names = [n for n in table.columns if n not in _KNOWN | _MADE]
    rows = zip(*(_plain(table[name]) for name in names), strict=True)
    return [dict(zip(names, row, strict=True)) for row in rows]
