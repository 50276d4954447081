"""Claims: each checkable proposition by one source, once.

Events, forecasts and figures are claims of whoever tells them; what is attributed and
holds none of these is a state or an opinion of its source; and the author's own
judgements are assessments with the author as source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec

from crossfix import lexicons
from crossfix.config import Config
from crossfix.extract.coverage import Coverage
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

_JUDGING: Final = lexicons.words("judgement", "verbs")
_EVALUATIVE: Final = lexicons.words("judgement", "adjectives")
_ADVERBS: Final = lexicons.words("judgement", "adverbs")
_NOUNS: Final = lexicons.words("judgement", "nouns")
_ORDER: Final = (ClaimKind.FORECAST, ClaimKind.EVENT, ClaimKind.QUANTITY)


@dataclass(slots=True)
class _Proposition:
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


class Claims:
    """The stage that gathers propositions and names who puts each forward."""

    name = "claims"
    version = "1"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Claim | Event]:
        """Every claim, then every event again with the ids of its claims."""
        coverage = Coverage(reading.all(Attribution))
        found: dict[str, Claim] = {}
        events = sorted(reading.all(Event), key=lambda event: event.trigger.start)
        starts = [event.trigger.start for event in events]
        for passage in reading.passages:
            whole = passage.span
            first, last = bisect_left(starts, whole.start), bisect_left(starts, whole.stop)
            page = _Page(
                reading, passage, events[first:last], coverage, reading.segment_of(passage)
            )
            for proposition in _propositions(page):
                claim = proposition.claim(reading.document.id)
                found.setdefault(claim.id, claim)
        yield from found.values()
        yield from _with_claims(reading, found.values())


def _with_claims(reading: Reading, claims: Iterable[Claim]) -> Iterator[Event]:
    by_event: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for entry_id in claim.refers_to:
            by_event[entry_id].append(claim.id)
    for event in reading.all(Event):
        if event.id in by_event:
            yield msgspec.structs.replace(event, claim_ids=tuple(by_event[event.id]))


@dataclass(frozen=True, slots=True)
class _Page:
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


def _propositions(page: _Page) -> Iterator[_Proposition]:
    """The propositions of a passage: told in sentences, or attributed to somebody."""
    for sentence in page.passage.doc.sents:
        if not any(token.is_alpha for token in sentence):
            continue
        span = page.passage.tokens(sentence)
        told = _told(page, span)
        yield from told
        if not told and page.segment.kind is not SegmentKind.HEADING:
            yield from _left_over(page, sentence, span)


def _told(page: _Page, span: Span) -> list[_Proposition]:
    """What a sentence says of events, figures and the future, by clause and source."""
    found: dict[tuple[str | None, Span], _Proposition] = {}
    reading = page.reading

    def put(entry_id: str, kind: ClaimKind, at: Span, clause: Span) -> None:
        source, attribution = page.speaker(at)
        key = (attribution, clause)
        if key not in found:
            found[key] = _Proposition((clause,), source, attribution)
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


def _left_over(page: _Page, sentence: Tokens, span: Span) -> Iterator[_Proposition]:
    """Sentences without an event, a figure or a forecast: attributed words and judgements."""
    judged = _is_judgement(sentence)
    inside = page.coverage.inside(span)
    for attribution in inside:
        if attribution.source_id is not None:
            kind = ClaimKind.ASSESSMENT if judged else ClaimKind.STATE
            yield _Proposition(
                attribution.content, attribution.source_id, attribution.id, state=kind
            )
    if inside or page.coverage.around(span):
        return
    if judged:
        yield _Proposition((span,), page.segment.voice, None, state=ClaimKind.ASSESSMENT)
    elif _is_state(page.reading, sentence, span):
        yield _Proposition((span,), page.segment.voice, None, state=ClaimKind.STATE)


def _is_judgement(sentence: Tokens) -> bool:
    """Whether a sentence judges rather than tells: first person opinion, evaluation, rhetoric."""
    if sentence[-1].text == "?":
        return True
    for token in sentence:
        if token.lemma_.lower() in _JUDGING and token.pos_ == "VERB":
            doers = {child.lower_ for child in token.children if child.dep_ == "nsubj"}
            if doers & {"i", "we", "one"}:
                return True
        if token.lower_ in _ADVERBS or (
            token.pos_ == "ADJ" and token.lemma_.lower() in _EVALUATIVE
        ):
            return True
        if token.pos_ == "NOUN" and token.lemma_.lower() in _NOUNS:
            return True
    return False


def _is_state(reading: Reading, sentence: Tokens, span: Span) -> bool:
    """Whether a sentence states something that could be looked up: a name and a finite verb."""
    finite = any(
        t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ in {"ROOT", "ccomp", "conj"} for t in sentence
    )
    named = any(t.ent_type_ in {"GPE", "ORG", "PERSON", "FAC", "LOC", "NORP"} for t in sentence)
    return finite and (named or next(reading.within(Place, span), None) is not None)
