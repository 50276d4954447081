"""Probes: small networks that read one thing off the encoder's states, which stay as they are.

A probe is two linear layers with what lies below nought cut off between them.  It is trained
in minutes, takes a few hundred kilobytes, and leaves what other heads say untouched.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import msgspec
import numpy as np
import numpy.typing as npt

from crossfix.errors import MissingResource

Floats = npt.NDArray[np.float32]


class Probe(msgspec.Struct, frozen=True):
    """The layers of a probe: ``inner`` (states, width) and ``outer`` (width, classes)."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def __call__(self, states: Floats) -> Floats:
        """The log-probability of each class, a row for each row of states."""
        hidden = np.maximum(states @ self.inner + self.inner_bias, 0.0)
        scores: Floats = hidden @ self.outer + self.outer_bias
        scores -= scores.max(axis=-1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=-1, keepdims=True))
        return scores


def load_probe(path: Path) -> Probe:
    """The probe of a file.

    Raises :class:`~crossfix.errors.MissingResource` when the file is not there or is none.
    """
    try:
        with np.load(path) as arrays:
            return Probe(**{name: arrays[name].astype(np.float32) for name in arrays})
    except (OSError, ValueError, TypeError, EOFError, BadZipFile) as error:
        problem = f"the trained probe cannot be read ({error})"
        raise MissingResource(path.name, problem, "install crossfix anew") from error


def save_probe(probe: Probe, path: Path) -> None:
    """Write a probe in half precision, which costs it nothing that can be measured."""
    arrays = {name: getattr(probe, name).astype(np.float16) for name in probe.__struct_fields__}
    np.savez(path, **arrays)
