"""How events are told, against MEANTIME: ``python -m bench.meantime [misses]``.

Two ways.  *Given*: every event word that the corpus marks is taken for one, and only its
status is asked for.  *Found*: of the words that the corpus marks, those which the events stage
finds by itself; the articles are about companies, so they are few.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.corpora.meantime import Article, Mention, read_meantime
from bench.events import readings
from crossfix.extract.events.lexicon import rule_named
from crossfix.extract.events.status import status_of
from crossfix.extract.events.triggers import trigger_at
from crossfix.model import Event, Span, Status
from crossfix.reading import Reading

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
FOLDER: Final = "data/meantime/intra_cross-doc_annotation"
_AHEAD: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_RULE: Final = "upheaval"

Pair = tuple[Mention, Status | None]


def measure(shared: Path) -> dict[str, float]:
    """Every figure of this bench, for the half of the articles that no error was read of too."""
    given: list[tuple[Article, Pair]] = []
    found: list[Pair] = []
    for article, reading in _read(shared / FOLDER):
        given += ((article, pair) for pair in _given(article, reading))
        found += _found(article, reading)
    held = [pair for article, pair in given if is_held_out(article)]
    return {
        **_figures("given", [pair for _, pair in given]),
        **_figures("given, held half", held),
        **_figures("found", found),
    }


def is_held_out(article: Article) -> bool:
    """Whether an article is of the half whose errors nobody reads."""
    return bool(hashlib.sha256(article.name.encode()).digest()[0] & 1)


def _read(folder: Path) -> Iterator[tuple[Article, Reading]]:
    articles = list(read_meantime(folder))
    yield from zip(articles, readings((a.text for a in articles), ("events",)), strict=True)


def _given(article: Article, reading: Reading) -> Iterator[Pair]:
    """The status of every marked word; None where we say that it tells of no happening."""
    for mention in article.mentions:
        span = Span(mention.start, mention.stop, article.text[mention.start : mention.stop])
        tokens = next(filter(None, (passage.find(span) for passage in reading.passages)), None)
        if tokens is not None and len(tokens):
            yield mention, status_of(trigger_at(tokens.root, rule_named(_RULE)))


def _found(article: Article, reading: Reading) -> Iterator[Pair]:
    events = list(reading.all(Event))
    for mention in article.mentions:
        near = [e for e in events if e.trigger.start < mention.stop]
        hit = next((e for e in near if mention.start < e.trigger.stop), None)
        if hit is not None:
            yield mention, hit.status


def _figures(name: str, pairs: list[Pair]) -> dict[str, float]:
    told = [(gold.status, ours) for gold, ours in pairs]
    right = sum(gold is ours for gold, ours in told)
    figures = {
        f"meantime.{name}.mentions": float(len(pairs)),
        f"meantime.{name}.right": right / max(1, len(pairs)),
        f"meantime.{name}.called no happening": sum(o is None for _, o in told)
        / max(1, len(pairs)),
    }
    for status in Status:
        figures[f"meantime.{name}.F1 {status.value}"] = _f1(
            (gold is status, ours is status) for gold, ours in told
        )
    figures[f"meantime.{name}.F1 future"] = _f1(
        (gold.future, ours in _AHEAD) for gold, ours in pairs
    )
    return figures


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    counts = Counter(pairs)
    both = counts[True, True]
    return 2 * both / max(1, 2 * both + counts[True, False] + counts[False, True])


def print_misses(shared: Path) -> None:
    """The marked words of the open half whose status we tell otherwise, in their context."""
    for article, reading in _read(shared / FOLDER):
        if is_held_out(article):
            continue
        for gold, ours in _given(article, reading):
            if gold.status is not ours:
                before = article.text[max(0, gold.start - 90) : gold.start]
                word, after = article.text[gold.start : gold.stop], article.text[gold.stop :][:60]
                said = f"{gold.status.value}, we say {ours.value if ours else 'none'}"
                print(f"{said:36} {before}<<{word}>>{after}".replace("\n", " "))


if __name__ == "__main__":
    if sys.argv[1:] == ["misses"]:
        print_misses(SHARED)
    else:
        for key, value in measure(SHARED).items():
            print(f"{key:56} {value:.3f}")
