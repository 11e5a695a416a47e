# ruff: noqa: E501 - a table of programs and their scripts
"""The map at 1,000 to 1,000,000 events, beside folium's own ways to show events in time.

    python benchmarks/map/run.py                          geomap alone
    python benchmarks/map/run.py --peers --sizes 1000 10000 100000
    python benchmarks/map/run.py --peers Timeline --sizes 100000

Every row is measured in one run on one machine, in headless Chromium without a GPU; compare
rows, not runs. A brush step sets the time range and waits until the next frame is painted; 50
of them; "cpu" is what the page's main thread worked for each, which other programs disturb
least. The row "nothing" is a page with one canvas that draws one rectangle: the floor, a frame
of the browser itself. The peers' files come from npm when this runs (`npm pack`) and stay in a temporary
folder; what they ask of the network besides is answered with nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import folium
import geopandas as gpd
import made
from folium import plugins
from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from geomap.webmap import write_page

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--enable-precise-memory-info",
    "--js-flags=--expose-gc",
]
PACKAGES = (
    "leaflet@1.9.3", "jquery@3.7.1", "leaflet.markercluster@1.5.3", "leaflet-timedimension@1.1.1",
    "iso8601-js-period@0.2.1", "leaflet.timeline@1.6.0", "moment@2.29.4",
    "leaflet.awesome-markers@2.0.5",
)  # fmt: skip
SCRIPTS = {
    "leaflet.timeline": "leaflet.timeline/dist/leaflet.timeline.js",
    "TimelineSliderControl": "leaflet.timeline/dist/leaflet.timeline.js",
    "awesome-markers": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "markercluster": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "timedimension": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "iso8601": "iso8601-js-period/iso8601.js",
    "moment": "moment/min/moment.min.js",
    "jquery-3": "jquery/dist/jquery.min.js",
    "leaflet@1.9.3/dist/leaflet.js": "leaflet/dist/leaflet.js",
}
PAINTED = """
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
const steps = async (set) => { const out = []; await painted();
  for (let k = 0; k < 50; k++) { await painted(); const t = performance.now(); set(k / 50); await painted(); out.push(performance.now() - t); }
  out.sort((a, b) => a - b); return [out[25], out[47]]; };
"""
NOTHING = """<canvas id="c" width="900" height="600"></canvas><script>const pen = c.getContext("2d");
function step(x) { pen.clearRect(0, 0, 900, 600); pen.fillRect(x * 500, 100, 300, 200); }</script>"""
STEPS = {
    "nothing": "return steps(step);",
    "geomap": """const app = document.querySelector('.gm').geomap; const [lo, hi] = app.domain; const span = hi - lo;
      return steps((x) => app.brush.set(lo + Math.round(span * (0.1 + x * 0.5)), lo + Math.round(span * (0.4 + x * 0.5))));""",
    "geomap, filters open": """document.querySelector('[role=tab][data-tab=facets]').click(); await painted();
      const app = document.querySelector('.gm').geomap; const [lo, hi] = app.domain; const span = hi - lo;
      return steps((x) => app.brush.set(lo + Math.round(span * (0.1 + x * 0.5)), lo + Math.round(span * (0.4 + x * 0.5))));""",
    "pan": """const { map } = document.querySelector('.gm').geomap;
      return steps((x) => map.panBy([x < 0.5 ? 30 : -30, 10], { animate: false }));""",
    "zoom": """const { map } = document.querySelector('.gm').geomap; const z = map.getZoom();
      return steps((x) => map.setZoom(z + (Math.round(x * 50) % 2), { animate: false }));""",
    "TimestampedGeoJson": """const map = window[Object.keys(window).find((k) => /^map_/.test(k))];
      const times = map.timeDimension.getAvailableTimes();
      return steps((x) => map.timeDimension.setCurrentTimeIndex(Math.floor(x * times.length)));""",
    "Timeline": """const one = window[Object.keys(window).find((k) => /^timeline_(?!slider)/.test(k) && window[k].setTime)];
      return steps((x) => one.setTime(one.start + (one.end - one.start) * x));""",
}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    ask.add_argument("--peers", nargs="*", choices=list(PEERS), help="all of them, or those named")
    asked = ask.parse_args()
    peers = {} if asked.peers is None else {k: PEERS[k] for k in asked.peers or PEERS}
    print(
        f"{'':34}{'HTML MB':>9}{'gzip':>7}{'write s':>9}{'open s':>8}{'heap MB':>9}{'step ms':>9}{'p95':>7}{'cpu':>7}"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        fetched = packages(Path(folder)) if peers else None
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for n in asked.sizes:
            events = made.events(n)
            ways = {**OURS, **peers}
            for name, write in ways.items():
                path = Path(folder) / "page.html"
                start = time.perf_counter()
                write(events, path)
                written = time.perf_counter() - start
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                if fetched:
                    page.route(re.compile("^https?:"), lambda route: answer(route, fetched))
                page.on("pageerror", lambda error: print(f"  {error}"))
                row(name, n, path, written, measure(page, path, name))
                page.close()


def row(
    name: str, n: int, path: Path, written: float, found: dict[str, list[float] | float]
) -> None:
    raw = path.read_bytes()
    sizes = f"{len(raw) / 1e6:9.2f}{len(gzip.compress(raw, 6)) / 1e6:7.2f}"
    first, *more = [
        (key, value) for key, value in found.items() if key not in ("open", "heap")
    ] or [("", [])]
    step = "".join(f"{value:{width}.0f}" for value, width in zip(first[1], (9, 7, 7), strict=False))
    print(
        f"{name:24}{n:>10,}{sizes}{written:9.2f}{found['open']:8.2f}{found['heap']:9.0f}{step}",
        flush=True,
    )
    for key, (median, p95, cpu) in more:
        print(f"{'  ' + key:76}{median:9.0f}{p95:7.0f}{cpu:7.0f}", flush=True)


def measure(page: Page, path: Path, name: str) -> dict[str, list[float] | float]:
    start = time.perf_counter()
    page.goto(path.as_uri(), timeout=120_000)
    if name == "geomap":
        page.wait_for_selector("[data-ready=yes]", timeout=60_000)
    page.evaluate(f"async () => {{ {PAINTED} await painted(); }}")
    found: dict[str, list[float] | float] = {"open": time.perf_counter() - start}
    wanted = ["geomap", "geomap, filters open", "pan", "zoom"] if name == "geomap" else [name]
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    for key in wanted:
        if key in STEPS:
            before = worked(meter)
            found[key] = page.evaluate(f"async () => {{ {PAINTED} {STEPS[key]} }}")
            found[key].append((worked(meter) - before) / 50 * 1000)
    found["heap"] = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 1e6; }")
    return found


def worked(meter: CDPSession) -> float:
    """Seconds that the page's main thread has worked."""
    values = meter.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in values if one["name"] == "TaskDuration")


