from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.case import Verification, open_case
from crossfix.case.audit import JUDGE, LINK, Act
from crossfix.case.packing import quotes
from crossfix.case.stored import Stored
from crossfix.errors import CaseDamaged, CaseUnusable, MalformedReport
from crossfix.model import KINDS, Document, Ledger, make_id
from crossfix.plugins import Raw
from crossfix.reading import Received
from tests.case.reports import make_pair, make_pairs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(4, paragraphs=2))
    return path


def tamper(path: Path, *statements: str) -> Verification:
    """Change the file behind the case's back, as any program could, and verify it."""
    connection = sqlite3.connect(path)
    connection.create_function("deflate", 1, lambda text: zlib.compress(text.encode()))
    connection.create_function("inflate", 1, lambda body: zlib.decompress(body).decode())
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    assert connection.total_changes or statements[-1].startswith("DROP"), "nothing was changed"
    connection.close()
    with open_case(path, read_only=True) as case:
        return case.verify()


def test_what_is_counted(path: Path) -> None:
    ledgers = [ledger for _, ledger in make_pairs(4, paragraphs=2)]
    records = [entry for one in ledgers for kind in KINDS for entry in getattr(one, kind)]
    with open_case(path, read_only=True) as case:
        found = case.verify()
        assert found.sound
        assert found.reports == 4
        assert found.records == len(records)
        assert found.spans == sum(1 for record in records for _ in quotes(record))
        assert (found.wrong_spans, found.not_reread) == (0, 0)
        assert found.audit_entries == 5
        assert found.head == case.head


ONE_EVENT = "WHERE seq = (SELECT min(seq) FROM entries WHERE kind = 'events')"
NO_GUARDS = tuple(
    f"DROP TRIGGER {name}"
    for name in ("audit_keeps_entries", "audit_loses_nothing", "audit_only_grows")
)


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (
            [f"UPDATE entries SET body = replace(body, '\"hit\"', '\"bit\"') {ONE_EVENT}"],
            "does not quote the text",
        ),
        (
            [f"UPDATE entries SET body = replace(body, 'asserted', 'denied') {ONE_EVENT}"],
            "not as it was when audit entry",
        ),
        ([f"UPDATE entries SET type = 'protest' {ONE_EVENT}"], "not as it was when"),
        ([f"UPDATE entries SET id = 'evt_0' {ONE_EVENT}"], "stored under another id, evt_0"),
        ([f"UPDATE entries SET body = '{{' {ONE_EVENT}"], "stored record of events is broken"),
        ([f"UPDATE entries SET kind = 'spells' {ONE_EVENT}"], "stored record of spells"),
        ([f"DELETE FROM entries {ONE_EVENT}"], "not as it was when"),
        (
            ["UPDATE spans SET start = start - 1 WHERE field = 'trigger'"],
            "stored spans are not those",
        ),
        (["DELETE FROM spans WHERE start = 0"], "stored spans are not those"),
        (
            ["UPDATE documents SET text = deflate(replace(inflate(text), 'three', 'seven'))"],
            "its text is not what its bytes hold",
        ),
        (["UPDATE documents SET text = x'00'"], "stored bytes are broken"),
        (["UPDATE documents SET text = deflate('') WHERE seq = 1"], "lies outside the text"),
        (["UPDATE documents SET published = '2020-01-01' WHERE seq = 2"], "id, hash or date"),
        (["UPDATE documents SET body = '[]' WHERE seq = 2"], "stored document is broken"),
        (["UPDATE raws SET body = deflate('other')"], "do not have the SHA-256"),
        (["UPDATE raws SET body = x'00'"], "stored bytes are broken"),
        (["UPDATE segment_text SET words = 'calm' WHERE rowid = 1"], "search does not find it"),
        (["DELETE FROM documents WHERE seq = 3"], "was added, says the audit"),
        (["DELETE FROM raws WHERE rowid = 1"], "a row of documents belongs to no raws"),
        (
            [*NO_GUARDS, "UPDATE audit SET actor = 'Eve' WHERE seq = 3"],
            "audit entry 3 was changed",
        ),
        ([*NO_GUARDS, "DELETE FROM audit WHERE seq = 3"], "audit entries 3 to 3 are missing"),
        ([*NO_GUARDS, "DELETE FROM audit WHERE seq = 3"], "has no audit entry"),
        ([*NO_GUARDS, "DELETE FROM audit"], "the audit log is empty"),
        (["DROP TABLE spans"], "no such table: spans"),
    ],
)
def test_tampering_shows(path: Path, statements: list[str], problem: str) -> None:
    found = tamper(path, *statements)
    assert not found.sound
    assert any(problem in fault.problem for fault in found.faults), found.faults


