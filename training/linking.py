"""``python -m training.linking``: the weights of the features that link accounts.

A logistic regression over :mod:`crossfix.link.features` by Newton's method, on pairs of marked
mentions of ECB+ (topics 1 to 35) that share a key, so on what a case compares.  What a feature
means fixes its sign, and a few weights are declared (see there).  The threshold is the one that
gave the best clusters in cross-validation over topics.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from bench.linked_texts import Linked, read_linked

from crossfix.link.blocking import keys_of
from crossfix.link.clusters import Pair, pair_of
from crossfix.link.facts import Facts, beside, facts_of
from crossfix.link.features import AGAINST, DECLARED, EITHER, FEATURES
from crossfix.link.model import START, Weights

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
OUT: Final = Path(__file__).resolve().parents[1] / "src/crossfix/lexicons/link_weights.toml"
THRESHOLD: Final = -1.0
"""From bench.ecbplus: the best of -1.5, -1, -0.5 and 0 in cross-validation."""
RIDGE: Final = 1.0
_STEPS: Final = 15

CARD: Final = """\
Card. A logistic regression, ridge 1 on standardised features, fitted by Newton's method; signs
are fixed by what features mean, and the weights in link/features.py, DECLARED, are declared and
not fitted. Learned from English news of 2008 to 2013, of which only some is of violence: places
and days weigh less in it than in reports of a war. Figures stand in docs/linking.md, written from
python -m bench.ecbplus. Fit anew when a feature, the words' concepts or the events stage change."""

Floats = npt.NDArray[np.float64]


def main() -> int:
    """Fit on every topic and write the weights."""
    linked = list(read_linked(SHARED / "data/ecbplus"))
    rows, wanted = examples(linked)
    write(fit(rows, wanted), len(wanted), int(wanted.sum()), OUT)
    return 0


def examples(texts: Sequence[Linked]) -> tuple[Floats, Floats]:
    """The features of every pair that shares a key, and whether it is of one happening."""
    facts = {a.id: facts_of(a) for text in texts for a in text.accounts}
    gold = {key: cluster for text in texts for key, cluster in text.clusters.items()}
    pairs = sharing(facts.values())
    compared = (beside(facts[a], facts[b]) for a, b in pairs)
    rows = np.array(
        [[feature(both) for feature in FEATURES] for both in compared], dtype=float
    ).reshape(len(pairs), len(FEATURES))
    return rows, np.array([gold[a] == gold[b] for a, b in pairs], dtype=float)


def sharing(facts: Iterable[Facts]) -> list[Pair]:
    """Every pair of accounts that share a key, in order."""
    blocks: dict[int, list[str]] = {}
    for held in facts:
        for key in keys_of(held.account):
            blocks.setdefault(key, []).append(held.account.id)
    found = {
        pair_of(mine, theirs)
        for block in blocks.values()
        for number, mine in enumerate(block)
        for theirs in block[:number]
    }
    return sorted(found)


def fit(rows: Floats, wanted: Floats, threshold: float = THRESHOLD) -> Weights:
    """The weights of a logistic regression with a ridge on standardised features.

    Declared weights stay as they are.  A feature that can only speak for a link and comes out
    against it (or the other way round) is left out, and the rest is fitted again.
    """
    names = [feature.__name__ for feature in FEATURES]
    fixed = np.array([DECLARED.get(name, 0.0) for name in names])
    free = [at for at, name in enumerate(names) if name not in DECLARED]
    while True:
        values, start = _newton(rows[:, free], wanted, rows @ fixed)
        wrong = {at for at, value in zip(free, values, strict=True) if value * _sign(at) < 0}
        if not wrong:
            break
        free = [at for at in free if at not in wrong]
    weights = fixed.copy()
    weights[free] = values
    return Weights(start=start, values=tuple(map(float, weights)), threshold=threshold)


def _sign(at: int) -> int:
    feature = FEATURES[at]
    return 0 if feature in EITHER else -1 if feature in AGAINST else 1


def _newton(rows: Floats, wanted: Floats, offset: Floats) -> tuple[Floats, float]:
    """Weights and start of a logistic regression beside an offset that is given."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0.0] = 1.0
    given = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    ridge = np.diag([RIDGE] * len(middle) + [1e-9])
    beta = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-np.clip(given @ beta + offset, -40, 40)))
        slope = given.T @ (likely - wanted) + ridge @ beta
        bend = (given * (likely * (1.0 - likely))[:, None]).T @ given + ridge
        step = np.linalg.solve(bend, slope)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    values = beta[:-1] / spread
    return values, float(beta[-1] - values @ middle)


def write(weights: Weights, pairs: int, same: int, out: Path) -> None:
    """The weights as a lexicon."""
    lines = [
        'provenance = "ECB+ (Cybulska and Vossen 2014, CC BY 3.0), topics 1 to 35: '
        f"{pairs:,} pairs of marked mentions that share a key, {same:,} of one happening. "
        'No text of the corpus is kept. Written by training/linking.py."',
        'licence = "Apache-2.0"',
        "",
        *(f"# {line}" for line in CARD.splitlines()),
        "",
        "# The score (logits) above which two accounts, or the average of two groups, are one.",
        f"threshold = {weights.threshold}",
        "",
        "# What a feature adds to the score at its full value; they are told in the code and docs.",
        "[weights]",
        f"{START} = {weights.start:.4f}",
        *(
            f"{feature.__name__} = {value:.4f}"
            for feature, value in zip(FEATURES, weights.values, strict=True)
        ),
        "",
    ]
    out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
