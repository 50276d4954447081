"""CSV in ACLED's columns: one row an event and place, what is not known left empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossfix.codes import Status
from crossfix.config import Config
from crossfix.findings.disclosure import Preface
from crossfix.views.exports.eventrows import EventRows
from crossfix.views.exports.rows import Row, Site
from crossfix.views.exports.tables import (
    check_columns,
    country_name,
    country_number,
    csv_line,
    notes,
    sources,
    traces,
)

COLUMNS: Final = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

EVENT_TYPES: Final = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""ACLED's event types, each with its sub-event types."""

TYPE_OF: Final = {sub: kind for kind, subs in EVENT_TYPES.items() for sub in subs}
_VIOLENCE: Final = frozenset(
    {"Battles", "Explosions/Remote violence", "Violence against civilians"}
)
_BOTH: Final = frozenset({"Excessive force against protesters", "Violent demonstration"})
_OPPONENTS: Final = frozenset({"Battles", "Violence against civilians", "Protests", "Riots"})


class AcledCsv:
    """Events in the columns of ACLED; deaths only where a report counts them."""

    name = "acled"
    version = "1"
    standard = "CSV in the columns of ACLED"
    suffix = ".csv"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> AcledTable:
        """Begin a table."""
        return AcledTable(preface)


class AcledTable(EventRows):
    """A table that is being written."""

    def refuse(self, row: Row) -> str | None:
        """ACLED records what happened, of the kinds that it lists."""
        if row.status is not Status.ASSERTED:
            return f"{row.status.value}: ACLED records what happened"
        if row.acled not in TYPE_OF:
            return f"{row.type.value}: no sub-event type of ACLED fits"
        return None

    def before(self) -> Iterator[str]:
        """The line of columns."""
        yield csv_line(COLUMNS)

    def write(self, row: Row) -> Iterator[str]:
        """A line for each place of the event, or one without a place."""
        several = len(row.sites) > 1
        for number, site in enumerate(row.sites or (None,), start=1):
            yield csv_line(check_columns(COLUMNS, cells(row, site, number if several else None)))


def disorder_type(event_type: str, sub_event: str) -> str:
    """ACLED's disorder type of a sub-event type."""
    if sub_event in _BOTH:
        return "Political violence; Demonstrations"
    if event_type in _VIOLENCE or sub_event == "Mob violence":
        return "Political violence"
    return "Strategic developments" if event_type == "Strategic developments" else "Demonstrations"


def cells(row: Row, site: Site | None, number: int | None) -> dict[str, object]:
    """A row at one of its places, by column; ``number`` counts the places of the event.

    A figure of dead that goes for several places is in none of their lines, but in the tags.
    """
    sub_event = str(row.acled)
    event_type = TYPE_OF[sub_event]
    day = (row.earliest or row.latest or "")[:10] or None
    point = site.point if site else None
    coarse = bool(site and site.coarsened)
    tags = list(traces(row))
    dead = _count(row)
    if number is not None and dead is not None:
        tags.append(f"fatalities at all {len(row.sites)} places={dead}")
        dead = None
    opponent = row.target if event_type in _OPPONENTS and not row.target_is_place else None
    against = event_type == "Violence against civilians" or sub_event.startswith("Excessive")
    return {
        "event_id_cnty": row.id if number is None else f"{row.id}/{number}",
        "event_date": day,
        "year": day and int(day[:4]),
        "time_precision": row.time_precision if day else None,
        "disorder_type": disorder_type(event_type, sub_event),
        "event_type": event_type,
        "sub_event_type": sub_event,
        "actor1": row.actor,
        "actor2": opponent,
        "civilian_targeting": "Civilian targeting" if against else None,
        "iso": country_number(site.country) if site else None,
        "country": country_name(site.country) if site else None,
        "location": site.name if site and not coarse else None,
        "latitude": point and point[1],
        "longitude": point and point[0],
        "geo_precision": row.geo_precision if point else None,
        "source": sources(row),
        "notes": notes(row),
        "fatalities": dead,
        "tags": "; ".join(tags),
    }


def _count(row: Row) -> int | None:
    """The dead as one number: the best figure, else the lowest that is given."""
    if row.dead is None:
        return None
    known = row.dead.best if row.dead.best is not None else row.dead.low
    return None if known is None else round(known)
