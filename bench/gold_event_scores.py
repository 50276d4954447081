"""What the ledger makes of our own gold of events, figures and forecasts, counted.

A field is right when it agrees with either pass.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from bench.corpora.own_events import Figure, Foretold, Happening
from bench.corpora.polnear import Spans
from bench.gold_event_pairs import Asked, HeldEvents, overlap, span_of
from bench.gold_names import core_of, holds, words_of
from crossfix import lexicons
from crossfix.model import Event, Forecast, Ledger, Quantity, Source
from crossfix.model import Span as Words


def tally(held: HeldEvents) -> Counter[str]:
    """Counts of one report; the names are those of :func:`figures_of`."""
    counts = Counter[str]()
    _tally_found(counts, "event", held.events, held.event_pairs, len(held.ledger.events))
    _tally_found(counts, "figure", held.figures, held.figure_pairs, len(held.ledger.quantities))
    _tally_found(
        counts, "forecast", held.forecasts, held.forecast_pairs, len(held.ledger.forecasts)
    )
    for number, event in held.event_pairs:
        if held.events[number].asked:
            for field, right in judge_event(held.events[number].answers, event, held.ledger):
                counts[f"event {field} asked"] += 1
                counts[f"event {field} right"] += right
    for number, quantity in held.figure_pairs:
        if held.figures[number].asked:
            answers = held.figures[number].answers
            counts["figure value asked"] += 1
            counts["figure value right"] += any(_same_value(one, quantity) for one in answers)
            counts["figure counted asked"] += 1
            counts["figure counted right"] += any(_same_counted(one, quantity) for one in answers)
    for number, forecast in held.forecast_pairs:
        if held.forecasts[number].asked:
            judged = judge_forecast(held.forecasts[number].answers, forecast, held.ledger)
            for field, right in judged:
                counts[f"forecast {field} asked"] += 1
                counts[f"forecast {field} right"] += right
    return counts


def _tally_found(
    counts: Counter[str],
    kind: str,
    asked: Sequence[Asked[Any]],
    pairs: Sequence[tuple[int, Any]],
    found: int,
) -> None:
    """Things asked for are counted once, whatever the number of their mentions."""
    wanted = {one.number for one in asked if one.asked}
    met = {asked[number].number for number, _ in pairs}
    counts[f"{kind} asked"] += len(wanted)
    counts[f"{kind} right"] += len(wanted & met)
    counts[f"{kind} found"] += found
    counts[f"{kind} borne out"] += len(pairs)


def judge_event(
    answers: Sequence[Happening], event: Event, ledger: Ledger
) -> Iterator[tuple[str, bool]]:
    """Field by field, whether an event agrees with one of the passes."""
    places = [place for place in ledger.places if place.id in event.places]
    days = (event.earliest[:10], event.latest[:10]) if event.earliest and event.latest else None
    yield "type", any(one.type == event.type for one in answers)
    yield "status", any(one.status == event.status for one in answers)
    yield "actor", any(_same_role(one.actor, [event.actor], ledger) for one in answers)
    yield "target", any(_same_role(one.target, [event.target], ledger) for one in answers)
    yield "weapons", any(_same_role(one.weapons, event.weapons, ledger) for one in answers)
    spans = [place.span for place in places]
    yield "place", any(_same_role(one.places, spans, ledger) for one in answers)
    yield "date", any(one.days == days for one in answers)
    if any(one.days for one in answers):
        yield "date, where one is told", any(one.days == days for one in answers)
    if any(one.status != "asserted" for one in answers):
        yield "status, of those not asserted", any(one.status == event.status for one in answers)


def _same_role(gold: Spans, found: Iterable[Words | None], ledger: Ledger) -> bool:
    """Whether both are silent, or one of each means the same words here or elsewhere."""
    told = [words for words in found if words is not None]
    if not gold or not told:
        return not gold and not told
    text = ledger.document.text
    wanted = {_plain(text[start:stop]) for start, stop in gold}
    return any(
        any(overlap(span, span_of(words)) for span in gold) or _plain(words.text) in wanted
        for words in told
    )


def _plain(words: str) -> str:
    return re.sub(r"^(?:the|a|an)\s|[^\w\s]", "", words.lower()).strip()


def _same_value(gold: Figure, found: Quantity) -> bool:
    """Whether the bounds that gold gives are the ledger's, within rounding."""
    if gold.best is not None and not _near(gold.best, found.best):
        return False
    if gold.best is None and gold.low is not None and not _near(gold.low, found.low):
        return False
    return not (gold.best is None and gold.high is not None and not _near(gold.high, found.high))


