"""Pieces of HTML inside something else: feed entries, raw HTML in Markdown."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml import html as lxml_html

from crossfix.ingest.blocks import Blocks, add_blocks
from crossfix.ingest.embeds import mark_embeds


def add_fragment(markup: str, blocks: Blocks) -> None:
    """Write a piece of HTML, as blocks of its own, to blocks that are being written."""
    root = _parse(markup)
    if root is not None:
        mark_embeds(root, blocks.sentinels)
        add_blocks(root, blocks)


def add_inline_embeds(markup: str, blocks: Blocks) -> None:
    """Add the embeds of tags that stand inside a paragraph, whose words are said elsewhere."""
    root = _parse(markup)
    if root is not None:
        mark_embeds(root, blocks.sentinels)
        blocks.say("".join(str(piece) for piece in root.itertext()))


def _parse(markup: str) -> Any:
    """The tree of a piece of HTML, or None if there is nothing in it."""
    if not markup.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = f"<html><body><div>{markup}</div></body></html>".encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(data, parser=parser).find("body")
    except etree.LxmlError:
        return None
