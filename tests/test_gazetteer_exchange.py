import csv
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_gazetteer import feature

from geomap.cli import main
from geomap.errors import GazetteerError
from geomap.gazetteer import geonames, grow, linked_places, load, online, write
from geomap.model import Document, Reading, Toponym

GAZETTEER = load()
PLACES = list(GAZETTEER.places.values())
SCHEMA = json.loads((Path(__file__).parent / "linked-places.schema.json").read_bytes())


def run(*words, text=None):
    return CliRunner().invoke(main, [str(word) for word in words], input=text)


def test_linked_places_keep_the_specification():
    found = linked_places.to_lpf(PLACES)
    problems = list(Draft202012Validator(SCHEMA).iter_errors(found))
    assert [f"{list(p.absolute_path)}: {p.message[:80]}" for p in problems[:5]] == []


def test_linked_places_there_and_back_is_the_same_gazetteer(tmp_path):
    through = json.loads(json.dumps(linked_places.to_lpf(PLACES)))
    (tmp_path / "all.geojson").write_text(write.places(linked_places.from_lpf(through)), "utf-8")
    assert dict(load(tmp_path, shipped=False).places) == dict(GAZETTEER.places)


DATES = st.sampled_from(["1988", "1992-05", "1992-05-09", "1993~"])


@given(st.one_of(DATES, st.tuples(st.sampled_from(["..", "1920"]), st.just("2020")).map("/".join),
                 DATES.map(lambda d: f"{d}/.."), st.just("[1992-05-08..1992-05-09]")))  # fmt: skip
def test_a_date_goes_through_a_timespan(value):
    assert linked_places.valid_of(linked_places.when(value)) == value


def test_foreign_linked_places_become_places(tmp_path):
    other = {
        "type": "FeatureCollection",
        "@context": linked_places.CONTEXT,
        "features": [
            {
                "@id": "http://example.org/places/Old_Ferry",
                "type": "Feature",
                "properties": {"title": "Old Ferry", "ccodes": ["GE"]},
                "names": [{"toponym": "Old Ferry", "lang": "en", "citations": [{"label": "Map"}],
                           "when": {"timespans": [{"start": {"in": "1900"}}]}}],
                "geometry": {"type": "Point", "coordinates": [42.0, 42.5]},
                "relations": [{"relationType": "gvp:broaderPartitive", "label": "Georgia",
                               "relationTo": "http://example.org/places/ge"}],
            }
        ],
    }  # fmt: skip
    source = tmp_path / "ferry.json"
    source.write_text(json.dumps(other), encoding="utf-8")
    answer = run("gazetteer", "import", source, "--into", tmp_path / "mine")
    assert answer.exit_code == 0, answer.output
    assert "say what 'Map' is" in answer.stderr
    known = load(Path("gazetteer"), tmp_path / "mine")
    (found,) = known.find("old ferry", at="1900")
    assert (found.place.lon, found.place.country) == (42.0, "GE")
    assert found.place.parents[0].id == "ge"
    assert not known.find("old ferry", at="1950")[0].in_force


def test_what_is_no_linked_place_is_refused(tmp_path):
    broken = {"features": [{"@id": "x", "properties": {"title": "X"}}]}
    with pytest.raises(GazetteerError, match="feature 0"):
        linked_places.from_lpf(broken)


def test_lp_tsv_has_the_required_columns_and_comes_back():
    text = linked_places.to_tsv(PLACES, attested=2024)
    assert '"' not in text.split("\n")[0]
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(PLACES)
    for row in rows:
        assert row["id"]
        assert row["title"]
        assert row["title_source"]
        assert row["fclasses"]
        assert row["start"] or row["attestation_year"]
    back = {row["id"]: row for row in linked_places.from_tsv(text)}
    gyumri = back["am-gyumri"]["properties"]
    assert {"Leninakan", "Gyumri"} <= {name["name"] for name in gyumri["names"]}
    assert gyumri["links"]["geonames"] == dict(GAZETTEER.places["am-gyumri"].links)["geonames"]


def test_a_spreadsheet_is_imported_and_a_bad_line_named(tmp_path):
    head = "id,title,title_source,fclasses,start,lon,lat,variants"
    sheet = f"{head}\nq,Quay,Map 1920,P,1920,1.5,2,Kai@de\n"
    (row,) = linked_places.from_tsv(sheet)
    assert row["properties"]["valid"] == "1920/.."
    assert row["geometry"]["coordinates"] == [1.5, 2.0]
    with pytest.raises(GazetteerError, match="line 3"):
        linked_places.from_tsv(sheet + "r,Ridge,Map,T,1920,east,2,\n")


