"""How probable each candidate is: a conditional logit over the features.

Every sense chooses among its candidates and "none of these", which has terms of its own
(a name that the gazetteer lacks is common in war reporting).  Because the features of
one sense look at what the others probably mean, the choice is made several times, each
time from the beliefs of the time before.  The weights are fitted by
``python -m bench.place_fit`` and kept in ``lexicons/place_weights.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from crossfix import lexicons
from crossfix.ground.place_company import COMPANY
from crossfix.ground.place_context import CONTEXTUAL
from crossfix.ground.place_features import PLAIN as ALONE
from crossfix.ground.place_features import outshone
from crossfix.ground.place_slate import Floats, Slate

PASSES: Final = 3

PLAIN: Final = ALONE + COMPANY
LEAST_TOLD: Final = 0.05
"""What adds less than this to a logit is no reason worth telling."""

Weights = tuple[Floats, Floats]

NONE_TERMS: Final = (
    "none",
    "none_variant_only",
    "none_alone",
    "none_long",
    "none_rivals",
    "none_various",
    "none_whole",
)
"""What speaks for "none of these": always; when no name on record is spelled so; when
nothing else in the report is resolved; with the number of candidates; with the number of
those that are nearly as large as the largest; with the share of those whose country's names
reach English by several spellings; with the share of those in countries of which every
hamlet is on record."""


def plain_features(slate: Slate) -> Floats:
    """The columns that do not depend on beliefs, a row a candidate."""
    return np.stack([feature(slate) for feature in PLAIN], axis=1)


def features(slate: Slate, belief: Floats | None, plain: Floats | None = None) -> Floats:
    """The feature matrix, a row a candidate; contextual columns are 0 without beliefs."""
    plain = plain_features(slate) if plain is None else plain
    if belief is None:
        return np.hstack([plain, np.zeros((len(plain), len(CONTEXTUAL)))])
    return np.hstack([plain, np.stack([feature(slate, belief) for feature in CONTEXTUAL], axis=1)])


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
    many = np.maximum(np.bincount(slate.sense, minlength=slate.size), 1)
    various = lexicons.load("places")["spelling"]["various"]
    for column, codes in ((5, frozenset(various)), (6, slate.around.whole)):
        among = [c.country in codes for c in slate.candidates]
        terms[:, column] = np.bincount(slate.sense, among, minlength=slate.size) / many
    return terms


def choose(
    slate: Slate,
    weights: Floats,
    belief: Floats | None,
    plain: Floats | None = None,
    rows: Floats | None = None,
) -> Floats:
    """The probability of each candidate, given what the other senses probably mean.

    ``plain`` and ``rows`` are the plain and the whole feature matrix where they are known.
    """
    rows = features(slate, belief, plain) if rows is None else rows
    logits = rows @ weights[: rows.shape[1]]
    none = none_terms(slate, belief) @ weights[rows.shape[1] :]
    top = none.copy()
    np.maximum.at(top, slate.sense, logits)
    odds = np.exp(logits - top[slate.sense])
    whole = np.exp(none - top) + np.bincount(slate.sense, odds, minlength=slate.size)
    return np.asarray(odds / whole[slate.sense], dtype=float)


@dataclass(frozen=True, slots=True)
class Decision:
    """The probability of each candidate, and what each feature added to its logit."""

    belief: Floats
    parts: Floats

    def reasons(self, row: int) -> dict[str, float]:
        """What spoke for and against a candidate, the strongest first, by feature."""
        names = [feature.__name__ for feature in (*PLAIN, *CONTEXTUAL)]
        told = [
            (name, round(float(part), 2))
            for name, part in zip(names, self.parts[row], strict=True)
            if abs(part) >= LEAST_TOLD
        ]
        return dict(sorted(told, key=lambda pair: -abs(pair[1])))


def decide(slate: Slate, weights: Weights | None = None) -> Decision:
    """The candidates of a report, decided together; with the shipped weights if none are given."""
    alone, together = weights or load_weights()
    plain = plain_features(slate)
    belief = choose(slate, alone, None, plain)
    for _ in range(PASSES - 1):
        belief = choose(slate, together, belief, plain)
    rows = features(slate, belief, plain)
    final = choose(slate, together, belief, plain, rows)
    return Decision(final, rows * together[: rows.shape[1]])


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    return read_weights(lexicons.load("place_weights"))


def read_weights(table: Mapping[str, Any]) -> Weights:
    """The weights in a table: of the first choice, and of those that look around."""
    alone, together = (
        np.array([float(table[part][name]) for name in term_names()])
        for part in ("alone", "together")
    )
    return alone, together


def term_names() -> list[str]:
    """The names of all terms in the order of the weights."""
    return [f.__name__ for f in PLAIN] + [f.__name__ for f in CONTEXTUAL] + list(NONE_TERMS)
