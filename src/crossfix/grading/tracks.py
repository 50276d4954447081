"""A source's own record in a case: what became of what it claimed, in counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crossfix.findings.checks import Verdict
from crossfix.findings.grades import Track
from crossfix.findings.origins import OriginGroup, OriginKind
from crossfix.findings.whole import Whole
from crossfix.model import Status

_FORETOLD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


@dataclass
class _Counts:
    """What is counted of one source; ``names`` are those that reports gave it."""

    names: dict[str, int]
    claims: int = 0
    borne_out: int = 0
    contradicted: int = 0


def tracks(wholes: Iterable[Whole]) -> list[Track]:
    """The record of every named source, those with most claims first.

    A source claims a happening once, however many reports carry its word.  The claim is
    borne out when another independent origin says the same or a check supports it, and
    contradicted when another origin says the opposite or data record it otherwise; where
    both are so, it is contradicted.  What is only foretold is not counted here.
    """
    counts: dict[str, _Counts] = {}
    for whole in wholes:
        if all(account.status in _FORETOLD for account in whole.accounts):
            continue
        for group in whole.origins:
            for key, name in _sources(group):
                one = counts.setdefault(key, _Counts({}))
                one.names[name] = one.names.get(name, 0) + 1
                _count(one, group, whole)
    found = [
        Track(
            source=max(sorted(one.names), key=lambda name: one.names[name]),
            claims=one.claims,
            borne_out=one.borne_out,
            contradicted=one.contradicted,
        )
        for one in counts.values()
    ]
    return sorted(found, key=lambda track: (-track.claims, track.source))


def _sources(group: OriginGroup) -> set[tuple[str, str]]:
    """Key and name of the sources whose word an origin is; nameless ones have no record."""
    found: dict[str, str] = {}
    for telling in group.tellings:
        origin = telling.origin
        if origin.name and origin.kind is not OriginKind.UNNAMED:
            found.setdefault(origin.keys[0], origin.name)
    return set(found.items())


def _count(one: _Counts, group: OriginGroup, whole: Whole) -> None:
    others = [other for other in whole.origins if other.id != group.id]
    opposed = any(other.denies != group.denies for other in others)
    otherwise = not group.denies and any(c.verdict is Verdict.CONTRADICTS for c in whole.checks)
    agreed = any(other.denies == group.denies for other in others)
    seen = not group.denies and any(c.verdict is Verdict.SUPPORTS for c in whole.checks)
    one.claims += 1
    if opposed or otherwise:
        one.contradicted += 1
    elif agreed or seen:
        one.borne_out += 1
