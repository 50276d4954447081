"""A tree of HTML (or of trafilatura's own tags) to text with marks.

Paragraphs are separated by an empty line.  Headings, block quotes and list items keep
their place as marks, and sentinels of embeds become marks without characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from crossfix.ingest.embeds import SENTINEL, Sentinels
from crossfix.reading import Mark, MarkKind

KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), MarkKind.HEADING),
    **dict.fromkeys(("blockquote", "quote"), MarkKind.QUOTE),
    **dict.fromkeys(("li", "item", "dd", "dt"), MarkKind.LIST_ITEM),
}
"""The mark that an element makes of its text; the last of each are trafilatura's names."""

BLOCKS: Final = KINDS.keys() | frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "header", "footer", "aside"}
    | {"figure", "figcaption", "ul", "ol", "dl", "list", "table", "tbody", "thead", "tfoot"}
    | {"tr", "row", "caption", "pre", "code", "address", "form", "fieldset", "details"}
    | {"summary", "hr", "center", "nav", "title"}
)
AS_WRITTEN: Final = frozenset({"pre", "code"})
"""Blocks whose line ends count."""

INLINE_CODE: Final = frozenset({"code"})
CELLS: Final = frozenset({"td", "th", "cell"})
BREAKS: Final = frozenset({"br", "lb"})
SILENT: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed"}
    | {"audio", "video", "canvas", "map", "button", "select", "option", "textarea", "input"}
    | {"datalist", "dialog", "graphic"}
)
"""Elements whose text nobody sees, or which is not of the report."""

SPACES: Final = re.compile(r"[ \t\r\n\f\v\xa0\u2028\u2029]+")
UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f]")
BREAK: Final = "\x0e"  # a control character that UNSEEN takes out of the page's own text
EMPTY_LINE: Final = re.compile(rf" *{BREAK} *(?:{BREAK} *)+")


@dataclass(slots=True)
class Blocks:
    """Text that grows block by block, and the marks on it."""

    sentinels: Sentinels
    pieces: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    _words: list[str] = field(default_factory=list)
    _open: list[tuple[MarkKind, int, list[str]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def say(self, words: str | None) -> None:
        """Add words to the block that is being written."""
        if words:
            self._words.append(SPACES.sub(" ", UNSEEN.sub("", words)))

    def say_lines(self, words: str) -> None:
        """Add words whose line ends count."""
        for place, line in enumerate(words.strip("\n").split("\n")):
            if place:
                self.break_line()
            self.say(line)

    def next_cell(self) -> None:
        """Set the next words off from those of the cell before, if there are any."""
        if self._words:
            self._words.append(" | ")

    def break_line(self) -> None:
        """End the line, not the block; two ends in a row end the block."""
        self._words.append(BREAK)

    def end_block(self) -> None:
        """Write out the block that was being written, if it holds anything."""
        said = "".join(self._words)
        self._words.clear()
        if not said.strip():
            return
        for block in EMPTY_LINE.split(said):
            self._write(re.sub(rf" *{BREAK} *", "\n", re.sub(" {2,}", " ", block)).strip())

    def open(self, kind: MarkKind) -> None:
        """Begin a heading, quote or list item."""
        self.end_block()
        self._open.append((kind, self._next_start(), []))

    def close(self) -> None:
        """End what was begun last; a mark is left if it holds text."""
        self.end_block()
        kind, start, labels = self._open.pop()
        if self.length > start:
            self.marks.append(Mark(kind, start, self.length, labels[0] if labels else None))

    def _next_start(self) -> int:
        return self.length + 2 if self.length else 0

    def _write(self, block: str) -> None:
        text, found = _take_sentinels(block)
        start = self._next_start()
        if text:
            piece = f"\n\n{text}" if self.length else text
            self.pieces.append(piece)
            self.length += len(piece)
        for offset, number in found:
            self._mark_sentinel(number, start + offset if text else self.length, start)

    def _mark_sentinel(self, number: int, offset: int, start: int) -> None:
        embed = self.sentinels.get(number)
        if embed is None:
            return
        if not embed.quoted:
            self.marks.append(Mark(MarkKind.EMBED, offset, offset, embed.label, embed.promises))
            return
        quotes = [labels for kind, _, labels in self._open if kind is MarkKind.QUOTE]
        if quotes:
            quotes[-1].extend([embed.label] if embed.label else [])
        elif self.length > start:
            self.marks.append(Mark(MarkKind.QUOTE, start, self.length, embed.label))


def build_blocks(root: etree._Element, sentinels: Sentinels) -> Blocks:
    """The text and marks of everything under ``root``."""
    blocks = Blocks(sentinels)
    add_blocks(root, blocks)
    return blocks


def add_blocks(root: etree._Element, blocks: Blocks) -> None:
    """Write everything under ``root`` to blocks.  Takes no recursion, however deep."""
    blocks.end_block()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if _is_silent(element):
                walk.skip_subtree()
            else:
                _begin(element, blocks)
        else:
            if event == "end" and not _is_silent(element):
                _finish(element, blocks)
            if element is not root:
                blocks.say(element.tail)
    blocks.end_block()


def _begin(element: etree._Element, blocks: Blocks) -> None:
    tag = _tag(element)
    if tag in KINDS:
        blocks.open(KINDS[tag])
    elif tag in BREAKS:
        blocks.break_line()
    elif tag in CELLS:
        blocks.next_cell()
    elif _is_block(element, tag):
        blocks.end_block()
    if tag in AS_WRITTEN and _is_block(element, tag):
        blocks.say_lines(element.text or "")
    else:
        blocks.say(element.text)


def _finish(element: etree._Element, blocks: Blocks) -> None:
    tag = _tag(element)
    if tag in KINDS:
        blocks.close()
    elif _is_block(element, tag):
        blocks.end_block()


def _is_block(element: etree._Element, tag: str) -> bool:
    if tag in INLINE_CODE:  # a block only where trafilatura made one of <pre>
        parent = element.getparent()
        return parent is None or _tag(parent) == "body"
    return tag in BLOCKS


def _is_silent(element: etree._Element) -> bool:
    tag = _tag(element)
    if tag in SILENT or element.get("hidden") is not None:
        return True
    if tag == "head":  # trafilatura's name for a heading, unless it is a page's own
        parent = element.getparent()
        return parent is not None and _tag(parent) == "html"
    style = element.get("style")
    return style is not None and "display:none" in re.sub(r"\s", "", style.lower())


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _take_sentinels(block: str) -> tuple[str, list[tuple[int, int]]]:
    """A block without its sentinels, and where each stood (offset, number)."""
    pieces: list[str] = []
    found: list[tuple[int, int]] = []
    length = last = 0
    for sentinel in SENTINEL.finditer(block):
        piece = block[last : sentinel.start()]
        if not length:
            piece = piece.lstrip()
        if pieces and pieces[-1].endswith((" ", "\n")):
            piece = piece.lstrip(" ")
        pieces.append(piece)
        length += len(piece)
        found.append((length, int(sentinel[1])))
        last = sentinel.end()
    rest = block[last:]
    rest = rest.lstrip() if not length or "".join(pieces)[-1:].isspace() else rest
    text = "".join((*pieces, rest)).rstrip()
    return text, [(min(offset, len(text)), number) for offset, number in found]
