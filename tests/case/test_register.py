from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.case import Case, open_case
from crossfix.case.schema import SCHEMA_VERSION
from crossfix.errors import BadOption, CaseDamaged, CaseUnusable
from crossfix.findings.reviews import ReviewVerdict
from crossfix.model import Forecast, Ledger, slice_span
from crossfix.scoring.records import Outcome, Registered, State
from tests.case.reports import Pair, make_pair, make_pairs

TODAY = "2025-06-01"
DAY = date(2025, 6, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(3, paragraphs=2))
    return path


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with open_case(path, who="Ada") as case:
        yield case


def all_of(case: Case) -> list[Registered]:
    return list(case.register.entries(TODAY))


def decide(case: Case, number: int = 0, outcome: Outcome = Outcome.TRUE, **more: bool) -> str:
    entry = all_of(case)[number]
    case.register.resolve(entry, outcome, "power was back", on=DAY, source="city hall", **more)
    return entry.forecast.id


def reread(case: Case, change: Callable[[Ledger], Ledger]) -> Pair:
    """Put a new reading of the first report in."""
    received, ledger = make_pair(0, paragraphs=2)
    assert case.replace(received, change(ledger))
    return received, ledger


def with_bounds(ledger: Ledger, less: int) -> Ledger:
    """The ledger with its first forecast some characters shorter, and so with another id."""
    old, *others = ledger.forecasts
    span = slice_span(ledger.document.text, old.start, old.stop - less)
    new = Forecast(id="fct_new", span=span, source_id=old.source_id, kind=old.kind)
    return msgspec.structs.replace(ledger, forecasts=(new, *others))


def test_entries_are_by_date_and_place(case: Case) -> None:
    entries = all_of(case)
    ledgers = list(case.ledgers())
    assert [e.forecast for e in entries] == [f for ledger in ledgers for f in ledger.forecasts]
    first = entries[0]
    assert (first.source, first.published, first.report) == (
        "Mayor Ivan Franko",
        "2025-02-01",
        "r0.txt",
    )
    assert {e.state for e in entries} == {State.OPEN}


def test_what_was_found_is_in_the_register_and_in_the_log(case: Case) -> None:
    forecast = decide(case)
    (entry,) = (e for e in all_of(case) if e.resolution)
    found, logged = entry.resolution, list(case.audit())[-1]
    assert found is not None
    assert (entry.state, found.forecast, found.outcome) == (State.TRUE, forecast, Outcome.TRUE)
    assert (found.because, found.on, found.source) == ("power was back", TODAY, "city hall")
    assert (found.who, found.at, found.audit_seq) == ("Ada", logged.at, logged.seq)
    assert (logged.action, logged.subject, logged.reason) == (
        "resolve",
        forecast,
        "power was back",
    )
    assert found.words == entry.forecast.span
    assert case.verify().sound


def test_a_second_time_only_when_asked(case: Case) -> None:
    decide(case)
    with pytest.raises(BadOption, match=r"resolved as true by Ada \(audit entry 5\).*--again"):
        decide(case, outcome=Outcome.FALSE)
    assert all_of(case)[0].state is State.TRUE
    forecast = decide(case, outcome=Outcome.FALSE, again=True)
    assert all_of(case)[0].state is State.FALSE
    told = [e for e in case.audit() if e.subject == forecast]
    assert [msgspec.json.decode(e.details)["outcome"] for e in told] == ["true", "false"]
    assert msgspec.json.decode(told[1].details)["replaces"]["audit_seq"] == told[0].seq
    assert case.verify().sound


def test_reopening(case: Case) -> None:
    decide(case, 1)
    case.register.reopen(all_of(case)[1], "it was another bridge")
    assert {e.state for e in all_of(case)} == {State.OPEN}
    assert [e.action for e in case.audit()][-2:] == ["resolve", "reopen"]
    with pytest.raises(BadOption, match="is not resolved"):
        case.register.reopen(all_of(case)[1], "again")
    decide(case, 1, Outcome.VOID)
    assert all_of(case)[1].state is State.VOID
    assert case.verify().sound


@pytest.mark.parametrize("because", ["", "  \n"])
def test_a_reason_is_needed(case: Case, because: str) -> None:
    entry, before = all_of(case)[0], case.head
    with pytest.raises(BadOption, match="says nothing"):
        case.register.resolve(entry, Outcome.TRUE, because, on=DAY)
    assert case.head == before


