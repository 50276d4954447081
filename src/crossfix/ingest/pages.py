"""What a web page says of itself in its head, its JSON-LD and its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from crossfix.ingest.dates import any_date, iso_date
from crossfix.ingest.loading import library
from crossfix.ingest.receiving import Imprint
from crossfix.model import Notice

DATE_NAMES: Final = (
    "article:published_time", "article:published", "og:article:published_time",
    "datepublished", "date_published", "publish_date", "publish-date", "pubdate", "pub_date",
    "publication_date", "publishdate", "date.published", "citation_publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "article_date_original", "displaydate", "date",
)  # fmt: skip
"""Names of ``meta`` elements for the day of publication, the plainest first."""

IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|\Z)")

GUESSED: Final = (
    "the publication date was told from the page's visible text, not from its metadata: "
    "check it, or give --published"
)


def read_imprint(root: Any, address: str | None, encoding: str) -> tuple[Imprint, list[Notice]]:
    """Title, author, site, address, date and language of a page, and doubts about them.

    The date is the page's own word for its publication (``meta``, JSON-LD, ``time``), else
    the one in its address, else what htmldate sees, with a notice.
    """
    found = library("trafilatura").metadata.extract_metadata(
        root, default_url=address, date_config={"original_date": True, "extensive_search": False}
    )
    url = found.url or address
    day = _stated_date(root) or _date_in_address(url)
    notices = []
    if day is None and (day := any_date(found.date)):
        notices.append(Notice(about="published", message=GUESSED))
    imprint = Imprint(
        title=found.title,
        author=found.author,
        publisher=found.sitename,
        url=url,
        published=day,
        language=found.language
        or root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        encoding=encoding,
    )
    return imprint, notices


def _stated_date(root: Any) -> str | None:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), meta.get("content") or "")
    stated = [*_linked_dates(root)]
    stated += [metas[name] for name in DATE_NAMES if name in metas]
    stated += [_time_value(time) for time in root.iter("time", "abbr", "span") if _is_pubdate(time)]
    return next((day for value in stated if (day := any_date(value))), None)


def _linked_dates(root: Any) -> Iterator[str]:
    """``datePublished`` of the articles in a page's JSON-LD, the outermost first."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                waiting.extend(
                    node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")
                )
            elif isinstance(node, list):
                waiting.extend(node[:100])


def _is_pubdate(element: etree._Element) -> bool:
    classes = (element.get("class") or "").lower().split()
    return (
        element.get("pubdate") is not None
        or (element.get("itemprop") or "").lower() == "datepublished"
        or (
            element.tag in {"time", "abbr"}
            and not {"published", "entry-date", "dt-published"}.isdisjoint(classes)
        )
    )


def _time_value(element: etree._Element) -> str:
    stated = element.get("datetime") or element.get("content") or element.get("title")
    return stated or "".join(str(piece) for piece in element.itertext())


def _date_in_address(url: str | None) -> str | None:
    found = IN_ADDRESS.search(url or "")
    return iso_date(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}") if found else None
