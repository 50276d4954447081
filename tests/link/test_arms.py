"""Which kinds of weapon words may stand for; weapons of no common kind exclude each other."""

from __future__ import annotations

import pytest

from crossfix import lexicons
from crossfix.link.arms import kinds_of_arms


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        ("an air strike", "two missiles", False),
        ("an air strike", "a bomb", False),
        ("an air strike", "artillery", True),
        ("tank shells", "tank fire", False),
        ("tank shells", "artillery", False),
        ("tank shells", "a drone", True),
        ("mortars", "Grad rockets", False),
        ("rockets", "ballistic missiles", False),
        ("Shahed drones", "UAVs", False),
        ("drones", "ballistic missiles", True),
        ("guided bombs", "drones", True),
        ("a jet", "guided bombs", False),
        ("a car bomb", "an artillery shell", True),
        ("a car bomb", "an explosive device", False),
        ("gunfire", "a missile", True),
        ("chlorine", "shells", False),
        ("a motorcycle", "a drone", False),
    ],
)
def test_what_excludes_what(mine: str, theirs: str, apart: bool) -> None:
    left, right = kinds_of_arms(mine), kinds_of_arms(theirs)
    assert bool(left and right and not left & right) is apart


def test_every_class_of_weapons_has_its_kinds() -> None:
    classes = {
        name
        for name, entry in lexicons.load("weapons").items()
        if isinstance(entry, dict) and "words" in entry
    }
    assert classes == set(lexicons.load("arms_apart")["classes"])
