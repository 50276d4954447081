"""Happenings, origins and copies in reports that were written before the code was looked at.

Six sets of ten reports of one happening, and of two others that must stay apart, stand in
``bench/blind_origins.toml``; :mod:`bench.blind` prints the figures.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from bench.side_by_side import Report, cases_of, half_of
from crossfix.case import Case
from crossfix.findings.whole import Whole
from crossfix.model import EventType
from crossfix.overview import Overview

SETS: Final = Path(__file__).with_name("blind_origins.toml")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”]?\s+|\n\n")
_VIOLENT: Final = frozenset({EventType.STRIKE, EventType.CLASH})
COUNTED: Final = (
    "sets", "reports", "reports in the biggest", "foreign reports in the biggest",
    "happenings that mix",
    "pairs in the biggest, right", "pairs in the biggest, wrong", "pairs in the biggest, missed",
    "pairs of all, right", "pairs of all, wrong", "pairs of all, missed",
    "origins found in the biggest", "origins of its reports", "origins",
    "copies right", "copies wrong", "copies missed",
)  # fmt: skip
"""What is counted over some sets: reports, pairs of tellings, origins, pairs of copies."""

Telling = tuple[str, str]
"""A report, and the label of the origin on whose word it tells the happening."""
Places = Mapping[Telling, set[tuple[str, int]]]
"""For each telling, the origins that it was put into: a happening, and the number of the group."""
Pair = frozenset[str]
"""Two reports by name."""


@dataclass(frozen=True, slots=True)
class Told:
    """A happening as it came out.

    ``groups`` has, for each of its origins, the reports in it and the labels of those of
    their sentences that tell it; ``violent`` counts its strikes and clashes.
    """

    id: str
    reports: frozenset[str]
    accounts: int
    violent: int
    groups: tuple[tuple[frozenset[str], frozenset[Telling]], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A set: its truth, and the happenings and copies that were found."""

    name: str
    half: str
    labels: Mapping[str, tuple[str, ...]]
    """Of each report of the happening, on whose word it tells it."""
    foreign: frozenset[str]
    made: frozenset[Pair]
    told: tuple[Told, ...]
    copies: frozenset[Pair]


def read_sets() -> list[dict[str, Any]]:
    """The sets of the file."""
    sets: list[dict[str, Any]] = tomllib.loads(SETS.read_text(encoding="utf-8"))["set"]
    return sets


def run_origins() -> Iterator[Outcome]:
    """Every set, in the order of the file."""
    table = read_sets()
    groups = [[Report(r["id"], r["text"]) for r in given["report"]] for given in table]
    for number, (given, case) in enumerate(zip(table, cases_of(groups), strict=True), 1):
        reports = given["report"]
        wholes = list(Overview(case).happenings())
        home = {document.id: document.path for document in case.documents()}
        spans = _telling_spans(case, reports)
        yield Outcome(
            name=given["name"],
            half=half_of(number),
            labels={r["id"]: tuple(r["origin"]) for r in reports if not r.get("foreign")},
            foreign=frozenset(r["id"] for r in reports if r.get("foreign")),
            made=frozenset(
                frozenset((left["id"], right["id"]))
                for left, right in combinations(reports, 2)
                if {*left["words"]} & {*right["words"]}
            ),
            told=tuple(_told(whole, home, spans) for whole in wholes),
            copies=frozenset(
                frozenset((home[copy.left], home[copy.right]))
                for whole in wholes
                for copy in whole.copies
                if copy.kind
            ),
        )