def test_a_fault_names_record_and_document(path: Path) -> None:
    with open_case(path, read_only=True) as case:
        document_id = next(iter(case.documents())).id
        event = case.ledger(document_id).events[0]
    spoil = f"UPDATE entries SET body = replace(body, '\"hit\"', '\"bit\"') WHERE id = '{event.id}'"
    found = tamper(path, spoil)
    assert found.wrong_spans == 1
    named = {(fault.document, fault.record) for fault in found.faults}
    assert named == {(document_id, event.id), (document_id, None)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'Eve'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
        "REPLACE INTO audit SELECT seq, at, 'Eve', action, subject, reason, details, prev, hash"
        " FROM audit WHERE seq = 3",
    ],
)
def test_the_audit_log_is_append_only(path: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tamper(path, statement)


def _point_nowhere(ledger: Ledger) -> Ledger:
    event = msgspec.structs.replace(ledger.events[0], places=("plc_0",))
    return msgspec.structs.replace(ledger, events=(event,))


def _point_at_the_wrong_kind(ledger: Ledger) -> Ledger:
    claim = msgspec.structs.replace(ledger.claims[0], source_id=ledger.events[0].id)
    return msgspec.structs.replace(ledger, claims=(claim,))


def _no_such_voice(ledger: Ledger) -> Ledger:
    segments = tuple(msgspec.structs.replace(s, voice="src_0") for s in ledger.segments)
    return msgspec.structs.replace(ledger, segments=segments)


def _twice(ledger: Ledger) -> Ledger:
    return msgspec.structs.replace(ledger, gaps=ledger.gaps * 2)


def _link_to_nothing(ledger: Ledger) -> Ledger:
    link = msgspec.structs.replace(ledger.links[0], right="clm_0")
    return msgspec.structs.replace(ledger, links=(link,))


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_point_nowhere, "places names plc_0, which is none of places"),
        (_point_at_the_wrong_kind, "which is none of sources"),
        (_no_such_voice, "voice names src_0"),
        (_twice, "in the report twice"),
        (_link_to_nothing, "right names clm_0"),
    ],
)
def test_references(spoil: object, problem: str) -> None:
    assert callable(spoil)
    received, ledger = make_pair()
    with open_case(":memory:", create=True) as case:
        case.add(received, spoil(ledger))
        found = case.verify()
    assert any(problem in fault.problem for fault in found.faults)
    assert all(fault.document == ledger.document.id for fault in found.faults)


def test_a_time_may_be_reckoned_from_the_document() -> None:
    received, ledger = make_pair()
    when = msgspec.structs.replace(ledger.times[0], anchor=ledger.document.id)
    with open_case(":memory:", create=True) as case:
        case.add(received, msgspec.structs.replace(ledger, times=(when,)))
        assert case.verify().sound


def test_known_head() -> None:
    with open_case(":memory:", create=True) as case:
        case.add(*make_pair(1))
        kept = case.head
        case.add(*make_pair(2))
        assert case.verify(known_head=kept).sound
        (fault,) = case.verify(known_head="0" * 63 + "1").faults
        assert "does not hold the head" in fault.problem


# --- reading again --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "data", "text", "sound"),
    [
        ("utf-8", "Вибух".encode(), "Вибух", True),
        ("utf-8", b"\xef\xbb\xbfBlast", "Blast", True),
        ("utf-16-le", b"\xff\xfe" + "Blast".encode("utf-16-le"), "Blast", True),
        ("cp1251", "Вибух".encode("cp1251"), "Вибух", True),
        ("utf-8", b"Blast\r\n", "Blast\r\n", True),
        ("utf-8", b"Blast\r\n", "Blast\n", False),
        ("utf-8", b" Blast", "Blast", False),
        ("koi8-r", "Вибух".encode("cp1251"), "Вибух", False),
        ("utf-8", "Вибух".encode("cp1251"), "Вибух", False),
        ("no-such-code", b"Blast", "Blast", False),
    ],
)
def test_plain_text_comes_out_of_its_bytes(
    encoding: str, data: bytes, text: str, sound: bool
) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(
        id="doc_1", path="a.txt", sha256=sha256, text=text, encoding=encoding, reader="text"
    )
    with open_case(":memory:", create=True) as case:
        case.add(Received(document, data), Ledger(document=document))
        assert case.verify().sound is sound


EXPORT = b"first message\x00second message\x00third message"


def read_export(raw: Raw, *, shout: str = "", leave_out: str = "") -> Iterator[Received]:
    """A reader of an invented format: messages between zero bytes."""
    for number, part in enumerate(raw.data.split(b"\0")):
        item = str(number)
        text = part.decode().upper() if item == shout else part.decode()
        sha256 = hashlib.sha256(raw.data).hexdigest()
        document = Document(
            id=make_id("doc", sha256, item),
            path=raw.path,
            sha256=sha256,
            text=text,
            item=item,
            reader="export",
        )
        if item != leave_out:
            yield Received(document, raw.data)


