"""Reports made fit to be shown: the one gate through which they reach any export."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from crossfix.findings.disclosure import Policy, Shown
from crossfix.model import KINDS, Event, Ledger, Notice, Place, Source, Span
from crossfix.views.exports import positions
from crossfix.views.exports.beside import with_title, with_words, without_folder
from crossfix.views.exports.masking import Edit, drop, join_edits, mask_ledger
from crossfix.views.exports.persons import (
    Names,
    Pseudonyms,
    find_names,
    mask_path,
    mask_words,
    names_in,
    names_in_case,
    private_sources,
)
from crossfix.views.wording import spans_of

LATE, BESIDE, COARSE, PLAN, NAMES = "late", "beside", "coarse", "plan", "names"


class Shield:
    """Takes out of reports what must not be shown, and counts what it took out.

    ``key`` is the secret that pseudonyms are made with; ``sources`` are those of the whole
    case, so that a private person whom one report quotes is not named by another.
    ``unplaced`` are the events of the report shown last whose place is not told as it is.
    """

    def __init__(self, policy: Policy, key: bytes, sources: Iterable[Source] = ()) -> None:
        self.policy = policy
        self.counts: Counter[str] = Counter()
        self.unplaced: frozenset[str] = frozenset()
        self._pseudonyms = Pseudonyms(key)
        self._everywhere = names_in_case(() if policy.real_names else sources, self._pseudonyms)
        self._of_reports: dict[str, Names] = {}

    def show(self, ledger: Ledger) -> Shown:
        """A report as it may be shown."""
        ledger = without_folder(ledger)
        names = self._names(ledger)
        if names.persons:
            self._of_reports[ledger.document.id] = names
        places = {place.id: place for place in ledger.places}
        held = {event.id: self._held(event, places, ledger) for event in ledger.events}
        late = [event for event in ledger.events if held[event.id] == LATE]
        stretches = _Stretches(positions.stretch_of(event, ledger) for event in late)
        gone = _inside(ledger, stretches) | {event.id for event in late}
        fine = {place.id for place in ledger.places if positions.is_fine(place)}
        plans = fine & _places_of(ledger, {e for e, why in held.items() if why == PLAN})
        coarse = fine & _places_of(ledger, {e for e, why in held.items() if why == COARSE}) - plans
        edits = [*stretches.edits]
        edits += [_place_edit(places[p]) for p in sorted(coarse | plans)]
        found = join_edits(find_names(ledger.document.text, names))
        edits += found
        self.unplaced = frozenset(
            event.id for event in ledger.events if not (coarse | plans).isdisjoint(event.places)
        )
        beside = sum(event.id in gone for event in ledger.events) - len(late)
        self.counts.update({LATE: len(late), BESIDE: beside, COARSE: len(coarse - gone)})
        self.counts.update({PLAN: len(plans - gone), NAMES: len(found)})
        ids = self._ids(ledger, names)
        untold = coarse | plans | {p for event in late for p in event.places if p in fine}
        ledger = with_title(ledger, [places[p] for p in untold], stretches.touch)
        ledger = with_words(ledger, names)
        if not edits and not ids and not gone:
            return Shown(ledger)
        ledger = _keep_mentions(drop(ledger, frozenset(gone)), stretches)
        ledger, origins = mask_ledger(ledger, join_edits(edits), ids)
        ledger = self._put_names(ledger, ids, names)
        ledger = _put_places(ledger, coarse, plans)
        return Shown(_noted(ledger, self._notices(late, coarse, plans)), origins, frozenset(coarse))

    def mask(self, text: str, document_id: str | None = None) -> str:
        """Words from outside a report (of the log, of a finding) with known names replaced.

        Of words about a report that was shown, its id lets those who speak there be known by
        parts of their names.
        """
        return mask_words(text, self._of_reports.get(document_id or "", self._everywhere))

    def mask_path(self, path: str) -> str:
        """The name of a file as it may be told."""
        return mask_path(path, self._everywhere)

    def lines(self) -> tuple[str, ...]:
        """The rules in force and what they took out, each as a sentence."""
        counts = self.counts
        taken = (
            f"held back: events {counts[LATE]}, and {counts[BESIDE]} told in the same words; "
            f"coarsened: places {counts[COARSE]}; replaced: names {counts[NAMES]}; "
            f"taken out: places of plans {counts[PLAN]}"
        )
        return (*self.policy.lines(), taken)

    def _names(self, ledger: Ledger) -> Names:
        if self.policy.real_names:
            return Names({})
        return names_in(ledger, self._pseudonyms, self._everywhere)

    def _held(self, event: Event, places: dict[str, Place], ledger: Ledger) -> str | None:
        """Why an event, or its place, is held back; ``None`` when it is not."""
        if positions.is_plan(event):
            return PLAN
        if not positions.tells_position(event, places):
            return None
        days, today = self.policy.delay_days, self.policy.today
        if days is not None and positions.is_young(event, ledger.document.published, days, today):
            return LATE
        return None if self.policy.exact_positions else COARSE

    def _ids(self, ledger: Ledger, names: Names) -> dict[str, str]:
        """New ids for the sources that are named after a private person: an id tells the name."""
        if self.policy.real_names:
            return {}
        private = {source.id for source in private_sources(ledger)}
        return {
            source.id: self._pseudonyms.id(source.id)
            for source in ledger.sources
            if source.id in private
            or (source.name is not None and mask_words(source.name, names) != source.name)
        }

    def _put_names(self, ledger: Ledger, ids: Mapping[str, str], names: Names) -> Ledger:
        """Pseudonyms in the names of sources."""
        renamed = frozenset(ids.values())
        sources = tuple(
            msgspec.structs.replace(source, name=self._name(source, names))
            if source.id in renamed
            else source
            for source in ledger.sources
        )
        return msgspec.structs.replace(ledger, sources=sources)

    def _name(self, source: Source, names: Names) -> str | None:
        if source.name is None:
            return None
        masked = mask_words(source.name, names)
        return masked if masked != source.name else self._pseudonyms.name(source.name)

    def _notices(self, late: list[Event], coarse: set[str], plans: set[str]) -> list[str]:
        words = []
        if late:
            words.append(f"{len(late)} events that tell positions of units were held back")
        if coarse:
            words.append(f"positions of units were coarsened: {', '.join(sorted(coarse))}")
        if plans:
            words.append(f"{positions.OF_A_PLAN}: {', '.join(sorted(plans))}")
        return words


def _places_of(ledger: Ledger, events: set[str]) -> set[str]:
    """The places of some events, and what has the same name in the same segment."""
    own = {p for event in ledger.events if event.id in events for p in event.places}
    if not own:
        return set()
    starts = [segment.start for segment in ledger.segments]
    homes = {p.id: (p.name.casefold(), bisect_right(starts, p.start)) for p in ledger.places}
    taken = {homes[place] for place in own if place in homes}
    return {place for place, home in homes.items() if home in taken}


def _place_edit(place: Place) -> Edit:
    span, shift = place.span, place.shift or place.span
    start, stop = min(span.start, shift.start), max(span.stop, shift.stop)
    return Edit(start, stop, positions.WITHHELD_PLACE)


class _Stretches:
    """Stretches of a text that are taken out, and what lies in them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self.edits = join_edits(Edit(start, stop, positions.WITHHELD) for start, stop in stretches)
        self._starts = [edit.start for edit in self.edits]

    def __bool__(self) -> bool:
        return bool(self.edits)

    def hold(self, span: Span) -> bool:
        """Whether a span lies wholly in one of them."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.stop <= self.edits[at].stop

    def touch(self, span: Span) -> bool:
        """Whether a span shares a character with one of them."""
        at = bisect_right(self._starts, span.stop - 1) - 1
        return at >= 0 and span.start < self.edits[at].stop


def _inside(ledger: Ledger, stretches: _Stretches) -> set[str]:
    """The entries that rest on words of a stretch; segments and sources always stay."""
    if not stretches:
        return set()
    return {
        entry.id
        for kind in KINDS
        if kind not in {"segments", "sources"}
        for entry in getattr(ledger, kind)
        if any(map(stretches.hold, spans_of(entry)))
    }


def _keep_mentions(ledger: Ledger, stretches: _Stretches) -> Ledger:
    """Sources without the mentions that lie in a stretch that was taken out."""
    if not stretches:
        return ledger
    sources = tuple(
        msgspec.structs.replace(
            source, mentions=tuple(m for m in source.mentions if not stretches.touch(m))
        )
        for source in ledger.sources
    )
    return msgspec.structs.replace(ledger, sources=sources)


def _put_places(ledger: Ledger, coarse: set[str], plans: set[str]) -> Ledger:
    """Places where they may be shown, and events no more precise than their places."""
    if not coarse and not plans:
        return ledger
    moved = tuple(
        positions.hide(place, positions.OF_A_PLAN)
        if place.id in plans
        else positions.coarsen(place)
        if place.id in coarse
        else place
        for place in ledger.places
    )
    events = tuple(
        msgspec.structs.replace(event, geo_precision=max(event.geo_precision or 2, 2))
        if coarse.intersection(event.places)
        else event
        for event in ledger.events
    )
    return msgspec.structs.replace(ledger, places=moved, events=events)


def _noted(ledger: Ledger, words: list[str]) -> Ledger:
    notices = tuple(Notice(about="export", message=message) for message in words)
    return msgspec.structs.replace(ledger, notices=(*ledger.notices, *notices))
