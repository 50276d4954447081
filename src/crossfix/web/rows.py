"""Happenings as rows: for the map, the timeline and lists, which the page filters itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from crossfix.findings.accounts import Account
from crossfix.findings.conflicts import standing
from crossfix.findings.grades import WORDS
from crossfix.findings.origins import OriginGroup, count_independent
from crossfix.findings.whole import Whole
from crossfix.link.facts import ordinal
from crossfix.model import Event, Place, Span
from crossfix.views.wording import place_name, shorten
from crossfix.web.facts import Facts
from crossfix.web.folding import why_folded
from crossfix.web.holdings import Holdings
from crossfix.web.shapes import HappeningRow, HappeningRows, Spot

MOST_SPOTS: Final = 12
"""Places that a row names at most, those that most accounts name first."""
_NAMES: Final = 60  # characters of who did it, and to whom
_why_folded = lru_cache(1 << 15)(why_folded)  # rows are made anew more often than they change


def happening_rows(held: Holdings) -> HappeningRows:
    """All happenings that any report tells, in the order of their first day; made once."""
    return held.remember_so_far("rows", lambda: _make_rows(held))


def _make_rows(held: Holdings) -> HappeningRows:
    settled = held.settled  # before they are made: it may be so by the end
    rows = [happening_row(whole, held) for whole in held.wholes]
    rows.sort(key=lambda row: (row.earliest or row.latest or "9999", row.id))
    unsettled = 0 if settled else sum(row.conflicts is None for row in rows)
    return HappeningRows(head=held.head, rows=tuple(rows), unsettled=unsettled)


def happening_row(whole: Whole, held: Holdings) -> HappeningRow:
    """One happening in a row."""
    facts, rejected = held.facts, held.rejected
    kept = whole.accounts  # none that a person rejected, unless all were
    first = whole.leading
    events = [facts.events[account.id] for account in kept if account.id in facts.events]
    actor, target = _first_words(e.actor for e in events), _first_words(e.target for e in events)
    spots = spots_of(events, facts)
    dated = min(kept, key=_width)
    days = sorted(account.published[:10] for account in kept if account.published)
    known = whole.conflicts or held.differing.known(whole.accounts)
    asserting = count_independent(whole.origins)
    line = heading(actor, target, first.trigger, spots)
    return HappeningRow(
        id=whole.happening.id,
        event=first.id,
        heading=line,
        words=" ".join(first.trigger.text.split()),
        type=first.type,
        status=first.status,
        actor=actor,
        target=target,
        earliest=dated.earliest,
        latest=dated.latest,
        published=(days[0], days[-1]) if days else (None, None),
        spots=spots,
        reports=len(whole.documents),
        origins=asserting,
        against=len(whole.origins) - asserting,
        grade=whole.grade,
        grade_words=WORDS[whole.grade],
        by_person=whole.given is not None,
        conflicts=None if known is None else len(standing(known)),
        verdicts=dict(Counter(check.verdict for check in whole.checks)),
        sources=source_names(whole.origins),
        documents=whole.documents,
        rejected=all(account.id in rejected for account in kept),
        graphic=_why_folded(line),
    )


def heading(actor: str | None, target: str | None, trigger: Span, spots: Sequence[Spot]) -> str:
    """A line for a happening: who did it to whom (else the words that tell it), and where."""
    who = " → ".join(shorten(words, _NAMES) for words in (actor, target) if words)
    what = shorten(trigger.text, _NAMES)
    told = f"{who}: {what}" if who else what
    return f"{told}, {spots[0].name}" if spots else told


def spots_of(events: Iterable[Event], facts: Facts) -> tuple[Spot, ...]:
    """Where happenings are told to have been, each place once, those without a point too."""
    counted: dict[tuple[object, ...], int] = {}
    shown: dict[tuple[object, ...], Spot] = {}
    for event in events:
        for place in (facts.places[name] for name in event.places if name in facts.places):
            key = (place.name.casefold(), place.lat, place.lon)
            counted[key] = counted.get(key, 0) + 1
            shown.setdefault(key, spot_of(place, event.geo_precision))
    ordered = sorted(counted, key=lambda key: (shown[key].lat is None, -counted[key]))
    return tuple(shown[key] for key in ordered[:MOST_SPOTS])


def spot_of(place: Place, precision: int | None = None) -> Spot:
    """Where a place lies, or why that is not known."""
    return Spot(
        name=place_name(place),
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        precision=precision,
        country=place.country,
        reason=place.reason if place.lat is None else None,
    )


def source_names(groups: Iterable[OriginGroup]) -> tuple[str, ...]:
    """The names of those on whose word a happening rests, each once."""
    return tuple(dict.fromkeys(group.name for group in groups if group.name))


def _first_words(spans: Iterable[Span | None]) -> str | None:
    return next((" ".join(span.text.split()) for span in spans if span is not None), None)


def _width(account: Account) -> tuple[int, int]:
    """Sorts accounts by how exactly they date: by missing bounds, then by days between them."""
    missing = (account.earliest is None) + (account.latest is None)
    if account.earliest is None or account.latest is None:
        return missing, 0
    first, last = ordinal(account.earliest), ordinal(account.latest)
    return (0, last - first) if first is not None and last is not None else (2, 0)
