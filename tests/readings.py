"""Readings and ledgers of short texts, for the tables of the stage tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crossfix.config import STAGES, Config
from crossfix.errors import Skip
from crossfix.model import Document, Ledger, make_id
from crossfix.pipeline import load_stages, prepare, read_reports, run_stages
from crossfix.reading import Mark, Reading, Received


def received(
    text: str, published: str | None = None, marks: Sequence[Mark] = (), author: str | None = None
) -> Received:
    """A report of this text, as a reader would hand it over."""
    raw = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(raw).hexdigest()
    document = Document(
        id=make_id("doc", digest, ""),
        path="test.txt",
        sha256=digest,
        text=text,
        published=published,
        author=author,
        encoding="utf-8",
        reader="text",
    )
    return Received(document, raw, tuple(marks))


def reading_of(
    text: str,
    published: str | None = None,
    *,
    through: str | None = None,
    stages: Sequence[str] | None = None,
    marks: Sequence[Mark] = (),
) -> Reading:
    """A text parsed and carried through the stages, up to and including ``through``.

    ``stages`` names the stages to run, for a test that needs only some of them.
    """
    if stages is None:
        stages = STAGES[: STAGES.index(through) + 1] if through else ()
    [reading] = prepare([received(text, published, marks)])
    return run_stages(reading, load_stages(Config(stages=tuple(stages))))


def ledger_of(text: str, published: str | None = None) -> Ledger:
    """The whole ledger of a text."""
    [outcome] = read_reports([received(text, published)], Config())
    if isinstance(outcome, Skip):
        raise outcome
    return outcome[1]
