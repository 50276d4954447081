"""Names of files as a browser gives them, made fit to stand in a case."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 150
UNNAMED: Final = "unnamed"

# Control and format characters, among them those that turn the direction of writing.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
_SPACES: Final = re.compile(r"\s+")


def file_name(given: str | None) -> str:
    """The last part of a path, in whatever system it was written, without what cannot be seen.

    The ending stays, because readers go by it.  What has no name is called ``unnamed``.
    """
    name = unicodedata.normalize("NFC", (given or "").encode("utf-8", "ignore").decode())
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c) not in _UNSEEN)
    name = _SPACES.sub(" ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and stem and len(ending) <= 10:
        return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
    return name[:LONGEST] or UNNAMED
