"""Readiness moves to where the judge says most, and not beyond."""

from training.balance import balance, with_readiness

from crossfix.models.encoder import SpanHead

HEAD = SpanHead(("source", "cue"), ((0.0, 1.0, 2.0), (3.0, 4.0, 5.0), (6.0, 7.0, 8.0)), (0.5, 0, 0))


def test_readiness_is_added_where_spans_begin() -> None:
    ready = with_readiness(HEAD, [10, 20])
    assert ready.transitions == ((0.0, 11.0, 22.0), (3.0, 14.0, 25.0), (6.0, 17.0, 28.0))
    assert ready.start == (0.5, 10, 20)


def test_the_best_readiness_is_found_for_each_label() -> None:
    def judge(head: SpanHead) -> float:
        return -abs(head.start[1] - 0.9) - abs(head.start[2] + 0.6)

    found = balance(HEAD, judge)
    assert [round(value, 6) for value in found.start] == [0.5, 0.9, -0.6]


def test_a_judge_that_does_not_care_changes_nothing() -> None:
    assert balance(HEAD, lambda head: 1.0) == HEAD
