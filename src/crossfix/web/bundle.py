"""The files of the page as they are sent: read and compressed once, not at each request.

The script is some megabytes.  Sent piece by piece while another thread reckons, each piece
waits for its turn; in one piece it waits once.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from crossfix.web.kept import Answer

# What the system says of an ending can be wrong, and a browser runs no script of another type.
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_OTHER: Final = "text/plain"


class Bundle:
    """The files of a folder, without those of folders inside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, tuple[int, Answer]] = {}

    def load(self) -> None:
        """Have all files in memory; none where there is no folder."""
        for name in self._names():
            self.answer(name)

    def answer(self, name: str) -> Answer | None:
        """A file as it lies there now; ``None`` when there is none of this name."""
        if name not in self._names():
            return None
        path = self._folder / name
        written = path.stat().st_mtime_ns  # a bundle that is built anew is sent anew
        kept = self._kept.get(name)
        if kept is None or kept[0] != written:
            body = path.read_bytes()
            digest = hashlib.sha256(body).hexdigest()[:24]
            made = Answer.of(body, digest, _TYPES.get(path.suffix, _OTHER))
            kept = self._kept[name] = (written, made)
        return kept[1]

    def respond(self, request: Request) -> Response:
        """The response to a request for a file; Starlette calls it in a thread."""
        found = self.answer(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return found.respond(request.headers)

    def _names(self) -> set[str]:
        folder = self._folder
        return {one.name for one in folder.iterdir() if one.is_file()} if folder.is_dir() else set()
