"""Whom pronouns, epithets, short forms and unattributed quotations point at."""

from __future__ import annotations

import pytest

from crossfix.ground.source_names import same_word, skeleton
from tests.ground.given import Given, names, resolved, sources

Case = tuple[str, list[Given], list[str]]

CASES: list[Case] = [
    (
        "The minister of ports did not return calls. He told reporters the pier was open.",
        [("He", "told", "the pier was open")],
        ["<The minister of ports>"],
    ),
    (
        "Olena Horak runs the clinic. Petr Bloch, a porter, came at noon. She said it was full.",
        [("She", "said", "it was full")],
        ["Olena Horak"],
    ),
    (
        "The regional governor said a silo burned. The governor, Oleh Petrenko, wrote that it was "
        "out. He thanked the crews.",
        [
            ("The regional governor", "said", "a silo burned"),
            ("The governor, Oleh Petrenko", "wrote", "that it was out"),
            ("He", "thanked", "the crews"),
        ],
        ["Oleh Petrenko", "Oleh Petrenko", "Oleh Petrenko"],
    ),
    (
        "The Harbour Gazette has the story. Citing the Gulf Herald, it wrote that the port "
        "was sold.",
        [("it", "wrote", "that the port was sold")],
        ["Harbour Gazette"],
    ),
    (
        "According to the Financial Times, three firms were asked. The paper says two refused.",
        [
            ("the Financial Times", "According to", "three firms were asked"),
            ("The paper", "says", "two refused"),
        ],
        ["Financial Times", "Financial Times"],
    ),
    (
        "A WFP store was looted. The agency says that nothing is left.",
        [("The agency", "says", "that nothing is left")],
        ["WFP"],
    ),
    (
        "The World Food Programme closed its store. WFP said the flour was gone.",
        [("WFP", "said", "the flour was gone")],
        ["World Food Programme"],
    ),
    (
        "Nune Sarkisyan, who directs the centre, showed the map. Sargsyan would not say whose.",
        [("Sargsyan", "would not say", "whose")],
        ["Nune Sarkisyan"],
    ),
    (
        "Dr Samira Haddad left the ward at noon. The doctor said that it was over.",
        [("The doctor", "said", "that it was over")],
        ["Samira Haddad"],
    ),
    (
        "A second driver said the road was mined. He turned back, he said.",
        [("A second driver", "said", "the road was mined"), ("he", "said", "He turned back")],
        ["<A second driver>", "<A second driver>"],
    ),
    (
        "The general staff said eleven were lost. “They met men who were standing,” it said.",
        [
            ("The general staff", "said", "eleven were lost"),
            ("it", "said", "“They met men who were standing,”"),
        ],
        ["<The general staff>", "<The general staff>"],
    ),
    (
        "Asharq Al-Awsat wrote that the talks were off.",
        [("Asharq Al-Awsat", "wrote", "that the talks were off")],
        ["Asharq Al-Awsat"],
    ),
    (
        "According to Delta Monitor, a page run by teachers, the ferry sank. The page has photos, "
        "it says.",
        [
            ("Delta Monitor, a page run by teachers", "According to", "the ferry sank"),
            ("it", "says", "The page has photos"),
        ],
        ["Delta Monitor", "Delta Monitor"],
    ),
    (
        "No master saw a mine, according to insurers in Dakar.",
        [("insurers in Dakar", "according to", "No master saw a mine")],
        ["<insurers>"],
    ),
    (
        "Awa Traore, a teacher, said the pump was dry. “It is always dry.”",
        [("Awa Traore", "said", "the pump was dry"), ("", "", "“It is always dry.”")],
        ["Awa Traore", "Awa Traore"],
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), CASES)
def test_points_at(text: str, said: list[Given], expected: list[str]) -> None:
    assert names(resolved(text, *said)) == expected


def test_first_person_in_a_quotation_is_the_speaker() -> None:
    text = "“They asked for salt. I said I had none,” Hana Adam told a reporter."
    reading = resolved(
        text,
        ("Hana Adam", "told", "“They asked for salt. I said I had none,”"),
        ("I", "said", "I had none"),
        inside={1: 0},
    )
    assert names(reading) == ["Hana Adam", "Hana Adam"]


def test_third_person_in_a_quotation_is_somebody_else() -> None:
    text = "“A man answers, and he says: call again,” the secretary, Amadou Tolo, said."
    reading = resolved(
        text,
        ("Amadou Tolo", "said", "“A man answers, and he says: call again,”"),
        ("he", "says", "call again"),
        inside={1: 0},
    )
    assert names(reading) == ["Amadou Tolo", "<A man>"]


def test_another_office_is_another_person() -> None:
    text = (
        "Defence Minister Ada Byron spoke first. The deputy minister said later that the bridge "
        "was open."
    )
    reading = resolved(text, ("The deputy minister", "said", "that the bridge was open"))
    assert names(reading) == ["<The deputy minister>"]


def test_two_owners_are_two_bodies() -> None:
    text = "Baku's Foreign Ministry said no. Tehran's Foreign Ministry said that it was yes."
    reading = resolved(
        text,
        ("Baku's Foreign Ministry", "said", "no"),
        ("Tehran's Foreign Ministry", "said", "that it was yes"),
    )
    assert len({source.id for source in sources(reading)}) == 2


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Sargsyan", "Sarkisyan", True),
        ("Abdalla", "Abdallah", True),
        ("Muhammad", "Mohammed", False),  # one given name, but as surnames as often two men
        ("Petrosyan", "Poghosyan", False),
    ],
)
def test_transcriptions(left: str, right: str, same: bool) -> None:
    assert same_word(left, right) is same
    assert (skeleton(left) == skeleton(right)) >= same
