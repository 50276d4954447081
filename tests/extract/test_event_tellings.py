"""Events as the manners of reporting tell them: bulletins, posts, commentary, wire stories."""

from __future__ import annotations

import pytest

from crossfix.config import Config
from crossfix.extract.events import Events
from crossfix.model import Event, Feature, Place, Quantity, make_id, slice_span
from crossfix.reading import Reading
from tests.readings import reading_of


def found(text: str) -> tuple[Event, ...]:
    return reading_of(text, "2025-03-12", stages=["times", "quantities", "events"]).all(Event)


def placed(text: str, **features: Feature) -> Reading:
    """The reading of a text with these names as places, every mention of each."""
    reading = reading_of(text, "2025-03-12", stages=["voices", "times", "quantities"])
    places = []
    for name, feature in features.items():
        start = reading.document.text.find(name)
        while start >= 0:
            span = slice_span(reading.document.text, start, start + len(name))
            places.append(
                Place(
                    id=make_id("pla", reading.document.id, span), span=span, name=name,
                    feature=feature, lat=50.0, lon=36.0, radius_km=5.0, score=0.9,
                )
            )  # fmt: skip
            start = reading.document.text.find(name, start + 1)
    return reading.with_entries(places)


def names(reading: Reading) -> list[tuple[str, list[str]]]:
    """The trigger of each event with the names of its places."""
    return [
        (event.trigger.text, [place.name for i in event.places if (place := reading.get(Place, i))])
        for event in Events(Config()).run(reading)
    ]


