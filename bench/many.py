"""Linking as a case grows: ``python -m bench.many [REPORTS ...]`` (1,000, 10,000 and 100,000).

Synthetic accounts of a war of two years: about 560 happenings a day in 3,000 towns (a few of
them hot), each told by one report or by many (a heavy tail, so a few by hundreds), ten accounts
a report.  Words are syllables; what an account says of its happening is drawn from the
happening's own words, with noise, missing parts and synonyms.  Each size is a case of its own;
after it a report is added that tells of the newest happenings.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from bench.coreference import b_cubed
from crossfix.codes import EventType, Feature, Status
from crossfix.findings.accounts import Account, Figure, Site
from crossfix.link.linker import Linker
from crossfix.model import Span, make_id

SIZES: Final = (1_000, 10_000, 100_000)
TOLD: Final = 10
"""Accounts in a report."""
PER_DAY: Final = 137
"""Reports a day."""
TOWNS: Final = 3_000
_START: Final = date(2024, 1, 1)
_VERBS: Final[dict[EventType, tuple[str, ...]]] = {
    EventType.STRIKE: ("strike", "hit", "attack", "shell", "bomb"),
    EventType.DAMAGE: ("damage", "destroy", "burn"),
    EventType.CASUALTIES: ("kill", "die", "injure", "wound"),
    EventType.CLASH: ("clash", "fight", "battle"),
    EventType.ADVANCE: ("advance", "push", "move"),
    EventType.CAPTURE: ("capture", "seize", "take"),
    EventType.CONSULT: ("meet", "talk", "discuss"),
    EventType.OTHER: ("evacuate", "arrive", "test", "open"),
}
_SYLLABLES: Final = [
    "ba",
    "do",
    "ka",
    "ku",
    "le",
    "lo",
    "ma",
    "mi",
    "no",
    "po",
    "ra",
    "ro",
    "sa",
    "sho",
    "ta",
    "ti",
    "va",
    "vy",
    "ze",
    "zi",
]


@dataclass(frozen=True, slots=True)
class Truth:
    """A happening as it was: what its accounts are drawn from."""

    number: int
    day: int
    town: int
    type: EventType
    actor: tuple[str, ...]
    target: tuple[str, ...]
    words: tuple[str, ...]
    figure: int


class World:
    """Happenings and the reports that tell of them; the same for one seed."""

    def __init__(self, seed: int = 0) -> None:
        self._rng = np.random.default_rng(seed)
        self._vocabulary = [self._name() for _ in range(20_000)]
        self._towns = [
            (self._name().capitalize(), *point)
            for point in self._rng.uniform((46.0, 23.0), (52.0, 40.0), (TOWNS, 2)).tolist()
        ]
        self._heat = 1.0 / np.arange(1, TOWNS + 1) ** 0.8
        self._heat /= self._heat.sum()
        self._count = 0

    def reports(self, count: int) -> Iterator[tuple[str, list[tuple[Account, int]]]]:
        """Reports by day: the document, and each account with the number of its happening."""
        happenings: list[Truth] = []
        fame: list[float] = []
        for number in range(count):
            day, order = divmod(number, PER_DAY)
            if order == 0:
                fresh = [self._happening(day) for _ in range(560)]
                older = happenings[-560:][:60]
                happenings = [*older, *fresh]
                drawn = self._rng.pareto(1.1, len(happenings)) + 0.05
                fame = (drawn / drawn.sum()).tolist()
            yield self._report(number, day, happenings, fame)

    def names(self, count: int) -> list[str]:
        """So many invented names."""
        return [self._name().capitalize() for _ in range(count)]

    def _name(self) -> str:
        return "".join(self._rng.choice(_SYLLABLES, self._rng.integers(3, 6)).tolist())

    def _some(self, count: int) -> tuple[str, ...]:
        picks = (self._rng.random(count) ** 2 * len(self._vocabulary)).astype(int)
        return tuple(dict.fromkeys(self._vocabulary[at] for at in picks.tolist()))

    def _happening(self, day: int) -> Truth:
        self._count += 1
        types = list(_VERBS)
        return Truth(
            number=self._count,
            day=day,
            town=int(self._rng.choice(TOWNS, p=self._heat)),
            type=types[int(self._rng.integers(len(types)))],
            actor=("russian", "force") if self._rng.random() < 0.6 else ("ukrainian", "force"),
            target=self._some(2),
            words=self._some(14),
            figure=int(self._rng.integers(2, 60)),
        )

    def _report(
        self, number: int, day: int, happenings: Sequence[Truth], fame: Sequence[float]
    ) -> tuple[str, list[tuple[Account, int]]]:
        document = make_id("doc", "many", number)
        size = min(TOLD, len(happenings))
        chosen = self._rng.choice(len(happenings), size, replace=False, p=fame).tolist()
        picked = [happenings[at] for at in chosen]
        own = self._some(10)
        topic = tuple(dict.fromkeys([w for t in picked for w in t.words[:2]] + list(own)))[:28]
        published = (_START + timedelta(days=day)).isoformat()
        told = [
            (self._account(document, at, truth, published, topic), truth.number)
            for at, truth in enumerate(picked)
        ]
        return document, told

    def _account(
        self, document: str, at: int, truth: Truth, published: str, topic: tuple[str, ...]
    ) -> Account:
        chance = self._rng.random(8).tolist()
        start = 120 * at + int(40 * chance[0])
        verbs = _VERBS[truth.type]
        lemma = verbs[int(len(verbs) * chance[1] ** 2)]
        name, lat, lon = self._towns[truth.town]
        day = (_START + timedelta(days=truth.day)).isoformat()
        trigger = Span(start, start + len(lemma), lemma)
        kept = self._rng.random(len(truth.words)) < 0.6
        words = [w for w, keep in zip(truth.words, kept.tolist(), strict=True) if keep]
        return Account(
            id=make_id("evt", document, trigger),
            document=document,
            trigger=trigger,
            type=truth.type if chance[2] < 0.9 else EventType.OTHER,
            status=Status.ASSERTED,
            lemma=lemma,
            published=published,
            earliest=day if chance[3] < 0.8 else None,
            latest=day if chance[3] < 0.8 else None,
            dated=chance[3] < 0.5,
            time_precision=1 if chance[3] < 0.8 else None,
            geo_precision=1 if chance[4] < 0.7 else None,
            actor=truth.actor if chance[5] < 0.5 else (),
            target=truth.target if chance[6] < 0.7 else truth.target[:1],
            sites=(Site(name=name.lower(), lat=lat, lon=lon, radius_km=3.0, feature=Feature.CITY),)
            if chance[4] < 0.7
            else (),
            figures=(
                Figure(id=f"q{start}", low=truth.figure, best=truth.figure, high=truth.figure),
            )
            if chance[7] < 0.3
            else (),
            sentence=start,
            words=tuple(dict.fromkeys([*words, *self._some(4)])),
            topic=topic,
        )


def measure(reports: int) -> dict[str, float]:
    """Seconds of CPU, memory and how right it is, for a case of so many reports."""
    linker = Linker()
    truth: dict[int, list[str]] = defaultdict(list)
    made = World().reports(reports + 1)
    spent = 0.0
    last: list[Account] = []
    for number, (document, told) in enumerate(made):
        for account, happening in told:
            truth[happening].append(account.id)
        last = [account for account, _ in told]
        if number == reports:
            break
        begin = time.process_time()
        linker.add(document, last, settle=False)
        spent += time.process_time() - begin
    begin = time.process_time()
    linker.settle()
    settled = time.process_time() - begin
    begin = time.process_time()
    linker.add(last[0].document, last)
    added = time.process_time() - begin
    ours = [list(happening.accounts) for happening in linker.happenings()]
    fit = b_cubed(list(truth.values()), ours)
    return {
        "reports": reports,
        "accounts": sum(map(len, truth.values())),
        "happenings": len(ours),
        "largest": max(map(len, ours)),
        "seconds to link": spent,
        "seconds to cut": settled,
        "a report at the end, s": added,
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "B-cubed recall": fit.recall,
        "B-cubed precision": fit.precision,
    }


def main(arguments: list[str]) -> int:
    """Print the figures of each size."""
    for size in map(int, arguments or SIZES):
        for key, value in measure(size).items():
            print(f"{size:>8} {key:28} {value:14,.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
