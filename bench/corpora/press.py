"""Running text of corpora of the press, as it stands: what one paper has from another.

PolNeAR (papers of 2016), LGL (local papers) and TR-News, re3d (governments, the BBC), TimeBank
and AQUAINT (agencies), WikiEvents and MUC-4 (monitored broadcasts).  The texts are read where
they lie; nothing of them is kept in the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from bench.corpora.plain import tidy
from bench.corpora.timeml import read_timeml

_POLNEAR_NAME: Final = re.compile(r"(?P<paper>.+?)_(?P<day>\d{4}-\d\d-\d\d)_")
_AGENCY: Final = re.compile(r"^[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """A text with its name, and the day and the paper where the corpus tells them."""

    name: str
    text: str
    day: str | None = None
    paper: str | None = None


def read_press(data: Path) -> Iterator[Printed]:
    """All articles of these corpora below ``data``; raises ``FileNotFoundError``."""
    for name in ("polnear", "geoparse", "re3d", "tempeval3", "wikievents", "muc4"):
        if not (data / name).is_dir():
            raise FileNotFoundError(2, "no such corpus", str(data / name))
    yield from _polnear(data / "polnear")
    yield from _geoparse(data / "geoparse" / "lgl.xml")
    yield from _geoparse(data / "geoparse" / "TR-News.xml")
    yield from _re3d(data / "re3d")
    yield from _timeml(data / "tempeval3" / "TimeBank")
    yield from _timeml(data / "tempeval3" / "AQUAINT")
    yield from _wikievents(data / "wikievents")
    yield from _muc4(data / "muc4")


def _polnear(folder: Path) -> Iterator[Printed]:
    for path in sorted(folder.glob("*/text/*.txt")):
        named = _POLNEAR_NAME.match(path.stem)
        day, paper = (named["day"], named["paper"]) if named else (None, None)
        yield Printed(f"polnear/{path.stem}", path.read_text(encoding="utf-8"), day, paper)


def _geoparse(path: Path) -> Iterator[Printed]:
    for article in etree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        day = (article.findtext("dltime") or "").strip()[:10]
        paper = (article.findtext("domain") or "").strip().removeprefix("www.")
        name = f"{path.stem.lower()}/{article.get('docid')}"
        yield Printed(name, text, day or None, paper or None)


def _re3d(folder: Path) -> Iterator[Printed]:
    for path in sorted(folder.glob("*/documents.json")):
        for row in _rows(path):
            yield Printed(f"re3d/{row['_id']}", str(row["text"]), None, path.parent.name)


def _timeml(folder: Path) -> Iterator[Printed]:
    for told in read_timeml(folder):
        paper = _AGENCY.match(told.name)
        name = f"{folder.name.lower()}/{told.name}"
        yield Printed(name, told.text, told.created or None, paper[0] if paper else None)


def _wikievents(folder: Path) -> Iterator[Printed]:
    for path in sorted(folder.glob("*.jsonl")):
        for row in _rows(path):
            name = row.get("doc_id") or row["docid"]
            yield Printed(f"wikievents/{name}", tidy(" ".join(row["tokens"])))


def _muc4(folder: Path) -> Iterator[Printed]:
    for path in (folder / "train.json", folder / "dev.json"):
        for row in _rows(path):
            yield Printed(f"muc4/{row['docid']}", str(row["doctext"]))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
