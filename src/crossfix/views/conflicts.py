"""Conflicts in lines for a person: what differs, and the sentences of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crossfix.findings.conflicts import Conflict
from crossfix.findings.happenings import Quoted
from crossfix.views.quoting import Quoting
from crossfix.views.wording import shorten

_WORDS: Final = 110


def conflict_lines(conflicts: Iterable[Conflict], quoting: Quoting) -> Iterator[str]:
    """Conflicts of one happening; what copies tell in the same words is told once."""
    for same in repeated(conflicts, quoting):
        yield from _lines(same, quoting)


def repeated(conflicts: Iterable[Conflict], quoting: Quoting) -> list[list[Conflict]]:
    """Conflicts in their order, those together whose two sides stand in the same sentences."""
    found: dict[tuple[object, ...], list[Conflict]] = {}
    for conflict in conflicts:
        sides = (quoting.sentence(end.document, end.words) for end in _ends(conflict))
        key = (conflict.kind, conflict.update, conflict.in_one_report, *sides)
        found.setdefault(key, []).append(conflict)
    return list(found.values())


def _lines(same: Sequence[Conflict], quoting: Quoting) -> Iterator[str]:
    first = same[0]
    kind = first.kind.value
    if first.update:
        kind += ", told anew"
    elif first.in_one_report:
        kind += ", in one report"
    yield f"{first.id}  {kind}: {shorten(first.differs, _WORDS)}"
    for event, end in zip((first.left_event, first.right_event), _ends(first), strict=True):
        yield f"    {event}  {quoting.report(end.document)}, {end.words.start}–{end.words.stop}"
        yield f"        “{quoting.sentence(end.document, end.words)}”"
    told = {end.document for end in _ends(first)}
    again = dict.fromkeys(e.document for one in same for e in _ends(one) if e.document not in told)
    if again:
        yield f"    the same words in {', '.join(map(quoting.report, again))}"


def _ends(conflict: Conflict) -> tuple[Quoted, Quoted]:
    return conflict.left, conflict.right
