"""Telegram Desktop exports (``result.json``): every message is a report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from crossfix.config import Config
from crossfix.errors import EmptyReport, MalformedReport, UnsupportedFormat
from crossfix.ingest.dates import epoch_date, iso_date
from crossfix.ingest.decoding import decode
from crossfix.ingest.formats import media, suffix
from crossfix.ingest.receiving import Imprint, hash_bytes, mend, one_line, receive
from crossfix.model import Notice, Promise
from crossfix.plugins import Raw
from crossfix.reading import Mark, MarkKind, Received

SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson"})
KEYS: Final = (b'"messages"', b'"chats"')
HEAD_BYTES: Final = 8192
EXPORT: Final = "export the chat from Telegram Desktop as machine-readable JSON"

PROMISES: Final = {
    "video_file": Promise.VIDEO,
    "video_message": Promise.VIDEO,
    "animation": Promise.VIDEO,
    "photo": Promise.PHOTO,
    "sticker": None,  # decoration, no evidence
    "voice_message": Promise.UNKNOWN,
    "audio_file": Promise.UNKNOWN,
}
"""What a message's ``media_type`` promises."""

PUBLIC: Final = {"public_channel", "public_supergroup"}


@dataclass(slots=True)
class _Omitted:
    """How many messages hold nothing to read, by why."""

    media: int = 0
    broken: int = 0

    def notices(self) -> Iterator[Notice]:
        if self.media:
            message = f"messages of this export with media only, left out: {self.media}"
            yield Notice(about="document", message=message)
        if self.broken:
            message = f"entries of this export that are no messages, left out: {self.broken}"
            yield Notice(about="document", message=message)


