"""Resolves the sources of one report's attributions, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec

from crossfix.ground.source_bodies import last_word_of
from crossfix.ground.source_cast import Cast, Figure
from crossfix.ground.source_chain import token_range
from crossfix.ground.source_kinds import owned_by_pronoun
from crossfix.ground.source_mentions import Form, Mention, describe
from crossfix.ground.source_names import BODIES, is_listed
from crossfix.ground.source_phrases import (
    PARTS,
    antecedent_of,
    is_first_person,
    is_part,
    part_of,
    phrase_of,
)
from crossfix.ground.source_pointing import Spot, by_role, of_two, person, several, thing
from crossfix.model import Attribution, Evidence, Source, SourceKind, Span, make_id
from crossfix.reading import Passage, Reading
from crossfix.syntax import quotations

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_OF_TWO: Final = frozenset({"latter", "former"})
_PLURAL: Final = frozenset({"they", "their", "them"})
_REPORTING: Final = re.compile(
    r"\b(?:report(?:s|ed)?|wr(?:ites?|ote|itten)|carr(?:y|ies|ied)|publishe[sd])\b"
)
_GIVEN_BY_OWNER: Final = frozenset({SourceKind.OFFICIAL, SourceKind.OTHER, SourceKind.ANALYST})
_GIVING: Final = frozenset(
    {SourceKind.MILITARY, SourceKind.COMPANY, SourceKind.MEDIA, SourceKind.MILBLOGGER,
     SourceKind.ANALYST}
)  # fmt: skip
"""Kinds that a body hands down to whoever speaks for it, and those that give way to them."""
_MAIN: Final = 4
"""How often somebody has spoken whose words those are that begin a paragraph unattributed."""
_PRONOUN: Final = 2.5
"""How prominent somebody is where a pronoun speaks for them."""
_BY_EVIDENCE: Final = {
    Evidence.SATELLITE: SourceKind.SATELLITE,
    Evidence.EYEWITNESS: SourceKind.EYEWITNESS,
    Evidence.DOCUMENT: SourceKind.DOCUMENT,
}


@dataclass(slots=True)
class Resolver:
    """Resolves attributions in text order and files the sources that they point at."""

    reading: Reading
    cast: Cast
    found: dict[str, Source] = field(default_factory=dict)
    mentions: dict[str, list[Span]] = field(default_factory=dict)
    indefinite: set[str] = field(default_factory=set)
    last: tuple[int, str] | None = None
    speaker: Figure | None = None
    spoken: Counter[str] = field(default_factory=Counter)
    figures: dict[str, Figure] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    _offsets: list[int] = field(default_factory=list)
    _quotes: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

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
        """The attribution with its source, which is filed in ``found``.

        "I" and "we" stay open here: whose words they stand in is known only when all
        others are resolved (:meth:`resolve_first_person`).
        """
        passage = self.passage_of(attribution.cue or attribution.content[0])
        span = attribution.source
        tokens = passage.find(span) if passage and span else None
        if span is None or tokens is None or passage is None:
            source_id = self._unspoken(attribution, passage)
        elif is_first_person(tokens):
            return attribution
        else:
            source_id = self._resolve(attribution, span, tokens, passage)
            if attribution.parent is None:
                self.last = span.start, source_id
        return msgspec.structs.replace(attribution, source_id=source_id)

    def resolve_first_person(
        self, attribution: Attribution, holder: Attribution | None
    ) -> Attribution:
        """An attribution to "I" or "we": whoever speaks the words that it stands in."""
        if attribution.source is None:
            return attribution
        speaker = holder.source_id if holder is not None else None
        source_id = speaker or self.voice_of(attribution)
        known = self.reading.get(Source, source_id)
        if known is not None:
            self.found.setdefault(source_id, known)
        self._mention(source_id, attribution.source)
        return msgspec.structs.replace(attribution, source_id=source_id)

    def _unspoken(self, attribution: Attribution, passage: Passage | None) -> str:
        """Whose words they are where nobody is named.

        Without any word of saying they are a quotation that goes on: the voice's in a
        quoted report, else the last speaker's in the paragraph, else those of whoever has
        spoken most or last, as in an interview.
        """
        content = attribution.content[0]
        if passage is None or attribution.cue is not None or attribution.source is not None:
            return self._nameless(attribution, None, None)
        segment = self.reading.segment_of(passage)
        voice = self.reading.get(Source, segment.voice)
        if voice is not None and not voice.is_author:
            self.found.setdefault(voice.id, voice)
            return voice.id
        if self.last is not None and self.last[0] >= segment.start:
            return self.last[1]
        figure = self._main() or self.speaker
        if figure is None:
            spot = Spot(content, content.start, segment.start, attribution.content)
            figure = person(self.cast, Mention(Form.PRONOUN), spot)
        if figure is None:
            return self._nameless(attribution, None, None)
        self.cast.note(content, figure, _PRONOUN)
        return self.file(figure, None)

    def _main(self) -> Figure | None:
        """Whoever has spoken so often that the report is an interview with them."""
        often = (f for f in self.figures.values() if self.spoken[f.id or ""] >= _MAIN)
        return max(often, key=lambda figure: self.spoken[figure.id or ""], default=None)

    def _resolve(
        self, attribution: Attribution, span: Span, tokens: Tokens, passage: Passage
    ) -> str:
        mention = describe(tokens)
        if mention.head in _RELATIVE and mention.form is Form.PRONOUN:
            tokens = antecedent_of(tokens) or tokens
            mention = describe(tokens)
        spot = Spot(
            span,
            sentence=passage.offset + tokens.sent.start_char,
            segment=self.reading.segment_of(passage).start,
            held=attribution.content,
            text=self.reading.document.text,
            speaker=self._speaker(attribution, passage),
            previous=passage.offset + _sentence_before(tokens),
        )
        group = self._group(tokens, spot)
        figure = self._figure(mention, spot, passage.offset + phrase_of(tokens).root.idx)
        if figure is not None:
            _join(figure, group)
            self._learn_owner(figure, tokens, spot)
            if attribution.cue is not None and _reports(attribution.cue, figure):
                figure.kinds[SourceKind.MEDIA] += 2
            source_id = self.file(figure, span)
            if group is not None and group.id is not None and group is not figure:
                self.groups[source_id] = group.id
            self.figures[attribution.id] = figure
            if figure.is_person and not figure.plural and attribution.parent is None:
                self.spoken[source_id] += 1
                self.speaker = figure
            return source_id
        source_id = self._nameless(attribution, mention, group.kind if group else None)
        if group is not None and group.id is not None:
            self.groups[source_id] = group.id
        self._mention(source_id, span)
        return source_id

    def _group(self, tokens: Tokens, spot: Spot) -> Figure | None:
        """Of whom somebody is one: "one of them", "one of the officials"."""
        if is_part(tokens):
            return several(self.cast, spot, people=True)
        of = part_of(tokens)
        if of is None:
            return None
        mention = describe(of)
        known = by_role(self.cast, mention, spot.span) if mention.plural else None
        return known if known is not None and known.id is not None else None

    def _learn_owner(self, figure: Figure, tokens: Tokens, spot: Spot) -> None:
        """Let who speaks for "its" owner be of the owner's kind: "its spokeswoman, Ann Ray"."""
        head = owned_by_pronoun(tokens)
        if head is None or figure.kind not in _GIVEN_BY_OWNER:
            return
        owner = thing(self.cast, spot)
        if owner is not None and owner is not figure and owner.kind in _GIVING:
            figure.kinds[owner.kind] += 1 + sum(figure.kinds.values())

    def _speaker(self, attribution: Attribution, passage: Passage) -> Figure | None:
        """Whose quoted words the source of an attribution stands in, as far as it is known."""
        holder = self.reading.get(Attribution, attribution.parent)
        span = attribution.source
        if holder is None or holder.source is None or span is None:
            return None
        start = span.start - passage.offset
        if passage.offset not in self._quotes:
            self._quotes[passage.offset] = list(quotations(passage.doc))
        if not any(a <= start < b for a, b in self._quotes[passage.offset]):
            return None
        tokens = passage.find(holder.source)
        if tokens is None:
            return None
        if holder.id in self.figures:
            return self.figures[holder.id]
        mention = describe(tokens)
        if mention.form is Form.NAME and mention.name:
            return self.cast.figure(mention.name, near=span.start)
        return self.cast.at(passage.offset + phrase_of(tokens).root.idx)

    def _figure(self, mention: Mention, spot: Spot, position: int) -> Figure | None:
        if mention.form is Form.NAME and mention.name:
            here = self.cast.at(position)
            known = self.cast.figure(mention.name)
            if here is not None and here.nameless and known is None and here.id is None:
                self.cast.name(here, mention.name)
            figure = self.cast.figure(mention.name, create=True, near=spot.span.start)
            if figure is not None and not figure.kinds:
                figure.learn(mention)
            return figure
        if mention.form is not Form.PRONOUN:
            return self._of_noun(mention, spot, position)
        figure = None
        if mention.gender:
            figure = person(self.cast, mention, spot)
        elif mention.head in {"it", "its", "itself"}:
            figure = thing(self.cast, spot)
        elif mention.head in _PLURAL:
            figure = several(self.cast, spot)
        if figure is not None:
            self.cast.note(spot.span, figure, _PRONOUN)
        return figure

    def _of_noun(self, mention: Mention, spot: Spot, position: int) -> Figure | None:
        """Whom an epithet or a noun means; a surname may be one that the parser does not know."""
        word = spot.span.text
        if word.isalpha() and word.istitle():
            named = self.cast.figure(word)
            if named is not None and not named.nameless and named.name.split()[-1] == word:
                return named
        here = self.cast.at(position)
        if here is None and mention.head in _OF_TWO:
            here = of_two(self.cast, spot, first=mention.head == "former")
        if here is None and mention.form is Form.EPITHET:
            here = by_role(self.cast, mention, spot.span)
        return here

    def file(self, figure: Figure, span: Span | None) -> str:
        """Put a figure among the sources and note that it is mentioned here."""
        if figure.id is None:
            document = self.reading.document.id
            first = figure.first or span or "-"
            key = (document, first) if figure.nameless else (figure.name.casefold(),)
            figure.id = make_id("src", *key)
            if figure.first is not None:
                self._mention(figure.id, figure.first)
        source_id = figure.id
        known = self.found.get(source_id) or self.reading.get(Source, source_id)
        kind = figure.kind
        if kind is SourceKind.OTHER and known is not None:
            kind = known.kind
        if figure.nameless and kind is SourceKind.OTHER and not figure.definite and not known:
            kind = SourceKind.OTHER if figure.roles & BODIES else SourceKind.ANONYMOUS
        name = None if figure.nameless else figure.name
        base = known or Source(id=source_id, name=name, kind=kind)
        private = figure.is_private and kind in {SourceKind.OTHER, SourceKind.EYEWITNESS}
        self.found[source_id] = msgspec.structs.replace(
            base,
            name=base.name if base.is_author else name,
            kind=kind,
            private_person=not base.is_author and not figure.nameless and private,
        )
        if not figure.is_office:
            self.indefinite.add(source_id)
        if span is not None:
            self._mention(source_id, span)
        return source_id

    def _nameless(
        self, attribution: Attribution, mention: Mention | None, kind: SourceKind | None
    ) -> str:
        source_id = make_id("src", self.reading.document.id, attribution.id)
        if mention is not None:
            kind = mention.kind or kind
        if kind is None and attribution.evidence is not None and mention is not None:
            kind = _BY_EVIDENCE.get(attribution.evidence)
        if kind is SourceKind.OTHER and attribution.evidence is Evidence.SATELLITE:
            kind = SourceKind.SATELLITE
        if kind is None:
            pointing = mention is not None and mention.form is not Form.NAMELESS
            kind = SourceKind.OTHER if pointing else SourceKind.ANONYMOUS
        if kind is SourceKind.OTHER and mention is not None and mention.head in PARTS:
            kind = SourceKind.ANONYMOUS
        self.found[source_id] = Source(id=source_id, name=None, kind=kind)
        if mention is None or not mention.definite:
            self.indefinite.add(source_id)
        return source_id

    def _mention(self, source_id: str, span: Span) -> None:
        self.mentions.setdefault(source_id, []).append(span)

    def tell_voices(self, kinds: dict[str, SourceKind]) -> None:
        """Give voices the kind that their name or, in quoted reports, their lead-in tells."""
        for source_id, kind in kinds.items():
            source = self.found.get(source_id) or self.reading.get(Source, source_id)
            if source is not None and (source.is_author or source.kind is SourceKind.OTHER):
                witness = kind is SourceKind.EYEWITNESS and not source.is_author
                private = source.private_person or witness
                self.found[source_id] = msgspec.structs.replace(
                    source, kind=kind, private_person=private
                )

    def sources(self) -> Iterator[Source]:
        """The sources found, with every place where they are mentioned."""
        for source_id, source in self.found.items():
            spans = {*source.mentions, *self.mentions.get(source_id, ())}
            yield msgspec.structs.replace(source, mentions=tuple(sorted(spans)))

    def ranges(self, passage: Passage, *spans: Span) -> list[tuple[int, int]]:
        """The tokens that spans of one passage cover."""
        found = (token_range(passage.doc, passage.offset, span) for span in spans)
        return [piece for piece in found if piece is not None]


def _sentence_before(tokens: Tokens) -> int:
    """Where the sentence before the one of some words begins in its passage."""
    sentence = tokens.sent
    return (sentence if sentence.start == 0 else tokens.doc[sentence.start - 1].sent).start_char


def _reports(cue: Span, figure: Figure) -> bool:
    """Whether an unknown name reports or writes, as outlets do and persons seldom."""
    if figure.nameless or figure.persons[True] or not _REPORTING.search(cue.text):
        return False
    agency = figure.kind is SourceKind.OFFICIAL and last_word_of(figure.name) == "agency"
    return not is_listed(figure.name) and (figure.kind is SourceKind.OTHER or agency)


def _join(figure: Figure, group: Figure | None) -> None:
    """Let somebody who is one of several be what they are: "one of them, Yahya"."""
    if group is None or figure is group or figure.kind is not SourceKind.OTHER:
        return
    figure.kinds[group.kind] += 1
    figure.private = figure.private or group.kind is SourceKind.EYEWITNESS
    figure.persons[True] += 1
