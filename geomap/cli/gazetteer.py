"""``geomap gazetteer``: for those who keep the places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.check import Finding
    from geomap.gazetteer.grow import Unknown
    from geomap.gazetteer.online import Service

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def gazetteer() -> None:
    """Check, grow and exchange the places; see docs/gazetteer.md."""


@gazetteer.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@click.option("--notes/--no-notes", default=False, help="Say what is no error, too.")
@click.option(
    "--against",
    metavar="FILE.sqlite",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare the points with an index of a GeoNames dump, by GeoNames id.",
)
@click.option("--fix", is_flag=True, help="Write the files as the formatter does, first.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
@click.pass_context
def check(
    ctx: click.Context,
    folder: Path | None,
    notes: bool,
    against: Path | None,
    fix: bool,
    as_json: bool,
) -> None:
    """Look closely at the gazetteer in DIR (default: the one that geomap ships).

    Schema, ids, sources, dates, points and their parents, shapes and areas, names that several
    places share, and the way the files are written. Each finding names file, line and place.
    Exit code 1 if there is an error.
    """
    from geomap import _resources
    from geomap.gazetteer import check as checks

    shipped = _resources.gazetteer_folder()
    chosen = folder or shipped
    if fix:
        _format(chosen)
    found = checks.check(chosen, shipped)
    compared = checks.against(chosen, against, shipped) if against else []
    errors = sum(finding.level == "error" for finding in found)
    shown = [finding for finding in found if notes or finding.level == "error"]
    shown.extend(compared)
    if as_json:
        click.echo(checks.as_json(shown))
    else:
        for finding in shown:
            click.echo(options.one_line(str(finding)))
        click.echo(f"{errors} errors, {len(found) + len(compared) - errors} notes in {chosen}")
    if errors:
        ctx.exit(1)


def _format(folder: Path) -> None:
    from geomap._atomic import replacing
    from geomap.gazetteer import check as checks

    for path in checks.gazetteer_files(folder):
        with replacing(path) as beside:
            beside.write_text(checks.formatted(path), encoding="utf-8")


@gazetteer.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a gazetteer for another region in DIR: empty files in the right format.

    Use it with `geomap build --gazetteer DIR`, which adds it to the shipped places.
    """
    from geomap.gazetteer import grow

    for path in grow.start(folder):
        click.echo(f"made {path}")
    click.echo(f"now: geomap gazetteer add {folder}")


@gazetteer.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--name",
    prompt="Name, as reports write it",
    help="The place's name: NAME[@LANGUAGE[@VALID]].",
)
@options.stored(
    "--members",
    default="",
    help="For a group: names or ids of its members, apart by semicolons.",
)
@click.option("--point", default="", help="Latitude, longitude in degrees.")
@click.option(
    "--class",
    "fcode",
    prompt="GeoNames feature code (PPL village, PPLA chief town, ADM1 province, "
    "ADM2 district, RGN region, STM river)",
    default="PPL",
    help="GeoNames feature code.",
)
@click.option("--country", prompt="Country (ISO code)", help="ISO 3166-1 alpha-2.")
@click.option(
    "--parent",
    prompt="Lies in (names or ids, each with @VALID if for a time; empty: the country)",
    default="",
    help="NAME[@VALID], apart by semicolons.",
)
@click.option(
    "--other",
    prompt="Other names (NAME@LANGUAGE@VALID; ...; a language left empty is guessed)",
    default="",
    help="Other names, as --name, apart by semicolons.",
)
@options.stored("--valid", metavar="DATE", default="", help="EDTF: when the place itself was.")
@options.stored("--file", default="places.geojson", show_default=True, help="The file for it.")
@click.pass_context
def add(
    ctx: click.Context,
    folder: Path,
    name: str,
    point: str,
    fcode: str,
    country: str,
    parent: str,
    other: str,
) -> None:
    """Add a place to the gazetteer in DIR: asks for it, checks it, writes it in its place.

    A renamed town: --name "Newtown@@1991/.." --other "Oldtown@@1936/1991". A group:
    --members "Aghdam District; Lachin District". What the check finds wrong is not written.
    """
    from geomap import _resources
    from geomap.gazetteer import draft, grow

    shipped, members = _resources.gazetteer_folder(), options.kept(ctx, "members")
    fclass, fcode = draft.code(fcode, shipped)
    where = _asked_point(point, group=bool(members))
    known = options.load_gazetteer([folder])
    _say_namesakes(known, name.partition("@")[0])
    words = draft.Draft(
        name=name,
        point=where,
        fclass=fclass,
        fcode=fcode,
        country=_country(known, country),
        parents=parent,
        others=other,
        members=members,
        valid=options.kept(ctx, "valid"),
    )
    row = draft.feature(words, known)
    path = folder / options.kept(ctx, "file")
    if _is_wrong(draft.trial(row, path, shipped), row["id"]):
        ctx.exit(1)
    line = grow.add(path, row)
    click.echo(f"wrote {path}:{line}: {row['id']}")


