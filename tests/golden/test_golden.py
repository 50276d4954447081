"""Whole reports against their golden pages; ``make golden`` writes the pages anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import crossfix
from tests.drawing import draw

HERE = Path(__file__).parent
REPORTS = sorted(HERE.glob("*.txt"))


def page_of(report: Path) -> str:
    return draw(crossfix.read(report.read_text(encoding="utf-8"), path=report.name))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_page(report: Path) -> None:
    expected = report.with_suffix(".page").read_text(encoding="utf-8")
    assert page_of(report) == expected


if __name__ == "__main__":
    for report in REPORTS:
        report.with_suffix(".page").write_text(page_of(report), encoding="utf-8")
        sys.stdout.write(f"{report.with_suffix('.page').name}\n")
