"""Kinds of the voices of quoted reports, and bodies by their names."""

from __future__ import annotations

import pytest

from crossfix.config import Config
from crossfix.ground.source_bodies import is_body, same_body, words_of_body
from crossfix.ground.source_voices import kind_of_voice
from crossfix.model import Attribution, Evidence, Source, SourceKind
from crossfix.pipeline import load_stages, prepare, run_stages
from tests.ground.test_sources import STAGES, chains, name, names, read
from tests.readings import received


@pytest.mark.parametrize(
    ("voice", "lead", "kind"),
    [
        ("Steppe Wind", "From the channel Steppe Wind:", SourceKind.MILBLOGGER),
        ("Northern Dispatch", "A channel close to the army wrote:", SourceKind.MILBLOGGER),
        ("Military Courier", "And another:", SourceKind.MILBLOGGER),
        ("Maren", "A report from Maren, who lives in Ostrava:", SourceKind.EYEWITNESS),
        ("a resident of Ostrava", "A report from a resident of Ostrava:", SourceKind.EYEWITNESS),
        ("Reuters", "From Reuters:", SourceKind.MEDIA),
        ("Harbour Wire", "The news agency Harbour Wire reports:", SourceKind.MEDIA),
        ("Ministry of Defence", "The ministry wrote:", SourceKind.OFFICIAL),
        ("Ivan Bloch", "Ivan Bloch, an analyst, adds:", SourceKind.ANALYST),
        ("Ivan Bloch", "A channel wrote this first. Ivan Bloch adds:", None),
        ("Ivan Bloch", "And another:", None),
    ],
)
def test_a_voice_is_told_by_its_name_or_its_lead_in(
    voice: str, lead: str, kind: SourceKind | None
) -> None:
    assert kind_of_voice(voice, lead) is kind


def test_voices_of_quoted_reports_have_a_kind_without_being_cited() -> None:
    reading = read(
        "A quiet night.\n\nA report from a resident of Ostrava:\n\n"
        "We have had no power since yesterday. I saw three fires over the roofs.\n\n"
        "And so it goes on."
    )
    kinds = {s.name: (s.kind, s.private_person) for s in reading.all(Source) if s.name}
    assert kinds["a resident of Ostrava"] == (SourceKind.EYEWITNESS, True)


@pytest.mark.parametrize(
    ("author", "kind"),
    [
        ("Ostrava Regional Military Administration", SourceKind.OFFICIAL),
        ("General Staff of the Armed Forces", SourceKind.MILITARY),
        ("Institute for the Study of War", SourceKind.ANALYST),
        ("Reuters", SourceKind.MEDIA),
        ("Ivan Bloch", SourceKind.OTHER),
    ],
)
def test_the_author_is_what_the_name_tells(author: str, kind: SourceKind) -> None:
    [reading] = prepare([received("Two houses burned.", "2024-03-05", author=author)])
    reading = run_stages(reading, load_stages(Config(stages=tuple(STAGES))))
    [found] = [source for source in reading.all(Source) if source.is_author]
    assert (found.name, found.kind, found.private_person) == (author, kind, False)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Russian MoD", "Russia's Defence Ministry", True),
        ("Russian Ministry of Defense", "Defence Ministry", True),
        ("Russia's Defence Ministry", "Ukraine's Defence Ministry", False),
        ("Ukrainian General Staff", "General Staff", True),
        ("Ministry of Defence", "Foreign Ministry", False),
        ("Foreign Ministry", "MFA", True),
    ],
)
def test_names_of_one_body(left: str, right: str, same: bool) -> None:
    assert is_body(left) and is_body(right)
    assert bool(same_body(left, [right])) is same
    assert (words_of_body(left) == words_of_body(right)) <= same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia's Defence Ministry said a car sank. Ukraine's Defence Ministry said it burnt.",
            ["Russia's Defence Ministry", "Ukraine's Defence Ministry"],
        ),
        (
            "The Russian Ministry of Defence said a ship sank. The MoD said nobody died.",
            ["Russian Ministry of Defence", "Russian Ministry of Defence"],
        ),
        (
            "According to the Operational Command South, four towns were shelled.",
            ["Operational Command South"],
        ),
        ("ISW continues to assess that the front will hold.", ["ISW"]),
        ("A Dravian brigade reported that the hill was lost.", ["<military>"]),
        ("Pro-Kremlin channels claimed that the hill was lost.", ["<milblogger>"]),
        ('A user named Danube Watch wrote: "They hide it."', ["Danube Watch"]),
        ("Eliot Brand, a researcher at Open Facts, said the clip was old.", ["Eliot Brand"]),
        ("Geolocated footage published on May 4 shows a tank.", ["<other>"]),
        ("Satellite imagery captured on May 1 and published by Maxar shows a crater.", ["Maxar"]),
        (
            'The regional governor said the port burned. "It is out," he wrote on Telegram.',
            ["<official>", "<official>"],
        ),
        (
            "General Ivan Bloch asked whether Kyiv had enough shells. He said it had not.",
            ["Ivan Bloch", "Ivan Bloch"],
        ),
        ("Denmark said it would match that.", ["Denmark"]),
        ("The soldiers left.\n\nSome have asked for footage.", ["<anonymous>"]),
        ("The soldiers left.\n\nOne said that the hill was lost.", ["<military>"]),
    ],
)
def test_resolves_bodies_and_nameless_sources(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_nameless_speaker_who_goes_on_is_one_source() -> None:
    reading = read('The regional governor said the port burned. "It is out," he wrote on Telegram.')
    assert len({a.source_id for a in reading.all(Attribution)}) == 1


def test_no_source_stands_twice_in_a_chain() -> None:
    text = "Two officials told Reuters that Kyiv expects a new delivery of missiles by July."
    assert chains(text) == [
        ["author", "Reuters", "<official>"],
        ["author", "Reuters", "<official>", "Kyiv"],
    ]


def test_what_somebody_else_told_a_paper_did_not_come_through_it() -> None:
    text = (
        "The envoy insisted that nothing was offered, though a Pentagon official told CNN that "
        "two batteries were on their way."
    )
    assert chains(text) == [["author", "<official>"], ["author", "CNN", "<official>"]]


@pytest.mark.parametrize(
    ("text", "kind", "evidence"),
    [
        (
            "A Russian milblogger claimed that the village fell.",
            SourceKind.MILBLOGGER,
            Evidence.MEDIA_REPORT,
        ),
        (
            "Peskov said that no date had been agreed.",
            SourceKind.OFFICIAL,
            Evidence.OFFICIAL_STATEMENT,
        ),
        ("Zelensky wants to meet the envoy.", SourceKind.OFFICIAL, None),
        (
            "The Air Force reported that 69 drones were shot down.",
            SourceKind.MILITARY,
            Evidence.OFFICIAL_STATEMENT,
        ),
        ("Prisoners say that there is no rotation.", SourceKind.ANONYMOUS, Evidence.ANONYMOUS),
        (
            "Ukrainian military observer Ivan Bloch stated that the attack goes on.",
            SourceKind.ANALYST,
            None,
        ),
        (
            "Nataliia Koval, 52, a teacher who lives on the third floor, said the roof fell.",
            SourceKind.EYEWITNESS,
            Evidence.EYEWITNESS,
        ),
    ],
)
def test_a_resolved_source_tells_the_evidence(
    text: str, kind: SourceKind, evidence: Evidence | None
) -> None:
    reading = read(text)
    [attribution] = reading.all(Attribution)
    source = reading.get(Source, attribution.source_id)
    assert source is not None
    assert (source.kind, attribution.evidence) == (kind, evidence), name(reading, source.id)
