"""Happenings in lines for a person: who tells them, on how many words, and what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check, Verdict
from crossfix.findings.copies import Copy, DirectionBasis
from crossfix.findings.grades import WORDS, Given, Track
from crossfix.findings.happenings import Match
from crossfix.findings.origins import OriginGroup, Telling
from crossfix.findings.whole import Whole
from crossfix.grading import suggest_reliability
from crossfix.views.conflicts import conflict_lines
from crossfix.views.quoting import Quoting
from crossfix.views.wording import interval, shorten

_WORDS: Final = 110
_RUNS: Final = 3
_PLACES: Final = 3
_SILENT: Final = frozenset({Verdict.SILENT, Verdict.BLIND, Verdict.NOT_CHECKED})


def happening_lines(whole: Whole, quoting: Quoting) -> Iterator[str]:
    """A happening in two lines: id, when, what, where, how many tell it, its grade; its words."""
    yield happening_line(whole, quoting)
    told = whole.leading
    yield f"    “{quoting.sentence(told.document, told.trigger)}”"


def happening_line(whole: Whole, quoting: Quoting) -> str:
    """A happening in one line: id, when, what, where, how many tell it, its grade."""
    first = whole.leading
    asserting = sum(not group.denies for group in whole.origins)
    denying = len(whole.origins) - asserting
    told = f"{_count(len(whole.documents), 'report')}, {_count(asserting, 'origin')}"
    if denying:
        told += f", {denying} against"
    what = " ".join(part for part in (first.type.value, first.status.value) if part != "asserted")
    return (
        f"{whole.happening.id}  {when(first)}  {what}  {where(whole, quoting)}  "
        f"{told}; {whole.grade}: {WORDS[whole.grade]}"
    )


def origin_lines(whole: Whole, quoting: Quoting) -> Iterator[str]:
    """A happening with each of its origins, the reports that rest on it, and why."""
    yield from happening_lines(whole, quoting)
    for reason in whole.credibility.reasons:
        yield f"    {reason}"
    if whole.given is not None:
        yield f"    graded {whole.given.grade} by {whole.given.who}: {shorten(whole.given.because)}"
    for number, group in enumerate(whole.origins, 1):
        yield f"  origin {number}: {_of(group)}"
        by_id = {telling.id: telling for telling in group.tellings}
        for telling in group.tellings:
            yield f"    {_telling(telling, quoting)}"
        for merge in group.merges:
            left, right = by_id[merge.left], by_id[merge.right]
            if left.document_id != right.document_id:
                pair = " and ".join(quoting.report(end.document_id) for end in (left, right))
                yield f"      {merge.reason.value.replace('_', ' ')}: {pair} ({merge.because})"
    for copy in whole.copies:
        yield from copy_lines(copy, quoting)
    yield from (f"  {line}" for line in conflict_lines(whole.conflicts, quoting))
    for line, accounts in Counter(map(check_line, whole.checks)).items():
        of = f" (of {accounts} accounts)" if accounts > 1 else ""
        yield f"  {line}{of}"


def copy_lines(copy: Copy, quoting: Quoting) -> Iterator[str]:
    """Who copied whom, with the words that match."""
    left, right = quoting.report(copy.left), quoting.report(copy.right)
    if copy.kind is None:
        kinds = ", ".join(dict.fromkeys(p.kind.value.replace("_", " ") for p in copy.passages))
        yield f"  {left} and {right} share {kinds}, which is no copy"
        return
    if copy.direction is DirectionBasis.UNKNOWN:
        yield f"  {left} and {right} share text; which came first is unknown"
    else:
        how = copy.direction.value
        yield f"  {right} copied {left} ({copy.kind.value}; told by: {how})"
    runs = sorted((run for p in copy.copied for run in p.matching), key=lambda r: -len(r.left.text))
    for run in sorted(runs[:_RUNS], key=lambda run: run.left.start):
        at = f"[{run.left.start}–{run.left.stop} = {run.right.start}–{run.right.stop}]"
        yield f"    {at} “{shorten(run.left.text, _WORDS)}”"


def check_line(check: Check) -> str:
    """What one feed says of an event at one of its places."""
    told = f"{check.feed}: {check.verdict.value.replace('_', ' ')}"
    if check.ratio is not None and check.verdict not in _SILENT:
        told += (
            f", {check.ratio.best:.1f} times as likely with the event as without "
            f"({check.ratio.low:.1f}–{check.ratio.high:.1f}; {check.ratio.basis})"
        )
    words = "; ".join(part for part in (check.coverage, *check.notes) if part)
    return f"{told}. {words}" if words else told


def match_lines(matches: Iterator[Match], whole: Whole, quoting: Quoting) -> Iterator[str]:
    """The links of a happening, each with what decided it."""
    called = {
        account.id: f"{account.id} in {quoting.report(account.document)}"
        for account in whole.accounts
    }
    for match in matches:
        judged = f", judged {match.judged.value}" if match.judged else ""
        reasons = ", ".join(f"{name} {value:+.2f}" for name, value in match.reasons.items())
        ends = " – ".join(called.get(end, end) for end in (match.left, match.right))
        yield f"  {ends}: {match.score:+.2f}{judged}"
        yield f"      {reasons}"


def when(account: Account) -> str:
    """The day or interval of an account, as far as it is known."""
    if account.earliest is None and account.latest is None:
        return "undated"
    return interval(account.earliest, account.latest)


def where(whole: Whole, quoting: Quoting) -> str:
    """The places that most accounts of a happening name."""
    return ", ".join(quoting.places(whole.accounts)[:_PLACES]) or "no place"


def _of(group: OriginGroup) -> str:
    name = group.name or f"unnamed {group.source_kind.value}"
    told = f"{name} ({group.kind.value}), {_count(len(group.documents), 'report')}"
    return f"{told}, says that it did not happen" if group.denies else told


def _telling(telling: Telling, quoting: Quoting) -> str:
    through = f", through {', '.join(telling.origin.through)}" if telling.origin.through else ""
    at = f"{telling.words.start}–{telling.words.stop}"
    words = quoting.sentence(telling.document_id, telling.words)
    return f"{quoting.report(telling.document_id)}, {at}{through}: “{words}”"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def track_line(track: Track, given: Given | None) -> str:
    """A source's record in counts; the letters stand apart, with whose they are."""
    suggested = suggest_reliability(track)
    counts, *why = suggested.reasons
    grade = f"suggested {suggested.grade} ({'; '.join(why)})"
    if given is not None:
        grade = f"{given.grade} by {given.who} ({shorten(given.because)}); {grade}"
    called = f" (also {', '.join(track.names)})" if track.names else ""
    return f"{track.source}{called}  {counts}; reliability {grade}"
