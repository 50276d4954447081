"""Fits the weights of place resolution: ``python -m bench.place_fit``.

Three sets of weights are written: the shipped ones, fitted on LGL and TR-News, and for
the measurement one that never saw LGL and one that never saw TR-News.  All three also saw
reports drawn from the gazetteer (:mod:`bench.place_drawn`) and a part of the cir_events
sightings, with the default gazetteer and with every Ukrainian settlement added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.place_corpora import Report, read_geoparse, read_sightings, together, with_context
from bench.place_drawn import draw_reports
from bench.place_towns import default_config, is_right, united_config
from crossfix import plugins
from crossfix.config import Config
from crossfix.ground import place_model
from crossfix.ground.compile import gazetteer_file
from crossfix.ground.place_candidates import NamedPlaces
from crossfix.ground.place_model import Weights
from crossfix.ground.place_slate import Floats, Ints, Slate

RIGHT_KM = 15.0
RIDGE = 0.02
TOGETHER = 6
EVERY = 4
"""Of the fitted half of the sightings every fourth is used, so that they do not outweigh all."""

DRAWN = 1000
STEPS = 25
SMALL_STEP = 2e-3
SHIPPED = Path(__file__).parents[1] / "src/crossfix/lexicons/place_weights.toml"
CORPORA = {"lgl": "lgl.xml", "trnews": "TR-News.xml"}
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
    "variant_beside_name": -2.5,
    "in_setting": 1.5,
    "off_setting": -3.5,
    "stray_village": -1.0,
    "overshadowed": -1.5,
    "quite_other_name": -2.0,
    "country_as_town": -4.0,
}
"""Set, not fitted, and held while the others are fitted: no corpus here says what kind of
place it means, and a corpus where a container stands beside nearly every hard name teaches
too little of a name alone."""

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Lesson:
    """A slate, which of its rows are right, and which of its senses have a known answer."""

    slate: Slate
    right: Bools
    known: Bools


def weights_without(corpus: str) -> Path:
    """Where the weights are kept that were fitted without a corpus (``lgl`` or ``trnews``)."""
    return Path(__file__).parent / f"place_weights_without_{corpus}.toml"


def sighting_reports(shared: Path) -> Iterator[Report]:
    """The part of the sightings that is fitted on.

    Each once with its province and country, and once among five others without either.
    """
    sightings = read_sightings(shared / "data/cir_events/events_dev.csv")
    own = [s for s in sightings if with_context(s).half == 0]
    yield from (with_context(sighting) for sighting in own[::EVERY])
    for start in range(0, len(own), TOGETHER * EVERY):
        yield together(own[start : start + TOGETHER])


def make_lessons(reports: Iterable[Report], config: Config) -> list[Lesson]:
    """The lessons of these reports with the gazetteers of a configuration."""
    named = NamedPlaces(plugins.make(plugins.GAZETTEERS, config.gazetteer, config))
    made = (make_lesson(report, named) for report in reports if report.gold)
    return [lesson for lesson in made if lesson.known.any()]


def make_lesson(report: Report, named: NamedPlaces) -> Lesson:
    """A report with its candidates and the right ones among them."""
    senses, slate = named.gather(report.text, report.mentions())
    known = np.zeros(slate.size, dtype=bool)
    right = np.zeros(len(slate.candidates), dtype=bool)
    for number, sense in enumerate(senses.senses):
        truths = [report.gold[m] for m in sense.mentions if report.gold[m].lat is not None]
        if not truths:
            continue
        known[number] = True
        for row in slate.rows(number).tolist():
            right[row] = is_right(slate.candidates[row], truths[0], RIGHT_KM)
    return Lesson(slate, right, known)


def train(lessons: list[Lesson]) -> Weights:
    """The weights of the first choice, and of those that look around."""
    free = [name not in BY_HAND for name in place_model.term_names()]
    start = np.array([BY_HAND.get(name, 0.0) for name in place_model.term_names()])
    plain = [place_model.plain_features(lesson.slate) for lesson in lessons]
    alone = fit(lessons, plain, [None] * len(lessons), start, np.array(free))
    beliefs = [
        place_model.choose(lesson.slate, alone, None, rows)
        for lesson, rows in zip(lessons, plain, strict=True)
    ]
    weights = alone
    for _ in range(place_model.PASSES):
        weights = fit(lessons, plain, list(beliefs), weights, np.array(free))
        beliefs = [
            place_model.choose(lesson.slate, weights, belief, rows)
            for lesson, rows, belief in zip(lessons, plain, beliefs, strict=True)
        ]
    return alone, weights


def fit(
    lessons: list[Lesson],
    plain: list[Floats],
    beliefs: list[Floats | None],
    weights: Floats,
    free: Bools,
) -> Floats:
    """Weights of greatest penalised likelihood, by damped Newton steps on the ``free`` ones.

    A sense is right when the whole probability of its right candidates is; when none is
    right, "none of these" is.
    """
    parts = [_table(*part) for part in zip(lessons, plain, beliefs, strict=True)]
    offsets = np.cumsum([0] + [int(p[2].max()) + 1 for p in parts])[:-1]
    rows = np.concatenate([p[0] for p in parts])
    right = np.concatenate([p[1] for p in parts])
    group = np.concatenate([p[2] + o for p, o in zip(parts, offsets, strict=True)])
    groups = int(group.max()) + 1
    given, rows, fitted = rows[:, ~free] @ weights[~free], rows[:, free], weights[free]
    for _ in range(STEPS):
        odds = np.exp(np.clip(rows @ fitted + given, -60, 60))
        prob = odds / np.bincount(group, odds, minlength=groups)[group]
        kept = odds * right
        post = kept / np.bincount(group, kept, minlength=groups)[group]
        gradient = rows.T @ (post - prob) / groups - RIDGE * fitted / len(fitted)
        mean = np.stack(
            [np.bincount(group, prob * column, minlength=groups) for column in rows.T], axis=1
        )
        hessian = (rows.T * prob) @ rows / groups - mean.T @ mean / groups
        hessian += np.eye(len(fitted)) * (RIDGE / len(fitted) + 1e-4)
        step = np.linalg.solve(hessian, gradient)
        fitted = fitted + step * min(1.0, 2.0 / float(np.abs(step).max()))
        if np.abs(step).max() < SMALL_STEP:
            break
    loss = -np.log(np.bincount(group, prob * right, minlength=groups)).mean()
    print(f"  {groups} senses, loss {loss:.4f}", flush=True)
    found = weights.copy()
    found[free] = fitted
    return found


def _table(lesson: Lesson, plain: Floats, belief: Floats | None) -> tuple[Floats, Floats, Ints]:
    """Rows of candidates and of "none", which of them are right, and their sense."""
    slate = lesson.slate
    candidates = place_model.features(slate, belief, plain)
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


def write(path: Path, weights: Weights, seen: str) -> None:
    """Write weights as TOML, with what they were fitted on."""
    lines = [
        f'provenance = "Fitted by python -m bench.place_fit on {seen}, on reports drawn from the'
        ' gazetteer and on a part of the cir_events sightings (numbers only, no text)"',
        'licence = "Apache-2.0"',
    ]
    for part, values in zip(("alone", "together"), weights, strict=True):
        lines += ["", f"[{part}]"]
        for name, value in zip(place_model.term_names(), values, strict=True):
            lines.append(f"{name} = {value:.3f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path)


def main() -> None:
    """Fit the three sets, and write them."""
    shared = Path(__file__).parents[2] / "shared"
    default, united = default_config(), united_config(shared)
    towns = list(sighting_reports(shared))
    drawn = draw_reports(gazetteer_file(default.cache_folder), DRAWN)
    both = make_lessons(towns, default) + make_lessons(towns, united)
    both += make_lessons(drawn, default)
    corpora = {
        name: make_lessons(read_geoparse(shared / "data/geoparse" / file), default)
        for name, file in CORPORA.items()
    }
    print({name: len(lessons) for name, lessons in corpora.items()}, len(both), flush=True)
    write(weights_without("lgl"), train(corpora["trnews"] + both), "TR-News")
    write(weights_without("trnews"), train(corpora["lgl"] + both), "LGL")
    write(SHIPPED, train(corpora["lgl"] + corpora["trnews"] + both), "LGL, TR-News")


if __name__ == "__main__":
    main()
