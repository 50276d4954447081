"""Figures: text → span, low, best, high, unit, what is counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.annotate.numerals import value_of
from crossfix.model import Quantity
from tests.readings import reading_of


def found(text: str) -> list[Quantity]:
    return list(reading_of(text, "2025-02-12", stages=["quantities"]).all(Quantity))


FIGURES = [
    ("The army has 100,000 troops.", "100,000", (100000, 100000, 100000), None, "troops"),
    ("They lost 10 000 soldiers.", "10 000", (10000, 10000, 10000), None, "soldiers"),
    ("At least five people died.", "At least five", (5, None, None), None, "people"),
    ("More than 40,000 homes went dark.", "More than 40,000", (40000, None, None), None, "homes"),
    ("Up to 30 tanks were seen.", "Up to 30", (None, None, 30), None, "tanks"),
    ("About 30 % of homes are dark.", "About 30 %", (27, 30, 33), "%", "homes"),
    ("They fired 200–300 shells.", "200–300", (200, None, 300), None, "shells"),
    ("It hit between 20 and 25 trucks.", "20 and 25", (20, None, 25), None, "trucks"),
    ("Two dozen civilians fled.", "Two dozen", (24, 24, 24), None, "civilians"),
    ("Dozens of houses burned.", "Dozens", (24, 36, 99), None, "houses"),
    ("A 330 kV substation was hit.", "330 kV", (330, 330, 330), "kV", "substation"),
    ("Units moved forward 3 km.", "3 km", (3, 3, 3), "km", None),
    ("They seized 12 square kilometres.", "12 square kilometres", (12, 12, 12), "km2", None),
    ("Aid worth $61 billion came.", "$61 billion", (61e9, 61e9, 61e9), "USD", None),
    ("It cost hundreds of billions of dollars.", "hundreds of billions of dollars",
     (200e9, 300e9, 999999999999), "USD", None),
    ("Output is three times greater.", "three times", (3, 3, 3), "times", "Output"),
    ("The enemy has a three to one advantage.", "three to one", (3, 3, 3), "ratio", "advantage"),
    ("Some 1,200 tonnes of fuel burned.", "Some 1,200 tonnes", (1080, 1200, 1320), "t", "fuel"),
    ("Several drones fell.", "Several", (5, 7, 8), None, "drones"),
    ("One civilian was killed.", "One", (1, 1, 1), None, "civilian"),
    ("Fighters wounded up to 12.", "up to 12", (None, None, 12), None, "wounded"),
    ("30 or more vehicles burned.", "30 or more", (30, None, None), None, "vehicles"),
    ("Since 10 May, 134 people have died.", "134", (134, 134, 134), None, "people"),
    ("6/ The ministry said 54 drones fell.", "54", (54, 54, 54), None, "drones"),
    ("They attacked four times.", "four times", (4, 4, 4), "times", None),
    ("Trenches lay about 400 m behind.", "about 400 m", (360, 400, 440), "m", None),
    ("It cost $40m.", "$40m", (40e6, 40e6, 40e6), "USD", None),
    ("Several dozen fighters fell.", "Several dozen", (24, 36, 99), None, "fighters"),
    ("A couple of hundred men came.", "A couple of hundred", (200, 200, 200), None, "men"),
    ("They hold about a tenth of the city.", "about a tenth", (0.09, 0.1, 0.11), "share",
     "the city"),
    ("Prices rose by a third.", "a third", (0.3333, 0.3333, 0.3333), "share", "Prices"),
    ("One in five homes is dark.", "One in five", (0.2, 0.2, 0.2), "share", "homes"),
    ("They put the number of lost tankers at 11.", "11", (11, 11, 11), None, "lost tankers"),
    ("Crew: 23.", "23", (23, 23, 23), None, "Crew"),
    ("They mourn 212 war-wounded.", "212", (212, 212, 212), None, "war-wounded"),
    ("5 to 6 million refugees left.", "5 to 6 million", (5e6, None, 6e6), None, "refugees"),
]  # fmt: skip


def test_a_count_behind_a_date_is_a_figure() -> None:
    found_here = found("On the night of 5 May 69 of 116 attack drones were shot down.")
    assert [quantity.text for quantity in found_here] == ["69", "116"]


def test_a_figure_without_a_noun_counts_what_the_one_before_counts() -> None:
    found_here = found("They sent eleven boats, not four. Three came back.")
    assert [q.of.text if q.of else None for q in found_here] == ["boats"] * 3


def test_a_change_is_two_figures_and_no_range() -> None:
    found_here = found("The rate has gone from 0.4 to 0.65%.")
    assert [(q.best, q.unit) for q in found_here] == [(0.4, "%"), (0.65, "%")]


def test_the_second_of_two_figures_joined_by_and_is_read() -> None:
    found_here = found("They got $40m and 5M euros.")
    assert [(q.best, q.unit) for q in found_here] == [(40e6, "USD"), (5e6, "EUR")]


@pytest.mark.parametrize(("text", "span", "bounds", "unit", "of"), FIGURES)
def test_figures(
    text: str,
    span: str,
    bounds: tuple[float | None, float | None, float | None],
    unit: str | None,
    of: str | None,
) -> None:
    [quantity] = found(text)
    assert quantity.text == span
    assert (quantity.low, quantity.best, quantity.high) == pytest.approx(bounds)
    assert quantity.unit == unit
    assert (quantity.of.text if quantity.of else None) == of


NONE = [
    "The 414th Brigade fought with T-72 tanks and Su-34 jets.",
    "It fell under Article 5 and Resolution 2231.",
    "The war began in 2014, and on 7 February 2025 it went on.",
    "It was one of the largest depots.",
    "Transformers of the TDTN-40000/110 type were damaged.",
    "A battery of 155mm howitzers fired.",
    "It happened at 03:00 and again at 04:15.",
    "Fighting went on for three weeks.",
    "No one came, and several statements followed.",
    "The F-16s of 12th Wing landed.",
    "The 45-year-old man spoke.",
    "Two versions exist.",
    "Shots rang out after seven.",
    "Hanna, 66, who sells fish, saw it.",
    "Two officials said nothing had happened.",
    "The paper cited three aides.",
    "Not one truck came through.",
    "Half of them fled.",
    "A third party mediated.",
]


@pytest.mark.parametrize("text", NONE)
def test_names_dates_and_ordinals_are_no_figures(text: str) -> None:
    assert [quantity.text for quantity in found(text)] == []


def test_figures_inside_times_are_left_to_the_times() -> None:
    reading = reading_of(
        "On 12 May they lost 12 tanks.", "2025-02-12", stages=["times", "quantities"]
    )
    assert [quantity.start for quantity in reading.all(Quantity)] == [20]


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_separators_keep_their_value(number: int) -> None:
    assert value_of(f"{number:,}") == number


@settings(max_examples=40)
@given(st.text(alphabet="0123456789 ,.-–:/%$kmtoand", max_size=60))
def test_spans_quote_the_text_and_bounds_are_ordered(text: str) -> None:
    reading = reading_of(f"They counted {text} tanks.", "2025-02-12", stages=["quantities"])
    for quantity in reading.all(Quantity):
        assert reading.document.text[quantity.start : quantity.stop] == quantity.text
        known = [v for v in (quantity.low, quantity.best, quantity.high) if v is not None]
        assert known == sorted(known)
