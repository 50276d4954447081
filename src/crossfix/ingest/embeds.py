"""Where embeds stood in a page: found before the text is taken out, kept as sentinels.

Extraction of the main text throws away iframes, pictures and the boxes of social networks.
Each is replaced beforehand by a few private-use characters that go through the extraction
as if they were words; :mod:`crossfix.ingest.blocks` takes them out again and notes the place.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from crossfix import lexicons
from crossfix.ingest.promises import address_of, is_ignored, promise_of
from crossfix.model import Promise

OPEN, CLOSE = "\ue5f0", "\ue5f1"
SENTINEL: Final = re.compile(f"{OPEN}(\\d+){CLOSE}")
UNFIT: Final = re.compile(
    f"[{OPEN}{CLOSE}]|[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)
"""Sentinels, and characters outside XML 1.0 (control characters, lone surrogates)."""

REFERENCE: Final = re.compile(r"&#(x[0-9a-f]{1,8}|[0-9]{1,10});?", re.I)

BLOCK_PARENTS: Final = frozenset(
    {"html", "body", "main", "article", "section", "aside", "div", "center", "details"}
    | {"td", "th", "li", "figure", "blockquote"}
)
WRAPPERS: Final = frozenset({"a", "picture", "span", "figure", "amp-lightbox"})
DROPPED: Final = ("noscript", "template")
AUTHOR: Final = re.compile(r"[—–]\s*(?P<name>[^—–(]{1,80}?)\s*\(@[\w.]+[^)]*\)")
FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Embed:
    """What stood at a sentinel: a dropped thing, or (``quoted``) a quotation and its author."""

    promises: Promise = Promise.UNKNOWN
    label: str | None = None
    quoted: bool = False


@dataclass(slots=True)
class Sentinels:
    """The embeds of a page; the sentinel of each carries its number."""

    embeds: list[Embed] = field(default_factory=list)

    def add(self, embed: Embed) -> str:
        """The sentinel that stands for this embed."""
        self.embeds.append(embed)
        return f"{OPEN}{len(self.embeds) - 1}{CLOSE}"

    def get(self, number: int) -> Embed | None:
        """The embed of a sentinel; None for digits that the page's own text held."""
        return self.embeds[number] if number < len(self.embeds) else None


def clear_sentinels(text: str) -> str:
    """The text without what could be taken for sentinels and what no tree can hold.

    Both count as well where they are written as character references.
    """
    return UNFIT.sub("", REFERENCE.sub(_keep_fit, text))


def _keep_fit(reference: re.Match[str]) -> str:
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    fit = number <= sys.maxunicode and not UNFIT.match(chr(number))
    return reference[0] if fit else ""


def mark_embeds(root: etree._Element, sentinels: Sentinels) -> None:
    """Replace every embed under ``root`` by a sentinel; the tree is changed in place."""
    etree.strip_elements(root, *DROPPED, with_tail=False)
    for element in list(root.iter("embed")):
        _empty(element)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not _is_attached(element, root):
            continue
        _mark(element, sentinels)


def _empty(element: etree._Element) -> None:
    """Put what an old parser took into an element that has no content back after it."""
    last = element
    for child in list(element):
        last.addnext(child)
        last = child


def _mark(element: etree._Element, sentinels: Sentinels) -> None:
    tag = str(element.tag).lower()
    promise = _boxed(element)
    if promise is not None or tag == "blockquote":
        _mark_quotation(element, promise, sentinels)
    elif tag == "script":
        post = element.get("data-telegram-post")
        if post:
            embed = Embed(Promise.POST, f"https://t.me/{post.strip().lstrip('/')}")
            _replace(element, sentinels.add(embed))
    elif tag in lexicons.load("embeds")["tags"] and not _holds_text(element):
        address = address_of(element)
        if is_ignored(element, address):
            _remove(element)
        else:
            _replace(element, sentinels.add(Embed(promise_of(element, address), address)))
    elif tag == "figure":
        _open_figure(element)


