"""Private persons under pseudonyms: which words name them, and which do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import SourceKind
from crossfix.views.exports.persons import (
    Names,
    Pseudonyms,
    find_names,
    mask_words,
    names_in,
    names_in_case,
    words_of,
)
from tests.views.exports.made import Maker, news

KEY = b"a key of the tests"
P = Pseudonyms(KEY).name("Olena Pchilka")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Olena Pchilka", ("olena", "pchilka")),
        ("the pensioner Olena Pchilka", ("olena", "pchilka")),
        ("Mrs. Pchilka", ("pchilka",)),
        ("Марко Вовчок", ("марко", "вовчок")),
        ("a resident of the village", ()),
        ("Jean-Paul d’Arc", ("jean-paul",)),
    ],
)
def test_words_that_name(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name)[: len(words)] == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Olena Pchilka said so.", f"{P} said so."),
        ("OLENA PCHILKA SAID SO.", f"{P} SAID SO."),
        ("Mrs. Pchilka’s house", f"Mrs. {P}’s house"),
        ("Olena's house and Pchilka's", f"{P}'s house and {P}'s"),
        ("Olena\nPchilka", P),
        ("Olenas and pchilka", "Olenas and pchilka"),
        ("Olena. Pchilka", P),
        ("Olena, Pchilka", f"{P}, {P}"),
        ("nothing here", "nothing here"),
    ],
)
def test_where_a_text_names_her(text: str, shown: str) -> None:
    names = names_in(news(), Pseudonyms(KEY), Names({}))
    assert mask_words(text, names) == shown


def test_a_pseudonym_is_the_same_for_the_same_key_and_person_only() -> None:
    assert Pseudonyms(KEY).name("Mrs. Olena  PCHILKA") == P
    assert Pseudonyms(KEY).name("Lesya Ukrainka") != P
    assert Pseudonyms(b"another").name("Olena Pchilka") != P
    assert "olena" not in P.lower()


def test_the_id_of_a_source_is_hidden_too() -> None:
    """The id is a plain hash of the name: whoever has it could try names out."""
    source_id = news().claims[1].source_id
    hidden = Pseudonyms(KEY).id(source_id)
    assert hidden != source_id
    assert hidden == Pseudonyms(KEY).id(source_id)
    assert Pseudonyms(b"another").id(source_id) != hidden


def test_a_part_that_a_public_name_has_too_stays() -> None:
    make = Maker("Ivan Franko spoke. Ivan Puluj, a farmer, agreed. Ivan left. Puluj stayed.\n")
    make.source("Ivan Franko", SourceKind.OFFICIAL)
    make.source("Ivan Puluj", private=True)
    names = names_in(make.ledger(), Pseudonyms(KEY), Names({}))
    shown = mask_words(make.text, names)
    person = Pseudonyms(KEY).name("Ivan Puluj")
    assert shown.startswith(f"Ivan Franko spoke. {person}, a farmer, agreed. Ivan left. {person}")


def test_the_first_name_of_somebody_else_stays() -> None:
    make = Maker("Ivan Puluj, a farmer, met Ivan Franko. Ivan wept. Yesterday Puluj left.\n")
    make.source("Ivan Puluj", private=True)
    person = Pseudonyms(KEY).name("Ivan Puluj")
    shown = mask_words(make.text, names_in(make.ledger(), Pseudonyms(KEY), Names({})))
    assert shown == (
        f"{person}, a farmer, met Ivan Franko. {person} wept. Yesterday {person} left.\n"
    )


def test_a_description_that_holds_a_place_is_no_name() -> None:
    make = Maker("A resident of Kharkiv saw it. Kharkiv burns.\n")
    make.place("Kharkiv", 50.0, 36.2)
    make.source("a resident of Kharkiv", private=True, named=True)
    assert not names_in(make.ledger(), Pseudonyms(KEY), Names({}))


def test_a_name_in_full_is_known_in_other_reports_of_the_case() -> None:
    everywhere = names_in_case(news().sources, Pseudonyms(KEY))
    other = Maker("Olena Pchilka was there; Pchilka left.\n").ledger()
    names = names_in(other, Pseudonyms(KEY), everywhere)
    assert mask_words(other.document.text, names) == f"{P} was there; Pchilka left.\n"


def test_no_names_no_work() -> None:
    assert list(find_names("Olena", Names({}))) == []


def test_a_public_namesake_in_one_report_stays_there() -> None:
    everywhere = names_in_case(news().sources, Pseudonyms(KEY))
    make = Maker("Olena Pchilka, the minister, spoke.\n")
    make.source("Olena Pchilka", SourceKind.OFFICIAL)
    names = names_in(make.ledger(), Pseudonyms(KEY), everywhere)
    assert mask_words(make.text, names) == make.text


@given(
    st.lists(
        st.sampled_from(["Olena Pchilka", "Pchilka", "Mrs. Pchilka’s", "OLENA PCHILKA", "Olena,"])
        | st.text("abc XYZ.,’\n", max_size=9),
        max_size=12,
    ),
    st.sampled_from([" ", "\n", ", ", " – "]),
)
def test_whatever_stands_around_her_surname_it_goes(pieces: list[str], between: str) -> None:
    names = names_in(news(), Pseudonyms(KEY), Names({}))
    assert "pchilka" not in mask_words(between.join(pieces), names).lower()
