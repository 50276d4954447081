"""Standing text: what stands under or over many reports of other days.

What no form tells (:mod:`crossfix.link.copies_lent`) is seen: it recurs in reports of many
days, of which the rest differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crossfix.findings.copies import Fingerprint, PassageKind
from crossfix.findings.links import Printed
from crossfix.link.copies_index import CopyIndex
from crossfix.link.copies_prints import BANDS
from crossfix.link.copies_reports import Report

_DAYS: Final = 6
"""Text that stands in reports of so many other days is standing text,"""
_DAYS_OF_ONE: Final = 3
"""and so is what stands in reports of so many other days by the same publisher."""
_ALIKE: Final = BANDS // 4
"""Keys in common of windows that share about half of their pairs of words or more."""
_TOGETHER: Final = 50
"""Reports that are looked up together."""


class Standing:
    """Which stretches of a report are standing text, from who else holds its fingerprints."""

    def __init__(
        self,
        report: Report,
        prints: list[Fingerprint],
        holders: Mapping[str, Sequence[int]],
        index: CopyIndex,
    ) -> None:
        self._report = report
        self._prints = prints
        self._index = index
        self._holders = {other: frozenset(keys) for other, keys in holders.items()}
        self._keys = [frozenset(window.keys) for window in prints]
        self._seen: dict[int, bool] = {}
        self._noted: list[tuple[int, int, Report]] = []

    def note(self, stretch: tuple[int, int], other: Report) -> None:
        """That another report has a stretch of this one, of which the rest differs."""
        self._noted.append((*stretch, other))

    def kind_of(self, stretch: tuple[int, int]) -> PassageKind | None:
        """Standing text where most windows inside the stretch are that, or it recurs whole."""
        inside = [
            number
            for number, window in enumerate(self._prints)
            if min(window.stop, stretch[1]) - max(window.start, stretch[0])
            > 0.6 * (window.stop - window.start)
        ]
        standing = sum(self._is_standing(number) for number in inside)
        if (inside and standing * 2 > len(inside)) or self._recurs(stretch):
            return PassageKind.STANDING_TEXT
        return None

    def _recurs(self, stretch: tuple[int, int]) -> bool:
        """Whether the stretch as such was noted in reports of so many other days.

        A window tells it of long text only: it reaches beyond a sentence of a few words.
        """
        start, stop = stretch
        return self._of_other_days(
            other
            for first, behind, other in self._noted
            if 2 * (min(stop, behind) - max(start, first)) > max(stop, behind) - min(start, first)
        )

    def _of_other_days(self, others: Iterable[Report | Printed]) -> bool:
        days: set[str] = set()
        own: set[str] = set()
        today = (self._report.published or "")[:10]
        for other in others:
            day = (other.published or "")[:10]
            if day and day != today:
                days.add(day)
                if other.publisher and other.publisher == self._report.publisher:
                    own.add(day)
            if len(days) >= _DAYS or len(own) >= _DAYS_OF_ONE:
                return True
        return False

    def _is_standing(self, number: int) -> bool:
        if number not in self._seen:
            self._seen[number] = self._judge(number)
        return self._seen[number]

    def _judge(self, number: int) -> bool:
        alike = [
            other
            for other, held in self._holders.items()
            if _alike(self._keys[number], held)
            # Else it is the whole report again, and nothing that stands under others.
            and not all(_alike(keys, held) for keys in self._keys)
        ]
        return self._of_other_days(
            outline
            for start in range(0, len(alike), _TOGETHER)
            for outline in self._index.outlines(alike[start : start + _TOGETHER]).values()
        )


def _alike(keys: frozenset[int], held: frozenset[int]) -> bool:
    return len(keys & held) >= min(_ALIKE, len(keys))
