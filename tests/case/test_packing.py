from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.case.packing import (
    SPAN_FIELDS,
    misquotes,
    pack,
    quotes,
    storable,
    unpack_ledger,
    unpack_received,
)
from crossfix.errors import Skip
from crossfix.model import KINDS, Ledger, Span
from crossfix.reading import Received
from tests.case.reports import make_document, make_pair

SPANS = {
    "segments": ("span",),
    "sources": ("mentions",),
    "attributions": ("source", "cue", "content", "hedges"),
    "times": ("span",),
    "places": ("span", "shift"),
    "quantities": ("span", "of"),
    "events": ("trigger", "actor", "target", "weapons"),
    "claims": ("spans",),
    "forecasts": ("span", "phrase", "condition"),
    "gaps": ("span",),
    "links": (),
}


@pytest.mark.parametrize("kind", KINDS)
def test_span_fields(kind: str) -> None:
    assert SPAN_FIELDS[KINDS[kind]] == SPANS[kind]


def test_there_and_back() -> None:
    received, ledger = make_pair(3, paragraphs=4)
    packed = pack(received, ledger)
    assert unpack_ledger(packed) == ledger
    assert unpack_received(packed, received.raw) == received


def test_quotes_are_named_by_field_and_place() -> None:
    event = make_pair()[1].events[0]
    assert [(f, n, s.text) for f, n, s in quotes(event)] == [
        ("trigger", 0, "hit"),
        ("target", 0, "Vesnivka"),
        ("weapons", 0, "three drones"),
    ]


@pytest.mark.parametrize(
    ("span", "problem"),
    [
        (Span(0, 5, "Night"), None),
        (Span(0, 5, "night"), "does not quote"),
        (Span(1, 6, "Night"), "does not quote"),
        (Span(-3, 2, "Ni"), "outside"),
        (Span(0, 99_999, "Night"), "outside"),
        (Span(4, 4, ""), "outside"),
    ],
)
def test_misquotes(span: Span, problem: str | None) -> None:
    received, ledger = make_pair()
    event = msgspec.structs.replace(ledger.events[0], trigger=span)
    found = list(misquotes(event, received.document.text))
    assert [problem in line for line in found if problem] == ([True] if problem else [])
    assert bool(found) == bool(problem)


def _other_text(received: Received, ledger: Ledger) -> tuple[Received, Ledger]:
    document = msgspec.structs.replace(ledger.document, text="other")
    return received, msgspec.structs.replace(ledger, document=document)


def _other_bytes(received: Received, ledger: Ledger) -> tuple[Received, Ledger]:
    return Received(received.document, b"other"), ledger


def _misquote(received: Received, ledger: Ledger) -> tuple[Received, Ledger]:
    event = msgspec.structs.replace(ledger.events[0], trigger=Span(0, 3, "hit"))
    return received, msgspec.structs.replace(ledger, events=(event,))


def _half_character(received: Received, ledger: Ledger) -> tuple[Received, Ledger]:
    document = msgspec.structs.replace(make_document("x"), text="half \ud83d a face")
    return Received(document, b"x"), Ledger(document=document)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_other_text, "not of this report"),
        (_other_bytes, "not those that the document names"),
        (_misquote, r"events evt_\w+: trigger\[0\] 0-3 does not quote"),
        (_half_character, "half of a character"),
    ],
)
def test_what_must_not_be_stored(spoil: object, problem: str) -> None:
    assert callable(spoil)
    with pytest.raises(Skip, match=problem):
        pack(*spoil(*make_pair()))


def _half_in_a_title(received: Received, ledger: Ledger) -> tuple[Received, Ledger]:
    document = msgspec.structs.replace(ledger.document, title="half \ud83d a face")
    return received, msgspec.structs.replace(ledger, document=document)


def test_halves_beside_the_text_are_refused_too() -> None:
    with pytest.raises(Skip, match="half of a character"):
        pack(*_half_in_a_title(*make_pair()))


def test_a_file_name_that_is_not_text() -> None:
    received, ledger = make_pair(path="b\udcff.txt")
    packed = pack(received, ledger)
    assert unpack_ledger(packed).document.path == "b\\udcff.txt"
    assert packed.document_id == make_pair()[1].document.id


def test_digest_tells_any_difference() -> None:
    received, ledger = make_pair()
    changed = [
        ledger,
        msgspec.structs.replace(ledger, config="other"),
        msgspec.structs.replace(ledger, notices=()),
        msgspec.structs.replace(ledger, links=()),
        msgspec.structs.replace(
            ledger, document=msgspec.structs.replace(ledger.document, title="T")
        ),
        msgspec.structs.replace(
            ledger, gaps=(msgspec.structs.replace(ledger.gaps[0], reasons={"cue": 0.5}),)
        ),
    ]
    assert len({pack(received, one).digest for one in changed}) == len(changed)
    assert pack(received, ledger, with_raw=False).digest == pack(received, ledger).digest


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_storable_text_can_be_stored(text: str) -> None:
    made = storable(text)
    assert made.encode().decode() == made
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert made == text
