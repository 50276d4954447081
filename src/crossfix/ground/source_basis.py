"""What each attribution rests on, once it is known whose words it has."""

from __future__ import annotations

import msgspec

from crossfix.ground.source_evidence import (
    evidence_of_clause,
    evidence_of_setting,
    evidence_of_source,
    is_geolocated,
    says_who,
)
from crossfix.ground.source_resolver import Resolver
from crossfix.model import Attribution, Evidence, SourceKind


def with_evidence(
    resolver: Resolver, attribution: Attribution, holder: Attribution | None
) -> Attribution:
    """The attribution with what it rests on, by what it shows, else by who says it."""
    source, cue = attribution.source, attribution.cue
    if source is not None and cue is not None and source.stop < cue.start:
        between = resolver.reading.document.text[source.start : cue.start]
        if is_geolocated(between, attribution.evidence):
            return msgspec.structs.replace(attribution, evidence=Evidence.GEOLOCATED_FOOTAGE)
    teller = resolver.found.get(attribution.source_id or "")
    if teller is not None and teller.kind is SourceKind.SATELLITE and (
        attribution.evidence is Evidence.PHOTO
    ):  # fmt: skip
        return msgspec.structs.replace(attribution, evidence=Evidence.SATELLITE)
    if not says_who(attribution.evidence):
        return attribution
    evidence = _evidence(resolver, attribution, holder)
    return msgspec.structs.replace(attribution, evidence=evidence)


def _evidence(
    resolver: Resolver, attribution: Attribution, holder: Attribution | None
) -> Evidence | None:
    passage = resolver.passage_of(attribution.cue or attribution.content[0])
    cue = passage.find(attribution.cue) if passage and attribution.cue else None
    source = resolver.found.get(attribution.source_id or "")
    if passage is None or source is None or source.is_author:
        return None
    if attribution.source is None and not resolver.mentions.get(source.id):
        return None
    if cue is not None:
        begin = passage.offset + cue.sent.start_char
        anchor = attribution.source or attribution.cue
        setting = evidence_of_setting(
            resolver.reading.document.text[begin : anchor.start if anchor else begin]
        )
        if setting is not None:
            return setting
        behind = resolver.reading.document.text[
            anchor.stop if anchor else begin : passage.offset + cue.sent.end_char
        ]
        told = evidence_of_clause(behind)
        if told is not None and source.name is None:
            return told
    teller = resolver.found.get(holder.source_id or "") if holder is not None else None
    return evidence_of_source(
        source, cue, definite=source.id not in resolver.indefinite, teller=teller
    )
