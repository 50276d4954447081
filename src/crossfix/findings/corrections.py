"""Which fields of an entry a person may correct, how what they give is checked, and applied.

A correction is kept in a normal form: values that only make sense together (both ends of an
interval, a point and its radius) are kept together, so that it still holds when a later
reading gives other values for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from crossfix.codes import (
    ClaimKind,
    EventType,
    Evidence,
    Feature,
    ForecastKind,
    GapKind,
    Polarity,
    Promise,
    SourceKind,
    Status,
)
from crossfix.errors import BadOption
from crossfix.findings.correcting import check_days, check_line, check_order, find_words
from crossfix.model import KEY_OF, Attribution, Entry, Ledger, Place, Record, Span

__all__ = ["CORRECTIONS", "check_changes", "drop_unchanged", "fields_of", "held"]

_Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
_Precision: TypeAlias = Annotated[int, Meta(ge=1, le=3)]
_Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
_Radius: TypeAlias = Annotated[float, Meta(gt=0, le=20_100)]
_Latitude: TypeAlias = Annotated[float, Meta(ge=-90, le=90)]
_Longitude: TypeAlias = Annotated[float, Meta(ge=-180, le=180)]
_Amount: TypeAlias = Annotated[float, Meta(ge=-1e15, le=1e15)]


class Correction(Record, frozen=True, kw_only=True, omit_defaults=True):
    """New values of some fields of an entry; what is unset stays as it was read."""


class EventCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of an event: ``actor`` and ``target`` are words of the report.

    ``places`` are ids of places of the same report.  Codes of other lists that were found
    with a type go with it, unless they are given too.
    """

    type: EventType | UnsetType = UNSET
    acled: _Line | UnsetType | None = UNSET
    plover: _Line | UnsetType | None = UNSET
    status: Status | UnsetType = UNSET
    actor: Span | UnsetType | None = UNSET
    target: Span | UnsetType | None = UNSET
    places: tuple[str, ...] | UnsetType = UNSET
    earliest: _Line | UnsetType | None = UNSET
    latest: _Line | UnsetType | None = UNSET
    geo_precision: _Precision | UnsetType | None = UNSET


class PlaceCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a place: where it lies, or why that is not known."""

    name: _Line | UnsetType = UNSET
    lat: _Latitude | UnsetType | None = UNSET
    lon: _Longitude | UnsetType | None = UNSET
    radius_km: _Radius | UnsetType | None = UNSET
    feature: Feature | UnsetType | None = UNSET
    country: _Line | UnsetType | None = UNSET
    reason: _Line | UnsetType | None = UNSET


class TimeCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a time: its bounds."""

    earliest: _Line | UnsetType | None = UNSET
    latest: _Line | UnsetType | None = UNSET


class QuantityCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a figure: its range and unit."""

    low: _Amount | UnsetType | None = UNSET
    best: _Amount | UnsetType | None = UNSET
    high: _Amount | UnsetType | None = UNSET
    unit: _Line | UnsetType | None = UNSET


class AttributionCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of an attribution; ``source`` is the name of who says it.

    ``source_kind`` and ``private_person`` tell of a source that the report does not have
    yet; without a word on it a bystander is taken for a private person.
    """

    source: _Line | UnsetType = UNSET
    source_kind: SourceKind | UnsetType = UNSET
    private_person: bool | UnsetType = UNSET
    polarity: Polarity | UnsetType = UNSET
    evidence: Evidence | UnsetType | None = UNSET


class SourceCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a source."""

    name: _Line | UnsetType = UNSET
    kind: SourceKind | UnsetType = UNSET
    private_person: bool | UnsetType = UNSET


class ClaimCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a claim."""

    kind: ClaimKind | UnsetType = UNSET


class ForecastCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a forecast."""

    kind: ForecastKind | UnsetType = UNSET
    prob_low: _Share | UnsetType | None = UNSET
    prob_high: _Share | UnsetType | None = UNSET
    deadline: _Line | UnsetType | None = UNSET


class GapCorrection(Correction, frozen=True, kw_only=True, omit_defaults=True):
    """What may be corrected of a gap."""

    kind: GapKind | UnsetType = UNSET
    promises: Promise | UnsetType = UNSET


CORRECTIONS: Final[dict[str, type[Correction]]] = {
    "sources": SourceCorrection,
    "attributions": AttributionCorrection,
    "times": TimeCorrection,
    "places": PlaceCorrection,
    "quantities": QuantityCorrection,
    "events": EventCorrection,
    "claims": ClaimCorrection,
    "forecasts": ForecastCorrection,
    "gaps": GapCorrection,
}
"""Ledger key to what may be corrected of such an entry; other kinds cannot be reviewed."""

_TOGETHER: Final = (
    ("earliest", "latest"),
    ("lat", "lon", "radius_km"),
    ("low", "best", "high"),
    ("prob_low", "prob_high"),
)
_OF_SOURCE: Final = {"source": "name", "source_kind": "kind", "private_person": "private_person"}
_WORDS: Final = ("actor", "target")
_LINES: Final = ("name", "unit", "source", "country", "reason", "acled", "plover")


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind of entry that may be corrected."""
    return CORRECTIONS[kind].__struct_fields__


