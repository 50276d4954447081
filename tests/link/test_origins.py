from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.findings.names import name_of_key, same_name
from crossfix.findings.origins import MergeReason, OriginGroup, OriginKind, count_independent
from crossfix.link.origin_groups import origins
from crossfix.link.origin_names import read_body, read_name
from crossfix.link.origin_offices import read_office
from crossfix.link.origins import origin_of, tellings_of
from crossfix.model import Ledger, SourceKind, Status
from tests.link.reports import copies_among, told_ledger

OFFICIAL, MILITARY, MEDIA = SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.MEDIA
ANONYMOUS, CHANNEL, WITNESS = SourceKind.ANONYMOUS, SourceKind.MILBLOGGER, SourceKind.EYEWITNESS
OWN_TEXTS = (
    "Drones struck the elevator at the river. ",
    "The elevator was struck before dawn, and barley smoulders in the wreckage of its roof. ",
)


def group(*ledgers: Ledger, copied: bool = False) -> list[OriginGroup]:
    tellings = [t for ledger in ledgers for t in tellings_of(ledger, ledger.events[0])]
    return origins(tellings, copies_among(*ledgers) if copied else [])


def reasons(groups: Iterable[OriginGroup]) -> set[MergeReason]:
    return {merge.reason for group_ in groups for merge in group_.merges}


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (MILITARY, ["Ukraine's Air Force", "the Ukrainian Air Force", "PS ZSU",
                    "Air Force of the Armed Forces of Ukraine", "Ukrainian Air Force Command"]),
        (MILITARY, ["Armed Forces of Ukraine", "AFU", "Ukraine’s military", "the Ukrainian army"]),
        (MILITARY, ["General Staff of the Armed Forces of Ukraine", "Ukraine's General Staff"]),
        (MILITARY, ["IDF", "Israel Defense Forces", "the Israeli military"]),
        (OFFICIAL, ["Russian MoD", "Russia's Defence Ministry", "the Russian Ministry of Defense",
                    "Ministry of Defence of the Russian Federation"]),
        (OFFICIAL, ["Pentagon", "US Department of Defense", "the US Defense Department"]),
        (OFFICIAL, ["HUR", "Ukraine's military intelligence",
                    "Main Directorate of Intelligence of the Ministry of Defence of Ukraine"]),
        (OFFICIAL, ["Kharkiv Regional Administration", "Kharkiv regional military administration"]),
        (OFFICIAL, ["State Emergency Service of Ukraine", "Ukraine's emergency services"]),
        (OFFICIAL, ["Gaza's Civil Defence", "the Civil Defense of Gaza"]),
        (OFFICIAL, ["Zelensky", "Zelenskyy", "Зеленський"]),
        (MEDIA, ["AP", "the Associated Press", "Associated Press news agency"]),
        (MEDIA, ["Reuters", "reuters.com", "Reuters news agency"]),
        (MEDIA, ["TASS", "Russian news agency TASS", "tass.ru"]),
        (CHANNEL, ["Rybar", "the Rybar Telegram channel"]),
    ],
)  # fmt: skip
def test_one_source_under_its_names(kind: SourceKind, names: list[str]) -> None:
    read = [read_name(name, kind) for name in names]
    assert all(name is not None for name in read)
    assert len({name.key for name in read if name is not None}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ukrainian Air Force", "Russian Air Force"),
        ("Ukrainian Air Force", "Ukrainian Navy"),
        ("Ukraine's Defence Ministry", "Ukraine's Foreign Ministry"),
        ("Ukraine's Defence Ministry", "Ukraine's military intelligence"),
        ("FSB", "SBU"),
        ("Odesa regional administration", "Kherson regional administration"),
        ("Volodymyr Zelensky", "Olena Zelensky"),
        ("Reuters", "Associated Press"),
    ],
)
def test_different_sources(left: str, right: str) -> None:
    kind = MEDIA if left == "Reuters" else OFFICIAL
    one, two = read_name(left, kind), read_name(right, kind)
    assert one is not None
    assert two is not None
    assert not same_name(one, two)


def test_a_given_name_may_be_left_out_or_spelt_otherwise() -> None:
    full, bare = read_name("Volodymyr Zelenskyy", OFFICIAL), read_name("Zelensky", OFFICIAL)
    russian = read_name("Vladimir Zelensky", OFFICIAL)
    assert full is not None
    assert bare is not None
    assert russian is not None
    assert same_name(full, bare)
    assert same_name(full, russian)
    assert name_of_key(full.full) == full


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Ukrainian Air Force spokesman", "Ukraine's Air Force"),
        ("spokesman for Ukraine's Air Force", "Ukrainian Air Force"),
        ("governor of the Kharkiv region", "Kharkiv regional military administration"),
        ("Kharkiv regional governor", "Kharkiv Regional Administration"),
        ("Lithuanian Defense Minister", "Lithuania's Ministry of Defence"),
        ("Kremlin spokesman", "the Kremlin"),
    ],
)
def test_whom_an_office_speaks_for(title: str, body: str) -> None:
    assert read_office(title) == read_body(body)
    assert read_office("officials") is None


