"""What people said of entries, as lines for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossfix.findings.reviews import Review, Reviewed, ReviewVerdict
from crossfix.views.wording import shorten

_NOTHING = "nothing"


def review_note(review: Review) -> str:
    """Who said what of an entry, and why: what stands beside it wherever it is shown."""
    return f"{review.verdict.value} by {review.who} on {review.at[:10]}: {review.because}"


def review_line(review: Review) -> str:
    """A review in one line: what it is of, what was said, and the number to undo it by."""
    words = f"“{shorten(review.words.text, 60)}”"
    gone = "" if review.entry else " (no such entry as read now)"
    return f"{review.seq}  {review.kind} {words}{gone}  {review_note(review)}"


def change_lines(review: Review) -> Iterator[str]:
    """What was corrected, each field with what was read and what stands now."""
    for name, value in review.changes.items():
        read = review.before.get(name)
        if read != value:
            yield f"{name}: {_worded(read)} → {_worded(value)}"


def review_lines(reviewed: Reviewed, entry_id: str) -> Iterator[str]:
    """What was said of an entry, each field that was corrected under it."""
    for review in reviewed.reviews:
        if review.entry == entry_id:
            yield f"  {review_note(review)} (audit entry {review.seq})"
            for line in change_lines(review):
                yield f"    {line}"


def mark(review: Review | None) -> str:
    """The ending of an entry's line in a list: nothing where nobody changed it."""
    if review is None or (review.verdict is ReviewVerdict.ACCEPTED and not review.changes):
        return ""
    return f"  [{review_note(review)}]"


def _worded(value: Any) -> str:
    if value is None or value == []:
        return _NOTHING
    if isinstance(value, dict) and "text" in value:
        return f"“{shorten(str(value['text']), 60)}”"
    if isinstance(value, list):
        return ", ".join(map(_worded, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
