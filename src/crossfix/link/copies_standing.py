"""Standing text: what stands under or over many reports of other days.

An agency's footer, "This is a developing story", a channel's appeal for gifts.  It is not
listed but seen: it recurs in reports of many days, of which the rest differs.
"""

from __future__ import annotations

from typing import Final

from crossfix.findings.copies import Fingerprint, PassageKind
from crossfix.link.copies_index import CopyIndex
from crossfix.link.copies_prints import BANDS
from crossfix.link.copies_reports import Report

_DAYS: Final = 6
"""Text that stands in reports of so many other days is standing text,"""
_DAYS_OF_ONE: Final = 3
"""and so is what stands in reports of so many other days by the same publisher."""
_ALIKE: Final = BANDS // 4
"""Keys in common of windows that share about half of their pairs of words or more."""


class Standing:
    """Which stretches of a report are standing text, from who else holds its fingerprints."""

    def __init__(
        self,
        report: Report,
        prints: list[Fingerprint],
        holders: dict[str, list[int]],
        index: CopyIndex,
    ) -> None:
        self._report = report
        self._prints = prints
        self._index = index
        self._holders = {other: frozenset(keys) for other, keys in holders.items()}
        self._keys = [frozenset(window.keys) for window in prints]
        self._seen: dict[int, bool] = {}

    def kind_of(self, stretch: tuple[int, int], kind: PassageKind) -> PassageKind:
        """The kind, or standing text where most windows inside the stretch are that."""
        inside = [
            number
            for number, window in enumerate(self._prints)
            if min(window.stop, stretch[1]) - max(window.start, stretch[0])
            > 0.6 * (window.stop - window.start)
        ]
        standing = sum(self._is_standing(number) for number in inside)
        return PassageKind.STANDING_TEXT if inside and standing * 2 > len(inside) else kind

    def _is_standing(self, number: int) -> bool:
        if number not in self._seen:
            self._seen[number] = self._judge(number)
        return self._seen[number]

    def _judge(self, number: int) -> bool:
        days: set[str] = set()
        own: set[str] = set()
        today = (self._report.published or "")[:10]
        for other, held in self._holders.items():
            if not _alike(self._keys[number], held):
                continue
            if all(_alike(keys, held) for keys in self._keys):
                continue  # the whole report again, and nothing that stands under others
            report = self._index.report(other)
            day = (report.published or "")[:10]
            if day and day != today:
                days.add(day)
                if report.publisher and report.publisher == self._report.publisher:
                    own.add(day)
        return len(days) >= _DAYS or len(own) >= _DAYS_OF_ONE


def _alike(keys: frozenset[int], held: frozenset[int]) -> bool:
    return len(keys & held) >= min(_ALIKE, len(keys))
