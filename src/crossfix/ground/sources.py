"""The stage that tells whose words they are: sources, and the chain behind each attribution."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec

from crossfix.config import Config
from crossfix.ground.source_bodies import is_body
from crossfix.ground.source_cast import Cast, Figure
from crossfix.ground.source_chain import chain_of, media_through, token_range
from crossfix.ground.source_evidence import evidence_of_source
from crossfix.ground.source_gather import gather_cast
from crossfix.ground.source_mentions import Form, Mention, antecedent_of, describe
from crossfix.ground.source_names import kind_of_noun
from crossfix.ground.source_voices import kinds_of_voices
from crossfix.model import Attribution, Entry, Evidence, Notice, Source, SourceKind, Span, make_id
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_NEAR: Final = 1200
_CLOSE: Final = 500
"""Characters in which "he" still means a nameless official who spoke last."""
_BY_EVIDENCE: Final = {
    Evidence.SATELLITE: SourceKind.SATELLITE,
    Evidence.EYEWITNESS: SourceKind.EYEWITNESS,
    Evidence.DOCUMENT: SourceKind.DOCUMENT,
}


class Sources:
    """Whose words they are: each attribution's source resolved, and the chain to it.

    Pronouns, epithets, short names and spellings of one name lead to one source; what
    stays unsure becomes a nameless source of its own rather than a wrong one.
    """

    name = "sources"
    version = "1"

    def __init__(self, config: Config) -> None:
        pass

    def run(self, reading: Reading) -> Iterable[Entry | Notice]:
        """The sources that are cited, and the attributions with their chains."""
        resolver = _Resolver(reading, gather_cast(reading))
        resolved = [resolver.resolve(a) for a in _in_text_order(reading.all(Attribution))]
        resolver.tell_voices(kinds_of_voices(reading))
        yield from resolver.sources()
        yield from _with_chains(reading, resolver, [resolver.with_evidence(a) for a in resolved])


def _in_text_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    return sorted(attributions, key=_position)


def _position(attribution: Attribution) -> int:
    anchor = attribution.source or attribution.cue or attribution.content[0]
    return anchor.start


@dataclass(slots=True)
class _Resolver:
    """Resolves attributions one after the other, in text order."""

    reading: Reading
    cast: Cast
    found: dict[str, Source] = field(default_factory=dict)
    mentions: dict[str, list[Span]] = field(default_factory=dict)
    media: dict[str, list[str]] = field(default_factory=dict)
    recent: list[tuple[int, Mention, str]] = field(default_factory=list)
    _offsets: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._offsets = [passage.offset for passage in self.reading.passages]

    def passage_of(self, span: Span) -> Passage | None:
        """The passage that a span lies in."""
        index = bisect_right(self._offsets, span.start) - 1
        return self.reading.passages[index] if index >= 0 else None

    def voice_of(self, attribution: Attribution) -> str:
        """The source that speaks where an attribution stands."""
        passage = self.passage_of(attribution.cue or attribution.content[0])
        return self.reading.segment_of(passage).voice if passage else ""

    def resolve(self, attribution: Attribution) -> Attribution:
        """The attribution with its source; the source is filed in ``found``."""
        passage = self.passage_of(attribution.cue or attribution.content[0])
        self.media[attribution.id] = self._media(attribution, passage) if passage else []
        span = attribution.source
        tokens = passage.find(span) if passage and span else None
        if span is None or tokens is None or passage is None:
            source_id = self._nameless(attribution, None)
        else:
            source_id = self._resolve(attribution, span, tokens, passage)
        return msgspec.structs.replace(attribution, source_id=source_id)

    def _resolve(
        self, attribution: Attribution, span: Span, tokens: Tokens, passage: Passage
    ) -> str:
        if tokens.root.lower_ in _FIRST and len(tokens) == 1:
            return self._file_voice(self.reading.segment_of(passage).voice, span)
        mention = describe(tokens)
        if mention.head in _RELATIVE and mention.form is Form.PRONOUN:
            tokens = antecedent_of(tokens) or tokens
            mention = describe(tokens)
        figure = self._figure(mention, span, attribution, tokens, passage)
        if figure is not None:
            source_id = self._file(figure, span, mention)
        else:
            source_id = self._earlier(mention, span) or self._nameless(attribution, mention)
            self._mention(source_id, span)
        self.recent.append((span.start, mention, source_id))
        return source_id

    def _figure(
        self,
        mention: Mention,
        span: Span,
        attribution: Attribution,
        tokens: Tokens,
        passage: Passage,
    ) -> Figure | None:
        if mention.form is Form.NAME and mention.name:
            figure = self.cast.figure(mention.name, create=True, near=span.start)
            if figure is not None and not figure.kinds:
                figure.learn(mention)
            return figure
        if mention.form is Form.PRONOUN and mention.gender and not self._speaks_on(span):
            return self.cast.person(
                mention,
                span,
                attribution.content,
                sentence=passage.offset + tokens.sent.start_char,
                segment=self.reading.segment_of(passage).start,
            )
        if mention.form is Form.PRONOUN and mention.head in {"it", "its"}:
            return self._thing(span)
        if mention.form is Form.EPITHET:
            return self.cast.by_role(mention, span)
        return None

    def _speaks_on(self, span: Span) -> bool:
        """Whether a nameless person spoke last and nobody has been named since."""
        if not self.recent:
            return False
        start, last, _ = self.recent[-1]
        if last.form not in {Form.EPITHET, Form.NAMELESS} or last.plural or not last.person:
            return False
        between = self.cast.before(span.start, span.start - start)
        return span.start - start < _CLOSE and not any(a.figure.is_person for a in between)

    def _thing(self, span: Span) -> Figure | None:
        """What "it" points at: the nearest body or document that is a subject."""
        for appearance in self.cast.before(span.start, _NEAR):
            figure = appearance.figure
            thing = figure.kind in {SourceKind.MEDIA, SourceKind.COMPANY, SourceKind.DOCUMENT,
                                    SourceKind.ANALYST, SourceKind.OFFICIAL}  # fmt: skip
            state = figure.kind is SourceKind.OFFICIAL and not is_body(figure.name)
            if thing and not state and not figure.is_person and figure.persons[False]:
                return figure
        return None

    def _earlier(self, mention: Mention, span: Span) -> str | None:
        """A nameless source told of shortly before: "a witness" ... "the witness"; "they"."""
        passage = self.passage_of(span)
        paragraph = passage.offset if passage else span.start
        for start, earlier, source_id in reversed(self.recent):
            if start < span.start - _NEAR:
                return None
            if mention.form is Form.EPITHET and earlier.head == mention.head:
                return source_id
            if earlier.form is Form.PRONOUN:
                continue
            if mention.gender and earlier.person and not earlier.plural:
                return source_id if span.start - start < _CLOSE else None
            body = not earlier.person and start >= paragraph
            if mention.head in {"they", "their", "them"} and (earlier.plural or body):
                return source_id
        return None

    def _file(self, figure: Figure, span: Span, mention: Mention) -> str:
        source_id = figure.id or make_id("src", figure.name.casefold())
        known = self.found.get(source_id) or self.reading.get(Source, source_id)
        kind = figure.kind
        if kind is SourceKind.OTHER and known is not None:
            kind = known.kind
        base = known or Source(id=source_id, name=figure.name, kind=kind)
        self.found[source_id] = msgspec.structs.replace(
            base,
            kind=kind,
            private_person=not base.is_author and _is_private(figure, kind),
        )
        self._mention(source_id, span)
        return source_id

    def _file_voice(self, voice: str, span: Span) -> str:
        known = self.reading.get(Source, voice)
        if known is not None:
            self.found.setdefault(voice, known)
            self._mention(voice, span)
        return voice

    def _mention(self, source_id: str, span: Span) -> None:
        self.mentions.setdefault(source_id, []).append(span)

    def tell_voices(self, kinds: dict[str, SourceKind]) -> None:
        """Give voices of quoted reports the kind that their name or their lead-in tells."""
        for source_id, kind in kinds.items():
            source = self.found.get(source_id) or self.reading.get(Source, source_id)
            if source is not None and source.kind is SourceKind.OTHER:
                private = source.private_person or kind is SourceKind.EYEWITNESS
                self.found[source_id] = msgspec.structs.replace(
                    source, kind=kind, private_person=private
                )

    def with_evidence(self, attribution: Attribution) -> Attribution:
        """The attribution with what its resolved source is evidence of, if nothing else tells."""
        passage = self.passage_of(attribution.cue) if attribution.cue else None
        cue = passage.find(attribution.cue) if passage and attribution.cue else None
        source = self.found.get(attribution.source_id or "")
        if source is None or cue is None or attribution.source is None or attribution.evidence:
            return attribution
        return msgspec.structs.replace(attribution, evidence=evidence_of_source(source, cue))

    def sources(self) -> Iterator[Source]:
        """The sources found, with every place where they are mentioned."""
        for source_id, source in self.found.items():
            spans = {*source.mentions, *self.mentions.get(source_id, ())}
            yield msgspec.structs.replace(source, mentions=tuple(sorted(spans)))

    def _nameless(self, attribution: Attribution, mention: Mention | None) -> str:
        source_id = make_id("src", self.reading.document.id, attribution.id)
        kind = mention.kind if mention is not None else None
        if kind is None and attribution.evidence is not None and mention is not None:
            kind = _BY_EVIDENCE.get(attribution.evidence)
        if kind is SourceKind.OTHER and attribution.evidence is Evidence.SATELLITE:
            kind = SourceKind.SATELLITE
        if kind is None:
            pointing = mention is not None and mention.form is not Form.NAMELESS
            kind = SourceKind.OTHER if pointing else SourceKind.ANONYMOUS
        self.found[source_id] = Source(id=source_id, name=None, kind=kind)
        return source_id

    def _media(self, attribution: Attribution, passage: Passage) -> list[str]:
        cue = passage.find(attribution.cue) if attribution.cue else None
        if cue is None:
            return []
        parts = [*attribution.content, *([attribution.source] if attribution.source else [])]
        ranges = [token_range(passage.doc, passage.offset, part) for part in parts]
        outside = [piece for piece in ranges if piece is not None]
        found = []
        for phrase in media_through(passage.doc, cue, outside):
            mention = describe(phrase)
            figure = self.cast.figure(mention.name, create=True) if mention.name else None
            if figure is None:
                continue
            if figure.kind is not SourceKind.MEDIA and not figure.kinds:
                figure.kinds[SourceKind.MEDIA] += 1
            source_id = self._file(figure, passage.tokens(phrase), mention)
            if source_id not in found:
                found.append(source_id)
        return found


def _is_private(figure: Figure, kind: SourceKind) -> bool:
    """A named individual of whom no public role is told: a witness, somebody with an age."""
    if kind is SourceKind.EYEWITNESS:
        return True
    public = any(kind_of_noun(role) not in {None, SourceKind.EYEWITNESS} for role in figure.roles)
    return figure.private and not public and kind is SourceKind.OTHER


def _with_chains(
    reading: Reading, resolver: _Resolver, resolved: list[Attribution]
) -> Iterable[Attribution]:
    by_id = {attribution.id: attribution for attribution in resolved}
    author = next((source.id for source in reading.all(Source) if source.is_author), None)
    for attribution in resolved:
        above: list[str] = []
        parent = by_id.get(attribution.parent or "")
        while parent is not None and len(above) < 32:
            links = [*resolver.media[parent.id], parent.source_id or ""]
            above[:0] = links
            parent = by_id.get(parent.parent or "")
        voice = resolver.voice_of(attribution)
        yield msgspec.structs.replace(
            attribution,
            chain=chain_of(
                author or voice,
                voice,
                above,
                resolver.media[attribution.id],
                attribution.source_id or voice,
            ),
        )
