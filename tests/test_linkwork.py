"""Laying a case's reports side by side: as in memory, whatever the order and the grouping."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from crossfix import linkwork
from crossfix.case import Case, open_case
from crossfix.errors import BadOption
from crossfix.findings.accounts import Account
from crossfix.findings.copies import Copy
from crossfix.findings.happenings import Happening, Judgement, Quoted
from crossfix.findings.links import Linked
from crossfix.link.accounts import accounts_of
from crossfix.link.linker import happenings_of
from crossfix.model import Ledger, slice_span
from tests.case.reports import Pair, make_pair

NOTHING = {"events": (), "claims": (), "links": ()}


def pairs() -> list[Pair]:
    """Reports of which some tell of the same town on the same day."""
    return [make_pair(number, paragraphs=1 + number % 3) for number in range(1, 15)]


def grouped(happenings: Sequence[Happening]) -> set[frozenset[str]]:
    return {frozenset(happening.accounts) for happening in happenings}


def found(case: Case) -> tuple[set[frozenset[str]], set[tuple[str, str]], set[str]]:
    findings = case.findings
    links = {(each.id, other) for each in findings.all(Linked) for other in each.others}
    return grouped(list(findings.all(Happening))), links, {c.id for c in findings.all(Copy)}


def in_memory(ledgers: Sequence[Ledger]) -> set[frozenset[str]]:
    return grouped(happenings_of({ledger.document.id: accounts_of(ledger) for ledger in ledgers}))


@pytest.mark.parametrize("seed", range(3))
def test_order_and_grouping_do_not_matter(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = in_memory([ledger for _, ledger in pairs()])
    assert any(len(group) > 1 for group in expected), "nothing to link: the test says nothing"
    shuffled = pairs()
    random.Random(seed).shuffle(shuffled)
    monkeypatch.setattr(linkwork, "GROUP", 1 + 3 * seed)
    with open_case(":memory:") as case:
        for start in range(0, len(shuffled), 4):
            case.add_many(shuffled[start : start + 4])
            linkwork.lay_out(case)
        assert found(case)[0] == expected
        assert case.verify().sound
        laid = linkwork.lay_out(case)
        assert laid.reports == 0


def test_a_new_reading_is_laid_out_anew() -> None:
    with open_case(":memory:") as case, open_case(":memory:") as fresh:
        case.add_many(pairs())
        linkwork.lay_out(case)
        received, ledger = make_pair(3, paragraphs=1, version="2")
        fewer = Ledger(**{f: getattr(ledger, f) for f in ledger.__struct_fields__} | NOTHING)
        case.replace(received, fewer)
        assert linkwork.lay_out(case).reports == 1
        fresh.add_many((r, fewer if k.document.id == fewer.document.id else k) for r, k in pairs())
        linkwork.lay_out(fresh)
        assert found(case) == found(fresh)
        assert case.findings.of(Copy, fewer.document.id) == fresh.findings.of(
            Copy, fewer.document.id
        )
        assert case.verify().sound


def test_again_settles_what_only_many_reports_tell() -> None:
    with open_case(":memory:") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        happenings, links, _ = found(case)
        assert linkwork.lay_out(case, again=True).reports == len(pairs())
        settled = found(case)
        assert settled[:2] == (happenings, links)
        # Copies may differ: some text has turned out to stand under many reports.
        linkwork.lay_out(case, again=True)
        assert found(case) == settled
        assert case.verify().sound


def two_of_one_happening(case: Case) -> tuple[Account, Account]:
    """The first two accounts of the first happening that several reports tell."""
    accounts = {account.id: account for account in case.findings.all(Account)}
    joined = next(h for h in case.findings.all(Happening) if len(h.accounts) > 1)
    return accounts[joined.accounts[0]], accounts[joined.accounts[1]]


def test_a_judgement_joins_and_parts() -> None:
    with open_case(":memory:") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        left, right = two_of_one_happening(case)
        tellings = [Quoted(document=a.document, words=a.trigger) for a in (left, right)]
        pair = (tellings[0], tellings[1])
        linkwork.judge(case, pair, Judgement.DIFFERENT, "another street")
        homes = [h for h in case.findings.all(Happening) if left.id in h.accounts]
        assert len(homes) == 1
        assert right.id not in homes[0].accounts
        assert case.verify().sound
        linkwork.judge(case, pair, Judgement.SAME, "the same street after all")
        homes = [h for h in case.findings.all(Happening) if left.id in h.accounts]
        assert right.id in homes[0].accounts
        assert [judged.because for judged in case.judgements.pairs()] == [
            "the same street after all"
        ]
        assert [e.action for e in case.audit()].count("judge") == 2
        assert case.verify().sound


@pytest.mark.parametrize("judgement", list(Judgement))
def test_a_judgement_taken_back_leaves_what_was_found(judgement: Judgement) -> None:
    with open_case(":memory:") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        before = found(case)
        left, right = (
            Quoted(document=account.document, words=account.trigger)
            for account in two_of_one_happening(case)
        )
        written = linkwork.judge(case, (right, left), judgement, "so the mayor says")
        (judged,) = case.judgements.pairs()
        assert judged.seq == written.seq
        taken = linkwork.unjudge(case, judged, "the mayor took it back")
        assert (taken.action, taken.subject) == ("withdraw", written.subject)
        assert (case.judgements.pairs(), found(case)) == ([], before)
        with pytest.raises(BadOption, match="another process"):
            linkwork.unjudge(case, judged, "again")
        assert case.verify().sound


def quoted(*accounts: Account) -> tuple[Quoted, Quoted]:
    left, right = (Quoted(document=each.document, words=each.trigger) for each in accounts)
    return left, right


@pytest.mark.parametrize("newer", list(Judgement))
@pytest.mark.parametrize("older", list(Judgement))
def test_what_was_said_before_holds_again(older: Judgement, newer: Judgement) -> None:
    with open_case(":memory:", who="Ada") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        nothing = found(case)
        pair = quoted(*two_of_one_happening(case))
        linkwork.judge(case, pair, older, "so the mayor says")
        (first,), then = case.judgements.pairs(), found(case)
        linkwork.judge(case, (pair[1], pair[0]), newer, "read again")
        (second,) = case.judgements.pairs()
        undone = linkwork.undo(case, second, "a slip")
        assert (undone.action, undone.actor, undone.reason) == ("judge", "Ada", "a slip")
        assert (case.judgements.pairs(), found(case)) == ([first], then)
        assert case.verify().sound
        assert linkwork.undo(case, first, "a slip too").action == "withdraw"
        assert (case.judgements.pairs(), found(case)) == ([], nothing)
        assert case.verify().sound


def test_what_holds_again_is_as_old_as_it_was() -> None:
    with open_case(":memory:") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        accounts = {account.id: account for account in case.findings.all(Account)}
        joined = next(h for h in case.findings.all(Happening) if len(h.accounts) > 2)
        one, two, three = (accounts[name] for name in joined.accounts[:3])
        linkwork.judge(case, quoted(one, two), Judgement.SAME, "the oldest")
        linkwork.judge(case, quoted(two, three), Judgement.SAME, "one place")
        linkwork.judge(case, quoted(one, three), Judgement.DIFFERENT, "two towns")
        then = found(case)
        linkwork.judge(case, quoted(one, two), Judgement.UNSURE, "hard to tell")
        linkwork.undo(case, case.judgements.pairs()[-1], "a slip")
        assert [each.because for each in case.judgements.pairs()] == [
            "the oldest", "one place", "two towns"]  # fmt: skip
        assert found(case) == then
        assert case.verify().sound


def test_judgements_on_two_accounts_are_found_in_whatever_words() -> None:
    with open_case(":memory:") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        left, right = two_of_one_happening(case)
        aside = {left.document, right.document}
        other = next(a for a in case.findings.all(Account) if a.document not in aside)
        text = case.document(left.document).text
        wider = slice_span(text, left.trigger.start, left.trigger.stop + 2)
        ends = quoted(left, right)
        linkwork.judge(case, ends, Judgement.DIFFERENT, "these words")
        mine = Quoted(document=left.document, words=wider)
        linkwork.judge(case, (ends[1], mine), Judgement.SAME, "wider words")
        linkwork.judge(case, quoted(left, other), Judgement.UNSURE, "another account")
        for asked in (ends, (ends[1], ends[0])):
            said = linkwork.said_of(case, asked)
            assert [each.because for each in said] == ["these words", "wider words"]
        assert linkwork.said_of(case, quoted(right, other)) == []


def test_of_two_judgements_the_other_holds_when_one_is_taken_back() -> None:
    with open_case(":memory:") as case:
        case.add_many(pairs())
        linkwork.lay_out(case)
        left, right = two_of_one_happening(case)
        theirs = Quoted(document=right.document, words=right.trigger)
        # The same account under other words, as after another reading: two judgements stand.
        text = case.document(left.document).text
        wider = slice_span(text, left.trigger.start, left.trigger.stop + 2)
        mine = [Quoted(document=left.document, words=words) for words in (left.trigger, wider)]
        linkwork.judge(case, (mine[0], theirs), Judgement.DIFFERENT, "another street")
        linkwork.judge(case, (mine[1], theirs), Judgement.SAME, "the same street")
        older, newer = case.judgements.pairs()
        linkwork.unjudge(case, newer, "a slip")
        assert case.judgements.pairs() == [older]
        homes = [h for h in case.findings.all(Happening) if left.id in h.accounts]
        assert right.id not in homes[0].accounts
        assert case.verify().sound


def test_resumed_after_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.case"
    monkeypatch.setattr(linkwork, "GROUP", 3)

    def stop(done: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with open_case(path, create=True) as case:
        case.add_many(pairs())
        with pytest.raises(KeyboardInterrupt):
            linkwork.lay_out(case, tell=stop)
    with open_case(path) as case:
        assert linkwork.lay_out(case).reports == len(pairs()) - 6
        assert found(case)[0] == in_memory([ledger for _, ledger in pairs()])
        assert case.verify().sound


def test_what_another_process_writes_meanwhile_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.case"
    monkeypatch.setattr(linkwork, "GROUP", 3)
    received, ledger = make_pair(2, paragraphs=1, version="2")
    fewer = Ledger(**{f: getattr(ledger, f) for f in ledger.__struct_fields__} | NOTHING)

    def meddle(done: int) -> None:
        if done == 6:
            with open_case(path) as other:
                other.replace(received, fewer)
                linkwork.lay_out(other)

    with open_case(path, create=True) as case, open_case(":memory:") as fresh:
        case.add_many(pairs())
        linkwork.lay_out(case, tell=meddle)
        fresh.add_many((r, fewer if k.document.id == fewer.document.id else k) for r, k in pairs())
        linkwork.lay_out(fresh)
        # Copies may differ: what is known for standing text depends on when it is asked.
        assert found(case)[:2] == found(fresh)[:2]
        assert case.verify().sound