def test_export_command(tmp_path):
    assert run("gazetteer", "export", tmp_path / "all.tsv").exit_code == 0
    assert run("gazetteer", "export", tmp_path / "all.json").exit_code == 0
    assert json.loads((tmp_path / "all.json").read_bytes())["@context"]
    assert run("gazetteer", "export", tmp_path / "all.xyz").exit_code == 2


def geonames_line(number, name, *, other="", lat=40.0, lon=46.0, fclass="P", population=10):
    columns = [number, name, name, other, lat, lon, fclass, "PPL", "AZ", "", "01", "", "", "",
               population, "", 5, "Asia/Baku", "2020-01-01"]  # fmt: skip
    return "\t".join(map(str, columns))


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "AZ.txt"
    lines = [
        geonames_line(1, "Göygöl", other="Khanlar,Xanlar", lat=40.58, lon=46.33, population=900),
        geonames_line(2, 'Quoted "Hill"', lat=40.59, lon=46.35),
        geonames_line(3, "Göygöl", lat=38.9, lon=48.0, population=20),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_geonames_dump_becomes_an_index(dump, tmp_path):
    index = tmp_path / "az.sqlite"
    answer = run("gazetteer", "import", dump, "--into", index)
    assert answer.exit_code == 0, answer.output
    assert "3 places" in answer.stdout
    assert [entry.id for entry in geonames.find(index, "goygol")] == [1, 3]
    assert [entry.id for entry in geonames.find(index, "KHANLAR")] == [1]
    assert [entry.id for entry in geonames.near(index, 40.59, 46.35, km=5)] == [2, 1]
    assert [entry.id for entry in geonames.within(index, 47, 38, 49, 39)] == [3]
    found = json.loads(run("geocode", "Khanlar", "--index", index, "--json").stdout)
    assert found[0]["place_id"] == "geonames:1"
    assert run("geocode", "Atlantis", "--index", index).exit_code == 1
    near = run("geocode", "40.59, 46.35", "--reverse", "--index", index, "--limit", "1")
    assert "geonames:2" in near.stdout


def test_points_are_compared_with_a_second_source(dump, tmp_path):
    index, mine = tmp_path / "az.sqlite", tmp_path / "mine"
    run("gazetteer", "import", dump, "--into", index)
    run("gazetteer", "init", mine)
    rows = [
        feature("az-here", links={"geonames": "1"}) | {"geometry": point(46.33, 40.58)},
        feature("az-away", links={"geonames": "2"}) | {"geometry": point(46.35, 40.79)},
    ]
    (mine / "places.geojson").write_text(write.places(rows), encoding="utf-8")
    answer = run("gazetteer", "check", mine, "--against", index)
    assert answer.exit_code == 0, answer.output
    assert 'az-away: GeoNames 2 (Quoted "Hill") lies 22.3 km from its point' in answer.stdout
    assert "az-here" not in answer.stdout


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def test_alternate_names_bring_languages(dump, tmp_path):
    names = tmp_path / "alternateNamesV2.txt"
    rows = ["11\t1\tru\tГёйгёль\t\t\t\t\t\t", "12\t1\tlink\thttps://example.org\t\t\t\t\t\t",
            "13\t99\tde\tElsewhere\t\t\t\t\t\t"]  # fmt: skip
    names.write_text("\n".join(rows) + "\n", encoding="utf-8")
    index = tmp_path / "az.sqlite"
    assert run("gazetteer", "import", dump, "--into", index, "--names", names).exit_code == 0
    assert [entry.id for entry in geonames.find(index, "Гёйгёль")] == [1]
    assert geonames.find(index, "https://example.org") == []
    assert geonames.find(index, "Khanlar") == []


def test_a_line_that_geonames_never_wrote_is_named(dump, tmp_path):
    dump.write_text(dump.read_text("utf-8") + "4\tShort\n", encoding="utf-8")
    answer = run("gazetteer", "import", dump, "--into", tmp_path / "x.sqlite")
    assert answer.exit_code == 1
    assert "AZ.txt:4: 2 columns" in answer.output
    assert not (tmp_path / "x.sqlite").exists()
    with pytest.raises(GazetteerError, match="no index of places"):
        geonames.find(dump, "x")
    with pytest.raises(GazetteerError, match="no such index"):
        geonames.find(tmp_path / "none.sqlite", "x")


def test_a_new_gazetteer_gets_a_village(tmp_path):
    mine = tmp_path / "mine"
    assert run("gazetteer", "init", mine).exit_code == 0
    assert run("gazetteer", "init", mine).exit_code == 1
    typed = "Uptown\nPPL\naz\nGoranboy District\nАптаун\n40.4, 46.5\n"
    answer = run("gazetteer", "add", mine, text=typed)
    assert answer.exit_code == 0, answer.output
    known = load(Path("gazetteer"), mine)
    (found,) = known.find("Аптаун")
    assert found.place.id == "az-uptown"
    assert "az-goranboy-district" in {parent.id for parent in known.parents("az-uptown")}
    assert run("gazetteer", "check", mine).exit_code == 0


VILLAGE = {"name": "Uptown", "point": "40.4, 46.5", "country": "AZ", "class": "PPL",
           "parent": "Goranboy District", "other": "", "members": ""}  # fmt: skip


def added(folder, **told):
    options = [f"--{key}={value}" for key, value in {**VILLAGE, **told}.items()]
    return run("gazetteer", "add", folder, *options)


@pytest.fixture
def mine(tmp_path):
    run("gazetteer", "init", tmp_path / "mine")
    return tmp_path / "mine"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"point": "0, 0", "parent": "az-lachin-district"}, "outside its parent az-lachin"),
        ({"point": "41.7, 44.8", "parent": ""}, "km outside its parent az, in ge"),
        ({"point": "here"}, "'here' is no latitude, longitude"),
        ({"point": "95, 46"}, "Latitude must be in the [-90; 90] range"),
        ({"point": "40, 999"}, "999 is beyond 180"),
        ({"parent": "Lachyin"}, "no place is called 'Lachyin'; known: Lachyn, Lachin"),
        ({"class": "PPLL2"}, "GeoNames has no feature code 'PPLL2'; like it: PPL"),
        ({"class": "A.PPL"}, "GeoNames has no feature code 'A.PPL'"),
        ({"country": "Azerbaijan"}, "'Azerbaijan' is no country's ISO code"),
        ({"other": "Oldtown@@yesterday"}, "'yesterday' is not a date"),
        ({"other": "Aptaun@hy"}, "write hy-Latn"),
        ({"other": "Uptown@en"}, "is listed twice"),
        ({"name": "Uptown@@1991/..", "other": "Hightown@@2001/.."}, "both official at once"),
        ({"members": "Lachin District; Nowhere"}, "no place is called 'Nowhere'"),
    ],
)
def test_what_is_wrong_is_said_and_not_written(mine, told, says):
    answer = added(mine, **told)
    assert answer.exit_code == 1
    assert says in answer.stderr
    assert len(answer.stderr.splitlines()) <= 3
    assert (mine / "places.geojson").read_text(encoding="utf-8") == write.places([])


