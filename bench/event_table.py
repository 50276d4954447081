"""Every event of a report with its roles, one line each: for counting right and wrong by hand.

``python -m bench.event_table REPORT [PUBLISHED]``; the reports that were counted, and what came
of it, stand in ``docs/events.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from crossfix.api import read
from crossfix.model import Event, Ledger, Span
from crossfix.views.wording import Wording, shorten

_WIDTH = 30


def lines_of(ledger: Ledger) -> Iterator[str]:
    """One line an event, in the order of the text."""
    wording = Wording(ledger)
    names = {place.id: place.name for place in ledger.places}
    for number, event in enumerate(sorted(ledger.events, key=lambda e: e.trigger), 1):
        roles = f"{_words(event.actor)} → {_words(event.target)}"
        arms = ", ".join(span.text for span in event.weapons) or "–"
        places = ", ".join(names[name] for name in event.places) or "–"
        yield (
            f"{number:3} {_what(event)} | {roles} | {shorten(arms, _WIDTH)} | {places} | "
            f"{wording.when(event)}"
        )


def _what(event: Event) -> str:
    return f"{shorten(event.trigger.text, _WIDTH)}: {event.type.value}, {event.status.value}"


def _words(span: Span | None) -> str:
    return shorten(span.text, _WIDTH) if span else "–"


def main(path: str, published: str | None = None) -> None:
    """Print the table of one report."""
    ledger = read(Path(path).read_text(encoding="utf-8"), published=published, path=path)
    for line in lines_of(ledger):
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