def packages(folder: Path) -> Path:
    """The peers' files, fetched from npm for this run alone."""
    for spec in PACKAGES:
        done = subprocess.run(
            ["npm", "pack", "--silent", spec],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        name = spec.rsplit("@", 1)[0]
        with tarfile.open(folder / done.stdout.strip()) as archive:
            archive.extractall(folder / "npm" / name, filter="data")
    return folder / "npm"


def answer(route: Route, fetched: Path) -> None:
    url = route.request.url
    for part, file in SCRIPTS.items():
        name, _, rest = file.partition("/")
        path = fetched / name / "package" / rest
        if part.lower() in url.lower() and url.endswith(".js") and path.is_file():
            route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript")
            return
    route.fulfill(body="", content_type="text/css" if url.endswith(".css") else "text/javascript")


def ours(events: gpd.GeoDataFrame, path: Path) -> None:
    write_page(events, None, path, title="Benchmark")


def timestamped(events: gpd.GeoDataFrame, path: Path) -> None:
    m = folium.Map([40, 46.5], zoom_start=7, tiles=None, maxZoom=17, prefer_canvas=True)
    plugins.TimestampedGeoJson(
        json.loads(features(events, "times")), period="P1M", duration="P3M", auto_play=False
    ).add_to(m)
    m.save(str(path))


def timeline(events: gpd.GeoDataFrame, path: Path) -> None:
    m = folium.Map([40, 46.5], zoom_start=7, tiles=None, maxZoom=17, prefer_canvas=True)
    layer = plugins.Timeline(json.loads(features(events, "start"))).add_to(m)
    plugins.TimelineSlider(auto_play=False).add_timelines(layer).add_to(m)
    m.save(str(path))


def cluster(events: gpd.GeoDataFrame, path: Path) -> None:
    m = folium.Map([40, 46.5], zoom_start=7, tiles=None, maxZoom=17)
    inside = plugins.MarkerCluster().add_to(m)
    for point, label in zip(events.geometry, events["label"], strict=True):
        folium.Marker([point.y, point.x], popup=folium.Popup(label, parse_html=True)).add_to(inside)
    m.save(str(path))


def fast_cluster(events: gpd.GeoDataFrame, path: Path) -> None:
    m = folium.Map([40, 46.5], zoom_start=7, tiles=None, maxZoom=17)
    plugins.FastMarkerCluster([[p.y, p.x] for p in events.geometry]).add_to(m)
    m.save(str(path))


def features(events: gpd.GeoDataFrame, kind: str) -> str:
    table = events[["label", "place_name", "type", "status", "geometry"]].copy()
    told = [tellings[0] for tellings in events["evidence"]]
    for name in ("exact", "source", "document"):  # the words that geomap's page carries, too
        table[name] = [one[name] for one in told]
    start, end = (events[name].dt.strftime("%Y-%m-%d") for name in ("start_date", "end_date"))
    if kind == "times":
        table["times"] = [[a] for a in start]
    else:
        table["start"], table["end"] = start, end
    return table.to_json()


def nothing(_: gpd.GeoDataFrame, path: Path) -> None:
    path.write_text(NOTHING, encoding="utf-8")


OURS: dict[str, Callable[[gpd.GeoDataFrame, Path], None]] = {"nothing": nothing, "geomap": ours}
PEERS: dict[str, Callable[[gpd.GeoDataFrame, Path], None]] = {
    "TimestampedGeoJson": timestamped,
    "Timeline": timeline,
    "MarkerCluster": cluster,
    "FastMarkerCluster": fast_cluster,
}

if __name__ == "__main__":
    main()
