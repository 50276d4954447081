"""Rows of one happening put together: a view, which keeps every source.

How each field is merged is told by :func:`merge`; ``docs/exports.md`` says it for readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TypeVar

import msgspec

from crossfix.codes import Status
from crossfix.views.exports.rows import Figure, Row, Site
from crossfix.views.exports.spool import Spool

T = TypeVar("T")
_RANK: Final = (Status.ASSERTED, Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL)


class Gathering:
    """Rows of a whole case, which come report by report and go out happening by happening.

    They wait on disk, in a file that is gone with the process.
    """

    def __init__(self) -> None:
        self._spool = Spool()

    def add(self, row: Row) -> None:
        """Keep one row."""
        published = row.pointers[0].published or ""
        self._spool.add((row.happening, published, row.id), msgspec.msgpack.encode(row))

    def happenings(self) -> Iterator[Row]:
        """One row for each happening, in order of its id."""
        decode = msgspec.msgpack.Decoder(Row).decode
        rows = (decode(body) for body in self._spool.sorted())
        for _, members in groupby(rows, key=lambda row: row.happening):
            yield merge(list(members))


def merge(rows: Sequence[Row]) -> Row:
    """One row for all the tellings of a happening; ``rows`` are in order of publication.

    Type, codes, actor and target are as most reports tell them, and as the earliest does
    where they are even; the place is the surest point; the days are those on which all can
    agree, else as most say; weapons, figures and pointers are all kept.  Of the dead the
    newest figure is the best one, and the range takes in all.  What was given up stands in
    ``differs``.
    """
    if len(rows) == 1:
        return msgspec.structs.replace(rows[0], id=rows[0].happening)
    differs: dict[str, tuple[str, ...]] = {}
    status = min((row.status for row in rows), key=_RANK.index)
    agreeing = [row for row in rows if row.status is status]
    if len(agreeing) < len(rows):
        differs["status"] = _others([row.status.value for row in rows], status.value)

    def most(name: str, words: Callable[[Any], str] = str) -> Any:
        values = [v for v in (getattr(row, name) for row in agreeing) if v not in (None, "")]
        chosen, others = _most(values, words)
        if others:
            differs[name] = others
        return chosen

    earliest, latest, dates = _days(agreeing)
    sites, names = _sites(agreeing)
    differs |= {key: value for key, value in (("days", dates), ("places", names)) if value}
    dated = [row for row in agreeing if (row.earliest, row.latest) == (earliest, latest)]
    return Row(
        id=rows[0].happening,
        type=most("type"),
        status=status,
        acled=most("acled"),
        plover=most("plover"),
        words=most("words", _fold),
        actor=most("actor", _fold),
        target=most("target", _fold),
        target_is_place=any(row.target_is_place for row in agreeing),
        weapons=tuple(dict.fromkeys(weapon for row in agreeing for weapon in row.weapons)),
        sites=sites,
        earliest=earliest,
        latest=latest,
        time_precision=_least(row.time_precision for row in dated or agreeing),
        geo_precision=_least(row.geo_precision for row in agreeing if row.sites),
        dead=_dead([row.dead for row in agreeing if row.dead]),
        figures=tuple(dict.fromkeys(figure for row in agreeing for figure in row.figures)),
        pointers=tuple(pointer for row in rows for pointer in row.pointers),
        backing=next((row.backing for row in rows if row.backing), None),
        differs=differs,
    )


def _most(values: Sequence[T], words: Callable[[T], str]) -> tuple[T | None, tuple[str, ...]]:
    """What most say, the earliest first among equals; and the others, in words."""
    if not values:
        return None, ()
    counts = Counter(words(value) for value in values)
    chosen = max(values, key=lambda value: counts[words(value)])
    others = {words(value): str(value) for value in values if words(value) != words(chosen)}
    return chosen, tuple(others.values())


def _others(values: Iterable[str], chosen: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value != chosen))


def _fold(words: str) -> str:
    return words.casefold()


def _days(rows: Sequence[Row]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The days that all can agree on, else those that most say; and what others say."""
    told = [(row.earliest, row.latest) for row in rows if row.earliest or row.latest]
    whole = [(first, last) for first, last in told if first and last]
    if whole and len(whole) == len(told):
        first = max(whole, key=lambda days: days[0])[0]
        last = min(whole, key=lambda days: _end(days[1]))[1]
        if first <= _end(last):
            return first, last, ()
    if not told:
        return None, None, ()
    written = [f"{first or '..'}/{last or '..'}" for first, last in told]
    chosen, others = _most(written, str)
    return (*told[written.index(str(chosen))], others)


def _end(bound: str) -> str:
    """A bound as something that compares with moments: a day lasts until its end."""
    return bound if "T" in bound else f"{bound}T23:59"


def _sites(rows: Sequence[Row]) -> tuple[tuple[Site, ...], tuple[str, ...]]:
    """The places of the row whose point is surest; and the names that others give."""
    placed = [row for row in rows if row.sites]
    if not placed:
        return (), ()
    surest = min(placed, key=_unsure)
    own = {site.name.casefold() for site in surest.sites}
    names = (site.name for row in placed for site in row.sites)
    return surest.sites, tuple(dict.fromkeys(n for n in names if n.casefold() not in own))


def _unsure(row: Row) -> float:
    """How far off the points of a row may be, in kilometres; a row without points most."""
    radii = [site.radius_km or 0.0 for site in row.sites if site.lat is not None]
    return max(radii) if radii else float("inf")


def _dead(figures: Sequence[Figure]) -> Figure | None:
    """The newest figure as the best one, in a range that takes in all the others."""
    if not figures:
        return None
    bounds = [value for f in figures for value in (f.low, f.best, f.high) if value is not None]
    newest = figures[-1]
    return msgspec.structs.replace(
        newest, low=min(bounds, default=None), high=max(bounds, default=None)
    )


def _least(codes: Iterable[int | None]) -> int | None:
    """The most precise of some precision codes."""
    return min((code for code in codes if code is not None), default=None)
