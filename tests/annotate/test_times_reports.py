"""Times as war reports tell them: bulletins, briefings, threads, and what only looks like one."""

from __future__ import annotations

import pytest

from crossfix.model import Segment
from tests.annotate.test_times import PUBLISHED, times_of, values
from tests.readings import reading_of

FORMS = [
    ("It was hit on 12-Feb-2025.", [("12-Feb-2025", "2025-02-12")]),
    ("It was hit on 12FEB2025.", [("12FEB2025", "2025-02-12")]),
    ("DTG 120300ZFEB25 was given.", [("120300ZFEB25", "2025-02-12T03:00Z")]),
    ("It was hit on 05.02 at 14.30.", [("05.02 at 14.30", "2025-02-05T14:30")]),
    ("It was hit on 5 liutoho 2025.", [("5 liutoho 2025", "2025-02-05")]),
    ("It was hit on 6 iyunya 2024.", [("6 iyunya 2024", "2024-06-06")]),
    ("It was hit on 24 лютого 2022.", [("24 лютого 2022", "2022-02-24")]),
    ("It was paraded on 9 Maya 1945.", [("9 Maya 1945", "1945-05-09")]),
    ("Sent Wed, 5 Jun 2024 14:00:05 +0300.",
     [("Wed, 5 Jun 2024 14:00:05 +0300", "2024-06-05T14:00")]),
    ("As of 20:00: two killed.", [("20:00", "2025-02-12T20:00")]),
    ("It came at 15h30.", [("15h30", "2025-02-12T15:30")]),
    ("It came at twenty to four.", [("twenty to four", "2025-02-12T03:40")]),
    ("It was hit on Tuesday at 3 am.", [("Tuesday at 3 am", "2025-02-11T03:00")]),
    ("It was hit at six o'clock this morning.", [("six o'clock this morning", "2025-02-12T06:00")]),
    ("It was hit at 8 o'clock yesterday evening.",
     [("8 o'clock yesterday evening", "2025-02-11T20:00")]),
    ("It was hit at two o'clock last night.", [("two o'clock last night", "2025-02-12T02:00")]),
    ("Blasts were heard at 02:35 and 04:50.",
     [("02:35", "2025-02-12T02:35"), ("04:50", "2025-02-12T04:50")]),
    ("It fell in the early hours of Tuesday morning.",
     [("the early hours of Tuesday morning", "2025-02-11TMO")]),
    ("It began the week before last.", [("the week before last", "2025-W05")]),
    ("It began a fortnight ago.", [("a fortnight ago", "2025-W05")]),
    ("It began half a year ago.", [("half a year ago", "2024-08")]),
    ("It fell three years ago today.", [("three years ago today", "2022-02-12")]),
    ("It fell a year ago to the day.", [("a year ago to the day", "2024-02-12")]),
    ("On 3 May 2022 it fell. The day before, it had burned.",
     [("3 May 2022", "2022-05-03"), ("The day before", "2022-05-02")]),
    ("The other day it was hit.", [("The other day", "PAST_REF")]),
    ("On 6 February it fell. The next day it was retaken.",
     [("6 February", "2025-02-06"), ("The next day", "2025-02-07")]),
    ("It is shelled every second day.", [("every second day", "P2D")]),
    ("On February 9-10, overnight, it burned.",
     [("February 9-10, overnight", "2025-02-09/2025-02-10")]),
    ("They fly on Tuesday nights.", [("Tuesday nights", "XXXX-WXX-2TNI")]),
]  # fmt: skip

COUNTED = [
    ("On the third anniversary of the full-scale invasion they met.",
     "the third anniversary of the full-scale invasion", "2025-02-24"),
    ("On the 80th anniversary of D-Day he spoke.", "the 80th anniversary of D-Day", "2024-06-06"),
    ("On the 1,000th day of Russia's full-scale invasion it fell.",
     "the 1,000th day of Russia's full-scale invasion", "2024-11-19"),
    ("It is day 1,085 of the war.", "day 1,085 of the war", "2025-02-12"),
    ("It is day 9 of the operation.", "day 9 of the operation", None),
]  # fmt: skip

NIGHTS = [
    # the hours of a night that is told of: the evening before, the morning after
    ("On the night of February 10 to 11 drones came. At 21:40 the alert began. It ended at 05:30.",
     ["2025-02-10/2025-02-11", "2025-02-10T21:40", "2025-02-11T05:30"]),
    ("Last night, at 02:10, it burned. At 22:50 it had been seen.",
     ["2025-02-11TNI", "2025-02-12T02:10", "2025-02-11T22:50"]),
    ("On 6 February it began at 22:00 and ended at 03:00.",
     ["2025-02-06", "2025-02-06T22:00", "2025-02-07T03:00"]),
    ("On 6 February, at 22:00 it began. At 01:00 it was out.",
     ["2025-02-06T22:00", "2025-02-06T01:00"]),
]  # fmt: skip

