"""Lists of names: what is known of one of them is known of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from crossfix.annotate.toponym_runs import ENOUGH, Run
from crossfix.model import Feature

_LIST_GAP: Final = re.compile(
    r"(?:\s*,\s*(?:and|or|including|as well as)?|\s+and|\s+as well as|\s+or|\s*/|\s+to|\s*[-–—])?"
    r"\s*(?:now |then |also |even |later )?"
    r"(?:in |near |on |at |to )?(?:the )?"
)
_LIST_STRENGTH: Final = {"conj": 2.6, "nsubj": 0.4}

_KIND_WORD: Final = frozenset(
    {Feature.REGION, Feature.DISTRICT, Feature.CITY, Feature.VILLAGE, Feature.FRONT}
)


def share_in_lists(runs: Sequence[Run]) -> None:
    """A name in a list with a place is a place too, and of the same kind in the plural.

    Taken forwards and then backwards: "Chernigov, Poltava and Sumy regions".
    """
    for sequence in (runs, list(reversed(runs))):
        for sure, other in pairwise(sequence):
            if sure.score < ENOUGH or not is_listed(sure, other):
                continue
            if other.is_open:
                other.signs.setdefault("list", _list_strength(sure, other))
            if sure.plural and other.feature is None and sure.feature in _KIND_WORD:
                other.feature, other.plural = sure.feature, True


def _list_strength(sure: Run, other: Run) -> float:
    """A comma before a subject ends a phrase more often than it goes on with a list."""
    role = other.tokens.root.dep_
    if other.label == "PERSON" and " " in other.name:
        return 1.0
    if role == "nsubj" and (other.tokens.start < sure.tokens.start or _and_before(other)):
        return 1.6
    return _LIST_STRENGTH.get(role, 1.6)


def _and_before(run: Run) -> bool:
    start = run.tokens.start
    return bool(start) and run.tokens.doc[start - 1].lower_ in {"and", "or"}


def is_listed(one: Run, other: Run) -> bool:
    """Whether nothing but the commas and words of a list stands between two names."""
    first, second = sorted((one, other), key=lambda run: run.tokens.start)
    last = first.tokens.doc[first.stop - 1]
    gap = first.text[last.idx + len(last) : second.tokens.start_char]
    return bool(gap.strip()) and len(gap) < 24 and _LIST_GAP.fullmatch(gap) is not None
