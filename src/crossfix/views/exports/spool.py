"""What has to wait until the whole case was seen, kept on disk and given back in order."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

_ROWS: Final = 2_000  # written together


class Spool:
    """Bytes with a key each; SQLite keeps them in a file without a name and sorts them.

    The file is gone when the spool is.  Memory is bounded however much is added.  Methods
    raise ``OSError`` when the disk has no room for it.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a temporary file, by SQLite's convention
        self._database.execute("CREATE TABLE held (key TEXT NOT NULL, body BLOB NOT NULL)")
        self._waiting: list[tuple[str, bytes]] = []

    def add(self, key: Sequence[str], body: bytes) -> None:
        """Keep some bytes under a key of several parts."""
        text = "\x1f".join(key).encode("utf-8", "backslashreplace").decode()
        self._waiting.append((text, body))
        if len(self._waiting) >= _ROWS:
            self._write()

    def sorted(self) -> Iterator[bytes]:
        """Everything, by key; what has the same key as it came."""
        self._write()
        try:
            for (body,) in self._database.execute("SELECT body FROM held ORDER BY key, rowid"):
                yield body
        except sqlite3.Error as error:
            raise _refused(error) from error

    def _write(self) -> None:
        try:
            self._database.executemany("INSERT INTO held VALUES (?, ?)", self._waiting)
        except sqlite3.Error as error:
            raise _refused(error) from error
        self._waiting.clear()


def _refused(error: sqlite3.Error) -> OSError:
    return OSError(errno.EIO, f"the temporary file that rows wait in: {error}")
