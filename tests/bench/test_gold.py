"""What the figures on our own gold mean, told by ledgers made to be right or wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from bench.corpora.own_gold import read_gold
from bench.corpora.own_passes import merge_passes
from bench.gold import FOLDER, figures_of
from bench.gold_agreement import agreement_of
from bench.gold_given import read_given
from bench.gold_listing import describe_held
from bench.gold_names import holds, is_link, one_name, same_chain
from bench.gold_scores import Held, hold, tally

from crossfix.codes import Evidence, Polarity, SourceKind
from crossfix.model import Attribution, Document, Ledger, Segment, SegmentKind, Source, Span

TEXT = """The Quay Post wrote that Ada Byron had denied that the ferry sank.

Gull: the bridge is shut, he said.
"""
SAID = """
[[quoted]]
first = 2
last = 2
voice = "Gull"

[[attribution]]
id = "a1"
paragraph = 1
source = "The Quay Post"
cue = "wrote"
content = ["that Ada Byron had denied that the ferry sank"]
name = "Quay Post"
kind = "media"
evidence = "media_report"

[[attribution]]
id = "a2"
paragraph = 1
source = "Ada Byron"
cue = "had denied"
content = ["that the ferry sank"]
inside = "a1"
name = "Ada Byron"
chain = ["Quay Post", "Ada Byron"]
polarity = "denied"
private = true

