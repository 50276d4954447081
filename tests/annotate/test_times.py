"""Time expressions: what is found in a text, and the value it has on 12 February 2025."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.annotate.times import Times
from crossfix.config import Config
from crossfix.model import Time, TimeType
from crossfix.plugins import Stage
from tests.readings import reading_of

PUBLISHED = "2025-02-12"  # a Wednesday


def times_of(text: str, published: str | None = PUBLISHED) -> list[Time]:
    found = reading_of(text, published, stages=["times"]).all(Time)
    return sorted(found, key=lambda time: time.start)


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in times_of(text, published)]


DATES = [
    ("It was hit on February 6, 2025.", [("February 6, 2025", "2025-02-06")]),
    ("It was hit on 6 February 2025.", [("6 February 2025", "2025-02-06")]),
    ("It was hit on Feb. 6.", [("Feb. 6", "2025-02-06")]),
    ("It was hit on 06.02.2025.", [("06.02.2025", "2025-02-06")]),
    ("It was hit on 2025-02-06.", [("2025-02-06", "2025-02-06")]),
    ("It was hit on the 6th of February.", [("the 6th of February", "2025-02-06")]),
    ("It was hit on Thursday, February 6, 2025.",
     [("Thursday, February 6, 2025", "2025-02-06")]),
    ("Shelled on 25/1/25.", [("25/1/25", "2025-01-25")]),
    ("Shelled on 1/25/2025.", [("1/25/2025", "2025-01-25")]),
    ("Since 10 April, 134 people have died there.", [("10 April", "2024-04-10")]),
    ("In March 2022 the army left.", [("March 2022", "2022-03")]),
    ("Before the 2022 invasion, and since 2014.", [("2022", "2022"), ("2014", "2014")]),
    ("Factories of the 1980s.", [("the 1980s", "198")]),
    ("A fort of the 19th century.", [("the 19th century", "18")]),
    ("Output fell in Q3 2024.", [("Q3 2024", "2024-Q3")]),
    ("Output fell in the third quarter of 2024.",
     [("the third quarter of 2024", "2024-Q3")]),
    ("Elections are planned for fall of 2025.", [("fall of 2025", "2025-FA")]),
    ("It held through the winter of 2024/25.", [("the winter of 2024/25", "2024-WI")]),
    ("Offensives come in spring-summer.", [("spring-summer", "2025-SP/2025-SU")]),
    ("It fell in early February 2024.", [("early February 2024", "2024-02")]),
    ("It fell by the end of 2024.", [("the end of 2024", "2024")]),
    ("It was founded in 490 BC.", [("490 BC", "BC0490")]),
]  # fmt: skip

RANGES = [
    ("Feb 6-7 were hard days.", [("Feb 6-7", "2025-02-06/2025-02-07")]),
    ("Fighting went on from 1 to 5 February.", [("1 to 5 February", "2025-02-01/2025-02-05")]),
    ("The war of 2022-2024.", [("2022-2024", "2022/2024")]),
    ("On the night of February 5 to 6 drones came.",
     [("the night of February 5 to 6", "2025-02-05/2025-02-06")]),
    ("From 28 January – 3 February it rained.",
     [("28 January – 3 February", "2025-01-28/2025-02-03")]),
    ("It was hit between 03:00 and 04:00 in the morning.",
     [("between 03:00 and 04:00 in the morning", "2025-02-12T03:00/2025-02-12T04:00")]),
    ("Between midnight and 6 a.m. it burned.",
     [("midnight and 6 a.m.", "2025-02-12T00:00/2025-02-12T06:00")]),
    ("It was hit shortly after midnight on Wednesday.",
     [("midnight on Wednesday", "2025-02-12T00:00")]),
    ("It was hit just before midnight on Tuesday.",
     [("midnight on Tuesday", "2025-02-11T23:59")]),
    ("It held from Monday to Friday.", [("Monday to Friday", "2025-02-03/2025-02-07")]),
    ("In February and March 2024 it held.", [("February", "2024-02"), ("March 2024", "2024-03")]),
    ("Blasts were heard at 3-4 a.m.", [("3-4 a.m.", "2025-02-12T03:00/2025-02-12T04:00")]),
]  # fmt: skip

RELATIVE = [
    ("They met today.", [("today", "2025-02-12")]),
    ("Kiev was hit yesterday.", [("yesterday", "2025-02-11")]),
    ("Kiev was hit last night.", [("last night", "2025-02-11TNI")]),
    ("He will speak tonight.", [("tonight", "2025-02-12TNI")]),
    ("It was hit this morning.", [("This morning".lower(), "2025-02-12TMO")]),
    ("He will leave tomorrow.", [("tomorrow", "2025-02-13")]),
    ("It was hit two days ago.", [("two days ago", "2025-02-10")]),
    ("It was hit a few days ago.", [("a few days ago", "PAST_REF")]),
    ("Hubs were hit in the past few days.", [("the past few days", "PXD")]),
    ("It began last week.", [("last week", "2025-W06")]),
    ("It began three years ago.", [("three years ago", "2022")]),
    ("It stood still for the past week.", [("the past week", "P1W")]),
    ("It was said on Monday.", [("Monday", "2025-02-10")]),
    ("It fell last Friday.", [("last Friday", "2025-02-07")]),
    ("They will meet next Tuesday.", [("next Tuesday", "2025-02-18")]),
    ("They will meet on Friday.", [("Friday", "2025-02-14")]),
    ("Troops struck on March 3.", [("March 3", "2024-03-03")]),
    ("Talks will open on March 3.", [("March 3", "2025-03-03")]),
    ("It struck overnight into Feb 7.", [("overnight into Feb 7", "2025-02-06TNI")]),
    ("It fell on 3 May 2022. Five days later it was retaken.",
     [("3 May 2022", "2022-05-03"), ("Five days later", "2022-05-08")]),
    ("It is now quiet; he recently left.", [("now", "PRESENT_REF"), ("recently", "PAST_REF")]),
    ("The front may move in the near future.", [("the near future", "FUTURE_REF")]),
    ("It fell over the weekend.", [("the weekend", "2025-W06-WE")]),
    ("It was hit the day before yesterday.", [("the day before yesterday", "2025-02-10")]),
]  # fmt: skip

FEASTS = [
    ("A truce was agreed for Orthodox Easter.", [("Orthodox Easter", "2025-04-20")]),
    ("On Good Friday 2024 it rained.", [("Good Friday 2024", "2024-03-29")]),
    ("It was found last Thanksgiving.", [("last Thanksgiving", "2024-11-28")]),
    ("On Memorial Day 2024 it held.", [("Memorial Day 2024", "2024-05-27")]),
    ("On National Unity Day it was quiet.", [("National Unity Day", "2024-11-04")]),
]

COMPARED = [
    ("It made 30 tanks in the third quarter, against 20 a year earlier.",
     [("the third quarter", "2024-Q3"), ("a year earlier", "2023-Q3")]),
    ("It lost money in the third quarter. In the year-ago period it had none.",
     [("the third quarter", "2024-Q3"), ("the year-ago period", "2023-Q3")]),
    ("Output fell in the third quarter. For the quarter, exports rose.",
     [("the third quarter", "2024-Q3"), ("the quarter", "2024-Q3")]),
    ("Output fell in the 2023 third quarter.", [("the 2023 third quarter", "2023-Q3")]),
    ("Output rose in last year's second quarter.",
     [("last year's second quarter", "2024-Q2")]),
    ("It stood a year ago.", [("a year ago", "2024")]),
    ("He owed it in the year ended March 31.",
     [("the year", "P1Y"), ("March 31", "2024-03-31")]),
    ("They live in the quarter of the weavers.", []),
]  # fmt: skip

LENGTHS_AND_SETS = [
    ("They fought for two weeks.", [("two weeks", "P2W")]),
    ("They fought for three years.", [("three years", "P3Y")]),
    ("A 72-hour ceasefire was agreed.", [("72-hour", "PT72H")]),
    ("They waited for a year and a half.", [("a year and a half", "P1Y6M")]),
    ("They waited for half an hour.", [("half an hour", "PT30M")]),
    ("It goes on every day.", [("every day", "P1D")]),
    ("It is shelled daily.", [("daily", "P1D")]),
    ("They meet each Monday.", [("each Monday", "XXXX-WXX-1")]),
    ("It is shelled twice a day.", [("twice a day", "P1D")]),
    ("The siege was months-long.", [("months-long", "PXM")]),
]

CLOCKS = [
    ("At 03:00 the alarm was given.", [("03:00", "2025-02-12T03:00")]),
    ("The convoy moved, time 10.08.", [("10.08", "2025-02-12T10:08")]),
    ("It was launched at 0300Z.", [("0300Z", "2025-02-12T03:00Z")]),
    ("It was launched at 14:00 UTC.", [("14:00 UTC", "2025-02-12T14:00Z")]),
    ("It was launched at 03:00 Kyiv time.", [("03:00 Kyiv time", "2025-02-12T03:00")]),
    ("It was hit at about 4 a.m.", [("4 a.m.", "2025-02-12T04:00")]),
    ("It was hit at noon.", [("noon", "2025-02-12T12:00")]),
    ("It was hit at half past three in the afternoon.",
     [("half past three in the afternoon", "2025-02-12T15:30")]),
    ("It was hit on 6 February. At 11:40 the fire was out.",
     [("6 February", "2025-02-06"), ("11:40", "2025-02-06T11:40")]),
    ("It was hit at 10:08 on February 6.", [("10:08 on February 6", "2025-02-06T10:08")]),
    ("It was hit last night; at 02:10 the fire was out.",
     [("last night", "2025-02-11TNI"), ("02:10", "2025-02-12T02:10")]),
]  # fmt: skip

NOT_TIMES = [
    "The 59th brigade and the 414th Battalion arrived.",
    "Both 330 kV and 110 kV lines were cut by the 2nd wave.",
    "The ratio was 3:1, and the team won 3:1.",
    "A TDTN-40000/110 transformer, a Su-34 and a T-72 burned.",
    "It cost $2000, or 45 percent more.",
    "The point is 48.73, 37.56 on the map.",
    "Version 2.0.1 runs in house 12.",
    "They dated it 31 February 2025 and 25:70.",
    "The year 20255 is a typing error.",
    "Article 5 and Protocol 1 say so.",
    "A 155 mm gun fired from 10.08 km at the 7.62 mm nest.",
    "About 2000 soldiers and 1500 shells were counted.",
    "Resolution 1701 was cited.",
    "He may march to the sea.",
    "The Long March of the retreat.",
    "The fall of Kabul shook them.",
    "A 25-year-old man, 45 years old, drew a 1:50,000 map.",
]

ALL_TABLES = [
    *DATES, *RANGES, *RELATIVE, *FEASTS, *COMPARED, *LENGTHS_AND_SETS, *CLOCKS,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ALL_TABLES)
def test_expression_and_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


BOUNDS = [
    ("Kiev was hit yesterday.", "2025-02-11", "2025-02-11"),
    ("Kiev was hit last night.", "2025-02-11T18:00", "2025-02-12T06:00"),
    ("On the night of February 7, 2025, it burned.", "2025-02-07T00:00", "2025-02-07T23:59"),
    ("Hubs were hit in the past few days.", "2025-02-05", "2025-02-12"),
    ("It was hit a few days ago.", "2025-02-05", "2025-02-10"),
    ("It began last week.", "2025-02-03", "2025-02-09"),
    ("It fell in early February 2024.", "2024-02-01", "2024-02-10"),
    ("It fell in late 2024.", "2024-09-01", "2024-12-31"),
    ("It fell earlier this week.", "2025-02-10", "2025-02-12"),
    ("Elections are planned for fall of 2025.", "2025-09-01", "2025-11-30"),
    ("It was hit at 03:00.", "2025-02-12T03:00", "2025-02-12T03:00"),
    ("They fought for two weeks.", None, None),
    ("It is shelled daily.", None, None),
    # a clock time whose zone is named is bounded in UTC, summer time and changes of law included
    ("It was hit at 03:00 Kyiv time.", "2025-02-12T01:00Z", "2025-02-12T01:00Z"),
    ("It was hit at 03:00 Kyiv time on 1 July 2024.", "2024-07-01T00:00Z", "2024-07-01T00:00Z"),
    ("It was hit at 01:00 Moscow time on 6 July 2013.", "2013-07-05T21:00Z", "2013-07-05T21:00Z"),
    ("It was hit at 01:30 MSK on February 12.", "2025-02-11T22:30Z", "2025-02-11T22:30Z"),
    ("It was hit at 10:00 (UTC+3).", "2025-02-12T07:00Z", "2025-02-12T07:00Z"),
    ("It was launched at 0300Z.", "2025-02-12T03:00Z", "2025-02-12T03:00Z"),
    ("It was hit at midnight Kyiv time.", "2025-02-12T22:00Z", "2025-02-12T22:00Z"),
    ("From 03:00 to 04:30 Kyiv time it burned.", "2025-02-12T01:00Z", "2025-02-12T02:30Z"),
    ("It was hit at 03:00 local time.", "2025-02-12T03:00", "2025-02-12T03:00"),
    ("All times are Moscow time. At 03:10 it burned.", "2025-02-12T00:10Z", "2025-02-12T00:10Z"),
    ("It was hit at 03:00 Kyiv time on 6 July 1941.", "1941-07-06T03:00", "1941-07-06T03:00"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    *_, time = times_of(text)
    assert (time.earliest, time.latest) == (earliest, latest)


TYPES = [
    ("Kiev was hit yesterday.", TimeType.DATE),
    ("Kiev was hit last night.", TimeType.TIME),
    ("They fought for two weeks.", TimeType.DURATION),
    ("It is shelled daily.", TimeType.SET),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_type(text: str, kind: TimeType) -> None:
    assert [time.type for time in times_of(text)] == [kind]


def test_anchor_names_what_it_was_reckoned_from() -> None:
    reading = reading_of("On 6 Feb 2025 it began. At 10.08 it burned.", PUBLISHED, stages=["times"])
    date_told, clock = reading.all(Time)
    assert date_told.anchor is None
    assert clock.anchor == date_told.id
    reading = reading_of("It was hit yesterday.", PUBLISHED, stages=["times"])
    assert reading.all(Time)[0].anchor == reading.document.id


AMBIGUOUS = [
    ("Shelled on 6/2/25.", "2025-02-06"),  # the other reading lies after publication
    ("Shelled on 3/2/24.", None),
    ("Shelled on 3/2/24, and on 25/1/24.", "2024-02-03"),
    ("Shelled on 3/2/24, and on 1/25/24.", "2024-03-02"),
    ("Shelled on 5/5/24.", "2024-05-05"),
]


@pytest.mark.parametrize(("text", "value"), AMBIGUOUS)
def test_day_or_month_first(text: str, value: str | None) -> None:
    first = times_of(text)[0]
    assert first.value == value
    assert (first.reason is None) == (value is not None)


def test_nothing_is_reckoned_without_a_date() -> None:
    reading = reading_of("It was hit yesterday, and again on Monday.", None, stages=["times"])
    assert [time.value for time in reading.all(Time)] == [None, None]
    assert all(time.reason and "--published" in time.reason for time in reading.all(Time))
    assert [notice.about for notice in reading.notices] == ["times"]


FOOTAGE = """Full record of the attack on the farm.
00:00 The 1st wave rolls towards the farm, February 6, 2025, time 10.08, the beginning.
02:24 2nd wave, the same direction, time 10.40. 03:54 - the vehicles start to burn.
04:25 The 3rd wave, time 11.59."""


def test_offsets_into_footage_are_no_times() -> None:
    assert values(FOOTAGE) == [
        ("February 6, 2025", "2025-02-06"),
        ("10.08", "2025-02-06T10:08"),
        ("10.40", "2025-02-06T10:40"),
        ("11.59", "2025-02-06T11:59"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0:58-1:07 Drone footage of the column.", []),
        ("The tank burns at the 1:32 mark.", []),
        ("The tank burns 0:45 into the video.", []),
        ("Footage was filmed 10:00-14:00 at the bridge.", ["10:00-14:00"]),
    ],
)
def test_a_lone_offset_into_footage(text: str, found: list[str]) -> None:
    assert [time.text for time in times_of(text)] == found


def test_a_log_of_the_night_keeps_its_clock_times() -> None:
    log = "00:05 - Air raid alert in Sumy. 00:40 - Explosions heard. 01:30 - All clear."
    assert [text for text, _ in values(log)] == ["00:05", "00:40", "01:30"]


def test_is_a_stage() -> None:
    assert isinstance(Times(Config()), Stage)


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31))
FORMS = ["%B %-d, %Y", "%-d %B %Y", "%d.%m.%Y", "%Y-%m-%d", "%b %-d, %Y", "%A, %-d %B %Y"]


@settings(max_examples=60)
@given(DAYS, st.sampled_from(FORMS))
def test_every_form_of_a_full_date_gives_its_day(day: date, form: str) -> None:
    written = day.strftime(form)
    assert values(f"The bridge was hit on {written} by drones.") == [(written, day.isoformat())]


WORDS = st.sampled_from(
    [
        "on",
        "in",
        "at",
        "the",
        "last",
        "next",
        "5",
        "12",
        "31",
        "2022",
        "30:10",
        "10:08",
        "May",
        "March",
        "night",
        "Monday",
        "week",
        "years",
        "ago",
        "later",
        "two",
        "few",
        "past",
        "of",
        "and",
        "to",
        "-",
        "/",
        ".",
        ",",
        "'day'",
        "February",
        "6th",
        "1/2/25",
        "BC",
        "every",
        "0300Z",
        "now",
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=30), st.sampled_from([PUBLISHED, None, "1999-12-31"]))
def test_invariants(words: list[str], published: str | None) -> None:
    text = "Shells fell " + " ".join(words)
    found = times_of(text, published)
    assert found == times_of(text, published)
    assert len({time.id for time in found}) == len(found)
    for time in found:
        assert text[time.start : time.stop] == time.text
        assert time.value is not None or time.reason
        if time.earliest and time.latest:
            assert time.earliest[:10] <= time.latest[:10]
    assert all(first.stop <= second.start for first, second in pairwise(found))


@settings(max_examples=30)
@given(DAYS)
def test_yesterday_is_the_day_before(day: date) -> None:
    expected = (day - timedelta(1)).isoformat()
    assert values("It was hit yesterday.", day.isoformat()) == [("yesterday", expected)]