def _fail(raw: Raw) -> Iterable[Received]:
    raise MalformedReport(raw.path, "is cut short", "get it again")


@pytest.mark.parametrize(
    ("reread", "problems", "not_reread"),
    [
        (read_export, [], 0),
        (None, [], 3),
        (lambda raw: read_export(raw, shout="1"), ["reader export gives other text now"], 0),
        (
            lambda raw: read_export(raw, leave_out="2"),
            ["reader export does not give this report now"],
            0,
        ),
        (_fail, ["reader export cannot read it now: is cut short"] * 3, 0),
    ],
)
def test_other_readers_are_asked_again(
    reread: object, problems: list[str], not_reread: int
) -> None:
    assert reread is None or callable(reread)
    with open_case(":memory:", create=True) as case:
        export = read_export(Raw("x.export", EXPORT))
        tally = case.add_many((one, Ledger(document=one.document)) for one in export)
        assert tally.added == 3
        found = case.verify(reread)
    assert [fault.problem for fault in found.faults] == problems
    assert found.not_reread == not_reread


def test_bytes_are_read_again_once_for_all_their_reports() -> None:
    read: list[Raw] = []

    def reread(raw: Raw) -> Iterator[Received]:
        read.append(raw)
        return read_export(raw)

    with open_case(":memory:", create=True) as case:
        export = read_export(Raw("x.export", EXPORT))
        case.add_many((one, Ledger(document=one.document)) for one in export)
        case.verify(reread)
    assert read == [Raw("x.export", EXPORT)]


# --- damaged files --------------------------------------------------------------------


@pytest.mark.parametrize("offset", [0.2, 0.4, 0.6, 0.8])
def test_a_damaged_file_is_told_as_such(tmp_path: Path, offset: float) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(60, paragraphs=5))
    data = bytearray(path.read_bytes())
    start = int(len(data) * offset)
    data[start : start + 20_000] = b"\xa5" * 20_000
    path.write_bytes(data)
    try:
        with open_case(path, read_only=True) as case:
            found = case.verify()
    except (CaseDamaged, CaseUnusable) as error:
        assert "\n" not in str(error)
    else:
        assert not found.sound
    assert path.read_bytes() == bytes(data)


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, list[Ledger]]:
    path = tmp_path_factory.mktemp("damage") / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(4, paragraphs=2))
        ledgers = list(case.ledgers())
    return path, path.read_bytes(), ledgers


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=9))
def test_any_byte_that_changes_is_seen_or_does_not_matter(
    sound_file: tuple[Path, bytes, list[Ledger]], changes: list[tuple[float, int]]
) -> None:
    path, good, ledgers = sound_file
    data = bytearray(good)
    for place, value in changes:
        data[int(place * len(data))] = value
    path.write_bytes(data)
    try:
        with open_case(path, read_only=True) as case:
            assert not case.verify().sound or list(case.ledgers()) == ledgers
    except (CaseDamaged, CaseUnusable) as error:
        assert "\n" not in str(error)


def test_a_file_cut_short(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    try:
        with open_case(path, read_only=True) as case:
            found = case.verify()
    except (CaseDamaged, CaseUnusable) as error:
        assert "damaged" in str(error)
    else:
        assert not found.sound


FINDING_CHANGES = [
    ("UPDATE findings SET body = '{\"a\":1}' WHERE id = 'acc_1'", "not as it was written"),
    ("UPDATE findings SET digest = x'00' WHERE id = 'acc_1'", "not as it was written"),
    ("DELETE FROM finding_documents WHERE finding = 1", "not as it was written"),
    ("DELETE FROM findings WHERE id = 'acc_2'", "not those that their sum was made of"),
    ("UPDATE sums SET value = zeroblob(32)", "not those that their sum was made of"),
    ("DELETE FROM judgements", "not the one that the audit tells of"),
    ("UPDATE judgements SET audit_seq = 1", "not the one that the audit tells of"),
]


@pytest.mark.parametrize(("statement", "told"), FINDING_CHANGES)
def test_a_changed_finding_or_judgement_is_told(tmp_path: Path, statement: str, told: str) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        received, ledger = make_pair(1)
        case.add(received, ledger)
        of = (ledger.document.id,)
        some = [Stored("accounts", f"acc_{number}", "{}", of, (number,)) for number in (1, 2)]
        case._store.put_findings(Act(LINK, "case", {}, "Ada"), some)
        case._store.judge(Act(JUDGE, "same a|b", {"judgement": "same"}, "Ada"), None)
        assert case.verify().sound
        assert case.verify().findings == 2
    found = tamper(path, statement)
    assert any(told in fault.problem for fault in found.faults), found.faults
