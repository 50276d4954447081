"""Fits the weights of place resolution: ``python -m bench.place_fit``.

Fitted on half of LGL, of TR-News and of the cir_events sightings (by a hash of their ids), each
sighting once with its province and country and once among five others without either.
Writes ``src/crossfix/lexicons/place_weights.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.place_corpora import Gold, Report, read_geoparse, read_sightings, together, with_context
from crossfix import plugins
from crossfix.config import load_config
from crossfix.ground import place_model
from crossfix.ground.place_senses import AREAS, countries_named, gather_senses
from crossfix.ground.place_slate import EARTH_KM, Floats, Ints, Slate, make_slate
from crossfix.plugins import Candidate, Gazetteer

RIGHT_KM = 15.0
RIDGE = 0.02
TOGETHER = 6
BY_HAND = {
    "area_said": 4.0,
    "town_said": 0.8,
    "stray_facility": -4.0,
    "front_of_town": 2.5,
    "inside_short_form": 2.5,
    "outside_short_form": -2.0,
    "inside_container": 2.0,
    "too_large": -4.0,
    "small_front": -1.2,
    "variant_beside_name": -1.5,
    "in_setting": 1.5,
    "off_setting": -3.5,
    "stray_village": -1.0,
    "overshadowed": -1.5,
}
"""Set, not fitted: no corpus here says what kind of place it means, and a corpus where a
container stands beside nearly every hard name teaches too little of a name alone."""


@dataclass(frozen=True)
class Lesson:
    """A slate, which of its rows are right, and which of its senses have a known answer."""

    slate: Slate
    right: np.ndarray[tuple[int], np.dtype[np.bool_]]
    known: np.ndarray[tuple[int], np.dtype[np.bool_]]


def training_reports(shared: Path) -> Iterator[Report]:
    """What the weights are fitted on."""
    for name in ("lgl.xml", "TR-News.xml"):
        for report in read_geoparse(shared / "data/geoparse" / name):
            if report.half == 0 and report.gold:
                yield report
    sightings = read_sightings(shared / "data/cir_events/events_dev.csv")
    own = [s for s in sightings if with_context(s).half == 0]
    for sighting in own:
        yield with_context(sighting)
    for start in range(0, len(own), TOGETHER):
        yield together(own[start : start + TOGETHER])


def make_lesson(report: Report, gazetteer: Gazetteer) -> Lesson:
    """A report with its candidates and the right ones among them."""
    senses = gather_senses(report.text, report.mentions())
    found = []
    for sense in senses.senses:
        candidates = list(gazetteer.candidates(sense.name))
        if sense.hint in AREAS:
            candidates = [c for c in candidates if c.feature in AREAS]
        found.append(candidates)
    within = [[c for n in sorted(s.within) for c in gazetteer.candidates(n)] for s in senses.senses]
    slate = make_slate(senses.senses, found, within, countries_named(report.text))
    known = np.zeros(slate.size, dtype=bool)
    right = np.zeros(len(slate.candidates), dtype=bool)
    for number, sense in enumerate(senses.senses):
        truths = [report.gold[m] for m in sense.mentions if report.gold[m].lat is not None]
        if not truths:
            continue
        known[number] = True
        for row in np.flatnonzero(slate.sense == number).tolist():
            right[row] = _is_right(slate.candidates[row], truths[0])
    return Lesson(slate, right, known)


def _is_right(candidate: Candidate, gold: Gold) -> bool:
    if gold.gazetteer_id and candidate.gazetteer_id == gold.gazetteer_id:
        return True
    return kilometres(candidate.lat, candidate.lon, gold) <= RIGHT_KM


def kilometres(lat: float, lon: float, gold: Gold) -> float:
    """The great-circle distance from a point to the truth."""
    a, b, c, d = np.radians([lat, lon, gold.lat or 0.0, gold.lon or 0.0])
    inner = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(min(1.0, float(inner)))))


def fit(lessons: list[Lesson], beliefs: list[Floats | None], weights: Floats) -> Floats:
    """Weights of greatest penalised likelihood, by damped Newton steps.

    A sense is right when the whole probability of its right candidates is; when none is
    right, "none of these" is.
    """
    parts = [_table(lesson, belief) for lesson, belief in zip(lessons, beliefs, strict=True)]
    offsets = np.cumsum([0] + [int(p[2].max()) + 1 for p in parts])[:-1]
    rows = np.concatenate([p[0] for p in parts])
    right = np.concatenate([p[1] for p in parts])
    group = np.concatenate([p[2] + o for p, o in zip(parts, offsets, strict=True)])
    groups = int(group.max()) + 1
    for _ in range(60):
        odds = np.exp(np.clip(rows @ weights, -60, 60))
        prob = odds / np.bincount(group, odds, minlength=groups)[group]
        kept = odds * right
        post = kept / np.bincount(group, kept, minlength=groups)[group]
        gradient = rows.T @ (post - prob) / groups - RIDGE * weights / len(weights)
        mean = np.stack(
            [np.bincount(group, prob * column, minlength=groups) for column in rows.T], axis=1
        )
        hessian = (rows.T * prob) @ rows / groups - mean.T @ mean / groups
        hessian += np.eye(len(weights)) * (RIDGE / len(weights) + 1e-4)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step * min(1.0, 2.0 / float(np.abs(step).max()))
        if np.abs(step).max() < 1e-4:
            break
    loss = -np.log(np.bincount(group, prob * right, minlength=groups)).mean()
    print(f"  {groups} senses, loss {loss:.4f}")
    return weights


def _table(lesson: Lesson, belief: Floats | None) -> tuple[Floats, Floats, Ints]:
    """Rows of candidates and of "none", which of them are right, and their sense."""
    slate = lesson.slate
    candidates = place_model.features(slate, belief)
    none = place_model.none_terms(slate, belief)
    width = candidates.shape[1] + none.shape[1]
    rows = np.zeros((len(candidates) + slate.size, width))
    rows[: len(candidates), : candidates.shape[1]] = candidates
    rows[len(candidates) :, candidates.shape[1] :] = none
    sense = np.concatenate([slate.sense, np.arange(slate.size)])
    any_right = np.bincount(slate.sense, lesson.right, minlength=slate.size) > 0
    right = np.concatenate([lesson.right, ~any_right]).astype(float)
    keep = lesson.known[sense]
    _, packed = np.unique(sense[keep], return_inverse=True)
    return rows[keep], right[keep], packed.astype(np.int64)


def main() -> None:
    """Fit, and write the weights into the package."""
    shared = Path(__file__).parents[2] / "shared"
    gazetteer = plugins.make(plugins.GAZETTEERS, "geonames", load_config())
    lessons = [make_lesson(report, gazetteer) for report in training_reports(shared)]
    lessons = [lesson for lesson in lessons if lesson.known.any()]
    print(f"{len(lessons)} reports")
    zero = np.zeros(len(place_model.term_names()))
    alone = fit(lessons, [None] * len(lessons), zero)
    beliefs = [place_model.choose(lesson.slate, alone, None) for lesson in lessons]
    weights = alone
    for _ in range(place_model.PASSES):
        weights = fit(lessons, list(beliefs), weights)
        beliefs = [
            place_model.choose(lesson.slate, weights, belief)
            for lesson, belief in zip(lessons, beliefs, strict=True)
        ]
    write(alone, weights)


def write(alone: Floats, weights: Floats) -> None:
    """Write the weights as TOML, with where they come from."""
    lines = [
        'provenance = "Fitted by python -m bench.place_fit on half of LGL, of TR-News and of the'
        ' cir_events sightings (numbers only, no text)"',
        'licence = "Apache-2.0"',
    ]
    for part, values in (("alone", alone), ("together", weights)):
        lines += ["", f"[{part}]"]
        for name, value in zip(place_model.term_names(), values, strict=True):
            lines.append(f"{name} = {BY_HAND.get(name, value):.3f}")
    path = Path(__file__).parents[1] / "src/crossfix/lexicons/place_weights.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
