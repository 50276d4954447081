"""The losses are what they say: checked against all cuttings of short texts."""

import math
from collections.abc import Iterator

import pytest

torch = pytest.importorskip("torch", reason="the train extra is not installed")

from training.heads import WIDTH, Arcs, Spans, cuts  # noqa: E402


def all_targets(words: int) -> Iterator[list[int]]:
    """Every sequence of states that tells a cutting into two labels."""
    if not words:
        yield []
        return
    for before in all_targets(words - 1):
        yield from ([*before, state] for state in (0, 1, 3))
        if before and before[-1]:
            yield [*before, before[-1] + before[-1] % 2]


@pytest.mark.parametrize("words", [1, 2, 4])
def test_the_chances_of_all_cuttings_add_up_to_one(words: int) -> None:
    torch.manual_seed(words)
    head = Spans("it", ("source", "cue"))
    torch.nn.init.normal_(head.transitions)
    torch.nn.init.normal_(head.start)
    states = torch.randn(1, words + 2, WIDTH)
    count, begin = torch.tensor([words]), torch.tensor([0])
    total = 0.0
    for targets in all_targets(words):
        padded = torch.tensor([[*targets, -1, -1]])
        total += math.exp(-float(head.loss(states, padded, count, begin).detach()) * words)
    assert total == pytest.approx(1.0, rel=1e-4)


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([0, 1, 2, 0], [(0, 1, 0), (1, 3, 1), (3, 4, 0)]),
        ([1, 1, 2], [(0, 1, 1), (1, 3, 1)]),
        ([2, 2, 3], [(0, 2, 1), (2, 3, 2)]),
        ([], []),
    ],
)
def test_states_tell_a_cutting(targets: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert list(cuts(targets)) == expected


def test_arcs_that_leave_the_window_are_not_asked_for() -> None:
    torch.manual_seed(1)
    head = Arcs("of", 1.0)
    states, count = torch.randn(1, 3, WIDTH), torch.tensor([3])
    inside = head.loss(states, torch.tensor([[11, -1, -1]]), count, torch.tensor([10]))
    outside = head.loss(states, torch.tensor([[3, -1, -1]]), count, torch.tensor([10]))
    assert float(inside.detach()) > 0
    assert float(outside) == 0
