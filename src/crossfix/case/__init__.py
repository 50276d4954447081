"""The case file: reports as received, their ledgers, and an append-only audit log.

``open_case`` is the way in.  ``docs/case.md`` tells what a case holds and what verifying
one proves.
"""

from crossfix.case.file import Case, open_case
from crossfix.case.received import Reread
from crossfix.case.records import (
    AuditEntry,
    Fault,
    Found,
    Hit,
    Issue,
    Superseded,
    Tally,
    Verification,
)
from crossfix.case.register import Register
from crossfix.case.store import Store

__all__ = [
    "AuditEntry",
    "Case",
    "Fault",
    "Found",
    "Hit",
    "Issue",
    "Register",
    "Reread",
    "Store",
    "Superseded",
    "Tally",
    "Verification",
    "open_case",
]
