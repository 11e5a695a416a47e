"""The page without a browser: its bytes, its columns, its safety."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import folium
import pandas as pd
import pytest
import webmap_events as made

from geomap import gazetteer
from geomap.errors import ExportError, TableError
from geomap.webmap import EventMap, names, offline_map, save, write_page
from geomap.webmap.columns import encode, many_codes, prepare

ROOT = Path(__file__).parents[1]


def page(tmp_path: Path, name: str = "index.html", **options: object) -> str:
    path = tmp_path / name
    write_page(made.events(), made.places(), path, title="Made up", **options)
    return path.read_text(encoding="utf-8")


def test_the_same_events_give_the_same_bytes(tmp_path):
    assert page(tmp_path, "a.html") == page(tmp_path, "b.html")


def test_nothing_on_the_page_points_outside_it(tmp_path):
    text = page(tmp_path, basemap=made.outlines())
    assert not re.search(r"<(script|link|img|iframe)\b[^>]*(src|href)=", text)
    assert not re.search(r"url\((?!data:|\"\"|#)", text)
    assert "sourceMappingURL" not in text


def test_a_title_cannot_break_out(tmp_path):
    path = tmp_path / "x.html"
    title = "</script><script>alert(1)</script>\u202e{{ 7 * 7 }}"
    write_page(made.events("</script><img src=x onerror=alert(1)>{}"), None, path, title=title)
    text = path.read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "49" not in re.search(r"<title>(.*?)</title>", text, re.S)[1]


def test_one_offline_map_leaves_later_maps_alone(tmp_path):
    save(offline_map(), tmp_path / "x.html", title="x")
    assert "cdn.jsdelivr.net" in folium.Map().get_root().render()


def test_a_map_with_links_gets_no_policy(tmp_path):
    m = folium.Map()
    EventMap(made.events()).add_to(m)
    save(m, tmp_path / "x.html", title="x")
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" not in text
    assert "cdn.jsdelivr.net" in text


def test_a_failed_write_leaves_what_was_there(tmp_path):
    target = tmp_path / "x.html"
    target.mkdir()
    with pytest.raises(ExportError, match=r"x\.html"):
        write_page(made.events(), None, target, title="x")
    assert list(tmp_path.iterdir()) == [target]


def test_rows_are_sorted_by_date_the_undated_last():
    table = prepare(made.events(), start="start_date", end="end_date", label="label")
    assert table["id"].iloc[0] == "b3"
    assert table["id"].iloc[-1] == "b2"
    shuffled = made.events().sample(frac=1, random_state=1)
    again = prepare(shuffled, start="start_date", end="end_date", label="label")
    assert again["id"].tolist() == table["id"].tolist()


def test_any_table_with_start_end_and_label_will_do():
    table = pd.DataFrame(
        {"from": ["1850-01-02", None], "to": [pd.Timestamp("1850-02-01"), None], "what": ["a", "b"]}
    )
    columns = encode(prepare(table, start="from", end="to", label="what"))
    assert columns.header["n"] == 2
    assert columns.arrays["flags"].tolist() == [1, 6]
    assert columns.arrays["earliest"][0] == (pd.Timestamp("1850-01-02") - pd.Timestamp(0)).days


def test_a_missing_column_and_a_wrong_date_are_named():
    with pytest.raises(TableError, match="'start'"):
        EventMap(pd.DataFrame({"end": [], "label": []}))
    with pytest.raises(TableError, match="'start'"):
        EventMap(pd.DataFrame({"start": ["soon"], "end": [None], "label": ["a"]}))


def test_no_events_make_a_page(tmp_path):
    write_page(made.events().iloc[:0], None, tmp_path / "x.html", title="Nothing yet")
    assert (tmp_path / "x.html").stat().st_size > 100_000


def test_codes_of_lists_keep_their_order():
    lengths, flat, words = many_codes([0, 0, 2], ["z", "a", "z"], 3)
    assert [words[code] for code in flat] == ["z", "a", "z"]
    assert lengths.tolist() == [2, 0, 1]


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_the_modules_of_the_page(tmp_path):
    """Each module parses as a module, and their own tests pass (node --test, no packages)."""
    for module in sorted((ROOT / "geomap/webmap/page").glob("*.js")):
        copy = tmp_path / f"{module.stem}.mjs"
        copy.write_text(module.read_text(encoding="utf-8"), encoding="utf-8")
        subprocess.run(["node", "--check", str(copy)], check=True)
    tests = sorted(str(p) for p in (ROOT / "tests/webmap").glob("*.test.mjs"))
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_string_is_in_every_language_and_is_used():
    table = json.loads(__import__("geomap.webmap.assets", fromlist=["strings"]).strings())
    plural = {"few", "many"}
    for key in table["en"]:
        assert key in table["ru"], key
    for key in set(table["ru"]) - set(table["en"]):
        assert key.rsplit("_", 1)[-1] in plural, key


def test_names_of_other_views_and_languages_come_from_the_gazetteer():
    known = gazetteer.load()
    stepanakert = known.places["az-khankendi"]
    assert names.of_place(stepanakert, known) == {
        "de-jure": "Khankendi",
        "de-facto": "Stepanakert",
        "ru": "Ханкенди / Степанакерт",
    }
    assert names.word(known.places["am-gyumri"], "Leninakan", "ru") == "Ленинакан"
    assert names.word(known.places["am-gyumri"], "Gyumri", "ru") == "Гюмри"
    assert names.word(known.places["az-goygol"], "Goygol", "ru") is None  # only of another time


def test_what_the_words_of_a_place_may_also_mean():
    known = gazetteer.load()
    events = made.events()
    events["place_text"] = events["place_text"].replace("Lachin / Berdzor", "Lachin")
    columns = encode(prepare(events, start="start_date", end="end_date", label="label"))
    found = names.of_events(columns, [], known)["readings"]
    ids = {text: {one[0] for one in places} for text, places in found.items()}
    assert {"az-lachin-town", "az-lachin-district"} <= ids["Lachin"]
    assert "Yerevan" not in ids
