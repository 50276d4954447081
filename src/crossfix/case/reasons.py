"""Reasons that people give for what they decide."""

from __future__ import annotations

from crossfix.case.packing import storable
from crossfix.errors import BadOption


def check_reason(because: str) -> str:
    """A reason as it is kept; raises :class:`~crossfix.errors.BadOption` where there is none."""
    if not because.strip():
        raise BadOption("--because", "says nothing", "give the reason, for those who ask later")
    return storable(because.strip())
