"""Clauses where the parse breaks: two speakers in a sentence, evidence that shows, passives."""

from __future__ import annotations

import time

import pytest

from crossfix.annotate.attribution import Attributions
from crossfix.config import Config
from crossfix.model import Attribution, Evidence, Polarity
from tests.annotate.test_attribution import Parts, found, parts
from tests.readings import reading_of

TWO_SPEAKERS: list[tuple[str, list[Parts]]] = [
    (
        "Reuters reported, citing two European officials, that talks are likely to resume in "
        "Vienna next week; the Kremlin said that no date had been agreed.",
        [
            ("Reuters", "reported", ["that talks are likely to resume in Vienna next week"]),
            (
                "two European officials",
                "citing",
                ["that talks are likely to resume in Vienna next week"],
            ),
            ("the Kremlin", "said", ["that no date had been agreed"]),
        ],
    ),
    (
        "The Harbour Times, citing three people familiar with the matter, reported that Ankara is "
        "weighing a new package of missiles, while the Gazette, quoting a diplomat, wrote that "
        "Vienna would block it.",
        [
            (
                "The Harbour Times",
                "reported",
                ["that Ankara is weighing a new package of missiles"],
            ),
            (
                "three people familiar with the matter",
                "citing",
                ["that Ankara is weighing a new package of missiles"],
            ),
            ("the Gazette", "wrote", ["that Vienna would block it"]),
            ("a diplomat", "quoting", ["that Vienna would block it"]),
        ],
    ),
    (
        "The envoy insisted that Kyiv had not been offered any, though a Pentagon official told "
        "CNN that two batteries were on their way.",
        [
            ("The envoy", "insisted", ["that Kyiv had not been offered any"]),
            ("a Pentagon official", "told", ["that two batteries were on their way"]),
        ],
    ),
    (
        "Bloomberg reported on May 3, citing people familiar with the matter, that Lovelace told "
        "Europeans that Ankara was ready to freeze the line.",
        [
            (
                "Bloomberg",
                "reported",
                ["that Lovelace told Europeans that Ankara was ready to freeze the line"],
            ),
            (
                "people familiar with the matter",
                "citing",
                ["that Lovelace told Europeans that Ankara was ready to freeze the line"],
            ),
            ("Lovelace", "told", ["that Ankara was ready to freeze the line"]),
        ],
    ),
    (
        "The army denied its forces had lost the village, Interfax reported, citing the "
        "ministry's channel.",
        [
            ("The army", "denied", ["its forces had lost the village"]),
            ("Interfax", "reported", ["The army denied its forces had lost the village"]),
            (
                "the ministry's channel",
                "citing",
                ["The army denied its forces had lost the village"],
            ),
        ],
    ),
]

COMPLEMENTISERS: list[tuple[str, Parts]] = [
    (
        "The minister warned the rebels on Wednesday against any strike.",
        ("The minister", "warned", ["against any strike"]),
    ),
    (
        "Locals write that detonations could be heard until 7:30.",
        ("Locals", "write", ["that detonations could be heard until 7:30"]),
    ),
    (
        'Lovelace told the Daily in an interview published on Wednesday that "the coming weeks '
        'will be decisive."',
        ("Lovelace", "told", ['that "the coming weeks will be decisive."']),
    ),
    (
        "In an interview with the Daily Harbour, the commander of the Third Corps, Ivan Bloch, "
        "said that the rebels had lost the initiative.",
        (
            "the commander of the Third Corps, Ivan Bloch",
            "said",
            ["that the rebels had lost the initiative"],
        ),
    ),
    (
        "Comrades on the ground confirm: our assault troops entered the village.",
        ("Comrades on the ground", "confirm", ["our assault troops entered the village"]),
    ),
    (
        "One officer complains: no drones, no shells, no rotation.",
        ("One officer", "complains", ["no drones, no shells, no rotation"]),
    ),
    (
        "In the city, eight drones struck two districts, injuring four people, according to the "
        "mayor.",
        (
            "the mayor",
            "according to",
            ["In the city, eight drones struck two districts, injuring four people"],
        ),
    ),
    (
        "Bloch is less hopeful: in his opinion, the city may be encircled.",
        ("his", "opinion", ["the city may be encircled"]),
    ),
    (
        "KYIV, May 3 (Reuters) - Drones struck a block of flats, officials said.",
        ("officials", "said", ["Drones struck a block of flats"]),
    ),
    (
        "6/ An official in Ostrava said the target was picked in March.",
        ("An official in Ostrava", "said", ["the target was picked in March"]),
    ),
    (
        "The army expects a new delivery of missiles by mid-July.",
        ("The army", "expects", ["a new delivery of missiles by mid-July"]),
    ),
    (
        '"There is nobody to hold the line", writes one of their officers.',
        ("one of their officers", "writes", ['"There is nobody to hold the line"']),
    ),
    (
        '"It is over," Lovelace was quoted as saying.',
        ("Lovelace", "was quoted as saying", ['"It is over,"']),
    ),
    (
        'Milbloggers are not happy. Starling: "Why is there no air defence?" Rybar claims only '
        "windows were broken.",
        ("Starling", ":", ['"Why is there no air defence?"']),
    ),
]

