"""The same event across reports, against ECB+ and MEANTIME: ``python -m bench.ecbplus``.

ECB+ is cross-validated: its 33 topics are dealt into five parts, and each is linked with
weights that were fitted on the others.  No topics are given: the accounts of all texts of a
part lie in one case.  The lemma baselines, which join what has the same head word, are told
nothing, the true topic, or the true half of it: the one happening that its texts are about.

Scored are the checked sentences, as is usual, clusters of one mention too, by the mean of MUC,
B-cubed and CEAF-e.  *Given*: the marked words are taken as they are.  *Found*: our own events;
one that overlaps a marked word stands for it, any other stays a mention that the gold lacks.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from training.linking import examples, fit

from bench.coreference import score
from bench.linked_texts import Linked, read_linked, read_linked_meantime
from crossfix.findings.accounts import Account
from crossfix.link.linker import happenings_of
from crossfix.link.model import Weights, load_weights

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
PARTS: Final = 5
THRESHOLDS: Final = (-1.5, -1.0, -0.5, 0.0)
SHOWN: Final = ("conll", "muc f1", "b3 f1", "b3 recall", "b3 precision", "ceafe f1")

Clusters = list[list[Hashable]]


def measure(shared: Path) -> dict[str, float]:
    """Every figure of this bench; ``shared`` is the folder that holds ``data``."""
    texts = list(read_linked(shared / "data/ecbplus"))
    meantime = list(read_linked_meantime(shared / "data/meantime/intra_cross-doc_annotation"))
    return {**measure_ecbplus(texts), **measure_meantime(meantime)}


def measure_ecbplus(texts: Sequence[Linked]) -> dict[str, float]:
    """The figures of ECB+: baselines, and ours at each threshold."""
    parts = list(_parts(texts))
    fitted = [fit(*examples([t for t in texts if t not in part])) for part in parts]
    found: dict[str, float] = {}
    ways: dict[str, Callable[[Sequence[Linked]], Clusters]] = {
        "lemma, no topic": lambda part: _by_lemma(part, lambda text: ""),
        "lemma, true topic": lambda part: _by_lemma(part, lambda text: text.topic),
        "lemma, true happening": lambda part: _by_lemma(part, lambda text: text.subtopic),
    }
    for name, way in ways.items():
        found |= _mean(f"ecbplus.given.{name}", [(part, way(part)) for part in parts])
    for threshold in THRESHOLDS:
        used = [replace(weights, threshold=threshold) for weights in fitted]
        given = [(part, _linked(part, w)) for part, w in zip(parts, used, strict=True)]
        found |= _mean(f"ecbplus.given.ours at {threshold}", given)
    used = [replace(weights, threshold=load_weights().threshold) for weights in fitted]
    own = [(part, _found(part, w)) for part, w in zip(parts, used, strict=True)]
    return found | _mean("ecbplus.found.ours", own) | _ceiling("ecbplus.found", parts)


def measure_meantime(texts: Sequence[Linked]) -> dict[str, float]:
    """The figures of MEANTIME, with the shipped weights, which never saw it."""
    weights = load_weights()
    lemma, ours = _by_lemma(texts, lambda text: text.topic), _linked(texts, weights)
    return {
        **_mean("meantime.given.lemma", [(texts, lemma)]),
        **_across("meantime.given.lemma", texts, lemma),
        **_mean("meantime.given.ours", [(texts, ours)]),
        **_across("meantime.given.ours", texts, ours),
        **_mean("meantime.found.ours", [(texts, _found(texts, weights))]),
        **_ceiling("meantime.found", [texts]),
    }


def _parts(texts: Sequence[Linked]) -> Iterable[list[Linked]]:
    topics = sorted({text.topic for text in texts}, key=int)
    order = np.random.RandomState(0).permutation(topics)
    for number in range(PARTS):
        chosen = set(order[number::PARTS])
        yield [text for text in texts if text.topic in chosen]


def _mean(name: str, scored: Sequence[tuple[Sequence[Linked], Clusters]]) -> dict[str, float]:
    """The mean of the parts' figures."""
    found: dict[str, float] = defaultdict(float)
    for texts, ours in scored:
        figures = score(_gold(texts), ours)
        for key in SHOWN:
            found[f"{name}.{key}"] += figures[key] / len(scored)
    return dict(found)


