"""Single sentences with and without forecasts, ``gold/forecast-sentences.toml``, as read.

``python -m bench.gold_events sentences [odd | even] [--list]``.  Those with odd numbers are to
work with, those with even numbers to measure by.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from bench.gold_event_pairs import overlap, span_of
from crossfix import read
from crossfix.codes import ForecastKind
from crossfix.config import Config
from crossfix.model import Forecast

PATH: Final = Path(__file__).resolve().parents[1] / "gold" / "forecast-sentences.toml"
# The stages that forecasts rest on.
_CONFIG: Final = Config(stages=("voices", "times", "attribution", "sources", "forecasts"))


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence, whether it foretells, and what its forecast holds.

    ``sort`` names the kind of difficulty; ``note`` is the annotator's.
    """

    text: str
    forecast: bool
    sort: str | None = None
    kind: ForecastKind | None = None
    published: date | None = None
    deadline: date | None = None
    probability: tuple[float, float] | None = None
    condition: str | None = None
    note: str | None = None


def read_sentences(half: str | None, path: Path = PATH) -> list[tuple[int, Sentence]]:
    """The sentences with their numbers from 1; ``half`` is ``odd``, ``even`` or all."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    numbered = enumerate(msgspec.convert(tables, list[Sentence], strict=False), 1)
    kept = {"odd": (1,), "even": (0,), None: (0, 1)}[half]
    return [(number, one) for number, one in numbered if number % 2 in kept]


def tally_sentences(
    sentences: Sequence[tuple[int, Sentence]],
) -> tuple[Counter[str], list[str]]:
    """Counts by field, and a line for each sentence that is wrong somewhere."""
    counts, lines = Counter[str](), []
    for number, one in sentences:
        published = one.published.isoformat() if one.published else None
        ledger = read(one.text, published=published, path=f"{number}.txt", config=_CONFIG)
        found = ledger.forecasts
        counts["asked"] += one.forecast
        counts["found"] += bool(found)
        counts["right"] += one.forecast and bool(found)
        wrong = [] if one.forecast == bool(found) else ["MISSED" if one.forecast else "EXTRA"]
        if one.forecast and found:
            for field, right in _judge(one, found):
                counts[f"{field} asked"] += 1
                counts[f"{field} right"] += right
                wrong += [] if right else [field]
        if wrong:
            told = [(f.text, f.kind.value, f.prob_low, f.deadline) for f in found]
            lines.append(f"{number} {', '.join(wrong)}: {one} {told}")
    return counts, lines


def _judge(one: Sentence, found: Sequence[Forecast]) -> Iterator[tuple[str, bool]]:
    """Field by field: right when one of the sentence's forecasts has it so."""
    yield "kind", any(f.kind == one.kind for f in found)
    wanted = one.deadline.isoformat() if one.deadline else None
    yield "deadline", any(f.deadline == wanted for f in found)
    if wanted:
        yield "deadline, where one is told", any(f.deadline == wanted for f in found)
    told = [
        None if f.prob_low is None or f.prob_high is None else (f.prob_low, f.prob_high)
        for f in found
    ]
    near = [pair for pair in told if _near(pair, one.probability)]
    yield "probability", bool(near)
    if one.probability:
        yield "probability, where one is told", bool(near)
    yield "condition", any(_same_condition(one, f) for f in found)


def _near(left: tuple[float, float] | None, right: tuple[float, float] | None) -> bool:
    if left is None or right is None:
        return left is right
    return all(abs(a - b) <= 0.011 for a, b in zip(left, right, strict=True))


def _same_condition(one: Sentence, found: Forecast) -> bool:
    if one.condition is None or found.condition is None:
        return one.condition is None and found.condition is None
    start = one.text.find(one.condition)
    return overlap((start, start + len(one.condition)), span_of(found.condition)) > 0


def figures_of_sentences(counts: Counter[str], label: str) -> dict[str, float]:
    """Percentages by label."""
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["asked"])
    told = {
        f"{label}: sentences with a forecast": float(counts["asked"]),
        f"{label}: precision": 100 * precision,
        f"{label}: recall": 100 * recall,
        f"{label}: F1": 200 * precision * recall / max(1e-9, precision + recall),
    }
    for key in [key for key in counts if key.endswith(" asked")]:
        field = key.removesuffix(" asked")
        told[f"{label}: {field} ({counts[key]})"] = 100 * counts[f"{field} right"] / counts[key]
    return told
