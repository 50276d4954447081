"""RSS and Atom feeds: every entry is a report."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Iterator
from typing import Any, Final

from crossfix.config import Config
from crossfix.errors import EmptyReport, MalformedReport, UnsupportedFormat
from crossfix.ingest.blocks import Blocks
from crossfix.ingest.dates import any_date, epoch_date
from crossfix.ingest.embeds import Sentinels, clear_sentinels
from crossfix.ingest.formats import is_address, media, suffix
from crossfix.ingest.fragments import add_fragment
from crossfix.ingest.loading import library
from crossfix.ingest.promises import promise_of_address
from crossfix.ingest.receiving import Imprint, hash_bytes, one_line, receive
from crossfix.model import Notice, Promise
from crossfix.plugins import Raw
from crossfix.reading import Mark, MarkKind, Received

ROOT: Final = re.compile(
    rb"\A\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<\?[\w-]+[^>]*\?>\s*|<!doctype[^>]*>\s*)*"
    rb"<(?:rss|feed|(?:\w+:)?RDF|channel)\b",
    re.I | re.S,
)
SUFFIXES: Final = frozenset({".rss", ".atom", ".rdf", ".xml"})
TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
HEAD_BYTES: Final = 8192


class FeedReader:
    """Takes RSS 0.9 to 2.0, RDF and Atom feeds, by their content or their name."""

    name = "feed"

    def __init__(self, config: Config) -> None:
        self.config = config

    def accepts(self, raw: Raw) -> bool:
        """Whether these bytes are a feed (or some other XML, which is refused in reading)."""
        if media(raw) in TYPES:
            return True
        head = raw.data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            head = head[2:].replace(b"\x00", b"")
        if ROOT.match(head):
            return True
        return suffix(raw) in SUFFIXES and not re.search(rb"<!doctype html|<html\b", head, re.I)

    def read(self, raw: Raw) -> Iterator[Received]:
        """A report for every entry with text, in the order of the feed."""
        parsed = _parse(raw)
        sha256 = hash_bytes(raw.data)
        built = [(entry, _build(entry)) for entry in parsed.entries]
        full = [(entry, blocks) for entry, blocks in built if blocks.text.strip()]
        if not full and parsed.bozo:
            raise _broken(raw, parsed)
        if not full:
            raise EmptyReport(raw.path, "a feed whose entries hold no text", "give the pages")
        notices = list(_warn_of_feed(parsed, len(built) - len(full)))
        for place, (entry, blocks) in enumerate(full, start=1):
            imprint = _imprint(entry, parsed, place)
            told = [*notices, *_warn_of_summary(entry)]
            notices = []  # told once, on the first report
            yield receive(
                raw, self.name, blocks.text, imprint,
                marks=blocks.marks, notices=told, sha256=sha256,
            )  # fmt: skip


def _parse(raw: Raw) -> Any:
    headers = {"content-type": raw.media_type} if raw.media_type else {}
    parsed = library("feedparser").parse(
        io.BytesIO(raw.data), response_headers=headers, sanitize_html=False,
        resolve_relative_uris=False,
    )  # fmt: skip
    if parsed.entries:
        return parsed
    if parsed.bozo:
        raise _broken(raw, parsed)
    if not parsed.version:
        raise UnsupportedFormat(
            raw.path, "XML that is neither a feed nor a page", "save it as text, HTML or PDF"
        )
    raise EmptyReport(raw.path, "a feed without entries", "fetch the feed again later")


def _broken(raw: Raw, parsed: Any) -> MalformedReport:
    reason = " ".join(str(parsed.bozo_exception).split())
    return MalformedReport(raw.path, f"a broken feed ({reason})", "fetch the feed again")


def _build(entry: Any) -> Blocks:
    """The text of an entry, with its title above and its enclosures below."""
    blocks = Blocks(Sentinels())
    title = _plain(entry.get("title_detail"), entry.get("title"))
    markup = _markup(entry)
    if title:
        blocks.open(MarkKind.HEADING)
        blocks.say(title)
        blocks.close()
    add_fragment(clear_sentinels(markup), blocks)
    held = {mark.label for mark in blocks.marks if mark.kind is MarkKind.EMBED}
    for address, promise in _enclosures(entry):
        if address not in held:
            held.add(address)
            end = blocks.length
            blocks.marks.append(Mark(MarkKind.EMBED, end, end, address, promise))
    return blocks


def _markup(entry: Any) -> str:
    """The fullest body that an entry has, as HTML."""
    bodies = [(part.get("value") or "", part.get("type")) for part in entry.get("content") or ()]
    summary = entry.get("summary_detail") or {}
    bodies.append((entry.get("summary") or "", summary.get("type")))
    value, kind = max(bodies, key=lambda body: len(body[0]))
    return _paragraphs(value) if kind == "text/plain" and "<" not in value else value


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", text))


def _plain(detail: Any, value: str | None) -> str | None:
    """A title without the tags and entities that a feed may have written into it."""
    if not value:
        return None
    if (detail or {}).get("type") == "text/plain" and "<" not in value:
        return one_line(clear_sentinels(html.unescape(value)))
    blocks = Blocks(Sentinels())
    add_fragment(clear_sentinels(value), blocks)
    return one_line(blocks.text)


def _enclosures(entry: Any) -> Iterator[tuple[str, Promise]]:
    for part in (*(entry.get("enclosures") or ()), *(entry.get("media_content") or ())):
        address = part.get("href") or part.get("url")
        if not address:
            continue
        named = str(part.get("type") or part.get("medium") or "").split("/")[0]
        known = {"video": Promise.VIDEO, "image": Promise.PHOTO}
        yield str(address), known.get(named) or promise_of_address(str(address))


def _imprint(entry: Any, parsed: Any, place: int) -> Imprint:
    link = str(entry.get("link") or "")
    writer = entry.get("author_detail") or {}
    return Imprint(
        title=_plain(entry.get("title_detail"), entry.get("title")),
        author=writer.get("name") or entry.get("author") or None,
        publisher=_plain(
            None, (entry.get("source") or {}).get("title") or parsed.feed.get("title")
        ),
        url=link if is_address(link) else None,
        published=_date(entry),
        language=parsed.feed.get("language"),
        item=entry.get("id") or link or f"entry {place}",
        encoding=parsed.get("encoding") or None,
    )


def _date(entry: Any) -> str | None:
    """When an entry came out, or else when it was last changed."""
    for name in ("published", "created", "updated"):
        moment = entry.get(f"{name}_parsed")
        if moment is not None:
            return epoch_date(calendar.timegm(moment))
        if entry.get(name):
            return any_date(entry[name])
    return None


def _warn_of_feed(parsed: Any, empty: int) -> Iterator[Notice]:
    if parsed.bozo and "encod" not in type(parsed.bozo_exception).__name__.lower():
        reason = " ".join(str(parsed.bozo_exception).split())
        message = f"the feed is broken ({reason}); entries may be missing"
        yield Notice(about="document", message=message)
    if empty:
        yield Notice(about="document", message=f"entries without text that are left out: {empty}")


def _warn_of_summary(entry: Any) -> Iterator[Notice]:
    if not entry.get("content"):
        message = "the feed gives a summary only; the whole report is at its address"
        yield Notice(about="document", message=message)
