"""Where a recorded event and a report tell of what may be one event otherwise.

Only a number of dead above the highest that is recorded contradicts (see
:func:`contradiction`).  Whatever else differs is a note for the reader: a record of another
day, another place or other parties may be of another event, and no record refutes by what it
leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from crossfix import lexicons
from crossfix.check.event_rows import Recorded
from crossfix.findings.checks import Matter

CLOSE_KM: Final = 10.0
"""Two places known this well, and one day, are needed to call two tellings the same event."""

OTHER_DAYS: Final = 3
"""So many days off, at one place, a record may be of the event and tell the day otherwise."""

OTHER_KM: Final = 25.0
"""So far off, beyond what both leave open, a record of the day may tell the place otherwise."""


def contradiction(matter: Matter, rows: Sequence[Recorded]) -> str | None:
    """Where the same event is recorded with fewer dead than the report tells of.

    It is the same only where one record alone fits, both know the day and the town.  Fewer
    in the report is no contradiction: the number of dead grows after the first reports.
    """
    if len(rows) != 1 or not _is_close(matter, rows[0]):
        return None
    [row] = rows
    told, recorded = matter.killed, row.deaths
    if told is None or recorded is None or told[0] <= recorded[1]:
        return None
    return (
        f"the same event is recorded with {_range(recorded)} dead, the report tells of "
        f"{_range(told)}"
    )


def beside(matter: Matter, rows: Sequence[Recorded]) -> list[str]:
    """What records that fit tell beyond the report, or otherwise."""
    notes = []
    dead = [row.deaths for row in rows if row.deaths is not None]
    if matter.killed is not None and dead and matter.killed[1] < min(low for low, _ in dead):
        notes.append(f"more dead are recorded ({_range(dead[0])}) than the report tells of")
    if len(rows) == 1 and _is_close(matter, rows[0]):
        told, parties = states_in(matter.actor or ""), states_in(rows[0].actors)
        if told and parties and not told & parties:
            notes.append(
                f"the record names {rows[0].actors}, the report tells that {matter.actor} did it"
            )
    return notes


def near_miss(matter: Matter, around: Sequence[tuple[Recorded, float]]) -> str | None:
    """The one record that would fit but for its day, or but for its place; None for several.

    ``around`` are records of a fitting type, each with the km between both places beyond what
    they leave open (0 or less: they may be one).  Both sides must know day and town: a vague
    one that does not fit tells nothing.
    """
    close = [(row, gap) for row, gap in around if _is_close(matter, row)]
    other_day = [row for row, gap in close if gap <= 0 and 1 <= _days(matter, row) <= OTHER_DAYS]
    other_place = [
        (row, gap) for row, gap in close if 0 < gap <= OTHER_KM and _days(matter, row) == 0
    ]
    if len(other_day) + len(other_place) != 1:
        return None
    if other_day:
        [row] = other_day
        apart = _days(matter, row)
        days = "a day" if apart == 1 else f"{apart} days"
        when = f"{days} {'later' if row.earliest > matter.earliest else 'earlier'}"
        told = f"at this place on {row.earliest.isoformat()}, {when}"
    else:
        [(row, gap)] = other_place
        told = f"on this day {gap:.0f} km off, beyond what both places leave open"
    return f"no record fits, but one like it stands {told} ({row.file}, line {row.line})"


@lru_cache(maxsize=10_000)
def states_in(text: str) -> frozenset[str]:
    """The states (ISO 3166-1) that words name, or whose people they name."""
    return frozenset(_states()[found.casefold()] for found in _pattern().findall(text))


@cache
def _states() -> dict[str, str]:
    countries = lexicons.load("places")["countries"]
    return {
        name.casefold(): code
        for code, entry in countries.items()
        for name in (*entry["names"], *entry["demonyms"])
    }


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_states(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})(?=s?\b)", re.IGNORECASE)


def _is_close(matter: Matter, row: Recorded) -> bool:
    """Whether both know the day and the town."""
    one_day = matter.days == 1 and row.earliest == row.latest
    return one_day and max(matter.radius_km, row.radius_km) <= CLOSE_KM


def _days(matter: Matter, row: Recorded) -> int:
    return abs((row.earliest - matter.earliest).days)


def _range(bounds: tuple[float, float]) -> str:
    low, high = bounds
    if high == float("inf"):
        return f"at least {low:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
