"""Where the phrases lead that put a thing beside a place: points and honest radii.

Points are reckoned on the great circle through the middle of the place.  A radius takes in
how round the distance is, how coarse the compass is and how wide the town is, since a
distance may be told from its edge as well as from its middle; errors that have nothing to
do with each other are added as squares.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from crossfix.ground.place_frames import EARTH_KM
from crossfix.ground.place_shifts import Shift

FARTHEST_KM: Final = 500.0
"""What lies further off than this is not placed by its distance from a town."""

WIDEST_GAP_KM: Final = 120.0
"""Between towns further apart than this the middle says less than the two towns do."""

LEAST_KM: Final = 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A point (WGS 84 degrees) and the half-width of its uncertainty in km."""

    lat: float
    lon: float
    radius_km: float


def lead(shift: Shift, place: Spot) -> Spot | None:
    """Where a phrase leads from a place as wide as ``place`` says; None if too far."""
    wide = place.radius_km
    if shift.high > FARTHEST_KM:
        return None
    if shift.bearing is None:
        return Spot(place.lat, place.lon, _rounded(wide + shift.high))
    if shift.measured:
        low, high, reckoned_from = shift.low, shift.high, wide
    else:
        low, high, reckoned_from = max(0.0, wide + shift.low), wide + shift.high, 0.0
    middle = (low + high) / 2
    along = math.hypot((high - low) / 2, reckoned_from)
    across = middle * math.sin(math.radians(min(90.0, shift.bearing.off)))
    lat, lon = destination(place.lat, place.lon, shift.bearing.degrees, middle)
    return Spot(lat, lon, _rounded(math.hypot(along, across)))


def middle_of(one: Spot, other: Spot, share: float = 1.0) -> Spot | None:
    """The middle between two towns, and a radius that takes in the way from one to the other.

    ``share`` is how much of the way counts: less where the text says "halfway".  None where
    they lie too far apart.
    """
    away, bearing = course(one.lat, one.lon, other.lat, other.lon)
    if away > WIDEST_GAP_KM:
        return None
    lat, lon = destination(one.lat, one.lon, bearing, away / 2)
    return Spot(lat, lon, _rounded(max(away / 2 * share, min(one.radius_km, other.radius_km))))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point so many km from another on a bearing (degrees from north), on a great circle."""
    phi, theta, far = math.radians(lat), math.radians(bearing), km / EARTH_KM
    sine = math.sin(phi) * math.cos(far) + math.cos(phi) * math.sin(far) * math.cos(theta)
    north = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(
        math.sin(theta) * math.sin(far) * math.cos(phi), math.cos(far) - math.sin(phi) * sine
    )
    turned = (lon + math.degrees(east) + 180) % 360 - 180
    return round(math.degrees(north), 5), round(turned, 5)


def course(lat: float, lon: float, other_lat: float, other_lon: float) -> tuple[float, float]:
    """How far another point is, in km, and on which bearing one sets out for it."""
    one, other = math.radians(lat), math.radians(other_lat)
    turn = math.radians(other_lon - lon)
    east = math.sin(turn) * math.cos(other)
    north = math.cos(one) * math.sin(other) - math.sin(one) * math.cos(other) * math.cos(turn)
    ahead = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(turn)
    far = EARTH_KM * math.atan2(math.hypot(east, north), ahead)
    return far, math.degrees(math.atan2(east, north)) % 360


def _rounded(km: float) -> float:
    return round(max(LEAST_KM, km), 1)
