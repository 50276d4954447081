"""The measures of fires, where the samples are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.fires import layouts

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "data" / "firms" / "samples"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared/data/firms/samples")
def test_every_sample_is_read_and_rows_of_two_files_are_the_same() -> None:
    figures = dict(layouts(SAMPLES))
    assert figures["fires: sample files read"] == 10
    assert figures["fires: sample rows rejected"] == 0
    assert figures["fires: sample rows read"] > 39_000
    assert figures["fires: sample rows in two files"] > 3_000
    assert figures["fires: of those, the same record, %"] == 100
