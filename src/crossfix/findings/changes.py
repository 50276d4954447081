"""What changed in a case since a day: one record a change."""

from __future__ import annotations

from enum import StrEnum

from crossfix.model import Record


class ChangeKind(StrEnum):
    """What can change: see :class:`Change`."""

    NEW_HAPPENING = "new_happening"
    ORIGIN_GAINED = "origin_gained"
    ORIGIN_LOST = "origin_lost"
    FIGURE_MOVED = "figure_moved"
    CONFLICT_OPENED = "conflict_opened"
    CONFLICT_CLOSED = "conflict_closed"
    CHECK_CAME = "check_came"
    CHECK_CHANGED = "check_changed"
    FORECAST_DUE = "forecast_due"


class Change(Record, frozen=True, kw_only=True):
    """One change; ``about`` is the id of a happening, or of a forecast that fell due.

    ``before`` and ``after`` are words for a person: origins by name, figures with whom they
    are from, verdicts of checks.  ``documents`` are the reports since the day that brought the
    change; of a check the report that tells of the event.
    """

    kind: ChangeKind
    about: str
    what: str
    before: str | None = None
    after: str | None = None
    documents: tuple[str, ...] = ()