def test_a_renamed_town_has_its_names_in_their_time(mine):
    answer = added(mine, name="Newtown@@1991/..", other="Oldtown@@1936/1991; Ньютаун; Nyutaun")
    assert answer.exit_code == 0, answer.output
    known = load(mine)
    assert known.label("az-newtown", at="1980") == "Oldtown"
    assert known.label("az-newtown", at="2000") == "Newtown"
    kinds = {(n.name, n.lang, n.kind) for n in known.places["az-newtown"].names}
    assert ("Ньютаун", "ru", "exonym") in kinds
    assert ("Nyutaun", "en", "romanization") in kinds
    assert run("gazetteer", "check", mine).exit_code == 0


def test_a_group_needs_no_point(mine):
    answer = added(mine, name="the two towns", members="Lachin District; az-shusha", point="",
                   parent="", **{"class": "ZN"})  # fmt: skip
    assert answer.exit_code == 0, answer.output
    known = load(mine)
    assert [p.id for p in known.members("az-the-two-towns")] == ["az-lachin-district", "az-shusha"]
    assert known.footprint("az-the-two-towns")["type"] == "MultiPolygon"
    assert run("gazetteer", "check", mine).exit_code == 0


def test_namesakes_are_said_and_parents_have_their_time(mine):
    answer = added(mine, name="Martuni", parent="Goranboy District@1991/..; nkao@../1991")
    assert answer.exit_code == 0, answer.output
    assert "already known: az-khojavend" in answer.stderr
    known = load(mine)
    assert next(p.id for p in known.parents("az-martuni", at="1980")) == "nkao"
    assert next(p.id for p in known.parents("az-martuni", at="2000")) == "az-goranboy-district"


def test_a_folder_of_ones_own_adds_to_the_shipped_one_or_stands_alone(mine):
    added(mine)
    assert {"az-uptown", "az-baku"} <= load(mine).places.keys()
    with pytest.raises(GazetteerError, match="az-goranboy-district"):
        load(mine, shipped=False)  # its parent is a shipped place
    with pytest.raises(GazetteerError, match="a folder of your own"):
        load(shipped=False)
    both = run("geocode", "Uptown", "--gazetteer", mine, "--json")
    assert json.loads(both.stdout)[0]["place_id"] == "az-uptown"
    alone = mine.parent / "alone"
    alone.mkdir()
    rows = [feature("here", names=[{"name": "Here", "lang": "en", "kind": "official",
                                    "sources": ["curator"]}])]  # fmt: skip
    (alone / "places.geojson").write_text(write.places(rows), encoding="utf-8")
    assert set(load(alone, shipped=False).places) == {"here"}
    assert run("geocode", "Baku", "--gazetteer", alone, "--no-shipped").exit_code == 1
    assert run("geocode", "Here", "--gazetteer", alone, "--no-shipped").exit_code == 0
    assert run("geocode", "Baku", "--no-shipped").exit_code == 2


