"""Quoted words become offsets, faults say what to do, two passes become one gold."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.corpora.own_gold import GoldError, GoldReport, read_gold, unread
from bench.corpora.own_passes import merge_passes
from bench.corpora.own_quotes import (
    QuoteError,
    find_near,
    find_pieces,
    occurrences,
    split_paragraphs,
)
from hypothesis import given
from hypothesis import strategies as st

TEXT = """The ferry to Old Quay is closed, the harbour master said. He gave no reason.

"The ferry will run on Monday," Ada Byron told the Quay Post, "and the bridge on Friday."

Quay Post, citing the harbour master, wrote that the ferry had sunk.
"""
LISTING = """[[report]]
name = "ferry"
manner = "wire"
published = "2024-05-02"
split = "dev"
"""
SAID = """
[[attribution]]
id = "a1"
paragraph = 1
source = "the harbour master"
cue = "said"
content = ["The ferry to Old Quay is closed"]
name = "harbour master"
kind = "official"

[[attribution]]
id = "a2"
paragraph = 2
source = "Ada Byron"
cue = "told"
content = ['"The ferry will run on Monday,"', '"and the bridge [...] Friday."']
chain = ["Quay Post", "Ada Byron"]
"""
NESTED = """
[[attribution]]
id = "b1"
paragraph = 3
source = "Quay Post"
cue = "wrote"
content = ["that the ferry had sunk"]

