"""Plain text: taken as it is, with the little it tells of itself."""

from __future__ import annotations

import pytest

from crossfix.ingest.text import byline, title_span
from crossfix.reading import MarkKind
from tests.ingest.reports import PARAGRAPHS, marked, read_one, told


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_kept_to_the_character(end: str) -> None:
    text = end.join(["  Guns fall silent", "", PARAGRAPHS[0], "", "\tEnd. ", ""])
    received = read_one(text)
    assert received.document.text == text
    assert marked(received, MarkKind.HEADING) == ["Guns fall silent"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Guns fall silent\n\nThe town was quiet.\n", "Guns fall silent"),
        ("\n\nGuns fall silent in Brodek\n\nThe town was quiet.", "Guns fall silent in Brodek"),
        ("Guns fall silent.\n\nThe town was quiet.", None),
        ("Are the guns silent?\n\nThe town was quiet.", None),
        ("Guns fall silent\nThe town was quiet.", None),
        ("Guns fall silent", None),
        ("Guns fall silent\n\n", None),
        ("Silence\n\nThe town was quiet.", None),
        ("By Nellie Bly\n\nThe town was quiet.", None),
        ("5 March 2024\n\nThe town was quiet.", None),
        (f"{'very ' * 40}long\n\nThe town was quiet.", None),
        ("He said:\n\nThe town was quiet.", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    span = title_span(text)
    assert (text[slice(*span)] if span else None) == title


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Nellie Bly", "Nellie Bly"),
        ("BY NELLIE BLY", "NELLIE BLY"),
        ("by Nellie Bly and Ernie Pyle | Daily", "Nellie Bly and Ernie Pyle"),
        (
            "By Nellie Bly, Ernie Pyle and Max van der Berg",
            "Nellie Bly, Ernie Pyle and Max van der Berg",
        ),
        ("By Flannery O'Connor, 5 March 2024", "Flannery O'Connor"),
        ("By Monday the town was quiet.", None),
        ("By the river the guns fell silent", None),
        ("Bystanders said so", None),
    ],
)
def test_bylines(line: str, name: str | None) -> None:
    assert byline(f"Guns fall silent\n\n{line}\n\nThe town was quiet.") == name


def test_the_date_that_the_user_gives_wins() -> None:
    text = f"5 March 2024\n\n{PARAGRAPHS[0]}"
    assert read_one(text).document.published == "2024-03-05"
    assert read_one(text, published="2024-03-07").document.published == "2024-03-07"


def test_an_undated_report_says_so() -> None:
    received = read_one(PARAGRAPHS[0])
    assert received.document.published is None
    assert "published: the report does not say when" in told(received)


@pytest.mark.parametrize(
    ("text", "language", "warned"),
    [
        (" ".join(PARAGRAPHS), "en", False),
        ("Вчера вечером над городом были слышны взрывы, сообщил губернатор области.", "ru", True),
        ("Вибухи у місті: є поранені, їх лікують у лікарні, повідомив мер.", "uk", True),
        ("Too short.", None, False),
    ],
)
def test_language(text: str, language: str | None, warned: bool) -> None:
    received = read_one(text)
    assert received.document.language == language
    assert ("crossfix reads English" in told(received)) is warned


def test_what_text_does_not_tell_is_null() -> None:
    document = read_one(PARAGRAPHS[0]).document
    assert (document.title, document.author, document.publisher, document.url) == (None,) * 4
    assert (document.encoding, document.reader, document.item) == ("utf-8", "text", None)
