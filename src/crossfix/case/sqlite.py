"""What only SQLite has: the file, its locks and errors, full text search, triggers.

Everything in SQL that another database would not take is here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from crossfix.case.records import Term
from crossfix.errors import CaseDamaged, CaseUnusable, CrossfixError

APPLICATION_ID: Final = 0x43524658  # "CRFX"; the program `file` shows it
MEMORY: Final = ":memory:"
_NAME_ANOTHER: Final = "name another file; this one is left as it is"
_WHO_MAY_READ: Final = "check who may read it, and its folder"
_LEAST_BYTES: Final = 512
"""No SQLite file with anything in it is smaller; it takes smaller ones for new ones."""
_CACHE_KIB: Final = 64_000
"""What a connection keeps of the file: keys are written all over their index."""
_SEGMENTS: Final = (
    "SELECT e.seq FROM entries e JOIN documents d ON d.seq = e.document"
    " WHERE d.id = ? AND e.kind = 'segments'"
)
_EXTRAS: Final = (
    """CREATE VIRTUAL TABLE segment_text
       USING fts5(words, tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER audit_keeps_entries BEFORE UPDATE ON audit
       BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    """CREATE TRIGGER audit_loses_nothing BEFORE DELETE ON audit
       BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above.
    """CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
       WHEN EXISTS (SELECT 1 FROM audit WHERE seq >= NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
)

# --- the file -------------------------------------------------------------------------


def check_path(path: Path, item: str, *, create: bool) -> None:
    """See that a path (``item`` in messages) can be a case before SQLite is let at it.

    The file is not opened here: closing it again would drop the locks that SQLite holds on it
    for other connections of this process, and another process could take the log away from
    under them (https://www.sqlite.org/howtocorrupt.html, 2.2).  Raises
    :class:`~crossfix.errors.CaseUnusable` for a folder, a missing file or folder, an
    unreadable file, and one too small for SQLite's; SQLite itself tells the others.
    """
    try:
        if path.is_dir():
            raise CaseUnusable(item, "is a folder, not a case file", "name a file")
        if not path.parent.is_dir():
            raise CaseUnusable(item, "its folder does not exist", "make the folder first")
        if not path.exists():
            if create:
                return
            raise CaseUnusable(item, "no such case file", "check the path, or make a case first")
        size = path.stat().st_size
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})"
        raise CaseUnusable(item, problem, _WHO_MAY_READ) from None
    if not _may(path, os.R_OK):
        raise CaseUnusable(item, "cannot be opened (Permission denied)", _WHO_MAY_READ)
    if size < _LEAST_BYTES and not (create and not size):
        problem = "is not a case file" if size else "is empty, not a case file"
        raise CaseUnusable(item, problem, _NAME_ANOTHER)


def _may(path: Path, mode: int) -> bool:
    """Whether this process may do that with a file, as the user that it acts for."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def make_engine(path: Path | None, *, create: bool, read_only: bool, wait: float) -> Engine:
    """An engine on a case file, or on memory where ``path`` is ``None``.

    Transactions are begun by us: ``BEGIN IMMEDIATE`` on connections with the execution
    option ``writes``, so that a writer waits for the lock at once (``wait`` seconds) and
    never in the middle; plain ``BEGIN`` on others, which see one state throughout.

    Reading only is a matter of the connection, not of how the file is opened: SQLite
    leaves its lock files behind when nobody who might write closes the case last.
    """
    if path is None:
        engine = create_engine(
            "sqlite://", creator=lambda: _connect("file::memory:", wait), poolclass=StaticPool
        )
    else:
        uri = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
        wal = path.with_name(path.name + "-wal") if read_only else None
        # Threads take connections in turn.  The pool that SQLAlchemy takes by itself gives each
        # thread its own, and closes some of them, in use or not, once there are many threads.
        engine = create_engine(
            "sqlite://",
            creator=lambda: _connect(uri, wait, wal),
            poolclass=QueuePool,
            max_overflow=-1,
            pool_use_lifo=True,
        )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect(uri: str, wait: float, read_only_wal: Path | None = None) -> sqlite3.Connection:
    """A connection that was seen to work; for reading only where a log file is named."""
    connection = sqlite3.connect(
        uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    wal = read_only_wal
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        # A case at rest where nothing can be written: SQLite must be told that nobody else
        # writes either, because it cannot make the files that it locks with.
        at_rest = wal is not None and not (wal.exists() and wal.stat().st_size)
        if "mode=rw" in uri and at_rest and _code(error) in _NOT_WRITABLE and _is_sealed(wal):
            return _connect(uri.replace("mode=rw", "immutable=1&mode=ro"), wait, wal)
        raise
    reading = ("query_only=ON",) if wal is not None else ()
    always = ("foreign_keys=ON", "synchronous=NORMAL", "trusted_schema=OFF")
    for pragma in (f"cache_size=-{_CACHE_KIB}", *always, *reading):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _is_sealed(wal: Path | None) -> bool:
    """Whether nobody here can write the case of this log file.

    Where somebody can, the failure was a passing one, of files that another process was just
    laying down: a case taken for sealed then would be read while it changes.
    """
    if wal is None:
        return False
    file = wal.with_name(wal.name.removesuffix("-wal"))
    return not (_may(file, os.W_OK) and _may(file.parent, os.W_OK))


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while one process writes (kept in the file from then on)."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def version_of(connection: Connection, where: str) -> int:
    """The schema version of a file of ours; 0 of an empty one.

    Raises :class:`~crossfix.errors.CaseUnusable` for somebody else's SQLite file.
    """
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if owner != APPLICATION_ID and (owner or version or tables):
        remedy = "name another file; this one is left as it is"
        raise CaseUnusable(where, "is a SQLite file of another program", remedy)
    return int(version)


def set_version(connection: Connection, version: int) -> None:
    """Mark the file as ours, of this schema version; part of the open transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version:d}")


