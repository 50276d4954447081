"""Features: what each says of two accounts, by a table; what holds of all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import EventType
from crossfix.errors import MissingResource
from crossfix.link import features
from crossfix.link.facts import beside, facts_of
from crossfix.link.features import AGAINST, DECLARED, EITHER, FEATURES
from crossfix.link.model import START, chance, compare, load_weights, read_weights, score
from tests.link.told import KHARKIV, make_account, make_figure

OTHER_DAY = {"earliest": "2025-03-05", "latest": "2025-03-05"}
NEXT_DAY = {"earliest": "2025-03-04", "latest": "2025-03-04"}
ABOUT = st.sampled_from(
    [
        {},
        OTHER_DAY,
        {"earliest": None, "latest": None},
        {"sites": (KHARKIV,)},
        {"sites": ()},
        {"lemma": "shell", "actor": (), "target": ("hospital",)},
        {"type": EventType.CLASH, "words": (), "topic": ()},
        {"figures": (make_figure(3.0),)},
        {"names": ("sumy", "zelensky"), "words": ("sumy", "tank")},
        {"names": ("sumy",), "lemma": "announce", "type": EventType.STATEMENT},
        {"figures": (make_figure(4.0),), "weapons": ("drone",)},
    ]
)


@pytest.mark.parametrize(
    ("feature", "about", "expected"),
    [
        ("kindred_word", {"lemma": "strike"}, 1.0),
        ("kindred_word", {"lemma": "negotiate", "word": "negotiated"}, 0.0),
        ("same_type", {}, 1.0),
        ("same_type", {"type": EventType.CLASH}, 0.0),
        ("other_type", {"type": EventType.CLASH}, 1.0),
        ("other_type", {"type": EventType.OTHER}, 0.0),
        ("same_actor", {"actor": ("russian", "missile")}, 0.326),
        ("other_actor", {"actor": ("kyiv",)}, 1.0),
        ("other_actor", {"actor": ()}, 0.0),
        ("same_target", {"target": ("depot",)}, 1.0),
        ("other_target", {"target": ("hospital",)}, 1.0),
        ("same_people", {"actor": ("depot",), "target": ()}, 1.0),
        ("same_weapon", {}, 0.0),
        ("same_place", {}, 1.0),
        ("same_place", {"sites": (KHARKIV,)}, 0.0),
        ("near", {}, 1.0),
        ("near", {"sites": (KHARKIV,)}, 0.0),
        ("near", {"sites": ()}, 0.0),
        ("other_town", {"sites": (KHARKIV,)}, 1.0),
        ("other_town", {"sites": (KHARKIV,), "geo_precision": 2}, 0.2),
        ("other_town", {}, 0.0),
        ("times_overlap", {}, 1.0),
        ("times_overlap", OTHER_DAY, 0.0),
        ("other_day", NEXT_DAY, 0.6),
        ("other_day", OTHER_DAY, 1.0),
        ("other_day", OTHER_DAY | {"dated": False}, 0.5),
        ("other_day", OTHER_DAY | {"time_precision": 2}, 0.0),
        ("same_words", {}, 1.0),
        ("same_words", {"words": ()}, 0.0),
        ("same_topic", {"topic": ("opera", "singer")}, 0.0),
        ("close_topic", {}, 0.7),
        ("one_report", {}, 0.0),
        ("one_report", {"document": "doc_a", "start": 200}, 1.0),
        ("one_report_kindred", {"document": "doc_a", "start": 200}, 1.0),
        ("one_sentence", {"document": "doc_a", "start": 9, "sentence": 0}, 1.0),
    ],
)
def test_what_a_feature_says(feature: str, about: dict[str, Any], expected: float) -> None:
    given_account = {"document": "doc_b"} | about
    pair = beside(facts_of(make_account()), facts_of(make_account(**given_account)))
    assert getattr(features, feature)(pair) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, 0.0),
        ({"actor": ("mayor",)}, 1.0),
        ({"actor": ()}, 1.0),
        ({"lemma": "explode"}, 0.0),
        ({"type": EventType.ARREST}, 0.0),
    ],
)
def test_the_same_said_by_others(about: dict[str, Any], expected: float) -> None:
    said: dict[str, Any] = {
        "lemma": "announce",
        "type": EventType.STATEMENT,
        "actor": ("governor",),
        "target": (),
    }
    pair = beside(facts_of(make_account(**said)), facts_of(make_account("doc_b", **(said | about))))
    assert features.said_by_others(pair) == expected


@pytest.mark.parametrize(
    ("feature", "names", "words", "expected"),
    [
        ("same_names", ("sumy", "zelensky"), (), 1.0),
        ("same_names", ("odesa",), (), 0.0),
        ("same_names", (), (), 0.0),
        ("same_own_names", ("sumy", "odesa"), ("sumy", "tank"), 1.0),
        ("same_own_names", ("sumy", "odesa"), ("tank",), 0.0),
        ("kindred_and_names", ("sumy", "zelensky", "trypillia"), ("sumy",), 1.0),
        ("kindred_and_names", ("odesa",), ("sumy",), 0.0),
    ],
)
def test_names_in_common(
    feature: str, names: tuple[str, ...], words: tuple[str, ...], expected: float
) -> None:
    mine = make_account(names=("sumy", "zelensky", "trypillia"), words=("sumy", "fire"))
    pair = beside(facts_of(mine), facts_of(make_account("doc_b", names=names, words=words)))
    assert getattr(features, feature)(pair) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("mine", "theirs", "same", "other"),
    [(3.0, 3.0, 1.0, 0.0), (3.0, 4.0, 0.0, 1.0), (3.0, None, 0.0, 0.0)],
)
def test_figures(mine: float, theirs: float | None, same: float, other: float) -> None:
    left = make_account(figures=(make_figure(mine),))
    figures = () if theirs is None else (make_figure(theirs),)
    pair = beside(facts_of(left), facts_of(make_account("doc_b", figures=figures)))
    assert (features.same_figure(pair), features.other_figures(pair)) == (same, other)


@given(ABOUT, ABOUT)
def test_features_lie_in_their_range_and_know_no_side(
    mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    left, right = facts_of(make_account(**mine)), facts_of(make_account("doc_b", **theirs))
    for feature in FEATURES:
        assert 0.0 <= feature(beside(left, right)) <= 1.0
        assert feature(beside(left, right)) == feature(beside(right, left))


def test_every_feature_says_what_it_means() -> None:
    assert all(feature.__doc__ for feature in FEATURES)
    assert len({feature.__name__ for feature in FEATURES}) == len(FEATURES)


def test_weights_have_the_sign_of_what_their_feature_means() -> None:
    for feature, weight in zip(FEATURES, load_weights().values, strict=True):
        if feature in EITHER:
            continue
        assert weight <= 0 if feature in AGAINST else weight >= 0, feature.__name__
        assert DECLARED.get(feature.__name__, weight) == weight


def test_a_score_is_the_sum_of_its_reasons() -> None:
    left, right = facts_of(make_account()), facts_of(make_account("doc_b", lemma="hit"))
    found = compare(right, left)
    assert found.score == score(left, right, load_weights())
    assert found.score == pytest.approx(sum(found.reasons.values()), abs=0.3)
    assert START in found.reasons
    assert (found.left, found.right) == tuple(sorted((left.account.id, right.account.id)))
    assert 0.0 < chance(found.score) < 1.0


@pytest.mark.parametrize(
    ("about", "linked"),
    [
        ({}, True),
        ({"lemma": "hit", "actor": (), "words": ("depot", "fire")}, True),
        ({"sites": (KHARKIV,)}, False),
        (OTHER_DAY, False),
        ({"lemma": "negotiate", "type": EventType.CONSULT, "target": ("truce",)}, False),
    ],
)
def test_what_is_one_happening(about: dict[str, Any], linked: bool) -> None:
    weights = load_weights()
    found = score(facts_of(make_account()), facts_of(make_account("doc_b", **about)), weights)
    assert (found > weights.threshold) is linked


@pytest.mark.parametrize("wrong", [{"no_feature": 1.0}, {START: None}])
def test_weights_of_other_features_are_refused(wrong: dict[str, float | None]) -> None:
    table = dict.fromkeys([START, *(f.__name__ for f in FEATURES)], 0.0)
    for name, value in wrong.items():
        if value is None:
            del table[name]
        else:
            table[name] = value
    with pytest.raises(MissingResource, match="differ"):
        read_weights({"weights": table, "threshold": 0.0})


KILLED: dict[str, Any] = {"type": EventType.CASUALTIES, "lemma": "kill", "word": "killed"}


@pytest.mark.parametrize(
    ("about", "figures", "expected"),
    [
        (KILLED, (9.0, 14.0), 0.0),
        (KILLED, (9.0, 9.0), 0.0),
        ({}, (9.0, 14.0), 1.0),
    ],
)
def test_tolls_of_one_place_and_day_may_differ(
    about: dict[str, Any], figures: tuple[float, float], expected: float
) -> None:
    mine, theirs = ((make_figure(best),) for best in figures)
    pair = beside(
        facts_of(make_account(figures=mine, **about)),
        facts_of(make_account("doc_b", figures=theirs, **about)),
    )
    assert features.other_figures(pair) == expected


@pytest.mark.parametrize(
    ("figures", "expected"), [((23.0, 23.0), 0.3), ((23.0, 31.0), 0.6), ((1.0, 1.0), 0.6)]
)
def test_the_same_toll_on_the_next_day(figures: tuple[float, float], expected: float) -> None:
    mine, theirs = ((make_figure(best),) for best in figures)
    pair = beside(
        facts_of(make_account(figures=mine, **KILLED)),
        facts_of(make_account("doc_b", figures=theirs, **KILLED | NEXT_DAY)),
    )
    assert features.other_day(pair) == pytest.approx(expected)
