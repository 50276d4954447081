"""What a statement rests on by whose it is: an official's, a paper's, a witness's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.lexicons import words
from crossfix.model import Evidence, Source, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_OF_KIND: Final = {
    SourceKind.OFFICIAL: Evidence.OFFICIAL_STATEMENT,
    SourceKind.MILITARY: Evidence.OFFICIAL_STATEMENT,
    SourceKind.MEDIA: Evidence.MEDIA_REPORT,
    SourceKind.MILBLOGGER: Evidence.MEDIA_REPORT,
    SourceKind.EYEWITNESS: Evidence.EYEWITNESS,
    SourceKind.SATELLITE: Evidence.SATELLITE,
    SourceKind.DOCUMENT: Evidence.DOCUMENT,
    SourceKind.ANONYMOUS: Evidence.ANONYMOUS,
}
_SPEECH: Final = words("attribution", "verbs", "speech")


def evidence_of_source(source: Source, cue: Tokens) -> Evidence | None:
    """What a source is evidence of when it says something; None for analysts and others.

    What somebody wants or fears is no statement of theirs, so the cue must be one of
    saying; and whoever has a name is not anonymous.
    """
    kind = _OF_KIND.get(source.kind)
    if kind is Evidence.ANONYMOUS and source.name is not None:
        return None
    said = any(t.lemma_.lower() in _SPEECH or t.lower_ == "according" for t in cue)
    return kind if said or not any(t.pos_ == "VERB" for t in cue) else None
