import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from events import event

import geomap
from geomap import export, table
from geomap.cli import main

REPORT = (
    " date 2020-12-10 The foreign ministers of Armenia and Azerbaijan met in Yerevan on Monday."
)


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT)
    return folder


@pytest.fixture
def built(tmp_path):
    path = tmp_path / "events.geojson"
    some = [event(), event(id="b", edtf=None), event(id="c", edtf="1994", status="refused")]
    export.write(table.from_events(some), path)
    return path


def ids(path):
    return list(export.read(path)["id"])


def test_build_writes_three_files_and_says_what_it_did(corpus, tmp_path):
    done = run("build", corpus, "--out", tmp_path / "maps")
    assert done.exit_code == 0, done.output
    assert sorted(file.name for file in (tmp_path / "maps").iterdir()) == [
        "events.geojson",
        "index.html",
        "places.geojson",
    ]
    for word in ("read", "found", "wrote", "1 report", "index.html"):
        assert word in done.stdout
    assert ids(tmp_path / "maps" / "events.geojson")


def test_build_twice_gives_the_same_bytes(corpus, tmp_path):
    for out in ("one", "two"):
        assert run("build", corpus, "--out", tmp_path / out).exit_code == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_build_filters(corpus, tmp_path):
    done = run("build", corpus, "--out", tmp_path / "maps", "--until", "1990")
    assert done.exit_code == 0, done.output
    assert ids(tmp_path / "maps" / "events.geojson") == []


def test_reports_without_events_make_whole_files(tmp_path):
    (tmp_path / "a.txt").write_text("Nothing is told here, and nobody was there to see it.")
    done = run("build", tmp_path / "a.txt", "--out", tmp_path / "maps")
    assert done.exit_code == 0, done.output
    assert ids(tmp_path / "maps" / "events.geojson") == []
    assert json.loads((tmp_path / "maps" / "places.geojson").read_text())["features"] == []


def test_a_report_that_cannot_be_read_costs_a_line_and_with_strict_the_exit_code(corpus, tmp_path):
    (corpus / "bad.txt").write_bytes(b"\xff\xfe\xff")
    for strict, code in (([], 0), (["--strict"], 1)):
        done = run("build", corpus, "--out", tmp_path / "maps", *strict)
        assert done.exit_code == code
        assert done.stderr.count("\n") == 1
        assert "bad.txt" in done.stderr
        assert "1 not read" in done.stdout


def test_no_readable_report_at_all_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    done = run("build", tmp_path, "--out", tmp_path / "maps")
    assert done.exit_code == 1
    assert "no report here" in done.stderr
    assert not (tmp_path / "maps").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "nowhere"], "does not exist"),
        (["build", ".", "--from", "autumn 2020"], "2020-23"),
        (["build", ".", "--until", "2020-13"], "2020-13"),
        (["build", ".", "--bbox", "1,2,3"], "four numbers"),
        (["build", ".", "--bbox", "1,9,3,4"], "in degrees"),
        (["build", ".", "--bbox", "nan,1,2,3"], "in degrees"),
        (["build", ".", "--status", "perhaps"], "perhaps"),
        (["annotate", "."], "--out"),
        (["map"], "No such command"),
    ],
)
def test_wrong_usage_says_what_to_write_and_exits_with_2(words, said):
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_an_out_that_cannot_be_is_said_before_anything_is_read(corpus, tmp_path):
    (tmp_path / "file").write_text("")
    done = run("build", corpus, "--out", tmp_path / "file" / "maps")
    assert done.exit_code == 1
    assert "is a file" in done.stderr
    assert done.stdout == ""


def test_version():
    done = run("--version")
    assert done.exit_code == 0
    assert done.stdout.startswith("geomap ")


def test_annotate_writes_a_line_a_report(corpus, tmp_path):
    (corpus / "b.txt").write_text("The meeting was held in Lachin, and that is all.")
    out = tmp_path / "a.jsonl"
    assert run("annotate", corpus, "--out", out).exit_code == 0
    first, second = map(json.loads, out.read_text().splitlines())
    assert (first["document"], first["published"]) == ("a", "2020-12-10")
    assert (second["document"], second["published"]) == ("b", None)
    assert list(first["toponyms"][0]) == [
        *("start", "end", "exact", "role", "place_id", "name", "lon", "lat", "score", "reason")
    ]
    for kind in ("toponyms", "timexes", "triggers", "events"):
        for found in first[kind]:
            assert REPORT[found["start"] : found["end"]] == found["exact"]
    assert {"type", "value", "edtf", "earliest", "latest", "anchor"} <= set(first["timexes"][0])
    assert {"type", "status"} <= set(first["triggers"][0])


