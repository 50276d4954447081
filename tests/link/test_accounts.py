from __future__ import annotations

from typing import Any

import msgspec
import pytest

from crossfix.codes import EventType
from crossfix.findings.accounts import Account
from crossfix.link.accounts import accounts_of, head_word
from crossfix.model import Document, Event, Ledger, Link, LinkKind, Place, Quantity, Span, make_id

TEXT = (
    "Overnight report\n\n"
    "The night was calm in Lviv. Drones struck a fuel depot in Sumy, where 12 tanks burned. "
    "The mayor thanked firefighters."
)


def cut(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def make_ledger(**about: Any) -> Ledger:
    """A report with one strike, and what else is given of the event."""
    place = Place(id="plc_sumy", span=cut("Sumy"), name="Sumy", lat=50.9, lon=34.8, radius_km=5.0)
    tanks = Quantity(id="qty_tanks", span=cut("12"), low=12, best=12, high=12, of=cut("tanks"))
    event = Event(
        id=make_id("evt", "one"),
        trigger=cut("struck"),
        type=EventType.STRIKE,
        actor=cut("Drones"),
        target=cut("a fuel depot"),
        weapons=(cut("Drones"),),
        places=("plc_sumy",),
        figures=("qty_tanks",),
        geo_precision=1,
        **about,
    )
    burned = Event(id="evt_two", trigger=cut("burned"), type=EventType.DAMAGE)
    document = Document(
        id="doc_one", path="x", sha256="x", text=TEXT, published="2025-03-04T08:00:00Z"
    )
    link = Link(id="lnk", left=event.id, right="evt_two", kind=LinkKind.SAME_EVENT, score=0.9)
    return Ledger(
        document=document,
        places=(place,),
        quantities=(tanks,),
        events=(event, burned),
        links=(link,),
    )


def test_what_an_account_holds() -> None:
    account, other = accounts_of(make_ledger(times=("tim_one",), earliest="2025-03-03"))
    assert account.document == "doc_one"
    assert account.published == "2025-03-04"
    assert account.lemma == "strike"
    assert account.actor == ("drone",)
    assert account.target == ("fuel", "depot")
    assert account.weapons == ("drone",)
    assert [(site.name, site.lat, site.own) for site in account.sites] == [("sumy", 50.9, True)]
    assert [(f.best, f.of) for f in account.figures] == [(12, ("tank",))]
    assert account.dated
    assert account.sentence == other.sentence == TEXT.index("Drones")
    assert {"fuel", "depot", "sumy", "tank"} <= set(account.words)
    assert not {"lviv", "calm", "strike", "the"} & set(account.words)
    assert {"lviv", "firefighter"} <= set(account.topic)
    assert (account.same, other.same) == (("evt_two",), (account.id,))


def test_names_are_what_the_report_always_writes_with_a_capital() -> None:
    account = accounts_of(make_ledger())[0]
    assert {"lviv", "sumy"} <= set(account.names)
    assert not {"depot", "fuel", "firefighter", "night"} & set(account.names)


def test_a_day_that_only_the_date_of_the_report_tells() -> None:
    assert not accounts_of(make_ledger(earliest="2025-03-04"))[0].dated


def test_a_report_without_events_has_no_accounts() -> None:
    assert accounts_of(msgspec.structs.replace(make_ledger(), events=())) == []


def test_an_account_is_small_and_comes_back_from_json() -> None:
    account = accounts_of(make_ledger())[0]
    packed = msgspec.json.encode(account)
    assert len(packed) < 1_200
    assert msgspec.json.decode(packed, type=Account) == account


@pytest.mark.parametrize(
    ("trigger", "word"),
    [
        ("struck", "strike"),
        ("drone strike", "strike"),
        ("walked out", "walk_out"),
        ("launched a strike", "strike"),
        ("took off", "take_off"),
        ("the bombings of", "bombing"),
        ("withdrew from", "withdraw"),
        ("?", "?"),
    ],
)
def test_the_word_that_tells(trigger: str, word: str) -> None:
    assert head_word(trigger) == word
