"""``python -m bench.muc4_errors``: where the points of MUC-4's five slots are lost.

Each filler of the key that was missed, and each that was found and is wrong, is put under the
first kind that fits it.  Templates are counted beside them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.muc4 import FOUND, SLOTS, Report, Template, plain, read_reports


def kinds_of_errors(found: Sequence[Template], key: Sequence[Template]) -> Counter[str]:
    """How often each kind of error stands in one report."""
    counts: Counter[str] = Counter()
    if not key:
        counts["templates: made up, in a report that has none"] += len(found)
    elif not found:
        counts["templates: missed, in a report of which nothing was said"] += len(key)
    else:
        types = Counter(template.types[0] for template in key)
        said = Counter(template.incident for template in found)
        counts["templates: of a type that the report lacks"] += sum((said - types).values())
        missed = types - said
        again = sum(number for name, number in missed.items() if name in said)
        counts["templates: missed, a further one of a type that was found"] += again
        counts["templates: missed, of a type that was not"] += sum(missed.values()) - again
    counts.update(f"fillers wrong: {_kind(one, key)}" for one in _absent(found, key))
    counts.update(f"fillers missed: {_kind(one, found)}" for one in _absent(key, found))
    return counts


Filler = tuple[str, frozenset[str]]


def _fillers(templates: Sequence[Template]) -> Iterator[Filler]:
    for template in templates:
        for slot in SLOTS:
            for entity in template.fillers.get(slot, ()):
                yield slot, frozenset(plain(words) for words, _ in entity)


def _absent(templates: Sequence[Template], others: Sequence[Template]) -> Iterator[Filler]:
    """The fillers that have no mention in the same slot of any of the other templates."""
    there = {(slot, words) for slot, entity in _fillers(others) for words in entity}
    for slot, entity in _fillers(templates):
        if not any((slot, words) in there for words in entity):
            yield slot, entity


def _kind(filler: Filler, others: Sequence[Template]) -> str:
    slot, entity = filler
    if not others:
        return "nothing there at all on the other side"
    fillers = list(_fillers(others))
    if any(entity & other for _, other in fillers):
        return "the words stand in another slot"
    heads = {words.split()[-1] for words in entity if words}
    for name, other in fillers:
        if name == slot and heads & {words.split()[-1] for words in other if words}:
            return "same head, other words around it"
    for name, other in fillers:
        if name == slot and any(_overlap(one, two) for one in entity for two in other):
            return "some words shared, other head"
    return "no word of it in that slot"


def _overlap(one: str, two: str) -> bool:
    return bool(set(one.split()) & set(two.split()))


def main() -> int:
    """Count the errors in tests 1 and 2."""
    shared = Path(__file__).resolve().parents[1].parent / "shared"
    found = {report.id: report for report in read_reports(FOUND)}
    counts: Counter[str] = Counter()
    reports: Sequence[Report] = list(read_reports(shared / "data/muc4/dev.json"))
    for report in reports:
        counts += kinds_of_errors(found[report.id].templates, report.templates)
    for kind, number in sorted(counts.items()):
        print(f"{number:5}  {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
