"""What the other places of a report say for a candidate: the second table of features.

``belief`` is the probability of each candidate as it stands before this look around.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from crossfix.ground.place_frames import smallness
from crossfix.ground.place_slate import EARTH_KM, Floats, Ints, Slate
from crossfix.model import Feature

NEAR_KM: Final = 70.0
MOST_ANCHORS: Final = 60
WIDEST_ANCHOR_KM: Final = 300.0
STRAY_KM: Final = 120.0
MOST_RIVALS: Final = 40
LEAST_ANCHORS: Final = 4
NAMED_AFTER: Final = frozenset({Feature.FACILITY, Feature.WATER})


def same_country(slate: Slate, belief: Floats) -> Floats:
    """How much of the rest of the report lies in its country."""
    return _share(slate, belief, slate.country)


def same_region(slate: Slate, belief: Floats) -> Floats:
    """How much of the rest of the report lies in its first-order region."""
    return _share(slate, belief, slate.admin1)


def in_home_region(slate: Slate, belief: Floats) -> Floats:
    """How nearly its region is the one that most of the rest of the report lies in.

    Unlike the share in the whole, this does not sink with what is named from elsewhere.
    """
    others = _others(slate, belief, slate.admin1)
    return np.asarray(others / (others.max(initial=0.0) + 0.5), dtype=float)


def _share(slate: Slate, belief: Floats, unit: Ints) -> Floats:
    rest = slate.weight.sum() - slate.weight[slate.sense]
    return np.asarray(_others(slate, belief, unit) / (rest + 1.0), dtype=float)


def _others(slate: Slate, belief: Floats, unit: Ints) -> Floats:
    """What the other senses hold of each row's unit, by belief and number of mentions."""
    mass = belief * slate.weight[slate.sense] * (unit >= 0)
    units = int(unit.max(initial=0)) + 1
    whole = np.bincount(np.maximum(unit, 0), mass, minlength=units)
    _, own = np.unique(slate.sense * units + np.maximum(unit, 0), return_inverse=True)
    others = whole[np.maximum(unit, 0)] - np.bincount(own, mass)[own]
    return np.asarray(np.where(unit >= 0, others, 0.0), dtype=float)


def inside_container(slate: Slate, belief: Floats) -> Floats:
    """It probably lies in the region or country that is named right after it."""
    return _held(slate, belief, inside=True)


def outside_container(slate: Slate, belief: Floats) -> Floats:
    """The region or country that is named right after it probably does not hold it."""
    return _held(slate, belief, inside=False)


def _held(slate: Slate, belief: Floats, *, inside: bool) -> Floats:
    total = np.zeros(len(slate.candidates))
    for number, sense in enumerate(slate.senses):
        rows = slate.rows(number) if sense.containers else ()
        for holder in sense.containers if len(rows) else ():
            for other in slate.rows(holder):
                level = int(slate.level[other])
                if level > (2 if inside else 1):
                    continue
                unit = (slate.country, slate.admin1, slate.admin2)[level]
                same = (unit[rows] == unit[other]) & (unit[rows] >= 0)
                wanted = same if inside else ~same
                total[rows] += belief[other] * (wanted & (slate.level[rows] > level))
    return np.minimum(total, 1.0)


def in_setting(slate: Slate, belief: Floats) -> Floats:
    """It lies on the front, in the district or at the bearing that the text puts it."""
    return _set(slate, belief)[0]


def off_setting(slate: Slate, belief: Floats) -> Floats:
    """It lies far from each front, area and bearing that the text puts it in.

    A village there has to be another of the name; a great city may be spoken of anywhere.
    """
    return _set(slate, belief)[1]


def _set(slate: Slate, belief: Floats) -> tuple[Floats, Floats]:
    inside, outside = np.zeros(len(slate.candidates)), np.zeros(len(slate.candidates))
    for frames in slate.frames:
        rows = frames[0].rows
        off = np.full(len(rows), np.inf)
        for frame in frames:
            weight = belief[frame.setting]
            inside[rows] = np.maximum(inside[rows], frame.close @ weight)
            # A frame that is itself in doubt says little about what lies outside it.
            sure = float(np.clip((weight.sum() - 0.5) / 0.4, 0.0, 1.0))
            missed = weight.sum() - frame.held @ weight
            off = np.minimum(off, sure * missed * frame.burden)
        outside[rows] = off
    return inside, outside


def stray_village(slate: Slate, belief: Floats) -> Floats:
    """It is small, and far from each of at least three places that the report surely means.

    Where a report moves about one area, a name that the data holds only far away is
    rather one of the many hamlets that the data lacks.
    """
    rows = anchors(slate, belief)
    rows = rows[belief[rows] >= 0.7]
    if len(rows) < LEAST_ANCHORS:
        return np.zeros(len(slate.candidates))
    cosine = np.clip(slate.point @ slate.point[rows].T, -1.0, 1.0)
    away = EARTH_KM * np.arccos(cosine)
    away[slate.sense[:, None] == slate.sense[rows][None, :]] = np.inf
    people = np.array([c.population for c in slate.candidates], dtype=float)
    small = np.clip(5.0 - np.log10(1 + people), 0.0, 1.0) * (slate.level == 3)
    return np.asarray(small * (away.min(axis=1) > STRAY_KM), dtype=float)


def near(slate: Slate, belief: Floats) -> Floats:
    """How close it lies to another place that the report probably means."""
    return _closeness(slate, belief, beside_only=False)


