"""Through whom words came, what kind of source says them, and what they rest on."""

from __future__ import annotations

import pytest

from crossfix.model import Attribution, Evidence, Segment, SegmentKind, SourceKind
from tests.ground.given import Given, chains, evidence, resolved, sources
from tests.ground.test_sources import chains as all_chains
from tests.ground.test_sources import read

Chained = tuple[str, list[Given], list[list[str]]]

CHAINS: list[Chained] = [
    (
        "The governor told a local station that the beach was closed.",
        [("The governor", "told", "that the beach was closed")],
        [["<a local station>", "<The governor>"]],
    ),
    (
        "An aide, asked by Harbour Radio about it, said that nothing had changed.",
        [("An aide", "said", "that nothing had changed")],
        [["Harbour Radio", "<An aide>"]],
    ),
    (
        "A clip posted by the channel Gulf Lens shows two boats.",
        [("A clip posted by the channel Gulf Lens", "shows", "two boats")],
        [["Gulf Lens", "<A clip posted by the channel Gulf Lens>"]],
    ),
    (
        "A colonel told a friend of mine that the map was old.",
        [("A colonel", "told", "that the map was old")],
        [["<a friend>", "<A colonel>"]],
    ),
    (
        "An officer told Reuters that they saw pontoons. Asked again, he said: “Half are plywood.”",
        [
            ("An officer", "told", "that they saw pontoons"),
            ("he", "said", "“Half are plywood.”"),
        ],
        [["Reuters", "<An officer>"], ["Reuters", "<An officer>"]],
    ),
    (
        "Mayor Ada Byron told reporters that the bridge was shut.",
        [("Mayor Ada Byron", "told", "that the bridge was shut")],
        [["Ada Byron"]],
    ),
    (
        "The commander boasted on television that the hill was his.",
        [("The commander", "boasted", "that the hill was his")],
        [["<The commander>"]],
    ),
    (
        "Three herders interviewed by AFP in Mokha said they saw nothing.",
        [("Three herders interviewed by AFP in Mokha", "said", "they saw nothing")],
        [["AFP", "<Three herders interviewed by AFP in Mokha>"]],
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), CHAINS)
def test_draws_the_chain(text: str, said: list[Given], expected: list[list[str]]) -> None:
    found = chains(resolved(text, *said))
    assert [[_start(link) for link in chain] for chain in found] == [
        [_start(link) for link in chain] for chain in expected
    ]


def _start(link: str) -> str:
    """The first two words of a link: how far a mention reaches is not tested here."""
    return " ".join(link.strip("<>").split()[:2])


def test_whoever_denies_a_claim_does_not_hand_it_on() -> None:
    text = "The colonel denied a report by Harbour Radio that the dam was hit."
    reading = resolved(
        text,
        ("The colonel", "denied", "a report by Harbour Radio that the dam was hit"),
        ("Harbour Radio", "report", "that the dam was hit"),
        inside={1: 0},
    )
    denied = reading.get(Attribution, "a0")
    assert denied is not None
    assert chains(reading)[1][-1] == "Harbour Radio"


def test_a_forwarded_post_has_its_forwarder_in_the_chain() -> None:
    text = (
        "Gull Digest forwarded this post by Bridge Watch, dated June 16:\n\n"
        "We counted eleven boats last night. The crews tell us that three came back.\n\n"
        "The editor was not amused."
    )
    reading = read(text)
    assert [s.kind for s in reading.all(Segment)][:2] == [
        SegmentKind.LEAD_IN,
        SegmentKind.QUOTED_REPORT,
    ]
    chain = next(c for c in all_chains(text) if len(c) > 2)
    assert chain[:3] == ["author", "Gull Digest", "Bridge Watch"]


KINDS: list[tuple[str, Given, SourceKind]] = [
    ("The army's spokesman said no.", ("The army's spokesman", "said", "no"), SourceKind.MILITARY),
    ("The RSF said no.", ("The RSF", "said", "no"), SourceKind.MILITARY),
    ("A customs officer said no.", ("A customs officer", "said", "no"), SourceKind.OFFICIAL),
    ("The village head said no.", ("The village head", "said", "no"), SourceKind.OFFICIAL),
    ("A shopkeeper said no.", ("A shopkeeper", "said", "no"), SourceKind.EYEWITNESS),
    ("One of the drivers said no.", ("One of the drivers", "said", "no"), SourceKind.EYEWITNESS),
    ("The broker said no.", ("The broker", "said", "no"), SourceKind.COMPANY),
    (
        "The monitoring group Coast Lens said no.",
        ("The monitoring group Coast Lens", "said", "no"),
        SourceKind.ANALYST,
    ),
    ("Gulf Insight reported a hit.", ("Gulf Insight", "reported", "a hit"), SourceKind.MEDIA),
    ("The mayor's press office said no.", ("The mayor's press office", "said", "no"),
     SourceKind.OFFICIAL),
    ("A Reuters investigation found ten.", ("A Reuters investigation", "found", "ten"),
     SourceKind.MEDIA),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "kind"), KINDS)
def test_tells_the_kind(text: str, said: Given, kind: SourceKind) -> None:
    [source] = sources(resolved(text, said))
    assert source.kind is kind


PRIVATE: list[tuple[str, str, bool]] = [
    ("A driver named Vardan said the road was shut.", "A driver named Vardan", True),
    ("Lesia, 66, who sells fish, said she heard five.", "Lesia", True),
    ("Awa Traore, a teacher, said the pump was dry.", "Awa Traore", True),
    ("Judge Awa Traore said the case was closed.", "Judge Awa Traore", False),
    ("Awa Traore, the mayor of Segou, said the pump was dry.", "Awa Traore", False),
]


@pytest.mark.parametrize(("text", "source", "private"), PRIVATE)
def test_private_persons_by_trade_age_and_home(text: str, source: str, private: bool) -> None:
    [found] = sources(resolved(text, (source, "said", text.split("said ")[1].rstrip("."))))
    assert found.private_person is private


RESTS_ON: list[tuple[str, Given, Evidence | None]] = [
    ("The mayor said no.", ("The mayor", "said", "no"), Evidence.OFFICIAL_STATEMENT),
    ("Its spokesman said no.", ("Its spokesman", "said", "no"), Evidence.OFFICIAL_STATEMENT),
    ("A spokeswoman said no.", ("A spokeswoman", "said", "no"), Evidence.OFFICIAL_STATEMENT),
    ("An officer said no.", ("An officer", "said", "no"), Evidence.ANONYMOUS),
    ("Two officials said no.", ("Two officials", "said", "no"), Evidence.ANONYMOUS),
    ("A broker said no.", ("A broker", "said", "no"), Evidence.ANONYMOUS),
    ("Residents said no.", ("Residents", "said", "no"), Evidence.EYEWITNESS),
    ("Kyiv intends to stay.", ("Kyiv", "intends", "to stay"), None),
    ("Reportedly it sank.", ("", "Reportedly", "it sank"), None),
    (
        "On the recording a man says: hold on.",
        ("a man", "says", "hold on"),
        Evidence.INTERCEPT,
    ),
    (
        "They aired a video in which a man says he deserted.",
        ("a man", "says", "he deserted"),
        Evidence.VIDEO,
    ),
]


@pytest.mark.parametrize(("text", "said", "kind"), RESTS_ON)
def test_what_it_rests_on(text: str, said: Given, kind: Evidence | None) -> None:
    assert evidence(resolved(text, said)) == [kind]
