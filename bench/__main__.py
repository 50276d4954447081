"""Measure everything that can be measured here, and write the table in the README.

``python -m bench`` runs all parts; ``python -m bench times places`` only these, and then
writes no table.  Parts whose corpora are absent say so.
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
PARTS: Final = ("acceptance", "attribution", "times", "places", "events", "speed")
BEGIN: Final = "<!-- bench:begin -->"
END: Final = "<!-- bench:end -->"


def main(parts: list[str]) -> int:
    """Run the parts that are named, or all of them; returns an exit status."""
    rows: list[tuple[str, float]] = []
    for part in parts or PARTS:
        if part not in PARTS:
            print(f"{part}: no such part; choose from {', '.join(PARTS)}", file=sys.stderr)
            return 2
        begin = time.monotonic()
        try:
            found = importlib.import_module(f"bench.{part}").measure(SHARED)
        except FileNotFoundError as missing:
            print(f"{part}: left out, {missing.filename or missing} is not here", file=sys.stderr)
            continue
        print(f"# {part} ({time.monotonic() - begin:.0f} s)", file=sys.stderr)
        for label, figure in found.items():
            print(f"{label:64} {show(figure)}")
            rows.append((label, figure))
    if not parts:
        write_table(rows)
    return 0


def show(figure: float) -> str:
    """A figure in a table: whole when large, one decimal when it is a score or seconds."""
    return f"{figure:,.0f}" if abs(figure) >= 200 or figure == int(figure) else f"{figure:.1f}"


def write_table(rows: list[tuple[str, float]]) -> None:
    """Put the figures between the marks in the README."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not rest:
        raise ValueError(f"README.md has no {BEGIN} to write the table behind")
    lines = ["| what | figure |", "| --- | ---: |"]
    lines += [f"| {label} | {show(figure)} |" for label, figure in rows]
    readme.write_text(f"{before}{BEGIN}\n{chr(10).join(lines)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
