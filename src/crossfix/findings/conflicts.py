"""Records of what accounts of one happening tell against each other."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from crossfix.findings.happenings import Quoted
from crossfix.model import Record

__all__ = ["Conflict", "ConflictKind", "standing"]


class ConflictKind(StrEnum):
    """What two accounts differ in; ``evidence``: there is some, and there is none."""

    FIGURE = "figure"
    DENIAL = "denial"
    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    WEAPON = "weapon"
    EVIDENCE = "evidence"


class Conflict(Record, frozen=True, kw_only=True):
    """Two accounts of one happening that cannot both be right, or one source's new word.

    ``left`` and ``right`` are the words that differ, ``differs`` says what differs, for a
    person to read.  ``left_event`` and ``right_event`` are the events that they belong to.
    ``update`` says that one source tells it otherwise on a later day: no conflict, but a
    change over time; ``right`` is then the later word.
    """

    id: str
    kind: ConflictKind
    left_event: str
    right_event: str
    left: Quoted
    right: Quoted
    differs: str
    update: bool = False

    @property
    def in_one_report(self) -> bool:
        """Whether a report tells it against itself."""
        return self.left.document == self.right.document


def standing(found: Iterable[Conflict]) -> list[Conflict]:
    """The conflicts that stand: no updates, and none with a word that was updated since."""
    listed = list(found)
    taken_back = {(conflict.kind, conflict.left_event) for conflict in listed if conflict.update}
    return [
        conflict
        for conflict in listed
        if not conflict.update
        and not {(conflict.kind, e) for e in (conflict.left_event, conflict.right_event)}
        & taken_back
    ]
