"""Where the files lie that geomap ships: the gazetteer, the lexicon, the page's assets."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def gazetteer_folder() -> Path:
    """The shipped gazetteer: inside the wheel, or beside the package in a checkout.

    Examples
    --------
    >>> gazetteer_folder().name
    'gazetteer'
    """
    package = Path(str(files("geomap")))
    packaged = package / "data" / "gazetteer"
    return packaged if packaged.is_dir() else package.parent / "gazetteer"


def lexicon(language: str, name: str, *, suffix: str = ".toml") -> str:
    """The text of one lexicon file, for example ``lexicon("en", "triggers")``."""
    path = files("geomap") / "lexicon" / language / f"{name}{suffix}"
    return path.read_text(encoding="utf-8")


def webmap_asset(name: str) -> str:
    """The text of one of the page's own files: script, style or template."""
    return (files("geomap") / "webmap" / name).read_text(encoding="utf-8")


def explain_asset(name: str) -> str:
    """The text of a file of the page that `geomap explain` makes: style or template."""
    return (files("geomap") / "explain" / name).read_text(encoding="utf-8")
