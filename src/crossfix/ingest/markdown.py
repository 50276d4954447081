"""Markdown: the words without their signs, with headings, quotes and lists marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.config import Config
from crossfix.ingest.blocks import Blocks
from crossfix.ingest.dates import any_date, date_line
from crossfix.ingest.decoding import declared_charset, decode
from crossfix.ingest.embeds import Embed, Sentinels, clear_sentinels
from crossfix.ingest.formats import media, suffix
from crossfix.ingest.fragments import add_fragment, add_inline_embeds
from crossfix.ingest.loading import library
from crossfix.ingest.promises import promise_of_address
from crossfix.ingest.receiving import Imprint, receive
from crossfix.ingest.text import byline
from crossfix.model import Promise
from crossfix.plugins import Raw
from crossfix.reading import MarkKind, Received

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
FRONT: Final = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
PAIR: Final = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:[ \t]+(?P<value>\S.*?)[ \t]*\r?\Z")
LIST_ENTRY: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*?)[ \t]*\r?\Z")

KEYS: Final = {
    "title": "title", "headline": "title", "author": "author", "authors": "author",
    "byline": "author", "by": "author", "publisher": "publisher", "site": "publisher",
    "sitename": "publisher", "publication": "publisher", "source": "url", "url": "url",
    "link": "url", "canonical_url": "url", "permalink": "url", "date": "published",
    "published": "published", "publishdate": "published", "pubdate": "published",
    "date_published": "published", "datepublished": "published", "published_at": "published",
    "lang": "language", "language": "language",
}  # fmt: skip
"""Keys of front matter as Jekyll, Hugo, Pandoc and web clippers write them."""

OPENERS: Final = {
    "heading_open": MarkKind.HEADING,
    "blockquote_open": MarkKind.QUOTE,
    "list_item_open": MarkKind.LIST_ITEM,
}
CLOSERS: Final = frozenset(name.replace("open", "close") for name in OPENERS)
BLOCK_ENDS: Final = frozenset({"paragraph_open", "paragraph_close", "tr_close", "hr"})


class MarkdownReader:
    """Takes Markdown, by its name or the media type that a server gave."""

    name = "markdown"

    def __init__(self, config: Config) -> None:
        self.config = config

    def accepts(self, raw: Raw) -> bool:
        """Whether the name or media type says Markdown: its content cannot."""
        return suffix(raw) in SUFFIXES or media(raw) == "text/markdown"

    def read(self, raw: Raw) -> Iterator[Received]:
        """The one report that a Markdown file is."""
        decoded = decode(raw.data, raw.path, declared_charset(raw.media_type))
        told, body = split_front_matter(clear_sentinels(decoded.text))
        blocks = build_markdown(body)
        headings = [mark for mark in blocks.marks if mark.kind is MarkKind.HEADING]
        first = blocks.text[headings[0].start : headings[0].stop] if headings else None
        imprint = Imprint(
            title=told.get("title") or first,
            author=told.get("author") or byline(blocks.text),
            publisher=told.get("publisher"),
            url=told.get("url"),
            published=any_date(told.get("published")) or date_line(blocks.text),
            language=told.get("language"),
            encoding=decoded.encoding,
        )
        yield receive(raw, self.name, blocks.text, imprint, marks=blocks.marks)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The metadata at the top of a Markdown file, by our names, and the rest of the text.

    Only plain ``key: value`` lines and lists of plain values are read: that is what front
    matter of reports holds.
    """
    found = FRONT.match(text)
    if found is None:
        return {}, text
    told: dict[str, list[str]] = {}
    key = None
    for line in found[1].splitlines():
        pair, entry = PAIR.match(line), LIST_ENTRY.match(line)
        if pair:
            key = KEYS.get(pair["key"].lower().replace(" ", "_"))
            if key:
                told.setdefault(key, []).extend(_values(pair["value"]))
        elif entry and key:
            told.setdefault(key, []).extend(_values(entry["value"]))
        elif re.fullmatch(r"[\w -]+:\s*", line):
            key = KEYS.get(line.strip().rstrip(":").lower())
    named = {key: (", " if key == "author" else " ").join(values) for key, values in told.items()}
    return named, text[found.end() :]


def build_markdown(text: str) -> Blocks:
    """The words of Markdown and the marks on them; links keep their words."""
    sentinels = Sentinels()
    blocks = Blocks(sentinels)
    parser = library("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(text):
        _say_block(token, blocks)
    blocks.end_block()
    return blocks


def _say_block(token: Token, blocks: Blocks) -> None:
    if token.type in OPENERS:
        blocks.open(OPENERS[token.type])
    elif token.type in CLOSERS:
        blocks.close()
    elif token.type in BLOCK_ENDS:
        blocks.end_block()
    elif token.type in {"td_open", "th_open"}:
        blocks.next_cell()
    elif token.type in {"fence", "code_block"}:
        blocks.end_block()
        blocks.say_lines(token.content)
        blocks.end_block()
    elif token.type == "html_block":
        add_fragment(token.content, blocks)
    elif token.type == "inline":
        _say_inline(token.children or [], blocks)


def _say_inline(tokens: list[Token], blocks: Blocks) -> None:
    markup: list[str] = []  # raw tags of an inline element, until its end
    for token in tokens:
        if token.type == "html_inline":
            markup.append(token.content)
        elif token.type == "image":
            address = str(token.attrs.get("src") or "") or None
            promise = promise_of_address(address)
            embed = Embed(Promise.PHOTO if promise is Promise.UNKNOWN else promise, address)
            blocks.say(f" {blocks.sentinels.add(embed)} ")
        elif token.type == "softbreak":
            blocks.say(" ")
        elif token.type == "hardbreak":
            blocks.break_line()
        elif token.type in {"text", "code_inline", "text_special"}:
            blocks.say(token.content)
    if markup:
        add_inline_embeds("".join(markup), blocks)


def _values(value: str) -> list[str]:
    """A plain value, or the members of a list in brackets, without their quotes."""
    if value.startswith("[") and value.endswith("]"):
        members = [member.strip() for member in value[1:-1].split(",")]
    else:
        members = [value]
    return [bare for member in members if (bare := _unquote(member))]


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"\s+#.*\Z", "", value)
