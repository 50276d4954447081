"""Events: text → triggers, types, status, arguments, places and times."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.config import Config
from crossfix.extract.events import Events
from crossfix.model import (
    Attribution,
    Event,
    Feature,
    Place,
    Polarity,
    Status,
    Time,
    make_id,
    slice_span,
)
from crossfix.reading import Reading
from tests.readings import reading_of


def found(text: str) -> list[Event]:
    return list(reading_of(text, "2025-02-12", stages=["quantities", "events"]).all(Event))


def place(reading: Reading, name: str, feature: Feature = Feature.CITY) -> Place:
    start = reading.document.text.index(name)
    span = slice_span(reading.document.text, start, start + len(name))
    return Place(
        id=make_id("pla", reading.document.id, span), span=span, name=name, feature=feature,
        lat=50.0, lon=36.0, radius_km=5.0, score=0.9,
    )  # fmt: skip


TYPES = [
    ("Russian forces shelled Kherson.", [("strike", "asserted")]),
    ("Two missiles hit a school in Kharkiv and drones struck a depot in Sumy.",
     [("strike", "asserted"), ("strike", "asserted")]),
    ("Warplanes bombed the port.", [("strike", "asserted")]),
    ("An explosion rocked the port of Odesa.", [("strike", "asserted")]),
    ("Fighting continues in Chasiv Yar.", [("clash", "asserted")]),
    ("Rebels ambushed an army convoy.", [("clash", "asserted")]),
    ("The brigade launched a counterattack near the village.", [("clash", "asserted")]),
    ("Troops advanced towards the river.", [("advance", "asserted")]),
    ("Infantry entered the village.", [("advance", "asserted")]),
    ("The army captured the town.", [("capture", "asserted")]),
    ("The militia took control of the airport.", [("capture", "asserted")]),
    ("Troops withdrew from the town.", [("retreat", "asserted")]),
    ("The garrison pulled back to the hills.", [("retreat", "asserted")]),
    ("Shelling of the market killed five people.",
     [("strike", "asserted"), ("casualties", "asserted")]),
    ("The bridge was destroyed.", [("damage", "asserted")]),
    ("Air defence shot down 65 drones.", [("damage", "asserted")]),
    ("The refinery is burning.", [("damage", "asserted")]),
    ("The city was left without electricity.", [("outage", "asserted")]),
    ("The town was de-energized.", [("outage", "asserted")]),
    ("Thousands of people protested in Belgrade.", [("protest", "asserted")]),
    ("Police arrested 12 protesters.", [("arrest", "asserted")]),
    ("Gunmen kidnapped a journalist.", [("arrest", "asserted")]),
    ("The presidents held talks in Ankara.", [("consult", "asserted")]),
    ("The sides signed a ceasefire agreement.", [("agreement", "asserted")]),
    ("The brigade was redeployed to the east.", [("deployment", "asserted")]),
    ("The sides exchanged 150 prisoners of war.", [("exchange", "asserted")]),
    ("The EU imposed new sanctions on Minsk.", [("sanction", "asserted")]),
    ("Germany delivered ten howitzers to Ukraine.", [("aid", "asserted")]),
    ("The plant produced 1,000 drones in January.", [("production", "asserted")]),
    ("Hackers hacked the ministry's network.", [("other", "asserted")]),
    ("Two assault groups went in at dawn.", [("advance", "asserted")]),
    ("The tree line behind the farm has been cleared.", [("capture", "asserted")]),
    ("The ridge was cleared and the escort turned back.",
     [("capture", "asserted"), ("retreat", "asserted")]),
    ("Two soldiers were exchanged on Tuesday.", [("exchange", "asserted")]),
    ("A new berm was dug across the road.", [("deployment", "asserted")]),
    ("The group has blockaded the capital.", [("clash", "asserted")]),
    ("Forty tons of maize burned.", [("damage", "asserted")]),
    ("They seized hundreds of hostages.", [("arrest", "asserted")]),
    ("Protesters clashed with the police.", [("clash", "asserted")]),
    ("There were no strikes on Kyiv last night.", [("strike", "denied")]),
    ("The army has not advanced for a week.", [("advance", "denied")]),
    ("They failed to capture the town.", [("capture", "denied")]),
    ("There has been no movement on the front.", [("advance", "denied")]),
    ("Officials refuted claims that the bridge was destroyed.", [("damage", "denied")]),
    ("The General Staff denied reports that Russia had seized Toretsk.", [("capture", "denied")]),
    ("The army plans to attack the town in spring.", [("strike", "planned")]),
    ("Troops will storm the city.", [("clash", "planned")]),
    ("If the dam were destroyed, villages would drown.", [("damage", "hypothetical")]),
    ("There is a threat of missile strikes on Kyiv.", [("strike", "hypothetical")]),
    ("Drones could hit the refinery.", [("strike", "hypothetical")]),
    ("A drone dived into the trench.", [("strike", "asserted")]),
    ("That is not to mention the massive strikes on Kyiv last night.", [("strike", "asserted")]),
    ("Russian troops continued to strike the power grid.", [("strike", "asserted")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types_and_status(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(event.type.value, event.status.value) for event in found(text)] == expected


NONE = [
    "Missiles that strike ships are expensive.",
    "Trump slammed the plan and attacked the media.",
    "The attack helicopter is a fine machine.",
    "The 59th Assault Brigade is well equipped.",
    "The minister hit the right note.",
    "Why would Russia attack NATO?",
    "I believe the whole idea is absurd.",
    "The song struck a chord with readers.",
    "Soldiers trained to storm trenches.",
    "The album hit the market and its launch was a success.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_event(text: str) -> None:
    assert [event.trigger.text for event in found(text)] == []


ARGUMENTS = [
    ("Russian forces shelled the hospital with artillery.", "Russian forces", "the hospital",
     ["artillery"], "Shelling/artillery/missile attack"),
    ("The depot was hit by Ukrainian drones.", "Ukrainian", "The depot", ["drones"],
     "Air/drone strike"),
    ("The army has liquidated a command post.", "The army", "a command post", [], None),
    ("Iran launched 200 ballistic missiles at Israel.", "Iran", "Israel", ["ballistic missiles"],
     "Shelling/artillery/missile attack"),
    ("A car bomb exploded near the embassy.", None, None, ["car bomb"],
     "Remote explosive/landmine/IED"),
    ("The militia carried out an attack on the police station.", "The militia",
     "the police station", [], "Shelling/artillery/missile attack"),
    ("The ship was sunk by a naval drone.", None, "The ship", ["naval drone"],
     "Air/drone strike"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "target", "weapons", "acled"), ARGUMENTS)
def test_arguments(
    text: str, actor: str | None, target: str | None, weapons: list[str], acled: str | None
) -> None:
    event = found(text)[0]
    assert (event.actor.text if event.actor else None) == actor
    assert (event.target.text if event.target else None) == target
    assert [weapon.text for weapon in event.weapons] == weapons
    assert event.acled == acled


def test_a_list_of_places_is_one_event_with_all_of_them() -> None:
    reading = reading_of("Gas terminals were hit in Lubny, Sumy and Romny.", "2025-02-12")
    places = [place(reading, name) for name in ("Lubny", "Sumy", "Romny")]
    reading = reading.with_entries(places)
    [event] = Events(Config()).run(reading)
    assert event.places == tuple(p.id for p in places)
    assert event.geo_precision == 1


def test_two_strikes_keep_their_own_places() -> None:
    reading = reading_of("Missiles hit a school in Lubny and drones struck a depot in Sumy.")
    reading = reading.with_entries([place(reading, "Lubny"), place(reading, "Sumy")])
    named = [[reading.get(Place, p).name for p in e.places] for e in Events(Config()).run(reading)]  # type: ignore[union-attr]
    assert named == [["Lubny"], ["Sumy"]]


def test_the_place_of_the_first_sentence_is_inherited() -> None:
    reading = reading_of("A strike on Lubny: the grid failed. Troops struck the substation again.")
    reading = reading.with_entries([place(reading, "Lubny")])
    events = list(Events(Config()).run(reading))
    assert events[-1].trigger.text == "struck"
    assert events[-1].places == events[0].places != ()
    assert events[-1].geo_precision == 2


def test_a_clock_range_reaches_the_strike() -> None:
    text = "On February 6, 2025 a missile strike hit the plant between 03:00 and 04:00."
    reading = reading_of(text, "2025-02-12", stages=["times", "events"])
    [event] = reading.all(Event)
    assert [reading.get(Time, t) is not None for t in event.times] == [True] * len(event.times)
    assert (event.earliest or "")[:13] == "2025-02-06T03"
    assert (event.latest or "")[:13] == "2025-02-06T04"
    assert event.time_precision == 1


def test_waves_of_a_timeline_are_events_each_with_its_clock() -> None:
    text = (
        "Timeline of the attack on the village. The 1st wave of the enemy's rolling towards "
        "the village, February 6, 2025, time 10.08. 2nd wave of rolling, time 10.40."
    )
    events = reading_of(text, "2025-02-12", stages=["times", "events"]).all(Event)
    waves = [event for event in events if event.trigger.text == "rolling"]
    assert [wave.type.value for wave in waves] == ["advance", "advance"]
    assert [(wave.earliest or "")[11:] for wave in waves] == ["10:08", "10:40"]


def test_a_denying_source_turns_the_event_over() -> None:
    reading = reading_of("The ministry rejects it: the army captured the town.")
    text = reading.document.text
    start = text.index("the army")
    denial = Attribution(
        id="att_1", source=None, source_id=None, cue=None,
        content=(slice_span(text, start, len(text)),), polarity=Polarity.DENIED,
    )  # fmt: skip
    [event] = Events(Config()).run(reading.with_entries([denial]))
    assert event.status is Status.DENIED
    assert event.attributions == ("att_1",)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([text for text, _ in TYPES]), min_size=1, max_size=5))
def test_every_span_quotes_the_document_and_ids_are_stable(sentences: list[str]) -> None:
    text = " ".join(sentences)
    reading = reading_of(text, "2025-02-12", stages=["quantities", "events"])
    events = reading.all(Event)
    for event in events:
        for span in (event.trigger, event.actor, event.target, *event.weapons):
            assert span is None or text[span.start : span.stop] == span.text
    again = reading_of(text, "2025-02-12", stages=["quantities", "events"]).all(Event)
    assert events == again
    assert len({event.id for event in events}) == len(events)
