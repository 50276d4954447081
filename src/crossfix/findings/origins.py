"""Origins: on whose word a happening is told, and which accounts of it rest on one word.

A *telling* is one account of a happening on one source's word: a report that has an
official and its own correspondent for it tells it twice.  Tellings that rest on one word
are one *origin*; only origins corroborate, not reports.
"""

from __future__ import annotations

from enum import StrEnum

from crossfix.findings.copies import MatchingWords
from crossfix.model import Record, SourceKind, Span


class OriginKind(StrEnum):
    """Whose word it is: the report's own voice, somebody named, or somebody unnamed."""

    OWN = "own"
    NAMED = "named"
    UNNAMED = "unnamed"


class Origin(Record, frozen=True, kw_only=True):
    """Whose word something is told on: where the chain of those who pass it on ends.

    ``name`` is the name as the report writes it, ``None`` where it gives none.  ``keys`` are
    the name in comparable form, and that of the body that the source speaks for; what is
    unnamed has a key that only the same report, or whoever cites the same one, shares.
    ``through`` names those who passed it on, outermost first.  ``day`` is the day (ISO 8601)
    on which it was said: a body's word of Monday and its word of Thursday are two
    statements, though of one source.
    """

    kind: OriginKind
    name: str | None
    source_kind: SourceKind
    keys: tuple[str, ...]
    through: tuple[str, ...] = ()
    day: str | None = None


class Telling(Record, frozen=True, kw_only=True):
    """One account of a happening on one source's word.

    ``words`` is the event's trigger; ``attribution`` the id of the attribution that it
    stands in, ``None`` for the report's own voice.  ``publisher`` are the comparable names of
    whoever publishes the report.  ``forwarded`` says that the report passes on a message as
    it came, ``denied`` that the source says it did not happen.
    """

    id: str
    document_id: str
    event_id: str
    words: Span
    origin: Origin
    attribution: str | None = None
    published: str | None = None
    publisher: tuple[str, ...] = ()
    forwarded: bool = False
    denied: bool = False


class MergeReason(StrEnum):
    """Why two tellings are one origin.

    ``same_statement``: both end at one source and day.  ``same_source``: both end at one
    source, which spoke on two days.  ``cited_report``: one cites the other's publisher.
    ``copied``: the text of one stands in the other.  ``forwarded``: one is the other's
    message, passed on.  ``same_publisher``: one outlet's own word twice.  ``wider_body``: one
    names only the state or the army to which the other's source belongs.  ``own_words``: the
    report tells in its own words what it has from the source that it names.
    """

    SAME_STATEMENT = "same_statement"
    SAME_SOURCE = "same_source"
    CITED_REPORT = "cited_report"
    COPIED = "copied"
    FORWARDED = "forwarded"
    SAME_PUBLISHER = "same_publisher"
    WIDER_BODY = "wider_body"
    OWN_WORDS = "own_words"


class Merge(Record, frozen=True, kw_only=True):
    """Two tellings (ids) that rest on one word, why, and the words that match in a copy.

    ``weight`` is how much it counts, in logits: set by judgement, not learned.
    """

    left: str
    right: str
    reason: MergeReason
    weight: float
    because: str
    matching: tuple[MatchingWords, ...] = ()


class OriginGroup(Record, frozen=True, kw_only=True):
    """One origin of a happening: the tellings that rest on one word, and why they do.

    ``documents`` are the reports that tell it so, ``anonymous`` whether nobody is named for
    it, ``denies`` whether all of its tellings say that it did not happen: such an origin
    corroborates nothing.
    """

    id: str
    name: str | None
    kind: OriginKind
    source_kind: SourceKind
    tellings: tuple[Telling, ...]
    documents: tuple[str, ...]
    merges: tuple[Merge, ...] = ()
    anonymous: bool = False
    denies: bool = False


def count_independent(groups: tuple[OriginGroup, ...] | list[OriginGroup]) -> int:
    """How many independent origins say that it happened: denials are not counted."""
    return sum(not group.denies for group in groups)
