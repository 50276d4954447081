"""MEANTIME: 120 Wikinews articles with events, their certainty, time and polarity.

Our statuses were set against its attributes before anything was measured:

============================================  ==============
MEANTIME                                       ours
============================================  ==============
time FUTURE, certainty CERTAIN                 planned
time FUTURE, any other certainty               hypothetical
not FUTURE, special case COND_IF_CLAUSE        hypothetical
not FUTURE, certainty not CERTAIN              hypothetical
not FUTURE, CERTAIN, polarity NEG              denied
not FUTURE, CERTAIN, polarity POS              asserted
============================================  ==============

Left out are mentions without these attributes and generic ones (special case GEN), which are
no happenings.  Its future takes in purposes ("in order to cut costs"); ours does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from crossfix.model import Status


@dataclass(frozen=True, slots=True)
class Mention:
    """An event word: where it stands, how it is told, and whether it is still to come."""

    start: int
    stop: int
    status: Status
    future: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its event words; title and date stand in paragraphs of their own."""

    name: str
    text: str
    mentions: tuple[Mention, ...]


def read_meantime(folder: Path) -> Iterator[Article]:
    """The English articles below a folder; raises ``FileNotFoundError`` where it is absent."""
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such corpus", str(folder))
    for path in sorted(folder.rglob("*.xml")):
        yield _article(path.stem, ElementTree.parse(path).getroot())


def _article(name: str, root: ElementTree.Element) -> Article:
    pieces: list[str] = []
    where: dict[str, tuple[int, int]] = {}
    position, sentence = 0, 0
    for token in root.iter("token"):
        number, word = int(token.get("sentence", "0")), token.text or ""
        gap = "" if not pieces else "\n\n" if number != sentence <= 1 else " "
        position += len(gap)
        where[token.get("t_id", "")] = (position, position + len(word))
        pieces += [gap, word]
        position, sentence = position + len(word), number
    mentions = (_mention(event, where) for event in root.iter("EVENT_MENTION"))
    return Article(name, "".join(pieces), tuple(m for m in mentions if m is not None))


def _mention(event: ElementTree.Element, where: dict[str, tuple[int, int]]) -> Mention | None:
    anchors = [where[a.get("t_id", "")] for a in event.iter("token_anchor")]
    certainty, time = event.get("certainty"), event.get("time")
    if not anchors or not certainty or not time or event.get("special_cases") == "GEN":
        return None
    future = time == "FUTURE"
    return Mention(
        min(start for start, _ in anchors),
        max(stop for _, stop in anchors),
        _status(event, future=future, certain=certainty == "CERTAIN"),
        future,
    )


def _status(event: ElementTree.Element, *, future: bool, certain: bool) -> Status:
    if future:
        return Status.PLANNED if certain else Status.HYPOTHETICAL
    if not certain or event.get("special_cases") == "COND_IF_CLAUSE":
        return Status.HYPOTHETICAL
    return Status.DENIED if event.get("polarity") == "NEG" else Status.ASSERTED
