"""How the index of copies grows: ``python -m bench.origins_scale [REPORTS]``.

Synthetic reports of ten paragraphs, drawn word by word from the neighbours that words have in
MEANTIME, ECB+ and WikiWars (so that common pairs are as common as in print); one in twenty
is an earlier report in other words.  For 1,000 to 100,000 reports: CPU time of
fingerprints a report, keys, memory, and what it costs to find the copies of one more report.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from bench.corpora.plain import read_plain
from bench.rewriting import rewrite, split_sentences
from crossfix.link.copies import copies_of
from crossfix.link.copies_index import MemoryIndex
from crossfix.link.copies_prints import fingerprints
from crossfix.link.copies_reports import report_of
from crossfix.model import Document, Ledger

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
SIZES: Final = (1_000, 10_000, 30_000, 100_000)
_PARAGRAPHS: Final = 10
_ASKED: Final = 200
_COPIED: Final = 20


def draw_reports(shared: Path, seed: int, paragraphs: int = _PARAGRAPHS) -> Iterator[str]:
    """Texts without end: ten paragraphs of two sentences each, or so many as are asked for."""
    rng = Random(seed)
    follow: dict[str, list[str]] = {}
    for article in read_plain(shared / "data"):
        for one, two in pairwise(article.text.split()):
            follow.setdefault(one, []).append(two)
    begins = [word for word in follow if word[:1].isupper()]
    earlier: list[str] = []
    while True:
        if earlier and rng.randrange(_COPIED) == 0:
            text = "\n\n".join(rewrite(split_sentences(rng.choice(earlier)), rng))
        else:
            text = "\n\n".join(_paragraph(rng, follow, begins) for _ in range(paragraphs))
        if len(earlier) < 5_000:
            earlier.append(text)
        yield text


def _paragraph(rng: Random, follow: dict[str, list[str]], begins: list[str]) -> str:
    sentences = []
    for _ in range(2):
        word = rng.choice(begins)
        words = [word]
        while len(words) < 20 and word in follow:
            found = follow[word]
            word = found[int(rng.random() * len(found))]
            words.append(word)
        sentences.append(" ".join(words).rstrip(".,;:") + ".")
    return " ".join(sentences)


def _ledger(number: int, text: str) -> Ledger:
    day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
    document = Document(id=f"doc_{number:016x}", path="", sha256="", text=text, published=day)
    return Ledger(document=document)


def measure(shared: Path, most: int) -> dict[str, float]:
    """Figures for each size up to ``most``."""
    figures: dict[str, float] = {}
    index = MemoryIndex()
    spent = 0.0
    texts = draw_reports(shared, 1)
    start = _memory()
    for size in [s for s in SIZES if s <= most]:
        while len(index) < size:
            ledger = _ledger(len(index), next(texts))
            began = time.process_time()
            keys = [key for window in fingerprints(ledger) for key in window.keys]
            index.add(report_of(ledger), keys)
            spent += time.process_time() - began
        figures[f"copies.{size}.fingerprint_ms"] = 1000 * spent / size
        figures[f"copies.{size}.keys"] = float(index.keys)
        figures[f"copies.{size}.memory_mb, texts included"] = _memory() - start
        figures |= {f"copies.{size}.{k}": v for k, v in _ask(index, size, texts).items()}
        print({k: round(v, 2) for k, v in figures.items() if f".{size}." in k}, flush=True)
    return figures


def _ask(index: MemoryIndex, size: int, texts: Iterator[str]) -> dict[str, float]:
    """What finding the copies of one more report costs, and how many it finds."""
    times: list[float] = []
    found = beside = 0
    for number in range(_ASKED):
        ledger = _ledger(10**9 + number, next(texts))
        began = time.process_time()
        prints = fingerprints(ledger)
        copies = list(copies_of(report_of(ledger), prints, index))
        times.append(time.process_time() - began)
        keys = list(dict.fromkeys(key for window in prints for key in window.keys))
        beside += len(index.holders(keys))
        found += any(copy.kind for copy in copies)
    return {
        "add_ms": 1000 * sum(times) / len(times),
        "add_ms, slowest": 1000 * max(times),
        "reports that share a key": beside / _ASKED,
        "with a copy": found / _ASKED,
    }


def _memory() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    measure(SHARED, int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
