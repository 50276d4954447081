"""Judgements and grades in a case: kept in the log, taken back one by one or for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.case import Case, open_case
from crossfix.case.audit import JUDGE, WITHDRAW
from crossfix.case.judgements import CREDIBILITY, RELIABILITY
from crossfix.errors import BadOption
from crossfix.findings.grades import Given
from crossfix.findings.happenings import Judged, Judgement, Quoted
from tests.case.reports import make_pairs

SAME, DIFFERENT, UNSURE = Judgement
MAYOR = "mayor ivan franko"
Ends = tuple[Quoted, Quoted]


@pytest.fixture
def case() -> Iterator[Case]:
    with open_case(":memory:", who="Ada") as case:
        case.add_many(make_pairs(2, paragraphs=2))
        yield case


@pytest.fixture
def ends(case: Case) -> Ends:
    one, two = (
        Quoted(document=ledger.document.id, words=ledger.events[0].trigger)
        for ledger in case.ledgers()
    )
    return one, two


def mayor(case: Case) -> Given | None:
    return case.judgements.grades(RELIABILITY).get(MAYOR)


def grade_of(case: Case) -> str | None:
    given = mayor(case)
    return None if given is None else given.grade


def undo(case: Case) -> None:
    given = mayor(case)
    assert given is not None
    case.judgements.ungrade(RELIABILITY, given, "a slip")


def test_a_grade_that_is_undone_leaves_the_one_before(case: Case) -> None:
    case.judgements.grade(RELIABILITY, MAYOR, "B", "often right")
    first = mayor(case)
    case.judgements.grade(RELIABILITY, MAYOR, "D", "not of late")
    undo(case)
    assert mayor(case) == first
    undo(case)
    assert mayor(case) is None
    assert [entry.action for entry in case.audit()][-4:] == [JUDGE] * 3 + [WITHDRAW]
    assert case.verify().sound


def test_a_grade_that_is_withdrawn_leaves_nothing(case: Case) -> None:
    case.judgements.grade(RELIABILITY, MAYOR, "B", "often right")
    case.judgements.grade(RELIABILITY, MAYOR, "D", "not of late")
    assert case.judgements.withdraw(RELIABILITY, MAYOR, "ask others").action == WITHDRAW
    assert mayor(case) is None
    with pytest.raises(BadOption, match="that a person set"):
        case.judgements.withdraw(RELIABILITY, MAYOR, "ask others")
    case.judgements.grade(RELIABILITY, MAYOR, "C", "asked others")
    undo(case)
    assert mayor(case) is None, "what was withdrawn came back"
    assert case.verify().sound


def test_what_stands_again_can_be_withdrawn(case: Case, ends: Ends) -> None:
    case.judgements.grade(RELIABILITY, MAYOR, "B", "often right")
    case.judgements.grade(RELIABILITY, MAYOR, "D", "not of late")
    undo(case)
    case.judgements.withdraw(RELIABILITY, MAYOR, "ask others")
    case.judgements.judge(ends, SAME, "one day")
    (same,) = case.judgements.pairs()
    case.judgements.judge(ends, DIFFERENT, "two days")
    case.judgements.unjudge(case.judgements.pairs()[0], "a slip", undo=True)
    case.judgements.unjudge(same, "ask others")
    assert (mayor(case), case.judgements.pairs()) == (None, [])
    assert case.verify().sound


def test_who_said_it_still_does(case: Case, ends: Ends, tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True, who="Ada") as mine:
        mine.add_many(make_pairs(2, paragraphs=2))
        written = mine.judgements.judge(ends, SAME, "one day")
        graded = mine.judgements.grade(RELIABILITY, MAYOR, "B", "often right")
    with open_case(path, who="Grace") as hers:
        hers.judgements.judge(ends, DIFFERENT, "two days")
        hers.judgements.grade(RELIABILITY, MAYOR, "E", "not at all")
        newer = list(hers.audit())[-2:]
        undone = hers.judgements.unjudge(hers.judgements.pairs()[0], "a slip", undo=True)
        undo(hers)
    with open_case(path, read_only=True) as there:
        (judged,), given = there.judgements.pairs(), mayor(there)
        assert given is not None
        assert (judged.who, judged.at, judged.because) == ("Ada", written.at, "one day")
        assert (judged.seq, given.seq) == (written.seq, graded.seq)
        assert (given.who, given.at, given.because) == ("Ada", graded.at, "often right")
        assert (undone.actor, undone.reason) == ("Grace", "a slip")
        for entry in (written, undone):
            assert there.judgements.pair_by(entry) == judged
        assert there.judgements.grade_by(graded) == given
        assert there.judgements.pair_by(newer[0]) is None
        assert there.judgements.grade_by(newer[1]) is None
        assert there.verify().sound


def test_what_is_not_in_force_is_not_taken_back(case: Case, ends: Ends) -> None:
    case.judgements.judge(ends, SAME, "one day")
    (older,) = case.judgements.pairs()
    case.judgements.judge(ends, DIFFERENT, "two days")
    head = case.head
    for way in (True, False):
        with pytest.raises(BadOption, match="another process"):
            case.judgements.unjudge(older, "a slip", undo=way)
    given = Given(subject=MAYOR, grade="B", because="", who="", at="", seq=2)
    with pytest.raises(BadOption, match="another process"):
        case.judgements.ungrade(RELIABILITY, given, "a slip")
    with pytest.raises(BadOption, match="says nothing"):
        case.judgements.unjudge(case.judgements.pairs()[0], " ", undo=True)
    assert case.head == head


def test_other_subjects_do_not_mix(case: Case) -> None:
    case.judgements.grade(CREDIBILITY, MAYOR, "2", "the same name on the other scale")
    case.judgements.grade(RELIABILITY, "mayor", "A", "another source")
    case.judgements.grade(RELIABILITY, MAYOR, "B", "often right")
    undo(case)
    assert mayor(case) is None
    assert list(case.judgements.grades(CREDIBILITY)) == [MAYOR]
    assert list(case.judgements.grades(RELIABILITY)) == ["mayor"]


def test_the_log_tells_what_was_said_as_it_did(case: Case, ends: Ends) -> None:
    """What needs no undoing is written as versions before this one read it."""
    judged = case.judgements.judge(ends, SAME, "one day")
    graded = case.judgements.grade(RELIABILITY, MAYOR, "B", "often right")
    assert json.loads(judged.details).keys() == {"left", "right", "judgement"}
    assert json.loads(graded.details).keys() == {"grade"}


GRADES = st.sampled_from("ABCDEF")
STEPS = st.lists(GRADES | st.sampled_from(["undo", "withdraw"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_undoing_is_going_back(steps: list[str]) -> None:
    with open_case(":memory:", who="Ada") as case:
        said: list[str] = []
        for step in steps:
            if step in set("ABCDEF"):
                case.judgements.grade(RELIABILITY, MAYOR, step, "so")
                said.append(step)
            elif said and step == "undo":
                undo(case)
                said.pop()
            elif said:
                case.judgements.withdraw(RELIABILITY, MAYOR, "so")
                said.clear()
            assert grade_of(case) == (said[-1] if said else None)
        assert all(a.hash == b.prev for a, b in pairwise(case.audit()))
        assert case.verify().sound


def test_judgements_before_are_followed_as_far_as_they_go(case: Case, ends: Ends) -> None:
    told: list[Judged] = []
    for judgement in (SAME, DIFFERENT, UNSURE):
        case.judgements.judge(ends, judgement, judgement.value)
        told += case.judgements.pairs()
    assert [case.judgements.before(each) for each in reversed(told)] == [told[1], told[0], None]
