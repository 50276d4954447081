"""Sources resolved and chains drawn, as tables of text → whose words."""

from __future__ import annotations

import pytest

from crossfix.model import Attribution, Source, SourceKind, make_id
from crossfix.reading import Reading
from tests.readings import reading_of

STAGES = ["voices", "attribution", "sources"]


def read(text: str) -> Reading:
    return reading_of(text, "2024-03-05", stages=STAGES)


def name(reading: Reading, source_id: str | None) -> str:
    source = reading.get(Source, source_id)
    assert source is not None
    return source.name or ("author" if source.is_author else f"<{source.kind.value}>")


def names(text: str) -> list[str]:
    """Whose words each attribution of a text is, in text order."""
    reading = read(text)
    return [name(reading, a.source_id) for a in reading.all(Attribution)]


def chains(text: str) -> list[list[str]]:
    reading = read(text)
    return [[name(reading, link) for link in a.chain] for a in reading.all(Attribution)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Governor Oleh Olzhych said the school burned. He said two people had died.",
            ["Oleh Olzhych", "Oleh Olzhych"],
        ),
        (
            "Governor Oleh Olzhych said the school burned. The governor said two people died.",
            ["Oleh Olzhych", "Oleh Olzhych"],
        ),
        (
            "President Volodymyr Zelensky said talks would go on. Zelenskyy said he was ready.",
            ["Volodymyr Zelensky", "Volodymyr Zelensky"],
        ),
        (
            "The Ruritanian Defence Ministry said a ship sank. The ministry said nobody died.",
            ["Ruritanian Defence Ministry", "Ruritanian Defence Ministry"],
        ),
        (
            "Minister Ada Lovelace met Colonel Jan Zizka. She said the army was ready.",
            ["Ada Lovelace"],
        ),
        (
            "Kestrel, a company that makes antennas, lost its office. "
            "The company said the fire was out.",
            ["Kestrel"],
        ),
        (
            "The head of the Dravian administration, Jan Zizka, wrote that a bridge was hit.",
            ["Jan Zizka"],
        ),
        ("Russian MoD: Air defence shot down 40 drones overnight.", ["Russian MoD"]),
        ("Officials said the bridge was closed.", ["<official>"]),
        ("Residents said the bridge was closed.", ["<eyewitness>"]),
        ("It was reported that the bridge was closed.", ["<anonymous>"]),
        ("Sources said the bridge was closed.", ["<anonymous>"]),
        ("Hamas said the bridge was closed.", ["Hamas"]),
    ],
)
def test_resolves_names_pronouns_and_epithets(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_epithet_finds_the_name_that_follows() -> None:
    text = (
        "This was denied by Lithuania's defence minister.\n\n"
        "The border is closed, Lithuanian Defence Minister Salomeja Neris said."
    )
    assert names(text) == ["Salomeja Neris", "Salomeja Neris"]


def test_whoever_is_named_in_his_words_is_not_the_speaker() -> None:
    text = 'General Ivan Bloch arrived. "Premier Karel Kramar has failed," he said.'
    assert names(text) == ["Ivan Bloch"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brigadier General Jan Zizka said the hill was taken.", SourceKind.MILITARY),
        ("Foreign Minister Ada Lovelace said the border was open.", SourceKind.OFFICIAL),
        ("Reuters said the border was open.", SourceKind.MEDIA),
        ("Military analyst Jan Zizka said the hill was lost.", SourceKind.ANALYST),
        ("Milblogger Starling said the hill was lost.", SourceKind.MILBLOGGER),
        ("According to NASA FIRMS, the depot was burning.", SourceKind.SATELLITE),
        ("The Kestrel company said the plant was open.", SourceKind.COMPANY),
    ],
)
def test_tells_the_kind_from_titles_and_names(text: str, kind: SourceKind) -> None:
    reading = read(text)
    [attribution] = reading.all(Attribution)
    source = reading.get(Source, attribution.source_id)
    assert source is not None and source.kind is kind


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Olena Teliha, 43, a resident of Pokrovsk, said she heard an explosion.", True),
        ("Mayor Olena Teliha said she heard an explosion.", False),
        ("Olena Teliha said she heard an explosion.", False),
    ],
)
def test_marks_private_persons(text: str, private: bool) -> None:
    reading = read(text)
    source = reading.get(Source, reading.all(Attribution)[0].source_id)
    assert source is not None and source.name == "Olena Teliha"
    assert source.private_person is private


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said the bridge was closed.", [["author", "<official>"]]),
        (
            "Minister Ada Lovelace said in an interview with the Daily Harbour newspaper "
            "that the border was open.",
            [["author", "Daily Harbour", "Ada Lovelace"]],
        ),
        (
            "Minister Ada Lovelace told Reuters that the border was open.",
            [["author", "Reuters", "Ada Lovelace"]],
        ),
        (
            "Reuters reported, citing two officials, that the talks had stalled.",
            [["author", "Reuters"], ["author", "Reuters", "<official>"]],
        ),
        (
            "Bloomberg quoted President Ada Lovelace as saying that the talks had stalled.",
            [["author", "Bloomberg"], ["author", "Bloomberg", "Ada Lovelace"]],
        ),
        (
            "Bloomberg reported that President Ada Lovelace said the talks had stalled.",
            [["author", "Bloomberg"], ["author", "Bloomberg", "Ada Lovelace"]],
        ),
    ],
)
def test_draws_the_chain_from_the_report_to_the_origin(
    text: str, expected: list[list[str]]
) -> None:
    assert chains(text) == expected


def test_named_sources_have_the_id_of_their_name() -> None:
    reading = read("Reuters said the border was open.")
    assert reading.all(Attribution)[0].source_id == make_id("src", "reuters")


def test_no_link_of_a_chain_repeats() -> None:
    text = "Reuters said the mayor told Reuters that Reuters reported the bridge was closed."
    for attribution in read(text).all(Attribution):
        assert all(a != b for a, b in zip(attribution.chain, attribution.chain[1:], strict=False))


def test_every_source_is_on_record_and_quotes_the_text() -> None:
    text = (
        "Mayor Ada Lovelace told Reuters that the bridge was closed. It was said that she lied. "
        "They claim she fled. I know that she stayed."
    )
    reading = read(text)
    for attribution in reading.all(Attribution):
        for link in (attribution.source_id, *attribution.chain):
            assert reading.get(Source, link) is not None
    for source in reading.all(Source):
        for mention in source.mentions:
            assert text[mention.start : mention.stop] == mention.text


def test_a_title_cut_at_its_hyphen_harms_nothing() -> None:
    text = "Ada Lovelace, former adviser to the vice president (then-Senator), said it failed."
    assert reading_of(text, "2024-03-05", stages=STAGES).all(Attribution)
