"""Sources with their record in a case, and who copied whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from crossfix.codes import SourceKind, Status
from crossfix.findings.grades import Track
from crossfix.findings.origins import OriginKind
from crossfix.findings.whole import Whole
from crossfix.grading import suggest_reliability
from crossfix.grading.tracks import tracks
from crossfix.web.folding import folded
from crossfix.web.holdings import Holdings
from crossfix.web.shapes import CopyRows, SourceRow, SourceRows

_FORETOLD: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


@dataclass
class _Named:
    """What reports call one source, how they class it, and which reports do."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    claims: int = 0


def source_rows(held: Holdings) -> SourceRows:
    """The sources that assert or deny what happened, those with most claims first."""
    given = held.reliabilities
    known = _by_name(held.wholes)
    rows = []
    for track in tracks(held.wholes):
        named = known[track.source].pop(_closest(known[track.source], track))
        suggested = suggest_reliability(track)
        rows.append(
            SourceRow(
                name=track.source,
                kind=named.kinds.most_common(1)[0][0],
                also=tuple(sorted(set(named.names) - {track.source})),
                reports=len(named.reports),
                track=track,
                reliability=suggested.grade,
                reasons=suggested.reasons,
                given=given.get(track.source.casefold()),
            )
        )
    return SourceRows(rows=tuple(rows))


def copy_rows(held: Holdings) -> CopyRows:
    """Who copied whom: every pair of reports that share text, and the reports by id."""
    copies = held.facts.copies
    names = {name for copy in copies for name in (copy.left, copy.right)}
    passages = (passage for copy in copies for passage in copy.passages)
    return CopyRows(
        copies=copies,
        reports={name: held.reports[name] for name in sorted(names & {*held.reports})},
        graphic=folded(side.text for one in passages for side in (one.left, one.right)),
    )


def _by_name(wholes: Iterable[Whole]) -> dict[str, list[_Named]]:
    """The sources by the name that most reports give them: two may have the same."""
    by_key: dict[str, _Named] = {}
    for whole in wholes:
        if all(account.status in _FORETOLD for account in whole.accounts):
            continue  # as in the records themselves
        for group in whole.origins:
            called: dict[str, str] = {}
            for telling in group.tellings:
                origin = telling.origin
                if origin.name and origin.kind is not OriginKind.UNNAMED:
                    called.setdefault(origin.keys[0], origin.name)
                    one = by_key.setdefault(origin.keys[0], _Named())
                    one.kinds[origin.source_kind] += 1
                    one.reports.add(telling.document_id)
            for key, name in called.items():
                by_key[key].names[name] += 1
                by_key[key].claims += 1
    found: dict[str, list[_Named]] = {}
    for one in by_key.values():
        shown = max(sorted(one.names), key=lambda name: one.names[name])
        found.setdefault(shown, []).append(one)
    return found


def _closest(named: list[_Named], track: Track) -> int:
    """Which of the sources of one name a record is of: the one with most like its claims."""
    return min(range(len(named)), key=lambda at: abs(named[at].claims - track.claims))
