"""Tests see nothing of what the user has added."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from crossfix.config import Config, load_config
from crossfix.ground.gazetteer import Geonames

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the data folder is not moved by XDG_DATA_HOME"
)
seen: set[Path] = set()


@pytest.mark.parametrize("number", [1, 2])
def test_the_data_folder_is_the_tests_own(number: int, data_folder: Path) -> None:
    assert Config().data_folder == load_config().data_folder == data_folder
    assert not data_folder.exists()
    assert data_folder not in seen
    seen.add(data_folder)


def test_nothing_is_added_and_the_default_is_shared() -> None:
    gazetteer = Geonames(Config())
    assert gazetteer.version == "2"
    assert "CROSSFIX_DATA" not in os.environ
