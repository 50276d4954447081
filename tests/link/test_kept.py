"""A dictionary that forgets: only what was not asked for, and only when it is told to age."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crossfix.link.kept import Kept


def test_what_is_asked_for_stays() -> None:
    kept: Kept[int, str] = Kept(2)
    for number in range(3):
        kept[number] = str(number)
    kept.age()
    assert kept[0] == "0"
    for number in (3, 4):
        kept[number] = str(number)
    kept.age()
    assert [number for number in range(5) if number in kept] == [0, 3, 4]
    kept.pop(3)
    kept.pop(7)
    assert 3 not in kept
    assert len(kept) == 2


@given(st.lists(st.tuples(st.integers(0, 5), st.integers()), max_size=30))
def test_as_a_dictionary_until_it_ages(written: list[tuple[int, int]]) -> None:
    kept: Kept[int, int] = Kept(3)
    plain: dict[int, int] = {}
    for key, value in written:
        kept[key] = plain[key] = value
    assert {key: kept[key] for key in plain} == plain
    assert len(kept) == len(plain)
