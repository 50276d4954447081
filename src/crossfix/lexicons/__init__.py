"""Word lists as data: one TOML file a subject, each naming where its words come from.

Every file begins with ``provenance`` and ``licence`` keys.  Code asks for a table by
file name; nothing here knows what the words are for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(subject: str) -> dict[str, Any]:
    """The tables of ``lexicons/<subject>.toml``."""
    text = files(__name__).joinpath(f"{subject}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(subject: str, *keys: str) -> frozenset[str]:
    """The list of words under ``keys``, lower case."""
    table: Any = load(subject)
    for key in keys:
        table = table[key]
    return frozenset(str(word).lower() for word in table)
