"""Names of files as browsers give them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.web.filenames import LONGEST, UNNAMED, file_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("night.txt", "night.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\page.html", "page.html"),
        ("folder/отчёт 12.pdf", "отчёт 12.pdf"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("a\x00b\nc.md", "abc.md"),
        ("  .hidden ", "hidden"),
        ("..", UNNAMED),
        ("", UNNAMED),
        (None, UNNAMED),
        ("x" * 300 + ".html", "x" * (LONGEST - 5) + ".html"),
        ("e\u0301te\u0301.txt", "été.txt"),
    ],
)
def test_table(given: str | None, kept: str) -> None:
    assert file_name(given) == kept


@given(st.text(max_size=400))
def test_a_name_is_one_visible_part_of_a_path(given: str) -> None:
    name = file_name(given)
    assert 0 < len(name) <= LONGEST
    assert not set("/\\") & set(name)
    assert name.strip() == name
    assert all(not unicodedata.category(c).startswith("C") for c in name)
    assert file_name(name) == name
