"""Web pages: the main text, its structure, and where embeds stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from crossfix.config import Config
from crossfix.errors import EmptyReport, MalformedReport
from crossfix.ingest.blocks import Blocks, build_blocks
from crossfix.ingest.dates import date_line
from crossfix.ingest.decoding import Decoded, declared_charset, decode_leniently
from crossfix.ingest.embeds import Sentinels, clear_sentinels, mark_embeds
from crossfix.ingest.formats import HEAD_BYTES, is_address, media, suffix
from crossfix.ingest.loading import library
from crossfix.ingest.pages import read_imprint
from crossfix.ingest.receiving import receive
from crossfix.ingest.text import byline
from crossfix.model import Notice
from crossfix.plugins import Raw
from crossfix.reading import Received

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml", ".xht"})
TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
PLAIN: Final = frozenset({".txt", ".text", ".md", ".markdown", ".mdown", ".mkd"})

PROLOGUE: Final = rb"\A\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
PAGE: Final = re.compile(
    PROLOGUE + rb"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
FRAGMENT: Final = re.compile(
    PROLOGUE + rb"<(article|section|main|div|p|h[1-6]|blockquote|figure|table|ul|ol|span)\b[^<>]*>"
    rb"(?=.*</\1\s*>)",
    re.I | re.S,
)
META_CHARSET: Final = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
XML_HEAD: Final = re.compile(r"\A\s*<\?xml[^>]*\?>", re.I)
DOCTYPE: Final = re.compile(r"<!doctype\b[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.I)
SHORT_PAGE: Final = 1000
WHOLE_SHARE: Final = 1.15
"""A short page whose visible text is no longer than this many times its main text has no
furniture to speak of: all of it is taken, since the extraction loses the shape of short texts.
"""


TOO_DEEP: Final = (
    "parts of the page are nested too deep to be a report and are left out: save it as text"
)
WHOLE_PAGE: Final = (
    "no main text could be told from the rest of the page: all of its visible text was taken, "
    "perhaps with menus and advertisements"
)


class HtmlReader:
    """Takes web pages saved as HTML, by their content or their name."""

    name = "html"

    def __init__(self, config: Config) -> None:
        self.config = config

    def accepts(self, raw: Raw) -> bool:
        """Whether these bytes are a page, or a piece of one."""
        if media(raw) in TYPES or suffix(raw) in SUFFIXES:
            return True
        head = raw.data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            head = head[2:].replace(b"\x00", b"")
        if PAGE.match(head):
            return True
        return suffix(raw) not in PLAIN and FRAGMENT.match(head) is not None

    def read(self, raw: Raw) -> Iterator[Received]:
        """The one report that a page is."""
        page = _decode_page(raw)
        notices = list(_warn_of_broken(page))
        markup = XML_HEAD.sub("", clear_sentinels(page.text))
        markup = DOCTYPE.sub("", markup, count=1)
        if not markup.strip():
            raise EmptyReport(raw.path, "an empty page", "check that the right file was given")
        root, whole = parse_page(markup, raw.path)
        if not whole:
            notices.append(Notice(about="document", message=TOO_DEEP))
        imprint, doubts = read_imprint(
            root, raw.path if is_address(raw.path) else None, page.encoding
        )
        notices.extend(doubts)
        sentinels = Sentinels()
        mark_embeds(root, sentinels)
        blocks = _main_text(root, sentinels)
        if blocks is None:
            blocks = _visible_text(root, sentinels)
            notices.append(Notice(about="document", message=WHOLE_PAGE))
        if not blocks.text.strip():
            raise _nothing_in(raw.path, whole=whole)
        imprint = replace(
            imprint,
            author=imprint.author or byline(blocks.text),
            published=imprint.published or date_line(blocks.text),
        )
        yield receive(raw, self.name, blocks.text, imprint, marks=blocks.marks, notices=notices)


def _nothing_in(path: str, *, whole: bool) -> EmptyReport:
    if not whole:
        problem = "the page is nested too deep to be a report, and the rest holds no text"
        return EmptyReport(path, problem, "save it as text")
    remedy = "it may be drawn by scripts: save it from a browser, as text or PDF"
    return EmptyReport(path, "the page holds no text", remedy)


def parse_page(markup: str, path: str) -> tuple[Any, bool]:
    """The tree of a page, however broken, and whether all of the page is in it.

    Raises :class:`~crossfix.errors.MalformedReport` for what holds no element at all.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Bytes, not text: libxml2 takes a declared character set seriously otherwise.
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        problem = f"HTML that cannot be parsed ({' '.join(str(error).split())})"
        raise MalformedReport(path, problem, "save the page again, or as text") from None
    return root, not any("depth" in fault.message for fault in parser.error_log)


def _decode_page(raw: Raw) -> Decoded:
    found = META_CHARSET.search(raw.data[:HEAD_BYTES])
    declared = found[1].decode("ascii", "replace") if found else None
    return decode_leniently(raw.data, raw.path, declared_charset(raw.media_type) or declared)


def _warn_of_broken(page: Decoded) -> Iterator[Notice]:
    if page.broken:
        message = f"{page.broken} characters of the page were broken and are shown as \ufffd"
        yield Notice(about="document", message=message)


def _main_text(root: Any, sentinels: Sentinels) -> Blocks | None:
    """The article on the page, as trafilatura finds it; None if it finds none."""
    trafilatura = library("trafilatura")
    try:
        found = trafilatura.bare_extraction(
            root, include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, etree.LxmlError, RecursionError):
        return None
    if found is None or found.body is None:
        return None
    blocks = build_blocks(found.body, sentinels)
    if 0 < blocks.length < SHORT_PAGE:
        whole = _visible_text(root, sentinels)
        return whole if _count(whole) <= WHOLE_SHARE * _count(blocks) else blocks
    return blocks if blocks.text.strip() else None


def _count(blocks: Blocks) -> int:
    """How many characters there are to read."""
    return sum(map(len, blocks.text.split()))


def _visible_text(root: Any, sentinels: Sentinels) -> Blocks:
    """All that a page shows, but for what it calls its navigation or footer itself."""
    body = root.find("body")
    shown = deepcopy(root if body is None else body)
    for element in list(shown.iter("nav", "footer")):
        if not _is_within(element, "article", "blockquote", "main"):
            element.drop_tree()
    for header in shown.findall("header"):
        header.drop_tree()
    blocks = build_blocks(shown, sentinels)
    return blocks if blocks.length else build_blocks(root, sentinels)


def _is_within(element: Any, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None
