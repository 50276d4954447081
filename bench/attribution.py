"""Attribution on PolNeAR's dev split: exact spans as published, and parts together.

``python -m bench.attribution`` prints them: the encoder alone on the tokens of the published
protocol and on the articles as printed, and the whole stage (encoder, rules, nesting).
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.corpora.polnear import (
    Article,
    Relation,
    Spans,
    Tagged,
    bio_spans,
    read_articles,
    read_tagged,
)
from crossfix import read
from crossfix.annotate.attribution.tagger import PARTS as ENCODED
from crossfix.annotate.attribution.tagger import Tagged as TaggedText
from crossfix.annotate.attribution.tagger import characters_of, tag_texts
from crossfix.model import Span
from crossfix.models import Encoded, Encoder, load_encoder
from crossfix.models.decoding import find_runs
from crossfix.models.encoder import SpanHead

PARTS: Final = ("source", "cue", "content")
SHARE: Final = 0.5
"""How much of two stretches together must be common for them to be the same part."""


def measure(shared: Path) -> dict[str, float]:
    """Figures on the dev split, by label; raises ``FileNotFoundError`` without the corpus."""
    encoder = load_encoder()
    tagged = measure_tagged(encoder, shared / "data/polnear_cofenet/valid.txt")
    articles = list(read_articles(_existing(shared / "data/polnear/dev")))
    parts = {
        "dev, exact": tagged,
        "raw dev": measure_read(encoder, articles),
        "raw dev, whole stage": measure_whole(articles),
    }
    return {
        f"attribution: PolNeAR {split}{', ' if split != 'dev, exact' else ' '}{name}": value
        for split, figures in parts.items()
        for name, value in figures.items()
    }


def measure_tagged(encoder: Encoder, path: Path) -> dict[str, float]:
    """Exact-match F1 of each part as the encoder tags it, in the published protocol.

    The rows of one article are read side by side, as the paragraphs of a report are.
    """
    return f1_of_parts(encoder.heads[ENCODED], list(read_rows(encoder, path)))


Row = tuple[set[tuple[str, int, int]], Spans, Encoded]
"""Gold parts in ranges of words, where the words stand, and what the encoder says of them."""


def read_rows(encoder: Encoder, path: Path) -> Iterator[Row]:
    """The rows of the tagged form, encoded."""
    articles: dict[str, list[Tagged]] = {}
    for row in read_tagged(_existing(path)):
        articles.setdefault(row.article, []).append(row)
    for rows in articles.values():
        written = [row.written() for row in rows]
        encoded = encoder.run([text for text, _ in written])
        for row, (_, words), text in zip(rows, written, encoded, strict=True):
            yield bio_spans(row.labels), words, text


def f1_of_parts(head: SpanHead, rows: Iterable[Row]) -> dict[str, float]:
    """Exact-match F1 of each part when this head decodes encoded rows."""
    right, found, asked = Counter[str](), Counter[str](), Counter[str]()
    rows = list(rows)
    read = find_runs(head, ENCODED, [text for _, _, text in rows])
    for (gold, words, text), runs in zip(rows, read, strict=True):
        mine = {(run.label, *_in_words(characters_of(text, run), words)) for run in runs}
        right.update(part for part, *_ in gold & mine)
        found.update(part for part, *_ in mine)
        asked.update(part for part, *_ in gold)
    return {f"{part} F1": _f1(right[part], found[part], asked[part]) for part in PARTS}


def _in_words(span: tuple[int, int], words: Spans) -> tuple[int, int]:
    """A span as a range of the corpus's words."""
    first = bisect_right([stop for _, stop in words], span[0])
    return first, bisect_left([start for start, _ in words], span[1])


def measure_read(encoder: Encoder, articles: Iterable[Article]) -> dict[str, float]:
    """What the encoder alone reads in the articles as printed: parts, and parts together."""
    right, found, asked = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        lines = list(article.lines())
        tagged = tag_texts(encoder.heads[ENCODED], encoder.run([line for _, line in lines]))
        mine = [
            _moved(statement, offset)
            for (offset, _), statements in zip(lines, tagged, strict=True)
            for statement in statements
        ]
        for part in PARTS:
            gold_spans = {span for r in article.relations for span in getattr(r, part)}
            my_spans = {span for r in mine for span in getattr(r, part)}
            right[f"exact {part} F1"] += len(gold_spans & my_spans)
            found[f"exact {part} F1"] += len(my_spans)
            asked[f"exact {part} F1"] += len(gold_spans)
        for how, same in (("exact", _equal), ("by half", _same)):
            name = f"source and content {how} F1"
            right[name] += len(list(_matched(article.relations, mine, ("source", "content"), same)))
            found[name] += len(mine)
            asked[name] += len(article.relations)
    return {name: _f1(right[name], found[name], asked[name]) for name in asked}


def _moved(statement: TaggedText, offset: int) -> Relation:
    def spans(*found: tuple[int, int] | None) -> Spans:
        return tuple((span[0] + offset, span[1] + offset) for span in found if span)

    return Relation(spans(statement.source), spans(statement.cue), spans(*statement.content))


def measure_whole(articles: Iterable[Article]) -> dict[str, float]:
    """Attributions of the ledger whose parts each share half their text with gold.

    The corpus marks no nesting, so what the ledger finds inside a content is held against it.
    """
    right = total = gold = 0
    for article in articles:
        ledger = read(article.text, path=f"{article.name}.txt")
        mine = [
            Relation(_spans(a.source), _spans(a.cue), _spans(*a.content))
            for a in ledger.attributions
        ]
        right += len(list(_matched(article.relations, mine, PARTS, _same)))
        total += len(mine)
        gold += len(article.relations)
    return {
        "precision": 100 * right / max(1, total),
        "recall": 100 * right / max(1, gold),
        "F1": _f1(right, total, gold),
    }


def _spans(*spans: Span | None) -> Spans:
    return tuple((span.start, span.stop) for span in spans if span)


def _f1(right: int, found: int, asked: int) -> float:
    return 200 * right / max(1, found + asked)


def _matched(
    gold: Iterable[Relation],
    mine: Iterable[Relation],
    parts: tuple[str, ...],
    same: Callable[[Spans, Spans], bool],
) -> Iterator[Relation]:
    """Gold relations with a found one of their own."""
    left = list(mine)
    for relation in gold:
        for candidate in left:
            if all(same(getattr(relation, part), getattr(candidate, part)) for part in parts):
                left.remove(candidate)
                yield relation
                break


def _equal(left: Spans, right: Spans) -> bool:
    return sorted(left) == sorted(right)


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


def main() -> int:
    """Print the figures of the dev split."""
    for label, figure in measure(Path(__file__).resolve().parents[1].parent / "shared").items():
        print(f"{label:64} {figure:10.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
