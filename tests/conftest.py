"""What every test stands on: a data folder of its own, whatever the user has added.

How long an example of a property takes is no fault of it: a busy machine may take long.

The compiled default gazetteer stays in the user's cache folder (``CROSSFIX_CACHE`` moves
it): it depends on nothing that the user sets, and takes half a minute to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from crossfix.config import VARIABLES

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

_NUMBERS = count()


@pytest.fixture(scope="session", autouse=True)
def data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the data folders of this run; what is made for several tests has one too."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "shared"))
        for variable in ("CROSSFIX_CONFIG", *(name for name, _ in VARIABLES)):
            if variable != "CROSSFIX_CACHE":
                patch.delenv(variable, raising=False)
        yield folder


@pytest.fixture(autouse=True)
def data_folder(data_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own data folder, which is not there before something is added."""
    folder = data_folders / str(next(_NUMBERS))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder / "crossfix"
