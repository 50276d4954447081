"""Which figure counts the dead: a table of sentences."""

from __future__ import annotations

import pytest

from crossfix.codes import EventType
from crossfix.views.exports.deaths import count_dead
from tests.views.exports.made import Maker

K, S = EventType.CASUALTIES, EventType.STRIKE
TABLE = [
    ("The strike killed 3 people and wounded 12.", "killed", K, ["3/people", "12"], 3),
    ("A woman died and 5 people were injured.", "died", K, ["5/people"], None),
    ("Killing 1 person and wounding 14 others", "Killing", K, ["1/person", "14/others"], 1),
    ("9 bodies were recovered.", "recovered", K, ["9/bodies"], 9),
    ("At least 9 civilians died in an air raid.", "air raid", S, ["9/civilians"], 9),
    ("4 people, among them 2 children, were killed.", "killed", K, ["4/people", "2/children"], 4),
    ("7 dead and 8 wounded after the strike", "strike", S, ["7", "8"], 7),
    ("Drones hit 12 houses and killed cattle.", "hit", S, ["12/houses"], None),
    ("The attack destroyed 4 tanks.", "attack", S, ["4/tanks"], None),
    ("11 people are missing after the strike.", "strike", S, ["11/people"], None),
    ("Shelling for 3 hours killed nobody.", "Shelling", S, ["3/hours"], None),
    ("He was killed in a raid by coalition aircraft.[4]", "killed", K, ["4"], None),
    ("A raid by U.S. aircraft killed 6.", "killed", K, ["6"], 6),
    ("The blast killed 250 cows.", "killed", K, ["250/cows"], None),
    (
        "214 occupiers were killed and another 121 wounded",
        "killed",
        K,
        ["214/occupiers", "121"],
        214,
    ),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "figures", "dead"), TABLE)
def test_table(
    text: str, trigger: str, kind: EventType, figures: list[str], dead: int | None
) -> None:
    make = Maker(text)
    for figure in figures:
        number, _, of = figure.partition("/")
        make.quantity(number, of or None)
    make.event(trigger, kind)
    ledger = make.ledger()
    found = count_dead(ledger.events[0], ledger.quantities, text)
    assert (found.best if found else None) == dead


def test_what_is_only_bounded_counts_too() -> None:
    make = Maker("Up to 20 people were killed.")
    make.quantity("20", "people", low=None, best=None, high=20.0)
    make.event("killed", K)
    ledger = make.ledger()
    found = count_dead(ledger.events[0], ledger.quantities, make.text)
    assert found is not None
    assert found.high == 20
