"""The rows that were checked by hand are rows of the region."""

import re

from test_gazetteer import FOLDER

from geomap.gazetteer import load
from geomap.gazetteer.files import load_json

PAGE = (FOLDER.parent / "docs" / "gazetteer-sample.md").read_text(encoding="utf-8")
CHECKED = re.findall(r"^\| ([a-z0-9-]+) \|", PAGE, re.MULTILINE)[1:]


def test_forty_rows_were_checked_and_are_still_there():
    assert len(set(CHECKED)) == 40
    assert set(CHECKED) <= load().places.keys()
    files = ("armenia", "azerbaijan", "karabakh")
    own = [row["id"] for name in files for row in load_json(FOLDER / f"{name}.geojson")["features"]]
    assert set(CHECKED) <= set(own)
