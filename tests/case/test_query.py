from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.case import open_case
from crossfix.case.query import parse_words
from crossfix.case.records import Term
from crossfix.errors import BadOption
from tests.case.reports import make_pair


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("drone", [Term("drone")]),
        ("  drone   oil\tdepot ", [Term("drone"), Term("oil"), Term("depot")]),
        ('"oil depot" fire', [Term("oil depot"), Term("fire")]),
        ("“oil depot” «Чорне море»", [Term("oil depot"), Term("Чорне море")]),
        ("drone*", [Term("drone", prefix=True)]),
        ('"oil dep*"', [Term("oil dep", prefix=True)]),
        ('"oil dep"*', [Term("oil dep", prefix=True)]),
        ("*drone", [Term("drone")]),
        ('"oil depot', [Term("oil depot")]),
        ('fire"', [Term("fire")]),
        ("a AND NOT b", [Term("a"), Term("AND"), Term("NOT"), Term("b")]),
        ("col:x -y (z", [Term("col:x"), Term("-y"), Term("(z")]),
        ("fire - smoke", [Term("fire"), Term("smoke")]),
        ("O'Neill", [Term("O'Neill")]),
        ("S-300", [Term("S-300")]),
        ("a\0b", [Term("a"), Term("b")]),
    ],
)
def test_terms(typed: str, terms: list[Term]) -> None:
    assert list(parse_words(typed)) == terms


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "*", "- . ,", '"*"', "\0"])
def test_nothing_to_look_for(typed: str) -> None:
    with pytest.raises(BadOption, match="no word to look for"):
        parse_words(typed)


CASE = open_case(":memory:", create=True)
CASE.add(*make_pair())


@given(
    st.text(alphabet=st.sampled_from("ab*\"'()-+:^{}[]NEAROT \0\n“”ж²é"))
    | st.text(st.characters(exclude_categories=()))
)
def test_nothing_typed_is_a_syntax_error(typed: str) -> None:
    try:
        terms = parse_words(typed)
    except BadOption:
        return
    assert terms
    assert isinstance(CASE.search(typed), list)


@given(st.lists(st.sampled_from(["three drones", "Mayor", "frank*", '"by Friday"']), min_size=1))
def test_words_of_a_report_find_it(words: list[str]) -> None:
    typed = " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)
    assert len(CASE.search(typed)) == 1