def _across(name: str, texts: Sequence[Linked], ours: Clusters) -> dict[str, float]:
    """Of the pairs of words of two texts that are of one event: how many are found, and right."""
    gold, found = _pairs(_gold(texts)), _pairs(ours)
    both = len(gold & found)
    return {
        f"{name}.links across texts": float(len(gold)) / 100,
        f"{name}.recall across": both / max(1, len(gold)),
        f"{name}.precision across": both / max(1, len(found)),
        f"{name}.f1 across": 2 * both / max(1, len(gold) + len(found)),
    }


def _pairs(clusters: Clusters) -> set[frozenset[Hashable]]:
    """The pairs of words of different texts."""
    return {
        frozenset((left, right))
        for cluster in clusters
        for left, right in combinations(cluster, 2)
        if isinstance(left, tuple) and isinstance(right, tuple) and left[0] != right[0]
    }


def _gold(texts: Iterable[Linked]) -> Clusters:
    clusters: dict[str, list[Hashable]] = defaultdict(list)
    for text in texts:
        for start, stop, cluster in text.where:
            clusters[cluster].append((text.name, start, stop))
    return list(clusters.values())


def _mentions(texts: Iterable[Linked]) -> Mapping[str, Hashable]:
    """What stands for each account of a marked word: the text, and where the words are."""
    return {
        account.id: (text.name, account.trigger.start, account.trigger.stop)
        for text in texts
        for account in text.accounts
    }


def _by_lemma(texts: Sequence[Linked], beside: Callable[[Linked], str]) -> Clusters:
    mentions = _mentions(texts)
    clusters: dict[tuple[str, str], list[Hashable]] = defaultdict(list)
    for text in texts:
        for account in text.accounts:
            clusters[beside(text), account.lemma].append(mentions[account.id])
    return list(clusters.values())


def _linked(texts: Sequence[Linked], weights: Weights) -> Clusters:
    mentions = _mentions(texts)
    reports = {text.name: text.accounts for text in texts}
    return [
        [mentions[key] for key in happening.accounts]
        for happening in happenings_of(reports, weights=weights)
    ]


def _found(texts: Sequence[Linked], weights: Weights) -> Clusters:
    """Happenings of our own events, each named by the marked word that it overlaps."""
    mentions = {a.id: _marked_at(text, a) for text in texts for a in text.own}
    reports = {text.name: text.own for text in texts}
    return [
        list(dict.fromkeys(mentions[key] for key in happening.accounts))
        for happening in happenings_of(reports, weights=weights)
    ]


def _ceiling(name: str, parts: Sequence[Sequence[Linked]]) -> dict[str, float]:
    """What our own events could reach: the marked words they overlap, and linked as these are."""
    gold = {m for part in parts for cluster in _gold(part) for m in cluster}
    ours = {_marked_at(text, a) for part in parts for text in part for a in text.own}
    best = [(part, _found_as_marked(part)) for part in parts]
    return {
        f"{name}.marked words found": len(gold & ours) / max(1, len(gold)),
        f"{name}.ours that are marked": len(gold & ours) / max(1, len(ours)),
        **_mean(f"{name}.ours, linked as marked", best),
    }


def _found_as_marked(texts: Sequence[Linked]) -> Clusters:
    """Our own events, joined as the marked words that they overlap are."""
    home = {m: number for number, cluster in enumerate(_gold(texts)) for m in cluster}
    clusters: dict[Hashable, dict[Hashable, None]] = defaultdict(dict)
    for text in texts:
        for account in text.own:
            mention = _marked_at(text, account)
            clusters[home.get(mention, mention)][mention] = None
    return [list(cluster) for cluster in clusters.values()]


def _marked_at(text: Linked, account: Account) -> Hashable:
    start, stop = account.trigger.start, account.trigger.stop
    for first, last, _ in text.where:
        if start < last and first < stop:
            return text.name, first, last
    return account.id


def main() -> int:
    """Print the figures."""
    for key, value in measure(SHARED).items():
        print(f"{key:60} {100 * value:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
