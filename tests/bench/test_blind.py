"""The blind sets say what their texts say, and what comes out of them is counted aright."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from bench.blind_conflicts import NONE, count_conflicts, count_kinds
from bench.blind_origins import Told, count_origins, sentence_with
from bench.side_by_side import HALVES, Report, cases_of, half_of

from bench import blind, blind_conflicts, blind_origins, town_pairs
from crossfix.errors import Skip
from crossfix.findings.conflicts import ConflictKind

CASES = blind_conflicts.read_cases()
SETS = blind_origins.read_sets()
PAIRS = town_pairs.read_pairs()[1]
KINDS = {kind.value for kind in ConflictKind}


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_conflict_case_holds_what_it_is_labelled_with(case: dict[str, Any]) -> None:
    texts = [flat(report["text"]) for report in case["report"]]
    assert all(texts)
    assert len({*texts}) == len(texts)
    assert {kind.removeprefix("update ") for kind in case["kind"]} <= KINDS
    assert case["essential"]
    for words in case["essential"]:
        assert any(words in text for text in texts), words


@pytest.mark.parametrize("given", SETS, ids=lambda given: given["name"])
def test_a_set_of_origins_holds_what_it_is_labelled_with(given: dict[str, Any]) -> None:
    reports = given["report"]
    assert len({report["id"] for report in reports}) == len(reports) == 12
    assert sum(report.get("foreign", False) for report in reports) == 2
    told = {label for r in reports if not r.get("foreign") for label in r["origin"]}
    assert told == {*given["origins"]}
    for report in reports:
        assert report["text"].strip()
        for words, label in zip(report["event"], report["origin"], strict=True):
            start, stop = sentence_with(report["text"], words)
            assert words in report["text"][start:stop]
            assert label in given["origins"]


def test_the_halves_of_the_sets_are_those_of_their_numbers() -> None:
    named = dict(zip(HALVES, ("dev", "held"), strict=True))
    assert [given["half"] for given in SETS] == [
        named[half_of(number)] for number in range(1, len(SETS) + 1)
    ]
    assert [case["name"][:2] for case in CASES] == [f"{n:02}" for n in range(1, len(CASES) + 1)]


def test_the_pairs_are_as_many_of_either_sort() -> None:
    assert [pair["same"] for pair in PAIRS].count(True) * 2 == len(PAIRS) == 20
    assert all(pair["left"].strip() and pair["right"].strip() for pair in PAIRS)


@pytest.mark.parametrize("path", [blind_conflicts.CASES, blind_origins.SETS, town_pairs.PAIRS])
def test_the_texts_say_where_they_are_from(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert table["provenance"]
    assert table["licence"] == "Apache-2.0"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("bombs fell", "Two bombs fell on the quay. "),
        ("No one", "No one was hurt, “thank God.” "),
        ("ferry", "The ferry runs."),
        ("runs", "The ferry runs."),
    ],
)
def test_the_sentence_with_some_words(words: str, sentence: str) -> None:
    text = "Two bombs fell on the quay. No one was hurt, “thank God.” The ferry runs."
    start, stop = sentence_with(text, words)
    assert text[start:stop] == sentence


def test_words_that_a_text_has_not_are_an_error() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        sentence_with("Two bombs fell.", "ferry")


def case(number: int, expected: str, found: str) -> blind_conflicts.Outcome:
    """Kinds are parted by bars."""
    kinds = [frozenset(filter(None, some.split("|"))) for some in (expected, found)]
    return blind_conflicts.Outcome(f"case {number}", half_of(number), *kinds)


OUTCOMES = [
    case(1, "figure", "figure"),
    case(2, "denial", "figure"),
    case(3, "", "weapon"),
    case(4, "", ""),
    case(5, "time|place", "time"),
]


def test_conflicts_are_counted() -> None:
    counts = count_conflicts(OUTCOMES)
    assert [counts[name] for name in blind_conflicts.COUNTED] == [5, 2, 4, 4, 2, 2, 2]
    assert {*counts} == {*blind_conflicts.COUNTED}
    assert count_kinds(OUTCOMES) == {
        NONE: (2, 1, 1),
        "denial": (1, 0, 0),
        "figure": (1, 2, 1),
        "place": (1, 0, 0),
        "time": (1, 1, 1),
        "weapon": (0, 1, 0),
    }


def test_only_cases_of_the_odd_half_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    blind.print_conflicts(OUTCOMES)
    printed = capsys.readouterr().out
    assert "conflicts, odd half: 1 of 3 cases right" in printed
    assert "conflicts, even half: 1 of 2 cases right" in printed
    assert "otherwise: case 3: weapon" in printed
    assert "case 2" not in printed


def told(name: str, reports: str, *groups: dict[str, str]) -> Told:
    """Reports are letters; each group has the labels of those reports whose sentence tells it."""
    return Told(
        id=name,
        reports=frozenset(reports),
        accounts=len(reports),
        violent=1,
        groups=tuple(
            (frozenset(group), frozenset((r, label) for r, label in group.items() if label))
            for group in groups
        ),
    )


def outcome(*happenings: Told, copies: str = "") -> blind_origins.Outcome:
    """Reports a, b and c rest on the mayor, d on a nurse, e on both; x is of another strike."""
    return blind_origins.Outcome(
        name="made up",
        half=HALVES[0],
        labels={"a": ("mayor",), "b": ("mayor",), "c": ("mayor",), "d": ("nurse",),
                "e": ("mayor", "nurse")},
        foreign=frozenset("x"),
        made=frozenset({frozenset("ab"), frozenset("ae")}),
        told=happenings,
        copies=frozenset(map(frozenset, copies.split())),
    )  # fmt: skip


def test_origins_are_counted() -> None:
    counts = count_origins(
        [
            outcome(
                told("first", "abdx", {"a": "mayor", "b": "mayor", "d": "nurse"}, {"x": "mayor"}),
                told("second", "ce", {"c": "mayor"}, {"e": "nurse"}),
                copies="ab cd",
            )
        ]
    )
    assert {name: counts[name] for name in blind_origins.COUNTED} == {
        "sets": 1,
        "reports": 5,
        "reports in the biggest": 3,
        "foreign reports in the biggest": 1,
        "happenings that mix": 1,
        "pairs in the biggest, right": 1,  # a and b
        "pairs in the biggest, wrong": 2,  # d with either
        "pairs in the biggest, missed": 0,
        "pairs of all, right": 1,
        "pairs of all, wrong": 2,
        # The mayor's word in a, b, c and e is six pairs, the nurse's in d and e one.
        "pairs of all, missed": 6,
        "origins found in the biggest": 1,
        "origins of its reports": 2,
        "origins": 2,
        "copies right": 1,
        "copies wrong": 1,
        "copies missed": 1,
    }


def test_a_telling_in_two_groups_is_joined_with_both() -> None:
    counts = count_origins(
        [outcome(told("one", "abc", {"a": "mayor", "b": "mayor"}, {"b": "mayor", "c": "mayor"}))]
    )
    assert counts["pairs in the biggest, right"] == 2
    assert counts["pairs in the biggest, missed"] == 1
    assert counts["origins found in the biggest"] == 2


def test_a_set_in_which_nothing_was_found_is_missed_altogether() -> None:
    counts = count_origins([outcome()])
    assert counts["reports in the biggest"] == counts["pairs of all, right"] == 0
    assert counts["pairs of all, missed"] == 7
    assert counts["copies missed"] == 2


def test_linked_pairs_are_counted() -> None:
    counts = town_pairs.count_pairs([(True, True), (True, False), (False, True), (False, False)])
    assert [counts[name] for name in town_pairs.COUNTED] == [2, 1, 2, 1]
    assert blind.score_pairs(counts)["town pairs.pairs of one strike, linked"] == 1


def test_the_figures_of_both_halves_are_named() -> None:
    figures = blind.score_conflicts(OUTCOMES) | blind.score_origins([outcome()])
    assert figures["blind odd.conflict cases right"] == 1
    assert figures["blind even.conflict cases right"] == 1
    assert figures["blind odd.reports"] == 5
    assert figures["blind even.reports"] == 0
    assert len(figures) == 2 * len(blind_conflicts.COUNTED + blind_origins.COUNTED)


def test_a_report_that_cannot_be_read_is_not_passed_over() -> None:
    with pytest.raises(Skip):
        list(cases_of([[Report("empty.txt", "")]]))
