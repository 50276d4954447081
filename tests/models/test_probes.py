"""Probes: what they compute, and what becomes of files that are none."""

from pathlib import Path

import numpy as np
import pytest

from crossfix.annotate.toponym_probe import CLASSES
from crossfix.annotate.toponym_runs import PROBE
from crossfix.errors import MissingResource
from crossfix.models import load_encoder
from crossfix.models.probes import Probe, load_probe, save_probe


def probe() -> Probe:
    """Two classes: whether the first of two states is above the second."""
    eye = np.eye(2, dtype=np.float32)
    nought = np.zeros(2, np.float32)
    return Probe(inner=eye, inner_bias=nought, outer=eye, outer_bias=nought)


def test_rows_are_log_probabilities() -> None:
    said = probe()(np.array([[3.0, 1.0], [0.0, 50.0], [-9.0, -9.0]], np.float32))
    assert np.allclose(np.exp(said).sum(axis=1), 1.0)
    assert said.argmax(axis=1)[:2].tolist() == [0, 1]
    assert np.allclose(said[2], np.log(0.5))


def test_a_probe_survives_its_file(tmp_path: Path) -> None:
    save_probe(probe(), tmp_path / "one.npz")
    states = np.array([[1.0, 2.0]], np.float32)
    assert np.allclose(load_probe(tmp_path / "one.npz")(states), probe()(states))


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_probe_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "one.npz"
    path.write_bytes(content)
    with pytest.raises(MissingResource, match=r"one\.npz"):
        load_probe(path)


def test_a_probe_with_other_arrays_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.npz"
    np.savez(path, other=np.zeros(3))
    with pytest.raises(MissingResource, match=r"one\.npz"):
        load_probe(path)


def test_the_probe_of_places_tells_a_town_from_a_person() -> None:
    [text] = load_encoder().run(["Two people were killed near Izmail, Wellington said."])
    said = [CLASSES[number] for number in text.outputs[PROBE].argmax(axis=1)]
    assert said[5] == "place"
    assert said[7] == "outside"
