"""Reports of our own making, in every format, and ways to read them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from crossfix.config import Config
from crossfix.errors import Skip
from crossfix.ingest import read
from crossfix.plugins import Raw
from crossfix.reading import Mark, MarkKind, Received

CONFIG = Config()

PARAGRAPHS = (
    "A depot burned near the river town of Brodek on Monday, officials said, after a night "
    "of explosions that residents heard across the whole district.",
    "The governor said on his channel that nothing had been struck and that the fire was an "
    "accident, which people who live beside the depot denied.",
    "Rescue workers reached the yard before dawn and counted three wounded drivers, according "
    "to the regional emergency service, which gave no cause.",
)


def raw(data: bytes | str, path: str = "report.txt", **known: str | None) -> Raw:
    return Raw(path, data.encode() if isinstance(data, str) else data, **known)


def read_all(data: bytes | str, path: str = "report.txt", **known: str | None) -> list[Received]:
    return list(read(raw(data, path, **known), CONFIG))


def read_one(data: bytes | str, path: str = "report.txt", **known: str | None) -> Received:
    (received,) = read_all(data, path, **known)
    return received


def refusal(data: bytes | str, path: str = "report.txt", config: Config = CONFIG) -> Skip:
    try:
        found = list(read(raw(data, path), config))
    except Skip as skipped:
        return skipped
    raise AssertionError(f"read as {found!r}")


def marked(received: Received, kind: MarkKind) -> list[str]:
    """The text under every mark of a kind."""
    marks = [mark for mark in received.marks if mark.kind is kind]
    return [received.document.text[mark.start : mark.stop] for mark in marks]


def embeds(received: Received) -> list[tuple[str, str | None, str]]:
    """The twelve characters before every embed, its address, and what it promises."""
    text = received.document.text
    return [
        (text[max(0, mark.start - 12) : mark.start], mark.label, mark.promises.value)
        for mark in received.marks
        if mark.kind is MarkKind.EMBED
    ]


def told(received: Received) -> str:
    """All notices as one text."""
    return "\n".join(f"{notice.about}: {notice.message}" for notice in received.notices)


def forwards(received: Received) -> list[Mark]:
    return [mark for mark in received.marks if mark.kind is MarkKind.FORWARD]


def page(body: str, head: str = "<title>Fire at the depot</title>") -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def article(*blocks: str) -> str:
    """A page whose blocks stand between paragraphs long enough to be found as main text."""
    inner = "".join(
        f"<p>{text}</p>{block}" for text, block in zip(PARAGRAPHS, blocks, strict=False)
    )
    rest = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[len(blocks) :])
    nav = "<nav><a href=/>Home</a> <a href=/war>War</a></nav>"
    return page(f"{nav}<article><h1>Fire at the depot</h1>{inner}{rest}</article>")


def pdf(
    pages: Sequence[Sequence[str]], encrypt: Any = None, *, title: str = "Fire report"
) -> bytes:
    """A PDF that shows these lines; an empty line is a gap."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A4, encrypt=encrypt)
    sheet.setTitle(title)
    sheet.setAuthor("Nellie Bly")
    for lines in pages:
        y = 800
        for line in lines:
            sheet.drawString(72, y, line)
            y -= 14
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def export(*messages: Any, **chat: Any) -> str:
    """A Telegram export of one chat."""
    head: dict[str, Any] = {"name": "Brodek Watch", "type": "public_channel", "id": 77}
    return json.dumps({**head, **chat, "messages": list(messages)}, ensure_ascii=False)


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    head = {"id": number, "type": "message", "date": "2024-03-05T12:00:00", "from": "Brodek Watch"}
    return {**head, "text": text, **more}