# --- where a chain ends -----------------------------------------------------------------------


def test_a_chain_ends_at_its_last_source() -> None:
    ledger = told_ledger("a", ("Reuters", MEDIA), ("Ukraine's Air Force", MILITARY))
    origin = origin_of(ledger, ledger.events[0])
    assert (origin.kind, origin.keys) == (OriginKind.NAMED, ("body:UA:air force",))
    assert origin.through == ("Reuters",)


def test_the_own_voice_is_the_publisher_s() -> None:
    ledger = told_ledger("a", publisher="Reuters")
    origin = origin_of(ledger, ledger.events[0])
    assert (origin.kind, origin.keys) == (OriginKind.OWN, ("outlet::reuters",))
    nobody = told_ledger("b")
    assert origin_of(nobody, nobody.events[0]).keys == ("report:b",)


def test_its_own_reporters_are_its_own_voice() -> None:
    ledger = told_ledger("a", ("AP", MEDIA), publisher="Associated Press")
    assert origin_of(ledger, ledger.events[0]).kind is OriginKind.OWN


# --- independence -----------------------------------------------------------------------------


def test_one_body_in_many_outlets_is_one_origin() -> None:
    names = ["Ukraine's Air Force", "the Ukrainian Air Force", "Air Force", "PS ZSU"]
    ledgers = [
        told_ledger(f"r{n}", (name, MILITARY), publisher=f"Paper {n}")
        for n, name in enumerate(names * 3)
    ]
    groups = group(*ledgers)
    assert len(groups) == 1
    assert len(groups[0].documents) == 12
    assert reasons(groups) == {MergeReason.SAME_STATEMENT}


def test_monday_and_thursday_are_two_statements_of_one_source() -> None:
    groups = group(
        told_ledger("a", ("Ukraine's Air Force", MILITARY), day="2025-05-12"),
        told_ledger("b", ("Ukraine's Air Force", MILITARY), day="2025-05-15"),
    )
    assert len(groups) == 1
    assert reasons(groups) == {MergeReason.SAME_SOURCE}
    assert "2025-05-12" in groups[0].merges[0].because


def test_a_spokesman_is_the_body_that_he_speaks_for() -> None:
    groups = group(
        told_ledger("a", ("Ukraine's Air Force", MILITARY)),
        told_ledger("b", (None, MILITARY), titles=("a spokesman for the Ukrainian Air Force",)),
    )
    assert len(groups) == 1


def test_the_regional_governor_is_the_governor_of_the_region() -> None:
    groups = group(
        told_ledger("a", (None, OFFICIAL), titles=("the regional governor",)),
        told_ledger("b", (None, OFFICIAL), titles=("the governor",)),
        told_ledger("c", ("Odesa Regional Military Administration", OFFICIAL)),
        told_ledger("d", (None, ANONYMOUS), titles=("a regional official",)),
    )
    assert len(groups) == 2
    assert groups[0].documents == ("a", "b", "c")


def test_a_title_behind_the_name() -> None:
    groups = group(
        told_ledger(
            "a",
            ("Joseph Chamberlain", OFFICIAL),
            titles=("Joseph Chamberlain, the mayor of Birmingham",),
        ),
        told_ledger("b", (None, OFFICIAL), titles=("Birmingham mayor",)),
    )
    assert len(groups) == 1


def test_unnamed_officials_are_not_one() -> None:
    groups = group(
        told_ledger("a", (None, ANONYMOUS), titles=("officials",)),
        told_ledger("b", (None, ANONYMOUS), titles=("officials",)),
    )
    assert len(groups) == 2
    assert all(group_.anonymous for group_ in groups)


def test_unnamed_officials_of_one_agency_are_one() -> None:
    groups = group(
        told_ledger("a", ("Reuters", MEDIA), (None, ANONYMOUS), publisher="Paper A"),
        told_ledger("b", ("Reuters", MEDIA), (None, ANONYMOUS), publisher="Paper B"),
    )
    assert len(groups) == 1


def test_unnamed_officials_in_copied_text_are_one() -> None:
    text = (
        "Drones struck the elevator at the river before dawn and set fire to the barley that had "
        "been loaded in the evening, officials said, adding that three barges were towed away."
    )
    groups = group(
        told_ledger("a", (None, ANONYMOUS), text=text, day="2025-05-13"),
        told_ledger("b", (None, ANONYMOUS), text=text + " Prices rose."),
        copied=True,
    )
    assert len(groups) == 1
    [merge] = groups[0].merges
    assert merge.reason is MergeReason.COPIED
    assert merge.matching
    assert all(run.left.text in text for run in merge.matching)


