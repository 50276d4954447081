"""Grades after Admiralty (STANAG 2511): of what is told, and of who tells it, always apart.

A grade is a suggestion with its reasons until a person sets one; the person's stands on top
of it and the suggestion is kept beside.  No grade is made of another: reliability says
nothing about credibility, nor the other way round.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from crossfix.model import Record


class Credibility(StrEnum):
    """How far a piece of information is borne out, whoever gives it."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class Reliability(StrEnum):
    """How far a source was borne out before, whatever it says now."""

    COMPLETELY = "A"
    USUALLY = "B"
    FAIRLY = "C"
    NOT_USUALLY = "D"
    UNRELIABLE = "E"
    CANNOT_BE_JUDGED = "F"


WORDS: Final[dict[str, str]] = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
    Reliability.COMPLETELY: "completely reliable",
    Reliability.USUALLY: "usually reliable",
    Reliability.FAIRLY: "fairly reliable",
    Reliability.NOT_USUALLY: "not usually reliable",
    Reliability.UNRELIABLE: "unreliable",
    Reliability.CANNOT_BE_JUDGED: "reliability cannot be judged",
}
"""What each grade means, in the words of the standard."""


class Ground(Record, frozen=True, kw_only=True):
    """What the credibility of a happening rests on.

    ``origins`` are independent origins that assert it, ``against`` those that deny it;
    ``conflicts`` other things on which accounts differ (figures, places, times).
    ``support`` is what checks against independent data add, in logits and never below
    zero; ``recorded_otherwise`` counts data that record the same event differently.
    ``foretold`` marks what is only planned or supposed, ``placed`` what has a day and place.
    """

    origins: int
    against: int = 0
    conflicts: int = 0
    support: float = 0.0
    recorded_otherwise: int = 0
    foretold: bool = False
    placed: bool = True


class Grade(Record, frozen=True, kw_only=True):
    """A grade and why: sentences for a person to read, in the order that they decided."""

    grade: str
    reasons: tuple[str, ...]


class Track(Record, frozen=True, kw_only=True):
    """What became of what a source claimed, in counts; never one score.

    ``borne_out`` were asserted by another independent origin or supported by a check,
    ``contradicted`` denied by one or recorded otherwise; the rest is ``unresolved``.
    ``names`` are the other names that reports give it.
    """

    source: str
    claims: int
    borne_out: int
    contradicted: int
    names: tuple[str, ...] = ()

    @property
    def unresolved(self) -> int:
        """The claims that nothing speaks for or against."""
        return self.claims - self.borne_out - self.contradicted


class Given(Record, frozen=True, kw_only=True):
    """A grade that a person set: of what (see ``subject``), why, who, when.

    ``subject`` names the words of a report for a credibility, a source's name for a
    reliability; ``seq`` is the audit entry.
    """

    subject: str
    grade: str
    because: str
    who: str
    at: str
    seq: int
