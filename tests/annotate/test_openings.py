"""Datelines: what a paragraph opens with before its words begin, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.annotate.parse import parse
from crossfix.lexicons.openings import first_word, opening_of, told_sentences

WORDS = "Two shells fell on the grain market before the shops had opened."

DATELINES = [
    ("KRYVYI RIH, Ukraine, 14 March — ", ["KRYVYI RIH", "Ukraine"]),
    ("KHAN YOUNIS - ", ["KHAN YOUNIS"]),
    ("BAMAKO (AFP) — ", ["BAMAKO"]),
    ("BAMAKO, 5 June - ", ["BAMAKO"]),
    ("KYIV, Ukraine (AP) — ", ["KYIV", "Ukraine"]),
    ("KYIV, Ukraine—", ["KYIV", "Ukraine"]),
    ("LONDON Feb 10 (Agency) - ", ["LONDON"]),
    ("NEW YORK/KYIV, 5 June 2025 – ", ["NEW YORK", "KYIV"]),
    ("EL FASHER / TAWILA – ", ["EL FASHER", "TAWILA"]),
    ("PORT SUDAN and NAIROBI, June 5 - ", ["PORT SUDAN", "NAIROBI"]),
    ("DEIR al-BALAH, Gaza Strip (AP) — ", ["DEIR al-BALAH", "Gaza Strip"]),
    ("GENEVA (5 June 2025) – ", ["GENEVA"]),
    ("GAZA, Monday, June 5, 2025 (WAFA) – ", ["GAZA"]),
    ("MOSCOW, June 5. /TASS/. ", ["MOSCOW"]),
    ("MOSCOW. June 5 (Interfax) - ", ["MOSCOW"]),
    ("Damascus, SANA- ", ["Damascus"]),
    ("Kyiv, Ukraine CNN — ", ["Kyiv", "Ukraine"]),
    ("Kyiv [Ukraine], June 5 (ANI): ", ["Kyiv"]),
    ("New Delhi, Jun 5 (PTI) ", ["New Delhi"]),
    ("PESHAWAR: ", ["PESHAWAR"]),
    ("Khartoum, Sudan – ", ["Khartoum", "Sudan"]),
    ("Khan Younis - ", ["Khan Younis"]),
    ("CAMBRIDGE, Mass., Dec. 11 (UPI) — ", ["CAMBRIDGE", "Mass."]),
    ("(Reuters) - ", []),
    ("Aug 5 (Reuters) - ", []),
    ("CNN — ", []),
    ("BREAKING - ", []),
]


@pytest.mark.parametrize(("opening", "places"), DATELINES)
def test_a_dateline_ends_where_the_words_begin(opening: str, places: list[str]) -> None:
    text = opening + WORDS
    found = opening_of(text)
    assert found is not None
    assert text[found.stop :] == WORDS
    assert [text[start:stop] for start, stop in found.places] == places


OTHERS = [
    WORDS,
    "Kyiv - the capital of the country - was quiet on Monday.",
    "Kharkiv: Three people were hurt on the ring road last night.",
    "TOUSSAINT: We will not leave the hill before the rains have come.",
    "Toussaint - We must not leave the hill before the rains have come.",
    "Russia - Ukraine talks have failed once more, and nobody is surprised.",
    "On Feb 10 - A day of rain - shells fell on the grain market.",
    "General Staff, 5 June: The enemy shelled the grain market twice.",
    "Sumy direction: Assault groups tried to cross the river twice.",
    "IDF - Five soldiers of the brigade were hurt near the fence.",
    "Evening round-up, 11 November 2025 – Busy day, so let us begin.",
    "SHELLS FALL ON MARKET - FIVE PEOPLE DEAD IN THE OLD TOWN TODAY",
    "Horatio Nelson (England) – We shall hold the line until they come.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_dateline(text: str) -> None:
    assert opening_of(text) is None


@pytest.mark.parametrize("opening", [opening for opening, _ in DATELINES])
def test_a_dateline_is_parsed_by_itself(opening: str) -> None:
    text = opening + WORDS
    [(doc, _)] = parse([(text, None)])
    assert doc.text == text
    assert doc[first_word(doc)].idx == len(opening)
    [sentence] = told_sentences(doc)
    assert (sentence.text, sentence.root.text) == (WORDS, "fell")


@given(st.text(alphabet="AZaz,.;:/()[]-–— 15", max_size=60))
def test_an_opening_lies_within_its_text(text: str) -> None:
    found = opening_of(text)
    assert found is None or 0 < found.stop < len(text)
    assert found is None or all(0 <= a < b <= found.stop for a, b in found.places)
