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
from crossfix.check.fire_history import RINGS, FireHistory, Flags
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


HEADING: Final = (
    f"{'kind':6} {'what was seen, or said':24} {'events':>14} {'other days':>10}"
    f" {'told':>8} {'found (90 %)':>24}"
)
"""Of the table: how many events and what share of them, the share of placebo days, the ratio
told without having learned from these days, and the ratio of the shares."""


def ratios_by_cell(events: Told, placebos: Told, *, tables: bool) -> Iterator[tuple[str, float]]:
    """Likelihood ratios as found, by kind, ring and delay, beside those told without learning."""
    rng = np.random.default_rng(SEED)
    if tables:
        print(f"{HEADING}\n-- the first fire: where, and when")
    for kind in KINDS:
        own, other = only_kind(events, kind), only_kind(placebos, kind)
        for cell in range(CELLS + 1):
            left, right = shown(own, other, None, cell)
            if not left.any():
                continue
            found = share_ratio(own, left, other, right, rng)
            if tables:
                print_row(kind, cell_name(cell), (own, left), (other, right), found)
            if cell in {0, NONE}:
                yield f"fires: ratio found, {kind or 'all'}, {cell_name(cell)}", found[0]
            if cell == 0 and kind == "fire":
                bare = float(left.mean() / right.mean())
                yield f"fires: ratio of the bare shares, {kind}, {cell_name(cell)}", bare


def calibration(events: Told, placebos: Told, *, tables: bool) -> Iterator[tuple[str, float]]:
    """Whether ratios and verdicts weigh what they say, on days that were not learned from."""
    if tables:
        print("-- the ratio told")
    off, weight = 0.0, 0
    for one in bins(events, placebos):
        if tables:
            inside = [(t.best >= one.low) & (t.best < one.high) for t in (events, placebos)]
            found = (one.found, one.found_low, one.found_high)
            label = f"{one.low:.2f} to {one.high:.2f}"
            print_row(None, label, (events, inside[0]), (placebos, inside[1]), found)
        off += one.events * abs(np.log(one.told / one.found))
        weight += one.events
    yield "fires: mean error of the ratio told, as a factor", float(np.exp(off / weight))
    yield from calibrated_verdicts(events, placebos, tables=tables)
    logs = np.log2(placebos.best)
    yield "fires: mean log2 ratio of events", float(np.log2(events.best).mean())
    yield "fires: mean log2 ratio of placebo days", float(np.average(logs, weights=placebos.weight))


def calibrated_verdicts(
    events: Told, placebos: Told, *, tables: bool
) -> Iterator[tuple[str, float]]:
    """How often each verdict is said of events and of placebo days, by kind."""
    rng = np.random.default_rng(SEED)
    if tables:
        print("-- the verdict")
    for kind in KINDS:
        own, other = only_kind(events, kind), only_kind(placebos, kind)
        for verdict in (Verdict.SUPPORTS, Verdict.SILENT):
            left, right = (t.supports == (verdict is Verdict.SUPPORTS) for t in (own, other))
            if tables and left.any():
                found = share_ratio(own, left, other, right, rng)
                print_row(kind, verdict.value, (own, left), (other, right), found)
        name = f", {kind}" if kind else ""
        yield f"fires: events borne out{name}, %", 100 * float(own.supports.mean())
        if kind is None:
            borne = float(np.average(other.supports, weights=other.weight))
            yield "fires: placebo days called borne out, %", 100 * borne


def print_row(
    kind: str | None,
    label: str,
    own: tuple[Told, Flags],
    other: tuple[Told, Flags],
    found: tuple[float, float, float],
) -> None:
    """One row of the table; each side is what was told, and which of it the row is of."""
    events, left = own
    placebos, right = other
    share = float(np.average(right, weights=placebos.weight))
    best, low, high = found
    print(
        f"{kind or 'all':6} {label:24} {left.sum():5} ({left.mean():6.1%}) {share:10.1%}"
        f" {told(events.best[left]):8.2f} {best:8.2f} ({low:.2f} to {high:.2f})"
    )


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