[[attribution]]
id = "b2"
paragraph = 3
source = "the harbour master"
cue = "citing"
content = ["the ferry had sunk"]
inside = "b1"
"""


def gold(folder: Path, first: str, second: str | None = None) -> Path:
    (folder / "ferry").mkdir(parents=True)
    (folder / "reports.toml").write_text(LISTING, encoding="utf-8")
    (folder / "ferry/report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "ferry/first.toml").write_text(first, encoding="utf-8")
    if second is not None:
        (folder / "ferry/second.toml").write_text(second, encoding="utf-8")
    return folder


def only(folder: Path) -> GoldReport:
    [report] = read_gold(folder)
    return report


@pytest.mark.parametrize(
    ("text", "piece", "found"),
    [
        ("the hen and he", "he", ["he"]),
        ("He said: he left", "he", ["he"]),
        ("one two three two", "one [...] two", ["one two"]),
        ("“Stay,” he said", "“Stay,”", ["“Stay,”"]),
        ("Gen. Idris", "Gen. Idris", ["Gen. Idris"]),
        ("none here", "[...] here", []),
        ("caf\u00e9s", "caf", []),
    ],
)
def test_occurrences(text: str, piece: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in occurrences(text, piece)] == found


@given(st.lists(st.sampled_from(["red", "blue", "green"]), min_size=1, max_size=12))
def test_every_occurrence_is_found_and_is_the_words(words: list[str]) -> None:
    text = " ".join(words)
    places = occurrences(text, "red")
    assert [text[a:b] for a, b in places] == ["red"] * words.count("red")


def test_pieces_follow_each_other() -> None:
    [paragraph] = split_paragraphs("yes no yes no")
    assert find_pieces(paragraph, ["no", "no"], 1) == ((4, 6), (11, 13))
    with pytest.raises(QuoteError, match="put the pieces in text order"):
        find_pieces(paragraph, ["no", "yes", "yes"], 1)
    with pytest.raises(QuoteError, match="occurs 2 times"):
        find_pieces(paragraph, ["yes"])
    with pytest.raises(QuoteError, match="nth is 3"):
        find_pieces(paragraph, ["yes"], 3)
    assert find_near(paragraph, "yes", ((11, 13),)) == (7, 10)


def test_paragraphs_are_parted_by_blank_lines() -> None:
    found = split_paragraphs("\n\nOne\nline.\n \n\nTwo.\n")
    assert [(p.number, p.start, p.text) for p in found] == [(1, 2, "One\nline."), (2, 15, "Two.")]


def test_spans_are_offsets_into_the_report(tmp_path: Path) -> None:
    report = only(gold(tmp_path, SAID))
    first, second = report.first.said
    assert [TEXT[a:b] for a, b in first.content] == ["The ferry to Old Quay is closed"]
    assert [TEXT[a:b] for a, b in second.content] == [
        '"The ferry will run on Monday,"',
        '"and the bridge on Friday."',
    ]
    assert (first.chain, second.chain) == (("harbour master",), ("Quay Post", "Ada Byron"))


def test_a_chain_left_out_is_that_of_the_nesting(tmp_path: Path) -> None:
    pasted = '[[quoted]]\nfirst = 3\nlast = 3\nvoice = "Tide"\nthrough = ["Gull"]\n'
    report = only(gold(tmp_path, pasted + NESTED))
    assert report.first.said[1].chain == ("Gull", "Tide", "<Quay Post>", "<the harbour master>")


@pytest.mark.parametrize(
    ("was", "is_now", "fault"),
    [
        ('cue = "said"', 'cue = "sayed"', "a1: cue: 'sayed' does not stand in paragraph 1"),
        ("paragraph = 1", "paragraph = 9", "a1: no paragraph 9; there are 3"),
        ('id = "a2"', 'id = "a1"', "a1: the id occurs twice"),
        ('kind = "official"', 'kind = "ferryman"', "a1: Invalid enum value 'ferryman'"),
        ('kind = "official"', 'sort = "official"', "a1: Object contains unknown field `sort`"),
        ('name = "harbour master"', 'inside = "z"', "a1: inside 'z' is no entry of this file"),
        ('name = "harbour master"', 'inside = "a1"', "a1: inside 'a1' leads back to itself"),
        ("[[attribution]]", "[[attribution", "first.toml: not valid TOML"),
        ("[[attribution]]", "[[said]]", "no key 'said' is known"),
    ],
)
def test_faults_name_file_entry_and_remedy(
    tmp_path: Path, was: str, is_now: str, fault: str
) -> None:
    with pytest.raises(GoldError) as raised:
        read_gold(gold(tmp_path, SAID.replace(was, is_now, 1)))
    assert any(line.startswith("ferry/first.toml") for line in raised.value.faults)
    assert fault in str(raised.value)


def test_a_holder_must_hold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="b2: inside 'b1' does not hold its content"):
        read_gold(gold(tmp_path, NESTED.replace("that the ferry had", "that the ferry")
                       .replace(' sunk"]', '"]', 1)))  # fmt: skip


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    folder = gold(tmp_path, SAID)
    (folder / "raft").mkdir()
    assert unread(folder) == ["ferry/second.toml: missing", "raft: not in reports.toml"]
    with pytest.raises(FileNotFoundError):
        read_gold(folder / "ferry")


def test_what_one_pass_marked_is_optional(tmp_path: Path) -> None:
    second = SAID.replace('source = "the harbour master"', 'source = "harbour master"')
    report = only(gold(tmp_path, SAID, second + NESTED))
    entries = merge_passes(report)
    assert [(len(e.answers), e.asked) for e in entries] == [(2, True), (2, True)] + [(1, False)] * 2
    assert [e.inside for e in entries] == [{None}, {None}, {None}, {2}]


def test_one_pass_alone_is_asked_for(tmp_path: Path) -> None:
    assert all(entry.asked for entry in merge_passes(only(gold(tmp_path, SAID))))


def test_other_contents_and_other_speakers_never_match(tmp_path: Path) -> None:
    second = SAID.replace('source = "the harbour master"\ncue = "said"', 'source = "He"').replace(
        '"The ferry will run on Monday,"', '"The ferry'
    ).replace(", '\"and the bridge [...] Friday.\"'", "")  # fmt: skip
    entries = merge_passes(only(gold(tmp_path, SAID, second)))
    assert [entry.asked for entry in entries] == [False] * 4
