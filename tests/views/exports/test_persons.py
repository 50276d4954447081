"""Private persons under pseudonyms: which words name them, and which do not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import SourceKind
from crossfix.views.exports.addresses import WITHHELD_FILE
from crossfix.views.exports.known_names import WITHHELD_NAME, Names
from crossfix.views.exports.naming import key_of, words_of
from crossfix.views.exports.persons import (
    Pseudonyms,
    mask_path,
    mask_words,
    names_in,
    names_in_case,
)
from crossfix.views.exports.whereabouts import find_names
from tests.views.exports.made import Maker, news

KEY = b"a key of the tests"
P = Pseudonyms(KEY).name("Olena Pchilka")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Olena Pchilka", "Olena Pchilka"),
        ("the pensioner Olena Pchilka", "Olena Pchilka"),
        ("Deputy Mayor Olena Pchilka", "Olena Pchilka"),
        ("Mrs. Pchilka", "Pchilka"),
        ("Марко Вовчок", "Marko Vovchok"),
        ("a resident of the village", ""),
        ("the Doctor", ""),
        ("Jean-Henri d’Anglebert", "Jean Henri d’Anglebert"),
        ("Martin Luther King Jr.", "Martin Luther King"),
        ("Mr King", "King"),
    ],
)
def test_words_that_name(name: str, words: str) -> None:
    """A surname that is also a title ("King") stays part of the name."""
    assert words_of(name) == tuple(map(key_of, words.split()))


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
        ("Mayor Olena Pchilka", f"Mayor {P}"),
        ("PCHILKA OLENA", P),
        ("O. Pchilka and Pchilka O. left", f"{P} and {P}. left"),
        ("Olena Petrivna Pchilka", P),
        ("the Pchilka-led choir, pro-Pchilka", f"the {P}-led choir, pro-{P}"),
        ("olena pchilka, she typed", f"{P}, she typed"),
        ("the Pchilkas’ yard", f"the {P}’ yard"),
        ("Олена Пчілка", P),
        ("Ole\u00adna P\u200bchilka", P),
        ("see https://t.me/olena_pchilka.", "see [link withheld]."),
        ("see t.me/pchilka_news, he said", "see [link withheld], he said"),
        ("write to opchilka@example.org", "write to [link withheld]"),
        ("@OlenaPchilka and #pchilka", "[link withheld] and [link withheld]"),
        ("the picture pchilka-3.jpg", "the picture [link withheld]"),
        ("https://example.org/news", "https://example.org/news"),
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
    assert mask_words(other.document.text, names) == f"{P} was there; {P} left.\n"


def test_no_names_no_work() -> None:
    assert list(find_names("Olena", Names({}))) == []


def test_a_public_namesake_in_one_report_stays_there() -> None:
    everywhere = names_in_case(news().sources, Pseudonyms(KEY))
    make = Maker("Olena Pchilka, the minister, spoke.\n")
    make.source("Olena Pchilka", SourceKind.OFFICIAL)
    names = names_in(make.ledger(), Pseudonyms(KEY), everywhere)
    assert mask_words(make.text, names) == make.text


ELSEWHERE = [
    ("Mayor Olena Pchilka said", f"Mayor {P} said"),
    ("Pchilka told me", f"{P} told me"),
    ("Olena Pchilka came; Olena wept", f"{P} came; {P} wept"),
    ("O. P. Pchilka", P),
    ("pchilka", "pchilka"),
    ("the neighbour Pchilka", f"the neighbour {P}"),
    ("Olena left", "Olena left"),
    ("then I. Pchilka spoke", "then I. Pchilka spoke"),
    ("the file olenapchilka.txt", "the file [link withheld]"),
    ("OlenaPchilka wept", f"{P} wept"),
    ("@OlenaPchilka Pchilka", f"[link withheld] {P}"),
]


@pytest.mark.parametrize(("text", "shown"), ELSEWHERE)
def test_she_is_known_beyond_the_report_where_she_speaks(text: str, shown: str) -> None:
    """By the name in full and by the surname, unless another given name stands before it."""
    everywhere = names_in_case(news().sources, Pseudonyms(KEY))
    assert mask_words(text, everywhere) == shown
    other = Maker("Nothing of note.\n").ledger()
    assert mask_words(text, names_in(other, Pseudonyms(KEY), everywhere)) == shown


@pytest.mark.parametrize(
    ("private", "public", "text", "shown"),
    [
        ("Petro Franko", "Ivan Franko", "Ivan Franko spoke", "Ivan Franko spoke"),
        ("Petro Franko", "Ivan Franko", "Franko spoke", "Franko spoke"),
        ("Petro Franko", "Ivan Franko", "Petro Franko spoke", "{} spoke"),
        ("John White", "the White House", "the White House spoke", "the White House spoke"),
        ("John White", "the White House", "White spoke", "{} spoke"),
        ("Emily Post", "Kyiv Post", "the Kyiv Post wrote", "the Kyiv Post wrote"),
        ("Ivan Franko", "Ivan Franko National University", "at Ivan Franko National University",
         "at Ivan Franko National University"),
        ("Ivan Franko", "Ivan Franko National University", "Ivan Franko left", "{} left"),
        ("John King", "Governor King", "King spoke", "King spoke"),
    ],
)  # fmt: skip
def test_public_persons_and_institutions_stay_readable(
    private: str, public: str, text: str, shown: str
) -> None:
    make = Maker("Nothing.\n")
    make.source(private, private=True)
    make.source(public, SourceKind.OFFICIAL)
    ledger = make.ledger()
    person = Pseudonyms(KEY).name(private)
    everywhere = names_in_case(ledger.sources, Pseudonyms(KEY))
    assert mask_words(text, everywhere) == shown.format(person)
    other = names_in(Maker("Nothing.\n").ledger(), Pseudonyms(KEY), everywhere)
    assert mask_words(text, other) == shown.format(person)
    if public != "Governor King":  # one word may be the person again, read as another source
        names = names_in(ledger, Pseudonyms(KEY), everywhere)
        assert mask_words(text, names) == shown.format(person)


def test_a_surname_that_is_a_place_stays_a_place_elsewhere() -> None:
    first = Maker("Jack London, a farmer, spoke.\n")
    first.source("Jack London", private=True)
    everywhere = names_in_case(first.ledger().sources, Pseudonyms(KEY))
    make = Maker("London was shelled.\n")
    make.place("London", 51.5, -0.1)
    names = names_in(make.ledger(), Pseudonyms(KEY), everywhere)
    assert mask_words(make.text, names) == make.text


def test_another_given_name_is_another_person() -> None:
    first = Maker("Ivan Franko, a farmer, spoke.\n")
    first.source("Ivan Franko", private=True)
    everywhere = names_in_case(first.ledger().sources, Pseudonyms(KEY))
    make = Maker("Then Petro Franko spoke.\n")
    names = names_in(make.ledger(), Pseudonyms(KEY), everywhere)
    assert mask_words(make.text, names) == make.text


def test_a_public_source_without_a_name_of_its_own_is_no_trouble() -> None:
    make = Maker("An official of the ministry spoke.\n")
    make.source("the official", SourceKind.OFFICIAL, named=True)
    everywhere = names_in_case(news().sources, Pseudonyms(KEY))
    assert mask_words(make.text, names_in(make.ledger(), Pseudonyms(KEY), everywhere)) == make.text


def test_a_surname_of_two_persons_tells_neither() -> None:
    make = Maker("Ivan Franko and Petro Franko, farmers. Franko wept.\n")
    make.source("Ivan Franko", private=True)
    make.source("Petro Franko", private=True)
    names = names_in(make.ledger(), Pseudonyms(KEY), Names({}))
    shown = mask_words(make.text, names)
    assert shown.endswith(f". {WITHHELD_NAME} wept.\n")
    assert "Franko" not in shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("olena-pchilka.txt", f"{WITHHELD_FILE}.txt"),
        ("Pchilka.case", f"{WITHHELD_FILE}.case"),
        ("2025-02-12-maelstrom.txt", "2025-02-12-maelstrom.txt"),
    ],
)
def test_the_name_of_a_file_tells_nobody(path: str, shown: str) -> None:
    assert mask_path(path, names_in_case(news().sources, Pseudonyms(KEY))) == shown


FORMS = [
    "Olena Pchilka", "Pchilka", "Mrs. Pchilka’s", "OLENA PCHILKA", "Olena,", "Mayor Olena Pchilka",
    "O. Pchilka", "Pchilka O.", "Olena\nPchilka", "Olena Petrivna Pchilka", "olena pchilka",
    "https://t.me/olena_pchilka", "@OlenaPchilka", "pchilka.jpg", "Pchilka-led", "Пчілка",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FORMS) | st.text("abc XYZ.,’\n", max_size=9), max_size=12),
    st.sampled_from([" ", "\n", ", ", " – "]),
)
def test_whatever_stands_around_her_surname_it_goes(pieces: list[str], between: str) -> None:
    names = names_in(news(), Pseudonyms(KEY), Names({}))
    shown = mask_words(between.join(pieces), names).lower()
    assert "pchilka" not in shown
    assert "пчілка" not in shown


@given(
    st.lists(
        st.sampled_from(FORMS) | st.text("abc xyz.,’\n", max_size=9).map(str.lower), max_size=9
    ),
    st.sampled_from([" ", "\n", ", ", " – ", ". "]),
)
def test_it_goes_elsewhere_too(pieces: list[str], between: str) -> None:
    everywhere = names_in_case(news().sources, Pseudonyms(KEY))
    shown = mask_words(between.join(pieces), everywhere).lower()
    assert "pchilka" not in shown


@given(st.text("abcOlenaPchilka .,@/#_-’\n", max_size=60))
def test_what_names_nobody_is_left_as_it_is(text: str) -> None:
    names = names_in(news(), Pseudonyms(KEY), Names({}))
    shown = mask_words(text, names)
    assert mask_words(shown, names) == shown
    if not re.search("olena|pchilka", text, re.IGNORECASE):
        assert shown == text
