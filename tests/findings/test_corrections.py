"""What may be corrected: values that are taken, and those that are refused with a remedy."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.errors import BadOption
from crossfix.findings.corrections import CORRECTIONS, check_changes, drop_unchanged, fields_of
from crossfix.findings.reviews import own_words
from crossfix.model import KINDS, Entry, Ledger
from tests.case.reports import make_pair

LEDGER = make_pair(0)[1]


def entry_of(ledger: Ledger, kind: str) -> Entry:
    """The last entry of a kind: the named source, not the author."""
    found: Entry = getattr(ledger, kind)[-1]
    return found


def check(kind: str, changes: dict[str, Any]) -> dict[str, Any]:
    entry = entry_of(LEDGER, kind)
    words = own_words(entry, LEDGER.document)
    assert words is not None
    return check_changes(LEDGER, entry, words, changes)


@pytest.mark.parametrize(
    ("kind", "changes", "kept"),
    [
        ("events", {"type": "damage"}, {"type": "damage"}),
        ("events", {"status": "denied", "acled": " Air/drone  strike "},
         {"status": "denied", "acled": "Air/drone strike"}),
        ("events", {"earliest": "2025-01-30"}, {"earliest": "2025-01-30", "latest": "2025-02-01"}),
        ("events", {"earliest": None, "latest": None}, {"earliest": None, "latest": None}),
        ("events", {"earliest": "2025-01-30T21:15", "latest": "2025-01-30T21:15"},
         {"earliest": "2025-01-30T21:15", "latest": "2025-01-30T21:15"}),
        ("events", {"places": ""}, {"places": []}),
        ("events", {"geo_precision": "2"}, {"geo_precision": 2}),
        ("places", {"lat": "48.5", "lon": 35, "radius_km": 4},
         {"lat": 48.5, "lon": 35.0, "radius_km": 4.0, "reason": None}),
        ("places", {"reason": "two villages have this name"},
         {"lat": None, "lon": None, "radius_km": None, "reason": "two villages have this name"}),
        ("times", {"latest": "2025-02-03"}, {"earliest": "2025-02-01", "latest": "2025-02-03"}),
        ("quantities", {"high": "5"}, {"low": 3.0, "best": 3.0, "high": 5.0}),
        ("attributions", {"source": "Lesya Ukrainka"}, {"source": "Lesya Ukrainka"}),
        ("attributions", {"polarity": "denied", "evidence": "video"},
         {"polarity": "denied", "evidence": "video"}),
        ("sources", {"private_person": "true"}, {"private_person": True}),
        ("claims", {"kind": "state"}, {"kind": "state"}),
        ("forecasts", {"prob_low": "0.2", "prob_high": 0.4}, {"prob_low": 0.2, "prob_high": 0.4}),
        ("forecasts", {"deadline": "2025-02-07"}, {"deadline": "2025-02-07"}),
        ("gaps", {"promises": "photo"}, {"promises": "photo"}),
    ],
)  # fmt: skip
def test_kept_in_normal_form(kind: str, changes: dict[str, Any], kept: dict[str, Any]) -> None:
    assert check(kind, changes) == kept
    assert check(kind, kept) == kept


@pytest.mark.parametrize("words", ["Mayor Ivan Franko", {"start": 19, "stop": 36}])
def test_words_of_the_report_are_found(words: Any) -> None:
    kept = check("events", {"actor": words})["actor"]
    text = LEDGER.document.text
    assert text[kept["start"] : kept["stop"]] == kept["text"] == "Mayor Ivan Franko"


def test_of_several_the_nearest_words_are_meant() -> None:
    text = LEDGER.document.text
    kept = check("events", {"target": "Vesnivka"})["target"]
    assert text.count("Vesnivka") == 2
    assert kept["start"] == text.index("Vesnivka")


@pytest.mark.parametrize(
    ("kind", "changes", "problem"),
    [
        ("events", {"type": "party"}, "Invalid enum value 'party'"),
        ("events", {"trigger": "hit"}, "unknown field `trigger`.*type, acled"),
        ("events", {"status": None}, "Expected"),
        ("events", {"actor": "Taras Shevchenko"}, "are not words of the report"),
        ("events", {"actor": "ayor Ivan"}, "are not words of the report"),
        ("events", {"actor": ""}, "are not words of the report"),
        ("events", {"actor": {"start": 5, "stop": 5}}, "quotes nothing"),
        ("events", {"actor": {"start": -9, "stop": 5}}, "quotes nothing"),
        ("events", {"actor": {"start": 0, "stop": 99999}}, "quotes nothing"),
        ("events", {"actor": {"start": 0, "stop": 5, "text": "other"}}, "are not the words"),
        ("events", {"actor": {"start": "0", "stop": "5"}}, "neither words"),
        ("events", {"actor": 7}, "neither words"),
        ("events", {"actor": [1, 2]}, "neither words"),
        ("events", {"earliest": "2025-02-03"}, "lies after 2025-02-01"),
        ("events", {"earliest": "yesterday"}, "ISO 8601"),
        ("events", {"earliest": "2025-02-30"}, "ISO 8601"),
        ("events", {"earliest": "20250201"}, "ISO 8601"),
        ("events", {"earliest": "0001-01-01"}, "ISO 8601"),
        ("events", {"earliest": "9999-12-31", "latest": None}, "ISO 8601"),
        ("events", {"places": "pla_nowhere"}, "is no place of this report"),
        ("events", {"places": 5}, "Expected"),
        ("events", {"geo_precision": 4}, "<= 3"),
        ("places", {"lat": 48.5}, "lon, radius_km is missing"),
        ("places", {"lat": 91, "lon": 0, "radius_km": 1}, "<= 90"),
        ("places", {"lat": "nan", "lon": 0, "radius_km": 1}, "Expected `float|<= 90|>= -90"),
        ("places", {"lat": 1, "lon": 1, "radius_km": 0}, "> 0"),
        ("places", {"lat": 1, "lon": 1, "radius_km": 1, "reason": "gone"}, "beside a point"),
        ("places", {"reason": None}, "neither a point nor a reason"),
        ("places", {"name": ""}, "says nothing"),
        ("places", {"name": "a\u202eb"}, "characters that are no words"),
        ("places", {"name": "\ud800"}, "characters that are no words"),
        ("places", {"name": "x" * 201}, "<= 200"),
        ("quantities", {"low": 9}, "is above best"),
        ("quantities", {"low": "many"}, "Expected"),
        ("forecasts", {"prob_low": 0.4}, "stands alone"),
        ("forecasts", {"prob_low": 0.4, "prob_high": 0.2}, "is above prob_high"),
        ("forecasts", {"prob_low": 0.4, "prob_high": 1.2}, "<= 1"),
        ("forecasts", {"deadline": "Friday"}, "ISO 8601"),
        ("attributions", {"private_person": True}, "give source too"),
    ],
)  # fmt: skip
def test_refused_with_a_remedy(kind: str, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadOption, match=problem):
        check(kind, changes)


def test_every_kind_with_words_can_be_reviewed() -> None:
    assert set(KINDS) - set(CORRECTIONS) == {"segments", "links"}
    for kind, correction in CORRECTIONS.items():
        fields = set(correction.__struct_fields__) - {"source", "source_kind", "private_person"}
        assert fields <= set(KINDS[kind].__struct_fields__)


def test_what_changes_nothing_is_dropped_but_not_half_of_an_interval() -> None:
    event = LEDGER.events[0]
    changes = {"type": event.type.value, "earliest": "2025-01-31", "latest": "2025-02-01"}
    assert drop_unchanged(LEDGER, event, changes) == {
        "earliest": "2025-01-31",
        "latest": "2025-02-01",
    }


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**300, 10**320)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["nan", "inf", "1e999", "2025-02-30", "none", "\x00", "Vesnivka"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "stop", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.data())
def test_whatever_is_given_is_kept_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(CORRECTIONS)))
    names = st.sampled_from([*fields_of(kind), "id", ""]) | st.text(max_size=5)
    given_changes = data.draw(st.dictionaries(names, _JSON, max_size=4))
    try:
        kept = check(kind, given_changes)
    except BadOption as refused:
        assert refused.remedy
    else:
        assert kept.keys() <= set(fields_of(kind))
        assert msgspec.json.decode(msgspec.json.encode(kept)) == kept
        assert check(kind, kept) == kept
