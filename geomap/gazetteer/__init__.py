"""The curated places: what a place was called, by whom, inside what, on a given date."""

from geomap.gazetteer.boundaries import Boundary
from geomap.gazetteer.lookup import Gazetteer, load

__all__ = ["Boundary", "Gazetteer", "load"]
