"""Times: the stage against WikiWars and TempEval-3's training corpora.

``python -m bench.times [--errors]``.  Strict: the same characters; relaxed: any overlap;
with value: the TIMEX3 value is the same as well.  The creation time of a document is
given to the stage as its publication date and is itself not counted.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time as clock
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.timeml import Annotated, Timex, read_timeml
from crossfix import plugins
from crossfix.annotate.times import Times
from crossfix.config import Config
from crossfix.model import Document, Time, make_id
from crossfix.pipeline import prepare
from crossfix.reading import Received

CORPORA = ("wikiwars", "tempeval3/TimeBank", "tempeval3/AQUAINT")


@dataclass
class Tally:
    """Counts over a corpus."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    strict_value: int = 0
    relaxed_value: int = 0
    words: int = 0
    seconds: float = 0.0

    def f1(self, right: int) -> float:
        """F1 in per cent of so many right ones."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def measure(shared: Path) -> dict[str, float]:
    """Label to figure: F1 in per cent for each corpus, and words per CPU second."""
    figures: dict[str, float] = {}
    words = seconds = 0.0
    for folder in CORPORA:
        tally, _ = score(read_timeml(shared / "data" / folder))
        name = folder.rpartition("/")[2]
        figures[f"times {name} strict F1"] = tally.f1(tally.strict)
        figures[f"times {name} relaxed F1"] = tally.f1(tally.relaxed)
        figures[f"times {name} relaxed+value F1"] = tally.f1(tally.relaxed_value)
        figures[f"times {name} strict+value F1"] = tally.f1(tally.strict_value)
        words += tally.words
        seconds += tally.seconds
    figures["times words per CPU second (stage alone)"] = words / seconds if seconds else 0.0
    return figures


def score(texts: Iterable[Annotated]) -> tuple[Tally, list[str]]:
    """The counts over some texts, and a line for every error."""
    tally = Tally()
    errors: list[str] = []
    stage: plugins.Stage = Times(Config())
    for text in texts:
        [reading] = prepare([_received(text)])
        began = clock.process_time()
        found = sorted(
            (entry for entry in stage.run(reading) if isinstance(entry, Time)),
            key=lambda entry: entry.start,
        )
        tally.seconds += clock.process_time() - began
        found = [one for one in found if not _is_ignored(one, text)]
        tally.words += len(text.text.split())
        errors.extend(f"{text.name}\t{line}" for line in _compare(text, found, tally))
    return tally, errors


def _is_ignored(time: Time, text: Annotated) -> bool:
    return any(time.start < stop and start < time.stop for start, stop in text.ignored)


def _received(text: Annotated) -> Received:
    raw = text.text.encode("utf-8")
    digest = hashlib.sha256(raw).hexdigest()
    document = Document(
        id=make_id("doc", digest), path=text.name, sha256=digest, text=text.text,
        published=text.created or None,
    )  # fmt: skip
    return Received(document, raw)


def same_value(ours: str | None, gold: str) -> bool:
    """Whether two values are one; seconds of :00 and the X of a decade do not count."""
    return ours is not None and _plain(ours) == _plain(gold)


def _plain(value: str) -> str:
    value = re.sub(r"(T\d\d:\d\d):00$", r"\1", value.strip())
    return re.sub(r"^(\d{2,3})X+$", r"\1", value)


def _compare(text: Annotated, found: list[Time], tally: Tally) -> Iterator[str]:
    tally.gold += len(text.times)
    tally.found += len(found)
    taken: set[int] = set()
    for gold in text.times:
        match = _best(gold, found, taken)
        quote = text.text[gold.start : gold.stop].replace("\n", " ")
        if match is None:
            yield f"MISS\t{quote}\t{gold.type} {gold.value}\t{_context(text, gold.start)}"
            continue
        taken.add(match)
        ours = found[match]
        exact = (ours.start, ours.stop) == (gold.start, gold.stop)
        right = same_value(ours.value, gold.value)
        tally.relaxed += 1
        tally.strict += exact
        tally.relaxed_value += right
        tally.strict_value += exact and right
        if not exact:
            yield f"SPAN\t{quote}\t{ours.text}\t{_context(text, gold.start)}"
        if not right:
            yield (f"VALUE\t{quote}\t{gold.value}\t{ours.value} ({ours.reason})"
                   f"\t{_context(text, gold.start)}")  # fmt: skip
    for number, ours in enumerate(found):
        if number not in taken:
            yield f"EXTRA\t{ours.text}\t{ours.value}\t{_context(text, ours.start)}"


def _best(gold: Timex, found: list[Time], taken: set[int]) -> int | None:
    """The one that overlaps most; each of ours answers for one gold expression."""
    best, most = None, 0
    for number, ours in enumerate(found):
        shared = min(ours.stop, gold.stop) - max(ours.start, gold.start)
        if shared > most and number not in taken:
            best, most = number, shared
    return best


def _context(text: Annotated, start: int) -> str:
    return " ".join(text.text[max(0, start - 50) : start + 60].split())


def main(arguments: list[str]) -> None:
    """Print the table; with ``--errors`` every error, one a line."""
    shared = Path(__file__).resolve().parents[2] / "shared"
    if "--errors" in arguments:
        for folder in CORPORA:
            print(*score(read_timeml(shared / "data" / folder))[1], sep="\n")
        return
    for label, figure in measure(shared).items():
        print(f"{label:50s} {figure:10.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
