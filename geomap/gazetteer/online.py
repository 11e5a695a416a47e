"""Asking a geocoding service about names that the gazetteer lacks; only when told to.

One request a second, with our own user agent, each answer kept in a file so that nothing is
asked twice, and the service's attribution with it. Nothing enters a gazetteer by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from geopy.exc import GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon

from geomap._atomic import replacing
from geomap.errors import GazetteerError

Service = Literal["nominatim", "photon", "geonames"]
USER_AGENT = "geomap-gazetteer/0.1"
_ATTRIBUTION = {
    "nominatim": "OpenStreetMap contributors, ODbL",
    "photon": "OpenStreetMap contributors, ODbL",
    "geonames": "GeoNames, CC BY 4.0",
}
_MOST = 3


def ask(
    names: Iterable[str],
    service: Service,
    *,
    cache: Path,
    domain: str | None = None,
    username: str | None = None,
    delay: float = 1.0,
) -> dict[str, list[dict[str, Any]]]:
    """What a service knows of some names.

    Parameters
    ----------
    names
        The names to look up.
    service
        Which one: nominatim, photon or geonames.
    cache
        A JSON file of answers; what is in it is not asked again.
    domain
        The service's host, where it is not the public one; http:// before it is kept.
    username
        For geonames.
    delay
        Seconds between two requests.

    Returns
    -------
    By name, the best answers: lat, lon, label, service, attribution, raw.

    Raises
    ------
    GazetteerError
        If the service cannot be asked; what was answered until then is kept.
    """
    kept: dict[str, Any] = json.loads(cache.read_text("utf-8")) if cache.is_file() else {}
    geocode = RateLimiter(
        _coder(service, domain, username).geocode,
        min_delay_seconds=delay,
        max_retries=1,
        swallow_exceptions=False,
    )
    found = {}
    for name in names:
        key = f"{service}:{name}"
        if key not in kept:
            kept[key] = _rows(geocode, name, service)
            with replacing(cache) as beside:
                beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        found[name] = kept[key]
    return found


def _rows(geocode: Callable[..., Any], name: str, service: Service) -> list[dict[str, Any]]:
    try:
        answers = geocode(name, exactly_one=False) or []
    except GeocoderServiceError as error:
        raise GazetteerError(f"{service} cannot be asked about {name!r}: {error}") from None
    return [
        {
            "lat": answer.latitude,
            "lon": answer.longitude,
            "label": answer.address,
            "service": service,
            "attribution": _ATTRIBUTION[service],
            "raw": answer.raw,
        }
        for answer in answers[:_MOST]
    ]


def _coder(service: Service, domain: str | None, username: str | None) -> Any:
    where: dict[str, Any] = {"user_agent": USER_AGENT, "timeout": 10}
    if domain is not None:
        scheme, _, host = domain.rpartition("://")
        where |= {"domain": host, "scheme": scheme or "https"}
    if service == "nominatim":
        return Nominatim(**where)
    if service == "photon":
        return Photon(**where)
    if username is None:
        raise GazetteerError("geonames wants --username; register at geonames.org")
    return GeoNames(username, **where)
