"""What sort of source speaks in a quoted report: told by its name and by its lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crossfix.ground.source_names import is_figure, is_listed, kind_of_name, kind_of_noun
from crossfix.lexicons import load
from crossfix.model import Segment, SegmentKind, Source, SourceKind, Span
from crossfix.reading import Reading

_TOLD: Final = tuple(
    (SourceKind(kind), re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, phrases)) + ")"))
    for kind, phrases in load("sources")["voices"].items()
)
_CHANNEL_WORDS: Final = frozenset(load("sources")["channels"]["words"])
_PRIVATE: Final = re.compile(r"(?:man|woman|boy|girl|teacher|doctor|nurse|farmer|student)$")


_NAME: Final = r"(?:[Tt]he (?:same )?)?(@\w+|[A-Z0-9][\w’&-]*(?: (?:of |for )?[A-Z0-9@][\w’&-]*)*)"
_SOMEBODY: Final = (
    r"((?:an?|my|our|one|another) (?:old |former |close |good )?[a-z-]{3,}(?: [a-z-]{3,})?"
    r"(?: (?:in|from|at|of|near) (?:the )?[A-Z][\w-]+)?)"
)
_FORWARDED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?i:\b(?:forwarded|reposted|shared|relayed|passed on|sent|retweeted)\b)[^:.]{0,25}?\bby "
        + _NAME,
        r"\b(?:[Vv]ia|by way of|courtesy of|[Hh]/t|hat tip to|reached (?:me|us) through) " + _NAME,
        rf"{_NAME} (?:has |have )?(?:forward|repost|share|relay|retweet|pass)(?:e?d|e?s)\b",
        r"\b(?:[Vv]ia|by way of|courtesy of|reached (?:me|us) (?:through|from)) " + _SOMEBODY,
        r"(?i:\b(?:forwarded|relayed|passed on|sent)\b)[^:.]{0,25}?\bby " + _SOMEBODY,
        rf"(?i:{_SOMEBODY}) (?:has |have )?(?:forward|repost|share|relay|pass)(?:e?d|e?s)\b",
    )
)
"""How a lead-in tells through whom a post came that somebody else wrote."""


def forwarders(reading: Reading) -> dict[str, list[Span]]:
    """For each segment of a quoted report those who forwarded it, by its lead-in."""
    text = reading.document.text
    found: dict[str, list[Span]] = {}
    spans: list[Span] = []
    for segment in sorted(reading.all(Segment), key=lambda s: (s.start, s.stop)):
        if segment.kind is SegmentKind.LEAD_IN:
            spans = [
                Span(*match.span(1), match.group(1))
                for pattern in _FORWARDED
                for match in pattern.finditer(text, segment.start, segment.stop)
            ]
        elif segment.kind is SegmentKind.QUOTED_REPORT and spans:
            found[segment.id] = spans
        elif segment.kind is not SegmentKind.SEPARATOR:
            spans = []
    return found


def kinds_of_voices(reading: Reading) -> dict[str, SourceKind]:
    """The kind of every named voice of which the voices stage told none, by source id.

    The author's is what the name tells: a ministry that publishes is no medium.
    """
    unknown = {
        source.id: source.name
        for source in reading.all(Source)
        if source.name and not source.is_author and source.kind is SourceKind.OTHER
    }
    authors = {source.id: source.name for source in reading.all(Source) if source.is_author}
    told = {author: kind_of_name(name) for author, name in authors.items() if name}
    found = {author: kind for author, kind in told.items() if kind is not None}
    for segment, lead in _with_leads(reading):
        name = unknown.get(segment.voice)
        if name is None or segment.voice in found:
            continue
        kind = kind_of_voice(name, lead)
        if kind is not None:
            found[segment.voice] = kind
    return found


def kind_of_voice(name: str, lead: str) -> SourceKind | None:
    """The kind that a voice's own words tell, else those of the lead-in; None if neither."""
    known = kind_of_name(name)
    if known is not None and (is_listed(name) or is_figure(name)):
        return known
    words = re.findall(r"[\w-]+", name.lower())
    if name[:1].isupper() and len(words) > 1 and _CHANNEL_WORDS.intersection(words):
        return SourceKind.MILBLOGGER
    if known is not None:
        return known
    for word in words if not name[:1].isupper() else words[-1:]:
        kind = kind_of_noun(word)
        if kind is not None:
            return kind
    if _PRIVATE.search(words[0] if words else ""):
        return SourceKind.EYEWITNESS
    return _told_by(_near(lead, name))


def _told_by(lead: str) -> SourceKind | None:
    for kind, pattern in _TOLD:
        if pattern.search(lead):
            return kind
    return None


def _near(lead: str, name: str) -> str:
    """The sentence of a lead-in that names the voice, else its last one."""
    sentences = re.split(r"(?<=[.!?])\s+", lead.strip())
    naming = [sentence for sentence in sentences if name in sentence]
    return (naming or sentences)[-1].replace(name, " ").lower()


def _with_leads(reading: Reading) -> Iterator[tuple[Segment, str]]:
    """Quoted reports with what the segment before them says."""
    before = ""
    for segment in sorted(reading.all(Segment), key=lambda s: (s.start, s.stop)):
        if segment.kind is SegmentKind.QUOTED_REPORT:
            yield segment, before
        elif segment.kind is not SegmentKind.SEPARATOR:
            before = segment.text
