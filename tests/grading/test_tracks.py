"""The record of a source: one for each, whatever names reports give it."""

from __future__ import annotations

import pytest

from crossfix.findings.accounts import Account
from crossfix.findings.grades import Grade, Track
from crossfix.findings.happenings import Happening
from crossfix.findings.origins import OriginGroup
from crossfix.findings.whole import Whole
from crossfix.grading.tracks import tracks
from crossfix.link.origin_groups import origins
from crossfix.link.origins import tellings_of
from crossfix.model import EventType, Ledger, SourceKind, Span, Status
from tests.link.reports import told_ledger

NAMES = ("Ukraine's Air Force", "the Ukrainian Air Force", "Air Force of Ukraine")


def told_by(name: str, number: int, day: str = "2025-05-14") -> Ledger:
    return told_ledger(f"r{number}", (name, SourceKind.MILITARY), day=day)


def whole_of(number: int, *ledgers: Ledger) -> Whole:
    groups: list[OriginGroup] = origins(
        [t for one in ledgers for event in one.events for t in tellings_of(one, event)], []
    )
    account = Account(
        id=f"evt{number}",
        document="r0",
        trigger=Span(0, 1, "x"),
        type=EventType.STRIKE,
        status=Status.ASSERTED,
        lemma="strike",
    )
    return Whole(
        happening=Happening(id=f"hap{number}", accounts=(account.id,)),
        accounts=(account,),
        origins=tuple(groups),
        copies=(),
        conflicts=(),
        checks=(),
        credibility=Grade(grade="3", reasons=()),
    )


@pytest.mark.parametrize(
    ("named", "records"),
    [
        (NAMES, [("Air Force of Ukraine", 3)]),
        ((*NAMES, "the Air Force"), [("Air Force of Ukraine", 4)]),
        (
            ("Ukraine's Air Force", "Russia's Air Force", "the Air Force"),
            [("Russia's Air Force", 1), ("Ukraine's Air Force", 1), ("the Air Force", 1)],
        ),
        (
            ("Ukraine's Air Force", "Ukraine's Air Force", "the Ukrainian Air Force"),
            [("Ukraine's Air Force", 3)],
        ),
        (
            ("Ukraine's Air Force", "Ukraine's Navy"),
            [("Ukraine's Air Force", 1), ("Ukraine's Navy", 1)],
        ),
    ],
)
def test_one_body_has_one_record(named: tuple[str, ...], records: list[tuple[str, int]]) -> None:
    wholes = [whole_of(number, told_by(name, number)) for number, name in enumerate(named)]
    found = tracks(wholes)
    assert [(track.source, track.claims) for track in found] == records
    assert sorted({n for t in found for n in (t.source, *t.names)}) == sorted(set(named))
    assert tracks(reversed(wholes)) == found


def test_a_happening_is_claimed_once_whatever_the_names() -> None:
    ledgers = [told_by(name, number) for number, name in enumerate(NAMES)]
    [track] = tracks([whole_of(0, *ledgers)])
    assert track == Track(
        source="Air Force of Ukraine",
        names=("Ukraine's Air Force", "the Ukrainian Air Force"),
        claims=1,
        borne_out=0,
        contradicted=0,
    )
