"""MUC-4 in its five-slot form: reports, templates, and the scoring of published results.

The scoring is that of Du, Rush and Cardie (NAACL 2021; ``eval.py`` of their repository), which
later figures on this form of the task share:

- A mention counts by its words: case, punctuation and articles aside (:func:`plain`).
- What is said of a report is aligned with its key one to one, a template of the one with at
  most one of the other, and only where the incident is of the same type; where the key allows
  several types ("bombing / attack"), each of them is right.  Of all alignments the one with the
  highest F1 of the report counts.
- The type is a slot with one filler.  In the other slots an entity that was found is right
  when every mention that is given for it is a mention of one entity of the aligned template
  in the same slot; an entity of the key is met when one that was given is right for it.
- What stands in templates that are aligned with none is wrong, or missed.  The counts of all
  reports are summed over the slots: micro precision, recall and F1.

Doubled templates of the key count once, and all fillers are words of the text, as there.
"""

from __future__ import annotations

import json
import re
import string
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

TYPES: Final = (
    "attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage",
)  # fmt: skip
SLOTS: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
INCIDENT: Final = "incident_type"
_EITHER: Final = " / "
_ARTICLES: Final = re.compile(r"\b(?:a|an|the)\b")
_UNMARKED: Final = str.maketrans("", "", string.punctuation)

Entity = tuple[tuple[str, int], ...]
"""The mentions of one filler: the words, and where the text first has them."""


class Template(NamedTuple):
    """One incident: its type, and the entities that fill each slot."""

    incident: str
    fillers: Mapping[str, tuple[Entity, ...]]

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are right for it."""
        return tuple(self.incident.split(_EITHER))


class Report(NamedTuple):
    """A text with its key."""

    id: str
    text: str
    templates: tuple[Template, ...]


class Counts(NamedTuple):
    """``right`` of ``found`` are in the key; ``met`` of ``wanted`` in the key were found."""

    right: int = 0
    found: int = 0
    met: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is wanted that was found."""
        return self.met / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def summed(counts: Iterable[Counts]) -> Counts:
    """The counts of several reports or slots as one."""
    return Counts(*map(sum, zip(Counts(), *counts, strict=True)))


def plain(text: str) -> str:
    """A mention as it is compared: lower case, no punctuation, no articles, single blanks."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_UNMARKED)).split())


def read_reports(path: Path) -> Iterator[Report]:
    """The reports of ``train.json`` or ``dev.json`` (a report a line), in order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Report(row["docid"], row["doctext"], tuple(_templates(row["templates"])))


def _templates(rows: Iterable[Mapping[str, Any]]) -> Iterator[Template]:
    seen = []
    for row in rows:
        words = [[[text for text, _ in entity] for entity in row[slot]] for slot in SLOTS]
        if (row[INCIDENT], words) in seen:
            continue
        seen.append((row[INCIDENT], words))
        fillers = {
            slot: tuple(
                tuple((text, start) for text, start in entity) for entity in row[slot] if entity
            )
            for slot in SLOTS
        }
        yield Template(row[INCIDENT], fillers)


def score(found: Sequence[Template], key: Sequence[Template]) -> dict[str, Counts]:
    """The counts of one report by slot, the type's under :data:`INCIDENT`."""
    fillers = {slot: [0, 0] for slot in (INCIDENT, *SLOTS)}
    for one, other in _aligned(found, key):
        for slot, (right, met) in _agreement(one, other).items():
            fillers[slot][0] += right
            fillers[slot][1] += met
    return {
        slot: Counts(right, _size(found, slot), met, _size(key, slot))
        for slot, (right, met) in fillers.items()
    }


def _size(templates: Sequence[Template], slot: str) -> int:
    if slot == INCIDENT:
        return len(templates)
    return sum(len(template.fillers.get(slot, ())) for template in templates)


