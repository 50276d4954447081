"""Claims: each checkable proposition by one source, once.

What a source says again, in the same words or of the same figure, is one claim with all its
stretches.  Figures that are told twice, and figures of one thing that cannot both be right, are
linked here, since they decide what is one claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from crossfix.config import Config
from crossfix.extract.coverage import Coverage
from crossfix.extract.figures import find_links
from crossfix.extract.propositions import Page, Proposition, find_propositions
from crossfix.model import Attribution, Claim, ClaimKind, Event, Link, LinkKind
from crossfix.reading import Passage, Reading

_WORDS: Final = 4
"""How many words two stretches must share for word for word to mean anything."""


class Claims:
    """The stage that gathers propositions and names who puts each forward."""

    name = "claims"
    version = "2"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Claim | Event | Link]:
        """Every claim, then every event again with the ids of its claims, then the links."""
        pages = {id(page.passage): page for page in _pages(reading)}
        links = list(find_links(reading, lambda passage: pages[id(passage)].speaker))
        told = [one for page in pages.values() for one in find_propositions(page)]
        ties = [link for link in links if link.kind is LinkKind.REPEATS]
        found: dict[str, Claim] = {}
        for proposition in _once(_with_figures(told, ties)):
            claim = proposition.claim(reading.document.id)
            found.setdefault(claim.id, claim)
        yield from found.values()
        yield from _with_claims(reading, found.values())
        yield from links


def _pages(reading: Reading) -> Iterator[Page]:
    coverage = Coverage(reading.all(Attribution))
    events = sorted(reading.all(Event), key=lambda event: event.trigger.start)
    starts = [event.trigger.start for event in events]
    for passage in reading.passages:
        inside = _inside(passage, starts)
        yield Page(reading, passage, events[inside], coverage, reading.segment_of(passage))


def _inside(passage: Passage, starts: list[int]) -> slice:
    whole = passage.span
    return slice(bisect_left(starts, whole.start), bisect_left(starts, whole.stop))


def _with_figures(told: list[Proposition], ties: Iterable[Link]) -> list[Proposition]:
    """Propositions in which a source's figure that is told again stands once.

    One that says nothing but figures told elsewhere by its source becomes a part of that.
    """
    home: dict[str, Proposition] = {}
    for one in told:
        for entry_id in one.refers_to:
            home.setdefault(entry_id, one)
    twins: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        twins[tie.left].add(tie.right)
        twins[tie.right].add(tie.left)
    gone: set[int] = set()
    for tie in ties:
        first, again = home.get(tie.left), home.get(tie.right)
        if first is None or again is None or first is again or first.source_id != again.source_id:
            continue
        if _says_only(again, first, twins) or _says_only(first, again, twins):
            _absorb(first, again)
            gone.add(id(again))
            home.update(dict.fromkeys(again.refers_to, first))
    return [one for one in told if id(one) not in gone]


def _says_only(one: Proposition, other: Proposition, twins: Mapping[str, set[str]]) -> bool:
    """Whether a proposition holds figures alone, each of which another holds too."""
    return all(
        kind is ClaimKind.QUANTITY and twins[entry_id] & other.refers_to.keys()
        for entry_id, kind in one.refers_to.items()
    )


def _absorb(first: Proposition, again: Proposition) -> None:
    first.spans += tuple(span for span in again.spans if span not in first.spans)
    for entry_id, kind in again.refers_to.items():
        first.refers_to.setdefault(entry_id, kind)


def _once(told: Iterable[Proposition]) -> Iterator[Proposition]:
    """Propositions without those that a source says again word for word."""
    known: dict[tuple[str, str], Proposition] = {}
    for one in told:
        words = re.findall(r"\w+", " ".join(span.text for span in one.spans).casefold())
        key = (one.source_id, " ".join(words))
        if len(words) < _WORDS or key not in known:
            known[key if len(words) >= _WORDS else (one.source_id, str(id(one)))] = one
        else:
            _absorb(known[key], one)
    yield from known.values()


def _with_claims(reading: Reading, claims: Iterable[Claim]) -> Iterator[Event]:
    by_event: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for entry_id in claim.refers_to:
            by_event[entry_id].append(claim.id)
    for event in reading.all(Event):
        if event.id in by_event:
            yield msgspec.structs.replace(event, claim_ids=tuple(by_event[event.id]))
