"""The description that the page's types are generated from is the one that the server gives."""

from __future__ import annotations

from pathlib import Path

from crossfix.web.openapi import describe
from crossfix.web.table import TABLE

KEPT = Path(__file__).parents[2] / "page/api.json"


def test_the_kept_description_is_current() -> None:
    assert KEPT.read_bytes().strip() == describe(TABLE).strip(), "print it anew, and npm run types"
