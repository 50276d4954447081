"""The page on exports names every form, every flag and every limit."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import typer

from crossfix.cli import app
from crossfix.config import Config
from crossfix.plugins import Exporter

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
ENTRIES: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]["entry-points"]["crossfix.exporters"]


@pytest.mark.parametrize("name", ENTRIES)
def test_every_form_is_registered_under_its_name_and_documented(name: str) -> None:
    module, _, plugin = ENTRIES[name].partition(":")
    made: Exporter = getattr(import_module(module), plugin)(Config())
    assert made.name == name
    assert f"| `{name}` | {made.standard} |" in PAGE
    assert name in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_every_limit_and_what_turns_it_off_is_documented() -> None:
    command = typer.main.get_command(app).commands["export"]  # type: ignore[attr-defined]
    told = {"--case", "--config", "--output", "--help"}
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--") and option not in told:
                assert f"`{option}" in PAGE or f" {option}" in PAGE, option
