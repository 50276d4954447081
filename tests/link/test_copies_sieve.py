"""Which reports are laid beside each other: all that share text, few that only sound alike."""

from __future__ import annotations

import pytest

from crossfix.findings.links import Printed
from crossfix.link.copies import compare
from crossfix.link.copies_reports import Report, report_of
from crossfix.link.copies_sieve import outline_of, pairs_of, sift
from crossfix.link.copies_words import read_words
from tests.link.reports import text_ledger

STORY = (
    "The mayor of the port said on Tuesday that two warehouses with fertilizer burned down "
    "after the night attack, and that dockers had moved forty wagons away from the quay."
)
OTHER = (
    "Farmers along the lower river expect a poor harvest of barley this year because the rain "
    "came late, the union of growers told reporters in the provincial capital. "
)
FORMULA = "Russian forces attacked the port city. "
THINGS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty",
    "knoll", "ledge", "marsh", "north", "ocean", "ridge", "shoal", "thorn", "upland", "vale",
)  # fmt: skip
LONG = " ".join(
    f"Clerk {word} counted {word} crates of {word} nails beside the {word} gate at noon."
    for word in THINGS
)
LONGER = " ".join(
    f"Guard {word} moved three {word} carts from the {word} yard towards a {word} mill."
    for word in THINGS
)


def outline(name: str, text: str) -> Printed:
    return outline_of(report_of(text_ledger(name, text)))


@pytest.mark.parametrize(
    ("mine", "other", "passes"),
    [
        (STORY, OTHER + STORY, True),
        (STORY, STORY.upper(), True),
        (OTHER + STORY, STORY + " " + OTHER, True),
        (STORY, OTHER, False),
        (FORMULA + LONG + STORY, STORY + FORMULA + LONGER, True),
        (FORMULA + LONG, FORMULA + LONGER, False),
        (STORY, "", False),
        ("", STORY, False),
    ],
)
def test_sift(mine: str, other: str, passes: bool) -> None:
    one, two = outline("doc_a", mine), outline("doc_b", other)
    assert sift(one, {"doc_b": two}) == (["doc_b"] if passes else [])
    assert sift(two, {"doc_a": one}) == (["doc_a"] if passes else [])


def test_the_order_given_is_kept() -> None:
    others = {name: outline(name, STORY) for name in ("doc_z", "doc_a", "doc_m")}
    assert sift(outline("doc_c", OTHER + STORY), others) == ["doc_z", "doc_a", "doc_m"]
    assert sift(outline("doc_c", STORY), {}) == []


def test_what_does_not_pass_shares_no_text() -> None:
    texts = [STORY, OTHER, FORMULA, LONG, FORMULA + OTHER, STORY + LONG, OTHER + STORY]
    reports: list[Report] = [report_of(text_ledger(f"doc_{n}", t)) for n, t in enumerate(texts)]
    outlines = {report.document_id: outline_of(report) for report in reports}
    found = 0
    for report in reports:
        others = {name: one for name, one in outlines.items() if name != report.document_id}
        passed = set(sift(outlines[report.document_id], others))
        for other in reports:
            copy = compare(report, other) if other is not report else None
            if copy is not None and copy.copied:
                found += 1
                assert other.document_id in passed
    assert found


def test_a_pair_that_is_told_again_counts_once() -> None:
    once = pairs_of(read_words("grain elevators burned"))
    again = pairs_of(read_words("grain elevators burned. Grain elevators burned"))
    assert len(again) == 5 * 4
    assert again.startswith(once)
    assert again[12:] == bytes(8)