def test_unknown_names_come_by_frequency_with_their_sentences():
    text = "At Upper Mill it rained.\nUpper Mill is dry. Near Lower Mill too."
    toponyms = tuple(
        Toponym(start=at, end=at + 10, exact=text[at : at + 10], role="background", place_id=None)
        for at in (3, 25, 49)
    )
    document = Document(id="a", text=text)
    reading = Reading(document=document, toponyms=toponyms, timexes=(), triggers=(), mentions=())
    found = grow.unknown([reading], GAZETTEER)
    assert [(row.name, row.count) for row in found] == [("Upper Mill", 2), ("Lower Mill", 1)]
    assert found[0].sentences[0] == ("a", "At Upper Mill it rained.")


def test_suggest_command(tmp_path):
    report = tmp_path / "a.txt"
    report.write_text("Troops entered the village of Zyxburg on Monday.\n" * 2, encoding="utf-8")
    answer = run("gazetteer", "suggest", report, "--json")
    assert answer.exit_code == 0, answer.output
    assert {"name": "Zyxburg", "count": 2}.items() <= json.loads(answer.stdout)[0].items()


class Service(BaseHTTPRequestHandler):
    """Answers as Nominatim, Photon and GeoNames do."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self):
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        name = query["q"][0]
        self.asked.append((name, self.headers["User-Agent"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(self.answer(url.path, name)).encode())

    @staticmethod
    def answer(path, name):
        known = name == "Zyxburg"
        if path.startswith("/api"):
            place = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [46.5, 40.5]},
                     "properties": {"name": name, "country": "Azerbaijan"}}  # fmt: skip
            return {"type": "FeatureCollection", "features": [place] if known else []}
        if "searchJSON" in path:
            row = {"lat": "40.5", "lng": "46.5", "name": name, "countryName": "Azerbaijan"}
            return {"totalResultsCount": int(known), "geonames": [row] if known else []}
        row = {"place_id": 1, "licence": "ODbL", "lat": "40.5", "lon": "46.5",
               "display_name": f"{name}, Azerbaijan"}  # fmt: skip
        return [row] if known else []

    def log_message(self, *_):
        pass


@pytest.fixture
def service():
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Service.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["nominatim", "photon", "geonames"])
def test_a_service_is_asked_once_and_answers_become_candidates(service, tmp_path, name):
    cache = tmp_path / "cache.json"
    wanted = ["Zyxburg", "Nowhere"]
    options = {"cache": cache, "domain": service, "username": "me", "delay": 0.01}
    answers = online.ask(wanted, name, **options)
    assert online.ask(wanted, name, **options) == answers
    assert [asked for asked, _ in Service.asked] == wanted
    assert all(agent.startswith("geomap-gazetteer/") for _, agent in Service.asked)
    (best,) = answers["Zyxburg"]
    assert (best["lat"], best["lon"]) == (40.5, 46.5)
    assert best["attribution"]
    assert answers["Nowhere"] == []
    (tmp_path / "candidates.geojson").write_text(grow.candidates(answers), encoding="utf-8")
    (place,) = load(tmp_path, shipped=False).places.values()
    assert place.note.startswith("candidate, to be accepted by a person")


def test_suggest_online_writes_a_file_and_adds_nothing(service, tmp_path):
    report = tmp_path / "a.txt"
    report.write_text("Troops entered the village of Zyxburg on Monday.", encoding="utf-8")
    out = tmp_path / "found.geojson"
    answer = run("gazetteer", "suggest", report, "--online", "nominatim", "--domain", service,
                 "--out", out)  # fmt: skip
    assert answer.exit_code == 0, answer.output
    assert "OpenStreetMap" in out.read_text("utf-8")
    assert load().find("Zyxburg") == ()


def test_a_service_that_is_down_is_one_line(tmp_path):
    with pytest.raises(GazetteerError, match="nominatim cannot be asked"):
        online.ask(["X"], "nominatim", cache=tmp_path / "c.json", domain="http://127.0.0.1:1")
    with pytest.raises(GazetteerError, match="username"):
        online.ask(["X"], "geonames", cache=tmp_path / "c.json")
