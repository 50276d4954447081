"""MUC-4's five slots: examples, candidates, and templates made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from bench.muc4 import SLOTS, TYPES, Report, Template
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="the train extra is not installed")

from training.muc4_candidates import (  # noqa: E402
    WIDTH,
    Candidate,
    Usual,
    alike,
    features,
    find_candidates,
)
from training.muc4_examples import LONGEST, Example, Floats, Wanted, read_examples, types_of  # noqa: E402
from training.muc4_fill import see, see_in_folds, weigh_in_parts  # noqa: E402
from training.muc4_network import STATES, Drop, Fillers, collate, loss_of  # noqa: E402
from training.muc4_spans import (  # noqa: E402
    FOLDS,
    FillersPlan,
    Spans,
    find_spans,
    fold_of,
    read_spans,
    train_fillers,
    write_spans,
)
from training.muc4_templates import Readiness, build_templates, f1_of, make_ready  # noqa: E402
from training.muc4_types import train_types, words_of  # noqa: E402
from training.muc4_weigh import Seen, Weigh, Weighed, fit_curve, fit_line, pair_rows, type_rows  # noqa: E402

from crossfix.models import load_encoder  # noqa: E402
from training import muc4_spans  # noqa: E402

TEXT = "raiders burned the old mill.    the raiders of the old mill fled."
KEY = Template(
    "arson",
    {
        **dict.fromkeys(SLOTS, ()),
        "PerpInd": ((("raiders", 0),),),
        "Target": ((("old mill", 19),),),
    },
)
REPORT = Report("R-1", TEXT, (KEY,))
ARSON = TYPES.index("arson")


def example() -> Example:
    """Eight words in two paragraphs, with states drawn at random."""
    words = "raiders burned old mill raiders fled old mill"
    report = Report("R-2", words, ())
    starts = [0, *(at + 1 for at, letter in enumerate(words) if letter == " ")]
    spans = tuple((a, a + len(w)) for a, w in zip(starts, words.split(), strict=True))
    states = np.random.default_rng(1).normal(size=(8, STATES)).astype(np.float16)
    wanted = Wanted(2, ((2, 1), (6, 1)), tuple(name == "arson" for name in TYPES))
    return Example(report, spans, np.array([0] * 4 + [1] * 4), states, (wanted,))


def test_a_mention_is_wanted_wherever_its_words_stand() -> None:
    (read,) = read_examples(load_encoder(), [REPORT])
    assert read.paragraphs.max() == 1
    assert len(read.states) == len(read.words) == len(read.paragraphs)
    shown = {
        (SLOTS[wanted.slot], read.text(first, after)): len(wanted.places)
        for wanted in read.wanted
        for first, after in wanted.places
    }
    assert shown == {("PerpInd", "raiders"): 2, ("Target", "old mill"): 2}
    assert types_of(REPORT).tolist() == [float(name == "arson") for name in TYPES]


def test_no_span_leaves_its_paragraph() -> None:
    said = Fillers()(collate([example(), example()]))
    assert said.spans.shape == (16, LONGEST, len(SLOTS))
    assert said.valid.sum(1).tolist() == [4, 3, 2, 1] * 4
    assert said.reports.shape == (2, len(TYPES))


def test_what_is_said_of_a_report_does_not_hang_on_its_neighbours_in_a_batch() -> None:
    network = Fillers().eval()
    alone = network(collate([example()]))
    beside = network(collate([example(), example()]))
    assert torch.allclose(alone.reports[0], beside.reports[0], atol=1e-4)


def test_a_network_learns_where_a_filler_is() -> None:
    torch.manual_seed(1)
    network = Fillers()
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3)
    for _ in range(40):
        optimiser.zero_grad()
        loss_of(network, [example()]).backward()
        optimiser.step()
    spans = find_spans([network.eval()], example())
    best = max(find_candidates(example().report, spans), key=lambda one: one.any_place)
    assert (best.slot, best.words, best.count) == (2, "old mill", 2)
    assert best.types.argmax() == ARSON


@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_spans_above_the_least_chance(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(1)
    network = Fillers().eval()
    with torch.no_grad():
        said = network(collate([example()]))
    chances = (torch.sigmoid(said.spans) * said.valid[..., None]).flatten().sort().values
    monkeypatch.setattr(muc4_spans, "LEAST", float(chances[-1 - count]))
    found = find_spans([network, network], example())
    assert (found.places.shape, found.types.shape) == ((count, 3), (count, len(TYPES)))
    assert all(example().report.text[start:stop] for start, stop, _ in found.places)


def test_dropout_keeps_the_mean_and_is_absent_at_work() -> None:
    torch.manual_seed(1)
    ones = torch.ones(200, 100)
    dropped = Drop()(ones)
    assert dropped.mean() == pytest.approx(1, abs=0.02)
    assert 0.25 < (dropped == 0).float().mean() < 0.35
    assert torch.equal(Drop().eval()(ones), ones)


def test_reports_that_tell_of_nothing_are_learned_from_too() -> None:
    telling = example()
    report = telling.report._replace(templates=(KEY,))
    telling = Example(report, telling.words, telling.paragraphs, telling.states, telling.wanted)
    silent = Example(REPORT, telling.words, telling.paragraphs, telling.states, ())
    network = train_fillers([telling, silent, silent, silent], FillersPlan(epochs=2, reports=2))
    assert not network.training


def test_spans_are_read_as_they_were_written(tmp_path: Path) -> None:
    some = spans((0, 7, 0, 0.5), (15, 23, 2, 0.9))
    none = spans()
    write_spans(tmp_path / "spans.npz", train=[some, none, some], tests=[none])
    read = read_spans(tmp_path / "spans.npz", "train")
    assert [len(one.chances) for one in read] == [2, 0, 2]
    for one, expected in zip(read, [some, none, some], strict=True):
        for column in Spans._fields:
            assert np.array_equal(getattr(one, column), getattr(expected, column))
    assert len(read_spans(tmp_path / "spans.npz", "tests")) == 1


@given(count=st.integers(1, 60))
def test_each_report_is_in_a_fold_and_folds_are_alike_in_size(count: int) -> None:
    folds = fold_of([REPORT] * count)
    sizes = [folds.count(fold) for fold in range(FOLDS)]
    assert sum(sizes) == count
    assert max(sizes) - min(sizes) <= 1


def spans(*found: tuple[int, int, int, float]) -> Spans:
    """Spans (start, stop, slot, chance) that belong to arson, in a report of arson."""
    own = np.array([0.9 if name == "arson" else 0.05 for name in TYPES], np.float32)
    return Spans(
        np.array([one[:3] for one in found], np.int64).reshape(-1, 3),
        np.array([one[3] for one in found], np.float32),
        np.tile(own, (len(found), 1)),
        np.log(own / (1 - own)),
    )


def test_words_are_one_candidate_wherever_they_stand() -> None:
    found = find_candidates(
        REPORT,
        spans(
            (0, 7, 0, 0.5), (36, 43, 0, 0.5), (36, 59, 0, 0.3), (19, 27, 2, 0.8), (15, 27, 2, 0.4)
        ),
    )
    shown = {(SLOTS[one.slot], one.words): one for one in found}
    assert set(shown) == {
        ("PerpInd", "raiders"), ("PerpInd", "raiders of old mill"), ("Target", "old mill"),
    }  # fmt: skip
    raiders, mill = shown["PerpInd", "raiders"], shown["Target", "old mill"]
    assert (raiders.count, raiders.any_place, raiders.best) == (2, 0.75, 0.5)
    assert raiders.rival == pytest.approx(0.3)
    assert mill.rival == 0
    assert (mill.count, mill.at) == (2, 19 / len(TEXT))


def test_words_and_pairs_do_not_cross_sentences() -> None:
    assert words_of("Mill 12 burned.  It fell") == {
        "mill", "#", "burned", "mill #", "# burned", "it", "fell", "it fell",
    }  # fmt: skip


def test_types_are_told_by_words() -> None:
    burned = [Report(f"B{n}", f"the mill {n} burned", (KEY,)) for n in range(8)]
    quiet = [Report(f"Q{n}", f"the mayor {n} spoke", ()) for n in range(8)]
    odds = train_types([*burned, *quiet])([burned[0], quiet[0]])
    assert odds[0, ARSON] > 0 > odds[1, ARSON]
    assert odds[0, -1] > 0 > odds[1, -1]


def test_words_that_were_fillers_are_usual() -> None:
    usual = Usual([REPORT, Report("R-3", "a quiet barn", ())])
    mill, barn = usual.odds(2, "old mill"), usual.odds(2, "quiet barn")
    assert mill[0] > barn[0]
    assert mill[1] > barn[1]
    assert usual.odds(2, "new mill")[1] == mill[1]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mill", "old mill", True),
        ("old mill", "mill old", True),
        ("frh", "front for river harbours", True),
        ("league of two rivers", "ltr", True),
        ("barn", "mill", False),
        ("old barn", "old mill", False),
    ],
)
def test_names_of_one(one: str, other: str, *, expected: bool) -> None:
    assert alike(one, other) is expected


def candidate(slot: str, words: str, of: str = "arson") -> Candidate:
    types = np.array([0.9 if name == of else 0.05 for name in TYPES], np.float32)
    return Candidate(SLOTS.index(slot), words, 0.5, 0.5, 0.1, 1, 0.0, types)


def weighed(chances: list[float], further: float = 0.0, **types: float) -> Weighed:
    found = [
        candidate("Target", "old mill"),
        candidate("Target", "mill"),
        candidate("PerpInd", "raiders"),
    ]
    of_types = np.array([types.get(name, 0.0) for name in TYPES], np.float32)
    fillers = [(number, ARSON, chance) for number, chance in enumerate(chances)]
    of_further = np.where(of_types > 0.5, np.float32(further), np.float32(0))
    return Weighed(REPORT, found, of_types, of_further, fillers)


@pytest.mark.parametrize(
    ("chances", "types", "expected"),
    [
        pytest.param([0.1, 0.1, 0.1], {}, [], id="nothing likely"),
        pytest.param([0.1, 0.1, 0.1], {"arson": 0.9}, ["arson:"], id="a type alone"),
        pytest.param([0.9, 0.8, 0.9], {}, ["arson: old mill, raiders"], id="by its fillers"),
        pytest.param([0.3, 0.1, 0.1], {"arson": 0.1}, [], id="too little for both"),
        pytest.param([0.9, 0.8, 0.9], {"arson": 0.9}, ["arson: old mill, raiders"], id="one name"),
        pytest.param([0.8, 0.9, 0.1], {"arson": 0.9}, ["arson: mill"], id="the likelier name"),
        pytest.param(
            [0.9, 0.1, 0.1],
            {"arson": 0.9, "bombing": 0.9},
            ["bombing:", "arson: old mill"],
            id="two",
        ),
        pytest.param(
            [0.9, 0.1, 0.1],
            {"arson": 0.9, "further": 0.5},
            ["arson: old mill", "arson:"],
            id="again",
        ),
    ],
)
def test_templates_of_candidates(
    chances: list[float], types: dict[str, float], expected: list[str]
) -> None:
    made = build_templates(weighed(chances, **types), Readiness())
    shown = []
    for template in made:
        fillers = [words for entities in template.fillers.values() for ((words, _),) in entities]
        shown.append(f"{template.incident}: {', '.join(sorted(fillers))}".strip())
    assert shown == expected


def test_readiness_is_chosen_for_the_best_f1() -> None:
    report = weighed([0.22, 0.1, 0.24], arson=0.2)
    ready = make_ready([report])
    assert f1_of([report], Readiness()) < f1_of([report], ready) == pytest.approx(1.0)


def test_features_are_rows_of_one_width() -> None:
    found = [candidate("Target", "old mill"), candidate("Victim", "old mill")]
    odds, states = np.zeros(len(TYPES) + 1, np.float32), np.zeros(len(TYPES), np.float32)
    rows = features(found, odds, states, Usual([REPORT]))
    assert rows.shape == (2, WIDTH)
    assert features([], odds, states, Usual([REPORT])).shape == (0, WIDTH)
    chances = np.array([0.5, 0.1], np.float32)
    of_types = type_rows(Seen(REPORT, found, rows, odds, states), chances)
    assert of_types.shape[0] == len(TYPES)
    assert of_types[ARSON, 3] == pytest.approx(0.45)
    pairs, of_pairs = pair_rows(found, chances, np.eye(len(TYPES), dtype=np.float32)[ARSON])
    assert pairs == [(0, ARSON), (1, ARSON)]
    assert len(of_pairs) == 2


@pytest.mark.parametrize("fit", [fit_line, fit_curve])
def test_what_was_right_is_likely(fit: Callable[[Floats, Floats], Weigh]) -> None:
    rows = np.random.default_rng(1).normal(size=(6000, 4)).astype(np.float32)
    right = (rows[:, 0] > 0).astype(np.float32)
    chances = fit(rows, right)(np.array([[2, 0, 0, 0], [-2, 0, 0, 0]], np.float32))
    assert chances[0] > 0.9
    assert chances[1] < 0.1


def test_what_recurs_in_reports_of_other_folds_is_found() -> None:
    burned = [REPORT._replace(id=f"B{number}") for number in range(20)]
    quiet = [Report(f"Q{number}", "the raiders of old mill sang.", ()) for number in range(20)]
    sung = Spans(*spans((4, 11, 0, 0.3))[:3], np.full(len(TYPES), -3, np.float32))
    found = [spans((0, 7, 0, 0.6), (19, 27, 2, 0.6))] * 20 + [sung] * 20
    seen = see_in_folds([*burned, *quiet], found)
    assert sorted(one.report.id for one in seen) == sorted(one.id for one in [*burned, *quiet])
    assert f1_of(weigh_in_parts(seen), Readiness()) > 0.9
    (new,) = see(burned, [REPORT], found[:1])
    assert [one.words for one in new.candidates] == ["raiders", "old mill"]
