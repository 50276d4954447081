"""What every feed of evidence must do, whoever wrote it: run on each one that is registered."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from crossfix import plugins
from crossfix.codes import EventType
from crossfix.config import Config
from crossfix.errors import BadOption
from crossfix.findings.checks import Coverage, Evidence, Finding, Matter, Verdict, judge

ROWS = {
    "fires": "latitude,longitude,acq_date\n49.001,33.001,2023-06-15\n49.3,33.2,2023-06-14\n",
    "events": "lat,lon,date\n49.001,33.001,2023-06-15\n49.3,33.2,2023-06-14\n",
}
"""A file for each built-in feed: a row at the place asked for, and one beside it."""


def matter(day: date, lat: float = 49.0, event_type: EventType = EventType.STRIKE) -> Matter:
    return Matter(
        event_id="evt_1",
        document_id="doc_1",
        place_id="pla_1",
        place="Lypivka",
        lat=lat,
        lon=33.0,
        radius_km=2.0,
        earliest=day,
        latest=day,
        type=event_type,
        words="A missile hit the village.",
    )


MATTERS = [
    matter(date(2023, 6, 15)),
    matter(date(2023, 6, 14)),
    matter(date(2001, 1, 1)),
    matter(date(2023, 6, 15), lat=-49.0),
    matter(date(2023, 6, 15), event_type=EventType.SANCTION),
    *(matter(date(2023, 6, 15) + timedelta(step), lat=49.0 + step / 10) for step in range(9)),
]


@pytest.fixture(params=plugins.names(plugins.EVIDENCE))
def feed(request: pytest.FixtureRequest) -> plugins.EvidenceFeed:
    made: plugins.EvidenceFeed = plugins.make(plugins.EVIDENCE, request.param, Config())
    return made


@pytest.fixture
def evidence(feed: plugins.EvidenceFeed, tmp_path: Path) -> Evidence:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS[feed.name], encoding="utf-8")
    return feed.read([path])


def test_names_itself(feed: plugins.EvidenceFeed, evidence: Evidence) -> None:
    assert isinstance(feed, plugins.EvidenceFeed)
    assert isinstance(evidence, Evidence)
    assert feed.name == evidence.name
    assert feed.version == evidence.version
    assert feed.expects
    assert evidence.widest_km > 0
    assert evidence.longest_days > 0


def test_built_in_feeds_are_registered() -> None:
    assert set(ROWS) <= set(plugins.names(plugins.EVIDENCE))


def test_every_matter_is_answered_in_order(evidence: Evidence) -> None:
    found, covered = evidence.search(MATTERS), evidence.coverage(MATTERS)
    assert len(found) == len(covered) == len(MATTERS)
    assert all(isinstance(one, Finding) for one in found)
    assert all(isinstance(one, Coverage) and one.words for one in covered)
    for at, one in enumerate(MATTERS):
        assert list(evidence.search([one])) == [found[at]]
        assert list(evidence.coverage([one])) == [covered[at]]
    assert list(evidence.search([])) == []
    assert list(evidence.coverage([])) == []


def test_what_lies_elsewhere_or_on_other_days_is_not_seen(evidence: Evidence) -> None:
    findings = evidence.search(MATTERS)
    coverages = evidence.coverage(MATTERS)
    assert findings[0].count
    for at in (2, 3):
        assert not findings[at].count
        assert judge(findings[at], coverages[at]) is Verdict.BLIND


def test_sightings_quote_their_file(evidence: Evidence, tmp_path: Path) -> None:
    lines = (tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()
    [finding] = evidence.search(MATTERS[:1])
    for sighting in finding.sightings:
        assert sighting.file == "rows.csv"
        assert lines[sighting.line - 1].split(",") == list(sighting.raw.values())[:3]
        assert sighting.km < 5


def test_a_ratio_has_bounds_and_a_basis(evidence: Evidence) -> None:
    for finding in evidence.search(MATTERS):
        if finding.ratio is not None:
            assert 0 < finding.ratio.low <= finding.ratio.best <= finding.ratio.high
            assert finding.ratio.basis
        assert not (finding.bears_out and finding.contradicts)


def test_deliveries_account_for_every_row(evidence: Evidence) -> None:
    [delivery] = evidence.deliveries
    assert (delivery.file, delivery.rows, delivery.used) == ("rows.csv", 2, 2)


def test_a_file_of_another_kind_is_refused(feed: plugins.EvidenceFeed, tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("The river rose.\nNobody slept.\n", encoding="utf-8")
    with pytest.raises(BadOption, match="expected"):
        feed.read([path])
    with pytest.raises(BadOption):
        feed.read([tmp_path / "nowhere.csv"])
