"""The stage that tells whose words they are: sources, and the chain behind each attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec

from crossfix.config import Config
from crossfix.ground.source_basis import with_evidence
from crossfix.ground.source_cast import Figure
from crossfix.ground.source_chain import (
    Carrier,
    calls_medium,
    carriers,
    chain_of,
    is_bare,
    names_medium,
)
from crossfix.ground.source_gather import gather_cast
from crossfix.ground.source_mentions import Form, Mention, describe
from crossfix.ground.source_names import is_listed, kind_of_name
from crossfix.ground.source_phrases import is_first_person
from crossfix.ground.source_pointing import Spot, by_role, thing
from crossfix.ground.source_resolver import Resolver
from crossfix.ground.source_voices import forwarders, kinds_of_voices
from crossfix.model import Attribution, Entry, Notice, Polarity, Source, SourceKind, Span
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_OUTLETS: Final = frozenset({SourceKind.MEDIA, SourceKind.MILBLOGGER})
_NO_OUTLETS: Final = frozenset({"PERSON", "NORP", "GPE", "LOC", "DATE", "TIME"})
_DEEP: Final = 32


class Sources:
    """Whose words they are: each attribution's source resolved, and the chain to it.

    Pronouns, epithets, short names and spellings of one name lead to one source; what
    stays unsure becomes a nameless source of its own rather than a wrong one.
    """

    name = "sources"
    version = "2"

    def __init__(self, config: Config) -> None:
        pass

    def run(self, reading: Reading) -> Iterable[Entry | Notice]:
        """The sources that are cited, and the attributions with their chains."""
        resolver = Resolver(reading, gather_cast(reading))
        said = {a.id: resolver.resolve(a) for a in _in_text_order(reading.all(Attribution))}
        for attribution in _outermost_first(said):
            if attribution.source_id is None:
                holder = said.get(attribution.parent or "")
                said[attribution.id] = resolver.resolve_first_person(attribution, holder)
        ways = _Ways(resolver, said)
        ways.pass_on(forwarders(reading))
        for attribution in list(said.values()):
            ways.follow(attribution)
        resolver.tell_voices(kinds_of_voices(reading))
        yield from resolver.sources()
        author = next((source.id for source in reading.all(Source) if source.is_author), None)
        for attribution in said.values():
            told = with_evidence(resolver, attribution, said.get(attribution.parent or ""))
            yield msgspec.structs.replace(told, chain=ways.chain(attribution, author))


def _in_text_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    return sorted(attributions, key=_position)


def _position(attribution: Attribution) -> int:
    anchor = attribution.source or attribution.cue or attribution.content[0]
    return anchor.start


def _outermost_first(said: dict[str, Attribution]) -> list[Attribution]:
    return sorted(said.values(), key=lambda a: len(list(_holders(a, said))))


def _holders(attribution: Attribution, said: dict[str, Attribution]) -> Iterator[Attribution]:
    """The attributions that an attribution stands inside, the innermost first."""
    holder = said.get(attribution.parent or "")
    for _ in range(_DEEP):
        if holder is None:
            return
        yield holder
        holder = said.get(holder.parent or "")


@dataclass(slots=True)
class _Ways:
    """Through whom the words of each attribution came.

    ``media`` are the carriers that an attribution's own sentence names; ``inherited`` what
    an earlier one of the same speaker in the same paragraph tells for those that follow.
    """

    resolver: Resolver
    said: dict[str, Attribution]
    media: dict[str, list[str]] = field(default_factory=dict)
    inherited: dict[str, list[str]] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)
    forwarded: dict[str, list[str]] = field(default_factory=dict)
    _told: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _last: str | None = None

    def pass_on(self, forwarders: dict[str, list[Span]]) -> None:
        """Note through whom quoted reports came, by segment, outermost first."""
        for segment, spans in forwarders.items():
            for span in spans:
                figure = self._forwarder(span)
                if figure is not None:
                    if span.text[:1] == "@" and not figure.kinds:
                        figure.kinds[SourceKind.MILBLOGGER] += 1
                    source_id = self.resolver.file(figure, span)
                    self.forwarded.setdefault(segment, []).append(source_id)

    def _forwarder(self, span: Span) -> Figure | None:
        cast = self.resolver.cast
        if span.text[:1].islower():  # "a reader in Poltava"
            return cast.at(span.stop - 1) or Figure(span.text, nameless=True, first=span)
        return cast.figure(span.text.removeprefix("@"), create=True, near=span.start)

    def follow(self, attribution: Attribution) -> None:
        """Find the carriers of one attribution; must be called in text order."""
        passage = self.resolver.passage_of(attribution.cue or attribution.content[0])
        if passage is None:
            return
        own = list(dict.fromkeys(self._carriers(attribution, passage)))
        self.media[attribution.id] = own
        key = (passage.segment, attribution.source_id or "")
        if own or attribution.parent is not None:
            links = [*self._above(attribution), *own]
            if attribution.source_id not in self.resolver.indefinite:
                links = [link for link in links if self._is_outlet(link)]
            self._told.setdefault(key, links)
        else:
            group = (passage.segment, self.resolver.groups.get(key[1], ""))
            self.inherited[attribution.id] = self._told.get(key) or self._told.get(group, [])

    def chain(self, attribution: Attribution, author: str | None) -> tuple[str, ...]:
        """The source ids from the report's author to the origin."""
        voice = self.resolver.voice_of(attribution)
        above = [*self.inherited.get(attribution.id, []), *self._above(attribution)]
        passage = self.resolver.passage_of(attribution.cue or attribution.content[0])
        forwarded = self.forwarded.get(passage.segment, []) if passage is not None else []
        return chain_of(
            author or voice,
            [*(link for link in forwarded if link != voice), voice],
            above,
            self.media.get(attribution.id, []),
            attribution.source_id or voice,
        )

    def _above(self, attribution: Attribution) -> list[str]:
        links: list[str] = []
        for holder in _holders(attribution, self.said):
            if holder.polarity is Polarity.DENIED and _is_claimed(attribution, self.resolver):
                continue
            ways = [*self.inherited.get(holder.id, []), *self.media.get(holder.id, [])]
            links[:0] = [*ways, holder.source_id or ""]
        return [link for link in links if not self._is_nobody(link)]

    def _is_outlet(self, source_id: str) -> bool:
        source = self.resolver.found.get(source_id)
        return source_id in self.outlets or (source is not None and source.kind in _OUTLETS)

    def _is_nobody(self, source_id: str) -> bool:
        """A source that no word names: "reportedly"."""
        source = self.resolver.found.get(source_id)
        nameless = source is not None and source.name is None
        return nameless and not self.resolver.mentions.get(source_id)

    def _carriers(self, attribution: Attribution, passage: Passage) -> Iterator[str]:
        cue = passage.find(attribution.cue) if attribution.cue else None
        if cue is None:
            return
        outside = self.resolver.ranges(passage, *attribution.content)
        yield from self._owner(attribution, passage)
        source = attribution.source
        spans = self.resolver.ranges(passage, source) if source is not None else []
        for phrase, certainty in carriers(passage.doc, cue, next(iter(spans), None), outside):
            source_id = self._medium(phrase, certainty, passage)
            if source_id is not None and source_id != attribution.source_id:
                self._last = source_id if self._is_outlet(source_id) else self._last
                yield source_id

    def _owner(self, attribution: Attribution, passage: Passage) -> Iterator[str]:
        """Whose source it is that speaks: "its source", "the paper's source"."""
        span = attribution.source
        tokens = passage.find(span) if span is not None else None
        if span is None or tokens is None or tokens.root.lemma_.lower() != "source":
            return
        for owner in (t for t in tokens.root.lefts if t.dep_ == "poss"):
            sentence = passage.offset + tokens.sent.start_char
            spot = Spot(span, sentence, self.resolver.reading.segment_of(passage).start)
            position = passage.offset + owner.idx
            cast = self.resolver.cast
            figure = thing(cast, spot) if owner.tag_ == "PRP$" else cast.at(position)
            if figure is None or figure.nameless:  # "the paper's source"
                owned = passage.doc[owner.left_edge.i : owner.i + 1]
                figure = by_role(cast, describe(owned), span) or figure
            if figure is not None and figure.kind in _OUTLETS:
                yield self.resolver.file(figure, passage.token(owner))

    def _medium(self, phrase: Tokens, certainty: Carrier, passage: Passage) -> str | None:
        """The source that a phrase names if it is a medium, or whoever carries words."""
        if is_first_person(phrase) or phrase[0].lower_ in {"this", "our", "my"}:
            return None  # the report itself
        span = passage.tokens(phrase)
        if any(t.lower_ == "same" for t in phrase) and calls_medium(phrase):
            return self._last
        mention = describe(phrase)
        figure = self._figure(phrase, mention, span, passage)
        if figure is None or mention.form is Form.PRONOUN or is_bare(phrase):
            return None
        if not _is_medium(figure, phrase) and certainty is not Carrier.SURE and not (
            certainty is Carrier.UNLESS_KNOWN and _may_be_medium(figure, phrase, mention)
        ):  # fmt: skip
            return None
        if not figure.kinds and certainty is not Carrier.SURE:
            figure.kinds[SourceKind.MEDIA] += 1
        source_id = self.resolver.file(figure, span)
        self.outlets.add(source_id)
        return source_id

    def _figure(
        self, phrase: Tokens, mention: Mention, span: Span, passage: Passage
    ) -> Figure | None:
        cast = self.resolver.cast
        if mention.form is Form.NAME and mention.name:
            return cast.figure(mention.name, create=True, near=span.start)
        here = cast.at(passage.offset + phrase.root.idx)
        if here is None and mention.form is Form.EPITHET:
            here = by_role(cast, mention, span)
        if here is None and mention.form is not Form.PRONOUN:
            here = Figure(span.text, nameless=True, first=span, definite=mention.definite)
            here.learn(mention)
        return here


def _is_claimed(attribution: Attribution, resolver: Resolver) -> bool:
    """Whether somebody's claim is what a denial is of: "he denied a report by X that ..."."""
    cue = attribution.cue
    passage = resolver.passage_of(cue) if cue is not None else None
    tokens = passage.find(cue) if passage is not None and cue is not None else None
    return tokens is not None and all(token.pos_ != "VERB" for token in tokens)


def _is_medium(figure: Figure, phrase: Tokens) -> bool:
    owned = (t for t in phrase.root.lefts if t.dep_ == "poss")
    return (
        (figure.kind in _OUTLETS and (not figure.nameless or names_medium(phrase)))
        or any(kind_of_name(owner.text) is SourceKind.MEDIA for owner in owned)
        or (figure.kind is SourceKind.OTHER and names_medium(phrase))
    )


def _may_be_medium(figure: Figure, phrase: Tokens, mention: Mention) -> bool:
    """Whether an unknown name can be that of an outlet: no person, no state, no known body."""
    if mention.form is not Form.NAME or not (mention.name or "")[:1].isupper():
        return False
    if figure.kind is not SourceKind.OTHER or is_listed(figure.name):
        return False
    return phrase.root.ent_type_ not in _NO_OUTLETS and not figure.persons[True]
