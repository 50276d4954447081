"""Forecasts: text → kind, estimative words, interval, deadline, condition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.extract.estimates import read_estimate
from crossfix.model import Attribution, Forecast
from tests.readings import reading_of


def found(text: str) -> list[Forecast]:
    return list(reading_of(text, "2025-02-12", stages=["times", "forecasts"]).all(Forecast))


TOLD = ("voices", "times", "attribution", "sources", "forecasts")


def told(text: str) -> list[Forecast]:
    """Forecasts with who tells them."""
    return list(reading_of(text, "2025-02-12", stages=TOLD).all(Forecast))


ESTIMATES = [
    ("There is almost no chance that the line will hold.", (0.01, 0.05), "icd203"),
    ("It is very unlikely that the front will collapse.", (0.05, 0.20), "icd203"),
    ("The offensive is unlikely to succeed.", (0.20, 0.45), "icd203"),
    ("The truce will likely fail.", (0.55, 0.80), "icd203"),
    ("The truce will very likely fail.", (0.80, 0.95), "icd203"),
    ("The army will almost certainly attack.", (0.95, 0.99), "icd203"),
    ("The chances of a truce are slim.", (0.0875, 0.1625), "lexicon"),
    ("There is little chance of a ceasefire.", (0.095, 0.20), "lexicon"),
    ("We believe the city will fall.", (0.60, 0.80), "lexicon"),
    ("The offensive probably won't succeed.", (0.20, 0.40), "lexicon"),
    ("There is a 70 percent chance that the bridge will fall.", (0.70, 0.70), None),
    ("Fighting could break out soon.", (None, None), None),
    ("The army will attack.", (None, None), None),
]


@pytest.mark.parametrize(("text", "interval", "scale"), ESTIMATES)
def test_probability_by_scale(
    text: str, interval: tuple[float | None, float | None], scale: str | None
) -> None:
    [forecast] = found(text)
    assert (forecast.prob_low, forecast.prob_high) == interval
    assert forecast.scale == scale


KINDS = [
    ("The ministry plans to deploy 5,000 troops.", "plan"),
    ("Moscow threatened to strike Kyiv.", "threat"),
    ("Elections are scheduled for 15 March 2025.", "expectation"),
    ("Ukraine is expected to receive 20 tanks in March.", "expectation"),
    ("The army is going to retreat.", "prediction"),
    ("Officials said the talks would resume on Monday.", "prediction"),
    ("The commander vowed to hold the town.", "plan"),
    ("Mediators expect the road to be free again.", "expectation"),
    ("Two more streets are to be evacuated.", "plan"),
    ("The office has ruled out giving up positions.", "plan"),
    ("The cabinet is considering sending engineers.", "plan"),
    ("The foreign ministers meet in Vienna on 14 July 2025.", "expectation"),
    ("Local elections are due in April.", "expectation"),
    ("Parliament to vote on martial law on Thursday", "plan"),
    ("The capital braces for winter.", "expectation"),
    ("No elections before spring.", "prediction"),
    ("The ministry announced an election for May 2025.", "plan"),
    ("The wounded must be out before Tuesday.", "expectation"),
    ("The bridge can be rebuilt by autumn.", "prediction"),
    ("The river is the least likely place for a landing.", "prediction"),
    ("An offensive is imminent.", "prediction"),
    ("The commander considers an attack likely.", "prediction"),
    ("We will leave the town at dawn.", "plan"),
    ("The allies have pledged 20 tanks.", "plan"),
    ("The ministry threatened retaliation.", "threat"),
    ("The garrison is on the verge of collapse.", "prediction"),
    ("A famine looms.", "prediction"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    [forecast] = found(text)
    assert forecast.kind.value == kind


TELLERS = [
    # What somebody will do himself or has in his gift is a plan; harm to another a threat.
    ("The minister of defence said that a new convoy would leave on Friday.", "plan"),
    ("The ministry of transport said on Monday that the bridge would reopen in March.", "plan"),
    ("Moscow announced that it would strike the harbour.", "threat"),
    ("“Touch the dam, and you will not sleep again,” the general warned.", "threat"),
    ("The insurers said they would no longer quote for the port.", "plan"),
    ("The governor promised that nobody would be moved by force.", "plan"),
    # What nobody has in his gift, or what others do, is a prediction.
    ("The minister of defence said that the enemy would attack.", "prediction"),
    ("The ministry of energy said that prices would rise.", "prediction"),
    ("Analysts said that Russia would begin an offensive.", "prediction"),
    ("The doctor fears that fuel will run out.", "prediction"),
    ("The ministry of defence said that the convoy would probably leave.", "prediction"),
]


@pytest.mark.parametrize(("text", "kind"), TELLERS)
def test_kind_by_who_tells(text: str, kind: str) -> None:
    [forecast] = told(text)
    assert forecast.kind.value == kind


SOURCES = [
    ("The Houthis threatened to hit any ship.", "The Houthis"),
    ("The ministry promised to answer.", "The ministry"),
    ("Reuters reports that Omani mediators expect a truce.", "Omani mediators"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_the_one_who_promises_or_expects_is_the_source(text: str, source: str) -> None:
    reading = reading_of(text, "2025-02-12", stages=TOLD)
    [forecast] = reading.all(Forecast)
    attribution = reading.get(Attribution, forecast.attribution)
    assert attribution is not None and attribution.source is not None
    assert attribution.source.text == source


DEADLINES = [
    ("The army will attack by the end of March 2025.", "2025-03-31"),
    ("Russia will not attack before 2030.", "2029-12-31"),
    ("Elections are planned for the fall of 2025.", "2025-11-30"),
    ("The army will attack soon.", None),
    ("The army will attack before the end of March 2025.", "2025-03-31"),
    # The report is of Wednesday, 12 February 2025.
    ("The wounded must be out before Friday.", "2025-02-13"),
    ("The crews would start on Monday, he said.", "2025-02-17"),
    ("The bridge can be rebuilt by autumn.", "2025-11-30"),
    ("The convoy will leave tonight.", "2025-02-12"),
]


@pytest.mark.parametrize(("text", "deadline"), DEADLINES)
def test_deadlines(text: str, deadline: str | None) -> None:
    [forecast] = found(text)
    assert forecast.deadline == deadline


CONDITIONS = [
    ("If Ukraine receives the missiles, it will use them.", "If Ukraine receives the missiles"),
    ("The army will retreat unless reinforcements arrive.", "unless reinforcements arrive"),
    (
        "The army will redouble its attacks until the enemy surrenders.",
        "until the enemy surrenders",
    ),
    ("The army will retreat.", None),
    (
        "He scared them by claiming, after the city falls, the army will march on.",
        "after the city falls",
    ),
    ("It will not speak before it has been to the site.", "before it has been to the site"),
    ("Another volley, and the reserve will be called up.", "Another volley"),
    ("The guards will stay from here on.", None),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_conditions(text: str, condition: str | None) -> None:
    [forecast] = found(text)
    assert (forecast.condition.text if forecast.condition else None) == condition


NONE = [
    "Will the war end?",
    "Missiles will always get through.",
    "He could not see the drone.",
    "If Russia had attacked, it would have lost.",
    "He said in 2014 that Crimea would return.",
    "If you read on, you will note the irony.",
    "The army attacked the town yesterday.",
    "We will wait for footage of the flags.",
    "I think they would lie about it.",
    "“I would be very firm,” he said.",
    "If the republic had a navy, it would close the strait.",
    "Nobody knew that the war would last nine years.",
    "He was about to speak when the lights went out.",
    "He planned to set off a bomb.",
    "He never pledged to leave.",
    "Families may visit the prisoners on Sundays.",
    "That will be the relief column.",
    "She told everybody who will listen.",
    "They asked whether he would go.",
    "He would like to end the killing.",
    "The task is to hold the line.",
    "They want the city to expect an attack.",
    "It is one of the possible causes.",
    "Mr May said nothing.",
    "The general promised reinforcements, and they came.",
    "The garrison was on the verge of collapse.",
    "The bridge stands on the edge of town.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_forecast(text: str) -> None:
    assert [forecast.text for forecast in found(text)] == []


def test_coordinated_clauses_are_forecasts_of_their_own() -> None:
    [first, second] = found("Attacks will intensify, and the line will likely break.")
    assert first.prob_low is None
    assert (second.prob_low, second.prob_high) == (0.55, 0.80)


def test_a_forecast_inside_another_keeps_its_day() -> None:
    text = "The chances of a truce are slim, with talk of elections planned for autumn 2025."
    [truce, elections] = found(text)
    assert (truce.prob_low, truce.deadline) == (0.0875, None)
    assert (elections.text, elections.deadline) == (
        "elections planned for autumn 2025",
        "2025-11-30",
    )


NUMBERS = [
    ("The institute puts the risk of a coup at 30 per cent.", (0.30, 0.30)),
    ("The chance that the two armies meet is remote.", (0.01, 0.05)),
    ("Analysts judge a landing unlikely.", (0.20, 0.45)),
]


@pytest.mark.parametrize(("text", "interval"), NUMBERS)
def test_probabilities_that_stand_apart(text: str, interval: tuple[float, float]) -> None:
    [forecast] = found(text)
    assert (forecast.prob_low, forecast.prob_high) == interval


@given(st.text(max_size=80))
def test_an_interval_is_an_interval(text: str) -> None:
    estimate = read_estimate(text)
    if estimate is not None:
        assert text[estimate.start : estimate.stop]
        assert (estimate.low is None) == (estimate.high is None)
        if estimate.low is not None and estimate.high is not None:
            assert 0 <= estimate.low <= estimate.high <= 1


MANNERS = [
    # Fixed phrases.
    ("Further escalation is on the cards.", "prediction"),
    ("It is only a matter of time until the dam gives way.", "prediction"),
    ("The economy is heading for a recession.", "prediction"),
    ("A truce is only hours away.", "prediction"),
    ("The council is toying with the idea of a war tax.", "plan"),
    ("The state has no intention of recognising the vote.", "plan"),
    ("The firm is in talks to buy a second cargo.", "plan"),
    ("A conference has been pencilled in for March.", "expectation"),
    # The present that concludes, and "would" behind a deed not done.
    ("If the quarry falls, the eastern bank is lost.", "prediction"),
    ("Unless the allies find more shells, the town faces a siege.", "prediction"),
    ("A strike on the terminal would halve exports.", "prediction"),
    # Warnings, hopes, doubts, hints.
    ("The agency warns of a famine.", "prediction"),
    ("I doubt the reserves get here in time.", "prediction"),
    ("Thousands of families risk being cut off.", "prediction"),
    ("This heralds a new offensive.", "prediction"),
    ("The bank signalled a further cut.", "plan"),
    ("Analysts see oil at 90 dollars by May 2025.", "prediction"),
    # Terms, refusals, calls, days.
    ("The rebels give the garrison until Friday to lay down its arms.", "threat"),
    ("The militia has 48 hours to leave the port.", "threat"),
    ("We are not leaving.", "plan"),
    ("Look for the marines to come in by Thursday.", "prediction"),
    ("The vote is on Friday.", "expectation"),
    ("All flights are cancelled until Sunday.", "expectation"),
    ("We fly to Vienna on Friday.", "plan"),
    ("The truce should ease the shortage.", "prediction"),
    ("We won't, not this month.", "plan"),
    ("If the fleet blocks the port, there will be consequences.", "threat"),
    ("The invader will pay for every house.", "threat"),
]


@pytest.mark.parametrize(("text", "kind"), MANNERS)
def test_manners_of_foretelling(text: str, kind: str) -> None:
    assert [forecast.kind.value for forecast in found(text)] == [kind]


LOOK_ALIKES = [
    "Exporters had hoped that the corridor would open.",
    "He told us last year that it would cost nothing.",
    "I remember how we thought that it would be over by Christmas.",
    "Our previous assessment judged a closure unlikely.",
    "I will take your questions in a moment.",
    "A good captain will stay with his ship.",
    "The young are more likely to leave than the old.",
    "He decided that they could do more harm at night.",
    "It created the gap in which they could hide.",
    "A president must be ready to decide.",
    "They forced him to consider resigning.",
    "The country was too poor to think of building ships.",
    "The idea that they would leave is absurd.",
    "The force has sought to cut the road.",
    "If a man is hit, his friends carry him.",
    "If that is true, the front is quiet.",
    "The hospital is hours away.",
    "He saw smoke over the town.",
    "The general fears nobody.",
    "They would sit in the cellar for hours.",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_forecast(text: str) -> None:
    assert [forecast.text for forecast in found(text)] == []


TERMS = [
    # The report is of Wednesday, 12 February 2025.
    ("The army will leave within ten days.", "2025-02-22"),
    ("The convoy will arrive in ten days' time.", "2025-02-22"),
    ("The general will step down in a fortnight.", "2025-02-26"),
    ("The shells will be gone within two to three weeks.", "2025-03-05"),
    ("The fleet will be ready inside a month.", "2025-03-12"),
    ("They will pull out within 48 hours.", "2025-02-14"),
    ("The mine will be cleared in two years.", "2027-02-12"),
    # No last day: a length that begins at no told day, an open end, a vague number.
    ("They will fight on for ten years.", None),
    ("The vote will be held after 1 March 2025.", None),
    ("Work will take until autumn at the earliest.", None),
    ("The bank will cut rates in the coming weeks.", None),
    # The day of the saying is none of the clause's.
    ("The ministry said on Wednesday it would send guns by Friday.", "2025-02-14"),
    ("It is likely that attacks will persist over the next three months.", "2025-05-12"),
]


@pytest.mark.parametrize(("text", "deadline"), TERMS)
def test_terms(text: str, deadline: str | None) -> None:
    [forecast] = found(text)
    assert forecast.deadline == deadline


DENIED = [
    # The interval is of the thing happening, whatever the words deny.
    ("The minister will certainly not sign.", (0.0, 0.0)),
    ("The minister will almost certainly not sign.", (0.02, 0.12)),
    ("It is very likely that the city will not fall.", (0.05, 0.20)),
    ("There is a 70 percent chance that the bridge will not fall.", (0.30, 0.30)),
    ("It is likely that no agreement will be reached.", (0.20, 0.45)),
    ("Nobody will probably come.", (0.20, 0.45)),
    ("It is not certain that the bridge will fall.", (None, None)),
]


@pytest.mark.parametrize(("text", "interval"), DENIED)
def test_an_interval_is_of_the_thing_itself(
    text: str, interval: tuple[float | None, float | None]
) -> None:
    [forecast] = found(text)
    assert (forecast.prob_low, forecast.prob_high) == interval


OURS = [
    ("Our defenders held the line. Evacuation buses will run from each village.", "plan"),
    ("The town held out. Evacuation buses will run from each village.", "prediction"),
]


@pytest.mark.parametrize(("text", "kind"), OURS)
def test_a_report_that_speaks_for_those_who_act_tells_their_plans(text: str, kind: str) -> None:
    [forecast] = told(text)
    assert forecast.kind.value == kind
