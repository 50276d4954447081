"""The corpora of linked events are read as the literature counts them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.corpora.ecbplus import read_ecbplus
from bench.corpora.meantime_links import read_stories
from training.linking import fit

from crossfix.link.features import AGAINST, DECLARED, EITHER, FEATURES

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
DEVELOPMENT = {"2", "5", "12", "18", "21", "23", "34", "35"}
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")


@needs_data
def test_ecbplus_has_the_mentions_that_are_published() -> None:
    texts = list(read_ecbplus(DATA / "ecbplus"))
    counts = {
        topic: sum(m.checked for t in texts if t.topic == topic for m in t.mentions)
        for topic in {text.topic for text in texts}
    }
    assert sum(counts.values()) == 3808 + 1245
    assert sum(counts[topic] for topic in DEVELOPMENT) == 1245
    for text in texts[::50]:
        assert all(text.text[m.start : m.stop].strip() for m in text.mentions)
        assert all(any(a <= m.start < b for a, b in text.checked) for m in text.mentions
                   if m.checked)  # fmt: skip


@needs_data
def test_meantime_has_events_across_articles() -> None:
    stories = list(read_stories(DATA / "meantime" / "intra_cross-doc_annotation"))
    where: dict[str, set[str]] = {}
    for story in stories:
        for mention in story.mentions:
            where.setdefault(mention.cluster, set()).add(story.name)
    assert len(stories) == 120
    assert sum(story.published is None for story in stories) == 2
    assert sum(len(names) > 1 for names in where.values()) == 35


def test_an_absent_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_ecbplus(tmp_path / "none"))
    with pytest.raises(FileNotFoundError):
        list(read_stories(tmp_path / "none"))


def test_no_fitted_weight_says_the_opposite_of_its_feature() -> None:
    rng = np.random.default_rng(0)
    rows = rng.random((400, len(FEATURES)))
    wanted = (rng.random(400) < rows[:, 0]).astype(float)  # chance, but for the first
    weights = fit(rows, wanted)
    for feature, value in zip(FEATURES, weights.values, strict=True):
        if feature.__name__ in DECLARED:
            assert value == DECLARED[feature.__name__]
        elif feature not in EITHER:
            assert value <= 0 if feature in AGAINST else value >= 0
    assert weights.values[0] > 1.0
