"""From spans to candidates for slots: the same words in a report are one.

What the network says of each place is weighed anew with what it cannot see: how often the
words are in the text, what other words and slots are in the running, how often they or their
last word were fillers in other reports, and what the report is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from bench.muc4 import SLOTS, TYPES, Report, plain

from training.muc4_examples import Floats
from training.muc4_spans import Spans

_SEEN, _SEEN_HEADS = 3.0, 5.0
_USUAL: Final = 0.05
WIDTH: Final = 20 + 6 * len(SLOTS)
"""Numbers that are told of a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a report that may fill a slot.

    ``any_place`` is the chance that they do in one place or other, ``best`` the chance of
    the best place, ``at`` where that is (a share of the text), ``rival`` the chance of the
    best other words in one of their places; ``types`` how far they belong to each type.
    """

    slot: int
    words: str
    any_place: float
    best: float
    at: float
    count: int
    rival: float
    types: Floats


def find_candidates(report: Report, spans: Spans) -> list[Candidate]:
    """The candidates of a report."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, (start, stop, slot) in enumerate(spans.places.tolist()):
        words = plain(report.text[start:stop])
        if words:
            found[slot, words].append(number)
    rivals = _rivals(spans, found.values())
    made = []
    for (slot, words), numbers in found.items():
        chances = spans.chances[numbers]
        best = numbers[int(chances.argmax())]
        made.append(
            Candidate(
                slot,
                words,
                1 - float(np.prod(1 - chances)),
                float(chances.max()),
                float(spans.places[best, 0]) / len(report.text),
                len(numbers),
                float(rivals[numbers].max()),
                chances @ spans.types[numbers] / chances.sum(),
            )
        )
    return made


def _rivals(spans: Spans, same: Iterable[Sequence[int]]) -> Floats:
    """For each span the chance of the likeliest that overlaps it in its slot, of other words."""
    words = np.full(len(spans.chances), -1)
    for number, spans_of in enumerate(same):
        words[spans_of] = number
    starts, stops, slots = spans.places.T
    meet = (starts[:, None] < stops) & (starts < stops[:, None])
    meet &= (slots[:, None] == slots) & (words[:, None] != words)
    chances: Floats = np.where(meet, spans.chances, 0).max(1, initial=0)
    return chances


class Usual:
    """How often words, and their last words, were fillers of each slot in some reports."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._filled, self._seen = Counter[tuple[int, str]](), Counter[str]()
        self._heads, self._seen_heads = Counter[tuple[int, str]](), Counter[str]()
        texts = []
        for report in reports:
            texts.append(f" {plain(report.text.replace('--', ' '))} ")
            own = fillers_of(report)
            self._filled.update(own)
            self._heads.update({(slot, words.split()[-1]) for slot, words in own})
        known = {words for _, words in self._filled}
        for text in texts:
            self._seen_heads.update(set(text.split()))
            self._seen.update(words for words in known if f" {words} " in text)

    def odds(self, slot: int, words: str) -> tuple[float, float, bool]:
        """The log-odds of the words and of the last, and whether the words are well known."""
        head, seen = words.rsplit(maxsplit=1)[-1], self._seen[words]
        of_words = (self._filled[slot, words] + _USUAL * _SEEN) / (seen + _SEEN)
        heads = self._heads[slot, head] + _USUAL * _SEEN_HEADS
        of_head = heads / (self._seen_heads[head] + _SEEN_HEADS)
        return log_odds(of_words), log_odds(of_head), seen >= _SEEN


def fillers_of(report: Report) -> set[tuple[int, str]]:
    """The slots and words of the key's mentions."""
    return {
        (number, plain(words))
        for template in report.templates
        for number, slot in enumerate(SLOTS)
        for entity in template.fillers[slot]
        for words, _ in entity
        if plain(words)
    }


def log_odds(chance: float) -> float:
    """The log-odds of a chance, which is kept away from never and always."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(chance / (1 - chance)))


def features(found: Sequence[Candidate], by_words: Floats, states: Floats, usual: Usual) -> Floats:
    """A row of numbers for each candidate.

    ``by_words`` are the log-odds of the report's types and of any, from its words; ``states``
    those of the types, from the network.
    """
    likeliest, expected = np.zeros(len(SLOTS)), np.zeros(len(SLOTS))
    slots_of: dict[str, dict[int, float]] = defaultdict(dict)
    for one in found:
        likeliest[one.slot] = max(likeliest[one.slot], one.any_place)
        expected[one.slot] += one.best
        slots_of[one.words][one.slot] = one.any_place
    rows = []
    for one in found:
        elsewhere = max((c for s, c in slots_of[one.words].items() if s != one.slot), default=0.0)
        names = [o for o in found if o.slot == one.slot and o is not one]
        alias = max((o.any_place for o in names if alike(o.words, one.words)), default=0.0)
        of_words, of_head, known = usual.odds(one.slot, one.words)
        here, best = log_odds(one.any_place), log_odds(one.best)
        plainly = [
            here, best, np.log(one.count), by_words[-1], max(0.0, log_odds(one.rival) - best),
            log_odds(elsewhere) / 4, one.at, of_words, of_head,
            log_odds(likeliest[one.slot]) - here, float(known), len(one.words.split()) / 4,
            *by_words[:4], by_words[: len(TYPES)].max(), states.max(),
            log_odds(alias) / 4, np.log1p(expected[one.slot]),
        ]  # fmt: skip
        by_slot = np.zeros((len(SLOTS), 6))
        by_slot[one.slot] = 1, here, of_words, by_words[-1], states.max(), of_head
        rows.append([*plainly, *by_slot.ravel()])
    return np.array(rows, np.float32).reshape(-1, WIDTH)


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one: the words of one in the other, or its initials."""
    words, others = one.split(), other.split()
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    return (len(words) == 1 and _initials(others) == one) or (
        len(others) == 1 and _initials(words) == other
    )


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "for", "and"})
