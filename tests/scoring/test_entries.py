from __future__ import annotations

import msgspec
import pytest

from crossfix.model import (
    Document,
    Event,
    EventType,
    Forecast,
    Ledger,
    Source,
    SourceKind,
    Span,
    slice_span,
)
from crossfix.scoring.entries import copy_key, enter, match, squeeze
from crossfix.scoring.records import Outcome, State
from crossfix.scoring.topics import topic_finder
from tests.case.reports import make_document
from tests.scoring.foretold import make_entry, make_forecast, make_resolution


def at(start: int, stop: int, number: int = 0) -> Forecast:
    return make_forecast(number, span=Span(start, stop, "x" * (stop - start)))


@pytest.mark.parametrize(
    ("deadline", "today", "state"),
    [
        (None, "2025-06-01", State.OPEN),
        ("2025-05-31", "2025-05-30", State.OPEN),
        ("2025-05-31", "2025-05-31", State.OPEN),
        ("2025-05-31", "2025-06-01", State.DUE),
    ],
)
def test_what_is_due(deadline: str | None, today: str, state: State) -> None:
    [entry] = enter(ledger(make_forecast(deadline=deadline)), [], today)
    assert entry.state is state


@pytest.mark.parametrize("outcome", Outcome)
def test_what_is_resolved(outcome: Outcome) -> None:
    forecast = make_forecast(deadline="2025-05-31")
    [entry] = enter(ledger(forecast), [make_resolution(forecast, outcome)], "2025-06-01")
    assert (entry.state.value, entry.resolution and entry.resolution.outcome) == (outcome, outcome)


@pytest.mark.parametrize(
    ("was", "now", "goes_over"),
    [
        (at(10, 50), [at(10, 60, 1)], 0),
        (at(10, 50), [at(10, 31, 1)], 0),
        (at(10, 50), [at(10, 30, 1)], None),  # half, not more
        (at(10, 50), [at(10, 29, 1), at(29, 50, 2)], 1),
        (at(10, 50), [at(60, 90, 1)], None),
        (at(10, 50), [], None),
        (at(10, 50), [at(10, 48, 1), at(10, 50, 0)], 1),  # its own id comes first
    ],
)
def test_a_resolution_goes_over_to_other_bounds(
    was: Forecast, now: list[Forecast], goes_over: int | None
) -> None:
    resolution = make_resolution(was, Outcome.TRUE)
    found, lost = match(now, [resolution])
    if goes_over is None:
        assert (found, lost) == ({}, [resolution])
    else:
        assert (found, lost) == ({now[goes_over].id: resolution}, [])


def test_two_resolutions_and_one_forecast() -> None:
    older = make_resolution(at(10, 50, 1), Outcome.TRUE, seq=3)
    newer = make_resolution(at(11, 51, 2), Outcome.FALSE, seq=7)
    assert match([at(10, 52, 9)], [older, newer]) == ({"fct_0009": newer}, [older])
    own = make_resolution(at(10, 52, 9), Outcome.VOID, seq=1)
    assert match([at(10, 52, 9)], [newer, own]) == ({"fct_0009": own}, [newer])


TEXT = "If they strike, the army will likely counterattack and retreat to Vesnivka."


def told(*triggers: tuple[str, EventType]) -> list[Event]:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return slice_span(TEXT, start, start + len(words))

    return [Event(id=f"evt_{words}", trigger=span(words), type=kind) for words, kind in triggers]


@pytest.mark.parametrize(
    ("events", "topic"),
    [
        ([], "other"),
        ([("counterattack", EventType.CLASH)], "clash"),
        ([("retreat", EventType.RETREAT), ("counterattack", EventType.CLASH)], "clash"),
        ([("strike", EventType.STRIKE)], "other"),  # the condition
        ([("army", EventType.DEPLOYMENT), ("retreat", EventType.RETREAT)], "retreat"),
        ([("army", EventType.DEPLOYMENT)], "deployment"),
        ([("Vesnivka", EventType.STRIKE)], "other"),  # behind the clause
    ],
)
def test_topic(events: list[tuple[str, EventType]], topic: str) -> None:
    stop, likely = TEXT.index(" to Ves"), TEXT.index("likely")
    forecast = make_forecast(
        span=slice_span(TEXT, 0, stop),
        phrase=slice_span(TEXT, likely, likely + 6),
        condition=slice_span(TEXT, 0, 14),
    )
    assert topic_finder(told(*events))(forecast) == topic


def ledger(*forecasts: Forecast, source: Source | None = None, **fields: str) -> Ledger:
    document: Document = make_document("x" * 100, **fields)
    sources = () if source is None else (source,)
    return Ledger(document=document, sources=sources, forecasts=forecasts)


@pytest.mark.parametrize(
    ("source", "fields", "name"),
    [
        (Source(id="src_1", name="Agency", kind=SourceKind.MEDIA), {}, "Agency"),
        (
            Source(id="src_1", name=None, kind=SourceKind.ANALYST, is_author=True),
            {"publisher": "The Daily"},
            "The Daily",
        ),
        (
            Source(id="src_1", name=None, kind=SourceKind.ANALYST, is_author=True),
            {"title": "Night"},
            "the author of “Night”",
        ),
        (
            Source(id="src_1", name=None, kind=SourceKind.ANALYST, is_author=True),
            {"path": "notes/a.txt"},
            "the author of “a.txt”",
        ),
        (Source(id="src_1", name=None, kind=SourceKind.OFFICIAL), {}, "unnamed official sources"),
        (Source(id="src_1", name=None, kind=SourceKind.ANONYMOUS), {}, "unnamed sources"),
        (None, {}, "unnamed sources"),
    ],
)
def test_who_it_is_by(source: Source | None, fields: dict[str, str], name: str) -> None:
    [entry] = enter(ledger(make_forecast(), source=source, **fields), [], "2025-06-01")
    assert entry.source == name


@pytest.mark.parametrize(
    ("left", "right"),
    [("It will burn.", "it  will\nburn"), ("“Peace” – soon!", "peace soon"), ("ﬁre", "Fire")],
)
def test_words_are_the_same(left: str, right: str) -> None:
    assert squeeze(left) == squeeze(right)


def test_copies_agree_in_source_words_and_deadline() -> None:
    one = make_entry(1, text="It will burn.", deadline="2025-03-01")
    assert copy_key(one) == copy_key(make_entry(2, text="It WILL burn", deadline="2025-03-01"))
    for other in (
        make_entry(2, text="It will burn.", deadline="2025-03-02"),
        make_entry(2, text="It will not burn.", deadline="2025-03-01"),
        make_entry(2, text="It will burn.", deadline="2025-03-01", source="Other"),
    ):
        assert copy_key(one) != copy_key(other)
    unsigned = [
        msgspec.structs.replace(one, document_id=f"doc_{n}", source_key=f"author doc_{n}")
        for n in range(2)
    ]
    assert copy_key(unsigned[0]) == copy_key(unsigned[1]) != copy_key(one)
    assert msgspec.json.decode(msgspec.json.encode(one), type=type(one)) == one
