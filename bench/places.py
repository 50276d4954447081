"""Measures places: ``python -m bench.places``.

Resolution from gold spans on LGL and TR-News, each with weights that never saw that corpus
(see :mod:`bench.place_fit`); recognition; the towns of cir_events, of which the half that
was not fitted on is measured, with the default gazetteer and with every Ukrainian
settlement added.  Also draws the picture of accuracy against abstention.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.corpora.re3d import read_re3d
from bench.place_corpora import Gold, Report, read_geoparse, read_sightings, together, with_context
from bench.place_curve import Scored, draw
from bench.place_fit import CORPORA, TOGETHER, weights_without
from bench.place_recognition import encoder_without, recognised
from bench.place_towns import default_config, is_right, once_seen, tally, united_config
from crossfix import plugins
from crossfix.config import Config
from crossfix.ground.place_candidates import NamedPlaces
from crossfix.ground.place_model import read_weights
from crossfix.ground.places import Places
from crossfix.model import Document, Place, make_id
from crossfix.models import load_encoder
from crossfix.reading import Reading

COMMON_KM = 161.0
TOWN_KM = 15.0
PICTURE = Path(__file__).parents[1] / "docs/places-curve.svg"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A report with each gold mention and what the stage made of it, whatever its score."""

    report: Report
    pairs: list[tuple[Place, Gold]]


def measure(shared: Path) -> dict[str, float]:
    """Every figure by name; shares are from 0 to 1, ``ms_per_word`` counts CPU time."""
    default, united = default_config(), united_config(shared)
    figures: dict[str, float] = {}
    curves: dict[str, list[Scored]] = {}
    for name, file in CORPORA.items():
        weights = read_weights(tomllib.loads(weights_without(name).read_text(encoding="utf-8")))
        reports = [r for r in read_geoparse(shared / "data/geoparse" / file) if r.gold]
        stage = Places(_answering_all(default), weights)
        resolved = [Resolved(report, resolve(report, stage)) for report in reports]
        curves[name] = scored(resolved, COMMON_KM)
        figures |= _named(f"{name}_held", gold_spans(resolved, default.place_threshold))
        figures[f"{name}_ceiling161"] = ceiling(reports, default)
        resolver = Places(default, weights)
        found = recognised(reports, encoder_without(name), resolver)
        figures |= _named(f"{name}_held", found)
    figures |= _named("re3d", recognised(list(read_re3d(shared / "data/re3d")), load_encoder()))
    for key, config in (("cir", default), ("cir_whole", united)):
        found, curve = towns(shared, config)
        figures |= _named(key, found)
        curves[key] = curve
    draw(curves, default.place_threshold, PICTURE)
    return figures


def _named(prefix: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{prefix}_{key}": value for key, value in figures.items()}


def _answering_all(config: Config) -> Config:
    return msgspec.structs.replace(config, place_threshold=0.0)


def resolve(report: Report, places: plugins.Stage) -> list[tuple[Place, Gold]]:
    """The gold mentions of a report, each with what the stage made of it."""
    reading = Reading(_document(report)).with_entries(report.mentions())
    reading = reading.with_entries(places.run(reading))
    by_start = {place.start: place for place in reading.all(Place)}
    return [(by_start[gold.start], gold) for gold in report.gold if gold.start in by_start]


def _document(report: Report) -> Document:
    return Document(id=make_id("doc", report.id), path=report.id, sha256="0" * 64, text=report.text)


def scored(resolved: Iterable[Resolved], km: float) -> list[Scored]:
    """Score and truth of every mention of known place; without an answer the score is None."""
    return [
        Scored(None if place.lat is None else place.score, is_right(place, gold, km))
        for part in resolved
        for place, gold in part.pairs
        if gold.lat is not None
    ]


def gold_spans(resolved: Sequence[Resolved], threshold: float) -> dict[str, float]:
    """Resolution alone: right of all (the abstained count as missed), and of the answered."""
    found = scored(resolved, COMMON_KM)
    answered = [s for s in found if s.score is not None and s.score >= threshold]
    exact = sum(
        place.gazetteer_id == gold.gazetteer_id and place.score >= threshold
        for part in resolved
        for place, gold in part.pairs
        if gold.lat is not None and gold.gazetteer_id
    )
    right = sum(s.right for s in answered)
    return {
        "acc161": right / len(found),
        "exact": exact / len(found),
        "abstained": 1 - len(answered) / len(found),
        "precision161": right / max(1, len(answered)),
        "acc161_without_abstaining": sum(s.right for s in found) / len(found),
        "calibration_error": _calibration_error(answered),
        "toponyms": len(found),
    }


def _calibration_error(found: Sequence[Scored]) -> float:
    """The mean gap between score and share of right answers over ten bins, weighted."""
    gap = 0.0
    for tenth in range(10):
        held = [s for s in found if min(9, int(10 * (s.score or 0.0))) == tenth]
        gap += abs(sum(s.score or 0.0 for s in held) - sum(s.right for s in held))
    return gap / max(1, len(found))


def ceiling(reports: Iterable[Report], config: Config) -> float:
    """The share of gold places for which any candidate lies within 161 km."""
    named = NamedPlaces(plugins.make(plugins.GAZETTEERS, config.gazetteer, config))
    reached = total = 0
    for report in reports:
        senses, slate = named.gather(report.text, report.mentions())
        for numbers, gold in zip(senses.of_mention, report.gold, strict=True):
            if gold.lat is not None:
                total += 1
                rows = (row for number in numbers for row in slate.rows(number).tolist())
                reached += any(is_right(slate.candidates[row], gold, COMMON_KM) for row in rows)
    return reached / total


def towns(shared: Path, config: Config) -> tuple[dict[str, float], list[Scored]]:
    """The towns that were not fitted on: with province and country, and six together."""
    sightings = read_sightings(shared / "data/cir_events/events_dev.csv")
    once = once_seen(sightings)
    held = [s for s in sightings if with_context(s).half == 1]
    lists = [together(held[at : at + TOGETHER]) for at in range(0, len(held), TOGETHER)]
    stage, threshold = Places(_answering_all(config)), config.place_threshold
    alone = [Resolved(report, resolve(report, stage)) for report in map(with_context, held)]
    rare = [part for part in alone if part.report.id in once]
    listed = [Resolved(report, resolve(report, stage)) for report in lists]
    figures: dict[str, float] = {}
    for name, parts in (("town", alone), ("town_once", rare), ("town_list", listed)):
        pairs = [pair for part in parts for pair in part.pairs]
        figures |= _named(name, tally(pairs, threshold))
    return figures, scored(alone, TOWN_KM)


def main() -> None:
    """Print the figures."""
    shared = Path(__file__).parents[2] / "shared"
    for key, value in measure(shared).items():
        print(f"{key:40} {value:.3f}", flush=True)


if __name__ == "__main__":
    main()
