# ruff: noqa: E501 - scripts for the page stand on one line
"""The page in Chromium, with the network off."""

from __future__ import annotations

import json
import os
import random
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import folium
import pytest
import shapely
import webmap_events as made
from click.testing import CliRunner
from shapely.geometry import Point

from geomap import export, filters, gazetteer, table
from geomap.cli import main
from geomap.model import Parent
from geomap.webmap import EventMap, assets, offline_map, save, write_page
from geomap.webmap.columns import prepare

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
Open = Callable[..., object]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("page") / "index.html"
    write_page(made.events(), made.places(), path, title="Made up", basemap=made.outlines())
    return path


@pytest.fixture
def visit(browser, page_file) -> Iterator[Open]:
    """Opens a page with the network off; afterwards nothing was asked for and nothing failed."""
    contexts, troubles = [], []

    def visit(path: Path = page_file, fragment: str = "", *, width: int = 1280, **options: object):
        size = {"width": width, "height": 800 if width > 700 else 740}
        context = browser.new_context(
            viewport=size, offline=True, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on(
            "request",
            lambda asked: (
                troubles.append(asked.url)
                if not asked.url.startswith(("file:", "data:", "blob:"))
                else None
            ),
        )
        page.on(
            "dialog",
            lambda dialog: troubles.append(f"dialog: {dialog.message}") or dialog.dismiss(),
        )
        page.goto(f"{path.as_uri()}{fragment}")
        page.wait_for_selector("[data-ready=yes]", timeout=15000)
        return settled(page)

    visit.troubles = troubles
    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def settled(page):
    """After two frames everything that a change asked for is drawn."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    return page


def count(page) -> int:
    settled(page)
    return int(re.match(r"\d+", page.inner_text(".gm-count"))[0])


def rows(page) -> list[str]:
    settled(page)
    return page.evaluate(
        "async () => { const a = document.querySelector('.gm').geomap; const out = [];"
        " for (const r of a.rows.rows()) out.push((await a.texts.row(r)).id); return out; }"
    )


def thumb(page, end: str):
    return page.locator(f".gm-thumb[data-end={end}]")


def test_it_opens_with_the_network_off(visit):
    page = visit()
    assert count(page) == 12
    assert page.title() == "Made up"
    assert page.get_attribute("html", "lang") == "en"
    assert "Natural Earth" in page.inner_text(".leaflet-control-attribution")
    assert "GeoNames" in page.inner_text(".leaflet-control-attribution")


def test_a_dragged_thumb_filters_map_list_and_count_alike(visit):
    page = visit()
    page.click(".gm-fit")
    handle, area = thumb(page, "from").bounding_box(), page.locator(".gm-brush").bounding_box()
    page.mouse.move(handle["x"] + 12, handle["y"] + 40)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] * 0.97, handle["y"] + 40, steps=6)
    page.mouse.up()
    first = page.input_value(".gm-from input")
    assert "2018-01-01" < first < "2021-12-31"
    expected = filters.select(real_table(), filters.Filter(since=first))
    assert rows(page) == in_order(expected["id"])
    drawn = page.evaluate(
        "() => document.querySelector('.gm').geomap.spots.glyphs.reduce((n, g) => n + g.n, 0)"
    )
    unplaced = int((expected.geometry.isna()).sum())
    assert drawn == len(expected) - unplaced


def test_the_body_of_the_window_moves_both_ends(visit):
    page = visit(fragment="#time=1990-01-01/1999-12-31")
    box = page.locator(".gm-body").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 120, box["y"] + 30, steps=5)
    page.mouse.up()
    settled(page)
    start, end = page.input_value(".gm-from input"), page.input_value(".gm-until input")
    assert start > "2000"
    assert 9 <= int(end[:4]) - int(start[:4]) <= 10


def test_the_thumbs_are_sliders_for_the_keyboard(visit):
    page = visit()
    handle = thumb(page, "until")
    handle.focus()
    assert handle.get_attribute("role") == "slider"
    before = int(handle.get_attribute("aria-valuenow"))
    handle.press("PageDown")
    assert int(handle.get_attribute("aria-valuenow")) < before
    assert handle.get_attribute("aria-valuetext").strip()
    handle.press("Home")
    assert page.input_value(".gm-until input") == "1915-04-24"
    assert rows(page) == ["b3"]
    handle.press("End")
    assert count(page) == 12


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        ("2020", "2020", ["a7", "a6", "a9"]),
        ("2016-10", "2016-10-14", ["a8", "a4", "a5"]),
        ("1915", "1915-12", ["b3"]),
    ],
)
def test_typed_dates(visit, first, last, ids):
    page = visit()
    page.fill(".gm-from input", first)
    page.press(".gm-from input", "Enter")
    page.fill(".gm-until input", last)
    page.press(".gm-until input", "Enter")
    assert rows(page) == ids


def test_a_wrong_date_is_said_and_changes_nothing(visit):
    page = visit()
    page.fill(".gm-from input", "last spring")
    page.press(".gm-from input", "Enter")
    assert page.get_attribute(".gm-from input", "aria-invalid") == "true"
    assert "write YYYY" in page.inner_text(".gm-bad")
    assert count(page) == 12
    page.fill(".gm-from input", "in autumn 2020")
    page.press(".gm-from input", "Enter")
    assert page.inner_text(".gm-bad") == "For this date write 2020-23."
    page.fill(".gm-from input", "2020-23")
    page.press(".gm-from input", "Enter")
    assert page.locator(".gm-bad").is_hidden()
    assert page.input_value(".gm-from input") == "2020-09-01"
    assert "b1" not in rows(page)


def test_undated_events_have_a_switch_and_a_count(visit):
    page = visit(fragment="#time=2020-01-01/2020-12-31")
    assert page.inner_text(".gm-undated") == "1 undated"
    assert "b2" not in rows(page)
    page.check(".gm-undated input")
    assert "b2" in rows(page)
    assert page.inner_text(".gm-undated") == "1 undated"
    assert "with the undated" in page.inner_text(".gm-chips")
    page.uncheck(".gm-undated input")
    page.click("[data-do=all-time]")
    assert "b2" in rows(page)  # without a time asked for they are always shown
    assert page.locator(".gm-undated input").is_disabled()
    assert page.locator(".gm-undated input").is_checked()


def test_certainly_wants_dates_inside_unless_events_last(visit):
    page = visit(fragment="#time=2020-10-01/2023-12-31")
    assert "a7" in rows(page)
    page.click(".gm-options summary")
    page.check(".gm-sure input[value=certainly]")
    # lasting events overlap, decades and months have to lie inside
    assert rows(page) == ["a7", "a6", "a9", "a2", "a1", "a3"]
    page.click("[data-do=all-time]")
    assert count(page) == 12


def facet(page, name: str, value: str):
    return page.locator(f"[data-key='{name} {value}']")


def facet_count(page, name: str, value: str) -> int:
    settled(page)
    return int(page.locator(f"label:has([data-key='{name} {value}']) b").inner_text())


def test_facets_count_under_all_the_other_filters(visit):
    page = visit()
    page.click("[role=tab][data-tab=facets]")
    assert facet_count(page, "type", "ASSAULT") == 3
    facet(page, "status", "alleged").check()
    assert count(page) == 1
    assert facet_count(page, "type", "ASSAULT") == 1
    assert facet_count(page, "type", "AID") == 0
    assert facet_count(page, "status", "occurred") == 8  # its own facet does not count
    facet(page, "status", "refused").check()
    assert count(page) == 2  # or inside a facet
    facet(page, "type", "CONSULT").check()
    assert rows(page) == ["a4"]  # and across
    assert page.locator(".gm-chip").count() == 4  # three and "clear all"
    page.click(".gm-chip-all")
    assert count(page) == 12


def test_a_place_holds_its_parts_and_the_groups_it_is_in(visit):
    page = visit()
    page.click("[role=tab][data-tab=facets]")
    facet(page, "place", "lachin-district").check()
    assert sorted(rows(page)) == ["a1", "a2", "a3", "a8", "a9", "b1"]
    assert facet_count(page, "place", "yerevan") == 1 or facet_count(page, "place", "yerevan") == 2


def test_a_place_out_of_sight_is_brought_into_view(visit):
    page = visit(fragment="#view=40.200,44.500,10&tab=facets")
    seen = "() => document.querySelector('.gm').geomap.map.getBounds().contains([40.41, 49.87])"
    assert not page.evaluate(seen)
    facet(page, "place", "baku").check()
    page.wait_for_function(seen)


def test_words_are_searched_without_case_and_marks(visit):
    page = visit()
    page.fill(".gm-search input", "CONVOY lachin")
    page.wait_for_function("() => document.querySelector('.gm-count').textContent.startsWith('1 ')")
    assert rows(page) == ["a1"]
    page.fill(".gm-search input", "nothing says this")
    page.wait_for_selector(".gm-empty:not([hidden])")
    page.click(".gm-empty .gm-strong")
    assert count(page) == 12
    assert page.input_value(".gm-search input") == ""


def test_words_that_name_a_place_offer_it_as_a_filter(visit):
    page = visit()
    page.fill(".gm-search input", "lach")
    page.wait_for_selector(".gm-hints:not([hidden])")
    offered = page.locator(".gm-hints button")
    assert offered.all_inner_texts() == ["Lachin District", "Lachin / Berdzor"]
    offered.first.click()
    page.wait_for_selector(".gm-hints", state="hidden")
    assert page.input_value(".gm-search input") == ""
    playwright.expect(page.locator(".gm-count")).to_have_text("6 of 12 events")


def test_a_row_opens_the_sentence_and_why(visit):
    page = visit()
    page.locator(".gm-row", has_text="Shelling").click()
    panel = page.locator(".gm-panel")
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert (
        "It was said that shelling reported, Khankendi / Stepanakert, 2 October."
        in panel.inner_text()
    )
    assert panel.locator("mark").all_inner_texts() == ["Khankendi / Stepanakert", "2 October"]
    for words in ("Oct 2, 2020", "alleged", "Report a6", "Outlet a", "a ministry"):
        assert words in panel.inner_text()
    panel.locator("summary").click()
    assert "khankendi" in panel.locator(".gm-why").inner_text()
    page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_the_panel_tells_the_other_readings_and_what_a_telling_says_otherwise(visit, real_places):
    page = visit(real_places)
    page.locator(".gm-row", has_text="Convoy").click()
    page.click(".gm-why summary")
    why = page.inner_text(".gm-why")
    assert "az-lachin-town" in why
    assert "Lachin District, AZ az-lachin-district" in " ".join(why.split())
    assert "Azerbaijan" in why.split("Lay in")[1].split("Gazetteer")[0]
    assert "the date stands in the sentence" in page.inner_text(".gm-panel .gm-facts >> nth=0")


def test_a_telling_that_differs_says_so(visit, tmp_path):
    events = made.events()
    other = events["evidence"][0][0] | {"edtf": "2022-12-13", "status": "alleged", "place_id": None}
    events["evidence"] = [
        [row[0], other] if k == 0 else row for k, row in enumerate(events["evidence"])
    ]
    values = {
        "field": "date",
        "values": ["2022-12-12", "2022-12-13"],
        "documents": [["a"], ["b", "c"]],
    }
    events["evidence"] = [
        [*row, row[0] | {"document": "another", "source": "Outlet c"}] if k == 0 else row
        for k, row in enumerate(events["evidence"])
    ]
    events["conflicts"] = [[values] if k == 0 else [] for k in range(len(events))]
    write_page(events, made.places(), tmp_path / "x.html", basemap=made.outlines())
    page = visit(tmp_path / "x.html", "#event=a1")
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert page.locator(".gm-differs").all_inner_texts() == [
        "This telling: 2022-12-13; no place known; alleged"
    ]
    assert "2022-12-13: b, c" in page.inner_text(".gm-conflicts")
    assert "Told in 2 reports (1 source, the rest copies)" in page.inner_text(".gm-panel")


def test_an_event_at_a_group_says_which_part_was_asked_for(visit):
    page = visit(fragment="#place=lachin-district")
    row = page.locator(".gm-row", has_text="Withdrawal")
    assert row.locator(".gm-part").inner_text() == "Lachin District is part of it"
    assert page.locator(".gm-part:visible").count() == 1
    row.click()
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert "Lachin District is part of it" in page.inner_text(".gm-panel")
    page.click(".gm-chip")
    assert page.locator(".gm-part:visible").count() == 0


def test_on_paper_it_is_a_document_in_light_colours(visit):
    page = visit(fragment="#theme=dark&event=a1&status=occurred&view=39.700,46.500,8")
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    seen = "() => { const m = document.querySelector('.gm').geomap.map, c = m.getCenter(); return [c.lat, c.lng, m.getZoom()]; }"
    before = page.evaluate(seen)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.get_attribute(".gm", "data-theme") == "light"
    assert page.locator(".gm-print li").count() == count(page) == 8
    assert "Convoy reaches Lachin" in page.inner_text(".gm-print")
    assert "az" in page.inner_text(".gm-why")
    assert page.locator(".gm-scroll").is_hidden()
    # what is printed of the map is what is drawn now
    assert page.evaluate(
        "() => [...document.querySelectorAll('.gm-copy')].map(c => new Set(new Uint32Array("
        "c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size > 2)"
    ) == [True, True]
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.wait_for_timeout(500)
    assert page.get_attribute(".gm", "data-theme") == "dark"
    assert page.locator(".gm-copy").count() == 0
    assert page.evaluate(seen) == pytest.approx(before, abs=0.01)
    assert len(page.pdf()) > 20_000


def test_a_click_on_the_map_opens_the_place(visit):
    page = visit()
    page.click(".gm-fit")
    settled(page)
    where = page.evaluate(
        "() => { const a = document.querySelector('.gm').geomap, v = a.dots.view();"
        " const g = a.spots.glyphs.find(g => g.n === 1 && a.data.spots.place_name[g.spots[0]] === 'Baku');"
        " const p = a.map.layerPointToContainerPoint([g.x + v.min.x, g.y + v.min.y]);"
        " const b = a.map.getContainer().getBoundingClientRect(); return [b.x + p.x, b.y + p.y]; }"
    )
    page.mouse.move(*where)
    assert "Baku" in page.inner_text(".gm-tip")
    page.mouse.click(*where)
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert page.inner_text(".gm-panel h2") == "Meeting in Baku called off"
    assert page.locator(".gm-row[aria-selected=true]").inner_text().startswith("Oct 14, 2016")


def test_the_list_is_walked_by_keyboard(visit):
    page = visit()
    page.locator(".gm-scroll").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert page.inner_text(".gm-panel h2") == "Villages burned"


def test_the_state_is_in_the_link_and_in_back_and_forward(visit):
    page = visit()
    page.fill(".gm-from input", "2016")
    page.press(".gm-from input", "Enter")
    page.click("[role=tab][data-tab=facets]")
    facet(page, "status", "occurred").check()
    page.wait_for_function("() => location.hash.includes('status=occurred')")
    before = rows(page)
    facet(page, "type", "AID").check()
    page.wait_for_function("() => location.hash.includes('type=AID')")
    assert rows(page) == ["a1"]
    page.go_back()
    page.wait_for_function("() => !location.hash.includes('type=AID')")
    assert rows(page) == before
    page.go_forward()
    page.wait_for_function("() => location.hash.includes('type=AID')")
    assert rows(page) == ["a1"]


STATE = (
    "#time=2016-01-01/2022-12-31&match=certainly&undated=yes&type=CONSULT&status=occurred&precision=day"
    "&actor=Side+B&source=Outlet+a&place=yerevan&text=ministers&unit=month&mode=step&speed=2"
    "&sort=place&tab=timeline&lang=ru&theme=dark&worldview=de-jure&event=a5&view=40.100,45.000,8&zoom=2015-01-01/2023-01-01"
)


def test_every_control_survives_the_link(visit):
    page = visit(fragment=STATE)
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert rows(page) == ["a5"]
    assert page.inner_text(".gm-panel h2") == "Ministers meet in Yerevan"
    assert page.get_attribute(".gm", "data-theme") == "dark"
    assert page.get_attribute(".gm", "lang") == "ru"
    page.click("[data-do=share]")
    link = page.input_value(".gm-link")
    assert set(link.split("#")[1].split("&")) == set(STATE[1:].split("&"))


VIEWS = [
    "",
    "#time=2016-01-01/2022-12-31&type=ASSAULT&type=CONSULT",
    "#time=2016-01-01/2022-12-31&match=certainly&undated=yes&sort=date_down",
    "#status=refused&actor=side+a&text=baku",
    "#source=Outlet+a&precision=day&view=40.200,44.500,9&within=view",
    "#type=AID&status=refused",
]


@pytest.fixture(scope="module")
def odd_page(tmp_path_factory) -> tuple[Path, Path]:
    """A page, and the events of it as `geomap build` leaves them beside it, in another order."""
    folder = tmp_path_factory.mktemp("odd")
    frame = made.record_table()
    records, points = list(table.records(frame))[::-1], list(frame.geometry)[::-1]
    odd = {"id": "ə 1/é", "label": '=1+1, "x"\r\n<b>&amp;</b>', "radius_km": 0.00001}
    records[3] |= odd | {"actors": ["Side A", '"Side; B"'], "date_text": "-1\t\x0b"}
    records[3]["evidence"] = [*records[3]["evidence"], *records[4]["evidence"]]
    points[3] = Point(-0.00002, 39.123456)
    records[5]["evidence"] = []
    conflict = {"field": "edtf", "values": ["2020", "2021"], "documents": [["a"], ["b"]]}
    records[6]["conflicts"] = [conflict]
    events = table.validate(table.from_records(records, points))
    export.write(events, folder / "events.geojson")
    write_page(events, made.places(), folder / "index.html", title="Odd", basemap=made.outlines())
    return folder / "index.html", folder / "events.geojson"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_exported_as_the_command_exports_it(visit, odd_page, view, tmp_path):
    """Each format beside what the command writes that the page itself names."""
    html, events = odd_page
    page = visit(html, view)
    page.wait_for_function(
        "() => !location.hash.includes('text=') || document.querySelector('.gm-count').textContent.startsWith('1 ')"
    )
    page.click("[data-do=export]")
    words = shlex.split(page.inner_text(".gm-command"))
    assert words[:5] == ["geomap", "export", "events.geojson", "--to", "selection.geojson"]
    for name, ending in {
        "geojson": "geojson",
        "csv": "csv",
        "kml": "kml",
        "citation": "txt",
    }.items():
        with page.expect_download() as waiting:
            page.click(f"[data-format={name}]")
        found = Path(waiting.value.path()).read_bytes().decode("utf-8")
        ran = CliRunner().invoke(
            main, ["export", str(events), "--to", str(tmp_path / f"x.{ending}"), *words[5:]]
        )
        assert ran.exit_code == 0, ran.output
        expected = (tmp_path / f"x.{ending}").read_bytes().decode("utf-8")
        if name == "geojson":
            found, expected = json.loads(found), json.loads(expected)
            assert len(found["features"]) == count(page)
        assert found == expected, name


def test_the_export_says_which_undated_are_left_out(visit):
    page = visit(fragment="#time=2020-01-01/2020-12-31")
    page.click("[data-do=export]")
    assert "exactly the 3 events" in page.inner_text(".gm-dialog")
    assert "left out: 1 event" in page.inner_text(".gm-dialog")


HOSTILE = (
    "</script><img src=x onerror=alert(1)>\"'`${alert(2)}{{7*7}}&lt;\u202eevil\u2066\u0000<!--{}"
)


def test_hostile_text_stays_text(visit, tmp_path):
    events = made.events(HOSTILE)
    events["place_name"] = events["place_name"].map(
        lambda name: name and f"<b onclick=alert(3)>{name}"
    )
    events["actors"] = [["<svg onload=alert(4)>"]] * len(events)
    for row in events["evidence"]:
        row[0].update(exact=HOSTILE, title="<i>t", url="javascript:alert(5)", speaker="<s>x")
    events.loc[0, "label"] = "x" * 1_000_000
    write_page(events, made.places(), tmp_path / "x.html", title=HOSTILE)
    page = visit(tmp_path / "x.html")
    page.click("[role=tab][data-tab=facets]")
    page.click("[role=tab][data-tab=list]")
    page.locator(".gm-row").nth(3).click()
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    page.mouse.move(700, 300)
    assert page.locator(".gm :is(img, svg, script, i, s):not(.leaflet-control *)").count() == 0
    assert page.locator(".gm-panel a").count() == 0
    assert "onerror=alert(1)" in page.inner_text(".gm-panel h2")


def test_the_policy_stops_a_script_that_is_not_the_pages(visit):
    page = visit()
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }"
    )
    assert page.evaluate("() => window.ran") is None
    refused = visit.troubles.pop()
    assert "Content Security Policy" in refused


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Yerevan"])
def test_dates_are_the_same_in_every_time_zone(visit, zone):
    page = visit(timezone_id=zone)
    assert page.locator(".gm-when").first.inner_text() == "Apr 24, 1915"
    assert page.input_value(".gm-until input") == "2023-04-23"


def test_playing_moves_the_window_and_stops(visit):
    page = visit(
        fragment="#speed=4&mode=cumulative&unit=year&zoom=2015-01-01/2024-01-01&time=../2015-12-31"
    )
    page.click("[data-do=play]")
    page.wait_for_function(
        "() => Number(document.querySelector('.gm-until input').value.slice(0, 4)) >= 2018"
    )
    assert page.input_value(".gm-from input") == "1915-04-24"
    page.click("[data-do=play]")
    stopped = page.input_value(".gm-until input")
    page.wait_for_timeout(300)
    assert page.input_value(".gm-until input") == stopped


def test_playing_begins_with_events_passes_over_what_is_empty_and_begins_again(visit):
    page = visit(fragment="#speed=4&mode=step&unit=month&zoom=2015-01-01/2022-12-31")
    page.evaluate(
        "() => { const { brush } = document.querySelector('.gm').geomap, set = brush.set; window.seen = [];"
        " const iso = day => new Date(day * 864e5).toISOString().slice(0, 10);"
        " brush.set = (...ends) => { set(...ends); window.seen.push(brush.ends().map(iso).join(' ')); }; }"
    )
    page.click("[data-do=play]")
    page.wait_for_selector(".gm-play[aria-pressed=false]")
    seen = page.evaluate("() => window.seen")
    assert seen == [
        "2016-04-01 2016-04-30",
        "2016-05-01 2016-05-31",
        "2016-06-01 2016-06-30",
        "2016-07-01 2016-07-31",
        "2016-08-01 2016-08-31",
        "2016-09-01 2016-09-30",
        "2016-10-01 2016-10-31",
        "2020-09-01 2020-09-30",
        "2020-10-01 2020-10-31",
        "2020-11-01 2020-11-30",
        "2020-12-01 2020-12-31",
        "2022-12-01 2022-12-31",
    ]
    page.click("[data-do=play]")
    assert page.evaluate("n => window.seen[n]", len(seen)) == seen[0]


def test_the_outlines_that_geomap_ships_are_drawn(visit, tmp_path):
    write_page(made.events(), made.places(), tmp_path / "x.html")
    page = visit(tmp_path / "x.html")
    assert page.evaluate("() => document.querySelector('.gm').geomap.drawn.count") >= 5
    land, sea = page.evaluate(
        "() => { const a = document.querySelector('.gm').geomap, c = a.root.querySelector('.leaflet-gm-base-pane canvas');"
        " const pen = new OffscreenCanvas(c.width, c.height).getContext('2d'); pen.drawImage(c, 0, 0);"
        " const { data } = pen.getImageData(0, 0, c.width, c.height); let [land, sea] = [0, 0];"
        " for (let i = 0; i < data.length; i += 4) { if (data[i] === 247) land++; if (data[i] === 221) sea++; } return [land, sea]; }"
    )
    assert land > sea > 0


@pytest.fixture(scope="module")
def real_places(tmp_path_factory) -> Path:
    """The made-up events at places of the shipped gazetteer."""
    folder = tmp_path_factory.mktemp("real")
    known = gazetteer.load()
    ids = {"khankendi": "az-khankendi", "lachin": "az-lachin-town", "yerevan": "am-yerevan"}
    records = [
        record
        | {
            "place_id": (id_ := ids.get(record["place_id"])),
            "place_name": id_ and known.label(id_, at=record["edtf"]),
            "place_text": id_ and known.label(id_, worldview="de-jure"),
        }
        for record in table.records(made.record_table())
    ]
    events = table.validate(table.from_records(records, list(made.record_table().geometry)))
    places = table.places(table.to_events(events), known)
    write_page(events, places, folder / "x.html", gazetteer=known)
    return folder / "x.html"


def borders(page) -> set[str]:
    settled(page)
    return set(page.evaluate("() => document.querySelector('.gm').geomap.drawn.borders"))


def test_names_and_borders_follow_the_view_and_the_time(visit, real_places):
    page = visit(real_places, "#time=2021-01-01/2021-12-31&view=39.900,46.500,7")
    assert borders(page) == {"de-facto", "agreed"}
    page.click(".gm-options summary")
    page.select_option(".gm-worldview select", "de-jure")
    assert borders(page) == {"agreed"}
    page.wait_for_function("() => location.hash.includes('worldview=de-jure')")
    page = visit(real_places, "#time=../1991-10-01&view=39.900,46.500,7&worldview=de-jure")
    assert borders(page) == {"recognised"}  # the autonomous oblast of the time
    page.click("[data-do=all-time]")
    page.click(".gm-options summary")
    row = page.locator(".gm-row", has_text="Shelling").locator(".gm-where")
    for view, name in {
        "de-jure": "Khankendi",
        "as-attested": "Khankendi / Stepanakert",
        "de-facto": "Stepanakert",
    }.items():
        page.select_option(".gm-worldview select", view)
        playwright.expect(row).to_have_text(name)


def test_the_base_map_names_the_towns_where_no_event_is_shown(visit, real_places):
    page = visit(real_places, "#view=39.900,46.500,8")
    names = "document.querySelector('.gm').geomap.drawn.names"
    page.wait_for_function(f"() => {names}.includes('Kapan')")
    assert "Khankendi / Stepanakert" not in page.evaluate(names)
    page.click("[role=tab][data-tab=facets]")
    facet(page, "type", "AID").check()
    page.wait_for_function(f"() => {names}.includes('Khankendi / Stepanakert')")


def test_places_have_the_gazetteers_names_in_russian(visit, real_places):
    page = visit(real_places, "#lang=ru&tab=facets&place=az-lachin-town")
    assert "Лачин / Бердзор" in page.inner_text(".gm-facets")
    assert page.locator(".gm-chip").first.inner_text().startswith("Лачин / Бердзор")
    assert "Seven" not in page.inner_text(".gm-facets")
    page.click("[role=tab][data-tab=list]")
    assert page.locator(".gm-where").first.inner_text() == "Лачин"  # in 2022


def test_online_tiles_are_a_choice_and_ask_for_nothing_before_it(visit):
    page = visit()
    names = page.locator(".leaflet-control-layers label").all_text_contents()
    assert [name.strip() for name in names] == [
        "Outline (offline)",
        "OpenStreetMap (online)",
        "OpenTopoMap (online)",
    ]
    assert page.locator(".leaflet-control-layers input").first.is_checked()
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert "https://tile.openstreetmap.org" in policy
    assert " https: " not in policy


def test_russian_words_and_dates(visit):
    page = visit(fragment="#lang=ru")
    assert page.inner_text("[role=tab][data-tab=list]") == "События"
    assert "12 из 12 событий" in page.inner_text(".gm-count")
    assert "апр" in page.locator(".gm-when").first.inner_text()
    missing = page.evaluate(
        "() => [...document.querySelectorAll('.gm [data-s]')].filter(e => /^[a-z_]+$/.test(e.textContent)).map(e => e.textContent)"
    )
    assert missing == []


def test_a_phone_shows_map_and_list_in_turn(visit):
    page = visit(width=360, has_touch=True, is_mobile=True)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert page.locator(".gm-scroll").is_hidden()
    page.tap("[role=tab][data-tab=list]")
    page.locator(".gm-row").first.tap()
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    box = page.locator(".gm-panel").bounding_box()
    assert box["x"] >= 0
    assert box["width"] <= 360


def test_no_events_say_so(visit, tmp_path):
    write_page(made.events().iloc[:0], None, tmp_path / "x.html", title="Nothing yet")
    page = visit(tmp_path / "x.html")
    assert "no events" in page.inner_text(".gm-empty")


def test_two_maps_on_a_page_keep_apart(visit, tmp_path):
    first = offline_map()
    EventMap(made.events(), made.places(), title="One").add_to(first)
    second = offline_map()
    EventMap(made.events().iloc[:3], title="Two").add_to(second)
    first.height = second.height = (50, "%")
    first.get_root().add_child(second)
    save(first, tmp_path / "x.html", title="Two maps")
    page = visit(tmp_path / "x.html", "#time=2020-01-01/2020-12-31&~&time=2022-12-12/2022-12-12")
    page.wait_for_function("() => document.querySelectorAll('[data-ready=yes]').length === 2")
    settled(page)
    assert page.locator(".gm-count").all_inner_texts() == ["3 of 12 events", "2 of 3 events"]


def test_a_notebook_frame_has_a_link_to_copy(visit, tmp_path):
    m = offline_map()
    EventMap(made.events(), title="In a notebook").add_to(m)
    (tmp_path / "x.html").write_text(
        f"<!doctype html><title>n</title>{m._repr_html_()}<p data-ready=yes>n", encoding="utf-8"
    )
    page = visit(tmp_path / "x.html")
    frame = page.frame_locator("iframe")
    frame.locator("[data-ready=yes]").wait_for()
    frame.locator("[role=tab][data-tab=facets]").click()
    page.wait_for_timeout(600)
    frame.locator("[data-do=share]").click()
    assert "#tab=facets" in frame.locator(".gm-link").input_value()


def test_on_a_map_of_foliums_own(visit, tmp_path):
    """Beside a marker, a layer control and a second layer, with Leaflet as folium links it."""
    m = folium.Map(tiles=None, max_zoom=12)
    folium.CircleMarker([40, 45]).add_to(m)
    folium.FeatureGroup(name="mine").add_to(m)
    EventMap(made.events()).add_to(m)
    folium.LayerControl().add_to(m)
    m.default_js = []
    m.default_css = []
    m.save(str(tmp_path / "x.html"))
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    leaflet = f"<style>{assets.leaflet_style()}</style><script>{assets.leaflet_script()}</script>"
    text = text.replace("<head>", f"<head>{leaflet}", 1)
    (tmp_path / "x.html").write_text(text, encoding="utf-8")
    page = visit(tmp_path / "x.html")
    assert count(page) == 12


def real_table():
    """The made-up events as a table of the event record."""
    return made.record_table()


def in_order(ids) -> list[str]:
    wanted = set(ids)
    ordered = prepare(made.events(), start="start_date", end="end_date", label="label")["id"]
    return [one for one in ordered if one in wanted]


def tree() -> filters.PlaceTree:
    frame = made.places()
    return filters.PlaceTree(
        parents={
            row.place_id: (Parent(id=row.parent),) for row in frame.itertuples() if row.parent
        },
        members={row.place_id: tuple(row.members) for row in frame.itertuples() if row.members},
    )


def test_the_page_filters_as_python_does(visit):
    """Random states, set through the address as a reader's link would."""
    page = visit()
    events = real_table()
    dice = random.Random(7)
    days = [
        "1915-04-24",
        "1994-05-12",
        "2016-04-05",
        "2016-10-14",
        "2020-10-02",
        "2020-11-10",
        "2022-12-05",
        "2023-04-23",
    ]

    def some(values: list[str]) -> frozenset[str]:
        return frozenset(dice.sample(values, dice.choice([0, 0, 1, 2])))

    for _ in range(60):
        since, until = sorted(dice.sample(days, 2))
        chosen = filters.Filter(
            since=dice.choice([None, since]), until=dice.choice([None, until]),
            certainly=dice.random() < 0.4, undated=dice.random() < 0.5,
            types=some(["ASSAULT", "CONSULT", "RETREAT", "AID"]), statuses=some(["occurred", "refused", "alleged"]),
            actors=some(["Side A", "side b"]), sources=some(["Outlet a", "Outlet b"]),
            precisions=some(["day", "month", "open", "interval"]),
            places=some(["az", "am", "seven", "lachin-district", "lachin", "south-district"]),
        )  # fmt: skip
        expected = filters.select(events, chosen, tree())["id"]
        state = {
            "from": chosen.since, "until": chosen.until, "certainly": chosen.certainly, "undated": chosen.undated,
            "type": [*chosen.types], "status": [*chosen.statuses], "actor": [*chosen.actors],
            "source": [*chosen.sources], "date_precision": [*chosen.precisions], "place": [*chosen.places],
        }  # fmt: skip
        assert page.evaluate(FILTERED, state) == in_order(expected), state


AREAS = {
    "corner": [(46.55, 39.64), (50, 39.64), (50, 41)],  # one event stands on its corner
    "hourglass": [(44, 39), (50, 41), (44, 41), (50, 39)],
    "sea": [(10, 10), (11, 10), (11, 11)],
}


@pytest.mark.parametrize("name", AREAS)
def test_an_area_filters_as_python_does(visit, name):
    corners = AREAS[name]
    page = visit(fragment="#area=" + "+".join(f"{x},{y}" for x, y in corners))
    polygon = shapely.make_valid(shapely.Polygon(corners))
    kept = filters.select(real_table(), filters.Filter(polygon=polygon))["id"]
    assert page.locator(".gm-count").text_content().startswith(f"{len(kept)} of")
    assert page.locator(".gm-area").count() == 1
    page.get_by_role("button", name="Inside the area drawn").first.click()
    page.wait_for_url(lambda url: "area=" not in url)
    assert page.locator(".gm-area").count() == 0


def test_an_area_is_drawn_by_hand_and_by_keyboard(visit):
    page = visit(fragment="#tab=facets")
    page.get_by_role("button", name="Draw an area").click()
    box = page.locator(".gm-stage").bounding_box()
    for x, y in ((0.2, 0.2), (0.7, 0.2), (0.7, 0.8)):
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "area=" in url)
    assert page.locator(".gm-drawing").count() == 0
    page.get_by_role("button", name="Export").click()
    words = page.locator(".gm-command").text_content()
    assert "--polygon" in words
    assert "POLYGON((" in words
    page.keyboard.press("Escape")
    before = page.url
    page.get_by_role("button", name="Draw an area").click()
    page.keyboard.press("Escape")
    assert page.url == before
    page.get_by_role("button", name="Keep this view as an area").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    assert len(page.url.split("area=")[1].split("&")[0].split("+")) == 4