def test_who_looked_before_another_wrote_is_told(path: Path, case: Case) -> None:
    seen = all_of(case)[0]
    with open_case(path, who="Eve") as other:
        decide(other, outcome=Outcome.FALSE)
    with pytest.raises(BadOption, match="by another process meanwhile"):
        case.register.resolve(seen, Outcome.TRUE, "seen", on=DAY)
    assert all_of(case)[0].state is State.FALSE
    earlier = all_of(case)[0]
    decide(case, outcome=Outcome.VOID, again=True)
    with pytest.raises(BadOption, match="meanwhile"):
        case.register.resolve(earlier, Outcome.TRUE, "seen", on=DAY, again=True)


def test_the_same_report_again_loses_nothing(case: Case) -> None:
    forecast = decide(case)
    assert not case.add(*make_pair(0, paragraphs=2))
    assert not case.replace(*make_pair(0, paragraphs=2))
    reread(case, lambda ledger: msgspec.structs.replace(ledger, gaps=()))
    entry = all_of(case)[0]
    assert (entry.forecast.id, entry.state) == (forecast, State.TRUE)
    assert case.register.lost() == []
    assert case.verify().sound


def test_a_new_reading_with_other_bounds_keeps_what_was_found(case: Case) -> None:
    forecast = decide(case)
    reread(case, lambda ledger: with_bounds(ledger, less=10))
    entry = next(e for e in all_of(case) if e.forecast.id == "fct_new")
    assert entry.state is State.TRUE
    assert entry.resolution is not None
    assert entry.resolution.forecast == forecast
    with pytest.raises(BadOption, match="--again"):
        case.register.resolve(entry, Outcome.FALSE, "no", on=DAY)
    case.register.resolve(entry, Outcome.FALSE, "no", on=DAY, again=True)
    assert [e.state for e in all_of(case) if e.resolution] == [State.FALSE]
    assert case.register.lost() == []
    assert case.verify().sound


def test_what_has_no_forecast_any_more_is_told(case: Case) -> None:
    forecast = decide(case)
    reread(case, lambda ledger: msgspec.structs.replace(ledger, forecasts=()))
    assert all(e.resolution is None for e in all_of(case))
    (lost,) = case.register.lost()
    assert (lost.forecast, lost.outcome) == (forecast, Outcome.TRUE)
    assert case.verify().sound
    assert case.replace(*make_pair(0, paragraphs=2))
    assert all_of(case)[0].state is State.TRUE


def test_finding_one(case: Case) -> None:
    entry = all_of(case)[2]
    assert case.register.entry(entry.forecast.id[:12], TODAY) == entry
    claim = next(iter(case.entries("claims")))[1]
    for asked, problem in ((claim.id, "is no forecast"), ("fct_", "several"), ("zz", "no record")):
        with pytest.raises(BadOption, match=problem):
            case.register.entry(asked, TODAY)


def test_copies(tmp_path: Path) -> None:
    def named(number: int, item: str) -> Pair:
        received, ledger = make_pair(number, item=item)
        sources = tuple(
            msgspec.structs.replace(s, id="src_mayor") if s.name else s for s in ledger.sources
        )
        forecasts = tuple(
            msgspec.structs.replace(f, source_id="src_mayor") for f in ledger.forecasts
        )
        lists = {"sources": sources, "forecasts": forecasts, "attributions": (), "claims": ()}
        return received, msgspec.structs.replace(ledger, events=(), links=(), **lists)

    with open_case(tmp_path / "b.case", create=True) as case:
        case.add_many([named(0, "1"), named(0, "2"), named(1, "3")])
        by_town = {e.forecast.id: case.register.copies(e) for e in case.register.entries(TODAY)}
    assert sorted(len(copies) for copies in by_town.values()) == [0, 1, 1]
    for forecast, copies in by_town.items():
        assert all(other.forecast.id != forecast for other in copies)


def test_reading_only(path: Path) -> None:
    with open_case(path, read_only=True) as case:
        entry = all_of(case)[0]
        with pytest.raises(CaseUnusable, match="opened for reading only"):
            case.register.resolve(entry, Outcome.TRUE, "seen", on=DAY)
        with pytest.raises(BadOption, match="written by the case itself"):
            case.append_audit("resolve", entry.forecast.id, {})


STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([*Outcome, None]), st.booleans()), max_size=15
)


@settings(max_examples=25)
@given(STEPS)
def test_whatever_is_decided_and_taken_back_the_case_verifies(
    steps: list[tuple[int, Outcome | None, bool]],
) -> None:
    with open_case(":memory:") as case:
        case.add_many(make_pairs(3, paragraphs=2))
        model: dict[str, Outcome] = {}
        for number, outcome, again in steps:
            entry = all_of(case)[number]
            forecast, before = entry.forecast.id, case.head
            allowed = (forecast in model) if outcome is None else (again or forecast not in model)
            try:
                if outcome is None:
                    case.register.reopen(entry, "a mistake")
                    del model[forecast]
                else:
                    case.register.resolve(entry, outcome, "seen", on=DAY, again=again)
                    model[forecast] = outcome
            except BadOption:
                assert not allowed
                assert case.head == before
            else:
                assert allowed
        states = {e.forecast.id: e.state.value for e in all_of(case) if e.resolution}
        assert states == model
        assert case.verify().sound


# --- tampering and earlier versions ---------------------------------------------------


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM resolutions",
        "UPDATE resolutions SET audit_seq = 5",
        "UPDATE resolutions SET audit_seq = 2",
        "UPDATE resolutions SET forecast = 'fct_other'",
        "INSERT INTO resolutions VALUES ('fct_other', 6)",
    ],
)
def test_a_changed_resolution_shows(path: Path, statement: str) -> None:
    with open_case(path) as case:
        decide(case)
        decide(case, outcome=Outcome.FALSE, again=True)
        assert case.verify().sound
    change(path, statement)
    with open_case(path) as case:
        found = case.verify()
        assert not found.sound
        assert any("not the one that the audit tells of" in f.problem for f in found.faults)


def test_a_row_that_points_elsewhere_is_damage(path: Path, case: Case) -> None:
    decide(case)
    change(path, "UPDATE resolutions SET audit_seq = 2")
    with pytest.raises(CaseDamaged, match="audit entry 2 does not resolve"):
        all_of(case)


def make_first_version(path: Path) -> None:
    """A case as schema 1 had it."""
    later = ("finding_keys", "finding_documents", "findings", "linked", "sums", "judgements")
    drops = (f"DROP TABLE {name}" for name in ("resolutions", *later))
    change(path, *drops, "PRAGMA user_version = 1")


def test_a_case_of_the_first_version(path: Path, tmp_path: Path) -> None:
    fresh = tables(path)
    make_first_version(path)
    with pytest.raises(CaseUnusable, match=r"earlier version \(1, now 3\).*crossfix read"):
        open_case(path, read_only=True)
    with open_case(path, who="Ada") as case:
        assert len(all_of(case)) == 6
        decide(case)
        assert case.verify().sound
        assert "migrate" in [entry.action for entry in case.audit()]
    assert tables(path) == fresh
    assert (tmp_path / "a.case.v1.backup").exists()
    assert SCHEMA_VERSION == 3


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The columns and foreign keys of every table."""
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = {}
    for (name,) in names.fetchall():
        for pragma in ("table_info", "foreign_key_list"):
            found[f"{pragma} {name}"] = connection.execute(f"PRAGMA {pragma}({name})").fetchall()
    connection.close()
    return found


def test_forecasts_are_as_people_corrected_them(case: Case) -> None:
    first, second = (all_of(case)[number].forecast for number in (0, 1))
    ledger = next(case.ledgers())
    corrected = {"deadline": "2025-02-07"}
    case.reviews.review(ledger, first.id, ReviewVerdict.CORRECTED, "by Friday", corrected)
    case.reviews.review(ledger, second.id, ReviewVerdict.REJECTED, "a wish")
    entered = all_of(case)
    assert (entered[0].forecast.id, entered[0].state) == (first.id, State.DUE)
    assert second.id not in {entry.forecast.id for entry in entered}
    with pytest.raises(BadOption, match=r"was rejected as a forecast.*--undo"):
        case.register.entry(second.id, TODAY)
