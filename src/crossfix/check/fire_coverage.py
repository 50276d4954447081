"""Whether a fire could have been seen: data for the day and region, cloud, passes, and kind.

Files of detections do not say where the satellites looked and saw nothing.  What tells is
what else they saw: a region that burns every day and not on this one was under cloud or is
missing from the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl

from crossfix.check.fire_history import NEXT_DAY, RINGS, Looks
from crossfix.check.fire_kinds import FireKind
from crossfix.check.fire_times import EPOCH
from crossfix.check.nearby import Rows
from crossfix.findings.checks import Coverage, Matter

AROUND: Final = 7
"""Days before and after that tell what is usual."""

USUAL: Final = 3.0
"""From this many detections a day on, and on this share of days, none at all means cloud."""

USUAL_SHARE: Final = 0.7

NARROW_KM: Final = 2.0
"""A standing source hides whatever happens at a place known this well."""

SAME_PASS: Final = 30
"""Minutes between rows of one pass, at most."""

BOX: Final = 3
"""Degrees: passes are told for the box of this side that a place lies in."""

Pass = tuple[str, int, int]
"""Satellite, day and minute of a row that a pass left."""


class Passes:
    """The overpasses that left detections, by box and day."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._rows: dict[tuple[int, int, int], list[tuple[str, int]]] = defaultdict(list)
        timed = frame.filter(pl.col("minute").is_not_null()).select(
            (pl.col("lat") / BOX).floor().cast(pl.Int32),
            (pl.col("lon") / BOX).floor().cast(pl.Int32),
            "day",
            pl.col("satellite").fill_null("a satellite not told"),
            pl.col("minute") // 5 * 5,
        )
        self.timed = timed.height > 0
        for row, column, day, satellite, minute in timed.unique().iter_rows():
            self._rows[row, column, day].append((satellite, minute))

    def over(self, matter: Matter) -> list[Pass]:
        """The passes around a place, on the matter's days and the next, in order."""
        row, column = int(matter.lat // BOX), int(matter.lon // BOX)
        first = (matter.earliest - EPOCH).days
        days = range(first, first + matter.days + NEXT_DAY)
        seen = sorted(
            (satellite, day, minute)
            for day in days
            for satellite, minute in self._rows.get((row, column, day), ())
        )
        found: list[Pass] = []
        before = -SAME_PASS * 2
        for satellite, day, minute in seen:
            moment = day * 1440 + minute
            if not found or found[-1][0] != satellite or moment - before > SAME_PASS:
                found.append((satellite, day, minute))
            before = moment
        return found


def cover(
    matters: Sequence[Matter], looks: Looks, kinds: Sequence[FireKind], passes: Passes
) -> list[Coverage]:
    """Whether each matter could have been seen, and by what."""
    static = np.bincount(_close(looks), minlength=len(matters))
    return [
        _unseen(matter, looks, at, kinds[at], hidden=bool(static[at]))
        or _looked(matter, looks, at, passes)
        for at, matter in enumerate(matters)
    ]


def _close(looks: Looks) -> Rows:
    """The matters that a standing source burned beside on their days, one entry a detection."""
    pairs, radius = looks.static, looks.asked[2]
    own = radius[pairs.asked]
    return pairs.asked[(own <= NARROW_KM) & (pairs.km <= own + RINGS[0])]


def _unseen(
    matter: Matter, looks: Looks, at: int, kind: FireKind, *, hidden: bool
) -> Coverage | None:
    """Why a fire could not have been seen, or ``None`` where it may have been."""
    if kind is FireKind.NONE:
        words = f"an event of type {matter.type.value} leaves no fire to be seen"
        return Coverage(seen=False, words=words)
    counts = looks.counts
    window, days = _window(matter, looks), counts.wide.shape[1]
    if not counts.wide[at].any():
        return Coverage(seen=False, words="the files hold nothing within about 250 km of the place")
    if window.stop <= 0 or window.start >= days:
        begin, end = (EPOCH + timedelta(days=counts.first + step) for step in (0, days - 1))
        words = f"the files hold {begin} to {end}, and not the days of the event"
        return Coverage(seen=False, words=words)
    if not counts.wide[at, window].any():
        words = "the files hold nothing of these days within about 250 km: cloud, or no data"
        return Coverage(seen=False, words=words)
    if hidden and not looks.hits[at].any():
        words = "a standing source (a flare, a furnace) burns at the place and hides what else does"
        return Coverage(seen=False, words=words)
    return None


def _window(matter: Matter, looks: Looks) -> slice:
    """The columns of the daily counts that are the matter's days and the next."""
    first = (matter.earliest - EPOCH).days - looks.counts.first
    return slice(max(first, 0), max(first + matter.days + NEXT_DAY, 0))


def _looked(matter: Matter, looks: Looks, at: int, passes: Passes) -> Coverage:
    """The region's own days: how much was seen, and whether that tells of cloud."""
    window = _window(matter, looks)
    block = looks.counts.block[at]
    around = np.concatenate(
        [block[max(window.start - AROUND, 0) : window.start], block[window.stop :][:AROUND]]
    )
    seen = int(block[window].sum())
    usual = float(around.mean()) if len(around) else 0.0
    if not seen and usual >= USUAL and (around > 0).mean() >= USUAL_SHARE:
        words = (
            f"nothing was detected within about 80 km on these days, where {usual:.0f} a day are "
            "usual in the weeks around: probably cloud"
        )
        return Coverage(seen=False, words=words)
    told = _pass_words(passes, matter, seen)
    if seen:
        fires = "detection" if seen == 1 else "detections"
        return Coverage(seen=True, words=f"{seen} {fires} within about 80 km on these days; {told}")
    return Coverage(seen=None, words=f"nothing was detected around, cloud is unknown; {told}")


def _pass_words(passes: Passes, matter: Matter, seen: int) -> str:
    found = passes.over(matter)
    if not found and (seen or not passes.timed):
        return "passes unknown, the files tell no hours"
    if not found:
        return "no pass left a detection around the place"
    by_satellite: dict[str, list[bool]] = {}
    for satellite, _, minute in found:
        hour = (minute / 60 + matter.lon / 15) % 24
        by_satellite.setdefault(satellite, []).append(not 6 <= hour < 18)
    told = (f"{name} {len(night)} ({sum(night)} by night)" for name, night in by_satellite.items())
    return f"passes that left detections around: {', '.join(told)}"
