"""PDF files with a text layer: pages joined, lines made paragraphs again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from crossfix.config import Config
from crossfix.errors import EmptyReport, MalformedReport
from crossfix.ingest.dates import date_line
from crossfix.ingest.loading import library
from crossfix.ingest.receiving import Imprint, mend, receive
from crossfix.ingest.spacing import find_lines, space_pages
from crossfix.ingest.text import byline
from crossfix.ingest.wrapping import join_pages
from crossfix.model import Notice
from crossfix.plugins import Raw
from crossfix.reading import Received

SIGN: Final = b"%PDF-"
SIGN_WITHIN: Final = 1024

FILE_DATE: Final = (
    "the publication date is the day on which the PDF file was made; the report itself may "
    "be older: check it, or give --published"
)
BROKEN_PAGES: Final = "pages of the PDF that could not be read are left out: {}"


class PdfReader:
    """Takes PDF files, by their first bytes."""

    name = "pdf"

    def __init__(self, config: Config) -> None:
        self.config = config

    def accepts(self, raw: Raw) -> bool:
        """Whether the bytes begin like a PDF (a little before it is allowed)."""
        return SIGN in raw.data[:SIGN_WITHIN] and not raw.data.lstrip().startswith(b"<")

    def read(self, raw: Raw) -> Iterator[Received]:
        """The one report that a PDF is."""
        pages, told, broken = _read_pages(raw)
        if not any(page.strip() for page in pages):
            if broken:
                raise MalformedReport(
                    raw.path, "a PDF none of whose pages can be read", "get the file again"
                )
            problem = f"a PDF of {len(pages)} pages without a text layer (a scan?)"
            raise EmptyReport(raw.path, problem, "run it through text recognition (OCR) first")
        text = mend(join_pages(pages))
        notices = []
        if broken:
            listed = ", ".join(str(number) for number in broken)
            notices.append(Notice(about="document", message=BROKEN_PAGES.format(listed)))
        day = date_line(text)
        if day is None and told.get("created"):
            day = told["created"]
            if raw.published is None:
                notices.append(Notice(about="published", message=FILE_DATE))
        imprint = Imprint(
            title=told.get("title"),
            author=told.get("author") or byline(text),
            published=day,
        )
        yield receive(raw, self.name, text, imprint, notices=notices)


def _read_pages(raw: Raw) -> tuple[list[str], dict[str, str], list[int]]:
    """The text of each page, the file's metadata, and the numbers of pages that failed."""
    pypdf = library("pypdf")
    faults = _faults(pypdf)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise MalformedReport(
                raw.path, "an encrypted PDF", "remove its password first (decrypt it)"
            )
        pages, broken = [], []
        for number, page in enumerate(reader.pages, start=1):
            try:
                pages.append(find_lines(page))
            except faults:
                broken.append(number)
        return space_pages(pages), _metadata(reader, faults), broken
    except faults as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise MalformedReport(
            raw.path, f"a broken PDF ({reason})", "get the file again, or save it as text"
        ) from None


def _faults(pypdf: Any) -> tuple[type[BaseException], ...]:
    """What pypdf lets out on files that are broken or made to break it."""
    return (
        pypdf.errors.PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError,
        AssertionError, NotImplementedError, OverflowError, RecursionError, OSError, EOFError,
        ZeroDivisionError,
    )  # fmt: skip


def _metadata(reader: Any, faults: tuple[type[BaseException], ...]) -> dict[str, str]:
    told: dict[str, str] = {}
    try:
        info = reader.metadata
        if info is None:
            return told
        for key in ("title", "author"):
            value = getattr(info, key)
            if value and str(value).strip().lower() not in {"untitled", "anonymous", "unknown"}:
                told[key] = str(value)
        created = info.creation_date
        if created is not None:
            told["created"] = created.isoformat()
    except faults:
        pass  # metadata is a convenience: without it the report is only undated
    return told
