"""A thousand reports read into a case, with the run killed in the middle.

``python -m bench.resume`` makes reports of its own, starts ``crossfix read --case``, kills
it (SIGKILL) when some reports have been committed, verifies what is there, reads again
and verifies again.  Prints how many reports each run added and passed over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from crossfix import CrossfixError, open_case

REPORTS: Final = 1_000
TOWNS: Final = ("Sumy", "Izium", "Kupiansk", "Lozova", "Nikopol", "Orikhiv", "Chuhuiv", "Balakliia")
SIDES: Final = ("Russian forces", "Ukrainian forces")
DEEDS: Final = ("struck a depot", "shelled the outskirts", "attacked a bridge", "hit a substation")


def write_reports(folder: Path, count: int) -> None:
    """Short reports of our own, no two alike."""
    for number in range(count):
        town, other = TOWNS[number % 8], TOWNS[(number // 8) % 8]
        text = (
            f"{SIDES[number % 2]} {DEEDS[number % 4]} near {town} on {1 + number % 28} March 2025, "
            f"the regional administration said in message {number}.\n\n"
            f"According to the mayor, {2 + number % 40} people were wounded and the power went "
            f"out in {other}. The army will probably answer before the end of April.\n"
        )
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def run(folder: Path, case: Path, *, kill_after: int | None = None) -> str:
    """Read the folder into the case; killed once that many reports are in it.

    Returns what the run said at its end, or that it was killed.
    """
    command = [sys.executable, "-m", "crossfix", "read", str(folder), "--case", str(case)]
    env = os.environ | {"OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        while kill_after is not None and process.poll() is None:
            time.sleep(0.2)
            if count_reports(case) >= kill_after:
                process.kill()
                process.wait()
                return f"killed with {count_reports(case)} reports in the case"
        _, said = process.communicate()
    return said.strip()


def count_reports(case: Path) -> int:
    """How many reports the case holds; 0 while there is no case yet."""
    try:
        with open_case(case, read_only=True) as opened:
            return sum(1 for _ in opened.documents())
    except CrossfixError:
        return 0


def verified(case: Path) -> str:
    """What ``crossfix verify`` says of the case."""
    command = [sys.executable, "-m", "crossfix", "verify", "--case", str(case)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    """Make, kill, verify, go on, verify."""
    with tempfile.TemporaryDirectory() as name:
        folder, case = Path(name) / "reports", Path(name) / "war.case"
        folder.mkdir()
        write_reports(folder, REPORTS)
        print("first run: ", run(folder, case, kill_after=REPORTS // 3))
        print("verify:    ", verified(case))
        print("second run:", run(folder, case))
        print("verify:    ", verified(case))
        print("third run: ", run(folder, case))
        print(f"reports in the case, each once: {count_reports(case)}")


if __name__ == "__main__":
    main()
