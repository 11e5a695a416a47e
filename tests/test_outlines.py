"""The base map that the page draws under the events comes with the gazetteer."""

from geomap.webmap import outlines


def test_the_shipped_base_map_has_what_one_finds_ones_way_by():
    kinds = outlines.shipped()["kind"].value_counts()
    assert kinds["country"] > 150
    assert {"district", "river", "town", "line", "area"} <= set(kinds.index)
