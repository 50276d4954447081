"""What the columns of a file of recorded events mean: ACLED, UCDP GED, or a plain table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from crossfix import lexicons
from crossfix.codes import EventType
from crossfix.errors import BadOption

EXPECTED: Final = (
    "an ACLED export, a UCDP GED table, a CSV with lat, lon and date, or GeoJSON points with a date"
)
NEEDED: Final = ("latitude", "longitude", "date")


class EventLayout(msgspec.Struct, frozen=True, kw_only=True):
    """Which column holds what, and what the file's codes say."""

    name: str
    columns: dict[str, str]

    def value(self, row: Mapping[str, str], field: str) -> str:
        """What a row holds in the column of a field; empty where there is none."""
        column = self.columns.get(field)
        return "" if column is None else row.get(column, "").strip()

    def radius_km(self, row: Mapping[str, str]) -> float | None:
        """How uncertain a row's point is, or ``None`` where it stands for a country or more."""
        radii: dict[str, float] = _lexicon()["radius_km"][self.name]
        if self.name == "plain":
            given = self.value(row, "radius")
            return number_of(given) if given else radii["default"]
        return radii.get(_code(self.value(row, "place_precision")))

    def spread_days(self, row: Mapping[str, str]) -> int:
        """Days before and after the given ones on which the event may have been."""
        days: dict[str, int] = _lexicon()["days"].get(self.name, {})
        return days.get(_code(self.value(row, "date_precision")), 0)

    def types(self, row: Mapping[str, str]) -> frozenset[EventType]:
        """The types that a row's event may be of; empty where its own type is not known."""
        known: dict[str, list[str]] = _lexicon()["types"][self.name]
        given = self.value(row, "type").lower()
        if self.name == "plain":
            found = [types for word, types in known.items() if word in given]
            found += [[given]] if given in set(EventType) else []
        else:
            found = [known[_code(given)]] if _code(given) in known else []
        return frozenset(EventType(name) for types in found for name in types)


def tell_layout(names: Sequence[str], file: str) -> EventLayout:
    """The layout with these columns; raises :class:`~crossfix.errors.BadOption` for none."""
    layouts: dict[str, Any] = _lexicon()["layouts"]
    plain = layouts["plain"]
    for name, layout in layouts.items():
        if all(mark in names for mark in layout["marks"]):
            columns = _columns(layout, names)
            missing = [field for field in NEEDED if field not in columns]
            if missing:
                known = (plain if name == "plain" else layout)["columns"]
                told = "; ".join(f"{field} ({', '.join(known[field])})" for field in missing)
                problem = f"no column for {told}"
                raise BadOption(file, problem, f"expected {layout['expects']}")
            return EventLayout(name=name, columns=columns)
    raise AssertionError("the plain layout has no marks")


def records(layout: str, event_type: EventType) -> bool:
    """Whether a data set of this layout records events of a type; a plain table may any."""
    listed: dict[str, list[str]] = _lexicon()["records"]
    return layout not in listed or event_type.value in listed[layout]


def number_of(text: str) -> float | None:
    """A finite number, or ``None``."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _columns(layout: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    known: Mapping[str, list[str]] = layout["columns"]
    found = {}
    for field, words in known.items():
        name = next((word for word in words if word in names), None)
        if name is not None:
            found[field] = name
    return found


def _code(text: str) -> str:
    """A code as written in the lists: ``1.0`` is ``1``."""
    return text.removesuffix(".0")


def _lexicon() -> dict[str, Any]:
    return lexicons.load("event_files")
