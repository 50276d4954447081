"""MUC-4's five slots: examples, candidates, and templates made of them."""

from __future__ import annotations

import numpy as np
import pytest
from bench.muc4 import SLOTS, TYPES, Report, Template

torch = pytest.importorskip("torch", reason="the train extra is not installed")

from training.muc4_candidates import Candidate, Usual, features, find_candidates, fit  # noqa: E402
from training.muc4_examples import LONGEST, Example, Wanted, read_examples, types_of  # noqa: E402
from training.muc4_network import STATES, Fillers, collate, loss_of  # noqa: E402
from training.muc4_templates import (  # noqa: E402
    Readiness,
    Weighed,
    alike,
    build_templates,
    f1_of,
    make_ready,
    type_features,
)
from training.muc4_types import train_types, words_of  # noqa: E402

from crossfix.models import load_encoder  # noqa: E402

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
    found, _ = find_candidates(network.eval(), example())
    best = max(found, key=lambda one: one.any_place)
    assert (best.slot, best.words, best.count) == (2, "old mill", 2)
    assert best.types.argmax() == ARSON


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


def weighed(chances: list[float], **types: float) -> Weighed:
    found = [
        candidate("Target", "old mill"),
        candidate("Target", "mill"),
        candidate("PerpInd", "raiders", "bombing"),
    ]
    of_types = np.array([types.get(name, 0.0) for name in TYPES], np.float32)
    return Weighed(REPORT, found, np.array(chances, np.float32), of_types)


@pytest.mark.parametrize(
    ("chances", "types", "expected"),
    [
        ([0.9, 0.8, 0.9], {}, []),
        ([0.1, 0.1, 0.1], {"arson": 0.9}, ["arson:"]),
        ([0.9, 0.8, 0.9], {"arson": 0.9}, ["arson: old mill, raiders"]),
        ([0.8, 0.9, 0.1], {"arson": 0.9}, ["arson: mill"]),
        ([0.9, 0.8, 0.9], {"arson": 0.9, "bombing": 0.9}, ["bombing: raiders", "arson: old mill"]),
        ([0.9, 0.1, 0.1], {"arson": 0.32}, ["arson: old mill"]),
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
    report = weighed([0.2, 0.1, 0.25], arson=0.28)
    ready = make_ready([report])
    assert f1_of([report], Readiness()) < f1_of([report], ready) == pytest.approx(1.0)


def test_features_are_rows_of_one_width() -> None:
    found = [candidate("Target", "old mill"), candidate("Victim", "old mill")]
    odds = np.zeros(len(TYPES) + 1, np.float32)
    rows = features(found, odds, Usual([REPORT]))
    assert rows.shape[0] == 2
    of_types = type_features(found, np.array([0.5, 0.1], np.float32), odds, odds[:-1])
    assert of_types.shape[0] == len(TYPES)
    assert of_types[ARSON, 3] == pytest.approx(0.45)
    right = np.array([1.0, 0.0], np.float32)
    chances = fit(rows, right)(rows)
    assert chances[0] > 0.5 > chances[1]
