"""What the trained probe says of a name: a place, a state, a people, or none of them."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from crossfix.annotate.toponym_runs import BLOCKED, PROBE, Run
from crossfix.model import Feature
from crossfix.models import Encoded

CLASSES: Final = ("outside", "place", "state", "people")
"""What a word may be; a state is a place or acts, which the rules decide."""

MOST: Final = 4.0
"""The most that the probe may say for or against a name."""
LEAN: Final = 0.5
"""What is added to the log-odds, so that a name with no other sign is taken when likely."""

UNMARKED: Final = frozenset({Feature.FACILITY, Feature.FRONT})


def probe_sign(run: Run, encoded: Encoded) -> float:
    """What the probe says for a name being that of a place (or, below nought, against it).

    The log-odds of its chance, in the unit of the other signs: their sum was compared with
    LGL, TR-News and re3d, each read by a probe that had not seen it.  Those corpora do not
    mark plants, bridges and fronts, so against these the probe is not heard; they do mark
    capitals that act, so it is not heard for what a rule forbids.
    """
    chance = chances(run, encoded)["place"]
    odds = max(-MOST, min(MOST, math.log((chance + 1e-6) / (1 - chance + 1e-6)))) + LEAN
    if any(sign <= BLOCKED for sign in run.signs.values()):
        return min(0.0, odds)
    return max(0.0, odds) if run.feature in UNMARKED else odds


def chances(run: Run, encoded: Encoded) -> dict[str, float]:
    """How likely a name is each of :data:`CLASSES`, as the mean of its words."""
    words = encoded.within(run.tokens.start_char, run.tokens.end_char)
    of_words = np.exp(encoded.outputs[PROBE][words])
    return dict(zip(CLASSES, of_words.mean(axis=0).tolist(), strict=True))
