"""What every store must do with findings and judgements; runs on the stores of test_store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossfix.case import Store
from crossfix.case.audit import CHECK, JUDGE, LINK, WITHDRAW, Act
from crossfix.case.packing import pack
from crossfix.case.stored import NOTHING, SUM, Stored, key_of, pack_keys, sum_after, unpack_keys
from crossfix.case.verification import verify
from tests.case.contract.test_store import OPENERS, WHO
from tests.case.reports import make_pair

ACT = Act(LINK, "case", {"reports": 2}, WHO)


@pytest.fixture(params=OPENERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = OPENERS[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def reports(store: Store) -> tuple[str, str]:
    pairs = [make_pair(1), make_pair(2)]
    store.write([pack(*pair) for pair in pairs], who=WHO)
    first, second = (ledger.document.id for _, ledger in pairs)
    return first, second


def account(number: int, *documents: str, body: str = "{}") -> Stored:
    return Stored("accounts", f"acc_{number}", body, documents, (key_of("day", "1"), number))


def test_found_by_kind_id_key_and_report(store: Store, reports: tuple[str, str]) -> None:
    first, second = reports
    one, two = account(1, first), account(2, second)
    link = Stored("links", "lnk_1", '{"score":1}', tuple(sorted(reports)))
    store.put_findings(ACT, [two, link, one])
    assert list(store.findings("accounts")) == [one, two]
    assert store.findings_named("accounts", ["acc_2", "acc_9"]) == [two]
    assert store.findings_at("accounts", [key_of("day", "1"), 2]) == [one, two]
    assert store.findings_at("accounts", [1]) == [one]
    assert store.findings_at("links", [1]) == []
    assert store.findings_of(first) == [one, link]
    assert store.findings_of(second, "accounts") == [two]
    assert store.findings_of("doc_0") == []


def test_bodies_and_what_shares_keys(store: Store, reports: tuple[str, str]) -> None:
    one = Stored("prints", "doc_1", '{"n":1}', (reports[0],), (3, -5, 8))
    two = Stored("prints", "doc_2", '{"n":2}', (reports[1],), (3, 8, 9))
    store.put_findings(ACT, [one, two, account(3, reports[0])])
    bodies = [(each.id, each.body, pack_keys(each.keys)) for each in (one, two)]
    assert store.finding_bodies("prints", ["doc_2", "doc_1", "doc_9"]) == bodies
    assert store.finding_bodies("prints", keys=[8, 3]) == bodies
    assert store.finding_bodies("prints", keys=[-5]) == bodies[:1]
    assert store.finding_bodies("prints") == []
    shared = store.findings_sharing("prints", [3, 8, -5, 7], 2, 9)
    assert {name: sorted(keys) for name, keys in shared.items()} == {
        "doc_1": [-5, 3, 8],
        "doc_2": [3, 8],
    }
    assert set(store.findings_sharing("prints", [-5, 3, 8], 3, 2)) == {"doc_1"}
    assert store.findings_sharing("prints", [8, 9], 1, 1) == {"doc_1": [8], "doc_2": [9]}
    assert store.findings_sharing("accounts", [3, 8], 1, 9) == {"acc_3": [3]}
    assert store.finding_count("prints") == 2
    assert store.finding_count("links") == 0


def test_a_new_form_takes_the_place_of_the_old(store: Store, reports: tuple[str, str]) -> None:
    first, second = reports
    old = Stored("accounts", "acc_1", '{"n":1}', (first,), (1, 2, 3))
    same = Stored("accounts", "acc_2", '{"n":2}', (first,), (2,))
    store.put_findings(ACT, [old, same])
    new = Stored("accounts", "acc_1", '{"n":9}', (second,), (3, 4))
    store.put_findings(ACT, [new, same])
    assert store.findings_at("accounts", [1]) == []
    assert store.findings_at("accounts", [2]) == [same]
    assert store.findings_at("accounts", [3, 4]) == [new]
    assert store.findings_of(first) == [same]
    assert store.findings_of(second) == [new]
    assert store.findings_sum() == sum_after(NOTHING, gone=(), new=[new.digest, same.digest]).hex()
    assert verify(store, None, None).sound


def test_many_keys_and_ids_at_once(store: Store, reports: tuple[str, str]) -> None:
    many = [account(number, reports[0]) for number in range(1_200)]
    store.put_findings(ACT, many)
    assert len(store.findings_at("accounts", range(1_200))) == 1_200
    assert len(store.findings_named("accounts", [finding.id for finding in many])) == 1_200
    assert len(list(store.findings("accounts"))) == 1_200
    store.put_findings(ACT, [], gone=[("accounts", finding.id) for finding in many])
    assert list(store.findings("accounts")) == []
    assert store.findings_sum() == NOTHING.hex()


def test_the_sum_is_of_what_is_there_and_stands_in_the_log(
    store: Store, reports: tuple[str, str]
) -> None:
    first, second = reports
    store.put_findings(ACT, [account(1, first), account(2, second)])
    together = store.findings_sum()
    changed = account(1, first, body='{"a":1}')
    store.put_findings(ACT, [changed, account(3, first)], gone=[("accounts", "acc_2")])
    entry = store.put_findings(
        ACT, [account(1, first), account(2, second)], [("accounts", "acc_3")]
    )
    assert store.findings_sum() == together
    assert f'"{SUM}":"{together}"' in entry.details
    assert verify(store, None, None).sound


def test_a_new_reading_takes_away_what_hung_on_the_old(
    store: Store, reports: tuple[str, str]
) -> None:
    first, second = reports
    both = Stored("links", "lnk_1", "{}", tuple(sorted(reports)))
    kept = account(2, second)
    store.put_findings(ACT, [account(1, first), kept, both], linked={first: "1", second: "1"})
    assert list(store.unlinked("1")) == []
    store.write([pack(*make_pair(1, version="2"))], who=WHO, supersede=True)
    assert store.findings_of(first) == []
    assert store.findings_of(second) == [kept]
    assert list(store.unlinked("1")) == [first]
    assert verify(store, None, None).sound


def test_unlinked_by_version(store: Store, reports: tuple[str, str]) -> None:
    first, second = reports
    assert sorted(store.unlinked("1")) == sorted(reports)
    store.put_findings(ACT, [], linked={first: "1"})
    assert list(store.unlinked("1")) == [second]
    store.put_findings(ACT, [], linked={first: "2"})
    assert sorted(store.unlinked("1")) == sorted(reports)


def test_a_finding_of_no_report_that_is_there_is_refused_whole(
    store: Store, reports: tuple[str, str]
) -> None:
    head = store.head()
    with pytest.raises(KeyError):
        store.put_findings(ACT, [account(1, reports[0]), account(2, "doc_0")])
    assert list(store.findings("accounts")) == []
    assert store.head() == head


def test_a_judgement_takes_the_place_of_the_one_that_was_seen(store: Store) -> None:
    first = store.judge(Act(JUDGE, "same a|b", {"judgement": "same"}, "Ada", "one crater"), None)
    assert first is not None
    assert store.judge(Act(JUDGE, "same a|b", {"judgement": "different"}, "Bob"), None) is None
    second = store.judge(Act(JUDGE, "same a|b", {"judgement": "unsure"}, "Ada"), first.seq)
    assert second is not None
    assert list(store.judgements()) == [("same a|b", second)]
    assert verify(store, None, None).sound
    assert store.judge(Act(WITHDRAW, "same a|b", {}, "Ada"), second.seq) is not None
    assert list(store.judgements()) == []
    assert verify(store, None, None).sound


def test_keys_and_sums() -> None:
    keys = (key_of("a"), -1, 0, 2**63 - 1, -(2**63))
    assert unpack_keys(pack_keys(keys)) == tuple(sorted(keys))
    assert key_of("a", "b") != key_of("ab")
    one, two = account(1, "doc_1").digest, account(2, "doc_1").digest
    there = sum_after(sum_after(NOTHING, gone=(), new=(one,)), gone=(), new=(two,))
    assert there == sum_after(NOTHING, gone=(), new=(two, one))
    assert sum_after(there, gone=(one, two), new=()) == NOTHING


def test_a_check_is_logged_as_one(store: Store, reports: tuple[str, str]) -> None:
    entry = store.put_findings(Act(CHECK, "case", {}, WHO), [account(1, reports[0])])
    assert entry.action == CHECK