def test_export_filters_and_counts(built, tmp_path):
    to = tmp_path / "some.geojson"
    done = run("export", built, "--to", to, "--from", "2020", "--until", "2020-12")
    assert done.exit_code == 0, done.output
    assert ids(to) == ["a"]
    assert "1 of 3 events" in done.stdout
    assert "1 undated left out" in done.stdout
    assert run("export", built, "--to", to, "--from", "2020", "--undated").exit_code == 0
    assert ids(to) == ["a", "b"]
    assert run("export", built, "--to", to, "--status", "refused").exit_code == 0
    assert ids(to) == ["c"]
    assert run("export", built, "--to", to, "--place", "Yerevan").exit_code == 0
    assert ids(to) == ["a", "b", "c"]
    assert run("export", built, "--to", to, "--place", "Baku").exit_code == 0
    assert ids(to) == []


def test_a_name_that_no_event_has_is_said_with_those_like_it(built, tmp_path):
    to = tmp_path / "some.geojson"
    done = run("export", built, "--to", to, "--actor", "Armenai", "--source", "Nowhere Post")
    assert done.exit_code == 0, done.output
    assert ids(to) == []
    assert "no event has the actor 'Armenai'; there is Armenia\n" in done.stderr
    assert "no event has the source 'Nowhere Post'" in done.stderr


def test_export_in_polygons(built, tmp_path):
    area = tmp_path / "area.geojson"
    ring = [[44, 40], [45, 40], [45, 41], [44, 41], [44, 40]]
    area.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    to = tmp_path / "some.geojson"
    assert run("export", built, "--to", to, "--polygon", area).exit_code == 0
    assert len(ids(to)) == 3
    words = "POLYGON ((44 40, 45 40, 45 41, 44 40))"
    assert run("export", built, "--to", to, "--polygon", words).exit_code == 0
    assert len(ids(to)) == 3
    words = "POLYGON ((10 40, 11 40, 11 41, 10 40))"
    assert run("export", built, "--to", to, "--polygon", words).exit_code == 0
    assert ids(to) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--place", "Atlantis"], 2, "Atlantis"),
        (["--place", "Yerevna"], 2, "it knows Yerevan"),
        (["--polygon", "{events}"], 2, "no polygon"),
        (["--polygon", "{text}"], 2, "not GeoJSON"),
        (["--polygon", "POLYGON ((1 2"], 2, "not well-known text"),
        (["--polygon", "nowhere.geojson"], 2, "No such file"),
        (["--to", "{dir}/events.doc"], 2, "no format"),
        (["--to", "{text}/events.csv"], 1, "is a file"),
    ],
)
def test_export_errors_are_one_line(built, tmp_path, words, code, said):
    (tmp_path / "x.txt").write_text("x")
    names = {"events": built, "text": tmp_path / "x.txt", "dir": tmp_path}
    filled = [word.format(**names) for word in words]
    done = run("export", built, "--to", tmp_path / "o.geojson", *filled)
    assert done.exit_code == code
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_export_of_another_file_is_one_line(tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text("{}")
    done = run("export", path, "--to", tmp_path / "y.geojson")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1


def test_help_and_small_commands_do_not_wait_for_geopandas():
    code = (
        "import sys; from geomap.cli import main\n"
        "for words in (['--help'], ['build', '--help'], ['export', '--help']):\n"
        "    main(words, standalone_mode=False)\n"
        "heavy = {'pandas', 'geopandas', 'folium', 'shapely', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_annotate_needs_no_tables(corpus, tmp_path):
    code = (
        "import sys; from geomap.cli import main\n"
        "main(['annotate', sys.argv[1], '--out', sys.argv[2]], standalone_mode=False)\n"
        "heavy = {'pandas', 'geopandas', 'folium'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    words = [sys.executable, "-c", code, str(corpus), str(tmp_path / "a.jsonl")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_public_names_are_about_ten_and_all_there():
    assert 8 <= len(geomap.__all__) <= 12
    for name in geomap.__all__:
        assert getattr(geomap, name)
    assert set(dir(geomap)) == set(geomap.__all__)
    with pytest.raises(AttributeError):
        geomap.nothing  # noqa: B018


def test_import_geomap_imports_nothing_heavy():
    code = "import sys, geomap; assert not {'numpy', 'click', 'yaml'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_explain_says_what_decided_and_what_was_not_pinned(corpus):
    done = run("explain", corpus)
    assert done.exit_code == 0, done.output
    assert "because: " in done.stdout
    assert "not pinned: " in done.stdout
    assert "[Yerevan]#1" in done.stdout


def test_explain_writes_a_page(corpus, tmp_path):
    done = run("explain", corpus, "--html", tmp_path / "a.html")
    assert done.exit_code == 0, done.output
    assert '<mark class="place"' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_explain_asks_for_one_report(corpus):
    (corpus / "b.txt").write_text(REPORT)
    assert run("explain", corpus).exit_code == 1
    assert run("explain", corpus, "--report", "nothing").exit_code == 1
    assert run("explain", corpus, "--report", "b").exit_code == 0
