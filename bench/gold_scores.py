"""The ledger of a gold report held against its gold: what is right, missed, too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bench.corpora.own_gold import GoldReport, Said
from bench.corpora.own_passes import SHARE, Entry, close_parts, covered, match_best, shared
from bench.corpora.polnear import Spans
from bench.gold_names import core_of, holds, is_link, one_name, same_chain, words_of
from crossfix.model import Attribution, Ledger, Polarity, Source, Span

PARTS: Final = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Finding:
    """One attribution of the ledger, its spans as those of the gold."""

    entry: Attribution
    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Held:
    """A report's gold with what the ledger has for each entry, and what it has besides.

    ``matched`` are pairs of an entry's number and a finding; ``extra`` findings belong to
    no entry, asked or optional.
    """

    report: GoldReport
    ledger: Ledger
    entries: list[Entry]
    findings: list[Finding]
    matched: list[tuple[int, Finding]]

    @property
    def asked(self) -> list[tuple[int, Finding]]:
        """The matched pairs whose entry both passes have."""
        return [(number, found) for number, found in self.matched if self.entries[number].asked]

    @property
    def extra(self) -> list[Finding]:
        """Findings that no entry answers."""
        taken = {found.entry.id for _, found in self.matched}
        return [found for found in self.findings if found.entry.id not in taken]

    @property
    def missed(self) -> list[Entry]:
        """Entries asked for that no finding answers."""
        taken = {number for number, _ in self.matched}
        return [e for n, e in enumerate(self.entries) if e.asked and n not in taken]

    def source(self, source_id: str | None) -> Source | None:
        """A source of the ledger by its id."""
        return next((one for one in self.ledger.sources if one.id == source_id), None)

    def chain(self, found: Finding) -> list[Source]:
        """The links of a finding's chain without the report's author."""
        links = (self.source(source_id) for source_id in found.entry.chain)
        return [link for link in links if link is not None and not link.is_author]


def hold(report: GoldReport, ledger: Ledger, entries: list[Entry]) -> Held:
    """Pair the ledger's attributions with gold, one to one, the closest first."""
    findings = [_finding(attribution) for attribution in ledger.attributions]

    def close(number: int, found: Finding) -> float:
        parts = (found.source, found.cue, found.content)
        return max(
            close_parts((said.source, said.cue, said.content), parts)
            for said in entries[number].answers
        )

    matched = match_best(range(len(entries)), findings, close)
    return Held(report, ledger, entries, findings, sorted(matched, key=lambda pair: pair[0]))


def _finding(attribution: Attribution) -> Finding:
    def spans(*found: Span | None) -> Spans:
        return tuple((span.start, span.stop) for span in found if span is not None)

    return Finding(
        attribution,
        source=spans(attribution.source),
        cue=spans(attribution.cue),
        content=spans(*attribution.content),
    )


# --- what is right about one pair -------------------------------------------------------


def is_alike(entry: Entry, found: Finding, *parts: str) -> bool:
    """Whether one reading has all these parts in common with the finding by half."""
    return any(
        all(shared(getattr(said, part), getattr(found, part)) >= SHARE for part in parts)
        for said in entry.answers
    )


def is_exact(entry: Entry, found: Finding, text: str, *parts: str) -> bool:
    """Whether one reading has exactly these parts; how a part is cut in pieces is free."""
    return any(
        all(
            _inked(getattr(said, part), text) == _inked(getattr(found, part), text)
            for part in parts
        )
        for said in entry.answers
    )


def _inked(spans: Spans, text: str) -> set[int]:
    return {index for index in covered(spans) if not text[index].isspace()}


def is_resolved(held: Held, entry: Entry, found: Finding) -> bool | None:
    """Whether the finding points at the source that gold names; None where gold names none."""
    names = [said.name for said in entry.answers if said.name]
    if len(names) < len(entry.answers):
        return None
    source = held.source(found.entry.source_id)
    return source is not None and any(holds(source, name) for name in names)


def has_chain(held: Held, entry: Entry, found: Finding) -> bool:
    """Whether the chain is that of one of the readings."""
    chain = held.chain(found)
    return any(same_chain(chain, said.chain, said.kind) for said in entry.answers)


def parent_of(held: Held, found: Finding) -> int | None:
    """The number of the entry that holds this finding; -1 for a holder that gold has not."""
    if found.entry.parent is None:
        return None
    numbers = (n for n, other in held.matched if other.entry.id == found.entry.parent)
    return next(numbers, -1)


# --- counts over a report ---------------------------------------------------------------


def tally(held: Held) -> Counter[str]:
    """What a report adds to every figure: ``X right``, ``X asked``, ``X found``."""
    counts: Counter[str] = Counter()
    text = held.report.text
    counts["asked"] = sum(entry.asked for entry in held.entries)
    counts["optional"] = len(held.entries) - counts["asked"]
    counts["found"] = len(held.findings) - (len(held.matched) - len(held.asked))
    counts["matched"] = len(held.asked)
    for number, found in held.asked:
        entry = held.entries[number]
        half = is_alike(entry, found, "source", "content")
        counts["half right"] += half
        counts["exact right"] += is_exact(entry, found, text, "source", "content")
        counts["cue right"] += half and is_alike(entry, found, *PARTS)
        for part in PARTS:
            counts[f"exact {part} right"] += is_exact(entry, found, text, part)
        counts.update(_of_pair(held, entry, found))
    counts.update(_of_names(held))
    counts.update(_of_voices(held))
    return counts


