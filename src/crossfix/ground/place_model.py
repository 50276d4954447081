"""How probable each candidate is: a conditional logit over the features.

Every sense chooses among its candidates and "none of these", which has terms of its own
(a name that the gazetteer lacks is common in war reporting).  Because the features of
one sense look at what the others probably mean, the choice is made several times, each
time from the beliefs of the time before.  The weights are fitted by
``python -m bench.place_fit`` and kept in ``lexicons/place_weights.toml``.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from crossfix import lexicons
from crossfix.ground.place_context import CONTEXTUAL
from crossfix.ground.place_features import PLAIN, outshone
from crossfix.ground.place_slate import Floats, Slate

PASSES: Final = 3

NONE_TERMS: Final = ("none", "none_variant_only", "none_alone", "none_long", "none_rivals")
"""What speaks for "none of these": always; when no name on record is spelled so; when
nothing else in the report is resolved; with the number of candidates; with the number of
those that are nearly as large as the largest."""


def features(slate: Slate, belief: Floats | None) -> Floats:
    """The feature matrix, a row a candidate; contextual columns are 0 without beliefs."""
    plain = [feature(slate) for feature in PLAIN]
    if belief is None:
        context = [np.zeros(len(slate.candidates))] * len(CONTEXTUAL)
    else:
        context = [feature(slate, belief) for feature in CONTEXTUAL]
    return np.stack([*plain, *context], axis=1)


def none_terms(slate: Slate, belief: Floats | None) -> Floats:
    """The terms of "none of these", a row a sense."""
    terms = np.zeros((slate.size, len(NONE_TERMS)))
    terms[:, 0] = 1.0
    best = np.zeros(slate.size)
    np.maximum.at(best, slate.sense, [c.match for c in slate.candidates])
    terms[:, 1] = best < 0.965
    if belief is not None:
        held = np.bincount(slate.sense, belief, minlength=slate.size)
        terms[:, 2] = (held.sum() - held) < 0.5
    else:
        terms[:, 2] = 1.0
    terms[:, 3] = np.log1p(np.bincount(slate.sense, minlength=slate.size))
    large = outshone(slate) < 1.0
    terms[:, 4] = np.log1p(np.bincount(slate.sense, large, minlength=slate.size))
    return terms


def choose(slate: Slate, weights: Floats, belief: Floats | None) -> Floats:
    """The probability of each candidate, given what the other senses probably mean."""
    split = len(PLAIN) + len(CONTEXTUAL)
    logits = features(slate, belief) @ weights[:split]
    none = none_terms(slate, belief) @ weights[split:]
    top = none.copy()
    np.maximum.at(top, slate.sense, logits)
    odds = np.exp(logits - top[slate.sense])
    whole = np.exp(none - top) + np.bincount(slate.sense, odds, minlength=slate.size)
    return np.asarray(odds / whole[slate.sense], dtype=float)


def believe(slate: Slate) -> Floats:
    """The probability of each candidate of a report, decided together."""
    alone, together = load_weights()
    belief = choose(slate, alone, None)
    for _ in range(PASSES):
        belief = choose(slate, together, belief)
    return belief


@cache
def load_weights() -> tuple[Floats, Floats]:
    """The fitted weights: of the first choice, and of those that look around."""
    table = lexicons.load("place_weights")
    return tuple(  # type: ignore[return-value]
        np.array([float(table[part][name]) for name in term_names()])
        for part in ("alone", "together")
    )


def term_names() -> list[str]:
    """The names of all terms in the order of the weights."""
    return [f.__name__ for f in PLAIN] + [f.__name__ for f in CONTEXTUAL] + list(NONE_TERMS)
