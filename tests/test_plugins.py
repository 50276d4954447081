"""The look-up of plugins, and a report that a broken stage must not take others with it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from crossfix import plugins
from crossfix.config import STAGES, Config
from crossfix.errors import BadOption, Skip, StageFailed
from crossfix.model import Entry, Notice
from crossfix.pipeline import read_reports, run_stages
from crossfix.reading import Reading
from tests.readings import reading_of, received


class Breaks:
    """A stage that fails on reports that speak of a storm."""

    name = "breaks"
    version = "1"

    def run(self, reading: Reading) -> Iterable[Entry | Notice]:
        if "storm" in reading.document.text:
            raise ZeroDivisionError("storm")
        return []


def test_every_built_in_stage_is_registered() -> None:
    assert set(STAGES) <= set(plugins.names(plugins.STAGES))


def test_unknown_name_lists_what_is_installed() -> None:
    with pytest.raises(BadOption, match="voices"):
        plugins.make(plugins.STAGES, "no-such-stage", Config())


def test_made_once_for_a_configuration() -> None:
    first = plugins.make(plugins.STAGES, "gaps", Config())
    assert plugins.make(plugins.STAGES, "gaps", Config()) is first


def test_broken_stage_names_the_report_and_itself() -> None:
    with pytest.raises(StageFailed, match=r"test\.txt: stage breaks failed \(ZeroDivisionError"):
        run_stages(reading_of("A storm came."), [Breaks()])


def test_broken_stage_leaves_the_other_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfix.pipeline.load_stages", lambda config: [Breaks()])
    texts = ("Calm.", "A storm came.", "Calm again.")
    outcomes = list(read_reports([received(text) for text in texts], Config()))
    assert [isinstance(outcome, Skip) for outcome in outcomes] == [False, True, False]