def _of_pair(held: Held, entry: Entry, found: Finding) -> Iterator[str]:
    """The names of the counts to which one matched pair adds one."""
    yield from _yes_no("chain", has_chain(held, entry, found))
    if all(len(said.chain) > 1 for said in entry.answers):
        yield from _yes_no("long chain", has_chain(held, entry, found))
    resolved = is_resolved(held, entry, found)
    if resolved is not None:
        yield from _yes_no("resolved", resolved)
        if not _is_named(held, entry):
            yield from _yes_no("pointing resolved", resolved)
    source = held.source(found.entry.source_id)
    kinds = {said.kind for said in entry.answers if said.kind}
    if kinds and source is not None:
        yield from _yes_no("kind", source.kind in kinds)
    evidence = {said.evidence for said in entry.answers}
    yield from _yes_no("evidence", found.entry.evidence in evidence)
    if None not in evidence:
        yield from _yes_no("told evidence", found.entry.evidence in evidence)
    denied = found.entry.polarity is Polarity.DENIED
    yield from _either("denied", entry, lambda said: said.polarity is Polarity.DENIED, denied)
    private = source is not None and source.private_person
    yield from _either("private", entry, lambda said: said.private, private)
    yield from _of_hedges(entry, found)
    parent = parent_of(held, found)
    if None not in entry.inside:
        yield from _yes_no("nested", parent in entry.inside)
    elif entry.inside == {None}:
        yield from _yes_no("alone", parent is None or _is_optional(held, parent))


def _is_optional(held: Held, number: int) -> bool:
    return number >= 0 and not held.entries[number].asked


def _is_named(held: Held, entry: Entry) -> bool:
    """Whether the source's own words hold the name, so that nothing is to be resolved."""
    words = [held.report.text[start:stop] for said in entry.answers for start, stop in said.source]
    names = [said.name for said in entry.answers if said.name]
    return any(core_of(name) <= words_of(word) for word in words for name in names)


def _yes_no(label: str, right: bool) -> Iterator[str]:
    yield f"{label} asked"
    if right:
        yield f"{label} right"


def _either(label: str, entry: Entry, test: Callable[[Said], bool], found: bool) -> Iterator[str]:
    """Counts of a yes-or-no field, where a field on which the passes differ is free."""
    answers = {test(said) for said in entry.answers}
    if len(answers) > 1:
        return
    if found:
        yield f"{label} found"
    if True in answers:
        yield f"{label} asked"
        if found:
            yield f"{label} right"


def _of_hedges(entry: Entry, found: Finding) -> Iterator[str]:
    allowed = [span for said in entry.answers for span in said.hedges]
    wanted = entry.answers[0].hedges if len(entry.answers) == 1 else [
        span for span in entry.answers[0].hedges if _meets(span, entry.answers[1].hedges)
    ]  # fmt: skip
    mine = [(span.start, span.stop) for span in found.entry.hedges]
    for span in wanted:
        yield from _yes_no("hedge", _meets(span, mine))
    for span in mine:
        yield "hedge found"
        if _meets(span, allowed):
            yield "hedge borne out"


def _meets(span: tuple[int, int], others: Spans | list[tuple[int, int]]) -> bool:
    return any(span[0] < stop and start < span[1] for start, stop in others)


def _of_names(held: Held) -> Iterator[str]:
    """Different gold names in one source, and one gold name in different sources."""
    at: dict[str, list[str]] = {}
    for number, found in held.asked:
        names = [said.name for said in held.entries[number].answers if said.name]
        source_id = found.entry.source_id
        if names and source_id is not None:
            known = at.setdefault(source_id, [])
            if not any(one_name(name, other) for name in names for other in known):
                known.append(names[0])
    for merged in at.values():
        yield from ["names merged"] * (len(merged) - 1)
    groups: list[tuple[str, set[str]]] = []
    for source_id, names in at.items():
        for name in names:
            group = next((ids for other, ids in groups if one_name(name, other)), None)
            if group is None:
                groups.append((name, {source_id}))
            else:
                group.add(source_id)
    for _, ids in groups:
        yield "names asked"
        yield from ["names split"] * (len(ids) - 1)


def _of_voices(held: Held) -> Iterator[str]:
    """Pasted paragraphs and whether the ledger has them in the voice that gold gives them."""
    passes = [p for p in (held.report.first, held.report.second) if p is not None]
    for paragraph in held.report.paragraphs:
        voices = [
            [q.voice for q in one.quoted if q.first <= paragraph.number <= q.last] for one in passes
        ]
        if any(voices) and not all(voices):
            continue
        mine = _voice(held, paragraph.start, paragraph.stop)
        names = [name for names in voices for name in names]
        if mine is not None:
            yield "voice found"
        if names:
            yield from _yes_no("voice", any(mine and is_link(mine, name) for name in names))


def _voice(held: Held, start: int, stop: int) -> Source | None:
    """Whoever speaks in most of a paragraph; None for the report's author."""
    spoken: Counter[str] = Counter()
    for segment in held.ledger.segments:
        spoken[segment.voice] += max(0, min(stop, segment.stop) - max(start, segment.start))
    if not spoken:
        return None
    source = held.source(spoken.most_common(1)[0][0])
    return None if source is None or source.is_author else source
