"""The exceptions of crossfix.

::

    CrossfixError              what went wrong, with what, and what to do about it
    ├── Skip                   one report cannot be read; the run goes on without it
    │   ├── EmptyReport            nothing but white space, or no text layer
    │   ├── UnreadableBytes        binary, or text that no encoding fits
    │   ├── UnsupportedFormat      a format that no reader takes
    │   ├── MalformedReport        a known format that is broken (cut short, encrypted)
    │   ├── ReportTooLarge         more than the configured limit
    │   ├── FetchFailed            a URL that did not answer with a report
    │   └── StageFailed            a stage broke on this report: a fault of crossfix
    └── Abort                  the set-up is wrong; nothing more can be done
        ├── BadOption              a flag, date, path or config key that makes no sense
        ├── CaseUnusable           not a case file, unwritable, locked, or too new
        ├── CaseDamaged            the case does not verify
        └── MissingResource        a model or gazetteer that cannot be loaded or built

Every message is one line that names the item and the remedy.
"""

from __future__ import annotations


class CrossfixError(Exception):
    """What went wrong, with which item, and what to do about it."""

    def __init__(self, item: str, problem: str, remedy: str) -> None:
        super().__init__(f"{item}: {problem}; {remedy}")
        self.item = item
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[CrossfixError], tuple[str, str, str]]:
        return type(self), (self.item, self.problem, self.remedy)


class Skip(CrossfixError):
    """One report cannot be read; the run goes on without it."""


class EmptyReport(Skip):
    """Nothing but white space, or a PDF without a text layer."""


class UnreadableBytes(Skip):
    """Binary data, or text that no encoding fits."""


class UnsupportedFormat(Skip):
    """A format that no reader takes."""


class MalformedReport(Skip):
    """A known format that is broken: cut short, encrypted, not what its name says."""


class ReportTooLarge(Skip):
    """More bytes than the configured limit."""


class FetchFailed(Skip):
    """A URL that did not answer with a report."""


class StageFailed(Skip):
    """A stage broke on this report: a fault of crossfix or of a plugin, not of the report."""


class Abort(CrossfixError):
    """The set-up is wrong; nothing more can be done in this run."""


class BadOption(Abort):
    """A flag, a date, a path or a configuration key that makes no sense."""


class CaseUnusable(Abort):
    """Not a case file, not writable, locked by another process, or made by a later version."""


class CaseDamaged(Abort):
    """A case whose bytes, spans or audit chain do not verify."""


class MissingResource(Abort):
    """A model or a gazetteer that cannot be loaded or built."""
