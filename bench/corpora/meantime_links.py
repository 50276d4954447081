"""MEANTIME's event words with the events that they refer to, inside texts and across them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Referring:
    """An event word: where it stands, and the event that it refers to."""

    start: int
    stop: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article of one of the four subjects, with the day on which it was written if it tells."""

    name: str
    subject: str
    text: str
    published: str | None
    mentions: tuple[Referring, ...]


def read_stories(folder: Path) -> Iterator[Story]:
    """The articles below a folder; raises ``FileNotFoundError`` where it is absent."""
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such corpus", str(folder))
    for path in sorted(folder.rglob("*.xml")):
        yield _story(path, ElementTree.parse(path).getroot())


def _story(path: Path, root: ElementTree.Element) -> Story:
    text, where = _join(root)
    clusters = _clusters(root)
    mentions = []
    for event in root.iter("EVENT_MENTION"):
        anchors = [where[anchor.get("t_id", "")] for anchor in event.iter("token_anchor")]
        if anchors:
            number = event.get("m_id", "")
            cluster = clusters.get(number, f"{path.stem}#{number}")
            mentions.append(Referring(anchors[0][0], anchors[-1][1], cluster))
    days = (
        time.get("value", "")[:10]
        for time in root.iter("TIMEX3")
        if time.get("functionInDocument") == "CREATION_TIME"
    )
    subject = path.parent.name.removeprefix("corpus_")
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, m.stop, m.cluster)))
    return Story(path.stem, subject, text, next(days, "") or None, ordered)


def _join(root: ElementTree.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, title and date in paragraphs of their own, and where each token stands."""
    pieces: list[str] = []
    where: dict[str, tuple[int, int]] = {}
    position, before = 0, 0
    for token in root.iter("token"):
        sentence, word = int(token.get("sentence", "0")), token.text or ""
        gap = "" if not pieces else "\n\n" if sentence != before <= 1 else " "
        position += len(gap)
        where[token.get("t_id", "")] = (position, position + len(word))
        pieces += [gap, word]
        position, before = position + len(word), sentence
    return "".join(pieces), where


def _clusters(root: ElementTree.Element) -> dict[str, str]:
    """Mention id to event: the instance that all articles share, else the article's own."""
    instances = {
        event.get("m_id", ""): event.get("instance_id", "")
        for event in root.iter("EVENT")
        if event.get("instance_id")
    }
    found = {}
    for relation in root.iter("REFERS_TO"):
        target = relation.find("target")
        number = "" if target is None else target.get("m_id", "")
        for source in relation.iter("source"):
            found[source.get("m_id", "")] = instances.get(
                number, f"{root.get('doc_name')}@{number}"
            )
    return found