ZONES = [
    ("At 4:00 a.m. Kyiv time (02:00 UTC) on 11 February it fell.",
     ["2025-02-11T02:00Z", "2025-02-11T02:00Z", "2025-02-11"]),
    ("At 01:30 MSK (22:30 UTC) it burned. At 03:00 it was out.",
     ["2025-02-11T22:30Z", "2025-02-11T22:30Z", "2025-02-12T03:00"]),
    ("It was logged at 2024-06-05T14:00:00+03:00.", ["2024-06-05T11:00Z"]),
    ("There has been no movement for a week now.", ["2025-02-05", "2025-02-12"]),
    ("It fell in the second half of May 2024.", ["2024-05-16"]),
    ("It fell in the early hours of 5 February.", ["2025-02-05T00:00"]),
]  # fmt: skip

AHEAD = [
    ("On Thursday, the king is to meet the envoy.", "2025-02-13"),
    ("The envoy is due in Paris on Thursday.", "2025-02-13"),
    ("The talks begin on Monday.", "2025-02-17"),
    ("The envoys are leaving on Friday.", "2025-02-14"),
    ("On Thursday, the king met the envoy.", "2025-02-06"),
]

NOT_TIMES = [
    "The film shows it: 00:00 the truck leaves, 00:14 the first hit, 01:02 the second.",
    "They won 21:19, and a 10:30 split followed.",
    "He read from Genesis 12:10.",
    "The village is at MGRS 37TCN 2024 1999.",
    "They sold 2023 copies; 2019 of them were lost.",
    "Regulation 2022/2065 applies.",
    "Version 10.12.2024.1 and the address 10.08.12.1 are known.",
    "The Prague Spring is remembered.",
    "The Winter Olympics were put off.",
    "The Sunday Times wrote of Bloody Sunday.",
    "June Smith spoke.",
    "A spring of water, and the spring of the trap.",
    "Every second house burned.",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(("text", "words", "value"), COUNTED)
def test_a_day_counted_from_a_beginning(text: str, words: str, value: str | None) -> None:
    [time] = times_of(text)
    assert (time.text, time.value) == (words, value)
    assert (time.reason is None) == (value is not None)


@pytest.mark.parametrize(("text", "expected"), NIGHTS)
def test_hours_of_a_night(text: str, expected: list[str]) -> None:
    assert [time.value for time in times_of(text)] == expected


@pytest.mark.parametrize(("text", "earliest"), ZONES)
def test_earliest(text: str, earliest: list[str]) -> None:
    assert [time.earliest for time in times_of(text)] == earliest


@pytest.mark.parametrize(("text", "value"), AHEAD)
def test_what_is_appointed_lies_ahead(text: str, value: str) -> None:
    assert [time.value for time in times_of(text)] == [value]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


THREAD = """The channel has a thread that I paste in full:

Chronicle, [10.02.2025 09:12]
Yesterday evening they tried.

[11/02/2025, 21:05] Chronicle: As of 20:00, two are wounded.

Forwarded from Chronicle · Feb 11, 2025

The bridge burned yesterday.

I add: yesterday, 11 February, all was quiet. They will meet tomorrow."""


def test_every_message_of_a_thread_has_its_own_today() -> None:
    reading = reading_of(THREAD, PUBLISHED, stages=["times"])
    told = {segment.text.split()[0]: segment.dateline for segment in reading.all(Segment)}
    assert told == {
        "The": "2025-02-11",
        "Chronicle,": "2025-02-10",
        "[11/02/2025,": "2025-02-11",
        "Forwarded": "2025-02-11",
        "I": PUBLISHED,
        "Yesterday": "2025-02-10",
    }
    assert [time.value for time in times_of(THREAD)] == [
        "2025-02-10T09:12", "2025-02-09TEV", "2025-02-11T21:05", "2025-02-11T20:00",
        "2025-02-11", "2025-02-10", "2025-02-11", "2025-02-11", "2025-02-13",
    ]  # fmt: skip


STAMPS = [
    ("[10.02.2025 09:12] Shells fell today.", "2025-02-10"),
    ("10.02.2025, 09:12 - Name: shells fell today.", "2025-02-10"),
    ("Chronicle · Feb 10, 2025 09:12\nShells fell today.", "2025-02-10"),
    # no messages: a caption, a day that is only told of, and one that lies ahead
    ("Kyiv, 10 February 2025\nShells fell today.", PUBLISHED),
    ("The bridge fell (10 February 2025, 09:12). It burns today.", PUBLISHED),
    ("[10.03.2025 09:12] Shells fell today.", PUBLISHED),
]


@pytest.mark.parametrize(("text", "dateline"), STAMPS)
def test_stamp_of_a_message(text: str, dateline: str) -> None:
    reading = reading_of(text, PUBLISHED, stages=["times"])
    assert {segment.dateline for segment in reading.all(Segment)} == {dateline}
