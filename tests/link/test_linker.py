"""Happenings stay put: whatever the order, one by one or together, read again or not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import EventType
from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Judged, Judgement, Quoted
from crossfix.link import linker
from crossfix.link.judged import account_at, rule
from crossfix.link.linker import Linker, happenings_of
from crossfix.model import Span
from tests.link.told import KHARKIV, SUMY, make_account, make_figure

DOCUMENTS = [f"doc_{letter}" for letter in "abcdefgh"]
ACCOUNTS = st.fixed_dictionaries(
    {
        "lemma": st.sampled_from(["strike", "hit", "shell", "negotiate"]),
        "target": st.sampled_from([("fuel", "depot"), ("hospital",), ()]),
        "sites": st.sampled_from([(SUMY,), (KHARKIV,), ()]),
        "earliest": st.sampled_from(["2025-03-02", "2025-03-03", None]),
        "latest": st.just("2025-03-03"),
        "geo_precision": st.sampled_from([1, 2]),
        "type": st.sampled_from([EventType.STRIKE, EventType.OTHER]),
    }
)
REPORTS = st.dictionaries(
    st.sampled_from(DOCUMENTS), st.lists(ACCOUNTS, min_size=1, max_size=3), min_size=2
)

Case = dict[str, list[Account]]


def make_case(told: dict[str, list[dict[str, object]]]) -> Case:
    return {
        document: [
            make_account(document, 100 * number, **about) for number, about in enumerate(accounts)
        ]
        for document, accounts in told.items()
    }


def groups(linked: Linker) -> list[tuple[str, ...]]:
    return [(happening.id, *happening.accounts) for happening in linked.happenings()]


def together(linked: Linker, left: Account, right: Account) -> bool:
    mine, theirs = linked.links.happening_of(left.id), linked.links.happening_of(right.id)
    return mine is not None and mine == theirs


def judgement(left: Account, right: Account, word: str, seq: int = 1) -> Judged:
    tellings = [Quoted(document=a.document, words=a.trigger) for a in (left, right)]
    return Judged(
        left=tellings[0],
        right=tellings[1],
        judgement=Judgement(word),
        because="read both",
        who="analyst",
        at="2025-03-05T10:00:00Z",
        seq=seq,
    )


@given(REPORTS, st.randoms(use_true_random=False), st.sampled_from([1, 2, 24]))
def test_the_order_of_reports_does_not_matter(
    told: dict[str, list[dict[str, object]]], rng: random.Random, anchors: int
) -> None:
    case = make_case(told)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linker, "ANCHORS", anchors)
        expected = [(h.id, *h.accounts) for h in happenings_of(case)]
        one_by_one = Linker()
        for document in rng.sample(sorted(case), len(case)):
            one_by_one.add(document, rng.sample(case[document], len(case[document])))
        assert groups(one_by_one) == expected
        again = rng.choice(sorted(case))  # read again: first without its accounts, then with them
        one_by_one.add(again, [])
        assert not any(account.id in str(groups(one_by_one)) for account in case[again])
        rest = {document: accounts for document, accounts in case.items() if document != again}
        assert groups(one_by_one) == [(h.id, *h.accounts) for h in happenings_of(rest)]
        one_by_one.add(again, case[again])
        assert groups(one_by_one) == expected


@given(REPORTS, st.data())
def test_judgements_hold_in_any_order(
    told: dict[str, list[dict[str, object]]], data: st.DataObject
) -> None:
    case = make_case(told)
    accounts = [account for held in case.values() for account in held]
    pairs = st.lists(st.sampled_from(accounts), min_size=2, max_size=2, unique_by=lambda a: a.id)
    words = st.sampled_from(["same", "different", "unsure"])
    drawn = data.draw(st.lists(st.tuples(pairs, words), max_size=4))
    judged = [judgement(pair[0], pair[1], word, seq) for seq, (pair, word) in enumerate(drawn)]
    expected = [(h.id, *h.accounts) for h in happenings_of(case, judged)]
    late = Linker()
    documents = data.draw(st.permutations(sorted(case)))
    for document in documents[:1]:
        late.add(document, case[document])
    for one in data.draw(st.permutations(judged)):
        late.judge(one)
    for document in documents[1:]:
        late.add(document, case[document])
    assert groups(late) == expected


def test_a_judgement_outlives_a_new_reading() -> None:
    left, right = make_account(), make_account("doc_b", sites=(KHARKIV,))
    linked = Linker()
    for account in (left, right):
        linked.add(account.document, [account])
    assert not together(linked, left, right)
    linked.judge(judgement(left, right, "same"))
    assert together(linked, left, right)
    longer = make_account("doc_b", sites=(KHARKIV,), word="struck at")  # another id
    assert longer.id != right.id
    linked.add("doc_b", [longer])
    assert together(linked, left, longer)
    linked.judge(judgement(left, longer, "different", seq=2))
    assert not together(linked, left, longer)
    linked.judge(judgement(left, longer, "unsure", seq=3))
    assert not together(linked, left, longer), "unsure takes the earlier word back"


def test_different_keeps_apart_what_looks_alike_and_unsure_does_not() -> None:
    left, right = make_account(), make_account("doc_b")
    case = {left.document: [left], right.document: [right]}
    assert len(happenings_of(case)) == 1
    assert len(happenings_of(case, [judgement(left, right, "unsure")])) == 1
    assert len(happenings_of(case, [judgement(left, right, "different")])) == 2


def test_matches_tell_their_reasons_and_what_was_judged() -> None:
    left, right = make_account(), make_account("doc_b")
    linked = Linker()
    linked.judge(judgement(left, right, "unsure"))
    for account in (left, right):
        linked.add(account.document, [account])
    (happening,) = linked.happenings()
    (match,) = linked.matches(happening)
    assert match.judged is Judgement.UNSURE
    assert match.score > 0
    assert {"kindred_word", "same_target", "near"} <= match.reasons.keys()


def test_the_earliest_published_gives_the_happening_its_name() -> None:
    late, early = make_account(published="2025-03-05"), make_account("doc_b")
    (one,) = happenings_of({"doc_a": [late], "doc_b": [early]})
    assert one.accounts == (early.id, late.id)
    (alone,) = happenings_of({"doc_b": [early]})
    assert alone.id == one.id


def test_a_report_keeps_apart_what_it_tells_of_two_towns() -> None:
    here = make_account()
    there = make_account(start=100, sites=(KHARKIV,))
    vague = make_account("doc_b", sites=(), geo_precision=None)
    linked = Linker()
    linked.add("doc_a", [here, there])
    linked.add("doc_b", [vague])
    assert not together(linked, here, there)


@pytest.mark.parametrize(
    ("sentence", "high", "held"), [(0, 61.0, False), (0, 2.0, True), (100, 61.0, True)]
)
def test_a_report_keeps_apart_what_it_counts_in_one_sentence(
    sentence: int, high: float, held: bool
) -> None:
    two = make_account(figures=(make_figure(2.0),))
    others = make_account(start=100, sentence=sentence, figures=(make_figure(high),))
    linked = Linker()
    linked.add("doc_a", [two, others])
    assert together(linked, two, others) is held


@pytest.mark.parametrize(
    ("of", "figure", "held"),
    [("bomb", 22.0, False), ("bomb", 97.0, True), ("drone", 22.0, True), (None, 22.0, True)],
)
def test_a_report_keeps_apart_what_it_counts_of_the_same_thing(
    of: str | None, figure: float, held: bool
) -> None:
    every = make_account(figures=(make_figure(97.0, of="bomb"),))
    part = make_account(start=100, figures=(make_figure(figure, of=of),))
    linked = Linker()
    linked.add("doc_a", [every, part])
    assert together(linked, every, part) is held
    elsewhere = make_account("doc_b", figures=(make_figure(figure, of=of),))
    linked.add("doc_b", [elsewhere])
    assert together(linked, part, elsewhere)


@pytest.mark.parametrize(
    ("about", "held"),
    [
        ({"figures": (make_figure(61.0, of="strike"),), "sites": ()}, False),
        ({"figures": (make_figure(2.0, of="strike"),), "sites": ()}, False),
        ({"figures": (make_figure(1.0, of="strike"),), "sites": ()}, True),
        ({"figures": (make_figure(61.0, of="strike"),)}, True),  # of the same town
        ({"figures": (make_figure(61.0, of="drone"),), "sites": ()}, True),
        ({"figures": (make_figure(61.0),), "sites": ()}, True),
        ({"sites": ()}, True),
    ],
)
def test_a_sum_of_many_is_none_of_them(about: dict[str, Any], held: bool) -> None:
    one, every = make_account(), make_account("doc_b", **about)
    linked = Linker()
    linked.add("doc_a", [one])
    linked.add("doc_b", [every])
    assert together(linked, one, every) is held
    again = make_account("doc_c", **about)
    linked.add("doc_c", [again])
    assert together(linked, every, again)


def test_what_was_touched_is_cut_and_nothing_else() -> None:
    linked = Linker()
    for number, document in enumerate(DOCUMENTS):
        day = f"2025-0{number + 1}-10"
        linked.add(document, [make_account(document, earliest=day, latest=day, published=day)])
    day = "2025-03-10"
    fresh = make_account("doc_z", earliest=day, latest=day, published="2025-03-11")
    linked.add("doc_z", [fresh], settle=False)
    (made,) = linked.settle()
    assert fresh.id in made.accounts
    assert len(made.accounts) == 2


def test_a_crowded_block_is_compared_with_its_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linker, "ANCHORS", 2)
    accounts = [make_account(f"doc_{number}") for number in range(12)]
    linked = Linker()
    for account in accounts:
        linked.add(account.document, [account])
    (one,) = linked.happenings()
    assert len(one.accounts) == 12
    ordered: Sequence[str] = sorted(account.id for account in accounts)
    assert linked.candidates(ordered[-1]) == set(ordered[:2])
    assert linked.candidates(ordered[0]) == set(ordered[1:])


def test_the_later_of_two_judgements_that_cannot_both_stand_holds() -> None:
    a, b, c = (make_account(document) for document in DOCUMENTS[:3])
    same_ab, same_bc = judgement(a, b, "same", 1), judgement(b, c, "same", 2)
    apart = judgement(a, c, "different", 3)
    pairs = {tuple(sorted((x.id, y.id))): j for x, y, j in
             ((a, b, same_ab), (b, c, same_bc), (a, c, apart))}  # fmt: skip
    held = rule({(p[0], p[1]): [j] for p, j in pairs.items()})
    assert held.overruled == (same_ab,)
    assert len(held.same) == len(held.different) == 1
    case = {x.document: [x] for x in (a, b, c)}
    assert len(happenings_of(case, [same_ab, same_bc, apart])) == 2


@pytest.mark.parametrize(
    ("words", "found"), [(Span(0, 6, "struck"), True), (Span(3, 12, "uck a dep"), False)]
)
def test_a_judgement_needs_half_of_the_words(words: Span, found: bool) -> None:
    account = make_account()
    assert (account_at(Quoted(document="doc_a", words=words), [account]) is account) is found
    assert account_at(Quoted(document="doc_b", words=words), [account]) is None