def beside(slate: Slate, belief: Floats) -> Floats:
    """How close it lies to a place that is mentioned in the same breath."""
    return _closeness(slate, belief, beside_only=True)


def remote(slate: Slate, belief: Floats) -> Floats:
    """How far it lies from every other place that the report surely means (0 to about 1.5)."""
    rows = anchors(slate, belief)
    rows = rows[belief[rows] >= 0.6]
    if not len(rows):
        return np.zeros(len(slate.candidates))
    cosine = np.clip(slate.point @ slate.point[rows].T, -1.0, 1.0)
    away = EARTH_KM * np.arccos(cosine)
    away[slate.sense[:, None] == slate.sense[rows][None, :]] = np.inf
    nearest = away.min(axis=1)
    return np.where(np.isfinite(nearest), np.log1p(nearest / NEAR_KM) / 4, 0.0)


def front_of_town(slate: Slate, belief: Floats) -> Floats:
    """A front is named after it, and the report surely names it as a town as well."""
    owners: dict[str, set[int]] = {}
    for row in np.flatnonzero(belief > 0.5).tolist():
        owners.setdefault(slate.candidates[row].gazetteer_id, set()).add(int(slate.sense[row]))
    return np.array(
        [
            slate.senses[sense].hint is Feature.FRONT
            and bool(owners.get(c.gazetteer_id, set()) - {sense})
            for sense, c in slate.pairs()
        ],
        dtype=float,
    )


def stray_facility(slate: Slate, belief: Floats) -> Floats:
    """The name is only part of a plant's or a field's, and nothing else points there.

    Facilities are named after people, firms and far-off towns as well; a refinery or an
    airfield that bears the name of a large town is hardly another's.
    """
    facility = np.array(
        [
            0.0
            if slate.senses[s].hint not in NAMED_AFTER
            else smallness(slate.senses[s].name, c)
            if slate.senses[s].of_town
            else 1.0
            for s, c in slate.pairs()
        ]
    )
    return np.asarray(facility * (near(slate, belief) < 0.25), dtype=float)


def overshadowed(slate: Slate, belief: Floats) -> Floats:
    """Another of the name, called so no less, is thrice as large and no farther from the rest."""
    rows = anchors(slate, belief)
    if not len(rows):
        return np.zeros(len(slate.candidates))
    cosine = np.clip(slate.point @ slate.point[rows].T, -1.0, 1.0)
    cosine[slate.sense[:, None] == slate.sense[rows][None, :]] = -1.0
    closest = cosine.max(axis=1)
    people = np.array([1.0 + c.population for c in slate.candidates])
    match = np.array([c.match for c in slate.candidates])
    found = np.zeros(len(slate.candidates))
    for number in range(slate.size):
        own = slate.rows(number)
        if 1 < len(own) <= MOST_RIVALS:
            larger = people[own][None, :] >= 3.0 * people[own][:, None]
            nearer = closest[own][None, :] >= closest[own][:, None]
            alike = (match[own][None, :] >= match[own][:, None]) & (slate.level[own] == 3)[None, :]
            found[own] = (larger & nearer & alike).any(axis=1)
    return np.asarray(found * (slate.level == 3) * (closest > -1.0), dtype=float)


def foreign(slate: Slate, belief: Floats) -> Floats:
    """The report speaks surely of places, and of none in its country."""
    mass = belief * (belief > 0.5) * (slate.country >= 0)
    elsewhere = mass.sum() - np.bincount(slate.sense, mass, minlength=slate.size)[slate.sense]
    share = _share(slate, belief, slate.country)
    return np.asarray((elsewhere > 1.0) & (share < 0.05) & (slate.country >= 0), dtype=float)


def _closeness(slate: Slate, belief: Floats, *, beside_only: bool) -> Floats:
    """The best of ``belief * exp(-distance / 70 km)`` over the places of other senses."""
    rows = anchors(slate, belief)
    if not len(rows):
        return np.zeros(len(slate.candidates))
    cosine = np.clip(slate.point @ slate.point[rows].T, -1.0, 1.0)
    close = belief[rows] * np.exp(-EARTH_KM * np.arccos(cosine) / NEAR_KM)
    close *= slate.sense[:, None] != slate.sense[rows][None, :]
    if beside_only:
        together = np.zeros((slate.size, len(rows)))
        for column, sense in enumerate(slate.sense[rows].tolist()):
            together[list(slate.senses[sense].beside), column] = 1.0
        close *= together[slate.sense]
    return np.asarray(close.max(axis=1), dtype=float)


def anchors(slate: Slate, belief: Floats) -> Ints:
    """The rows of the places that a report most probably speaks of, at most sixty.

    Countries and wide regions fix nothing and are left out.
    """
    narrow = np.array([c.radius_km <= WIDEST_ANCHOR_KM for c in slate.candidates], dtype=bool)
    order = np.lexsort((-belief, slate.sense))
    _, first = np.unique(slate.sense[order], return_index=True)
    best = order[first]
    best = best[(belief[best] >= 0.3) & narrow[best]]
    ranked = best[np.argsort(-belief[best] * slate.weight[slate.sense[best]], kind="stable")]
    return np.asarray(ranked[:MOST_ANCHORS], dtype=np.int64)


CONTEXTUAL: Final[tuple[Callable[[Slate, Floats], Floats], ...]] = (
    same_country,
    same_region,
    in_home_region,
    inside_container,
    outside_container,
    near,
    beside,
    remote,
    foreign,
    front_of_town,
    stray_facility,
    in_setting,
    off_setting,
    stray_village,
    overshadowed,
)
