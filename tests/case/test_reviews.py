"""Reviews in a case: kept in the log, laid over any reading, and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.case import Case, open_case
from crossfix.errors import BadOption, CaseDamaged
from crossfix.findings.happenings import Judgement, Quoted
from crossfix.findings.reviews import Review, ReviewVerdict, own_words
from crossfix.model import Event, EventType, Ledger, make_id, slice_span
from tests.case.reports import make_pair, make_pairs

ACCEPTED, CORRECTED, REJECTED = ReviewVerdict


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


def first(case: Case) -> Ledger:
    return next(case.ledgers())


def say(case: Case, entry_id: str, verdict: ReviewVerdict = CORRECTED, **changes: Any) -> Review:
    return case.reviews.review(first(case), entry_id, verdict, "the page says so", changes)


def standing(case: Case) -> Event:
    return case.reviewed(first(case).document.id).ledger.events[0]


def test_what_was_said_is_in_force_and_in_the_log(case: Case) -> None:
    event = first(case).events[0]
    said = say(case, event.id, type="outage")
    logged = list(case.audit())[-1]
    assert (logged.action, logged.actor, logged.reason) == ("judge", "Ada", "the page says so")
    words = f"{first(case).document.id}:{event.trigger.start}-{event.trigger.stop}"
    assert logged.subject == f"review events {words}"
    assert (said.who, said.at, said.seq) == ("Ada", logged.at, logged.seq)
    assert (said.changes, said.before) == ({"type": "outage"}, {"type": event.type.value})
    assert case.reviews.all() == [said]
    assert standing(case).type is EventType.OUTAGE
    assert case.ledger(first(case).document.id).events[0] == event
    assert case.verify().sound


def test_corrections_add_up_and_accepting_keeps_them(case: Case) -> None:
    event = first(case).events[0]
    say(case, event.id, type="outage")
    second = say(case, event.id, status="denied")
    assert second.changes == {"type": "outage", "status": "denied"}
    third = say(case, event.id, ACCEPTED)
    assert (third.verdict, third.changes) == (ACCEPTED, second.changes)
    assert standing(case).status.value == "denied"
    fourth = say(case, event.id, REJECTED)
    assert fourth.changes == {}
    assert [review.verdict for review in case.reviews.history(fourth)] == [
        ACCEPTED, CORRECTED, CORRECTED]  # fmt: skip
    assert case.verify().sound


def test_corrected_back_to_what_was_read_is_accepted(case: Case) -> None:
    event = first(case).events[0]
    say(case, event.id, type="outage")
    back = say(case, event.id, type=event.type.value)
    assert (back.verdict, back.changes) == (ACCEPTED, {})
    assert standing(case) == event


def test_undo_goes_back_step_by_step(case: Case) -> None:
    event = first(case).events[0]
    one = say(case, event.id, type="outage")
    say(case, event.id, status="denied")
    with_both = case.reviews.all()[0]
    case.reviews.undo(with_both, "a slip")
    (again,) = case.reviews.all()
    assert (again.changes, again.who, again.at, again.because) == (
        one.changes, one.who, one.at, one.because)  # fmt: skip
    assert standing(case).status is event.status
    case.reviews.undo(again, "a slip too")
    assert case.reviews.all() == []
    assert standing(case) == event
    assert [entry.action for entry in case.audit()][-4:] == ["judge"] * 3 + ["withdraw"]
    with pytest.raises(BadOption, match="no review in force"):
        case.reviews.undo(again, "once more")
    assert case.verify().sound


@pytest.mark.parametrize(
    ("verdict", "changes", "problem"),
    [
        (CORRECTED, {}, "without saying what"),
        (ACCEPTED, {"type": "outage"}, "with changes"),
        (REJECTED, {"type": "outage"}, "with changes"),
        (CORRECTED, {"type": "strike"}, "has these values already"),
        (CORRECTED, {"status": "rumoured"}, "Invalid enum value"),
    ],
)
def test_refused(case: Case, verdict: ReviewVerdict, changes: dict[str, Any], problem: str) -> None:
    event, head = first(case).events[0], case.head
    assert event.type is EventType.STRIKE
    with pytest.raises(BadOption, match=problem):
        say(case, event.id, verdict, **changes)
    with pytest.raises(BadOption, match="says nothing"):
        case.reviews.review(first(case), event.id, ACCEPTED, "  ")
    with pytest.raises(BadOption, match="is no entry of this report"):
        say(case, "evt_0000000000000000", ACCEPTED)
    assert case.head == head


def test_a_source_cannot_be_rejected(case: Case) -> None:
    source = first(case).sources[1]
    with pytest.raises(BadOption, match="reject or correct the attributions"):
        say(case, source.id, REJECTED)
    assert say(case, source.id, kind="military").changes == {"kind": "military"}


def test_entries_with_the_same_words_are_told_apart(case: Case) -> None:
    received, ledger = make_pair(9)
    claim = ledger.claims[0]
    twin = msgspec.structs.replace(claim, id="clm_twin")
    assert case.add(received, msgspec.structs.replace(ledger, claims=(claim, twin)))
    there = case.ledger(ledger.document.id)
    for entry_id, kind in ((claim.id, "state"), (twin.id, "assessment")):
        case.reviews.review(there, entry_id, CORRECTED, "as said", {"kind": kind})
    kinds = [each.kind.value for each in case.reviews.of(there).ledger.claims]
    assert kinds == ["state", "assessment"]


def test_of_two_processes_the_second_is_told(path: Path, case: Case) -> None:
    event = first(case).events[0]
    with open_case(path, who="Grace") as other:
        mine = say(other, event.id, type="outage")
        other.reviews.undo(mine, "a slip")
        say(other, event.id, type="aid")
        with pytest.raises(BadOption, match="no review in force"):
            case.reviews.undo(mine, "late")
    assert standing(case).type is EventType.AID


# --- another reading ------------------------------------------------------------------


def reread(case: Case, change: Callable[[Ledger], Ledger]) -> Ledger:
    received, ledger = make_pair(0, paragraphs=2, version="2")
    assert case.replace(received, change(ledger))
    return first(case)


def with_trigger(ledger: Ledger, more: int) -> Ledger:
    """The ledger with a first trigger some characters longer, and so with another id."""
    old, *others = ledger.events
    span = slice_span(ledger.document.text, old.trigger.start, old.trigger.stop + more)
    new_id = make_id("evt", ledger.document.id, span)
    new = msgspec.structs.replace(old, id=new_id, trigger=span)
    changed = msgspec.structs.replace(ledger, events=(new, *others), links=ledger.links[1:])
    claim = msgspec.structs.replace(ledger.claims[0], refers_to=())
    return msgspec.structs.replace(changed, claims=(claim, *ledger.claims[1:]))


def test_a_review_survives_a_reading_with_the_same_entries(case: Case) -> None:
    event = first(case).events[0]
    say(case, event.id, type="outage", earliest="2025-01-31")
    reread(case, lambda ledger: ledger)
    assert (standing(case).type, standing(case).earliest) == (EventType.OUTAGE, "2025-01-31")
    assert case.verify().sound


def test_a_review_survives_a_reading_with_other_bounds(case: Case) -> None:
    event = first(case).events[0]
    say(case, event.id, type="outage")
    ledger = reread(case, lambda ledger: with_trigger(ledger, 2))
    assert ledger.events[0].id != event.id
    assert standing(case).type is EventType.OUTAGE
    # What is said now takes the place of what was said of the earlier bounds.
    again = say(case, ledger.events[0].id, status="denied")
    assert again.changes == {"type": "outage", "status": "denied"}
    assert len(case.reviews.all()) == 1
    case.reviews.undo(again, "a slip")
    assert standing(case).type is EventType.OUTAGE
    assert case.verify().sound


def test_a_review_of_words_that_are_no_entry_is_lost_and_comes_back(case: Case) -> None:
    event = first(case).events[0]
    said = say(case, event.id, type="outage")
    gone = reread(case, lambda ledger: with_trigger(ledger, 9))
    there = case.reviews.of(gone)
    assert [review.seq for review in there.lost] == [said.seq]
    assert there.ledger == gone
    received, ledger = make_pair(0, paragraphs=2, version="3")
    assert case.replace(received, ledger)
    assert standing(case).type is EventType.OUTAGE


# --- the log --------------------------------------------------------------------------


def test_verification_finds_a_review_that_the_log_does_not_tell(path: Path, case: Case) -> None:
    say(case, first(case).events[0].id, type="outage")
    case.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE judgements SET audit_seq = 1 WHERE subject LIKE 'review %'")
    with open_case(path, read_only=True) as changed:
        outcome = changed.verify()
        assert not outcome.sound
        assert any("judgement" in fault.problem for fault in outcome.faults)
        with pytest.raises(CaseDamaged, match="tells no judgement"):
            changed.reviews.all()


def test_reviews_grades_and_pairs_live_side_by_side(case: Case) -> None:
    ledger = first(case)
    one, two = (Quoted(document=ledger.document.id, words=event.trigger) for event in ledger.events)
    case.judgements.judge((one, two), Judgement.DIFFERENT, "two days")
    case.judgements.grade("reliability", "mayor ivan franko", "B", "often right")
    say(case, ledger.events[0].id, REJECTED)
    assert len(case.judgements.pairs()) == 1
    assert list(case.judgements.grades("reliability")) == ["mayor ivan franko"]
    assert len(case.reviews.all()) == 1


def test_all_ledgers_as_reviewed(case: Case) -> None:
    event = first(case).events[0]
    say(case, event.id, REJECTED)
    there = list(case.reviewed_ledgers())
    assert [each.ledger for each in there] == list(case.ledgers())
    assert [len(each.standing.events) for each in there] == [1, 2, 2]
    say(case, first(case).events[1].id, type="aid")
    assert case.rejected() == {event.id}


_SAYINGS = st.lists(
    st.sampled_from(
        [
            ("events", ACCEPTED, {}),
            ("events", REJECTED, {}),
            ("events", CORRECTED, {"type": "aid"}),
            ("events", CORRECTED, {"status": "denied", "earliest": "2025-01-02"}),
            ("places", CORRECTED, {"lat": 48.0, "lon": 35.0, "radius_km": 5.0}),
            ("places", REJECTED, {}),
            ("attributions", CORRECTED, {"source": "Nellie Bly"}),
            ("attributions", REJECTED, {}),
            ("times", CORRECTED, {"earliest": None, "latest": None}),
        ]
    ),
    max_size=7,
)


@settings(max_examples=25)
@given(_SAYINGS)
def test_undo_restores_every_step(sayings: list[tuple[str, ReviewVerdict, dict[str, Any]]]) -> None:
    received, ledger = make_pair(0)
    with open_case(":memory:", who="Ada") as case:
        case.add(received, ledger)
        states, said = [case.reviews.of(ledger)], []
        for kind, verdict, changes in sayings:
            entry = getattr(ledger, kind)[0]
            try:
                review = case.reviews.review(ledger, entry.id, verdict, "so", changes)
            except BadOption as refused:
                assert "already" in refused.problem
                continue
            said.append((kind, review))
            states.append(case.reviews.of(ledger))
        for kind, _ in reversed(said):
            words = own_words(getattr(ledger, kind)[0], ledger.document)
            now = case.reviews.all()
            mine = next(review for review in now if review.words == words and review.kind == kind)
            gone = states.pop()
            assert case.reviews.of(ledger).ledger == gone.ledger
            case.reviews.undo(mine, "back")
            assert case.reviews.of(ledger).ledger == states[-1].ledger
            assert case.reviews.of(ledger).rejected == states[-1].rejected
        assert case.reviews.all() == []
        assert case.reviews.of(ledger).ledger == ledger
        assert case.verify().sound
