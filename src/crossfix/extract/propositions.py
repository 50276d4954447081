"""Propositions: what each sentence puts forward, in whose name.

Events, forecasts and figures are propositions of whoever tells them; what is attributed and
holds none of these is a state or an opinion of its source; and the author's own judgements
are assessments with the author as source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix.extract.coverage import Coverage
from crossfix.extract.opinions import (
    is_frame,
    is_judgement,
    is_proposition,
    is_question,
    sentences_of,
)
from crossfix.lexicons.openings import told_sentences
from crossfix.model import (
    Attribution,
    Claim,
    ClaimKind,
    Event,
    Forecast,
    Place,
    Quantity,
    Segment,
    SegmentKind,
    Span,
    make_id,
)
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_ORDER: Final = (ClaimKind.FORECAST, ClaimKind.EVENT, ClaimKind.QUANTITY)


@dataclass(slots=True)
class Proposition:
    """A stretch that one source puts forward, and what it speaks of."""

    spans: tuple[Span, ...]
    source_id: str
    attribution: str | None
    refers_to: dict[str, ClaimKind] = field(default_factory=dict)
    state: ClaimKind | None = None

    def claim(self, document_id: str) -> Claim:
        """The claim; its kind is that of the weightiest thing it speaks of."""
        kinds = set(self.refers_to.values())
        kind = next((k for k in _ORDER if k in kinds), self.state or ClaimKind.STATE)
        return Claim(
            id=make_id("clm", document_id, *self.spans),
            spans=self.spans,
            source_id=self.source_id,
            attribution=self.attribution,
            kind=kind,
            refers_to=tuple(self.refers_to),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A passage with the events in it, and who speaks."""

    reading: Reading
    passage: Passage
    events: list[Event]
    coverage: Coverage
    segment: Segment

    def speaker(self, at: Span) -> tuple[str, str | None]:
        """Whose word a stretch is: source and attribution."""
        attribution = self.coverage.innermost(at)
        if attribution is None:
            return self.segment.voice, None
        return attribution.source_id or self.segment.voice, attribution.id


def find_propositions(page: Page) -> Iterator[Proposition]:
    """The propositions of a passage: told in sentences, or attributed to somebody."""
    for sentence in told_sentences(page.passage.doc):
        if not any(token.is_alpha for token in sentence):
            continue
        span = page.passage.tokens(sentence)
        told = _told(page, span)
        yield from told
        if page.segment.kind is not SegmentKind.HEADING:
            yield from _left_over(page, sentence, span, told)


def _told(page: Page, span: Span) -> list[Proposition]:
    """What a sentence says of events, figures and the future, by clause and source."""
    found: dict[tuple[str | None, Span], Proposition] = {}
    reading = page.reading

    def put(entry_id: str, kind: ClaimKind, at: Span, clause: Span) -> None:
        source, attribution = page.speaker(at)
        key = (attribution, clause)
        if key not in found:
            found[key] = Proposition((clause,), source, attribution)
        found[key].refers_to.setdefault(entry_id, kind)

    forecasts = list(reading.within(Forecast, span))
    for forecast in forecasts:
        at = forecast.phrase or _head(forecast.span)
        put(forecast.id, ClaimKind.FORECAST, at, forecast.span)
    inside = [event for event in page.events if span.covers(event.trigger)]
    for event in inside:
        ahead = next((f.span for f in forecasts if f.span.covers(event.trigger)), None)
        clause = ahead or _clause(page.passage, event.trigger, span)
        put(event.id, ClaimKind.EVENT, event.trigger, clause)
    for quantity in reading.within(Quantity, span):
        home = next((p for p in found.values() if p.spans[0].covers(quantity.span)), None)
        if home is not None:
            home.refers_to.setdefault(quantity.id, ClaimKind.QUANTITY)
        else:
            clause = _clause(page.passage, quantity.span, span)
            put(quantity.id, ClaimKind.QUANTITY, quantity.span, clause)
    return list(found.values())


def _head(span: Span) -> Span:
    """The last character of a stretch: what surely lies inside whatever covers its end."""
    return Span(span.stop - 1, span.stop, span.text[-1:])


def _clause(passage: Passage, at: Span, sentence: Span) -> Span:
    """The clause around a stretch: up to the next coordinated clause of its own subject."""
    tokens = passage.find(at)
    if tokens is None:
        return sentence
    verb = _predicate(tokens.root)
    if verb is None:
        return sentence
    kept = [
        token
        for token in verb.subtree
        if not any(_is_apart(above, verb) for above in (token, *_path(token, verb)))
    ]
    inside = sorted(token.i for token in kept)
    if not inside:
        return sentence
    doc = passage.doc
    clause = passage.between(doc[inside[0]], doc[inside[-1]])
    trimmed = clause.text.strip(" \t,;:–—-▪")
    offset = clause.text.index(trimmed) if trimmed else 0
    if not trimmed or not (
        clause.start + offset <= at.start and at.stop <= clause.start + offset + len(trimmed)
    ):
        return clause
    return Span(clause.start + offset, clause.start + offset + len(trimmed), trimmed)


