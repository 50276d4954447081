"""Attributions as a table: text → source, cue, content."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.annotate.attribution.finder import find_on
from crossfix.annotate.attribution.finding import page_of
from crossfix.annotate.attribution.stage import records
from crossfix.model import Attribution, Evidence, Polarity
from tests.readings import reading_of


def found(text: str) -> tuple[Attribution, ...]:
    """What the rules find alone, as records."""
    reading = reading_of(text, "2024-03-05", stages=[])
    return tuple(
        record
        for passage in reading.passages
        for page in [page_of(passage.doc)]
        for record in records(reading.document.id, passage, page, find_on(page))
    )


def parts(attribution: Attribution) -> tuple[str | None, str, list[str]]:
    return (
        attribution.source.text if attribution.source else None,
        attribution.cue.text if attribution.cue else "",
        [span.text for span in attribution.content],
    )


Parts = tuple[str | None, str, list[str]]
Table = list[tuple[str, Parts]]

INDIRECT: Table = [
    (
        "The mayor of Ostrava said that two bridges were closed.",
        ("The mayor of Ostrava", "said", ["that two bridges were closed"]),
    ),
    (
        "Two bridges were closed, the mayor has said.",
        ("the mayor", "has said", ["Two bridges were closed"]),
    ),
    (
        "General Ada Lovelace told reporters the town would hold.",
        ("General Ada Lovelace", "told", ["the town would hold"]),
    ),
    (
        "The Gazette quoted a senior official as saying that the deal was dead.",
        ("a senior official", "saying", ["that the deal was dead"]),
    ),
    (
        "The corps threatened retaliation, calling the raid a crime.",
        ("The corps", "calling", ["the raid a crime"]),
    ),
    (
        "Satellite images taken on Tuesday show at least two craters.",
        ("Satellite images taken on Tuesday", "show", ["at least two craters"]),
    ),
    ("Ankara refused to close the strait.", ("Ankara", "refused", ["to close the strait"])),
    (
        "The president threatened to leave the treaty.",
        ("The president", "threatened", ["to leave the treaty"]),
    ),
    (
        "The ministry announced a truce in the valley.",
        ("The ministry", "announced", ["a truce in the valley"]),
    ),
    (
        "Officials warned of a shortage of fuel.",
        ("Officials", "warned of", ["a shortage of fuel"]),
    ),
    (
        "The army accused the rebels of shelling the market.",
        ("The army", "accused", ["the rebels of shelling the market"]),
    ),
    (
        "The governor urged residents to leave the city.",
        ("The governor", "urged", ["to leave the city"]),
    ),
    (
        "Analysts believe the offensive will slow down.",
        ("Analysts", "believe", ["the offensive will slow down"]),
    ),
    (
        "The convoy, the commander said, was hit near the river.",
        ("the commander", "said", ["The convoy", "was hit near the river"]),
    ),
]

NAMELESS: Table = [
    (
        "It was hinted that the talks would move to Vienna.",
        (None, "was hinted", ["that the talks would move to Vienna"]),
    ),
    (
        "The depot was reportedly destroyed.",
        (None, "reportedly", ["The depot was", "destroyed"]),
    ),
    (
        "The bridge is said to have collapsed.",
        (None, "is said", ["The bridge", "to have collapsed"]),
    ),
    (
        "There are unconfirmed reports of a strike on the airfield.",
        (None, "are unconfirmed reports", ["a strike on the airfield"]),
    ),
    (
        "Claims emerged that the pilot had ejected.",
        (None, "Claims emerged", ["that the pilot had ejected"]),
    ),
]

ADJUNCTS: Table = [
    (
        "According to the harbour master, the ship sank at dawn.",
        ("the harbour master", "According to", ["the ship sank at dawn"]),
    ),
    (
        "The ship sank at dawn, according to the harbour master.",
        ("the harbour master", "according to", ["The ship sank at dawn"]),
    ),
    (
        "According to information received from local fishermen, the pier is mined.",
        ("local fishermen", "According to information received from", ["the pier is mined"]),
    ),
    (
        "In the general's view, the war is lost.",
        ("the general", "view", ["the war is lost"]),
    ),
    (
        "As the mayor put it, the town is holding on.",
        ("the mayor", "put", ["the town is holding on"]),
    ),
]

NOUNS: Table = [
    (
        "His claim that the harbour was empty surprised everyone.",
        ("His", "claim", ["that the harbour was empty"]),
    ),
    (
        "The announcement of a ceasefire by Colonel Haddad came late.",
        ("Colonel Haddad", "announcement of", ["a ceasefire"]),
    ),
    (
        "The minister's announcement of new talks was welcomed.",
        ("The minister", "announcement of", ["new talks"]),
    ),
]

EVIDENCE = [
    (
        "Footage shows smoke rising over the port.",
        ("Footage", "shows", ["smoke rising over the port"]),
        Evidence.VIDEO,
    ),
    (
        "According to the NASA fire map, the plant burned for two hours.",
        ("the NASA fire map", "According to", ["the plant burned for two hours"]),
        Evidence.SATELLITE,
    ),
    (
        "Geolocated footage indicates that troops reached the station.",
        ("Geolocated footage", "indicates", ["that troops reached the station"]),
        Evidence.GEOLOCATED_FOOTAGE,
    ),
    (
        "Residents said that the market was hit.",
        ("Residents", "said", ["that the market was hit"]),
        Evidence.EYEWITNESS,
    ),
    (
        "The defence ministry said that the market was hit.",
        ("The defence ministry", "said", ["that the market was hit"]),
        Evidence.OFFICIAL_STATEMENT,
    ),
    (
        "The witness saw a drone above the roofs.",
        ("The witness", "saw", ["a drone above the roofs"]),
        Evidence.EYEWITNESS,
    ),
    (
        "Intercepted calls suggest that the unit retreated.",
        ("Intercepted calls", "suggest", ["that the unit retreated"]),
        Evidence.INTERCEPT,
    ),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT + NAMELESS + ADJUNCTS + NOUNS)
def test_finds_source_cue_and_content(
    text: str, expected: tuple[str | None, str, list[str]]
) -> None:
    assert expected in [parts(attribution) for attribution in found(text)]


@pytest.mark.parametrize(("text", "expected", "evidence"), EVIDENCE)
def test_tells_the_evidence(
    text: str, expected: tuple[str | None, str, list[str]], evidence: Evidence
) -> None:
    assert [(parts(a), a.evidence) for a in found(text)] == [(expected, evidence)]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The ministry denied that its troops shelled the school.", Polarity.DENIED),
        ("The ministry did not confirm the loss of the ship.", Polarity.DENIED),
        ("The army rejected claims that it had used gas.", Polarity.DENIED),
        ("The envoy dismissed the report of a coup.", Polarity.DENIED),
        ("The ministry confirmed the loss of the ship.", Polarity.AFFIRMED),
        ("The ministry did not deny that its troops were there.", Polarity.AFFIRMED),
        ("The ministry said that its troops were not there.", Polarity.AFFIRMED),
    ],
)
def test_tells_denial(text: str, polarity: Polarity) -> None:
    assert [a.polarity for a in found(text) if a.parent is None] == [polarity]


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The mayor said that the dam was apparently mined.", ["apparently"]),
        ("It seems the mayor said the dam might break.", ["It seems", "might"]),
        ("The mayor said that the dam was mined.", []),
        ("The depot was allegedly hit.", ["allegedly"]),
    ],
)
def test_marks_words_of_doubt(text: str, hedges: list[str]) -> None:
    spans = [hedge.text for a in found(text) for hedge in a.hedges]
    assert sorted(set(spans)) == sorted(hedges)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke.",
        "We have not observed confirmation of this claim.",
        "I think that the war is lost.",
        "As stated above, the bridge is closed.",
        "Why would they want a treaty that ties their hands?",
        "The situation suggests that the front will hold.",
        "If the mayor says that the bridge is closed, we turn back.",
        "Conclusion: the war goes on.",
        "A heavy strike on Ostrava's power grid: the lights are out.",
        "The point of this tale is that they need peace.",
        "The so-called “people's front” held the hill.",
        "Artillery fire was heard near the river.",
    ],
)
def test_the_writers_own_words_are_nobody_elses(text: str) -> None:
    assert [parts(attribution) for attribution in found(text)] == []


def test_nested_attributions_stand_inside_the_outer_one() -> None:
    outer, inner = found("Reuters reported that the mayor said the bridge was closed.")
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_whoever_is_cited_stands_inside_whoever_cites() -> None:
    outer, inner = found("Reuters reported, citing two officials, that the talks had stalled.")
    assert parts(outer) == ("Reuters", "reported", ["that the talks had stalled"])
    assert parts(inner) == ("two officials", "citing", ["that the talks had stalled"])
    assert inner.parent == outer.id


def test_an_exclamation_points_at_the_sentence_before() -> None:
    text = "The office of Kestrel, a maker of antennas, burned down. The firm itself confirms this!"
    [attribution] = found(text)
    assert parts(attribution) == (
        "The firm itself",
        "confirms",
        ["The office of Kestrel, a maker of antennas, burned down"],
    )


def test_a_relative_clause_confirms_what_was_announced() -> None:
    text = (
        "It began with Haddad's announcement of having met the rebels, "
        "which was confirmed by the palace."
    )
    first, second = sorted(parts(attribution)[0] or "" for attribution in found(text))
    assert (first, second) == ("Haddad", "the palace")
    assert {tuple(parts(a)[2]) for a in found(text)} == {("having met the rebels",)}


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            ["said", "“", "”", '"', "‘", "’", "''", "«", ":", ",", ".", "the mayor", "that", "he",
             "according to", "claims", "🔥", "שלום", "NO", "was reported", "by", "\u200f", "citing",
             "which", "this", "(", "\n", "reportedly", "X", "?", "confirmed", "footage", "shows"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_every_span_quotes_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces) or "."
    for attribution in found(text):
        spans = [attribution.source, attribution.cue, *attribution.content, *attribution.hedges]
        assert attribution.content
        for span in spans:
            assert span is None or text[span.start : span.stop] == span.text
        for piece in attribution.content:
            assert attribution.cue is None or not piece.overlaps(attribution.cue)


@pytest.mark.parametrize(
    "text",
    [
        "THE MAYOR SAID THAT THE BRIDGE WAS CLOSED. " * 40,
        '"The bridge is closed, the mayor said. ' * 60,
        "“" * 400 + "said" + "”" * 300,
        "שלום: אמר הנשיא “שלום”. The mayor said that the bridge was closed.",
        "🔥🔥 the mayor said 🔥 that 🔥 the bridge was closed 🔥🔥🔥",
    ],
)
def test_odd_text_is_read_without_fault(text: str) -> None:
    for attribution in found(text):
        for span in attribution.content:
            assert text[span.start : span.stop] == span.text


def test_time_grows_with_length_and_not_with_its_square() -> None:
    sentence = 'He said "it is over" and the mayor said that they claimed the bridge was closed, '

    def seconds(times: int) -> float:
        reading = reading_of(sentence * times, stages=[])
        began = time.process_time()
        for passage in reading.passages:
            find_on(page_of(passage.doc))
        return time.process_time() - began

    seconds(5)
    assert seconds(600) < 10 * max(seconds(150), 0.02)
