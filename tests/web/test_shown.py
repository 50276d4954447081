"""What the page in one file gives away: nothing that an export would hold back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crossfix.case import open_case
from crossfix.case.findings import Finding
from crossfix.case.judgements import CREDIBILITY, subject_of
from crossfix.caseindex import of_check
from crossfix.config import Config
from crossfix.findings.checks import Check, Sighting, Verdict
from crossfix.findings.disclosure import Policy
from crossfix.linkwork import lay_out
from crossfix.model import EventType, Feature, Ledger, SourceKind
from crossfix.scoring.records import Outcome
from crossfix.web.report import Wanted, write_report
from tests.case.reports import make_pairs
from tests.web.test_page import held_in

NAME = "Ivan Franko"
LAT, LON = 48.123456, 35.654321
REASON = f"{NAME} told me himself"


def told(ledger: Ledger) -> Ledger:
    """The ledger as one that tells positions of units on the word of a private person."""
    replace = msgspec.structs.replace
    return replace(
        ledger,
        sources=tuple(
            replace(s, private_person=True, kind=SourceKind.EYEWITNESS) if s.name else s
            for s in ledger.sources
        ),
        places=tuple(
            replace(p, lat=LAT, lon=LON, radius_km=1.0, feature=Feature.VILLAGE, reason=None)
            for p in ledger.places
        ),
        events=tuple(replace(e, type=EventType.DEPLOYMENT) for e in ledger.events),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True, who="Lesya Ukrainka") as case:
        case.add_many((received, told(ledger)) for received, ledger in make_pairs(4, 3))
        lay_out(case)
        ledger = next(case.ledgers())
        event = ledger.events[0]
        where = subject_of(ledger.document.id, event.trigger)
        case.judgements.grade(CREDIBILITY, where, "2", REASON)
        sighting = Sighting(file="f.csv", line=2, km=0.1, when="2025-02-01", what="fire",
                            raw={"latitude": str(LAT), "longitude": str(LON)})  # fmt: skip
        check = Check(id="chk_1", event_id=event.id, document_id=ledger.document.id, place_id=None,
                      trigger=event.trigger, feed="fires", version="1",
                      notes=(f"near Mayor {NAME}",),
                      verdict=Verdict.SUPPORTS, sightings=(sighting,), count=1)  # fmt: skip
        finding = Finding(check, (ledger.document.id,), (of_check(event.id),))
        case.findings.check([finding], (), {})
        entry = case.register.entry(ledger.forecasts[0].id, "2025-06-01")
        case.register.resolve(entry, Outcome.TRUE, REASON, on=date(2025, 3, 1), source=REASON)
    return path


def written(path: Path, bundle: Path, policy: Policy) -> tuple[dict[str, Any], str]:
    wanted = Wanted(to=path.with_suffix(".html"), static=bundle, policy=policy)
    with open_case(path, read_only=True) as case:
        write_report(case, Config(data=str(path.parent / "data")), wanted, print)
    found = held_in(wanted.to.read_text())
    return found, msgspec.json.encode(found).decode()


def around(everything: str, words: str) -> str:
    at = everything.index(words)
    return everything[max(0, at - 300) : at + 100]


@pytest.mark.parametrize(
    "policy",
    [Policy(), Policy(today=date(2030, 1, 1)), Policy(delay_days=None)],
    ids=["delayed", "old", "coarse"],
)
def test_no_name_and_no_position_is_given_away(path: Path, bundle: Path, policy: Policy) -> None:
    found, everything = written(path, bundle, policy)
    assert found["/api/case"]["reports"] == 4
    for held_back in ("Franko", str(LAT), str(LON), "Lesya", "Ukrainka"):
        assert held_back not in everything, around(everything, held_back)
    rows = msgspec.json.encode(found["/api/happenings"]).decode()
    for town in ("Vesnivka", "Dolyna", "Kamyanske"):
        assert town not in rows
    young = policy.delay_days is not None and policy.today is None
    assert bool(found["/api/happenings"]["rows"]) is not young


def test_what_was_asked_to_be_shown_is_shown(path: Path, bundle: Path) -> None:
    policy = Policy(exact_positions=True, delay_days=None, real_names=True)
    found, everything = written(path, bundle, policy)
    for shown in (NAME, str(LAT), "Dolyna", REASON):
        assert shown in everything
    assert found["/api/copies"]["copies"]
    assert found["/api/fires"]["rows"][0]["lat"] == LAT
    assert "Lesya" not in everything
    graded = [row for row in found["/api/happenings"]["rows"] if row["by_person"]]
    assert [row["grade"] for row in graded] == ["2"]


def test_what_two_reports_share_quotes_them_as_they_are_shown(path: Path, bundle: Path) -> None:
    found, _ = written(path, bundle, Policy(delay_days=None))
    texts = {
        name.removeprefix("/api/reports/"): answer["ledger"]["document"]["text"]
        for name, answer in found.items()
        if name.startswith("/api/reports/")
    }
    copies = found["/api/copies"]["copies"]
    assert copies
    for copy in copies:
        for passage in copy["passages"]:
            for side in ("left", "right"):
                span = passage[side]
                assert texts[copy[side]][span["start"] : span["stop"]] == span["text"]


def test_spans_quote_what_is_shown(path: Path, bundle: Path) -> None:
    found, _ = written(path, bundle, Policy(delay_days=None))
    seen = 0
    for name, answer in found.items():
        if not name.startswith("/api/happenings/"):
            continue
        for account in answer["whole"]["accounts"]:
            text = found[f"/api/reports/{account['document']}"]["ledger"]["document"]["text"]
            span = account["trigger"]
            assert text[span["start"] : span["stop"]] == span["text"]
            seen += 1
    assert seen == 12
