"""Words of reports as lines quote them: in their sentence, with the report's name and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from crossfix.findings.accounts import Account
from crossfix.model import Event, Ledger, Span
from crossfix.views.sentences import sentence_around
from crossfix.views.wording import heading_of, place_name, shorten

_WIDTH: Final = 120
_HEADING: Final = 60
_ASKED: Final = 12
"""Accounts of a happening whose places are looked at, the earliest first."""


class Quoting:
    """Quotes reports by their id; ``ledger`` gives the ledger of one, and may keep some."""

    def __init__(self, ledger: Callable[[str], Ledger]) -> None:
        self._ledger = ledger

    def report(self, document_id: str) -> str:
        """What to call a report, with the day on which it was published where that is known."""
        document = self._ledger(document_id).document
        day = f" ({document.published[:10]})" if document.published else ""
        return f"{shorten(heading_of(document), _HEADING)}{day}"

    def sentence(self, document_id: str, words: Span, width: int = _WIDTH) -> str:
        """The sentence around words of a report, on one line, with the words in brackets."""
        text = self._ledger(document_id).document.text
        first, last = sentence_around(text, words.start, words.stop)
        told = f"[{_on_one_line(text[words.start : words.stop])}]"
        room = max(0, width - len(told))
        after = _on_one_line(text[words.stop : last])
        before = _on_one_line(text[first : words.start])
        before = _shorten_left(before, max(room // 2, room - len(after)))
        after = shorten(after, max(0, room - len(before)))
        return f"{before}{_gap(text, words.start - 1)}{told}{_gap(text, words.stop)}{after}".strip()

    def places(self, accounts: Iterable[Account]) -> list[str]:
        """The places that accounts of one happening name, as written, those of most first."""
        counted: Counter[str] = Counter()
        for account in list(accounts)[:_ASKED]:
            ledger = self._ledger(account.document)
            called = {place.id: place for place in ledger.places}
            event = _event(ledger, account.id)
            for place in (called[name] for name in (event.places if event else ())):
                counted[_on_one_line(place_name(place))] += 1
        return [name for name, _ in counted.most_common()]


def _event(ledger: Ledger, event_id: str) -> Event | None:
    return next((event for event in ledger.events if event.id == event_id), None)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _gap(text: str, at: int) -> str:
    """A blank, where one stands there."""
    return " " if 0 <= at < len(text) and text[at].isspace() else ""


def _shorten_left(words: str, width: int) -> str:
    """The end of a line, cut at a word with an ellipsis when it is longer than ``width``."""
    if len(words) <= width:
        return words
    kept = words[len(words) - width :] if width else ""
    return f"… {kept.partition(' ')[2]}".rstrip()