SHOWN = [
    ("NASA FIRMS data show fires at the site.", "fires at the site", Evidence.SATELLITE),
    (
        "Satellite imagery from Planet shows that vehicles were removed.",
        "that vehicles were removed",
        Evidence.SATELLITE,
    ),
    (
        "Geolocated footage published on 3 May indicates that troops advanced in the village.",
        "that troops advanced in the village",
        Evidence.GEOLOCATED_FOOTAGE,
    ),
    (
        "Geolocated footage published on 3 May shows a burning tank.",
        "a burning tank",
        Evidence.GEOLOCATED_FOOTAGE,
    ),
    (
        "A reverse image search shows that the clip was uploaded in 2023.",
        "that the clip was uploaded in 2023",
        Evidence.PHOTO,
    ),
]


@pytest.mark.parametrize(("text", "expected"), TWO_SPEAKERS)
def test_each_speaker_keeps_to_the_own_clause(text: str, expected: list[Parts]) -> None:
    assert sorted(map(parts, found(text)), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("text", "expected"), COMPLEMENTISERS)
def test_finds_what_the_parse_has_lost(text: str, expected: Parts) -> None:
    assert expected in [parts(attribution) for attribution in found(text)]


@pytest.mark.parametrize(("text", "content", "evidence"), SHOWN)
def test_evidence_shows_whatever_the_tag(text: str, content: str, evidence: Evidence) -> None:
    assert [(parts(a)[2], a.evidence) for a in found(text)] == [([content], evidence)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The army claimed that it took the village. A spokesman for the rebels denied it.",
            "A spokesman for the rebels",
            "that it took the village",
        ),
        (
            "An envoy said that the king had not been informed; the office disputed that account.",
            "the office",
            "that the king had not been informed",
        ),
        (
            "A blogger claimed that the village fell. Other bloggers denied this claim.",
            "Other bloggers",
            "that the village fell",
        ),
        (
            "The agency claims that a jet was downed. This was confirmed by General Lovelace.",
            "General Lovelace",
            "that a jet was downed",
        ),
        (
            "Comrades on the ground confirm: our troops entered the village. The enemy denies it.",
            "The enemy",
            "our troops entered the village",
        ),
        (
            "Channels claimed that Moldova was preparing a raid, a claim rejected by Chisinau.",
            "Chisinau",
            "that Moldova was preparing a raid",
        ),
    ],
)
def test_who_denies_a_claim_denies_its_content(text: str, source: str, content: str) -> None:
    [last] = [a for a in found(text) if a.source and a.source.text == source]
    assert parts(last)[2] == [content]
    assert all(other.parent != last.id for other in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Whoever loses it will be asked why.",
        "There was no immediate comment from Moscow.",
        "Reuters could not independently verify the reports.",
        "The statement could not be independently verified.",
        "We wrote to the person who posted the clip; they did not reply.",
        "Two men who declined to be identified were there.",
        "Verdict: False. The clip was filmed in Odesa in 2023.",
        "A screenshot purportedly from the ministry went around.",
    ],
)
def test_silence_and_headings_say_nothing(text: str) -> None:
    assert [parts(attribution) for attribution in found(text)] == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Kyiv promised more Patriot interceptors.", None),
        ("According to intercepted radio traffic, the unit fled.", Evidence.INTERCEPT),
        ("Radio intercepts suggest that the unit fled.", Evidence.INTERCEPT),
        ("Open-source analyst Ivan Bloch said the bridge was intact.", None),
    ],
)
def test_words_of_evidence_are_whole_words(text: str, evidence: Evidence | None) -> None:
    assert [a.evidence for a in found(text)] == [evidence]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ('Lovelace dismissed the offer as "theatre".', Polarity.AFFIRMED),
        ("Lovelace dismissed the reports as fake.", Polarity.DENIED),
    ],
)
def test_a_label_is_denied_only_of_what_was_said(text: str, polarity: Polarity) -> None:
    assert [a.polarity for a in found(text)] == [polarity]


def test_the_outer_speaker_goes_on_behind_the_comma() -> None:
    text = (
        "The ambassador denied that Warsaw was planning to send troops, calling such reports fake."
    )
    calling = [a for a in found(text) if a.cue and a.cue.text == "calling"]
    assert [parts(a)[0] for a in calling] == ["The ambassador"]


def test_advice_is_nobodys_thought() -> None:
    sources = [
        parts(a)[0] for a in found("Lovelace argued that the West should not fear escalation.")
    ]
    assert sources == ["Lovelace"]


def test_a_paragraph_of_unclosed_quotations_is_read_in_linear_time() -> None:

    unit = 'He said "it is over and the mayor claimed that the bridge burned; Kyiv denies this. '

    def seconds(times: int) -> float:
        reading = reading_of(unit * times, stages=[])
        began = time.process_time()
        assert any(isinstance(e, Attribution) for e in Attributions(Config()).run(reading))
        return time.process_time() - began

    seconds(5)
    assert seconds(600) < 10 * max(seconds(150), 0.02)
