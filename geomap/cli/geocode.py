"""``geomap geocode``: where a place is, and what it was called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import options

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.labels import Worldview

_SHOWN = ("lat", "lon", "place_id", "name", "label", "score", "in_force", "distance_km")


@click.command()
@click.argument("name")
@click.option("--at", metavar="DATE", type=options.EdtfDate(), help="Names and labels of a date.")
@click.option("--reverse", is_flag=True, help="NAME is a latitude and longitude: what is near.")
@click.option(
    "--worldview",
    type=click.Choice(["as-attested", "de-jure", "de-facto"]),
    default="as-attested",
    show_default=True,
    help="Whose name labels a contested place.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="The most to print.")
@click.option(
    "--index",
    metavar="FILE.sqlite",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Look in an index that `gazetteer import` made, instead of the curated places.",
)
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
@options.gazetteer_option
@click.pass_context
def geocode(
    ctx: click.Context,
    name: str,
    at: str | None,
    reverse: bool,
    worldview: Worldview,
    limit: int | None,
    index: Path | None,
    as_json: bool,
) -> None:
    """Print the places called NAME, best first.

    Accents, case, hyphens and apostrophes do not matter. A name that nobody used at DATE is
    marked. Nothing found is exit code 1, with names that look like it.
    """
    from geomap.gazetteer.geocoder import GazetteerGeocoder, point_of

    if index is not None:
        _in_index(ctx, index, name, reverse=reverse, limit=limit or 10, as_json=as_json)
        return
    gazetteer = options.load_gazetteer(options.kept(ctx, "gazetteers"))
    coder = GazetteerGeocoder(gazetteer, at=at, worldview=worldview)
    if reverse:
        found = coder.reverse(point_of(name), exactly_one=False, limit=limit or 10)
    else:
        found = coder.geocode(name, exactly_one=False, limit=limit)
    _print([location.raw for location in found or ()], as_json=as_json)
    if not found:
        click.echo(_nothing(gazetteer, name, reverse=reverse), err=True)
        ctx.exit(1)


def _in_index(
    ctx: click.Context, index: Path, name: str, *, reverse: bool, limit: int, as_json: bool
) -> None:
    from geomap.gazetteer import geonames
    from geomap.gazetteer.geocoder import point_of

    if reverse:
        point = point_of(name)
        found = geonames.near(index, point.latitude, point.longitude, limit=limit)
    else:
        found = geonames.find(index, name, limit=limit)
    _print(
        [
            {"lat": one.lat, "lon": one.lon, "place_id": f"geonames:{one.id}", "name": one.name,
             "label": f"{one.name}, {one.admin1} {one.country}", "score": round(0.9**rank, 3)}
            for rank, one in enumerate(found)
        ],
        as_json=as_json,
    )  # fmt: skip
    if not found:
        click.echo(f"{index} knows no {options.one_line(name)!r}", err=True)
        ctx.exit(1)


def _print(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    short = [{key: row[key] for key in _SHOWN if key in row} for row in rows]
    if as_json:
        click.echo(json.dumps(short, ensure_ascii=False, indent=1))
        return
    for row in short:
        click.echo(_line(row))


def _line(row: dict[str, Any]) -> str:
    lat, lon = row["lat"], row["lon"]
    more = f"{row['distance_km']:.1f} km" if "distance_km" in row else f"{row['score']:.2f}"
    unused = "" if row.get("in_force", True) else f"  ({row['name']} was not in use then)"
    return f"{lat:9.4f} {lon:10.4f}  {more:>8}  {row['place_id']}  {row['label']}{unused}"


def _nothing(gazetteer: Gazetteer, name: str, *, reverse: bool) -> str:
    if reverse:
        return f"no settlement within 100 km of {name}"
    near = gazetteer.similar(name)
    said = f"the gazetteer knows no {options.one_line(name)!r}"
    return f"{said}; it knows {', '.join(near)}" if near else said
