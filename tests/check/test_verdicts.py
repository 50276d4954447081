"""Verdicts on matters and ledgers: what bears out, what is silent, blind, or not asked at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossfix.check import check_ledger, check_ledgers
from crossfix.codes import EventType
from crossfix.findings.checks import (
    Check,
    Finding,
    Matter,
    Ratio,
    Verdict,
    judge,
    support,
    to_json,
)
from crossfix.model import Span
from tests.check.fire_files import Fire, ask, load, place, season
from tests.readings import ledger_of

DAY = "2023-06-15"
NEXT = "2023-06-16"


def ratio(finding: Finding) -> Ratio:
    assert finding.ratio is not None
    return finding.ratio


def test_a_fire_at_the_place_on_the_day_supports(tmp_path: Path) -> None:
    hit = Fire(49.003, 33.004, DAY, 615, confidence="high", brightness=367.0, frp=41.5)
    verdict, finding, coverage = ask(load(tmp_path, [*season(), hit]), place())
    assert verdict is Verdict.SUPPORTS
    found = ratio(finding)
    assert found.best > 5
    assert 1 < found.low <= found.best <= found.high
    assert "2,825 dated and geolocated events" in found.basis
    [sighting] = finding.sightings
    assert (sighting.file, sighting.line) == ("fires.csv", 607)
    assert sighting.km == pytest.approx(0.44, abs=0.01)
    assert sighting.when == "2023-06-15T10:15Z"
    assert sighting.raw["acq_time"] == "1015"
    for words in ("NOAA-20", "confidence high", "41.5 MW", "brightness full", "0.44 by 0.39 km"):
        assert words in sighting.what
    assert finding.reasons == {"fire within 1 km on the day": pytest.approx(2, abs=2)}
    assert coverage.seen
    assert "NOAA-20 3 (2 by night)" in coverage.words


@pytest.mark.parametrize(
    ("lat", "day", "words"),
    [
        (49.003, NEXT, "within 1 km on the next day"),
        (49.024, DAY, "1 to 2 km off on the day"),
        (49.040, DAY, "2 to 5 km off on the day"),
    ],
)
def test_the_reasons_name_distance_and_delay(
    tmp_path: Path, lat: float, day: str, words: str
) -> None:
    _, finding, _ = ask(load(tmp_path, [*season(), Fire(lat, 33.0, day, 615)]), place())
    assert any(words in reason for reason in finding.reasons)
    assert finding.count == 1


@pytest.mark.parametrize(
    ("lat", "day"), [(49.003, "2023-06-14"), (49.003, "2023-06-17"), (49.06, DAY)]
)
def test_other_days_and_places_are_silent(tmp_path: Path, lat: float, day: str) -> None:
    verdict, finding, coverage = ask(load(tmp_path, [*season(), Fire(lat, 33.0, day, 5)]), place())
    assert verdict is Verdict.SILENT
    assert not finding.sightings
    assert coverage.seen
    assert ratio(finding).best < 1, "what silence says is told"
    assert list(finding.reasons) == ["no fire seen"]


def test_nearer_and_sooner_weighs_more(tmp_path: Path) -> None:
    weights = []
    for lat, day in ((49.003, DAY), (49.024, DAY), (49.040, DAY)):
        fires = load(tmp_path, [*season(), Fire(lat, 33.0, day, 615)])
        weights.append(ratio(ask(fires, place())[1]).best)
    assert weights == sorted(weights, reverse=True)


def test_what_is_told_of_the_event_counts(tmp_path: Path) -> None:
    fires = load(tmp_path, [*season(), Fire(49.003, 33.0, DAY, 615)])
    texts = ("The village burned.", "An oil depot was hit.", "A school was hit.")
    found = [ratio(ask(fires, place(words=words))[1]).best for words in texts]
    assert found[0] > found[1] > found[2]
    assert ratio(ask(fires, place(words="They came under artillery fire."))[1]).best == found[2]


def test_an_uncertain_place_or_day_weighs_less(tmp_path: Path) -> None:
    fires = load(tmp_path, [*season(), Fire(49.003, 33.0, DAY, 615)])
    by_radius = [ratio(ask(fires, place(radius_km=km))[1]).best for km in (0.5, 3.0, 9.0, 20.0)]
    assert by_radius == sorted(by_radius, reverse=True)
    assert by_radius[-1] < by_radius[0] / 3
    days = (1, 2, 5, 10)
    by_days = [
        ratio(ask(fires, place(latest=date(2023, 6, 14) + timedelta(days)))[1]).best
        for days in days
    ]
    assert by_days == sorted(by_days, reverse=True)
    assert by_days[-1] < by_days[0] / 2


def test_a_place_that_burns_anyway_weighs_less(tmp_path: Path) -> None:
    """The stubble burns on every third day around: one fire more tells little."""
    hit = Fire(49.003, 33.0, DAY, 615)
    usual = [
        Fire(49.0, 33.001 + step / 1e4, (date(2023, 6, 15) + timedelta(step)).isoformat(), 5)
        for step in range(-42, 43, 3)
        if step
    ]
    quiet = ratio(ask(load(tmp_path, [*season(), hit]), place())[1]).best
    busy = ask(load(tmp_path, [*season(), hit, *usual]), place())
    assert ratio(busy[1]).best < quiet / 3


def test_a_fire_seen_before_the_hour_is_no_hit(tmp_path: Path) -> None:
    fires = load(tmp_path, [*season(), Fire(49.003, 33.0, DAY, 615)])
    after = place(since=datetime(2023, 6, 15, 11, tzinfo=UTC))
    before = place(since=datetime(2023, 6, 15, 9, 30, tzinfo=UTC))
    assert ask(fires, after)[0] is Verdict.SILENT
    verdict, finding, _ = ask(fires, before)
    assert verdict is Verdict.SUPPORTS
    assert any("may be that of the satellite's pass" in note for note in finding.notes)


def test_files_of_one_satellite_or_two(tmp_path: Path) -> None:
    """One satellite sees fewer of the fires that events make: one seen weighs less."""
    hit = Fire(49.003, 33.0, DAY, 615)
    one = ask(load(tmp_path, [*season(), hit]), place())[1]
    both = [
        Fire(fire.lat, fire.lon, fire.day, fire.minute, satellite=("S-NPP", "NOAA-20")[at % 2])
        for at, fire in enumerate(season())
    ]
    two = ask(load(tmp_path, [*both, hit]), place())[1]
    unnamed = ask(load(tmp_path, [*season(), hit], days_only=True), place())[1]
    assert ratio(one).best < ratio(two).best == ratio(unnamed).best
    assert any("fewer satellites" in note for note in one.notes)
    assert not any("fewer satellites" in note for note in (*two.notes, *unnamed.notes))


# --- nothing that was not seen counts --------------------------------------------------

CHECKS = st.builds(
    Check,
    id=st.just("chk_1"),
    event_id=st.just("evt_1"),
    document_id=st.just("doc_1"),
    place_id=st.none(),
    trigger=st.just(Span(0, 3, "hit")),
    feed=st.sampled_from(["fires", "events", "radar"]),
    version=st.just("1"),
    verdict=st.sampled_from(Verdict),
    ratio=st.none()
    | st.builds(
        Ratio,
        best=st.floats(0.01, 100),
        low=st.floats(0.001, 100),
        high=st.floats(0.01, 1000),
        basis=st.just("a test"),
    ),
)


@given(st.lists(CHECKS, max_size=8), CHECKS)
def test_no_check_lowers_support_and_only_support_raises_it(
    checks: list[Check], another: Check
) -> None:
    before, after = support(checks), support([*checks, another])
    assert after >= before >= 0
    if another.verdict is not Verdict.SUPPORTS:
        assert after == before


MATTERS = st.builds(
    place,
    radius_km=st.floats(0, 24),
    latest=st.integers(0, 9).map(lambda days: date(2023, 6, 15) + timedelta(days)),
    type=st.sampled_from(EventType),
    words=st.sampled_from(["It burned.", "A depot was hit.", "They met."]),
)
BURNED = st.lists(
    st.tuples(st.floats(48.8, 49.2), st.floats(32.8, 33.6), st.integers(-50, 50)), max_size=30
)


@given(BURNED, MATTERS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_burns_silence_and_blindness_count_for_nothing(
    tmp_path: Path, burned: list[tuple[float, float, int]], matter: Matter
) -> None:
    middle = date(2023, 6, 15)
    fires = [Fire(lat, lon, (middle + timedelta(day)).isoformat(), 5) for lat, lon, day in burned]
    verdict, finding, coverage = ask(load(tmp_path, fires), matter)
    assert verdict is judge(finding, coverage)
    assert verdict is not Verdict.CONTRADICTS, "no fire refutes"
    told = finding.ratio
    if told is not None:
        assert 0 < told.low <= told.best <= told.high
    check = Check(
        id="chk_1", event_id="evt_1", document_id="doc_1", place_id=None,
        trigger=Span(0, 3, "hit"), feed="fires", version="1", verdict=verdict, ratio=told,
    )  # fmt: skip
    if verdict is Verdict.SUPPORTS:
        assert support([check]) > 0
    else:
        assert support([check]) == 0


# --- ledgers ---------------------------------------------------------------------------

REPORT = (
    "Drones struck an oil depot in Poltava on 15 June 2023. "
    "Missiles will hit Lubny on 20 June 2023. "
    "The ministry denied that a plant in Poltava was destroyed on 14 June 2023. "
    "Shells hit a village. A missile struck the Yarivtsi grain dryer on 12 June 2023."
)


def test_every_event_of_a_ledger_has_a_verdict_or_a_reason(tmp_path: Path) -> None:
    around = [Fire(f.lat + 0.6, f.lon + 1.5, f.day, f.minute) for f in season()]
    fires = load(tmp_path, [*around, Fire(49.59, 34.55, DAY, 615)])
    ledger = ledger_of(REPORT, "2023-06-18")
    checks = list(check_ledger(ledger, [fires]))
    assert {check.event_id for check in checks} == {event.id for event in ledger.events}
    assert len({check.id for check in checks}) == len(checks)
    by_trigger = {check.trigger.text: check for check in checks}
    assert by_trigger["struck"].verdict in {Verdict.SUPPORTS, Verdict.SILENT, Verdict.NOT_CHECKED}
    for check in checks:
        assert check.feed == "fires"
        assert msgspec.json.decode(to_json(check))["id"] == check.id
        if check.verdict is Verdict.NOT_CHECKED:
            assert check.notes[0]
            assert check.ratio is None
        else:
            assert check.coverage
    reasons = " | ".join(note for check in checks for note in check.notes)
    assert "as planned" in reasons or "as denied" in reasons


def test_many_ledgers_give_what_each_gives_alone(tmp_path: Path) -> None:
    fires = load(tmp_path, [*season(), Fire(49.59, 34.55, DAY, 615)])
    ledgers = [ledger_of(REPORT, "2023-06-18"), ledger_of("Calm."), ledger_of(REPORT, "2023-07-01")]
    alone = [check for ledger in ledgers for check in check_ledger(ledger, [fires])]
    assert list(check_ledgers(ledgers, [fires])) == alone


def test_a_place_or_date_that_is_too_wide_is_not_checked(tmp_path: Path) -> None:
    fires = load(tmp_path, season())
    ledger = ledger_of("A missile hit a depot in Poltava on 15 June 2023.", "2023-06-18")
    wide = tuple(
        msgspec.structs.replace(place, radius_km=60.0) if place.lat else place
        for place in ledger.places
    )
    [check] = list(check_ledger(msgspec.structs.replace(ledger, places=wide), [fires]))
    assert check.verdict is Verdict.NOT_CHECKED
    assert "too wide" in check.notes[0]
    long = tuple(
        msgspec.structs.replace(event, earliest="2023-05-01", latest="2023-06-01")
        for event in ledger.events
    )
    [check] = list(check_ledger(msgspec.structs.replace(ledger, events=long), [fires]))
    assert "32 days" in check.notes[0]
