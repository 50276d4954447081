"""Gradients of two processes become one mean."""

from multiprocessing import get_context

import pytest

torch = pytest.importorskip("torch", reason="the train extra is not installed")

from training.exchange import Exchange  # noqa: E402


def test_the_mean_of_all_gradients_is_taken() -> None:
    network = torch.nn.Linear(3, 2)
    network.bias.requires_grad = False
    exchange = Exchange(network, 2)

    def follow() -> None:
        network.weight.grad = torch.full((2, 3), 5.0)
        exchange.give(1)
        exchange.wait()

    other = get_context("fork").Process(target=follow, daemon=True)
    other.start()
    network.weight.grad = torch.ones(2, 3)
    exchange.give(0)
    exchange.take()
    exchange.wait()
    other.join(30)
    assert network.weight.grad.tolist() == [[3.0] * 3] * 2
    assert network.bias.grad is None
