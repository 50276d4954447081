"""re3d: texts about Syria and Iraq of 2016, with locations marked in sentences.

Only names are taken: a location that begins with a small letter ("a military airport", "west
of Damascus") is left out for the name inside of it.  The marking is incomplete: many names
of towns are not marked, so precision against it is too low.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from bench.place_corpora import Gold, Report

KIND: Final = "Location"


def read_re3d(folder: Path) -> Iterator[Report]:
    """The documents of every source in the folder, with the names of their locations."""
    for documents in sorted(folder.glob("*/documents.json")):
        marked: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for entity in _rows(documents.with_name("entities.json")):
            if entity["type"] == KIND:
                span = int(entity["begin"]), int(entity["end"])
                marked[str(entity["documentId"])].add(span)
        for document in _rows(documents):
            text = str(document["text"])
            names = _names(text, marked[str(document["_id"])])
            yield Report(
                str(document["_id"]), text, tuple(Gold(*span, None, None) for span in names)
            )


def _names(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that are names, shortest first where one holds another, then in text order."""
    kept: list[tuple[int, int]] = []
    for begin, stop in sorted(spans, key=lambda span: span[1] - span[0]):
        start = begin + 4 * text[begin:stop].lower().startswith("the ")
        inner = any(start <= left and right <= stop for left, right in kept)
        if text[start:stop][:1].isupper() and not inner:
            kept.append((start, stop))
    return sorted(kept)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
