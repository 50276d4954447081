"""What speaks for and against two accounts telling of one happening: a table of features.

Each feature is a small function of two accounts beside each other; its docstring says what it
means, and the documentation is built of these.  Its value lies between 0 and 1.  The weights are
fitted (see :mod:`crossfix.link.model`).  All are symmetric: it does not matter which report came
first.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from crossfix.codes import EventType
from crossfix.link.facts import Both
from crossfix.link.spots import one_spot, one_spot_and_kind, other_kind, told_before

Feature = Callable[[Both], float]

_CLOSE_TOPIC: Final = 0.3
_APART_KM: Final = 100.0
_BY_CONTEXT: Final = 0.2
_NEXT_DAY: Final = 0.6
_BY_DATELINE: Final = 0.5
_BY_TOLL: Final = 0.5
_TELLING_TOLL: Final = 5.0
_TOLLS: Final = frozenset({"dead", "hurt"})
"""Matters of which each report has its own count."""


# --- the word that tells of it --------------------------------------------------------


def kindred_word(both: Both) -> float:
    """How nearly the words that tell of them mean the same: "bomb", "bombing"; "dead", "die"."""
    return both.kinship


def telling_word(both: Both) -> float:
    """How rare the words are that tell of them ("derail" more than "say")."""
    return both.rarity


def same_type(both: Both) -> float:
    """Both are of one type of the ontology, and it is not "other"."""
    mine = both.left.account.type
    return float(mine is both.right.account.type and mine is not EventType.OTHER)


def other_type(both: Both) -> float:
    """They are of two types of the ontology, neither of them "other"."""
    mine, theirs = both.left.account.type, both.right.account.type
    return float(mine is not theirs and EventType.OTHER not in (mine, theirs))


def said_by_others(both: Both) -> float:
    """The same is said, but nothing tells that the same people said it."""
    if not (both.left.saying and both.right.saying):
        return 0.0
    speakers = max(both.actor, both.left.people.share(both.right.people))
    return both.kinship * (1.0 - speakers)


# --- who, whom, with what -------------------------------------------------------------


def same_actor(both: Both) -> float:
    """What the shorter name of whoever acts shares with the other, by how much words tell."""
    return both.actor


def other_actor(both: Both) -> float:
    """Both say who acts, and the words have nothing in common."""
    return float(bool(both.left.actor.words and both.right.actor.words) and both.actor == 0.0)


def same_target(both: Both) -> float:
    """What the shorter name of whom or what it befell shares with the other."""
    return both.target


def other_target(both: Both) -> float:
    """Both say whom or what it befell, and the words have nothing in common."""
    return float(bool(both.left.target.words and both.right.target.words) and both.target == 0.0)


def same_people(both: Both) -> float:
    """What those concerned have in common, whoever of them acts in either report."""
    return both.left.people.share(both.right.people)


def same_weapon(both: Both) -> float:
    """A weapon that both name."""
    return float(not both.left.weapons.isdisjoint(both.right.weapons))


# --- where ----------------------------------------------------------------------------


def same_place(both: Both) -> float:
    """A place that both name by the same name, whole regions aside."""
    return float(not both.left.names.isdisjoint(both.right.names))


def near(both: Both) -> float:
    """Two of their places lie within the uncertainty of each other."""
    return float(both.gap_km is not None and both.gap_km <= 0.0)


def other_town(both: Both) -> float:
    """Both name the town in their own sentence, and the towns lie apart: 1 from 100 km on.

    A fifth of that where only the text around names one.
    Its weight is declared, not fitted: news of the kind that weights are fitted on seldom tells
    like things of several towns, which is what reports of a war do every day.
    """
    if both.gap_km is None or both.gap_km <= 0:
        return 0.0
    sure = 1.0 if both.left.exact and both.right.exact else _BY_CONTEXT
    return sure * min(1.0, math.log1p(both.gap_km) / math.log1p(_APART_KM))


# --- when -----------------------------------------------------------------------------


def times_overlap(both: Both) -> float:
    """The times overlap, however widely they are told."""
    return float(both.gap_days == 0)


def other_day(both: Both) -> float:
    """Both are told to the day, and the days differ: 0.6 for days that follow, then 1.

    Half of that where the words of a report do not tell the day, but its date does, and for
    days that follow where both have the same toll of a place of one name.  Its weight
    is declared, not fitted, for the same reason: what happens daily is told in the same words.
    """
    mine, theirs = both.left.account, both.right.account
    if not both.gap_days or mine.time_precision != 1 or theirs.time_precision != 1:
        return 0.0
    sure = 1.0 if mine.dated and theirs.dated else _BY_DATELINE
    if both.gap_days > 1:
        return sure
    return _NEXT_DAY * min(sure, _BY_TOLL if _is_one_toll(both) else 1.0)


# --- figures --------------------------------------------------------------------------


def same_figure(both: Both) -> float:
    """A figure that both give."""
    return float(_figures(both) is True)


def other_figures(both: Both) -> float:
    """Both give figures, and none is the same; but tolls of one place and day differ as a rule."""
    is_near = both.gap_days == 0 and both.gap_km is not None and both.gap_km <= 0.0
    return float(_figures(both) is False and not (is_near and _are_tolls(both)))


# --- the text around ------------------------------------------------------------------


def same_words(both: Both) -> float:
    """How alike the words of their sentences are (cosine, rare words count more)."""
    return both.left.words.likeness(both.right.words)


def same_topic(both: Both) -> float:
    """How alike the texts around them are (cosine of the words they say most of)."""
    return both.topic


def close_topic(both: Both) -> float:
    """By how much the likeness of the texts around them exceeds 0.3."""
    return max(0.0, both.topic - _CLOSE_TOPIC)


def kindred_and_topic(both: Both) -> float:
    """The words mean the same, and the texts around them are alike."""
    return both.kinship * both.topic


def telling_and_topic(both: Both) -> float:
    """The words mean the same and are rare, and the texts around them are alike."""
    return both.rarity * both.kinship * both.topic


def same_names(both: Both) -> float:
    """What the shorter list of names in the texts around them shares with the other."""
    return both.left.called.share(both.right.called)


def same_own_names(both: Both) -> float:
    """What the names in the one's sentence share with those in the other's."""
    return both.left.own_names.share(both.right.own_names)


def kindred_and_names(both: Both) -> float:
    """The words mean the same, and the texts around them have names in common."""
    return both.kinship * both.called


# --- one report -----------------------------------------------------------------------


def one_report(both: Both) -> float:
    """Both stand in one report, which seldom tells a thing twice as if it were news."""
    return float(both.one_report)


def one_report_kindred(both: Both) -> float:
    """Both stand in one report, and the words that tell of them mean the same."""
    return both.kinship if both.one_report else 0.0


def one_sentence(both: Both) -> float:
    """Both stand in one sentence of one report."""
    return float(both.one_report and both.left.account.sentence == both.right.account.sentence)


def said_the_same(both: Both) -> float:
    """The report itself says that the two are one."""
    mine, theirs = both.left.account, both.right.account
    return float(theirs.id in mine.same or mine.id in theirs.same)


def _figures(both: Both) -> bool | None:
    """Whether a figure of the same unit is the same; None where none can be compared."""
    if not both.left.account.figures or not both.right.account.figures:
        return None
    pairs = [
        mine.best == theirs.best
        for mine in both.left.account.figures
        for theirs in both.right.account.figures
        if mine.unit == theirs.unit and mine.best is not None and theirs.best is not None
    ]
    return any(pairs) if pairs else None


def _are_tolls(both: Both) -> bool:
    """Whether both tell of the dead, or both of the hurt."""
    return both.left.matter in _TOLLS and both.left.matter == both.right.matter


def _is_one_toll(both: Both) -> bool:
    """Whether both give the same toll, of some size, of a place that they call by one name."""
    if not _are_tolls(both) or both.left.names.isdisjoint(both.right.names):
        return False
    mine, theirs = ({f.best for f in side.account.figures} for side in (both.left, both.right))
    return any(best is not None and best >= _TELLING_TOLL for best in mine & theirs)


FEATURES: Final[tuple[Feature, ...]] = (
    kindred_word,
    telling_word,
    said_by_others,
    same_type,
    other_type,
    same_actor,
    other_actor,
    same_target,
    other_target,
    same_people,
    same_weapon,
    same_place,
    near,
    times_overlap,
    other_town,
    other_day,
    one_spot,
    one_spot_and_kind,
    other_kind,
    told_before,
    same_figure,
    other_figures,
    same_words,
    same_topic,
    close_topic,
    kindred_and_topic,
    telling_and_topic,
    same_names,
    same_own_names,
    kindred_and_names,
    one_report,
    one_report_kindred,
    one_sentence,
    said_the_same,
)
"""Every feature, in the order of the documentation."""

DECLARED: Final[dict[str, float]] = {
    "other_town": -9.0,
    "other_day": -9.0,
    "one_spot": 2.0,
    "one_spot_and_kind": 1.0,
    "other_kind": -8.0,
    "told_before": -9.0,
    "said_the_same": 4.0,
}
"""Weights that are set and not fitted; what each says is so by the meaning of the words."""

AGAINST: Final = frozenset(
    {
        said_by_others,
        other_type,
        other_actor,
        other_target,
        other_town,
        other_day,
        other_kind,
        told_before,
        other_figures,
        one_report_kindred,
        one_sentence,
    }
)
"""The features that can only speak against two accounts being of one happening."""

EITHER: Final = frozenset({telling_word, close_topic, one_report})
"""Those that correct others, and may speak either way; all the rest can only speak for it."""
