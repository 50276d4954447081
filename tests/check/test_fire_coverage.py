"""What is no hit and what could not be seen: standing sources, cloud, no data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crossfix.check import load_fires
from crossfix.codes import EventType
from crossfix.findings.checks import Matter, Verdict
from tests.check.fire_files import Fire, ask, load, place, season

DAY = "2023-06-15"
NEXT = "2023-06-16"
FLARE = (50.230, 33.348)
"""A gas field in Poltava oblast whose flare burns all the year."""


@pytest.mark.parametrize("days_only", [False, True])
def test_a_flare_is_not_a_hit(tmp_path: Path, days_only: bool) -> None:
    moved = [Fire(f.lat + 1.23, f.lon + 0.348, f.day, f.minute) for f in season()]
    fires = load(tmp_path, [*moved, Fire(*FLARE, DAY, 5)], days_only=days_only)
    verdict, finding, coverage = ask(fires, place(lat=FLARE[0], lon=FLARE[1]))
    assert verdict is Verdict.BLIND
    assert "standing source" in coverage.words
    assert "1 detections of standing sources (flares, furnaces) left out" in finding.notes
    assert not finding.sightings
    assert fires.static == 1


def test_what_firms_calls_static_is_left_out(tmp_path: Path) -> None:
    text = "latitude,longitude,acq_date,type\n" + "".join(
        f"{f.lat},{f.lon},{f.day},0\n" for f in season()
    )
    path = tmp_path / "typed.csv"
    path.write_text(f"{text}49.003,33.0,{DAY},2\n", encoding="utf-8")
    assert ask(load_fires([path]), place())[0] is Verdict.BLIND
    path.write_text(f"{text}49.003,33.0,{DAY},0\n", encoding="utf-8")
    assert ask(load_fires([path]), place())[0] is Verdict.SUPPORTS


def test_a_flare_is_learned_from_the_files_given(tmp_path: Path) -> None:
    """In Iraq, where nothing is on record: fields burn in summer, the flare in every month."""
    months = [f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)]
    flare = [Fire(30.501, 47.602, f"{month}-11", 5) for month in months]
    fields = [
        Fire(30.9 + step / 500, 47.0 + day / 70, f"2022-{month:02d}-{day:02d}", 5)
        for month in (5, 6, 7)
        for day in range(1, 29)
        for step in range(20)
    ]
    at = place(lat=30.5, lon=47.6, earliest=date(2022, 6, 11), latest=date(2022, 6, 11))
    assert ask(load(tmp_path, [*flare, *fields]), at)[0] is Verdict.BLIND
    [only] = [fire for fire in flare if fire.day == "2022-06-11"]
    assert ask(load(tmp_path, [only, *fields]), at)[0] is Verdict.SUPPORTS


def test_what_could_not_be_seen_is_blind(tmp_path: Path) -> None:
    usual = season()
    cloudy = [fire for fire in usual if fire.day not in {DAY, NEXT}]
    elsewhere = [Fire(48.0, 35.5, DAY, 5), Fire(48.0, 35.5, NEXT, 5)]
    cases: list[tuple[list[Fire], Matter, str]] = [
        (cloudy, place(), "cloud, or no data"),
        ([*cloudy, *elsewhere], place(), "probably cloud"),
        (usual, place(lat=40.0), "nothing within about 250 km"),
        (usual, place(earliest=date(2022, 6, 15), latest=date(2022, 6, 15)), "not the days"),
        (usual, place(earliest=date(2024, 6, 15), latest=date(2024, 6, 15)), "not the days"),
        (usual, place(type=EventType.AGREEMENT, words="They signed a treaty."), "leaves no fire"),
        ([], place(), "nothing within about 250 km"),
    ]
    for fires, matter, words in cases:
        verdict, finding, coverage = ask(load(tmp_path, fires), matter)
        assert verdict is Verdict.BLIND, words
        assert words in coverage.words
        assert not finding.bears_out


def test_a_quiet_region_leaves_cloud_unknown(tmp_path: Path) -> None:
    fires = load(tmp_path, [Fire(47.6, 34.6, DAY, 5), Fire(49.3, 33.3, "2023-05-20", 5)])
    verdict, _, coverage = ask(fires, place())
    assert verdict is Verdict.SILENT
    assert coverage.seen is None
    assert "cloud is unknown" in coverage.words


def test_files_without_hours_say_that_passes_are_unknown(tmp_path: Path) -> None:
    _, _, coverage = ask(load(tmp_path, season(), days_only=True), place())
    assert "passes unknown" in coverage.words
