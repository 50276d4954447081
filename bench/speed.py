"""Words per CPU second of each stage and of the whole, peak memory, start-up time.

One thread.  The text is varied news prose from a corpus where one is at hand, since a
text that repeats itself would be served from caches; else the example of the project.
Each figure is measured in a process of its own, after one warming round.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crossfix.config import Config
from crossfix.model import Document, make_id
from crossfix.models import encode
from crossfix.pipeline import load_stages, prepare, read_reports
from crossfix.reading import Received, batched

ROOT: Final = Path(__file__).resolve().parents[1]
WORDS: Final = 60_000
COMMAND: Final = "import sys; sys.modules['torch'] = None; from crossfix.cli import main; main()"
"""The command line as users have it: spaCy imports torch where the train extra brought it."""


def measure(shared: Path) -> dict[str, float]:
    """All figures of this module; each in a fresh process."""
    found: dict[str, float] = {}
    for part in ("stages", "whole"):
        found |= json.loads(_run(sys.executable, "-m", "bench.speed", part, str(shared)))
    return found | measure_start()


def measure_stages(texts: list[str]) -> dict[str, float]:
    """Words per CPU second of the two shared passes and of each stage, over the same texts."""
    words = sum(len(text.split()) for text in texts)
    stages = load_stages(Config())
    prepare([_received(texts[0])])
    begin = time.process_time()
    readings = prepare(_received(text) for text in texts)
    found = {"speed: blocks and parse (words/s)": words / (time.process_time() - begin)}
    encode(readings[0])
    words -= len(texts[0].split())  # the first warms each stage
    begin = time.process_time()
    for reading in readings[1:]:
        encode(reading)
    found["speed: encoder (words/s)"] = words / (time.process_time() - begin)
    for stage in stages:
        readings = [readings[0].with_entries(stage.run(readings[0])), *readings[1:]]
        begin = time.process_time()
        rest = [reading.with_entries(stage.run(reading)) for reading in readings[1:]]
        took = time.process_time() - begin
        found[f"speed: {stage.name} (words/s)"] = words / took
        readings = [readings[0], *rest]
    return found


def measure_whole(texts: list[str]) -> dict[str, float]:
    """Words per CPU second from text to ledger, and the peak memory of the process."""
    list(read_reports([_received(texts[0])], Config()))
    words = sum(len(text.split()) for text in texts[1:])
    begin = time.process_time()
    for group in batched(texts[1:], len, Config().batch_characters):
        for outcome in read_reports([_received(text) for text in group], Config()):
            if isinstance(outcome, Exception):
                raise outcome
    took = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"speed: whole ledger (words/s)": words / took, "peak memory (MB)": peak}


def measure_start() -> dict[str, float]:
    """Seconds until the command line answers, and until it has read the example."""
    command = [sys.executable, "-c", COMMAND]
    answer = [_seconds(*command, "--version") for _ in range(3)]
    example = str(ROOT / "examples" / "river-line.txt")
    first = [_seconds(*command, "read", example, "--json") for _ in range(3)]
    return {
        "start-up: --version (s)": statistics.median(answer),
        "start-up: first ledger (s)": statistics.median(first),
    }


def texts_for_speed(shared: Path) -> list[str]:
    """About ``WORDS`` words of varied prose."""
    texts: list[str] = []
    words = 0
    for text in _prose(shared):
        texts.append(text)
        words += len(text.split())
        if words >= WORDS:
            break
    return texts


def _prose(shared: Path) -> Iterator[str]:
    reports = shared / "reports"
    if reports.is_dir():
        for path in sorted(reports.glob("*.txt")):
            yield path.read_text(encoding="utf-8")
        for path in sorted((shared / "data" / "polnear" / "dev" / "text").glob("*.txt")):
            yield path.read_text(encoding="utf-8")
    else:
        yield from [(ROOT / "examples" / "river-line.txt").read_text(encoding="utf-8")] * 100


def _received(text: str) -> Received:
    document = Document(
        id=make_id("doc", text), path="bench", sha256="0" * 64, text=text, published="2025-02-12"
    )
    return Received(document, b"")


def _seconds(*command: str) -> float:
    begin = time.perf_counter()
    _run(*command)
    return time.perf_counter() - begin


def _run(*command: str) -> str:
    env = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    part, where = sys.argv[1], Path(sys.argv[2])
    run = measure_stages if part == "stages" else measure_whole
    print(json.dumps(run(texts_for_speed(where))))