def _near(left: float, right: float | None) -> bool:
    return right is not None and abs(left - right) <= 0.005 * max(1.0, abs(left))


@cache
def _units() -> dict[str, str]:
    """The ledger's unit by every word for it, that the gold may have used."""
    table = lexicons.load("quantities")
    return {
        word.lower(): unit
        for key in ("units", "currency_words")
        for unit, words in table[key].items()
        for word in (*words, unit)
    }


def _same_counted(gold: Figure, found: Quantity) -> bool:
    """Whether gold names what the ledger counts, or its unit under any of its names."""
    told = found.of.text if found.of else ""
    if gold.counted is None or not (told or found.unit):
        return gold.counted is None and not told and not found.unit
    wanted = gold.counted.strip().lower()
    if found.unit is not None and _units().get(wanted, wanted) == found.unit:
        return True
    return bool({_singular(w) for w in _words(wanted)} & {_singular(w) for w in _words(told)})


def _words(phrase: str) -> list[str]:
    return re.findall(r"\w+", phrase.lower())


def _singular(word: str) -> str:
    return word.removesuffix("s")


def judge_forecast(
    answers: Sequence[Foretold], found: Forecast, ledger: Ledger
) -> Iterator[tuple[str, bool]]:
    """Field by field, whether a forecast agrees with one of the passes."""
    source = next((one for one in ledger.sources if one.id == found.source_id), None)
    mine = None
    if found.prob_low is not None and found.prob_high is not None:
        mine = (round(found.prob_low, 2), round(found.prob_high, 2))
    yield "kind", any(one.kind == found.kind for one in answers)
    attribution = next((one for one in ledger.attributions if one.id == found.attribution), None)
    words = attribution.source.text if attribution and attribution.source else ""
    yield (
        "source",
        source is not None and any(_same_source(one.source, source, words) for one in answers),
    )
    yield "probability", any(_rounded(one.probability) == mine for one in answers)
    yield "deadline", any(one.deadline == found.deadline for one in answers)
    if any(one.deadline for one in answers):
        yield "deadline, where one is told", any(one.deadline == found.deadline for one in answers)
    yield (
        "condition",
        any(_same_role(one.condition, [found.condition], ledger) for one in answers),
    )


def _same_source(name: str | None, source: Source, words: str) -> bool:
    """Whether a source is the one of gold, by name, or by the words that tell of a nameless one."""
    if name in {None, "author"}:
        return source.is_author
    if name == "unnamed":
        return source.name is None and not source.is_author
    assert name is not None
    if holds(source, name) or (bool(words) and core_of(name) <= words_of(words)):
        return True
    return source.name is None and bool(words_of(words)) and words_of(words) <= words_of(name)


def _rounded(interval: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if interval is None else (round(interval[0], 2), round(interval[1], 2))


def figures_of(counts: Counter[str], label: str) -> dict[str, float]:
    """Percentages and counts by label."""
    told: dict[str, float] = {}
    for kind in ("event", "figure", "forecast"):
        right, asked = counts[f"{kind} right"], counts[f"{kind} asked"]
        borne, found = counts[f"{kind} borne out"], counts[f"{kind} found"]
        precision, recall = borne / max(1, found), right / max(1, asked)
        told[f"{label}: {kind}s asked for"] = asked
        told[f"{label}: {kind}s found"] = found
        told[f"{label}: {kind}s, precision"] = 100 * precision
        told[f"{label}: {kind}s, recall"] = 100 * recall
        told[f"{label}: {kind}s, F1"] = 200 * precision * recall / max(1e-9, precision + recall)
        for key in counts:
            field = key.removeprefix(f"{kind} ").removesuffix(" asked")
            if key == f"{kind} {field} asked":
                share = 100 * counts[f"{kind} {field} right"] / counts[key]
                told[f"{label}: of the {kind}s met, {field} ({counts[key]})"] = share
    return told
