"""Invariants of the whole ledger, on the report that ships with the project."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import crossfix
from crossfix.model import KINDS, Ledger
from tests.readings import ledger_of

EXAMPLE = (Path(__file__).parents[1] / "examples" / "river-line.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return crossfix.read(EXAMPLE)


def test_the_public_face_is_what_is_promised() -> None:
    assert sorted(crossfix.__all__) == crossfix.__all__
    for name in crossfix.__all__:
        assert hasattr(crossfix, name)


def test_every_kind_of_entry_is_there(ledger: Ledger) -> None:
    empty = [key for key in KINDS if key != "links" and not getattr(ledger, key)]
    assert empty == []


def test_round_trip(ledger: Ledger) -> None:
    assert msgspec.json.decode(msgspec.json.encode(ledger), type=Ledger, strict=True) == ledger


def test_ids_do_not_depend_on_path_or_date(ledger: Ledger) -> None:
    other = crossfix.read(EXAMPLE, path="elsewhere.txt", published="2025-03-15")
    assert other.document.id == ledger.document.id
    assert {time.id for time in other.times} == {time.id for time in ledger.times}


def test_ids_are_unique_and_what_is_referred_to_exists(ledger: Ledger) -> None:
    ids = [entry.id for key in KINDS for entry in getattr(ledger, key)]
    assert len(ids) == len(set(ids))
    known = set(ids) | {ledger.document.id}
    for event in ledger.events:
        assert {*event.places, *event.times, *event.figures, *event.claim_ids} <= known
        assert set(event.attributions) <= known
    for attribution in ledger.attributions:
        assert {attribution.source_id, *attribution.chain} <= known
        assert attribution.parent is None or attribution.parent in known
        assert attribution.chain[-1] == attribution.source_id
    for claim in ledger.claims:
        assert {claim.source_id, *claim.refers_to} <= known
    for segment in ledger.segments:
        assert segment.voice in known
    for time in ledger.times:
        assert time.anchor is None or time.anchor in known


def test_without_a_date_relative_times_stay_unresolved_with_the_reason() -> None:
    ledger = ledger_of("A depot in Balta burned yesterday, the mayor said.")
    [time] = [time for time in ledger.times if time.text == "yesterday"]
    assert time.value is None
    assert time.earliest is None
    assert time.reason
    assert any(notice.about in {"times", "published"} for notice in ledger.notices)


def test_an_empty_part_has_its_reason() -> None:
    ledger = ledger_of("The morning was grey.")
    told = {notice.about for notice in ledger.notices}
    assert {key for key in KINDS if not getattr(ledger, key)} <= told


def test_abstained_places_have_no_coordinates(ledger: Ledger) -> None:
    for place in ledger.places:
        resolved = place.lat is not None
        assert resolved == (place.lon is not None) == (place.reason is None)


def test_nothing_to_read_is_an_error_with_a_remedy() -> None:
    with pytest.raises(crossfix.Skip, match="text"):
        crossfix.read("  \n ")


@pytest.mark.parametrize("published", ["2025-02-31", "yesterday", "20255-01-01"])
def test_impossible_date(published: str) -> None:
    with pytest.raises(crossfix.Abort, match=published):
        crossfix.read("A depot burned.", published=published)
