"""Ledgers held against feeds: every event gets a verdict, or a reason why it has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from crossfix.check.matters import Asked, Unasked, matters_of
from crossfix.findings.checks import (
    MOST_SIGHTINGS,
    Check,
    Coverage,
    Evidence,
    Finding,
    Matter,
    Verdict,
    judge,
)
from crossfix.model import Event, Ledger, make_id

TOGETHER: Final = 500
"""How many matters a feed is asked about at once."""


def check_ledger(ledger: Ledger, feeds: Sequence[Evidence]) -> Iterator[Check]:
    """Every event of a ledger, at each of its places, held against every feed."""
    return check_ledgers([ledger], feeds)


def check_ledgers(ledgers: Iterable[Ledger], feeds: Sequence[Evidence]) -> Iterator[Check]:
    """The events of many ledgers held against feeds, in the order of ledgers and events."""
    questions = (
        (question, ledger.document.id) for ledger in ledgers for question in matters_of(ledger)
    )
    while some := list(islice(questions, TOGETHER)):
        answers = [_answers(feed, [question for question, _ in some]) for feed in feeds]
        for at, (question, document) in enumerate(some):
            for feed, found in zip(feeds, answers, strict=True):
                yield _check(feed, question, document, found.get(at))


def check_matters(
    matters: Sequence[Matter], feed: Evidence
) -> Iterator[tuple[Verdict, Finding, Coverage]]:
    """The verdict on each matter, in the order given, with what it rests on.

    For matters that come from elsewhere than a ledger; none may be wider or longer than the
    feed takes.
    """
    for begin in range(0, len(matters), TOGETHER):
        some = matters[begin : begin + TOGETHER]
        for finding, coverage in zip(feed.search(some), feed.coverage(some), strict=True):
            yield judge(finding, coverage), finding, coverage


def unfit(matter: Matter, feed: Evidence | type[Evidence]) -> str | None:
    """Why a matter is too vague for a feed (or any of its class), or ``None``."""
    if matter.radius_km > feed.widest_km:
        return (
            f"the place is too wide: {matter.place} is known to {matter.radius_km:g} km, "
            f"and {feed.name} can be asked to {feed.widest_km:g} km"
        )
    if matter.days > feed.longest_days:
        return (
            f"the date is too wide: {matter.days} days, and {feed.name} can be asked about "
            f"{feed.longest_days}"
        )
    return None


Answers = dict[int, tuple[Verdict, Finding, Coverage]]


def _answers(feed: Evidence, questions: Sequence[Asked | Unasked]) -> Answers:
    """What a feed answers, by the number of the question."""
    fit = {
        at: question.matter
        for at, question in enumerate(questions)
        if isinstance(question, Asked) and unfit(question.matter, feed) is None
    }
    found = check_matters(list(fit.values()), feed)
    return dict(zip(fit, found, strict=True))


def _check(
    feed: Evidence,
    question: Asked | Unasked,
    document: str,
    answer: tuple[Verdict, Finding, Coverage] | None,
) -> Check:
    if isinstance(question, Unasked):
        return _unchecked(feed, question.event, document, question.place_id, question.reason)
    matter = question.matter
    if answer is None:
        reason = unfit(matter, feed) or "the feed gave no answer"
        return _unchecked(feed, question.event, document, matter.place_id, reason)
    verdict, finding, coverage = answer
    blind = verdict is Verdict.BLIND
    return Check(
        id=_check_id(feed, question.event, matter.place_id),
        event_id=question.event.id,
        document_id=document,
        place_id=matter.place_id,
        trigger=question.event.trigger,
        feed=feed.name,
        version=feed.version,
        verdict=verdict,
        ratio=None if blind else finding.ratio,
        sightings=finding.sightings[:MOST_SIGHTINGS],
        count=finding.count,
        coverage=coverage.words,
        reasons={} if blind else finding.reasons,
        notes=finding.notes,
    )


def _unchecked(
    feed: Evidence, event: Event, document: str, place: str | None, reason: str
) -> Check:
    return Check(
        id=_check_id(feed, event, place),
        event_id=event.id,
        document_id=document,
        place_id=place,
        trigger=event.trigger,
        feed=feed.name,
        version=feed.version,
        verdict=Verdict.NOT_CHECKED,
        notes=(reason,),
    )


def _check_id(feed: Evidence, event: Event, place: str | None) -> str:
    return make_id("chk", event.id, place or "", feed.name)