[[attribution]]
id = "a3"
paragraph = 2
source = "he"
cue = "said"
content = ["the bridge is shut"]
name = "Ada Byron"
"""


def gold(folder: Path, first: str = SAID, second: str | None = None) -> Path:
    (folder / "ferry").mkdir(parents=True, exist_ok=True)
    (folder / "reports.toml").write_text(
        '[[report]]\nname = "ferry"\nmanner = "post"\npublished = "2024-05-02"\nsplit = "dev"\n',
        encoding="utf-8",
    )
    (folder / "ferry/report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "ferry/first.toml").write_text(first, encoding="utf-8")
    if second is not None:
        (folder / "ferry/second.toml").write_text(second, encoding="utf-8")
    return folder


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


POST = Source(id="post", name="Quay Post", kind=SourceKind.MEDIA, mentions=(span("The Quay Post"),))
ADA = Source(id="ada", name="Byron", kind=SourceKind.OTHER, mentions=(span("Ada Byron"),))
GULL = Source(id="gull", name="Gull", kind=SourceKind.MILBLOGGER)
AUTHOR = Source(id="author", name=None, kind=SourceKind.OTHER, is_author=True)
WROTE = Attribution(
    id="1",
    source=span("The Quay Post"),
    source_id="post",
    cue=span("wrote"),
    content=(span("that Ada Byron had denied that the ferry sank"),),
    chain=("author", "post"),
    evidence=Evidence.MEDIA_REPORT,
)
DENIED = Attribution(
    id="2",
    source=span("Ada Byron"),
    source_id="ada",
    cue=span("had denied"),
    content=(span("that the ferry sank"),),
    chain=("author", "post", "ada"),
    parent="1",
    polarity=Polarity.DENIED,
)
SAYS = Attribution(
    id="3",
    source=Span(TEXT.index("he said"), TEXT.index("he said") + 2, "he"),
    source_id="ada",
    cue=span("said"),
    content=(span("the bridge is shut"),),
    chain=("author", "gull", "ada"),
)


def held(folder: Path, *attributions: Attribution, ada: Source = ADA) -> Held:
    segments = [
        Segment(
            span=span(text),
            id=text,
            kind=SegmentKind.PARAGRAPH,
            voice=voice,
            voice_basis="author",
        )
        for text, voice in zip(TEXT.strip().split("\n\n"), ("author", "gull"), strict=True)
    ]
    ledger = Ledger(
        document=Document(id="d", path="ferry", sha256="", text=TEXT),
        segments=tuple(segments),
        sources=(AUTHOR, POST, ada, GULL),
        attributions=attributions,
    )
    [report] = read_gold(gold(folder))
    return hold(report, ledger, merge_passes(report))


def test_everything_right(tmp_path: Path) -> None:
    private = msgspec.structs.replace(ADA, private_person=True)
    one = held(tmp_path, WROTE, DENIED, ada=private)
    counts = tally(one)
    wanted = {
        "asked": 3, "found": 2, "half right": 2, "exact right": 2, "cue right": 2,
        "long chain asked": 1, "long chain right": 1, "chain right": 2,
        "resolved asked": 2, "resolved right": 2, "nested right": 1, "denied right": 1,
        "private right": 1, "evidence right": 2, "told evidence asked": 1,
        "kind right": 1, "voice asked": 1, "voice found": 1, "voice right": 1,
    }  # fmt: skip
    assert {key: counts[key] for key in wanted} == wanted
    assert [line for line in describe_held(one) if not line.startswith(("===", "MISS"))] == []


def test_figures_are_shares(tmp_path: Path) -> None:
    figures = figures_of([held(tmp_path, WROTE, DENIED)], "x")
    assert figures["x: source and content exact, precision"] == 100
    assert figures["x: source and content exact, recall"] == pytest.approx(200 / 3)
    assert figures["x: source and content exact, F1"] == 80
    assert figures["x: private persons, recall (1)"] == 0


@pytest.mark.parametrize(
    ("wrong", "count", "line"),
    [
        (msgspec.structs.replace(DENIED, polarity=Polarity.AFFIRMED), "denied right", "polarity"),
        (msgspec.structs.replace(DENIED, parent=None), "nested right", "inside"),
        (msgspec.structs.replace(DENIED, chain=("author", "ada")), "long chain right", "chain"),
        (msgspec.structs.replace(DENIED, source_id="gull"), "resolved right", "name"),
        (msgspec.structs.replace(DENIED, source=span("Byron")), "exact right", "source"),
        (msgspec.structs.replace(DENIED, content=(span("the ferry sank"),)), "exact right", "con"),
        (msgspec.structs.replace(DENIED, evidence=Evidence.VIDEO), "evidence right", "evidence"),
    ],
)
def test_each_fault_costs_its_own_figure(
    tmp_path: Path, wrong: Attribution, count: str, line: str
) -> None:
    right = tally(held(tmp_path, WROTE, DENIED))[count]
    worse = held(tmp_path, WROTE, wrong)
    assert tally(worse)[count] == right - 1
    assert any(said.startswith(f"WRONG  a2 ¶1 {line}") for said in describe_held(worse))


def test_extras_count_as_found_and_optional_ones_do_not(tmp_path: Path) -> None:
    assert tally(held(tmp_path, WROTE, DENIED, SAYS))["found"] == 3
    second = SAID[: SAID.index('[[attribution]]\nid = "a3"')]
    [report] = read_gold(gold(tmp_path, SAID, second))
    ledger = held(tmp_path / "again", WROTE, DENIED, SAYS).ledger
    counts = tally(hold(report, ledger, merge_passes(report)))
    assert (counts["asked"], counts["optional"], counts["found"]) == (2, 1, 2)


def test_two_names_in_one_source_are_merged_wrongly(tmp_path: Path) -> None:
    merged = msgspec.structs.replace(DENIED, source_id="post")
    assert tally(held(tmp_path, WROTE, merged))["names merged"] == 1
    split = msgspec.structs.replace(SAYS, source_id="gull")
    assert tally(held(tmp_path, DENIED, split))["names split"] == 1
    assert tally(held(tmp_path, WROTE, DENIED, SAYS))["names merged"] == 0


NAMED = [
    ("Byron", True),
    ("Ada Byron", True),
    ("Gen. Ada Byron", True),
    ("Ada Lovelace", False),
    ("Quay Post", False),
]


@pytest.mark.parametrize(("name", "right"), NAMED)
def test_holds(name: str, right: bool) -> None:
    assert holds(ADA, name) is right


def test_links() -> None:
    nameless = Source(
        id="n",
        name=None,
        kind=SourceKind.ANONYMOUS,
        mentions=(Span(0, 19, "a Western diplomat"),),
    )
    bare = Source(id="b", name=None, kind=SourceKind.ANONYMOUS)
    assert is_link(nameless, "<a Western diplomat>")
    assert is_link(nameless, "<the diplomat>")
    assert not is_link(nameless, "<a surgeon>")
    assert is_link(nameless, "<a surgeon>", "anonymous")
    assert not is_link(ADA, "<a surgeon>", "other")
    assert same_chain([POST, bare], ["Quay Post"], None)
    assert same_chain([POST], ["Quay Post", "<>"], None)
    assert not same_chain([POST, ADA], ["Quay Post"], None)
    assert not same_chain([ADA, POST], ["Quay Post", "Byron"], None)
    assert one_name("the Sudanese army", "Sudanese Army") and not one_name("Ada", "Gull")


def test_agreement_counts_fields(tmp_path: Path) -> None:
    second = SAID.replace('polarity = "denied"\n', "").replace('"had denied"', '"denied"')
    [report] = read_gold(gold(tmp_path, SAID, second))
    counts = agreement_of(report)
    assert counts == Counter(
        {"first": 3, "second": 3, "matched": 3, "source": 3, "source half": 3, "cue": 2,
         "cue half": 3, "content": 3, "content half": 3, "content 0.8": 3, "name": 3, "kind": 3,
         "inside": 3, "chain": 3, "polarity": 2, "evidence": 3}
    )  # fmt: skip


def test_given_spans_are_resolved_and_not_found_again(tmp_path: Path) -> None:
    [report] = read_gold(gold(tmp_path))
    entries = merge_passes(report)
    one = hold(report, read_given(report, entries), entries)
    assert [number for number, _ in one.matched] == [0, 1, 2] and not one.extra
    counts = tally(one)
    assert (counts["exact right"], counts["nested right"], counts["denied right"]) == (3, 1, 1)
    assert counts["long chain right"] == 1


def test_the_gold_in_the_repository_is_valid() -> None:
    if not (FOLDER / "reports.toml").exists():
        pytest.skip("gold/ is not in this copy of the project")
    for report in read_gold(FOLDER):
        assert report.first.said, report.name
