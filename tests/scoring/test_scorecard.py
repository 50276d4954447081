from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.model import EventType
from crossfix.scoring.measures import LEAST
from crossfix.scoring.records import Registered, Scorecard, State
from crossfix.scoring.scorecard import score
from tests.scoring.foretold import make_entry

ENTRIES = st.lists(
    st.builds(
        lambda number, said, state, source, text: make_entry(
            number, said, state, source=source, text=text and f"It will be {text}."
        ),
        st.integers(0, 9_999),
        st.sampled_from([None, 0.03, 0.5, 0.675]),
        st.sampled_from(State),
        st.sampled_from(["Agency", "Ministry"]),
        st.sampled_from([None, "one", "two"]),
    ),
    max_size=40,
    unique_by=lambda entry: entry.forecast.id,
)


def many(
    count: int, true: int, said: float | None = 0.675, source: str = "Agency"
) -> list[Registered]:
    return [
        make_entry(n, said, State.TRUE if n < true else State.FALSE, source=source)
        for n in range(count)
    ]


def test_nothing_is_registered() -> None:
    card = score([])
    assert (card.registered, card.measures, card.void_rate) == (0, None, None)
    assert (card.sources, card.topics, card.kinds) == ((), (), ())


def test_counts_and_the_rate_of_voids() -> None:
    states = [*State, State.VOID]
    card = score([make_entry(n, 0.5, state) for n, state in enumerate(states)])
    assert (card.open, card.due, card.true, card.false, card.void) == (1, 1, 1, 1, 2)
    assert card.void_rate == 0.5
    assert card.measures is not None
    assert card.measures.n == 2


def test_no_number_is_made_up() -> None:
    card = score([*many(8, 6, None, "A"), make_entry(99, 0.8, State.TRUE, source="B")])
    assert card.measures is not None
    assert card.measures.n == 1
    assert card.measures.said == pytest.approx(0.8)
    assert (card.unnumbered.n, card.unnumbered.came_true) == (8, 0.75)


@pytest.mark.parametrize(("count", "ranked"), [(LEAST - 1, False), (LEAST, True)])
def test_nothing_is_ranked_on_few(count: int, ranked: bool) -> None:
    (group,) = score(many(count, 5)).sources
    assert (group.scored, group.measures is not None, group.rank) == (
        count,
        ranked,
        1 if ranked else None,
    )
    assert (group.void_rate is not None) is ranked
    (group,) = score(many(count, 5, None)).sources
    assert (group.without_probability, group.unnumbered is not None) == (count, ranked)
    assert (group.measures, group.rank) == (None, None)


def test_ten_resolved_of_which_one_is_void_are_nine_that_are_scored() -> None:
    (group,) = score([*many(9, 5), make_entry(99, 0.5, State.VOID)]).sources
    assert (group.measures, group.void_rate) == (None, 0.1)


def test_ranks() -> None:
    good, bad = many(12, 12, 0.9, "Good"), many(12, 0, 0.9, "Bad")
    few, none = many(3, 3, 0.9, "Few"), [make_entry(1, 0.9, State.OPEN, source="None")]
    card = score([*none, *few, *bad, *good])
    assert [(g.rank, g.name) for g in card.sources] == [(1, "Good"), (2, "Bad"), (None, "Few")]


def test_by_topic() -> None:
    entries = [
        make_entry(n, 0.5, State.TRUE, topic=EventType.STRIKE if n % 3 else EventType.OTHER)
        for n in range(30)
    ]
    assert [(g.name, g.scored) for g in score(entries).topics] == [("other", 10), ("strike", 20)]


def test_a_copy_is_counted_once() -> None:
    copies = [make_entry(n, 0.675, State.TRUE, text="It will burn.") for n in range(12)]
    card = score(copies)
    assert (card.registered, card.copies, card.true) == (12, 11, 1)
    assert card.sources[0].rank is None


def test_a_copy_that_is_resolved_stands_for_the_open_ones() -> None:
    open_one = make_entry(1, 0.675, State.DUE, text="It will burn.")
    card = score([open_one, make_entry(2, 0.675, State.FALSE, text="It will burn.")])
    assert (card.due, card.false, card.copies) == (0, 1, 1)


def test_copies_that_were_resolved_differently_are_not_scored() -> None:
    states = (State.TRUE, State.FALSE, State.OPEN)
    card = score([make_entry(n, 0.5, s, text="It will burn.") for n, s in enumerate(states)])
    assert card.disputed == (("fct_0000", "fct_0001", "fct_0002"),)
    assert (card.true, card.false, card.copies, card.measures) == (0, 0, 0, None)


@given(ENTRIES)
def test_every_forecast_is_counted_in_one_place(entries: list[Registered]) -> None:
    card = score(entries)
    disputed = sum(map(len, card.disputed))
    kept = card.open + card.due + card.true + card.false + card.void
    assert card.registered == len(entries) == kept + card.copies + disputed
    scored = card.measures.n if card.measures else 0
    assert scored + card.unnumbered.n == card.true + card.false
    assert sum(b.share.n for b in card.bins) == scored
    for groups in (card.sources, card.topics, card.kinds):
        assert sum(g.true for g in groups) == card.true
        assert sum(g.scored for g in groups) == scored
        assert all((g.rank is not None) == (g.scored >= LEAST) for g in groups)
        assert [g.rank for g in groups if g.rank] == list(
            range(1, 1 + sum(g.rank is not None for g in groups))
        )
    assert msgspec.json.decode(msgspec.json.encode(card), type=Scorecard) == card