def test_who_cites_a_report_rests_on_what_it_rests_on() -> None:
    groups = group(
        told_ledger("a", ("Ukraine's Air Force", MILITARY), publisher="Reuters"),
        told_ledger("b", ("Reuters", MEDIA), publisher="Paper B", day="2025-05-15"),
        told_ledger("c", ("Reuters", MEDIA), publisher="Paper C", day="2025-05-15"),
    )
    assert len(groups) == 1
    assert MergeReason.CITED_REPORT in reasons(groups)
    assert groups[0].name == "Ukraine's Air Force"


def test_two_that_cite_each_other_are_one() -> None:
    groups = group(
        told_ledger("a", ("Paper B", MEDIA), publisher="Paper A"),
        told_ledger("b", ("Paper A", MEDIA), publisher="Paper B"),
    )
    assert len(groups) == 1


def test_a_forward_is_its_channel_s_word() -> None:
    groups = group(
        told_ledger("a", publisher="River Watch"),
        told_ledger("b", ("River Watch", CHANNEL), publisher="Digest", forwarded=True),
        told_ledger("c", publisher="Another Channel"),
    )
    assert len(groups) == 2
    assert MergeReason.FORWARDED in reasons(groups)


def test_the_state_and_its_air_force_are_not_shown_to_be_two() -> None:
    groups = group(
        told_ledger("a", ("Ukraine", OFFICIAL)),
        told_ledger("b", ("Ukraine's Air Force", MILITARY)),
        told_ledger("c", ("Odesa regional administration", OFFICIAL)),
    )
    assert len(groups) == 2
    assert MergeReason.WIDER_BODY in reasons(groups)


def test_two_bodies_of_a_state_stay_two() -> None:
    groups = group(
        told_ledger("a", ("Ukraine's Air Force", MILITARY)),
        told_ledger("b", ("Ukraine's State Emergency Service", OFFICIAL)),
        told_ledger("c", ("Ukraine's military", MILITARY)),
    )
    assert len(groups) == 2


def test_a_bare_surname_between_two_persons_joins_neither() -> None:
    groups = group(
        told_ledger("a", ("Joseph Chamberlain", OFFICIAL)),
        told_ledger("b", ("Neville Chamberlain", OFFICIAL)),
        told_ledger("c", ("Chamberlain", OFFICIAL)),
    )
    assert len(groups) == 3


def test_own_eyes_and_an_official_are_two() -> None:
    own, official = (
        told_ledger("a", publisher="Courier"),
        told_ledger("b", ("Odesa regional administration", OFFICIAL), publisher="Courier"),
    )
    tellings = [*tellings_of(own, own.events[0]), *tellings_of(official, official.events[0])]
    assert count_independent(origins(tellings, [])) == 2


def test_a_denial_corroborates_nothing() -> None:
    groups = group(
        told_ledger("a", ("Ukraine's Air Force", MILITARY)),
        told_ledger("b", ("Russia's Defence Ministry", OFFICIAL), status=Status.DENIED),
    )
    assert len(groups) == 2
    assert count_independent(groups) == 1


_LEDGERS = [
    told_ledger("a", ("Ukraine's Air Force", MILITARY), publisher="Reuters", text=OWN_TEXTS[0]),
    told_ledger("b", ("Reuters", MEDIA), publisher="Paper B", day="2025-05-15"),
    told_ledger("c", ("Ukraine", OFFICIAL), publisher="Paper C"),
    told_ledger("d", publisher="Courier", text=OWN_TEXTS[1] * 2),
    told_ledger("e", ("Courier", MEDIA), publisher="Paper E"),
    told_ledger("f", (None, WITNESS), publisher="Paper F"),
    told_ledger("g", publisher="Paper G", text=OWN_TEXTS[1] * 2, day="2025-05-16"),
    told_ledger("h", ("General Staff", MILITARY), publisher="Paper H"),
]
_TELLINGS = [t for ledger in _LEDGERS for t in tellings_of(ledger, ledger.events[0])]
_COPIES = copies_among(*_LEDGERS)


@given(st.permutations(_TELLINGS))
def test_origins_do_not_depend_on_the_order(tellings: list) -> None:  # type: ignore[type-arg]
    found = origins(tellings, _COPIES)
    assert found == origins(_TELLINGS, _COPIES)
    assert sorted(t.id for group_ in found for t in group_.tellings) == sorted(
        t.id for t in _TELLINGS
    )
