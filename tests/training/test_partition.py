"""The gradient of the partition is what small changes of the scores do to it."""

import pytest

torch = pytest.importorskip("torch", reason="the train extra is not installed")

from training.partition import log_partition  # noqa: E402


@pytest.mark.parametrize("counts", [[4], [1, 4], [2, 3, 1]])
def test_the_gradient_is_right(counts: list[int]) -> None:
    torch.manual_seed(len(counts))
    texts, words, labels = len(counts), max(counts), 2
    shapes = [
        (texts, words),
        (texts, words, words, labels),
        (labels + 1, labels + 1),
        (labels + 1,),
    ]
    given = [torch.randn(shape, dtype=torch.double, requires_grad=True) for shape in shapes]
    assert torch.autograd.gradcheck(
        lambda a, b, c, d: log_partition(torch.tensor(counts), a, b, c, d), given
    )