def _asked_point(words: str, *, group: bool) -> tuple[float, float] | None:
    from geomap.gazetteer.geocoder import point_of

    if not words and group:
        return None
    point = point_of(words or click.prompt("Latitude, longitude"))
    return point.latitude, point.longitude


def _country(known: Gazetteer, code: str) -> str:
    if len(code) != 2 or code.lower() not in known.places:
        raise GazetteerError(f"{code!r} is no country's ISO code: two letters, as AZ")
    return code.upper()


def _is_wrong(found: list[Finding], row_id: str) -> bool:
    """Say what the check finds of a new row; errors in other rows keep it from looking."""
    errors = [finding for finding in found if finding.level == "error"]
    own = [finding for finding in found if finding.row == row_id]
    wrong = any(finding.level == "error" for finding in own)
    for finding in own if not wrong else [one for one in own if one.level == "error"]:
        click.echo(options.one_line(str(finding)), err=True)
    if errors and not own:
        click.echo(f"not looked at closely: {options.one_line(str(errors[0]))}", err=True)
    if wrong:
        click.echo("nothing was written", err=True)
    return wrong


def _say_namesakes(known: Gazetteer, name: str) -> None:
    for candidate in known.find(name):
        place = candidate.place
        click.echo(f"already known: {place.id} ({place.title}, {place.country})", err=True)


@gazetteer.command("export")
@click.argument("to", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--edition",
    metavar="YEAR",
    default=2024,
    show_default=True,
    help="For LP-TSV: the year the names are attested in.",
)
@options.gazetteer_option
@click.pass_context
def export_places(ctx: click.Context, to: Path, edition: int) -> None:
    """Write the places as Linked Places (.json, .jsonld, .geojson) or LP-TSV (.tsv)."""
    from geomap._atomic import replacing
    from geomap.gazetteer import linked_places

    places = options.load_gazetteer(options.kept(ctx, "gazetteers")).places.values()
    if to.suffix == ".tsv":
        text = linked_places.to_tsv(places, attested=edition)
    elif to.suffix in (".json", ".jsonld", ".geojson"):
        text = json.dumps(linked_places.to_lpf(places), ensure_ascii=False, indent=1) + "\n"
    else:
        raise click.UsageError(f"{to}: write .json for Linked Places or .tsv for LP-TSV")
    with replacing(to) as beside:
        beside.write_text(text, encoding="utf-8")
    click.echo(f"wrote {to}: {len(places)} places")


