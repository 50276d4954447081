"""The first real report, asked by query; skipped where it is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from bench.__main__ import SHARED
from bench.acceptance import QUESTIONS, is_answered, read_report

from crossfix import Ledger


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    try:
        return read_report(SHARED)
    except FileNotFoundError as missing:
        pytest.skip(f"{missing.filename} is not here: it is not part of the project")


@pytest.mark.parametrize("ask", QUESTIONS, ids=lambda ask: ask.__name__)
def test_question(ask: Callable[[Ledger], Iterator[str]], ledger: Ledger) -> None:
    assert is_answered(ask, ledger), list(ask(ledger))
