"""A million fires against ten thousand events: time and memory, loading included."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from crossfix.check import check_ledgers, load_fires
from crossfix.codes import EventType, SegmentKind
from crossfix.findings.checks import Verdict
from crossfix.model import Document, Event, Ledger, Place, Segment, Span, make_id

FIRES: Final = 1_000_000
EVENTS: Final = 10_000
BEGIN: Final = date(2022, 1, 1)
DAYS: Final = 365
TEXT: Final = "A missile hit the depot near the town and a fire broke out there."
RADII: Final = (0.5, 2.0, 3.0, 9.0, 15.0)
"""Half-widths of places, as a gazetteer gives them for a site, a village, a town, a city."""


def measure_scale() -> dict[str, float]:
    """Seconds of processor time for reading the fires and checking the events, and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fires.csv"
        write_fires(path, FIRES)
        ledgers = list(make_ledgers(EVENTS))
        begin, wall = time.process_time(), time.monotonic()
        fires = load_fires([path])
        loaded = time.process_time()
        verdicts = [check.verdict for check in check_ledgers(ledgers, [fires])]
        end, wall = time.process_time(), time.monotonic() - wall
    if len(verdicts) != EVENTS:
        raise AssertionError(f"{len(verdicts)} verdicts on {EVENTS} events")
    return {
        "fires: seconds to read a million": loaded - begin,
        "fires: seconds for ten thousand events, reading included": end - begin,
        "fires: the same on the clock": wall,
        "fires: of these events, borne out, %": 100 * verdicts.count(Verdict.SUPPORTS) / EVENTS,
        "fires: peak memory (MB)": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def write_fires(path: Path, count: int) -> None:
    """Fires in flocks over Ukraine in one year, in the layout of VIIRS near-real-time files."""
    rng = np.random.default_rng(1)
    flocks = count // 20
    middle = np.stack([rng.uniform(44.5, 52.3, flocks), rng.uniform(22.5, 40.0, flocks)])
    which = rng.integers(0, flocks, count)
    lat, lon = middle[:, which] + rng.normal(0, 0.02, (2, count))
    day = np.minimum(rng.integers(0, DAYS, flocks)[which] + rng.integers(0, 3, count), DAYS - 1)
    days = [(BEGIN + timedelta(days=step)).isoformat() for step in range(DAYS)]
    minute = rng.choice([5, 57, 1021, 1109, 2255, 2343], count)
    with path.open("w", encoding="ascii") as file:
        file.write(
            "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,"
            "confidence,version,bright_ti5,frp,daynight\n"
        )
        for at in range(count):
            file.write(
                f"{lat[at]:.5f},{lon[at]:.5f},321.5,0.42,0.61,{days[day[at]]},{minute[at]:04d},N20,"
                "VIIRS,n,2.0NRT,290.1,2.4,N\n"
            )


def make_ledgers(events: int) -> Iterator[Ledger]:
    """Reports of ten events each, at places known more and less well."""
    rng = np.random.default_rng(2)
    for number in range(events // 10):
        document = Document(
            id=make_id("doc", number),
            path=f"{number}.txt",
            sha256="",
            text=TEXT,
            published="2023-01-31",
        )
        whole = Span(0, len(TEXT), TEXT)
        segment = Segment(
            id=make_id("seg", number),
            span=whole,
            kind=SegmentKind.PARAGRAPH,
            voice="",
            voice_basis="",
        )
        places, told = [], []
        for step in range(10):
            place = Place(
                id=make_id("pla", number, step),
                span=Span(35, 39, TEXT[35:39]),
                name="the town",
                lat=float(rng.uniform(45, 52)),
                lon=float(rng.uniform(23, 39)),
                radius_km=float(rng.choice(RADII)),
            )
            day = (BEGIN + timedelta(days=int(rng.integers(50, 300)))).isoformat()
            event = Event(
                id=make_id("evt", number, step),
                trigger=Span(10, 13, TEXT[10:13]),
                type=EventType.STRIKE,
                places=(place.id,),
                earliest=day,
                latest=day,
            )
            places.append(place)
            told.append(event)
        yield Ledger(
            document=document, segments=(segment,), places=tuple(places), events=tuple(told)
        )
