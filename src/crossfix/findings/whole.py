"""A happening with all that a case knows of it."""

from __future__ import annotations

from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check
from crossfix.findings.conflicts import Conflict
from crossfix.findings.copies import Copy
from crossfix.findings.grades import Given, Grade
from crossfix.findings.happenings import Happening
from crossfix.findings.origins import OriginGroup
from crossfix.model import Record, Status


class Whole(Record, frozen=True, kw_only=True):
    """A happening, who tells it, on how many words it rests, and what bears it out.

    ``copies`` are those between its reports, ``conflicts`` what its accounts tell against each
    other, and what one source told otherwise later.  ``credibility`` is suggested; ``given`` is a
    person's grade, which stands above it.
    """

    happening: Happening
    accounts: tuple[Account, ...]
    origins: tuple[OriginGroup, ...]
    copies: tuple[Copy, ...]
    conflicts: tuple[Conflict, ...]
    checks: tuple[Check, ...]
    credibility: Grade
    given: Given | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The reports that tell it, in the order of their accounts."""
        return tuple(dict.fromkeys(account.document for account in self.accounts))

    @property
    def leading(self) -> Account:
        """The account that a line tells: the earliest that asserts it, else the earliest."""
        asserting = (one for one in self.accounts if one.status is Status.ASSERTED)
        return next(asserting, self.accounts[0])

    @property
    def grade(self) -> str:
        """The credibility in force: a person's before the suggested one."""
        return self.given.grade if self.given else self.credibility.grade
