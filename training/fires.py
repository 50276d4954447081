"""Learns what a fire beside an event weighs: ``python -m training.fires``.

Writes ``fire_ratios.json`` into the package, from the development half of cir_events and
the detections of 2022 in gianman89 (both beside the repository, in ``../shared``).
``python -m bench.fires`` measures the same fit on days that it did not see.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import polars as pl

from crossfix.check import fire_ratios
from crossfix.check.fire_fleet import MODIS_ALONE, ONE_VIIRS
from crossfix.check.fire_history import RINGS, FireHistory
from crossfix.check.fire_kinds import LEARNED
from crossfix.check.fire_ratios import CELLS, FireTable, Learned
from crossfix.check.fire_rows import Detections, read_detections
from crossfix.check.fire_times import EPOCH
from crossfix.findings.checks import Matter
from training.fire_fit import ALL, fit, fit_spread, replicates
from training.fire_trials import (
    SEED,
    Trials,
    event_trials,
    placebo_trials,
    read_events,
    read_year,
    together,
)

SHARED: Final = Path(__file__).resolve().parents[1].parent / "shared" / "data"
EVENTS: Final = SHARED / "cir_events" / "events_dev.csv"
FIRES: Final = SHARED / "firms" / "gianman89"
MODIS: Final = SHARED / "firms" / "samples"
MODIS_FILES: Final = ("leomollmann_MODIS-2022-arch.csv", "leomollmann_MODIS-2022.csv")
SIX_DECIMALS_UNTIL: Final = date(2022, 8, 31)
WIDER: Final = (2.0, 5.0, 10.0, 15.0)
"""Radii in km, beside none, that chances are calibrated for."""

FEW: Final = 4
"""Every so-manieth place stands for all where the radius is wide (there is more to look at)."""

REPLICATES: Final = 60
PROVENANCE: Final = (
    "Fitted by training/fires.py on the development half of cir_events (geolocated events in "
    "Ukraine, 2022; no row of it is here) against other days at the same places, with the fire "
    "detections of 2022 in the repository gianman89 (MIT; NASA FIRMS, open data: MODIS, Suomi NPP "
    "and NOAA-20). Parameters only."
)
BASIS: Final = (
    "learned from {events:,} dated and geolocated events in Ukraine in 2022 against {placebos:,} "
    "other days at the same places"
)


def learn_spread(detections: Detections, matters: list[Matter]) -> tuple[float, float]:
    """How detections flock, from placebo days at several radii."""
    # With all trust in the region, the chance is that of its density alone.
    history = FireHistory(detections, (1.0, 0.0), trust=1e12)
    expected, areas, hits = [], [], []
    for radius in (0.0, *WIDER):
        trials = placebo_trials(history, matters[::FEW], 2, radius)
        number = -np.log1p(-np.minimum(trials.places.chance, 1 - 1e-12))
        expected.append(number[:, 0])
        areas.append(np.full(len(trials), np.pi * (radius + RINGS[0]) ** 2))
        hits.append(trials.cell == 0)
    return fit_spread(np.concatenate(expected), np.concatenate(areas), np.concatenate(hits))


def make_trials(history: FireHistory, matters: list[Matter]) -> tuple[Trials, Trials]:
    """Events, and placebo days at every radius."""
    wider = [placebo_trials(history, matters[::FEW], 2, radius) for radius in WIDER]
    return event_trials(history, matters), together([placebo_trials(history, matters), *wider])


def learn_shares(
    detections: Detections, matters: list[Matter], spread: tuple[float, float]
) -> dict[str, float]:
    """How much of the sensitivity fewer satellites have, near the place and on the day.

    The files do not name satellites. Until August those of Suomi NPP stand with six decimals
    and those of NOAA-20 with five; MODIS alone has files of its own.
    """
    early = [matter for matter in matters if matter.earliest < SIX_DECIMALS_UNTIL]
    decimals = detections.frame.select(
        pl.max_horizontal(
            pl.col("raw").str.split(",").list.get(at).str.extract(r"\.(\d*)", 1).str.len_chars()
            for at in (0, 1)
        )
    ).to_series()
    whole = _sensitivity(detections, early, spread)
    one = [
        _sensitivity(
            replace(detections, frame=detections.frame.filter(decimals == many)), early, spread
        )
        for many in (5, 6)
    ]
    modis = read_detections([MODIS / name for name in MODIS_FILES])
    first, last = modis.frame["day"].min(), modis.frame["day"].max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    days = [(matter, (matter.earliest - EPOCH).days) for matter in matters]
    later = [matter for matter, day in days if first <= day < last]
    alone = _sensitivity(modis, later, spread) / _sensitivity(detections, later, spread)
    return {ONE_VIIRS: round(sum(one) / 2 / whole, 2), MODIS_ALONE: round(alone, 2)}


def _sensitivity(
    detections: Detections, matters: list[Matter], spread: tuple[float, float]
) -> float:
    history = FireHistory(detections, spread)
    found = fit(event_trials(history, matters), placebo_trials(history, matters))
    return found.sensitivity[ALL][0]


def make_table(
    events: Trials, placebos: Trials, spread: tuple[float, float], shares: dict[str, float]
) -> FireTable:
    """The fit, its replicates, and what stands behind them."""
    kinds = np.array(events.kinds)
    names = {ALL: np.ones(len(events), bool)}
    names |= {kind.value: kinds == kind.value for kind in LEARNED}
    rng = np.random.default_rng(SEED)
    points = int((placebos.places.radius == 0).sum())
    return FireTable(
        version="1",
        provenance=PROVENANCE,
        licence="Apache-2.0",
        basis=BASIS.format(events=len(events), placebos=points),
        spread=spread,
        fit=fit(events, placebos),
        replicates=tuple(replicates(events, placebos, REPLICATES, rng)),
        shares=shares,
        events={name: int(rows.sum()) for name, rows in names.items()},
        hits={
            name: tuple(int((events.cell[rows] == cell).sum()) for cell in range(CELLS))
            for name, rows in names.items()
        },
    )


def main() -> None:
    """Fit and write the table."""
    matters = read_events(EVENTS)
    detections = read_year(FIRES)
    spread = learn_spread(detections, matters)
    events, placebos = make_trials(FireHistory(detections, spread), matters)
    shares = learn_shares(detections, matters, spread)
    table = make_table(events, placebos, spread, shares)
    path = Path(fire_ratios.__file__).parent / fire_ratios.DATA
    path.write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes, spread {spread}, shares {shares}")
    show(table.fit)


def show(fitted: Learned) -> None:
    """Print a fit."""
    for name, row in fitted.sensitivity.items():
        print(f"{name:8}" + "".join(f"{value:9.4f}" for value in row))
    print(f"growth {fitted.growth}, usual {fitted.usual}, calibration {fitted.calibration}")


if __name__ == "__main__":
    main()
