"""Names of sources: which are of one, whatever order they come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.findings.names import (
    NameKind,
    OriginName,
    name_of_key,
    same_name,
    sets_of_one,
)

AIR, AIR_UA, AIR_RU = (OriginName(NameKind.BODY, "air force", s) for s in (None, "UA", "RU"))
CLAUSEWITZ = OriginName(NameKind.PERSON, "clausevitz")
GIVEN = ("carl", "c", "karl", "mary")
CARL, C, KARL, MARIE = (OriginName(NameKind.PERSON, "clausevitz", None, given) for given in GIVEN)


@pytest.mark.parametrize(
    ("names", "sets"),
    [
        ([AIR, AIR_UA], 1),
        ([AIR_UA, AIR_RU], 2),
        ([AIR, AIR_UA, AIR_RU], 3),
        ([CLAUSEWITZ, CARL, C], 1),
        ([CARL, MARIE], 2),
        ([CARL, AIR_UA], 2),
        ([], 0),
    ],
)
def test_sets_of_one(names: list[OriginName], sets: int) -> None:
    assert len(sets_of_one(names)) == sets


@given(st.permutations([AIR, AIR_UA, AIR_RU, CLAUSEWITZ, CARL, C, KARL, MARIE]))
def test_sets_hold_each_name_once_in_any_order(names: list[OriginName]) -> None:
    sets = sets_of_one(names)
    assert sorted(n.full for part in sets for n in part) == sorted(n.full for n in names)
    assert sets == sets_of_one(sorted(names, key=lambda n: n.full))
    assert all(same_name(one, other) for part in sets for one in part for other in part)


@pytest.mark.parametrize("name", [AIR, AIR_UA, CLAUSEWITZ, CARL])
def test_keys_are_read_back(name: OriginName) -> None:
    assert name_of_key(name.full) == name
