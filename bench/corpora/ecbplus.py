"""ECB+: news on 35 topics, with event mentions and clusters across documents.

A topic holds two happenings of one kind (two quakes, two trials): the files ``*ecb`` tell of
the one, ``*ecbplus`` of the other.  As is usual, only the sentences that the corpus lists as
checked count, and the day of a document is not given.  A mention that no relation names is a
cluster of its own.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

CHECKED: Final = "ECBplus_coreference_sentences.csv"
_EVENT: Final = re.compile(r"(NEG_)?ACTION_")
_ENDS: Final = frozenset({".", "!", "?", '"', "''", "”"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An event word: where it stands, which cluster it belongs to, whether its sentence counts."""

    start: int
    stop: int
    cluster: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a topic, its sentences joined again."""

    name: str
    topic: str
    text: str
    checked: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]

    @property
    def subtopic(self) -> str:
        """The one happening of the topic that the document is about."""
        return f"{self.topic} {'plus' if 'plus' in self.name else 'first'}"


def read_ecbplus(folder: Path) -> Iterator[Text]:
    """The documents of every topic; raises ``FileNotFoundError`` where the corpus is absent."""
    checked = _checked(folder / CHECKED)
    for path in sorted(folder.glob("*/*.xml"), key=_order):
        topic, _, name = path.stem.partition("_")
        yield _text(path, topic, checked.get((topic, name), frozenset()))


def _order(path: Path) -> tuple[int, bool, int]:
    topic, _, name = path.stem.partition("_")
    return int(topic), "plus" in name, int(re.sub(r"\D", "", name))


def _checked(path: Path) -> Mapping[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["Topic"], row["File"]].add(int(row["Sentence Number"]))
    return {key: frozenset(sentences) for key, sentences in found.items()}


def _text(path: Path, topic: str, checked: frozenset[int]) -> Text:
    root = ElementTree.parse(path).getroot()
    text, where, sentences = _join(root)
    clusters = _clusters(root)
    mentions = []
    for element in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in element.iter("token_anchor")]
        if not anchors or not _EVENT.match(element.tag):
            continue
        first, last = where[anchors[0]], where[anchors[-1]]
        number = element.get("m_id", "")
        cluster = clusters.get(number, f"{path.stem}#{number}")
        mentions.append(Mention(first[0], last[1], cluster, first[2] in checked))
    return Text(
        name=path.stem,
        topic=topic,
        text=text,
        checked=tuple(span for number, span in sentences.items() if number in checked),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.stop, m.cluster))),
    )


def _join(
    root: ElementTree.Element,
) -> tuple[str, dict[str, tuple[int, int, int]], dict[int, tuple[int, int]]]:
    """The text; where each token stands, with its sentence; where each sentence does."""
    pieces: list[str] = []
    where: dict[str, tuple[int, int, int]] = {}
    sentences: dict[int, tuple[int, int]] = {}
    position, before, last = 0, -1, ""
    for token in root.iter("token"):
        number, word = int(token.get("sentence", "0")), token.text or ""
        gap = "" if not pieces else "\n\n" if number != before and last not in _ENDS else " "
        position += len(gap)
        where[token.get("t_id", "")] = (position, position + len(word), number)
        sentences[number] = (sentences.get(number, (position, 0))[0], position + len(word))
        pieces += [gap, word]
        position, before, last = position + len(word), number, word
    return "".join(pieces), where, sentences


def _clusters(root: ElementTree.Element) -> dict[str, str]:
    """Mention id to cluster: across documents by its note, inside one by the relation."""
    found: dict[str, str] = {}
    name = root.get("doc_name", "")
    for relation in root.iterfind("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        cluster = relation.get("note") if across else f"{name}@{relation.get('r_id')}"
        for source in relation.iter("source"):
            found[source.get("m_id", "")] = cluster or ""
    return found
