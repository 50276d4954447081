"""Measures the gazetteer: ``python -m bench.gazetteer``.

How long the default takes to compile, how large it is, what memory it takes when open and
how long a name takes to be found.  The names are the towns of cir_events as they stand
there, once more in Cyrillic letters, and once more with a letter lost; no answer is
remembered from one round to the next.  With the Ukrainian places of Who's On First
at hand the same is measured with them added, and how many of the towns either knows.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from crossfix.config import Config
from crossfix.ground import gazetteers
from crossfix.ground.gazetteer import Geonames
from crossfix.ground.gazetteer_entry import kilometres

ROOT: Final = Path(__file__).resolve().parents[1]
TOWN_KM: Final = 15.0
CYRILLIC: Final = str.maketrans(
    {
        "a": "а", "b": "б", "v": "в", "h": "г", "g": "г", "d": "д", "e": "е", "z": "з", "y": "и",
        "i": "і", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с",
        "t": "т", "u": "у", "f": "ф",
    }
)  # fmt: skip

Town = tuple[str, float, float]


def measure(shared: Path) -> dict[str, float]:
    """All figures of this module; times are CPU time, memory is of a process of its own."""
    towns = read_towns(shared / "data/cir_events/events_dev.csv")
    places = shared / "data/gazetteer/wof_ua_places.tsv"
    with tempfile.TemporaryDirectory() as folder:
        config = Config(cache=f"{folder}/cache", data=f"{folder}/data")
        began = time.process_time()
        Geonames(config)
        figures = {"gazetteer: default, building (CPU s)": time.process_time() - began}
        figures |= {f"gazetteer: default, {k}": v for k, v in _in_a_process(config, towns).items()}
        began = time.process_time()
        gazetteers.add_gazetteers([str(places)], config)
        figures["gazetteer: with WOF UA, adding (CPU s)"] = time.process_time() - began
        figures |= {
            f"gazetteer: with WOF UA, {k}": v for k, v in _in_a_process(config, towns).items()
        }
    return figures


def read_towns(path: Path) -> list[Town]:
    """The town names of the events in Ukraine, each once, with the event's point."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {
        row["town/city"].strip(): (float(row["lat"]), float(row["lon"]))
        for row in rows
        if row["town/city"].strip() and row["country"] == "Ukraine"
    }
    return [(name, *point) for name, point in sorted(found.items())]


def _in_a_process(config: Config, towns: Sequence[Town]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.gazetteer", config.cache, config.data]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(towns), capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure_open(config: Config, towns: Sequence[Town]) -> dict[str, float]:
    """Size, opening, memory, look-ups and how many towns have a place of the name nearby."""
    before = _resident()
    began = time.process_time()
    gazetteer = Geonames(config)
    opening = time.process_time() - began
    opened = _resident() - before
    right = sum(_is_near(gazetteer, town) for town in towns)
    used = _resident() - before
    names = [name for name, _, _ in towns]
    kinds = {
        "as written": names,
        "in Cyrillic": [name.lower().translate(CYRILLIC).title() for name in names],
        "a letter lost": [name[: len(name) // 2] + name[len(name) // 2 + 1 :] for name in names],
    }
    times = {kind: _mean_ms(config, list_) for kind, list_ in kinds.items()}
    united = sorted(Path(config.cache).glob("united-*.sqlite"))
    path = united[-1] if united else next(Path(config.cache).glob("geonames-*.sqlite"))
    return {
        "size (MB)": path.stat().st_size / 1e6,
        "opening (CPU s)": opening,
        "memory when open (MB)": opened,
        "memory after looking all towns up (MB)": used,
        **{f"look-up, {kind} (ms)": value for kind, value in times.items()},
        "look-up, mean (ms)": sum(times.values()) / len(times),
        "look-up close to a point (ms)": _mean_ms(config, names, [towns[0][1:]]),
        "towns with a place of the name within 15 km": right / len(towns),
    }


def _mean_ms(
    config: Config, names: Sequence[str], near: Sequence[tuple[float, float]] = ()
) -> float:
    """CPU time of a look-up, the least of three rounds, each with no answer remembered."""
    rounds = []
    for _ in range(3):
        gazetteer = Geonames(config)
        began = time.process_time()
        for name in names:
            gazetteer.candidates(name, near)
        rounds.append(time.process_time() - began)
    return 1000 * min(rounds) / len(names)


def _is_near(gazetteer: Geonames, town: Town) -> bool:
    name, lat, lon = town
    found = gazetteer.candidates(name)
    return any(kilometres(c.lat, c.lon, lat, lon) <= TOWN_KM for c in found)


def _resident() -> float:
    """The memory that this process holds now, in MB, pages of mapped files included."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Print the figures; with folders as arguments, measure what is compiled there."""
    if len(sys.argv) == 3:
        config = Config(cache=sys.argv[1], data=sys.argv[2])
        print(json.dumps(measure_open(config, [tuple(town) for town in json.load(sys.stdin)])))
        return
    for key, value in measure(ROOT.parent / "shared").items():
        print(f"{key:66} {value:10.3f}")


if __name__ == "__main__":
    main()
