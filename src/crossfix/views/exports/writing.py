"""Files and folders that are there whole or not at all, with the hash of what was written."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from crossfix.errors import BadOption

MANIFEST: Final = "manifest.json"


class Sheet:
    """A file that is being written, hashed on the way."""

    def __init__(self, file: IO[bytes], name: str = "") -> None:
        self.name = name
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, texts: Iterable[str]) -> None:
        """Write some text as UTF-8."""
        for text in texts:
            self.write_bytes(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of everything written."""
        return self._hash.hexdigest()


@contextmanager
def new_file(path: Path, *, force: bool = False) -> Iterator[Sheet]:
    """A sheet that takes its place at ``path`` when all of it was written.

    It waits beside it under another name, and goes away with whatever stops it.  Raises
    :class:`~crossfix.errors.BadOption` where something stands there already and ``force`` is
    not set, and when the file cannot be written.
    """
    _refuse_what_stands(path, force=force)
    with _telling(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        waiting = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield Sheet(file, path.name)
                file.flush()
                os.fsync(file.fileno())
            waiting.chmod(0o666 & ~_umask())
            _refuse_what_stands(path, force=force)
            waiting.replace(path)
        finally:
            waiting.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path, *, force: bool = False) -> Iterator[Path]:
    """A folder that takes its place at ``path`` when everything in it was written.

    With ``force`` it replaces a folder that holds a manifest of ours, and no other.
    """
    _refuse_what_stands(path, force=force)
    if path.exists() and not (path / MANIFEST).is_file():
        problem = "is there and is no folder of an export"
        raise BadOption(str(path), problem, "name another, or take it away yourself")
    with _telling(path):
        waiting = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
        try:
            yield waiting
            waiting.chmod(0o777 & ~_umask())
            _refuse_what_stands(path, force=force)
            if path.exists():
                old = waiting.with_suffix(".old")
                path.rename(old)
                waiting.rename(path)
                shutil.rmtree(old)
            else:
                waiting.rename(path)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)


def _refuse_what_stands(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise BadOption(str(path), "is there already", "name another, or add --force")


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into one line."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = f"cannot be written ({reason})"
        raise BadOption(str(path), problem, "nothing was left there; name another place") from None


def _umask() -> int:
    """The mask of new files, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
