"""One paragraph without end: ``python -m bench.paragraph [megabytes ...]``.

Reads reports that are a single paragraph of growing size, each in a process of its own, and
prints CPU seconds and memory for each megabyte, and how many attributions were found.  Every
span is compared with the text.  Time that is linear in the text gives a column of like figures.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from crossfix import read
from crossfix.model import Ledger

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "river-line.txt"
SIZES = ("1", "2", "5")


def paragraph(size: int) -> str:
    """The project's example over and over on one line, each time with another number in it."""
    line = " ".join(EXAMPLE.read_text(encoding="utf-8").split())
    rounds = size // len(line) + 1
    return " ".join(f"Report {number}: {line}" for number in range(rounds))[:size]


def count_spans(ledger: Ledger) -> int:
    """The spans of all attributions; raises ``ValueError`` when one does not quote the text."""
    text, count = ledger.document.text, 0
    for said in ledger.attributions:
        for span in (*said.content, *(s for s in (said.source, said.cue) if s)):
            count += 1
            if text[span.start : span.stop] != span.text:
                raise ValueError(f"{said.id} does not quote the text at {span.start}")
    return count


def measure_one(megabytes: float) -> str:
    """A row of the table, for a paragraph of this size."""
    text = paragraph(int(megabytes * 1e6))
    read(EXAMPLE.read_text(encoding="utf-8"))
    began = time.process_time()
    ledger = read(text)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{megabytes:4.1f} {took:8.0f} {took / megabytes:8.0f} {peak:8.0f} "
        f"{len(ledger.attributions):11,d} {count_spans(ledger):9,d}"
    )


def main(arguments: list[str]) -> None:
    """Print the table; with ``--one`` a single row, in this process."""
    if arguments[:1] == ["--one"]:
        print(measure_one(float(arguments[1])))
        return
    print("  MB    CPU s   s a MB  peak MB  attributed     spans", flush=True)
    for size in arguments or SIZES:
        subprocess.run([sys.executable, "-m", "bench.paragraph", "--one", size], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
