"""Languages and the letters they are written in: gazetteer/languages.json."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geomap.gazetteer import files

Tongues = Mapping[str, frozenset[str]]
"""By language, the codes (ISO 15924) of the scripts that are usual for it."""
_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?")
# How the names of Unicode's letters begin, where that is not the English name of the script.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ARABIC": "Arab",
    "GREEK": "Grek", "HEBREW": "Hebr", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "BENGALI": "Beng",
    "TIBETAN": "Tibt", "MYANMAR": "Mymr", "GUJARATI": "Gujr", "KHMER": "Khmr", "KANNADA": "Knda",
    "LAO": "Laoo", "MALAYALAM": "Mlym", "ORIYA": "Orya", "GURMUKHI": "Guru", "SINHALA": "Sinh",
    "TAMIL": "Taml", "TELUGU": "Telu", "THAI": "Thai", "THAANA": "Thaa", "SYRIAC": "Syrc",
    "CANADIAN": "Cans", "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Hira", "HANGUL": "Hang",
}  # fmt: skip
# Scripts that are written with the letters of several.
_MIXED = {"Jpan": {"Hani", "Hira"}, "Kore": {"Hani", "Hang"}, "Hans": {"Hani"}, "Hant": {"Hani"}}
_BY_LETTERS = {"Armn": "hy", "Geor": "ka", "Grek": "el", "Hebr": "he", "Thai": "th", "Hang": "ko"}
_BY_COUNTRY = {
    "Cyrl": {"UA": "uk", "BG": "bg", "BY": "be", "RS": "sr", "MK": "mk", "KZ": "kk", "MN": "mn"},
    "Arab": {"IR": "fa", "AF": "fa", "PK": "ur"},
    "Latn": {"AZ": "az", "TR": "tr"},
}
_OWN_LETTERS = re.compile("[əğışçöüƏĞİŞÇÖÜ]")


def read(folder: Path) -> Tongues:
    """The languages that a folder's languages.json lists, with their usual scripts."""
    found: dict[str, set[str]] = {}
    for script, languages in files.load_json(folder / "languages.json").items():
        for language in languages.split():
            found.setdefault(language, set()).add(script)
    return {language: frozenset(scripts) for language, scripts in found.items()}


def wrong(name: str, tag: str, tongues: Tongues) -> str | None:
    """What is wrong with the language of a name, or None.

    Parameters
    ----------
    name
        As it is written.
    tag
        BCP 47: a language, with a script where it is not the usual one.
    tongues
        What `read` gives.

    Examples
    --------
    >>> wrong("Artsakh", "hy", {"hy": frozenset({"Armn"})})
    'is written in Latn, which is not usual for hy: write hy-Latn'
    """
    parts = _TAG.fullmatch(tag)
    if parts is None or parts[1] not in tongues:
        return f"has no language we know: {tag!r}"
    written = {_script(char) for char in name if char.isalpha()} - {""}
    usual = {parts[2]} if parts[2] else tongues[parts[1]]
    if any(written <= _MIXED.get(script, {script}) for script in usual):
        return None
    said = " and ".join(sorted(written))
    if len(written) > 1:
        return f"mixes the letters of {said}"
    if parts[2] or written <= tongues[parts[1]]:
        return f"is written in {said}, not in {parts[2]}"
    return f"is written in {said}, which is not usual for {tag}: write {tag}-{said}"


def guess(name: str, country: str | None) -> str:
    """The language of a name by its letters and its country; English where nothing tells.

    Examples
    --------
    >>> guess("Ստեփանակերտ", "AZ"), guess("Xankəndi", "AZ"), guess("Степанакерт", "AZ")
    ('hy', 'az', 'ru')
    """
    scripts = {_script(char) for char in name if char.isalpha()} - {""}
    script = scripts.pop() if len(scripts) == 1 else "Latn"
    if script == "Latn" and not _OWN_LETTERS.search(name):
        return "en"
    default = {"Cyrl": "ru", "Arab": "ar", "Hani": "zh", "Hira": "ja"}.get(script, "en")
    by_country = _BY_COUNTRY.get(script, {}).get(country or "", default)
    return _BY_LETTERS.get(script, by_country)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return _SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "")
