"""Measures places: ``python -m bench.places``.

LGL, TR-News and the town names of cir_events; of each, half 0 by a hash of the ids was
fitted on (``fitted``) and half 1 was not (``held``).  Both corpora annotate states as actors
and metonyms, which our convention leaves out, so that recall end to end is understated.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.place_corpora import Gold, Report, read_geoparse, read_sightings, together, with_context
from bench.place_fit import TOGETHER, kilometres
from crossfix import plugins
from crossfix.config import load_config
from crossfix.model import Document, Place, make_id
from crossfix.pipeline import prepare
from crossfix.reading import Reading, Received

COMMON_KM = 161.0
TOWN_KM = 15.0


def measure(shared: Path) -> dict[str, float]:
    """Every figure by name; shares are from 0 to 1, ``words_per_second`` counts CPU time."""
    config = load_config()
    stages = {name: plugins.make(plugins.STAGES, name, config) for name in ("toponyms", "places")}
    figures: dict[str, float] = {}
    folder = shared / "data/geoparse"
    lgl = [report for report in read_geoparse(folder / "lgl.xml") if report.gold]
    trnews = [report for report in read_geoparse(folder / "TR-News.xml") if report.gold]
    corpora = {
        "lgl_fitted": [report for report in lgl if report.half == 0],
        "lgl_held": [report for report in lgl if report.half == 1],
        "trnews_fitted": [report for report in trnews if report.half == 0],
        "trnews_held": [report for report in trnews if report.half == 1],
    }
    for name, reports in corpora.items():
        for key, value in on_gold_spans(reports, stages["places"]).items():
            figures[f"{name}_{key}"] = value
    for name in ("lgl_held", "trnews_held"):
        for key, value in end_to_end(corpora[name], stages).items():
            figures[f"{name}_{key}"] = value
    figures |= towns(shared, stages["places"])
    return figures


def on_gold_spans(reports: Iterable[Report], places: plugins.Stage) -> dict[str, float]:
    """Resolution alone: the share within 161 km of all, the abstained, and precision."""
    right = answered = total = 0
    calibration: list[tuple[float, bool]] = []
    for report in reports:
        for place, gold in resolve(report, places):
            if gold.lat is None:
                continue
            total += 1
            if place.lat is None or place.lon is None:
                continue
            answered += 1
            close = _is_right(place, gold, COMMON_KM)
            right += close
            calibration.append((place.score, close))
    off = _calibration_error(calibration)
    return {
        "acc161": right / total,
        "abstained": 1 - answered / total,
        "precision161": right / answered,
        "calibration_error": off,
        "toponyms": total,
    }


def resolve(report: Report, places: plugins.Stage) -> list[tuple[Place, Gold]]:
    """The gold mentions of a report, each with what the stage made of it."""
    reading = Reading(_document(report)).with_entries(report.mentions())
    reading = reading.with_entries(places.run(reading))
    by_start = {place.start: place for place in reading.all(Place)}
    return [(by_start[gold.start], gold) for gold in report.gold if gold.start in by_start]


def _document(report: Report) -> Document:
    return Document(id=make_id("doc", report.id), path=report.id, sha256="0" * 64, text=report.text)


def _is_right(place: Place, gold: Gold, km: float) -> bool:
    if place.gazetteer_id and place.gazetteer_id == gold.gazetteer_id:
        return True
    return kilometres(place.lat or 0.0, place.lon or 0.0, gold) <= km


def _calibration_error(scored: Sequence[tuple[float, bool]]) -> float:
    """The mean gap between score and share of right answers over ten bins, weighted."""
    gap = 0.0
    for tenth in range(10):
        held = [(s, r) for s, r in scored if tenth / 10 <= s < tenth / 10 + 0.1 + (tenth == 9)]
        if held:
            gap += abs(sum(s for s, _ in held) - sum(r for _, r in held))
    return gap / max(1, len(scored))


def end_to_end(reports: Sequence[Report], stages: dict[str, plugins.Stage]) -> dict[str, float]:
    """Recognition and resolution: mentions that overlap count as found."""
    found = true = matched = close = words = 0
    spent = 0.0
    readings = prepare(Received(_document(report), b"") for report in reports)
    for report, reading in zip(reports, readings, strict=True):
        words += sum(len(passage.doc) for passage in reading.passages)
        began = time.process_time()
        done = reading
        for stage in stages.values():
            done = done.with_entries(stage.run(done))
        spent += time.process_time() - began
        places = done.all(Place)
        found += len(places)
        true += len(report.gold)
        for gold in report.gold:
            hit = next((p for p in places if p.start < gold.stop and gold.start < p.stop), None)
            if hit is not None:
                matched += 1
                if hit.lat is not None and gold.lat is not None:
                    close += _is_right(hit, gold, COMMON_KM)
    return {
        "mention_precision": matched / max(1, found),
        "mention_recall": matched / true,
        "found_and_within161": close / true,
        "ms_per_word": 1000 * spent / words,
    }


def towns(shared: Path, places: plugins.Stage) -> dict[str, float]:
    """Ukrainian and Russian town names: within 15 km, abstained, wrong."""
    sightings = read_sightings(shared / "data/cir_events/events_dev.csv")
    held = [s for s in sightings if with_context(s).half == 1]
    lists = [together(held[at : at + TOGETHER]) for at in range(0, len(held), TOGETHER)]
    figures: dict[str, float] = {}
    for name, reports in (("town", [with_context(s) for s in held]), ("town_list", lists)):
        counts = {"right": 0, "abstained": 0, "wrong": 0}
        for report in reports:
            for place, gold in resolve(report, places):
                if gold.lat is None:
                    continue
                if place.lat is None:
                    counts["abstained"] += 1
                else:
                    counts["right" if _is_right(place, gold, TOWN_KM) else "wrong"] += 1
        total = sum(counts.values())
        figures |= {f"cir_{name}_{key}": value / total for key, value in counts.items()}
    return figures


def main() -> None:
    """Print the figures."""
    shared = Path(__file__).parents[2] / "shared"
    for key, value in measure(shared).items():
        print(f"{key:34} {value:.3f}")


if __name__ == "__main__":
    main()
