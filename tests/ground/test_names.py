"""Keys of place names: what must meet, what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.ground.names import adjective_bases, fold, similarity, skeleton, without_generic

SPELLINGS = [
    ("Konstantinovka", "Kostiantynivka"),
    ("Volchansk", "Vovchansk"),
    ("Chernigov", "Chernihiv"),
    ("Avdeevka", "Avdiivka"),
    ("Gnedintsevo", "Hnidyntsi"),
    ("Yelenovka", "Olenivka"),
    ("Nikolaev", "Mykolaiv"),
    ("Kharkov", "Kharkiv"),
    ("Artyomovsk", "Artemivsk"),
    ("Peschanoye", "Pishchane"),
    ("Kupyansk", "Kupiansk"),
    ("Zaporozhye", "Zaporizhzhia"),
]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ivano-Frankivs'k", "ivanofrankivsk"),
        ("Івано-Франківськ", "ivanofrankivsk"),
        ("St. Petersburg", "saintpetersburg"),
        ("  New  York ", "newyork"),
        ("Łódź", "lodz"),
        ("—", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(("left", "right"), SPELLINGS)
def test_spellings_of_one_name_share_a_skeleton(left: str, right: str) -> None:
    assert skeleton(fold(left)) == skeleton(fold(right)) != ""


@pytest.mark.parametrize(
    ("left", "right"),
    [("Kramatorsk", "Kremenchuk"), ("Sumy", "Izium"), ("Pokrovsk", "Petrovske")],
)
def test_different_names_do_not(left: str, right: str) -> None:
    assert skeleton(fold(left)) != skeleton(fold(right))


@pytest.mark.parametrize(("left", "right"), SPELLINGS[:4])
def test_a_regular_variant_is_closer_than_another_name(left: str, right: str) -> None:
    assert similarity(fold(left), fold(right)) > similarity(fold(left), "krasnohorivka")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Sumy Oblast", "Sumy"),
        ("Rapides Parish", "Rapides"),
        ("State of Texas", "Texas"),
        ("Kyivs'ka oblast", "Kyivs'ka"),
        ("Ordino", "Ordino"),
    ],
)
def test_without_generic(name: str, bare: str) -> None:
    assert without_generic(name) == bare


@pytest.mark.parametrize(
    ("adjective", "base"),
    [
        ("Pokrovskyi", "pokrovsk"),
        ("Lymanskyi", "lyman"),
        ("Belgorodskaya", "belgorod"),
        ("Avdeyevskoye", "avdeyevka"),
        ("Kupyanskyi", "kupyansk"),
    ],
)
def test_adjective_bases(adjective: str, base: str) -> None:
    assert base in set(adjective_bases(adjective))


@pytest.mark.parametrize("name", ["Kyiv", "Poltava", "Ski"])
def test_a_plain_name_has_no_bases(name: str) -> None:
    assert list(adjective_bases(name)) == []


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    once = fold(name)
    assert once.isascii()
    assert fold(once) == once or once[:2] in {"st", "ft", "mt"}


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=20), st.text("abcdefgh", max_size=20))
def test_similarity_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert 0.0 <= similarity(left, right) <= 1.0
    assert similarity(left, right) == pytest.approx(similarity(right, left))
