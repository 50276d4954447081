"""What an embedded thing promises, told by its tag, its class and its address."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from crossfix import lexicons
from crossfix.model import Promise

ADDRESSES: Final = (
    "data-src", "data-lazy-src", "data-original", "data-url", "data-href", "src", "data", "href",
)  # fmt: skip
"""Attributes that may hold the address; lazy loaders leave a placeholder in ``src``."""

IDS: Final = (
    ("data-tweetid", "https://x.com/i/status/"),
    ("data-shortcode", "https://www.instagram.com/p/"),
    ("videoid", "https://www.youtube.com/watch?v="),
    ("data-videoid", "https://www.youtube.com/watch?v="),
)
"""Attributes that hold only an id, and the address it stands for."""

SMALLEST_PICTURE: Final = 65
"""Pictures known to be smaller than this, in pixels, are icons and counters."""


def address_of(element: etree._Element) -> str | None:
    """The address of what an element embeds, if it has one that leads anywhere."""
    for name in ADDRESSES:
        address = (element.get(name) or "").strip()
        if address and not address.lower().startswith(("data:", "javascript:", "about:", "blob:")):
            return address
    for name, stem in IDS:
        if element.get(name):
            return f"{stem}{element.get(name)}"
    inner = next(iter(element.iter("source", "param", "img", "a")), None)
    return address_of(inner) if inner is not None and inner is not element else None


def promise_of(element: etree._Element, address: str | None) -> Promise:
    """What an embed promises: by its address, else by its tag or declared type."""
    by_tag = Promise(lexicons.load("embeds")["tags"][str(element.tag).lower()])
    if by_tag is not Promise.UNKNOWN:
        return by_tag
    if (element.get("type") or "").lower().startswith(("video/", "application/x-shockwave")):
        return Promise.VIDEO
    if (element.get("type") or "").lower().startswith("image/"):
        return Promise.PHOTO
    return promise_of_address(address)


def promise_of_address(address: str | None) -> Promise:
    """What the host of an address serves; unknown where the host is not known."""
    for promise in Promise:
        if promise is not Promise.UNKNOWN and _leads_to(address, _hosts(promise.value)):
            return promise
    path = urlsplit_path(address)
    if re.search(r"\.(?:mp4|webm|m3u8|mov|ogv)\Z", path):
        return Promise.VIDEO
    if re.search(r"\.(?:jpe?g|png|gif|webp|avif|svg)\Z", path):
        return Promise.PHOTO
    return Promise.UNKNOWN


def is_ignored(element: etree._Element, address: str | None) -> bool:
    """Whether an element is an advertisement, a counter, an icon or hidden."""
    style = re.sub(r"\s", "", (element.get("style") or "").lower())
    if "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None:
        return True
    if _leads_to(address, tuple(lexicons.load("embeds")["ignored"]["hosts"])):
        return True
    sizes = [_pixels(element.get(side)) for side in ("width", "height")]
    tag = str(element.tag).lower()
    if any(size is not None and size <= 2 for size in sizes):
        return True
    if tag not in {"img", "amp-img"}:
        return tag == "iframe" and address is None and element.get("srcdoc") is None
    named = " ".join(
        (element.get("class") or "", element.get("id") or "", urlsplit_path(address))
    ).lower()
    words = set(re.split(r"[^a-z]+", named))
    small = any(size is not None and size < SMALLEST_PICTURE for size in sizes)
    return address is None or small or not words.isdisjoint(_ignored_words())


def urlsplit_path(address: str | None) -> str:
    """The path of an address, lower case; empty for what is no address."""
    try:
        return urlsplit(address or "").path.lower()
    except ValueError:
        return ""


def _leads_to(address: str | None, hosts: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    found = f"{(parts.hostname or '').lower()}{parts.path.lower()}"
    for host in hosts:
        name, _, path = host.partition("/")
        here = found.partition("/")[0]
        if (here == name or here.endswith(f".{name}")) and found[len(here) + 1 :].startswith(path):
            return True
    return False


def _pixels(value: str | None) -> int | None:
    found = re.match(r"\s*(\d+)(?:px)?\s*\Z", value or "")
    return int(found[1]) if found else None


@cache
def _hosts(promise: str) -> tuple[str, ...]:
    return tuple(lexicons.load("embeds")["hosts"].get(promise, ()))


@cache
def _ignored_words() -> frozenset[str]:
    return lexicons.words("embeds", "ignored", "words")
