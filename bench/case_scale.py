"""A case as it grows: ``python -m bench.case_scale [REPORTS ...] [--keep DIR]``.

Synthetic reports (:mod:`bench.case_ledgers`: text and about ten events each, one in twenty with
an earlier one's prose in other words) are put into one case file and laid beside each other by
the calls that ``crossfix read --case`` makes once a report is read; no language model runs.
At each size (1,000, 10,000 and 100,000 unless others are given) a line tells what the growth
since the size before cost, and what a few more reports cost one at a time: opening the case,
storing, laying out, committing.  Making the reports is not counted.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from bench.case_ledgers import draw_ledgers
from crossfix.case import open_case
from crossfix.findings.accounts import Account
from crossfix.findings.copies import Copy
from crossfix.findings.happenings import Happening
from crossfix.linkwork import lay_out
from crossfix.model import Ledger, Record
from crossfix.reading import Received

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
SIZES: Final = (100, 1_000, 10_000, 100_000)
ONE_BY_ONE: Final = 3
"""Reports that are added one at a time at each size."""
_BATCH: Final = 1_000
_SAY_EVERY: Final = 2_000

Pair = tuple[Received, Ledger]


@dataclass
class Spent:
    """Seconds that something took, by the clock and of the processor."""

    wall: float = 0.0
    cpu: float = 0.0
    _began: tuple[float, float] = field(default=(0.0, 0.0), repr=False)

    def __enter__(self) -> Spent:
        self._began = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_error: object) -> None:
        self.wall += time.perf_counter() - self._began[0]
        self.cpu += time.process_time() - self._began[1]

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s ({self.cpu:.1f} s of CPU)"


def grow(path: Path, made: Iterator[Pair], count: int) -> tuple[Spent, Spent]:
    """Add so many reports: what storing them and what laying them out took."""
    stored, laid = Spent(), Spent()
    left = count
    while left:
        batch = list(islice(made, min(_BATCH, left)))
        left -= len(batch)
        with stored, open_case(path, create=True) as case:
            case.add_many(batch)
        if (count - left) % (10 * _BATCH) == 0:
            _say(f"  {count - left} stored: {stored}")

    said = 0

    def tell(done: int) -> None:
        nonlocal said
        if done >= said + _SAY_EVERY:
            said = done
            elapsed = time.perf_counter() - began
            _say(f"  {done} laid out in {elapsed:.0f} s, peak {_memory():.0f} MB, {_size(path)} MB")

    began = time.perf_counter()
    with laid, open_case(path) as case:
        lay_out(case, tell)
    return stored, laid


def add_one(path: Path, pair: Pair) -> float:
    """The seconds that one more report takes."""
    began = time.perf_counter()
    with open_case(path) as case:
        case.add_many([pair])
        lay_out(case)
    return time.perf_counter() - began


def measure(path: Path, sizes: Sequence[int]) -> None:
    """Grow a case to each size, and print what it cost."""
    there = 0
    made = draw_ledgers(SHARED, max(sizes) + ONE_BY_ONE * len(sizes))
    _say(f"{_memory():.0f} MB before the first report")
    for size in sizes:
        stored, laid = grow(path, made, size - there)
        added = size - there
        single = [add_one(path, pair) for pair in islice(made, ONE_BY_ONE)]
        there = size + ONE_BY_ONE
        _say(f"{size} reports")
        _say(f"  storing {added}: {stored}")
        _say(f"  laying out {added}: {laid}, {added / laid.wall:.1f} reports a second")
        _say(f"  one more: {', '.join(f'{seconds:.2f}' for seconds in single)} s")
        _say(f"  peak memory {_memory():.0f} MB, file {_size(path)} MB")
        _say(f"  {_tell_counts(path)}")


def _tell_counts(path: Path) -> str:
    kinds: tuple[type[Record], ...] = (Account, Happening, Copy)
    with open_case(path, read_only=True) as case:
        counts = [f"{case.findings.count(kind):,} {kind.__name__}" for kind in kinds]
    return ", ".join(counts)


def _memory() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size(path: Path) -> int:
    """What the case takes on disk with its log, in MB."""
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists()) // 1_000_000


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def main(arguments: list[str]) -> int:
    """Grow a case as the command line asks."""
    parser = argparse.ArgumentParser(prog="bench.case_scale", description=__doc__)
    parser.add_argument("reports", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", metavar="DIR", type=Path, help="leave the case in this folder")
    asked = parser.parse_args(arguments)
    sizes = sorted(set(asked.reports))
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
        path = asked.keep / "scale.case"
        if path.exists():
            parser.error(f"{path} is there already")
        measure(path, sizes)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "scale.case", sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
