"""QGIS styles as XML: what a status and a precision look like, and where a layer's time is.

The same markup is a GeoPackage's default style (QML) and a layer of a project.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from geomap.export.colours import COLOURS, HOLLOW

LAYER_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
    f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME)
"""
STORE_STYLE = """
INSERT INTO layer_styles
    (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
     styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, ?, ?, ?, '', 1, 'status and precision', '', '', '1970-01-01T00:00:00.000Z')
"""
# Only what is in gpkg_contents is a layer to GDAL, and QGIS asks GDAL.
LIST_STYLES = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', 0)
"""

_SIZE = "CASE WHEN where_precision <= 2 THEN 2.6 WHEN where_precision <= 4 THEN 3.6 ELSE 5 END"
_OUTLINE = "if(where_precision >= 4, 'dot', 'solid')"
_QUOTE = "array_first(from_json(evidence))['exact']"
_TIP = (
    "<b>{label}</b><br/>{status}, {edtf} ({date_precision})<br/>{place_name}"
    "<blockquote>{quote}</blockquote>"
)


def layer_style() -> str:
    """The style of a layer of events, as QML."""
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.0" styleCategories="AllStyleCategories">\n'
        f"{event_markup()}<layerGeometryType>0</layerGeometryType>\n</qgis>\n"
    )


def event_markup(*, timed: bool = True) -> str:
    """Time, symbols and map tip of a layer of events."""
    categories = "".join(
        f'<category render="true" value="{status}" label="{status}" symbol="{index}"/>\n'
        for index, status in enumerate(COLOURS)
    )
    symbols = "".join(_symbol(index, status) for index, status in enumerate(COLOURS))
    return (
        f"{_temporal() if timed else ''}"
        '<renderer-v2 type="categorizedSymbol" attr="status" forceraster="0" symbollevels="0" '
        'enableorderby="0" referencescale="-1">\n'
        f"<categories>\n{categories}</categories>\n<symbols>\n{symbols}</symbols>\n"
        f"</renderer-v2>\n<mapTip>{escape(map_tip())}</mapTip>\n"
    )


def area_markup() -> str:
    """Footprints: an outline and a breath of colour."""
    options = {
        "color": "120,120,120,25",
        "style": "solid",
        "outline_color": "110,110,110,200",
        "outline_style": "solid",
        "outline_width": "0.26",
        "outline_width_unit": "MM",
    }
    return (
        '<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0" '
        'referencescale="-1">\n<symbols>\n'
        '<symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">\n'
        f'<layer class="SimpleFill" enabled="1" locked="0" pass="0">\n{_options(options)}'
        '</layer>\n</symbol>\n</symbols>\n</renderer-v2>\n<mapTip>[% "name" %]</mapTip>\n'
    )


def map_tip() -> str:
    """The tip's HTML, with the report's words kept from being markup."""
    fields = {name: f'"{name}"' for name in ("label", "status", "edtf", "date_precision")}
    words = {
        **fields,
        "place_name": '"place_name"',
        "edtf": "coalesce(\"edtf\", 'undated')",
        "quote": _QUOTE,
    }
    return _TIP.format(**{name: _harmless(value) for name, value in words.items()})


def _harmless(expression: str) -> str:
    """A QGIS expression in a template, with & and < of its value escaped."""
    marked = f"replace(coalesce({expression}, ''), '&', '&amp;')"
    return f"[% replace({marked}, '<', '&lt;') %]"


def _temporal() -> str:
    """Time from two fields, with both ends of the range counted in (limitMode 1)."""
    return (
        '<temporal enabled="1" mode="2" limitMode="1" startField="time_start" '
        'endField="time_end" startExpression="" endExpression="" durationField="" '
        'durationUnit="min" fixedDuration="0" accumulate="0">\n'
        "<fixedRange><start></start><end></end></fixedRange>\n</temporal>\n"
    )


def _symbol(index: int, status: str) -> str:
    red, green, blue = (int(COLOURS[status][at : at + 2], 16) for at in (1, 3, 5))
    colour = f"{red},{green},{blue}"
    fill = f"{colour},0" if status in HOLLOW else f"{colour},{110 if status == 'alleged' else 220}"
    options = {
        "name": "circle",
        "color": fill,
        "outline_color": f"{colour},255",
        "outline_style": "solid",
        "outline_width": "0.5",
        "outline_width_unit": "MM",
        "size": "3",
        "size_unit": "MM",
        "scale_method": "diameter",
    }
    return (
        f'<symbol type="marker" name="{index}" alpha="1" clip_to_extent="1" force_rhr="0">\n'
        '<layer class="SimpleMarker" enabled="1" locked="0" pass="0">\n'
        f"{_options(options)}{_driven({'size': _SIZE, 'outlineStyle': _OUTLINE})}"
        "</layer>\n</symbol>\n"
    )


def _options(options: dict[str, str]) -> str:
    named = "".join(
        f'<Option type="QString" name="{name}" value="{value}"/>\n'
        for name, value in options.items()
    )
    return f'<Option type="Map">\n{named}</Option>\n'


def _driven(expressions: dict[str, str]) -> str:
    """Properties of a symbol that follow from a feature's fields."""
    properties = "".join(
        f'<Option type="Map" name="{name}">\n'
        '<Option type="bool" name="active" value="true"/>\n'
        f'<Option type="QString" name="expression" value={quoteattr(expression)}/>\n'
        '<Option type="int" name="type" value="3"/>\n</Option>\n'
        for name, expression in expressions.items()
    )
    return (
        '<data_defined_properties>\n<Option type="Map">\n'
        '<Option type="QString" name="name" value=""/>\n'
        f'<Option type="Map" name="properties">\n{properties}</Option>\n'
        '<Option type="QString" name="type" value="collection"/>\n'
        "</Option>\n</data_defined_properties>\n"
    )
