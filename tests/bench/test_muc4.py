"""The scoring of MUC-4's five slots, on templates made up for it."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from bench.muc4 import (
    INCIDENT,
    SLOTS,
    Counts,
    Template,
    plain,
    read_reports,
    score,
    summed,
)
from hypothesis import given
from hypothesis import strategies as st


def template(incident: str, **fillers: str) -> Template:
    """``Target="bridge|the old bridge; mill"``: mentions parted by a bar, entities by ``;``."""
    return Template(
        incident,
        {
            slot: tuple(
                tuple((mention.strip(), 0) for mention in entity.split("|"))
                for entity in text.split(";")
            )
            for slot, text in fillers.items()
        },
    )


MILL = template("arson", Target="the mill|old mill", PerpInd="raiders; two riders")
BRIDGE = template("bombing", Target="bridge", Weapon="mine|mines")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Old Mill", "old mill"),
        ("a 'mine',  an-other", "mine another"),
        ("U.S. consulate", "us consulate"),
        ("theatre", "theatre"),
    ],
)
def test_a_mention_is_compared_by_its_words(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("found", "key", "expected"),
    [
        pytest.param((), (), Counts(), id="nothing asked, nothing said"),
        pytest.param((), (MILL,), Counts(0, 0, 0, 4), id="missed: type and three entities"),
        pytest.param((MILL,), (), Counts(0, 4, 0, 0), id="made up"),
        pytest.param((MILL, BRIDGE), (BRIDGE, MILL), Counts(7, 7, 7, 7), id="order is free"),
        pytest.param(
            (template("arson", Target="Old mill"),), (MILL,), Counts(2, 2, 2, 4), id="any mention"
        ),
        pytest.param(
            (template("arson", Target="old mill|barn"),),
            (MILL,),
            Counts(1, 2, 1, 4),
            id="a mention of something else spoils an entity",
        ),
        pytest.param(
            (template("arson", Target="the mill; old mill"),),
            (MILL,),
            Counts(3, 3, 2, 4),
            id="two names of one entity are both right, and meet it once",
        ),
        pytest.param(
            (template("attack", Target="the mill"),), (MILL,), Counts(0, 2, 0, 4), id="other type"
        ),
        pytest.param(
            (template("attack"),),
            (template("bombing / attack"),),
            Counts(1, 1, 1, 1),
            id="either type is right",
        ),
        pytest.param(
            (template("arson", PerpInd="the mill"),), (MILL,), Counts(1, 2, 1, 4), id="other slot"
        ),
        pytest.param(
            (template("arson", Target="barn"), template("arson", Target="mill")),
            (template("arson", Target="mill"),),
            Counts(2, 4, 2, 2),
            id="one template of the key is aligned once, with the better one",
        ),
        pytest.param(
            (template("arson", Target="mill; barn"),),
            (template("arson", Target="mill"), template("arson", Target="barn")),
            Counts(2, 3, 2, 4),
            id="two incidents in one template",
        ),
    ],
)
def test_counts_of_a_report(
    found: tuple[Template, ...], key: tuple[Template, ...], expected: Counts
) -> None:
    assert summed(score(found, key).values()) == expected


def test_counts_are_kept_by_slot() -> None:
    counts = score((template("arson", Target="mill; barn"),), (MILL,))
    assert counts[INCIDENT] == Counts(1, 1, 1, 1)
    assert counts["Target"] == Counts(1, 2, 1, 1)
    assert counts["PerpInd"] == Counts(0, 0, 0, 2)


def test_measures() -> None:
    counts = Counts(right=3, found=4, met=2, wanted=8)
    assert (counts.precision, counts.recall) == (0.75, 0.25)
    assert counts.f1 == pytest.approx(0.375)
    assert Counts().f1 == 0


ENTITIES = st.lists(st.sampled_from(["mill", "barn", "old mill|mill", "bridge"]), max_size=3)
TEMPLATES = st.lists(
    st.builds(
        lambda incident, entities: template(
            incident, **({"Target": ";".join(entities)} if entities else {})
        ),
        st.sampled_from(["arson", "attack", "bombing / attack"]),
        ENTITIES,
    ),
    max_size=3,
)


@given(TEMPLATES, TEMPLATES)
def test_no_other_alignment_is_better(found: list[Template], key: list[Template]) -> None:
    """Every alignment tried one by one, each pair of templates scored by itself."""
    counts = summed(score(found, key).values())
    best = 0.0
    padded = [*key, *[None] * len(found)]
    for others in permutations(padded, len(found)):
        pairs = [
            summed(score((one,), (other,)).values())
            for one, other in zip(found, others, strict=True)
            if other is not None
        ]
        right, met = sum(pair.right for pair in pairs), sum(pair.met for pair in pairs)
        best = max(best, Counts(right, counts.found, met, counts.wanted).f1)
    assert counts.f1 == pytest.approx(best)


@given(TEMPLATES)
def test_a_key_is_right_against_itself(key: list[Template]) -> None:
    single = [one._replace(incident=one.types[0]) for one in key]
    counts = summed(score(single, key).values())
    assert counts.right == counts.found == counts.wanted == counts.met


def test_a_doubled_template_is_read_once(tmp_path: Path) -> None:
    row = {INCIDENT: "arson", **{slot: [] for slot in SLOTS}}
    rows = [
        {**row, "Target": [[["mill", 4]], []]},
        {**row, "Target": [[["mill", 30]], []]},
        {**row, "Target": [[["barn", 9]]]},
    ]
    line = json.dumps({"docid": "R-1", "doctext": "the mill, a barn", "templates": rows})
    path = tmp_path / "reports.json"
    path.write_text(line + "\n", encoding="utf-8")
    (report,) = read_reports(path)
    assert (report.id, report.text) == ("R-1", "the mill, a barn")
    assert [t.fillers["Target"] for t in report.templates] == [((("mill", 4),),), ((("barn", 9),),)]