def count_origins(outcomes: Iterable[Outcome]) -> Counter[str]:
    """The sums over some sets; tellings are joined, reports copied, in pairs."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        native = outcome.labels.keys()
        counts["sets"] += 1
        counts["reports"] += len(native)
        counts["happenings that mix"] += sum(
            bool(told.reports & native and told.reports & outcome.foreign) for told in outcome.told
        )
        everywhere = _places(outcome.told, outcome.labels)
        every = [(name, label) for name, labels in outcome.labels.items() for label in labels]
        counts.update(_pairs({key: everywhere.get(key, set()) for key in every}, "of all"))
        counts["copies right"] += len(outcome.made & outcome.copies)
        counts["copies wrong"] += len(outcome.copies - outcome.made)
        counts["copies missed"] += len(outcome.made - outcome.copies)
        if outcome.told:
            counts.update(_count_biggest(outcome, _biggest(outcome)))
    return counts


def _biggest(outcome: Outcome) -> Told:
    """The happening that most of the reports tell; of equal ones the one with most strikes."""
    native = outcome.labels.keys()
    return max(outcome.told, key=lambda t: (len(t.reports & native), t.violent, t.accounts))


def _count_biggest(outcome: Outcome, biggest: Told) -> Counter[str]:
    """What one happening holds of a set, and on how many words it rests."""
    there = biggest.reports & outcome.labels.keys()
    places = _places([biggest], outcome.labels)
    # A report that rests on one word alone tells it wherever it tells the happening.
    single = {outcome.labels[name][0] for name in there if len({*outcome.labels[name]}) == 1}
    return _pairs(places, "in the biggest") + Counter(
        {
            "reports in the biggest": len(there),
            "foreign reports in the biggest": len(biggest.reports & outcome.foreign),
            "origins found in the biggest": sum(bool(names & there) for names, _ in biggest.groups),
            "origins of its reports": len(single | {label for _, label in places}),
            "origins": len({label for labels in outcome.labels.values() for label in labels}),
        }
    )


def _places(some: Iterable[Told], native: Mapping[str, object]) -> Places:
    """Where each telling of the happening of a set was put."""
    places: dict[Telling, set[tuple[str, int]]] = defaultdict(set)
    for told in some:
        for number, (_, tellings) in enumerate(told.groups):
            for telling in tellings:
                if telling[0] in native:
                    places[telling].add((told.id, number))
    return places


def _pairs(places: Places, which: str) -> Counter[str]:
    """Pairs of tellings that were joined rightly, wrongly, and that were not though of one word."""
    counts: Counter[str] = Counter()
    for left, right in combinations(places, 2):
        one_word, joined = left[1] == right[1], bool(places[left] & places[right])
        if joined:
            counts[f"pairs {which}, right" if one_word else f"pairs {which}, wrong"] += 1
        elif one_word:
            counts[f"pairs {which}, missed"] += 1
    return counts


_Spans = Mapping[str, Sequence[tuple[int, int, str]]]
"""Of each document, the sentences that tell a happening: start, stop, the label."""


def _told(whole: Whole, home: Mapping[str, str], spans: _Spans) -> Told:
    """A happening by the names of the reports and the labels of their sentences."""
    groups = []
    for group in whole.origins:
        labelled = {
            (home[telling.document_id], label)
            for telling in group.tellings
            for start, stop, label in spans[telling.document_id]
            if start <= telling.words.start < stop
        }
        names = frozenset(home[telling.document_id] for telling in group.tellings)
        groups.append((names, frozenset(labelled)))
    return Told(
        id=whole.happening.id,
        reports=frozenset(home[name] for name in whole.documents),
        accounts=len(whole.accounts),
        violent=sum(account.type in _VIOLENT for account in whole.accounts),
        groups=tuple(groups),
    )


def _telling_spans(case: Case, reports: Sequence[dict[str, Any]]) -> _Spans:
    given = {report["id"]: report for report in reports}
    spans = {}
    for document in case.documents():
        report = given[document.path]
        spans[document.id] = [
            (*sentence_with(document.text, words), label)
            for words, label in zip(report["event"], report["origin"], strict=True)
        ]
    return spans


def sentence_with(text: str, words: str) -> tuple[int, int]:
    """The offsets of the sentence that has these words; ``ValueError`` when the text has not."""
    at, start = text.index(words), 0
    for end in _SENTENCE_END.finditer(text):
        if end.start() >= at + len(words):
            return start, end.end()
        if end.end() <= at:
            start = end.end()
    return start, len(text)
