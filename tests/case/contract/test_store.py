"""What every store of cases must do.  Add an implementation to ``OPENERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from crossfix.case import Store
from crossfix.case.audit import GENESIS, Act, check_chain
from crossfix.case.migrations import Opened, prepare
from crossfix.case.packing import pack, unpack_ledger, unpack_received
from crossfix.case.records import AuditEntry, Issue, Term
from crossfix.case.sql import SqlStore
from crossfix.case.sqlite import make_engine
from crossfix.case.store import Part
from crossfix.model import KINDS
from tests.case.reports import make_pair, make_pairs

WHO = "tester"


def _sqlite(path: Path | None) -> Store:
    engine = make_engine(path, create=True, read_only=False, wait=5)
    where = str(path or "memory")
    prepare(Opened(engine, where, path, WHO), create=True, read_only=False)
    return SqlStore(engine, where)


OPENERS: dict[str, Callable[[Path], Store]] = {
    "sqlite file": lambda folder: _sqlite(folder / "a.case"),
    "sqlite memory": lambda folder: _sqlite(None),
}


@pytest.fixture(params=OPENERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = OPENERS[request.param](tmp_path)
    yield opened
    opened.close()


def test_is_a_store(store: Store) -> None:
    assert isinstance(store, Store)


def test_gives_back_what_was_put_in(store: Store) -> None:
    received, ledger = make_pair(1, paragraphs=2)
    assert store.write([pack(received, ledger)], who=WHO) == [True]
    packed = store.packed(ledger.document.id)
    assert packed is not None
    assert unpack_ledger(packed) == ledger
    assert packed.digest == pack(received, ledger).digest
    assert unpack_received(packed, store.raw(packed.sha256)) == received


def test_what_is_not_there(store: Store) -> None:
    assert store.packed("doc_0") is None
    assert not store.holds_bytes("0")
    assert store.known(["doc_0"]) == set()
    assert store.known_bytes("0") == set()
    assert store.history("doc_0") == []
    assert store.last_filed("doc_0") is None
    assert store.ids_beginning("doc", 3) == []
    assert store.holders("doc_0") == []
    for ask in (lambda: store.raw("0"), lambda: store.record("evt_0", "doc_0")):
        with pytest.raises(KeyError):
            ask()


def test_a_report_is_added_once(store: Store) -> None:
    packed = pack(*make_pair(1))
    assert store.write([packed, packed], who=WHO) == [True, False]
    before = store.head()
    other = pack(*make_pair(1, version="2"))
    assert store.write([other], who=WHO) == [False]
    assert store.head() == before
    stored = store.packed(packed.document_id)
    assert stored is not None
    assert stored.digest == packed.digest


def test_a_new_reading_supersedes_the_old(store: Store) -> None:
    received, ledger = make_pair(1, paragraphs=2)
    store.write([pack(received, ledger)], who=WHO)
    newer = msgspec.structs.replace(ledger, events=ledger.events[:1], links=())
    assert store.write([pack(received, ledger)], who=WHO, supersede=True) == [False]
    assert store.write([pack(received, newer)], who=WHO, supersede=True) == [True]
    packed = store.packed(ledger.document.id, Part.EVERYTHING)
    assert packed is not None
    assert unpack_ledger(packed) == newer
    assert all(entry.quotes or entry.kind in {"sources", "links"} for entry in packed.entries)
    (old,) = store.history(ledger.document.id)
    assert (old.revision, msgspec.json.decode(old.ledger_json)) == (
        1,
        msgspec.json.decode(msgspec.json.encode(ledger)),
    )
    filed = store.last_filed(ledger.document.id)
    assert filed is not None
    assert (filed.seq, filed.action) == (old.audit_seq, "replace")
    assert pack(received, ledger).digest in filed.details


def test_superseded_words_are_not_found(store: Store) -> None:
    received, ledger = make_pair(1, paragraphs=2)
    store.write([pack(received, ledger)], who=WHO)
    newer = msgspec.structs.replace(ledger, segments=ledger.segments[:1])
    store.write([pack(received, newer)], who=WHO, supersede=True)
    assert store.search([Term("Franko")], 9, ("", "")) == []
    assert len(store.search([Term("drones")], 9, ("", ""))) == 1


def test_one_group_is_all_or_nothing(store: Store) -> None:
    first, second = pack(*make_pair(1)), pack(*make_pair(2))
    broken = pack(*make_pair(3), with_raw=False)  # its bytes are nowhere: cannot be stored
    before = store.head()
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.write([first, second, broken], who=WHO)
    assert list(store.document_ids()) == []
    assert store.head() == before
    assert store.write([first, second], who=WHO) == [True, True]


def test_known(store: Store) -> None:
    packs = [pack(*pair) for pair in make_pairs(3)]
    store.write(packs, who=WHO)
    ids = [packed.document_id for packed in packs]
    asked = [f"doc_{n}" for n in range(1_200)] + ids
    assert store.known(iter(asked)) == set(ids)
    assert store.known_bytes(packs[0].sha256) == {ids[0]}
    assert store.holds_bytes(packs[0].sha256)
    assert sorted(store.hashes()) == list(store.hashes()) == sorted(p.sha256 for p in packs)


def test_ids_in_order(store: Store) -> None:
    pairs = list(make_pairs(7))
    store.write([pack(*pair) for pair in pairs], who=WHO)
    dates = {ledger.document.id: ledger.document.published or "" for _, ledger in pairs}
    assert list(store.document_ids()) == sorted(dates)
    by_date = sorted(dates, key=lambda i: (dates[i], i))
    assert list(store.document_ids(by_date=True)) == by_date


@pytest.mark.parametrize("kind", KINDS)
def test_entries_of_a_kind(store: Store, kind: str) -> None:
    ledgers = {ledger.document.id: ledger for _, ledger in make_pairs(60)}
    store.write([pack(*pair) for pair in make_pairs(60)], who=WHO)
    expected = [(i, entry.id) for i in sorted(ledgers) for entry in getattr(ledgers[i], kind)]
    decode = msgspec.json.decode
    assert [(i, decode(body)["id"]) for i, body in store.entries(kind, None)] == expected
    one = expected[0][0]
    got = [(i, decode(body)["id"]) for i, body in store.entries(kind, one)]
    assert got == [pair for pair in expected if pair[0] == one]


@pytest.mark.parametrize(
    ("event_type", "since", "until"),
    [
        (None, None, None),
        ("strike", None, None),
        ("damage", "2025-02-02", "2025-02-04"),
        (None, "2025-02-20", None),
        (None, None, "2025-02-02"),
        (None, "2025-02", "2025-02"),
        ("protest", None, None),
    ],
)
def test_timeline(
    store: Store, event_type: str | None, since: str | None, until: str | None
) -> None:
    # More events than a page, many of them on one day.
    pairs = [*make_pairs(40, paragraphs=28), *(make_pair(n) for n in range(50, 90))]
    store.write([pack(*pair) for pair in pairs], who=WHO)
    expected = sorted(
        (event.earliest or "", event.id, ledger.document.id)
        for _, ledger in pairs
        for event in ledger.events
        if event_type in (None, event.type.value)
        and (since or "") <= (event.earliest or "")
        and (until is None or (event.earliest or "")[: len(until)] <= until)
    )
    found = [(msgspec.json.decode(b), i) for i, b in store.timeline(event_type, since, until)]
    assert [(event["earliest"], event["id"], i) for event, i in found] == expected


def test_ids_beginning(store: Store) -> None:
    pairs = list(make_pairs(5, paragraphs=2))
    store.write([pack(*pair) for pair in pairs], who=WHO)
    every = sorted(
        {ledger.document.id for _, ledger in pairs}
        | {e.id for _, ledger in pairs for kind in KINDS for e in getattr(ledger, kind)}
    )
    assert store.ids_beginning("", 1_000) == every
    assert store.ids_beginning("evt_", 4) == [i for i in every if i.startswith("evt_")][:4]
    assert store.ids_beginning(every[3], 2) == [every[3]]
    assert store.ids_beginning("evt%", 2) == store.ids_beginning("EVT_", 2) == []


def test_an_id_in_several_reports(store: Store) -> None:
    pairs = []
    for number in range(3):
        received, ledger = make_pair(number)
        sources = tuple(
            msgspec.structs.replace(s, id="src_agency") if s.name else s for s in ledger.sources
        )
        pairs.append((received, msgspec.structs.replace(ledger, sources=sources)))
    store.write([pack(*pair) for pair in pairs], who=WHO)
    ids = sorted(ledger.document.id for _, ledger in pairs)
    assert store.holders("src_agency") == [(i, "sources") for i in ids]
    kind, body = store.record("src_agency", ids[1])
    assert (kind, msgspec.json.decode(body)["id"]) == ("sources", "src_agency")
    assert store.ids_beginning("src_agency", 5) == ["src_agency"]


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ([Term("drones")], 8),
        ([Term("DRONES")], 8),
        ([Term("three drones")], 4),
        ([Term("drones three")], 0),
        ([Term("Mayor"), Term("power")], 4),
        ([Term("mayo")], 0),
        ([Term("mayo", prefix=True)], 4),
        ([Term("Ivan Frank", prefix=True)], 4),
        ([Term("mlynow")], 0),  # ł is a letter of its own, not an l with an accent
        ([Term("Młynow")], 1),
        ([Term("Лозова")], 0),
        ([Term('"')], 0),
        ([Term("NOT")], 0),
        ([Term("drones OR zebra")], 0),
        ([Term("words:drones")], 0),
    ],
)
def test_search(store: Store, terms: list[Term], found: int) -> None:
    store.write([pack(*pair) for pair in make_pairs(4)], who=WHO)
    assert len(store.search(terms, 20, ("<", ">"))) == found


def test_search_marks_and_ranks(store: Store) -> None:
    store.write([pack(*pair) for pair in make_pairs(4)], who=WHO)
    hits = store.search([Term("drones")], 3, ("<", ">"))
    assert [hit.rank for hit in hits] == sorted((hit.rank for hit in hits), reverse=True)
    assert len(hits) == 3
    assert all("<drones>" in hit.snippet and hit.segment.kind == "heading" for hit in hits)


def test_issues(store: Store) -> None:
    broken = Issue(path="b.pdf", message="is encrypted; decrypt it first")
    empty = Issue(path="a.txt", message="holds no text; check the file")
    assert store.record_issue(broken, who=WHO)
    assert store.record_issue(empty, who=WHO)
    assert not store.record_issue(broken, who=WHO)
    assert list(store.issues()) == [empty, broken]
    assert store.clear_issues("b.pdf", who=WHO) == 1
    assert store.clear_issues("b.pdf", who=WHO) == 0
    assert list(store.issues()) == [empty]
    actions = [entry.action for entry in store.audit()]
    assert actions == ["create", "issue", "issue", "clear_issues"]


def test_a_resolution_takes_the_place_of_the_one_that_was_seen(store: Store) -> None:
    def resolve(forecast: str, standing: tuple[str, int] | None) -> AuditEntry | None:
        return store.settle(Act("resolve", forecast, {"outcome": "true"}, WHO, "seen"), standing)

    first = resolve("fct_1", None)
    assert first is not None
    assert list(store.resolutions()) == [("fct_1", first)]
    head = store.head()
    for standing in (None, ("fct_1", 99), ("fct_2", first.seq)):
        assert resolve("fct_1", standing) is None
    assert store.head() == head
    other = resolve("fct_2", None)
    again = resolve("fct_1", ("fct_1", first.seq))
    assert other is not None
    assert again is not None
    assert list(store.resolutions()) == [("fct_1", again), ("fct_2", other)]
    moved = resolve("fct_0", ("fct_2", other.seq))
    assert moved is not None
    assert list(store.resolutions()) == [("fct_0", moved), ("fct_1", again)]
    reopen = Act("reopen", "fct_1", {}, WHO, "a mistake")
    assert store.settle(reopen, ("fct_1", first.seq)) is None
    assert store.settle(reopen, ("fct_1", again.seq)) is not None
    assert list(store.resolutions()) == [("fct_0", moved)]
    assert store.defects() == []


def test_audit_is_one_chain(store: Store) -> None:
    store.write([pack(*pair) for pair in make_pairs(3)], who=WHO)
    written = store.append(Act("note", "src_1", {"reliability": "B"}, "Ada", "long record"))
    entries = list(store.audit())
    assert entries[0].prev == GENESIS
    assert all(isinstance(link, AuditEntry) for link in check_chain(entries))
    assert entries[-1] == written
    assert store.head() == written.hash
    assert list(store.audit(after=written.seq - 1)) == [written]
    assert (written.actor, written.reason, written.details) == (
        "Ada",
        "long record",
        '{"reliability":"B"}',
    )


def test_a_sound_store_has_no_defects(store: Store) -> None:
    store.write([pack(*pair) for pair in make_pairs(3)], who=WHO)
    assert store.defects() == []
    assert list(store.lost()) == []


def test_reports_of_the_same_bytes(store: Store) -> None:
    received, ledger = make_pair(1)
    second = msgspec.structs.replace(ledger.document, id="doc_2", item="2")
    other = pack(
        type(received)(second, received.raw), msgspec.structs.replace(ledger, document=second)
    )
    # Both carry the bytes; they are kept once.
    assert store.write([pack(received, ledger), other], who=WHO) == [True, True]
    assert list(store.hashes()) == [ledger.document.sha256]
    assert store.known_bytes(ledger.document.sha256) == {ledger.document.id, "doc_2"}


def test_two_readings_of_a_report_in_one_group(store: Store) -> None:
    received, ledger = make_pair(1)
    newer = msgspec.structs.replace(ledger, gaps=())
    both = [pack(received, ledger), pack(received, newer)]
    assert store.write(both, who=WHO, supersede=True) == [True, True]
    packed = store.packed(ledger.document.id)
    assert packed is not None
    assert unpack_ledger(packed) == newer
    assert [entry.action for entry in store.audit()] == ["create", "add", "replace"]
