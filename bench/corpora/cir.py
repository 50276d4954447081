"""Geolocated events of 2022 in Ukraine: lines of text, each filed under a group of events.

A group says why a line was filed, which its text need not carry ("Image 2", "00:13").  Which
lines of a sample carry it was read by hand and stands in ``bench/cir_carried.toml``, by the
digest of the line: the corpus itself is not ours to give on.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crossfix.model import EventType

_DAMAGE: Final = frozenset({EventType.DAMAGE, EventType.STRIKE})
_LOSS: Final = _DAMAGE | {EventType.CASUALTIES}

IMPLIED: Final[dict[str, frozenset[EventType]]] = {
    "Civilian Infrastructure Damage": _DAMAGE,
    "Military Infrastructure Damage": _DAMAGE,
    "Bombing or Explosion": _DAMAGE,
    "Munitions": frozenset({EventType.STRIKE}),
    "Russian Firing Positions": frozenset({EventType.STRIKE, EventType.DEPLOYMENT}),
    "Russian Military Losses": _LOSS,
    "Ukrainian Military Losses": _LOSS,
    "Civilian Casualty": frozenset({EventType.CASUALTIES, EventType.STRIKE}),
    "Mass grave or Burial": frozenset({EventType.CASUALTIES}),
    "Ground Battle": frozenset({EventType.CLASH, EventType.STRIKE, EventType.ADVANCE}),
    "Detentions or Arrests": frozenset({EventType.ARREST}),
    "Russian Military Presence": frozenset({EventType.DEPLOYMENT, EventType.ADVANCE}),
}
"""Group of events (without its months) → the types that agree with it.

Written down before the first measurement, but for the deployment of firing positions, which
was added when lines were read: where guns stand is what that group is about.
"""

CARRIED: Final = Path(__file__).resolve().parents[1] / "cir_carried.toml"
_MONTHS: Final = re.compile(
    r"\s+(?:January|February|March|April|May|June|July|August|Sep|Oct|Nov).*$"
)
_SPANS: Final = re.compile(r"\s+(?:Feb - June|July - Now)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its group; ``carries`` is None where nobody has read it for that."""

    group: str
    text: str
    carries: bool | None

    @property
    def held_out(self) -> bool:
        """Whether the line is of the half whose errors nobody reads."""
        return bool(hashlib.sha256(self.text.encode()).digest()[0] & 1)


def read_cir(path: Path) -> list[Line]:
    """The lines with a group that implies a type, without doubles."""
    marks = tomllib.loads(CARRIED.read_text(encoding="utf-8"))
    read = {digest: word == "carried" for word in ("carried", "not_carried")
            for digest in marks[word]}  # fmt: skip
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (_group(row["event_group"]), row["brief description"].strip())
            for row in csv.DictReader(file)
        ]
    return [
        Line(group, text, read.get(digest_of(group, text)))
        for group, text in dict.fromkeys(rows)
        if group in IMPLIED and len(text) > 3
    ]


def digest_of(group: str, text: str) -> str:
    """What a line is known by in the list of those that were read."""
    return hashlib.sha256(f"{group}\t{text}".encode()).hexdigest()[:12]


def _group(name: str) -> str:
    return _SPANS.sub("", _MONTHS.sub("", name))
