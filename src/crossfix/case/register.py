"""The register of forecasts: what was foretold in a case, and what became of it.

A resolution is an entry of the audit log, and a row that says which entry is in force.  So
nothing that was resolved is ever overwritten: what was resolved again, or reopened, stays in
the log, and the row can be made again from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import msgspec

from crossfix.case.audit import REOPEN, RESOLVE, Act
from crossfix.case.packing import storable, unpack_ledger
from crossfix.case.reasons import check_reason
from crossfix.case.records import AuditEntry, Found
from crossfix.case.reviews import Reviews
from crossfix.case.standing import Decided, Replaced
from crossfix.case.store import Part, Store
from crossfix.errors import BadOption, CaseDamaged
from crossfix.findings.reviews import reviewed
from crossfix.model import Forecast, Ledger, Record
from crossfix.scoring.entries import copy_key, enter, match, squeeze
from crossfix.scoring.records import Outcome, Registered, Resolution

_UNDO: Final = "crossfix review ID --undo"
_LOOK: Final = "look at it with crossfix show, and list the forecasts with crossfix forecasts"


class Register:
    """The forecasts of a case; see :attr:`crossfix.case.file.Case.register`."""

    def __init__(self, store: Store, who: str, find: Callable[[str], Found]) -> None:
        self._store = store
        self._who = who
        self._find = find
        self._reviews = Reviews(store, who)

    # --- asking -----------------------------------------------------------------------

    def entries(self, today: str) -> Iterator[Registered]:
        """All forecasts by their report's publication date, and inside it in its order.

        ``today`` (ISO 8601) decides which are due.  They are as people corrected them; what
        was rejected is none.
        """
        resolved, said = self._resolutions(), self._reviews.by_document()
        holding = {document_id for document_id, _ in self._store.entries("forecasts", None)}
        for document_id in self._store.document_ids(by_date=True):
            if document_id in holding:
                of_report = resolved.get(document_id, ())
                there = reviewed(self._read(document_id), said.get(document_id, ()))
                yield from enter(there.standing, of_report, today)

    def entry(self, id_or_prefix: str, today: str) -> Registered:
        """The forecast with this id, or the only record whose id begins so.

        Raises :class:`~crossfix.errors.BadOption` when there is none, more than one, or
        when it is no forecast.
        """
        found = self._find(id_or_prefix)
        if found.kind != "forecasts":
            raise BadOption(found.id, f"is no forecast (it is one of {found.kind})", _LOOK)
        of_report = self._resolutions().get(found.document_id, ())
        entered = enter(self._ledger(found.document_id), of_report, today)
        for entry in entered:
            if entry.forecast.id == found.id:
                return entry
        raise BadOption(found.id, "was rejected as a forecast", "take that back first: " + _UNDO)

    def copies(self, entry: Registered) -> list[Registered]:
        """The other forecasts with the same words, source and deadline."""
        words, key = squeeze(entry.forecast.text), copy_key(entry)
        holding = dict.fromkeys(
            document_id
            for document_id, body in self._store.entries("forecasts", None)
            if squeeze(msgspec.json.decode(body, type=Forecast).text) == words
        )
        resolved = self._resolutions()
        return [
            other
            for document_id in holding
            for other in enter(self._ledger(document_id), resolved.get(document_id, ()), "")
            if copy_key(other) == key and other.forecast.id != entry.forecast.id
        ]

    def lost(self) -> list[Resolution]:
        """The resolutions whose words are no forecast in the present reading."""
        lost: list[Resolution] = []
        for document_id, resolutions in self._resolutions().items():
            packed = self._store.packed(document_id, Part.LEDGER)
            forecasts = unpack_ledger(packed).forecasts if packed else ()
            lost += match(forecasts, resolutions)[1]
        return lost

    def _resolutions(self) -> dict[str, list[Resolution]]:
        """The resolutions that stand, by report."""
        by_report: dict[str, list[Resolution]] = {}
        for forecast, entry in self._store.resolutions():
            resolution = _resolution(forecast, entry, self._store.where)
            by_report.setdefault(resolution.document_id, []).append(resolution)
        return by_report

    def _ledger(self, document_id: str) -> Ledger:
        """The ledger of a report as reviewed, without what was rejected."""
        return self._reviews.of(self._read(document_id)).standing

    def _read(self, document_id: str) -> Ledger:
        packed = self._store.packed(document_id, Part.LEDGER)
        assert packed is not None  # reports are never taken out of a case
        return unpack_ledger(packed)

    # --- deciding ---------------------------------------------------------------------

    def resolve(  # noqa: PLR0913 - one parameter for each thing that is written down
        self,
        entry: Registered,
        outcome: Outcome,
        because: str,
        *,
        on: date,
        source: str | None = None,
        again: bool = False,
    ) -> Resolution:
        """Write down what became of a forecast; the resolution that is then in force.

        ``on`` is the day on which it was found, ``source`` what it was found in.  Raises
        :class:`~crossfix.errors.BadOption` when the forecast is resolved already, unless
        ``again`` is set: the earlier resolution then stays in the audit log only.
        """
        forecast, earlier = entry.forecast, entry.resolution
        because = check_reason(because)
        if earlier is not None and not again:
            by = f"{earlier.who} (audit entry {earlier.audit_seq})"
            problem = f"was resolved as {earlier.outcome} by {by}"
            raise BadOption(forecast.id, problem, "add --again to resolve it anew")
        details = Decided(
            document=entry.document_id,
            words=forecast.span,
            outcome=outcome,
            on=on.isoformat(),
            source=storable(source) if source else None,
            replaces=_replaces(earlier) if earlier else None,
        )
        written = self._settle(RESOLVE, forecast, details, because, earlier)
        return _resolution(forecast.id, written, self._store.where)

    def reopen(self, entry: Registered, because: str) -> AuditEntry:
        """Take a resolution back, as one that was made by mistake; its audit entry.

        Raises :class:`~crossfix.errors.BadOption` when the forecast is not resolved.
        """
        forecast, earlier = entry.forecast, entry.resolution
        because = check_reason(because)
        if earlier is None:
            raise BadOption(forecast.id, "is not resolved", "there is nothing to reopen")
        return self._settle(REOPEN, forecast, _replaces(earlier), because, earlier)

    def _settle(
        self,
        action: str,
        forecast: Forecast,
        details: Record,
        because: str,
        earlier: Resolution | None,
    ) -> AuditEntry:
        standing = (earlier.forecast, earlier.audit_seq) if earlier else None
        act = Act(action, forecast.id, msgspec.to_builtins(details), self._who, because)
        written = self._store.settle(act, standing)
        if written is None:
            problem = "was resolved by another process meanwhile"
            raise BadOption(forecast.id, problem, "look at what it found, then try again")
        return written


def _replaces(earlier: Resolution) -> Replaced:
    return Replaced(forecast=earlier.forecast, audit_seq=earlier.audit_seq)


def _resolution(forecast: str, entry: AuditEntry, where: str) -> Resolution:
    """The resolution that an audit entry tells of; raises ``CaseDamaged`` if it tells none."""
    problem = f"audit entry {entry.seq} does not resolve {forecast}"
    damaged = CaseDamaged(where, problem, "verify the case, and go back to a copy that verifies")
    if entry.action != RESOLVE or entry.subject != forecast:
        raise damaged
    try:
        details = msgspec.json.decode(entry.details, type=Decided)
    except msgspec.DecodeError as error:
        raise damaged from error
    return Resolution(
        forecast=forecast,
        document_id=details.document,
        words=details.words,
        outcome=details.outcome,
        because=entry.reason or "",
        on=details.on,
        source=details.source,
        who=entry.actor,
        at=entry.at,
        audit_seq=entry.seq,
    )
