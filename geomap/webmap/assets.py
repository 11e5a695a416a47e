"""The page's own scripts and styles, and Leaflet, as text that may stand inside a page."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from geomap._resources import webmap_asset
from geomap.webmap.pack import dumps

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.M)
_URL = re.compile(r"url\(\s*['\"]?([^)'\"]+)['\"]?\s*\)")
_MAIN = "main"


@cache
def script() -> str:
    """All modules as one classic script: a function for each file, joined at their imports.

    The files are ES modules and are tested as such; a page opened from disk cannot import
    one from another, so each becomes a scope that returns what it exports.
    """
    scopes = [_scope(name) for name in _in_order(_MAIN, [])]
    return inert("globalThis.geomap = (() => {\n" + "\n".join(scopes) + "\nreturn m_main;\n})();")


@cache
def style() -> str:
    """The style sheet of the element."""
    return inert(webmap_asset("page/style.css"))


@cache
def shell() -> str:
    """The element's markup, to be cloned for every map."""
    return webmap_asset("page/shell.html")


@cache
def strings() -> str:
    """Every word of the interface in every language, as JSON: {language: {key: words}}."""
    rows = list(csv.DictReader(io.StringIO(webmap_asset("page/strings.csv"))))
    languages = [name for name in rows[0] if name != "key"]
    table = {one: {row["key"]: row[one] for row in rows if row[one]} for one in languages}
    return dumps(table).replace("<", "\\u003c")


@cache
def languages() -> tuple[str, ...]:
    """The languages that the interface speaks."""
    return tuple(json.loads(strings()))


@cache
def online() -> tuple[dict[str, object], ...]:
    """Tiles of others that a reader may switch on: name, host, path, max zoom, attribution."""
    return tuple(json.loads(webmap_asset("page/online.json")))


@cache
def leaflet_script() -> str:
    """Leaflet's script as its package carries it, without the pointer to its source map."""
    text = (_leaflet() / "leaflet.js").read_text(encoding="utf-8")
    return inert(re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.M).strip())


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet, its images inside it as data."""
    text = (_leaflet() / "leaflet.css").read_text(encoding="utf-8")
    return inert(_URL.sub(lambda found: f"url({_image(found[1])})", text))


def inert(code: str) -> str:
    r"""Code that cannot end or comment out the element it stands in.

    Examples
    --------
    >>> inert('"</script>" + "<!--"')
    '"<\\/script>" + "<\\!--"'
    """
    return re.sub(r"</(?=script|style)", r"<\\/", code, flags=re.I).replace("<!--", r"<\!--")


def _leaflet() -> Path:
    return Path(str(files("xstatic.pkg.leaflet"))) / "data"


def _image(url: str) -> str:
    path = _leaflet() / url
    if not path.is_file():  # url(#default#VML) and its like
        return '""'
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def _in_order(name: str, done: list[str]) -> list[str]:
    for _, imported in _IMPORT.findall(_source(name)):
        if imported not in done:
            _in_order(imported, done)
    return done if name in done else [*_appended(done, name)]


def _appended(done: list[str], name: str) -> list[str]:
    done.append(name)
    return done


def _scope(name: str) -> str:
    source = _source(name)
    exported = _EXPORT.findall(source)
    body = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = m_{found[2]};\n", source)
    body = _EXPORT.sub("", body)
    return f"const m_{name} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"


def _source(name: str) -> str:
    return webmap_asset(f"page/{name}.js")
