"""crossfix reads war reporting and writes a sourced ledger.

>>> import crossfix
>>> ledger = crossfix.read("Kyiv said on Monday that a depot burned.", published="2025-02-12")
>>> ledger.attributions[0].cue.text
'said'
"""

from crossfix.api import open_case, read, read_files
from crossfix.config import Config, load_config
from crossfix.errors import Abort, CrossfixError, Skip
from crossfix.model import (
    Attribution,
    Claim,
    Document,
    Event,
    Forecast,
    Gap,
    Ledger,
    Link,
    Notice,
    Place,
    Quantity,
    Segment,
    Source,
    Span,
    Time,
)

__all__ = [
    "Abort",
    "Attribution",
    "Claim",
    "Config",
    "CrossfixError",
    "Document",
    "Event",
    "Forecast",
    "Gap",
    "Ledger",
    "Link",
    "Notice",
    "Place",
    "Quantity",
    "Segment",
    "Skip",
    "Source",
    "Span",
    "Time",
    "load_config",
    "open_case",
    "read",
    "read_files",
]
