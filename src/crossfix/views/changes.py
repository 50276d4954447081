"""What changed since a day in lines for a person: a happening with all that changed of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from crossfix.findings.changes import Change, ChangeKind
from crossfix.findings.whole import Whole
from crossfix.views.happenings import happening_lines
from crossfix.views.quoting import Quoting
from crossfix.views.wording import shorten

_WORDS: Final = 110


def changed_lines(whole: Whole, changes: Sequence[Change], quoting: Quoting) -> Iterator[str]:
    """A happening, and a line for each thing that changed of it."""
    yield from happening_lines(whole, quoting)
    yield from (f"  {_line(change)}" for change in changes)


def due_line(change: Change) -> str:
    """A forecast that fell due, in one line."""
    what = shorten(change.what, _WORDS)
    return f"{change.about}  {_kind(change)} on {change.after}: “{what}” ({change.before})"


def _line(change: Change) -> str:
    match change.kind:
        case ChangeKind.NEW_HAPPENING:
            return f"{_kind(change)}, on the word of {change.after}"
        case ChangeKind.ORIGIN_GAINED | ChangeKind.ORIGIN_LOST:
            return f"{_kind(change)}: {change.before} → {change.after}"
        case _:
            moved = [side for side in (change.before, change.after) if side is not None]
            told = f": {' → '.join(moved)}" if moved else ""
            return f"{_kind(change)}: {shorten(change.what, _WORDS)}{told}"


def _kind(change: Change) -> str:
    return change.kind.value.replace("_", " ")
