"""Ten invented reports of one strike from three origins, told apart.

The reports stand in ``bench/ten_reports.toml``: ``python -m bench.ten``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from crossfix.api import read
from crossfix.findings.copies import Copy
from crossfix.findings.origins import OriginGroup, Telling
from crossfix.link.copies import find_copies, settle
from crossfix.link.copies_index import MemoryIndex
from crossfix.link.copies_prints import fingerprints
from crossfix.link.copies_reports import report_of
from crossfix.link.origin_groups import origins
from crossfix.link.origins import tellings_of
from crossfix.model import Event, EventType, Ledger

_REPORTS: Final = Path(__file__).with_name("ten_reports.toml")
STRIKE: Final = frozenset({EventType.STRIKE, EventType.DAMAGE})


@dataclass(frozen=True)
class Told:
    """A report read: its name, its ledger, the event that is the strike, and whose word it is."""

    name: str
    ledger: Ledger
    event: Event
    truth: tuple[str, ...]


def read_reports() -> Iterator[Told]:
    """The reports, read by the whole pipeline; ``ValueError`` where a strike is not found."""
    for given in tomllib.loads(_REPORTS.read_text(encoding="utf-8"))["report"]:
        ledger = read(given["text"].strip(), published=given["published"], path=given["name"])
        document = msgspec.structs.replace(ledger.document, publisher=given["publisher"])
        ledger = msgspec.structs.replace(ledger, document=document)
        events = [e for e in ledger.events if e.trigger.text == given["trigger"]]
        if not events:
            told = [(e.trigger.text, e.type.value) for e in ledger.events]
            raise ValueError(f"{given['name']}: no event {given['trigger']} among {told}")
        yield Told(given["name"], ledger, events[0], tuple(given["origins"]))


def group_reports(told: list[Told]) -> tuple[list[OriginGroup], list[Copy]]:
    """The origins of the strike, and the copies among the reports."""
    index = MemoryIndex()
    for one in told:
        keys = (key for window in fingerprints(one.ledger) for key in window.keys)
        index.add(report_of(one.ledger), keys)
    copies = settle(c for one in told for c in find_copies(one.ledger, index))
    tellings: list[Telling] = [t for one in told for t in tellings_of(one.ledger, one.event)]
    return origins(tellings, copies), copies


def main() -> None:
    """Prints each origin with its reports and why they are one."""
    told = list(read_reports())
    names = {one.ledger.document.id: one for one in told}
    groups, copies = group_reports(told)
    for group in groups:
        print(f"{group.name} ({group.kind}, {group.source_kind}){' denies' * group.denies}")
        for telling in group.tellings:
            one = names[telling.document_id]
            print("   ", one.name, one.truth, telling.origin.keys, telling.origin.day)
        for merge in group.merges:
            print("      ", merge.reason, "-", merge.because)
    for copy in copies:
        left, right = names[copy.left].name, names[copy.right].name
        print(
            "copy", left, right, copy.kind, copy.direction, copy.coverage_left, copy.coverage_right
        )


if __name__ == "__main__":
    main()
