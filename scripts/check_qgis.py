"""Load every export in QGIS without a window, filter by time, count, and draw.

    geomap build
    for ending in geojsonl gpkg fgb parquet kml csv lpf.json qgz; do
        geomap export maps/events.geojson --to /tmp/exports/events.$ending
    done
    cp maps/events.geojson /tmp/exports
    /usr/bin/python3 scripts/check_qgis.py /tmp/exports 2020-09-27 2020-11-10

Runs in the Python that QGIS is installed for (Debian: python3-qgis) and needs nothing of geomap.
Prints the table of docs/exports.md and writes a PNG for each format; exits with 1 if a count that
should be exact is not.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", "/tmp")

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
    QgsVectorLayerTemporalProperties,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QColor

HEAD = ("file", "layer", "loads", "features", "start_date", "in the window", "expected", "drawn")


def reference(path, first, last):
    """Ids of the events whose bounds touch the window, by the layer they are in."""
    found = {"events": set(), "undated": set(), "unplaced": set()}
    bounded = set()
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        row = feature["properties"]
        start, end = row["start_date"], row["end_date"]
        dated = start or end
        layer = "unplaced" if not feature["geometry"] else "events" if dated else "undated"
        if (not dated or (start or "0") <= last) and (not dated or (end or "9999") >= first):
            found[layer].add(row["id"])
            if start and end:
                bounded.add(row["id"])
    return found, bounded


def moment(text):
    return QDateTime.fromString(text, Qt.ISODate)


def window(first, last):
    return QgsDateTimeRange(moment(f"{first}T00:00:00Z"), moment(f"{last}T23:59:59Z"))


def timed(layer):
    """Switch time on as a user would: from time_start to time_end, both ends counted in."""
    time = layer.temporalProperties()
    time.setMode(QgsVectorLayerTemporalProperties.ModeFeatureDateTimeStartAndEndFromFields)
    time.setStartField("time_start")
    time.setEndField("time_end")
    time.setLimitMode(Qgis.VectorTemporalLimitMode.IncludeBeginIncludeEnd)
    time.setIsActive(True)


def inside(layer, span):
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    rule = layer.temporalProperties().createFilterString(context, span)
    return {str(f["id"]) for f in layer.getFeatures(QgsFeatureRequest().setFilterExpression(rule))}


def draw(layers, span, path):
    """Draw what is in the window; returns how many of the picture's pixels are not white."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(900, 700))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(layers[0].extent().buffered(0.3))
    settings.setIsTemporal(True)
    settings.setTemporalRange(span)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(str(path))
    white = QColor("white").rgb()
    rows, columns = range(0, image.height(), 2), range(0, image.width(), 2)
    return sum(image.pixel(x, y) != white for y in rows for x in columns)


def check_layer(path, layer, name, span, expected):
    fields = layer.fields()
    at = fields.indexOf("start_date")
    kind = fields.at(at).typeName() if at >= 0 else "-"
    if layer.isValid() and expected is not None:
        if not layer.temporalProperties().isActive():
            timed(layer)
        found = inside(layer, span)
        count, right = len(found), found == expected
    else:
        count, right = "-", None
    spatial = layer.isValid() and layer.isSpatial() and layer.featureCount()
    drawn = draw([layer], span, path.with_name(f"{path.name}-{name}.png")) if spatial else "-"
    features = layer.featureCount() if layer.isValid() else "-"
    wanted = "-" if expected is None else len(expected)
    row = (
        path.name,
        name,
        "yes" if layer.isValid() else "no",
        features,
        kind,
        count,
        wanted,
        drawn,
    )
    print("| " + " | ".join(map(str, row)) + " |")
    return right


def check_project(path, span, found):
    project = QgsProject.instance()
    assert project.read(str(path)), f"{path} cannot be read"
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    assert all(layer.isValid() for layer in layers.values()), "a layer is broken"
    assert layers["events"].temporalProperties().isActive(), "time is not switched on"
    times = project.timeSettings().temporalRange()
    right = check_layer(path, layers["events"], "events", span, found["events"])
    check_layer(path, layers["undated"], "undated", span, found["undated"])
    drawn = [layers[name] for name in ("events", "footprints") if name in layers]
    draw(drawn, span, path.with_name(f"{path.name}.png"))
    print(f"\n{path.name}: {', '.join(layers)}; time from {times.begin().toString(Qt.ISODate)} "
          f"to {times.end().toString(Qt.ISODate)}")  # fmt: skip
    return right


def main(folder, first, last):
    span = window(first, last)
    found, bounded = reference(folder / "events.geojson", first, last)
    everything = set().union(*found.values())
    print(f"QGIS {Qgis.QGIS_VERSION}, {first} to {last}\n")
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    right = []
    for ending in ("geojson", "geojsonl", "fgb"):
        path = folder / f"events.{ending}"
        layer = QgsVectorLayer(str(path), "events", "ogr")
        # QGIS 3.22 leaves out what is open on one side; see docs/exports.md
        right.append(check_layer(path, layer, "events", span, everything & bounded))
    path = folder / "events.gpkg"
    for name in ("events", "undated", "unplaced"):
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        right.append(check_layer(path, layer, name, span, found[name]))
    for name in ("tellings", "places"):
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        check_layer(path, layer, name, span, None)
    for ending in ("parquet", "kml", "lpf.json"):
        path = folder / f"events.{ending}"
        check_layer(path, QgsVectorLayer(str(path), "events", "ogr"), "events", span, None)
    path = folder / "events.csv"
    source = f"file://{path}?xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes"
    check_layer(path, QgsVectorLayer(source, "events", "delimitedtext"), "events", span, None)
    right.append(check_project(folder / "events.qgz", span, found))
    return all(one is not False for one in right)


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    whole = main(Path(sys.argv[1]), *sys.argv[2:4])
    application.exitQgis()
    sys.exit(0 if whole else 1)
