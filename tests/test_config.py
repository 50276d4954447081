"""Where settings come from, and what is no setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfix.config import DEFAULT_CASE, Config, load_config
from crossfix.errors import BadOption


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    assert load_config(env={}) == Config()
    assert Config().case == DEFAULT_CASE


def test_later_sources_win() -> None:
    Path("crossfix.toml").write_text('case = "file.case"\nmax_bytes = 10\nplace_threshold = 0.7\n')
    assert load_config(env={}).case == "file.case"
    assert load_config(env={"CROSSFIX_CASE": "env.case"}).case == "env.case"
    config = load_config(env={"CROSSFIX_CASE": "env.case"}, case="flag.case", max_bytes=None)
    assert (config.case, config.max_bytes, config.place_threshold) == ("flag.case", 10, 0.7)


def test_a_file_that_is_named_must_be_there() -> None:
    with pytest.raises(BadOption, match=r"absent\.toml"):
        load_config(Path("absent.toml"), env={})
    with pytest.raises(BadOption, match=r"absent\.toml"):
        load_config(env={"CROSSFIX_CONFIG": "absent.toml"})


@pytest.mark.parametrize(
    "text",
    ["case = ", "max_bytes = 'many'", "colour = 'red'", "stages = 'voices'", "\x00", "case = 5"],
)
def test_what_is_no_setting_is_refused_by_name(text: str) -> None:
    Path("crossfix.toml").write_text(text)
    with pytest.raises(BadOption, match=r"crossfix\.toml"):
        load_config(env={})


def test_digest_is_of_what_decides_results() -> None:
    assert Config(case="a", cache="b").digest == Config().digest
    assert Config(place_threshold=0.9).digest != Config().digest


def test_cache_folder() -> None:
    assert Config(cache="here").cache_folder == Path("here")
    assert Config().cache_folder.name == "crossfix"
