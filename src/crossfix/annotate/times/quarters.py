"""Rules for periods that are set beside each other: "the quarter", "the year-ago period".

Figures are told for a quarter and compared with "a year earlier", which is then the quarter
of that year, and not the year as a whole.
"""

from __future__ import annotations

from typing import Final

from crossfix.annotate.times.dates import ORDINAL
from crossfix.annotate.times.meanings import Frame, Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.vocabulary import STEPS, YEAR, ordinal_of

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule

_LIKE: Final = r"(?:(?:comparable|corresponding|same|equivalent) )?"
_YEAR_NAME: Final = r"(?P<which>this|last|next|that|the following|the previous) year's"


@_rule({"the", "year", "comparable", "a"},
       rf"(?:(?:the|a) )?{_LIKE}year[- ](?:ago|earlier)(?: {ORDINAL}[- ]quarter)?"
       r"(?: (?:period|quarter|half|month|week))?")  # fmt: skip
def _year_ago(groups: Groups) -> Meaning:
    """'The year-earlier period': the period told last, a year before."""
    quarter = ordinal_of(groups["ordinal"] or "") if groups["ordinal"] else None
    if quarter:
        return Meaning(Sort.CALENDAR, quarter=quarter, step=-1, frame=Frame.SPEECH, unit="Y")
    return Meaning(Sort.SHIFT, unit="Y", step=-1, count=-1, frame=Frame.SPEECH, mod="compared")


@_rule({"the", DIGIT}, rf"(?:the )?{YEAR} {ORDINAL}[- ]quarter")
@_rule({*STEPS, "the"}, rf"{_YEAR_NAME} {ORDINAL}[- ]quarter")
def _quarter_of(groups: Groups) -> Meaning | None:
    """'The 1988 third quarter', "this year's third quarter"."""
    number = ordinal_of(groups["ordinal"] or "")
    if number not in {1, 2, 3, 4}:
        return None
    if groups.get("year"):
        return Meaning(Sort.CALENDAR, year=int(groups["year"] or 0), quarter=number)
    word = (groups["which"] or "this").split()[-1]
    frame = Frame.STORY if word in {"that", "following", "previous"} else Frame.SPEECH
    return Meaning(Sort.CALENDAR, quarter=number, step=STEPS[word], frame=frame, unit="Y")


@_rule({"the"}, rf"the {YEAR} (?:period|quarter)")
def _period_of(groups: Groups) -> Meaning:
    """'The 1988 period': the period told last, in that year."""
    return Meaning(Sort.CALENDAR, year=int(groups["year"] or 0), mod="compared")


@_rule({"the"}, r"the (?:latest (?:period|quarter)|quarter)")
def _the_quarter(groups: Groups) -> Meaning:
    """'The quarter': the one told last; kept only behind "in", "for", "during"."""
    return Meaning(Sort.SHIFT, unit="Q", step=0, frame=Frame.STORY, mod="bare")


@_rule({"the"}, r"the (?:(?:full|entire|whole|fiscal|financial|calendar) )?year"
       r"(?P<ended>(?= (?:ended|ending|to|that (?:ended|ends)|through) ))?")  # fmt: skip
def _the_year(groups: Groups) -> Meaning:
    """'The year ended March 31' is a length, "the full year" the speaker's year."""
    if groups["ended"] is not None:
        return Meaning(Sort.DURATION, unit="Y", count=1)
    return Meaning(Sort.SHIFT, unit="Y", step=0, frame=Frame.SPEECH, mod="bare")
