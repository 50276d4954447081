"""Dates of publication: what counts as one, and what must not."""

from __future__ import annotations

import pytest

from crossfix.errors import BadOption
from crossfix.ingest.dates import any_date, check_published, date_line, epoch_date, written_date


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (None, None),
        ("2024-03-05", "2024-03-05"),
        (" 2024-03-05 ", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T10:20", "2024-03-05T10:20:00"),
        ("2024-03-05T10:20:30Z", "2024-03-05T10:20:30+00:00"),
        ("2024-03-05 10:20+02:00", "2024-03-05T10:20:00+02:00"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_published_is_tidied(given: str | None, day: str | None) -> None:
    assert check_published(given) == day


@pytest.mark.parametrize(
    "given",
    ["", "yesterday", "2024", "2024-03", "2024-13-01", "2023-02-29", "1899-12-31", "2101-01-01",
     "05/03/2024", "5 March 2024", "2024-W10", "2024-03-05T25:00", "0001-01-01", "None"],
)  # fmt: skip
def test_published_must_be_a_date(given: str) -> None:
    with pytest.raises(BadOption, match="--published"):
        check_published(given)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 +0200", "2024-03-05T10:00:00+02:00"),
        ("March 5, 2024", "2024-03-05"),
        ("5 March 2024 at 11:30 a.m.", "2024-03-05"),
        ("Tuesday 5th of March, 2024", "2024-03-05"),
        ("recently", None),
        ("", None),
        (None, None),
        ("30 February 2024", None),
    ],
)
def test_dates_of_metadata(written: str | None, day: str | None) -> None:
    assert any_date(written) == day


def test_epoch_seconds_are_utc() -> None:
    assert epoch_date("1709632800") == "2024-03-05T10:00:00+00:00"
    assert epoch_date("soon") is None
    assert epoch_date(None) is None
    assert epoch_date(10**18) is None


@pytest.mark.parametrize("text", ["in March 2024", "on 5 March 2024 they left", "5 March"])
def test_a_written_date_is_the_whole_of_the_text(text: str) -> None:
    assert written_date(text) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("Mar. 5, 2024", "2024-03-05"),
        ("5 Mar 2024", "2024-03-05"),
        ("Tuesday, 5 March 2024", "2024-03-05"),
        ("(March 5, 2024)", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("05/06/2024", None),  # the order of day and month is anybody's guess
        ("Published: 5 March 2024", "2024-03-05"),
        ("Published on March 5, 2024 at 10:15 GMT", "2024-03-05"),
        ("Updated 5 March 2024, 11:30 a.m. EST", "2024-03-05"),
        ("Posted on March 5, 2024 by admin", "2024-03-05"),
        ("By Nellie Bly, March 5, 2024", "2024-03-05"),
        ("By Nellie Bly | 5 March 2024", "2024-03-05"),
        ("By Nellie Bly · Mar 5, 2024 · 8 min read", "2024-03-05"),
        ("5 March 2024 | Analysis", "2024-03-05"),
        ("KYIV, March 5, 2024 (Agency) — Guns fell silent.", "2024-03-05"),
        ("KYIV, Ukraine, March 5, 2024 (Agency) - Guns fell silent.", "2024-03-05"),
        ("PORT SUDAN, 5 March 2024 (Agency): Guns fell silent.", "2024-03-05"),
        ("DUBAI, March 5, 2024 /Newswire/ -- Guns fell silent.", "2024-03-05"),
        ("KYIV, March 5 (Agency) — Guns fell silent.", None),  # of no year
        ("KYIV (Agency) — Guns fell silent.", None),
        ("On March 5, 2024, the army left the town.", None),
        ("The treaty of 5 March 2024", None),
        ("March 2024", None),
        ("5 March 1066", None),
        ("31 April 2024", None),
        ("Chapter 5, March", None),
    ],
)
def test_date_lines(line: str, day: str | None) -> None:
    assert date_line(f"Guns fall silent\n\n{line}\n\nThe town was quiet.\n") == day


SERIALS = [
    ("Operational information as of 08:00 on 5 May 2025", "2025-05-05"),
    ("⚡️ Situation by the evening of 18.08.2024", "2024-08-18"),
    ("Daily briefing, March 3, 2025", "2025-03-03"),
    ("The landing of June 6, 1944", None),
    ("Our report on the treaty of 5 May 2025 went unread.", None),
    ("Situation report for May 2025", None),
]


@pytest.mark.parametrize(("heading", "day"), SERIALS)
def test_heading_of_a_serial(heading: str, day: str | None) -> None:
    assert date_line(f"{heading}\n\nThe town was quiet.\n") == day


def test_a_date_far_down_is_no_date_line() -> None:
    body = "A line of the report that says this and that.\n\n" * 20
    assert date_line(f"{body}5 March 2024\n") is None
