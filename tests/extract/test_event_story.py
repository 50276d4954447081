"""When and where events are that name no day or place: from what the report goes on with."""

from __future__ import annotations

import pytest

from crossfix.config import Config
from crossfix.extract.events import Events
from crossfix.model import Event, Feature, Place, make_id, slice_span
from crossfix.reading import Reading
from tests.readings import reading_of

WIRE = (
    "LUBNY, Ukraine, March 12 (Northern Wire) - A glide bomb hit a bakery in Lubny on Monday, "
    "the mayor said.\n\n"
)
STORY = "On 2 July the driver left the depot.\n\n"
DAYS = [
    # What an agency's report of one happening has other people say is of that happening's day.
    (WIRE + "The ministry said its aircraft had struck a workshop.", "struck", "2025-03-10"),
    (WIRE + "Windows were shattered in a school.", "shattered", "2025-03-10"),
    (WIRE + "Separately, the governor said a woman had been wounded.", "wounded", ""),
    (WIRE + "The army has captured two villages since.", "captured", ""),
    # The day on which somebody says it is not the day of what is said.
    ("The paper reported on Friday that the militia had laid mines.", "laid mines", ""),
    ("It was rumoured yesterday that the mayor had been killed.", "killed", ""),
    ("Officials said that on Monday a drone had hit the port.", "hit", "2025-03-10"),
    ("A drone hit the port on Monday, officials said.", "hit", "2025-03-10"),
    # Neither is a bound.
    ("The work will last until autumn. Troops shelled the depot.", "shelled", ""),
    # A narrative goes on from the day that it has reached.
    (STORY + "A shell hit the bus. The next day the depot burned.", "hit", "2024-07-02"),
    (STORY + "A shell hit the bus. The next day the depot burned.", "burned", "2024-07-03"),
    (STORY + "At dawn a shell hit the bus.", "hit", "2024-07-02"),
    (STORY + "A rocket had burned the mill on 3 June.", "burned", "2024-06-03"),
    ("What happened yesterday: a thread.\n\nAround noon a shell hit the bus.", "hit", "2025-03-11"),
    # A moment told in a clause of its own.
    ("Two people were killed when a bomb hit the bakery on Monday.", "killed", "2025-03-10"),
    # A pasted post speaks on the day that its lead-in gives.
    ("He wrote this on Sunday:\n\n“Yesterday they shelled the mill again.”", "shelled",
     "2025-03-08"),
    ("Diary from Lubny, 7 March\n\nYesterday was worse: eleven strikes on our street.", "strikes",
     "2025-03-06"),
    # A length of time ends with the telling; what goes on for months is not of today alone.
    ("No shells have hit the dam for three days.", "hit", "2025-03-09"),
    ("The bridge is destroyed.", "destroyed", ""),
    ("The depot is being shelled.", "shelled", "2025-03-12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "day"), DAYS)
def test_the_day_of_an_event(text: str, trigger: str, day: str) -> None:
    reading = reading_of(text, "2025-03-12", stages=["voices", "times", "quantities", "events"])
    [event] = [event for event in reading.all(Event) if event.trigger.text == trigger]
    assert (event.earliest or "")[:10] == day


def test_a_weekday_of_what_is_past_is_the_last_one() -> None:
    text = "He added that Saturday night's shelling had been heavy."
    reading = reading_of(text, "2025-03-12", stages=["times", "quantities", "events"])
    [event] = reading.all(Event)
    assert (event.earliest or "").startswith("2025-03-08")


def placed(text: str, **points: tuple[Feature, float]) -> Reading:
    """The reading of a text with these names as places, each so many degrees to the east."""
    reading = reading_of(text, "2025-03-12", stages=["voices", "times", "quantities"])
    places = []
    for name, (feature, east) in points.items():
        start = reading.document.text.find(name)
        while start >= 0:
            span = slice_span(reading.document.text, start, start + len(name))
            places.append(
                Place(
                    id=make_id("pla", reading.document.id, span), span=span, name=name,
                    feature=feature, lat=50.0, lon=30.0 + east, radius_km=5.0, score=0.9,
                )
            )  # fmt: skip
            start = reading.document.text.find(name, start + 1)
    return reading.with_entries(places)


CITY, FACILITY, COUNTRY = Feature.CITY, Feature.FACILITY, Feature.COUNTRY
HEAD = "A convoy burns in Lubny\n\n"
PLACES = [
    (HEAD + "Trucks were bombed on Monday. Jets fired rockets.", "bombed", ["Lubny"]),
    (HEAD + "Trucks were bombed on Monday.\n\nTwo drivers were killed.", "killed", ["Lubny"]),
    # Not where somebody else speaks of it, nor in a paragraph about another town.
    (HEAD + "The ministry denied that jets had attacked the trucks.", "attacked", []),
    (HEAD + "In Romny two mills burned. A man was wounded.", "wounded", ["Romny"]),
    # Where somebody sits who tells of it is no place of it, unless it is they who saw it.
    ("The ministry in Romny said that jets had struck a depot.", "struck", []),
    ("Residents of Romny said that jets had struck a depot.", "struck", ["Romny"]),
    ("An official in Romny said that the troops had left the town.", "left", ["Romny"]),
    ("Yesterday troops brought shells, thanks to the people of Romny.", "brought", []),
    # Not where those who come next set out from.
    (HEAD + "The trucks had set out from Romny. Rockets hit them.", "hit", ["Lubny"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "expected"), PLACES)
def test_the_place_of_an_event(text: str, trigger: str, expected: list[str]) -> None:
    reading = placed(text, Lubny=(CITY, 0.0), Romny=(CITY, 4.0))
    [event] = [event for event in Events(Config()).run(reading) if event.trigger.text == trigger]
    names = [place.name for i in event.places if (place := reading.get(Place, i))]
    assert names == expected


def test_a_wire_story_is_where_its_dateline_says_and_no_further() -> None:
    text = (
        "LUBNY, Ukraine, March 12 (Northern Wire) - A drone set fire to two silos on Monday.\n\n"
        "Moscow said its forces had struck a depot.\n\n"
        "A man had been killed in Romny."
    )
    reading = placed(text, LUBNY=(CITY, 0.0), Ukraine=(COUNTRY, 1.0), Romny=(CITY, 4.0))
    told = {event.trigger.text: event for event in Events(Config()).run(reading)}
    names = [place.name for i in told["struck"].places if (place := reading.get(Place, i))]
    assert "LUBNY" in names
    assert told["struck"].earliest == "2025-03-10"
    assert told["killed"].earliest is None


def test_an_entry_of_a_list_lends_its_place_to_no_other() -> None:
    text = "▪️ Lubny. Guns shelled the mill at dawn.\n\n▪️ The enemy lost two tanks."
    reading = placed(text, Lubny=(CITY, 0.0))
    told = {event.trigger.text: event.places for event in Events(Config()).run(reading)}
    assert told["shelled"]
    assert told["lost"] == ()


@pytest.mark.parametrize("text", ["Attacks in Lubny.", "Strikes.", "Clashes on Monday."])
def test_a_noun_at_the_head_of_a_text_is_quoted_as_it_stands(text: str) -> None:
    reading = reading_of(text, "2025-03-12", stages=["times", "quantities", "events"])
    for event in reading.all(Event):
        assert event.trigger.text in text


def test_a_summary_of_a_day_dates_what_it_lists() -> None:
    text = (
        "Evening summary, as of 22:00 on 11 March 2025\n\n"
        "Lubny direction. Troops repelled an attack near the mill.\n\n"
        "Yesterday jets struck a depot."
    )
    reading = reading_of(text, "2025-03-12", stages=["times", "quantities", "events"])
    told = {event.trigger.text: event.earliest for event in reading.all(Event)}
    assert told["attack"] == "2025-03-11"
    assert told["struck"] == "2025-03-10"
