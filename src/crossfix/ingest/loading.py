"""Libraries that only one format needs, loaded when a report of that format comes.

A plain text report should not wait for a PDF library, and one library that does not load
should not stop the reports that do without it.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from typing import Any, Final

from crossfix.errors import MissingResource

PARTS: Final = {"trafilatura": ("htmldate", "courlan")}
"""Libraries that come with another and speak for themselves."""


@cache
def library(name: str) -> Any:
    """The module of this name.

    Raises :class:`~crossfix.errors.MissingResource`, naming what stood in the way.
    """
    # What matters of their complaints becomes an error or a notice of ours.
    for logger in (name, *PARTS.get(name, ())):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        return import_module(name)
    except ImportError as error:
        reason = " ".join(str(error).split())
        raise MissingResource(
            name, f"cannot be loaded ({reason})", "install crossfix again with its requirements"
        ) from error