FILTERED = """async (wanted) => {
  const app = document.querySelector(".gm").geomap;
  const parts = new URLSearchParams();
  parts.set("time", `${wanted.from ?? ".."}/${wanted.until ?? ".."}`);
  if (wanted.certainly) parts.set("match", "certainly");
  if (wanted.undated) parts.set("undated", "yes");
  for (const [name, key] of [["type", "type"], ["status", "status"], ["actor", "actor"], ["source", "source"], ["date_precision", "precision"], ["place", "place"]])
    for (const value of wanted[name]) parts.append(key, value);
  location.hash = parts.toString();
  await new Promise((done) => setTimeout(done, 60));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const ids = [];
  for (const row of app.rows.rows()) ids.push((await app.texts.row(row)).id);
  return ids;
}"""


def axe() -> Path | None:
    """axe-core, where CI has installed it (npm, at test time); it is not ours to commit."""
    here = os.environ.get("GEOMAP_AXE")
    return Path(here) if here else None


@pytest.mark.skipif(
    axe() is None and "CI" not in os.environ, reason="GEOMAP_AXE does not name axe.min.js"
)
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["list", "timeline", "facets"])
def test_axe_finds_nothing(visit, width, theme, tab):
    page = visit(
        fragment=f"#tab={tab}&theme={theme}&event=a6&status=alleged&text=khan",
        width=width,
        bypass_csp=True,
    )
    page.wait_for_selector(".gm-panel:not([hidden]) h2")
    assert axe() is not None, "in CI, GEOMAP_AXE has to name axe.min.js"
    page.click(".gm-options summary")
    page.fill(".gm-from input", "in spring 2016")
    page.press(".gm-from input", "Enter")
    page.evaluate(axe().read_text(encoding="utf-8"))
    found = page.evaluate(
        "() => axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary)]))"
    )
    assert found == []
