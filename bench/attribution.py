"""Attribution on PolNeAR: exact spans as published, whole attributions, and speed.

``python -m bench.attribution`` measures the dev split; ``python -m bench.attribution
train`` a sample of the training split, which is what the rules may be tuned on.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.corpora.polnear import (
    Article,
    Relation,
    Spans,
    bio_spans,
    read_articles,
    read_tagged,
)
from crossfix.annotate.attribution import Finding, find_attributions
from crossfix.annotate.parse import load_parser, parse

PARTS: Final = ("source", "cue", "content")
SAMPLE: Final = 84
SHARE: Final = 0.5
"""How much of two stretches together must be common for them to be the same part."""


def measure(shared: Path) -> dict[str, float]:
    """Figures on the dev split, by label; raises ``FileNotFoundError`` without the corpus."""
    figures = {
        f"attribution: PolNeAR dev, exact {part} F1": score
        for part, score in measure_tagged(shared / "data/polnear_cofenet/valid.txt").items()
    }
    whole = measure_whole(read_articles(_existing(shared / "data/polnear/dev")))
    figures |= {f"attribution: PolNeAR dev, whole, {name}": value for name, value in whole.items()}
    return figures


def measure_tagged(path: Path) -> dict[str, float]:
    """Exact-match F1 of each part, in the published protocol."""
    rows = list(read_tagged(_existing(path)))
    parser = load_parser()
    right, found, asked = Counter[str](), Counter[str](), Counter[str]()
    docs = parser.pipe((row.doc(parser.vocab) for row in rows), batch_size=64)
    for row, doc in zip(rows, docs, strict=True):
        gold = bio_spans(row.labels)
        mine = bio_spans(labels_of(find_attributions(doc), len(doc)))
        right.update(part for part, *_ in gold & mine)
        found.update(part for part, *_ in mine)
        asked.update(part for part, *_ in gold)
    return {part: 200 * right[part] / max(1, found[part] + asked[part]) for part in PARTS}


def labels_of(findings: Iterable[Finding], length: int) -> list[str]:
    """Findings as one tag sequence: where they nest, the outer one keeps the tokens."""
    labels = ["O"] * length
    ordered = sorted(findings, key=lambda f: (f.extent[0], -f.extent[1]))
    for finding in ordered:
        parts = [("source", finding.source), ("cue", finding.cue)]
        parts += [("content", piece) for piece in finding.content]
        taken = [piece for _, piece in parts if piece is not None]
        if any(labels[index] != "O" for start, stop in taken for index in range(start, stop)):
            continue
        for part, piece in parts:
            if piece is not None:
                labels[piece[0]] = f"B-{part}"
                labels[piece[0] + 1 : piece[1]] = [f"I-{part}"] * (piece[1] - piece[0] - 1)
    return labels


def measure_whole(articles: Iterable[Article]) -> dict[str, float]:
    """Attributions whose source, cue and content each share half their text with gold."""
    articles = list(articles)
    texts = [(line, article.name) for article in articles for line in article.text.split("\n")]
    docs = [doc for doc, _ in parse((text, None) for text, _ in texts)]
    began = time.process_time()
    found = [find_attributions(doc) for doc in docs]
    seconds = time.process_time() - began
    words = sum(len(text.split()) for text, _ in texts)
    mine: dict[str, list[Relation]] = {article.name: [] for article in articles}
    offsets: Counter[str] = Counter()
    for (text, name), doc, findings in zip(texts, docs, found, strict=True):
        for finding in findings:
            mine[name].append(_relation(doc, finding, offsets[name]))
        offsets[name] += len(text) + 1
    right = sum(len(list(_matched(a.relations, mine[a.name]))) for a in articles)
    total = sum(map(len, mine.values()))
    gold = sum(len(article.relations) for article in articles)
    return {
        "precision": 100 * right / max(1, total),
        "recall": 100 * right / max(1, gold),
        "F1": 200 * right / max(1, total + gold),
        "words per CPU second": words / max(seconds, 1e-6),
    }


def _relation(doc: object, finding: Finding, offset: int) -> Relation:
    def chars(piece: tuple[int, int] | None) -> Spans:
        if piece is None:
            return ()
        span = doc[piece[0] : piece[1]]  # type: ignore[index]
        return ((offset + span.start_char, offset + span.end_char),)

    content = tuple(span for piece in finding.content for span in chars(piece))
    return Relation(chars(finding.source), chars(finding.cue), content)


def _matched(gold: Iterable[Relation], mine: list[Relation]) -> Iterator[Relation]:
    """Gold relations with a found one of their own."""
    left = list(mine)
    for relation in gold:
        for candidate in left:
            if all(_same(getattr(relation, part), getattr(candidate, part)) for part in PARTS):
                left.remove(candidate)
                yield relation
                break


def _same(left: Spans, right: Spans) -> bool:
    """Whether two parts share at least half of what they cover; two absent ones are same."""
    if not left or not right:
        return not left and not right
    ours = {index for start, stop in left for index in range(start, stop)}
    theirs = {index for start, stop in right for index in range(start, stop)}
    return len(ours & theirs) >= SHARE * len(ours | theirs)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(2, "no such corpus", str(path))
    return path


def main(arguments: list[str]) -> int:
    """Print the figures of the dev split, or of a sample of the training split."""
    shared = Path(__file__).resolve().parents[1].parent / "shared"
    if arguments == ["train"]:
        folder = _existing(shared / "data/polnear/train")
        figures = measure_whole(read_articles(folder, limit=SAMPLE))
    else:
        figures = measure(shared)
    for label, figure in figures.items():
        print(f"{label:58} {figure:10.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
