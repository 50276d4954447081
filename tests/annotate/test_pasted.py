"""Signatures and the signs of pasting."""

from __future__ import annotations

import pytest

from crossfix.annotate.pasted import pasted_signs, signature, signature_line

LONG = "The column was stopped at the bridge and lost three vehicles. "

SIGNATURES = [
    (LONG + "Military Courier", "Military Courier"),
    (LONG + "@steppe_watch", "@steppe_watch"),
    (LONG + "\n\n— Voice of the Coast", "Voice of the Coast"),
    (LONG + "Source: TASS", "TASS"),
    (LONG + "(c) Harbour Eye", "Harbour Eye"),
    (LONG + "The crew survived.", None),
    (LONG + "and then went home", None),
    (LONG + "The crew", None),
    ("Military Courier", None),
    (LONG + "WARNING", None),
]


@pytest.mark.parametrize(("text", "name"), SIGNATURES)
def test_signature(text: str, name: str | None) -> None:
    assert signature(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("— Rybar", "Rybar"), ("via Reuters", "Reuters"), ("- he left", None), ("Rybar", None)],
)
def test_signature_line(text: str, name: str | None) -> None:
    assert signature_line(text) == name


SIGNS = [
    ("▪️ A strike. ▪️ A fire.", {"bullets"}),
    ("The line was cut , the town is dark.", {"loose punctuation"}),
    ("Our troops hold the hill.", {"partisan words"}),
    ("00:05 the shot 00:40 the hit 01:10 the fire", {"stamps"}),
    ("More at t.me/coast", {"handles"}),
    ("The minister spoke at 10:30 and left at 11:00, he said.", set()),
]


@pytest.mark.parametrize(("text", "signs"), SIGNS)
def test_signs(text: str, signs: set[str]) -> None:
    assert pasted_signs(text).keys() == signs
