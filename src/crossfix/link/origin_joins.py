"""What joins tellings besides copied text: one source, a cited report, a body and its army."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from crossfix.findings.names import NameKind, OriginName, name_of_key, same_name
from crossfix.findings.origins import Merge, MergeReason, OriginKind, Telling

_SAME: Final = 6.0
_OTHER_DAY: Final = 3.0
_CITED: Final = 5.0
_WIDER: Final = 1.5
"""What each sign adds, in logits, for two tellings resting on one word: set by judgement."""
_ARMY: Final = "armed force"
_DAYS: Final = 1
"""A statement that two reports date a day apart is one: the night lies between."""

_Named = tuple[Telling, OriginName]


def join_named(tellings: list[Telling]) -> Iterator[Merge]:
    """Tellings that end at one source: the same key, or names that can only be one.

    A body without its state ("the General Staff") and a bare surname are taken for the one
    that the others name in full, where there is only one.
    """
    by_key: dict[str, list[_Named | Telling]] = {}
    for telling in tellings:
        for key in telling.origin.keys:
            name = name_of_key(key)
            bucket = f"{name.kind}:{name.words}" if name is not None else key
            by_key.setdefault(bucket, []).append((telling, name) if name is not None else telling)
    for members in by_key.values():
        named = [m for m in members if isinstance(m, tuple)]
        plain = [m for m in members if isinstance(m, Telling)]
        yield from (_merge(one, other) for one, other in _chained(plain))
        for part in _parts(named):
            yield from (_merge(one, other) for one, other in _chained([t for t, _ in part]))
    yield from _join_shorter(tellings)


def _parts(named: list[_Named]) -> Iterator[list[_Named]]:
    """Names of the same words in sets that can be one: none contradicts another."""
    full = [m for m in named if m[1].state or m[1].given]
    bare = [m for m in named if not (m[1].state or m[1].given)]
    sets: list[list[_Named]] = []
    for member in sorted(full, key=lambda m: (m[1].full, m[0].id)):
        home = next((s for s in sets if all(same_name(member[1], n) for _, n in s)), None)
        if home is None:
            sets.append([member])
        else:
            home.append(member)
    if len(sets) == 1:
        yield sets[0] + bare
        return
    yield from sets
    if bare:
        yield bare


def _join_shorter(tellings: list[Telling]) -> Iterator[Merge]:
    """Bodies of which one has the words of the other and more, where only one has them.

    As in "the regional administration" beside "the Kharkiv regional administration".
    """
    bodies: dict[str, tuple[OriginName, Telling]] = {}
    for telling in tellings:
        for key in telling.origin.keys:
            name = name_of_key(key)
            if name is not None and name.kind is NameKind.BODY:
                bodies.setdefault(name.key, (name, telling))
    for name, telling in bodies.values():
        if name.state is not None:
            continue
        longer = [
            (other, theirs)
            for other, theirs in bodies.values()
            if set(name.words.split()) < set(other.words.split())
        ]
        if len({other.words for other, _ in longer}) == 1:
            yield _merge(telling, longer[0][1])


def _chained(tellings: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Each telling with the one before it: enough to connect them all."""
    unique = list({telling.id: telling for telling in tellings}.values())
    yield from pairwise(unique)


def _merge(one: Telling, other: Telling) -> Merge:
    if one.forwarded or other.forwarded:
        reason, weight = MergeReason.FORWARDED, _SAME
        because = f"a message of {one.origin.name or other.origin.name}, passed on"
    elif one.origin.kind is OriginKind.OWN and other.origin.kind is OriginKind.OWN:
        reason, weight = MergeReason.SAME_PUBLISHER, _SAME
        because = f"both are told by {one.origin.name}"
    elif OriginKind.OWN in {one.origin.kind, other.origin.kind}:
        reason, weight = MergeReason.CITED_REPORT, _CITED
        cited = one if one.origin.kind is OriginKind.OWN else other
        because = f"one cites {cited.origin.name}, who tells the other"
    elif _apart(one.origin.day, other.origin.day) > _DAYS:
        reason, weight = MergeReason.SAME_SOURCE, _OTHER_DAY
        because = (
            f"both end at {other.origin.name}, in statements of {one.origin.day} "
            f"and {other.origin.day}"
        )
    else:
        reason, weight = MergeReason.SAME_STATEMENT, _SAME
        because = f"both end at {one.origin.name}" + (
            f" ({other.origin.name})" if other.origin.name != one.origin.name else ""
        )
    return Merge(left=one.id, right=other.id, reason=reason, weight=weight, because=because)


def _apart(one: str | None, other: str | None) -> int:
    """Days between two days; none where either is not known."""
    if not one or not other:
        return 0
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return 0


def join_cited(tellings: list[Telling]) -> Iterator[Merge]:
    """Tellings on the word of an outlet whose own report is among the accounts.

    They rest on whatever that report rests on, and two that cite each other on nothing else.
    """
    for telling in tellings:
        cited = [n for n in _names(telling.origin.keys) if n.kind is NameKind.OUTLET]
        if telling.origin.kind is OriginKind.OWN or not cited:
            continue
        theirs = [
            other
            for other in tellings
            if other.document_id != telling.document_id
            and any(same_name(name, own) for name in cited for own in _names(other.publisher))
        ]
        before = [t for t in theirs if _day(t) <= _day(telling)] or theirs
        own = [t for t in before if t.origin.kind is OriginKind.OWN]
        for other in (own or before)[:1]:
            yield Merge(
                left=telling.id,
                right=other.id,
                reason=MergeReason.CITED_REPORT,
                weight=_CITED,
                because=f"cites {telling.origin.name}, whose report is among them",
            )


def _names(keys: Iterable[str]) -> list[OriginName]:
    return [name for name in map(name_of_key, keys) if name is not None]


def _day(telling: Telling) -> str:
    return (telling.published or "9999")[:10]


def join_wider(tellings: list[Telling]) -> Iterator[Merge]:
    """Tellings on the word of a state or its army, each with one of a body of that state.

    "Ukraine said" and "Ukraine's Air Force said" are not shown to be two words.  Where
    several bodies spoke, the earliest stands for them: they are not joined by it.
    """
    named = [
        (telling, name)
        for telling in tellings
        for name in map(name_of_key, telling.origin.keys[:1])
        if name is not None and name.state is not None
    ]
    for wide, name in named:
        closer = [t for t, body in named if body.state == name.state and _rank(name) < _rank(body)]
        for narrow in closer[:1]:
            yield Merge(
                left=wide.id,
                right=narrow.id,
                reason=MergeReason.WIDER_BODY,
                weight=_WIDER,
                because=f"{wide.origin.name} may be {narrow.origin.name}",
            )


def _rank(name: OriginName) -> int:
    """0 for a state, 1 for its army, 2 for any body of either."""
    if name.kind is NameKind.STATE:
        return 0
    return 1 if name.words == _ARMY else 2
