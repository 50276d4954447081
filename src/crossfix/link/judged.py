"""What persons have judged, found again in the accounts of today and made consistent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Judged, Judgement, Quoted
from crossfix.link.clusters import Pair, pair_of
from crossfix.model import Span

SAME_WORDS: Final = 0.5
"""A judgement holds for the account that shares more than this with the words it was made on."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """The judgements that hold, as pairs of accounts, and those that later ones overrule."""

    same: frozenset[Pair]
    different: frozenset[Pair]
    overruled: tuple[Judged, ...]


def account_at(telling: Quoted, accounts: Iterable[Account]) -> Account | None:
    """The account that tells of it in the words of a judgement; the best one, or none."""
    shared = {
        account.id: (_shared(account.trigger, telling.words), account)
        for account in accounts
        if account.document == telling.document
    }
    best = max(sorted(shared), key=lambda key: shared[key][0], default=None)
    return shared[best][1] if best is not None and shared[best][0] > SAME_WORDS else None


def rule(found: Mapping[Pair, Collection[Judged]]) -> Rulings:
    """Judgements by the pair that they are about, without those that later ones rule out.

    The latest is taken first.  What two persons call the same joins groups; a judgement that
    would join groups told different, or part what is joined, is overruled.
    """
    newest = sorted(
        ((judged.seq, pair, judged) for pair, all_of in found.items() for judged in all_of),
        key=lambda item: (-item[0], item[1]),
    )
    groups: dict[str, set[str]] = {}
    same: set[Pair] = set()
    different: set[Pair] = set()
    overruled = []
    settled: set[Pair] = set()
    for _, pair, judged in newest:
        if pair in settled:
            continue  # the same person or another has judged these two again since
        settled.add(pair)
        left, right = (groups.setdefault(end, {end}) for end in pair)
        if judged.judgement is Judgement.SAME:
            parted = any(pair_of(a, b) in different for a in left for b in right if a != b)
            if parted:
                overruled.append(judged)
                continue
            same.add(pair)
            left |= right
            groups.update(dict.fromkeys(left, left))
        elif judged.judgement is Judgement.DIFFERENT:
            if left is right:
                overruled.append(judged)
            else:
                different.add(pair)
    return Rulings(frozenset(same), frozenset(different), tuple(overruled))


def _shared(left: Span, right: Span) -> float:
    """The part of the stretch covered by either span that both cover."""
    common = min(left.stop, right.stop) - max(left.start, right.start)
    return max(0, common) / (max(left.stop, right.stop) - min(left.start, right.start))
