"""Spellings, titles and kinds of source names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.ground.source_names import gender_of, is_short_for, kind_of_name, same_word
from crossfix.ground.source_runs import split_titles
from crossfix.lexicons.transcription import fold_name
from crossfix.model import SourceKind


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Zelensky", "Zelenskyy", True),
        ("Zelensky", "Zelenskiy", True),
        ("Syrskyi", "Syrsky", True),
        ("Šakalienė", "Sakaliene", True),
        ("Novak", "Nowak", True),
        ("Petrov", "Petrova", False),
        ("Bloch", "Zizka", False),
        ("Ivan", "Ivo", False),
    ],
)
def test_spellings_of_one_name(left: str, right: str, same: bool) -> None:
    assert same_word(left, right) is same


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Lovelace", "Ada Lovelace", True),
        ("A. Lovelace", "Ada Lovelace", True),
        ("Jan Lovelace", "Ada Lovelace", False),
        ("Ada Lovelace", "Lovelace", False),
        ("Ada", "Ada Lovelace", False),
    ],
)
def test_short_names(short: str, full: str, fits: bool) -> None:
    assert is_short_for(short, full) is fits


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Lithuanian Defence Minister Salomeja Neris", "Salomeja Neris"),
        ("SecDef Hegseth", "Hegseth"),
        ("President Ada Lovelace", "Ada Lovelace"),
        ("Ministry of Defence", "Ministry of Defence"),
        ("Ukrainian General Staff", "Ukrainian General Staff"),
        ("Defence Minister", ""),
    ],
)
def test_titles_are_no_part_of_the_name(run: str, name: str) -> None:
    assert split_titles(run.split())[1] == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Reuters", SourceKind.MEDIA),
        ("harbour-news.lt", SourceKind.MEDIA),
        ("the Kremlin", SourceKind.OFFICIAL),
        ("NASA FIRMS", SourceKind.SATELLITE),
        ("Institute for the Study of War", SourceKind.ANALYST),
        ("Ada Lovelace", None),
    ],
)
def test_kinds_that_names_tell(name: str, kind: SourceKind | None) -> None:
    assert kind_of_name(name) is kind


@pytest.mark.parametrize(
    ("name", "titles", "gender"),
    [
        ("Olena Teliha", set(), "f"),
        ("Lovelace", {"mr."}, "m"),
        ("Lovelace", {"spokeswoman"}, "f"),
        ("Lovelace", set(), None),
    ],
)
def test_gender_only_where_it_is_told(name: str, titles: set[str], gender: str | None) -> None:
    assert gender_of(name, frozenset(titles)) == gender


@given(st.text(max_size=40))
def test_folding_is_settled_after_one_pass(name: str) -> None:
    assert fold_name(fold_name(name)).isascii()
    assert same_word(name, name)
