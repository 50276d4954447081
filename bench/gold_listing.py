"""Every miss, every extra and every wrong field of a report, in words, for honest reading."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpora.own_passes import Entry
from bench.corpora.polnear import Spans
from bench.gold_scores import Finding, Held, has_chain, is_alike, is_exact, is_resolved, parent_of
from crossfix.model import Polarity, Source


def describe_held(held: Held) -> Iterator[str]:
    """Lines for one report: what was missed, what is too much, what is wrong."""
    yield f"=== {held.report.name} ({held.report.split}, {held.report.manner})"
    for entry in held.missed:
        said = entry.answers[0]
        words = _parts(held, said.source, said.cue, said.content)
        yield f"MISS   {said.id} ¶{said.paragraph} {words}"
    for found in held.extra:
        yield f"EXTRA  {_parts(held, found.source, found.cue, found.content)}"
    for number, found in held.asked:
        entry = held.entries[number]
        for line in _faults(held, entry, found):
            yield f"WRONG  {entry.answers[0].id} ¶{entry.answers[0].paragraph} {line}"


def _faults(held: Held, entry: Entry, found: Finding) -> Iterator[str]:
    said = entry.answers[0]
    text = held.report.text
    for part in ("source", "cue", "content"):
        if not is_exact(entry, found, text, part):
            half = "" if is_alike(entry, found, part) else " (less than half)"
            yield (
                f"{part}{half}: {_cut(held, getattr(found, part))} for"
                f" {_cut(held, getattr(said, part))}"
            )
    source = held.source(found.entry.source_id)
    if is_resolved(held, entry, found) is False:
        yield f"name: {_cut(held, found.source)} is {_name(source)}, not {said.name}"
    if not has_chain(held, entry, found):
        chain = " › ".join(_name(link) for link in held.chain(found))
        wanted = " | ".join(" › ".join(answer.chain) for answer in entry.answers)
        yield f"chain: {chain} for {wanted}   [{_cut(held, found.cue)}]"
    kinds = {answer.kind for answer in entry.answers if answer.kind}
    if kinds and source is not None and source.kind not in kinds:
        wanted = "/".join(kind.value for kind in kinds)
        yield f"kind: {_name(source)} is {source.kind.value}, not {wanted}"
    yield from _judgements(held, entry, found, source)


def _judgements(held: Held, entry: Entry, found: Finding, source: Source | None) -> Iterator[str]:
    words = _parts(held, found.source, found.cue, found.content)
    evidence = {answer.evidence for answer in entry.answers}
    if found.entry.evidence not in evidence:
        wanted = "/".join(e.value if e else "none" for e in evidence)
        yield f"evidence: {found.entry.evidence} for {wanted}: {words}"
    if found.entry.polarity not in {answer.polarity for answer in entry.answers}:
        denied = found.entry.polarity is Polarity.DENIED
        yield f"polarity: {'denied' if denied else 'affirmed'} wrongly: {words}"
    private = source is not None and source.private_person
    if private not in {answer.private for answer in entry.answers}:
        yield f"private: {private} wrongly: {_name(source)}"
    parent = parent_of(held, found)
    if parent not in entry.inside:
        yield f"inside: {_holder(held, parent)} for {_holder(held, *entry.inside)}: {words}"
    allowed = [span for answer in entry.answers for span in answer.hedges]
    mine = [(span.start, span.stop) for span in found.entry.hedges]
    if {held.report.text[a:b] for a, b in allowed} != {held.report.text[a:b] for a, b in mine}:
        yield f"hedges: {_cut(held, tuple(mine))} for {_cut(held, tuple(allowed))}"


def _holder(held: Held, *numbers: int | None) -> str:
    def one(number: int | None) -> str:
        if number is None:
            return "none"
        return "an extra" if number < 0 else held.entries[number].answers[0].id

    return "/".join(map(one, numbers))


def _parts(held: Held, source: Spans, cue: Spans, content: Spans) -> str:
    return " | ".join(_cut(held, part) for part in (source, cue, content))


def _cut(held: Held, spans: Spans) -> str:
    words = " … ".join(held.report.text[start:stop] for start, stop in spans)
    return f"[{words}]" if len(words) <= 110 else f"[{words[:60]} ~ {words[-45:]}]"


def _name(source: Source | None) -> str:
    if source is None:
        return "nobody"
    words = source.name or "/".join(dict.fromkeys(span.text for span in source.mentions))
    return words if source.name else f"<{words}>"
