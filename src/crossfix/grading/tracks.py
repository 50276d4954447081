"""A source's own record in a case: what became of what it claimed, in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossfix.findings.checks import Verdict
from crossfix.findings.grades import Track
from crossfix.findings.names import name_of_key, sets_of_one
from crossfix.findings.origins import OriginGroup, OriginKind
from crossfix.findings.whole import Whole
from crossfix.model import Status

_FORETOLD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


@dataclass
class _Counts:
    """What is counted of one source; ``names`` are those that reports gave it."""

    names: Counter[str]
    claims: int = 0
    borne_out: int = 0
    contradicted: int = 0

    def __add__(self, other: _Counts) -> _Counts:
        return _Counts(
            self.names + other.names,
            self.claims + other.claims,
            self.borne_out + other.borne_out,
            self.contradicted + other.contradicted,
        )


def tracks(wholes: Iterable[Whole]) -> list[Track]:
    """The record of every named source, those with most claims first.

    Names that are of one source ("Ukraine's Air Force", "the Ukrainian Air Force") have one
    record, under the name that is given most often.  A source claims a happening once,
    however many reports carry its word.  The claim is
    borne out when another independent origin says the same or a check supports it, and
    contradicted when another origin says the opposite or data record it otherwise; where
    both are so, it is contradicted.  What is only foretold is not counted here.
    """
    counts: dict[str, _Counts] = {}
    for whole in wholes:
        if all(account.status in _FORETOLD for account in whole.accounts):
            continue
        for group in whole.origins:
            for key, names in _sources(group).items():
                one = counts.setdefault(key, _Counts(Counter()))
                one.names.update(names)
                _count(one, group, whole)
    found = [_track(one) for one in _of_one(counts)]
    return sorted(found, key=lambda track: (-track.claims, track.source))


def _track(one: _Counts) -> Track:
    name, *others = sorted(one.names, key=lambda name: (-one.names[name], name))
    return Track(
        source=name,
        names=tuple(others),
        claims=one.claims,
        borne_out=one.borne_out,
        contradicted=one.contradicted,
    )


def _of_one(counts: dict[str, _Counts]) -> Iterator[_Counts]:
    """The counts, those of names that are of one taken together (:func:`sets_of_one`)."""
    named = {name: key for key in counts for name in [name_of_key(key)] if name is not None}
    yield from (one for key, one in counts.items() if key not in set(named.values()))
    for names in sets_of_one(named):
        yield sum((counts[named[name]] for name in names), _Counts(Counter()))


def _sources(group: OriginGroup) -> dict[str, Counter[str]]:
    """The sources whose word an origin is, each once, by key with the names given to it.

    Nameless ones have no record.
    """
    given: dict[str, Counter[str]] = {}
    for telling in group.tellings:
        origin = telling.origin
        if origin.name and origin.kind is not OriginKind.UNNAMED:
            given.setdefault(origin.keys[0], Counter())[origin.name] += 1
    named = {name: key for key in given for name in [name_of_key(key)] if name is not None}
    for names in sets_of_one(named):
        first, *others = (named[name] for name in names)
        for key in others:
            given[first] += given.pop(key)
    return given


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