@gazetteer.command("import")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into",
    metavar="PATH",
    type=click.Path(path_type=Path),
    required=True,
    help="A gazetteer folder, or the .sqlite index to make of a GeoNames dump.",
)
@click.option(
    "--names",
    metavar="FILE",
    type=click.Path(exists=True, path_type=Path),
    help="GeoNames' alternateNamesV2.txt, for names with their languages.",
)
def import_places(source: Path, into: Path, names: Path | None) -> None:
    """Take places from FILE: Linked Places (.json), LP-TSV (.tsv, .csv) or a GeoNames dump (.txt).

    Linked Places become a file in the gazetteer folder PATH. A GeoNames dump becomes an SQLite
    index that `geomap geocode --index` looks in.
    """
    if source.suffix == ".txt":
        _import_geonames(source, into, names)
        return
    from geomap.gazetteer import files, grow, linked_places, write

    if source.suffix in (".tsv", ".csv"):
        rows = linked_places.from_tsv(source.read_text(encoding="utf-8-sig"))
    else:
        rows = linked_places.from_lpf(files.load_json(source))
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{source.stem.removesuffix('.lpf')}.geojson"
    if target.exists():
        raise GazetteerError(f"{target} is there already")
    target.write_text(write.places(rows), encoding="utf-8")
    used = {s for row in rows for name in row["properties"]["names"] for s in name["sources"]}
    for new in grow.name_sources(into, used):
        click.echo(f"say what {new!r} is in {into / 'sources.json'}", err=True)
    click.echo(f"wrote {target}: {len(rows)} places; now: geomap gazetteer check {into}")


def _import_geonames(dump: Path, index: Path, names: Path | None) -> None:
    from geomap._atomic import replacing
    from geomap.gazetteer import geonames

    size = dump.stat().st_size + (names.stat().st_size if names else 0)
    shown = f"reading {size / 1e6:.0f} MB"

    def progress(lines: int) -> None:
        click.echo(f"\r{shown}: {lines:,} lines", nl=False, err=True)

    with replacing(index) as beside:
        count = geonames.build(beside, dump, names=names, progress=progress)
    click.echo("", err=True)
    click.echo(f"wrote {index}: {count:,} places ({geonames.ATTRIBUTION})")


@gazetteer.command()
@options.reading_options
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=50, show_default=True)
@click.option(
    "--online",
    type=click.Choice(["nominatim", "photon", "geonames"]),
    help="Ask a service where they are: one request a second, kept in a cache.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("candidates.geojson"),
    show_default=True,
    help="With --online: what the service said, for you to accept.",
)
@click.option("--domain", metavar="HOST", help="With --online: a host of your own.")
@click.option("--username", metavar="NAME", help="With --online geonames.")
@click.pass_context
def suggest(
    ctx: click.Context,
    as_json: bool,
    limit: int,
    online: Service | None,
    out: Path,
    domain: str | None,
    username: str | None,
) -> None:
    """List the place-like names in CORPUS that the gazetteer lacks, with their sentences.

    Nothing is looked up unless --online says where, and nothing enters a gazetteer by itself.
    """
    from geomap import pipeline
    from geomap.gazetteer import grow
    from geomap.text import persons

    asked = options.reports(ctx)
    documents = options.read_corpus(asked).documents
    known = options.load_gazetteer(asked.gazetteers)
    readings = (pipeline.read(document, known) for document in documents)
    found = grow.unknown(readings, known, is_person=persons.is_person)[:limit]
    if as_json:
        click.echo(grow.as_json(found))
    else:
        _print_unknown(found)
    if online is not None:
        names = [row.name for row in found]
        _ask(names, online, out, domain=domain, username=username)


def _print_unknown(found: list[Unknown]) -> None:
    for row in found:
        click.echo(f"{row.count:5}  {options.one_line(row.name)}")
        for document, text in row.sentences[:2]:
            click.echo(f"       {document}: {options.one_line(text)}")


def _ask(
    names: list[str], service: Service, out: Path, *, domain: str | None, username: str | None
) -> None:
    from geomap._atomic import replacing
    from geomap.gazetteer import grow
    from geomap.gazetteer import online as services

    cache = out.with_suffix(".cache.json")
    answers = services.ask(names, service, cache=cache, domain=domain, username=username)
    with replacing(out) as beside:
        beside.write_text(grow.candidates(answers), encoding="utf-8")
    click.echo(f"wrote {out}: look through it; nothing was added", err=True)
