"""Telegram exports: a report for every message."""

from __future__ import annotations

import json

import pytest

from crossfix.errors import EmptyReport, MalformedReport, Skip, UnsupportedFormat
from crossfix.ingest.telegram import flatten
from crossfix.reading import MarkKind
from tests.ingest.reports import (
    embeds,
    export,
    forwards,
    marked,
    message,
    read_all,
    read_one,
    refusal,
    told,
)

SERVICE = {"id": 1, "type": "service", "action": "pin_message", "date": "2024-03-05T10:00:00"}


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("Plain", "Plain"),
        ("", ""),
        (["A ", {"type": "bold", "text": "fire"}, " burns"], "A fire burns"),
        ([{"type": "link", "text": "https://t.me/a"}, "\n\nB"], "https://t.me/a\n\nB"),
        ([{"type": "custom_emoji"}, "B"], "B"),
        ("Half \ud83d a sign", "Half \ufffd a sign"),
        (None, ""),
        (7, ""),
    ],
)
def test_text_is_flattened_exactly(text: object, flat: str) -> None:
    assert flatten(text) == flat


def test_every_message_is_a_report() -> None:
    data = export(
        SERVICE,
        message(2, ["Explosions in ", {"type": "bold", "text": "Brodek"}, "."],
                date_unixtime="1709632800"),
        message(3, "All clear.", **{"from": "Duty officer"}),
    )  # fmt: skip
    first, second = (received.document for received in read_all(data, "result.json"))
    assert (first.text, first.item, first.published) == (
        "Explosions in Brodek.", "2", "2024-03-05T10:00:00+00:00",
    )  # fmt: skip
    assert (first.author, first.publisher) == ("Brodek Watch", "Brodek Watch")
    assert (second.text, second.item, second.published) == (
        "All clear.", "3", "2024-03-05T12:00:00",
    )  # fmt: skip
    assert second.author == "Duty officer"
    assert first.sha256 == second.sha256
    assert first.id != second.id


def test_a_forward_is_marked_with_whom_it_is_from() -> None:
    data = export(message(2, "Explosions.", forwarded_from="River Post"))
    (forward,) = forwards(read_one(data, "result.json"))
    assert (forward.start, forward.stop, forward.label) == (0, 11, "River Post")


def test_a_forward_of_a_deleted_account_has_no_name() -> None:
    data = export(message(2, "Explosions.", forwarded_from=None, forwarded_from_id="user1"))
    assert [forward.label for forward in forwards(read_one(data, "result.json"))] == [None]


def test_a_reply_is_told() -> None:
    data = export(message(5, "No, it was a drill.", reply_to_message_id=4))
    assert "document: answers message 4" in told(read_one(data, "result.json"))


@pytest.mark.parametrize(
    ("media", "found"),
    [
        ({"photo": "photos/1.jpg"}, ("Look:", "photos/1.jpg", "photo")),
        ({"media_type": "video_file", "file": "v.mp4"}, ("Look:", "v.mp4", "video")),
        ({"file": "v.mov", "mime_type": "video/quicktime"}, ("Look:", "v.mov", "video")),
        ({"file": "a.pdf", "mime_type": "application/pdf"}, ("Look:", "a.pdf", "unknown")),
        ({"location_information": {"latitude": 1, "longitude": 2}}, ("Look:", None, "map")),
    ],
)
def test_media_is_an_embed_at_the_end(
    media: dict[str, object], found: tuple[str, str | None, str]
) -> None:
    assert embeds(read_one(export(message(2, "Look:", **media)), "result.json")) == [found]


def test_quotations_in_a_message() -> None:
    text = ["He wrote: ", {"type": "blockquote", "text": "All is calm."}, " It was not."]
    received = read_one(export(message(2, text)), "result.json")
    assert marked(received, MarkKind.QUOTE) == ["All is calm."]


def test_messages_of_media_only_are_counted() -> None:
    data = export(
        message(2, "", photo="a.jpg"), message(3, "Explosions."), message(4, "", photo="b.jpg"), 7
    )
    received = read_one(data, "result.json")
    assert "messages of this export with media only, left out: 2" in told(received)
    assert "entries of this export that are no messages, left out: 1" in told(received)


def test_an_account_holds_several_chats() -> None:
    chats = [
        json.loads(export(message(2, "One."), id=1)),
        json.loads(export(message(2, "Two."), id=2)),
    ]
    found = read_all(json.dumps({"about": "x", "chats": {"list": chats}}), "result.json")
    assert [received.document.item for received in found] == ["1/2", "2/2"]
    assert len({received.document.id for received in found}) == 2


def test_an_export_from_standard_input_is_known_by_its_content() -> None:
    assert read_one(export(message(2, "Explosions.")), "-").document.reader == "telegram"


@pytest.mark.parametrize(
    ("data", "error", "problem"),
    [
        (export(message(2, "Explosions."))[:-9], MalformedReport, "line 1, column"),
        ('{"messages": [\n{"id": }]}', MalformedReport, "line 2, column 8"),
        ('{"a": 1}', UnsupportedFormat, "no Telegram export"),
        ("[1, 2]", UnsupportedFormat, "no Telegram export"),
        ('{"messages": "none"}', UnsupportedFormat, "no Telegram export"),
        ("[" * 100_000, MalformedReport, "JSON"),
        (export(SERVICE), EmptyReport, "without any message of text"),
        (export(), EmptyReport, "without any message of text"),
    ],
)
def test_what_is_no_export_is_refused(data: str, error: type[Skip], problem: str) -> None:
    skipped = refusal(data, "result.json")
    assert isinstance(skipped, error)
    assert problem in skipped.problem
