"""The kinds of findings that a case keeps, and the record of each."""

from __future__ import annotations

from typing import Final

from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check
from crossfix.findings.copies import Copy
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Linked, Printed, Told
from crossfix.model import Record

KINDS: Final[dict[str, type[Record]]] = {
    "accounts": Account,
    "linked": Linked,
    "happenings": Happening,
    "tellings": Told,
    "prints": Printed,
    "copies": Copy,
    "checks": Check,
}
"""Name of a kind to its record."""

NAME_OF: Final[dict[type, str]] = {record: name for name, record in KINDS.items()}
"""Record to the name of its kind."""
