"""Running text of corpora with a clean licence, cut into reports: ECB+, MEANTIME, WikiWars.

ECB+ (CC BY 3.0) and MEANTIME (Wikinews, CC BY) give news articles, several on one event;
WikiWars (Wikipedia, CC BY-SA) gives histories, cut every ten paragraphs.  The texts are read
where they lie; nothing of them is kept in the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from bench.corpora.meantime import read_meantime

_TAG: Final = re.compile(r"<[^>]+>")
_ADDRESS: Final = re.compile(r"^(?:https?|www|file)\b", re.I)
_JOINED: Final = (
    (re.compile(r"\s+([,.;:!?%)\]’”]|n't|'(?:s|re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"([(\[$£€“‘])\s+"), r"\1"),
    (re.compile(r"``\s*"), "“"),
    (re.compile(r"\s*''"), "”"),
    (re.compile(r"(\w) - (\w)"), r"\1-\2"),
    (re.compile(r'" ([^"]*?) ?"'), r'"\1"'),
)


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its name and the event or subject that it is about."""

    name: str
    topic: str
    text: str


def read_plain(data: Path) -> Iterator[Article]:
    """All articles of the three corpora below ``data``; raises ``FileNotFoundError``."""
    yield from _ecbplus(data / "ecbplus")
    for article in read_meantime(data / "meantime"):
        yield Article(f"meantime/{article.name}", "meantime", tidy(article.text))
    yield from _wikiwars(data / "wikiwars")


def _ecbplus(folder: Path) -> Iterator[Article]:
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such corpus", str(folder))
    for path in sorted(folder.glob("*/*.xml")):
        tokens = ElementTree.parse(path).getroot().iter("token")
        lines = [
            tidy(" ".join(token.text or "" for token in group))
            for _, group in groupby(tokens, key=lambda token: token.get("sentence"))
        ]
        kept = [line for line in lines if not _ADDRESS.match(line)]
        sub = "plus" if path.stem.endswith("plus") else ""
        yield Article(f"ecbplus/{path.stem}", f"ecb{path.parent.name}{sub}", _paragraphs(kept))


def _paragraphs(lines: list[str]) -> str:
    """A headline of no full stop by itself, and what follows as one paragraph."""
    if len(lines) > 1 and lines[0][-1:] not in '.!?”"':
        return lines[0] + "\n\n" + " ".join(lines[1:])
    return " ".join(lines)


def _wikiwars(folder: Path) -> Iterator[Article]:
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such corpus", str(folder))
    for path in sorted(folder.glob("*.key.xml")):
        text = _TAG.sub("", path.read_text(encoding="utf-8")).replace("&amp;", "&")
        paragraphs = [p.strip() for p in text.split("\n") if len(p.split()) > 15]
        for start in range(0, len(paragraphs), 10):
            name = f"wikiwars/{path.name.split('.')[0]}-{start:03d}"
            yield Article(name, name, "\n\n".join(paragraphs[start : start + 10]))


def tidy(text: str) -> str:
    """Text of tokens joined by blanks as it would be printed."""
    for pattern, replacement in _JOINED:
        text = pattern.sub(replacement, text)
    return text
