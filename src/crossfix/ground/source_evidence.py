"""What a statement rests on by whose it is: an official's, a paper's, a witness's."""

from __future__ import annotations

import re
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
_OFFICES: Final = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY})
_NEVER_NAMELESS: Final = frozenset(
    {SourceKind.COMPANY, SourceKind.OTHER, SourceKind.ANONYMOUS, SourceKind.ANALYST}
)
_OUTLETS: Final = frozenset({SourceKind.MEDIA, SourceKind.MILBLOGGER})
_BY_WHOM: Final = frozenset(
    {Evidence.OFFICIAL_STATEMENT, Evidence.MEDIA_REPORT, Evidence.ANONYMOUS, Evidence.EYEWITNESS}
)
"""Kinds that say who speaks; all others say what there is to see."""
_INWARD: Final = words("resolution", "inward", "verbs")
_IN_FOOTAGE: Final = re.compile(
    r"\b(?:video|footage|clip|film|livestream)\b[^.;]{0,60}\b(?:in which|where|on which)\b"
    r"|\b(?:in|on) (?:the|a|this|that|one|another) (?:video|footage|clip|film)\b",
    re.I,
)
_IN_INTERCEPT: Final = re.compile(
    r"\bintercept\w*\b[^.;]{0,80}\b(?:in which|where|on which)\b"
    r"|\b(?:in|on) (?:the|an?|this|that|one|another) (?:recording|tape|intercept|intercepted)\b",
    re.I,
)


def evidence_of_setting(before: str) -> Evidence | None:
    """What somebody speaks in, by the words of the sentence before: a video, an intercept."""
    if _IN_INTERCEPT.search(before):
        return Evidence.INTERCEPT
    return Evidence.VIDEO if _IN_FOOTAGE.search(before) else None


_UNNAMED: Final = re.compile(
    r"^\W*(?:who|which|and|both of whom|all of whom)?\s*(?:all |both )?(?:(?:has|have|had) )?"
    r"(?:also )?(?:asked|requested|declined|refused|insisted|wished|wanted|preferred|demanded"
    r"|spoke|speaking|talked|agreed to (?:speak|talk)|requesting|asking|declining|quoted)\b"
    r"[^.;,]{0,40}?\b(?:not (?:to )?be (?:named|identified|quoted)|to be (?:named|identified)"
    r"|(?:to )?(?:remain|stay) anonymous|anonymity|anonymously|his name|her name|their names?"
    r"|(?:on|under) (?:the )?condition|without being (?:named|identified))",
    re.I,
)
_IN_PAPER: Final = re.compile(
    r"^[^.;,“\"]{0,40}?\b(?:in|by|through) (?:an?|the|its|his|her|their|this|that) "
    r"(?:[\w-]+ ){0,3}?(?:confidential|leaked|internal|classified|unpublished|secret|unreleased"
    r"|draft|restricted) (?:[\w-]+ ){0,2}?"
    r"(?:reports?|memos?|memorandum|letters?|documents?|papers?|dossier|cables?|e-?mails?|notes?)\b",
    re.I,
)


def evidence_of_clause(behind: str) -> Evidence | None:
    """What the words behind a nameless source, or its verb, tell that it rests on.

    "who asked not to be named", "in a confidential report seen by the agency".
    """
    if _UNNAMED.search(behind):
        return Evidence.ANONYMOUS
    return Evidence.DOCUMENT if _IN_PAPER.search(behind) else None


def evidence_of_source(
    source: Source, cue: Tokens | None, *, definite: bool, teller: Source | None
) -> Evidence | None:
    """What a source is evidence of when it says something; None where that tells nothing.

    ``definite`` says that it is told who it is, by name or office ("the mayor", not "an
    official"); ``teller`` is who tells that the source says this, unless it is the voice
    of the report.  What somebody wants or believes is no statement of theirs.
    """
    if cue is not None and is_inward(cue):
        return None
    second_hand = teller is not None and teller.kind not in _OUTLETS
    private = teller is not None and teller.kind is SourceKind.EYEWITNESS
    if private and source.name is None and source.kind is SourceKind.EYEWITNESS:
        return None
    if source.name is None and not definite:
        if source.kind in _OFFICES | _NEVER_NAMELESS:
            return None if second_hand else Evidence.ANONYMOUS
    elif source.kind is SourceKind.ANONYMOUS and source.name is not None:
        return None
    if second_hand and source.name is None and source.kind is SourceKind.MILITARY:
        return None
    return _OF_KIND.get(source.kind)


def is_geolocated(between: str, evidence: Evidence | None) -> bool:
    """Whether footage is said to be geolocated in words between it and what it shows."""
    footage = evidence in {Evidence.VIDEO, Evidence.PHOTO}
    return footage and re.search(r"\bgeo-?(?:locat|confirm)", between, re.I) is not None


def says_who(evidence: Evidence | None) -> bool:
    """Whether this kind of evidence only says who speaks, or is none at all."""
    return evidence is None or evidence in _BY_WHOM


def is_inward(cue: Tokens) -> bool:
    """Whether a cue tells of a thought, a wish or a plan and not of words."""
    if any(token.lower_ in {"opinion", "view", "mind", "eyes"} for token in cue):
        return True
    verbs = [token for token in cue if token.pos_ == "VERB"]
    return bool(verbs) and all(token.lemma_.lower() in _INWARD for token in verbs)
