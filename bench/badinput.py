"""What each kind of bad input gets: ``python -m bench.badinput`` prints the table.

Every case runs the command line in a process of its own, as a user would.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from pypdf import PdfWriter

TEXT: Final = "Russian forces struck a depot near Sumy on 3 March 2025, the governor said.\n"


def crossfix(*arguments: str) -> str:
    """Exit status and the first line of what the command line says of its errors."""
    command = [sys.executable, "-m", "crossfix", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    said = done.stderr.strip().splitlines()
    assert "Traceback" not in done.stderr, done.stderr
    return f"exit {done.returncode}: {' | '.join(said) if said else 'read without complaint'}"


def read_bytes(folder: Path, name: str, data: bytes) -> str:
    """Read a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return crossfix("read", str(path), "--jsonl")


def encrypted_pdf() -> bytes:
    """A PDF with one empty page, locked with a password."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def hostile_html(depth: int = 3) -> bytes:
    """Scripts, handlers, entities that mean nothing, tags left open, and one paragraph."""
    return (
        b"<html><head><script>alert('a depot burned in Balta')</script></head><body onload=x()>"
        + b"<div>" * depth
        + b"<p onclick='steal()'>"
        + TEXT.encode()
        + b"</p><svg onload=y()><iframe src='javascript:z()'></iframe>&#x110000;&lol;</body>"
    )


def one_bad_among_ten(folder: Path) -> str:
    """A folder with nine good reports and a picture."""
    box = folder / "ten"
    box.mkdir()
    for number in range(9):
        (box / f"{number}.txt").write_text(f"{number}. {TEXT}", encoding="utf-8")
    (box / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    command = [sys.executable, "-m", "crossfix", "read", str(box), "--jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    ledgers = len(done.stdout.splitlines())
    return f"exit {done.returncode}: {ledgers} ledgers, and {done.stderr.strip()}"


def unwritable_case(folder: Path) -> str:
    """A case in a folder that does not exist, and one that is no case."""
    report = folder / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    other = folder / "notes.case"
    other.write_text("not a case at all", encoding="utf-8")
    first = crossfix("read", str(report), "--case", str(folder / "none" / "war.case"))
    second = crossfix("read", str(report), "--case", str(other))
    assert other.read_text(encoding="utf-8") == "not a case at all"
    return f"{first} || {second}"


def busy_case(folder: Path) -> str:
    """A case that another process is writing."""
    report, case = folder / "first.txt", folder / "busy.case"
    report.write_text(TEXT, encoding="utf-8")
    crossfix("read", str(report), "--case", str(case))
    report.write_text("Another report. " + TEXT, encoding="utf-8")
    with _locked(case):
        said = crossfix("read", str(report), "--case", str(case))
    return f"{said} || then: {crossfix('verify', '--case', str(case))}"


@contextmanager
def _locked(case: Path) -> Iterator[None]:
    connection = sqlite3.connect(case, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


CASES: Final[dict[str, Callable[[Path], str]]] = {
    "empty": lambda at: read_bytes(at, "empty.txt", b""),
    "white space only": lambda at: read_bytes(at, "blank.txt", b" \n\t\n"),
    "binary": lambda at: read_bytes(at, "binary.txt", os.urandom(4096) + bytes(64)),
    "truncated UTF-16": lambda at: read_bytes(at, "cut.txt", TEXT.encode("utf-16")[:-1]),
    "Latin-1": lambda at: read_bytes(
        at, "latin.txt", "La brèche près de Sumy.\n".encode("latin-1")
    ),
    "50 MB of text": lambda at: read_bytes(at, "large.txt", TEXT.encode() * 700_000),
    "hostile HTML": lambda at: read_bytes(at, "hostile.html", hostile_html()),
    "HTML nested without end": lambda at: read_bytes(at, "deep.html", hostile_html(50_000)),
    "an encrypted PDF": lambda at: read_bytes(at, "locked.pdf", encrypted_pdf()),
    "one bad file among ten": one_bad_among_ten,
    "no such file": lambda at: crossfix("read", str(at / "missing.txt")),
    "31 February": lambda at: crossfix("read", str(at), "--published", "2025-02-31"),
    "an unwritable case, no case": unwritable_case,
    "a case that is being written": busy_case,
}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, case in CASES.items():
            print(f"{label:28} {case(folder).replace(name, '…')}", flush=True)


if __name__ == "__main__":
    main()