def _mark_quotation(element: etree._Element, promise: Promise | None, sentinels: Sentinels) -> None:
    """A block quote, or the box of a post: kept as a quotation if its text is there."""
    told = _substack_post(element)
    words = told[0] if told else _own_words(element)
    if promise is not None and len(words.split()) < FEWEST_WORDS:
        _replace(element, sentinels.add(Embed(promise, _post_address(element))))
        return
    author = told[1] if told else _author(element)
    if promise is None and author is None:
        return
    if told:
        for child in list(element):
            element.remove(child)
        etree.SubElement(element, "p").text = words
    element.attrib.clear()
    element.tag = "blockquote"
    sentinel = sentinels.add(Embed(promise or Promise.UNKNOWN, author, quoted=True))
    first = next((child for child in element if child.tag == "p"), element)
    first.text = sentinel + (first.text or "")


def _boxed(element: etree._Element) -> Promise | None:
    classes = (element.get("class") or "").lower().split()
    known = lexicons.load("embeds")["classes"]
    if element.tag not in {"blockquote", "div", "section", "figure", "article"}:
        return None
    return next((Promise(known[name]) for name in classes if name in known), None)


def _substack_post(element: etree._Element) -> tuple[str, str | None] | None:
    """The text and author of a post that a page keeps as JSON in an attribute."""
    try:
        told = json.loads(element.get("data-attrs") or "null")
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("full_text"), str):
        return None
    name = told.get("name") or told.get("username")
    return clear_sentinels(told["full_text"]), str(name) if name else None


def _own_words(element: etree._Element) -> str:
    """The words of a box that are the post's own: not links, signature or filler."""
    pieces = []
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in {"a", "script", "style", "time"}:
            pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    text = AUTHOR.sub(" ", " ".join(" ".join(pieces).split()))
    for phrase in lexicons.load("embeds")["boilerplate"]["phrases"]:
        text = re.sub(rf"\b{re.escape(phrase)}\b.*", " ", text, flags=re.I)
    return re.sub(r"[—–(@][\w\s.@)]*\Z", " ", text)


def _author(element: etree._Element) -> str | None:
    found = AUTHOR.search(" ".join("".join(map(str, element.itertext())).split()))
    if found:
        return str(found["name"])
    for tag in ("cite", "footer"):
        said = element.find(f".//{tag}")
        if said is not None:
            name = " ".join("".join(map(str, said.itertext())).split()).strip(" —–-,")
            if name:
                return name[:120]
    return None


def _post_address(element: etree._Element) -> str | None:
    for name in ("cite", "data-instgrm-permalink", "data-href", "data-bluesky-uri"):
        if element.get(name):
            return element.get(name)
    links = [link.get("href") for link in element.iter("a") if link.get("href")]
    return links[-1] if links else address_of(element)


def _open_figure(figure: etree._Element) -> None:
    """Make a figure and its caption plain blocks, so that both go through the extraction."""
    figure.tag = "div"
    figure.attrib.clear()
    for caption in list(figure.iter("figcaption")):
        caption.tag = "p"
        caption.attrib.clear()


def _holds_text(element: etree._Element) -> bool:
    """Whether an iframe-like element holds a report's own paragraphs (broken nesting)."""
    return sum(len(p.text or "") for p in element.iter("p")) > 200


def _replace(element: etree._Element, sentinel: str) -> None:
    """Put a sentinel where an element stood: a paragraph of its own, or inline words."""
    parent = element.getparent()
    while (
        parent is not None
        and parent.tag in WRAPPERS
        and parent.getparent() is not None
        and len(parent) == 1
        and not ((parent.text or "") + (element.tail or "")).strip()
    ):
        element, parent = parent, parent.getparent()
    if parent is None:
        return
    if parent.tag in BLOCK_PARENTS:
        holder = etree.Element("p")
        holder.text = sentinel
        holder.tail = element.tail
        parent.replace(element, holder)
    else:
        _remove(element, f" {sentinel} ")


def _remove(element: etree._Element, instead: str = "") -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    words = instead + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    element.tail = None
    parent.remove(element)


def _is_attached(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still in the tree: its box may have been replaced before it."""
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is root or top is root.getroottree().getroot()
