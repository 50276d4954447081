"""A ledger drawn under its text, so that a person can read what changed in a diff.

Under each line of the report stand the spans of the entries, a row a kind::

    Two drones hit the depot at 03:00, the mayor said.
    ##########                                            quantities
               !!!                                        events
                                   TTTTT                  times
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfix.model import KINDS, Ledger, Segment, Span
from crossfix.views.wording import Wording

WIDTH = 96
LISTED = ("segments", "attributions", "times", "places", "quantities", "events", "forecasts",
          "gaps", "links")  # fmt: skip


def draw(ledger: Ledger) -> str:
    """The page: each segment with its rows of marks, then each entry in one line."""
    rows = _rows(ledger)
    lines = [f"published {ledger.document.published}", ""]
    for segment in ledger.segments:
        lines += _segment(ledger, segment, rows)
    wording = Wording(ledger)
    for key in LISTED:
        entries = [wording.line(entry) for entry in getattr(ledger, key)]
        lines += [f"== {key} ({len(entries)})", *entries, ""]
    assert set(LISTED) <= set(KINDS)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _rows(ledger: Ledger) -> list[tuple[str, str, list[Span]]]:
    said = ledger.attributions
    return [
        ("s", "sources", [a.source for a in said if a.source]),
        ("c", "cues", [a.cue for a in said if a.cue]),
        ("~", "contents", [span for a in said for span in a.content]),
        ("T", "times", [t.span for t in ledger.times]),
        ("P", "places", [p.span for p in ledger.places]),
        ("#", "quantities", [q.span for q in ledger.quantities]),
        ("!", "events", [e.trigger for e in ledger.events]),
        ("?", "forecasts", [f.span for f in ledger.forecasts]),
        ("_", "gaps", [g.span for g in ledger.gaps]),
    ]


def _segment(
    ledger: Ledger, segment: Segment, rows: list[tuple[str, str, list[Span]]]
) -> Iterator[str]:
    wording = Wording(ledger)
    today = f", today is {segment.dateline}" if segment.dateline else ""
    yield f"[{segment.kind.value}, {wording.source(segment.voice)}{today}]"
    for start, stop in _wrap(segment):
        yield ledger.document.text[start:stop].replace("\n", " ")
        for mark, name, spans in rows:
            under = [" "] * (stop - start)
            for span in spans:
                low, high = max(span.start, start), min(span.stop, stop)
                under[low - start : high - start] = mark * max(0, high - low)
            if any(char == mark for char in under):
                yield f"{''.join(under):{WIDTH}}  {name}"
    yield ""


def _wrap(segment: Segment) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(segment.text):
        stop = min(len(segment.text), start + WIDTH)
        if stop < len(segment.text):
            blank = segment.text.rfind(" ", start, stop)
            stop = blank + 1 if blank > start else stop
        yield segment.start + start, segment.start + stop
        start = stop
