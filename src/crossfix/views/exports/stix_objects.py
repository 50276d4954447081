"""The parts that STIX objects are made of: ids, timestamps, identities, locations, references."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from crossfix.views.exports.edtf import whole_day
from crossfix.views.exports.rows import Pointer, Row, Site
from crossfix.views.exports.tables import trace

NAMESPACE: Final = UUID("6f3c2d0e-5b0a-5d58-9f0e-3f7b4f2f8c11")
"""The namespace of our ids, under which names are hashed."""

TIMELESS: Final = "1970-01-01T00:00:00.000Z"
"""When what has no date of its own was made: identities, places, reports without a date."""

StixObject = dict[str, Any]
"""An object as its JSON has it."""

_ORGANIZATIONS: Final = frozenset({"media", "company"})
_INDIVIDUALS: Final = frozenset({"eyewitness"})


def object_id(kind: str, key: str) -> str:
    """The id of an object: its type, and a UUID that its key alone decides."""
    name = f"{kind}\x1f{key}".encode("utf-8", "replace").decode()
    return f"{kind}--{uuid5(NAMESPACE, name)}"


def head(kind: str, key: str, when: str) -> StixObject:
    """What every object begins with: its type and id, and when it was made."""
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": object_id(kind, key),
        "created": when,
        "modified": when,
    }


def timestamp(iso: str | None) -> str:
    """A day or a moment as a STIX timestamp; what has no zone is taken as UTC."""
    if not iso:
        return TIMELESS
    if "T" not in iso:
        return f"{whole_day(iso)}T00:00:00.000Z"
    whole = datetime.fromisoformat(iso)
    whole = whole.astimezone(UTC) if whole.tzinfo else whole.replace(tzinfo=UTC)
    fraction = f"{whole.microsecond:06d}".rstrip("0").ljust(3, "0")
    return f"{whole.replace(microsecond=0, tzinfo=None).isoformat()}.{fraction}Z"


def moment(when: str) -> str:
    """A timestamp as it is written where STIX asks for no fractions of a second."""
    second, _, fraction = when.removesuffix("Z").partition(".")
    fraction = fraction.rstrip("0")
    return f"{second}.{fraction}Z" if fraction else f"{second}Z"


def bounds(row: Row) -> tuple[str | None, str | None]:
    """The first and the last moment of an event, to the minute."""
    if not row.earliest or not row.latest:
        return None, None
    last = row.latest if "T" in row.latest else f"{row.latest}T23:59"
    first = row.earliest if "T" in row.earliest else f"{row.earliest}T00:00"
    return (_minute(first), _minute(last)) if _minute(first) <= _minute(last) else (None, None)


def _minute(iso: str) -> str:
    return f"{iso.removesuffix('Z')[:16]}:00Z"


def _teller(pointer: Pointer) -> tuple[str, str]:
    """Whoever tells it, the origin of the chain, by name and kind."""
    name = pointer.chain[-1] if pointer.chain else "unnamed source"
    return name, pointer.kinds[-1] if pointer.kinds else "other"


def source_key(pointer: Pointer) -> str:
    """What makes one source the same as another; one without a name is of its report only."""
    name, kind = _teller(pointer)
    named = not name.startswith(("unnamed", "the report's author"))
    return f"{kind}\x1f{name.casefold() if named else f'{pointer.report} {name}'}"


def identity(pointer: Pointer, key: str) -> StixObject:
    """Whoever tells it, as an identity."""
    name, kind = _teller(pointer)
    sort = "organization" if kind in _ORGANIZATIONS else "unknown"
    return {
        **head("identity", key, TIMELESS),
        "name": name,
        "roles": [kind],
        "identity_class": "individual" if kind in _INDIVIDUALS else sort,
    }


def location_key(site: Site) -> str:
    """What makes one place the same as another."""
    return f"{site.name}\x1f{site.point}\x1f{site.radius_km}\x1f{site.country}"


def location(site: Site, key: str) -> StixObject:
    """A place with its point and how far it may be off (in metres), or with its country only."""
    where: StixObject = {"country": site.country} if site.country else {}
    if site.point:
        where |= {"longitude": site.point[0], "latitude": site.point[1]}
        if site.radius_km:
            where["precision"] = round(site.radius_km * 1000.0, 1)
    if site.coarsened:
        where["description"] = "coarsened"
    return {**head("location", key, TIMELESS), "name": site.name, **where}


def reference(pointer: Pointer) -> StixObject:
    """The way back from an object to the words of a report."""
    name = pointer.publisher or "report"
    return {
        **address(pointer.url, None if pointer.item else pointer.sha256),
        "source_name": name,
        "external_id": pointer.event,
        "description": trace(pointer),
    }


def address(url: str | None, sha256: str | None) -> StixObject:
    """An address with the hash of what was received from there; nothing without the hash.

    STIX wants to know whether what is found at an address is still the same.  The hash of
    the bytes is none of one message among many in them.
    """
    if not url or "://" not in url or sha256 is None:
        return {}
    return {"url": url, "hashes": {"SHA-256": sha256}}
