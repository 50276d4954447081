"""Times: the stage beside HeidelTime on WikiWars and TempEval-3's training corpora.

``python -m bench.times [--errors | --alone]``.  Strict: the same characters; relaxed: any
overlap; with value: the TIMEX3 value is the same as well.  The creation time of a document is
given to both as its publication date and is itself not counted.  ``--errors`` lists what we
get wrong; ``--alone`` leaves the peer out.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time as clock
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.timeml import Annotated, Timex, read_timeml
from bench.heideltime import CORPORA, PeerAbsentError, install, tag
from crossfix import plugins
from crossfix.annotate.times import Times
from crossfix.config import Config
from crossfix.model import Document, Time, make_id
from crossfix.pipeline import prepare
from crossfix.reading import Received


@dataclass(frozen=True, slots=True)
class Answer:
    """An expression as it was found; ``reason`` says why it has no value."""

    start: int
    stop: int
    value: str | None
    reason: str | None = None


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
    parse_seconds: float = 0.0

    def f1(self, right: int) -> float:
        """F1 in per cent of so many right ones."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def figures(self) -> dict[str, float]:
        """F1 in per cent by each measure."""
        return {
            "strict F1": self.f1(self.strict),
            "relaxed F1": self.f1(self.relaxed),
            "relaxed+value F1": self.f1(self.relaxed_value),
            "strict+value F1": self.f1(self.strict_value),
        }


def measure(shared: Path) -> dict[str, float]:
    """Label to figure: ours, then those of HeidelTime where it can be run."""
    corpora = {folder: list(read_timeml(shared / "data" / folder)) for folder in CORPORA}
    return _ours(corpora) | _peers(corpora)


def _ours(corpora: dict[str, list[Annotated]]) -> dict[str, float]:
    figures: dict[str, float] = {}
    words = seconds = parse = 0.0
    for texts in corpora.values():
        score(texts[:1])  # the models are loaded before the clock runs, as the peer's rules are
    for folder, texts in corpora.items():
        tally, _ = score(texts)
        for measured, figure in tally.figures().items():
            figures[f"times {_name(folder)} {measured}"] = figure
        words += tally.words
        seconds += tally.seconds
        parse += tally.parse_seconds
    figures["times words per CPU second (stage alone)"] = words / seconds
    figures["times words per CPU second (parse included)"] = words / (seconds + parse)
    return figures


def _peers(corpora: dict[str, list[Annotated]]) -> dict[str, float]:
    """HeidelTime's figures; none, and the reason on standard error, where it cannot be run."""
    figures: dict[str, float] = {}
    words = seconds = 0.0
    try:
        package = install()
        for folder, texts in corpora.items():
            tagged = tag(texts, CORPORA[folder], package)
            for measured, figure in score_tagged(texts, tagged.times).figures().items():
                figures[f"HeidelTime {_name(folder)} {measured}"] = figure
            words += sum(len(text.text.split()) for text in texts)
            seconds += tagged.seconds
    except PeerAbsentError as reason:
        print(f"times: HeidelTime is left out, {reason}", file=sys.stderr)
        return {}
    figures["HeidelTime words per CPU second (tagger included)"] = words / seconds
    return figures


def _name(folder: str) -> str:
    return folder.rpartition("/")[2]


def score(texts: Iterable[Annotated]) -> tuple[Tally, list[str]]:
    """The counts over some texts, and a line for every error."""
    tally = Tally()
    errors: list[str] = []
    stage: plugins.Stage = Times(Config())
    for text in texts:
        began = clock.process_time()
        [reading] = prepare([_received(text)])
        parsed = clock.process_time()
        entries = [entry for entry in stage.run(reading) if isinstance(entry, Time)]
        tally.seconds += clock.process_time() - parsed
        tally.parse_seconds += parsed - began
        found = [Answer(one.start, one.stop, one.value, one.reason) for one in entries]
        errors.extend(f"{text.name}\t{line}" for line in _compare(text, found, tally))
    return tally, errors


def score_tagged(texts: Sequence[Annotated], tagged: Sequence[Sequence[Timex]]) -> Tally:
    """The counts for another's expressions, one list of them for each text."""
    tally = Tally()
    for text, times in zip(texts, tagged, strict=True):
        found = [Answer(one.start, one.stop, one.value) for one in times]
        for _ in _compare(text, found, tally):
            pass
    return tally


def _is_ignored(time: Answer, text: Annotated) -> bool:
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


def _compare(text: Annotated, answers: Iterable[Answer], tally: Tally) -> Iterator[str]:
    found = sorted(answers, key=lambda one: one.start)
    found = [one for one in found if not _is_ignored(one, text)]
    tally.words += len(text.text.split())
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
            mine = text.text[ours.start : ours.stop]
            yield f"SPAN\t{quote}\t{mine}\t{_context(text, gold.start)}"
        if not right:
            yield (f"VALUE\t{quote}\t{gold.value}\t{ours.value} ({ours.reason})"
                   f"\t{_context(text, gold.start)}")  # fmt: skip
    for number, ours in enumerate(found):
        if number not in taken:
            mine = text.text[ours.start : ours.stop]
            yield f"EXTRA\t{mine}\t{ours.value}\t{_context(text, ours.start)}"


def _best(gold: Timex, found: list[Answer], taken: set[int]) -> int | None:
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
    corpora = {folder: list(read_timeml(shared / "data" / folder)) for folder in CORPORA}
    if "--errors" in arguments:
        for texts in corpora.values():
            print(*score(texts)[1], sep="\n")
        return
    ours = _ours(corpora)
    peers = {} if "--alone" in arguments else _peers(corpora)
    print("\n".join(side_by_side(ours, peers)))


def side_by_side(ours: dict[str, float], peers: dict[str, float]) -> Iterator[str]:
    """The figures as a table, ours and the peer's in one row where there are both."""
    yield f"{'':44} {'crossfix':>9} {'HeidelTime' if peers else '':>10}"
    for label, figure in ours.items():
        what = label.removeprefix("times ")
        other = peers.get(f"HeidelTime {what}")
        yield f"{what:44} {figure:9.1f} {f'{other:10.1f}' if other is not None else ''}".rstrip()
    for label, figure in peers.items():
        what = label.removeprefix("HeidelTime ")
        if f"times {what}" not in ours:
            yield f"{what:44} {'':9} {figure:10.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
