"""What all tests share: Chromium where there is one, and in CI there must be one."""

import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OGRINFO = shutil.which("ogrinfo")
IN_CI = os.environ.get("CI") == "true"
NEEDS = {
    "browser": (CHROMIUM, "no chromium on this machine (Debian: apt-get install chromium)"),
    "gdal": (OGRINFO, "no ogrinfo on this machine (Debian: apt-get install gdal-bin)"),
}


def pytest_collection_modifyitems(items):
    """Skip what needs a program that is not here; in CI nothing is skipped, it fails."""
    for item in items:
        for marker, (found, reason) in NEEDS.items():
            if item.get_closest_marker(marker) and not found and not IN_CI:
                item.add_marker(pytest.mark.skip(reason=reason))
