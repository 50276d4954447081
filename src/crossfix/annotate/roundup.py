"""Round-ups: reports that put the names of channels or papers as headings over their words.

"Rybar" on a line of its own, and below it what Rybar wrote.  A report is read so where
its beginning announces it ("what the channels wrote today") or where its headings are
mostly known channels and outlets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from crossfix.annotate.continuing import FROM_AUTHOR
from crossfix.annotate.leadins import Block, Turn, is_heading
from crossfix.lexicons import load, words
from crossfix.model import SegmentKind, Span

_FEWEST: Final = 2
"""Headings with names that make a round-up."""
_BEGINNING: Final = 3
_LISTS: Final = load("sources")
_KNOWN: Final = frozenset(
    name for kind in ("milblogger", "media", "analyst") for name in _LISTS["kinds"][kind]
) | frozenset(_LISTS["figures"]["milblogger"])
_ANNOUNCED: Final = re.compile(
    r"\b(?:round-?ups?|digest|review|overview|survey|monitoring|selection|summary|pick|best|compiled"
    r"|collected|gathered|reading|what|how|from) (?:\w+ ){0,6}?(?:tele(?:gram)?|tg|channels?"
    r"|(?:mil)?bloggers?|voenkors?|papers?|newspapers|press|feeds|posts|correspondents|outlets)\b"
    r"|\b(?:channels?|telegram|(?:mil)?bloggers?|press|papers|media) (?:round-?up|digest|review"
    r"|overview|monitor(?:ing)?|survey)\b",
    re.I,
)
_EDGES: Final = re.compile(r"^[^\w@]+|[^\w)]+$")
_PREFIX: Final = re.compile(
    r"^(?:(?:the )?(?:telegram |tg )?(?:channel|page|account|from)\s+)", re.I
)
_NAME: Final = re.compile(r"^(?:@\w+|(?:[\w’'&+./-]+ ){0,4}[\w’'&+./-]+)$")
_SMALL: Final = frozenset({"of", "the", "and", "de", "al", "la", "z", "in", "on", "for", "a"})
_ITEM: Final = re.compile(r"^\s*(?:[-–—•]|[^\w\s“\"'«(@]+\s)\s*@?[A-Z][\w’'&. -]{1,40}:\s")


def find_sections(blocks: Sequence[Block]) -> dict[str, Turn]:
    """The paragraphs under headings that are names, each with whose words they are.

    Empty where the report is no round-up.
    """
    names = dict(_headings(blocks))
    if not _is_roundup(blocks, names):
        return {}
    found: dict[str, Turn] = {}
    name: Span | None = None
    post = ""
    for block in blocks:
        if block.segment.id in names:
            name, post = names[block.segment.id], block.segment.id
        elif block.segment.kind is not SegmentKind.PARAGRAPH or _is_others(block):
            name = None
        elif name is not None:
            found[block.segment.id] = Turn(name, "heading", post)
    return found


def _headings(blocks: Sequence[Block]) -> Iterator[tuple[str, Span]]:
    """Headings that are nothing but a name, by segment id; the report's title is none."""
    for block, after in pairwise([*blocks[1:], None]):
        if block is None or after is None or len(block.text) > 60:
            continue
        shaped = block.segment.kind is SegmentKind.HEADING or is_heading(block, after)
        bare = _EDGES.sub("", block.text)
        bare = _PREFIX.sub("", bare)
        if (shaped or block.text.endswith(":")) and _is_name(bare):
            start = block.segment.start + block.text.index(bare)
            yield block.segment.id, Span(start, start + len(bare), bare)


def _is_name(bare: str) -> bool:
    if not bare or _NAME.match(bare) is None:
        return False
    if bare.lower() in _KNOWN or bare.startswith("@"):
        return True
    parts = bare.split()
    if parts[-1].lower() in words("voices", "headings") or not any(map(str.isalpha, bare)):
        return False
    return all(part[:1].isupper() or part.lower() in _SMALL for part in parts)


def _is_roundup(blocks: Sequence[Block], names: dict[str, Span]) -> bool:
    if len(names) < _FEWEST:
        return False
    known = sum(name.text.lower() in _KNOWN or name.text[0] == "@" for name in names.values())
    if known >= _FEWEST and known * 2 >= len(names):
        return True
    opening = "\n".join(
        block.text for block in blocks[:_BEGINNING] if block.segment.id not in names
    )
    return _ANNOUNCED.search(opening) is not None and (
        known > 0 or not any(map(_is_place, _of(blocks, names)))
    )


def _of(blocks: Sequence[Block], names: dict[str, Span]) -> Iterator[Block]:
    return (block for block in blocks if block.segment.id in names)


def _is_place(block: Block) -> bool:
    """Whether the parser takes a heading for a place: sections of a front, no channels."""
    doc = block.first
    return doc is not None and any(entity.label_ in {"GPE", "LOC"} for entity in doc.ents)


def _is_others(block: Block) -> bool:
    """Whether a paragraph under a heading is an item of another, or the compiler's own."""
    return FROM_AUTHOR.match(block.text) is not None or _ITEM.match(block.text) is not None