STATUS = [
    ("How many men had been arrested he refused to say.", [("arrest", "asserted")]),
    ("The monitors warn that both sides have killed civilians.", [("casualties", "asserted")]),
    ("The group threatened to hit any ship.", [("strike", "planned")]),
    ("Three hundred of his soldiers are ready to lay down their arms.", [("retreat", "planned")]),
    ("Air activity: 21 May, 09:45, strike on a fuel depot.", [("strike", "asserted")]),
    ("Their positions had opened fire with mortars.", [("strike", "asserted")]),
    ("A quadcopter was brought down in Lubny district.", [("damage", "asserted")]),
    ("Two brigades are to be deployed to the border.", [("deployment", "planned")]),
    ("Army to withdraw from Lubny", [("retreat", "planned")]),
    ("The army nearly captured the town.", [("capture", "denied")]),
    ("The peace talks between Chad and Mali are set to begin on Monday.", [("consult", "planned")]),
    ("Officials fear that the militia will attack the city.", [("strike", "hypothetical")]),
    ("The ministry has not confirmed reports that a ferry sank near the island.",
     [("damage", "hypothetical")]),
    ("In an effort to capture the town, the army shelled the village.", [("strike", "asserted")]),
    ("He asked whether the army had shelled the town.", [("strike", "hypothetical")]),
    ("We have had no power since yesterday evening.", [("outage", "asserted")]),
    ("There is no light in two districts.", [("outage", "asserted")]),
    ("The village was left without water.", [("outage", "asserted")]),
    ("If the truce is not signed by the end of April, the war will go on.",
     [("agreement", "hypothetical")]),
    ("No one was hurt in the village.", [("casualties", "denied")]),
    ("Nobody was injured in the strike on the depot.",
     [("casualties", "denied"), ("strike", "asserted")]),
    ("Reports of the capture of the village were premature.", [("capture", "denied")]),
    ("The enemy did not conduct offensive operations.", [("clash", "denied")]),
    ("The claim that Sudzha was seized does not match the facts.", [("capture", "denied")]),
    ("The claim that Russian troops captured Sudzha is untrue.", [("capture", "denied")]),
    ("The report that a missile hit the depot was published late.", [("strike", "asserted")]),
    ("It is not yet confirmed that the village has been taken.", [("capture", "hypothetical")]),
    ("Whether he was killed in Sumy was not yet known.", [("casualties", "hypothetical")]),
    ("He refused to confirm that his service had blown up the bridge.",
     [("damage", "hypothetical")]),
    ("This suggests that the ammunition depot was hit.", [("strike", "asserted")]),
    ("A meeting between the presidents was possible.", [("consult", "hypothetical")]),
    ("The delegation's talks in Ankara remain suspended.", [("consult", "denied")]),
    ("There has never been such a concentration of troops.", [("deployment", "asserted")]),
    ("After the town falls, the army will withdraw from the river.",
     [("capture", "hypothetical"), ("retreat", "planned")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_how_it_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(event.type.value, event.status.value) for event in found(text)] == expected


ONCE = [
    ("The enemy attacked near the village four times. All attacks were repelled.", ["clash"]),
    ("A total of 152 combat engagements have taken place.", ["clash"]),
    ("In the eastern direction, the enemy carried out three attacks.", ["clash"]),
    ("The defenders stopped six assaults near the village.", ["clash"]),
    ("The enemy tried 62 times to push our units out of their positions.", ["clash"]),
    ("Infantry tried to break into the town.", ["clash"]),
    ("The enemy attacked the depot with drones. As a result of the attack two men were injured.",
     ["strike", "casualties"]),
    ("214 soldiers were killed and another 121 wounded.", ["casualties"]),
    ("A house was destroyed, and a fire broke out at a warehouse.", ["damage", "damage"]),
    ("Two power lines were damaged. The power lines were damaged badly.", ["damage"]),
    ("Enemy losses: up to 190 people, 4 trucks.", ["casualties"]),
    ("In total, the losses of the army amounted to about 1,360 people.", ["casualties"]),
    ("The enemy lost up to two platoons.", ["casualties"]),
    ("Air defence shot down nine missiles, but 26 strikes were recorded at 25 locations.",
     ["damage", "strike"]),
    ("TOS-1A strikes on the enemy's strongpoints.", ["strike"]),
    ("A woman was injured by falling debris.", ["casualties"]),
    ("Nine bodies were recovered from the rubble.", ["casualties"]),
    ("The hospital's windows were blown out.", ["damage"]),
    ("Protesters blocked the bridge.", ["protest"]),
    ("The militia fled, leaving dozens of dead behind.", ["retreat", "casualties"]),
    ("Trump and Putin spoke on Tuesday for two hours.", ["consult"]),
    ("The delegations agreed to exchange the wounded; the first exchange took place on 9 June.",
     ["exchange", "exchange"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONCE)
def test_one_event_a_happening(text: str, expected: list[str]) -> None:
    assert [event.type.value for event in found(text)] == expected


PASSING = [
    "A peace deal signed under duress is worth nothing.",
    "After the end of hostilities, somebody must pay.",
    "Military capabilities are greater than before the 2022 invasion of Ukraine.",
    "They were weaker when the large-scale invasion of Ukraine began three years ago.",
    "Operational update on the Russian invasion.",
    "They stood at the Arida crossing.",
    "Europe's leaders are in retreat.",
    "No plan would be shown at the upcoming Munich conference.",
    "It is hard to imagine any legal document being signed.",
    "The great phone call has come and gone.",
    "The soldiers took part in the parade.",
    "Russia denies targeting civilians.",
    "The advancing columns were long.",
    "He would like to end the killing.",
    "It is unlikely that the raid will reduce missile launches before May.",
    "Do not ignore the air raid alert.",
    "The parliament approved a huge debt package on Tuesday.",
    "A bomb of another sort went off in London.",
]


@pytest.mark.parametrize("text", PASSING)
def test_mentions_in_passing_are_no_events(text: str) -> None:
    assert [event.trigger.text for event in found(text)] == []


ROLES = [
    ("The depot came under fire from Russian drones.", "Russian", "The depot", "Air/drone strike"),
    ("Four people were killed in Israeli airstrikes.", "Israeli", "Four people", None),
    ("The militia launched a series of attacks on the town.", "The militia", "the town",
     "Shelling/artillery/missile attack"),
    ("The brigade detonated 20 bombs in the city.", "The brigade", None, "Air/drone strike"),
    ("Fighting between the army and the militia continued in Goma.", "the army", "the militia",
     "Armed clash"),
    ("The blaze caused damage to a bakery.", None, "a bakery", None),
    ("The Air Force reported that on the night of 5 May 69 of 116 attack drones were shot down "
     "over the Sumy and Kyiv regions.", "The Air Force", "116 attack drones",
     "Disrupted weapons use"),
    ("Its forces destroyed 82 Ukrainian drones.", "Its forces", "82 Ukrainian drones",
     "Disrupted weapons use"),
    ("Ukrainian forces repelled 48 attacks.", "Ukrainian forces", None, "Armed clash"),
    ("The army repelled an attack by the militia.", "the militia", "The army", "Armed clash"),
    ("Ukrainian forces counterattacked near the village.", "Ukrainian forces", None,
     "Armed clash"),
    ("A refinery caught fire.", None, "A refinery", None),
    ("A bus came under fire.", None, "A bus", "Shelling/artillery/missile attack"),
    ("Enemy losses: up to 190 people, 2 mortars.", None, "Enemy", None),
    ("Troops captured two Chinese citizens.", "Troops", "two Chinese citizens", None),
    ("Jets bombed Idlib, where 11 people died.", None, "Idlib", "Air/drone strike"),
    ("Dozens wounded.", None, "Dozens", None),
    ("The governor held a meeting with the ambassador.", "The governor", "the ambassador", "Other"),
    ("Troops launched 6 air strikes on the town.", "Troops", "the town", "Air/drone strike"),
    ("Geran drones hit a depot.", None, "a depot", "Air/drone strike"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "target", "acled"), ROLES)
def test_who_did_it_to_whom(
    text: str, actor: str | None, target: str | None, acled: str | None
) -> None:
    event = found(text)[0]
    assert (event.actor.text if event.actor else None) == actor
    assert (event.target.text if event.target else None) == target
    assert event.acled == acled


def test_those_who_died_where_something_happened() -> None:
    [_, deaths] = found("Jets bombed Idlib, where 11 people died.")
    assert deaths.target is not None
    assert deaths.target.text == "11 people"


CITY, FRONT = Feature.CITY, Feature.FRONT

WHERE = [
    # An effect stands where its cause does.
    ("A block in Lubny was hit, killing two people. Three people were killed in Sumy.",
     {"Lubny": CITY, "Sumy": CITY},
     [("hit", ["Lubny"]), ("killing", ["Lubny"]), ("killed", ["Sumy"])]),
    # Where the drones came from is not where they struck.
    ("Troops launched 46 drones from Kursk and Oryol.", {"Kursk": CITY, "Oryol": CITY},
     [("launched", [])]),
    # A place that only tells where another lies.
    ("Troops advanced near Lubny (northeast of Sumy).", {"Lubny": CITY, "Sumy": CITY},
     [("advanced", ["Lubny"])]),
    # The heading of an entry, where the place itself is named.
    ("Sumy direction: the army took Lubny.", {"Sumy direction": FRONT, "Lubny": CITY},
     [("took", ["Lubny"])]),
    # A place that only describes another.
    ("Drones hit the Sumy suburb of Lubny.", {"Sumy": CITY, "Lubny": CITY}, [("hit", ["Lubny"])]),
    # A list that goes on after semicolons.
    ("Troops attacked near Lubny; east of Sumy near Romny; and south of Sumy near Putyvl.",
     {"Lubny": CITY, "Sumy": CITY, "Romny": CITY, "Putyvl": CITY},
     [("attacked", ["Lubny", "Romny", "Putyvl"])]),
    ("Troops continued ground attacks near Lubny itself; east of Sumy near Romny.",
     {"Lubny": CITY, "Sumy": CITY, "Romny": CITY}, [("ground attacks", ["Lubny", "Romny"])]),
    # Places that are only counted are not those told before.
    ("Missiles hit a depot in Lubny. The army destroyed 82 drones over eight regions.",
     {"Lubny": CITY}, [("hit", ["Lubny"]), ("destroyed", [])]),
    # The agent of a passive is not a place.
    ("The sides exchanged 150 prisoners in a deal mediated by Qatar.", {"Qatar": Feature.COUNTRY},
     [("exchanged", [])]),
    # A pasted report of "our city" takes up the place that its lead-in told last.
    ("The war goes on. A drone hit a hospital in Lubny. From the governor:\n\n"
     "\"Drones attacked our city. Windows were shattered.\"",
     {"Lubny": CITY},
     [("hit", ["Lubny"]), ("attacked", ["Lubny"]), ("shattered", ["Lubny"])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "features", "expected"), WHERE)
def test_where_it_happened(
    text: str, features: dict[str, Feature], expected: list[tuple[str, list[str]]]
) -> None:
    assert names(placed(text, **features)) == expected


def test_an_unknown_place_does_not_inherit_the_town_told_before() -> None:
    text = "Drones hit a depot in Lubny. Then missiles struck Qazarine. Two houses burned."
    assert [places for _, places in names(placed(text, Lubny=CITY))] == [["Lubny"], [], []]


WHEN = [
    # What pictures show happened before today, and "now" holds for its own clause alone.
    ("The footage shows the landing of infantry.", None, None),
    ("The army will attack the town, as it has now swelled.", None, None),
    ("We have had no power since 10 March.", "2025-03-10", "2025-03-12"),
    ("There were no casualties: the school has stood empty since 2022.", None, None),
    ("The envoy visited Nairobi on Monday and met civilian leaders.", "2025-03-10", "2025-03-10"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), WHEN)
def test_when_it_happened(text: str, earliest: str | None, latest: str | None) -> None:
    event = found(text)[-1]
    assert ((event.earliest or "")[:10], (event.latest or "")[:10]) == (
        earliest or "",
        latest or "",
    )


def test_figures_of_a_participle_before_its_noun() -> None:
    reading = reading_of(
        "Footage shows at least 5 burning vehicles.", stages=["quantities", "events"]
    )
    [event] = reading.all(Event)
    assert [q.text for i in event.figures if (q := reading.get(Quantity, i))] == ["at least 5"]


SHIFTED = [
    # Words that lead away from a place put what happened near it, and are no origin.
    ("Drones struck a convoy 12 km from Lubny.", "12 km from Lubny", ["Lubny"], 2),
    ("Shells fell between Lubny and Romny.", "between Lubny and Romny", ["Lubny"], 2),
    ("Shells fell on the square in Lubny.", None, ["Lubny"], 1),
    # One end of a stretch is no origin either; where something was launched from is.
    ("The road from Lubny to Romny was shelled.", None, ["Lubny", "Romny"], 1),
    ("Troops launched 46 drones from Lubny.", None, [], None),
]


@pytest.mark.parametrize(("text", "shift", "expected", "precision"), SHIFTED)
def test_words_that_lead_away_from_a_place(
    text: str, shift: str | None, expected: list[str], precision: int | None
) -> None:
    reading = reading_of(text, "2025-03-12", stages=["times", "quantities"])
    words = None
    if shift is not None:
        words = slice_span(text, text.index(shift), text.index(shift) + len(shift))
    places = []
    for name in ("Lubny",) if shift else ("Lubny", "Romny"):
        if name in text:
            span = slice_span(text, text.index(name), text.index(name) + len(name))
            places.append(
                Place(
                    id=make_id("pla", reading.document.id, span), span=span, name=name,
                    shift=words, lat=50.0, lon=33.0, radius_km=5.0, feature=Feature.CITY,
                )
            )  # fmt: skip
    reading = reading.with_entries(places)
    [event] = Events(Config()).run(reading)
    found_places = [reading.get(Place, entry_id) for entry_id in event.places]
    assert [place.name for place in found_places if place is not None] == expected
    assert event.geo_precision == precision
