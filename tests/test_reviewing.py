"""A review with what follows of it: accounts, links and happenings are cut anew at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from crossfix import reviewing
from crossfix.case import Case, open_case
from crossfix.case.findings import Finding
from crossfix.caseindex import of_check
from crossfix.errors import BadOption
from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check, Verdict
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Linked, Told
from crossfix.findings.reviews import Review, ReviewVerdict
from crossfix.linkwork import lay_out
from crossfix.model import EventType, Ledger, Record
from tests.case.reports import make_pairs

KINDS: tuple[type[Record], ...] = (Account, Linked, Happening, Told)


@pytest.fixture
def case() -> Iterator[Case]:
    with open_case(":memory:", who="Ada") as case:
        case.add_many(make_pairs(8, paragraphs=2))
        lay_out(case)
        yield case


def first(case: Case) -> Ledger:
    return next(case.ledgers())


def say(case: Case, kind: str = "events", verdict: str = "corrected", **changes: Any) -> Review:
    ledger = first(case)
    entry = getattr(ledger, kind)[0]
    return reviewing.review(
        case,
        ledger.document.id,
        entry.id,
        ReviewVerdict(verdict),
        because="the page says so",
        changes=changes,
    )


def account(case: Case) -> Account:
    (found,) = case.findings.named(Account, [first(case).events[0].id])
    return found


def findings(case: Case) -> list[list[Record]]:
    return [list(case.findings.all(kind)) for kind in KINDS]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("events", {"type": "aid"}),
        ("events", {"earliest": "2024-01-07", "latest": "2024-01-07"}),
        ("places", {"lat": 48.5, "lon": 35.0, "radius_km": 4}),
        ("times", {"earliest": "2024-01-07", "latest": "2024-01-08"}),
        ("quantities", {"low": 30, "best": 30, "high": 30}),
        ("attributions", {"source": "Nellie Bly", "source_kind": "media"}),
    ],
)
def test_what_was_found_follows_and_comes_back(
    case: Case, kind: str, changes: dict[str, Any]
) -> None:
    before = findings(case)
    said = say(case, kind, **changes)
    assert findings(case) != before
    assert case.verify().sound
    reviewing.undo(case, said.seq, "a slip")
    assert findings(case) == before
    assert case.verify().sound


def test_the_account_is_as_corrected(case: Case) -> None:
    say(case, type="aid")
    say(case, "places", lat=48.5, lon=35.0, radius_km=4, feature="village")
    found = account(case)
    assert (found.type, found.geo_precision) == (EventType.AID, 1)
    assert [(site.lat, site.lon) for site in found.sites] == [(48.5, 35.0)]


def test_one_transaction_and_one_entry(case: Case) -> None:
    count = len(list(case.audit()))
    say(case, type="aid")
    assert len(list(case.audit())) == count + 1


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_what_changes_no_value_changes_no_finding(case: Case, verdict: str) -> None:
    before = findings(case)
    say(case, verdict=verdict)
    assert findings(case) == before


def check(case: Case) -> Check:
    event = first(case).events[0]
    return Check(
        id="chk_1",
        event_id=event.id,
        document_id=first(case).document.id,
        place_id=None,
        trigger=event.trigger,
        feed="fires",
        version="1",
        verdict=Verdict.SILENT,
    )


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"status": "denied"}, ["chk_1"]),
        ({"earliest": "2024-01-07", "latest": "2024-01-07"}, []),
        ({"type": "aid"}, []),
    ],
)
def test_checks_of_another_day_or_type_are_taken_away(
    case: Case, changes: dict[str, Any], left: list[str]
) -> None:
    made = check(case)
    case.findings.check([Finding(made, (made.document_id,), (of_check(made.event_id),))], [], {})
    say(case, **changes)
    assert [found.id for found in case.findings.all(Check)] == left
    assert case.verify().sound


def test_a_report_that_was_not_laid_out_waits_for_it() -> None:
    with open_case(":memory:", who="Ada") as case:
        case.add_many(make_pairs(2))
        say(case, type="aid")
        assert not list(case.findings.all(Account))


def test_undo_of_what_is_not_there(case: Case) -> None:
    with pytest.raises(BadOption, match="is no review in force"):
        reviewing.undo(case, 1, "so")
