"""What comes through the gate: nothing that is to be held back, in any word of the ledger."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from crossfix.codes import EventType, SourceKind, Status
from crossfix.findings.corroboration import Backing, Backings
from crossfix.findings.disclosure import Policy
from crossfix.model import KINDS, Ledger
from crossfix.views.exports.positions import OF_A_PLAN, WITHHELD, WITHHELD_PLACE
from crossfix.views.exports.shielding import Shield
from crossfix.views.exports.terms import PLACED, Terms
from tests.views.exports.made import OPEN, SAFE, TODAY, Maker, every_span, news, preface

KEY = b"a key of the tests"


def everything(ledger: Ledger) -> str:
    return msgspec.json.encode(ledger).decode()


def show(ledger: Ledger, policy: Policy = SAFE) -> tuple[Ledger, Shield]:
    shield = Shield(policy, KEY, ledger.sources)
    return shield.show(ledger).ledger, shield


def test_nothing_private_and_no_position_is_left_anywhere() -> None:
    shown, shield = show(news())
    words = everything(shown)
    for held in ("Olena", "Pchilka", "Chuhuiv", "36.68161", "49.83693", "5th Mechanized"):
        assert held not in words
    for kept in ("Kharkiv", "Ivan Franko", "Lesya Ukrainka", "49.98081"):
        assert kept in words
    assert +shield.counts == {"late": 1, "names": 2}
    assert "held back: events 1" in shield.lines()[-1]


def test_the_source_id_of_a_private_person_is_not_the_hash_of_her_name() -> None:
    ledger = news()
    [private] = [s.id for s in ledger.sources if s.private_person]
    shown, _ = show(ledger)
    assert private not in everything(shown)
    [hidden] = [s for s in shown.sources if s.private_person]
    assert shown.claims[1].source_id == hidden.id
    assert hidden.name
    assert hidden.name.startswith("Person ")


@pytest.mark.parametrize("policy", [SAFE, OPEN, Policy(today=None), Policy(delay_days=None)])
def test_every_span_quotes_the_text_that_is_shown(policy: Policy) -> None:
    ledger = news()
    report = Shield(policy, KEY, ledger.sources).show(ledger)
    text = report.ledger.document.text
    for kind in KINDS:
        for entry in getattr(report.ledger, kind):
            for span in every_span(entry):
                assert span.text == text[span.start : span.stop]
                start, stop = report.origins.of(span)
                if report.origins.untouched(span.start, span.stop):
                    assert span.text == ledger.document.text[start:stop]


def test_every_flag_turns_its_limit_off() -> None:
    ledger = news()
    assert show(ledger, OPEN)[0] == ledger
    named, _ = show(ledger, msgspec.structs.replace(SAFE, real_names=True))
    assert "Olena Pchilka" in named.document.text
    assert "Chuhuiv" not in everything(named)
    late, _ = show(ledger, msgspec.structs.replace(SAFE, delay_days=None))
    assert "5th Mechanized Brigade moved to [place withheld]" in late.document.text
    assert "Chuhuiv" not in everything(late)
    exact, _ = show(ledger, msgspec.structs.replace(SAFE, delay_days=None, exact_positions=True))
    assert "Chuhuiv" in exact.document.text
    still, _ = show(ledger, msgspec.structs.replace(SAFE, exact_positions=True))
    assert "Chuhuiv" not in everything(still), "a delay holds exact positions back too"


def test_what_is_old_is_coarsened_and_not_held_back() -> None:
    shown, shield = show(news(), msgspec.structs.replace(SAFE, today=date(2025, 6, 1)))
    [moved] = [event for event in shown.events if event.type is EventType.DEPLOYMENT]
    [place] = [place for place in shown.places if place.id in moved.places]
    assert place.name == place.text == WITHHELD_PLACE
    assert place.lat is not None
    assert place.radius_km is not None
    assert place.radius_km > 20
    assert moved.geo_precision == 2
    assert shield.counts["coarse"] == 1


def test_what_is_held_back_leaves_a_mark_and_a_notice() -> None:
    shown, _ = show(news())
    assert f"{WITHHELD} No one was hurt." in shown.document.text
    assert any("held back" in notice.message for notice in shown.notices)


@pytest.mark.parametrize("policy", [SAFE, OPEN])
def test_a_plan_of_a_strike_never_has_a_place(policy: Policy) -> None:
    make = Maker("They plan to strike the bridge at Izium. Talks in Lviv are planned.\n")
    izium = make.place("Izium", 49.2, 37.25)
    lviv = make.place("Lviv", 49.84, 24.03)
    make.event("strike", EventType.STRIKE, status=Status.PLANNED, places=(izium,))
    make.event("Talks", EventType.CONSULT, status=Status.PLANNED, places=(lviv,))
    shown, shield = show(make.ledger(), policy)
    assert "Izium" not in everything(shown)
    assert "Lviv" in shown.document.text
    assert shown.places[0].lat is None
    assert shown.places[0].reason == OF_A_PLAN
    assert shield.counts["plan"] == 1


def test_a_country_that_is_threatened_keeps_its_name() -> None:
    make = Maker("They may strike Poland.\n")
    poland = make.place("Poland", 52.0, 20.0, radius_km=500.0, feature="country")
    make.event("strike", EventType.STRIKE, status=Status.HYPOTHETICAL, places=(poland,))
    ledger = msgspec.convert(msgspec.to_builtins(make.ledger()), Ledger)
    assert "Poland" in show(ledger)[0].document.text


def test_the_same_name_in_the_segment_goes_too() -> None:
    make = Maker("The 5th Brigade moved to Izium. Izium is quiet.\n\nIzium was hit.\n")
    first = make.place("Izium", 49.2, 37.25)
    make.entries["places"].append(
        msgspec.structs.replace(make.entries["places"][0], id="plc_2", span=make.span("Izium", 1))
    )
    make.event("moved", EventType.DEPLOYMENT, places=(first,))
    shown, _ = show(make.ledger(), msgspec.structs.replace(SAFE, delay_days=None))
    assert shown.document.text.split("\n\n")[0].count("Izium") == 0
    assert shown.document.text.endswith("Izium was hit.\n")


def test_a_title_that_tells_what_is_held_back_is_held_back() -> None:
    text = "The 5th Brigade moved to Izium\n\nNothing more.\n"
    make = Maker(text, title="The 5th Brigade moved to Izium")
    make.event("moved", EventType.DEPLOYMENT)
    shown, _ = show(make.ledger())
    assert "Izium" not in everything(shown)
    assert shown.document.title == WITHHELD


def test_titles_and_reasons_are_masked() -> None:
    make = Maker(
        "“No,” Olena Pchilka said.\n", title="Olena Pchilka speaks", path="/home/ada/x.txt"
    )
    make.source("Olena Pchilka", private=True)
    shown, _ = show(make.ledger())
    assert "Pchilka" not in everything(shown)
    assert shown.document.path == "x.txt", "the folder tells of whoever keeps the case"


def test_the_same_report_is_shown_in_the_same_way() -> None:
    assert show(news())[0] == show(news())[0]
    assert show(news(), Policy(today=TODAY))[0].document.text == show(news())[0].document.text


@pytest.mark.parametrize("kind", [SourceKind.OTHER, SourceKind.MILITARY])
def test_a_surname_that_was_read_as_another_source_or_a_place_is_hers(kind: SourceKind) -> None:
    """Reading errs: what may be the name of a private person is treated as such."""
    make = Maker("Olena Pchilka, a pensioner, saw it. Pchilka fled, Pchilka said.\n")
    make.source("Olena Pchilka", private=True)
    other = make.source("Pchilka", kind)
    make.place("Pchilka", None, None)
    shown, _ = show(make.ledger())
    words = everything(shown)
    assert "Pchilka" not in words
    assert other not in words, "its id is a hash of the name"


def test_events_in_words_that_are_held_back_are_counted() -> None:
    make = Maker("The 5th Brigade moved to Izium and was shelled. Quiet.\n")
    izium = make.place("Izium", 49.2, 37.25)
    make.event("moved", EventType.DEPLOYMENT, places=(izium,))
    make.event("shelled", EventType.STRIKE)
    shown, shield = show(make.ledger())
    assert shown.events == ()
    assert shield.counts["beside"] == 1
    assert "events 1, and 1 told in the same words" in shield.lines()[-1]


def test_a_title_in_other_words_does_not_name_the_place() -> None:
    make = Maker("The 5th Brigade moved to Izium.\n", title="Izium: new arrivals")
    izium = make.place("Izium", 49.2, 37.25)
    make.event("moved", EventType.DEPLOYMENT, places=(izium,))
    assert show(make.ledger())[0].document.title == f"{WITHHELD_PLACE}: new arrivals"


def test_what_the_case_knows_goes_through_the_gate_too() -> None:
    ledger = news()
    known = Backings(
        Backing(event_id=e.id, reasons=("Olena Pchilka says so",), conflicts=("Chuhuiv, or not",))
        for e in ledger.events
    )
    policy = msgspec.structs.replace(SAFE, delay_days=None)
    shield = Shield(policy, KEY, ledger.sources)
    terms = Terms(preface(policy), shield, known)
    shield.show(ledger)
    backings = terms.known.about([event.id for event in ledger.events])
    [moved] = [event.id for event in ledger.events if event.type is EventType.DEPLOYMENT]
    assert backings[moved].conflicts == (PLACED,)
    assert all("Pchilka" not in repr(backing) for backing in backings.values())
    open_terms = Terms(preface(OPEN), Shield(OPEN, KEY, ledger.sources), known)
    assert open_terms.known.about([moved])[moved].conflicts == ("Chuhuiv, or not",)
