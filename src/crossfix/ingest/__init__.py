"""Readers: from what the user names to reports with their text, marks and raw bytes.

:func:`collect` finds the bytes, :func:`read` makes reports of them.  Each format has a
module and a reader class, registered as an entry point like any third party's.
"""

from crossfix.ingest.choosing import choose_reader, read
from crossfix.ingest.collecting import collect

__all__ = ["choose_reader", "collect", "read"]
