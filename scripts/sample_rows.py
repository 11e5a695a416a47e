"""Draw the rows of the region that are checked by hand, the same ones each time.

    python scripts/sample_rows.py [--rows 40] [--seed 3]

What was found is docs/gazetteer-sample.md. GeoNames' own point is given beside ours where the
folder of scripts/compare_names.py is given with --packages.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from compare_names import CITIES, away

ROOT = Path(__file__).parent.parent / "gazetteer"
REGION = ("armenia", "azerbaijan", "karabakh")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--packages", type=Path)
    options = parser.parse_args()
    files = [json.loads((ROOT / f"{name}.geojson").read_bytes())["features"] for name in REGION]
    rows = {row["id"]: row for features in files for row in features}
    cities = json.loads((options.packages / CITIES).read_bytes()) if options.packages else {}
    for place_id in sorted(random.Random(options.seed).sample(sorted(rows), options.rows)):
        own = rows[place_id]["properties"]
        city = cities.get(own.get("links", {}).get("geonames", ""))
        off = f"{away(rows[place_id], city):.1f} km" if city else "-"
        point = (rows[place_id]["geometry"] or {}).get("coordinates")
        print(f"{place_id} | {own['title']} | {own['fcode']} | {point} | {off}")


if __name__ == "__main__":
    main()