def _agreement(found: Template, key: Template) -> dict[str, tuple[int, int]]:
    """By slot, how many entities found are right and how many of the key are met."""
    if found.incident not in key.types:
        return {}
    made = {INCIDENT: (1, 1)}
    for slot in SLOTS:
        given = [_words(entity) for entity in found.fillers.get(slot, ())]
        wanted = [_words(entity) for entity in key.fillers.get(slot, ())]
        right = sum(any(one <= other for other in wanted) for one in given)
        made[slot] = right, sum(any(one <= other for one in given) for other in wanted)
    return made


def _summed(agreement: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    right, met = zip((0, 0), *agreement.values(), strict=True)
    return sum(right), sum(met)


def _words(entity: Entity) -> frozenset[str]:
    return frozenset(plain(text) for text, _ in entity)


def _aligned(
    found: Sequence[Template], key: Sequence[Template]
) -> Iterator[tuple[Template, Template]]:
    """The pairs of the best alignment.

    All alignments are gone through side by side, a template found after the other; those that
    leave the same templates of the key and count alike go on as one, the first of them.
    """
    entities = sum(_size(found, slot) for slot in (INCIDENT, *SLOTS))
    wanted = sum(_size(key, slot) for slot in (INCIDENT, *SLOTS))
    ways: dict[tuple[int, int, int], tuple[int, ...]] = {(0, 0, 0): ()}
    for one in found:
        onward: dict[tuple[int, int, int], tuple[int, ...]] = {}
        sums = [_summed(_agreement(one, other)) for other in key]
        for (used, right, met), way in ways.items():
            for number, agreed in enumerate(sums):
                if agreed and not used >> number & 1:
                    state = used | 1 << number, right + agreed[0], met + agreed[1]
                    onward[state] = min(onward.get(state, (len(key) + 1,)), (*way, number))
            state = used, right, met
            onward[state] = min(onward.get(state, (len(key) + 1,)), (*way, len(key)))
        ways = onward
    counted = (
        (Counts(right, entities, met, wanted).f1, way) for (_, right, met), way in ways.items()
    )
    _, best = min((-f1, way) for f1, way in counted)
    for one, number in zip(found, best, strict=True):
        if number < len(key):
            yield one, key[number]


FOUND: Final = Path(__file__).resolve().parents[1] / "build" / "muc4" / "dev.json"
"""Where ``python -m training.muc4`` leaves what it found in tests 1 and 2, in the key's form."""


def measure(shared: Path) -> dict[str, float]:
    """Figures on tests 1 and 2; raises ``FileNotFoundError`` where nothing was found yet."""
    key = list(read_reports(shared / "data/muc4/dev.json"))
    found = {report.id: report.templates for report in read_reports(FOUND)}
    by_slot = score_all((found[report.id], report.templates) for report in key)
    return {f"muc4 dev {name}": figure for name, figure in _figures(by_slot)}


def score_all(pairs: Iterable[tuple[Sequence[Template], Sequence[Template]]]) -> dict[str, Counts]:
    """The counts of many reports by slot; each is what was found, and the key."""
    scored = [score(found, key) for found, key in pairs]
    return {slot: summed(counts[slot] for counts in scored) for slot in (INCIDENT, *SLOTS)}


def _figures(by_slot: Mapping[str, Counts]) -> Iterator[tuple[str, float]]:
    for name, counts in ({"all": summed(by_slot.values())} | dict(by_slot)).items():
        yield f"{name}, precision", 100 * counts.precision
        yield f"{name}, recall", 100 * counts.recall
        yield f"{name}, F1", 100 * counts.f1


def main() -> int:
    """Print the figures; ``python -m bench.muc4_errors`` tells the errors."""
    shared = Path(__file__).resolve().parents[1].parent / "shared"
    try:
        figures = measure(shared)
    except FileNotFoundError as missing:
        print(f"{missing.filename} is not here: run `python -m training.muc4`", file=sys.stderr)
        return 1
    for label, figure in figures.items():
        print(f"{label:40} {figure:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
