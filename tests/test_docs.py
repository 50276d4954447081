"""What the docs say is what the code does: generated parts are current, nothing is left out."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from pathlib import Path

import msgspec
import pytest
import typer
from cogapp import Cog

from crossfix.cli import app
from crossfix.config import Config
from crossfix.model import KINDS

ROOT = Path(__file__).parents[1]
GENERATED = sorted(
    path
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    if "[[[cog" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_generated_part_is_current(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    cog = Cog()
    assert cog.main(["cog", "--check", "--diff", str(page)]) == 0, "run make docs"


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"## crossfix {name}\n" in page
        for parameter in command.params:
            assert all(option in page for option in parameter.opts if option.startswith("--"))


def test_every_field_is_documented() -> None:
    page = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    for key, record in KINDS.items():
        part = page.split(f"## `{key}`\n")[1].split("\n## ")[0]
        for field in msgspec.structs.fields(record):
            assert f"| `{field.encode_name}` |" in part


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Config):
        assert f"| `{field.name}` |" in page


@pytest.mark.parametrize(
    "group",
    [
        "crossfix.readers",
        "crossfix.stages",
        "crossfix.gazetteers",
        "crossfix.evidence",
        "crossfix.exporters",
    ],
)
def test_every_plugin_loads_and_is_documented(group: str) -> None:
    pages = " ".join(
        path.read_text(encoding="utf-8").lower() for path in (ROOT / "docs").glob("*.md")
    )
    for entry in entry_points(group=group):
        assert entry.load().__doc__
        assert entry.name in pages


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http", "mailto:")):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
