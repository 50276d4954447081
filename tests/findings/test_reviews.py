"""Ledgers with what people said laid over them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.case.packing import misquotes
from crossfix.case.references import references
from crossfix.errors import BadOption
from crossfix.findings.corrections import CORRECTIONS, check_changes, held
from crossfix.findings.reviews import (
    Review,
    ReviewVerdict,
    own_words,
    reviewable,
    reviewed,
)
from crossfix.model import (
    KEY_OF,
    KINDS,
    Entry,
    EventType,
    Ledger,
    Polarity,
    SourceKind,
    Status,
    slice_span,
)
from tests.case.reports import make_pair

LEDGER = make_pair(0, paragraphs=2)[1]
REVIEWABLE = [
    (kind, entry.id)
    for kind in CORRECTIONS
    for entry in getattr(LEDGER, kind)
    if own_words(entry, LEDGER.document)
]


def entry_of(ledger: Ledger, entry_id: str) -> Entry:
    found: Entry
    for kind in KINDS:
        for found in getattr(ledger, kind):
            if found.id == entry_id:
                return found
    raise KeyError(entry_id)


def make_review(
    entry: Entry,
    verdict: ReviewVerdict = ReviewVerdict.CORRECTED,
    seq: int = 7,
    **changes: Any,
) -> Review:
    words = own_words(entry, LEDGER.document)
    assert words is not None
    normal = check_changes(LEDGER, entry, words, changes) if changes else {}
    return Review(
        kind=KEY_OF[type(entry)],
        document=LEDGER.document.id,
        words=words,
        verdict=verdict,
        changes=normal,
        before={name: held(LEDGER, entry, name) for name in normal},
        because="the page says so",
        who="Ada",
        at="2025-03-01T10:00:00.000+00:00",
        seq=seq,
        entry=entry.id,
    )


def rejecting(entry: Entry, seq: int = 7) -> Review:
    return make_review(entry, ReviewVerdict.REJECTED, seq)


def check_whole(ledger: Ledger) -> None:
    """Every span quotes the report, and every id that a record names is there."""
    kinds = {ledger.document.id: "document"}
    kinds |= {entry.id: kind for kind in KINDS for entry in getattr(ledger, kind)}
    for kind in KINDS:
        for entry in getattr(ledger, kind):
            assert not list(misquotes(entry, ledger.document.text))
            for name, target, allowed in references(entry):
                assert kinds.get(target) in allowed, (entry.id, name, target)


# --- corrections ----------------------------------------------------------------------


def test_nothing_said_nothing_changed() -> None:
    there = reviewed(LEDGER, [])
    assert there.ledger is LEDGER
    assert there.standing is LEDGER
    assert not there.reviews and not there.unreviewed


def test_an_event_as_corrected_with_its_codes() -> None:
    old = msgspec.structs.replace(LEDGER.events[0], acled="Air/drone strike", plover="ASSAULT")
    ledger = msgspec.structs.replace(LEDGER, events=(old, *LEDGER.events[1:]))
    mine = make_review(old, type="outage", status="denied", earliest="2025-01-20",
                       actor="Mayor Ivan Franko")  # fmt: skip
    there = reviewed(ledger, [mine])
    now = there.ledger.events[0]
    assert (now.type, now.status, now.acled, now.plover) == (
        EventType.OUTAGE, Status.DENIED, None, None)  # fmt: skip
    assert now.actor is not None and now.actor.text == "Mayor Ivan Franko"
    assert (now.earliest, now.latest, now.time_precision) == ("2025-01-20", "2025-02-01", 3)
    assert there.unreviewed == {old.id: old}
    assert there.ledger.events[1:] == ledger.events[1:]
    check_whole(there.ledger)


def test_a_place_with_a_point_makes_its_events_exact() -> None:
    place = LEDGER.places[0]
    mine = make_review(place, lat=48.5, lon=35.1, radius_km=3, feature="village")
    there = reviewed(LEDGER, [mine]).ledger
    assert (there.places[0].lat, there.places[0].reason, there.places[0].gazetteer) == (
        48.5, None, None)  # fmt: skip
    assert [event.geo_precision for event in there.events] == [1, None]
    region = make_review(place, lat=48.5, lon=35.1, radius_km=120, feature="region")
    assert reviewed(LEDGER, [region]).ledger.events[0].geo_precision == 3


def test_a_corrected_time_goes_over_to_the_events_that_had_its_interval() -> None:
    mine = make_review(LEDGER.times[0], earliest="2025-01-30", latest="2025-01-31")
    there = reviewed(LEDGER, [mine]).ledger
    assert (there.times[0].value, there.times[0].earliest) == (
        "2025-01-30/2025-01-31", "2025-01-30")  # fmt: skip
    assert there.events[0].earliest == "2025-01-30"
    assert there.events[0].latest == "2025-01-31"
    assert there.events[1] == LEDGER.events[1]
    own = make_review(LEDGER.events[0], seq=8, earliest="2025-01-01", latest="2025-01-01")
    assert reviewed(LEDGER, [mine, own]).ledger.events[0].earliest == "2025-01-01"


@pytest.mark.parametrize(
    ("changes", "kind", "private"),
    [
        ({"source": "Lesya Ukrainka"}, SourceKind.OTHER, True),
        ({"source": "Lesya Ukrainka", "private_person": False}, SourceKind.OTHER, False),
        ({"source": "The Evening Post", "source_kind": "media"}, SourceKind.MEDIA, False),
        ({"source": "mayor ivan franko"}, SourceKind.OFFICIAL, False),
    ],
)
def test_an_attribution_to_somebody_else(
    changes: dict[str, Any], kind: SourceKind, private: bool
) -> None:
    told = LEDGER.attributions[1]
    there = reviewed(LEDGER, [make_review(told, **changes)]).ledger
    now = there.attributions[1]
    source = next(source for source in there.sources if source.id == now.source_id)
    assert (source.name or "").casefold() == str(changes["source"]).casefold()
    assert (source.kind, source.private_person) == (kind, private)
    assert now.chain == (*told.chain[:-1], source.id)
    assert there.claims[1].source_id == source.id
    assert there.claims[0] == LEDGER.claims[0]
    check_whole(there)


def test_a_denial_and_a_probability() -> None:
    there = reviewed(
        LEDGER,
        [
            make_review(LEDGER.attributions[0], polarity="denied"),
            make_review(LEDGER.forecasts[0], prob_low=0.5, prob_high=0.5, deadline="2025-02-07"),
        ],
    ).ledger
    assert there.attributions[0].polarity is Polarity.DENIED
    forecast = there.forecasts[0]
    assert (forecast.prob_low, forecast.scale, forecast.deadline) == (0.5, None, "2025-02-07")


# --- rejections -----------------------------------------------------------------------


def test_what_is_rejected_stays_in_the_ledger_and_is_not_shown() -> None:
    event = LEDGER.events[0]
    there = reviewed(LEDGER, [rejecting(event)])
    assert there.ledger == LEDGER
    assert there.rejected == {event.id}
    assert there.unreviewed == {event.id: event}
    assert there.standing.events == LEDGER.events[1:]
    assert event.id not in there.standing.claims[0].refers_to
    assert len(there.standing.links) == len(LEDGER.links) - 1
    check_whole(there.standing)


def test_without_an_attribution_it_is_the_voice_that_speaks() -> None:
    told = LEDGER.attributions[0]
    there = reviewed(LEDGER, [rejecting(told)]).standing
    assert there.claims[0].attribution is None
    assert there.claims[0].source_id == LEDGER.segments[1].voice
    assert there.events[0].attributions == ()
    check_whole(there)


def test_without_an_inner_attribution_the_outer_one_tells() -> None:
    outer, inner = LEDGER.attributions
    nested = msgspec.structs.replace(inner, parent=outer.id)
    ledger = msgspec.structs.replace(LEDGER, attributions=(outer, nested))
    claim = reviewed(ledger, [rejecting(nested)]).standing.claims[1]
    assert (claim.attribution, claim.source_id) == (outer.id, outer.source_id)


@pytest.mark.parametrize(("kind", "entry_id"), [r for r in REVIEWABLE if r[0] != "sources"])
def test_any_entry_may_be_left_out(kind: str, entry_id: str) -> None:
    there = reviewed(LEDGER, [rejecting(entry_of(LEDGER, entry_id))]).standing
    assert len(getattr(there, kind)) == len(getattr(LEDGER, kind)) - 1
    check_whole(there)


@pytest.mark.parametrize("kind", ["segments", "links", "sources"])
def test_what_has_no_words_of_its_own_cannot_be_reviewed(kind: str) -> None:
    with pytest.raises(BadOption, match=r"cannot be reviewed|no words of its own"):
        reviewable(LEDGER, getattr(LEDGER, kind)[0])


# --- another reading ------------------------------------------------------------------


def test_a_review_goes_over_to_the_entry_that_has_most_of_its_words() -> None:
    old, *others = LEDGER.forecasts
    span = slice_span(LEDGER.document.text, old.start, old.stop - 4)
    new = msgspec.structs.replace(old, id="fct_new", span=span)
    ledger = msgspec.structs.replace(LEDGER, forecasts=(new, *others))
    there = reviewed(ledger, [make_review(old, deadline="2025-02-07")])
    assert there.ledger.forecasts[0].deadline == "2025-02-07"
    assert [review.entry for review in there.reviews] == ["fct_new"]
    assert not there.lost


def test_a_review_whose_words_are_no_entry_now_is_lost_and_told() -> None:
    ledger = msgspec.structs.replace(LEDGER, forecasts=LEDGER.forecasts[1:])
    there = reviewed(ledger, [rejecting(LEDGER.forecasts[0])])
    assert there.ledger is ledger
    assert [review.entry for review in there.lost] == [None]


def test_the_newest_of_two_on_the_same_entry_holds() -> None:
    event = LEDGER.events[0]
    pair = [make_review(event, seq=9, type="aid"), rejecting(event, seq=8)]
    there = reviewed(LEDGER, pair)
    assert there.ledger.events[0].type is EventType.AID
    assert not there.rejected


# --- whatever is said -----------------------------------------------------------------

_VALUES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "events": st.fixed_dictionaries(
        {"type": st.sampled_from([t.value for t in EventType])},
        optional={
            "status": st.sampled_from([s.value for s in Status]),
            "actor": st.sampled_from([None, "Mayor Ivan Franko"]),
            "places": st.sampled_from([[], [LEDGER.places[1].id]]),
        },
    ),
    "places": st.one_of(
        st.fixed_dictionaries(
            {
                "lat": st.floats(-90, 90),
                "lon": st.floats(-180, 180),
                "radius_km": st.floats(0.1, 900),
            }
        ),
        st.just({"reason": "the name is too common"}),
    ),
    "times": st.just({"earliest": "2024-12-31", "latest": None}),
    "attributions": st.sampled_from(
        [{"source": "Nellie Bly"}, {"source": "Mayor Ivan Franko"}, {"evidence": "video"}]
    ),
}


@st.composite
def sayings(draw: st.DrawFn) -> list[Review]:
    chosen = draw(st.lists(st.sampled_from(REVIEWABLE), max_size=6, unique=True))
    found = []
    for seq, (kind, entry_id) in enumerate(chosen, start=1):
        entry = entry_of(LEDGER, entry_id)
        if kind in _VALUES and draw(st.booleans()):
            found.append(make_review(entry, seq=seq, **draw(_VALUES[kind])))
        elif kind != "sources":
            found.append(rejecting(entry, seq))
    return found


@settings(max_examples=60)
@given(sayings())
def test_a_ledger_stays_whole_whatever_is_said(said: list[Review]) -> None:
    there = reviewed(LEDGER, said)
    check_whole(there.ledger)
    check_whole(there.standing)
    read = {e.id: e for kind in KINDS for e in getattr(LEDGER, kind)}
    assert {name: read[name] for name in there.unreviewed} == there.unreviewed
    assert reviewed(LEDGER, reversed(said)).ledger == there.ledger
