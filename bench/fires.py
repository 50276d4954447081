"""Measures checks against fires: ``python -m bench.fires``.

Every layout of the samples; likelihood ratios by kind, distance and delay on the development
half of cir_events against placebo days at the same places, cross-validated over blocks of
four weeks; the calibration of the verdicts; and a million fires against ten thousand events.
The part ``fires`` of ``python -m bench`` gives the same figures without the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import h3.api.numpy_int as h3
import msgspec
import numpy as np
import polars as pl
from training.fire_trials import SEED, YEAR, read_events, read_year
from training.fires import make_trials

from bench.fire_calibration import Told, bins, cross_validate, only_kind, share_ratio, shown, told
from bench.fire_scale import measure_scale
from crossfix.check import Fires, check_matters
from crossfix.check.fire_history import RINGS, FireHistory
from crossfix.check.fire_ratios import CELLS, DELAYS, NONE, load_table
from crossfix.check.fire_rows import SCHEMA, read_detections
from crossfix.check.static_sources import recorded_cells
from crossfix.findings.checks import Check, Matter, Verdict, support
from crossfix.model import Span

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
KINDS: Final = (None, "fire", "fuel", "other")
FLARE: Final = (50.230, 33.348)
"""A gas field in Poltava oblast."""

SAME: Final = ("lat", "lon", "day", "minute")
APART: Final = ("file", "line", "raw", "satellite", "confidence_given", *SAME)
"""Columns that two files of the same row may tell differently: ``N`` may be one of two
satellites, and the words of confidence have several forms."""


def measure(shared: Path, *, tables: bool = False) -> dict[str, float]:
    """The figures; ``tables`` prints what they are drawn from."""
    data = shared / "data"
    figures = dict(layouts(data / "firms" / "samples"))
    matters = read_events(data / "cir_events" / "events_dev.csv")
    detections = read_year(data / "firms" / "gianman89")
    history = FireHistory(detections, load_table().spread)
    events, placebos = cross_validate(*make_trials(history, matters))
    figures |= dict(ratios_by_cell(events, placebos, tables=tables))
    figures |= dict(calibration(events, placebos, tables=tables))
    fires = Fires(detections)
    figures |= dict(verdicts(fires, matters))
    figures |= dict(flares(fires, matters[0]))
    return figures | measure_scale()


def layouts(folder: Path) -> Iterator[tuple[str, float]]:
    """How the samples are read, and whether files that share rows give the same records."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    read = [read_detections([path]) for path in paths]
    yield "fires: sample files read", float(len(read))
    yield "fires: sample rows read", float(sum(part.deliveries[0].rows for part in read))
    yield (
        "fires: sample rows rejected",
        float(sum(sum(part.deliveries[0].reasons.values()) for part in read)),
    )
    shared = same = 0
    fields = [name for name in SCHEMA if name not in APART]
    for at, left in enumerate(read):
        for right in read[at + 1 :]:
            both = left.frame.join(right.frame, on=SAME, how="inner", suffix="_other")
            agree = pl.all_horizontal(
                pl.col(name).is_null()
                | pl.col(f"{name}_other").is_null()
                | (pl.col(name) == pl.col(f"{name}_other"))
                for name in fields
            )
            shared += both.height
            same += both.filter(agree).height
    yield "fires: sample rows in two files", float(shared)
    yield "fires: of those, the same record, %", 100 * same / max(shared, 1)


def ratios_by_cell(events: Told, placebos: Told, *, tables: bool) -> Iterator[tuple[str, float]]:
    """Likelihood ratios as found, by kind, ring and delay, beside those told without learning."""
    rng = np.random.default_rng(SEED)
    if tables:
        print("kind   first fire           events  placebo days   found (90 %)            told")
    for kind in KINDS:
        own, other = only_kind(events, kind), only_kind(placebos, kind)
        for cell in range(CELLS + 1):
            left, right = shown(own, other, None, cell)
            if not left.any():
                continue
            found, low, high = share_ratio(own, left, other, right, rng)
            if tables:
                name = f"{kind or 'all':6} {cell_name(cell):20}"
                print(
                    f"{name} {left.sum():5} ({left.mean():6.1%}) {right.mean():8.1%}"
                    f"  {found:7.2f} ({low:.2f} to {high:.2f})  {told(own.best[left]):7.2f}"
                )
            if cell in {0, NONE}:
                yield f"fires: ratio found, {kind or 'all'}, {cell_name(cell)}", found


