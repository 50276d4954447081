from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.link.clusters import Pair, components, cut, pair_of, whole

NAMES = "abcdefg"
SCORES = st.dictionaries(
    st.sampled_from(list(whole(NAMES))), st.floats(-8, 8, width=16), max_size=21
)
PAIRS = st.lists(st.sampled_from(list(whole(NAMES))), max_size=4, unique=True)


@pytest.mark.parametrize(
    ("scores", "groups"),
    [
        ({}, ["a", "b", "c"]),
        ({"ab": 2.0}, ["ab", "c"]),
        ({"ab": 2.0, "bc": 1.0, "ac": -0.5}, ["abc"]),  # 0.25 on average
        ({"ab": 2.0, "bc": 1.0, "ac": -4.0}, ["ab", "c"]),
        ({"ab": 2.0, "bc": 1.0}, ["abc"]),  # what was not compared says nothing
        ({"ab": 0.0, "bc": -1.0}, ["a", "b", "c"]),
        ({"ab": 1.0, "bc": 1.0, "ac": -9.0}, ["ab", "c"]),  # ties go by id
    ],
)
def test_average_linkage(scores: dict[str, float], groups: list[str]) -> None:
    given_scores: dict[Pair, float] = {(k[0], k[1]): value for k, value in scores.items()}
    assert cut("abc", given_scores, 0.0) == [list(group) for group in groups]


def test_a_person_holds_together_and_keeps_apart() -> None:
    scores: dict[Pair, float] = {("a", "b"): -5.0, ("b", "c"): 5.0, ("a", "c"): 5.0}
    assert cut("abc", scores, 0.0, different=[("b", "c")]) == [["a", "c"], ["b"]]
    assert cut("abc", scores, 0.0, [("a", "b")], [("b", "c")]) == [["a", "b"], ["c"]]
    assert cut("abc", {}, 0.0, same=[("a", "c")]) == [["a", "c"], ["b"]]


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_scores_does_not_matter(scores: dict[Pair, float], rng: random.Random) -> None:
    items = list(scores.items())
    rng.shuffle(items)
    members = rng.sample(NAMES, len(NAMES))
    assert cut(members, dict(items), -1.0) == cut(NAMES, scores, -1.0)


@given(SCORES, PAIRS, PAIRS)
def test_no_group_breaks_a_ruling(
    scores: dict[Pair, float], same: list[Pair], different: list[Pair]
) -> None:
    home = {m: number for number, group in enumerate(components(NAMES, same)) for m in group}
    different = [pair for pair in different if home[pair[0]] != home[pair[1]]]
    groups = cut(NAMES, scores, -1.0, same, different)
    where = {member: number for number, group in enumerate(groups) for member in group}
    assert sorted(where) == list(NAMES)
    assert all(where[a] == where[b] for a, b in same)
    assert all(where[a] != where[b] for a, b in different)


@given(PAIRS)
def test_components_hold_their_edges(edges: list[Pair]) -> None:
    parts = components(NAMES, edges)
    assert sorted(member for part in parts for member in part) == list(NAMES)
    assert all(any(a in part and b in part for part in parts) for a, b in edges)
    assert pair_of("b", "a") == ("a", "b")