def _path(token: Token, verb: Token) -> Iterator[Token]:
    while token not in {verb, token.head}:
        token = token.head
        if token != verb:
            yield token


def _is_apart(token: Token, verb: Token) -> bool:
    """Whether a token heads a coordinated clause with a subject of its own."""
    return (
        token != verb
        and token.dep_ in {"conj", "parataxis"}
        and token.pos_ in {"VERB", "AUX"}
        and any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in token.children)
    )


def _predicate(token: Token) -> Token | None:
    """The verb of the clause that a word stands in."""
    while token.pos_ not in {"VERB", "AUX"} or token.dep_ in {
        "amod",
        "acl",
        "xcomp",
        "pcomp",
        "aux",
        "auxpass",
    }:
        if token.head == token:
            return token if token.pos_ in {"VERB", "AUX"} else None
        token = token.head
    return token


def _left_over(
    page: Page, sentence: Tokens, span: Span, told: list[Proposition]
) -> Iterator[Proposition]:
    """What is left beside events, figures and forecasts: attributed words and judgements."""
    inside = page.coverage.inside(span)
    yield from _attributed(page, inside, told)
    if told or inside or page.coverage.around(span):
        return
    if not is_proposition(sentence) or is_frame(sentence):
        return
    if is_judgement(sentence):
        yield Proposition((span,), page.segment.voice, None, state=ClaimKind.ASSESSMENT)
    elif _is_state(page.reading, sentence, span):
        yield Proposition((span,), page.segment.voice, None, state=ClaimKind.STATE)


def _attributed(
    page: Page, inside: Sequence[Attribution], told: Sequence[Proposition]
) -> Iterator[Proposition]:
    """What attributions that begin in a sentence put forward, each source's words once."""
    for attribution in inside:
        source = attribution.source_id
        if source is None or any(_is_within(other, attribution) for other in inside):
            continue  # of two by one source the inner words are its own
        known = [one.spans[0] for one in told if one.source_id == source]
        parts = [
            part
            for piece in attribution.content
            for part in _joined(_own_parts(page, piece))
            if not any(span.covers(page.passage.tokens(part)) for span in known)
        ]
        if any(is_proposition(part) for part in parts):
            judged = any(is_judgement(part) for part in parts)
            spans = tuple(page.passage.tokens(part) for part in parts)
            kind = ClaimKind.ASSESSMENT if judged else ClaimKind.STATE
            yield Proposition(spans, source, attribution.id, state=kind)


def _own_parts(page: Page, piece: Span) -> Iterator[Tokens]:
    """The sentences of a content, or parts of them, that no event, figure or forecast tells.

    A question among them puts nothing forward and is left out.
    """
    tokens = page.passage.find(piece)
    for part in sentences_of(tokens) if tokens is not None else ():
        blank = not any(token.is_alpha for token in part)
        if not blank and not is_question(part) and not _holds(page, page.passage.tokens(part)):
            yield part


def _joined(parts: Iterator[Tokens]) -> Iterator[Tokens]:
    """Parts that follow each other as one."""
    last: Tokens | None = None
    for part in parts:
        if last is not None and last.end == part.start:
            last = part.doc[last.start : part.end]
        else:
            if last is not None:
                yield last
            last = part
    if last is not None:
        yield last


def _holds(page: Page, span: Span) -> bool:
    """Whether an event, a figure or a forecast stands inside a stretch."""
    reading = page.reading
    return (
        next(reading.within(Forecast, span), None) is not None
        or next(reading.within(Quantity, span), None) is not None
        or any(span.covers(event.trigger) for event in page.events)
    )


def _is_within(inner: Attribution, outer: Attribution) -> bool:
    return (
        inner.id != outer.id
        and inner.source_id == outer.source_id
        and all(any(o.covers(i) and o != i for o in outer.content) for i in inner.content)
    )


def _is_state(reading: Reading, sentence: Tokens, span: Span) -> bool:
    """Whether a sentence states something that could be looked up: a name and a finite verb."""
    finite = any(
        t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ in {"ROOT", "ccomp", "conj"} for t in sentence
    )
    named = any(t.ent_type_ in {"GPE", "ORG", "PERSON", "FAC", "LOC", "NORP"} for t in sentence)
    return finite and (named or next(reading.within(Place, span), None) is not None)
