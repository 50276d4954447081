"""The same happening across reports: reports come one by one, happenings stay put.

A new account is compared with those that share a key (:mod:`crossfix.link.blocking`).  What
scores above the threshold is linked; accounts that hang together are cut into happenings
(:mod:`crossfix.link.clusters`).  Only the parts that a report touches are cut anew, and the
result is the same in whatever order reports come.

A block of many accounts is not compared whole: each is compared with its anchors, the
:data:`ANCHORS` smallest ids.  Which these are does not depend on the order either; when a new
account takes the place of an anchor, that one is compared anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Happening, Judged, Judgement, Match
from crossfix.link.apart import told_apart
from crossfix.link.blocking import keys_of
from crossfix.link.clusters import Pair, components, cut, pair_of, whole
from crossfix.link.facts import Facts, facts_of
from crossfix.link.index import AccountIndex, LinkStore, MemoryIndex, MemoryLinks
from crossfix.link.judged import Rulings, account_at, rule
from crossfix.link.kept import Kept
from crossfix.link.model import Weights, compare, load_weights, score
from crossfix.model import make_id

ANCHORS: Final = 24
"""Accounts of a block that all others in it are compared with."""
WHOLE: Final = 40
"""Accounts that hang together up to which all pairs are compared before they are cut."""
STANDING: Final = 6
"""Accounts of a larger part with which all of it are compared, beside what is linked."""
_REMEMBERED: Final = 15_000


class Linker:
    """Accounts, their links and the happenings they fall into, kept up to date."""

    def __init__(
        self,
        index: AccountIndex | None = None,
        links: LinkStore | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.index: AccountIndex = MemoryIndex() if index is None else index
        self.links: LinkStore = MemoryLinks() if links is None else links
        self.weights = weights or load_weights()
        self._judged: dict[str, list[Judged]] = {}
        self._facts: Kept[str, Facts] = Kept(_REMEMBERED)
        self._touched: set[str] = set()

    def add(self, document: str, accounts: Iterable[Account], *, settle: bool = True) -> None:
        """Take in the accounts of a report, in place of those that it had.

        With ``settle`` False happenings are cut later, by :meth:`settle`: many reports are
        taken in faster so.
        """
        keyed = [(account, keys_of(account)) for account in accounts]
        self.index.prepare(
            [document],
            [account.id for account, _ in keyed],
            [key for _, keys in keyed for key in keys],
        )
        fresh: dict[str, None] = {}
        displaced: dict[str, None] = {}
        for account_id in self.index.of_document(document):
            fresh |= dict.fromkeys(self._forget(account_id))
        for account, keys in keyed:
            self.index.add(account, keys)
            self._facts.pop(account.id)
            fresh[account.id] = None
            displaced |= dict.fromkeys(self._displaced(account.id, keys))
        self._relink(fresh)
        self._release(displaced.keys() - fresh.keys())
        if settle:
            self.settle()

    def judge(self, judged: Judged, *, settle: bool = True) -> None:
        """Take in a person's judgement; it holds for later readings of both reports too."""
        for document in {judged.left.document, judged.right.document}:
            self._judged.setdefault(document, []).append(judged)
        for telling in (judged.left, judged.right):
            found = account_at(telling, self._accounts_of(telling.document))
            if found is not None:
                self._touched.add(found.id)
        if settle:
            self.settle()

    def settle(self) -> list[Happening]:
        """Cut anew what has been touched since the last time; the happenings that came of it."""
        made = []
        for members in self._parts():
            rulings = self.rulings(members)
            for group in self._cut(members, rulings):
                happening = _happening(self.index.get(group).values())
                made.append(happening)
                self.links.settle(happening)
        self._touched.clear()
        return made

    def happenings(self) -> Iterator[Happening]:
        """Every happening, in the order of their ids."""
        yield from self.links.happenings()

    def matches(self, happening: Happening) -> Iterator[Match]:
        """The links inside a happening with their reasons, and what a person said of each."""
        held = set(happening.accounts)
        by_pair = self._by_pair(held)
        pairs = {
            pair_of(mine, theirs)
            for mine in held
            for theirs in self.links.of(mine)
            if theirs in held
        }
        facts = self._facts_of(held)
        for pair in sorted(pairs | {pair for pair in by_pair if set(pair) <= held}):
            found = compare(facts[pair[0]], facts[pair[1]], self.weights)
            newest = max(by_pair.get(pair, ()), key=lambda one: one.seq, default=None)
            yield Match(
                left=found.left,
                right=found.right,
                score=found.score,
                reasons=found.reasons,
                judged=None if newest is None else newest.judgement,
            )

    def rulings(self, members: Iterable[str]) -> Rulings:
        """The judgements that hold among some accounts."""
        held = set(members)
        return rule({pair: js for pair, js in self._by_pair(held).items() if set(pair) <= held})

    def candidates(self, account_id: str) -> set[str]:
        """The accounts that one is compared with."""
        found: set[str] = set()
        for key in self.index.keys(account_id):
            anchors = self.index.block(key, ANCHORS)
            if len(anchors) == ANCHORS and account_id in anchors:
                found.update(self.index.block(key))
            else:
                found.update(anchors)
        found.discard(account_id)
        return found

    def _displaced(self, account_id: str, keys: Iterable[int]) -> Iterator[str]:
        """The accounts that are no anchors any more, because this one is."""
        for key in keys:
            first = self.index.block(key, ANCHORS + 1)
            if len(first) > ANCHORS and account_id <= first[ANCHORS - 1]:
                yield first[ANCHORS]

    def _forget(self, account_id: str) -> Iterator[str]:
        """Take an account away; those that have become anchors in its place."""
        keys = tuple(self.index.keys(account_id))
        self._touched.update(self.links.of(account_id))
        self._touched.update(self._called_same(account_id))
        for other in tuple(self.links.of(account_id)):
            self.links.unlink(pair_of(account_id, other))
        self.links.forget(account_id)
        self.index.remove(account_id)
        self._facts.pop(account_id)
        self._touched.discard(account_id)
        for key in keys:
            first = self.index.block(key, ANCHORS)
            if len(first) == ANCHORS and account_id < first[-1]:
                yield first[-1]

    def _relink(self, account_ids: Iterable[str]) -> None:
        """Compare accounts with their neighbourhoods, and bring their links up to date."""
        wanted = list(self._keyed(account_ids))
        beside = {account_id: self.candidates(account_id) for account_id in wanted}
        facts = self._facts_of({*wanted, *chain.from_iterable(beside.values())})
        linked: dict[str, dict[str, float]] = {}
        for account_id, others in beside.items():
            mine = facts[account_id]
            scored = ((other, score(mine, facts[other], self.weights)) for other in others)
            linked[account_id] = {o: value for o, value in scored if value > self.weights.threshold}
        self.links.prepare({*wanted, *chain.from_iterable(linked.values())})
        for account_id, now in linked.items():
            before = dict(self.links.of(account_id))
            for other in before.keys() - now.keys():
                self.links.unlink(pair_of(account_id, other))
            for other, value in now.items():
                if before.get(other) != value:
                    self.links.link(pair_of(account_id, other), value)
            changed = {o for o in before.keys() | now.keys() if before.get(o) != now.get(o)}
            self._touched |= changed | {account_id}

    def _release(self, account_ids: Iterable[str]) -> None:
        """Take away what linked accounts only as long as they were anchors of a block.

        Who is no anchor any more meets nobody new, so nothing has to be compared.
        """
        ordered = sorted(account_ids)
        self.links.prepare(ordered)
        for account_id in self._keyed(name for name in ordered if self.links.of(name)):
            lost = self.links.of(account_id).keys() - self.candidates(account_id)
            for other in lost:
                self.links.unlink(pair_of(account_id, other))
            if lost:
                self._touched |= lost | {account_id}

    def _keyed(self, account_ids: Iterable[str]) -> Iterator[str]:
        """Those of some accounts that are there, the blocks that they are in at hand."""
        there = self.index.get(account_ids)
        self.index.prepare(keys=chain.from_iterable(map(self.index.keys, there)))
        return iter(there)

    def _parts(self) -> list[list[str]]:
        """Everything that hangs together with what was touched."""
        seen: set[str] = set()
        edges: set[Pair] = set()
        waiting = set(self._touched)
        while waiting:
            self.links.prepare(waiting)
            seen |= waiting
            after: set[str] = set()
            for account_id in waiting:
                beside = {*self.links.of(account_id), *self._called_same(account_id)}
                edges |= {pair_of(account_id, other) for other in beside}
                after |= beside
            waiting = after - seen
        there = self.index.get(seen).keys()
        self.links.prepare(there, homes=True)
        return components(there, ((a, b) for a, b in edges if a in there and b in there))

    def _cut(self, members: list[str], rulings: Rulings) -> list[list[str]]:
        if len(members) == 1:
            return [members]
        facts = self._facts_of(members)
        scores: dict[Pair, float] = {}
        if len(members) > WHOLE:
            for mine in members:
                for theirs, value in self.links.of(mine).items():
                    scores[pair_of(mine, theirs)] = value
            pairs = {pair_of(a, b) for a in members[:STANDING] for b in members if a != b}
        else:
            pairs = set(whole(members))
        for left, right in pairs - scores.keys():
            scores[left, right] = score(facts[left], facts[right], self.weights)
        apart = {pair for pair in scores if told_apart(facts[pair[0]], facts[pair[1]])}
        different = (apart - rulings.same) | rulings.different
        joined = {m: n for n, g in enumerate(components(members, rulings.same)) for m in g}
        different = {(a, b) for a, b in different if joined[a] != joined[b]}
        return cut(members, scores, self.weights.threshold, rulings.same, different)

    def _called_same(self, account_id: str) -> set[str]:
        """The accounts that a person calls the same as this one."""
        if not self._judged:
            return set()
        found = set()
        for pair, all_of in self._by_pair({account_id}).items():
            newest = max(all_of, key=lambda judged: judged.seq)
            if account_id in pair and newest.judgement is Judgement.SAME:
                found |= set(pair) - {account_id}
        return found

    def _by_pair(self, members: set[str]) -> dict[Pair, list[Judged]]:
        """The judgements about accounts of the reports that some accounts stand in."""
        documents = {account.document for account in self.index.get(members).values()}
        found: dict[Pair, list[Judged]] = {}
        seen: set[int] = set()
        for document in sorted(documents & self._judged.keys()):
            for judged in self._judged[document]:
                if id(judged) in seen:
                    continue
                seen.add(id(judged))
                ends = [
                    account_at(telling, self._accounts_of(telling.document))
                    for telling in (judged.left, judged.right)
                ]
                if ends[0] is not None and ends[1] is not None and ends[0].id != ends[1].id:
                    found.setdefault(pair_of(ends[0].id, ends[1].id), []).append(judged)
        return found

    def _accounts_of(self, document: str) -> Iterable[Account]:
        return self.index.get(self.index.of_document(document)).values()

    def _facts_of(self, account_ids: Iterable[str]) -> dict[str, Facts]:
        """The facts of accounts; those last used are kept ready."""
        self._facts.age()
        wanted = set(account_ids)
        missing = [account_id for account_id in wanted if account_id not in self._facts]
        for account_id, account in self.index.get(missing).items():
            self._facts[account_id] = facts_of(account)
        return {account_id: self._facts[account_id] for account_id in wanted}


def happenings_of(
    reports: Mapping[str, Iterable[Account]],
    judged: Iterable[Judged] = (),
    weights: Weights | None = None,
) -> list[Happening]:
    """The happenings that the accounts of some reports, by document id, fall into."""
    linker = Linker(weights=weights)
    for judgement in judged:
        linker.judge(judgement, settle=False)
    for document, accounts in reports.items():
        linker.add(document, accounts, settle=False)
    linker.settle()
    return list(linker.happenings())


def _happening(accounts: Iterable[Account]) -> Happening:
    """A happening, its accounts in the order in which they were published."""
    ordered = sorted(accounts, key=_when_told)
    return Happening(
        id=make_id("hap", ordered[0].id), accounts=tuple(account.id for account in ordered)
    )


def _when_told(account: Account) -> tuple[str, str, int, str]:
    """Undated reports come last: a date that is found later must not change the first."""
    return account.published or "9999", account.document, account.trigger.start, account.id