def check_changes(
    ledger: Ledger, entry: Entry, own: Span, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """A person's changes to an entry in their normal form.

    ``entry`` is as it stands now, ``own`` its own words.  Numbers may come as text.  Raises
    :class:`~crossfix.errors.BadOption` for a field that cannot be corrected and for a value
    that makes no sense.
    """
    kind = KEY_OF[type(entry)]
    given = {name: _prepared(ledger, own, name, value) for name, value in changes.items()}
    if isinstance(entry, Place):
        given = _settle_point(given)
    of_source = _OF_SOURCE.keys() & given.keys()
    if isinstance(entry, Attribution) and of_source and "source" not in given:
        problem = "says nothing of who it is"
        raise BadOption(min(of_source), problem, "give source too, or correct the source")
    for group in _TOGETHER:
        if any(name in given for name in group):
            there = (name for name in group if name in fields_of(kind))
            given = {name: getattr(entry, name) for name in there} | given
    try:
        correction = msgspec.convert(given, CORRECTIONS[kind], strict=False)
    except msgspec.ValidationError as error:
        remedy = f"fields of {kind} that can be corrected: {', '.join(fields_of(kind))}"
        raise BadOption(entry.id, f"cannot be corrected so ({error})", remedy) from None
    normal: dict[str, Any] = _plain(correction)
    _check_sense(ledger, entry, normal)
    return normal


def drop_unchanged(ledger: Ledger, entry: Entry, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes to an entry as read that change something, what belongs together together."""
    differing = {name for name, value in changes.items() if held(ledger, entry, name) != value}
    for group in _TOGETHER:
        if differing & set(group):
            differing |= set(group)
    if isinstance(entry, Attribution) and "source" in differing:
        differing |= set(_OF_SOURCE)
    if "lat" in differing:  # a point and the reason why there is none go together too
        differing.add("reason")
    return {name: value for name, value in changes.items() if name in differing}


def held(ledger: Ledger, entry: Entry, field: str) -> Any:
    """What an entry holds in a field that can be corrected, as JSON has it."""
    if isinstance(entry, Attribution) and field in _OF_SOURCE:
        said_by = next((s for s in ledger.sources if s.id == entry.source_id), None)
        return None if said_by is None else _plain(getattr(said_by, _OF_SOURCE[field]))
    return _plain(getattr(entry, field))


def _plain(value: Any) -> Any:
    """A value as JSON holds it, which is how it comes back from the log."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _prepared(ledger: Ledger, own: Span, name: str, value: Any) -> Any:
    """A value as it was given, words found in the report, lines without what cannot be kept."""
    if name in _WORDS and value is not None:
        return msgspec.to_builtins(find_words(ledger.document.text, own, name, value))
    if name in _LINES and isinstance(value, str):
        return check_line(name, value)
    if name == "places" and isinstance(value, str):
        return tuple(re.split(r"[\s,]+", value.strip())) if value.strip() else ()
    return value


def _settle_point(given: dict[str, Any]) -> dict[str, Any]:
    """A point or a reason why there is none: whoever gives one takes the other away."""
    if given.get("reason") is not None:
        if any(given.get(name) is not None for name in ("lat", "lon", "radius_km")):
            problem = "cannot stand beside a point"
            raise BadOption("reason", problem, "give a point, or why there is none")
        return {**given, "lat": None, "lon": None, "radius_km": None}
    if given.get("lat") is not None or given.get("lon") is not None:
        return {**given, "reason": None}
    return given


def _check_sense(ledger: Ledger, entry: Entry, given: Mapping[str, Any]) -> None:
    """See that values that were given together agree, and that what they name is there."""
    if "earliest" in given:
        check_days(given["earliest"], given["latest"])
    if given.get("deadline") is not None:
        check_days(given["deadline"], None)
    if "prob_low" in given:
        check_order(("prob_low", "prob_high"), given, whole=True)
    if "low" in given:
        check_order(("low", "best", "high"), given)
    if isinstance(entry, Place):
        _check_place(entry, given)
    missing = set(given.get("places", ())) - {place.id for place in ledger.places}
    if missing:
        problem = f"is no place of this report: {', '.join(sorted(missing))}"
        raise BadOption("places", problem, "name ids of places in the same report")


def _check_place(entry: Place, given: Mapping[str, Any]) -> None:
    now = {name: given.get(name, getattr(entry, name)) for name in ("lat", "lon", "radius_km")}
    there = [value is not None for value in now.values()]
    if any(there) and not all(there):
        lacking = ", ".join(name for name, value in now.items() if value is None)
        problem = f"has a point only in part: {lacking} is missing"
        raise BadOption(entry.id, problem, "give lat, lon and radius_km, the uncertainty in km")
    if not any(there) and not given.get("reason", entry.reason):
        problem = "would have neither a point nor a reason why there is none"
        raise BadOption(entry.id, problem, "give reason too")
