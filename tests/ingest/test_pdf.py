"""PDF files: paragraphs made again of lines, furniture dropped."""

from __future__ import annotations

import io

import pypdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from crossfix.errors import EmptyReport, MalformedReport, Skip
from crossfix.ingest.wrapping import join_lines, join_pages
from tests.ingest.reports import pdf, read_one, refusal, told

PAGE_1 = [
    "Night of fire at the depot",
    "",
    "A depot burned near the river town on Monday, officials said, after a",
    "night of explo-",
    "sions heard across the region by many of the residents of the town.",
    "",
    "The second paragraph begins here and runs over the end of the page with",
]
PAGE_2 = [
    "the words that follow on the next page and then it comes to its end.",
    "",
    "A third paragraph stands alone on the second page of this small report.",
]


def test_paragraphs_are_made_again() -> None:
    received = read_one(pdf([PAGE_1, PAGE_2]), "fire.pdf")
    assert received.document.text.split("\n\n") == [
        "Night of fire at the depot",
        "A depot burned near the river town on Monday, officials said, after a night of "
        "explosions heard across the region by many of the residents of the town.",
        "The second paragraph begins here and runs over the end of the page with the words that "
        "follow on the next page and then it comes to its end.",
        "A third paragraph stands alone on the second page of this small report.",
    ]
    assert (received.document.title, received.document.author) == ("Fire report", "Nellie Bly")


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    pages = [
        ["The River Post, issue 9", "", *lines, "", f"Page {number} of 3"]
        for number, lines in enumerate((PAGE_1, PAGE_2, PAGE_2), start=1)
    ]
    text = read_one(pdf(pages), "fire.pdf").document.text
    assert "River Post" not in text
    assert "Page" not in text
    assert "over the end of the page with the words that follow" in text


def test_the_date_of_the_file_is_used_and_told() -> None:
    made = pypdf.PdfWriter(io.BytesIO(pdf([PAGE_1])))
    made.add_metadata({"/CreationDate": "D:20240305101500+02'00'"})
    out = io.BytesIO()
    made.write(out)
    received = read_one(out.getvalue(), "fire.pdf")
    assert received.document.published == "2024-03-05T10:15:00+02:00"
    assert "the day on which the PDF file was made" in told(received)
    given = read_one(out.getvalue(), "fire.pdf", published="2024-03-01")
    assert given.document.published == "2024-03-01"
    assert "PDF file was made" not in told(given)


def test_a_date_line_wins_over_the_date_of_the_file() -> None:
    received = read_one(pdf([["5 March 2024", "", *PAGE_1]]), "fire.pdf")
    assert received.document.published == "2024-03-05"
    assert "PDF file was made" not in told(received)


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf([PAGE_1])))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "problem"),
    [
        (encrypted("secret"), MalformedReport, "an encrypted PDF"),
        (pdf([PAGE_1], encrypt="secret"), MalformedReport, "an encrypted PDF"),
        (pdf([PAGE_1])[:500], MalformedReport, "a broken PDF"),
        (b"%PDF-1.7\n", MalformedReport, "a broken PDF"),
        (pdf([[], []]), EmptyReport, "without a text layer"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, error: type[Skip], problem: str) -> None:
    skipped = refusal(data, "fire.pdf")
    assert isinstance(skipped, error)
    assert problem in skipped.problem


def test_a_file_locked_only_for_its_owner_is_read() -> None:
    locked = StandardEncryption("", ownerPassword="owner")
    assert "officials said" in read_one(pdf([PAGE_1], encrypt=locked), "a.pdf").document.text


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([], []),
        (["one line"], ["one line"]),
        (["a long line of the text that is", "the same as this one here too"],
         ["a long line of the text that is the same as this one here too"]),
        (["the depot burned for an hour in a cross-", "border town near the river, they say"],
         ["the depot burned for an hour in a crossborder town near the river, they say"]),
        (["the depot burned for an hour in North-", "South talks that were held at the river"],
         ["the depot burned for an hour in North-South talks that were held at the river"]),
        (["- the first of the points here", "- the second of the points"],
         ["- the first of the points here", "- the second of the points"]),
        (["this line is as long as a line is.", "It ended.", "This line is as long as a line is."],
         ["this line is as long as a line is. It ended.", "This line is as long as a line is."]),
    ],
)  # fmt: skip
def test_lines_are_joined(lines: list[str], paragraphs: list[str]) -> None:
    assert join_lines(lines) == paragraphs


def test_a_figure_that_ends_a_page_is_kept_if_it_is_no_page_number() -> None:
    assert join_pages(["Killed in all:\n3", "Wounded:\n1"]).endswith("1")