class TelegramReader:
    """Takes the JSON that Telegram Desktop exports, of one chat or of an account."""

    name = "telegram"

    def __init__(self, config: Config) -> None:
        self.config = config

    def accepts(self, raw: Raw) -> bool:
        """Whether these bytes are JSON by name, or look like an export."""
        if suffix(raw) in SUFFIXES or media(raw) == "application/json":
            return True
        head = raw.data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
        return head.startswith(b"{") and any(key in head for key in KEYS)

    def read(self, raw: Raw) -> Iterator[Received]:
        """A report for every message with text, in the order of the export."""
        chats = _find_chats(_parse(raw), raw.path)
        sha256 = hash_bytes(raw.data)
        omitted = _Omitted()
        found = (
            (chat, message)
            for chat in chats
            for message in _readable(chat.get("messages"), omitted)
        )
        first = next(found, None)
        if first is None:
            raise EmptyReport(raw.path, "an export without any message of text", EXPORT)
        # The first report tells what the others leave out, so all are counted beforehand.
        rest = list(found)
        several = len(chats) > 1
        for place, (chat, message) in enumerate(chain((first,), rest)):
            told = tuple(omitted.notices()) if place == 0 else ()
            yield _receive_message(raw, chat, message, _Setting(sha256, several, told))


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the messages of one export have in common."""

    sha256: str
    several: bool
    notices: tuple[Notice, ...] = field(default=())


def _parse(raw: Raw) -> Any:
    text = decode(raw.data, raw.path).text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"broken JSON at line {error.lineno}, column {error.colno} ({error.msg})"
        raise MalformedReport(raw.path, problem, "it may be cut short: export it again") from None
    except RecursionError:
        raise MalformedReport(raw.path, "JSON that is nested too deep", EXPORT) from None


def _find_chats(told: Any, path: str) -> list[dict[str, Any]]:
    """The chats of an export of one chat or of a whole account."""
    if isinstance(told, dict):
        if isinstance(told.get("messages"), list):
            return [told]
        lists = [told.get("chats"), told.get("left_chats")]
        chats = [
            chat
            for held in lists
            if isinstance(held, dict) and isinstance(held.get("list"), list)
            for chat in held["list"]
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list)
        ]
        if chats:
            return chats
    raise UnsupportedFormat(path, "JSON that is no Telegram export", EXPORT)


def _readable(messages: Any, omitted: _Omitted) -> Iterator[dict[str, Any]]:
    for message in messages:
        if not isinstance(message, dict) or "id" not in message:
            omitted.broken += 1
        elif message.get("type", "message") != "message":
            continue  # a service message: somebody joined, the picture changed
        elif flatten(message.get("text")).strip():
            yield message
        elif _embeds(message, 0):
            omitted.media += 1


def _receive_message(
    raw: Raw, chat: dict[str, Any], message: dict[str, Any], setting: _Setting
) -> Received:
    text = flatten(message["text"])
    name = chat.get("name") or None
    number = str(message["id"])
    imprint = Imprint(
        author=message.get("from") or message.get("author") or name,
        publisher=name,
        url=_address(chat, number),
        published=epoch_date(message.get("date_unixtime")) or iso_date(str(message.get("date"))),
        item=f"{chat.get('id')}/{number}" if setting.several else number,
    )
    marks = _embeds(message, len(text))
    if message.get("forwarded_from") or "forwarded_from_id" in message:
        label = message.get("forwarded_from")
        marks.insert(0, Mark(MarkKind.FORWARD, 0, len(text), one_line(label)))
    notices = list(setting.notices)
    answered = message.get("reply_to_message_id")
    if answered is not None:
        notices.append(Notice(about="document", message=f"answers message {answered}"))
    marks.extend(_quotes(message["text"]))
    return receive(
        raw, TelegramReader.name, text, imprint, marks=marks, notices=notices, sha256=setting.sha256
    )


def flatten(text: Any) -> str:
    """The text of a message, which an export keeps as a string or as a list of pieces."""
    return "".join(_pieces(text))


def _pieces(text: Any) -> list[str]:
    if isinstance(text, str):
        return [mend(text)]
    if not isinstance(text, list):
        return []
    found = (piece.get("text") if isinstance(piece, dict) else piece for piece in text)
    return [mend(piece) if isinstance(piece, str) else "" for piece in found]


def _quotes(text: Any) -> Iterator[Mark]:
    """The block quotes of a message."""
    start = 0
    for raw_piece, piece in zip(
        text if isinstance(text, list) else (), _pieces(text), strict=False
    ):
        quoted = isinstance(raw_piece, dict) and raw_piece.get("type") == "blockquote"
        if quoted and piece.strip():
            yield Mark(MarkKind.QUOTE, start, start + len(piece))
        start += len(piece)


def _embeds(message: dict[str, Any], offset: int) -> list[Mark]:
    """Marks at the end of the text for the media that the message came with."""
    held: list[tuple[Promise, Any]] = []
    if "photo" in message:
        held.append((Promise.PHOTO, message["photo"]))
    kind, file = message.get("media_type"), message.get("file")
    promise = PROMISES.get(str(kind), Promise.UNKNOWN) if kind else _promise_of_file(message)
    if (kind or file) and promise is not None:
        held.append((promise, file or message.get("file_name")))
    if "location_information" in message:
        held.append((Promise.MAP, None))
    return [
        Mark(MarkKind.EMBED, offset, offset, str(label) if label else None, promise)
        for promise, label in held
    ]


def _promise_of_file(message: dict[str, Any]) -> Promise:
    mime = str(message.get("mime_type") or "")
    return {"video": Promise.VIDEO, "image": Promise.PHOTO}.get(
        mime.split("/", maxsplit=1)[0], Promise.UNKNOWN
    )


def _address(chat: dict[str, Any], number: str) -> str | None:
    """The message's own address, where the export tells enough to write it."""
    user = chat.get("username")
    if isinstance(user, str) and user:
        return f"https://t.me/{user.lstrip('@')}/{number}"
    if chat.get("type") in PUBLIC and isinstance(chat.get("id"), int):
        return f"https://t.me/c/{chat['id']}/{number}"
    return None
