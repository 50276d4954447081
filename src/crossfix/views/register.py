"""The register of forecasts and its score in lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crossfix.scoring.records import (
    Bin,
    Group,
    Measures,
    Outcome,
    Registered,
    Resolution,
    Scorecard,
    Share,
)
from crossfix.views.wording import probability, shorten

BAR: Final = 20
"""Characters of a bar that stands for all of them."""

_NAME: Final = 40
_WORDS: Final = 160
_DOUBTED: Final = "its words call something unlikely: true means that this came to pass after all"


def entry_lines(entry: Registered) -> Iterator[str]:
    """A forecast: how it stands and what it says; whose it is and where; what was found."""
    forecast = entry.forecast
    said = "none said" if forecast.prob_low is None else probability(forecast)
    due = f"by {forecast.deadline}" if forecast.deadline else "no deadline"
    kind, words = forecast.kind.value, shorten(forecast.text, _WORDS)
    yield f"{forecast.id}  {entry.state.value}  {kind}, {said}, {due}: {words}"
    published = f", {entry.published[:10]}" if entry.published else ""
    at = f"[{forecast.start}–{forecast.stop}]"
    yield f"    {entry.source}; {entry.report}{published} {at}; topic {entry.topic.value}"
    if forecast.condition:
        yield f"    on condition: {shorten(forecast.condition.text)}"
    found = entry.resolution
    if found is not None:
        by = f"{found.who}, {found.on}, audit entry {found.audit_seq}"
        source = f" ({' '.join(found.source.split())})" if found.source else ""
        yield f"    {found.outcome.value}: {shorten(found.because)}{source} – {by}"
    elif _doubts(entry):
        yield f"    {_DOUBTED}"
    if found is not None and found.forecast != forecast.id:
        yield f"    found of {found.forecast}, then read as: {shorten(found.words.text)}"


def remark_lines(
    entry: Registered, written: Resolution, copies: Iterable[Registered]
) -> Iterator[str]:
    """What whoever resolves a forecast should know about it."""
    deadline = (entry.forecast.deadline or "")[:10]
    if deadline and written.on <= deadline and written.outcome is not Outcome.VOID:
        late = ": it can still come true" if written.outcome is Outcome.FALSE else ""
        yield f"resolved before its deadline, {deadline}, has passed{late}"
    if entry.published and written.on < entry.published[:10]:
        yield f"found on {written.on}, before the report was published ({entry.published[:10]})"
    if _doubts(entry):
        yield f"{_DOUBTED}; {written.outcome} was written"
    condition = entry.forecast.condition
    if condition is not None and written.outcome is not Outcome.VOID:
        yield f"it holds on a condition, “{shorten(condition.text)}”: void if that never came"
    if entry.resolution is not None:
        earlier = entry.resolution
        yield f"it was {earlier.outcome} before (audit entry {earlier.audit_seq} keeps that)"
    for other in copies:
        stands = f"{other.forecast.id} says the same by the same source and is {other.state}"
        yield f"{stands}; copies are scored once, and not at all if they are resolved differently"


def score_lines(card: Scorecard) -> Iterator[str]:
    """The whole score, each figure with the count that it rests on."""
    yield from _counts(card)
    yield ""
    if card.measures is None:
        yield "no resolved forecast carries a probability: there is nothing to score"
    else:
        yield from _measures(card.measures, card.clip)
        yield ""
        yield from _calibration(card.bins)
    groups = (("source", card.sources), ("topic", card.topics), ("kind", card.kinds))
    for title, members in groups:
        if members:
            yield ""
            yield from _table(title, members, card.least)


def _doubts(entry: Registered) -> bool:
    """Whether the probability says that something will rather not be."""
    low, high = entry.forecast.prob_low, entry.forecast.prob_high
    return low is not None and high is not None and low + high < 1


def _counts(card: Scorecard) -> Iterator[str]:
    resolved = card.true + card.false + card.void
    rate = f", {card.void_rate:.0%} void" if card.void_rate is not None else ""
    yield f"{card.registered} forecasts, {card.copies} of them copies, which are counted once"
    yield f"{card.open} open, {card.due} due and not resolved"
    yield f"{resolved} resolved: {card.true} true, {card.false} false, {card.void} void{rate}"
    if card.unnumbered.n:
        yield f"without a probability: {_share(card.unnumbered)} came true"
    for ids in card.disputed:
        yield f"not scored, because copies were resolved differently: {', '.join(ids)}"
    if card.lost:
        yield f"not scored: {card.lost} resolved in words that are no forecast as read now"


def _measures(all_of: Measures, clip: float) -> Iterator[str]:
    interval = _bounds(all_of) or "on few"
    yield f"with a probability: {all_of.n} scored, at the midpoint of what their words carry"
    yield f"Brier score  {all_of.brier:.3f} {interval}  (0 is best, 50% each time gives 0.25)"
    yield (
        f"             = reliability {all_of.reliability:.3f} - resolution "
        f"{all_of.resolution:.3f} + uncertainty {all_of.uncertainty:.3f}"
    )
    yield (
        f"log score    {all_of.log:.3f}  (0 is best, 50% each time gives 0.693; "
        f"clipped at {clip:.0%} and {1 - clip:.0%})"
    )


def _calibration(bins: Sequence[Bin]) -> Iterator[str]:
    yield "calibration   said                 n  said  came true"
    for band in bins:
        interval = f"{band.low:.0%}–{band.high:.0%}".replace("%–", "–")
        line = f"  {band.words:<20} {interval:>7} {band.share.n:>4}"
        if band.said is None or band.share.came_true is None:
            yield line
            continue
        came = f"{band.share.came_true:>4.0%} {_interval(band.share):<10}"
        yield f"{line}  {band.said:>4.0%}  {came}  {_bar(band.share.came_true, band.said)}"


def _bar(came: float, said: float) -> str:
    """The share that came true as a bar; ``|`` stands where the words put it."""
    cells = ["█" if n < round(came * BAR) else "·" for n in range(BAR)]
    cells[min(BAR - 1, int(said * BAR))] = "|"
    return "".join(cells)


def _table(title: str, groups: Sequence[Group], least: int) -> Iterator[str]:
    yield f"by {title}, best Brier score first; none on fewer than {least}"
    for group in groups:
        resolved = group.true + group.false + group.void
        rank = f"{group.rank}." if group.rank else ""
        void = f", {group.void_rate:.0%} void" if group.void_rate is not None else ""
        found = f"{resolved} resolved ({group.true}/{group.false}/{group.void}{void})"
        yield f"  {rank:>3} {_cut(group.name):<{_NAME}}  {_scored(group)}; {found}"


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


def _scored(group: Group) -> str:
    """The score of a group, and the share that came true of those without a number."""
    if group.measures is None:
        scored = f"too few ({group.scored})"
    else:
        of = group.measures
        scored = f"Brier {of.brier:.3f} {_bounds(of)}, log {of.log:.3f} ({of.n})"
    if group.unnumbered is not None:
        return f"{scored}; no number: {_share(group.unnumbered)} came true"
    if group.without_probability:
        return f"{scored}; no number: too few ({group.without_probability})"
    return scored


def _share(share: Share) -> str:
    if share.came_true is None:
        return f"none of {share.n}"
    return f"{share.came_true:.0%} {_interval(share)} of {share.n}"


def _bounds(measures: Measures) -> str:
    if measures.brier_low is None or measures.brier_high is None:
        return ""
    return f"[{measures.brier_low:.3f}–{measures.brier_high:.3f}]"


def _interval(share: Share) -> str:
    return f"[{share.low or 0:.0%}–{share.high or 0:.0%}]".replace("%–", "–")
