"""Brings the page into the wheel: bundled from ``page/`` with npm's lock, when a wheel is built."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundlePage(BuildHookInterface[Any]):
    """Runs npm; an editable installation leaves that to ``make page``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the page, unless it is there already or the code is used where it lies."""
        root = Path(self.root)
        if version == "editable" or (root / "src/crossfix/web/static/app.js").exists():
            return
        npm = Path(sysconfig.get_path("scripts")) / "npm"
        for command in (["ci"], ["run", "build"]):
            subprocess.run([str(npm), "--prefix", "page", *command], cwd=root, check=True)
