"""Claims held against independent data: feeds of evidence, and what they say.

:func:`load_fires` and :func:`load_events` read files; :func:`check_ledger` and
:func:`check_ledgers` hold ledgers against what was read.
"""

from crossfix.check.events import RecordedEvents, load_events
from crossfix.check.fires import Fires, load_fires
from crossfix.check.verdicts import check_ledger, check_ledgers, check_matters

__all__ = [
    "Fires",
    "RecordedEvents",
    "check_ledger",
    "check_ledgers",
    "check_matters",
    "load_events",
    "load_fires",
]
