"""How ready a head is to find each label, set after training so that F1 is highest.

Likelihood teaches a head to keep silent where annotators disagree, so it misses more than it
makes up.  One number a label, added whenever a span under it begins, evens that out.  The
numbers are chosen on the dev split and stand in the head's transitions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from crossfix.models.encoder import SpanHead

STEP: Final = 0.3
ROUNDS: Final = 2
MOST: Final = 10


def balance(head: SpanHead, judge: Callable[[SpanHead], float]) -> SpanHead:
    """The head with the readiness at which ``judge`` says most, a label at a time."""
    ready = [0.0] * len(head.labels)
    best = judge(head)
    for _ in range(ROUNDS):
        for label in range(len(ready)):
            for direction in (STEP, -STEP):
                for _ in range(MOST):
                    tried = [*ready]
                    tried[label] += direction
                    said = judge(with_readiness(head, tried))
                    if said <= best:
                        break
                    best, ready = said, tried
    return with_readiness(head, ready)


def with_readiness(head: SpanHead, ready: Sequence[float]) -> SpanHead:
    """The head with these numbers added where a span under each label begins."""
    added = (0.0, *ready)
    return msgspec.structs.replace(
        head,
        transitions=tuple(
            tuple(value + more for value, more in zip(row, added, strict=True))
            for row in head.transitions
        ),
        start=tuple(value + more for value, more in zip(head.start, added, strict=True)),
    )
