"""Forecasts: what somebody says will, may, is planned or is feared to happen.

Each keeps the estimative words, the interval that a declared scale gives them, the day
by which it must have come true, and what it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from crossfix.config import Config
from crossfix.extract.conditions import clause_span, find_condition, find_warning
from crossfix.extract.coverage import Coverage
from crossfix.extract.deadlines import deadline_of, find_ahead
from crossfix.extract.estimates import Estimate, negated, read_estimate
from crossfix.extract.futures import clause_tokens, find_futures
from crossfix.extract.hindsight import find_long_past, is_over
from crossfix.extract.intent import Telling, kind_of
from crossfix.extract.outlooks import Future
from crossfix.model import Attribution, Forecast, Source, Span, Time, make_id
from crossfix.reading import Passage, Reading
from crossfix.syntax import subject

_OWN_CLAUSES: Final = frozenset({"relcl", "acl", "ccomp", "advcl", "pcomp", "parataxis"})
_NEAR: Final = 8
# A report that speaks for those who fight or govern ("our defenders").
_OURS: Final = re.compile(
    r"\b[Oo]ur\s(?:(?:\w+\s)?(?:defenders|forces|troops|units|soldiers|defence forces|army|navy|"
    r"positions|lines|guards|border guards|sailors|pilots|gunners|government|ministry|embassy))\b"
    r"|\b[Mm]y\sgovernment\b"
)
_NOBODY: Final = frozenset({"nobody", "none", "nothing", "neither"})
_OWN_DENIAL: Final = re.compile(r"\b(?:not|no|never|won['’]t|doubt)\b")
_HISTORY_DAYS: Final = 365


class Forecasts:
    """The stage that registers statements about the future."""

    name = "forecasts"
    version = "3"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Forecast]:
        """Every forecast of the report, in text order."""
        coverage = Coverage(reading.all(Attribution))
        serves = _OURS.search(reading.document.text) is not None
        for passage in reading.passages:
            yield from _forecasts(reading, passage, coverage, serves=serves)


def _forecasts(
    reading: Reading, passage: Passage, coverage: Coverage, *, serves: bool
) -> Iterator[Forecast]:
    segment = reading.segment_of(passage)
    today = segment.dateline or reading.document.published
    times = list(reading.within(Time, passage.span))
    ahead = list(find_ahead(passage, times, today))
    past = _tokens_of(passage, find_long_past(times, today))
    found = _clauses(passage, times, _tokens_of(passage, [a.span for a in ahead]), today)
    clauses = [(future, clause) for future, clause in found if not is_over(future, past)]
    for future, clause in clauses:
        span, estimate = _judged(passage, future, clause)
        inner = [o for _, o in clauses if span.covers(o) and o not in {span, clause}]
        deadline = deadline_of(passage, ahead, span, inner)
        attribution = _attribution(passage, future, coverage)
        source = reading.get(Source, attribution.source_id if attribution else segment.voice)
        condition = find_condition(passage, future)
        words = passage.find(attribution.cue) if attribution and attribution.cue else None
        telling = Telling(
            cue=frozenset(token.lemma_.lower() for token in words or ()),
            teller=attribution.source if attribution else None,
            source=source,
            numbered=estimate is not None and estimate.low is not None,
            dated=any(a.last == deadline and not a.term for a in ahead if span.covers(a.span)),
            warned=find_warning(future) is not None,
            depends=condition is not None,
            serves=serves,
        )
        yield Forecast(
            id=make_id("fct", reading.document.id, span),
            span=span,
            source_id=(attribution.source_id if attribution else None) or segment.voice,
            kind=kind_of(future, telling),
            phrase=_phrase(passage, span, estimate),
            prob_low=estimate.low if estimate else None,
            prob_high=estimate.high if estimate else None,
            scale=estimate.scale if estimate else None,
            deadline=deadline,
            condition=condition,
            attribution=attribution.id if attribution else None,
        )


def _clauses(
    passage: Passage, times: list[Time], ahead: frozenset[int], today: str | None
) -> Iterator[tuple[Future, Span]]:
    """The clauses about the future with their stretches, each once.

    One inside another is its own where it is a clause of its own.  Where no "today" is known,
    a date alone makes nothing a future.
    """
    known: list[tuple[Future, Span]] = []
    for future in find_futures(passage, ahead if today else frozenset()):
        span = clause_span(passage, clause_tokens(future), future.head)
        if span is None or any(span == other for _, other in known[-_NEAR:]):
            continue
        around = [other for other, reach in known[-_NEAR:] if reach.covers(span)]
        if around and future.head.dep_ not in _OWN_CLAUSES:
            continue
        if any(future.head.head in {other.cue, other.head} - {future.head} for other in around
               if other.head.dep_ != "conj" and future.head.dep_ in {"ccomp", "acl"}):  # fmt: skip
            continue
        if future.cue.lower_ == "would" and _is_history(times, span, today):
            continue
        known.append((future, span))
        yield future, span


def _judged(passage: Passage, future: Future, span: Span) -> tuple[Span, Estimate | None]:
    """A clause with its estimate, widened by the clause above that alone carries one."""
    estimate = _estimate(passage, future, span)
    if estimate is None or estimate.low is None:
        wider = _with_judgement(passage, future, span)
        judged = _estimate(passage, future, wider) if wider is not None else None
        if wider is not None and judged is not None and judged.low is not None:
            return wider, judged
    return span, estimate


def _attribution(passage: Passage, future: Future, coverage: Coverage) -> Attribution | None:
    """The closest attribution around what is foretold.

    Behind a word that is itself a saying or a hope ("promised to answer", "expects a
    truce") that is its own: the source is whoever promises or expects.
    """
    for child in future.cue.children:
        if child.dep_ in {"xcomp", "ccomp", "dobj", "acl"} and child.i > future.cue.i:
            inner = coverage.innermost(passage.token(child))
            cue = passage.token(future.cue)
            if inner is not None and inner.cue is not None and inner.cue.covers(cue):
                return inner
    return coverage.innermost(passage.token(future.cue))


def _tokens_of(passage: Passage, spans: Iterable[Span]) -> frozenset[int]:
    found = (passage.find(span) for span in spans)
    return frozenset(token.i for tokens in found if tokens is not None for token in tokens)


def _is_history(times: Iterable[Time], span: Span, today: str | None) -> bool:
    """Whether the words tell of a future that was past long before the report."""
    if today is None:
        return False
    near = [t for t in times if t.latest and span.start - 200 <= t.start <= span.stop]
    limit = (date.fromisoformat(today[:10]) - timedelta(days=_HISTORY_DAYS)).isoformat()
    return bool(near) and all((t.latest or "") < limit for t in near)


def _estimate(passage: Passage, future: Future, span: Span) -> Estimate | None:
    """The estimative words of a clause, turned round where the clause denies them.

    The interval is always that of the thing happening: "will certainly not sign" and "it is
    certain that nobody will sign" give nothing to the signing.
    """
    estimate = read_estimate(span.text)
    if estimate is None or estimate.low is None:
        return estimate
    at = span.start - passage.offset + estimate.start
    tokens = passage.doc.char_span(at, at + 1, alignment_mode="expand")
    before = tokens[0].nbor(-1).lower_ if tokens is not None and tokens[0].i else ""
    words = span.text[estimate.start : estimate.stop].lower()
    if _OWN_DENIAL.search(words):
        return estimate
    if before in {"not", "n't", "n’t", "hardly"}:
        open_ = estimate.low == estimate.high  # "not certain" is not "impossible"
        return Estimate(estimate.start, estimate.stop) if open_ else negated(estimate)
    return negated(estimate) if _is_denied(future) else estimate


def _is_denied(future: Future) -> bool:
    """Whether what is foretold is that something will not be: "will not", "nobody will"."""
    acts = [future.head, *(c for c in future.head.children if c.dep_ == "xcomp")]
    acts += [c for c in future.cue.children if c.dep_ in {"acl", "ccomp", "relcl"}]
    if any(c.dep_ == "neg" or c.lower_ == "never" for act in acts for c in act.children):
        return True
    doer = subject(future.head)
    if doer is None:
        return False
    return doer.lower_ in _NOBODY or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in doer.children
    )


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
