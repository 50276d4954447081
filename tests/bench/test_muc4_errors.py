"""Kinds of errors in templates."""

from __future__ import annotations

import pytest
from bench.muc4 import Template
from bench.muc4_errors import kinds_of_errors

from tests.bench.test_muc4 import template

NOTHING = "nothing there at all on the other side"


@pytest.mark.parametrize(
    ("found", "key", "expected"),
    [
        pytest.param((), (), {}, id="nothing said, nothing asked"),
        pytest.param(
            (template("arson", Target="mill"),),
            (),
            {"templates: made up, in a report that has none": 1, f"fillers wrong: {NOTHING}": 1},
            id="made up",
        ),
        pytest.param(
            (),
            (template("arson", Target="mill"),),
            {
                "templates: missed, in a report of which nothing was said": 1,
                f"fillers missed: {NOTHING}": 1,
            },
            id="missed",
        ),
        pytest.param(
            (template("arson", Target="mill"),),
            (template("arson", Target="mill"), template("arson"), template("bombing")),
            {
                "templates: missed, a further one of a type that was found": 1,
                "templates: missed, of a type that was not": 1,
            },
            id="too few",
        ),
        pytest.param(
            (template("arson", Target="old mill; river"),),
            (template("arson", Target="flour mill", PerpInd="raiders"),),
            {
                "fillers wrong: same head, other words around it": 1,
                "fillers wrong: no word of it in that slot": 1,
                "fillers missed: same head, other words around it": 1,
                "fillers missed: no word of it in that slot": 1,
            },
            id="boundaries",
        ),
        pytest.param(
            (template("arson", Target="mill owner", Victim="raiders"),),
            (template("arson", Target="mill", PerpInd="raiders"),),
            {
                "fillers wrong: some words shared, other head": 1,
                "fillers wrong: the words stand in another slot": 1,
                "fillers missed: some words shared, other head": 1,
                "fillers missed: the words stand in another slot": 1,
            },
            id="heads and slots",
        ),
        pytest.param(
            (template("attack"),),
            (template("bombing"),),
            {
                "templates: of a type that the report lacks": 1,
                "templates: missed, of a type that was not": 1,
            },
            id="type",
        ),
    ],
)
def test_errors_are_put_under_the_first_kind_that_fits(
    found: tuple[Template, ...], key: tuple[Template, ...], expected: dict[str, int]
) -> None:
    assert dict(+kinds_of_errors(found, key)) == expected
