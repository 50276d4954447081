"""Suggested grades: the table of grounds, and what can never move a grade."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.findings.grades import WORDS, Credibility, Ground, Reliability, Track
from crossfix.grading import FEWEST, lower_bound, suggest_credibility, suggest_reliability

TEN = math.log(10)

GROUNDS = [
    (Ground(origins=1), "3"),
    (Ground(origins=2), "1"),
    (Ground(origins=2, conflicts=1), "2"),
    (Ground(origins=1, support=TEN), "2"),
    (Ground(origins=1, support=math.log(1.5)), "3"),
    (Ground(origins=3, against=1), "3"),
    (Ground(origins=1, against=1), "4"),
    (Ground(origins=1, against=2), "5"),
    (Ground(origins=1, against=2, support=TEN), "4"),
    (Ground(origins=1, recorded_otherwise=1), "4"),
    (Ground(origins=2, recorded_otherwise=1), "2"),
    (Ground(origins=0, against=1), "6"),
    (Ground(origins=2, foretold=True), "6"),
    (Ground(origins=1, placed=False), "6"),
]


@pytest.mark.parametrize(("ground", "grade"), GROUNDS)
def test_credibility(ground: Ground, grade: str) -> None:
    suggested = suggest_credibility(ground)
    assert suggested.grade == grade
    assert suggested.reasons
    assert suggested.grade in WORDS


grounds = st.builds(
    Ground,
    origins=st.integers(0, 5),
    against=st.integers(0, 5),
    conflicts=st.integers(0, 3),
    support=st.floats(0, 6),
    recorded_otherwise=st.integers(0, 2),
    foretold=st.booleans(),
    placed=st.booleans(),
)


@given(grounds)
def test_one_origin_is_never_confirmed(ground: Ground) -> None:
    if suggest_credibility(ground).grade == Credibility.CONFIRMED:
        assert ground.origins > 1
        assert ground.against == 0


@given(grounds, st.floats(0, 6))
def test_support_never_makes_worse(ground: Ground, more: float) -> None:
    lifted = Ground(**{f: getattr(ground, f) for f in ground.__struct_fields__} | {"support": more})
    if more >= ground.support:
        assert suggest_credibility(lifted).grade <= suggest_credibility(ground).grade


TRACKS = [
    (Track(source="a", claims=40, borne_out=9, contradicted=0), "F"),
    (Track(source="a", claims=40, borne_out=40, contradicted=0), "A"),
    (Track(source="a", claims=12, borne_out=12, contradicted=0), "B"),
    (Track(source="a", claims=40, borne_out=28, contradicted=12), "C"),
    (Track(source="a", claims=40, borne_out=16, contradicted=24), "D"),
    (Track(source="a", claims=40, borne_out=4, contradicted=30), "E"),
]


@pytest.mark.parametrize(("track", "letter"), TRACKS)
def test_reliability(track: Track, letter: str) -> None:
    assert suggest_reliability(track).grade == letter


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 200))
def test_no_letter_on_few(borne_out: int, contradicted: int, unresolved: int) -> None:
    claims = borne_out + contradicted + unresolved
    track = Track(source="a", claims=claims, borne_out=borne_out, contradicted=contradicted)
    suggested = suggest_reliability(track)
    unjudged = suggested.grade == Reliability.CANNOT_BE_JUDGED
    assert unjudged == (borne_out + contradicted < FEWEST)
    assert str(unresolved) in suggested.reasons[0]


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_bound_lies_below_the_share(successes: int, trials: int) -> None:
    successes = min(successes, trials)
    assert 0 <= lower_bound(successes, trials) <= successes / trials
