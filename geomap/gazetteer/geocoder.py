"""The gazetteer as a geopy geocoder: no network, every answer from the curated places."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import Any

from geopy.distance import great_circle
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.errors import GazetteerError
from geomap.gazetteer.labels import Worldview
from geomap.gazetteer.lookup import Gazetteer, load
from geomap.model import Candidate, Place

_FAR_KM = 100.0
_SETTLED = ("P", "S")


_STILL = "9999"
"""Without a date an address holds what has not ended, and not the provinces of all times."""


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy publishes no types
    """Geocode with the curated gazetteer, as with any geopy geocoder.

    Parameters
    ----------
    gazetteer
        Where to look; by default the one that geomap ships.
    at
        EDTF date that names and labels are for; `geocode` can be asked for another.
    worldview
        Which names label a contested place: as-attested, de-jure or de-facto.
    timeout, proxies, user_agent, ssl_context, adapter_factory
        As for every geopy geocoder; nothing is fetched, so none has an effect.

    Examples
    --------
    >>> GazetteerGeocoder().geocode("Leninakan", at="1988-12").raw["place_id"]
    'am-gyumri'
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        at: str | None = None,
        worldview: Worldview = "as-attested",
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = None,
    ) -> None:
        super().__init__(
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.gazetteer = load() if gazetteer is None else gazetteer
        self.at = at
        self.worldview = worldview

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  geopy's argument; nothing is fetched
        at: str | None = None,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """The places of that name, best first.

        Parameters
        ----------
        query
            A name.
        exactly_one
            The best alone, instead of a list of all.
        timeout
            Without effect: nothing is fetched.
        at
            EDTF date that overrides the geocoder's own.
        limit
            The most to give.

        Returns
        -------
        A `geopy.Location`, a list of them, or None where the gazetteer knows no such name.
        Their `raw` has place_id, name, label, score, in_force and what else is known.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If `query` is no text.
        """
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a name is text, not {type(query).__name__}")
        when = at or self.at
        found = [
            self._location(candidate, when)
            for candidate in self.gazetteer.find(query, at=when)
            if self._point(candidate.place) is not None
        ]
        return _answer(found[:limit], exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  geopy's argument; nothing is fetched
        at: str | None = None,
        limit: int | None = 10,
    ) -> Location | list[Location] | None:
        """The settlements nearest to a point, nearest first, none farther than 100 km.

        Parameters
        ----------
        query
            A `geopy.Point`, a (latitude, longitude) pair, or text with both.
        exactly_one, timeout, at, limit
            As for `geocode`.

        Raises
        ------
        ValueError
            If `query` is no point, as every geopy geocoder does.

        Examples
        --------
        >>> GazetteerGeocoder().reverse((39.64, 46.55)).raw["place_id"]
        'az-lachin-town'
        """
        point = point_of(query)
        when = at or self.at
        near = sorted(
            (great_circle((place.lat, place.lon), point).km, place.id)
            for place in self.gazetteer.places.values()
            if place.fclass in _SETTLED and _close(place, point)
        )
        found = [
            self._place(self.gazetteer.places[place_id], when, {"distance_km": round(km, 2)})
            for km, place_id in near[:limit]
            if km <= _FAR_KM
        ]
        return _answer(found, exactly_one=exactly_one)

    def _location(self, candidate: Candidate, at: str | None) -> Location:
        matched = {
            "name": candidate.name.name,
            "score": candidate.score,
            "in_force": candidate.in_force,
        }
        return self._place(candidate.place, at, matched)

    def _place(self, place: Place, at: str | None, more: dict[str, Any]) -> Location:
        label = self.gazetteer.label(place.id, at=at, worldview=self.worldview)
        lat, lon = self._point(place) or (None, None)
        parents = [
            self.gazetteer.label(parent.id, at=at, worldview=self.worldview)
            for parent in self.gazetteer.parents(place.id, at=at or _STILL)
        ]
        raw = {
            "place_id": place.id,
            "label": label,
            "lat": lat,
            "lon": lon,
            "country": place.country,
            "where_precision": self.gazetteer.precision(place.id),
            "names": [name.name for name in place.names],
            **more,
        }
        return Location(", ".join([label, *parents]), (lat, lon), raw)

    def _point(self, place: Place) -> tuple[float, float] | None:
        """Latitude and longitude; of a group without a point the middle of its members'."""
        if place.lat is not None and place.lon is not None:
            return place.lat, place.lon
        points = [
            point for one in place.members if (point := self._point(self.gazetteer.places[one]))
        ]
        if not points:
            return None
        lats, lons = zip(*points, strict=True)
        return round(sum(lats) / len(lats), 5), round(sum(lons) / len(lons), 5)


def _answer(found: Sequence[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else list(found)


def _close(place: Place, point: Point) -> bool:
    """Whether it is worth measuring: within some degrees of latitude."""
    if place.lat is None:
        return False
    return abs(place.lat - float(point.latitude)) < _FAR_KM / 110


def point_of(query: Any) -> Point:
    """A point from "latitude, longitude", or from what else geopy takes for one.

    Raises
    ------
    GazetteerError
        If it is none; also a ValueError, as geopy's own.

    Examples
    --------
    >>> tuple(point_of("39.64, 46.55"))[:2]
    (39.64, 46.55)
    """
    try:
        with warnings.catch_warnings():
            # geopy warns of a wrong latitude and then raises: one line is enough.
            warnings.simplefilter("ignore", UserWarning)
            point = Point(query)
    except (ValueError, TypeError) as error:
        first = str(query).replace("\n", " ")
        said = f"{first!r} is no latitude, longitude: {error}"
        raise GazetteerError(said.rstrip(".") + "; latitude comes first, -90 to 90") from None
    written = re.search(r"[, ]\s*(-?\d+(?:\.\d+)?)\s*$", query) if isinstance(query, str) else None
    if written and abs(float(written[1])) > 180:
        raise GazetteerError(f"{query!r} is no latitude, longitude: {written[1]} is beyond 180")
    return point
