"""Forecasts: what somebody says will, may, is planned or is feared to happen.

Each keeps the estimative words, the interval that a declared scale gives them, the day
by which it must have come true, and what it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from crossfix.config import Config
from crossfix.extract.coverage import Coverage
from crossfix.extract.estimates import Estimate, negated, read_estimate
from crossfix.extract.futures import Future, clause_tokens, find_futures
from crossfix.model import Attribution, Forecast, Span, Time, make_id
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONDITIONS: Final = frozenset(
    {"if", "unless", "after", "once", "when", "until", "till", "provided", "as"}
)
_HISTORY_DAYS: Final = 365
_BEFORE: Final = re.compile(r"\bbefore\s(?:the\s)?$", re.IGNORECASE)
_END: Final = re.compile(r"(?:the\s+)?(?:very\s+)?(?:end|close)\b", re.IGNORECASE)


class Forecasts:
    """The stage that registers statements about the future."""

    name = "forecasts"
    version = "1"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Forecast]:
        """Every forecast of the report, in text order."""
        coverage = Coverage(reading.all(Attribution))
        for passage in reading.passages:
            yield from _forecasts(reading, passage, coverage)


def _forecasts(reading: Reading, passage: Passage, coverage: Coverage) -> Iterator[Forecast]:
    segment = reading.segment_of(passage)
    today = segment.dateline or reading.document.published
    times = list(reading.within(Time, passage.span))
    ahead = [time for time in times if _is_ahead(time, today)]
    dated = _tokens_of(passage, times)
    covered: list[Span] = []
    for future in find_futures(passage.doc, _tokens_of(passage, ahead)):
        tokens = clause_tokens(future)
        span = _span(passage, tokens, future.head)
        if span is None or any(other.covers(span) or span == other for other in covered):
            continue
        if future.cue.lower_ == "would" and _is_history(times, span, today):
            continue
        estimate = _estimate(passage, future, span)
        if estimate is None or estimate.low is None:
            wider = _with_judgement(passage, future, span)
            judged = read_estimate(wider.text) if wider is not None else None
            if wider is not None and judged is not None and judged.low is not None:
                span, estimate = wider, judged
        covered.append(span)
        attribution = coverage.innermost(passage.token(future.cue))
        yield Forecast(
            id=make_id("fct", reading.document.id, span),
            span=span,
            source_id=(attribution.source_id if attribution else None) or segment.voice,
            kind=future.kind,
            phrase=_phrase(passage, span, estimate),
            prob_low=estimate.low if estimate else None,
            prob_high=estimate.high if estimate else None,
            scale=estimate.scale if estimate else None,
            deadline=_deadline(passage, ahead, span),
            condition=_condition(passage, future, dated),
            attribution=attribution.id if attribution else None,
        )


def _tokens_of(passage: Passage, times: Iterable[Time]) -> frozenset[int]:
    found = (passage.find(time.span) for time in times)
    return frozenset(token.i for tokens in found if tokens is not None for token in tokens)


def _is_ahead(time: Time, today: str | None) -> bool:
    if time.value is not None and time.value.startswith("FUTURE"):
        return True
    return time.latest is not None and (today is None or time.latest[:10] > today[:10])


def _is_history(times: Iterable[Time], span: Span, today: str | None) -> bool:
    """Whether the words tell of a future that was past long before the report."""
    if today is None:
        return False
    near = [t for t in times if t.latest and span.start - 200 <= t.start <= span.stop]
    limit = (date.fromisoformat(today[:10]) - timedelta(days=_HISTORY_DAYS)).isoformat()
    return bool(near) and all((t.latest or "") < limit for t in near)


def _span(passage: Passage, tokens: list[Token], head: Token) -> Span | None:
    """The stretch of a clause within its sentence, without the punctuation at its ends."""
    sentence = tokens[0].sent
    inside = [token for token in tokens if token.sent == sentence]
    colons = [t.i for t in inside if t.text == ":" and t.i < head.i]
    inside = [t for t in inside if not colons or t.i > colons[-1]]
    start, stop = inside[0].idx, inside[-1].idx + len(inside[-1])
    text = passage.text[start:stop]
    lead = re.match(r"[\s,;:.–—-]+(?:(?:and|but|or|so|that)\s)?|(?:and|but|that)\s", text)
    start += lead.end() if lead else 0
    text = passage.text[start:stop]
    tail = re.search(r"[\s,;:.!–—-]+$", text)
    stop -= len(tail[0]) if tail else 0
    return passage.chars(start, stop) if start < stop else None


def _estimate(passage: Passage, future: Future, span: Span) -> Estimate | None:
    """The estimative words of a clause, turned round where the clause denies them."""
    estimate = read_estimate(span.text)
    if estimate is None or estimate.low is None:
        return estimate
    at = span.start - passage.offset + estimate.start
    tokens = passage.doc.char_span(at, at + 1, alignment_mode="expand")
    before = tokens[0].nbor(-1).lower_ if tokens is not None and tokens[0].i else ""
    words = span.text[estimate.start : estimate.stop].lower()
    if before in {"not", "n't", "hardly"} and "not" not in words and "doubt" not in words:
        return negated(estimate)
    denied = any(child.dep_ == "neg" for child in future.head.children)
    plain = words in {"likely", "probably", "almost certainly", "most likely", "very likely"}
    return negated(estimate) if denied and plain and future.cue.tag_ == "MD" else estimate


def _phrase(passage: Passage, span: Span, estimate: Estimate | None) -> Span | None:
    if estimate is None:
        return None
    start = span.start - passage.offset
    return passage.chars(start + estimate.start, start + estimate.stop)


def _with_judgement(passage: Passage, future: Future, span: Span) -> Span | None:
    """A clause with the one that judges it: "it is unlikely that ...", "we doubt that ..."."""
    head = future.head
    if head.dep_ not in {"ccomp", "csubj"}:
        return None
    above = head.head
    judges = above.lemma_.lower() in {
        "be",
        "believe",
        "doubt",
        "remain",
        "seem",
        "look",
        "appear",
        "think",
    }
    start = above.left_edge.idx + passage.offset
    if not (judges or above.pos_ == "ADJ") or start >= span.start:
        return None
    return passage.chars(start - passage.offset, span.stop - passage.offset)


def _deadline(passage: Passage, ahead: Iterable[Time], span: Span) -> str | None:
    """The last day of the latest future time in the clause; "before" ends the day before."""
    days = []
    for time in ahead:
        if time.latest is None or not span.covers(time.span):
            continue
        at = time.start - passage.offset
        ends = _END.match(time.text) is not None
        if time.earliest and not ends and _BEFORE.search(passage.text[max(0, at - 12) : at]):
            days.append((date.fromisoformat(time.earliest[:10]) - timedelta(days=1)).isoformat())
        else:
            days.append(time.latest[:10])
    return max(days, default=None)


def _condition(passage: Passage, future: Future, dated: frozenset[int]) -> Span | None:
    """The clause that the forecast depends on: "if ...", "unless ...", "until ..."."""
    head = future.head
    for verb in (head, *(c for c in head.children if c.dep_ == "xcomp")):
        for child in verb.children:
            if child.dep_ not in {"advcl", "prep"}:
                continue
            opener = child if child.dep_ == "prep" else _opener(child)
            if opener is None or opener.lower_ not in _CONDITIONS:
                continue
            if child.dep_ == "prep" and not _leads_clause(child, dated):
                continue
            if opener.lower_ == "as" and opener.nbor(1).lower_ != "long":
                continue
            inside = [t for t in child.subtree if t.sent == head.sent]
            return _span(passage, inside, child)
    return None


def _leads_clause(preposition: Token, dated: frozenset[int]) -> bool:
    """Whether a preposition leads to a happening ("until they surrender") and not to a date."""
    if any(child.dep_ == "pcomp" for child in preposition.children):
        return True
    undated = not any(token.i in dated for token in preposition.subtree)
    return preposition.lower_ in {"until", "till"} and undated


def _opener(clause: Token) -> Token | None:
    return next(
        (c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS),
        None,
    )