def back_up(engine: Engine, path: Path, version: int) -> Path:
    """Copy a case beside itself before it is changed; the copy's path, a new one always."""
    number = 0
    while True:
        suffix = f".v{version}.backup" + (f".{number}" if number else "")
        copy = path.with_name(path.name + suffix)
        try:
            copy.touch(exist_ok=False)
            break
        except FileExistsError:
            number += 1
        except OSError as error:
            problem = f"no copy can be made beside it ({error.strerror})"
            raise CaseUnusable(str(path), problem, "make its folder writable") from None
    source = engine.raw_connection()
    try:
        with closing(sqlite3.connect(copy)) as target:
            source.driver_connection.backup(target)  # type: ignore[union-attr]
    finally:
        source.close()
    return copy


def create_extras(connection: Connection) -> None:
    """Make the search index and the triggers that keep the audit log append-only."""
    for statement in _EXTRAS:
        connection.exec_driver_sql(statement)


def find_defects(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file; empty when nothing."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
    defects = [str(line) for line in found if line != "ok"]
    return defects + [f"a row of {row[0]} belongs to no {row[2]}" for row in broken]


# --- full text search -----------------------------------------------------------------


def index_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Let search find segments (entry number, text)."""
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO segment_text (rowid, words) VALUES (?, ?)", list(rows)
        )


def forget_words(connection: Connection, document_id: str) -> None:
    """Take the segments of a report out of the search index."""
    connection.exec_driver_sql(
        f"DELETE FROM segment_text WHERE rowid IN ({_SEGMENTS})", (document_id,)
    )


def indexed_words(connection: Connection, document_id: str) -> dict[int, str]:
    """What search finds the segments of a report by (entry number to text)."""
    sql = f"SELECT rowid, words FROM segment_text WHERE rowid IN ({_SEGMENTS})"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, (document_id,))}


def search_words(
    connection: Connection, terms: Sequence[Term], limit: int, marks: tuple[str, str]
) -> list[tuple[str, str, str, float]]:
    """Report id, segment JSON, snippet and BM25 (lower is better) of the best segments."""
    sql = """SELECT d.id, e.body, snippet(segment_text, 0, ?, ?, '…', 24), bm25(segment_text)
             FROM segment_text JOIN entries e ON e.seq = segment_text.rowid
             JOIN documents d ON d.seq = e.document
             WHERE segment_text MATCH ?
             ORDER BY bm25(segment_text), d.id, e.position LIMIT ?"""
    rows = connection.exec_driver_sql(sql, (*marks, _match(terms), limit))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _match(terms: Iterable[Term]) -> str:
    quoted = ((term.words.replace('"', '""'), "*" if term.prefix else "") for term in terms)
    return " AND ".join(f'"{words}"{star}' for words, star in quoted)


# --- errors ---------------------------------------------------------------------------

_NOT_WRITABLE: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def translating(where: str) -> Iterator[None]:
    """Turn what SQLite says into one line that a user can act on."""
    try:
        yield
    except DBAPIError as error:
        meant = _meaning(where, error.orig)
        if meant is None:
            raise
        raise meant from error
    except sqlite3.Error as error:
        meant = _meaning(where, error)
        if meant is None:
            raise
        raise meant from error
    except UnicodeDecodeError as error:  # a name in the file, or in a message about it
        raise _damaged(where, "it holds text that is none") from error


def _code(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) or 0) & 0xFF


def _meaning(where: str, error: BaseException | None) -> CrossfixError | None:
    if error is None:
        return None
    code = _code(error)
    if code in _BUSY:
        remedy = "wait until it has finished, or stop it, and try again"
        return CaseUnusable(where, "another process is writing to it", remedy)
    if code == sqlite3.SQLITE_FULL:
        remedy = "free some space and run again; what was in the case is unharmed"
        return CaseUnusable(where, "the disk is full", remedy)
    if code in _NOT_WRITABLE:
        remedy = "check who may write to it and to its folder, or open it for reading only"
        return CaseUnusable(where, f"cannot be written ({error})", remedy)
    if code == sqlite3.SQLITE_NOTADB:
        return CaseUnusable(where, "is not a case file", _NAME_ANOTHER)
    if code == sqlite3.SQLITE_CORRUPT or _is_broken(code, str(error)):
        return _damaged(where, str(error))
    if code == sqlite3.SQLITE_IOERR:
        return CaseUnusable(where, f"cannot be read or written ({error})", "check the disk")
    return None


def _damaged(where: str, how: str) -> CaseDamaged:
    remedy = "verify the case, and go back to a copy that verifies"
    return CaseDamaged(where, f"the file is damaged ({how})", remedy)


def _is_broken(code: int, message: str) -> bool:
    """Whether the message of a vague code means damage: a table gone, text that is none."""
    gone = code == sqlite3.SQLITE_ERROR and message.startswith(("no such table", "no such column"))
    return gone or message.startswith("Could not decode to UTF-8")
