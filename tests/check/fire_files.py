"""The same fires written in every layout, and matters to hold against fires."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from crossfix.check import Fires, check_matters, load_fires
from crossfix.codes import EventType
from crossfix.findings.checks import Coverage, Finding, Matter, Verdict


@dataclass(frozen=True, slots=True)
class Fire:
    """A fire as a test tells it."""

    lat: float
    lon: float
    day: str
    minute: int
    satellite: str = "NOAA-20"
    confidence: str = "nominal"
    brightness: float = 330.5
    frp: float = 2.4


FIRES: Final = (
    Fire(47.62798, 34.32357, "2023-06-04", 3),
    Fire(48.48553, 38.79168, "2023-05-07", 30, confidence="low"),
    Fire(50.96290, 33.61864, "2023-05-07", 615, confidence="high", brightness=367.0, frp=39.87),
    Fire(50.61595, 34.27686, "2023-05-08", 1432, satellite="S-NPP"),
)
CODES: Final = {"NOAA-20": "N20", "S-NPP": "N"}
VIIRS: Final = "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite"


def clock(minute: int) -> str:
    return f"{minute // 60:02d}{minute % 60:02d}"


def colons(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def viirs_download(fires: Iterable[Fire], acq: Callable[[int], str] = clock) -> str:
    """The 24h, 48h and 7d files of VIIRS: words of confidence, no instrument."""
    lines = [f"{VIIRS},confidence,version,bright_ti5,frp,daynight"]
    lines += [
        f"{fire.lat},{fire.lon},{fire.brightness},0.44,0.39,{fire.day},{acq(fire.minute)},"
        f"{CODES[fire.satellite]},{fire.confidence},2.0NRT,281.83,{fire.frp},N"
        for fire in fires
    ]
    return "\n".join(lines) + "\n"


def api_area(fires: Iterable[Fire]) -> str:
    """The area API: an instrument, letters of confidence, times without leading noughts."""
    lines = [f"{VIIRS},instrument,confidence,version,bright_ti5,frp,daynight"]
    lines += [
        f"{fire.lat},{fire.lon},{fire.brightness},0.44,0.39,{fire.day},{int(clock(fire.minute))},"
        f"{CODES[fire.satellite]},VIIRS,{fire.confidence[0]},2.0NRT,281.83,{fire.frp},N"
        for fire in fires
    ]
    return "\n".join(lines) + "\n"


def api_country(fires: Iterable[Fire]) -> str:
    """The country API: the country first, no brightness."""
    lines = ["country_id,latitude,longitude,scan,track,acq_date,acq_time,satellite,instrument,"
             "confidence,version,frp,daynight"]  # fmt: skip
    lines += [
        f"UKR,{fire.lat},{fire.lon},0.44,0.39,{fire.day},{int(clock(fire.minute))},"
        f"{CODES[fire.satellite]},VIIRS,{fire.confidence[0]},2.0NRT,{fire.frp},N"
        for fire in fires
    ]
    return "\n".join(lines) + "\n"


def archive(fires: Iterable[Fire]) -> str:
    """The archive: brightness under its old name, a type."""
    lines = ["latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,instrument,"
             "confidence,version,bright_t31,frp,daynight,type"]  # fmt: skip
    lines += [
        f"{fire.lat},{fire.lon},{fire.brightness},0.44,0.39,{fire.day},{clock(fire.minute)},"
        f"{CODES[fire.satellite]},VIIRS,{fire.confidence[0]},2,281.83,{fire.frp},N,0"
        for fire in fires
    ]
    return "\n".join(lines) + "\n"


def semicolons(fires: Iterable[Fire]) -> str:
    """As a spreadsheet of a country with decimal commas saves it, with a byte order mark."""
    text = viirs_download(fires, colons).replace(",", ";").replace(".", ",")
    return "\ufeff" + text.replace("2,0NRT", "2.0NRT")


def bare(fires: Iterable[Fire]) -> str:
    """Position and day alone."""
    lines = ["LATITUDE,LONGITUDE,ACQ_DATE"]
    lines += [f"{fire.lat},{fire.lon},{fire.day}" for fire in fires]
    return "\n".join(lines)


def place(**changed: object) -> Matter:
    """A strike told of at one place and day."""
    fields: dict[str, object] = {
        "event_id": "evt_1",
        "document_id": "doc_1",
        "place_id": "pla_1",
        "place": "Lypivka",
        "lat": 49.0,
        "lon": 33.0,
        "radius_km": 1.0,
        "earliest": date(2023, 6, 15),
        "latest": date(2023, 6, 15),
        "type": EventType.STRIKE,
        "words": "A missile hit the village and set houses on fire.",
    }
    return Matter(**(fields | changed))  # type: ignore[arg-type]


def season(days: int = 60, around: str = "2023-06-15") -> list[Fire]:
    """Fires some 40 km from the place of :func:`place`, several a day: a region that is watched."""
    middle = date.fromisoformat(around)
    return [
        Fire(49.0 + 0.1 * step, 33.5 + 0.011 * (offset % 7), day.isoformat(), 60 + step)
        for offset in range(-days, days + 1)
        for day in (middle + timedelta(offset),)
        for step in range(-2, 3)
    ]


def load(folder: Path, fires: Iterable[Fire], *, days_only: bool = False) -> Fires:
    """The feed of these fires, written into a file."""
    path = folder / "fires.csv"
    path.write_text((bare if days_only else viirs_download)(fires), encoding="utf-8")
    return load_fires([path])


def ask(fires: Fires, matter: Matter) -> tuple[Verdict, Finding, Coverage]:
    """The verdict on one matter, and what it rests on."""
    [answer] = check_matters([matter], fires)
    return answer
