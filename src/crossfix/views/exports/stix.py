"""STIX 2.1: a bundle of incidents, sightings of them, reports, identities and locations.

Every id is made from what the object is (UUID version 5) and every timestamp from the data,
so that the same case gives the same bundle on every run.  Objects are written as the stix2
library writes them, without having it check each: that takes ten times as long as all the
rest, and the tests have it read every kind of object that is made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final
from uuid import UUID

import msgspec

from crossfix.codes import Status
from crossfix.config import Config
from crossfix.findings.corroboration import Backing, Corroboration
from crossfix.findings.disclosure import Preface, Shown
from crossfix.findings.grades import Credibility
from crossfix.model import Document
from crossfix.views.exports.eventrows import EventRows, counted
from crossfix.views.exports.rows import Pointer, Row
from crossfix.views.exports.stix_objects import (
    TIMELESS,
    StixObject,
    address,
    bounds,
    head,
    identity,
    location,
    location_key,
    moment,
    object_id,
    reference,
    source_key,
    timestamp,
)
from crossfix.views.exports.tables import notes, traces

CONFIDENCE: Final = {
    Credibility.CONFIRMED: 90,
    Credibility.PROBABLY_TRUE: 70,
    Credibility.POSSIBLY_TRUE: 50,
    Credibility.DOUBTFUL: 30,
    Credibility.IMPROBABLE: 10,
}
"""Admiralty credibility to STIX confidence; 6 (cannot be judged) stays unset."""

_ENCODER: Final = msgspec.json.Encoder()


class StixBundle:
    """What happened as incidents, each sighted by the sources that tell of it."""

    name = "stix"
    version = "1"
    standard = "STIX 2.1"
    suffix = ".json"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> Bundle:
        """Begin a bundle."""
        return Bundle(preface)


class Bundle(EventRows):
    """A bundle that is being written, object by object; nothing is written twice.

    Only identities and places stand in many rows, so only theirs are the ids that are kept.
    """

    def __init__(self, preface: Preface) -> None:
        super().__init__(preface)
        self._seen = set[bytes]()
        self._creator = {
            **head("identity", "crossfix", TIMELESS),
            "name": "crossfix",
            "description": "\n".join([preface.title, *preface.policy.lines()]),
            "identity_class": "system",
        }
        self._refs: list[str] = []
        self._empty = 0

    def refuse(self, row: Row) -> str | None:
        """Plans are no incidents; what is denied is, with the opinion of who denies it."""
        if row.status in {Status.ASSERTED, Status.DENIED}:
            return None
        return f"{row.status.value}: it has not happened"

    def choose(self, rows: Iterator[Row]) -> Iterator[Row]:
        """All rows of a report; which incidents it tells of is noted for its report object."""
        for row in rows:
            if self.refuse(row) is None:
                self._refs.append(object_id("incident", self._key(row)))
            yield row

    def feed(self, report: Shown, known: Corroboration) -> Iterable[str]:
        """The objects of one report, and the report."""
        self._refs = []
        yield from super().feed(report, known)
        if self._refs:
            yield _text(self._report(report.ledger.document))
        else:
            self._empty += 1

    def before(self) -> Iterator[str]:
        """The head of the bundle, and who made it."""
        seed = f"{self.preface.case}\x1f{self.preface.head}\x1f{self.preface.policy.lines()}"
        yield f'{{"type":"bundle","id":"{object_id("bundle", seed)}","objects":[\n'
        yield _encode(self._creator)

    def after(self) -> Iterator[str]:
        """The end of the bundle."""
        yield "\n]}\n"

    def remarks(self) -> list[str]:
        """What was left out."""
        empty = (
            f"{counted(self._empty, 'report')} left out: STIX asks for an object that they refer to"
        )
        return [*super().remarks(), *([empty] if self._empty else [])]

    def write(self, row: Row) -> Iterator[str]:
        """An incident, where it was, and who saw it or denies it."""
        when = timestamp(row.pointers[0].published or self.preface.newest)
        incident = object_id("incident", self._key(row))
        yield _text(self._incident(row, when))
        for key, site in {location_key(site): site for site in row.sites}.items():
            if site.point or site.country:
                there = object_id("location", key)
                yield from self._once(there, partial(location, site, key))
                yield _text(self._at(incident, there, when))
        for pointer in row.pointers:
            who = source_key(pointer)
            source = object_id("identity", who)
            yield from self._once(source, partial(identity, pointer, who))
            told = self._denial if row.status is Status.DENIED else self._sighting
            yield _text(told(row, pointer, incident, source))
        if row.backing:
            yield from self._backing(row.backing, incident, when)

    def _key(self, row: Row) -> str:
        return row.happening if self.preface.merged else row.id

    def _once(self, name: str, make: Callable[[], StixObject]) -> Iterator[str]:
        """An object that many rows share as text, unless it was written already."""
        key = UUID(name.partition("--")[2]).bytes
        if key not in self._seen:
            self._seen.add(key)
            yield _text(make())

    def _by(self) -> dict[str, str]:
        return {"created_by_ref": self._creator["id"]}

    def _incident(self, row: Row, when: str) -> StixObject:
        grade = row.backing.grade if row.backing else None
        confidence = CONFIDENCE.get(grade) if grade else None
        return {
            **head("incident", self._key(row), when),
            **self._by(),
            **({"confidence": confidence} if confidence is not None else {}),
            "name": f"{row.type.value}: {row.words}",
            "description": notes(row),
            "labels": [v for v in (row.type.value, row.status.value, row.acled, row.plover) if v],
            "external_references": [
                {
                    "source_name": "crossfix",
                    "external_id": row.id,
                    "description": "; ".join(traces(row)),
                }
            ],
        }

    def _at(self, incident: str, location: str, when: str) -> StixObject:
        return {
            **head("relationship", f"{incident}\x1f{location}", when),
            **self._by(),
            "relationship_type": "related-to",
            "source_ref": incident,
            "target_ref": location,
            "description": "took place at",
        }

    def _sighting(self, row: Row, pointer: Pointer, incident: str, source: str) -> StixObject:
        first, last = bounds(row)
        seen = {"first_seen": first, "last_seen": last} if first and last else {}
        return {
            **head("sighting", pointer.event, timestamp(pointer.published or self.preface.newest)),
            **self._by(),
            **seen,
            "sighting_of_ref": incident,
            "where_sighted_refs": [source],
            "description": pointer.quote,
            "external_references": [reference(pointer)],
        }

    def _denial(self, row: Row, pointer: Pointer, incident: str, source: str) -> StixObject:
        return {
            **head("opinion", pointer.event, timestamp(pointer.published or self.preface.newest)),
            **self._by(),
            "opinion": "strongly-disagree",
            "explanation": pointer.quote,
            "authors": [pointer.source or source],
            "object_refs": [incident],
            "external_references": [reference(pointer)],
        }

    def _backing(self, backing: Backing, incident: str, when: str) -> Iterator[str]:
        """What the case knows beyond the report, as a note on the incident."""
        lines = [*backing.reasons, *(f"conflict: {words}" for words in backing.conflicts)]
        lines += [f"check against {c.feed}: {c.verdict.value}" for c in backing.checks]
        if backing.origins is not None:
            lines.append(f"{backing.origins} independent origins")
        if lines:
            yield _text(self._note(backing.event_id, incident, when, "\n".join(lines)))

    def _note(self, event_id: str, incident: str, when: str, words: str) -> StixObject:
        return {
            **head("note", event_id, when),
            **self._by(),
            "abstract": "what stands behind it",
            "content": words,
            "object_refs": [incident],
        }

    def _report(self, document: Document) -> StixObject:
        when = timestamp(document.published or self.preface.newest)
        origin = {
            **address(document.url, None if document.item else document.sha256),
            "source_name": document.publisher or "report",
            "external_id": document.id,
            "description": f"sha256:{document.sha256}",
        }
        return {
            **head("report", document.id, when),
            **self._by(),
            "name": document.title or document.path,
            "published": moment(when),
            "object_refs": list(dict.fromkeys(self._refs)),
            "external_references": [origin],
        }


def _text(thing: StixObject) -> str:
    """An object as it stands in the list of a bundle, after the one before it."""
    return f",\n{_encode(thing)}"


def _encode(thing: StixObject) -> str:
    return _ENCODER.encode(thing).decode()