def calibration(events: Told, placebos: Told, *, tables: bool) -> Iterator[tuple[str, float]]:
    """Whether verdicts weigh what they say, on days that were not learned from."""
    if tables:
        print("\nratio told        events  placebo days    told    found (90 %)")
    off, weight = 0.0, 0
    for one in bins(events, placebos):
        if tables:
            print(
                f"{one.low:6.2f} to {one.high:6.2f} {one.events:7} {one.placebos:12}"
                f" {one.told:9.2f} {one.found:8.2f} ({one.found_low:.2f} to {one.found_high:.2f})"
            )
        off += one.events * abs(np.log(one.told / one.found))
        weight += one.events
    borne, by_chance = events.supports, placebos.supports
    yield "fires: mean error of the ratio told, as a factor", float(np.exp(off / weight))
    yield "fires: events borne out, %", 100 * float(borne.mean())
    yield (
        "fires: placebo days called borne out, %",
        100 * float(np.average(by_chance, weights=placebos.weight)),
    )
    for kind in KINDS[1:]:
        rows = only_kind(events, kind)
        yield f"fires: events borne out, {kind}, %", 100 * float(rows.supports.mean())
    yield "fires: mean log2 ratio of events", float(np.log2(events.best).mean())
    logs = np.log2(placebos.best)
    yield "fires: mean log2 ratio of placebo days", float(np.average(logs, weights=placebos.weight))


def verdicts(fires: Fires, matters: list[Matter]) -> Iterator[tuple[str, float]]:
    """The verdicts on the events, and whether silence or blindness counts for anything."""
    told = [
        Check(
            id=matter.event_id, event_id=matter.event_id, document_id="", place_id=None,
            trigger=Span(0, 1, "x"), feed=fires.name, version=fires.version, verdict=verdict,
            ratio=finding.ratio,
        )
        for matter, (verdict, finding, _) in zip(
            matters, check_matters(matters, fires), strict=True
        )
    ]  # fmt: skip
    for verdict in (Verdict.SUPPORTS, Verdict.SILENT, Verdict.BLIND):
        share = sum(check.verdict is verdict for check in told) / len(told)
        yield f"fires: verdicts on events, {verdict.value}, %", 100 * share
    others = [check for check in told if check.verdict is not Verdict.SUPPORTS]
    yield (
        "fires: silent or blind verdicts that count",
        float(sum(support([check]) != 0 for check in others)),
    )


def flares(fires: Fires, like: Matter) -> Iterator[tuple[str, float]]:
    """Standing sources on record, asked about on days of the year: how many are called a hit."""
    rng = np.random.default_rng(SEED)
    days = [date(YEAR, 1, 1) + timedelta(days=int(step)) for step in rng.integers(0, 365, 10)]
    asked = [
        msgspec.structs.replace(like, lat=lat, lon=lon, earliest=day, latest=day)
        for lat, lon in (h3.cell_to_latlng(cell) for cell in recorded_cells())
        for day in days
    ]
    told = [(verdict, finding.notes) for verdict, finding, _ in check_matters(asked, fires)]
    burning = [
        verdict for verdict, notes in told if any("standing sources" in note for note in notes)
    ]
    hits = burning.count(Verdict.SUPPORTS)
    yield "fires: days and places at which a standing source burned", float(len(burning))
    yield "fires: of those, called a hit, %", 100 * hits / max(len(burning), 1)
    flare = [
        msgspec.structs.replace(like, lat=FLARE[0], lon=FLARE[1], earliest=day, latest=day)
        for day in (date(YEAR, 1, 1) + timedelta(days=step) for step in range(365))
    ]
    hit = sum(verdict is Verdict.SUPPORTS for verdict, _, _ in check_matters(flare, fires))
    yield "fires: days of the year on which a gas field is called a hit", float(hit)


def cell_name(cell: int) -> str:
    """A ring and delay in a few letters."""
    if cell == NONE:
        return "none within 5 km"
    ring, delay = divmod(cell, DELAYS)
    edges = (0.0, *RINGS)
    return f"{edges[ring]:g}-{edges[ring + 1]:g} km, {'next' if delay else 'same'} day"


def main() -> None:
    """Print the tables and the figures."""
    for name, value in measure(SHARED, tables=True).items():
        print(f"{name:56} {value:10.3f}")


if __name__ == "__main__":
    main()
